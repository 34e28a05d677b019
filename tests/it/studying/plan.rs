//! The exam plan on the screen: a page that scrolls, however little there is to plan with.

use jiff::civil::date;
use maitri::study::collection::StudySettings;
use maitri::study::scheduler::Plan;

use super::{studying, with_exam};
use crate::harness::{DARK, Player, SIZES};

#[test]
fn pictures() {
    for size in SIZES {
        let mut player = Player::studying(DARK, with_exam(), size);
        // After some answers, as in the picture of the progress.
        player.press("6<enter><enter><enter><enter>a<enter>g<esc><esc>p");
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("study_plan@{}x{}", size.0, size.1), player.picture());
        });
    }
    let mut player = Player::studying(DARK, with_exam(), (60, 16));
    player.press("6p<end>");
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("study_plan_end@60x16", player.picture());
    });
}

#[test]
fn it_scrolls_to_its_ends_and_no_further() {
    let mut player = Player::studying(DARK, with_exam(), (60, 16));
    player.press("6p");
    let top = player.text();
    assert!(top.contains("Exam on 30 May 2027, in 189 days"), "{top}");
    for (there, back) in [("<down>", "<up>"), ("<pgdn>", "<pgup>"), ("<end>", "<home>")] {
        player.press(there);
        assert_ne!(player.text(), top, "{there}");
        player.press(back);
        assert_eq!(player.text(), top, "{back}");
    }
    player.press("<end>");
    let end = player.text();
    assert_eq!(player.press("<down>"), maitri::tui::action::Effect::Nothing);
    assert_eq!(player.text(), end);
    // What the page no longer has when it grows, it does not scroll past.
    player.resize((120, 60));
    assert!(player.text().contains("Exam on 30 May 2027"), "{}", player.text());
    player.press("<esc>");
    assert!(player.text().contains("Today"), "{}", player.text());
}

#[test]
fn it_says_what_is_missing() {
    let on = |exam| {
        let plan = Plan { exam, ..Plan::default() };
        studying("6p", StudySettings { plan, ..StudySettings::default() }).text()
    };
    let none = on(None);
    assert!(none.contains("Exam plan") && none.contains("No exam is set; :exam date sets it."), "{none}");
    assert!(on(Some(date(2026, 11, 22))).contains("The exam is today."));
    assert!(on(Some(date(2026, 11, 1))).contains("The exam was on 1 November 2026."));
    assert!(on(Some(date(2026, 11, 23))).contains("tomorrow"));
}

#[test]
fn without_an_exam_it_tells_how_to_set_one_and_what_is_due_all_the_same() {
    for size in SIZES.into_iter().chain([(200, 60)]) {
        let mut player = Player::studying(DARK, StudySettings::default(), size);
        // After some answers, so that something falls due.
        player.press("6<enter><enter><enter><enter>a<enter>g<esc><esc>p");
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("study_plan_without_exam@{}x{}", size.0, size.1), player.picture());
        });
    }
    let told = studying("6p", StudySettings::default()).text();
    for sentence in [":exam date 2027-05-22", "Without an exam", "222 cards not met yet take 15 days, until 6"] {
        assert!(told.contains(sentence), "{sentence}: {told}");
    }
    // What it says to type does what it says.
    let mut player = Player::after("6p:exam date 2027-05-22<enter><esc>p", (120, 40));
    assert!(player.text().contains("Exam on 22 May 2027"), "{}", player.text());
    player.press(":exam date none<enter><esc>p");
    assert!(player.text().contains("No exam is set"), "{}", player.text());
}

#[test]
fn a_row_leads_to_it_too() {
    let mut player = studying("6<end><up><up><up><up><up><enter>", with_exam());
    assert!(player.text().contains("Exam plan") && player.text().contains("new cards a day"), "{}", player.text());
    player.press("<esc>6");
    assert!(player.text().contains("189 days left"), "{}", player.text());
}
