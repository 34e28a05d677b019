//! Papers of many seeds: a key that is wrong would be worse than no paper.

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use maitri::data::ItemId;
use maitri::data::body::Body;
use maitri::data::date::{Order, PartialDate};
use maitri::study::cards::card::Value;
use maitri::study::exam::drill::answer;
use maitri::study::exam::report::{Answer, Confidence, report};
use maitri::study::exam::{Form, Paper, PaperSpec, Question, print};
use maitri::study::{Card, Topic};

use super::{dataset, deck};

fn paper(seed: u64, questions: usize) -> Paper {
    Paper::of_drills(deck(), dataset(), PaperSpec { questions, seed })
}

/// Papers of as many seeds, of twenty questions each, which all tests share: they take long to write.
/// `MAITRI_PAPERS` asks for more than every run of the tests judges.
pub(super) fn papers() -> &'static [Paper] {
    static PAPERS: OnceLock<Vec<Paper>> = OnceLock::new();
    PAPERS.get_or_init(|| {
        let asked = std::env::var("MAITRI_PAPERS").ok().and_then(|count| count.parse().ok());
        (0..asked.unwrap_or(60)).map(|seed| paper(seed, 20)).collect()
    })
}

fn card(question: &Question, claim: usize) -> &'static Card {
    deck().get(question.claims[claim].card.as_str()).unwrap()
}

fn signed(id: ItemId) -> PartialDate {
    match &dataset().record(id).unwrap().body {
        Body::Agreement(agreement) => agreement.signed.unwrap(),
        _ => dataset().record(id).unwrap().when.unwrap(),
    }
}

#[test]
fn keys_are_right_over_many_seeds() {
    let mut forms: BTreeMap<Form, usize> = BTreeMap::new();
    let mut positions = [0; 4];
    for (seed, paper) in (0..).zip(papers()) {
        assert_eq!(paper.questions.len(), 20);
        for question in &paper.questions {
            *forms.entry(question.form).or_default() += 1;
            positions[question.right] += 1;
            judge(question, seed);
        }
    }
    println!("{forms:?}, right option a to d: {positions:?}");
    assert_eq!(forms.len(), Form::ALL.len() - 3, "no card makes a reason, nor what is worth telling apart");
}

fn judge(question: &Question, seed: u64) {
    let distinct: HashSet<&String> = question.options.iter().collect();
    assert_eq!((question.options.len(), distinct.len()), (4, 4), "seed {seed}: {question:?}");
    for (at, claim) in question.claims.iter().enumerate() {
        let right = answer(card(question, at)).unwrap();
        assert_eq!(claim.holds, claim.value == right, "seed {seed}: {claim:?} but {right}");
        if !claim.holds {
            is_surely_false(card(question, at), &claim.value);
        }
    }
    let holds = question.claims.iter().filter(|claim| claim.holds).count();
    let right = question.options[question.right].as_str();
    match question.form {
        Form::HowMany if question.lines.len() == 2 => {
            let expected = match (question.claims[0].holds, question.claims[1].holds) {
                (true, false) => "1 only",
                (false, true) => "2 only",
                (true, true) => "Both 1 and 2",
                (false, false) => "Neither 1 nor 2",
            };
            assert_eq!(right, expected, "seed {seed}");
        }
        Form::HowMany | Form::Pairs => {
            let words = ["None", "Only one", "Only two", "Only three", "All four"];
            let all_three = question.lines.len() == 3 && holds == 3;
            let expected = if all_three { "All three" } else { words[holds] };
            assert!(right.starts_with(expected), "seed {seed}: {holds} hold, key {right}");
            assert_eq!(question.lines.len(), question.claims.len());
            for (line, claim) in question.lines.iter().zip(&question.claims) {
                // Parties are told by side, aims go on in a sentence.
                let said = claim.value.split([':', ';', ' ']).rfind(|word| word.starts_with(char::is_uppercase));
                let in_parts = ["/parties", "/part"].iter().any(|topic| claim.card.as_str().ends_with(topic));
                let value = if in_parts && question.form == Form::HowMany { said } else { Some(claim.value.as_str()) };
                let value = value.unwrap_or_default().trim_end_matches('.').to_lowercase();
                assert!(line.to_lowercase().contains(&value), "{line} lacks {}", claim.value);
            }
        }
        Form::Order => judge_order(question, seed),
        Form::Which | Form::Explains | Form::Assertion => panic!("no card makes one: {question:?}"),
        Form::Single => {
            assert_eq!(holds, 1, "seed {seed}");
            assert!(question.claims[question.right].holds, "seed {seed}");
        }
    }
}

