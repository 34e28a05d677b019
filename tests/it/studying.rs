//! The Study screen: what it shows, what keys do there, and what never shows too early.
//!
//! What is asked and when is tested in [`maitri::study`].

mod choosing;
mod cramped;
mod decisions;
mod mains;
mod papers;
mod plan;
mod progress;
mod reading;

use std::time::Duration;

use jiff::civil::date;
use maitri::data::pack::id::FIRST;
use maitri::study::collection::StudySettings;
use maitri::study::scheduler::{Limits, Plan};
use maitri::study::{Card, Deck};
use maitri::tui::action::Effect;

use crate::harness::{ASCII, DARK, Player, frozen, snap};

const CLASSIC: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (120, 40);
const VAST: (u16, u16) = (200, 60);

/// Ten questions: the row below everything else.
const TEN: &str = "6<end><up><up><enter>";
/// The record whose cards are drilled.
const PACT: &str = "<space>monsoon trade agreement<enter>";

/// With an exam on 30 May 2027, a few cards a day, and nothing kept.
/// Answers kept in a directory.
fn kept_in(directory: std::path::PathBuf) -> std::sync::Arc<dyn maitri::study::shelf::ReviewShelf> {
    std::sync::Arc::new(maitri::store::shelf::Directory::new(directory, FIRST))
}

fn with_exam() -> StudySettings {
    let limits = Limits { new: 4, reviews: 20, minutes: None };
    StudySettings {
        plan: Plan { exam: Some(date(2027, 5, 30)), limits, ..Plan::default() },
        ..StudySettings::default()
    }
}

fn studying(keys: &str, setup: StudySettings) -> Player {
    let mut player = Player::studying(DARK, setup, CLASSIC);
    player.press(keys);
    player
}

#[test]
fn study_overview() {
    snap!("6");
}

#[test]
fn study_progress() {
    // After some answers, where there is no room beside the list.
    snap!("6<enter><enter><enter><enter>a<enter>g<esc><esc><end><up><up><up><up><enter>", (60, 16));
    snap!("6<enter><enter><enter><enter>a<enter>g<esc><esc>", LARGE);
}

#[test]
fn study_cram() {
    snap!("6c");
}

#[test]
fn study_question() {
    snap!("6<enter>");
}

#[test]
fn study_answer() {
    snap!("6<enter><enter>");
}

#[test]
fn some_of_the_answer_is_seen_where_it_is_to_be_graded() {
    let line_of = |row: &String| row.split('│').nth(1).unwrap_or_default().trim().to_owned();
    let mut players: Vec<Player> = [CLASSIC, (40, 10), (60, 14)]
        .map(|size| {
            let mut player = Player::studying(DARK, with_exam(), size);
            player.press("6<enter>");
            player
        })
        .into();
    for _ in 0..4 {
        for player in &mut players {
            player.press("<enter>");
        }
        let (whole, small) = players.split_first().expect("one where all has room");
        let whole = whole.rows();
        let rule = whole.iter().position(|row| row.contains("── Answer ")).expect("an answer");
        let answer = line_of(&whole[rule + 2]);
        let begins = answer.split(' ').take(2).collect::<Vec<_>>().join(" ");
        for player in small {
            let (rows, text) = (player.rows(), player.text());
            assert!(text.contains("again once more this sitting"), "{text}");
            assert!(rows.iter().any(|row| line_of(row).starts_with(&begins)), "{begins}\n{text}");
        }
        for player in &mut players {
            player.press("<enter>");
        }
    }
}

#[test]
fn study_options() {
    snap!(&format!("{PACT}do<down>"), CLASSIC);
}

#[test]
fn study_option_chosen() {
    snap!(&format!("{PACT}do<down><enter>"), CLASSIC);
}

#[test]
fn study_drill() {
    snap!(&format!("{PACT}d"));
}

