//! A chart without an axis of time: a row a series and a column a period, each value whole with its bar in eighths.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::shown::Shown;
use super::spots::Spots;
use super::telling::{aligned, short};
use crate::data::period::Period;
use crate::data::series::{DataPoint, format_value};
use crate::text::{pad, pad_start, width};
use crate::tui::context::Context;
use crate::tui::widgets::scroll::Scroll;
use crate::view::figures::Member;

/// A bar has columns in these bounds; what has no room for the least is told by its value alone.
const SHORTEST: usize = 2;
const LONGEST: usize = 16;
/// The name of a row has these columns at least, if it has so many letters.
const NAME: usize = 14;
/// Blanks between columns.
const APART: usize = 1;

/// A line of the rows.
#[derive(Clone, Copy, Debug)]
enum Entry {
    /// The unit of the rows that follow, where not all have the same.
    Unit(usize),
    /// The series of this number.
    Series(usize),
}

/// The rows that fit, and the periods.
#[derive(Debug)]
struct Grid {
    name: usize,
    value: usize,
    decimals: usize,
    bar: usize,
    /// The first period that shows, and how many do.
    from: usize,
    shown: usize,
}

impl Grid {
    fn of(shown: &Shown<'_>, columns: usize) -> Self {
        let (value, decimals) = shown.measures.value;
        // A value may be followed by the sign of a dispute.
        let value = value.max(shown.measures.heads) + 1;
        let names = shown.figures.members.iter().map(|member| width(member.name)).max().unwrap_or(0);
        let least = names.min(NAME);
        let all = shown.periods.len().max(1);
        // As many periods as there is room for beside the shortest name; then the name in full; then bars.
        let fitting = (columns.saturating_sub(2 + least) / (APART + value)).clamp(1, all);
        let room = columns.saturating_sub(2 + least + fitting * (APART + value));
        let name = least + room.min(names - least);
        let bar = ((room - (name - least)) / fitting).saturating_sub(1).min(LONGEST);
        let bar = if bar < SHORTEST { 0 } else { bar };
        // The newest, unless one stands before them.
        let from = (all - fitting).min(shown.position.unwrap_or(all - 1));
        Self { name, value, decimals, bar, from, shown: fitting }
    }

    /// The periods that show.
    fn periods<'s>(&self, shown: &'s Shown<'_>) -> impl Iterator<Item = &'s Period> {
        shown.periods.iter().skip(self.from).take(self.shown)
    }
}

/// Draws the rows, that of the series at hand in sight, and gives how many there are above and below, and what stands
/// where.
pub(super) fn draw(
    ctx: Context<'_>,
    shown: &Shown<'_>,
    focused: bool,
    area: Rect,
    buf: &mut Buffer,
) -> ((usize, usize), Spots) {
    let mut spots = Spots::default();
    let grid = Grid::of(shown, usize::from(area.width));
    let entries = entries(shown);
    let unit = if has_one_unit(shown) { shown.figures.unit() } else { "" };
    let unit = if width(unit) <= grid.name { unit } else { "" };
    let dim = ctx.theme.dim.style();
    let mut head = vec![Span::styled(format!("  {}", pad(unit, grid.name)), dim)];
    let each = APART + grid.value + grid.bar + usize::from(grid.bar > 0);
    for (number, period) in grid.periods(shown).enumerate() {
        let x = area.x.saturating_add(u16::try_from(2 + grid.name + number * each).unwrap_or(u16::MAX));
        let column = Rect { x, width: u16::try_from(each).unwrap_or(0), ..area };
        spots.periods.push((column.intersection(area), *period));
        let style = if Some(*period) == shown.period() { ctx.theme.title.style() } else { dim };
        head.push(Span::raw(" ".repeat(APART)));
        head.push(Span::styled(pad_start(&format!("{} ", period.axis_label()), grid.value), style));
        head.push(Span::raw(" ".repeat(grid.bar + usize::from(grid.bar > 0))));
    }
    buf.set_line(area.x, area.y, &Line::from(head), area.width);
    let body = Rect { y: area.y + 1.min(area.height), height: area.height.saturating_sub(1), ..area };
    let is_at_hand = |entry: &Entry| matches!(entry, Entry::Series(index) if *index == shown.at_hand);
    let selected = entries.iter().position(is_at_hand).unwrap_or(0);
    let mut scroll = Scroll { selected, offset: 0 };
    scroll.fit(entries.len(), usize::from(body.height), 1);
    for (entry, y) in entries.iter().skip(scroll.offset).zip(body.top()..body.bottom()) {
        let (Entry::Unit(index) | Entry::Series(index)) = *entry;
        let Some(member) = shown.figures.members.get(index) else { continue };
        let line = match entry {
            Entry::Unit(_) => Line::styled(member.series.unit.to_string(), ctx.theme.heading.style()),
            Entry::Series(_) => row(ctx, shown, &grid, (index, member), is_at_hand(entry)),
        };
        buf.set_line(body.x, y, &line, body.width);
        if let Entry::Series(_) = entry {
            spots.series.push((Rect { y, height: 1, ..body }, member.id));
        }
        if is_at_hand(entry) && focused {
            buf.set_style(Rect { y, height: 1, ..body }, ctx.theme.selected.style());
        }
    }
    ((scroll.offset, entries.len().saturating_sub(scroll.offset + usize::from(body.height))), spots)
}

