//! Where sources disagree about a chart, and the way there: to the disputes that a pack or a layer names of it, or else
//! to the series of which something else was published.

use super::Trade;
use super::shown::Shown;
use crate::data::{Dataset, ItemId};
use crate::tui::action::Effect;
use crate::tui::context::Context;
use crate::tui::layer::Outcome;

impl Trade {
    /// Whether sources disagree about the chart of the selected row, or about the figure one stands at.
    pub(super) fn is_disputed(&self, ctx: Context<'_>) -> bool {
        let is_part = self.list_detail.selected().is_some_and(|id| self.shows_parts(id));
        !is_part && self.shown(ctx).is_some_and(|shown| is_marked(&shown) || is_contested(&shown))
    }

    /// Leads to where the next of them is told: the same once more after the last.
    pub(super) fn lead_to_dispute(&mut self, ctx: Context<'_>) -> Option<Outcome> {
        let shown = self.shown(ctx)?;
        let at_hand = shown.member()?.id;
        let all = count(&shown);
        let last = self.disputed.filter(|(chart, _)| shown.figures.member(*chart).is_some());
        let number = last.map_or(0, |(_, number)| number + 1);
        let number = if number < all { number } else { 0 };
        let named = shown.figures.chart.and_then(|chart| chart.disputes.get(number));
        let told = named.and_then(|id| told_in(ctx.dataset, id));
        if let Some((record, point)) = told {
            self.disputed = Some((at_hand, number));
            return Some(Outcome::Dispute(record, point));
        }
        // What else was published of a figure is told with its series.
        let contested = shown.measures.contested.and_then(|number| shown.figures.members.get(number));
        let there = if is_contested(&shown) { Some(at_hand) } else { contested.map(|member| member.id) };
        there.map(|series| Outcome::Done(Effect::Go(series)))
    }
}

/// Whether a chart bears the sign of a dispute, whichever of its figures one stands at.
pub(super) fn is_marked(shown: &Shown<'_>) -> bool {
    count(shown) > 0 || shown.measures.contested.is_some()
}

fn count(shown: &Shown<'_>) -> usize {
    shown.figures.chart.map_or(0, |chart| chart.disputes.len())
}

fn is_contested(shown: &Shown<'_>) -> bool {
    shown.point().is_some_and(|point| !point.also.is_empty())
}

/// The first record that tells a dispute, and what is at issue.
fn told_in(dataset: &Dataset<'_>, id: &str) -> Option<(ItemId, String)> {
    dataset.records.iter().enumerate().find_map(|(index, record)| {
        let dispute = record.conflicts.iter().find(|dispute| dispute.id.as_deref() == Some(id))?;
        Some((ItemId::from_index(index), dispute.point.to_string()))
    })
}
