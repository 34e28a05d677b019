//! What is to be said of answers as they are read one after the other: days that are to come, a clock that was set
//! back, cards that are no more asked. None of them is kept here, for they may be a million.

use jiff::civil::Date;

use super::{Finding, counted_as};
use crate::study::cards::card::{Card, CardId};
use crate::study::cards::{Deck, own};
use crate::study::review::Entry;
use crate::study::scheduler::memory::Model;
use crate::study::scheduler::{Progress, State};

/// An account of answers.
pub(super) struct Account<'d> {
    deck: &'d Deck,
    today: Date,
    model: Model,
    progress: Progress,
    /// The latest moment, and how often one came long before it.
    latest: i64,
    set_back: usize,
}

impl<'d> Account<'d> {
    /// One of no answers to the cards of a deck, as it is seen on a day.
    pub(super) fn new(deck: &'d Deck, today: Date) -> Self {
        let (model, progress) = (Model::default(), Progress::default());
        Self { deck, today, model, progress, latest: i64::MIN, set_back: 0 }
    }

    /// Takes the next one in.
    pub(super) fn take(&mut self, entry: &Entry) {
        /// Clocks are set right by seconds, and two machines differ by minutes.
        const AN_HOUR: i64 = 3_600_000;
        if let Some(moment) = entry.at() {
            if moment < self.latest.saturating_sub(AN_HOUR) {
                self.set_back += 1;
                self.latest = moment;
            }
            self.latest = self.latest.max(moment);
        }
        self.progress.apply(&self.deck.current(entry), &self.model);
    }

    /// What is to be said of them.
    pub(super) fn told(self) -> Vec<Finding> {
        // What was taken back counts for no day.
        let ahead = self.progress.ahead_of(self.today);
        let ahead = ahead.map(|(count, last)| Finding::InFuture { what: "answer", count, last });
        let (deck, progress) = (self.deck, &self.progress);
        let drills = |(card, _): &(&CardId, &State)| deck.get(card.as_str()).is_some_and(Card::is_drill);
        let drilled = if deck.is_mixed() { progress.states().filter(drills).count() } else { 0 };
        // What a reader asked of themselves is in no edition: it goes with the line of a note.
        let is_own_gone = |card: &str| own::is_own(card) && deck.get(card).is_none();
        let own = progress.states().filter(|(card, _)| is_own_gone(card.as_str())).count();
        let strangers = progress.strangers(deck) - own;
        let told = [
            counted_as(self.set_back, Finding::SetBack),
            counted_as(drilled, Finding::Drills),
            counted_as(strangers, Finding::Strangers),
            counted_as(own, Finding::OwnGone),
        ];
        let told = told.into_iter().filter(|(count, _)| *count > 0).map(|(_, finding)| finding);
        ahead.into_iter().chain(told).collect()
    }
}
