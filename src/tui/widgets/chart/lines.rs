//! Lines of dots, the space between two of them, and figures that no line joins to others.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::Marker;

use super::dots::{Dots, with_rule};
use super::{LONGEST_STEP, Panel, Plot, Point, Span, line_style};
use crate::tui::context::Context;

/// Draws lines, the one at hand last and so over the others.
pub(super) fn draw(ctx: Context<'_>, plots: &[Plot], span: Span, panel: &Panel, buf: &mut Buffer) {
    let (away, at_hand): (Vec<&Plot>, Vec<&Plot>) = plots.iter().partition(|plot| !plot.is_at_hand);
    for plot in away.into_iter().chain(at_hand) {
        draw_line(ctx, plot, span, panel, buf);
        for (number, point) in plot.points.iter().enumerate() {
            draw_point(ctx, plot, (number, *point), span, panel, buf);
        }
    }
}

/// Where a point is, in dots from the left and from below.
fn in_dots(point: &Point, span: Span, panel: &Panel) -> (f64, f64) {
    let x = span.share(point.time) * f64::from((u32::from(span.columns) * 2).saturating_sub(1));
    (x, panel.rows_up(point.value) * 4.0 + 1.5)
}

fn draw_line(ctx: Context<'_>, plot: &Plot, span: Span, panel: &Panel, buf: &mut Buffer) {
    let mut dots = Dots::new(panel.area);
    for pair in plot.points.windows(2) {
        if let [from, to] = pair
            && to.time - from.time <= LONGEST_STEP
        {
            dots.line(in_dots(from, span, panel), in_dots(to, span, panel), plot.look);
        }
    }
    let cell_sign = ctx.symbols.lines.get(plot.look % ctx.symbols.lines.len()).copied().unwrap_or("*");
    let rule = (panel.ticks.low < 0.0).then(|| panel.y(0.0));
    for (column, row, sign) in dots.cells() {
        let Some(cell) = buf.cell_mut((panel.area.x + column, panel.area.y + row)) else { continue };
        match ctx.symbols.marker {
            Marker::Braille if rule == Some(panel.area.y + row) => cell.set_char(with_rule(sign)),
            Marker::Braille => cell.set_char(sign),
            _ => cell.set_symbol(cell_sign),
        };
        cell.set_style(line_style(ctx, plot.look));
    }
}

/// A figure that sources differ on bears the sign of that; one that no line joins to another is drawn larger.
fn draw_point(
    ctx: Context<'_>,
    plot: &Plot,
    (number, point): (usize, Point),
    span: Span,
    panel: &Panel,
    buf: &mut Buffer,
) {
    let neighbours = [number.checked_sub(1), Some(number + 1)].into_iter().flatten();
    let is_joined = neighbours
        .filter_map(|neighbour| plot.points.get(neighbour))
        .any(|other| (other.time - point.time).abs() <= LONGEST_STEP);
    let (sign, style) = match (point.is_disputed, is_joined) {
        (true, _) => (ctx.symbols.conflict, ctx.theme.conflict.style()),
        (false, false) => (ctx.symbols.point, line_style(ctx, plot.look)),
        (false, true) => return,
    };
    buf.set_stringn(panel.area.x + span.column(point.time), panel.y(point.value), sign, 1, style);
}

/// Fills the space between two lines where both go on: below zero in one shade, above in another. Where colours are
/// fine enough that is a background, on which both lines stand; else a sign in the cells between them.
pub(super) fn fill(ctx: Context<'_>, (of, less): (&Plot, &Plot), span: Span, panel: &Panel, buf: &mut Buffer) {
    let is_background = shade(ctx, false).1.bg.is_some();
    for column in 0..span.columns {
        let rows =
            if is_background { band(of, less, column, span, panel) } else { between(of, less, column, span, panel) };
        let Some((rows, is_below)) = rows else { continue };
        let (sign, style) = shade(ctx, is_below);
        for y in rows {
            let x = panel.area.x + column;
            // Under a background the time axis and the rule at zero go on.
            if is_background {
                buf.set_style(Rect { x, y, width: 1, height: 1 }, style);
            } else {
                buf.set_stringn(x, y, sign, 1, style);
            }
        }
    }
}

