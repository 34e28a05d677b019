//! What fits until the exam: the coming days played through ([`played`]) with the schedule that asks on every day, and
//! from that when the cards of each topic will have been met and are firm, and what had better be left. Nothing here is
//! kept, and nothing it finds changes what is asked.

mod planning;
mod played;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

pub use self::planning::Planning;
use self::played::Played;
use super::{Plan, Progress, State, begun, days, later};
use crate::data::Dataset;
use crate::data::record::Weight;
use crate::study::cards::card::{Card, CardId};
use crate::study::cards::{ByWeight, Deck};
use crate::study::scheduler::memory::{Memory, Model};

/// Days are played through no further ahead than this: by then every plan has changed.
pub const FARTHEST: i32 = 1000;
/// A card is firm once it takes so many days until recall falls to nine in ten.
pub const FIRM_DAYS: f32 = 21.0;
/// Over so many days, this one not among them, it is measured how many new cards one meets.
pub const OWN_PACE_DAYS: i32 = 14;

/// What fits until the exam.
#[derive(Clone, Debug, PartialEq)]
pub struct ExamPlan {
    /// The day it was made on.
    pub day: Date,
    /// The day of the exam; later than that day.
    pub exam: Date,
    /// The first day that was not played through: that of the exam, or one [`FARTHEST`] days ahead.
    pub until: Date,
    /// How long it takes, and how that is known.
    pub pace: Pace,
    /// How many cards are due today beyond the day's limits.
    pub behind: usize,
    /// The day on which that is so no more; none if it stays so.
    pub caught_up: Option<Date>,
    /// The predicted recall on the day of the exam, from 0 to 1, over all cards but those set aside: as things stand,
    /// and with the plan.
    pub recall: (f32, f32),
    /// The topics, those with most Core cards still to meet first.
    pub topics: Vec<TopicPlan>,
    /// What will not be met, in the order in which it had better be left: what an exam is unlikeliest to ask first, of
    /// that the topics first of which most is left, of these those first that one knows least.
    pub leave: Vec<Leave>,
}

/// How fast one goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Pace {
    /// New cards a day that the plan was made for.
    pub new_a_day: usize,
    /// New cards a day that take in all before the exam, at the least.
    pub needed: usize,
    /// New cards a day over the last [`OWN_PACE_DAYS`], from the first of them on which one studied and days off
    /// counted; none if that was only days ago.
    pub own_new: Option<f32>,
    /// Minutes that a day has at most, if they are limited.
    pub most_minutes: Option<u32>,
    /// Seconds an answer takes; at least one.
    pub seconds: f32,
    /// Whether these are of one's own answers, and not assumed for want of them.
    pub is_own: bool,
    /// Minutes a day: on the mean over the days played through, and on the longest of them.
    pub minutes: (f32, f32),
}

/// What fits of one topic.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TopicPlan {
    /// Its name: a sector, or a group of series.
    pub name: String,
    /// Its cards, but for those set aside.
    pub cards: usize,
    /// How many of them are met.
    pub met: usize,
    /// How many Core cards are not met yet.
    pub unmet_core: usize,
    /// How many cards will not be met.
    pub left: usize,
    /// How many of these are Core.
    pub left_core: usize,
    /// The day the last new Core card is met; none if there is none, or not all fit.
    pub core_by: Option<Date>,
    /// The day the last new card is met; none if there is none, or not all fit.
    pub met_by: Option<Date>,
    /// How many cards are firm, or become so; some of them slip again.
    pub firm: usize,
    /// The day by which nine in ten of its cards became firm, for of many some card is always unlucky; none if that does
    /// not come.
    pub firm_by: Option<Date>,
    /// The predicted recall on the day of the exam with the plan, from 0 to 1.
    pub recall: f32,
}

/// Cards of one weight and topic that will not be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leave {
    /// How likely an exam is to ask them.
    pub weight: Weight,
    /// Their topic.
    pub topic: String,
    /// How many they are; at least one.
    pub cards: usize,
}

impl TopicPlan {
    /// How many of its cards are not met yet.
    #[must_use]
    pub fn unmet(&self) -> usize {
        self.cards - self.met.min(self.cards)
    }
}

impl ExamPlan {
    /// How many days are left, today among them and that of the exam not; at least one.
    #[must_use]
    pub fn days_left(&self) -> usize {
        usize::try_from(days(self.day, self.exam)).unwrap_or(0)
    }

    /// What is told of the topics, summed up.
    fn sum(&self, of: impl Fn(&TopicPlan) -> usize) -> usize {
        self.topics.iter().map(of).sum()
    }

    /// How many cards there are, but for those set aside.
    #[must_use]
    pub fn cards(&self) -> usize {
        self.sum(|topic| topic.cards)
    }

    /// How many are not met yet.
    #[must_use]
    pub fn unmet(&self) -> usize {
        self.sum(TopicPlan::unmet)
    }

    /// How many of them will not be met.
    #[must_use]
    pub fn left(&self) -> usize {
        self.sum(|topic| topic.left)
    }

