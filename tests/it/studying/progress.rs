//! How far one has come: the pictures of progress after half a year, what a sitting tells when it ends, and that
//! nothing of it is cut at any width.

use std::fmt::Write as _;

use jiff::civil::date;
use maitri::study::Deck;
use maitri::study::collection::StudySettings;

use super::{CLASSIC, LARGE, TEN, VAST, kept_in, studying, with_exam};
use crate::harness::{ASCII, DARK, Player, frozen, snap};

/// The answers of half a year, some of which are overdue, as lines of a log.
fn half_a_year(directory: &std::path::Path) {
    let mut log = String::from("{\"maitri\":\"reviews\",\"version\":1}\n");
    let deck = Deck::build(frozen().dataset());
    let first = date(2026, 5, 25);
    for (number, card) in deck.cards().iter().enumerate().take(150) {
        let ahead = i64::try_from(number).expect("a number");
        for (again, after) in [0, 3, 11, 40].into_iter().enumerate() {
            let day = first.checked_add(jiff::Span::new().days(ahead + after)).expect("a day");
            let grade = if (number + again) % 5 == 0 { "again" } else { "good" };
            if day < date(2026, 11, 22) {
                let _ = writeln!(
                    log,
                    "{{\"at\":{number},\"day\":\"{day}\",\"card\":\"{}\",\"grade\":\"{grade}\",\"ms\":6000}}",
                    card.id
                );
            }
        }
    }
    std::fs::write(directory.join("reviews.jsonl"), log).expect("a log");
}

#[test]
fn progress_after_half_a_year() {
    let directory = tempfile::tempdir().expect("a directory");
    half_a_year(directory.path());
    let setup = StudySettings { reviews: Some(kept_in(directory.path().to_owned())), ..with_exam() };
    let mut player = studying("6", setup);
    for size in [CLASSIC, LARGE, VAST] {
        player.resize(size);
        insta::assert_snapshot!(format!("study_half_a_year@{}x{}", size.0, size.1), player.picture());
    }
    player.press("<enter>");
    insta::assert_snapshot!("study_card_with_a_past@200x60", player.picture());
    player.resize(CLASSIC);
    insta::assert_snapshot!("study_card_with_a_past@80x24", player.picture());
}

#[test]
fn headings_and_numbers_are_whole_at_every_width() {
    let directory = tempfile::tempdir().expect("a directory");
    half_a_year(directory.path());
    let setup = StudySettings { reviews: Some(kept_in(directory.path().to_owned())), ..with_exam() };
    let mut overview = studying("6", setup);
    let mut exam = Player::after(&format!("{TEN}am<right>bs"), CLASSIC);
    let mut report = Player::after(&format!("{TEN}am<right>bsff<enter>"), CLASSIC);
    let mut summary = Player::after("6<enter><enter>g<enter>a<esc>", CLASSIC);
    let is_told = |player: &mut Player, width: u16, words: &[&str]| {
        player.resize((width, 70));
        for word in words {
            assert!(player.text().contains(word), "{word} at {width}:\n{}", player.text());
        }
    };
    for width in (60..=300).step_by(6) {
        is_told(&mut overview, width, &["Next fortnight, from 22 Nov", "overdue, which come first", "a day at most"]);
        let told: &[&str] = if width < 104 {
            &[" 2 answered", " 8 open", " 1 marked"]
        } else {
            &["No. Answer Mark Sure?  Topic", "Time spent"]
        };
        is_told(&mut exam, width, told);
        is_told(&mut report, width, &["right wrong open", "By topic", "By form"]);
        is_told(&mut summary, width, &["2 answers, 1 known", "2 s an answer", "known of", "Hardest"]);
    }
}

#[test]
fn of_one_known_answer_nothing_is_called_hard() {
    for (grade, is_hard) in [("g", false), ("a", true), ("g<enter>g", false), ("a<enter>g", true)] {
        let text = Player::after(&format!("6<enter><enter>{grade}<esc>"), (80, 40)).text();
        assert!(text.contains("how it went"), "{text}");
        assert_eq!(text.contains("Hardest"), is_hard, "{grade}:\n{text}");
        assert!(!text.contains("known in"), "at once:\n{text}");
    }
    // What took its time was hard, though it was known.
    let mut player = Player::after("6<enter>", (80, 40));
    player.pass(std::time::Duration::from_secs(20));
    player.press("<enter>g<enter>g<esc>");
    let told = player.text();
    assert_eq!(told.matches("known in").count(), 1, "{told}");
}

