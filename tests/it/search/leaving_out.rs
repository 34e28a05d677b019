//! Where nothing holds all words of a query: what is shown without a word or two, and what is said of it.

use maitri::data::ItemId;
use maitri::search::{Index, Predicate, Results, SearchSession, SharedIndex as _};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::properties::{afresh, set, word};
use super::{with_each_index, with_index};
use crate::harness::frozen;

fn leaving_out(index: &Index<'_>, text: &str) -> SearchSession {
    let mut session = SearchSession::leaving_out();
    session.update(index, text, Predicate::ALL);
    session
}

fn ids(results: &Results) -> Vec<ItemId> {
    results.top.iter().map(|hit| hit.id).collect()
}

/// The search itself finds what it always found; what is shown in place of nothing is what the same words find without those
/// that are told, however they were typed.
#[test]
fn what_is_left_out_is_all_that_is_missing() {
    with_each_index(|_, index| {
        let config = Config { cases: 60, failure_persistence: None, ..Config::default() };
        TestRunner::new(config)
            .run(&proptest::collection::vec(word(), 1..6), |words| {
                let text = words.join(" ");
                let mut typed = SearchSession::leaving_out();
                for (end, letter) in text.char_indices() {
                    typed.update(index, &text[..end + letter.len_utf8()], Predicate::ALL);
                }
                let session = leaving_out(index, &text);
                let (found, shown) = (afresh(index, &text), session.shown());
                prop_assert_eq!(&session.results().matching, &found.matching, "{}", text);
                prop_assert_eq!(&typed.shown().top, &shown.top, "{}", text);
                prop_assert_eq!(typed.shown().without(), shown.without(), "{}", text);
                let left_out = &shown.left_out;
                prop_assert!(left_out.len() <= 2);
                if left_out.is_empty() {
                    prop_assert_eq!(&shown.matching, &found.matching, "{}", text);
                    return Ok(());
                }
                prop_assert!(found.matching.is_empty() && !shown.matching.is_empty(), "{}", text);
                let rest: Vec<&str> =
                    words.iter().map(String::as_str).filter(|word| !left_out.iter().any(|out| out == word)).collect();
                let alone = afresh(index, &rest.join(" "));
                prop_assert_eq!(set(&alone), set(shown), "{}", text);
                prop_assert_eq!(&alone.top, &shown.top, "{}", text);
                prop_assert!(rest.len() + left_out.len() <= words.len());
                Ok(())
            })
            .unwrap_or_else(|error| panic!("{error}"));
    });
}

#[test]
fn one_word_too_many_is_told() {
    let index = frozen().get();
    for (query, left_out) in [
        ("harbours treaty qqxzy", &["qqxzy"][..]),
        ("Qqxzy of the stone lantern", &["Qqxzy"]),
        ("lantern stone vwxyq qqxzy", &["vwxyq", "qqxzy"]),
        ("\"stone lantern\" \"loom of 1604\" kobe", &["\"loom of 1604\""]),
        // Three are too many, and so is the only one there is.
        ("lantern vwxyq qqxzy zzzyx", &[]),
        ("qqxzy", &[]),
        ("of the qqxzy", &[]),
        // Fields are asked as they are.
        ("kind:person vwxyq qqxzy", &[]),
        ("kind:foo lantern qqxzy", &[]),
        ("stone lantern", &[]),
    ] {
        let session = leaving_out(index, query);
        let shown = session.shown();
        assert_eq!(shown.left_out, left_out, "{query}: {:?}", shown.without());
        assert_eq!(shown.without().is_some(), !left_out.is_empty(), "{query}");
        assert_eq!(shown.total() > 0, !left_out.is_empty() || query == "stone lantern", "{query}");
    }
    let session = leaving_out(index, "stone lantern qqxzy");
    let found = afresh(index, "stone lantern").total();
    let said = format!("nothing has all the words; without “qqxzy”: {found}");
    assert_eq!(session.shown().without(), Some(said));
}

