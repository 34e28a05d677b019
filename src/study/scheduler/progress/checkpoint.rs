//! What a log came to, as bytes to be kept beside it, so that a long one need not be replayed each time: the states of
//! cards, the sums of days, and every answer that stands, in a dozen bytes each.
//!
//! It is the log's, not a pack's: of the cards' questions and answers nothing is in it, and what has changed in a pack
//! since is found after it is restored, as after a replay. But cards may be called otherwise in a pack, and the rules
//! or the model may be others: then it is [refused](Restoring::begin) and the log is replayed. Both ways go a piece at
//! a time, since a log may have a million answers. Which part of which log it is of, and whether it is whole, is known
//! to whoever keeps it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_64;

use super::steps::{NONE, Step};
use super::{DayCounts, Progress, State};
use crate::study::cards::Deck;
use crate::study::cards::card::CardId;
use crate::study::scheduler::memory::{Memory, Model};

/// Version of the rules by which states follow from a log, and of these bytes. With any change of what a log comes to
/// it is raised, also where lines are understood that were passed over before: a test holds what a certain log comes
/// to.
pub const RULES: u32 = 2;

/// Bytes in front that tell the rules and the model.
const MARK: usize = 8;

/// Former ids of cards that the log names, each with the id it went by when the log was read.
pub type Renamed = BTreeMap<CardId, CardId>;

/// What stands first: how many there are of each [part](Part), which follow one after the other, and the sum of all
/// days.
#[derive(Deserialize, Serialize)]
struct Head {
    parts: [u64; Part::ALL.len()],
    all: DayCounts,
}

/// What there are many of.
#[derive(Clone, Copy, Debug)]
enum Part {
    Renamed,
    Cards,
    Days,
    Resting,
    Flags,
    Steps,
}

impl Part {
    /// In the order in which they are kept.
    const ALL: [Self; 6] = [Self::Renamed, Self::Cards, Self::Days, Self::Resting, Self::Flags, Self::Steps];

    /// How many steps take about as long as one of it.
    fn cost(self) -> usize {
        match self {
            Self::Steps => 1,
            _ => 8,
        }
    }
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

/// A step: its card, how many days' [numbers](number) lie between its day and that of the step before it, its marks and
/// the answer's fingerprint.
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
    /// Which part is stored, by its place, and which of it comes next.
    part: usize,
    next: usize,
}

impl Storing {
    /// Begins to store where all cards stand. It is not known to be outdated yet, and does not change meanwhile.
    #[must_use]
    pub fn begin(progress: &Progress, renamed: &Renamed, model: &Model) -> Self {
        let parts = Part::ALL.map(|part| match part {
            Part::Renamed => renamed.len(),
            Part::Cards => progress.cards.list().len(),
            Part::Days => progress.days.len(),
            Part::Resting => progress.decided.resting.len(),
            Part::Flags => progress.decided.flags.len(),
            Part::Steps => progress.steps.len(),
        });
        let head = Head { parts: parts.map(|count| count as u64), all: progress.all };
        // Numbers, texts and lists always serialise.
        let bytes = postcard::to_extend(&head, mark(model).to_vec()).unwrap_or_default();
        Self { bytes, part: 0, next: 0 }
    }

    /// Goes on by about so many steps; tells whether these were all.
    pub fn advance(&mut self, progress: &Progress, renamed: &Renamed, steps: usize) -> bool {
        let mut left = steps;
        while left > 0 {
            let Some(part) = Part::ALL.get(self.part).copied() else { return true };
            let wanted = (left / part.cost()).max(1);
            let stored = self.store(part, (progress, renamed), wanted);
            left = left.saturating_sub(stored.saturating_mul(part.cost()));
            if stored < wanted {
                (self.part, self.next) = (self.part + 1, 0);
            }
        }
        self.part == Part::ALL.len()
    }

    /// Stores so many of a part, as far as there are; gives how many.
    fn store(&mut self, part: Part, (progress, renamed): (&Progress, &Renamed), count: usize) -> usize {
        let next = self.next;
        match part {
            Part::Renamed => {
                self.put(renamed.iter().skip(next).take(count).map(|(was, is)| (was.as_str(), is.as_str())))
            }
            Part::Cards => {
                let cards = progress.cards.list().iter().skip(next).take(count);
                self.put(cards.map(|card| (card.id.as_str(), card.state.as_ref().map(KeptState::of))))
            }
            Part::Days => {
                self.put(progress.days.iter().skip(next).take(count).map(|(day, counts)| (number(*day), *counts)))
            }
            Part::Resting => {
                let resting = progress.decided.resting.iter().skip(next).take(count);
                self.put(resting.map(|(card, until)| (card.as_str(), until.map(number))))
            }
            Part::Flags => {
                let flags = progress.decided.flags.iter().skip(next).take(count);
                self.put(flags.map(|(card, why)| (card.as_str(), why.as_str())))
            }
            Part::Steps => {
                let day_before = next.checked_sub(1).and_then(|last| progress.steps.get(last));
                let mut before = day_before.map_or(0, |step| number(step.day));
                self.put(progress.steps.iter().skip(next).take(count).map(|step| -> KeptStep {
                    let day = number(step.day);
                    (step.card, day - std::mem::replace(&mut before, day), step.marks, step.answer)
                }))
            }
        }
    }

