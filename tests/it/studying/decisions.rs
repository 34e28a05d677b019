//! What one decides about a card while it is asked, and answers that are typed.

use std::sync::Arc;

use jiff::civil::date;
use maitri::data::pack::id::FIRST;
use maitri::store::shelf::Directory;
use maitri::study::collection::StudySettings;
use maitri::study::scheduler::Plan;

use super::{CLASSIC, LARGE, studying};
use crate::harness::{DARK, Player, snap};
use crate::program::run;

/// What is kept in this directory.
fn kept_in(directory: &tempfile::TempDir) -> StudySettings {
    let shelf = Arc::new(Directory::new(directory.path(), FIRST));
    StudySettings { reviews: Some(shelf), ..StudySettings::default() }
}

/// How many cards a sitting has left, by its title.
fn left(player: &Player) -> usize {
    let text = player.text();
    let before = text.split(" left").next().unwrap_or_default();
    before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("{text}"))
}

#[test]
fn card_set_aside() {
    snap!("6<enter>!", CLASSIC);
}

#[test]
fn typed_answer() {
    let speech = "<space>two lighthouses<enter>";
    snap!(&format!("{speech}dstYokohana"), CLASSIC);
    snap!(&format!("{speech}dstYokohana<enter>"), LARGE);
}

#[test]
fn a_card_set_aside_comes_no_more_until_it_is_resumed() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = studying("6<enter>", kept_in(&directory));
    let all = left(&player);
    player.press("!");
    assert_eq!(left(&player), all - 1);
    player.press("u");
    assert_eq!(left(&player), all, "{}", player.text());
    player.press("!b<esc>");
    assert!(player.text().contains("Set aside"), "{}", player.text());
    drop(player);
    let mut player = studying("6", kept_in(&directory));
    assert!(player.text().contains("Set aside") && player.text().contains("1 + 1 until tomorrow"), "{}", player.text());
    // The row stands right above those of the exam plan and the progress.
    player.press("<end><up><up><up><up><up><up><enter>!");
    assert!(player.text().contains("The card is asked again from now on."), "{}", player.text());
    player.press("<esc>");
    assert!(!player.text().contains("1 + 1 until tomorrow"), "{}", player.text());
}

#[test]
fn a_card_that_rests_tells_until_when_and_how_it_is_had_again() {
    for (key, told, note) in [
        ("!", "Set aside for good; ! has it asked again.", "1 card"),
        ("b", "Put off until 23 November 2026; ! has it asked before.", "1 until tomorrow"),
    ] {
        let directory = tempfile::tempdir().unwrap();
        let mut player = Player::studying(DARK, kept_in(&directory), LARGE);
        player.press("6<enter>");
        player.press(key);
        assert_eq!(key == "!", player.text().contains("Later"), "{}", player.text());
        player.press("<esc>");
        let row = |player: &Player| player.rows().iter().find(|row| row.contains("Set aside ")).cloned();
        assert!(row(&player).is_some_and(|row| row.contains(note)), "{}", player.text());
        player.press("<end><up><up><up><up><up><up><enter>");
        assert!(player.text().contains(told), "{}", player.text());
        player.press("!");
        assert!(player.text().contains("The card is asked again from now on."), "{}", player.text());
        assert!(!player.text().contains(told), "{}", player.text());
        player.press("<esc>");
        assert_eq!(row(&player), None, "{}", player.text());
    }
}

#[test]
fn a_card_that_rests_longer_than_until_tomorrow_is_not_told_so() {
    let directory = tempfile::tempdir().unwrap();
    let ahead = date(2026, 12, 24).at(12, 0, 0, 0);
    let mut player = Player::studying_at(ahead, kept_in(&directory), LARGE);
    player.press("6<enter>b");
    drop(player);
    let mut player = studying("6", kept_in(&directory));
    let rows = player.rows();
    let row = rows.iter().find(|row| row.contains("Set aside ")).expect("a row");
    assert!(row.contains("1 put off") && !row.contains("tomorrow"), "{row}");
    player.press("<enter>b<esc>");
    assert!(player.text().contains("2 put off"), "{}", player.text());
}

#[test]
fn why_a_card_is_bad_is_kept_and_shown() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = studying("6<enter>fwhich half?", kept_in(&directory));
    assert!(player.text().contains("What is bad about it? which half?"), "{}", player.text());
    player.press("<enter>");
    assert!(player.text().contains("You called this card bad: which half?"), "{}", player.text());
    drop(player);
    let ran = run(&["cards", "--only", "bad", "--state-dir", &directory.path().display().to_string()]);
    assert!(ran.stdout.contains("bad: which half?") && ran.stdout.contains("1 card."), "{ran:?}");
    let mut player = studying("6<enter>", kept_in(&directory));
    assert!(player.text().contains("which half?"), "{}", player.text());
    player.press("f");
    assert!(!player.text().contains("which half?"), "{}", player.text());
    player.press("fnot kept<esc>");
    assert!(!player.text().contains("not kept"), "{}", player.text());
}

#[test]
fn letters_are_text_while_one_types() {
    let mut player = studying("6<enter>taq?u1", StudySettings::default());
    assert!(player.text().contains("Your answer: aq?u1"), "{}", player.text());
    player.press("<esc>");
    assert!(!player.text().contains("Your answer"), "{}", player.text());
    // As a rule, where one wants that: card after card.
    let plan = Plan { typed: true, ..Plan::default() };
    let mut player = studying("6<enter>", StudySettings { plan, ..StudySettings::default() });
    for _ in 0..3 {
        assert!(player.text().contains("Your answer: "), "{}", player.text());
        player.press("x<enter>g");
    }
    // What is typed is capped.
    player.press(&"long ".repeat(100));
    player.press("<enter>");
    assert!(player.text().matches("long").count() <= 40, "{}", player.text());
}
