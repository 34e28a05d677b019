//! When cards come back, and what is asked today.

use fsrs::{FSRS, FSRSItem, FSRSReview};
use jiff::civil::Date;
use maitri::study::cards::card::Topic;
use maitri::study::review::{Aside, Bring, Decision, Entry, Review};
use maitri::study::scheduler::cramming::Cramming;
use maitri::study::scheduler::memory::{Grade, Model};
use maitri::study::scheduler::sitting::Sitting;
use maitri::study::scheduler::{self, Limits, Plan, Progress, intervals, outlook, today, whole_days};
use maitri::study::{CardId, Deck};
use proptest::prelude::*;

use super::{dataset, deck};

const START: Date = Date::constant(2026, 11, 1);

fn plus(days: i32) -> Date {
    START.saturating_add(jiff::Span::new().days(days))
}

fn review(card: &CardId, day: Date, grade: Grade) -> Entry {
    Entry::Review(Review { at: 0, day, card: card.clone(), grade, ms: 10_000, answer: None })
}

/// A card of another record than those named in the tests.
fn another_card() -> CardId {
    let others = deck().cards().iter().filter(|card| card.topic == Topic::Signed);
    let mut others = others.map(|card| card.id.clone()).filter(|id| !id.as_str().starts_with("cepa/"));
    others.next().expect("an agreement with a date")
}

fn some_card() -> CardId {
    "cepa/signed".into()
}

fn any_history() -> impl Strategy<Value = Vec<(u32, usize)>> {
    prop::collection::vec((0_u32..60, 0_usize..4), 1..15)
}

proptest! {
    #[test]
    fn intervals_are_those_of_the_fsrs_crate(history in any_history(), later in 0_u32..90) {
        let (model, card) = (Model::new(0.9), some_card());
        let mut progress = Progress::default();
        let mut reviews = Vec::new();
        let mut elapsed = 0;
        for (index, (gap, grade)) in history.iter().enumerate() {
            let gap = if index == 0 { 0 } else { *gap };
            elapsed += gap;
            progress.apply(&review(&card, plus(i32::try_from(elapsed).unwrap()), Grade::FOUR[*grade]), &model);
            reviews.push(FSRSReview { rating: u32::try_from(*grade).unwrap() + 1, delta_t: gap });
        }
        let fsrs = FSRS::default();
        let memory = fsrs.memory_state(FSRSItem { reviews }, None).unwrap();
        let next = fsrs.next_states(Some(memory), 0.9, later).unwrap();
        let ours = intervals(progress.state(&card), &Plan { four_grades: true, ..Plan::default() }, &model, plus(i32::try_from(elapsed + later).unwrap()));
        let theirs = [next.again.interval, next.hard.interval, next.good.interval, next.easy.interval].map(whole_days);
        prop_assert_eq!(ours.iter().map(|(_, days)| *days).collect::<Vec<_>>(), theirs);
        let known = progress.state(&card).unwrap().memory.unwrap();
        prop_assert_eq!(known.stability.to_bits(), memory.stability.to_bits());
        prop_assert_eq!(known.difficulty.to_bits(), memory.difficulty.to_bits());
    }

    #[test]
    fn nothing_waits_past_the_exam(history in any_history(), left in 1_i32..120) {
        let (model, card) = (Model::default(), some_card());
        let plan = Plan { exam: Some(plus(left)), four_grades: true, ..Plan::default() };
        let mut progress = Progress::default();
        let mut day = 0;
        for (gap, grade) in history {
            day = (day + i32::try_from(gap).unwrap()).min(left - 1);
            for (_, days) in intervals(progress.state(&card), &plan, &model, plus(day)) {
                prop_assert!(days >= 1 && day + days <= left);
            }
            let shown = intervals(progress.state(&card), &plan, &model, plus(day))[grade].1;
            progress.apply(&review(&card, plus(day), Grade::FOUR[grade]), &model);
            let due = plan.due(progress.state(&card).unwrap(), plus(day));
            prop_assert!(due <= plus(left));
            // What was failed is not done with today.
            prop_assert_eq!(due, if grade == 0 { plus(day) } else { plus(day + shown) });
        }
    }

    #[test]
    fn undo_takes_back_any_number_of_steps(history in prop::collection::vec((0_usize..6, 0_usize..4, 0_i32..3), 1..40), steps in 1_usize..40) {
        let model = Model::default();
        let cards: Vec<CardId> = deck().cards().iter().take(6).map(|card| card.id.clone()).collect();
        let mut day = 0;
        let entries: Vec<Entry> = history.iter().map(|(card, grade, gap)| {
            day += gap;
            if *grade == 3 && *gap == 2 { Entry::Bring(Bring { at: 0, card: cards[*card].clone(), due: plus(day + 1) }) }
            else { review(&cards[*card], plus(day), Grade::FOUR[*grade]) }
        }).collect();
        let steps = steps.min(entries.len());
        let kept = Progress::replay(&entries[..entries.len() - steps], &model);
        let all: Vec<Entry> = entries.iter().cloned().chain([Entry::Undo(u32::try_from(steps).unwrap())]).collect();
        let undone = Progress::replay(&all, &model);
        for card in &cards {
            prop_assert_eq!(kept.state(card), undone.state(card));
        }
        for ahead in 0..=day {
            let (kept, undone) = (kept.done(plus(ahead)), undone.done(plus(ahead)));
            prop_assert_eq!((kept.cards, kept.new, kept.reviews), (undone.cards, undone.new, undone.reviews));
        }
        prop_assert_eq!(kept.undoable(), undone.undoable());
    }
}