/// A value put in is no other value the record has, and certainly another date or figure.
fn is_surely_false(card: &Card, value: &str) {
    if let (Value::Date(right), Topic::Signed | Topic::When | Topic::Founded) = (&card.value, card.topic) {
        let year = value.split(' ').next_back().unwrap();
        let end: i16 = year.parse().unwrap_or(0);
        let same_year = end == right.latest().year();
        assert!(!same_year || value.contains(' '), "{}: {value}", card.id);
    }
    if card.topic == Topic::Fact {
        assert!(!super::cards::says(card, value), "{}: {value} stands in the record", card.id);
    }
}

fn judge_order(question: &Question, seed: u64) {
    let sequence = |option: &str| option.split(" – ").map(|at| at.parse::<usize>().unwrap() - 1).collect::<Vec<_>>();
    let dates: Vec<PartialDate> = question.notes.iter().map(|note| signed(note.item)).collect();
    assert_eq!(question.lines.len(), dates.len());
    let in_order = |option: &str| {
        let order = sequence(option);
        order.windows(2).all(|two| dates[two[0]].compare(&dates[two[1]]) == Order::Before)
    };
    let right: Vec<bool> = question.options.iter().map(|option| in_order(option)).collect();
    assert_eq!(right.iter().filter(|right| **right).count(), 1, "seed {seed}: {question:?}");
    assert!(right[question.right], "seed {seed}: {question:?}");
}

#[test]
fn false_lines_are_not_told_by_their_looks() {
    for (seed, paper) in papers().iter().enumerate() {
        for question in &paper.questions {
            for claim in question.claims.iter().filter(|claim| !claim.holds) {
                let again = question.claims.iter().filter(|other| other.value == claim.value).count() > 1;
                assert!(!again, "seed {seed}: a false value stands in two lines: {question:?}");
            }
            for (at, claim) in question.claims.iter().enumerate().filter(|(_, claim)| !claim.holds) {
                if let Value::Date(date) = &card(question, at).value {
                    let apart = (claim.value.parse::<i16>().unwrap() - date.year()).abs();
                    assert!((2..=10).contains(&apart), "seed {seed}: {} for {date}", claim.value);
                }
            }
        }
    }
}

/// A card as a true statement.
fn said(card: &Card) -> Option<String> {
    maitri::study::wording::statement::statement(dataset(), card, &answer(card)?)
}

#[test]
fn statements_are_sentences() {
    let mut judged = 0;
    for card in deck().cards() {
        let Some(text) = said(card) else { continue };
        judged += 1;
        let first = text.chars().next().unwrap();
        // A title may begin with a name in lower case; nothing else may.
        let title = dataset().get(card.owner).unwrap().title();
        assert!(!first.is_lowercase() || text.starts_with(&title[..1]), "{text}");
        assert!(text.ends_with('.') && !text.contains("..") && !text.contains("  "), "{text}");
        assert!(text.chars().count() <= 230, "{text}");
        let pointing = ["It ", "He ", "She ", "They ", "This ", "These ", "Its ", "Their ", "Visited ", "Held "];
        assert!(!pointing.iter().any(|word| text.starts_with(word)), "{text}");
        assert!(
            !text.contains(": ")
                || dataset().get(card.owner).unwrap().title().contains(": ")
                || card.topic == Topic::Figure,
            "{text}"
        );
    }
    println!("{judged} statements");
    assert!(6 * judged > deck().cards().len(), "only {judged} cards make statements");
    if let Ok(path) = std::env::var("MAITRI_STATEMENTS") {
        let all = deck().cards().iter().filter_map(|card| Some(format!("[{}] {}\n", card.id, said(card)?)));
        std::fs::write(path, all.collect::<String>()).unwrap();
    }
}

