//! Lines over time with bars below them, on axes whose labels are computed from the room there is.
//!
//! Every vertical axis includes zero; a gap in the figures is a gap in the line. What is drawn comes
//! as plain numbers: which figures they are is the trade screen's matter.

pub mod axis;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::symbols::Marker;
use ratatui::widgets::Widget;
use ratatui::widgets::canvas::{Canvas, Line, Points};

use self::axis::{Ticks, horizontal_labels, ticks};
use crate::text::{pad_start, width};
use crate::tui::context::Context;

/// What a chart shows.
#[derive(Clone, Debug, Default)]
pub struct Chart {
    /// The lines, at most two.
    pub lines: Vec<Plot>,
    /// Bars above and below zero, in a panel of their own.
    pub bars: Option<Plot>,
    /// The first and the last time of the axis; nothing is drawn without.
    pub span: Option<(f64, f64)>,
    /// Where on the time axis one stands.
    pub here: Option<f64>,
    /// When something happened that explains a turn.
    pub events: Vec<f64>,
    /// Labels of the time axis, oldest first: where, in full, and short.
    pub labels: Vec<(f64, String, String)>,
}

/// One row of figures: where on the time axis, and how much. Times are in years.
#[derive(Clone, Debug, Default)]
pub struct Plot {
    /// Oldest first.
    pub points: Vec<(f64, f64)>,
}

/// Two figures further apart than this, in years, are not joined by a line.
const LONGEST_STEP: f64 = 1.01;
/// Rows of the time axis.
const AXIS_ROWS: u16 = 2;
/// Below this many rows the bars are left out.
const BARS_FROM: u16 = 11;

/// From the time axis to columns.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    first: f64,
    last: f64,
    columns: usize,
}

impl Span {
    fn holds(self, time: f64) -> bool {
        (self.first..=self.last).contains(&time)
    }

    /// The column of a time. A span of a single time puts it in the middle.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "at most some hundred columns"
    )]
    pub fn column(self, time: f64) -> usize {
        let last = self.columns.saturating_sub(1);
        let share = if self.last > self.first { (time - self.first) / (self.last - self.first) } else { 0.5 };
        ((share.clamp(0.0, 1.0) * last as f64).round() as usize).min(last)
    }
}

impl Chart {
    /// Draws the chart: lines over bars over the time axis. The first line has the style of this number.
    pub fn draw(&self, ctx: Context<'_>, first_style: usize, area: Rect, buf: &mut Buffer) {
        let Some((first, last)) = self.span else { return };
        let bars = self.bars.as_ref().filter(|bars| area.height >= BARS_FROM && !bars.points.is_empty());
        let shares = if bars.is_some() {
            [Constraint::Fill(3), Constraint::Fill(2)]
        } else {
            [Constraint::Fill(1), Constraint::Length(0)]
        };
        let [upper, lower, axis] =
            area.layout(&Layout::vertical([shares[0], shares[1], Constraint::Length(AXIS_ROWS)]));
        let (line_ticks, bar_ticks) =
            (scale(&self.lines, upper.height), bars.map(|bars| scale(std::slice::from_ref(bars), lower.height)));
        let gutter = line_ticks.label_width().max(bar_ticks.as_ref().map_or(0, Ticks::label_width)) + 2;
        let gutter = u16::try_from(gutter).unwrap_or(area.width).min(area.width);
        let right = |part: Rect| Rect { x: part.x + gutter, width: part.width - gutter, ..part };
        let span = Span { first, last, columns: usize::from(right(area).width) };
        if span.columns < 2 {
            return;
        }
        draw_scale(ctx, &line_ticks, upper, gutter, buf);
        self.draw_here(ctx, span, right(Rect { height: upper.height + lower.height, ..upper }), buf);
        let numbered: Vec<(usize, &Plot)> = (first_style..).zip(&self.lines).collect();
        draw_lines(ctx, &numbered, (first, last), &line_ticks, right(upper), buf);
        if let (Some(bars), Some(ticks)) = (bars, &bar_ticks) {
            draw_scale(ctx, ticks, lower, gutter, buf);
            draw_bars(ctx, bars, span, ticks, right(lower), buf);
        }
        self.draw_times(ctx, span, right(axis), buf);
    }