#[test]
fn two_grades_by_default_and_four_on_request() {
    let names = |plan: &Plan| {
        intervals(None, plan, &Model::default(), START).iter().map(|(grade, _)| grade.name()).collect::<Vec<_>>()
    };
    assert_eq!(names(&Plan::default()), ["again", "good"]);
    assert_eq!(names(&Plan { four_grades: true, ..Plan::default() }), ["again", "hard", "good", "easy"]);
}

#[test]
fn limits_hold_and_the_rest_waits() {
    let (model, progress) = (Model::default(), Progress::default());
    let plan = Plan { limits: Limits { new: 7, reviews: 50, minutes: None }, ..Plan::default() };
    let first = today(deck(), &progress, &plan, &model, START);
    assert_eq!((first.cards.len(), first.new), (7, 7));
    assert_eq!(first.cards.len() + first.waiting.new + first.waiting.siblings, deck().cards().len());
    let short = Plan { limits: Limits { new: 100, reviews: 50, minutes: Some(1) }, ..Plan::default() };
    assert_eq!(
        today(deck(), &progress, &short, &model, START).cards.len(),
        5,
        "five cards of twelve seconds in a minute"
    );
    let entries: Vec<Entry> = first.cards.iter().take(3).map(|card| review(card, START, Grade::Good)).collect();
    let later = today(deck(), &Progress::replay(&entries, &model), &plan, &model, START);
    assert_eq!(later.new, 4, "what was done today counts");
}

/// What one has decided about a card.
fn aside(card: &CardId, decision: Decision) -> Entry {
    Entry::Aside(Aside { at: 0, card: card.clone(), decision })
}

#[test]
fn a_card_that_rests_is_asked_nowhere() {
    let model = Model::default();
    let plan = Plan { exam: Some(plus(40)), ..Plan::default() };
    let learnt = review(&some_card(), START, Grade::Good);
    let asked = |entries: &[Entry], day: Date| {
        let progress = Progress::replay(entries, &model);
        let forecast = scheduler::forecast(deck(), &progress, &plan, (day, 40));
        let coming = forecast.overdue + forecast.days.iter().map(|(_, cards)| cards).sum::<usize>();
        (today(deck(), &progress, &plan, &model, day).cards.contains(&some_card()), coming)
    };
    let suspend = aside(&some_card(), Decision::Suspend);
    assert_eq!(asked(std::slice::from_ref(&learnt), plus(20)), (true, 1));
    assert_eq!(asked(&[learnt.clone(), suspend.clone()], plus(20)), (false, 0));
    assert_eq!(asked(&[learnt.clone(), suspend.clone(), aside(&some_card(), Decision::Resume)], plus(20)), (true, 1));
    let bury = aside(&some_card(), Decision::Bury(plus(21)));
    assert_eq!(asked(&[learnt.clone(), bury.clone()], plus(20)), (false, 1));
    assert_eq!(asked(&[learnt.clone(), bury], plus(21)), (true, 1));
    // Taking back an answer takes back no decision.
    let progress = Progress::replay([learnt, suspend, Entry::Undo(1)], &model);
    assert!(progress.state(&some_card()).is_none() && progress.decided().is_suspended(&some_card()));
}

