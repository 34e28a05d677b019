//! What is done with one pack says nothing of another, though both have the same ids.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use maitri::data::load;
use maitri::store::packs;
use maitri::store::reviews::FORMAT;
use maitri::study::Deck;
use maitri::study::cards::anki;
use maitri::study::notes::NoteBook;
use serde_json::Value;

use super::commands::typed;
use crate::harness::{PACK, frozen};

/// A pack that has every id of the frozen one, and an id of its own.
fn twin(directory: &Path) -> PathBuf {
    let twin = directory.join("twin");
    fs::create_dir_all(&twin).unwrap();
    for entry in fs::read_dir(PACK).unwrap().flatten() {
        let text = fs::read_to_string(entry.path()).unwrap();
        let text = if entry.file_name() == "pack.ron" { text.replacen("\n(", "\n(id: \"twin\",", 1) } else { text };
        fs::write(twin.join(entry.file_name()), text).unwrap();
    }
    twin
}

fn answers(state: &Path, pack: &str) -> u64 {
    let ran = typed(state, &["stats", "--json", "--data", pack], "");
    let told: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    told["calendar"].as_array().unwrap().iter().filter_map(|day| day["cards"].as_u64()).sum()
}

fn quiz(state: &Path, pack: &str, lines: &str) {
    let ran = typed(state, &["quiz", "--plain", "--cards", "3", "--data", pack], lines);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
}

#[test]
fn progress_does_not_leak_from_one_pack_into_another() {
    let directory = tempfile::tempdir().unwrap();
    let state = directory.path().join("state");
    let twin = twin(directory.path());
    let twin = twin.to_str().unwrap();
    quiz(&state, PACK, "\ng\n\ng\n");
    assert_eq!((answers(&state, PACK), answers(&state, twin)), (2, 0));
    quiz(&state, twin, "\ng\nq\n");
    assert_eq!((answers(&state, PACK), answers(&state, twin)), (2, 1));
    // What is taken back is the pack's own last answer, not that of the other.
    quiz(&state, PACK, "\ng\nu\nq\n");
    assert_eq!((answers(&state, PACK), answers(&state, twin)), (2, 1));
    // Each is told of its own, and of how much there is besides.
    for (pack, other) in [(PACK, "1 of these is of another pack, “twin”"), (twin, "4 of these are of another pack")]
    {
        let told = typed(&state, &["doctor", "--data", pack], "");
        assert!(told.code == 0 && told.stdout.contains(other), "{told:?}");
        assert!(told.stdout.contains("5 entries in ") && !told.stdout.contains("not in this edition"), "{told:?}");
    }
}

#[test]
fn a_log_from_before_packs_had_ids_is_that_of_the_first() {
    let directory = tempfile::tempdir().unwrap();
    let state = directory.path().join("state");
    fs::create_dir_all(&state).unwrap();
    let deck = Deck::build(frozen().dataset());
    let card = deck.cards()[0].id.as_str();
    let log = format!(
        "{{\"maitri\":\"reviews\",\"version\":1}}\n{{\"at\":1,\"day\":\"2026-11-20\",\"card\":\"{card}\",\"grade\":\"good\",\"ms\":1}}\n"
    );
    fs::write(state.join(FORMAT.file), &log).unwrap();
    let twin = twin(directory.path());
    assert_eq!((answers(&state, PACK), answers(&state, twin.to_str().unwrap())), (1, 0));
    quiz(&state, PACK, "\ng\nq\n");
    let now = fs::read_to_string(state.join(FORMAT.file)).unwrap();
    let added = now.strip_prefix(log.as_str()).expect("what stood there stands there");
    assert!(added.ends_with(",\"pack\":\"india-japan\"}\n") && added.lines().count() == 1, "{added}");
}

#[test]
fn notes_of_another_pack_leave_those_of_the_first_alone() {
    let directory = tempfile::tempdir().unwrap();
    let files = packs::read(&twin(directory.path())).unwrap();
    let other = load::load(&files).unwrap();
    let guids = |notes: &anki::Notes| -> HashSet<String> {
        let lines = notes.basic.lines().chain(notes.cloze.lines()).filter(|line| !line.starts_with('#'));
        lines.filter_map(|line| line.split('\t').next()).map(str::to_owned).collect()
    };
    let deck = Deck::build(frozen().dataset());
    let first = guids(&anki::notes(&deck, frozen().dataset(), &NoteBook::default()));
    assert!(deck.cards().iter().all(|card| first.contains(card.id.as_str())), "old decks update instead of double");
    let second = guids(&anki::notes(&Deck::build(&other), &other, &NoteBook::default()));
    assert!(second.is_disjoint(&first) && second.len() == first.len());
}
