//! The figures behind one chart: one series alone, or those the pack draws together.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::data::date::PartialDate;
use crate::data::pack::Source;
use crate::data::period::Period;
use crate::data::series::{DataPoint, Series, format_value};
use crate::data::{Dataset, Item, ItemId, Record};
use crate::text::{clip, pad, pad_start, width};
use crate::tui::context::Context;
use crate::tui::widgets::chart::{Chart, Plot, line_style};
use crate::tui::widgets::layer_sign;
use crate::tui::widgets::scroll::Scroll;
use crate::view::figures::{self as told, Figures as Told};

/// Series that share a chart, and the periods any of them has a figure for.
#[derive(Clone, Debug)]
pub(super) struct Figures<'d> {
    /// Title of the chart, unit included.
    pub(super) title: String,
    /// Every period, oldest first.
    pub(super) periods: Vec<Period>,
    lines: Vec<Member<'d>>,
    bars: Option<Member<'d>>,
    /// What explains a turn, with the day it happened.
    events: Vec<(&'d Record<'d>, PartialDate)>,
}

/// A series and what the chart calls it.
#[derive(Clone, Copy, Debug)]
struct Member<'d> {
    name: &'d str,
    series: &'d Series<'d>,
}

impl<'d> Member<'d> {
    fn at(&self, period: &Period) -> Option<&'d DataPoint<'d>> {
        self.series.points.iter().find(|point| point.period == *period)
    }
}

impl<'d> Figures<'d> {
    /// The figures to show for a series: those of its chart.
    pub(super) fn of(dataset: &'d Dataset<'d>, id: ItemId) -> Self {
        let mut shown =
            Self { title: String::new(), periods: Vec::new(), lines: Vec::new(), bars: None, events: Vec::new() };
        let Some(chart) = Told::of(dataset, id) else { return shown };
        let is_shown = |member: &&told::Member<'_>| member.is_first && member.is_drawn() || member.id == id;
        let of = |member: &told::Member<'d>| Member { name: member.name, series: member.series };
        shown.lines = chart.members.iter().filter(is_shown).map(of).collect();
        shown.lines.truncate(2);
        let has_losses = |member: &&told::Member<'_>| {
            member.place == told::Place::Axis && member.series.points.iter().any(|point| point.value < 0.0)
        };
        let is_bars = |member: &&told::Member<'_>| !member.is_first && has_losses(member);
        shown.bars = chart.members.iter().find(is_bars).map(of);
        shown.lines.retain(|line| shown.bars.is_none_or(|bars| bars.series.id != line.series.id));
        shown.events = chart.events(dataset).filter_map(|(_, record)| Some((record, record.when?))).collect();
        let members = shown.lines.iter().chain(&shown.bars);
        let mut periods: Vec<Period> =
            members.flat_map(|member: &Member<'_>| member.series.points.iter().map(|point| point.period)).collect();
        periods.sort_by(Period::list_order);
        periods.dedup();
        shown.periods = periods;
        let mut units: Vec<&str> = shown.lines.iter().map(|member| member.series.unit.as_str()).collect();
        units.dedup();
        shown.title = format!("{} ({})", chart.title(), units.join("; "));
        shown
    }

