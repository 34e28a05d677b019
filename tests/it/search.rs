//! Whether the right record comes first, and whether what a search promises holds for any query.

#[path = "../bench/search/alone.rs"]
mod alone;
mod generated;
mod huge;
mod known;
#[path = "../bench/search/known_items.rs"]
mod known_items;
mod leaving_out;
#[path = "../bench/search/numbers.rs"]
mod numbers;
mod otherwise;
mod own;
mod properties;
mod questions;
mod scripts;
mod slips;
mod strangers;
mod table;

use std::sync::OnceLock;

use maitri::data::Dataset;
use maitri::search::{Builder, Index, Predicate, SearchSession};

use crate::harness::library;
use crate::sources::{Source, sources};

/// Runs a body with the bundled dataset and each sort of index there is: that which has a search look at
/// every item, and that which has it look words up. All tests share them.
fn with_each_index(body: impl Fn(&Dataset<'_>, &Index<'_>)) {
    static EACH: OnceLock<[Index<'static>; 2]> = OnceLock::new();
    let dataset = library().dataset();
    let each = EACH.get_or_init(|| {
        [Builder::by_letters(dataset), Builder::by_words(dataset)].map(|mut builder| {
            assert!(builder.advance(usize::MAX));
            builder.finish()
        })
    });
    for index in each {
        body(dataset, index);
    }
}

/// Runs a body with the bundled dataset and its index, which all tests share.
fn with_index<T>(body: impl FnOnce(&Dataset<'_>, &Index<'_>) -> T) -> T {
    static USUAL: OnceLock<Index<'static>> = OnceLock::new();
    let dataset = library().dataset();
    body(dataset, USUAL.get_or_init(|| Index::build(dataset)))
}

/// The ids of the best three items for a query.
fn best_three<'d>(dataset: &'d Dataset<'_>, index: &Index<'_>, query: &str) -> Vec<&'d str> {
    let mut session = SearchSession::new();
    let results = session.update_top(index, query, Predicate::ALL, 3);
    results.top.iter().filter_map(|hit| dataset.get(hit.id)).map(|item| item.id()).collect()
}

/// What is not found because nothing of it is dated is told of, whichever way was searched and however it was typed.
#[test]
fn what_a_time_leaves_out_because_it_is_undated_is_told() {
    with_each_index(|_, index| {
        for (words, time) in
            [("semiconductor", "year:2020.."), ("", "before:1950"), ("kind:person tagore", "after:1900")]
        {
            let found = |query: &str| {
                let mut session = SearchSession::new();
                for end in (0..=query.len()).filter(|end| query.is_char_boundary(*end)) {
                    session.update(index, &query[..end], Predicate::ALL);
                }
                session.results().clone()
            };
            let (all, dated) = (found(words), found(&format!("{words} year:0000..9999")));
            let expected: Vec<_> = all.matching.iter().filter(|id| !dated.matching.contains(id)).copied().collect();
            for query in [format!("{words} {time}"), format!("{time} {words}")] {
                assert_eq!(found(&query).undated, expected, "{query}");
            }
            assert_eq!(found(&format!("{words} !{time}")).undated, [], "what is not of a time is shown");
        }
    });
}

/// The arrow of the engine's files points at nothing outside their folder but text.
#[test]
fn the_engine_knows_strings_only() {
    for Source { name, text } in sources("search/engine") {
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for path in line.split("crate::").skip(1) {
                let is_own = path.starts_with("search::engine::") || path.starts_with("text::");
                assert!(is_own, "src/{name}: {line}");
            }
        }
    }
}

/// Counts how often the right item came first and among the first three.
#[derive(Default)]
struct Rate {
    asked: u32,
    first: u32,
    among_three: u32,
    misses: Vec<String>,
}

impl Rate {
    fn count(&mut self, query: &str, wanted: &str, found: &[&str]) {
        self.asked += 1;
        self.first += u32::from(found.first() == Some(&wanted));
        self.among_three += u32::from(found.contains(&wanted));
        if found.first() != Some(&wanted) {
            self.misses.push(format!("{query:?} wanted {wanted}, found {found:?}"));
        }
    }

    fn per_cent(&self, part: u32) -> f64 {
        f64::from(part) * 100.0 / f64::from(self.asked.max(1))
    }

    /// Fails, with all misses, below these rates.
    fn demand(&self, what: &str, first: f64, among_three: f64) {
        let (is_first, is_among) = (self.per_cent(self.first), self.per_cent(self.among_three));
        println!("{what:12} {:5} queries, first {is_first:5.1} %, among three {is_among:5.1} %", self.asked);
        assert!(
            is_first >= first && is_among >= among_three,
            "{what}: first {is_first:.1} % of {first} %, among three {is_among:.1} % of {among_three} %\n{}",
            self.misses.join("\n")
        );
    }
}
