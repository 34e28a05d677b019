//! Cards a pack has written: asked as they stand, checked, and joined with what was answered before there were any.

use std::fs;
use std::path::Path;

use maitri::data::load;
use maitri::store::packs;
use maitri::study::{Deck, Topic};

use super::Pack;
use crate::program::run_on;

const CARDS: &str = r#"[
    (id: "accord-fish", record: "salmon-accord", ask: "Which fish does the accord of 1999 between Norway and Chile cover?",
     answer: "Salmon", cites: "brief ¶2", was: ["salmon-accord/signed", "old-accord/fact-fish"]),
    (id: "council-compares", record: "fjord-council", ask: "The Fjord Council compares {{fjords}}.", cites: "page ¶2"),
]"#;

fn pack(cards: &str) -> Pack {
    Pack::good().with("cards.ron", cards)
}

/// What check says of the cards with one text replaced by another.
fn changed(from: &str, to: &str) -> String {
    assert!(CARDS.contains(from), "{from}");
    run_on(pack(&CARDS.replacen(from, to, 1)).path(), &["check"]).stderr
}

fn with_deck(directory: &Path, look: impl FnOnce(&Deck, &Deck, &Deck)) {
    let files = packs::read(directory).expect("the files");
    let dataset = load::load(&files).expect("a sound pack");
    look(&Deck::build(&dataset), &Deck::with_drills(&dataset), &Deck::drills(&dataset));
}

#[test]
fn what_is_written_is_learnt_and_drills_only_where_asked_for() {
    let pack = pack(CARDS);
    with_deck(pack.path(), |learnt, with_drills, drills| {
        let asked: Vec<String> = learnt.cards().iter().map(|card| card.question(0)).collect();
        let fish = "Which fish does the accord of 1999 between Norway and Chile cover?";
        assert_eq!(asked, [fish, "The Fjord Council compares […]."]);
        assert!(learnt.cards().iter().all(|card| card.topic == Topic::Written) && !learnt.is_mixed());
        assert!(drills.get("salmon-accord/signed").is_some() && with_drills.is_mixed());
        assert!(with_drills.get("salmon-accord/signed").is_none(), "a written card asks that");
        assert_eq!(with_drills.cards().len(), 2 + drills.cards().len() - 1);
    });
    // Without any, drills are all there is.
    with_deck(Pack::good().path(), |learnt, _, drills| assert_eq!(learnt.cards(), drills.cards()));
}

#[test]
fn answers_of_an_earlier_edition_count_for_the_card_that_asks_the_same() {
    let directory = tempfile::tempdir().expect("a directory");
    let state = format!("--state-dir={}", directory.path().display());
    let line = |card: &str| {
        format!(
            "{{\"at\":1,\"day\":\"2026-11-01\",\"card\":\"{card}\",\"grade\":\"good\",\"ms\":4000,\"pack\":\"norway-chile\"}}\n"
        )
    };
    let log = [
        "{\"maitri\":\"reviews\",\"version\":1}\n".to_owned(),
        line("salmon-accord/signed"),
        line("old-accord/fact-fish"),
        line("gone"),
    ];
    fs::write(directory.path().join("reviews.jsonl"), log.concat()).expect("a log");
    let pack = pack(CARDS);
    let told = run_on(pack.path(), &["due", "--date", "2026-11-02", "--json", &state]).stdout;
    assert!(told.contains("\"new\":1"), "the card of the fjords alone is new: {told}");
    let told = run_on(pack.path(), &["doctor", &state]).stdout;
    assert!(told.contains("1 answered card is not in this edition"), "{told}");
}

#[test]
fn sources_of_a_card_are_its_own() {
    let pack = pack(CARDS);
    let directory = tempfile::tempdir().expect("a directory");
    let place = directory.path().display().to_string();
    run_on(pack.path(), &["export", "--format", "anki", "--output", &place]);
    let cloze = fs::read_to_string(directory.path().join("maitri-cloze.txt")).expect("notes");
    assert!(
        cloze.contains("council-compares\tThe Fjord Council compares {{c1::fjords}}.\tA ministry: A page\t"),
        "{cloze}"
    );
    let basic = fs::read_to_string(directory.path().join("maitri-basic.txt")).expect("notes");
    assert!(
        basic.contains("accord-fish\tWhich fish") && basic.contains("<small>The embassy, 2024: A brief, ¶2"),
        "{basic}"
    );
}

#[test]
fn a_card_that_cannot_be_asked_is_told() {
    assert_eq!(run_on(pack(CARDS).path(), &["check"]).stderr, "");
    assert!(changed("{{fjords}}", "fjords").contains("council-compares.ask: a card has an `ask` with an `answer`"));
    assert!(changed("{{fjords}}", "{{fjords}} and {{bays}}").contains("one gap"));
    assert!(changed("answer: \"Salmon\", ", "").contains("accord-fish.ask: a card has"));
    assert!(changed("page ¶2", "page ¶3").contains("“page” has no ¶3"));
    assert!(changed("\"fjord-council\"", "\"fjord-councils\"").contains("did you mean “fjord-council”?"));
    assert!(changed("council-compares", "accord-fish").contains("another card has this id"));
    assert!(changed("council-compares", "council/compares").contains("an id is lower-case letters"));
    assert!(
        changed("cites: \"page ¶2\"", "cites: \"page ¶2\", was: [\"old-accord/fact-fish\"]")
            .contains("can go on in one card")
    );
}

#[test]
fn what_makes_a_card_worthless_is_told() {
    assert!(changed("Which fish does", "Which fish, salmon say, does").contains("the question holds its answer"));
    let long = format!("answer: \"{}\"", "salmon and ".repeat(8) + "cod");
    assert!(changed("answer: \"Salmon\"", &long).contains("the answer has 17 words"));
    let twin = "(id: \"twin\", record: \"salmon-accord\", ask: \"Which fish does the accord of 1999 that Norway has with Chile cover?\", \
                answer: \"salmon\", cites: \"brief ¶2\"),\n]";
    let told = run_on(pack(&CARDS.replace("\n]", &format!("\n    {twin}"))).path(), &["check"]).stderr;
    assert!(told.contains("twin.ask: “accord-fish” asks the same"), "{told}");
}
