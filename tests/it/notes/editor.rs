//! The editor of a note, and where a note shows.

use maitri::store::shared_shelf::SharedDirectory;
use maitri::study::notes::Note;
use maitri::tui::action::Effect;

use crate::harness::{DARK, Player, Size};

const SIZE: Size = (80, 24);

/// Opens the treaty of the harbours for a reader whose notes are kept here.
fn open(directory: &tempfile::TempDir, size: Size) -> Player {
    let mut player = Player::with_notes(DARK, Some(&SharedDirectory(directory.path().to_owned())), size);
    player.press("<space>harbours-treaty<enter>");
    player
}

fn kept(directory: &tempfile::TempDir) -> Vec<Note> {
    let text = std::fs::read_to_string(directory.path().join("notes.jsonl")).unwrap_or_default();
    text.lines().filter_map(Note::from_line).collect()
}

#[test]
fn a_note_is_written_shown_found_and_taken_away() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = open(&directory, SIZE);
    player.press("nask the zebra<enter>मैत्री 日本<c-s>");
    assert!(player.text().contains("Your note, 22 November 2026") && player.text().contains("ask the zebra"));
    assert_eq!(kept(&directory).last().unwrap().text, "ask the zebra\nमैत्री 日本");
    player.press("<esc>");
    assert!(player.rows().iter().any(|row| row.contains('≡') && row.contains("Treaty of Open")), "{}", player.text());
    player.press("<space>zebra");
    assert!(player.text().contains("note: ask the"), "{}", player.text());
    player.press("<esc>/note:<enter>");
    assert_eq!(player.position(), "1/1");
    player.press("n<c-u><backspace><c-u><c-s>");
    assert_eq!(player.position(), "0/0", "what the filter asks for is looked at again");
    let all = kept(&directory);
    assert_eq!((all.len(), all[1].text.as_str()), (2, ""), "what it said stays in the file");
    player.press("<esc>");
    assert!(!player.text().contains("Your note"));
    player.press("<space>harbours-treaty<enter>n");
    assert!(player.text().contains("Ctrl-Z brings it back"), "{}", player.text());
    player.press("<c-z><c-s>");
    assert_eq!(kept(&directory).last().unwrap().text, "ask the zebra\nमैत्री 日本");
}

#[test]
fn what_is_not_kept_is_asked_about_once() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = open(&directory, SIZE);
    player.press("n<esc>");
    assert!(!player.text().contains("Your note"), "nothing was written, nothing is asked");
    player.press("nq<esc>");
    assert!(player.text().contains("This is not kept yet"));
    player.press("!");
    assert!(!player.text().contains("This is not kept yet") && player.text().contains("q!"), "it goes on");
    assert_ne!(player.press("<c-c>"), Effect::Quit, "nor does it quit without asking");
    player.press("<esc><esc><esc>");
    assert!(kept(&directory).is_empty() && !player.text().contains("Your note"));
}

#[test]
fn where_it_cannot_be_kept_the_text_stays() {
    let directory = tempfile::tempdir().unwrap();
    let home = directory.path().join("home");
    std::fs::write(&home, "a file").unwrap();
    let mut player = Player::with_notes(DARK, Some(&SharedDirectory(home.join("data"))), SIZE);
    player.press("nwords<c-s>");
    assert!(player.text().contains("Not kept:") && player.text().contains("words"), "{}", player.text());
    std::fs::remove_file(&home).unwrap();
    player.press("<c-s>");
    assert!(player.text().contains("Your note, 22 November 2026"), "{}", player.text());
}

#[test]
fn two_programs_at_once_lose_no_word() {
    let directory = tempfile::tempdir().unwrap();
    let (mut one, mut other) = (open(&directory, SIZE), open(&directory, SIZE));
    one.press("nmine");
    other.press("ntheirs<c-s>");
    one.press("<c-s>");
    assert_eq!(kept(&directory).last().unwrap().text, "theirs\n\nmine");
    other.press("n");
    assert!(other.text().contains("mine"), "{}", other.text());
}

#[test]
fn a_visitor_is_told_that_nothing_is_kept() {
    let mut player = Player::open(SIZE);
    player.press("n");
    assert!(player.text().contains("Notes are for those who run maitri"), "{}", player.text());
    assert!(!player.text().contains("Your note") && !player.text().contains("Ctrl-S"), "{}", player.text());
}

#[test]
fn a_figure_a_dispute_and_a_card_have_notes_of_their_own() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = Player::with_notes(DARK, Some(&SharedDirectory(directory.path().to_owned())), (120, 40));
    player.press("3<left>nwhy the dip?<c-s>");
    let point = kept(&directory).pop().unwrap();
    assert!(point.on.to_string().contains('@'), "{point:?}");
    player.press("6<enter><enter>nhard<c-s>");
    assert!(player.text().contains("Your note on a card about it"), "{}", player.text());
    let targets = kept(&directory);
    assert!(targets.iter().any(|note| matches!(&note.on, maitri::study::notes::Target::Card(_))), "{targets:?}");
}

#[test]
fn a_burst_of_keys_is_text_and_no_more_than_fits() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = open(&directory, SIZE);
    player.press("nq?:/1 2 3<tab>dm<enter>y<c-s>");
    assert_eq!(kept(&directory).last().unwrap().text, "q?:/1 2 3    dm\ny");
}
