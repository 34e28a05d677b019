//! Every card of the bundled dataset, judged by rules of its own and not by those that made it.

use std::collections::{BTreeMap, HashMap, HashSet};

use maitri::data::body::Body;
use maitri::data::date::{Order, PartialDate};
use maitri::data::{Kind, load};
use maitri::store::packs;
use maitri::study::cards::card::Value;
use maitri::study::cards::choice::{self, short_answer};
use maitri::study::{Card, Deck, Face, Topic};

use super::{dataset, deck};

fn folded(text: &str) -> String {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn cards(topic: Topic) -> impl Iterator<Item = &'static Card> {
    deck().cards().iter().filter(move |card| card.topic == topic)
}

fn record(card: &Card) -> &'static maitri::data::Record<'static> {
    dataset().record(card.owner).unwrap()
}

#[test]
fn there_are_cards_of_every_topic_the_dataset_allows() {
    let mut counts: BTreeMap<Topic, usize> = BTreeMap::new();
    for card in deck().cards() {
        *counts.entry(card.topic).or_default() += 1;
    }
    println!("{} cards: {counts:?}", deck().cards().len());
    // The two agreements with a day of entry into force are both disputed on it.
    for topic in Topic::ALL.iter().filter(|topic| !matches!(topic, Topic::InForce | Topic::Written | Topic::Own)) {
        assert!(counts.contains_key(topic), "{topic:?}");
    }
    if let Ok(path) = std::env::var("MAITRI_CARDS") {
        let all =
            deck().cards().iter().map(|card| format!("[{}] {}\n    → {}\n", card.id, card.question(1), card.answer()));
        std::fs::write(path, all.collect::<Vec<_>>().concat()).unwrap();
    }
}

#[test]
fn a_question_has_one_answer() {
    let mut answers: HashMap<String, &Card> = HashMap::new();
    for card in deck().cards() {
        // What is to be ordered is part of the question; the sentence of a cloze too.
        if let Some(other) = answers.insert(folded(&card.question(0)), card) {
            panic!("{} and {} ask the same: {}", card.id, other.id, card.question(0));
        }
    }
}

#[test]
fn ids_are_unique_and_made_of_record_and_field() {
    let ids: HashSet<&str> = deck().cards().iter().map(|card| card.id.as_str()).collect();
    assert_eq!(ids.len(), deck().cards().len());
    for card in deck().cards() {
        let items: Vec<&str> = card.items().map(|item| dataset().get(item).unwrap().id()).collect();
        assert!(items.iter().all(|id| card.id.as_str().contains(id)), "{}", card.id);
        assert!(!card.id.as_str().contains(' '), "{}", card.id);
    }
    assert!(deck().get("cepa/signed").is_some());
}

#[test]
fn an_edited_text_keeps_its_cards() {
    let mut files = maitri::data::bundled::files();
    let edits = [
        ("The corridor is 508.17 km long.", "In all the corridor is 508.17 km long."),
        ("To advance joint research and technology collaboration.", "To bring joint research and technology forward."),
        ("The agreement of 1957 was made", "This agreement of 1957 was made"),
    ];
    for file in &mut files.list {
        for (old, new) in edits {
            if file.text.contains(old) {
                file.text = file.text.replace(old, new).into();
            }
        }
    }
    let edited = load::load(&files).unwrap();
    let ids = |deck: &Deck| deck.cards().iter().map(|card| card.id.clone()).collect::<HashSet<_>>();
    assert_eq!(ids(deck()), ids(&Deck::drills(&edited)));
}

#[test]
fn the_answer_is_not_in_the_question() {
    for card in deck().cards() {
        let (question, answer) = match &card.face {
            Face::Cloze { heading, before, after, hidden } => (format!("{heading} {before} | {after}"), hidden.clone()),
            Face::Recall { question, answer } => (question.clone(), answer.clone()),
            Face::Sequence { items, .. } => {
                for (name, date) in items {
                    let year = date.split(' ').next_back().unwrap();
                    assert!(!folded(name).split(' ').any(|word| word == year), "{}: {name} tells {date}", card.id);
                }
                continue;
            }
            Face::Match { .. } => continue,
        };
        let padded = |text: &str| format!(" {} ", folded(text));
        assert!(!padded(&question).contains(&padded(&answer)), "{}: {question} → {answer}", card.id);
        if let Value::Date(date) = &card.value {
            assert!(
                !padded(&question).contains(&padded(&date.year().to_string())),
                "{}: {question} → {answer}",
                card.id
            );
        }
    }
}

#[test]
fn an_acronym_stands_for_one_thing() {
    for card in cards(Topic::Stands) {
        let title = &record(card).title;
        for other in dataset().records.iter().filter(|other| other.kind == Kind::Term && other.id != record(card).id) {
            let names = std::iter::once(&other.title).chain(&other.aka);
            assert!(
                names.into_iter().all(|name| name.to_lowercase() != title.to_lowercase()),
                "{}: {}",
                card.id,
                other.id
            );
        }
        let Body::Term(term) = &record(card).body else { panic!() };
        assert_eq!(term.expansions.len(), 1, "{}", card.id);
    }
}

