//! Papers that outlast the program: a paper that is left goes on as it stood, and nobody leaves one unasked.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::date;
use maitri::data::pack::id::FIRST;
use maitri::store::papers::FORMAT;
use maitri::store::shelf::Directory;
use maitri::study::collection::StudySettings;
use maitri::study::exam::attempt::{Attempt, attempts};
use maitri::study::exam::kept::PaperEntry;
use maitri::study::rng::Rng;
use maitri::study::scheduler::Limits;
use maitri::tui::action::Effect;

use super::choosing::WANTED;
use super::{CLASSIC, LARGE, TEN, squeeze};
use crate::harness::{DARK, Player, frozen};

/// Everything is kept in this directory.
pub(super) fn kept(directory: &Path) -> StudySettings {
    StudySettings {
        reviews: Some(Arc::new(Directory::new(directory, FIRST))),
        papers: Some(Arc::new(Directory::new(directory, FIRST))),
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
fn a_burst_of_keys_answers_nothing_of_a_paper() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = open(directory.path());
    player.press(TEN);
    let (before, kept) = (paper(&player), entries(directory.path()));
    for burst in ["<enter><enter><enter><enter>", "mmmm", "aaaa", "xxxx", "ssss"] {
        player.burst(burst);
        assert!(seen(&player, "came among many keys at once"), "{burst}: {}", player.text());
        let last = before.len() - 1;
        assert_eq!(paper(&player)[..last], before[..last], "{burst}");
    }
    assert_eq!(entries(directory.path()), kept);
}

#[test]
fn nobody_leaves_a_paper_unasked() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = open(directory.path());
    player.press(TEN);
    player.press("a");
    let before = player.rows().clone();
    assert_eq!(player.press("q"), Effect::Redraw);
    assert!(player.text().contains("The paper is kept and its clock stops; quit again"), "{}", player.text());
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
fn only_where_a_paper_shows_or_would_be_lost_is_one_asked_before_one_leaves() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = open(directory.path());
    player.press(TEN);
    player.press("<esc>1");
    assert_eq!(player.press("q"), Effect::Quit, "it is kept, and waits");
    let mut player = Player::studying(DARK, StudySettings::default(), CLASSIC);
    player.press(TEN);
    player.press("<esc>1");
    assert_eq!(player.press("q"), Effect::Redraw, "it would be lost");
    assert!(player.text().contains("quit again loses it"), "{}", player.text());
}

#[test]
fn the_first_paper_is_by_chance_and_those_after_it_follow() {
    let seeds = |directory: &Path| -> Vec<u64> { begun(directory).into_iter().map(|(seed, _)| seed).collect() };
    let mut firsts = Vec::new();
    for chance in [0, 1, 4_711, u64::MAX] {
        let directory = tempfile::tempdir().unwrap();
        let mut player = Player::studying(DARK, StudySettings { chance, ..kept(directory.path()) }, CLASSIC);
        player.press(&format!("{TEN}ff"));
        // To sit one again takes no number.
        player.press("aaff<esc><esc>");
        drop(player);
        let mut player = Player::studying(DARK, StudySettings { chance: 99, ..kept(directory.path()) }, CLASSIC);
        player.press(TEN);
        let seeds = seeds(directory.path());
        let [first, _, next] = seeds.as_slice() else { panic!("{seeds:?}") };
        assert!(*first < 10_000 && *next == first + 1, "{seeds:?}");
        firsts.push(*first);
    }
    firsts.sort_unstable();
    firsts.dedup();
    assert_eq!(firsts.len(), 4, "{firsts:?}");
}

#[test]
fn no_paper_has_the_number_of_one_that_was_sat() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = open(directory.path());
    player.press(&format!("{TEN}ff"));
    drop(player);
    let first = begun(directory.path());
    let [(first, _)] = first.as_slice() else { panic!("{first:?}") };
    // One that was asked for by its number, before those that follow on it.
    let log = directory.path().join(FORMAT.file);
    let text = std::fs::read_to_string(&log).unwrap();
    let of = |seed: u64| format!("\"seed\":{seed},");
    assert!(text.contains(&of(*first)), "{text}");
    let line = |text: &str, seed: u64, paper: i64| -> String {
        let lines = text.lines().filter(|line| line.contains(&of(*first)));
        let named = lines.map(|line| line.replace(&of(*first), &of(seed)));
        let name = attempts(&entries(directory.path()))[0].begun.paper;
        named.map(|line| line.replace(&name.to_string(), &paper.to_string()) + "\n").collect()
    };
    let more: String = [(2, 1), (3, 2), (1, 3)].map(|(seed, paper)| line(&text, seed, paper)).concat();
    std::fs::write(&log, text + &more).unwrap();
    let mut player = open(directory.path());
    player.press(TEN);
    drop(player);
    assert_eq!(begun(directory.path()).last().map(|(seed, _)| *seed), Some(4));
}

