//! Choosing a paper: what it is to be about, how large, and for which marks. What becomes of papers is tested
//! elsewhere.

use super::papers::seen;
use super::{CLASSIC, LARGE, TEN};
use crate::harness::{DARK, Player, library};

/// The rows below everything else: three papers of a usual size, and above them the others.
pub(super) const WANTED: &str = "6<end><up><up><up><enter>";

#[test]
fn which_paper_one_wants_is_said_on_the_screen() {
    // Seven questions for four marks each, a quarter of that off, in five minutes, on defence, of what an exam asks.
    let keys = "7<down><down><right><right><down><left><down><up><up><up>5<down><down><down><down><right><down><down>";
    let mut player = Player::after(&format!("{WANTED}{keys}<right>"), CLASSIC);
    for told in
        ["7 questions, 5 minutes, 28", "[x] Only what an exam asks", "[x] Defence", "4 marks for each right answer; 1"]
    {
        assert!(seen(&player, told), "{told}:\n{}", player.text());
    }
    // The frozen pack makes no more than two of it: then there is less time too.
    player.press("<enter>");
    assert!(seen(&player, "question 1 of 2") && seen(&player, " 2:00 left · seed"), "{}", player.text());
    player.press("ff");
    assert!(seen(&player, "0 of 8 marks") && seen(&player, "Defence"), "{}", player.text());
    // A digit can be taken back.
    let player = Player::after(&format!("{WANTED}12<backspace>"), CLASSIC);
    assert!(seen(&player, "1 question, ") && seen(&player, "< 1 >"), "{}", player.text());
    let player = Player::after(&format!("{WANTED}9999"), CLASSIC);
    assert!(seen(&player, "500 questions, "), "{}", player.text());
}

#[test]
fn a_number_is_pasted_whole_and_typed_in_any_script() {
    let mut player = Player::after(WANTED, CLASSIC);
    player.paste(" 2５\n");
    assert!(seen(&player, "25 questions, ") && seen(&player, "< 25 >"), "{}", player.text());
    player.paste("forty");
    assert!(seen(&player, "it is no number") && seen(&player, "< 25 >"), "{}", player.text());
    player.burst("<enter><enter><enter><enter>");
    assert!(seen(&player, "came among many keys") && seen(&player, "< 25 >"), "no paper is begun: {}", player.text());
    let player = Player::after(&format!("{WANTED}१２"), CLASSIC);
    assert!(seen(&player, "12 questions, "), "{}", player.text());
}

#[test]
fn a_paper_of_nothing_is_not_begun() {
    // The frozen pack has no written questions, and only those have a difficulty.
    let mut player = Player::after(&format!("{WANTED}<down><down><down><down><right><enter>"), CLASSIC);
    assert!(seen(&player, "There is too little in what is asked for"), "{}", player.text());
    player.press("<esc>");
    assert!(!seen(&player, "Go on with"), "{}", player.text());
}

#[test]
fn a_paper_can_be_like_another_exam() {
    let mut player = Player::on(library(), DARK, LARGE);
    player.press(&format!("{WANTED}<right>"));
    let name = library().dataset().pack.exams[0].name.to_string();
    assert!(seen(&player, &format!("< {name} >")) && seen(&player, "(grade "), "{}", player.text());
    player.resize((60, 16));
    assert!(seen(&player, "(grade "), "where there is no room beside: {}", player.text());
    player.resize(LARGE);
    player.press("<down>25");
    assert!(seen(&player, "25 questions, 30 minutes, 50 marks"), "{}", player.text());
    player.press("<enter>");
    assert!(seen(&player, "question 1 of 25"), "{}", player.text());
}

#[test]
fn a_digit_changes_the_number_it_is_typed_on_and_nothing_else() {
    // On marks, difficulty, boxes and topics.
    let mut player = Player::after(WANTED, CLASSIC);
    for below in 2..8 {
        player.press(&format!("<home>{}", "<down>".repeat(below)));
        let before = player.rows();
        player.press("7");
        assert_eq!(player.rows(), before, "{below} rows below");
    }
    player.press("<home><down>45");
    assert!(seen(&player, "25 questions, 45 minutes"), "{}", player.text());
    // No paper is of no time, nor of nothing.
    player.press("<up><down>0");
    assert!(seen(&player, "25 questions, 1 minute"), "{}", player.text());
    player.press("8<backspace><backspace>");
    assert!(seen(&player, "25 questions, 1 minute"), "{}", player.text());
    player.press("9<up>0");
    assert!(seen(&player, "1 question, 9 minutes"), "{}", player.text());
    player.press("12");
    assert!(seen(&player, "12 questions, 9 minutes"), "{}", player.text());
}

#[test]
fn a_box_is_ticked_with_space() {
    let mut player = Player::after(&format!("{WANTED}<end> "), CLASSIC);
    assert!(seen(&player, "[x] People") && seen(&player, "Space change"), "{}", player.text());
    player.press("<space>");
    assert!(seen(&player, "[ ] People"), "{}", player.text());
}

#[test]
fn the_chooser_says_what_is_counted() {
    let mut player = Player::on(library(), DARK, LARGE);
    player.press(WANTED);
    for told in ["Written questions; some are on several", "A question may count for several topics."] {
        assert!(seen(&player, told), "{told}:\n{}", player.text());
    }
}

#[test]
fn a_paper_of_fewer_questions_than_asked_for_says_so() {
    // On defence alone, of what an exam asks.
    let keys = "7<down>5<down><down><down><down><right><down><down><right><enter>";
    let mut player = Player::after(&format!("{WANTED}{keys}"), CLASSIC);
    assert!(seen(&player, " of the 7 asked for; the time is shortened to"), "{}", player.text());
    player.press("<down>");
    assert!(!seen(&player, "The pack gives"), "{}", player.text());
    assert!(!seen(&Player::after(TEN, CLASSIC), "The pack gives"));
}
