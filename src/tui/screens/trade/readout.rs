//! What stands under a chart: the period one stands at, and of each series its exact value there. Every line has its place,
//! whatever there is to tell: nothing moves as one goes from period to period.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::shown::{Shown, within};
use crate::data::date::PartialDate;
use crate::data::pack::Source;
use crate::data::period::Period;
use crate::data::series::{DataPoint, Status, format_value};
use crate::data::{Dataset, Item};
use crate::text::{clip, pad, pad_start, width, wrap};
use crate::tui::context::Context;
use crate::tui::widgets::chart::{line_style, sample};
use crate::tui::widgets::layer_sign;
use crate::tui::widgets::scroll::Scroll;
use crate::view::figures::Member;
use crate::view::figures::change::Change;

/// How many lines of each sort there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lines {
    /// One a series, of those around the one at hand.
    members: u16,
    /// The difference of two.
    gap: u16,
    /// The source of the figure one stands at.
    source: u16,
    /// What is to be known of it.
    note: u16,
}

/// From these heights on the source shows, and a line or two of what is to be known.
const WITH_SOURCE: u16 = 13;
const WITH_NOTE: u16 = 17;
const WITH_NOTES: u16 = 26;
/// Columns of a change in per cent, blanks after it, and room between a value and what is told of it, in which the sign of a
/// dispute stands.
const CHANGE: usize = 9;
const APART: usize = 2;
const SIGN: usize = 3;

impl Lines {
    /// As many as a pane of this height has room for beside a chart.
    pub(super) fn of(shown: &Shown<'_>, height: u16) -> Self {
        let gap = u16::from(shown.figures.chart.is_some_and(|chart| chart.fill.is_some()));
        let source = u16::from(height >= WITH_SOURCE);
        let note = u16::from(height >= WITH_NOTE) + u16::from(height >= WITH_NOTES);
        // What is told beside has a head of its own.
        let beside = usize::from(shown.figures.members.iter().any(|member| !member.is_drawn()) && shown.is_drawn());
        let all = u16::try_from(shown.figures.members.len() + beside).unwrap_or(u16::MAX);
        let room = (height * 9 / 20).saturating_sub(1 + gap + source + note);
        Self { members: room.clamp(1, all.max(1)), gap, source, note }
    }

    /// As many as a pane of this height holds where no chart has room: the difference, then a line of every series, then
    /// what is told of the figure at hand.
    pub(super) fn without_chart(shown: &Shown<'_>, height: u16) -> Self {
        /// So high a pane has room for every line there is.
        const HIGH: u16 = 1000;
        let full = Self::of(shown, HIGH);
        let mut members = full.members.min(height.saturating_sub(1 + full.gap));
        // A head with nothing under it tells nothing.
        if members < full.members && usize::from(members) == shown.others_from + 1 {
            members -= 1;
        }
        let members = members.max(1);
        let left = height.saturating_sub(1 + full.gap + members);
        let source = full.source.min(left);
        Self { members, gap: full.gap, source, note: full.note.min(left - source) }
    }

    /// Without a line a series: they have rows of their own.
    pub(super) fn without_members(height: u16) -> Self {
        Self { members: 0, gap: 0, source: 1, note: u16::from(height >= WITH_NOTE) + 1 }
    }

    /// All of them, with that of the period.
    pub(super) fn height(self) -> u16 {
        1 + self.members + self.gap + self.source + self.note
    }
}

/// Draws the lines; the one at hand stands out where the keys go here.
pub(super) fn draw(ctx: Context<'_>, shown: &Shown<'_>, lines: Lines, focused: bool, area: Rect, buf: &mut Buffer) {
    let Some(period) = shown.period() else { return };
    let columns = usize::from(area.width);
    let height = usize::from(lines.members);
    let all = shown.figures.members.len();
    // The head of other counts is a line before the first of them.
    let with_head = height > 0 && shown.others_from < all;
    let line_of = |index: usize| index + usize::from(with_head && index >= shown.others_from);
    let mut scroll = Scroll { selected: line_of(shown.at_hand), offset: 0 };
    scroll.fit(all + usize::from(with_head), height, 0);
    let in_sight = |index: &usize| (scroll.offset..scroll.offset + height).contains(&line_of(*index));
    let seen = (0..all).find(in_sight).zip((0..all).rfind(in_sight)).unwrap_or_default();
    let mut rows = vec![head(ctx, shown, period, seen, columns)];
    let table = Table::of(ctx, shown, columns);
    let looks = shown.looks();
    for line in (scroll.offset..all + usize::from(with_head)).take(height) {
        if with_head && line == shown.others_from {
            rows.push(Line::styled("other counts", ctx.theme.dim.style()));
            continue;
        }
        let index = line - usize::from(with_head && line > shown.others_from);
        if let Some(member) = shown.figures.members.get(index) {
            let look = looks.get(index).copied().unwrap_or_default();
            rows.push(table.row(ctx, shown, (index, look), member, period));
        }
    }
    // What stands below keeps its place where there is no head.
    rows.resize(1 + height, Line::default());
    let at_hand = 1 + line_of(shown.at_hand).saturating_sub(scroll.offset);
    if lines.gap > 0 {
        rows.push(table.gap(ctx, shown, period));
    }
    let point = shown.point();
    if lines.source > 0 {
        let source = point.map_or_else(String::new, |point| source_of(ctx.dataset, point, columns));
        rows.push(Line::styled(source, ctx.theme.source.style()));
    }
    rows.extend(notes(ctx, point, usize::from(lines.note), columns));
    for (index, (line, y)) in rows.iter().zip(area.top()..area.bottom()).enumerate() {
        buf.set_line(area.x, y, line, area.width);
        if focused && index == at_hand && lines.members > 0 {
            buf.set_style(Rect { y, height: 1, ..area }, ctx.theme.selected.style());
        }
    }
}