#[test]
fn who_is_behind_gets_no_new_cards() {
    let model = Model::default();
    let one_each = |card: &&maitri::study::Card| card.topic == Topic::Signed;
    let learnt: Vec<Entry> =
        deck().cards().iter().filter(one_each).take(6).map(|card| review(&card.id, START, Grade::Again)).collect();
    let progress = Progress::replay(&learnt, &model);
    let new = |reviews| {
        let plan = Plan { limits: Limits { new: 7, reviews, minutes: None }, ..Plan::default() };
        let chosen = today(deck(), &progress, &plan, &model, plus(5));
        (chosen.cards.len() - chosen.new, chosen.new)
    };
    assert_eq!(new(6), (6, 7));
    assert_eq!(new(4), (4, 0), "two are due beyond the limit");
}

#[test]
fn the_wanted_recall_decides_how_soon_a_card_comes_back() {
    let days = |retention| {
        let plan = Plan { retention, ..Plan::default() };
        let progress = Progress::replay([review(&some_card(), START, Grade::Good)], &plan.model());
        progress.state(&some_card()).unwrap().due
    };
    assert!(days(97) < days(90) && days(90) < days(70));
}

#[test]
fn a_day_of_study_begins_when_one_says() {
    let plan = |day_begins| Plan { day_begins, ..Plan::default() };
    let night = START.at(2, 30, 0, 0);
    assert_eq!((plan(4).day_of(night), plan(0).day_of(night), plan(2).day_of(night)), (plus(-1), START, START));
}

#[test]
fn siblings_are_not_asked_on_one_day() {
    let (model, progress) = (Model::default(), Progress::default());
    let plan = Plan { limits: Limits { new: 400, reviews: 0, minutes: None }, ..Plan::default() };
    let chosen = today(deck(), &progress, &plan, &model, START);
    let mut seen = std::collections::HashSet::new();
    for item in chosen.cards.iter().flat_map(|id| deck().get(id.as_str()).unwrap().items()) {
        assert!(seen.insert(item), "{}", dataset().get(item).unwrap().id());
    }
    let done = Progress::replay(&[review(&some_card(), START, Grade::Good)], &model);
    let rest = today(deck(), &done, &plan, &model, START);
    assert!(rest.cards.iter().all(|card| !card.as_str().starts_with("cepa/")));
}

#[test]
fn the_lowest_recall_on_exam_day_comes_first() {
    let model = Model::default();
    let cards: Vec<CardId> = vec!["cepa/signed".into(), another_card(), "jimex/venue-jimex-24".into()];
    let entries = [
        review(&cards[0], plus(0), Grade::Easy),
        review(&cards[1], plus(0), Grade::Again),
        review(&cards[2], plus(0), Grade::Good),
    ];
    let progress = Progress::replay(&entries, &model);
    let plan = Plan { exam: Some(plus(30)), limits: Limits { new: 0, ..Limits::default() }, ..Plan::default() };
    let order = today(deck(), &progress, &plan, &model, plus(20)).cards;
    assert_eq!(order, [cards[1].clone(), cards[2].clone(), cards[0].clone()]);
}

