//! What is otherwise written than it was typed: short forms, numbers, other names of one thing. Whoever types the one finds
//! the other, and is told so.

use maitri::search::{Index, Predicate, Results, SearchSession, SharedIndex as _};

use super::{best_three, with_each_index, with_index};
use crate::harness::frozen;

fn search(index: &Index<'_>, text: &str) -> Results {
    SearchSession::new().update(index, text, Predicate::ALL).clone()
}

#[test]
fn what_is_otherwise_written_is_found() {
    with_index(|dataset, index| {
        for (query, wanted) in [
            ("steel mou", "steel-moc-2020"),
            ("semiconductors mou", "semiconductor-moc-2023"),
            ("world war ii indian army", "indian-national-army"),
            ("world war 2 indian army", "indian-national-army"),
            ("wwii indian army", "indian-national-army"),
            ("shizno abe", "shinzo-abe"),
            ("shnizo abe", "shinzo-abe"),
            ("provisional govt of free india", "azad-hind-government-1943"),
        ] {
            let best = best_three(dataset, index, query);
            assert!(best.contains(&wanted), "{query}: {best:?}");
        }
    });
}

#[test]
fn what_is_found_by_another_word_is_told() {
    with_each_index(|_, index| {
        for (query, notice) in [
            ("steel mou", Some("mou, and moc, memorandum too")),
            ("wwii", Some("“wwii” is in no record; taken for second world war, world war ii")),
            ("govt", Some("govt, and government too")),
            ("eports", Some("eports, and exports too")),
            ("Shizno", Some("“Shizno” is in no record; taken for shinzo")),
            // As a year begins with it.
            ("2", None),
            ("2014", None),
            ("sumo", None),
        ] {
            assert_eq!(search(index, query).notice().as_deref(), notice, "{query}");
        }
    });
}

/// A pack that has neither word says nothing of the other.
#[test]
fn what_a_pack_lacks_is_not_told() {
    let index = frozen().get();
    let lacks = |word: &str| search(index, &format!("'{word}")).total() == 0;
    assert!(lacks("european"), "the frozen pack is of two other countries");
    assert_eq!(search(index, "eu trade").corrections.iter().filter(|one| one.typed == "eu").count(), 0);
}
