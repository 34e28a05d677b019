//! The answers that still stand and the cards that were brought, oldest first, each in twenty bytes: a log may have a
//! million. What follows from them is known in [`super`].

use jiff::civil::Date;

use crate::study::scheduler::memory::{Grade, Model};

use super::State;

/// There is none.
pub(super) const NONE: u32 = u32::MAX;

/// Of the marks of a step: what was done, whether the answer's fingerprint is known, how it counted, and above these
/// the milliseconds it took.
const DEED: u32 = 0b111;
const HAS_ANSWER: u32 = 1 << 3;
const NEW: u32 = 1 << 4;
const AGAIN: u32 = 1 << 5;
const MS: u32 = 6;

/// One step. Its parts are packed and told by its methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// The number of its card.
    pub(super) card: u32,
    /// The step of the same card before it, by its place; [`NONE`] if there is none.
    pub(super) before: u32,
    /// The day it counts for, or the day a card comes.
    pub(super) day: Date,
    /// What is told by the methods.
    pub(super) marks: u32,
    /// The fingerprint of the answer, if that is known.
    pub(super) answer: u32,
}

/// How an answer counts for its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    /// The card was never asked before.
    pub(super) new: bool,
    /// The card was seen on an earlier day and not yet on this one.
    pub(super) again: bool,
    /// It was known.
    pub(super) known: bool,
    /// How long it took, in milliseconds; a pause is cut off.
    pub(super) ms: u32,
}

impl Step {
    /// A card that is to come.
    pub(super) fn brought(card: u32, due: Date) -> Self {
        Self { card, before: NONE, day: due, marks: 0, answer: 0 }
    }

    /// An answer.
    pub(super) fn answered(card: u32, (day, grade, answer): (Date, Grade, Option<u32>), counted: Counted) -> Self {
        let deed = match grade {
            Grade::Again => 1,
            Grade::Hard => 2,
            Grade::Good => 3,
            Grade::Easy => 4,
        };
        let mark = |is: bool, mark: u32| if is { mark } else { 0 };
        let marks = deed
            | mark(answer.is_some(), HAS_ANSWER)
            | mark(counted.new, NEW)
            | mark(counted.again, AGAIN)
            | (counted.ms << MS);
        Self { card, before: NONE, day, marks, answer: answer.unwrap_or_default() }
    }

    /// Whether its marks are those of a step.
    pub(super) fn is_sound(self) -> bool {
        self.marks & DEED <= 4
    }

    /// The grade of an answer; nothing if the card was only brought.
    pub(super) fn grade(self) -> Option<Grade> {
        match self.marks & DEED {
            1 => Some(Grade::Again),
            2 => Some(Grade::Hard),
            3 => Some(Grade::Good),
            4 => Some(Grade::Easy),
            _ => None,
        }
    }

    /// How it counts, if it is an answer.
    pub(super) fn counted(self) -> Option<Counted> {
        let grade = self.grade()?;
        let is = |mark: u32| self.marks & mark != 0;
        Some(Counted { new: is(NEW), again: is(AGAIN), known: grade.is_known(), ms: self.marks >> MS })
    }

    /// The state of its card after it.
    pub(super) fn after(self, before: Option<&State>, model: &Model) -> State {
        let answer = (self.marks & HAS_ANSWER != 0).then_some(self.answer);
        match self.grade() {
            Some(grade) => State::answered(before, (self.day, grade, answer), model),
            None => State::brought(before, self.day),
        }
    }
}
