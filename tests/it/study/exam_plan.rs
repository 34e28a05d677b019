//! What fits until the exam: the days played through, and what is told of them.

use std::collections::HashSet;

use jiff::civil::Date;
use maitri::data::record::Weight;
use maitri::study::review::{Aside, Decision, Entry, Review};
use maitri::study::scheduler::exam_plan::{ExamPlan, FARTHEST, Planning, exam_plan, topics};
use maitri::study::scheduler::memory::{Grade, Model};
use maitri::study::scheduler::{Limits, Plan, Progress};
use maitri::study::{Card, CardId, Deck};
use maitri::view::exam_plan::{assumptions, sentences, table};
use proptest::prelude::*;

use super::{dataset, deck};

const START: Date = Date::constant(2026, 11, 1);

fn plus(days: i32) -> Date {
    START.saturating_add(jiff::Span::new().days(days))
}

/// So many cards, each of another record: none waits for another.
fn some_deck(count: usize) -> Deck {
    let mut seen = HashSet::new();
    let mut cards: Vec<Card> = deck().cards().to_vec();
    cards.retain(|card| card.others.is_empty() && seen.insert(card.owner));
    cards.truncate(count);
    Deck::of(cards)
}

fn review(card: &CardId, day: Date, grade: Grade) -> Entry {
    Entry::Review(Review { at: 0, day, card: card.clone(), grade, ms: 9000, answer: None })
}

/// The plan on a day, for an exam so many days later, with so many new cards a day.
fn planned(deck: &Deck, entries: &[Entry], day: i32, left: i32, new: usize) -> Option<ExamPlan> {
    let limits = Limits { new, ..Limits::default() };
    let plan = Plan { exam: Some(plus(day + left)), limits, ..Plan::default() };
    let model = plan.model();
    exam_plan(deck, dataset(), &Progress::replay(entries, &model), (&plan, &model), plus(day))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_told_adds_up(
        cards in 0_usize..40,
        answers in prop::collection::vec((0_usize..40, 0_usize..4, 0_i32..3), 0..60),
        left in 1_i32..40,
        new in 0_usize..9,
    ) {
        let deck = some_deck(cards);
        let mut day = 0;
        let entries: Vec<Entry> = answers.into_iter().filter_map(|(card, grade, gap)| {
            day += gap;
            Some(review(&deck.cards().get(card)?.id, plus(day), Grade::FOUR[grade]))
        }).collect();
        // On a new day, so that nothing of its limits is spent.
        let day = day + 1;
        let plan = planned(&deck, &entries, day, left, new).unwrap();
        let (until, met) = (plus(day + left), deck.cards().len() - plan.unmet());
        prop_assert_eq!((plan.cards(), plan.until), (deck.cards().len(), until));
        // Every card is of another record, so nothing but the number a day holds new ones back.
        let days = usize::try_from(left).unwrap();
        prop_assert_eq!(plan.left(), plan.unmet().saturating_sub(days * new));
        prop_assert_eq!(plan.left() > 0, new < plan.pace.needed);
        prop_assert_eq!(plan.leave.iter().map(|leave| leave.cards).sum::<usize>(), plan.left());
        prop_assert!(plan.leave.windows(2).all(|two| two[0].weight >= two[1].weight));
        let core = |weight: Weight| plan.leave.iter().filter(|leave| leave.weight == weight).map(|leave| leave.cards).sum::<usize>();
        prop_assert_eq!(core(Weight::Core), plan.left_core());
        prop_assert!(plan.firm() <= met + plan.unmet() - plan.left());
        let (now, then) = plan.recall;
        prop_assert!((0.0..=1.0).contains(&now) && (0.0..=1.0).contains(&then));
        for topic in &plan.topics {
            prop_assert!(topic.met <= topic.cards && topic.left <= topic.unmet() && topic.left_core <= topic.left);
            prop_assert!(topic.firm <= topic.cards && topic.left_core <= topic.unmet_core && topic.unmet_core <= topic.unmet());
            prop_assert_eq!(topic.met_by.is_some(), topic.unmet() > 0 && topic.left == 0);
            prop_assert_eq!(topic.core_by.is_some(), topic.unmet_core > 0 && topic.left_core == 0);
            for by in [topic.core_by, topic.met_by, topic.firm_by].into_iter().flatten() {
                prop_assert!(plus(day) <= by && by < until);
            }
            prop_assert!(topic.met_by.is_none_or(|by| topic.core_by.is_none_or(|core| core <= by)));
        }
        let told = [sentences(&plan), table(&plan, 60), assumptions(&plan)].concat();
        prop_assert!(told.iter().all(|line| !line.is_empty() && !line.contains("NaN")), "{:?}", told);
    }

    #[test]
    fn a_table_is_as_wide_as_asked_and_always_tells_the_topic(columns in 0_usize..120) {
        let plan = planned(&some_deck(40), &[], 0, 9, 2).unwrap();
        let lines = table(&plan, columns);
        let names = plan.topics.iter().map(|topic| maitri::text::width(&topic.name)).max().unwrap_or(0);
        prop_assert_eq!(lines.len(), plan.topics.len() + 1);
        prop_assert!(lines.iter().all(|line| maitri::text::width(line) <= columns.max(names)));
        prop_assert!(lines.iter().skip(1).zip(&plan.topics).all(|(line, topic)| line.starts_with(&topic.name)));
    }
}

