//! Notes that were not kept when the program ended, however it ended.

use std::fs;
use std::path::Path;
use std::time::Duration;

use maitri::store::journal::SharedJournal;
use maitri::study::notes::{LONGEST, Note, Target};

use crate::harness::{Player, Size};
use crate::pty::{CLASSIC, Terminal, rows};

const SIZE: Size = (80, 24);

fn open(directory: &Path) -> (Player, Vec<String>) {
    let (mut player, said) = Player::drafting(directory, SIZE);
    player.press("<space>harbours-treaty<enter>n");
    (player, said)
}

fn kept(directory: &Path) -> Vec<String> {
    let text = fs::read_to_string(directory.join("notes.jsonl")).unwrap_or_default();
    text.lines().filter_map(Note::from_line).map(|note| note.text).collect()
}

/// The texts of the drafts there are.
fn drafts(directory: &Path) -> Vec<String> {
    let files = fs::read_dir(directory.join("drafts")).into_iter().flatten().flatten().map(|entry| entry.path());
    let texts = files.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    texts.map(|path| fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn what_was_being_written_when_the_terminal_went_is_offered_again() {
    let directory = tempfile::tempdir().unwrap();
    let (mut player, _) = open(directory.path());
    player.press("first<c-s>nq<enter>second");
    player.end(false);
    let (mut player, said) = open(directory.path());
    assert!(said.concat().contains("an unfinished note is kept: a note on “Treaty of Open Harbours"), "{said:?}");
    assert!(player.text().contains("This was not kept when maitri ended") && player.text().contains("second"));
    assert!(!player.text().contains("unfinished"), "what is gone on with is told no more");
    player.press("<c-s>");
    assert_eq!(kept(directory.path()), ["first", "firstq\nsecond"]);
    assert!(drafts(directory.path()).is_empty(), "what is kept is no draft any more");
    assert!(open(directory.path()).1.is_empty());
}

#[test]
fn of_a_program_that_is_killed_no_more_than_a_line_is_lost() {
    let directory = tempfile::tempdir().unwrap();
    let (mut player, _) = open(directory.path());
    player.press("one<enter>two<enter>three");
    assert_eq!(drafts(directory.path()), ["one\ntwo\n"]);
    // As a kill leaves it: nothing is done any more.
    drop(player);
    let (mut player, _) = open(directory.path());
    player.press("<c-z>");
    assert!(!player.text().contains("two"), "what was kept is a step back: {}", player.text());
    player.press("<c-y><c-s>");
    assert_eq!(kept(directory.path()), ["one\ntwo"]);
}

#[test]
fn of_a_paragraph_no_more_than_a_few_words_are_lost() {
    let directory = tempfile::tempdir().unwrap();
    let (mut player, _) = open(directory.path());
    player.press("a few words");
    assert!(drafts(directory.path()).is_empty());
    player.press("<space>and some more of them");
    assert_eq!(drafts(directory.path()), ["a few words and some "]);
    player.press(&"友".repeat(41));
    assert!(drafts(directory.path()).concat().contains(&"友".repeat(20)), "not every script parts its words");
}

#[test]
fn what_is_pasted_into_a_note_is_one_step_and_a_draft() {
    let directory = tempfile::tempdir().unwrap();
    let (mut player, _) = open(directory.path());
    player.paste("one\r\n\x1btwo\tq\u{202e}");
    assert_eq!(drafts(directory.path()), ["one\ntwo    q"]);
    player.press("<c-z>");
    assert!(!player.text().contains("two"), "{}", player.text());
    player.press("<c-y><c-s>");
    assert_eq!(kept(directory.path()), ["one\ntwo    q"]);
    player.paste("q");
    assert!(player.text().contains("nothing is typed here"), "{}", player.text());
}

#[test]
fn what_was_left_is_thrown_away_only_by_its_reader() {
    let directory = tempfile::tempdir().unwrap();
    let (mut player, _) = open(directory.path());
    player.press("an hour<enter>of work");
    player.end(false);
    let (mut player, _) = open(directory.path());
    player.press("<c-z><esc>");
    assert!(player.text().contains("What was not kept the last time is still there: Ctrl-Y"), "{}", player.text());
    player.press("<c-y>");
    player.end(false);
    assert_eq!(drafts(directory.path()), ["an hour\nof work"]);
    let (mut player, _) = open(directory.path());
    player.press("<c-z><c-c>");
    assert!(player.text().contains("quit again throws it away"), "{}", player.text());
    player.press("<esc><esc><esc>");
    assert!(drafts(directory.path()).is_empty());
}

#[test]
fn what_is_too_long_to_be_read_back_stays_where_it_is_told_to_be() {
    let directory = tempfile::tempdir().unwrap();
    let (mut player, _) = open(directory.path());
    player.press("here<c-o>");
    let file = player.take_edit().unwrap();
    fs::write(&file, "x".repeat(16 * LONGEST + 1)).unwrap();
    player.edited(Duration::ZERO, None);
    assert!(player.text().contains("be read back") && player.text().contains("here"), "{}", player.text());
    player.press(" and on<enter><c-s>");
    assert_eq!(kept(directory.path()), ["here and on"]);
    assert_eq!(fs::metadata(&file).unwrap().len(), 16 * LONGEST as u64 + 1);
    assert!(open(directory.path()).1.is_empty(), "nobody can go on with it here");
}

#[test]
fn a_remark_is_on_the_part_that_shows() {
    let directory = tempfile::tempdir().unwrap();
    let (mut player, _) = open(directory.path());
    player.press("left<esc>");
    player.end(false);
    let (mut player, _) = open(directory.path());
    assert!(player.text().contains("This was not kept when maitri ended"));
    player.press("<c-t>");
    assert!(!player.text().contains("This was not kept when maitri ended"), "{}", player.text());
}

#[test]
fn why_it_is_not_kept_is_told_though_one_was_about_to_leave() {
    let directory = tempfile::tempdir().unwrap();
    let (mut player, _) = open(directory.path());
    player.press("mine<esc>");
    let on = Target::Item("harbours-treaty".to_owned());
    let pack = crate::harness::frozen().dataset().pack.id().to_string();
    let mut journal = SharedJournal::<Note>::open(directory.path()).unwrap();
    journal.append(Note { at: 1, pack, on, text: "x".repeat(LONGEST - 2) }).unwrap();
    player.press("<c-s>");
    assert!(player.text().contains("Not kept: ") && player.text().contains("mine"), "{}", player.text());
}

#[test]
fn what_its_reader_throws_away_is_gone() {
    let directory = tempfile::tempdir().unwrap();
    for keys in ["one<enter>two<esc><esc>", "one<enter>two<c-c><c-c>", "one<enter><c-z><c-z><esc>"] {
        let (mut player, said) = open(directory.path());
        assert!(said.is_empty() && !player.text().contains("not kept when maitri ended"), "{keys}");
        player.press(keys);
        player.end(true);
        assert!(drafts(directory.path()).is_empty() && kept(directory.path()).is_empty(), "{keys}");
    }
}

#[test]
fn what_two_keys_throw_away_two_keys_bring_back() {
    let directory = tempfile::tempdir().unwrap();
    let (mut player, _) = open(directory.path());
    player.press("kept<c-s>n and<enter>an hour of work<esc>");
    assert!(player.text().contains("n, Ctrl-Y brings it back"), "{}", player.text());
    player.press("<esc>");
    assert!(drafts(directory.path()).is_empty() && !player.text().contains("an hour"), "{}", player.text());
    player.press("n");
    let text = player.text();
    assert!(text.contains("Ctrl-Y brings it back") && !text.contains("an hour"), "{text}");
    // Closed unchanged it is still there.
    player.press("<esc>n<c-y>");
    assert!(player.text().contains("an hour of work"), "{}", player.text());
    player.press("<c-s>n");
    assert_eq!(kept(directory.path()), ["kept", "kept and\nan hour of work"]);
    assert!(!player.text().contains("Ctrl-Y"), "what is kept is thrown away no more: {}", player.text());
}

#[test]
fn a_draft_that_was_left_and_thrown_away_is_brought_back_as_well() {
    let directory = tempfile::tempdir().unwrap();
    let (mut player, _) = open(directory.path());
    player.press("an hour<enter>of work");
    player.end(false);
    let (mut player, _) = open(directory.path());
    player.press("<c-z><esc><esc>n<c-y><c-s>");
    assert_eq!(kept(directory.path()), ["an hour\nof work"]);
}

#[test]
fn a_program_that_runs_keeps_its_draft_to_itself() {
    let directory = tempfile::tempdir().unwrap();
    let (mut one, _) = open(directory.path());
    one.press("mine<enter>too");
    let (mut other, said) = open(directory.path());
    assert!(said.is_empty() && !other.text().contains("mine"));
    other.press("theirs<enter>as well");
    assert_eq!(drafts(directory.path()).len(), 2);
    other.press("<c-s>");
    one.press("<c-s>");
    assert_eq!(kept(directory.path()).last().unwrap(), "theirs\nas well\n\nmine\ntoo");
}

#[test]
fn the_editor_and_what_is_told_of_it_are_both_heard() {
    let directory = tempfile::tempdir().unwrap();
    let (mut player, _) = open(directory.path());
    player.press("here<c-o>");
    let file = player.take_edit().unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), "here\n");
    fs::write(&file, "here and there").unwrap();
    player.edited(Duration::ZERO, None);
    assert!(player.text().contains("here and there"));
    player.press("<c-o>");
    let file = player.take_edit().unwrap();
    fs::write(&file, "last words").unwrap();
    // The terminal goes while the editor has it: what the editor wrote is what is left.
    player.end(false);
    assert_eq!(drafts(directory.path()), ["last words"]);
    let (mut player, _) = open(directory.path());
    player.press("<c-o>");
    fs::remove_file(player.take_edit().unwrap()).unwrap();
    player.edited(Duration::ZERO, Some("The editor ended with a fault."));
    assert!(player.text().contains("The editor ended with a fault.") && player.text().contains("be read back"));
    assert!(player.text().contains("last words"), "{}", player.text());
}

