//! Where every card stands, replayed from the log: memory, due day, lapses; and what was done when.

use std::borrow::Borrow;
use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::decided::Decided;
use super::{LEECH_DAYS, days, later, whole_days};
use crate::study::cards::Deck;
use crate::study::cards::card::{Card, CardId};
use crate::study::review::{Bring, Entry, Review};
use crate::study::scheduler::memory::{Grade, Memory, Model};

/// How long an answer takes until there are some to go by.
const SECONDS: f32 = 12.0;
/// With fewer answers than this their mean says little.
const ENOUGH: u32 = 20;
/// An answer that took longer than this was a pause.
const PAUSE: f32 = 120.0;

/// Where one card stands.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// What the model knows; nothing for a card that a mock exam brought before it was ever asked.
    pub memory: Option<Memory>,
    /// The day it was last asked.
    pub last: Option<Date>,
    /// The day it comes back, by the model alone; see [`super::Plan::due`].
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

    /// Whether a mock exam made it due before it was ever asked.
    #[must_use]
    pub fn is_brought(&self) -> bool {
        self.memory.is_none()
    }
}

/// What was done on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Done {
    /// Every card asked, in order, each time.
    pub cards: Vec<CardId>,
    /// How many of them were new.
    pub new: usize,
    /// How many had been seen on an earlier day, each card once.
    pub reviews: usize,
    /// How many of these were known.
    pub known: usize,
    /// How long the answers took together.
    pub seconds: f32,
}

/// What an undo takes back.
#[derive(Clone, Debug)]
struct Before {
    card: CardId,
    state: Option<State>,
    /// What was counted, for a review.
    counted: Option<Counted>,
}

/// How a review was counted.
#[derive(Clone, Copy, Debug)]
struct Counted {
    day: Date,
    seconds: f32,
    /// The card was never asked before.
    new: bool,
    /// The card was seen on an earlier day and not yet on this one.
    again: bool,
    known: bool,
    grade: Grade,
}

/// An answer that still stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Past {
    /// The day it counted for.
    pub day: Date,
    /// How it went.
    pub grade: Grade,
    /// How long it took, in seconds; a pause is cut off.
    pub seconds: f32,
}

/// Where all cards stand.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    states: HashMap<CardId, State>,
    days: BTreeMap<Date, Done>,
    past: Vec<Before>,
    decided: Decided,
    answers: u32,
    seconds: f32,
}

impl Progress {
    /// Replays a log.
    #[must_use]
    pub fn replay<E: Borrow<Entry>>(entries: impl IntoIterator<Item = E>, model: &Model) -> Self {
        let mut progress = Self::default();
        for entry in entries {
            progress.apply(entry.borrow(), model);
        }
        progress
    }

    /// Makes due every card of a deck whose answer is no longer what it was when it was last asked: what is known of it
    /// is known no more.
    pub fn outdate(&mut self, deck: &Deck) {
        for (id, state) in &mut self.states {
            let now = deck.get(id.as_str()).map(Card::fingerprint);
            if let (Some(was), Some(now), Some(last)) = (state.answer, now, state.last)
                && was != now
            {
                state.is_outdated = true;
                state.due = state.due.min(last);
            }
        }
    }

    /// Takes in one more entry.
    pub fn apply(&mut self, entry: &Entry, model: &Model) {
        match entry {
            Entry::Review(review) => self.review(review, model),
            Entry::Bring(bring) => self.bring(bring),
            Entry::Undo(steps) => (0..*steps).for_each(|_| self.undo()),
            Entry::Aside(aside) => self.decided.take(aside),
        }
    }

    fn review(&mut self, review: &Review, model: &Model) {
        let before = self.states.get(&review.card).cloned();
        let mut state = before.clone().unwrap_or_else(|| State::new(review.day));
        let outcome = model.after(state.memory, state.elapsed(review.day), review.grade);
        let first_today = state.last != Some(review.day);
        if !review.grade.is_known() {
            if state.memory.is_some() && first_today {
                state.lapses.retain(|lapse| days(*lapse, review.day) < LEECH_DAYS);
                state.lapses.push(review.day);
            }
            state.failed_on = Some(review.day);
        } else if state.failed_on == Some(review.day) {
            state.failed_on = None;
        }
        state.memory = Some(outcome.memory);
        state.last = Some(review.day);
        state.due = later(review.day, whole_days(outcome.interval));
        state.reviews += 1;
        state.answer = review.answer;
        state.is_outdated = false;
        let new = before.as_ref().is_none_or(|state| state.memory.is_none());
        let counted = Counted {
            day: review.day,
            seconds: review.seconds().min(PAUSE),
            new,
            again: !new && first_today,
            known: review.grade.is_known(),
            grade: review.grade,
        };
        self.count(&review.card, counted);
        self.past.push(Before { card: review.card.clone(), state: before, counted: Some(counted) });
        self.states.insert(review.card.clone(), state);
    }

