//! Where every card stands, replayed from the log: memory, due day, lapses; and what was done when.
//!
//! The answers that stand are kept beside it in little room ([`steps`]), so that any number of them can be taken back
//! and any card's history told. What a long log came to can be stored and restored ([`checkpoint`]); it is the same as
//! if the log were replayed.

pub mod checkpoint;
mod standings;
mod state;
mod steps;

use std::borrow::Borrow;
use std::collections::{BTreeMap, VecDeque};
use std::ops::Bound;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use self::standings::Standings;
pub use self::state::State;
use self::steps::{Counted, NONE, Step};
use super::decided::Decided;
use super::later;
use crate::study::cards::Deck;
use crate::study::cards::card::{Card, CardId};
use crate::study::review::{Bring, Entry, Review};
use crate::study::scheduler::memory::{Grade, Model};

/// How long an answer takes until there are some to go by.
const SECONDS: f32 = 12.0;
/// With fewer answers than this their mean says little.
const ENOUGH: u32 = 20;
/// An answer that took longer than this was a pause; in milliseconds.
const PAUSE: u32 = 120_000;
/// So many states are kept as they were before the last steps. What is taken back beyond that is replayed.
const KEPT_BEFORE: usize = 64;
/// Of a card whose answers are replayed every so many steps where it stood is kept, so that the next one to be taken
/// back is replayed from there.
const BETWEEN_LANDMARKS: usize = 64;

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

/// What was done on a day, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct DayCounts {
    /// Answers given.
    pub answers: u32,
    /// Cards that were new.
    pub new: u32,
    /// Cards that had been seen on an earlier day, each once.
    pub reviews: u32,
    /// How many of these were known.
    pub known: u32,
    /// How long the answers took together, in milliseconds.
    pub ms: u64,
}

impl DayCounts {
    fn add(&mut self, counted: Counted) {
        self.answers += 1;
        self.new += u32::from(counted.new);
        self.reviews += u32::from(counted.again);
        self.known += u32::from(counted.again && counted.known);
        self.ms += u64::from(counted.ms);
    }

    fn take_back(&mut self, counted: Counted) {
        self.answers = self.answers.saturating_sub(1);
        self.new = self.new.saturating_sub(u32::from(counted.new));
        self.reviews = self.reviews.saturating_sub(u32::from(counted.again));
        self.known = self.known.saturating_sub(u32::from(counted.again && counted.known));
        self.ms = self.ms.saturating_sub(u64::from(counted.ms));
    }
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
    cards: Standings,
    steps: Vec<Step>,
    /// How the cards of the last steps stood before these, that of the last step last.
    before: VecDeque<Option<State>>,
    /// How cards stood after some of the steps that were replayed, by the places of these.
    landmarks: BTreeMap<u32, State>,
    /// How many steps were replayed.
    replays: usize,
    days: BTreeMap<Date, DayCounts>,
    decided: Decided,
    all: DayCounts,
}

