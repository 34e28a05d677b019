//! A dataset of so many records that their words are looked up, over more than one block of them.

use std::fmt::Write as _;

use maitri::data::files::{File, Files};
use maitri::data::{Dataset, ItemId, load};
use maitri::search::{Builder, Index, Predicate, SearchSession};

/// More than one block has, and more than are looked at one by one.
const RECORDS: usize = 34_000;

/// Records that differ in a few words, some of them rare, some with another name or a date.
fn pack() -> Files {
    const NOUNS: [&str; 7] = ["agreement", "visit", "programme", "corridor", "exchange", "tribunal", "tract"];
    const TOPICS: [&str; 6] = ["trade", "energy", "lunar exploration", "student", "telescope", "steel"];
    let mut records = String::from("[\n");
    for number in 0..RECORDS {
        let (noun, topic) = (NOUNS.get(number % 7).unwrap_or(&""), TOPICS.get(number / 7 % 6).unwrap_or(&""));
        let aka = if number % 1000 == 1 { format!("aka:[\"Pact {number}\"],") } else { String::new() };
        let when = if number % 5 == 0 { format!("when:\"{}\",", 1950 + number % 77) } else { String::new() };
        let summary = if number % 11_000 == 3 { "Held in Sapporo." } else { "Held in Tokyo." };
        _ = writeln!(
            records,
            "(id:\"r{number}\",title:\"Joint {noun} on {topic} {number}\",{aka}{when}sectors:[\"All\"],weight:Detail,\
             summary:\"{summary}\",cites:[\"s ¶1\"],body:Theme(stance:Challenge)),",
        );
    }
    // A word that has all letters of `shnknsn`, but further on than names are scored.
    let long = format!("xshnk xnsn s{}hnknsn", "o".repeat(600));
    _ = writeln!(
        records,
        "(id:\"long\",title:\"{long}\",sectors:[\"All\"],weight:Detail,summary:\"Made up.\",cites:[\"s ¶1\"],\
         body:Theme(stance:Challenge)),",
    );
    records.push(']');
    let head = "(title:\"Huge\",edition:\"2026\",countries:[(code:\"a\",name:\"A\",adjective:\"A\"),\
        (code:\"b\",name:\"B\",adjective:\"B\")],sectors:[\"All\"],\
        sources:[(id:\"s\",title:\"S\",publisher:\"P\",paragraphs:1)])";
    let file = |name: &str, text: String| File { name: name.to_owned(), text: text.into() };
    Files { list: vec![file("pack.ron", head.to_owned()), file("records.ron", records)] }
}

fn build(mut builder: Builder<'_>) -> Index<'_> {
    while !builder.advance(9_999) {}
    builder.finish()
}

#[test]
fn a_huge_dataset_is_searched_as_a_small_one_is() {
    let files = pack();
    let dataset = load::load(&files).unwrap_or_else(|problems| panic!("{problems:?}"));
    let (letters, words) = (build(Builder::by_letters(&dataset)), build(Builder::new(&dataset)));
    for typed in [
        "joint prgrm<<<<<<<<<<<visit",
        "sapporo",
        "pact 5001",
        "2014 trade",
        "jtl",
        "jvtrd",
        "shnknsn",
        "pact | jvt tract",
        "telscope | jtl telescope",
        "tr",
        "telscope",
        "!visit r33999",
        "\"lunar expl",
        "^joint 999$",
        "s t",
    ] {
        let (mut one, mut other) = (SearchSession::new(), SearchSession::new());
        let mut text = String::new();
        for key in typed.chars() {
            match key {
                '<' => _ = text.pop(),
                key => text.push(key),
            }
            let one = one.update(&letters, &text, Predicate::ALL);
            other.begin(&words, &text, Predicate::ALL, 100);
            while !other.advance(&words, Predicate::ALL, 1000) {}
            let other = other.results();
            assert_eq!(one.notice(), other.notice(), "{text}");
            assert_eq!(one.total(), other.total(), "{text}");
            assert_eq!(one.matching, other.matching, "{text}");
            assert_eq!(one.top, other.top, "{text}");
        }
        assert!(other.results().total() > 0, "{typed}");
    }
    a_list_is_searched_within(&dataset, &words);
}

fn a_list_is_searched_within(dataset: &Dataset<'_>, index: &Index<'_>) {
    let third: Vec<ItemId> = dataset.items().map(|(id, _)| id).filter(|id| id.index() % 3 == 0).collect();
    let within = Predicate::ALL.within(&third);
    let mut session = SearchSession::new();
    let all = SearchSession::new().update(index, "steel", Predicate::ALL).matching.clone();
    let found = &session.update(index, "steel", within).matching;
    let wanted: Vec<ItemId> = all.into_iter().filter(|id| id.index() % 3 == 0).collect();
    assert_eq!(found, &wanted);
}