#[test]
fn without_an_exam_ahead_there_is_no_plan() {
    for left in [0, -1, -400] {
        assert_eq!(planned(deck(), &[], 0, left, 15), None);
    }
    let (plan, model) = (Plan::default(), Model::default());
    assert_eq!(exam_plan(deck(), dataset(), &Progress::default(), (&plan, &model), START), None);
}

#[test]
fn with_the_exam_tomorrow_what_is_asked_today_fits() {
    let plan = planned(&some_deck(20), &[], 0, 1, 15).unwrap();
    assert_eq!((plan.days_left(), plan.left(), plan.pace.needed), (1, 5, 20));
    assert!(plan.topics.iter().filter_map(|topic| topic.met_by).all(|by| by == START));
    let told = sentences(&plan).concat();
    assert!(told.contains("Of 20 cards not met yet 5 do not fit") && told.contains("at least 20 new cards"), "{told}");
    let one = planned(&some_deck(2), &[], 0, 1, 1).unwrap();
    let told = sentences(&one).concat();
    assert!(told.contains("With 1 new card a day") && told.contains(" 1 does not fit, it is"), "{told}");
}

#[test]
fn an_exam_years_off_is_played_so_far_as_plans_hold_and_that_is_said() {
    let plan = planned(&some_deck(30), &[], 0, FARTHEST + 400, 1).unwrap();
    assert_eq!((plan.until, plan.left(), plan.met_by()), (plus(FARTHEST), 0, Some(plus(29))));
    assert!(assumptions(&plan).concat().contains("first 1000 days"));
    // What lies beyond is not told as if somebody had looked there.
    let told = sentences(&plan).concat();
    assert!(told.contains("Expected recall of all cards on ") && !told.contains("on exam day"), "{told}");
    let plan = planned(&some_deck(30), &[], 0, 730, 1).unwrap();
    assert!(plan.until == plan.exam && plan.firm() > 20 && plan.recall.1 > 0.8, "{plan:?}");
    assert!(!assumptions(&plan).concat().contains("1000 days"));
}

#[test]
fn no_cards_no_answers_and_all_cards_met_are_said() {
    let none = planned(&Deck::of(Vec::new()), &[], 0, 30, 15).unwrap();
    assert!(none.topics.is_empty() && table(&none, 80).is_empty() && assumptions(&none).is_empty());
    assert!(sentences(&none).concat().starts_with("There are no cards"), "{:?}", sentences(&none));
    let deck = some_deck(30);
    let all: Vec<Entry> = deck.cards().iter().map(|card| review(&card.id, START, Grade::Good)).collect();
    let met = planned(&deck, &all, 1, 30, 15).unwrap();
    assert_eq!((met.unmet(), met.left(), met.met_by(), met.pace.needed), (0, 0, None, 0));
    let told = sentences(&met).concat();
    assert!(told.contains("You have met every card") && told.contains("9 seconds an answer (your own pace)"), "{told}");
    assert!(table(&met, 80).iter().skip(1).all(|line| line.contains("  –  ")), "{:?}", table(&met, 80));
    let few = planned(&deck, &all[..4], 1, 30, 15).unwrap();
    assert!(sentences(&few).concat().contains("12 seconds an answer (assumed until you have given twenty)"));
}

#[test]
fn who_is_behind_is_told_and_when_that_ends() {
    let deck = some_deck(60);
    let all: Vec<Entry> = deck.cards().iter().map(|card| review(&card.id, START, Grade::Again)).collect();
    let limits = |reviews| Limits { new: 5, reviews, minutes: None };
    let on = |reviews| {
        let plan = Plan { exam: Some(plus(40)), limits: limits(reviews), ..Plan::default() };
        let model = plan.model();
        exam_plan(&deck, dataset(), &Progress::replay(&all, &model), (&plan, &model), plus(10)).unwrap()
    };
    let plan = on(25);
    assert_eq!(plan.behind, 35);
    let caught_up = plan.caught_up.unwrap();
    assert!(caught_up > plus(11) && caught_up < plus(40), "{caught_up}");
    assert!(sentences(&plan).concat().contains("You are behind: 35 cards are due"), "{:?}", sentences(&plan));
    let never = on(1);
    assert_eq!(never.caught_up, None);
    assert!(sentences(&never).concat().contains("you do not catch up"));
    assert_eq!(on(60).behind, 0);
}

