//! Questions of the main examination on the screen: the clock, the answer in its file, and ticks that come again.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use maitri::data::pack::id;
use maitri::store::answers::AnswerDirectory;
use maitri::store::mains::FORMAT;
use maitri::store::shelf::Directory;
use maitri::study::collection::StudySettings;
use maitri::study::mains::answer::EditorUse;
use maitri::tui::action::Effect;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{CLASSIC, LARGE, squeeze};
use crate::harness::{ASCII, DARK, MONO, Player, SIZES, Size, frozen, snap, with_mains};

/// To the list of questions.
const LIST: &str = "6<end><up><up><up><up><enter>";
/// To the first question.
const FIRST: &str = "6<end><up><up><up><up><enter><enter>";
/// To its outline, with two points of six ticked.
const TICKED: &str = "6<end><up><up><up><up><enter><enter><enter><down><down><space><down><down><space>";

/// Everything is kept in this directory.
fn kept(directory: &Path) -> StudySettings {
    StudySettings {
        mains: Some(Arc::new(Directory::new(directory, id::FIRST))),
        answers: Some(Arc::new(AnswerDirectory(directory.join("answers")))),
        editor: EditorUse::Opens,
        ..StudySettings::default()
    }
}

fn open(directory: &Path, keys: &str) -> Player {
    let mut player = Player::studying_on(with_mains(), kept(directory), CLASSIC);
    player.press(keys);
    player
}

fn after(keys: &str) -> Player {
    let mut player = Player::studying_on(with_mains(), StudySettings::default(), CLASSIC);
    player.press(keys);
    player
}

/// Compares what is seen with the accepted picture of this name.
fn picture(name: &str, player: &Player, size: Size) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_suffix(format!("{}x{}", size.0, size.1));
    settings.bind(|| insta::assert_snapshot!(format!("mains_{name}"), player.picture()));
}

#[test]
fn the_time_on_a_question_is_asked_about_from_any_tab() {
    let mut player = after(FIRST);
    player.press("1");
    assert_eq!(player.press("q"), Effect::Redraw, "it would be lost");
    assert!(player.text().contains("The time on this question is not kept"), "{}", player.text());
    assert_eq!(player.press("q"), Effect::Quit);
}

#[test]
fn list() {
    for size in SIZES {
        snap!(LIST, size, DARK, with_mains());
    }
}

#[test]
fn list_in_ascii() {
    snap!(LIST, CLASSIC, ASCII, with_mains());
}

#[test]
fn question() {
    for size in SIZES {
        snap!(FIRST, size, DARK, with_mains());
    }
}

#[test]
fn outline() {
    for size in SIZES {
        snap!(TICKED, size, DARK, with_mains());
    }
}

#[test]
fn outline_in_ascii() {
    snap!(TICKED, CLASSIC, ASCII, with_mains());
}

#[test]
fn outline_without_colours() {
    snap!(TICKED, CLASSIC, MONO, with_mains());
}

#[test]
fn a_pack_without_such_questions_offers_none() {
    assert!(frozen().dataset().mains().is_empty());
    let player = Player::after("6", CLASSIC);
    assert!(!player.text().contains("Main examination"), "{}", player.text());
}

#[test]
fn nothing_of_an_outline_shows_before_it_is_asked_for() {
    let question = &with_mains().dataset().mains()[0];
    for keys in [LIST, FIRST] {
        let mut player = after(keys);
        player.resize((200, 60));
        let text = player.text();
        for label in question.labels() {
            assert!(!text.contains(label), "{label}: {text}");
        }
        assert!(!text.contains("A judgement on"), "{text}");
    }
    let mut player = after(&format!("{FIRST}<enter>"));
    player.resize((200, 100));
    for label in question.labels() {
        assert!(player.text().contains(label), "{label}: {}", player.text());
    }
}

#[test]
fn the_clock_runs_while_the_question_shows_and_then_only() {
    let second = Duration::from_secs(1);
    let mut player = after(LIST);
    assert_eq!(player.alarm(), None, "nobody asked for a clock");
    player.press("<enter>");
    assert!(player.text().contains("15:00 left"), "{}", player.text());
    assert!(player.alarm().is_some_and(|alarm| alarm <= second + Duration::from_millis(1)));
    assert_eq!(player.pass(second), Effect::Redraw);
    assert!(player.text().contains("14:59 left"), "{}", player.text());
    for (away, back) in [("1", "6"), ("?", "<esc>"), ("<space>", "<esc>"), ("<esc>", "<enter>")] {
        let before = player.text();
        player.press(away);
        assert_eq!(player.alarm(), None, "{away}: the clock does not show");
        assert_eq!(player.pass(Duration::from_secs(600)), Effect::Nothing, "{away}");
        player.press(back);
        // The key that leads away is pressed while it shows.
        assert!(before.contains(" left") && player.text().contains("14:"), "{away}: {}", player.text());
    }
    player.pass(Duration::from_secs(900));
    assert!(player.text().contains(" over"), "{}", player.text());
    player.press("<enter>");
    assert_eq!(player.alarm(), None, "an outline has no clock");
    assert_eq!(player.pass(second), Effect::Nothing);
    assert!(player.text().contains("of 15:00 minutes"), "{}", player.text());
}

