//! Days of study played through ahead of time, by the schedule and the model of memory. What of it is told is not
//! decided here.
//!
//! A card that comes back is known as often as the model expects, a new one as likely as not, and what was not known
//! is looked at once more on the same day. Chance goes by the card's name, so that one plan reads the same twice.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{is_firm, mean};
use crate::study::cards::Deck;
use crate::study::cards::card::CardId;
use crate::study::review::{Entry, Review};
use crate::study::rng::Rng;
use crate::study::scheduler::memory::{Grade, Model};
use crate::study::scheduler::{Plan, Progress, today};

/// What came of the days.
#[derive(Debug, Default)]
pub(super) struct Played {
    /// Where all cards stand at their end.
    pub(super) progress: Progress,
    /// The day each card was met that was not met before.
    pub(super) met: HashMap<CardId, Date>,
    /// The day each card became firm; the first of all for those that were. Some slip again later.
    pub(super) firm: HashMap<CardId, Date>,
    /// How many cards were due beyond the limits of the first day.
    pub(super) behind: usize,
    /// The first day on which none was.
    pub(super) caught_up: Option<Date>,
    /// How long an answer took before them.
    seconds: f32,
    /// Minutes of each day.
    minutes: Vec<f32>,
}

impl Played {
    /// No day yet, of those from this one on.
    pub(super) fn begin(progress: &Progress, from: Date) -> Self {
        let firm = progress.states().filter(|(_, state)| state.memory.is_some_and(is_firm));
        let firm = firm.map(|(card, _)| (card.clone(), from)).collect();
        Self { progress: progress.clone(), firm, seconds: progress.seconds_a_card(), ..Self::default() }
    }

    /// Plays a day, the one after the last; gives how many answers it took.
    pub(super) fn play(&mut self, deck: &Deck, (plan, model): (&Plan, &Model), day: Date) -> usize {
        let asked = today(deck, &self.progress, plan, model, day);
        if self.minutes.is_empty() {
            self.behind = asked.waiting.reviews;
        }
        if asked.waiting.reviews == 0 {
            self.caught_up = self.caught_up.or(Some(day));
        }
        let answers: usize = asked.cards.into_iter().map(|card| self.ask(&card, model, day)).sum();
        #[expect(clippy::cast_precision_loss, reason = "answers of a day")]
        self.minutes.push(answers as f32 * self.seconds / 60.0);
        answers
    }

    /// Asks a card until it is known; gives how many answers that took.
    fn ask(&mut self, card: &CardId, model: &Model, day: Date) -> usize {
        let state = self.progress.state(card).filter(|state| state.memory.is_some());
        let (recall, seed) = state.map_or((0.5, 0), |state| (state.recall(model, day), u64::from(state.reviews)));
        if state.is_none() {
            self.met.insert(card.clone(), day);
        }
        let is_known = Rng::named(seed, card.as_str()).unit() < f64::from(recall);
        let grades: &[Grade] = if is_known { &[Grade::Good] } else { &[Grade::Again, Grade::Good] };
        for grade in grades {
            self.answer(card, *grade, model, day);
        }
        grades.len()
    }

    fn answer(&mut self, card: &CardId, grade: Grade, model: &Model, day: Date) {
        // As long as an answer takes anyhow, so that what the rest takes stays the same.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "seconds of an answer")]
        let ms = (self.progress.seconds_a_card() * 1000.0) as u32;
        self.progress.apply(&Entry::Review(Review { at: 0, day, card: card.clone(), grade, ms, answer: None }), model);
        let memory = self.progress.state(card).and_then(|state| state.memory);
        if memory.is_some_and(is_firm) {
            self.firm.entry(card.clone()).or_insert(day);
        }
    }

    /// Minutes a day: on the mean, and on the longest day.
    pub(super) fn minutes(&self) -> (f32, f32) {
        (mean(self.minutes.iter().copied()), self.minutes.iter().copied().fold(0.0, f32::max))
    }
}