/// The same came of two logs, or of one in two ways. How the cards stood after earlier steps follows from the steps.
impl PartialEq for Progress {
    fn eq(&self, other: &Self) -> bool {
        self.cards.list() == other.cards.list()
            && self.steps == other.steps
            && self.days == other.days
            && self.decided == other.decided
            && self.all == other.all
    }
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
        self.outdate_some(deck, 0, usize::MAX);
    }

    /// The same for so many cards from one on; tells whether these were all.
    pub fn outdate_some(&mut self, deck: &Deck, from: usize, count: usize) -> bool {
        let cards = self.cards.list_mut();
        let end = from.saturating_add(count).min(cards.len());
        for card in cards.get_mut(from..end).unwrap_or_default() {
            // The fingerprint of an answer takes longer to find than all else.
            let known = card.state.as_mut().filter(|state| state.answer.is_some());
            if let (Some(state), Some(now)) = (known, deck.get(card.id.as_str())) {
                state.outdate(now.fingerprint());
            }
        }
        end == cards.len()
    }

    /// The same for one card.
    pub fn outdate_card(&mut self, deck: &Deck, card: &CardId) {
        let now = deck.get(card.as_str()).map(Card::fingerprint);
        let card = self.cards.find(card.as_str()).and_then(|number| self.cards.get_mut(number));
        if let (Some(state), Some(now)) = (card.and_then(|card| card.state.as_mut()), now) {
            state.outdate(now);
        }
    }

    /// Takes in one more entry.
    pub fn apply(&mut self, entry: &Entry, model: &Model) {
        match entry {
            Entry::Review(review) => self.review(review, model),
            Entry::Bring(Bring { card, due, .. }) => {
                let card = self.cards.number(card);
                self.step(Step::brought(card, *due), model);
            }
            Entry::Undo(steps) => _ = (0..*steps).all(|_| self.undo(model)),
            Entry::Aside(aside) => {
                // It is told that the log names it: a later edition may call it otherwise.
                self.cards.number(&aside.card);
                self.decided.take(aside);
            }
        }
    }

    fn review(&mut self, review: &Review, model: &Model) {
        let number = self.cards.number(&review.card);
        let before = self.cards.get(number).and_then(|card| card.state.as_ref());
        let new = before.is_none_or(|state| state.memory.is_none());
        let first_today = before.is_none_or(|state| state.last != Some(review.day));
        let (again, known) = (!new && first_today, review.grade.is_known());
        let counted = Counted { new, again, known, ms: review.ms.min(PAUSE) };
        self.days.entry(review.day).or_default().add(counted);
        self.all.add(counted);
        self.step(Step::answered(number, (review.day, review.grade, review.answer), counted), model);
    }

    fn step(&mut self, step: Step, model: &Model) {
        let place = u32::try_from(self.steps.len()).unwrap_or(NONE);
        let Some(card) = self.cards.get_mut(step.card) else { return };
        let after = step.after(card.state.as_ref(), model);
        if self.before.len() == KEPT_BEFORE {
            self.before.pop_front();
        }
        self.before.push_back(card.state.replace(after));
        self.steps.push(Step { before: std::mem::replace(&mut card.latest, place), ..step });
    }

    /// Takes back the last entry that is not taken back yet; whether there was one.
    fn undo(&mut self, model: &Model) -> bool {
        let Some(step) = self.steps.pop() else { return false };
        self.landmarks.remove(&u32::try_from(self.steps.len()).unwrap_or(NONE));
        if let Some(counted) = step.counted() {
            if let Some(day) = self.days.get_mut(&step.day) {
                day.take_back(counted);
            }
            self.all.take_back(counted);
        }
        let before = self.before.pop_back();
        let state = before.unwrap_or_else(|| self.replayed(step.before, model));
        if let Some(card) = self.cards.get_mut(step.card) {
            (card.state, card.latest) = (state, step.before);
        }
        true
    }

    /// Where the card of a step stood after it.
    fn replayed(&mut self, latest: u32, model: &Model) -> Option<State> {
        let (mut steps, mut place, mut state) = (Vec::new(), latest, None);
        while let Some(step) = self.steps.get(place as usize) {
            state = self.landmarks.get(&place).cloned();
            if state.is_some() {
                break;
            }
            steps.push((place, *step));
            place = step.before;
        }
        self.replays += steps.len();
        for (number, (place, step)) in (1..).zip(steps.into_iter().rev()) {
            let after = step.after(state.as_ref(), model);
            if number % BETWEEN_LANDMARKS == 0 {
                self.landmarks.insert(place, after.clone());
            }
            state = Some(after);
        }
        state
    }

    /// How many steps were replayed to take others back: what that cost.
    #[must_use]
    pub fn replays(&self) -> usize {
        self.replays
    }

    /// The steps of a card, back from its step at this place.
    fn steps_back(&self, latest: u32) -> impl Iterator<Item = Step> {
        let at = |place: u32| self.steps.get(place as usize).copied();
        std::iter::successors(at(latest), move |step| at(step.before))
    }

    /// How many entries can be taken back.
    #[must_use]
    pub fn undoable(&self) -> usize {
        self.steps.len()
    }

    /// The card whose answer an undo would take back; none where something else came last.
    #[must_use]
    pub fn last_card(&self) -> Option<&CardId> {
        let step = self.steps.last().filter(|step| step.grade().is_some())?;
        self.cards.get(step.card).map(|card| &card.id)
    }

    /// What was decided about cards: which rest, which are bad.
    #[must_use]
    pub fn decided(&self) -> &Decided {
        &self.decided
    }

    /// The answers to a card that still stand, oldest first.
    pub fn history(&self, card: &CardId) -> impl Iterator<Item = Past> {
        let latest = self.cards.find(card.as_str()).and_then(|number| self.cards.get(number));
        #[expect(clippy::cast_precision_loss, reason = "milliseconds of one answer")]
        let past = |step: Step| {
            let (grade, counted) = (step.grade()?, step.counted()?);
            Some(Past { day: step.day, grade, seconds: counted.ms as f32 / 1000.0 })
        };
        let mut all: Vec<Past> =
            latest.into_iter().flat_map(|card| self.steps_back(card.latest)).filter_map(past).collect();
        all.reverse();
        all.into_iter()
    }

    /// Where a card stands, if it was ever asked or brought.
    #[must_use]
    pub fn state(&self, card: &CardId) -> Option<&State> {
        self.cards.get(self.cards.find(card.as_str())?)?.state.as_ref()
    }

    /// All cards that were ever asked or brought, those no longer in the deck among them.
    pub fn states(&self) -> impl Iterator<Item = (&CardId, &State)> {
        self.cards.list().iter().filter_map(|card| Some((&card.id, card.state.as_ref()?)))
    }

    /// How many cards the log names: about as many as were ever asked or brought.
    pub(crate) fn begun(&self) -> usize {
        self.cards.list().len()
    }

    /// How many of them the deck no longer has. They are kept: a later edition may have them again.
    #[must_use]
    pub fn strangers(&self, deck: &Deck) -> usize {
        self.states().filter(|(card, _)| deck.get(card.as_str()).is_none()).count()
    }

    /// What was done on a day, in numbers.
    #[must_use]
    pub fn counts(&self, day: Date) -> DayCounts {
        self.days.get(&day).copied().unwrap_or_default()
    }

    /// What was done on a day.
    #[must_use]
    pub fn done(&self, day: Date) -> Done {
        let counts = self.counts(day);
        // Those of one day are near each other, and mostly the last.
        let answers = self.steps.iter().rev().filter(|step| step.day == day && step.grade().is_some());
        let mut cards: Vec<CardId> = answers
            .take(counts.answers as usize)
            .filter_map(|step| self.cards.get(step.card).map(|card| card.id.clone()))
            .collect();
        cards.reverse();
        let [new, reviews, known] = [counts.new, counts.reviews, counts.known].map(|count| count as usize);
        Done { cards, new, reviews, known, seconds: seconds(counts.ms) }
    }

    /// How many answers that still stand count for days after this one, and the last of these days.
    #[must_use]
    pub fn ahead_of(&self, day: Date) -> Option<(usize, Date)> {
        let ahead = self.days.range((Bound::Excluded(day), Bound::Unbounded)).filter(|(_, done)| done.answers > 0);
        let last = ahead.clone().next_back().map(|(day, _)| *day)?;
        Some((ahead.map(|(_, done)| done.answers as usize).sum(), last))
    }

    /// How many answers were given on each of the days that end with this one, oldest first.
    #[must_use]
    pub fn calendar(&self, last: Date, count: i32) -> Vec<(Date, usize)> {
        let days = (0..count).rev().map(|back| later(last, -back));
        days.map(|day| (day, self.counts(day).answers as usize)).collect()
    }

    /// How many cards seen on an earlier day were asked so far, each once a day, and how many of
    /// them were known: the recall that was reached.
    #[must_use]
    pub fn kept(&self) -> (usize, usize) {
        (self.all.reviews as usize, self.all.known as usize)
    }

    /// Whether there are answers enough to tell from them how long one takes.
    #[must_use]
    pub fn is_pace_known(&self) -> bool {
        self.all.answers >= ENOUGH
    }

    /// How long an answer takes in seconds, from those given; at least one.
    #[must_use]
    pub fn seconds_a_card(&self) -> f32 {
        let answers = u64::from(self.all.answers.max(1));
        if self.is_pace_known() { seconds(self.all.ms / answers).max(1.0) } else { SECONDS }
    }
}

/// Milliseconds in seconds.
#[expect(clippy::cast_precision_loss, reason = "what one answer or one day takes")]
fn seconds(ms: u64) -> f32 {
    ms as f32 / 1000.0
}
