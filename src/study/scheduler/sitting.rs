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
    past: Vec<Before>,
}

/// An answer, and the cards that were put behind all others after it, in order.
#[derive(Clone, Debug)]
struct Before {
    card: CardId,
    grade: Grade,
    ms: u32,
    later: Vec<CardId>,
}

/// An answer that was given in a sitting and still stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given<'s> {
    /// The card.
    pub card: &'s CardId,
    /// How it went.
    pub grade: Grade,
    /// How long it took, in milliseconds.
    pub ms: u32,
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

    /// The cards that are left, in the order asked, the one asked now first.
    pub fn coming(&self) -> impl Iterator<Item = &CardId> {
        self.waiting.iter()
    }

    /// Takes the answer to the card asked now, which took so many milliseconds.
    pub fn answer(&mut self, grade: Grade, ms: u32) {
        if let Some(card) = self.waiting.pop_front() {
            let answered = card.clone();
            if !grade.is_known() {
                self.waiting.insert(GAP.min(self.waiting.len()), card);
            }
            self.past.push(Before { card: answered, grade, ms, later: Vec::new() });
        }
    }

    /// Puts the card asked now behind all others.
    pub fn later(&mut self) {
        if let Some(card) = self.waiting.pop_front() {
            if let Some(before) = self.past.last_mut() {
                before.later.push(card.clone());
            }
            self.waiting.push_back(card);
        }
    }

    /// Takes a card out, so that nothing brings it back.
    pub fn put_away(&mut self, card: &CardId) {
        self.waiting.retain(|other| other != card);
        for before in &mut self.past {
            before.later.retain(|other| other != card);
        }
    }

    /// The card answered last in this sitting.
    #[must_use]
    pub fn last(&self) -> Option<&CardId> {
        self.past.last().map(|before| &before.card)
    }

    /// Asks a card now, before all others.
    pub fn ask_now(&mut self, card: CardId) {
        self.waiting.retain(|waiting| *waiting != card);
        self.waiting.push_front(card);
    }

    /// Takes back the last answer; says whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.past.pop() else { return false };
        // What was put behind all others comes first again.
        for card in before.later.into_iter().rev() {
            self.ask_now(card);
        }
        self.ask_now(before.card);
        true
    }

    /// The answers given, in order.
    pub fn given(&self) -> impl Iterator<Item = Given<'_>> {
        self.past.iter().map(|Before { card, grade, ms, .. }| Given { card, grade: *grade, ms: *ms })
    }

    /// How many answers were given, and how many of them knew it.
    #[must_use]
    pub fn score(&self) -> (usize, usize) {
        (self.past.len(), self.past.iter().filter(|before| before.grade.is_known()).count())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn waiting(sitting: &Sitting) -> Vec<CardId> {
        sitting.coming().cloned().collect()
    }

    proptest! {
        #[test]
        fn an_answer_taken_back_leaves_what_was_waiting_before_it(
            cards in 1..12_u8,
            steps in prop::collection::vec((any::<bool>(), any::<bool>()), 0..40),
        ) {
            let mut sitting = Sitting::new((0..cards).map(|card| CardId::from(card.to_string())));
            let mut before = Vec::new();
            for (later, known) in steps {
                if later {
                    sitting.later();
                } else if sitting.card().is_some() {
                    before.push(waiting(&sitting));
                    sitting.answer(if known { Grade::Good } else { Grade::Again }, 1);
                }
            }
            while let Some(before) = before.pop() {
                prop_assert!(sitting.undo());
                prop_assert_eq!(waiting(&sitting), before);
            }
            prop_assert!(!sitting.undo());
        }
    }

    #[test]
    fn what_was_put_away_stays_away_when_an_answer_is_taken_back() {
        let mut sitting = Sitting::new(["a", "b", "c"].map(CardId::from));
        sitting.answer(Grade::Good, 1);
        sitting.later();
        sitting.put_away(&"b".into());
        assert!(sitting.undo());
        assert_eq!(waiting(&sitting), ["a", "c"].map(CardId::from));
    }
}
