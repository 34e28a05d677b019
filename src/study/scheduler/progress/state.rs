//! Where one card stands, and how an answer or a mock exam changes that. Of which cards that is kept, and in what order
//! it came, is known in [`super`].

use jiff::civil::Date;

use crate::study::scheduler::memory::{Grade, Memory, Model};
use crate::study::scheduler::{LEECH_DAYS, days, later, whole_days};

/// Where one card stands.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// What the model knows; nothing for a card that a mock exam brought before it was ever asked.
    pub memory: Option<Memory>,
    /// The day it was last asked.
    pub last: Option<Date>,
    /// The day it comes back, by the model alone; see [`crate::study::scheduler::Plan::due`].
    pub due: Date,
    /// How often it was asked.
    pub reviews: u32,
    /// The days on which it was failed after it had been known, within the last [`LEECH_DAYS`].
    pub lapses: Vec<Date>,
    /// The day it was last failed.
    pub failed_on: Option<Date>,
    /// The fingerprint of the answer when it was last asked, where that is known.
    pub answer: Option<u32>,
    /// Whether the answer is another since then.
    pub is_outdated: bool,
}

impl State {
    fn new(day: Date) -> Self {
        let (lapses, failed_on, answer, is_outdated) = (Vec::new(), None, None, false);
        Self { memory: None, last: None, due: day, reviews: 0, lapses, failed_on, answer, is_outdated }
    }

    /// Where a card stands after an answer, by its day, its grade and the fingerprint of what was right then.
    pub(super) fn answered(
        before: Option<&Self>,
        (day, grade, answer): (Date, Grade, Option<u32>),
        model: &Model,
    ) -> Self {
        let mut state = before.cloned().unwrap_or_else(|| Self::new(day));
        let outcome = model.after(state.memory, state.elapsed(day), grade);
        if !grade.is_known() {
            if state.memory.is_some() && state.last != Some(day) {
                state.lapses.retain(|lapse| days(*lapse, day) < LEECH_DAYS);
                state.lapses.push(day);
            }
            state.failed_on = Some(day);
        } else if state.failed_on == Some(day) {
            state.failed_on = None;
        }
        state.memory = Some(outcome.memory);
        state.last = Some(day);
        state.due = later(day, whole_days(outcome.interval));
        state.reviews += 1;
        state.answer = answer;
        state.is_outdated = false;
        state
    }

    /// Where a card stands that is to come on a day.
    pub(super) fn brought(before: Option<&Self>, due: Date) -> Self {
        before.map_or_else(|| Self::new(due), |state| Self { due: state.due.min(due), ..state.clone() })
    }

    /// Makes it due if the answer is another now: what is known of it is known no more.
    pub(super) fn outdate(&mut self, answer: u32) {
        if let (Some(was), Some(last)) = (self.answer, self.last)
            && was != answer
        {
            self.is_outdated = true;
            self.due = self.due.min(last);
        }
    }

    /// How likely it is recalled on a day, if not asked before.
    #[must_use]
    pub fn recall(&self, model: &Model, on: Date) -> f32 {
        self.memory.map_or(0.0, |memory| model.recall(memory, self.elapsed(on)))
    }

    /// Days since it was last asked.
    #[must_use]
    pub fn elapsed(&self, day: Date) -> u32 {
        self.last.map_or(0, |last| u32::try_from(days(last, day)).unwrap_or(0))
    }

    /// Whether it was failed on this day and not known since: it is not done with today.
    #[must_use]
    pub fn is_open(&self, day: Date) -> bool {
        self.failed_on == Some(day) && self.last == Some(day)
    }

    /// Whether a mock exam or a mark made it due before it was ever asked.
    #[must_use]
    pub fn is_brought(&self) -> bool {
        self.memory.is_none()
    }
}