/// How many lines the rows have, with that of the periods.
pub(super) fn height(shown: &Shown<'_>) -> usize {
    entries(shown).len() + 1
}

fn has_one_unit(shown: &Shown<'_>) -> bool {
    let mut units = shown.figures.members.iter().map(|member| &member.series.unit);
    let first = units.next();
    units.all(|unit| Some(unit) == first)
}

/// The series in their order, under their units where these differ.
fn entries(shown: &Shown<'_>) -> Vec<Entry> {
    let has_one_unit = has_one_unit(shown);
    let mut entries = Vec::new();
    let mut unit = None;
    for (index, member) in shown.figures.members.iter().enumerate() {
        if !has_one_unit && unit != Some(&member.series.unit) {
            unit = Some(&member.series.unit);
            entries.push(Entry::Unit(index));
        }
        entries.push(Entry::Series(index));
    }
    entries
}

fn row(
    ctx: Context<'_>,
    shown: &Shown<'_>,
    grid: &Grid,
    (index, member): (usize, &Member<'_>),
    is_at_hand: bool,
) -> Line<'static> {
    let dim = ctx.theme.dim.style();
    let name_style = if is_at_hand { ctx.theme.title.style() } else { ctx.theme.text.style() };
    let pointer = if is_at_hand { ctx.symbols.pointer } else { " " };
    let mut spans =
        vec![Span::styled(format!("{pointer} {}", pad(&short(member.name, grid.name), grid.name)), name_style)];
    let largest = shown.measures.member(index).largest;
    for period in grid.periods(shown) {
        let point = member.at(*period);
        let value = point.map_or_else(|| "–".to_owned(), |point| format_value(point.value));
        let differs = point.is_some_and(|point| !point.also.is_empty());
        let is_here = Some(*period) == shown.period();
        let style = if is_here { ctx.theme.text.style() } else { dim };
        spans.push(Span::raw(" ".repeat(APART)));
        spans.push(Span::styled(pad_start(&aligned(&value, grid.decimals), grid.value - 1), style));
        spans.push(Span::styled(if differs { ctx.symbols.conflict } else { " " }, ctx.theme.conflict.style()));
        if grid.bar > 0 {
            let bar = point.map_or_else(String::new, |point| bar(ctx, point, largest, grid.bar));
            let style = match (point.is_some_and(|point| point.value < 0.0), is_here) {
                (true, _) => ctx.theme.negative.style(),
                (false, true) => ctx.theme.first.style(),
                (false, false) => ctx.theme.second.style(),
            };
            spans.push(Span::raw(" "));
            spans.push(Span::styled(pad(&bar, grid.bar), style));
        }
    }
    Line::from(spans)
}

fn bar(ctx: Context<'_>, point: &DataPoint<'_>, largest: f64, columns: usize) -> String {
    eighths(ctx, point.value.abs() / largest, columns)
}

/// A bar of this part of so many columns, to an eighth of one; what is not nothing has an eighth at least.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a share of some hundred columns"
)]
pub(super) fn eighths(ctx: Context<'_>, share: f64, columns: usize) -> String {
    if share <= 0.0 || columns == 0 {
        return String::new();
    }
    let eighths = ((share.min(1.0) * columns as f64 * 8.0).round() as usize).max(1);
    let part = ctx.symbols.parts.get(eighths % 8).copied().unwrap_or_default();
    let told = format!("{}{part}", ctx.symbols.bar.repeat(eighths / 8));
    // Where there are no signs of parts, the least is a whole one.
    if told.is_empty() { ctx.symbols.bar.to_owned() } else { told }
}
