//! What is told of the dataset: on the screen, on the command line, and to who was here with an earlier edition.

use maitri::data::date::PartialDate;

use crate::harness::{PACK, Player, Size, snap};
use crate::program::{run_on, succeed};
use crate::pty::{Seen, Terminal};

fn edition(text: &str) -> PartialDate {
    text.parse().expect("a date")
}

fn head(edition_seen: &str, size: Size) -> String {
    Player::back_from(edition(edition_seen), size).rows()[0].clone()
}

#[test]
fn about() {
    snap!("i");
}

#[test]
fn about_read_to_its_end() {
    snap!("i<end>");
}

#[test]
fn what_is_new_is_told_until_it_was_read() {
    let news = "i: 1 change since 1 June 2026, the edition you know";
    assert!(head("2026-06-01", (120, 40)).ends_with(news), "{}", head("2026-06-01", (120, 40)));
    assert!(head("2026-01-01", (120, 40)).ends_with("i: 2 changes since 1 January 2026, the edition you know"));
    assert!(head("2026-06-01", (80, 24)).contains("i: 1 change since 1 June 2026"), "{}", head("2026-06-01", (80, 24)));
    assert!(!head("2026-11-01", (120, 40)).contains("since"), "nothing was changed since");
    let mut player = Player::back_from(edition("2026-06-01"), (120, 40));
    player.press("i");
    let rows = player.rows();
    assert!(rows.iter().any(|row| row.contains("New since 1 June 2026")), "{rows:#?}");
    player.press("<esc>");
    assert!(!player.rows()[0].contains("since"), "{}", player.rows()[0]);
}

#[test]
fn a_change_leads_to_its_records() {
    let mut player = Player::back_from(edition("2026-06-01"), (120, 40));
    player.press("i<enter><enter>");
    assert!(player.rows().iter().any(|row| row.contains("│ Dharmadeva consecrates the bronze bell of Nara, 604")));
}

#[test]
fn the_command_tells_what_the_screen_does() {
    let told = succeed(&["about"]);
    for line in ["Edition of 20 November 2026", "Grade A         3: official or primary document"] {
        assert!(told.lines().any(|told| told == line), "{line}: {told}");
    }
    assert!(!told.contains("New since"), "{told}");
    let since = succeed(&["about", "--since", "2026-06-01"]);
    assert_eq!(since.matches("1 November 2026").count(), 1, "{since}");
    assert_eq!(since.matches("20 May 2026").count(), 1, "{since}");
    let narrow = succeed(&["about", "--width", "50"]);
    assert!(narrow.lines().all(|line| line.chars().count() <= 50), "{narrow}");
}

#[test]
fn who_comes_back_to_a_new_edition_is_told_once() {
    let home = tempfile::tempdir().expect("a directory");
    let home = home.path().to_str().expect("a path");
    let old = tempfile::tempdir().expect("a directory");
    for entry in std::fs::read_dir(PACK).expect("the frozen pack") {
        let path = entry.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("a text");
        let earlier = text
            .replace("edition: \"2026-11-20\"", "edition: \"2026-05-25\"")
            .replace("(edition: \"2026-11-01\"", "(edition: \"2026-05-21\"");
        std::fs::write(old.path().join(path.file_name().expect("a name")), earlier).expect("a file");
    }
    let old = old.path().to_str().expect("a path");
    // Told until it was read.
    let runs = [(old, false, "q"), (PACK, true, "q"), (PACK, true, "iq"), (PACK, false, "q"), (old, false, "q")];
    for (pack, is_told, keys) in runs {
        let mut terminal = Terminal::start((120, 40), &["--data", pack], &[("XDG_STATE_HOME", home)]);
        let shows = |seen: &Seen, what: &str| seen.parser.screen().contents().contains(what);
        terminal.wait_for("the first screen", |seen| shows(seen, "6 Study"));
        terminal.wait_for("what is new, or nothing", |seen| shows(seen, "the edition you know") == is_told);
        terminal.send(keys.as_bytes());
        assert_eq!(terminal.exit_code(), 0);
    }
}

#[test]
fn a_change_that_cannot_be_is_told() {
    let pack = tempfile::tempdir().expect("a directory");
    for name in ["pack.ron", "terms.ron"] {
        std::fs::copy(format!("{PACK}/{name}"), pack.path().join(name)).expect("a copy");
    }
    let head = std::fs::read_to_string(format!("{PACK}/pack.ron")).expect("the head");
    let head = head
        .replace("\"bronze-bell\", \"nara\"", "\"bronze-ball\"")
        .replace("2026-05-20\", text", "2026-12-24\", text");
    std::fs::write(pack.path().join("pack.ron"), head).expect("a file");
    let told = run_on(pack.path(), &["check"]).stderr;
    assert!(told.contains("no record has the id “bronze-ball”"), "{told}");
    assert!(told.contains("a change of edition 24 December 2026 stands after 1 November 2026"), "{told}");
}
