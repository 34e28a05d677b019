//! What is asked today, and when a card comes back.
//!
//! States are replayed from the log's entries ([`progress`]); nothing is stored but the answers.
//! With an exam date no card waits past that day, and of the cards due those come first whose
//! predicted recall *on that day* is lowest; in the last stretch every card counts as due, and those
//! come first to whom a review is worth most. Cramming asks without writing anything.

pub mod cramming;
pub mod decided;
pub mod exam_plan;
pub mod memory;
pub mod outlook;
pub mod progress;
pub mod sitting;
pub mod topics;

use std::collections::HashSet;

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};

use crate::data::ItemId;
use crate::study::cards::Deck;
use crate::study::cards::card::{Card, CardId};
use crate::study::scheduler::memory::{Grade, Model};
use outlook::expected;
pub use outlook::{Forecast, LEECH_DAYS, LEECH_LAPSES, Outlook, confusable, forecast, is_leech, outlook};
pub use progress::{Progress, State};

/// How much one wants to do in a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// New cards.
    pub new: usize,
    /// Cards seen before.
    pub reviews: usize,
    /// Minutes, if they are limited.
    pub minutes: Option<u32>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { new: 15, reviews: 120, minutes: None }
    }
}

/// How one studies.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The day of the exam.
    pub exam: Option<Date>,
    /// How much a day.
    pub limits: Limits,
    /// Whether four grades are asked for instead of two.
    pub four_grades: bool,
    /// The share of cards one wants to know when they come back, in per cent.
    pub retention: u8,
    /// The hour at which a day of study begins.
    pub day_begins: u8,
    /// Whether answers are typed before they show, to see what differs.
    pub typed: bool,
    /// Whether drills made of the records' fields are asked besides the cards the pack has written.
    pub drills: bool,
}

impl Default for Plan {
    fn default() -> Self {
        // At four in the morning nobody learns; nine in ten is what the model was made for.
        let (retention, day_begins) = (90, 4);
        Self {
            exam: None,
            limits: Limits::default(),
            four_grades: false,
            retention,
            day_begins,
            typed: false,
            drills: false,
        }
    }
}

impl Plan {
    /// The wanted recalls that make sense, in per cent: below, one forgets most of what one learns; above, one learns
    /// little else.
    pub const RETENTIONS: std::ops::RangeInclusive<u8> = 70..=97;
    /// The hours at which a day of study may begin.
    pub const DAY_BEGINS: std::ops::RangeInclusive<u8> = 0..=12;

    /// The model of memory under this plan.
    #[must_use]
    pub fn model(&self) -> Model {
        Model::new(f32::from(self.retention) / 100.0)
    }

    /// The day of study that a moment belongs to. It does not end at midnight: who learns past that has not gone to
    /// bed yet.
    #[must_use]
    pub fn day_of(&self, moment: DateTime) -> Date {
        moment.checked_sub(i64::from(self.day_begins).hours()).unwrap_or(moment).date()
    }

    /// The grades one may give.
    #[must_use]
    pub fn grades(&self) -> &'static [Grade] {
        if self.four_grades { &Grade::FOUR } else { &Grade::TWO }
    }

    /// The exam, as long as it lies ahead.
    #[must_use]
    pub fn ahead(&self, today: Date) -> Option<Date> {
        self.exam.filter(|exam| *exam > today)
    }

    /// The last day a card may come back: the eve of the exam, or the day itself when today is the eve.
    fn last_day(&self, today: Date) -> Option<Date> {
        let exam = self.ahead(today)?;
        let eve = later(exam, -1);
        Some(if eve > today { eve } else { exam })
    }

    /// When a card is due under this plan: never after the exam.
    #[must_use]
    pub fn due(&self, state: &State, today: Date) -> Date {
        if state.is_open(today) {
            return today;
        }
        // Seen from the day of the last review, so that the cap does not move as days go by.
        let from = state.last.unwrap_or(today);
        self.last_day(from).map_or(state.due, |last| state.due.min(last))
    }
}

/// The cards of a day, in the order asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Today {
    /// What is asked, reviews before new cards, and of these those first that a paper brought.
    pub cards: Vec<CardId>,
    /// How many of them are new: never asked yet.
    pub new: usize,
    /// How many of the new ones a paper or a mark brought.
    pub brought: usize,
    /// What the limits or a sibling hold back.
    pub waiting: Waiting,
    /// How long it will take, at the pace so far.
    pub minutes: f32,
}

/// How many cards wait, and why: “N more waiting”.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// New ones, for their limit; those that a paper or a mark brought among them.
    pub new: usize,
    /// Due ones, for theirs.
    pub reviews: usize,
    /// Due or new, because a card of the same record is asked today.
    pub siblings: usize,
}

