//! The lines under a chart that tell the series, one each: its name, its exact value in a period, how that changed and
//! how firm it is; and the difference of two of them.

use ratatui::text::{Line, Span};

use super::shown::{Shown, within};
use super::telling::{aligned, fitting, short, told_of_change};
use crate::data::Item;
use crate::data::period::Period;
use crate::data::series::{DataPoint, format_value};
use crate::text::{pad, pad_start, width};
use crate::tui::context::Context;
use crate::tui::widgets::chart::{line_style, sample, shade};
use crate::tui::widgets::layer_sign;
use crate::view::figures::Member;
use crate::view::figures::change::Change;

/// Columns of a change in per cent, blanks after it, and room between a value and what is told of it, in which the sign
/// of a dispute stands.
const CHANGE: usize = 9;
const APART: usize = 2;
const SIGN: usize = 3;

/// How the series at hand changed between the two periods that are compared.
pub(super) fn change(shown: &Shown<'_>, period: Period) -> Option<Change> {
    let since = shown.since.filter(|since| *since != period)?;
    let member = shown.member()?;
    Some(Change::between(member.at(since)?, member.at(period)?))
}

/// The columns of the lines a series.
pub(super) struct Table {
    columns: usize,
    name: usize,
    value: usize,
    decimals: usize,
    /// Columns of the sign of a layer, where there are layers.
    layer: usize,
    /// Columns of how firm a figure is; none where there is no room.
    status: usize,
    with_change: bool,
}

impl Table {
    pub(super) fn of(ctx: Context<'_>, shown: &Shown<'_>, columns: usize) -> Self {
        let (value, decimals) = shown.measures.value;
        let fill = shown.figures.chart.and_then(|chart| chart.fill.as_ref());
        let gap = fill.map_or(0, |fill| width(&fill.below).max(width(&fill.above)));
        let names = shown.figures.members.iter().map(|member| width(member.name)).max().unwrap_or(0).max(gap);
        let layer = if ctx.dataset.pack.layers.is_empty() { 0 } else { 2 };
        let left = columns.saturating_sub(4 + layer + APART + value);
        let status = shown.measures.status;
        // Where a wider value beside the chart needs room, all names have more: units and periods stand in one column,
        // as far as nothing else has to go for that.
        let beside = shown.figures.members.iter().enumerate().filter(|(_, member)| !member.is_drawn());
        let wanted = beside.map(|(index, member)| {
            (width(member.name) + shown.measures.member(index).aligned(decimals)).saturating_sub(value)
        });
        let spare = left.saturating_sub(names + SIGN + status + APART + CHANGE);
        let name = wanted.max().unwrap_or(0).clamp(names, names + spare).min(left);
        let left = left - name;
        let with_status = left >= SIGN + status;
        let with_change = left >= SIGN + status + APART + CHANGE;
        Self { columns, name, value, decimals, layer, status: if with_status { status } else { 0 }, with_change }
    }

    /// Whether the row of a series has room for its growth by the year, if there is any to tell of such a change.
    pub(super) fn tells_growth(&self, change: Change) -> bool {
        let room = self.columns.saturating_sub(4 + self.name + 2 + self.value + self.layer + SIGN);
        change.yearly_in_words().is_none_or(|growth| told_of_change(change, room).contains(&growth))
    }

