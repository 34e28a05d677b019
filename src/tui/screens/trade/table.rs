//! The figures of a chart as a table: a row a period, a column a series, the change on the year of the first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::readout::{aligned, short};
use super::shown::Shown;
use crate::data::period::Period;
use crate::data::series::{DataPoint, Series, format_value};
use crate::text::{pad, pad_start, width};
use crate::tui::context::Context;
use crate::tui::widgets::scroll::Scroll;
use crate::view::figures::change::Change;
use crate::view::figures::{Member, periods};

/// From this width on a table tells the change on the year of its first series, in so many columns.
const WITH_CHANGE: usize = 48;
const CHANGE: usize = 13;
/// Columns a table gives a series at most, and between two.
const WIDEST: usize = 24;
const APART: usize = 2;

/// A column.
struct Column<'m, 'd> {
    member: &'m Member<'d>,
    decimals: usize,
    columns: usize,
}

/// Draws the table, the period one stands at in sight.
pub(super) fn draw(ctx: Context<'_>, shown: &Shown<'_>, area: Rect, buf: &mut Buffer) {
    // A row a period of what shows: parts of years have rows once one of them is at hand.
    let showing = shown.figures.members.iter().zip(&shown.visible).enumerate();
    let showing = showing.filter(|(index, (_, is_visible))| **is_visible || *index == shown.at_hand);
    let periods = periods(showing.map(|(_, (member, _))| member));
    let first = periods.iter().map(|period| width(&period.to_string())).max().unwrap_or(0);
    let room = usize::from(area.width).saturating_sub(first);
    let with_change = usize::from(area.width) >= WITH_CHANGE;
    let all = columns_of(shown, room.saturating_sub(if with_change { CHANGE } else { 0 }));
    let Some(changes) = all.first().map(|column| column.member) else { return };
    let mut head = vec![Span::raw(" ".repeat(first))];
    for column in &all {
        let name = short(column.member.name, column.columns - APART);
        head.push(Span::raw(pad_start(&name, column.columns)));
    }
    if with_change {
        let name =
            if all.len() > 1 { format!("{} ±", short(changes.name, CHANGE - APART - 2)) } else { "±".to_owned() };
        head.push(Span::raw(pad_start(&name, CHANGE)));
    }
    let head = Line::from(head).style(ctx.theme.heading.style());
    buf.set_line(area.x, area.y, &head, area.width);
    let body = Rect { y: area.y + 1.min(area.height), height: area.height.saturating_sub(1), ..area };
    let here = shown.period().and_then(|here| periods.iter().position(|period| *period == here));
    let mut scroll = Scroll { selected: here.unwrap_or(periods.len().saturating_sub(1)), offset: 0 };
    scroll.fit(periods.len(), usize::from(body.height), 0);
    for ((row, period), y) in periods.iter().enumerate().skip(scroll.offset).zip(body.top()..body.bottom()) {
        let mut spans = vec![Span::styled(pad(&period.to_string(), first), ctx.theme.date.style())];
        spans.extend(all.iter().map(|column| cell(ctx, column, *period)));
        if with_change {
            let point = changes.at(*period);
            let change = point.and_then(|point| Change::on_the_year_before(changes.series, point)?.percent_in_words());
            spans.push(Span::styled(pad_start(&change.unwrap_or_default(), CHANGE), ctx.theme.dim.style()));
        }
        buf.set_line(body.x, y, &Line::from(spans), body.width);
        if Some(row) == here {
            buf.set_style(Rect { y, height: 1, ..body }, ctx.theme.selected_away.style());
        }
    }
}

/// The series that have room for their widest value, those that show first; at least one.
fn columns_of<'m, 'd>(shown: &'m Shown<'d>, room: usize) -> Vec<Column<'m, 'd>> {
    let visible = |index: usize| shown.visible.get(index) == Some(&true);
    let members = || shown.figures.members.iter().enumerate();
    let at_hand = members().filter(|(index, _)| *index == shown.at_hand);
    let others = members().filter(|(index, _)| *index != shown.at_hand);
    let (visible, hidden): (Vec<_>, Vec<_>) = others.partition(|(index, _)| visible(*index));
    let wanted =
        |member: &Member<'_>| (width(member.name) + APART).max(value_columns(member.series) + APART).min(WIDEST);
    let mut left = room;
    let mut chosen: Vec<(usize, &Member<'d>, usize)> = Vec::new();
    let showing = at_hand.chain(visible).map(|(index, member)| (index, member, value_columns(member.series) + APART));
    // What does not show in the chart has a column where there is room for its name as well.
    // What is told beside it has one where it is at hand: its periods are of its own.
    let others = hidden
        .into_iter()
        .filter(|(_, member)| member.is_drawn())
        .map(|(index, member)| (index, member, wanted(member)));
    for (index, member, least) in showing.chain(others) {
        if least > left && !chosen.is_empty() {
            break;
        }
        left = left.saturating_sub(least);
        chosen.push((index, member, least));
    }
    // What is left makes room for names.
    for (_, member, columns) in &mut chosen {
        let more = wanted(member).saturating_sub(*columns).min(left);
        *columns += more;
        left -= more;
    }
    chosen.sort_by_key(|(index, ..)| *index);
    let column = |(_, member, columns): (usize, &'m Member<'d>, usize)| Column {
        member,
        decimals: decimals(member.series),
        columns,
    };
    chosen.into_iter().map(column).collect()
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

fn decimals_of(value: &str) -> usize {
    value.split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

/// The most decimals of any of its values.
fn decimals(series: &Series<'_>) -> usize {
    series.points.iter().map(|point| decimals_of(&format_value(point.value))).max().unwrap_or(0)
}

/// Columns of its widest value.
fn value_columns(series: &Series<'_>) -> usize {
    let decimals = decimals(series);
    series.points.iter().map(|point| width(&aligned(&format_value(point.value), decimals))).max().unwrap_or(1)
}