/// What is asked on this day.
#[must_use]
pub fn today(deck: &Deck, progress: &Progress, plan: &Plan, model: &Model, day: Date) -> Today {
    let mut picker = Picker::new(deck, progress, plan, day);
    picker.reviews(due(deck, progress, plan, model, day));
    // Who is behind catches up first: each new card would come back and make it worse. Before an exam it is the other
    // way round: a card never seen is lost for certain (the simulated learner of the tests then knows 7 per cent less).
    // On the day of the exam itself what one is about to lose is worth more than anything new.
    if (picker.today.waiting.reviews > 0 && plan.ahead(day).is_none()) || plan.exam == Some(day) {
        picker.new = 0;
    }
    picker.brought_cards(brought(deck, progress, plan, day));
    picker.new_cards(deck, &met(deck, progress, day));
    picker.today
}

/// Takes cards while limits and siblings allow.
struct Picker<'p> {
    today: Today,
    /// Records asked today, before or now.
    asked: HashSet<ItemId>,
    seconds: f32,
    /// What is left of the day's limits.
    new: usize,
    reviews: usize,
    budget: Option<f32>,
    progress: &'p Progress,
    day: Date,
}

impl<'p> Picker<'p> {
    fn new(deck: &Deck, progress: &'p Progress, plan: &Plan, day: Date) -> Self {
        let done = progress.done(day);
        let asked = done.cards.iter().filter_map(|id| deck.get(id.as_str())).flat_map(Card::items).collect();
        #[expect(clippy::cast_precision_loss, reason = "minutes of a day")]
        let budget = plan.limits.minutes.map(|minutes| minutes as f32 * 60.0 - done.seconds);
        Self {
            today: Today::default(),
            asked,
            seconds: progress.seconds_a_card(),
            new: plan.limits.new.saturating_sub(done.new),
            reviews: plan.limits.reviews.saturating_sub(done.reviews),
            budget,
            progress,
            day,
        }
    }

    fn reviews(&mut self, candidates: Vec<Candidate<'_>>) {
        for Candidate { card, is_due, .. } in candidates {
            // A card failed today comes back today: it is no sibling of itself.
            let again = self.progress.state(&card.id).is_some_and(|state| state.is_open(self.day));
            if !again && self.is_sibling(card) {
                self.today.waiting.siblings += usize::from(is_due);
            } else if self.reviews == 0 || self.is_spent() {
                self.today.waiting.reviews += usize::from(is_due);
            } else {
                self.reviews -= 1;
                self.take(card);
            }
        }
    }

    /// Takes the new cards that were brought, as far as the limit on new cards goes: what a paper asked of them is no
    /// card that was seen. What does not fit waits, and comes before all other new ones.
    fn brought_cards(&mut self, brought: Vec<&Card>) {
        for card in brought {
            if self.is_sibling(card) {
                self.today.waiting.siblings += 1;
            } else if self.new == 0 || self.is_spent() {
                self.today.waiting.new += 1;
            } else {
                self.new -= 1;
                self.today.new += 1;
                self.today.brought += 1;
                self.take(card);
            }
        }
    }

    /// Takes new cards, all but those of these numbers, in their turn. No more are looked at than are needed: a pack may have
    /// hundreds of thousands.
    fn new_cards(&mut self, deck: &Deck, met: &HashSet<u32>) {
        let mut left = deck.cards().len() - met.len();
        let mut unmet = deck.in_turn().filter(|number| !met.contains(number)).filter_map(|number| deck.card(number));
        while self.new > 0
            && !self.is_spent()
            && let Some(card) = unmet.next()
        {
            left -= 1;
            if self.is_sibling(card) {
                self.today.waiting.siblings += 1;
            } else {
                self.new -= 1;
                self.today.new += 1;
                self.take(card);
            }
        }
        self.today.waiting.new += left;
    }

    fn is_sibling(&self, card: &Card) -> bool {
        card.items().any(|item| self.asked.contains(&item))
    }

    fn is_spent(&self) -> bool {
        self.budget.is_some_and(|budget| self.today.minutes * 60.0 + self.seconds > budget)
    }

    fn take(&mut self, card: &Card) {
        self.asked.extend(card.items());
        self.today.minutes += self.seconds / 60.0;
        self.today.cards.push(card.id.clone());
    }
}

/// The cards of a deck that were ever asked or brought, in its order, and where they stand: of a huge deck these are few,
/// and only they are gone through.
pub(crate) fn begun<'d>(deck: &'d Deck, progress: &'d Progress) -> Vec<(&'d Card, &'d State)> {
    let numbered = |(id, state): (&'d CardId, &'d State)| Some((deck.number(id.as_str())?, state));
    let mut begun: Vec<(u32, &State)> = progress.states().filter_map(numbered).collect();
    begun.sort_unstable_by_key(|(number, _)| *number);
    begun.into_iter().filter_map(|(number, state)| Some((deck.card(number)?, state))).collect()
}

/// The cards of a deck that were brought for this day or before and never asked yet, those first that have waited
/// longest.
fn brought<'d>(deck: &'d Deck, progress: &'d Progress, plan: &Plan, day: Date) -> Vec<&'d Card> {
    let brought = begun(deck, progress).into_iter().filter(|(card, state)| {
        state.memory.is_none() && plan.due(state, day) <= day && !progress.decided().rests(&card.id, day)
    });
    let mut brought: Vec<(&Card, &State)> = brought.collect();
    // Those of one day stay in the order of the deck.
    brought.sort_by_key(|(_, state)| state.due);
    brought.into_iter().map(|(card, _)| card).collect()
}