    fn count(&mut self, card: &CardId, counted: Counted) {
        let done = self.days.entry(counted.day).or_default();
        done.cards.push(card.clone());
        done.seconds += counted.seconds;
        done.new += usize::from(counted.new);
        done.reviews += usize::from(counted.again);
        done.known += usize::from(counted.again && counted.known);
        self.answers += 1;
        self.seconds += counted.seconds;
    }

    fn bring(&mut self, bring: &Bring) {
        let before = self.states.get(&bring.card).cloned();
        let mut state = before.clone().unwrap_or_else(|| State::new(bring.due));
        state.due = if before.is_some() { state.due.min(bring.due) } else { bring.due };
        self.past.push(Before { card: bring.card.clone(), state: before, counted: None });
        self.states.insert(bring.card.clone(), state);
    }

    /// Takes back the last entry that is not taken back yet.
    fn undo(&mut self) {
        let Some(before) = self.past.pop() else { return };
        if let Some(counted) = before.counted {
            if let Some(done) = self.days.get_mut(&counted.day) {
                done.cards.pop();
                done.seconds -= counted.seconds;
                done.new -= usize::from(counted.new);
                done.reviews -= usize::from(counted.again);
                done.known -= usize::from(counted.again && counted.known);
            }
            self.answers -= 1;
            self.seconds -= counted.seconds;
        }
        match before.state {
            Some(state) => self.states.insert(before.card, state),
            None => self.states.remove(&before.card),
        };
    }

    /// How many entries can be taken back.
    #[must_use]
    pub fn undoable(&self) -> usize {
        self.past.len()
    }

    /// The card whose answer an undo would take back; none where something else came last.
    #[must_use]
    pub fn last_card(&self) -> Option<&CardId> {
        self.past.last().filter(|before| before.counted.is_some()).map(|before| &before.card)
    }

    /// What was decided about cards: which rest, which are bad.
    #[must_use]
    pub fn decided(&self) -> &Decided {
        &self.decided
    }

    /// The answers to a card that still stand, oldest first.
    pub fn history(&self, card: &CardId) -> impl Iterator<Item = Past> {
        let of_card = self.past.iter().filter(move |before| before.card == *card);
        of_card.filter_map(|before| before.counted).map(|counted| Past {
            day: counted.day,
            grade: counted.grade,
            seconds: counted.seconds,
        })
    }

    /// Where a card stands, if it was ever asked or brought.
    #[must_use]
    pub fn state(&self, card: &CardId) -> Option<&State> {
        self.states.get(card)
    }

    /// All cards that were ever asked or brought, those no longer in the deck among them.
    pub fn states(&self) -> impl Iterator<Item = (&CardId, &State)> {
        self.states.iter()
    }

    /// How many of them the deck no longer has. They are kept: a later edition may have them again.
    #[must_use]
    pub fn strangers(&self, deck: &Deck) -> usize {
        self.states.keys().filter(|card| deck.get(card.as_str()).is_none()).count()
    }

    /// What was done on a day.
    #[must_use]
    pub fn done(&self, day: Date) -> Done {
        self.days.get(&day).cloned().unwrap_or_default()
    }

    /// How many answers were given on each of the days that end with this one, oldest first.
    #[must_use]
    pub fn calendar(&self, last: Date, count: i32) -> Vec<(Date, usize)> {
        let days = (0..count).rev().map(|back| later(last, -back));
        days.map(|day| (day, self.days.get(&day).map_or(0, |done| done.cards.len()))).collect()
    }

    /// How many cards seen on an earlier day were asked so far, each once a day, and how many of
    /// them were known: the recall that was reached.
    #[must_use]
    pub fn kept(&self) -> (usize, usize) {
        self.days.values().fold((0, 0), |(asked, known), done| (asked + done.reviews, known + done.known))
    }

    /// Whether there are answers enough to tell from them how long one takes.
    #[must_use]
    pub fn is_pace_known(&self) -> bool {
        self.answers >= ENOUGH
    }

    /// How long an answer takes in seconds, from those given; at least one.
    #[must_use]
    pub fn seconds_a_card(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a count of answers")]
        let mean = self.seconds / self.answers.max(1) as f32;
        if self.is_pace_known() { mean.max(1.0) } else { SECONDS }
    }
}