    fn members(&self) -> impl Iterator<Item = &Member<'d>> {
        self.lines.iter().chain(&self.bars)
    }

    /// The chart with the crosshair at a period; one for each line where their units differ, since no chart
    /// has two scales.
    pub(super) fn charts(&self, position: usize) -> Vec<Chart> {
        let unit = |member: &Member<'_>| member.series.unit.to_string();
        let one_unit = self.lines.windows(2).all(|pair| matches!(pair, [a, b] if unit(a) == unit(b)));
        if one_unit {
            return vec![self.chart(position)];
        }
        let alone = |member: &Member<'d>| Self { lines: vec![*member], bars: None, ..self.clone() };
        self.lines.iter().map(|member| alone(member).chart(position)).collect()
    }

    fn chart(&self, position: usize) -> Chart {
        let plot = |member: &Member<'_>| Plot {
            points: member.series.points.iter().map(|point| (time_of(&point.period), point.value)).collect(),
        };
        Chart {
            lines: self.lines.iter().map(plot).collect(),
            bars: self.bars.as_ref().map(plot),
            span: self.periods.first().map(time_of).zip(self.periods.last().map(time_of)),
            here: self.periods.get(position).map(time_of),
            events: self.events.iter().map(|(_, when)| time_of(&Period::Date(*when))).collect(),
            labels: self
                .periods
                .iter()
                .map(|period| (time_of(period), period.axis_label(), short_label(period)))
                .collect(),
        }
    }

    /// The exact values of a period with their status and, where there is room for that, their source.
    pub(super) fn value_lines(
        &self,
        ctx: Context<'_>,
        position: usize,
        columns: usize,
        with_sources: bool,
    ) -> Vec<Line<'static>> {
        let Some(period) = self.periods.get(position) else { return Vec::new() };
        let dim = ctx.theme.dim.style();
        let mut lines = vec![Line::from(vec![
            Span::styled(period.to_string(), ctx.theme.title.style()),
            Span::styled(format!("   {} of {}", position + 1, self.periods.len()), dim),
        ])];
        let values = self.members().filter_map(|member| member.at(period));
        let widest = values.map(|point| width(&format_value(point.value))).max().unwrap_or(1);
        let indent = widest + 4;
        for (index, member) in self.members().enumerate() {
            let style = self.style(ctx, index, member.at(period));
            let sign = if index < self.lines.len() {
                ctx.symbols.legend.get(index).copied().unwrap_or("*")
            } else {
                ctx.symbols.bar
            };
            let (value, remark, source) = match member.at(period) {
                Some(point) => (
                    format_value(point.value),
                    point.status.name(),
                    source_of(ctx.dataset, point, columns.saturating_sub(indent)),
                ),
                None => ("–".to_owned(), "no figure found", String::new()),
            };
            let whose =
                layer_sign::sign(ctx, Item::Series(member.series)).map_or_else(String::new, |sign| format!(" {sign}"));
            let remark = format!("{whose}  {remark}");
            let name = clip(member.name, columns.saturating_sub(indent + width(&remark))).into_owned();
            lines.push(Line::from(vec![
                Span::styled(format!("{sign} {}", pad_start(&value, widest)), style),
                Span::raw(format!("  {name}")),
                Span::styled(remark, dim),
            ]));
            if with_sources && !source.is_empty() {
                let text = format!("{}{source}", " ".repeat(indent));
                lines.push(Line::from(Span::styled(text, ctx.theme.source.style())));
            }
        }
        lines.extend(self.events_in(ctx, period, columns));
        lines
    }

    /// What happened in a period that explains a turn.
    fn events_in(&self, ctx: Context<'_>, period: &Period, columns: usize) -> impl Iterator<Item = Line<'static>> {
        let within = |when: &PartialDate| period.earliest() <= when.earliest() && when.latest() <= period.latest();
        let events: Vec<_> = self.events.iter().filter(|(_, when)| within(when)).collect();
        events.into_iter().map(move |(record, when)| {
            let text = format!("{} {when}  {}", ctx.symbols.event, record.title);
            Line::from(Span::styled(clip(&text, columns).into_owned(), ctx.theme.core.style()))
        })
    }

    fn style(&self, ctx: Context<'_>, index: usize, point: Option<&DataPoint<'_>>) -> Style {
        if index < self.lines.len() {
            return line_style(ctx, index);
        }
        match point {
            Some(point) if point.value >= 0.0 => ctx.theme.positive.style(),
            _ => ctx.theme.negative.style(),
        }
    }

    /// How a series changed from the period before, `+12.3 %`, where both are whole years and follow each other.
    fn change(&self, member: &Member<'_>, row: usize) -> Option<String> {
        let (period, before) = (self.periods.get(row)?, self.periods.get(row.checked_sub(1)?)?);
        let follows = (time_of(period) - time_of(before) - 1.0).abs() < 0.01;
        let (now, then) = (member.at(period)?.value, member.at(before)?.value);
        (follows && then != 0.0).then(|| format!("{:+.1} %", (now / then - 1.0) * 100.0))
    }

    /// Draws the figures as a table, the selected period in sight.
    pub(super) fn draw_table(&self, ctx: Context<'_>, position: usize, area: Rect, buf: &mut Buffer) {
        let first = self.periods.iter().map(|period| width(&period.to_string())).max().unwrap_or(0);
        let columns = usize::from(area.width);
        let decimals: Vec<usize> = self.members().map(|member| decimals(member.series)).collect();
        let with_change = columns >= WITH_CHANGE;
        let room = columns.saturating_sub(first + if with_change { CHANGE } else { 0 });
        let each = (room / decimals.len().max(1)).min(WIDEST_COLUMN);
        let head: String = self.members().map(|member| pad_start(&format!("  {}", member.name), each)).collect();
        let change = match self.lines.first() {
            Some(first) if with_change && self.members().count() > 1 => format!("  {} ±", first.name),
            Some(_) if with_change => "  ±".to_owned(),
            _ => String::new(),
        };
        let head = format!("{}{head}{}", pad("", first), pad_start(&change, if with_change { CHANGE } else { 0 }));
        buf.set_stringn(area.x, area.y, head, columns, ctx.theme.heading.style());
        let body = Rect { y: area.y + 1.min(area.height), height: area.height.saturating_sub(1), ..area };
        let mut scroll = Scroll { selected: position, offset: 0 };
        scroll.fit(self.periods.len(), usize::from(body.height), 0);
        for ((row, period), y) in self.periods.iter().enumerate().skip(scroll.offset).zip(body.top()..body.bottom()) {
            let mut spans = vec![Span::styled(pad(&period.to_string(), first), ctx.theme.date.style())];
            for (member, decimals) in self.members().zip(&decimals) {
                let value = member
                    .at(period)
                    .map_or_else(|| aligned("–", *decimals), |point| aligned(&format_value(point.value), *decimals));
                spans.push(Span::raw(pad_start(&value, each)));
            }
            if let Some(first) = self.lines.first().filter(|_| with_change) {
                let change = self.change(first, row).unwrap_or_default();
                spans.push(Span::styled(pad_start(&change, CHANGE), ctx.theme.dim.style()));
            }
            buf.set_line(body.x, y, &Line::from(spans), body.width);
            if row == position {
                buf.set_style(Rect { y, height: 1, ..body }, ctx.theme.selected_away.style());
            }
        }
    }
}

