//! The palette: what it offers and does, what it asks for, what is kept of that; and hints, which tell nothing that
//! does nothing.

use std::sync::{Arc, Mutex};

use maitri::study::sheet::folder::{Folder, NotWritten};
use maitri::tui::action::{Action, Effect};
use maitri::tui::key::Key;
use maitri::tui::reader::Reader;
use maitri::tui::settings::Settings;
use maitri::tui::theme::{Depth, Theme};

use crate::harness::{Player, Size};

const USUAL: Size = (80, 24);

/// Settings and files that are only noted.
#[derive(Clone, Debug, Default)]
struct Noted(Arc<Mutex<Vec<String>>>);

impl Settings for Noted {
    fn set(&self, name: &str, value: Option<&str>) -> Result<(), String> {
        self.0.lock().expect("nobody panicked").push(format!("{name}={}", value.unwrap_or("-")));
        Ok(())
    }
}

impl Folder for Noted {
    fn write(&self, name: &str, text: &str, over: bool) -> Result<(), NotWritten> {
        let mut noted = self.0.lock().expect("nobody panicked");
        if !over && noted.iter().any(|line| line.starts_with(&format!("{name}:"))) {
            return Err(NotWritten::Exists);
        }
        noted.push(format!("{name}:{text}"));
        Ok(())
    }
}

fn reader() -> Reader {
    Reader::new(Theme::named("dark", Depth::True).expect("a theme"))
}

fn at_home() -> (Player, Noted) {
    let noted = Noted::default();
    let (settings, sheets) = (Box::new(noted.clone()), Box::new(noted.clone()));
    (Player::of(Reader { settings: Some(settings), sheets: Some(sheets), ..reader() }, USUAL), noted)
}

fn told(noted: &Noted) -> Vec<String> {
    noted.0.lock().expect("nobody panicked").clone()
}

#[test]
fn a_theme_is_asked_for_in_the_line_taken_and_kept() {
    let (mut player, noted) = at_home();
    player.press(":theme<enter>");
    assert!(player.text().contains("theme: ") && player.text().contains("for light backgrounds"), "{}", player.text());
    player.press("li<enter>");
    assert!(player.text().contains("The theme is light from now on."), "{}", player.text());
    assert_eq!(told(&noted), ["theme=\"light\""]);
    let light = Theme::named("light", Depth::True).expect("a theme").heading.style().fg;
    assert!(player.buffer().content.iter().any(|cell| Some(cell.fg) == light), "it is seen at once");
    // The same in one go, and for a visitor, of whom nothing is kept.
    let mut visitor = Player::of(reader(), USUAL);
    visitor.press(":theme mono<enter>");
    assert!(visitor.text().contains("The theme is mono until you leave."), "{}", visitor.text());
}

#[test]
fn the_style_of_citations_is_chosen_and_kept() {
    let (mut player, noted) = at_home();
    player.press(":citation<enter>");
    assert!(player.text().contains("citation style: ") && player.text().contains("(now)"), "{}", player.text());
    player.press("bib<enter>");
    assert!(player.text().contains("Sources are cited in the style bibtex from now on."), "{}", player.text());
    assert_eq!(told(&noted), ["citation=\"bibtex\""]);
    player.press("yy");
    assert!(player.text().contains("@misc{"), "it holds at once:\n{}", player.text());
    player.press("<esc>:citation style plain<enter>yy");
    assert!(!player.text().contains("@misc{"), "{}", player.text());
}

#[test]
fn the_exam_is_set_for_the_cards_and_the_settings() {
    let (mut player, noted) = at_home();
    player.press(":exam date 2027-05-2<enter>");
    assert!(player.text().contains("Write a day of the calendar"), "half a day is none:\n{}", player.text());
    player.press("3<enter>");
    assert_eq!(told(&noted), ["exam=\"2027-05-23\""]);
    player.press("6p");
    assert!(player.text().contains("23 May 2027"), "{}", player.text());
    player.press("<esc>:exam date:none<enter>");
    assert_eq!(told(&noted).last().map(String::as_str), Some("exam=-"));
}

