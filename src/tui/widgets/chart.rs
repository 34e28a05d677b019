//! Figures over time: lines with their names at their ends, or columns where there is one line alone, on axes whose
//! marks are computed from the room there is.
//!
//! Every vertical axis includes zero, once; a gap in the figures is a gap in the line. What is drawn comes as plain
//! numbers: which figures they are is the trade screen's matter.

pub mod axis;
mod columns;
mod dots;
mod ends;
mod lines;
mod pointed;
mod years;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

use self::axis::Ticks;
pub use self::lines::shade;
pub use self::pointed::Drawn;
pub use self::years::Years;
use crate::text::{pad_start, width};
use crate::tui::context::Context;

/// What a chart shows.
#[derive(Clone, Debug, Default)]
pub struct Chart {
    /// What is drawn on the axis.
    pub plots: Vec<Plot>,
    /// What has an axis of its own below.
    pub below: Vec<Plot>,
    /// Numbers, among the plots, of two between which the space is filled: that the other is taken from first.
    pub fill: Option<[usize; 2]>,
    /// The first and the last time of the axis; nothing is drawn without.
    pub span: Option<(f64, f64)>,
    /// Where on the time axis one stands.
    pub here: Option<f64>,
    /// The time that is compared with.
    pub since: Option<f64>,
    /// When something happened that explains a turn.
    pub events: Vec<f64>,
    /// What the marks of the time axis say.
    pub years: Years,
}

/// One row of figures.
#[derive(Clone, Debug, Default)]
pub struct Plot {
    /// What stands at its end.
    pub name: String,
    /// Which pattern and colour it has: the same as long as a chart is looked at.
    pub look: usize,
    /// Whether it is the one at hand.
    pub is_at_hand: bool,
    /// Oldest first.
    pub points: Vec<Point>,
}

/// A figure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// In years.
    pub time: f64,
    /// In the unit of the axis.
    pub value: f64,
    /// Whether sources differ on it.
    pub is_disputed: bool,
}

/// Two figures further apart than this, in years, are not joined by a line.
const LONGEST_STEP: f64 = 1.01;
/// Rows of the time axis: the line, and what its marks say.
const AXIS_ROWS: u16 = 2;
/// Below this many rows what has an axis of its own is left out.
pub const BELOW_FROM: u16 = 12;
/// The names at the ends take at most this part of the width.
const NAMES_SHARE: u16 = 3;

/// From the time axis to columns.
#[derive(Clone, Copy, Debug)]
struct Span {
    first: f64,
    last: f64,
    columns: u16,
}

impl Span {
    fn holds(self, time: f64) -> bool {
        (self.first..=self.last).contains(&time)
    }

    /// How far along the axis a time is, from 0 to 1; a span of a single time puts it in the middle.
    fn share(self, time: f64) -> f64 {
        if self.last > self.first { ((time - self.first) / (self.last - self.first)).clamp(0.0, 1.0) } else { 0.5 }
    }

    /// The column of a time.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the columns there are")]
    fn column(self, time: f64) -> u16 {
        let last = self.columns.saturating_sub(1);
        ((self.share(time) * f64::from(last)).round() as u16).min(last)
    }

    /// The time in the middle of a column.
    fn time(self, column: u16) -> f64 {
        let last = f64::from(self.columns.saturating_sub(1).max(1));
        self.first + (self.last - self.first) * f64::from(column) / last
    }

    /// The times between which a line has its dots in a column, of which there are two side by side.
    fn times(self, column: u16) -> [f64; 2] {
        let last = f64::from((u32::from(self.columns) * 2).saturating_sub(1).max(1));
        let left = f64::from(column) * 2.0 - 0.5;
        [left, left + 2.0].map(|dot| self.first + (self.last - self.first) * (dot / last).clamp(0.0, 1.0))
    }
}

/// A panel: its axis of values, and where its plots go. The lowest row is that of the lowest mark.
#[derive(Clone, Debug)]
struct Panel {
    ticks: Ticks,
    area: Rect,
}

