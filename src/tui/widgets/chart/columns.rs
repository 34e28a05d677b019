//! A single row of yearly figures as columns, in eighths of a cell, with their values above them where there is room.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

use super::{Panel, Plot, Point, Span, line_style};
use crate::data::series::format_value;
use crate::text::width;
use crate::tui::context::Context;

/// The widest a column is.
const WIDEST: u16 = 7;

/// Half the years between two columns, by which the axis begins before the first and ends after the last; nothing where
/// lines are drawn instead: of several series, of figures that are no years apart, and of too many for the room.
pub(super) fn margin(plots: &[Plot], is_with_others: bool, first: f64, last: f64, columns: u16) -> f64 {
    let [plot] = plots else { return 0.0 };
    let is_whole = |value: f64| (value - value.round()).abs() < 0.02;
    let is_yearly = plot.points.iter().all(|point| is_whole(point.time - first));
    let years = last - first + 1.0;
    if is_with_others || !is_yearly || plot.points.len() < 2 || years * 2.0 > f64::from(columns) { 0.0 } else { 0.5 }
}

/// Draws the columns.
pub(super) fn draw(ctx: Context<'_>, plot: &Plot, span: Span, panel: &Panel, buf: &mut Buffer) {
    let slot = slot(plot, span);
    let wide = slot.saturating_sub(1).clamp(1, WIDEST);
    let zero = panel.y(0.0);
    for point in &plot.points {
        let middle = span.column(point.time);
        let left = panel.area.x + middle.saturating_sub(wide / 2).min(span.columns.saturating_sub(wide));
        let style = if point.value < 0.0 { ctx.theme.negative.style() } else { line_style(ctx, plot.look) };
        let eighths = eighths(panel, point.value);
        let top = if point.value < 0.0 {
            draw_down(ctx, (left, wide), zero, eighths, panel.area.bottom(), style, buf)
        } else {
            draw_up(ctx, (left, wide), zero, eighths, panel.area.top(), style, buf)
        };
        draw_value(ctx, point, (panel.area.x + middle, slot), top, panel, buf);
    }
}

/// Columns from one figure to the next, at least: years are not all equally long, and columns are whole.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most as many as there are")]
fn slot(plot: &Plot, span: Span) -> u16 {
    let years = (span.last - span.first).max(1.0);
    let of_year = (f64::from(span.columns) / years).floor() as u16;
    let apart = plot.points.windows(2).filter_map(|pair| match pair {
        [from, to] => Some(span.column(to.time).saturating_sub(span.column(from.time))),
        _ => None,
    });
    apart.min().unwrap_or(of_year).min(of_year).max(1)
}

/// How far from zero a value is, in eighths of a row; what is not nothing is one at least.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "eighths of some ten rows")]
fn eighths(panel: &Panel, value: f64) -> usize {
    let rows = (panel.rows_up(value) - panel.rows_up(0.0)).abs();
    if value == 0.0 { 0 } else { ((rows * 8.0).round() as usize).max(1) }
}

/// Draws a column up from the row over zero, and gives the row of its upper end.
fn draw_up(
    ctx: Context<'_>,
    (left, wide): (u16, u16),
    zero: u16,
    eighths: usize,
    top: u16,
    style: Style,
    buf: &mut Buffer,
) -> u16 {
    let mut left_over = eighths;
    let mut y = zero;
    while left_over > 0 && y > top {
        y -= 1;
        let height = left_over.min(8);
        let sign = ctx.symbols.heights.get(height).copied().unwrap_or(ctx.symbols.bar);
        for x in left..left + wide {
            // Nothing of the rule that it stands before.
            buf.set_stringn(x, y, sign, 1, Style::reset().patch(style));
        }
        left_over -= height;
    }
    y
}

/// Draws a column down from the row under zero, and gives the row of its lower end.
fn draw_down(
    ctx: Context<'_>,
    (left, wide): (u16, u16),
    zero: u16,
    eighths: usize,
    bottom: u16,
    style: Style,
    buf: &mut Buffer,
) -> u16 {
    let mut left_over = eighths;
    let mut y = zero;
    while left_over > 0 && y + 1 < bottom {
        y += 1;
        let height = left_over.min(8);
        // There are no signs for the upper part of a cell: the lower part is left open in reverse.
        let (sign, style) = match ctx.symbols.heights.get(8 - height) {
            Some(open) if height < 8 && ctx.symbols.is_reversible => (*open, style.add_modifier(Modifier::REVERSED)),
            _ => (ctx.symbols.bar, style),
        };
        for x in left..left + wide {
            // Nothing of the rule that it stands before.
            buf.set_stringn(x, y, sign, 1, Style::reset().patch(style));
        }
        left_over -= height;
    }
    y
}

/// Writes a value over its column, or under it below zero, where it touches no other and covers nothing.
fn draw_value(ctx: Context<'_>, point: &Point, (middle, slot): (u16, u16), end: u16, panel: &Panel, buf: &mut Buffer) {
    let text = format_value(point.value);
    let Ok(columns) = u16::try_from(width(&text)) else { return };
    let sign = if point.is_disputed { ctx.symbols.conflict } else { "" };
    let row = if point.value < 0.0 {
        end.checked_add(1).filter(|y| *y + 1 < panel.area.bottom())
    } else {
        end.checked_sub(1)
    };
    let Some(y) = row.filter(|y| *y >= panel.area.top()) else { return };
    if columns >= slot {
        buf.set_stringn(middle, y, sign, 1, ctx.theme.conflict.style());
        return;
    }
    let left = middle.saturating_sub(columns / 2).min(panel.area.right().saturating_sub(columns)).max(panel.area.x);
    buf.set_stringn(left, y, &text, usize::from(columns), ctx.theme.dim.style());
    if left > panel.area.x {
        buf.set_stringn(left - 1, y, sign, 1, ctx.theme.conflict.style());
    }
}