#[test]
fn what_was_not_right_yet_stands_in_another_order_each_time() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = two_papers(directory.path());
    for _ in 0..2 {
        // Nobody presses keys on the second.
        player.pass(Duration::from_millis(1_007));
        player.press("<end>");
        while !seen(&player, "▸ What was not right yet") {
            player.press("<up>");
            assert!(!seen(&player, "▸ All that is due"), "{}", player.text());
        }
        player.press("<enter>");
        assert!(seen(&player, " left · again"), "{}", player.text());
        player.press("ff<esc>");
    }
    let begun = begun(directory.path());
    let again: Vec<u64> = begun.iter().filter(|(_, again)| again.is_some()).map(|(seed, _)| *seed).collect();
    let [one, other] = again.as_slice() else { panic!("{begun:?}") };
    assert_ne!(one, other, "{begun:?}");
}

/// What each paper was set by, and which it asks again.
fn begun(directory: &Path) -> Vec<(u64, Option<i64>)> {
    let told =
        |entry: PaperEntry| if let PaperEntry::Begun(begun) = entry { Some((begun.seed, begun.again)) } else { None };
    entries(directory).into_iter().filter_map(told).collect()
}

#[test]
fn what_is_due_after_a_paper_is_told_alike_everywhere() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = open(directory.path());
    player.press(&format!("{TEN}ff"));
    drop(player);
    let state = directory.path().display().to_string();
    let due = crate::program::succeed(&["due", "--date", "2026-11-23", "--state-dir", &state, "--json"]);
    let due: serde_json::Value = serde_json::from_str(&due).unwrap();
    let new = due["new"].as_u64().unwrap_or_default();
    assert_eq!((&due["new"], &due["reviews"]), (&due["due"], &0.into()), "none of them was seen: {due}");
    assert!((1..=15).contains(&new), "the limit holds: {due}");
    assert!(due["brought"].as_u64().is_some_and(|brought| brought > 0), "{due}");
    let told = crate::program::succeed(&["due", "--date", "2026-11-23", "--state-dir", &state]);
    assert!(told.contains(" new (from mock exams and marks ") && told.contains(" and 0 seen before"), "{told}");
    let mut player = open(directory.path());
    player.pass(Duration::from_secs(24 * 3600));
    player.press("6");
    assert!(seen(&player, &format!("{new} new")) && !seen(&player, &format!("+ {new} new")), "{}", player.text());
    player.resize((170, 40));
    player.press("<home><enter>");
    assert!(seen(&player, &format!("{new} new")) && !seen(&player, "seen before"), "{}", player.text());
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
fn the_overview_tells_that_a_paper_waits() {
    let tells = |player: &mut Player| {
        player.press("0");
        player.text().contains("a mock exam waits")
    };
    let directory = tempfile::tempdir().unwrap();
    let mut player = open(directory.path());
    assert!(!tells(&mut player), "{}", player.text());
    player.press(TEN);
    assert!(tells(&mut player), "one sits in it: {}", player.text());
    player.press("6<esc>");
    assert!(tells(&mut player), "it was left: {}", player.text());
    drop(player);
    // The next run has yet to open what is kept.
    let mut player = open(directory.path());
    assert!(tells(&mut player), "{}", player.text());
    player.press("6<home><enter>ff");
    assert!(!tells(&mut player), "it is handed in: {}", player.text());
}

#[test]
fn whoever_leaves_a_paper_is_told_that_its_clock_goes_on_and_what_stops_it() {
    let footer = |player: &Player| player.rows().pop().unwrap_or_default();
    for keys in ["<esc>", "1", "0", "<tab>", "<space>monsoon trade agreement<enter>"] {
        let directory = tempfile::tempdir().unwrap();
        let mut player = open(directory.path());
        player.press(&format!("{TEN}{keys}"));
        assert!(footer(&player).contains("clock goes on; only quitting stops it"), "{keys}: {}", player.text());
        player.press("6");
        assert!(!footer(&player).contains("clock goes on"), "{keys}: it is told once: {}", player.text());
        player.pass(Duration::from_secs(60));
        player.press("<home><enter>");
        assert!(clock(&player) < 12 * 60 - 60, "{keys}: {}", player.text());
        assert_eq!(player.press("q"), Effect::Redraw);
        assert!(footer(&player).contains("its clock stops; quit again"), "{keys}: {}", player.text());
    }
    let mut unkept = Player::after(&format!("{TEN}<esc>"), CLASSIC);
    assert!(footer(&unkept).contains("clock goes on; quitting loses the paper"), "{}", unkept.text());
    unkept.press("<home><enter>ff");
    for keys in ["<esc>", "1"] {
        unkept.press(keys);
        assert!(!footer(&unkept).contains("clock"), "it is handed in: {}", unkept.text());
    }
}

