//! An exam plan in the making, some days at a time: of a huge deck, or of one in which very many cards were answered,
//! all of them take longer than a key may wait. In slices of any size the same plan comes of it.

use jiff::civil::Date;

use super::played::Played;
use super::{ExamPlan, FARTHEST, told};
use crate::data::Dataset;
use crate::study::cards::Deck;
use crate::study::scheduler::memory::Model;
use crate::study::scheduler::{Plan, Progress, days, later};

/// What an answer costs, where a look at a card costs one.
const ANSWER: usize = 8;

/// A plan of which some days are played through. It is made for what was planned when it was begun.
#[derive(Debug)]
pub struct Planning {
    plan: Plan,
    model: Model,
    day: Date,
    exam: Date,
    until: Date,
    /// The day that is played next.
    next: Date,
    played: Played,
}

impl Planning {
    /// Nothing is played through yet; none if no exam is ahead.
    #[must_use]
    pub fn begin(progress: &Progress, (plan, model): (&Plan, &Model), day: Date) -> Option<Self> {
        let exam = plan.ahead(day)?;
        let until = exam.min(later(day, FARTHEST));
        let played = Played::begin(progress, day);
        Some(Self { plan: plan.clone(), model: model.clone(), day, exam, until, next: day, played })
    }

    /// Goes on at about this cost, always with the same deck, by a day at the least; tells whether all are played
    /// through.
    pub fn advance(&mut self, deck: &Deck, cost: usize) -> bool {
        let mut left = cost;
        while self.next < self.until {
            let answers = self.played.play(deck, (&self.plan, &self.model), self.next);
            self.next = later(self.next, 1);
            // Each day all that were ever begun are looked at, and some of what comes in turn.
            let cost = self.played.progress.begun() + deck.looks_for_turns() + ANSWER * answers;
            match left.checked_sub(cost) {
                Some(rest) => left = rest,
                None => break,
            }
        }
        self.next >= self.until
    }

    /// What it is made for.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The day it is made on.
    #[must_use]
    pub fn day(&self) -> Date {
        self.day
    }

    /// How many days are played through, and how many there are.
    #[must_use]
    pub fn days(&self) -> (i32, i32) {
        (days(self.day, self.next), days(self.day, self.until))
    }

    /// The plan, as far as days are played through, for the same deck and for what was known when it was begun.
    #[must_use]
    pub fn finish(self, deck: &Deck, dataset: &Dataset<'_>, progress: &Progress) -> ExamPlan {
        let dates = (self.day, self.exam, self.until);
        told(&self.played, (deck, dataset, progress), (&self.plan, &self.model), dates)
    }
}