    /// A series: what stands for it, its name, its value in a period, and what is to be known of that.
    pub(super) fn row(
        &self,
        ctx: Context<'_>,
        shown: &Shown<'_>,
        (index, look): (usize, usize),
        member: &Member<'_>,
        period: Period,
    ) -> Line<'static> {
        let is_visible = shown.visible.get(index) == Some(&true) || index == shown.at_hand && member.is_drawn();
        let dim = ctx.theme.dim.style();
        let style = if is_visible { line_style(ctx, look) } else { dim };
        // That at hand is drawn in any case; whether it stays so is told with the period.
        let sign = match (member.is_drawn(), is_visible) {
            (true, true) => sample(ctx, look),
            (true, false) => ctx.symbols.boxes[1],
            (false, _) => "   ",
        };
        let mut name_style = if is_visible { ctx.theme.text.style() } else { dim };
        if index == shown.at_hand {
            name_style = name_style.patch(ctx.theme.title.style());
        }
        // What is beside the chart is told with its own period: of the year, or the latest there is.
        let beside = || within(member, period).or(member.series.points.last()).filter(|_| !member.is_drawn());
        let point = member.at(period).or_else(beside);
        let value = point.map_or_else(|| "–".to_owned(), |point| format_value(point.value));
        let (mut name, mut value) = self.name_and_value(member.name, &value);
        // A value of another unit would be taken for one of this where there is no room to say so.
        let room = self.columns.saturating_sub(4 + width(&name) + width(&value) + self.layer + SIGN);
        if !member.is_drawn() && member.series.unit != shown.figures.unit() && width(&member.series.unit) > room {
            (name, value) = self.name_and_value(member.name, "");
        }
        let mut spans = vec![
            Span::styled(format!("{sign} "), style),
            Span::styled(name, name_style),
            Span::styled(value, if is_visible { style } else { dim }),
        ];
        if !ctx.dataset.pack.layers.is_empty() {
            spans.push(Span::raw(" "));
            spans.push(layer_sign::span(ctx, Item::Series(member.series)));
        }
        let told: usize = spans.iter().map(Span::width).sum();
        let room = self.columns.saturating_sub(told + SIGN);
        let remark = self.remark(shown, member, (period, point), room);
        let differs = point.is_some_and(|point| !point.also.is_empty());
        let sign = if differs { ctx.symbols.conflict } else { " " };
        spans.push(Span::styled(format!(" {sign} "), ctx.theme.conflict.style()));
        spans.push(Span::styled(remark, dim));
        Line::from(spans)
    }

    /// A name and a value in their columns: where the value needs more than it has, the blanks after the
    /// name give way to it.
    fn name_and_value(&self, name: &str, value: &str) -> (String, String) {
        let value = aligned(value, self.decimals);
        let columns = self.value.max(width(&value));
        let left = (self.name + self.value).saturating_sub(columns);
        let room = left.max(width(name).min(self.name));
        let name = pad(&short(name, room), room);
        (format!("{name}  "), pad_start(&value, columns))
    }

    /// How a figure changed and how firm it is, as far as there is room.
    fn remark(
        &self,
        shown: &Shown<'_>,
        member: &Member<'_>,
        (period, point): (Period, Option<&DataPoint<'_>>),
        room: usize,
    ) -> String {
        let Some(point) = point else {
            return if room >= width(NONE) { NONE.to_owned() } else { String::new() };
        };
        let unit = if member.series.unit == shown.figures.unit() { "" } else { member.series.unit.as_str() };
        if point.period != period || !member.is_drawn() && shown.since.is_none() {
            let unit = member.series.unit.as_str();
            let period = point.period.to_string();
            let parts = [unit, &period, point.status.name()];
            return fitting(&parts, room);
        }
        if let Some(since) = shown.since.filter(|since| *since != period) {
            let Some(before) = member.at(since) else { return fitting(&["no figure to compare with"], room) };
            return told_of_change(Change::between(before, point), room);
        }
        let change = Change::on_the_year_before(member.series, point).and_then(|change| change.percent_in_words());
        let mut told = String::new();
        if self.with_change {
            told.push_str(&pad_start(&change.unwrap_or_default(), CHANGE));
            told.push_str("  ");
        }
        if self.status > 0 {
            told.push_str(&pad(point.status.name(), self.status));
        } else if told.is_empty() && room > 0 {
            // A letter stands for the word that has no room.
            told.push_str(point.status.sign());
        }
        if width(&told) + 2 + width(unit) <= room && !unit.is_empty() {
            told.push_str("  ");
            told.push_str(unit);
        }
        told
    }

    /// The difference of the two series between which the chart is filled.
    pub(super) fn gap(&self, ctx: Context<'_>, shown: &Shown<'_>, period: Period) -> Line<'static> {
        let fill = shown.figures.chart.and_then(|chart| chart.fill.as_ref());
        let gap = shown.gap(period);
        let is_below = gap.is_none_or(|gap| gap.is_below);
        let (sign, shade) = shade(ctx, is_below);
        let text = if is_below { &ctx.theme.negative } else { &ctx.theme.positive };
        let name = gap.map(|gap| gap.name).or(fill.map(|fill| fill.below.as_str())).unwrap_or_default();
        let value = gap.map_or_else(|| "–".to_owned(), |gap| format_value(gap.size));
        let (name, value) = self.name_and_value(name, &value);
        let mut spans = vec![
            Span::styled(sign.repeat(3), shade),
            Span::raw(" "),
            Span::raw(name),
            Span::styled(value, text.style()),
        ];
        if shown.measures.widest == Some(period) {
            let told: usize = spans.iter().map(Span::width).sum();
            if told + width(WIDEST) <= self.columns {
                spans.push(Span::styled(WIDEST, ctx.theme.dim.style()));
            }
        }
        Line::from(spans)
    }
}

/// Said of the widest difference, where it has room whole.
const WIDEST: &str = "   the widest";
/// Stands for what is to be known of a figure that there is none of.
const NONE: &str = "no figure found";
