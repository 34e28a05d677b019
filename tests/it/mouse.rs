//! The mouse, where it is listened to: what is clicked is what shows at that place.

use maitri::tui::action::Effect;
use proptest::prelude::*;

use crate::harness::{Player, SIZES, Size};

/// Where a text shows first: column and row.
fn find(player: &Player, text: &str) -> (u16, u16) {
    let rows = player.rows();
    let found = rows.iter().zip(0..).find_map(|(row, y)| {
        let before = row.split_once(text)?.0;
        Some((u16::try_from(maitri::text::width(before)).ok()?, y))
    });
    found.unwrap_or_else(|| panic!("“{text}” does not show:\n{}", rows.join("\n")))
}

fn click_on(player: &mut Player, text: &str) -> Effect {
    let (column, row) = find(player, text);
    player.click(column, row)
}

/// What shows after these keys.
fn after(keys: &str, size: Size) -> Vec<String> {
    Player::after(keys, size).rows()
}

#[test]
fn a_click_on_a_tab_goes_there() {
    for size in SIZES {
        for (name, keys) in
            [("Agreements", "2"), ("Trade", "3"), ("Institutions", "4"), ("Topics", "5"), ("Study", "6")]
        {
            let mut player = Player::open(size);
            let (column, row) = find(&player, name);
            player.click(column, row);
            assert_eq!(player.rows(), after(keys, size), "{name} at {size:?}");
            assert_eq!(player.click(column, row), Effect::Nothing, "{name} a second time");
        }
        // Also from within the finder, and not in the gap before a tab.
        let mut player = Player::after(" ", size);
        click_on(&mut player, "Agreements");
        assert_eq!(player.rows(), after("2", size));
        assert_eq!(player.click(0, 1), Effect::Nothing);
    }
}

#[test]
fn a_click_on_a_row_selects_it_and_another_opens_it() {
    for size in SIZES {
        let mut player = Player::after("2", size);
        click_on(&mut player, "2020");
        assert_eq!(player.rows(), after("2<down>", size), "{size:?}");
        click_on(&mut player, "2020");
        assert_eq!(player.rows(), after("2<down><enter>", size), "{size:?}");
    }
    // A heading is no row to be selected.
    let mut player = Player::after("4", (120, 40));
    let before = player.rows();
    click_on(&mut player, "▸");
    let heading = before.iter().position(|row| row.contains("▸")).and_then(|row| u16::try_from(row - 1).ok());
    player.click(5, heading.expect("a heading above the first row"));
    assert!(player.rows() != before, "the selected row was opened");
}

#[test]
fn a_click_on_a_row_ends_typing_a_filter() {
    let size = (120, 40);
    let mut player = Player::after("2/harbour", size);
    let rows = player.rows();
    let other = rows.iter().position(|row| row.contains('▸')).and_then(|row| u16::try_from(row - 1).ok());
    player.click(10, other.expect("another row"));
    assert_eq!(player.rows(), after("2/harbour<enter><up>", size));
}

#[test]
fn a_click_on_a_link_follows_it() {
    let (size, selected) = ((120, 40), "2/mta<enter><enter><end><enter>");
    let mut player = Player::after(selected, size);
    let (column, row) = find(&player, "Kochi Declaration on F");
    assert_eq!(player.click(column, row), Effect::Redraw);
    assert_eq!(player.rows(), after(&format!("{selected}<down><down><enter>"), size));
}

#[test]
fn a_click_on_a_hit_goes_there() {
    for size in SIZES {
        let mut player = Player::after(" kobe", size);
        let prompt = player.rows().iter().position(|row| row.starts_with("│▸ kobe")).expect("what was typed");
        let third = u16::try_from(prompt + 3).expect("a row");
        player.click(8, third);
        assert_eq!(player.rows(), after(" kobe<down><down><enter>", size), "{size:?}");
    }
}

#[test]
fn the_wheel_moves_what_it_is_over() {
    let size = (120, 40);
    let mut player = Player::after("2", size);
    player.wheel(10, 10, false);
    assert_eq!(player.rows(), after("2<down><down><down>", size));
    player.wheel(10, 10, true);
    assert_eq!(player.rows(), after("2", size));
    assert_eq!(player.wheel(10, 10, true), Effect::Nothing, "above the first row there is nothing");

    let mut player = Player::after("2/harbours<enter>", size);
    let before = player.rows();
    assert_eq!(player.wheel(100, 20, false), Effect::Redraw, "the record scrolls though the keys go to the list");
    assert!(player.rows() != before);
    player.wheel(100, 20, true);
    assert_eq!(player.rows(), before);

    let mut player = Player::after(" kobe", size);
    player.wheel(10, 10, false);
    assert_eq!(player.rows(), after(" kobe<down><down><down>", size));
    assert_eq!(player.wheel(10, 39, true), player.wheel(10, 39, false), "the footer counts as the finder");
}

#[test]
fn nothing_is_clicked_that_does_not_show() {
    // At this size the record takes the list's place.
    let size = (60, 16);
    let mut player = Player::after("2<enter>", size);
    let before = player.rows();
    assert!(before[4].starts_with("│ ") && !before[4].contains('▸'), "{}", before.join("\n"));
    assert_eq!(player.click(30, 4), Effect::Nothing, "the row of the hidden list was clicked");
    assert_eq!(player.rows(), before);
    let mut small = Player::open((39, 9));
    assert_eq!((small.click(5, 1), small.wheel(5, 5, false)), (Effect::Nothing, Effect::Nothing));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn any_clicks_anywhere_are_survived(
        (width, height) in (1..140_u16, 1..50_u16),
        keys in prop_oneof![Just(""), Just(" kobe"), Just("2/ha"), Just("3t"), Just("5v"), Just("6"), Just("f"), Just("?"), Just("y")],
        clicks in proptest::collection::vec((0..150_u16, 0..60_u16, 0..4_u8), 1..30),
    ) {
        let mut player = Player::after(keys, (width, height));
        for (column, row, what) in clicks {
            let effect = match what {
                0 | 1 => player.click(column, row),
                what => player.wheel(column, row, what == 2),
            };
            prop_assert_ne!(effect, Effect::Quit);
        }
    }
}
