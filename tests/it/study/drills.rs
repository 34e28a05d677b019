//! Papers of drills over many seeds: no fact twice, nothing false that is true, no key likelier than another. What
//! strict readers would count can be measured.

use std::collections::{BTreeMap, HashSet};

use maitri::data::body::Body;
use maitri::data::date::{Order, PartialDate};
use maitri::data::{ItemId, Record};
use maitri::study::cards::card::Value;
use maitri::study::exam::{Form, Paper, PaperSpec, Question, print};
use maitri::study::{Card, Topic};

use super::{dataset, deck};

/// So many papers of so many questions are measured.
const PAPERS: u64 = 20;
const QUESTIONS: usize = 25;

fn papers() -> Vec<Paper> {
    (0..PAPERS).map(|seed| Paper::of_drills(deck(), dataset(), PaperSpec { questions: QUESTIONS, seed })).collect()
}

fn card(id: &str) -> &'static Card {
    deck().get(id).unwrap()
}

fn items(paper: &Paper) -> HashSet<ItemId> {
    let cards = paper.questions.iter().flat_map(|question| &question.cards);
    cards.flat_map(|id| card(id.as_str()).items().collect::<Vec<_>>()).collect()
}

/// How far counts are from even, as chi-square.
fn chi_square(counts: &BTreeMap<&str, usize>, kinds: usize) -> f64 {
    let all: usize = counts.values().sum();
    let even = all as f64 / kinds as f64;
    let absent = (kinds - counts.len()) as f64 * even;
    absent + counts.values().map(|count| (*count as f64 - even).powi(2) / even).sum::<f64>()
}

/// What a question's key falls under: a count of three, of four, of two statements, or a letter.
fn key_kind(question: &Question) -> String {
    match question.form {
        Form::HowMany | Form::Pairs => format!("{:?} of {}", question.form, question.lines.len()),
        form => format!("{form:?}"),
    }
}

fn record(id: ItemId) -> &'static Record<'static> {
    dataset().record(id).unwrap()
}

/// The date a card asks for, with the words of its record's name.
fn dated(card: &Card) -> Option<(PartialDate, HashSet<String>)> {
    let Value::Date(date) = card.value else { return None };
    let title = record(card.owner).title.to_lowercase();
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3).map(str::to_owned);
    Some((date, words.collect()))
}

#[test]
fn no_paper_of_drills_tells_a_fact_twice() {
    for (seed, paper) in super::papers::papers().iter().enumerate() {
        let cards: Vec<&Card> =
            paper.questions.iter().flat_map(|question| &question.cards).map(|id| card(id.as_str())).collect();
        for (at, one) in cards.iter().enumerate() {
            for other in &cards[at + 1..] {
                assert!(
                    !one.items().any(|item| other.items().any(|other| other == item)),
                    "seed {seed}: {} and {} are of one record",
                    one.id,
                    other.id
                );
                let (Some((date, words)), Some((other_date, other_words))) = (dated(one), dated(other)) else {
                    continue;
                };
                let linked = dataset().neighbours(one.owner).any(|near| near == other.owner);
                let alike = words.intersection(&other_words).count() * 4 > 3 * words.len().min(other_words.len());
                let same = date.compare(&other_date) == Order::Unknown;
                assert!(!(same && (linked || alike)), "seed {seed}: {} and {} tell one fact", one.id, other.id);
            }
        }
    }
}

#[test]
fn papers_of_neighbouring_seeds_share_few_records() {
    let papers = super::papers::papers();
    let shared = papers.windows(2).map(|two| items(&two[0]).intersection(&items(&two[1])).count()).sum::<usize>();
    let all = papers.windows(2).map(|two| items(&two[0]).len().min(items(&two[1]).len())).sum::<usize>();
    assert!(100 * shared < 25 * all, "{shared} of {all}");
}

#[test]
fn years_among_four_are_about_evenly_apart() {
    let all = super::papers::papers().iter().flat_map(|paper| &paper.questions);
    for question in all.filter(|question| question.form == Form::Single) {
        let years: Vec<i16> = question.options.iter().filter_map(|option| option.parse().ok()).collect();
        let gaps: Vec<i16> = years.windows(2).map(|two| two[1] - two[0]).collect();
        let (Some(least), Some(most)) = (gaps.iter().min(), gaps.iter().max()) else { continue };
        assert!(*least >= 2 && most <= &(2 * least), "{}: {years:?}", question.lead);
    }
}

#[test]
fn what_is_told_is_a_sentence_and_no_headline() {
    for question in super::papers::papers().iter().flat_map(|paper| &paper.questions) {
        for text in question.lines.iter().chain([&question.lead]) {
            assert!(!text.contains("— in which") && !text.contains("first visited"), "{text}");
            assert!(!text.contains(" visits ") || !text.ends_with('.'), "{text}");
        }
    }
}