#[test]
fn nothing_is_cut_where_two_wrote_more_than_a_note_takes() {
    let directory = tempfile::tempdir().unwrap();
    let (mut player, _) = open(directory.path());
    player.press("mine");
    let theirs = "x".repeat(LONGEST - 2);
    let on = Target::Item("harbours-treaty".to_owned());
    let pack = crate::harness::frozen().dataset().pack.id().to_string();
    let mut journal = SharedJournal::<Note>::open(directory.path()).unwrap();
    journal.append(Note { at: 1, pack, on, text: theirs.clone() }).unwrap();
    player.press("<c-s>");
    let text = player.text();
    assert!(text.contains("a note takes 64 KiB, and this, with what it says already, has 65"), "{text}");
    assert!(text.contains("mine") && kept(directory.path()) == [theirs]);
    assert_eq!(drafts(directory.path()), ["mine"]);
}

#[test]
fn what_has_no_room_is_counted() {
    let directory = tempfile::tempdir().unwrap();
    let on = Target::Item("harbours-treaty".to_owned());
    let pack = crate::harness::frozen().dataset().pack.id().to_string();
    let mut journal = SharedJournal::<Note>::open(directory.path()).unwrap();
    journal.append(Note { at: 1, pack, on, text: "x".repeat(LONGEST - 2) }).unwrap();
    let (mut player, _) = open(directory.path());
    player.press("日本a");
    assert!(player.text().contains("this one is full: 2 characters left out"), "{}", player.text());
}

