//! What a log came to, as bytes to be kept beside it, so that a long one need not be replayed each time: the states of
//! cards, the sums of days, and every answer that stands, in a dozen bytes each.
//!
//! It is the log's, not a pack's: of the cards' questions and answers nothing is in it, and what has changed in a pack
//! since is found after it is restored, as after a replay. But cards may be called otherwise in a pack, and the rules or the
//! model may be others: then it is [refused](Restoring::begin) and the log is replayed. Both ways go a piece at a time,
//! since a log may have a million answers. Which part of which log it is of, and whether it is whole, is known to whoever
//! keeps it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_64;

use super::steps::{NONE, Step};
use super::{DayCounts, Progress, State};
use crate::study::cards::Deck;
use crate::study::cards::card::CardId;
use crate::study::scheduler::memory::{Memory, Model};

/// Version of the rules by which states follow from a log, and of these bytes. With any change of what a log comes to it
/// is raised, also where lines are understood that were passed over before: a test holds what a certain log comes to.
pub const RULES: u32 = 1;

/// Bytes in front that tell the rules and the model.
const MARK: usize = 8;

/// Former ids of cards that the log names, each with the id it went by when the log was read.
pub type Renamed = BTreeMap<CardId, CardId>;

/// Everything but the steps, which follow.
#[derive(Deserialize, Serialize)]
struct Head<'k> {
    #[serde(borrow)]
    renamed: Vec<(&'k str, &'k str)>,
    #[serde(borrow)]
    cards: Vec<(&'k str, Option<KeptState>)>,
    days: Vec<(i32, DayCounts)>,
    #[serde(borrow)]
    resting: Vec<(&'k str, Option<i32>)>,
    #[serde(borrow)]
    flags: Vec<(&'k str, &'k str)>,
    all: DayCounts,
    steps: u64,
}

/// A state. Whether it is outdated is not in it: a pack tells that.
#[derive(Deserialize, Serialize)]
struct KeptState {
    memory: Option<(f32, f32)>,
    last: Option<i32>,
    due: i32,
    reviews: u32,
    lapses: Vec<i32>,
    failed_on: Option<i32>,
    answer: Option<u32>,
}

/// A step: its card, how many days' [numbers](number) lie between its day and that of the step before it, its marks and the
/// answer's fingerprint.
type KeptStep = (u32, i32, u32, u32);

/// The number of a date: in their order, with gaps.
fn number(date: Date) -> i32 {
    i32::from(date.year()) * 512 + i32::from(date.month()) * 32 + i32::from(date.day())
}

/// The date of a number, if there is such a day.
fn date(number: i32) -> Option<Date> {
    let (year, rest) = (number.div_euclid(512), number.rem_euclid(512));
    Date::new(i16::try_from(year).ok()?, i8::try_from(rest / 32).ok()?, i8::try_from(rest % 32).ok()?).ok()
}

fn dates(numbers: Vec<i32>) -> Option<Vec<Date>> {
    numbers.into_iter().map(date).collect()
}

/// Nothing where there is none, and nothing at all where it is no date.
#[expect(clippy::option_option, reason = "no date and a wrong one differ")]
fn maybe_date(number: Option<i32>) -> Option<Option<Date>> {
    number.map_or(Some(None), |number| date(number).map(Some))
}

impl KeptState {
    fn of(state: &State) -> Self {
        Self {
            memory: state.memory.map(|memory| (memory.stability, memory.difficulty)),
            last: state.last.map(number),
            due: number(state.due),
            reviews: state.reviews,
            lapses: state.lapses.iter().copied().map(number).collect(),
            failed_on: state.failed_on.map(number),
            answer: state.answer,
        }
    }

    fn restored(self) -> Option<State> {
        Some(State {
            memory: self.memory.map(|(stability, difficulty)| Memory { stability, difficulty }),
            last: maybe_date(self.last)?,
            due: date(self.due)?,
            reviews: self.reviews,
            lapses: dates(self.lapses)?,
            failed_on: maybe_date(self.failed_on)?,
            answer: self.answer,
            is_outdated: false,
        })
    }
}

/// A number that is another where the rules are, or the model: of this the answers to some questions are taken, so that
/// whatever they hang on is in it.
fn mark(model: &Model) -> [u8; MARK] {
    let known = Memory { stability: 3.5, difficulty: 5.5 };
    let asked = [(None, 0), (Some(known), 0), (Some(known), 7), (Some(known), 400)];
    let told = asked.into_iter().flat_map(|(memory, days)| model.outcomes(memory, days));
    let numbers = told.flat_map(|outcome| [outcome.memory.stability, outcome.memory.difficulty, outcome.interval]);
    let bytes: Vec<u8> = RULES.to_le_bytes().into_iter().chain(numbers.flat_map(f32::to_le_bytes)).collect();
    XxHash3_64::oneshot(&bytes).to_le_bytes()
}

/// A checkpoint in the making.
#[derive(Debug)]
pub struct Storing {
    bytes: Vec<u8>,
    next: usize,
    day: i32,
}

impl Storing {
    /// Begins to store where all cards stand. It is not known to be outdated yet, and does not change meanwhile.
    #[must_use]
    pub fn begin(progress: &Progress, renamed: &Renamed, model: &Model) -> Self {
        let cards = progress.cards.list().iter();
        let head = Head {
            renamed: renamed.iter().map(|(was, is)| (was.as_str(), is.as_str())).collect(),
            cards: cards.map(|card| (card.id.as_str(), card.state.as_ref().map(KeptState::of))).collect(),
            days: progress.days.iter().map(|(day, counts)| (number(*day), *counts)).collect(),
            resting: progress.decided.resting.iter().map(|(card, until)| (card.as_str(), until.map(number))).collect(),
            flags: progress.decided.flags.iter().map(|(card, why)| (card.as_str(), why.as_str())).collect(),
            all: progress.all,
            steps: progress.steps.len() as u64,
        };
        // Numbers, texts and lists always serialise.
        let bytes = postcard::to_extend(&head, mark(model).to_vec()).unwrap_or_default();
        Self { bytes, next: 0, day: 0 }
    }

    /// Goes on by so many steps; tells whether these were all.
    pub fn advance(&mut self, progress: &Progress, steps: usize) -> bool {
        let end = self.next.saturating_add(steps).min(progress.steps.len());
        for step in progress.steps.get(self.next..end).unwrap_or_default() {
            let day = number(step.day);
            let kept: KeptStep = (step.card, day - self.day, step.marks, step.answer);
            self.day = day;
            self.bytes = postcard::to_extend(&kept, std::mem::take(&mut self.bytes)).unwrap_or_default();
        }
        self.next = end;
        end == progress.steps.len()
    }

    /// The bytes, once all is stored.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// A checkpoint that is being restored.
#[derive(Debug)]
pub struct Restoring {
    progress: Progress,
    renamed: Renamed,
    bytes: Vec<u8>,
    /// Where the next step stands, and how many are left.
    at: usize,
    left: u64,
    day: i32,
}

impl Restoring {
    /// Begins to restore; nothing if it does not hold for this deck and this model, or is none.
    #[must_use]
    pub fn begin(bytes: Vec<u8>, deck: &Deck, model: &Model) -> Option<Self> {
        let rest = bytes.strip_prefix(&mark(model))?;
        let (head, steps) = postcard::take_from_bytes::<Head<'_>>(rest).ok()?;
        let renamed: Renamed = head.renamed.iter().map(|(was, is)| ((*was).into(), (*is).into())).collect();
        let mut progress = Progress::default();
        for (place, (id, state)) in head.cards.into_iter().enumerate() {
            let number = progress.cards.number(&id.into());
            let state = match state {
                Some(state) => Some(state.restored()?),
                None => None,
            };
            progress.cards.get_mut(number).filter(|_| number as usize == place)?.state = state;
        }
        // What the log names must go by the same names still.
        let is_same = |(was, is): (&CardId, &CardId)| deck.called_now(was.as_str()) == Some(is);
        let is_renamed = |was: &CardId| progress.cards.find(was.as_str()).is_some();
        if !renamed.iter().all(is_same) || deck.former_ids().any(is_renamed) {
            return None;
        }
        for (day, counts) in head.days {
            progress.days.insert(date(day)?, counts);
        }
        for (card, until) in head.resting {
            progress.decided.resting.insert(card.into(), maybe_date(until)?);
        }
        for (card, why) in head.flags {
            progress.decided.flags.insert(card.into(), why.to_owned());
        }
        progress.all = head.all;
        let (at, left) = (bytes.len() - steps.len(), head.steps);
        // No step takes less than four bytes: whoever says there are more is not believed.
        progress.steps.reserve_exact(usize::try_from(left).ok().filter(|left| *left <= steps.len() / 4)?);
        Some(Self { progress, renamed, bytes, at, left, day: 0 })
    }

    /// Goes on by so many steps; tells whether these were all. Nothing if it is no checkpoint after all.
    pub fn advance(&mut self, steps: usize) -> Option<bool> {
        let mut rest = self.bytes.get(self.at..)?;
        for _ in 0..self.left.min(steps as u64) {
            let ((card, days, marks, answer), next): (KeptStep, _) = postcard::take_from_bytes(rest).ok()?;
            self.day = self.day.checked_add(days)?;
            let place = u32::try_from(self.progress.steps.len()).ok()?;
            let known = self.progress.cards.get_mut(card)?;
            let before = std::mem::replace(&mut known.latest, place);
            let step = Step { card, before, day: date(self.day)?, marks, answer };
            if !step.is_sound() || place == NONE {
                return None;
            }
            self.progress.steps.push(step);
            rest = next;
            self.left -= 1;
        }
        self.at = self.bytes.len() - rest.len();
        if self.left > 0 {
            return Some(false);
        }
        rest.is_empty().then_some(true)
    }

    /// How many steps are restored, and how many there are in all.
    #[must_use]
    pub fn amount(&self) -> (usize, usize) {
        let restored = self.progress.steps.len();
        (restored, restored.saturating_add(usize::try_from(self.left).unwrap_or(usize::MAX)))
    }

    /// Where all cards stood, once all is restored.
    #[must_use]
    pub fn finish(self) -> (Progress, Renamed) {
        (self.progress, self.renamed)
    }
}

#[cfg(test)]
mod tests;
