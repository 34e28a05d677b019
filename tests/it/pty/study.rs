//! Studying in a real terminal: what is sent and when, and what outlasts a program that is killed.

use std::fs;

use maitri::study::Deck;

use super::{BEGIN, CLASSIC, LARGE, Seen, Terminal, rows};
use crate::harness::frozen;

fn holds(seen: &Seen, text: &str) -> bool {
    rows(seen).iter().any(|row| row.contains(text))
}

fn sent(terminal: &Terminal) -> String {
    String::from_utf8_lossy(&terminal.seen().bytes).into_owned()
}

/// A directory for the log, and the arguments that name it.
fn kept() -> (tempfile::TempDir, String) {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().display().to_string();
    (directory, path)
}

#[test]
fn the_answer_is_in_no_byte_before_it_is_asked_for() {
    let dataset = frozen().dataset();
    let deck = Deck::build(dataset);
    let single = |card: &&maitri::study::Card| {
        let (answer, title) = (card.answer(), dataset.get(card.owner).map_or("", |item| item.title()));
        // One word, so that no line end comes between, and none that the drill's title names.
        let plain = answer.len() > 6 && answer.chars().all(|c| c.is_ascii_alphabetic());
        plain && !title.contains(&answer) && deck.about(card.owner).count() == 1
    };
    let cards: Vec<_> = deck.cards().iter().filter(single).take(3).collect();
    assert!(!cards.is_empty(), "some card stands alone and has an answer of one word");
    for card in cards {
        let id = dataset.get(card.owner).map_or("", |item| item.id());
        // The keys are pressed before anything is drawn: the record itself, which tells it, never shows.
        let (_directory, path) = kept();
        let mut terminal = Terminal::start(CLASSIC, &["--open", id, "--keys", "d", "--state-dir", &path], &[]);
        terminal.wait_for("the question", |seen| seen.is_whole() && holds(seen, "shows the answer"));
        terminal.send(b"\r");
        terminal.wait_for("the answer", |seen| seen.is_whole() && holds(seen, &card.answer()));
        let sent = sent(&terminal);
        let before = sent.rsplit_once(&*String::from_utf8_lossy(BEGIN)).map_or("", |(before, _)| before);
        assert!(before.contains("shows the answer") && !before.contains(&card.answer()), "{}: {before}", card.id);
    }
}

#[test]
fn what_is_due_stands_in_the_first_frame() {
    let (_directory, path) = kept();
    let mut terminal = Terminal::start(LARGE, &["--state-dir", &path], &[("MAITRI_TAB", "")]);
    terminal.wait_for("the overview", |seen| seen.is_whole() && holds(seen, "new cards today"));
    let frames = sent(&terminal).matches(&*String::from_utf8_lossy(BEGIN)).count();
    assert_eq!(frames, 1);
}

#[test]
fn the_clock_of_an_exam_moves_once_a_second() {
    let (_directory, path) = kept();
    let arguments = ["mock", "--questions", "2", "--minutes", "5", "--seed", "1", "--state-dir", &path];
    let mut terminal = Terminal::start(CLASSIC, &arguments, &[]);
    // About time itself, of which two seconds pass.
    terminal.wait_for("the clock", |seen| seen.is_whole() && holds(seen, "4:59 left"));
    let before = terminal.seen().bytes.len();
    terminal.wait_for("the clock a second on", |seen| seen.is_whole() && holds(seen, "4:58 left"));
    let since = String::from_utf8_lossy(&terminal.seen().since(before)).into_owned();
    let frames = since.matches("\u{1b}[?2026h").count();
    assert_eq!(frames, 1, "{frames} frames in a second");
    assert!(since.len() < 100 * frames, "a second costs {} bytes", since.len() / frames);
}

#[test]
fn what_was_graded_outlasts_a_kill() {
    let (directory, path) = kept();
    let mut terminal = Terminal::start(CLASSIC, &["--tab", "study", "--state-dir", &path], &[]);
    terminal.wait_for("the overview", |seen| holds(seen, "15 new"));
    terminal.send(b"\r");
    terminal.wait_for("the first card", |seen| holds(seen, "15 left"));
    for left in ["14 left", "13 left", "12 left"] {
        terminal.send(b"\r");
        terminal.wait_for("its answer", |seen| holds(seen, "good"));
        terminal.send(b"g");
        terminal.wait_for("the next card", |seen| holds(seen, left));
    }
    terminal.send(b"\r");
    terminal.wait_for("an answer that is not graded", |seen| holds(seen, "good"));
    terminal.kill();
    let log = fs::read_to_string(directory.path().join("reviews.jsonl")).expect("a log");
    assert_eq!(log.lines().count(), 4, "the head and three answers:\n{log}");
    let mut again = Terminal::start(CLASSIC, &["--tab", "study", "--state-dir", &path], &[]);
    again.wait_for("what is left", |seen| holds(seen, "3 answers today"));
}

#[test]
fn a_paper_outlasts_a_kill() {
    let (_directory, path) = kept();
    let arguments = ["mock", "--questions", "3", "--minutes", "60", "--seed", "1", "--state-dir", &path];
    let mut terminal = Terminal::start(CLASSIC, &arguments, &[]);
    terminal.wait_for("the first question", |seen| seen.is_whole() && holds(seen, "question 1 of 3"));
    terminal.send(b"a");
    terminal.wait_for("an answer", |seen| seen.is_whole() && holds(seen, "1 answered  2 open"));
    terminal.send(b"\x1b[Cb");
    terminal.wait_for("another", |seen| seen.is_whole() && holds(seen, "2 answered  1 open"));
    terminal.kill();
    let mut again = Terminal::start(CLASSIC, &["--tab", "study", "--state-dir", &path], &[]);
    again.wait_for("the paper on the overview", |seen| seen.is_whole() && holds(seen, "Go on: 22 Nov, 3 questions"));
    again.send(b"\x1b[H\r");
    again.wait_for("the paper as it stood", |seen| seen.is_whole() && holds(seen, "2 answered  1 open"));
    // Neither `q` nor a hang-up loses it.
    again.send(b"q");
    again.wait_for("the question", |seen| seen.is_whole() && holds(seen, "quit again leaves it"));
    again.send(b"q");
    assert_eq!(again.exit_code(), 0);
}