#[test]
fn the_outlook_grows_with_todays_cards() {
    let model = Model::default();
    let plan = Plan { exam: Some(plus(20)), ..Plan::default() };
    let chosen = today(deck(), &Progress::default(), &plan, &model, START);
    let view = outlook(deck(), &Progress::default(), &model, (START, plus(20)), &chosen);
    assert!(view.now.abs() < f32::EPSILON && view.after > 0.0 && view.after < 1.0);
}

#[test]
fn six_lapses_in_sixty_days_make_a_leech() {
    let (model, card) = (Model::default(), some_card());
    let mut entries = vec![review(&card, START, Grade::Good)];
    for round in 1..=6 {
        let leech = Progress::replay(&entries, &model);
        assert!(!scheduler::is_leech(leech.state(&card).unwrap(), plus(round * 5)));
        entries.push(review(&card, plus(round * 5), Grade::Again));
        entries.push(review(&card, plus(round * 5), Grade::Again));
        entries.push(review(&card, plus(round * 5), Grade::Good));
    }
    let progress = Progress::replay(&entries, &model);
    assert!(scheduler::is_leech(progress.state(&card).unwrap(), plus(31)));
    assert!(!scheduler::is_leech(progress.state(&card).unwrap(), plus(200)));
    let near = scheduler::confusable(deck(), dataset(), deck().get("cepa/signed").unwrap(), 3);
    assert!(!near.is_empty() && near.len() <= 3);
}

#[test]
fn what_was_wrong_in_a_mock_exam_is_due_tomorrow() {
    let model = Model::default();
    let plan = Plan { limits: Limits { new: 1, ..Limits::default() }, ..Plan::default() };
    let bring = Entry::Bring(Bring { at: 0, card: some_card(), due: plus(1) });
    let progress = Progress::replay([&review(&another_card(), START, Grade::Easy), &bring], &model);
    assert!(!today(deck(), &progress, &plan, &model, START).cards.contains(&some_card()));
    assert_eq!(today(deck(), &progress, &plan, &model, plus(1)).cards, [some_card()]);
    // One that was learnt is no new one: no limit on those holds it back.
    let learnt = Progress::replay([&review(&some_card(), START, Grade::Easy), &bring], &model);
    let none = Plan { limits: Limits { new: 0, ..Limits::default() }, ..Plan::default() };
    assert_eq!(today(deck(), &learnt, &none, &model, plus(1)).cards, [some_card()]);
}

#[test]
fn what_a_mock_exam_brought_is_new_and_keeps_to_the_limit_on_new_cards() {
    let model = Model::default();
    let mut cards: Vec<CardId> =
        deck().cards().iter().filter(|card| card.topic == Topic::Signed).map(|card| card.id.clone()).collect();
    cards.truncate(6);
    let bring = |card: &CardId| Entry::Bring(Bring { at: 0, card: card.clone(), due: START });
    let progress = Progress::replay(cards.iter().map(bring), &model);
    let at = |new| {
        let plan = Plan { limits: Limits { new, ..Limits::default() }, ..Plan::default() };
        today(deck(), &progress, &plan, &model, START)
    };
    let few = at(4);
    assert_eq!((few.cards.len(), few.new, few.brought), (4, 4, 4), "nothing of it was seen before");
    assert!(few.cards.iter().all(|card| cards.contains(card)), "they come before all other new ones");
    assert_eq!(few.cards.len() + few.waiting.new + few.waiting.siblings, deck().cards().len(), "each is counted once");
    let more = at(9);
    assert_eq!((more.cards.len(), more.new, more.brought), (9, 9, 6));
    assert!(more.cards.iter().take(6).all(|card| cards.contains(card)));
    // The limit is the same whether some of them are answered or not.
    let answered: Vec<Entry> = few.cards.iter().map(|card| review(card, START, Grade::Good)).collect();
    let progress = Progress::replay(cards.iter().map(bring).chain(answered), &model);
    let plan = Plan { limits: Limits { new: 4, ..Limits::default() }, ..Plan::default() };
    assert_eq!(today(deck(), &progress, &plan, &model, START).new, 0);
    // Nor does it fall due as what was seen does.
    let coming = scheduler::forecast(deck(), &progress, &plan, (plus(1), 60));
    assert_eq!(coming.overdue + coming.days.iter().map(|(_, cards)| cards).sum::<usize>(), 4);
}