    fn draw_here(&self, ctx: Context<'_>, span: Span, area: Rect, buf: &mut Buffer) {
        let Some(column) = self.here.map(|here| span.column(here)) else { return };
        let x = area.x + u16::try_from(column).unwrap_or(0);
        for y in area.top()..area.bottom() {
            buf.set_stringn(x, y, ctx.symbols.vertical, 1, ctx.theme.core.style());
        }
    }

    fn draw_times(&self, ctx: Context<'_>, span: Span, area: Rect, buf: &mut Buffer) {
        if area.height < AXIS_ROWS {
            return;
        }
        let style = ctx.theme.dim.style();
        for x in area.left()..area.right() {
            buf.set_stringn(x, area.y, ctx.symbols.horizontal, 1, style);
        }
        let labels: Vec<_> =
            self.labels.iter().map(|(time, long, short)| (span.column(*time), long.as_str(), short.as_str())).collect();
        for label in horizontal_labels(&labels, span.columns) {
            let at = |column: usize| area.x + u16::try_from(column).unwrap_or(0);
            buf.set_stringn(at(label.tick), area.y, ctx.symbols.tick, 1, style);
            buf.set_stringn(at(label.start), area.y + 1, label.text, width(label.text), style);
        }
        for event in self.events.iter().filter(|time| span.holds(**time)) {
            let x = area.x + u16::try_from(span.column(*event)).unwrap_or(0);
            buf.set_stringn(x, area.y, ctx.symbols.event, 1, ctx.theme.core.style());
        }
    }
}

fn scale(plots: &[Plot], height: u16) -> Ticks {
    let values = || plots.iter().flat_map(|plot| plot.points.iter().map(|&(_, value)| value));
    ticks(values().fold(0.0, f64::min), values().fold(0.0, f64::max), usize::from(height))
}