#[test]
fn drill_of_what_has_no_card() {
    let dataset = frozen().dataset();
    let deck = Deck::build(dataset);
    let bare = dataset.items().into_iter().find(|(id, _)| deck.about(*id).next().is_none());
    let (id, item) = bare.expect("something has no card");
    let mut player = Player::open(CLASSIC);
    player.open_item(id);
    player.press("d");
    assert!(player.text().contains("No card asks about"), "{}\n{}", item.id(), player.text());
    player.press("<backspace>");
    assert!(!player.text().contains("No card asks"), "one comes back to the record");
}

#[test]
fn study_compare() {
    snap!(&format!("{PACT}d<enter>l"));
}

#[test]
fn exam() {
    let setup = StudySettings::default();
    for size in [(60, 16), CLASSIC, LARGE] {
        let mut player = Player::studying(DARK, setup.clone(), size);
        player.press(&format!("{TEN}<down>x<up><enter>ssmn"));
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("study_exam@{}x{}", size.0, size.1), player.picture());
        });
    }
}

#[test]
fn study_discard() {
    let keys = format!("{TEN}ab<esc><home>x");
    snap!(&keys);
    snap!(&keys, VAST);
}

#[test]
fn study_wanted() {
    snap!(choosing::WANTED);
    snap!(choosing::WANTED, VAST);
}

#[test]
fn study_wanted_in_ascii() {
    snap!(&format!("{}<down><down><right>", choosing::WANTED), CLASSIC, ASCII);
}

#[test]
fn past_papers() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut player = papers::two_papers(directory.path());
    player.press("<end><up><up><up><up><enter>");
    for size in [(60, 16), CLASSIC, LARGE, VAST] {
        player.resize(size);
        insta::assert_snapshot!(format!("study_past@{}x{}", size.0, size.1), player.picture());
    }
    player.resize((60, 16));
    player.press("t");
    insta::assert_snapshot!("study_trend@60x16", player.picture());
    drop(player);
    let mut player = Player::studying(ASCII, papers::kept(directory.path()), CLASSIC);
    player.press("6<end><up><up><up><up><enter>");
    insta::assert_snapshot!("study_past_in_ascii@80x24", player.picture());
}

#[test]
fn an_exam_is_handed_in_asking_once() {
    let mut player = Player::after(&format!("{TEN}cnanf"), CLASSIC);
    assert!(player.text().contains("8 questions have no answer; f once more"), "{}", player.text());
    player.press("n");
    assert!(!player.text().contains("f once more"), "any other key takes it back");
    // So it is where nothing is left open.
    let mut full = Player::after(&format!("{TEN}{}f", "an".repeat(10)), CLASSIC);
    assert!(full.text().contains("Every question has an answer; f once more"), "{}", full.text());
    full.press("n");
    assert!(full.text().contains("10 answered"), "{}", full.text());
    full.press("ff");
    assert!(full.text().contains("Report"), "{}", full.text());
    player.press("ff");
    assert!(player.text().contains("Report"), "{}", player.text());
    for size in [(60, 16), CLASSIC, LARGE, VAST] {
        player.resize(size);
        insta::assert_snapshot!(format!("study_report@{}x{}", size.0, size.1), player.picture());
    }
    player.resize(CLASSIC);
    player.press("<down><down><enter>");
    insta::assert_snapshot!("study_explanation@120x40", player.picture());
    player.press("r");
    assert!(!player.text().contains("Report"), "one key leads to the record");
    player.press("<backspace>");
    assert!(player.text().contains("Report"), "{}", player.text());
}