/// The rows of a column from the upper line to above the lower, and whether the first line is below.
fn between(of: &Plot, less: &Plot, column: u16, span: Span, panel: &Panel) -> Option<(Range<u16>, bool)> {
    let time = span.time(column);
    let (first, second) = (value_at(of, time)?, value_at(less, time)?);
    Some((panel.y(first.max(second))..panel.y(first.min(second)), first < second))
}

/// The rows of a column from the one line to the other, every cell of both included, and whether the first is below.
fn band(of: &Plot, less: &Plot, column: u16, span: Span, panel: &Panel) -> Option<(Range<u16>, bool)> {
    let [left, right] = span.times(column);
    let turns = of.points.iter().chain(&less.points).map(|point| point.time);
    let times = [span.time(column), left, right].into_iter().chain(turns.filter(|time| (left..=right).contains(time)));
    let mut both = times.filter_map(|time| value_at(of, time).zip(value_at(less, time)));
    let (first, second) = both.next()?;
    let ends = (first.min(second), first.max(second));
    let (low, high) = both.fold(ends, |(low, high), (one, other)| (low.min(one).min(other), high.max(one).max(other)));
    Some((panel.y(high)..panel.y(low) + 1, first < second))
}

/// What a chart is filled with where a difference is below zero, or above: a sign and its style.
#[must_use]
pub fn shade(ctx: Context<'_>, is_below: bool) -> (&'static str, Style) {
    let (sign, role) = if is_below {
        (ctx.symbols.fill_below, ctx.theme.fill_negative)
    } else {
        (ctx.symbols.fill_above, ctx.theme.fill_positive)
    };
    let style = role.style();
    (if style.bg.is_some() { " " } else { sign }, style)
}

/// What a line is at a time; nothing in a gap.
pub(super) fn value_at(plot: &Plot, time: f64) -> Option<f64> {
    plot.points.windows(2).find_map(|pair| match pair {
        [from, to] if from.time <= time && time <= to.time && to.time - from.time <= LONGEST_STEP => {
            let share = if to.time > from.time { (time - from.time) / (to.time - from.time) } else { 0.0 };
            Some(from.value + (to.value - from.value) * share)
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widgets::chart::axis;

    #[test]
    fn the_lines_stand_on_what_is_filled_between_them() {
        let plot = |values: &[f64]| {
            let point = |(year, value): (u16, &f64)| Point { time: f64::from(year), value: *value, is_disputed: false };
            Plot { points: (2000..).zip(values).map(point).collect(), ..Plot::default() }
        };
        let (of, less) = (plot(&[1.0, 9.0, 2.0, 2.2, 7.5, 0.1]), plot(&[1.4, 2.0, 8.3, 2.1, 3.0, 9.9]));
        for (columns, rows) in [(7, 5), (24, 10), (61, 17)] {
            let ticks = axis::ticks(0.0, 10.0, rows);
            let area = Rect::new(3, 2, columns, ticks.rows.min(rows));
            let (span, panel) = (Span { first: 2000.0, last: 2005.0, columns }, Panel { ticks, area });
            let mut dots = Dots::new(area);
            for pair in [&of, &less].into_iter().flat_map(|plot| plot.points.windows(2)) {
                dots.line(in_dots(&pair[0], span, &panel), in_dots(&pair[1], span, &panel), 0);
            }
            for (column, row, _) in dots.cells() {
                let rows = band(&of, &less, column, span, &panel).map(|(rows, _)| rows);
                assert!(rows.is_some_and(|rows| rows.contains(&(area.y + row))), "{column} {row} of {columns}");
            }
        }
    }

    #[test]
    fn a_gap_has_no_value() {
        let point = |time, value| Point { time, value, is_disputed: false };
        let plot = Plot { points: vec![point(2000.0, 1.0), point(2001.0, 3.0), point(2004.0, 5.0)], ..Plot::default() };
        assert_eq!(value_at(&plot, 2000.5), Some(2.0));
        assert_eq!(value_at(&plot, 2001.0), Some(3.0));
        assert_eq!(value_at(&plot, 2002.0), None);
        assert_eq!(value_at(&plot, 2005.0), None);
    }
}
