//! A learner who forgets as the model says, over ninety days to an exam: the schedule that knows the
//! day against the one that does not, at the same number of reviews on every day.
//!
//! `MAITRI_LEARNERS` asks for more learners than every run of the tests follows.

use jiff::civil::Date;
use maitri::study::review::{Entry, Review};
use maitri::study::rng::Rng;
use maitri::study::scheduler::memory::{Grade, Model};
use maitri::study::scheduler::{Limits, Plan, Progress, today};
use maitri::study::{Card, Deck};

use super::deck;

const START: Date = Date::constant(2027, 3, 1);
const DAYS: i32 = 90;
const CARDS: usize = 600;
const NEW_A_DAY: usize = 10;
const REVIEWS_A_DAY: usize = 60;

fn plus(days: i32) -> Date {
    START.saturating_add(jiff::Span::new().days(days))
}

/// One card of each of some records, so that siblings do not disturb the comparison.
fn some_deck() -> Deck {
    let mut seen = std::collections::HashSet::new();
    let mut cards: Vec<Card> = deck().cards().to_vec();
    cards.retain(|card| card.others.is_empty() && seen.insert(card.owner));
    cards.truncate(CARDS);
    Deck::of(cards)
}

struct Outcome {
    /// Mean recall on the day, all cards counted.
    recall: f64,
    /// Reviews of cards seen before, by day.
    reviews: Vec<usize>,
    /// All answers, with second looks on the same day.
    answers: usize,
}

/// Ninety days of study; `same` gives the number of reviews of each day.
fn study(deck: &Deck, model: &Model, seed: u64, exam: bool, same: Option<&[usize]>) -> Outcome {
    let mut rng = Rng::new(seed);
    let mut progress = Progress::default();
    let (mut reviews, mut answers) = (Vec::new(), 0);
    for day in 0..DAYS {
        let limit = same.map_or(REVIEWS_A_DAY, |same| same[usize::try_from(day).unwrap()]);
        let plan = Plan {
            exam: exam.then(|| plus(DAYS)),
            limits: Limits { new: NEW_A_DAY, reviews: limit, minutes: None },
            ..Plan::default()
        };
        let chosen = today(deck, &progress, &plan, model, plus(day));
        reviews.push(chosen.cards.len() - chosen.new);
        for card in chosen.cards {
            let known = progress.state(&card).map_or(0.0, |state| state.recall(model, plus(day)));
            let grade = if rng.unit() < f64::from(known) { Grade::Good } else { Grade::Again };
            let new = progress.state(&card).is_none();
            let entry = |grade| {
                Entry::Review(Review { at: 0, day: plus(day), card: card.clone(), grade, ms: 8000, answer: None })
            };
            progress.apply(&entry(grade), model);
            answers += 1;
            // What was not known is looked at once more the same day, as in a sitting.
            if grade == Grade::Again || new {
                progress.apply(&entry(Grade::Good), model);
                answers += 1;
            }
        }
    }
    let recall = deck
        .cards()
        .iter()
        .map(|card| progress.state(&card.id).map_or(0.0, |state| f64::from(state.recall(model, plus(DAYS)))));
    Outcome { recall: recall.sum::<f64>() / deck.cards().len() as f64, reviews, answers }
}

#[test]
fn aiming_at_the_day_pays() {
    let (deck, model) = (some_deck(), Model::default());
    let mut gains = Vec::new();
    println!("seed  plain   exam    gain     reviews    answers (plain/exam)");
    let asked = std::env::var("MAITRI_LEARNERS").ok().and_then(|count| count.parse().ok());
    for seed in 0..asked.unwrap_or(8) {
        let plain = study(&deck, &model, seed, false, None);
        let exam = study(&deck, &model, seed, true, Some(&plain.reviews));
        let sum = |outcome: &Outcome| outcome.reviews.iter().sum::<usize>();
        let gain = exam.recall - plain.recall;
        let counts = format!("{}/{}  {}/{}", sum(&plain), sum(&exam), plain.answers, exam.answers);
        println!("{seed:4}  {:.4}  {:.4}  {gain:+.4}  {counts}", plain.recall, exam.recall);
        assert!(sum(&exam) <= sum(&plain));
        gains.push(gain);
    }
    let mean = gains.iter().sum::<f64>() / gains.len() as f64;
    println!("mean gain {mean:+.4}, worst {:+.4}", gains.iter().copied().fold(f64::INFINITY, f64::min));
    assert!(mean > 0.01);
}
