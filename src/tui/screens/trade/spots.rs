//! What of the figures was drawn where, so that a click chooses what it points at: a series by its line, its name or
//! its row, a period by its column or its row.

use ratatui::layout::{Position, Rect};

use super::shown::Shown;
use crate::data::ItemId;
use crate::data::period::Period;
use crate::tui::widgets::chart::Drawn;
use crate::view::figures::change::time_of;

/// Where what can be chosen was drawn last.
#[derive(Clone, Debug, Default)]
pub(super) struct Spots {
    /// The pane.
    pub(super) pane: Rect,
    /// The series, or the parts of a whole.
    pub(super) series: Vec<(Rect, ItemId)>,
    /// The periods.
    pub(super) periods: Vec<(Rect, Period)>,
    /// The chart over time.
    pub(super) chart: Option<Drawn>,
}

impl Spots {
    /// What is drawn at a place: the series and the period, as far as one is meant there.
    pub(super) fn at(&self, shown: Option<&Shown<'_>>, at: Position) -> (Option<ItemId>, Option<Period>) {
        let series = self.series.iter().find(|(place, _)| place.contains(at)).map(|(_, id)| *id);
        let period = self.periods.iter().find(|(place, _)| place.contains(at)).map(|(_, period)| *period);
        let Some((drawn, shown)) = self.chart.as_ref().zip(shown) else { return (series, period) };
        let look = drawn.look_at(&shown.chart, at);
        let line = || {
            shown
                .looks()
                .iter()
                .zip(&shown.figures.members)
                .position(|(one, member)| Some(*one) == look && member.is_drawn())
        };
        let series = series.or_else(|| Some(shown.figures.members.get(look.and_then(|_| line())?)?.id));
        // Of the periods one can stand at the nearest; with another line at hand these are the same.
        let apart = |time: f64| move |period: &&Period| (time_of(period) - time).abs();
        let nearest = |time: f64| {
            let of = apart(time);
            shown.periods.iter().min_by(|a, b| of(a).total_cmp(&of(b))).copied()
        };
        (series, period.or_else(|| nearest(drawn.time_at(at)?)))
    }
}