#[test]
fn a_seed_gives_the_same_paper_and_another_seed_another() {
    assert_eq!(paper(11, 20), paper(11, 20));
    assert_ne!(paper(11, 20), paper(12, 20));
}

#[test]
fn a_record_is_asked_once_in_a_paper() {
    let paper = paper(5, 30);
    let mut seen = HashSet::new();
    for question in &paper.questions {
        let mut items: Vec<ItemId> =
            question.cards.iter().flat_map(|id| deck().get(id.as_str()).unwrap().items().collect::<Vec<_>>()).collect();
        items.sort_unstable();
        items.dedup();
        for item in items {
            assert!(seen.insert(item), "{}", dataset().get(item).unwrap().id());
        }
    }
}

#[test]
fn every_note_names_its_source() {
    for paper in papers() {
        for question in &paper.questions {
            let sourced = question.notes.iter().filter(|note| !note.cites.is_empty()).count();
            assert!(sourced >= question.claims.iter().filter(|claim| claim.holds).count().min(1), "{question:?}");
            for cite in question.notes.iter().flat_map(|note| &note.cites) {
                assert!(cite.contains('¶'), "{cite}");
            }
        }
    }
}

#[test]
fn a_paper_prints_with_its_key() {
    let paper = paper(7, 20);
    let (text, key) = (print::paper(&paper, 24), print::key(&paper, dataset()));
    assert!(text.contains("1. ") && text.contains("(d) ") && key.contains('¶'));
    if let Ok(path) = std::env::var("MAITRI_PAPER") {
        std::fs::write(path, format!("{text}\n{key}")).unwrap();
    }
}

#[test]
fn marks_are_two_and_minus_two_thirds() {
    let paper = paper(1, 6);
    let right = |at: usize| paper.questions[at].right;
    let answers = vec![
        Answer { choice: Some(right(0)), confidence: Some(Confidence::Sure), seconds: 30, ..Answer::default() },
        Answer {
            choice: Some((right(1) + 1) % 4),
            confidence: Some(Confidence::Guess),
            struck: vec![right(1)],
            ..Answer::default()
        },
        Answer { choice: Some((right(2) + 1) % 4), ..Answer::default() },
        Answer::default(),
    ];
    let report = report(&paper, &answers);
    assert_eq!((report.whole.right, report.whole.wrong, report.whole.none), (1, 2, 3));
    assert_eq!(report.whole.marks(&paper.scheme).to_string(), "⅔");
    assert_eq!(report.confidence[&Confidence::Guess].wrong, 1);
    assert_eq!(report.struck[&1].wrong, 1);
    assert_eq!(report.forms.values().map(|tally| tally.right + tally.wrong + tally.none).sum::<u32>(), 6);
    // What was wrong comes again, and what was left open after it.
    let cards = |at: std::ops::Range<usize>| -> usize { paper.questions[at].iter().map(|one| one.cards.len()).sum() };
    assert_eq!(report.again.len(), cards(1..6));
    assert_eq!(report.again[..cards(1..3)], [&paper.questions[1].cards[..], &paper.questions[2].cards[..]].concat());
    let marks = |right, wrong| paper.scheme.total(right, wrong).to_string();
    assert_eq!([marks(6, 0), marks(0, 1), marks(2, 1), marks(0, 0), marks(0, 2)], ["12", "−⅔", "3⅓", "0", "−1⅓"]);
}
