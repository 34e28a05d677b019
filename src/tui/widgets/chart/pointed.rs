//! What of a chart is at a place of the screen: the time there, and the line that is drawn there or named there. What
//! that means is the matter of whoever drew it.

use ratatui::layout::{Position, Rect};

use super::lines::value_at;
use super::{Chart, Panel, Span};

/// Where a chart was drawn last.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// Nothing was drawn without.
    pub(super) span: Option<Span>,
    /// Where figures stand.
    pub(super) plotted: Rect,
    /// The panels: that of the plots, then that of what has an axis of its own below.
    pub(super) panels: Vec<Panel>,
    /// Whether what else has an axis of its own below was drawn alone.
    pub(super) is_below_alone: bool,
    /// The looks of the lines that are named at their ends, and where.
    pub(super) names: Vec<(usize, Rect)>,
}

/// So many rows from a line one still means it.
const NEAR: u16 = 1;

impl Drawn {
    /// The time at a place within the axes.
    #[must_use]
    pub fn time_at(&self, at: Position) -> Option<f64> {
        let span = self.span.filter(|_| self.plotted.contains(at))?;
        Some(span.time(at.x - self.plotted.x))
    }

    /// The look of the line of this chart that is named at a place, or drawn there or next to it.
    #[must_use]
    pub fn look_at(&self, chart: &Chart, at: Position) -> Option<usize> {
        if let Some((look, _)) = self.names.iter().find(|(_, place)| place.contains(at)) {
            return Some(*look);
        }
        let time = self.time_at(at)?;
        let number = self.panels.iter().position(|panel| panel.area.contains(at))?;
        let panel = self.panels.get(number)?;
        let plots = if number > 0 || self.is_below_alone { &chart.below } else { &chart.plots };
        let near = plots.iter().filter_map(|plot| {
            let value =
                value_at(plot, time).or_else(|| nearest(plot.points.iter().map(|p| (p.time, p.value)), time))?;
            Some((panel.y(value).abs_diff(at.y), plot.look))
        });
        near.filter(|(rows, _)| *rows <= NEAR).min_by_key(|(rows, _)| *rows).map(|(_, look)| look)
    }
}

/// The value at the time nearest to this one, if any is within a year of it.
fn nearest(points: impl Iterator<Item = (f64, f64)>, time: f64) -> Option<f64> {
    let apart = |point: &(f64, f64)| (point.0 - time).abs();
    points.min_by(|a, b| apart(a).total_cmp(&apart(b))).filter(|point| apart(point) < 1.0).map(|(_, value)| value)
}