impl Panel {
    /// How many rows above the lowest a value is.
    fn rows_up(&self, value: f64) -> f64 {
        let rows = f64::from(self.ticks.rows.saturating_sub(1));
        (value - self.ticks.low) / (self.ticks.high - self.ticks.low) * rows
    }

    /// The row of a value on the screen.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a row of a panel, never negative")]
    fn y(&self, value: f64) -> u16 {
        let up = self.rows_up(value).round().max(0.0) as u16;
        self.area.bottom().saturating_sub(1 + up).max(self.area.y)
    }
}

/// The style of a line by its look.
#[must_use]
pub fn line_style(ctx: Context<'_>, look: usize) -> Style {
    let theme = ctx.theme;
    let roles = [&theme.first, &theme.second, &theme.positive, &theme.conflict];
    roles.get(look % roles.len()).map_or_else(Style::default, |role| role.style())
}

/// What stands for a line in a list, three columns wide.
#[must_use]
pub fn sample(ctx: Context<'_>, look: usize) -> &'static str {
    ctx.symbols.samples.get(look % ctx.symbols.samples.len()).copied().unwrap_or("***")
}

impl Chart {
    /// Draws the chart: lines or columns over the time axis, and what has an axis of its own between. Gives where, so
    /// that what is pointed at is found again.
    pub fn draw(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Drawn {
        let mut drawn = Drawn::default();
        let Some((first, last)) = self.span.filter(|_| area.height > AXIS_ROWS && area.width > 3) else { return drawn };
        let has_below = area.height >= BELOW_FROM && self.below.iter().any(|plot| !plot.points.is_empty());
        let lower = if has_below { Constraint::Percentage(38) } else { Constraint::Length(0) };
        // Where there is room for one axis alone, it is that of the series at hand.
        if !has_below && self.below.iter().any(|plot| plot.is_at_hand) {
            let alone = Self { plots: self.below.clone(), below: Vec::new(), fill: None, ..self.clone() };
            return Drawn { is_below_alone: true, ..alone.draw(ctx, area, buf) };
        }
        // The line of the time axis is the lowest row of the lowest panel.
        let [upper, lower, names] = area.layout(&Layout::vertical([Constraint::Fill(1), lower, Constraint::Length(1)]));
        let upper_ticks = scale(&self.plots, upper.height);
        let lower_ticks = has_below.then(|| scale(&self.below, lower.height.saturating_sub(1)));
        let label = upper_ticks.label_width().max(lower_ticks.as_ref().map_or(0, Ticks::label_width)) + 2;
        let gutter = u16::try_from(label).unwrap_or(area.width).min(area.width);
        let all = || self.plots.iter().chain(self.below.iter().filter(|_| has_below));
        let ends = if all().count() > 1 { ends::columns(all(), area.width / NAMES_SHARE) } else { 0 };
        let plot_width = area.width.saturating_sub(gutter + ends);
        if plot_width < 2 {
            return drawn;
        }
        let margin = columns::margin(&self.plots, self.fill.is_some() || has_below, first, last, plot_width);
        let span = Span { first: first - margin, last: last + margin, columns: plot_width };
        let panel = |ticks: Ticks, rows: Rect| {
            let height = ticks.rows.min(rows.height);
            Panel { ticks, area: Rect { x: area.x + gutter, y: rows.bottom() - height, width: plot_width, height } }
        };
        let mut panels = vec![(panel(upper_ticks, upper), &self.plots)];
        panels.extend(lower_ticks.map(|ticks| (panel(ticks, lower), &self.below)));
        let plotted = Rect { x: area.x + gutter, width: plot_width, height: upper.height + lower.height, ..area };
        for (panel, _) in &panels {
            draw_scale(ctx, panel, gutter, buf);
        }
        self.draw_time_axis(ctx, span, plotted, names, buf);
        for (number, (panel, plots)) in panels.iter().enumerate() {
            if let Some([of, less]) = self.fill.filter(|_| number == 0)
                && let (Some(of), Some(less)) = (plots.get(of), plots.get(less))
            {
                lines::fill(ctx, (of, less), span, panel, buf);
            }
            self.draw_rules(ctx, span, panel, buf);
            if margin > 0.0 {
                plots.iter().for_each(|plot| columns::draw(ctx, plot, span, panel, buf));
            } else {
                lines::draw(ctx, plots, span, panel, buf);
            }
            if ends > 0 {
                let room = Rect { x: panel.area.right(), width: ends, ..panel.area };
                drawn.names.extend(ends::draw(ctx, plots, panel, room, buf));
            }
        }
        drawn.span = Some(span);
        drawn.plotted = plotted;
        drawn.panels = panels.into_iter().map(|(panel, _)| panel).collect();
        drawn
    }

    /// Where one stands, what is compared with, and the widest space.
    fn draw_rules(&self, ctx: Context<'_>, span: Span, panel: &Panel, buf: &mut Buffer) {
        let mut rule = |time: Option<f64>, symbol: &str, style: Style| {
            let Some(time) = time.filter(|time| span.holds(*time)) else { return };
            let x = panel.area.x + span.column(time);
            for y in panel.area.top()..panel.area.bottom() {
                buf.set_stringn(x, y, symbol, 1, style);
            }
        };
        rule(self.since, ctx.symbols.dashed, ctx.theme.core.style());
        rule(self.here, ctx.symbols.vertical, ctx.theme.core.style());
    }

    fn draw_time_axis(&self, ctx: Context<'_>, span: Span, plotted: Rect, names: Rect, buf: &mut Buffer) {
        let (dim, border) = (ctx.theme.dim.style(), ctx.theme.border.style());
        let axis = plotted.bottom().saturating_sub(1);
        for x in plotted.left()..plotted.right() {
            buf.set_stringn(x, axis, ctx.symbols.horizontal, 1, border);
        }
        let times: Vec<(u16, String, String)> = self
            .years
            .marks(span.first, span.last)
            .into_iter()
            .map(|mark| (span.column(mark.0), mark.1, mark.2))
            .collect();
        for label in axis::horizontal_labels(&times, span.columns) {
            buf.set_stringn(plotted.x + label.tick, axis, ctx.symbols.tick, 1, border);
            buf.set_stringn(plotted.x + label.start, names.y, label.text, width(label.text), dim);
        }
        for event in self.events.iter().filter(|time| span.holds(**time)) {
            let x = plotted.x + span.column(*event);
            buf.set_stringn(x, axis, ctx.symbols.event, 1, ctx.theme.core.style());
        }
    }
}

fn scale(plots: &[Plot], rows: u16) -> Ticks {
    let values = || plots.iter().flat_map(|plot| plot.points.iter().map(|point| point.value));
    axis::ticks(values().fold(0.0, f64::min), values().fold(0.0, f64::max), rows)
}

/// The marks of a panel to the left of it, and a rule at zero where anything is below.
fn draw_scale(ctx: Context<'_>, panel: &Panel, gutter: u16, buf: &mut Buffer) {
    let Panel { ticks, area } = panel;
    let left = area.x.saturating_sub(gutter);
    let label_room = usize::from(gutter.saturating_sub(2));
    for y in area.top()..area.bottom() {
        buf.set_stringn(area.x.saturating_sub(1), y, ctx.symbols.vertical, 1, ctx.theme.border.style());
    }
    for (value, label) in &ticks.marks {
        let y = panel.y(*value);
        buf.set_stringn(left, y, pad_start(label, label_room), label_room, ctx.theme.dim.style());
        if *value == 0.0 && ticks.low < 0.0 {
            for x in area.left()..area.right() {
                buf.set_stringn(x, y, ctx.symbols.horizontal, 1, ctx.theme.border.style());
            }
        }
    }
}