/// The period, or the two that are compared; what happened then; and how many series there are, if not all show.
fn head(
    ctx: Context<'_>,
    shown: &Shown<'_>,
    period: Period,
    (first, last): (usize, usize),
    columns: usize,
) -> Line<'static> {
    let dim = ctx.theme.dim.style();
    let since = shown.since.filter(|since| *since != period);
    let named = match since {
        Some(since) if since.list_order(&period).is_gt() => format!("{period} to {since}"),
        Some(since) => format!("{since} to {period}"),
        None => period.to_string(),
    };
    let mut spans = vec![Span::styled(clip(&named, columns).into_owned(), ctx.theme.title.style())];
    let mut room = columns.saturating_sub(width(&named));
    let mut add = |text: String, style: Style| {
        let fits = width(&text) <= room;
        if fits {
            room -= width(&text);
            spans.push(Span::styled(text, style));
        }
        fits
    };
    // Said before the rest: it answers a key.
    if since.is_none() && shown.since.is_some() {
        let _ = add("   compared with this one: go to another".to_owned(), dim)
            || add("   compared: go to another".to_owned(), dim);
    }
    let all = shown.figures.members.len();
    if since.is_none() {
        add(format!("   {} of {}", shown.position.map_or(0, |at| at + 1), shown.periods.len()), dim);
    }
    if last > 0 && last - first + 1 < all {
        add(format!("   series {}–{} of {all}", first + 1, last + 1), dim);
    }
    let within = |when: &PartialDate| period.earliest() <= when.earliest() && when.latest() <= period.latest();
    for (_, record) in shown.figures.events(ctx.dataset) {
        if record.when.as_ref().is_some_and(within) {
            add(format!("   {} {}", ctx.symbols.event, record.title), ctx.theme.core.style());
        }
    }
    Line::from(spans)
}

/// The columns of the lines a series.
struct Table {
    columns: usize,
    name: usize,
    value: usize,
    decimals: usize,
    /// Columns of how firm a figure is; none where there is no room.
    status: usize,
    with_change: bool,
}

impl Table {
    fn of(ctx: Context<'_>, shown: &Shown<'_>, columns: usize) -> Self {
        let (value, decimals) = shown.value_columns();
        let fill = shown.figures.chart.and_then(|chart| chart.fill.as_ref());
        let gap = fill.map_or(0, |fill| width(&fill.below).max(width(&fill.above)));
        let names = shown.figures.members.iter().map(|member| width(member.name)).max().unwrap_or(0).max(gap);
        let sign = if ctx.dataset.pack.layers.is_empty() { 0 } else { 2 };
        let left = columns.saturating_sub(4 + sign + APART + value);
        let name = names.min(left);
        let left = left - name;
        let status = shown.status_columns();
        let with_status = left >= SIGN + status;
        let with_change = left >= SIGN + status + APART + CHANGE;
        Self { columns, name, value, decimals, status: if with_status { status } else { 0 }, with_change }
    }

    /// A series: what stands for it, its name, its value in a period, and what is to be known of that.
    fn row(
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
        // That at hand is drawn in any case; whether it stays so is told all the same.
        let stays = shown.visible.get(index) == Some(&true);
        let sign = match (member.is_drawn(), stays) {
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
        let mut value = point.map_or_else(|| "–".to_owned(), |point| format_value(point.value));
        // A value of another unit would be taken for one of this where there is no room to say so.
        let layer = if ctx.dataset.pack.layers.is_empty() { 0 } else { 2 };
        let room = self.columns.saturating_sub(4 + self.name + 2 + self.value.max(width(&value)) + layer + SIGN);
        if !member.is_drawn() && member.series.unit != shown.figures.unit() && width(&member.series.unit) > room {
            value = String::new();
        }
        let (name, value) = self.name_and_value(member.name, &value);
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
            let change = Change::between(before, point);
            let parts = [Some(change.difference_in_words()), change.percent_in_words(), change.yearly_in_words()];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            return fitting(&parts.iter().map(String::as_str).collect::<Vec<_>>(), room);
        }
        let change = Change::on_the_year_before(member.series, point).and_then(|change| change.percent_in_words());
        let mut told = String::new();
        if self.with_change {
            told.push_str(&pad_start(&change.unwrap_or_default(), CHANGE));
            told.push_str("  ");
        }
        if self.status > 0 {
            told.push_str(&pad(point.status.name(), self.status));
        }
        if width(&told) + 2 + width(unit) <= room && !unit.is_empty() {
            told.push_str("  ");
            told.push_str(unit);
        }
        told
    }