#[test]
fn a_question_that_is_left_goes_on_as_it_stood() {
    let mut player = after(FIRST);
    player.pass(Duration::from_secs(100));
    player.press("<esc>");
    assert!(player.text().contains("1:42 spent"), "{}", player.text());
    player.press("<enter>");
    assert!(player.text().contains("13:18 left"), "{}", player.text());
    // Nobody leaves the program unasked meanwhile; from the list nothing is lost that one looks at.
    assert_eq!(player.press("q"), Effect::Redraw);
    assert!(player.text().contains("quit again leaves it"), "{}", player.text());
    assert_eq!(player.press("q"), Effect::Quit);
    assert_eq!(after(LIST).press("q"), Effect::Quit);
    assert_eq!(after(TICKED).press("q"), Effect::Quit, "each tick is kept at once");
}

#[test]
fn ticks_are_kept_and_come_again() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = open(directory.path(), TICKED);
    assert!(player.text().contains("2 of 6 points were in"), "{}", player.text());
    player.press("<space>");
    assert!(player.text().contains("1 of 6 points were in"), "a tick is taken away again: {}", player.text());
    player.press("<space><esc>");
    assert!(player.text().contains("22 Nov, 2 of 6"), "{}", player.text());
    assert!(player.text().contains("On 22 November 2026: 2 of 6"), "{}", player.text());
    drop(player);
    let log = fs::read_to_string(directory.path().join(FORMAT.file)).unwrap();
    assert_eq!(log.lines().count(), 6, "the head, the answer and four ticks:\n{log}");
    let mut player = open(directory.path(), LIST);
    assert!(player.text().contains("22 Nov, 2 of 6"), "{}", player.text());
    player.press("<enter><enter><down><down>");
    assert!(player.text().contains("[ ] Open quays"), "nothing is ticked beforehand: {}", player.text());
    player.press("<down>");
    assert!(player.text().contains("A standing committee (missed the last time)"), "{}", player.text());
    player.press("<home><esc>");
    assert!(player.text().contains("Nothing was ticked, so nothing is kept"), "{}", player.text());
    drop(player);
    let again = fs::read_to_string(directory.path().join(FORMAT.file)).unwrap();
    assert_eq!(again, log);
}

#[test]
fn what_is_no_point_is_not_ticked() {
    let mut player = after(&format!("{FIRST}<enter><space>"));
    assert!(player.text().contains("Only points are ticked"), "{}", player.text());
    player.press("<down>");
    assert!(!player.text().contains("Only points are ticked"), "{}", player.text());
}

#[test]
fn a_torn_last_line_loses_that_tick_alone() {
    let directory = tempfile::tempdir().unwrap();
    drop(open(directory.path(), TICKED));
    let path = directory.path().join(FORMAT.file);
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() - 9]).unwrap();
    let player = open(directory.path(), LIST);
    assert!(player.text().contains("22 Nov, 1 of 6"), "{}", player.text());
    assert!(directory.path().join(FORMAT.torn).exists());
}

#[test]
fn a_record_that_a_point_names_opens_and_one_comes_back() {
    let mut player = after(&format!("{FIRST}<enter><down><down><right>"));
    player.press("<enter>");
    assert!(player.text().contains("Joint Committee on Harbours") && !player.text().contains("Outline"));
    player.press("<backspace>");
    assert!(player.text().contains("Outline"), "{}", player.text());
    player.press("o");
    assert!(!player.text().contains("Outline"), "{}", player.text());
}

