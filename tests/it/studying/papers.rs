//! Papers that outlast the program: a paper that is left goes on as it stood, and nobody leaves one unasked.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use maitri::store::papers::FORMAT;
use maitri::store::shelf::Directory;
use maitri::study::collection::StudySettings;
use maitri::study::exam::kept::{Attempt, PaperEntry, attempts};
use maitri::study::rng::Rng;
use maitri::tui::action::Effect;

use super::{CLASSIC, TEN};
use crate::harness::{DARK, Player};

/// Everything is kept in this directory.
fn kept(directory: &Path) -> StudySettings {
    StudySettings {
        reviews: Some(Arc::new(Directory(directory.to_owned()))),
        papers: Some(Arc::new(Directory(directory.to_owned()))),
        ..StudySettings::default()
    }
}

fn open(directory: &Path) -> Player {
    Player::studying(DARK, kept(directory), CLASSIC)
}

fn entries(directory: &Path) -> Vec<PaperEntry> {
    let text = std::fs::read_to_string(directory.join(FORMAT.file)).unwrap_or_default();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// The seconds left on the clock.
fn clock(player: &Player) -> u32 {
    let text = player.text();
    let left = text.split(" left · seed ").next().and_then(|before| before.split_whitespace().last()).expect("a clock");
    left.split(':').map(|part| part.parse::<u32>().expect("a number")).fold(0, |all, part| all * 60 + part)
}

/// What shows of a paper, but for the seconds of its clock.
fn paper(player: &Player) -> Vec<String> {
    player.rows().iter().filter(|row| !row.contains(" left · seed ")).cloned().collect()
}

#[test]
fn nobody_leaves_a_paper_unasked() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = open(directory.path());
    player.press(TEN);
    player.press("a");
    let before = player.rows().clone();
    assert_eq!(player.press("q"), Effect::Redraw);
    assert!(player.text().contains("The paper is kept, not handed in; quit again"), "{}", player.text());
    player.press("<right><left>");
    assert_eq!(player.rows()[..20], before[..20], "another key goes on with the paper");
    assert_eq!(player.press("q"), Effect::Redraw, "and it is asked again");
    assert_eq!(player.press("q"), Effect::Quit);
    // Where nothing is kept, that is said; from the overview too.
    let mut player = Player::studying(DARK, StudySettings::default(), CLASSIC);
    player.press(TEN);
    player.press("<esc>");
    assert_eq!(player.press("q"), Effect::Redraw);
    assert!(player.text().contains("quit again loses it"), "{}", player.text());
    // Handed in, nothing keeps one.
    let mut player = open(directory.path());
    player.press(TEN);
    player.press("ff");
    assert_eq!(player.press("q"), Effect::Quit);
}

#[test]
fn a_paper_that_was_left_goes_on_as_it_stood() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = open(directory.path());
    player.press(TEN);
    player.press("b<right>c<down>xs<right><right>m<left>");
    player.pass(Duration::from_secs(95));
    player.press("a");
    let before = paper(&player);
    drop(player);
    let mut player = open(directory.path());
    player.press("6");
    assert!(player.text().contains("Go on: 22 Nov, 10 questions"), "{}", player.text());
    assert!(player.text().contains("10:0"), "a minute and a half is spent: {}", player.text());
    // What was spent while the program did not run does not count.
    player.pass(Duration::from_secs(3600));
    player.press("<home><enter>");
    assert_eq!(paper(&player), before);
    player.press("ff");
    drop(player);
    let mut player = open(directory.path());
    player.press("6");
    assert!(!player.text().contains("Go on: 22 Nov"), "{}", player.text());
    // It can be read again, and is marked as it was.
    assert!(player.text().contains("22 Nov, 10 questions"), "{}", player.text());
    player.press("<end><up><up><up><enter>");
    assert!(player.text().contains("Report"), "{}", player.text());
    assert!(!player.text().contains("tomorrow"), "nothing is made due once more: {}", player.text());
}

#[test]
fn papers_left_at_any_moment_are_whole() {
    const KEYS: [&str; 10] = ["a", "b", "c", "d", "<right>", "<left>", "x", "s", "m", "<down>"];
    let mut rng = Rng::new(14);
    for _ in 0..12 {
        let directory = tempfile::tempdir().unwrap();
        let mut player = open(directory.path());
        player.press(TEN);
        for _ in 0..rng.below(40) {
            player.pass(Duration::from_millis(700));
            player.press(rng.pick(&KEYS).unwrap());
        }
        // Leaving notes the time; the place of the pointer within a question is not kept.
        player.pass(Duration::from_secs(40));
        assert_eq!(player.press("q"), Effect::Redraw);
        player.press("<right><left>");
        let before = paper(&player);
        let spent = clock(&player);
        drop(player);
        let mut player = open(directory.path());
        player.press("6<home><enter>");
        player.press("<right><left>");
        assert_eq!(paper(&player), before);
        // Each key takes the player a second.
        assert!(spent.saturating_sub(clock(&player)) < 12, "{spent} seconds were left, now {}", clock(&player));
        assert!(clock(&player) <= spent, "no time is given back");
    }
}

#[test]
fn a_torn_last_line_loses_that_line_alone() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = open(directory.path());
    player.press(TEN);
    player.press("a<right>b<right>c");
    drop(player);
    let path = directory.path().join(FORMAT.file);
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() - 20]).unwrap();
    let mut player = open(directory.path());
    player.press("6<home><enter>");
    assert!(player.text().contains("2 answered, 8 open"), "{}", player.text());
    // What was cut is set aside, and the log goes on.
    assert!(directory.path().join(FORMAT.torn).exists());
    player.press("<end>d");
    let told = attempts(&entries(directory.path()));
    assert_eq!(told.iter().map(Attempt::answered_count).collect::<Vec<_>>(), [3]);
}

#[test]
fn two_programs_do_not_write_one_log() {
    let directory = tempfile::tempdir().unwrap();
    let mut first = open(directory.path());
    first.press(TEN);
    let mut second = open(directory.path());
    second.press(TEN);
    second.press("a");
    assert!(second.text().contains("Answers are not kept"), "{}", second.text());
    first.press("a<right>b");
    drop((first, second));
    let told = attempts(&entries(directory.path()));
    assert_eq!(told.iter().map(Attempt::answered_count).collect::<Vec<_>>(), [2]);
}