#[test]
fn the_clock_moves_once_a_second_and_only_in_an_exam() {
    let second = Duration::from_secs(1);
    for keys in ["", "6", "6<enter>", "6<enter><enter>", "6c"] {
        assert_eq!(Player::after(keys, CLASSIC).alarm(), None, "{keys}");
    }
    let mut player = Player::after(TEN, CLASSIC);
    assert!(player.text().contains("12:00 left"), "{}", player.text());
    assert!(player.alarm().is_some_and(|alarm| alarm <= second + Duration::from_millis(1)));
    assert_eq!(player.pass(second), Effect::Redraw);
    assert!(player.text().contains("11:59 left"), "{}", player.text());
    for keys in ["1", "?", "<space>"] {
        let mut player = Player::after(TEN, CLASSIC);
        player.press(keys);
        // The title line tells the minutes, and changes with them.
        assert!(player.rows()[0].contains("mock exam: 12 min left"), "{keys}: {}", player.text());
        assert_eq!(player.pass(second), Effect::Nothing, "{keys}");
        let wait = player.alarm().expect("the minutes change");
        assert!(wait > second && wait <= 60 * second, "{wait:?}");
        assert_eq!(player.pass(wait), Effect::Redraw, "{keys}");
        assert!(player.rows()[0].contains("mock exam: 11 min left"), "{keys}: {}", player.text());
        player.pass(Duration::from_secs(10 * 60));
        assert!(player.rows()[0].contains("mock exam: 0:"), "{keys}: {}", player.text());
        assert!(player.alarm().is_some_and(|wait| wait <= second + Duration::from_millis(1)), "{keys}");
    }
    // Where the clock itself shows, it is not told twice.
    for keys in ["", "<esc>"] {
        let mut player = Player::after(TEN, CLASSIC);
        player.press(keys);
        assert!(!player.rows()[0].contains("min left"), "{keys}: {}", player.text());
    }
}

#[test]
fn time_runs_out() {
    let mut player = Player::after(&format!("{TEN}a"), LARGE);
    player.pass(Duration::from_secs(12 * 60));
    assert!(player.text().contains("Report") && player.text().contains("9 not answered"), "{}", player.text());
    // Also while one looks at something else.
    let mut player = Player::after(&format!("{TEN}a1"), CLASSIC);
    player.pass(Duration::from_secs(12 * 60));
    let told = player.rows().split_off(22).join(" ");
    assert!(told.contains("Time was up: the paper was handed in, 9 of 10 not answered."), "{}", player.text());
    assert_eq!(player.alarm(), None, "nothing goes on");
    player.press("6");
    assert!(player.text().contains("Report"), "{}", player.text());
}

#[test]
fn no_key_of_a_paper_that_the_clock_has_ended_begins_another() {
    for letters in ["a", "n", "w", "ananbncnd"] {
        let mut player = Player::after(&format!("{TEN}a"), LARGE);
        player.pass(Duration::from_secs(12 * 60));
        let squeezed = squeeze(&player.text());
        assert!(
            squeezed.contains(&squeeze("Time was up: the paper was handed in, 9 of 10 not answered")),
            "{squeezed}"
        );
        player.press(letters);
        assert!(player.text().contains("Report") && !player.text().contains("question 1 of"), "{}", player.text());
        assert!(player.text().contains("The paper is over"), "{}", player.text());
    }
    // Whoever reads on may sit it again, and is asked once, as after one that was handed in.
    for (time, keys) in [(12 * 60, "<down><up>"), (0, "ff")] {
        for (key, question) in [("a", "question 1 of 10"), ("n", "question 1 of 10"), ("w", "question 1 of ")] {
            let mut player = Player::after(TEN, LARGE);
            player.pass(Duration::from_secs(time));
            player.press(keys);
            player.press(key);
            let asked = format!("{key} once more sits");
            assert!(player.text().contains(&asked), "{}", player.text());
            player.press("<esc>");
            assert!(player.text().contains("Report") && !player.text().contains(&asked), "{}", player.text());
            player.press("<down>");
            player.press(&key.repeat(2));
            assert!(player.text().contains(question), "{}", player.text());
        }
    }
}

