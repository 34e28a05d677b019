//! One sitting: the cards of the day in order, failed ones once more before the end.

use std::collections::VecDeque;

use crate::study::cards::card::CardId;
use crate::study::scheduler::memory::Grade;

/// After how many other cards a failed one comes back.
const GAP: usize = 6;

/// The cards still to be asked.
#[derive(Clone, Debug, Default)]
pub struct Sitting {
    waiting: VecDeque<CardId>,
    past: Vec<(VecDeque<CardId>, Grade)>,
}

impl Sitting {
    /// A sitting with these cards.
    pub fn new(cards: impl IntoIterator<Item = CardId>) -> Self {
        Self { waiting: cards.into_iter().collect(), past: Vec::new() }
    }

    /// The card asked now.
    #[must_use]
    pub fn card(&self) -> Option<&CardId> {
        self.waiting.front()
    }

    /// How many cards are left, the one asked now among them.
    #[must_use]
    pub fn left(&self) -> usize {
        self.waiting.len()
    }

    /// Takes the answer to the card asked now.
    pub fn answer(&mut self, grade: Grade) {
        let before = self.waiting.clone();
        if let Some(card) = self.waiting.pop_front() {
            if !grade.is_known() {
                self.waiting.insert(GAP.min(self.waiting.len()), card);
            }
            self.past.push((before, grade));
        }
    }

    /// Puts the card asked now behind all others.
    pub fn later(&mut self) {
        if let Some(card) = self.waiting.pop_front() {
            self.waiting.push_back(card);
        }
    }

    /// Takes a card out, so that nothing brings it back.
    pub fn put_away(&mut self, card: &CardId) {
        for waiting in self.past.iter_mut().map(|(waiting, _)| waiting).chain([&mut self.waiting]) {
            waiting.retain(|other| other != card);
        }
    }

    /// The card answered last in this sitting.
    #[must_use]
    pub fn last(&self) -> Option<&CardId> {
        self.past.last().and_then(|(waiting, _)| waiting.front())
    }

    /// Asks a card now, before all others.
    pub fn ask_now(&mut self, card: CardId) {
        self.waiting.retain(|waiting| *waiting != card);
        self.waiting.push_front(card);
    }

    /// Takes back the last answer; says whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some((waiting, _)) = self.past.pop() else { return false };
        self.waiting = waiting;
        true
    }

    /// The answers given, in order.
    pub fn grades(&self) -> impl Iterator<Item = Grade> + '_ {
        self.past.iter().map(|(_, grade)| *grade)
    }
}