#[test]
fn all_of_the_progress_is_read_on_a_page_of_its_own() {
    let directory = tempfile::tempdir().expect("a directory");
    half_a_year(directory.path());
    for size in [(60, 16), CLASSIC, LARGE, VAST] {
        let setup = StudySettings { reviews: Some(kept_in(directory.path().to_owned())), ..with_exam() };
        let mut player = Player::studying(DARK, setup, size);
        player.press("6<end><up><up><up><up><enter>");
        let mut all = player.text();
        for _ in 0..8 {
            player.press("<pgdn>");
            all.push_str(&player.text());
        }
        for told in ["Recall then", "least first", "Next fortnight", "Last 26 weeks"] {
            assert!(all.contains(told), "{told} at {size:?}:\n{all}");
        }
        player.press("<esc>");
        assert!(player.text().contains("Mock exam"), "{}", player.text());
    }
}

#[test]
fn a_page_of_what_a_sitting_tells_is_a_page() {
    let mut player = Player::studying(DARK, with_exam(), (60, 12));
    player.press("6<enter><enter>a<enter>a<enter>a<esc>");
    let lines = |player: &Player, sign: &str| -> usize {
        let text = player.text();
        let before = text.split(sign).next().and_then(|before| before.rsplit(' ').next()).unwrap_or_default();
        before.parse().unwrap_or_else(|_| panic!("{sign}:\n{text}"))
    };
    let below = lines(&player, " more ↓");
    assert!(below > 3, "{}", player.text());
    player.press("<pgdn>");
    assert!(lines(&player, " more ↑") >= below.min(4), "{}", player.text());
}

#[test]
fn study_summary() {
    // Of six answers one was not known.
    let keys = "6<enter><enter>g<enter>a<enter>g<enter>g<enter>g<enter>g<esc>";
    snap!(keys);
    snap!(keys, VAST);
}

#[test]
fn study_summary_in_ascii() {
    snap!("6<enter><enter>g<enter>a<esc>", CLASSIC, ASCII);
}

#[test]
fn a_sitting_tells_how_it_went_when_it_ends() {
    // Esc tells it, and one key leads back; nothing is told where nothing was answered.
    let mut player = studying("6<enter><enter>g<enter>a<esc>", with_exam());
    for told in ["2 answers, 1 known", "3 cards, not asked", "not known once", "Tomorrow", "2 s an answer"] {
        assert!(player.text().contains(told), "{told}:\n{}", player.text());
    }
    player.press("<esc>");
    assert!(player.text().contains("Today") && player.text().contains("Progress"), "{}", player.text());
    player.press("<home><enter><esc>");
    assert!(player.text().contains("Progress"), "{}", player.text());
    // One may go on with what is left, or take the last answer back.
    player.press("<enter><enter>g");
    let asked = player.text();
    player.press("<esc><right>");
    assert_eq!(player.text(), asked);
    player.press("<esc>u");
    assert!(player.text().contains("Taken back"), "{}", player.text());
    // The last card ends it by itself; then nothing is left to go on with.
    let mut player = studying("6<enter>", with_exam());
    for _ in 0..4 {
        player.press("<enter>g");
    }
    assert!(player.text().contains("4 answers, all known"), "{}", player.text());
    assert!(!player.text().contains("go on"), "{}", player.text());
    player.press("<right>");
    assert!(player.text().contains("4 answers"), "{}", player.text());
    player.press("<enter>");
    assert!(player.text().contains("Nothing more is due"), "{}", player.text());
    // Of what is crammed nothing comes tomorrow.
    let player = studying("6c<enter><enter>g<esc>", with_exam());
    assert!(player.text().contains("not scheduled"), "{}", player.text());
    assert!(!player.text().contains("Tomorrow"), "{}", player.text());
}