#[test]
fn enter_on_a_question_of_a_report_leads_to_its_reasons() {
    for size in [(60, 16), CLASSIC] {
        let mut player = Player::after(&format!("{TEN}ff"), size);
        let mut sought = 0;
        for _ in 0..10 {
            player.press("<down><enter>");
            let text = player.text();
            // Of a long one the question has gone by.
            if !text.contains("(right)") {
                assert!(text.contains(" more ↑"), "{text}");
                sought += 1;
            }
            player.press("<esc>");
        }
        assert!(sought > 2, "{size:?}: {sought}");
    }
}

#[test]
fn what_the_reasons_of_a_paper_rest_on_has_a_name() {
    let pack = &frozen().dataset().pack;
    let mut player = Player::after(&format!("{TEN}ff<end><enter>"), (120, 60));
    let mut told = 0;
    for _ in 0..10 {
        let text = player.text();
        let (reasons, sources) = text.split_once(" Sources").unwrap_or_else(|| panic!("no sources: {text}"));
        // They cite by number: `[1]`, `[2 ¶12]`.
        let cited =
            reasons.split('[').skip(1).filter_map(|cite| cite.split([']', ' ', '│']).next()?.parse::<usize>().ok());
        let cited: BTreeSet<usize> = cited.collect();
        let rows: Vec<&str> = sources.lines().filter_map(|row| Some(row.split("││").nth(1)?.trim_start())).collect();
        let said = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let all = said(&rows.concat());
        let named = pack.sources.iter().filter(|source| all.contains(&said(&source.title))).count();
        assert!(!cited.is_empty() && named >= cited.len(), "{cited:?}: {text}");
        for number in cited {
            assert!(rows.iter().any(|row| row.starts_with(&format!("{number} "))), "{number}: {text}");
            told += 1;
        }
        player.press("<up>");
    }
    assert!(told > 5, "{told}");
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
fn a_paper_that_is_killed_has_lost_no_answer() {
    const KEYS: [&str; 9] = ["a", "b", "c", "d", "<right>", "<left>", "x", "s", "m"];
    /// Which question it is, and what is told of all.
    fn stands(player: &Player) -> (String, String) {
        let text = player.text();
        let question = text.split("question ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
        let told = text.lines().find(|line| line.contains(" answered ")).unwrap_or_default();
        (question.to_owned(), told.to_owned())
    }
    let mut rng = Rng::new(9);
    for _ in 0..24 {
        let directory = tempfile::tempdir().unwrap();
        let mut player = open(directory.path());
        player.press(TEN);
        for _ in 0..rng.below(30) {
            player.pass(Duration::from_millis(1300));
            player.press(rng.pick(&KEYS).unwrap());
        }
        let (before, spent) = (stands(&player), clock(&player));
        // Nobody says farewell.
        drop(player);
        let mut player = open(directory.path());
        player.press("6<home><enter>");
        assert_eq!(stands(&player), before);
        // What passed after the last change of the paper is all that can be lost, and no more than that is given back.
        assert!(clock(&player) <= 720 && clock(&player).abs_diff(spent) < 60, "{spent}, {}", clock(&player));
    }
}

#[test]
fn a_paper_that_is_killed_gets_no_time_back_but_the_last_seconds() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = open(directory.path());
    player.press(TEN);
    player.press("a");
    let written = entries(directory.path()).len();
    for _ in 0..80 {
        player.pass(Duration::from_millis(1250));
    }
    let left = clock(&player);
    drop(player);
    let kept = entries(directory.path());
    assert!((written + 1..=written + 8).contains(&kept.len()), "it is written now and then: {}", kept.len());
    let seconds = kept.iter().rev().find_map(|entry| match entry {
        PaperEntry::Answered(answered) => Some((u64::from(answered.seconds), answered.spent / 1000)),
        _ => None,
    });
    let (seconds, spent) = seconds.expect("an answer");
    assert!(spent.abs_diff(seconds) <= 3, "of {spent} seconds the question had {seconds}");
    let mut player = open(directory.path());
    player.press("6<home><enter>");
    assert!(clock(&player) <= left + 16, "{left} seconds were left, now {}", clock(&player));
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
    assert!(player.text().contains(" 2 answered   8 open"), "{}", player.text());
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
    let told = squeeze(&second.text());
    assert!(
        told.contains("Theanswerwasnotsavedanothermaitri") && told.contains("answersgivenherearenotkept"),
        "{told}"
    );
    assert_eq!(told.matches("notkept").count(), 1, "it is said once: {told}");
    second.press("<esc><home>xx");
    assert!(seen(&second, "Discarded.") && !seen(&second, "Go on with"), "{}", second.text());
    first.press("a<right>b");
    drop((first, second));
    let told = attempts(&entries(directory.path()));
    assert_eq!(told.iter().map(Attempt::answered_count).collect::<Vec<_>>(), [2]);
}

pub(super) fn seen(player: &Player, text: &str) -> bool {
    player.text().contains(text)
}

#[test]
fn a_paper_that_was_left_can_be_discarded_and_the_log_keeps_it() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = open(directory.path());
    player.press(&format!("{TEN}ab"));
    drop(player);
    let mut player = open(directory.path());
    player.press("6<home>x");
    assert!(seen(&player, "Discard this paper for good?"), "{}", player.text());
    player.press("<down><up>x");
    assert!(seen(&player, "Discard this paper for good?"), "another key kept it: {}", player.text());
    player.press("x");
    assert!(seen(&player, "Discarded.") && !seen(&player, "Go on: "), "{}", player.text());
    // So can the one that waits in this run.
    player.press(&format!("{TEN}c<esc><home>xx"));
    assert!(seen(&player, "Discarded.") && !seen(&player, "Go on with"), "{}", player.text());
    assert_eq!(player.press("q"), Effect::Quit, "nothing is left to be asked about");
    drop(player);
    let mut player = open(directory.path());
    player.press("6");
    assert!(!seen(&player, "Go on: ") && !seen(&player, "Past papers"), "{}", player.text());
    let told = attempts(&entries(directory.path()));
    assert_eq!(told.iter().map(|attempt| attempt.is_discarded).collect::<Vec<_>>(), [true, true]);
    assert_eq!(told.iter().map(Attempt::answered_count).collect::<Vec<_>>(), [1, 1], "nothing is overwritten");
}