#[test]
fn a_letter_chooses_however_often_and_enter_lets_go() {
    let mut player = Player::after(&format!("{TEN}bb"), CLASSIC);
    assert!(player.text().contains(" 1 answered"), "{}", player.text());
    player.press("<enter>");
    assert!(player.text().contains(" 0 answered"), "{}", player.text());
    player.press("<enter>x");
    assert!(player.text().contains(" 0 answered"), "{}", player.text());
    player.press("b");
    assert!(player.text().contains(" 1 answered"), "what was struck out is taken up again: {}", player.text());
}

#[test]
fn esc_first_answers_what_is_asked_with_no() {
    for asks in ["f", "q"] {
        let mut player = Player::after(&format!("{TEN}c"), CLASSIC);
        // All but the clock.
        let rows = |player: &Player| player.rows()[3..22].to_vec();
        let before = rows(&player);
        player.press(asks);
        player.press("<esc>");
        assert_eq!(rows(&player), before, "{asks}: one stays in the paper");
        assert!(!player.text().contains("once more hands") && !player.text().contains("quit again"), "{asks}");
        player.press("<esc>");
        assert!(player.text().contains("Go on with the mock exam"), "{asks}: {}", player.text());
    }
    // Also where one is not in the paper.
    let mut player = Player::after(&format!("{TEN}<esc>2<enter>"), CLASSIC);
    let before = player.rows()[1..].to_vec();
    player.press("q<esc>");
    assert_eq!(player.rows()[1..], before[..]);
}

#[test]
fn an_exam_that_is_left_waits_on_the_overview() {
    let mut player = Player::after(&format!("{TEN}b<esc>"), CLASSIC);
    assert!(player.text().contains("Go on with the mock exam"), "{}", player.text());
    player.press("<home><enter>");
    assert!(player.text().contains(" 1 answered   9 open"), "{}", player.text());
    // A drill interrupts it no more than that.
    player.press(&format!("1{PACT}d"));
    assert!(player.text().contains("Drill"), "{}", player.text());
    player.press("<esc><home><enter>");
    assert!(player.text().contains(" 1 answered   9 open"), "{}", player.text());
}

#[test]
fn the_result_can_be_looked_at_again() {
    let mut player = Player::after(&format!("{TEN}ff<esc>"), CLASSIC);
    assert!(player.text().contains("Result of the last one"), "{}", player.text());
    player.press("<end><up><up><up><enter>");
    assert!(player.text().contains("Report"), "{}", player.text());
}

/// Questions of every kind: each is asked alone, before and after its answer.
#[test]
fn no_answer_shows_before_it_is_asked_for() {
    let dataset = frozen().dataset();
    let deck = Deck::build(dataset);
    let mut seen = Vec::new();
    for card in deck.cards() {
        if seen.iter().filter(|topic| **topic == card.topic).count() >= 3 || !tells_by_itself(card) {
            continue;
        }
        seen.push(card.topic);
        let mut player = Player::open((200, 60));
        player.open_item(card.owner);
        player.press("d");
        let question = card.question(0);
        for _ in 0..deck.about(card.owner).count() {
            let squeezed = |player: &Player| squeeze(&player.text());
            if squeezed(&player).contains(&squeeze(&question)) {
                assert!(!said(&player).contains(&squeeze(&card.answer())), "{} before:\n{}", card.id, player.text());
                player.press("o");
                if player.text().contains("(a) ") {
                    player.press("<esc>");
                }
                player.press("<enter>");
                // Where the card stands alone, nothing comes between its lines.
                player.resize((79, 25));
                assert!(said(&player).contains(&squeeze(&card.answer())), "{} after:\n{}", card.id, player.text());
                break;
            }
            player.press("s");
        }
    }
    assert!(seen.len() > 30, "{} cards were looked at", seen.len());
}

/// Cards whose answer is a text of its own that the question cannot hold by chance.
fn tells_by_itself(card: &Card) -> bool {
    use maitri::study::Face;
    matches!(card.face, Face::Recall { .. }) && card.answer().len() > 4
}

