//! Words of English, and names, that a pack does not know: no slips, but other words. Whatever such a word finds is not what
//! it means, so few may find anything; and in a query of several a word is what it is alone.

use maitri::search::{Index, Predicate, Results, SearchSession, SharedIndex as _};

use super::with_index;
use crate::harness::frozen;

/// Plain words of many fields, and well-known names, by which the rules were made.
const WORDS: &str = include_str!("other_words.txt");
/// Plain words that were chosen before the rules were put to them.
const HELD_OUT: &str = include_str!("held_out_words.txt");

fn search(index: &Index<'_>, text: &str) -> Results {
    SearchSession::new().update(index, text, Predicate::ALL).clone()
}

/// The words that stand nowhere in a pack.
fn absent<'w>(index: &Index<'_>, words: &'w str) -> Vec<&'w str> {
    words.split_whitespace().filter(|word| search(index, &format!("'{word}")).total() == 0).collect()
}

/// How many of these words stand nowhere in a pack, and those of them that find something, each with what it was taken for.
fn taken_for_others(index: &Index<'_>, words: &str) -> (usize, Vec<String>) {
    let absent = absent(index, words);
    let taken = absent.iter().filter_map(|word| {
        let results = search(index, word);
        let shown: Vec<&str> =
            results.corrections.iter().flat_map(|one| one.shown.iter().map(String::as_str)).collect();
        // A slip of a letter less is a whole other word now and then: `sailors` of `sailor`.
        let is_own = !shown.is_empty() && shown.iter().all(|shown| shown.starts_with(word) || word.starts_with(shown));
        (results.total() > 0 && !is_own).then(|| format!("{word}: {}", shown.join(", ")))
    });
    let taken = taken.collect();
    (absent.len(), taken)
}

/// Fails if more than so many per cent of the words that stand nowhere find something.
fn demand(index: &Index<'_>, words: &str, least: usize, most: usize) {
    let (absent, taken) = taken_for_others(index, words);
    println!("{} of {absent} words find something", taken.len());
    assert!(absent >= least, "{absent} words are a small sample");
    assert!(taken.len() * 100 <= absent * most, "{} of {absent}: {taken:#?}", taken.len());
}

#[test]
fn other_words_find_nothing_in_the_frozen_pack() {
    let index = frozen().get();
    demand(index, WORDS, 200, 3);
    demand(index, HELD_OUT, 250, 3);
}

#[test]
fn other_words_find_nothing_in_the_bundled_pack() {
    with_index(|_, index| {
        demand(index, WORDS, 120, 5);
        demand(index, HELD_OUT, 200, 5);
        for word in ["whaling", "poison", "ninja", "shark", "whale"] {
            let results = search(index, word);
            assert_eq!((results.notice(), results.total()), (None, 0), "{word}");
        }
        assert_eq!(search(index, "peking").notice(), None);
        for (word, joining) in [("whal", "what"), ("whan", "when")] {
            let told = search(index, word).notice().unwrap_or_default();
            assert!(!told.contains(joining), "{told}");
        }
    });
}

/// A word that finds nothing alone is told and left out beside another; one that is taken for another is so there too.
#[test]
fn a_word_is_in_a_query_of_several_what_it_is_alone() {
    with_index(|_, index| {
        let tokyo = search(index, "tokyo");
        for word in absent(index, WORDS).into_iter().chain(["ninja", "shinaknsen", "kisida", "prgrmme", "todaij"]) {
            let (alone, query) = (search(index, word), format!("{word} tokyo"));
            assert_eq!(search(index, &query).corrections, alone.corrections, "{query}");
            if alone.total() > 0 {
                continue;
            }
            let mut session = SearchSession::leaving_out();
            session.update(index, &query, Predicate::ALL);
            assert_eq!(session.shown().left_out, [word], "{query}");
            assert_eq!(session.shown().matching, tokyo.matching, "{query}");
        }
    });
}

/// A title of the pack has *Cooperating*, and hundreds of records have *cooperation*.
#[test]
fn what_begins_a_rare_word_of_a_name_is_searched_for_as_the_frequent_one_a_slip_away_too() {
    with_index(|dataset, index| {
        let found = |text: &str| search(index, text);
        let slip = found("cooperatin");
        let taken: Vec<_> = slip.corrections.iter().map(|one| (one.shown.join(" "), one.found)).collect();
        assert_eq!(taken, [("cooperation".to_owned(), true)]);
        assert!(found("cooperation").matching.iter().all(|id| slip.matching.contains(id)));
        assert!(found("cooperating").matching.iter().all(|id| slip.matching.contains(id)));
        let doubled = found("sumit");
        let taken: Vec<_> = doubled.corrections.iter().map(|one| (one.shown.join(" "), one.found)).collect();
        assert_eq!(taken, [("summit".to_owned(), true)]);
        let both = ["yes-bank-2025", "annual-summit"].map(|id| dataset.find(id).unwrap());
        assert!(both.iter().all(|id| doubled.matching.contains(id)), "what it begins is found as well");
        assert_eq!(found("cooperatio").corrections, [], "it begins the frequent one itself");
    });
}

/// No name of the pack has *treaties*, some have *treaty*; and *emperors* stands nowhere.
#[test]
fn a_plural_is_searched_for_as_what_it_is_more_than_one_of() {
    with_index(|dataset, index| {
        let taken = |text: &str| -> Vec<_> {
            search(index, text).corrections.into_iter().map(|one| (one.shown.join(" "), one.found)).collect()
        };
        assert_eq!(taken("treaties"), [("treaty".to_owned(), true)]);
        assert_eq!(taken("emperors"), [("emperor".to_owned(), false)]);
        assert_eq!(taken("agreement"), []);
        let treaty = dataset.find("peace-treaty-1952").unwrap();
        assert!(search(index, "peace treaties").matching.contains(&treaty));
    });
}
