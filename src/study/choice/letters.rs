//! Wrong meanings of a short form: the right one with one word changed for another of the same letter,
//! so that the letters alone tell nothing.

use super::{Far, Wrong};
use crate::dataset::{Dataset, ItemId};
use crate::study::card::{Card, Topic};
use crate::study::deck::Deck;

/// Words more alike than this may be one word in two spellings.
const ALIKE: f64 = 0.65;

/// Where in a phrase a word stands: it is changed for another from the same place.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    First,
    Middle,
    Last,
}

/// Every meaning with one word changed; words from the end, where most short forms differ, are nearest.
pub(super) fn wrong(deck: &Deck, dataset: &Dataset<'_>, card: &Card) -> Vec<(Far, Wrong)> {
    let answer = card.answer();
    let (phrase, tail) = parts(&answer);
    let own: Vec<&str> = phrase.split(' ').collect();
    let short = dataset.get(card.owner).map_or("", |item| item.title());
    if !is_spelled(short, phrase) {
        return Vec::new();
    }
    let meanings: Vec<(ItemId, String)> = deck
        .cards()
        .iter()
        .filter(|other| other.topic == Topic::Stands)
        .map(|other| (other.owner, other.answer()))
        .collect();
    let mut found = Vec::new();
    for (at, word) in own.iter().enumerate().filter(|(_, word)| is_name(word)) {
        let place = place(at, own.len());
        for (from, other) in meanings.iter().filter(|(from, _)| *from != card.owner) {
            let others: Vec<&str> = parts(other).0.split(' ').collect();
            let fitting = others.iter().enumerate().filter(|(at, other)| {
                place == self::place(*at, others.len())
                    && is_name(other)
                    && is_another(word, other)
                    && !own.contains(other)
            });
            for (_, other_word) in fitting {
                let changed: Vec<&str> = own
                    .iter()
                    .enumerate()
                    .map(|(index, own)| if index == at { other_word } else { own })
                    .copied()
                    .collect();
                let text = format!("{}{tail}", changed.join(" "));
                if meanings.iter().any(|(_, meaning)| *meaning == text) {
                    continue;
                }
                let title = dataset.get(*from).map_or("", |item| item.title());
                let why = format!("“{other_word}” for “{word}”: the word is from {title}, {other}");
                found.push((far(place, word, other_word), Wrong { text, from: *from, why }));
            }
        }
    }
    found
}

/// A meaning without the country put behind it.
fn parts(meaning: &str) -> (&str, &str) {
    match meaning.find(", ") {
        // Commas within a meaning belong to it; only one before a last word sets that apart.
        Some(at) if meaning.matches(", ").count() == 1 => meaning.split_at_checked(at).unwrap_or((meaning, "")),
        _ => (meaning, ""),
    }
}

/// Whether the capitals of a phrase are the letters of the short form, one by one.
fn is_spelled(short: &str, phrase: &str) -> bool {
    let capitals =
        phrase.split([' ', '-', '–']).filter_map(|word| word.chars().next()).filter(|first| first.is_uppercase());
    short.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase).eq(capitals)
}

fn is_name(word: &str) -> bool {
    word.len() > 3 && word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic)
}

/// Whether two words are surely not the same, and begin with one letter.
fn is_another(word: &str, other: &str) -> bool {
    let country = |word: &str| word.starts_with("Japan") || word.starts_with("India");
    word.chars().next() == other.chars().next()
        && strsim::normalized_levenshtein(word, other) < ALIKE
        && !country(word)
        && !country(other)
}

fn place(at: usize, of: usize) -> Place {
    match at {
        0 => Place::First,
        _ if at + 1 == of => Place::Last,
        _ => Place::Middle,
    }
}

fn far(place: Place, word: &str, other: &str) -> Far {
    let place = match place {
        Place::Last => 0,
        Place::Middle => 4,
        Place::First => 8,
    };
    place + i64::try_from(word.len().abs_diff(other.len())).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_of_the_same_letter_are_changed() {
        assert!(is_spelled("JICA", "Japan International Cooperation Agency"));
        assert!(is_spelled("IPOI", "Indo-Pacific Oceans Initiative"));
        assert!(!is_spelled("JAXA", "Japan Aerospace Exploration Agency"));
        assert!(
            is_another("Agency", "Association") && !is_another("Centre", "Center") && !is_another("Agency", "Body")
        );
        assert_eq!(parts("Department of Biotechnology, India"), ("Department of Biotechnology", ", India"));
    }
}
