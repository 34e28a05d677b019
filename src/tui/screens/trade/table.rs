//! The figures of a chart as a table: a row a period, a column a series, the change on the year of that at hand.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::period_name::named;
use super::shown::Shown;
use super::spots::Spots;
use super::telling::aligned;
use crate::data::period::Period;
use crate::data::series::{DataPoint, format_value};
use crate::text::{counted, pad, pad_start, width, wrap};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::widgets::scroll::Scroll;
use crate::view::figures::Member;
use crate::view::figures::change::Change;

/// Columns of the change on the year.
const CHANGE: usize = 12;
/// Columns a table gives a name on one line at most, and between two.
const WIDEST: usize = 24;
const APART: usize = 2;
/// A head is told whole, in so many lines where it has no room on one.
const HEAD: usize = 2;

/// A column.
struct Column<'m, 'd> {
    member: &'m Member<'d>,
    is_at_hand: bool,
    /// What stands over it: its unit too, where that is not the unit of the chart.
    head: String,
    decimals: usize,
    columns: usize,
}

/// Draws the table, the period one stands at in sight; gives where its columns and its rows stand.
pub(super) fn draw(ctx: Context<'_>, shown: &Shown<'_>, focused: bool, area: Rect, buf: &mut Buffer) -> Spots {
    let mut spots = Spots::default();
    let columns = usize::from(area.width);
    let [in_full, in_short] = shown.measures.rows(&shown.rows);
    let fitting = |first: usize| columns_of(shown, columns.saturating_sub(first));
    // The periods are told in short where more columns find room so.
    let (full, short) = (fitting(in_full), fitting(in_short));
    let is_brief = short.len() > full.len();
    let first = if is_brief { in_short } else { in_full };
    let mut all = if is_brief { short } else { full };
    let taken = |all: &[Column<'_, '_>]| first + all.iter().map(|column| column.columns).sum::<usize>();
    // In the chart the series at hand has its change beside it, whatever must go for that.
    let has_changes = shown.measures.has_changes;
    while focused && has_changes && taken(&all) + CHANGE > columns && all.len() > 1 {
        let is_first = all.first().is_some_and(|column| column.is_at_hand);
        let _ = if is_first { all.pop() } else { Some(all.remove(0)) };
    }
    let with_change = has_changes && taken(&all) + CHANGE <= columns;

    let rows: Vec<Period> =
        shown.rows.iter().filter(|row| all.iter().any(|column| column.member.at(**row).is_some())).copied().collect();
    let more = left_out(shown, &all);
    draw_unit(ctx, shown, (more, focused), area, buf);

    let heads: Vec<Vec<&str>> = all.iter().map(|column| wrap(&column.head, column.columns - APART)).collect();
    let height = heads.iter().map(Vec::len).max().unwrap_or(0);
    for (line, y) in (0..height).zip((area.top() + 1)..area.bottom()) {
        let mut spans = vec![Span::raw(" ".repeat(first))];
        for (column, head) in all.iter().zip(&heads) {
            // What is told in fewer lines stands next to its figures.
            let told = (line + head.len()).checked_sub(height).and_then(|line| head.get(line)).copied();
            spans.push(Span::raw(pad_start(told.unwrap_or_default(), column.columns)));
            if with_change && column.is_at_hand {
                spans.push(Span::raw(pad_start(if line + 1 == height { "±" } else { "" }, CHANGE)));
            }
        }
        buf.set_line(area.x, y, &Line::from(spans).style(ctx.theme.heading.style()), area.width);
    }

    let above = u16::try_from(height + 1).unwrap_or(u16::MAX).min(area.height);
    let body = Rect { y: area.y + above, height: area.height - above, ..area };
    let here = shown.period().and_then(|here| rows.iter().position(|period| *period == here));
    let mut scroll = Scroll { selected: here.unwrap_or(rows.len().saturating_sub(1)), offset: 0 };
    scroll.fit(rows.len(), usize::from(body.height), 0);
    for ((row, period), y) in rows.iter().enumerate().skip(scroll.offset).zip(body.top()..body.bottom()) {
        let mut spans = vec![Span::styled(pad(&named(*period, is_brief), first), ctx.theme.date.style())];
        for column in &all {
            spans.push(cell(ctx, column, *period));
            if with_change && column.is_at_hand {
                let series = column.member.series;
                let point = column.member.at(*period);
                let change = point.and_then(|point| Change::on_the_year_before(series, point)?.percent_in_words());
                spans.push(Span::styled(pad_start(&change.unwrap_or_default(), CHANGE), ctx.theme.dim.style()));
            }
        }
        buf.set_line(body.x, y, &Line::from(spans), body.width);
        spots.periods.push((Rect { y, height: 1, ..body }, *period));
        if Some(row) == here {
            buf.set_style(Rect { y, height: 1, ..body }, ctx.theme.selected_away.style());
        }
    }
    let mut left = first;
    for column in &all {
        let wide = column.columns + if with_change && column.is_at_hand { CHANGE } else { 0 };
        let [x, wide] = [left, wide].map(|columns| u16::try_from(columns).unwrap_or(u16::MAX));
        let place = Rect { x: area.x.saturating_add(x), width: wide, ..area };
        spots.series.push((place.intersection(area), column.member.id));
        if column.is_at_hand && (all.len() > 1 || more != (0, 0)) {
            let [over, name] =
                [APART, column.columns - APART].map(|columns| u16::try_from(columns).unwrap_or(u16::MAX));
            let head =
                Rect { x: place.x.saturating_add(over), y: area.y + 1, width: name, height: above.saturating_sub(1) };
            let role = if focused { &ctx.theme.selected } else { &ctx.theme.selected_away };
            buf.set_style(head.intersection(area), role.style());
        }
        left += usize::from(wide);
    }
    spots
}