/// A search typed on, taken back and narrowed is as one begun anew.
#[test]
fn what_holds_a_word_is_looked_for_anew_in_another_list() {
    let index = frozen().get();
    let every_third: Vec<ItemId> = index.dataset().ids().filter(|id| id.index() % 3 == 0).collect();
    let mut session = SearchSession::leaving_out();
    for list in [None, Some(&every_third), None] {
        for query in ["lantern qqxzy", "lantern qqxz", "lantern", "kobe qqxzy lantern", "lantern qqxzy"] {
            let within = list.map_or(Predicate::ALL, |list| Predicate::ALL.within(list));
            session.update(index, query, within);
            let mut anew = SearchSession::leaving_out();
            anew.update(index, query, within);
            assert_eq!(ids(session.shown()), ids(anew.shown()), "{query}");
            assert_eq!(session.shown().without(), anew.shown().without(), "{query}");
        }
    }
}

/// Whoever looks for words to leave out may stop at any place and go on.
#[test]
fn what_is_left_out_does_not_depend_on_how_the_look_was_cut() {
    with_each_index(|_, index| {
        let slices = proptest::collection::vec(1_usize..400, 1..4);
        let config = Config { cases: 40, failure_persistence: None, ..Config::default() };
        TestRunner::new(config)
            .run(&(proptest::collection::vec(word(), 2..6), slices), |(words, slices)| {
                let text = words.join(" ");
                let (mut cut, mut sizes) = (SearchSession::leaving_out(), slices.iter().cycle());
                cut.begin(index, &text, Predicate::ALL, 100);
                while !cut.advance(index, Predicate::ALL, *sizes.next().unwrap()) {
                    prop_assert!(cut.is_searching());
                }
                let whole = leaving_out(index, &text);
                prop_assert_eq!(&cut.shown().left_out, &whole.shown().left_out, "{}", text);
                prop_assert_eq!(&cut.shown().matching, &whole.shown().matching, "{}", text);
                prop_assert_eq!(&cut.shown().top, &whole.shown().top, "{}", text);
                Ok(())
            })
            .unwrap_or_else(|error| panic!("{error}"));
    });
}

/// Nothing of the look is done in one go: neither the count of what is lacked nor the ranking of what each way finds.
#[test]
fn every_part_of_the_look_is_cut_into_slices() {
    let index = frozen().get();
    let (slice, query) = (5, "treaty lantern");
    let mut session = SearchSession::leaving_out();
    session.begin(index, query, Predicate::ALL, 100);
    let mut slices = 1;
    while !session.advance(index, Predicate::ALL, slice) {
        slices += 1;
    }
    assert_eq!(session.shown().left_out.len(), 1, "one of the two words is left out");
    let found: usize = ["treaty", "lantern"].map(|word| afresh(index, word).total()).iter().sum();
    // The words together, each of them, what is lacked, and what either finds.
    let all = 4 * index.len() + found;
    assert!(slices * slice >= all, "{slices} slices of {slice} for {all} items");
}

/// A word more, which stands in another record or in none, costs few of those who would have found what they meant.
#[test]
fn what_is_meant_is_found_with_a_word_too_many() {
    with_index(|dataset, index| {
        let mut rate = super::Rate::default();
        let aliens = ["varnasi", "telescope", "giraffe", "steel", "poet", "elephant", "whaling", "loan"];
        let class = super::known_items::Class::Swapped;
        for (number, item) in class.known_items(dataset, 240).into_iter().enumerate() {
            let query = format!("{} {}", item.query, aliens[number % aliens.len()]);
            let session = leaving_out(index, &query);
            let shown = session.shown();
            if shown.left_out.is_empty() {
                continue;
            }
            let wanted = dataset.get(item.id).map_or("", |item| item.id());
            let best: Vec<&str> =
                shown.top.iter().take(3).filter_map(|hit| dataset.get(hit.id)).map(|item| item.id()).collect();
            rate.count(&query, wanted, &best);
        }
        rate.demand("too many", 75.0, 85.0);
    });
}
