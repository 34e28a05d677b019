//! Match the pairs: four cards of one kind asked at once. Only cards already made are taken, so
//! that each pair alone has one answer; together no left side may fit two of the right sides.

use super::Maker;
use crate::data::date::Order;
use crate::study::cards::card::{Card, Evidence, Face, Topic, Value};
use crate::study::wording::Lexicon;

/// How many pairs a card has.
const PAIRS: usize = 4;
/// Answers more alike than this are not put side by side.
const ALIKE: f64 = 0.4;

/// Makes the cards of pairs.
pub(crate) fn make(maker: &mut Maker<'_, '_>) {
    for (topic, question) in [
        (Topic::Signed, "Match each document with the year in which it was signed:"),
        (Topic::Stands, "Match each short form with what it stands for:"),
        (Topic::Mandate, "Match each body with what it is for:"),
        (Topic::Part, "Match each person with the part played:"),
    ] {
        let mut cards: Vec<Card> = maker.cards.iter().filter(|card| card.topic == topic).cloned().collect();
        // Short forms of different letters match themselves: only those of one letter are asked together.
        let letter = |card: &Card| match topic {
            Topic::Stands => card.answer().chars().next(),
            _ => None,
        };
        cards.sort_by_cached_key(letter);
        let mut open: Vec<&Card> = Vec::new();
        for card in &cards {
            open.retain(|other| letter(other) == letter(card));
            if open.iter().all(|other| goes_with(&maker.lexicon, other, card)) {
                open.push(card);
            }
            if open.len() == PAIRS {
                push(maker, question, &open);
                open.clear();
            }
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

fn push(maker: &mut Maker<'_, '_>, question: &str, cards: &[&Card]) {
    let Some((first, rest)) = cards.split_first() else { return };
    let title = |card: &Card| card.name(maker.dataset).to_owned();
    let right = |card: &Card| match &card.value {
        Value::Date(date) => date.to_string(),
        _ => card.answer(),
    };
    let ids: Vec<&str> = cards.iter().filter_map(|card| maker.dataset.get(card.owner)).map(|item| item.id()).collect();
    let card = Card {
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
    };
    maker.cards.push(card);
}
