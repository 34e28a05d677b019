//! Thousands of queries made from the records themselves by a seeded generator: their words in
//! another order, half typed, misspelt, with a year, or only first letters.
//!
//! A part of them fits several records equally, so that no ranking reaches a hundred per cent.

use std::collections::BTreeMap;

use maitri::data::Item;
use maitri::data::record::Weight;
use maitri::text::fold::fold;

use super::numbers::Numbers;
use super::{Rate, best_three, with_index};

/// The least per cent first and among three, by sort of query.
const FLOORS: [(&str, f64, f64); 8] = [
    ("acronym", 93.0, 99.0),
    ("dropped", 88.0, 96.5),
    ("half typed", 92.0, 99.0),
    ("initials", 96.0, 99.0),
    ("other name", 87.0, 99.0),
    ("shuffled", 92.0, 99.0),
    ("swapped", 88.0, 98.0),
    ("year", 86.0, 98.0),
];

/// Words that tell one title from another.
fn telling_words(title: &str) -> Vec<String> {
    const COMMON: [&str; 24] = [
        "the", "of", "and", "in", "on", "to", "for", "a", "an", "at", "by", "with", "from", "between", "india",
        "japan", "indian", "japanese", "under", "its", "as", "into", "or", "first",
    ];
    let folded = fold(title);
    folded.split(' ').filter(|word| word.len() > 1 && !COMMON.contains(word)).map(str::to_owned).collect()
}

fn without_a_letter(word: &str, numbers: &mut Numbers) -> String {
    let at = 1 + numbers.below(word.len() - 1);
    word.char_indices().filter(|&(index, _)| index != at).map(|(_, c)| c).collect()
}

fn with_letters_swapped(word: &str, numbers: &mut Numbers) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + numbers.below(letters.len() - 2);
    letters.swap(at, at + 1);
    letters.into_iter().collect()
}

/// Queries for one item, by sort.
fn queries(item: Item<'_, '_>, numbers: &mut Numbers) -> Vec<(&'static str, String)> {
    let mut queries: Vec<(&str, String)> = item
        .aka()
        .iter()
        .map(|alias| (if is_acronym(alias) { "acronym" } else { "other name" }, alias.to_lowercase()))
        .collect();
    let mut words = telling_words(item.title());
    numbers.shuffle(&mut words);
    words.truncate(3);
    if let [before @ .., last] = words.as_slice()
        && !before.is_empty()
    {
        queries.push(("shuffled", words.join(" ")));
        let half: String = last.chars().take(last.len().div_ceil(2).max(3)).collect();
        queries.push(("half typed", format!("{} {half}", before.join(" "))));
    }
    let is_plain = |word: &str| word.len() >= 5 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    if let Some(at) = words.iter().position(|word| is_plain(word)) {
        let mut misspelt = |slip: fn(&str, &mut Numbers) -> String| {
            let spelt = |(index, word): (usize, &String)| if index == at { slip(word, numbers) } else { word.clone() };
            words.iter().enumerate().map(spelt).collect::<Vec<_>>().join(" ")
        };
        queries.push(("dropped", misspelt(without_a_letter)));
        queries.push(("swapped", misspelt(with_letters_swapped)));
    }
    words.retain(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()));
    if let (Some(when), [first, second, ..]) = (item.when(), words.as_slice()) {
        queries.push(("year", format!("{first} {second} {}", when.year())));
    }
    let folded = fold(item.title());
    let initials: String =
        folded.split(' ').filter(|word| word.len() > 3).filter_map(|word| word.chars().next()).collect();
    if (4..=8).contains(&initials.len()) && initials.bytes().all(|byte| byte.is_ascii_lowercase()) {
        queries.push(("initials", initials));
    }
    queries
}

fn is_acronym(name: &str) -> bool {
    (3..=8).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

#[test]
fn what_records_are_made_of_finds_them() {
    with_index(|dataset, index| {
        let mut numbers = Numbers(2026);
        let mut rates: BTreeMap<&str, Rate> = BTreeMap::new();
        for (id, item) in dataset.items() {
            if dataset.record(id).is_some_and(|record| record.weight == Weight::Detail) {
                continue;
            }
            for (sort, query) in queries(item, &mut numbers) {
                rates.entry(sort).or_default().count(&query, item.id(), &best_three(dataset, index, &query));
            }
        }
        for (sort, first, among_three) in FLOORS {
            rates.remove(sort).unwrap_or_default().demand(sort, first, among_three);
        }
    });
}