/// All that shows, without the title that names the record drilled.
fn said(player: &Player) -> String {
    squeeze(&player.rows().into_iter().filter(|row| !row.contains(" Drill: ")).collect::<String>())
}

/// Without what wraps and frames put between the words.
fn squeeze(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn a_grade_counts_and_an_undo_takes_it_back() {
    let mut player = studying("6<enter>", with_exam());
    assert!(player.text().contains("4 left"), "{}", player.text());
    let question = player.text();
    player.press("<enter><enter>");
    assert!(player.text().contains("3 left"), "{}", player.text());
    player.press("<enter>a");
    assert!(player.text().contains("3 left"), "what was not known comes again:\n{}", player.text());
    player.press("uu");
    assert!(player.text().contains("4 left") && player.text().contains("Taken back"), "{}", player.text());
    // The card's pane, without what stands around it.
    let card = |line: &str| line.chars().take(44).collect::<String>();
    let asked = |text: &str| text.lines().filter(|line| line.contains('?')).map(card).collect::<Vec<_>>();
    assert_eq!(asked(&player.text()), asked(&question));
    player.press("u");
    assert!(player.text().contains("no answer to take back"), "{}", player.text());
}

#[test]
fn an_answer_that_was_typed_or_chosen_counts_also_if_one_goes_no_farther() {
    for (keys, told) in [("tzzz<enter>", "not known"), ("t<enter>", ""), ("<enter>", "")] {
        let directory = tempfile::tempdir().expect("a directory");
        let setup = StudySettings { reviews: Some(kept_in(directory.path().to_owned())), ..with_exam() };
        let mut player = studying(&format!("6<enter>{keys}<esc>"), setup);
        let summary = format!("One answer, {told}");
        assert_eq!(player.text().contains("One answer, "), !told.is_empty(), "{keys}: {}", player.text());
        assert!(told.is_empty() || player.text().contains(&summary), "{keys}: {}", player.text());
        let log = std::fs::read_to_string(directory.path().join("reviews.jsonl")).expect("a log");
        assert_eq!(log.lines().count(), if told.is_empty() { 1 } else { 2 }, "{keys}: {log}");
        if !told.is_empty() {
            player.press("<esc>u");
            assert!(player.text().contains("Taken back"), "{keys}: {}", player.text());
        }
    }
    // So do options: which of the four is right is not known here.
    for at in ["a", "b", "c", "d"] {
        let player = studying(&format!("{PACT}do{at}<esc>"), with_exam());
        assert!(player.text().contains("One answer, "), "{at}: {}", player.text());
    }
}

#[test]
fn cramming_leaves_no_trace() {
    let directory = tempfile::tempdir().expect("a directory");
    let setup = StudySettings { reviews: Some(kept_in(directory.path().to_owned())), ..with_exam() };
    let mut player = studying("6", setup.clone());
    let before = player.text();
    player.press("c<enter><enter>a<enter>g<esc><esc>c");
    assert_eq!(player.text(), before);
    let log = std::fs::read_to_string(directory.path().join("reviews.jsonl")).expect("a log");
    assert_eq!(log.lines().count(), 1, "nothing but the head:\n{log}");
}

#[test]
fn answers_are_kept_and_read_again() {
    let directory = tempfile::tempdir().expect("a directory");
    let setup = StudySettings { reviews: Some(kept_in(directory.path().to_owned())), ..with_exam() };
    let mut player = studying("6<enter><enter>g<enter>g<esc><esc>", setup.clone());
    assert!(player.text().contains("2 answers today"), "{}", player.text());
    let left = player.text();
    drop(player);
    player = studying("6", setup.clone());
    let rows = |text: &str| text.lines().skip(2).take(19).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rows(&player.text()), rows(&left));
    // A second one may look on, and says why nothing is kept.
    let second = studying("6", setup);
    assert!(squeeze(&second.text()).contains("anothermaitriisopen"), "{}", second.text());
    assert!(second.text().contains("Today"), "{}", second.text());
}