#[test]
fn the_answer_is_written_in_a_file_of_its_own() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = open(directory.path(), &format!("{FIRST}e"));
    let file = player.take_edit().expect("the editor is asked for");
    assert_eq!(file, directory.path().join("answers/open-harbours-today-2026-11-22.md"));
    let head = fs::read_to_string(&file).unwrap();
    assert!(
        head.starts_with("> “The Treaty of Open Harbours") && head.ends_with("250 words, 15 minutes\n\n"),
        "{head}"
    );
    assert_eq!(player.take_edit(), None, "once");
    let words = "Quays are open, crews are few. ".repeat(40);
    fs::write(&file, format!("{head}{words}\n")).unwrap();
    player.edited(Duration::from_secs(600), None);
    assert!(player.text().contains("Your answer: 240 of 250 words"), "{}", player.text());
    assert!(player.text().contains("4:5"), "the time in the editor counts: {}", player.text());
    for size in SIZES {
        player.resize(size);
        picture("answer", &player, size);
    }
    player.resize(CLASSIC);
    // It is held against the outline, whether anything is ticked or not.
    player.press("<enter>");
    for size in SIZES {
        player.resize(size);
        picture("answer_and_outline", &player, size);
    }
    // What does not fit beside it is scrolled to.
    player.resize(CLASSIC);
    let before = player.text();
    assert!(before.contains("more ↓"), "{before}");
    player.press("<pgdn>");
    assert!(player.text() != before && player.text().contains("▸ A judgement"), "{}", player.text());
    player.press("<pgup>");
    assert_eq!(player.text(), before);
    player.press("<esc>");
    assert!(squeeze(&player.text()).contains("0of6pointswerein"), "{}", player.text());
    // Looked at again, it is the same answer, and its ticks are where they were.
    player.press("<enter><enter><down><down><space><esc><enter><enter>");
    assert!(player.text().contains("1 of 6 points were in"), "{}", player.text());
    player.press("<esc>");
    let log = fs::read_to_string(directory.path().join(FORMAT.file)).unwrap();
    assert_eq!(log.matches("{\"sat\"").count(), 1, "{log}");
    // The text is the reader's: nothing changes it, and it is there again.
    let mut player = Player::studying_on(with_mains(), kept(directory.path()), LARGE);
    player.press(&format!("{FIRST}e"));
    assert!(player.text().contains("Your answer: 240 of 250 words"), "{}", player.text());
    assert_eq!(fs::read_to_string(&file).unwrap(), format!("{head}{words}\n"));
    fs::write(&file, format!("{head}{words}and more of them, twelve words in all, which is two over it\n")).unwrap();
    player.edited(Duration::ZERO, Some("The editor ended with 1."));
    assert!(player.text().contains("Your answer: 253 words, 3 over 250"), "{}", player.text());
    assert!(player.text().contains("The editor ended with 1."), "{}", player.text());
}

#[test]
fn why_no_editor_opens_is_said() {
    let mut player = after(&format!("{FIRST}e"));
    assert!(player.text().contains("No editor is opened here, in a visit"), "{}", player.text());
    assert_eq!(player.take_edit(), None);
    let directory = tempfile::tempdir().unwrap();
    let said = |study: StudySettings| {
        let mut player = Player::studying_on(with_mains(), study, CLASSIC);
        player.press(&format!("{FIRST}e"));
        assert_eq!(player.take_edit(), None);
        player.text()
    };
    let unnamed = StudySettings { editor: EditorUse::Unnamed, ..kept(directory.path()) };
    assert!(said(unnamed).contains("set $VISUAL or $EDITOR"));
    let homeless = StudySettings { answers: None, ..kept(directory.path()) };
    assert!(said(homeless).contains("no home directory"));
    // A file where the directory should be.
    fs::write(directory.path().join("file"), "mine").unwrap();
    let blocked = AnswerDirectory(directory.path().join("file"));
    let blocked = StudySettings { answers: Some(Arc::new(blocked)), ..kept(directory.path()) };
    assert!(squeeze(&said(blocked)).contains("20261122mdcantbemade"));
    assert_eq!(fs::read_to_string(directory.path().join("file")).unwrap(), "mine");
}

#[test]
fn two_programs_do_not_write_one_log() {
    let directory = tempfile::tempdir().unwrap();
    let first = open(directory.path(), LIST);
    let mut second = open(directory.path(), LIST);
    assert!(squeeze(&second.text()).contains("anothermaitri"), "{}", second.text());
    second.press("<enter><enter><down><down><space>");
    let told = squeeze(&second.text());
    assert!(told.contains("wasnotsavedanothermaitri") && !told.contains("Thisisnotkept"), "{told}");
    assert!(second.text().contains("1 of 6 points were in"), "it counts all the same: {}", second.text());
    drop(first);
}

#[test]
fn every_state_survives_every_size() {
    let long = "word ".repeat(400);
    for keys in [LIST, FIRST, TICKED, "6<end><up><up><up><up><enter><enter><enter><end><pgup><right>"] {
        for answered in [false, true] {
            let directory = tempfile::tempdir().unwrap();
            fs::create_dir(directory.path().join("answers")).unwrap();
            if answered {
                fs::write(directory.path().join("answers/open-harbours-today-2026-11-22.md"), &long).unwrap();
            }
            let mut player = open(directory.path(), keys);
            for size in [(1, 1), (59, 15), (60, 16), (60, 40), (79, 24), (80, 16), (80, 24), (120, 40), (300, 100)] {
                let area = Rect::new(3, 2, size.0, size.1);
                let mut buffer = Buffer::empty(Rect::new(0, 0, size.0 + 7, size.1 + 5));
                let cursor = player.draw_within(area, &mut buffer);
                assert!(cursor.is_none_or(|cursor| area.contains(cursor)), "{keys} at {size:?}");
                for key in ["<down>", "<pgdn>", "<end>", "<up>", "<home>"] {
                    player.resize(size);
                    player.press(key);
                }
            }
        }
    }
}