/// Two papers that were handed in, of ten questions each, with some answers.
pub(super) fn two_papers(directory: &Path) -> Player {
    let mut player = open(directory);
    player.press(&format!("{TEN}asnbssncsssndnanff<esc>"));
    player.press("<end><up><up><enter>bsssncndnansnbnff<esc>");
    player
}

#[test]
fn one_comes_back_from_a_past_paper_to_the_list() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = two_papers(directory.path());
    player.press("<end><up><up><up><up><enter><down><enter>");
    assert!(seen(&player, "Mock exam ─ "), "{}", player.text());
    player.press("<esc>");
    assert!(seen(&player, "Past papers ─ 2"), "{}", player.text());
    player.press("<esc>");
    assert!(seen(&player, "Result of the last one"), "{}", player.text());
}

#[test]
fn a_paper_is_sat_again_and_what_went_wrong_alone() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = two_papers(directory.path());
    player.press("<end><up><up><up><up><enter>a");
    assert!(seen(&player, "question 1 of 10") && seen(&player, " left · again"), "{}", player.text());
    // One at a time: another is refused while it waits.
    player.press("<esc><end><up><up><up><up><enter>w");
    assert!(seen(&player, "Another paper waits"), "{}", player.text());
    player.press("<home><enter>ff");
    let told = attempts(&entries(directory.path()));
    let [_, second, again] = told.as_slice() else { panic!("{} papers", told.len()) };
    assert_eq!((&again.begun.questions, again.begun.again), (&second.begun.questions, Some(second.begun.paper)));
    // From the result itself, what went wrong: nothing was answered, so all of it.
    player.press("ww");
    assert!(seen(&player, "question 1 of 10"), "{}", player.text());
    player.press("ff<esc>");
    let wrong: Vec<usize> = attempts(&entries(directory.path())).iter().map(|attempt| attempt.answers.len()).collect();
    assert_eq!(wrong, [10, 10, 10, 10]);
    // Over all papers: each question once, and not what was right when it was asked last.
    let answered = told.iter().flat_map(Attempt::answered_questions);
    let last: HashMap<String, bool> =
        answered.map(|(question, answer)| (question.identity(), question.is_right(answer))).collect();
    let open = last.values().filter(|right| !**right).count();
    assert!(open < last.len() && seen(&player, &format!("{open} questions")), "{open} open:\n{}", player.text());
}

