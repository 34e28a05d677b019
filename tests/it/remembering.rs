//! That one goes on where one left off: on the screen, in the file, in a terminal, and where a program is killed.

mod file;
mod finder;

use maitri::tui::whereabouts::{ListWhereabouts, StudyChoices, Whereabouts};
use maitri::view::tab::Tab;

use crate::harness::{Noted, Player};
use crate::pty::CLASSIC;

/// Keys that lead somewhere worth remembering, one place a line.
const PLACES: [&str; 20] = [
    "jjj",
    "<end>",
    "s",
    "-",
    "--j",
    "b",
    "/lantern<enter>",
    "/la<enter>f<space><esc>j",
    "f<space><down><space><esc>",
    "<enter>",
    "2sss",
    "2<end><enter>",
    "3llt",
    "3<left><left>",
    "3c",
    "4s",
    "5sj",
    "5v",
    "5v<down>+",
    "6c",
];

#[test]
fn leaving_and_coming_back_leads_to_the_same_place() {
    for keys in PLACES {
        let mut left = Player::noting(keys, CLASSIC);
        let kept = left.leave();
        let mut back = Player::resumed(&kept, CLASSIC);
        assert_eq!(back.leave().place(), kept.place(), "{keys}");
        assert_eq!(back.place(), left.place(), "{keys}");
        // The title line tells that it is so; all below is the same, as far down as the list is scrolled.
        let titles = |player: &Player| player.rows().into_iter().skip(1).take(2).collect::<Vec<_>>();
        assert_eq!(titles(&back), titles(&left), "{keys}");
        assert_eq!(back.position(), left.position(), "{keys}");
    }
}

#[test]
fn coming_back_to_a_list_looks_the_same() {
    for keys in ["s", "/lantern<enter>", "b", "3llt", "5v<down>+", "2sss", "f<space><esc>"] {
        let mut left = Player::noting(keys, CLASSIC);
        let back = Player::resumed(&left.leave(), CLASSIC);
        assert_eq!(back.rows()[1..], left.rows()[1..], "{keys}");
    }
}

#[test]
fn every_tab_is_where_it_was_left() {
    let mut left = Player::noting("jj2jjj<enter>4/co<enter>3l", CLASSIC);
    let kept = left.leave();
    let mut back = Player::resumed(&kept, CLASSIC);
    for tab in ["1", "2", "4", "3"] {
        back.press(tab);
        left.press(tab);
        assert_eq!(back.place(), left.place(), "tab {tab}");
    }
    // What was not looked at again is remembered all the same.
    let mut unseen = Player::resumed(&kept, CLASSIC);
    assert_eq!(unseen.leave().place(), kept.place());
}

#[test]
fn that_one_is_where_one_left_off_is_told_until_a_key_comes() {
    const TOLD: &str = "Where you left off; Home: to the first";
    let mut back = Player::resumed(&Player::noting("kkk", CLASSIC).leave(), CLASSIC);
    assert!(back.rows()[0].ends_with(TOLD), "{}", back.text());
    back.press("<home>");
    assert!(!back.text().contains("left off"), "{}", back.text());
    assert_eq!(back.rows()[1..], Player::noting("k<home>", CLASSIC).rows()[1..]);
    // A key that does nothing else takes it away as well.
    let mut back = Player::resumed(&Player::noting("kkk", CLASSIC).leave(), CLASSIC);
    back.press("<esc>");
    assert!(!back.text().contains("left off"));
    // Who is where everybody begins is told nothing.
    let begun = Player::resumed(&Player::noting("", CLASSIC).leave(), CLASSIC);
    assert_eq!(begun.rows(), Player::noting("", CLASSIC).rows());
    // Where one reads, Home means something else.
    let reading = Player::resumed(&Player::noting("kkk<enter>", CLASSIC).leave(), CLASSIC);
    assert!(reading.rows()[0].ends_with("Where you left off"), "{}", reading.text());
}

#[test]
fn what_is_no_more_is_passed_over() {
    let list = |item: &str, facets: &[&str]| ListWhereabouts {
        item: item.to_owned(),
        reading: true,
        facets: facets.iter().map(ToString::to_string).collect(),
        ..ListWhereabouts::default()
    };
    let mut place = Whereabouts {
        tab: "Oracle".to_owned(),
        study: StudyChoices { drilled: "gone".to_owned(), ..StudyChoices::default() },
        ..Whereabouts::default()
    };
    let timeline = list("gone", &["sector:Sorcery", "person:nobody", "moon:full"]);
    place.lists.insert(Tab::Timeline.name().to_owned(), timeline);
    let mut agreements = list("gone", &[]);
    agreements.view.sort = "smell".to_owned();
    place.lists.insert(Tab::Agreements.name().to_owned(), agreements);
    place.lists.insert("Oracle".to_owned(), list("x", &[]));
    let back = Player::resumed(&Noted::at(place), CLASSIC);
    assert_eq!(back.rows(), Player::noting("", CLASSIC).rows());
    let mut back = back;
    back.press("2");
    assert_eq!(back.rows(), Player::noting("2", CLASSIC).rows());
}

/// Goes down to the row with this text, and opens it.
fn choose(player: &mut Player, text: &str) {
    for _ in 0..40 {
        if player.rows().iter().any(|row| row.contains(text) && row.contains('▸')) {
            player.press("<enter>");
            return;
        }
        player.press("<down>");
    }
    panic!("there is no {text}:\n{}", player.text());
}

#[test]
fn a_paper_is_asked_for_as_last_time() {
    let wanted = |player: &mut Player| {
        player.press("6");
        choose(player, "Choose topics");
    };
    let mut left = Player::noting("", CLASSIC);
    wanted(&mut left);
    left.press("40<down><down><right>");
    let chosen = left.rows();
    let kept = left.leave();
    let paper = kept.place().study.paper.expect("what was asked for");
    assert_eq!(paper.questions, 40);
    left.press("<esc>");
    let mut back = Player::resumed(&left.leave(), CLASSIC);
    wanted(&mut back);
    back.press("<down><down>");
    assert_eq!(back.rows()[4..], chosen[4..]);
}

#[test]
fn what_was_drilled_last_is_offered_again() {
    let mut left = Player::noting("2d<esc>", CLASSIC);
    left.press("6");
    let row = left.rows().into_iter().find(|row| row.contains("Drill again: ")).expect("an offer");
    let mut back = Player::resumed(&left.leave(), CLASSIC);
    assert!(back.rows().contains(&row), "{}", back.text());
    choose(&mut back, "Drill again");
    assert!(back.text().contains("shows the answer"), "{}", back.text());
}

#[test]
fn a_place_is_kept_at_the_moments_that_are_worth_it() {
    let mut player = Player::noting("", CLASSIC);
    let tab = |player: &Player| player.noted().place().tab;
    assert_eq!(tab(&player), "");
    // A step is not.
    player.press("kk");
    assert_eq!(tab(&player), "");
    player.press("2");
    assert_eq!(tab(&player), "Agreements");
    player.press("j<enter>");
    let list = |player: &Player| player.noted().place().lists["Agreements"].clone();
    assert!(list(&player).reading);
    player.press("<esc>/co<enter>");
    assert_eq!(list(&player).filter, "co");
    player.press("<space>lantern<esc>");
    let noted = player.noted();
    let back = Player::resumed(&noted, CLASSIC);
    assert!(back.text().contains("Agreements"));
}