/// The row of a value, from the bottom, in a panel so high.
fn row_of(value: f64, ticks: &Ticks, height: u16) -> f64 {
    (value - ticks.low) / (ticks.high - ticks.low) * f64::from(height.saturating_sub(1))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a row of a panel, never negative")]
fn draw_scale(ctx: Context<'_>, ticks: &Ticks, area: Rect, gutter: u16, buf: &mut Buffer) {
    if area.height == 0 {
        return;
    }
    let label_room = usize::from(gutter.saturating_sub(2));
    for (value, label) in &ticks.marks {
        let from_bottom = row_of(*value, ticks, area.height).round() as u16;
        let y = area.bottom().saturating_sub(1 + from_bottom.min(area.height - 1));
        buf.set_stringn(area.x, y, pad_start(label, label_room), label_room, ctx.theme.dim.style());
        if *value == 0.0 && ticks.low < 0.0 {
            for x in area.x + gutter..area.right() {
                buf.set_stringn(x, y, ctx.symbols.horizontal, 1, ctx.theme.border.style());
            }
        }
    }
    for y in area.top()..area.bottom() {
        buf.set_stringn(area.x + gutter.saturating_sub(1), y, ctx.symbols.vertical, 1, ctx.theme.border.style());
    }
}

/// The styles of the first and the second line.
#[must_use]
pub fn line_style(ctx: Context<'_>, index: usize) -> Style {
    if index == 0 { ctx.theme.first.style() } else { ctx.theme.second.style() }
}

fn draw_lines(
    ctx: Context<'_>,
    lines: &[(usize, &Plot)],
    (first, last): (f64, f64),
    ticks: &Ticks,
    area: Rect,
    buf: &mut Buffer,
) {
    // A canvas covers what is under it, so it is drawn apart and laid over the crosshair.
    let mut layer = Buffer::empty(area);
    for &(index, plot) in lines {
        let color = line_style(ctx, index).fg.unwrap_or_default();
        let half = if last > first { 0.0 } else { 0.5 };
        layer.reset();
        Canvas::default()
            .marker(ctx.symbols.marker)
            .x_bounds([first - half, last + half])
            .y_bounds([ticks.low, ticks.high])
            .paint(|canvas| {
                for pair in plot.points.windows(2) {
                    if let [(x1, y1), (x2, y2)] = *pair
                        && x2 - x1 <= LONGEST_STEP
                    {
                        canvas.draw(&Line::new(x1, y1, x2, y2, color));
                    }
                }
                canvas.draw(&Points { coords: &plot.points, color });
            })
            .render(area, &mut layer);
        lay_over(ctx, &layer, index, area, buf);
        draw_lone_points(ctx, plot, (first, last), ticks, index, area, buf);
    }
}

/// A figure that no line joins to another is drawn larger, or it would hardly be seen.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a row of a panel, never negative")]
fn draw_lone_points(
    ctx: Context<'_>,
    plot: &Plot,
    (first, last): (f64, f64),
    ticks: &Ticks,
    index: usize,
    area: Rect,
    buf: &mut Buffer,
) {
    let span = Span { first, last, columns: usize::from(area.width) };
    for (number, &(time, value)) in plot.points.iter().enumerate() {
        let neighbours = [number.checked_sub(1), Some(number + 1)].into_iter().flatten();
        let joined = neighbours
            .filter_map(|neighbour| plot.points.get(neighbour))
            .any(|(other, _)| (other - time).abs() <= LONGEST_STEP);
        if joined {
            continue;
        }
        let x = area.x + u16::try_from(span.column(time)).unwrap_or(0);
        let from_bottom = row_of(value, ticks, area.height).round() as u16;
        let y = area.bottom().saturating_sub(1 + from_bottom.min(area.height.saturating_sub(1)));
        buf.set_stringn(x, y, ctx.symbols.point, 1, line_style(ctx, index));
    }
}

/// Puts the cells of a line over what is drawn already; where two lines cross, the later one shows.
fn lay_over(ctx: Context<'_>, layer: &Buffer, index: usize, area: Rect, buf: &mut Buffer) {
    let style = line_style(ctx, index);
    for position in area.positions() {
        let Some(symbol) = layer.cell(position).map(ratatui::buffer::Cell::symbol) else { continue };
        if matches!(symbol, " " | "\u{2800}" | "") {
            continue;
        }
        let symbol = match ctx.symbols.marker {
            Marker::Braille => symbol,
            _ => ctx.symbols.legend.get(index).copied().unwrap_or("*"),
        };
        if let Some(cell) = buf.cell_mut(position) {
            cell.set_symbol(symbol).set_style(style);
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "eighths of some ten rows")]
fn draw_bars(ctx: Context<'_>, bars: &Plot, span: Span, ticks: &Ticks, area: Rect, buf: &mut Buffer) {
    if area.height == 0 {
        return;
    }
    let zero = row_of(0.0, ticks, area.height).round();
    for &(time, value) in &bars.points {
        let x = area.x + u16::try_from(span.column(time)).unwrap_or(0);
        let end = row_of(value, ticks, area.height).round();
        let (low, high) = (zero.min(end) as u16, zero.max(end) as u16);
        let style = if value < 0.0 { ctx.theme.negative.style() } else { ctx.theme.positive.style() };
        for from_bottom in low..=high {
            // The row of zero itself is the axis, unless the bar is no higher than that.
            if from_bottom == zero as u16 && low != high {
                continue;
            }
            let y = area.bottom().saturating_sub(1 + from_bottom.min(area.height - 1));
            buf.set_stringn(x, y, ctx.symbols.bar, 1, style);
        }
    }
}