    /// The difference of the two series between which the chart is filled.
    fn gap(&self, ctx: Context<'_>, shown: &Shown<'_>, period: Period) -> Line<'static> {
        let fill = shown.figures.chart.and_then(|chart| chart.fill.as_ref());
        let gap = shown.gap(period);
        let is_below = gap.is_none_or(|gap| gap.is_below);
        let (sign, role, text) = if is_below {
            (ctx.symbols.fill_below, &ctx.theme.fill_negative, &ctx.theme.negative)
        } else {
            (ctx.symbols.fill_above, &ctx.theme.fill_positive, &ctx.theme.positive)
        };
        let name = gap.map(|gap| gap.name).or(fill.map(|fill| fill.below.as_str())).unwrap_or_default();
        let value = gap.map_or_else(|| "–".to_owned(), |gap| format_value(gap.size));
        let (name, value) = self.name_and_value(name, &value);
        let mut spans = vec![
            Span::styled(format!("{} ", sign.repeat(3)), role.style()),
            Span::raw(name),
            Span::styled(value, text.style()),
        ];
        if shown.widest().is_some_and(|(widest, _)| widest == period) {
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

/// As many of these parts as fit, the first of them first, none cut.
fn fitting(parts: &[&str], room: usize) -> String {
    let mut told = String::new();
    for part in parts {
        let apart = if told.is_empty() { "" } else { "  " };
        if width(&told) + width(apart) + width(part) > room {
            break;
        }
        told.push_str(apart);
        told.push_str(part);
    }
    told
}

/// What is to be known of a figure, and what else was published, in so many lines.
fn notes(ctx: Context<'_>, point: Option<&DataPoint<'_>>, rows: usize, columns: usize) -> Vec<Line<'static>> {
    let Some(point) = point else { return Vec::new() };
    let mut told: Vec<String> = point
        .also
        .iter()
        .map(|also| format!("{} also {}: {}", ctx.symbols.conflict, format_value(also.value), also.note))
        .collect();
    told.extend(point.note.iter().map(ToString::to_string));
    let style = if point.also.is_empty() { ctx.theme.dim.style() } else { ctx.theme.conflict.style() };
    let text = told.join(" · ");
    whole_words(&text, rows, columns).into_iter().map(|line| Line::styled(line, style)).collect()
}

/// The beginning of a text in so many lines: it ends with whole words, and says so where it goes on.
pub(super) fn whole_words(text: &str, rows: usize, columns: usize) -> Vec<String> {
    const MORE: &str = " …";
    let all = wrap(text, columns);
    let mut lines: Vec<String> = all.iter().take(rows).map(|line| (*line).to_owned()).collect();
    if let Some(last) = lines.last_mut().filter(|_| all.len() > rows) {
        while width(last) + width(MORE) > columns {
            let Some((rest, _)) = last.trim_end().rsplit_once(' ') else { break };
            *last = rest.to_owned();
        }
        if width(last) + width(MORE) <= columns {
            last.push_str(MORE);
        }
    }
    lines
}

/// A name in so many columns: by whole words where the first of them has room, so that no number in it is cut.
pub(super) fn short(name: &str, columns: usize) -> String {
    let first = name.split(' ').next().unwrap_or_default();
    if width(first) + 2 > columns && width(name) > columns {
        return clip(name, columns).into_owned();
    }
    whole_words(name, 1, columns).pop().unwrap_or_default()
}

/// How firm a figure is where it is not as a source prints it.
pub(super) fn firmness(status: Status) -> Option<&'static str> {
    (status != Status::Reported).then(|| status.name())
}

fn decimals_of(value: &str) -> usize {
    value.split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

/// A value followed by as many blanks as it lacks decimals, so that points stand under points.
pub(super) fn aligned(value: &str, decimals: usize) -> String {
    let lacks = decimals - decimals_of(value).min(decimals);
    let point = usize::from(decimals > 0 && decimals_of(value) == 0);
    format!("{value}{}", " ".repeat(lacks + point))
}

/// The source of a value on one line, its grade first, the others counted; its name is cut before its paragraph is.
pub(super) fn source_of(dataset: &Dataset<'_>, point: &DataPoint<'_>, columns: usize) -> String {
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
    // A year in the name is told whole or not at all.
    let name = whole_words(&name, 1, columns.saturating_sub(width(&place)).max(1)).pop().unwrap_or_default();
    let told = format!("{name}{place}");
    if width(&told) <= columns { told } else { fitting(&[place.trim_start(), cite.source], columns) }
}