    fn put<T: Serialize>(&mut self, items: impl Iterator<Item = T>) -> usize {
        let before = self.next;
        for item in items {
            self.bytes = postcard::to_extend(&item, std::mem::take(&mut self.bytes)).unwrap_or_default();
            self.next += 1;
        }
        self.next - before
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
    /// Where the next stands, and how many are left of each part.
    at: usize,
    left: [u64; Part::ALL.len()],
    day: i32,
}

impl Restoring {
    /// Begins to restore; nothing if it does not hold for this model, or is none.
    #[must_use]
    pub fn begin(bytes: Vec<u8>, model: &Model) -> Option<Self> {
        let rest = bytes.strip_prefix(&mark(model))?;
        let (head, rest) = postcard::take_from_bytes::<Head>(rest).ok()?;
        let mut progress = Progress { all: head.all, ..Progress::default() };
        // None takes less than two bytes, and no step less than four: whoever says there are more is not believed.
        let mut most = rest.len() / 2;
        for count in head.parts {
            most = most.checked_sub(usize::try_from(count).ok()?)?;
        }
        let [.., steps] = head.parts;
        progress.steps.reserve_exact(usize::try_from(steps).ok().filter(|steps| *steps <= rest.len() / 4)?);
        let at = bytes.len() - rest.len();
        Some(Self { progress, renamed: Renamed::new(), bytes, at, left: head.parts, day: 0 })
    }

    /// Goes on by about so many steps; tells whether these were all. Nothing if it does not hold for this deck, or is
    /// no checkpoint after all.
    pub fn advance(&mut self, deck: &Deck, steps: usize) -> Option<bool> {
        let mut budget = steps;
        for (number, part) in Part::ALL.into_iter().enumerate() {
            while *self.left.get(number)? > 0 {
                if budget == 0 {
                    return Some(false);
                }
                self.restore(part, deck)?;
                *self.left.get_mut(number)? -= 1;
                budget = budget.saturating_sub(part.cost());
            }
        }
        (self.at == self.bytes.len()).then_some(true)
    }

    fn restore(&mut self, part: Part, deck: &Deck) -> Option<()> {
        let rest = self.bytes.get(self.at..)?;
        let progress = &mut self.progress;
        let after = match part {
            Part::Renamed => {
                let ((was, is), after) = postcard::take_from_bytes::<(&str, &str)>(rest).ok()?;
                // What the log names must go by the same names still.
                deck.called_now(was).filter(|now| now.as_str() == is)?;
                self.renamed.insert(was.into(), is.into());
                after
            }
            Part::Cards => {
                let ((id, state), after) = postcard::take_from_bytes::<(&str, Option<KeptState>)>(rest).ok()?;
                let (place, id) = (progress.cards.list().len(), CardId::from(id));
                let number = progress.cards.number(&id);
                let state = match state {
                    Some(state) => Some(state.restored()?),
                    None => None,
                };
                progress.cards.get_mut(number).filter(|_| number as usize == place)?.state = state;
                if deck.called_now(id.as_str()).is_some() {
                    return None;
                }
                after
            }
            Part::Days => {
                let ((day, counts), after) = postcard::take_from_bytes::<(i32, DayCounts)>(rest).ok()?;
                progress.days.insert(date(day)?, counts);
                after
            }
            Part::Resting => {
                let ((card, until), after) = postcard::take_from_bytes::<(&str, Option<i32>)>(rest).ok()?;
                progress.decided.resting.insert(card.into(), maybe_date(until)?);
                after
            }
            Part::Flags => {
                let ((card, why), after) = postcard::take_from_bytes::<(&str, &str)>(rest).ok()?;
                progress.decided.flags.insert(card.into(), why.to_owned());
                after
            }
            Part::Steps => {
                let ((card, days, marks, answer), after) = postcard::take_from_bytes::<KeptStep>(rest).ok()?;
                self.day = self.day.checked_add(days)?;
                let place = u32::try_from(progress.steps.len()).ok()?;
                let known = progress.cards.get_mut(card)?;
                let before = std::mem::replace(&mut known.latest, place);
                let step = Step { card, before, day: date(self.day)?, marks, answer };
                if !step.is_sound() || place == NONE {
                    return None;
                }
                progress.steps.push(step);
                after
            }
        };
        self.at = self.bytes.len() - after.len();
        Some(())
    }

    /// How many steps are restored, and how many there are in all.
    #[must_use]
    pub fn amount(&self) -> (usize, usize) {
        let (restored, [.., left]) = (self.progress.steps.len(), self.left);
        (restored, restored.saturating_add(usize::try_from(left).unwrap_or(usize::MAX)))
    }

    /// Where all cards stood, once all is restored.
    #[must_use]
    pub fn finish(self) -> (Progress, Renamed) {
        (self.progress, self.renamed)
    }
}

#[cfg(test)]
mod tests;