/// From this width on a table tells the change on the year of its first series, in so many columns.
const WITH_CHANGE: usize = 48;
const CHANGE: usize = 13;
/// Columns a table gives a series at most.
const WIDEST_COLUMN: usize = 24;

fn decimals_of(value: &str) -> usize {
    value.split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

/// The most decimals of any of its values.
fn decimals(series: &Series<'_>) -> usize {
    series.points.iter().map(|point| decimals_of(&format_value(point.value))).max().unwrap_or(0)
}

/// A value followed by as many blanks as it lacks decimals, so that points stand under points.
fn aligned(value: &str, decimals: usize) -> String {
    let lacks = decimals - decimals_of(value).min(decimals);
    let point = usize::from(decimals > 0 && decimals_of(value) == 0);
    format!("{value}{}", " ".repeat(lacks + point))
}

/// The source of a value on one line, its grade first, the others counted; its name is cut before its paragraph is.
fn source_of(dataset: &Dataset<'_>, point: &DataPoint<'_>, columns: usize) -> String {
    let mut cites = point.cite.iter().flatten();
    let Some(cite) = cites.next() else { return String::new() };
    let source = dataset.pack.source(cite.source);
    let name = source.map_or_else(|| cite.source.to_owned(), Source::byline);
    let grade =
        source.and_then(|source| source.grade).map_or_else(String::new, |grade| format!("{}  ", grade.letter()));
    let more = match cites.count() {
        0 => String::new(),
        count => format!(" and {count} more"),
    };
    let place = format!(" {}{more}", cite.paragraph_text());
    let name = format!("{grade}{name}");
    let name = clip(&name, columns.saturating_sub(width(&place)));
    clip(&format!("{name}{place}"), columns).into_owned()
}

/// A period as a point of time, in years: that at which it begins.
fn time_of(period: &Period) -> f64 {
    let day = period.earliest();
    f64::from(day.year()) + f64::from(day.day_of_year() - 1) / f64::from(day.days_in_year())
}

/// `’11`
fn short_label(period: &Period) -> String {
    format!("’{:02}", period.year().rem_euclid(100))
}