/// How many series have no column, of those before that at hand and of those after it.
fn left_out(shown: &Shown<'_>, all: &[Column<'_, '_>]) -> (usize, usize) {
    let members = shown.figures.members.iter().enumerate().filter(|(_, member)| !member.series.points.is_empty());
    let without = members.filter(|(_, member)| all.iter().all(|column| column.member.id != member.id));
    let (before, after): (Vec<_>, Vec<_>) = without.partition(|(index, _)| *index < shown.at_hand);
    (before.len(), after.len())
}

/// The unit of the table; how many series have no column, and the keys that lead to them.
fn draw_unit(
    ctx: Context<'_>,
    shown: &Shown<'_>,
    ((before, after), focused): ((usize, usize), bool),
    area: Rect,
    buf: &mut Buffer,
) {
    let dim = ctx.theme.dim.style();
    let unit = shown.figures.unit();
    let mut told = unit.to_owned();
    if before + after > 0 {
        let name = |action| ctx.keymap.name(Scope::Chart, action);
        let key = match (before, after) {
            _ if !focused => ctx.keymap.name(Scope::Trade, Action::Open),
            (0, _) => name(Action::Down),
            (_, 0) => name(Action::Up),
            _ => format!("{} {}", name(Action::Up), name(Action::Down)),
        };
        let more = format!("   {}: {key}", counted(before + after, "more column"));
        if width(unit) + width(&more) <= usize::from(area.width) {
            told.push_str(&more);
        }
    }
    buf.set_stringn(area.x, area.y, told, usize::from(area.width), dim);
}

/// The series that have room for their widest value and for their name whole: those that show from the first on, or
/// from later on where that at hand would have no room; then what does not show in the chart.
fn columns_of<'m, 'd>(shown: &'m Shown<'d>, room: usize) -> Vec<Column<'m, 'd>> {
    let column = |(index, member): (usize, &'m Member<'d>)| {
        let unit = member.series.unit.as_str();
        let head =
            if unit == shown.figures.unit() { member.name.to_owned() } else { format!("{}, {unit}", member.name) };
        let measures = shown.measures.member(index);
        let columns = head_columns(&head).max(measures.columns) + APART;
        Column { member, is_at_hand: index == shown.at_hand, head, decimals: measures.decimals, columns }
    };
    let is_seen = |index: usize| index == shown.at_hand || shown.visible.get(index) == Some(&true);
    let members = shown.figures.members.iter().enumerate().filter(|(_, member)| !member.series.points.is_empty());
    let (showing, hidden): (Vec<_>, Vec<_>) = members.partition(|(index, _)| is_seen(*index));
    let mut all: Vec<Column<'m, 'd>> = showing.into_iter().map(column).collect();
    let taken = |all: &[Column<'_, '_>]| all.iter().map(|column| column.columns).sum::<usize>();
    while taken(&all) > room && all.len() > 1 {
        // What stands after that at hand gives way first.
        let _ = if all.last().is_some_and(|last| last.is_at_hand) { Some(all.remove(0)) } else { all.pop() };
    }
    // What is told beside the chart has a column where it is at hand: its periods are of its own. Where nothing is
    // drawn all have one.
    let is_drawn = shown.is_drawn();
    let mut others = hidden.into_iter().filter(|(_, member)| member.is_drawn() || !is_drawn).map(column);
    while let Some(other) = others.next().filter(|other| taken(&all) + other.columns <= room) {
        all.push(other);
    }
    // What is left makes room for names on one line.
    let mut left = room.saturating_sub(taken(&all));
    for column in &mut all {
        let more = (width(&column.head).min(WIDEST) + APART).saturating_sub(column.columns).min(left);
        column.columns += more;
        left -= more;
    }
    all
}

/// The fewest columns in which a head has room whole.
fn head_columns(head: &str) -> usize {
    let word = head.split(' ').map(width).max().unwrap_or(0).max(1);
    (word..=width(head).max(word)).find(|columns| wrap(head, *columns).len() <= HEAD).unwrap_or(word)
}

fn cell(ctx: Context<'_>, column: &Column<'_, '_>, period: Period) -> Span<'static> {
    let point = column.member.at(period);
    let sign = |point: &DataPoint<'_>| if point.also.is_empty() { "" } else { ctx.symbols.conflict };
    let value = point.map_or_else(|| "–".to_owned(), |point| format_value(point.value));
    let value = aligned(&value, column.decimals);
    let told = match point.map(sign).filter(|sign| !sign.is_empty()) {
        // Before the value, where a blank is.
        Some(sign) => format!("{sign}{value}"),
        None => value,
    };
    Span::styled(pad_start(&told, column.columns), ctx.theme.text.style())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_have_room_for_their_longest_word() {
        assert_eq!(head_columns("Balance"), 7);
        assert_eq!(head_columns("Exports Apr–Jan"), 7);
        assert_eq!(head_columns(""), 1);
    }
}
