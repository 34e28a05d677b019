//! Match the pairs: four cards of one kind asked at once. Only cards already made are taken, so
//! that each pair alone has one answer; together no left side may fit two of the right sides.

use super::Maker;
use super::stage::Stage;
use crate::data::Dataset;
use crate::data::date::Order;
use crate::study::cards::card::{Card, Evidence, Face, Topic, Value};
use crate::study::wording::Lexicon;

/// How many pairs a card has.
const PAIRS: usize = 4;
/// Answers more alike than this are not put side by side.
const ALIKE: f64 = 0.4;

/// What is to be matched: what the cards ask whose answers are put side by side, and the question.
const ASKED: [(Topic, &str); 4] = [
    (Topic::Signed, "Match each document with the year in which it was signed:"),
    (Topic::Stands, "Match each short form with what it stands for:"),
    (Topic::Mandate, "Match each body with what it is for:"),
    (Topic::Part, "Match each person with the part played:"),
];

/// What makes the cards of pairs.
pub(crate) const STAGES: [Stage; 8] = [
    Stage::once(gather::<0>),
    Stage::paired(join::<0>),
    Stage::once(gather::<1>),
    Stage::paired(join::<1>),
    Stage::once(gather::<2>),
    Stage::paired(join::<2>),
    Stage::once(gather::<3>),
    Stage::paired(join::<3>),
];

/// Gathers the cards that are to be paired.
fn gather<const AT: usize>(maker: &mut Maker<'_, '_>, _: usize) {
    let deck = &maker.made.deck;
    let Some((topic, _)) = ASKED.get(AT) else { return };
    let mut cards: Vec<u32> = deck.of_topic(*topic).to_vec();
    cards.sort_by_cached_key(|number| deck.card(*number).and_then(letter));
    maker.made.paired = cards;
    maker.made.open.clear();
}

/// Short forms of different letters match themselves: only those of one letter are asked together.
fn letter(card: &Card) -> Option<char> {
    if card.topic == Topic::Stands { card.answer().chars().next() } else { None }
}

/// Puts a card to those that wait, if it goes with them all, and makes one card of enough of them.
fn join<const AT: usize>(maker: &mut Maker<'_, '_>, at: usize) {
    let made = &mut *maker.made;
    let (deck, Some(&number)) = (&made.deck, made.paired.get(at)) else { return };
    let (Some(card), Some((_, question))) = (deck.card(number), ASKED.get(AT)) else { return };
    let mut open: Vec<&Card> = made.open.iter().filter_map(|number| deck.card(*number)).collect();
    if open.iter().any(|other| letter(other) != letter(card)) {
        open.clear();
        made.open.clear();
    }
    if open.iter().all(|other| goes_with(maker.lexicon, other, card)) {
        open.push(card);
        made.open.push(number);
    }
    if open.len() == PAIRS {
        let pairs = paired(maker.dataset, question, &open);
        made.open.clear();
        if let Some(card) = pairs {
            made.deck.add(card);
        }
    }
}

/// Whether neither answer could be taken for the other.
pub(crate) fn goes_with(lexicon: &Lexicon<'_>, one: &Card, other: &Card) -> bool {
    if one.owner == other.owner {
        return false;
    }
    match (&one.value, &other.value) {
        (Value::Date(a), Value::Date(b)) => a.compare(b) != Order::Unknown,
        _ => lexicon.likeness(&one.answer(), &other.answer()) < ALIKE,
    }
}

fn paired(dataset: &Dataset<'_>, question: &str, cards: &[&Card]) -> Option<Card> {
    let (first, rest) = cards.split_first()?;
    let title = |card: &Card| card.name(dataset).to_owned();
    let right = |card: &Card| match &card.value {
        Value::Date(date) => date.to_string(),
        _ => card.answer(),
    };
    let ids: Vec<&str> = cards.iter().filter_map(|card| dataset.get(card.owner)).map(|item| item.id()).collect();
    Some(Card {
        id: format!("{}-{}/{}", Topic::Pairs.slug(), first.topic.slug(), ids.join("+")).into(),
        topic: Topic::Pairs,
        owner: first.owner,
        others: rest.iter().map(|card| card.owner).collect(),
        weight: cards.iter().map(|card| card.weight).max().unwrap_or(first.weight),
        evidence: if first.topic == Topic::Stands { first.evidence } else { Evidence::Head },
        value: Value::Words,
        face: Face::Match {
            question: question.to_owned(),
            pairs: cards.iter().map(|card| (title(card), right(card))).collect(),
        },
    })
}
