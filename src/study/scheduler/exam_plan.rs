//! What fits until the exam: the coming days played through ([`played`]) with the schedule that asks on every day, and
//! from that when the cards of each topic will have been met and are firm, and what had better be left. Nothing here is
//! kept, and nothing it finds changes what is asked.

mod played;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use self::played::Played;
use super::{Plan, Progress, days, later};
use crate::data::Dataset;
use crate::data::record::Weight;
use crate::study::cards::Deck;
use crate::study::cards::card::Card;
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
    let exam = plan.ahead(day)?;
    let until = exam.min(later(day, FARTHEST));
    let played = Played::through(deck, progress, (plan, model), (day, until));
    let cards: Vec<&Card> = deck.cards().iter().filter(|card| !progress.decided().is_suspended(&card.id)).collect();
    let mut topics: BTreeMap<&str, Topic<'_>> = BTreeMap::new();
    for card in &cards {
        topics.entry(card.sector(dataset)).or_default().cards.push(card);
    }
    let recall = |progress: &Progress, cards: &[&Card]| {
        mean(cards.iter().map(|card| progress.state(&card.id).map_or(0.0, |state| state.recall(model, until))))
    };
    let told = |(name, topic): (&&str, &Topic<'_>)| {
        let recall = recall(&played.progress, &topic.cards);
        TopicPlan { name: (*name).to_owned(), recall, ..topic.plan(progress, &played) }
    };
    let mut plans: Vec<TopicPlan> = topics.iter().map(told).collect();
    plans.sort_by(|a, b| (b.unmet_core, b.unmet()).cmp(&(a.unmet_core, a.unmet())).then_with(|| a.name.cmp(&b.name)));
    let mut leave: Vec<(Leave, f32)> =
        topics.iter().flat_map(|(name, topic)| topic.leave(name, recall(progress, &topic.cards), &played)).collect();
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
    Some(ExamPlan {
        day,
        exam,
        until,
        pace,
        behind: played.behind,
        caught_up: played.caught_up,
        recall: (recall(progress, &cards), recall(&played.progress, &cards)),
        topics: plans,
        leave: leave.into_iter().map(|(leave, _)| leave).collect(),
    })
}

/// The cards of a topic.
#[derive(Default)]
struct Topic<'d> {
    cards: Vec<&'d Card>,
}

impl Topic<'_> {
    fn plan(&self, progress: &Progress, played: &Played) -> TopicPlan {
        let mut told = TopicPlan { cards: self.cards.len(), ..TopicPlan::default() };
        let (mut core_by, mut met_by, mut firm) = (None, None, Vec::new());
        for card in &self.cards {
            let core = usize::from(card.weight == Weight::Core);
            let met = played.met.get(&card.id).copied();
            if is_met(progress, card) {
                told.met += 1;
            } else {
                told.unmet_core += core;
                told.left += usize::from(met.is_none());
                told.left_core += if met.is_none() { core } else { 0 };
            }
            met_by = met_by.max(met);
            core_by = if core > 0 { core_by.max(met) } else { core_by };
            firm.extend(played.firm.get(&card.id).copied());
        }
        told.core_by = core_by.filter(|_| told.left_core == 0);
        told.met_by = met_by.filter(|_| told.left == 0);
        firm.sort_unstable();
        told.firm = firm.len();
        told.firm_by = (told.cards * 9).div_ceil(10).checked_sub(1).and_then(|last| firm.get(last).copied());
        told
    }

    /// What will not be met of it, by weight, with how much of the topic is known.
    fn leave(&self, name: &str, known: f32, played: &Played) -> impl Iterator<Item = (Leave, f32)> {
        let left = |weight: Weight| {
            let cards = self.cards.iter().filter(|card| card.weight == weight);
            cards.filter(|card| !is_met(&played.progress, card)).count()
        };
        let leave = move |weight| (Leave { weight, topic: name.to_owned(), cards: left(weight) }, known);
        Weight::ALL.map(leave).into_iter().filter(|(leave, _)| leave.cards > 0)
    }
}

/// The names of all topics of a deck, each once.
#[must_use]
pub fn topics<'d>(deck: &Deck, dataset: &'d Dataset<'_>) -> BTreeSet<&'d str> {
    deck.cards().iter().map(|card| card.sector(dataset)).collect()
}

/// Whether a card was ever answered.
fn is_met(progress: &Progress, card: &Card) -> bool {
    progress.state(&card.id).is_some_and(|state| state.memory.is_some())
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