#[test]
fn a_terminal_that_goes_takes_no_word_with_it() {
    let directory = tempfile::tempdir().unwrap();
    let home = directory.path().display().to_string();
    let begin = |what: &'static str| {
        let mut terminal = Terminal::start(CLASSIC, &["--open", "harbours-treaty"], &[("XDG_DATA_HOME", &home)]);
        terminal.wait_for("the record", |seen| rows(seen).iter().any(|row| row.contains("Harbours")));
        terminal.send(b"n");
        terminal.wait_for("the editor", |seen| rows(seen).iter().any(|row| row.contains(what)));
        terminal
    };
    let mut terminal = begin("Your note");
    // Here Ctrl-Z is no signal, but undoes.
    terminal.send(b"a zebra\x1a in stripes");
    terminal.wait_for("the words", |seen| rows(seen).iter().any(|row| row.contains("a  in stripes")));
    terminal.signal("-HUP");
    assert_ne!(terminal.exit_code(), 0);
    let mut terminal = begin("This was not kept when maitri ended");
    terminal.wait_for("the words", |seen| rows(seen).iter().any(|row| row.contains("a  in stripes")));
    terminal.send(b"\x13");
    terminal.wait_for("the note", |seen| rows(seen).iter().any(|row| row.contains("keep")));
    terminal.kill();
}
