//! What lies ahead: recall on exam day, cards of the coming days, and cards that won't stick.

use std::collections::HashSet;

use jiff::civil::Date;

use super::{Plan, Progress, State, Today, begun, days, later};
use crate::data::{Dataset, ItemId};
use crate::study::cards::card::{Card, CardId};
use crate::study::cards::{Deck, choice};
use crate::study::rng::Rng;
use crate::study::scheduler::memory::{Grade, Memory, Model};
use crate::study::wording::Lexicon;

/// So many lapses within [`LEECH_DAYS`] make a leech.
pub const LEECH_LAPSES: usize = 6;
/// Lapses longer ago than this are forgiven.
pub const LEECH_DAYS: i32 = 60;

/// How much of the deck will be known on exam day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// As things stand.
    pub now: f32,
    /// After today's cards.
    pub after: f32,
}

/// The mean predicted recall on exam day over the cards not set aside; a card never asked counts as not known.
#[must_use]
pub fn outlook(deck: &Deck, progress: &Progress, model: &Model, (day, exam): (Date, Date), today: &Today) -> Outlook {
    let left = u32::try_from(days(day, exam)).unwrap_or(0);
    let (mut now, mut after) = (0.0, 0.0);
    // A card that was never asked and is not asked today adds nothing.
    let begun = progress.states().map(|(card, _)| card);
    let mut numbers: Vec<u32> = begun.chain(&today.cards).filter_map(|card| deck.number(card.as_str())).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let chosen: HashSet<&CardId> = today.cards.iter().collect();
    let cards = numbers.into_iter().filter_map(|number| deck.card(number));
    for card in cards.filter(|card| !progress.decided().is_suspended(&card.id)) {
        let state = progress.state(&card.id);
        let recall = state.map_or(0.0, |state| state.recall(model, exam));
        now += recall;
        after += if chosen.contains(&card.id) { expected(state, model, day, left) } else { recall };
    }
    let suspended = progress.decided().suspended().filter(|card| deck.number(card.as_str()).is_some()).count();
    #[expect(clippy::cast_precision_loss, reason = "a count of cards")]
    let count = (deck.cards().len() - suspended).max(1) as f32;
    Outlook { now: now / count, after: after / count }
}

/// Recall on exam day if the card is asked today, weighed by how likely it is known now. A new card
/// is as likely known as not.
pub(super) fn expected(state: Option<&State>, model: &Model, day: Date, left: u32) -> f32 {
    let memory: Option<Memory> = state.and_then(|state| state.memory);
    let known = state.filter(|state| state.memory.is_some()).map_or(0.5, |state| state.recall(model, day));
    let elapsed = state.map_or(0, |state| state.elapsed(day));
    let later = |grade| model.recall(model.after(memory, elapsed, grade).memory, left);
    known * later(Grade::Good) + (1.0 - known) * later(Grade::Again)
}

/// What falls due of the cards seen before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forecast {
    /// Cards that were due on an earlier day.
    pub overdue: usize,
    /// How many fall due on each of the coming days, from this day on; none of those overdue.
    pub days: Vec<(Date, usize)>,
}

/// How many cards seen before fall due on each of the coming days, and how many are overdue. What a paper brought is
/// new, and comes as the limit on new cards has room.
#[must_use]
pub fn forecast(deck: &Deck, progress: &Progress, plan: &Plan, (day, count): (Date, usize)) -> Forecast {
    let mut overdue = 0;
    let mut coming: Vec<(Date, usize)> =
        (0..count).map(|ahead| (later(day, i32::try_from(ahead).unwrap_or(0)), 0)).collect();
    let seen = begun(deck, progress).into_iter().filter(|(_, state)| state.memory.is_some());
    for (card, state) in seen.filter(|(card, _)| !progress.decided().is_suspended(&card.id)) {
        let due = plan.due(state, day);
        let due = progress.decided().buried_until(&card.id, day).map_or(due, |until| due.max(until));
        if due < day {
            overdue += 1;
        } else if let Some((_, cards)) = coming.iter_mut().find(|(date, _)| *date == due) {
            *cards += 1;
        }
    }
    Forecast { overdue, days: coming }
}

/// Whether a card is failed again and again.
#[must_use]
pub fn is_leech(state: &State, day: Date) -> bool {
    state.lapses.iter().filter(|lapse| days(**lapse, day) < LEECH_DAYS).count() >= LEECH_LAPSES
}

/// Records one may take for that of a card: to be shown beside it when it is a leech.
#[must_use]
pub fn confusable(deck: &Deck, dataset: &Dataset<'_>, card: &Card, most: usize) -> Vec<ItemId> {
    let mut found: Vec<ItemId> = Vec::new();
    let lexicon = &Lexicon::of(dataset);
    let wrong = choice::wrong(deck, (dataset, lexicon), card, &mut Rng::new(0)).into_iter().map(|wrong| wrong.from);
    let same_kind = dataset
        .neighbours(card.owner)
        .filter(|other| dataset.get(*other).map(|item| item.kind()) == dataset.get(card.owner).map(|item| item.kind()));
    for item in wrong.chain(same_kind).filter(|item| *item != card.owner) {
        if !found.contains(&item) {
            found.push(item);
        }
    }
    found.truncate(most);
    found
}