#[test]
fn what_is_called_false_is_not_what_the_dataset_says() {
    for question in super::papers::papers().iter().flat_map(|paper| &paper.questions) {
        for claim in question.claims.iter().filter(|claim| !claim.holds) {
            let card = card(claim.card.as_str());
            assert!(!says(card, &claim.value), "{}: {} is true", claim.card, claim.value);
        }
    }
}

/// Whether a record has this value where a card asks, judged from its fields.
fn says(card: &Card, value: &str) -> bool {
    let value = value.trim_end_matches('.');
    let Some(record) = dataset().record(card.owner) else { return card.answer() == value };
    let when = |date: Option<PartialDate>| date.is_some_and(|date| date.to_string().contains(value));
    match (&record.body, card.topic) {
        (Body::Agreement(agreement), Topic::Signed) => when(agreement.signed),
        (Body::Agreement(agreement), Topic::InForce) => when(agreement.in_force),
        (Body::Institution(body), Topic::Founded) => when(body.established),
        (Body::Initiative(initiative), Topic::Launched) => when(initiative.launched),
        (Body::Event(_), Topic::When) => when(record.when),
        (Body::Event(event), Topic::Place) => event.place.as_deref() == Some(value),
        (Body::Person(person), Topic::Part) => person.role == *value,
        (Body::Exercise(exercise), Topic::Service) => exercise
            .service
            .name()
            .to_lowercase()
            .split(' ')
            .next()
            .is_some_and(|word| value.contains(&word.replace("army", "armies").replace("navy", "navies"))),
        (Body::Exercise(exercise), Topic::Venue) => exercise.editions.iter().any(|edition| {
            let asked = card.question(0).contains(edition.name.as_str());
            let place = edition.place.as_deref().unwrap_or_default().to_lowercase();
            asked && !place.is_empty() && value.to_lowercase().contains(&place)
        }),
        _ => card.answer().trim_end_matches('.') == value,
    }
}

#[test]
fn no_key_is_likelier_than_another() {
    /// Chi-square of three degrees that chance passes once in a hundred times.
    const BY_CHANCE: f64 = 11.34;
    let mut keys: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for question in super::papers::papers().iter().flat_map(|paper| &paper.questions) {
        *keys.entry(key_kind(question)).or_default().entry(key(question)).or_default() += 1;
    }
    for (kind, counts) in &keys {
        assert!(chi_square(counts, 4) < BY_CHANCE, "{kind}: {counts:?}");
    }
}

/// What is right: a count where the options are counts, else a letter.
fn key(question: &Question) -> &str {
    match question.form {
        Form::HowMany | Form::Pairs => question.options[question.right].as_str(),
        _ => ["a", "b", "c", "d"][question.right],
    }
}

#[test]
#[ignore = "a measurement: run it with --nocapture; MAITRI_DRILLS names a file for the papers and their keys"]
fn measure() {
    let papers = papers();
    let questions: Vec<&Question> = papers.iter().flat_map(|paper| &paper.questions).collect();
    let mut forms: BTreeMap<String, usize> = BTreeMap::new();
    let mut keys: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut topics: BTreeMap<String, usize> = BTreeMap::new();
    let mut swaps: BTreeMap<&str, usize> = BTreeMap::new();
    let mut lines = [0, 0];
    for question in &questions {
        *forms.entry(format!("{:?}", question.form)).or_default() += 1;
        *keys.entry(key_kind(question)).or_default().entry(key(question)).or_default() += 1;
        for claim in &question.claims {
            let card = card(claim.card.as_str());
            if question.form == Form::Single {
                if claim.holds {
                    *topics.entry(format!("Single {:?}", card.topic)).or_default() += 1;
                }
                continue;
            }
            lines[usize::from(claim.holds)] += 1;
            *topics.entry(format!("{:?} {:?}", question.form, card.topic)).or_default() += 1;
            if !claim.holds {
                let kind = match card.value {
                    Value::Date(_) => "date",
                    Value::Number(_) => "figure",
                    Value::Words => "words",
                };
                *swaps.entry(kind).or_default() += 1;
            }
        }
    }
    println!("{} questions; forms {forms:?}", questions.len());
    println!("lines: {} false, {} true; false values {swaps:?}", lines[0], lines[1]);
    println!("topics {topics:?}");
    for (kind, counts) in &keys {
        println!("{kind}: {counts:?}, chi-square {:.1} of 3 degrees", chi_square(counts, 4));
    }
    let (mut shared, mut all) = (0, 0);
    for (one, other) in papers.iter().zip(papers.iter().skip(1)) {
        let (one, other) = (items(one), items(other));
        shared += one.intersection(&other).count();
        all += one.len().min(other.len());
    }
    let all_items: HashSet<ItemId> = papers.iter().flat_map(items).collect();
    println!("records in all papers: {}", all_items.len());
    println!("records two papers share: {} %", 100 * shared / all.max(1));
    if let Ok(path) = std::env::var("MAITRI_DRILLS") {
        let text =
            papers.iter().map(|paper| format!("{}\n{}\n", print::paper(paper, 30), print::key(paper, dataset())));
        std::fs::write(path, text.collect::<String>()).unwrap();
    }
}