/// The cards of a deck that one has put to rest on a day, in its order.
pub(crate) fn resting<'d>(deck: &'d Deck, progress: &Progress, day: Date) -> Vec<&'d Card> {
    let mut numbers: Vec<u32> = progress.decided().resting_on(day).filter_map(|id| deck.number(id.as_str())).collect();
    numbers.sort_unstable();
    numbers.into_iter().filter_map(|number| deck.card(number)).collect()
}

/// The cards that one has not put to rest.
pub fn awake<'d>(deck: &'d Deck, progress: &Progress, day: Date) -> impl Iterator<Item = &'d Card> {
    deck.cards().iter().filter(move |card| !progress.decided().rests(&card.id, day))
}

/// A card that may be asked, and whether it is due or only worth it.
struct Candidate<'d> {
    card: &'d Card,
    is_due: bool,
    /// The lowest comes first.
    rank: f32,
}

/// The cards that may be asked, the most urgent first: lowest recall on exam day, or today if there
/// is no exam. In the last stretch before the exam every card seen may be asked, due or not, and
/// those come first to whom a review today is worth most.
fn due<'d>(deck: &'d Deck, progress: &'d Progress, plan: &Plan, model: &Model, day: Date) -> Vec<Candidate<'d>> {
    let exam = plan.ahead(day);
    let is_seen = |(card, state): &(&Card, &State)| state.memory.is_some() && !progress.decided().rests(&card.id, day);
    let seen: Vec<(&Card, &State)> = begun(deck, progress).into_iter().filter(is_seen).collect();
    let stretch = exam.filter(|exam| is_last_stretch(seen.len(), plan.limits.reviews, days(day, *exam)));
    let candidate = |(card, state): (&'d Card, &State)| {
        let is_due = plan.due(state, day) <= day;
        let rank = match stretch {
            Some(exam) => -worth(state, model, day, exam),
            None => state.recall(model, exam.unwrap_or(day)),
        };
        (is_due || (stretch.is_some() && state.last < Some(day))).then_some(Candidate { card, is_due, rank })
    };
    let mut due: Vec<Candidate<'_>> = seen.into_iter().filter_map(candidate).collect();
    due.sort_by(|a, b| a.rank.total_cmp(&b.rank).then_with(|| a.card.id.cmp(&b.card.id)));
    due
}

/// Whether the days left are just enough to ask every card seen once more.
fn is_last_stretch(seen: usize, reviews_a_day: usize, left: i32) -> bool {
    usize::try_from(left).unwrap_or(0).saturating_mul(reviews_a_day) <= seen
}

/// What a review today adds to recall on exam day, less most of what it would add on the eve: what
/// fades within days had better wait.
///
/// Going by the lowest recall alone spends these days on cards that will be forgotten again before
/// the exam; the simulated learner of the tests then does worse than without an exam date.
fn worth(state: &State, model: &Model, day: Date, exam: Date) -> f32 {
    /// How much of the worth of waiting counts; found with the simulated learner, flat around here.
    const PATIENCE: f32 = 0.7;
    let without = state.recall(model, exam);
    let left = u32::try_from(days(day, exam)).unwrap_or(0);
    let now = expected(Some(state), model, day, left) - without;
    let waiting = expected(Some(state), model, later(exam, -1), 1) - without;
    now - PATIENCE * waiting
}

/// The numbers of the cards that were asked or brought, or rest on a day.
fn met(deck: &Deck, progress: &Progress, day: Date) -> HashSet<u32> {
    let begun = progress.states().map(|(card, _)| card);
    begun.chain(progress.decided().resting_on(day)).filter_map(|card| deck.number(card.as_str())).collect()
}

/// How many days until a card comes back, for each grade one may give.
#[must_use]
pub fn intervals(state: Option<&State>, plan: &Plan, model: &Model, day: Date) -> Vec<(Grade, i32)> {
    let memory = state.and_then(|state| state.memory);
    let elapsed = state.map_or(0, |state| state.elapsed(day));
    let cap = plan.last_day(day).map_or(i32::MAX, |last| days(day, last).max(1));
    let outcomes = model.outcomes(memory, elapsed);
    let wanted = outcomes.iter().filter(|outcome| plan.grades().contains(&outcome.grade));
    wanted.map(|outcome| (outcome.grade, whole_days(outcome.interval).min(cap))).collect()
}

/// An interval as it is shown and kept: whole days, at least one.
#[must_use]
pub fn whole_days(interval: f32) -> i32 {
    /// A hundred years.
    const LONGEST: f32 = 36_500.0;
    #[expect(clippy::cast_possible_truncation, reason = "held within the longest interval")]
    let days = interval.round().clamp(1.0, LONGEST) as i32;
    days
}

/// The days from one date to another.
pub(crate) fn days(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// The date so many days later.
pub(crate) fn later(day: Date, days: i32) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}