#[test]
fn nothing_that_was_not_answered_is_taken_back() {
    let directory = tempfile::tempdir().unwrap();
    let log = || std::fs::read_to_string(directory.path().join("reviews.jsonl")).unwrap_or_default();
    let mut player = open(directory.path());
    player.press("6<enter><enter>g<esc><esc>");
    player.press(&format!("{}ff<esc>", TEN.trim_start_matches('6')));
    let before = log();
    assert!(before.lines().filter(|line| line.contains("due")).count() > 10, "what was left open is brought: {before}");
    player.press("u");
    assert!(seen(&player, "There is no answer to take back."), "{}", player.text());
    assert_eq!(log(), before);
    drop(player);
    // Nor what was answered in an earlier run.
    let directory = tempfile::tempdir().unwrap();
    let mut player = open(directory.path());
    player.press("6<enter><enter>g<esc><esc>");
    drop(player);
    let mut player = open(directory.path());
    player.press("6u");
    assert!(seen(&player, "There is no answer to take back."), "{}", player.text());
    player.press("<home><enter><enter>g<esc><esc>u");
    assert!(seen(&player, "Taken back"), "{}", player.text());
}

#[test]
fn what_is_told_of_tomorrow_is_what_tomorrow_asks() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = open(directory.path());
    player.press(&format!("{TEN}ff"));
    let text: String = player
        .rows()
        .iter()
        .filter_map(|row| row.split("││").nth(1))
        .map(|row| row.trim_end_matches([' ', '│']))
        .collect();
    // Where nothing else comes tomorrow, the number of these cards is that of all.
    let rest = text.split("Tomorrow asks").nth(1).or(text.split("Next ").nth(1)).expect("what comes");
    let told: usize = rest.split(' ').find_map(|word| word.parse().ok()).expect("a number");
    drop(player);
    let mut plan = kept(directory.path());
    plan.plan.limits = Limits::default();
    let tomorrow = maitri::study::Collection::look(frozen().dataset(), plan.reviews.as_deref(), plan.plan);
    assert_eq!(tomorrow.today(date(2026, 11, 23)).cards.len(), told, "{text}");
}

#[test]
fn a_report_hints_first_how_to_sit_the_paper_again() {
    let player = Player::after(&format!("{TEN}ff"), CLASSIC);
    for told in ["a again", "w wrong", "n mixed"] {
        assert!(seen(&player, told), "{told}:\n{}", player.text());
    }
}

#[test]
fn one_comes_back_from_a_paper_to_the_row_that_goes_on_with_it() {
    let stands_at = |player: &Player| {
        let text = player.text();
        text.lines().find(|line| line.contains('▸')).unwrap_or_default().to_owned()
    };
    for begins in [TEN.to_owned(), format!("{WANTED}<enter>")] {
        let mut player = Player::after(&format!("{begins}<esc>"), CLASSIC);
        assert!(stands_at(&player).contains("Go on with the mock exam"), "{}", player.text());
        // So it is when another was left before.
        player.press("<end><enter><home><enter><right><esc>");
        assert!(stands_at(&player).contains("Go on with the mock exam"), "{}", player.text());
    }
}

#[test]
fn what_keeps_a_paper_from_being_discarded_does_nothing_else() {
    let mut player = Player::after(&format!("{TEN}<esc>"), CLASSIC);
    let before = player.rows()[2..20].join("\n").replace(char::is_numeric, "");
    for key in ["<enter>", "<down>", "c", "q", "1", "?", "<space>", "<esc>", "z"] {
        player.press("x");
        assert!(seen(&player, "Discard this paper for good?"), "{key}: {}", player.text());
        player.press(key);
        assert_eq!(player.rows()[2..20].join("\n").replace(char::is_numeric, ""), before, "{key}");
    }
    player.press("<enter>");
    assert!(seen(&player, "question 1 of 10"), "{}", player.text());
}

#[test]
fn the_trend_is_hinted_where_it_has_no_room_beside() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = two_papers(directory.path());
    player.press("<end><up><up><up><up><enter>");
    let footer = |player: &Player| player.rows().last().cloned().unwrap_or_default();
    player.resize(LARGE);
    assert!(seen(&player, "By topic") && !footer(&player).contains("trend"), "{}", player.text());
    player.resize((60, 16));
    assert!(seen(&player, "t the trend"), "{}", player.text());
}