#[test]
fn minutes_hold_new_cards_back_and_that_is_said() {
    let deck = some_deck(40);
    let with = |new| {
        let limits = Limits { new, reviews: 100, minutes: Some(1) };
        let plan = Plan { exam: Some(plus(5)), limits, ..Plan::default() };
        exam_plan(&deck, dataset(), &Progress::default(), (&plan, &plan.model()), START).unwrap()
    };
    let told = sentences(&with(4)).concat();
    assert!(told.contains("at least 8 new cards a day, and the minutes for them."), "{told}");
    let told = with(40);
    assert!(told.left() > 0 && told.pace.needed <= 40);
    let told = sentences(&told).concat();
    assert!(told.contains("within 1 minute") && told.contains("The minutes of a day hold them back"), "{told}");
}

#[test]
fn what_is_set_aside_is_no_part_of_it_and_what_is_put_off_is() {
    let deck = some_deck(10);
    let decide =
        |number: usize, decision| Entry::Aside(Aside { at: 0, card: deck.cards()[number].id.clone(), decision });
    let entries = [decide(0, Decision::Suspend), decide(1, Decision::Bury(plus(3)))];
    let plan = planned(&deck, &entries, 0, 10, 15).unwrap();
    assert_eq!((plan.cards(), plan.left(), plan.met_by()), (9, 0, Some(plus(3))));
}

#[test]
fn the_pace_of_the_last_days_is_told_where_it_is_slower() {
    let deck = some_deck(60);
    // Two new cards on every other day of eight: one a day.
    let met = deck.cards().iter().take(8).enumerate();
    let entries: Vec<Entry> =
        met.map(|(number, card)| review(&card.id, plus(i32::try_from(number / 2 * 2).unwrap()), Grade::Good)).collect();
    let plan = planned(&deck, &entries, 8, 20, 15).unwrap();
    assert_eq!(plan.pace.own_new, Some(1.0));
    let told = sentences(&plan).concat();
    assert!(told.contains("you met 1.0 new cards a day") && told.contains("about 20 of the 52"), "{told}");
    assert_eq!(planned(&deck, &entries[6..], 8, 20, 15).unwrap().pace.own_new, None, "two days are no pace");
}

#[test]
fn what_matters_least_is_left_first_and_of_that_the_heaviest_topic() {
    let plan = planned(deck(), &[], 0, 3, 15).unwrap();
    assert!(plan.leave.len() > 3 && plan.left_core() > 0);
    let order = |two: &[maitri::study::scheduler::exam_plan::Leave]| {
        (two[0].weight, two[0].cards) >= (two[1].weight, two[1].cards)
    };
    assert!(plan.leave.windows(2).all(order), "{:?}", plan.leave);
    let told = sentences(&plan).concat();
    let place = |word: &str| told.find(word).unwrap_or_else(|| panic!("{word}: {told}"));
    assert!(place("Detail cards of") < place("Useful cards of") && place("Useful cards of") < place("Core cards of"));
    assert_eq!(plan.topics.len(), topics(deck(), dataset()).len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn in_slices_of_any_size_the_same_plan_is_made(
        cards in 0_usize..60,
        answers in prop::collection::vec((0_usize..60, 0_usize..4), 0..40),
        left in 1_i32..40,
        costs in prop::collection::vec(0_usize..3000, 1..5),
    ) {
        let deck = some_deck(cards);
        let entries: Vec<Entry> = answers.into_iter().filter_map(|(card, grade)| {
            Some(review(&deck.cards().get(card)?.id, START, Grade::FOUR[grade]))
        }).collect();
        let plan = Plan { exam: Some(plus(left)), ..Plan::default() };
        let model = plan.model();
        let progress = Progress::replay(&entries, &model);
        let whole = exam_plan(&deck, dataset(), &progress, (&plan, &model), START).unwrap();
        let mut planning = Planning::begin(&progress, (&plan, &model), START).unwrap();
        let mut sizes = costs.iter().cycle();
        while !planning.advance(&deck, *sizes.next().unwrap()) {}
        prop_assert_eq!(planning.finish(&deck, dataset(), &progress), whole);
    }
}

/// A day costs what is gone through for it: of many cards that were answered one day is a slice.
#[test]
fn no_slice_plays_more_days_than_it_may() {
    let deck = some_deck(400);
    let plan = Plan { exam: Some(plus(40)), ..Plan::default() };
    let model = plan.model();
    let entries: Vec<Entry> = deck.cards().iter().map(|card| review(&card.id, START, Grade::Good)).collect();
    let days = |entries: &[Entry]| {
        let mut planning = Planning::begin(&Progress::replay(entries, &model), (&plan, &model), START).unwrap();
        assert!(!planning.advance(&deck, 300));
        planning.days().0
    };
    assert_eq!(days(&entries), 1);
    assert!(days(&[]) > 1);
}