#[test]
fn an_exam_is_set_on_no_day_that_is_past() {
    let (mut player, noted) = at_home();
    player.press(":exam date 2026-11-21<enter>");
    assert!(player.text().contains("That day is past."), "{}", player.text());
    assert!(told(&noted).is_empty(), "{noted:?}");
    player.press("<backspace>2<enter>");
    assert_eq!(told(&noted), ["exam=\"2026-11-22\""], "today is not past");
}

#[test]
fn a_paper_of_a_size_begins_at_once() {
    let player = Player::after(":mock exam 12<enter>", USUAL);
    assert!(player.alarm().is_some() && player.text().contains("left"), "{}", player.text());
}

#[test]
fn what_is_marked_is_written_to_a_file_but_over_none() {
    let (mut player, noted) = at_home();
    player.press(":export");
    assert!(!player.text().contains("export marked"), "nothing is marked:\n{}", player.text());
    player.press("<esc>mkm:export<enter>mine.txt<enter>");
    assert!(player.text().contains("2 marked records written to mine.txt."), "{}", player.text());
    assert!(told(&noted).iter().any(|file| file.starts_with("mine.txt:") && file.contains("Sources")), "{noted:?}");
    player.press(":export<enter>mine.txt<enter>");
    assert!(player.text().contains("There is a file mine.txt already"), "{}", player.text());
    let mut visitor = Player::of(reader(), USUAL);
    visitor.press("m:export");
    assert!(!visitor.text().contains("export marked"), "{}", visitor.text());
}

#[test]
fn what_was_done_last_stands_first_and_is_remembered() {
    let mut player = Player::noting(":map<esc>:agreements<enter>", USUAL);
    player.press(":");
    let first = |player: &Player| player.rows().into_iter().find(|row| row.contains('▸') && row.contains("Agre"));
    assert!(first(&player).is_some(), "{}", player.text());
    player.press("<esc>");
    let mut again = Player::resumed(&player.leave(), USUAL);
    again.press(":");
    assert!(first(&again).is_some(), "{}", again.text());
}

#[test]
fn what_is_no_action_is_looked_for() {
    let mut player = Player::after(":kobe<enter>", USUAL);
    assert!(player.text().contains("Find ") && player.text().contains("▸ kobe"), "{}", player.text());
    player.press("<enter>");
    assert!(player.text().contains("Kobe"), "{}", player.text());
}

#[test]
fn backspace_and_escape_lead_back_to_all_there_is() {
    for keys in [":theme<enter><backspace>", ":theme<enter><esc>", ":theme<tab>x<esc>"] {
        let player = Player::after(keys, USUAL);
        assert!(
            player.text().contains("exam date …") && !player.text().contains("theme: "),
            "{keys}:\n{}",
            player.text()
        );
    }
}

/// Keys to states in which something cannot be done that can be done elsewhere.
const STATES: [&str; 14] = [
    "",
    "<enter>",
    "/qqqqzzzz<enter>",
    "/lantern<enter>",
    "2",
    "2/qqqqzzzz<enter>",
    "3",
    "4",
    "5",
    "5v",
    "f",
    "M",
    "6",
    "2<enter><enter>",
];

#[test]
fn every_hint_changes_or_says_something() {
    for keys in STATES {
        let hints = Player::after(keys, (200, 24)).hinted();
        assert!(!hints.is_empty(), "{keys}");
        for (word, actions) in hints {
            // Of those that share a hint, as up and down do, one at the first has nothing above it.
            let does = |action: Action| {
                let mut player = Player::after(keys, (200, 24));
                player.act(action) != Effect::Nothing
            };
            assert!(actions.into_iter().any(does), "{keys}: {word}");
        }
    }
}

#[test]
fn typing_never_acts() {
    let mut player = Player::after(":", USUAL);
    for c in ('a'..='z').chain('A'..='Z').chain("/?!123".chars()) {
        player.key(Key::Char(c));
        assert!(player.text().contains("╭ Do "), "{c}: {}", player.text());
    }
}