    /// How many of those are Core.
    #[must_use]
    pub fn left_core(&self) -> usize {
        self.sum(|topic| topic.left_core)
    }

    /// How many cards are firm, or become so.
    #[must_use]
    pub fn firm(&self) -> usize {
        self.sum(|topic| topic.firm)
    }

    /// The day the last new card is met, if all fit and there are any.
    #[must_use]
    pub fn met_by(&self) -> Option<Date> {
        self.topics.iter().filter_map(|topic| topic.met_by).max().filter(|_| self.left() == 0)
    }
}

/// Plays the days through for the cards of a deck that are not set aside; nothing if no exam is ahead.
#[must_use]
pub fn exam_plan(
    deck: &Deck,
    dataset: &Dataset<'_>,
    progress: &Progress,
    (plan, model): (&Plan, &Model),
    day: Date,
) -> Option<ExamPlan> {
    let mut planning = Planning::begin(progress, (plan, model), day)?;
    while !planning.advance(deck, usize::MAX) {}
    Some(planning.finish(deck, dataset, progress))
}

/// What is told of days that were played through, from one on to an exam.
fn told(
    played: &Played,
    (deck, dataset, progress): (&Deck, &Dataset<'_>, &Progress),
    (plan, model): (&Plan, &Model),
    (day, exam, until): (Date, Date, Date),
) -> ExamPlan {
    let mut topics = Topics::new(deck, dataset, progress);
    let recall = topics.add_known(progress, &|state| state.recall(model, until), |topic| &mut topic.known);
    let then = topics.add_known(&played.progress, &|state| state.recall(model, until), |topic| &mut topic.known_then);
    topics.add_met(progress, played);
    let topics = topics.by_name;
    let mut plans: Vec<TopicPlan> = topics.iter().map(|(name, topic)| topic.plan(name)).collect();
    plans.sort_by(|a, b| (b.unmet_core, b.unmet()).cmp(&(a.unmet_core, a.unmet())).then_with(|| a.name.cmp(&b.name)));
    let mut leave: Vec<(Leave, f32)> = topics.iter().flat_map(|(name, topic)| topic.leave(name)).collect();
    leave.sort_by(|(a, knows_a), (b, knows_b)| {
        (b.weight, b.cards)
            .cmp(&(a.weight, a.cards))
            .then(knows_a.total_cmp(knows_b))
            .then_with(|| a.topic.cmp(&b.topic))
    });
    let unmet: usize = plans.iter().map(TopicPlan::unmet).sum();
    let new_today = progress.counts(day).new as usize;
    let pace = Pace {
        new_a_day: plan.limits.new,
        needed: (unmet + new_today).div_ceil(usize::try_from(days(day, exam)).unwrap_or(1).max(1)),
        own_new: own_new(progress, day),
        most_minutes: plan.limits.minutes,
        seconds: progress.seconds_a_card(),
        is_own: progress.is_pace_known(),
        minutes: played.minutes(),
    };
    ExamPlan {
        day,
        exam,
        until,
        pace,
        behind: played.behind,
        caught_up: played.caught_up,
        recall: (recall, then),
        topics: plans,
        leave: leave.into_iter().map(|(leave, _)| leave).collect(),
    }
}

/// What is counted of a topic. Cards set aside are not.
#[derive(Default)]
struct Topic {
    /// How many cards there are of each weight, and how many of them are met, and will be.
    cards: ByWeight,
    met: ByWeight,
    met_then: ByWeight,
    /// The last day on which a new card is met, and a Core one.
    met_by: Option<Date>,
    core_by: Option<Date>,
    /// When cards became firm.
    firm: Vec<Date>,
    /// The sum of what is known of each on the day of the exam, as things stand and with the plan.
    known: f32,
    known_then: f32,
}

/// All topics of a deck. Of a huge deck only the cards that were ever begun, or will be, are gone through.
struct Topics<'d, 'a> {
    deck: &'d Deck,
    dataset: &'d Dataset<'a>,
    by_name: BTreeMap<&'d str, Topic>,
}

impl<'d, 'a> Topics<'d, 'a> {
    fn new(deck: &'d Deck, dataset: &'d Dataset<'a>, progress: &Progress) -> Self {
        let sizes = deck.topic_sizes(dataset).into_iter();
        let by_name = sizes.map(|(name, cards)| (name, Topic { cards, ..Topic::default() })).collect();
        let mut topics = Self { deck, dataset, by_name };
        for card in progress.decided().suspended().filter_map(|card| deck.get(card.as_str())) {
            if let Some(cards) = topics.of(card).and_then(|topic| topic.cards.get_mut(card.weight as usize)) {
                *cards = cards.saturating_sub(1);
            }
        }
        topics.by_name.retain(|_, topic| topic.cards.iter().sum::<usize>() > 0);
        topics
    }

    fn of(&mut self, card: &Card) -> Option<&mut Topic> {
        self.by_name.get_mut(card.sector(self.dataset))
    }

    /// Adds to a sum of each topic what is known of its cards; answers the mean of all.
    fn add_known(
        &mut self,
        progress: &Progress,
        known: &dyn Fn(&State) -> f32,
        sum: impl Fn(&mut Topic) -> &mut f32,
    ) -> f32 {
        let mut all = 0.0;
        for (card, state) in begun(self.deck, progress) {
            if !progress.decided().is_suspended(&card.id)
                && let Some(topic) = self.of(card)
            {
                let known = known(state);
                *sum(topic) += known;
                all += known;
            }
        }
        let cards: usize = self.by_name.values().map(Topic::count).sum();
        share(all, cards)
    }

    /// Counts what is met, and what will be, and when that and what is firm came to be.
    fn add_met(&mut self, progress: &Progress, played: &Played) {
        for (progress, then) in [(progress, false), (&played.progress, true)] {
            let met = begun(self.deck, progress).into_iter().filter(|(_, state)| state.memory.is_some());
            for (card, _) in met.filter(|(card, _)| !progress.decided().is_suspended(&card.id)) {
                let Some(topic) = self.of(card) else { continue };
                let counts = if then { &mut topic.met_then } else { &mut topic.met };
                if let Some(count) = counts.get_mut(card.weight as usize) {
                    *count += 1;
                }
            }
        }
        let deck = self.deck;
        for (card, day) in played.met.iter().filter_map(|(card, day)| Some((deck.get(card.as_str())?, *day))) {
            let Some(topic) = self.of(card) else { continue };
            topic.met_by = topic.met_by.max(Some(day));
            if card.weight == Weight::Core {
                topic.core_by = topic.core_by.max(Some(day));
            }
        }
        let is_awake = |card: &CardId| !progress.decided().is_suspended(card);
        let firm = played.firm.iter().filter(|(card, _)| is_awake(card));
        for (card, day) in firm.filter_map(|(card, day)| Some((deck.get(card.as_str())?, *day))) {
            if let Some(topic) = self.of(card) {
                topic.firm.push(day);
            }
        }
    }
}

impl Topic {
    fn count(&self) -> usize {
        self.cards.iter().sum()
    }

    /// How many cards of each weight are among these and not among those.
    fn without(&self, met: ByWeight) -> ByWeight {
        let mut left = self.cards;
        left.iter_mut().zip(met).for_each(|(left, met)| *left = left.saturating_sub(met));
        left
    }

    fn plan(&self, name: &str) -> TopicPlan {
        const CORE: usize = Weight::Core as usize;
        let of_core = |counts: ByWeight| counts.get(CORE).copied().unwrap_or_default();
        let (unmet, left) = (self.without(self.met), self.without(self.met_then));
        let all_left: usize = left.iter().sum();
        let left_core = of_core(left);
        let mut firm = self.firm.clone();
        firm.sort_unstable();
        let most = (self.count() * 9).div_ceil(10).checked_sub(1);
        TopicPlan {
            name: name.to_owned(),
            cards: self.count(),
            met: self.met.iter().sum(),
            unmet_core: of_core(unmet),
            left: all_left,
            left_core,
            core_by: self.core_by.filter(|_| left_core == 0),
            met_by: self.met_by.filter(|_| all_left == 0),
            firm: firm.len(),
            firm_by: most.and_then(|last| firm.get(last).copied()),
            recall: share(self.known_then, self.count()),
        }
    }

    /// What will not be met of it, by weight, with how much of the topic is known.
    fn leave(&self, name: &str) -> impl Iterator<Item = (Leave, f32)> {
        let known = share(self.known, self.count());
        let left = Weight::ALL.into_iter().zip(self.without(self.met_then)).filter(|(_, cards)| *cards > 0);
        left.map(move |(weight, cards)| (Leave { weight, topic: name.to_owned(), cards }, known))
    }
}

/// The mean of so many numbers of this sum; 0 if there are none.
fn share(sum: f32, count: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a count of cards")]
    let count = count.max(1) as f32;
    sum / count
}

/// The names of all topics of a deck, each once.
#[must_use]
pub fn topics<'d>(deck: &Deck, dataset: &'d Dataset<'_>) -> BTreeSet<&'d str> {
    deck.topic_sizes(dataset).into_iter().map(|(name, _)| name).collect()
}

fn is_firm(memory: Memory) -> bool {
    memory.stability >= FIRM_DAYS
}

/// The mean of some numbers; 0 if there are none.
fn mean(numbers: impl Iterator<Item = f32>) -> f32 {
    let (sum, count) = numbers.fold((0.0, 0.0), |(sum, count), number| (sum + number, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

/// How many new cards one met a day lately, days off counted.
fn own_new(progress: &Progress, day: Date) -> Option<f32> {
    /// Over fewer days than this it is no pace.
    const ENOUGH: usize = 4;
    let past = (1..=OWN_PACE_DAYS).rev().map(|back| progress.counts(later(day, -back)));
    let since: Vec<u32> = past.skip_while(|done| done.answers == 0).map(|done| done.new).collect();
    #[expect(clippy::cast_precision_loss, reason = "cards of a fortnight")]
    let mean = mean(since.iter().map(|new| *new as f32));
    (since.len() >= ENOUGH).then_some(mean)
}