#[test]
fn on_the_day_of_the_exam_nothing_new_comes() {
    let (model, exam) = (Model::default(), plus(5));
    let plan = Plan { exam: Some(exam), ..Plan::default() };
    let bring = Entry::Bring(Bring { at: 0, card: another_card(), due: exam });
    let progress = Progress::replay([&review(&some_card(), START, Grade::Again), &bring], &model);
    let on = |day| today(deck(), &progress, &plan, &model, day);
    assert_eq!((on(exam).cards, on(exam).new), (vec![some_card()], 0));
    assert!(on(plus(4)).new > 0 && on(plus(6)).new > 0);
}

#[test]
fn cram_shuffles_and_keeps_all() {
    let model = Model::default();
    let cram = |progress: &Progress, seed| {
        let mut cramming = Cramming::new(deck(), progress, &model, (plus(9), seed));
        while !cramming.advance((deck(), progress), &|_| true, usize::MAX) {}
        cramming.finish(deck())
    };
    let mut cards = cram(&Progress::default(), 4);
    assert_eq!(cards, cram(&Progress::default(), 4));
    assert_ne!(cards, cram(&Progress::default(), 5));
    // What was learnt and is known least comes first.
    let weak = review(&another_card(), START, Grade::Again);
    let learnt = Progress::replay([review(&some_card(), START, Grade::Good), weak], &model);
    assert_eq!(cram(&learnt, 4)[..2], [another_card(), some_card()]);
    cards.sort();
    cards.dedup();
    assert_eq!(cards.len(), deck().cards().len());
}

#[test]
fn a_failed_card_comes_back_in_the_sitting() {
    let cards: Vec<CardId> = (0..10).map(|number| CardId::from(format!("c{number}"))).collect();
    let mut session = Sitting::new(cards.clone());
    session.answer(Grade::Again, 1000);
    assert_eq!(session.left(), 10);
    for _ in 0..6 {
        session.answer(Grade::Good, 1000);
    }
    assert_eq!(session.card(), Some(&cards[0]));
    for _ in 0..7 {
        assert!(session.undo());
    }
    assert!(!session.undo());
    assert_eq!(session.card(), Some(&cards[0]));
    let mut last = Sitting::new([cards[0].clone()]);
    last.answer(Grade::Again, 1000);
    assert_eq!(last.card(), Some(&cards[0]));
}

#[test]
fn calendar_and_forecast_count_days() {
    let model = Model::default();
    let entries = [review(&some_card(), plus(0), Grade::Good), review(&another_card(), plus(2), Grade::Again)];
    let progress = Progress::replay(&entries, &model);
    let calendar = progress.calendar(plus(2), 26 * 7);
    assert_eq!(calendar.len(), 182);
    assert_eq!(calendar.iter().map(|(_, count)| count).sum::<usize>(), 2);
    assert_eq!(calendar.last(), Some(&(plus(2), 1)));
    let coming = scheduler::forecast(deck(), &progress, &Plan::default(), (plus(2), 14));
    assert_eq!((coming.days.len(), coming.overdue), (14, 0));
    assert_eq!(coming.days.iter().map(|(_, count)| count).sum::<usize>(), 2);
    // What was not answered on its day is told apart from the days.
    let late = scheduler::forecast(deck(), &progress, &Plan::default(), (plus(90), 14));
    assert_eq!((late.overdue, late.days.iter().map(|(_, count)| count).sum::<usize>()), (2, 0));
}

#[test]
fn a_card_failed_today_is_asked_again_today_in_a_new_sitting() {
    let model = Model::default();
    let plan = Plan { limits: Limits { new: 0, ..Limits::default() }, ..Plan::default() };
    let failed = Progress::replay([&review(&some_card(), START, Grade::Again)], &model);
    let _: &Deck = deck();
    assert_eq!(today(deck(), &failed, &plan, &model, START).cards, [some_card()]);
}