#[test]
fn disputed_points_are_not_asked() {
    for id in [
        "cepa/in-force",
        "nuclear-agreement-2016/in-force",
        "st-agreement-1985/signed",
        "st-agreement-1985/parties",
        "annual-summit/founded",
        "cepa-in-force-2011/when",
    ] {
        assert!(deck().get(id).is_none(), "{id}");
    }
    for card in cards(Topic::Figure) {
        let series = dataset().series_of(card.owner).unwrap();
        let point = series
            .points
            .iter()
            .find(|point| card.id.as_str().ends_with(&folded(&point.period.notation()).replace(' ', "-")))
            .unwrap();
        assert!(point.also.is_empty(), "{}", card.id);
    }
    // 26 km underground in one source, 21 km in another.
    for card in deck().cards().iter().filter(|card| card.id.as_str().starts_with("mahsr/fact")) {
        assert!(!["26 km", "21 km"].contains(&card.answer().as_str()), "{}", card.id);
    }
}

fn date_in_record(id: maitri::data::ItemId) -> PartialDate {
    let record = dataset().record(id).unwrap();
    match &record.body {
        Body::Agreement(agreement) => agreement.signed.unwrap(),
        _ => record.when.unwrap(),
    }
}

#[test]
fn sequences_are_certain() {
    for card in cards(Topic::First) {
        let dates: Vec<PartialDate> = card.items().map(date_in_record).collect();
        for (at, date) in dates.iter().enumerate() {
            for later in &dates[at + 1..] {
                assert_eq!(date.compare(later), Order::Before, "{}", card.id);
            }
        }
        assert_eq!(card.shown_sequence(3).len(), dates.len());
    }
}

#[test]
fn pairs_match_in_one_way() {
    for card in cards(Topic::Pairs) {
        let Face::Match { pairs, .. } = &card.face else { panic!() };
        let (left, right): (HashSet<&str>, HashSet<&str>) =
            pairs.iter().map(|(left, right)| (left.as_str(), right.as_str())).unzip();
        assert_eq!((left.len(), right.len()), (pairs.len(), pairs.len()), "{}", card.id);
    }
}

#[test]
fn options_are_four_and_one_is_right() {
    let mut with = 0;
    for card in deck().cards() {
        for seed in 0..3 {
            let Some(options) = choice::options(deck(), dataset(), card, seed) else { continue };
            with += usize::from(seed == 0);
            let answer = short_answer(card);
            let distinct: HashSet<String> = options.shown.iter().map(|text| folded(text)).collect();
            assert_eq!(distinct.len(), choice::OPTIONS, "{}: {:?}", card.id, options.shown);
            let same: Vec<usize> = (0..4).filter(|at| folded(&options.shown[*at]) == folded(&answer)).collect();
            assert_eq!(same, [options.right], "{}", card.id);
            no_distractor_is_right(card, &options);
        }
    }
    let cards = deck().cards().len();
    assert!(5 * with > cards, "only {with} of {cards} cards have options");
}

#[test]
fn written_cards_have_options_of_one_sort_or_none() {
    let deck = Deck::build(dataset());
    let is_year = |text: &String| text.len() == 4 && text.parse::<u16>().is_ok();
    let mut with = 0;
    for card in deck.cards().iter().filter(|card| card.topic == Topic::Written) {
        for seed in 0..5 {
            let Some(options) = choice::options(&deck, dataset(), card, seed) else { continue };
            assert!(options.shown.iter().all(is_year), "{}: {:?}", card.id, options.shown);
            let distinct: HashSet<&String> = options.shown.iter().collect();
            assert_eq!(
                (distinct.len(), &options.shown[options.right]),
                (choice::OPTIONS, &card.answer()),
                "{}",
                card.id
            );
            with += usize::from(seed == 0);
        }
    }
    assert!(with > 20, "only {with} written cards have options");
}

/// Whether a card's record says a value anywhere.
pub(super) fn says(card: &Card, value: &str) -> bool {
    let record = record(card);
    let said = record.facts.iter().map(|fact| &fact.statement).chain([&record.title, &record.summary]);
    let said: Vec<String> = said.map(|text| format!(" {} ", folded(text))).collect();
    said.concat().contains(&format!(" {} ", folded(value)))
}

/// Judged from the dataset itself.
fn no_distractor_is_right(card: &Card, options: &choice::AnswerOptions) {
    for wrong in &options.wrong {
        let other = dataset().record(wrong.from);
        match card.topic {
            Topic::Signed => {
                let wrong: i16 = wrong.text.parse().unwrap();
                assert!((2..=10).contains(&(date_in_record(card.owner).year() - wrong).abs()), "{}", card.id);
            }
            Topic::When => {
                let (right, wrong) = (record(card).when.unwrap(), other.unwrap().when.unwrap());
                assert_ne!(right.compare(&wrong), Order::Unknown, "{}", card.id);
            }
            Topic::Founded => {
                let founded = |record: &maitri::data::Record<'_>| match &record.body {
                    Body::Institution(body) => body.established.unwrap(),
                    _ => panic!(),
                };
                assert_ne!(founded(record(card)).compare(&founded(other.unwrap())), Order::Unknown, "{}", card.id);
            }
            Topic::Fact => assert!(!says(card, &wrong.text), "{}: {} stands in the record", card.id, wrong.text),
            Topic::Figure => {
                let series = dataset().series_of(card.owner).unwrap();
                let Value::Number(right) = card.value else { panic!() };
                assert!(series.points.iter().any(|point| (point.value - right).abs() > f64::EPSILON), "{}", card.id);
            }
            _ => assert_ne!(folded(&wrong.text), folded(&short_answer(card))),
        }
    }
}

#[test]
fn the_files_of_a_pack_give_the_same_deck_as_the_compiled_one() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/dataset");
    let files = packs::read(std::path::Path::new(directory)).unwrap();
    let read = load::load(&files).unwrap();
    assert_eq!(Deck::with_drills(&read).cards(), Deck::with_drills(dataset()).cards());
}