#[test]
fn a_directory_that_can_not_be_made_is_told_and_one_studies_on() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("file");
    std::fs::write(&file, "in the way").expect("a file");
    let setup = StudySettings { reviews: Some(kept_in(file.clone())), ..with_exam() };
    let mut player = studying("6", setup);
    assert!(player.text().contains("written"), "{}", player.text());
    player.press("<home><enter><enter>g");
    assert!(player.text().contains("3 left"), "{}", player.text());
    assert_eq!(std::fs::read_to_string(file).expect("the file"), "in the way");
}

#[test]
fn cards_of_what_is_marked_come_today() {
    let mut player = studying(&format!("{PACT}m6"), with_exam());
    assert!(player.text().contains("Marked"), "{}", player.text());
    let row = player.rows().iter().position(|row| row.contains("Marked")).expect("a row") - 3;
    // Headings are no rows one stands on: as many steps as rows above, less the headings among them.
    let headings = player.rows().iter().take(row + 3).filter(|row| row.contains("│Besides")).count();
    player.press("<home>");
    player.press(&"<down>".repeat(row - headings - 1));
    player.press("<enter>");
    assert!(player.text().contains("╭ Marked "), "{}", player.text());
    player.press("<esc>");
    // Of one record one card a day: the others wait as its siblings. None was seen before, so the limit on new cards
    // holds for them too.
    assert!(player.text().contains(" 4 new") && !player.text().contains("+ 4 new"), "{}", player.text());
}

#[test]
fn four_grades_are_asked_for_when_wished() {
    let mut setup = with_exam();
    let keys = "6<enter><enter>";
    assert!(!studying(keys, setup.clone()).text().contains("h hard"));
    setup.plan.four_grades = true;
    let mut player = studying(keys, setup);
    for grade in ["again", "hard", "good", "easy"] {
        assert!(player.text().contains(grade), "{grade}:\n{}", player.text());
    }
    assert_eq!(player.press("e"), Effect::Redraw);
    assert!(player.text().contains("3 left"), "{}", player.text());
}

#[test]
fn an_exam_that_is_over_and_one_that_is_today_are_said() {
    for (day, sentence) in
        [(date(2026, 11, 22), "The exam is today."), (date(2026, 11, 1), "The exam was on 1 November")]
    {
        let mut setup = with_exam();
        setup.plan.exam = Some(day);
        let player = studying("6", setup);
        assert!(player.text().contains(sentence), "{}", player.text());
    }
}

#[test]
fn after_a_wrong_answer_enter_asks_again() {
    // Grades of the frozen pack's cards, typed and chosen, right and wrong.
    let is_default = |player: &Player, grade: &str| player.text().contains(&format!("Enter {grade}"));
    let mut player = studying("6<enter>t", with_exam());
    player.press("xyzzy<enter>");
    assert!(player.text().contains("You typed: xyzzy"), "{}", player.text());
    assert!(is_default(&player, "again") && player.text().contains("g good"), "{}", player.text());
    player.press("<enter>");
    assert!(player.text().contains("4 left"), "what was not known comes again:\n{}", player.text());
    // Saying that one knew it all the same is one key too.
    player.press("txyzzy<enter>g");
    assert!(player.text().contains("3 left"), "{}", player.text());
    player.press("<enter>");
    assert!(is_default(&player, "good"), "where nothing was typed:\n{}", player.text());
    for option in ["a", "b", "c", "d"] {
        let player = Player::after(&format!("{PACT}do{option}"), CLASSIC);
        let is_right = player.text().contains("(right, your choice)");
        assert!(is_right || player.text().contains("(wrong, your choice)"), "{}", player.text());
        assert!(is_default(&player, if is_right { "good" } else { "again" }), "{}", player.text());
    }
}
