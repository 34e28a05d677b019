//! Clicks that come together with something else: what one clicks on is what one sees.

use maitri::term::session::SessionOptions;
use maitri::tui::action::Effect;

use super::{OPTIONS, SIZE, Seat, at, ms, reader};
use crate::harness::Player;

const COLUMN: u16 = 12;

/// A press of the button in this row, counted from 0.
fn press(row: u16) -> Vec<u8> {
    format!("\x1b[<0;{};{}M", COLUMN + 1, row + 1).into_bytes()
}

/// A row of the list in which a click shows after these keys.
fn row_after(keys: &str) -> u16 {
    let player = || Player::after(keys, (SIZE.width, SIZE.height));
    let before = player().rows();
    let shows = |row: &u16| {
        let mut player = player();
        player.click(COLUMN, *row) != Effect::Nothing && player.rows() != before
    };
    (6..20).find(shows).expect("a row that is not selected")
}

#[test]
fn a_click_that_comes_with_a_key_is_about_what_showed_before_and_does_nothing() {
    let (reader, mouse) = (reader(), SessionOptions { mouse: true, ..OPTIONS });
    for (key, keys) in [(&b"g"[..], "g"), (b"2", "2"), (b"\x1b[5~", "<pgup>"), (b"2jj", "2jj")] {
        let row = row_after(keys);
        let (mut together, mut apart) = (Seat::take(&reader, &mouse), Seat::take(&reader, &mouse));
        together.send(&[key, &press(row)].concat());
        together.pass(ms(500));
        together.expect(keys);
        // Once that is seen, the same click does something.
        apart.send(key);
        apart.pass(ms(500));
        apart.expect(keys);
        apart.send(&press(row));
        apart.pass(ms(500));
        assert_ne!(apart.rows(), together.rows(), "after {keys}");
    }
}

#[test]
fn a_key_that_leads_nowhere_leaves_the_click_after_it_as_it_is() {
    let (reader, mouse) = (reader(), SessionOptions { mouse: true, ..OPTIONS });
    // Of the one the session hears nothing, and the other has nowhere to go back to.
    for key in [&b"\x1b[24~"[..], b"\x7f"] {
        let (mut together, mut alone) = (Seat::take(&reader, &mouse), Seat::take(&reader, &mouse));
        let before = alone.rows();
        together.send(&[key, &press(row_after(""))].concat());
        alone.send(&press(row_after("")));
        assert_ne!(alone.rows(), before);
        assert_eq!(together.rows(), alone.rows());
    }
}

#[test]
fn two_clicks_that_come_together_are_heard_one_after_the_other() {
    let (reader, mouse) = (reader(), SessionOptions { mouse: true, ..OPTIONS });
    let (mut together, mut apart) = (Seat::take(&reader, &mouse), Seat::take(&reader, &mouse));
    let (first, click) = (apart.rows(), press(row_after("")));
    together.send(&click.repeat(2));
    apart.send(&click);
    let selected = apart.rows();
    apart.send(&click);
    assert!(first != selected && selected != apart.rows(), "the first selects, and the second opens");
    assert_eq!(together.rows(), apart.rows());
}

#[test]
fn a_click_is_heard_after_whatever_no_key_has_done() {
    let (reader, mouse) = (reader(), SessionOptions { mouse: true, ..OPTIONS });
    let click = press(row_after(""));
    let wheel = format!("\x1b[<64;{};{}M", COLUMN + 1, 10).into_bytes();
    let nothing = b"\x7f".to_vec();
    for parts in [vec![&click, &nothing, &click], vec![&wheel, &click], vec![&wheel, &wheel, &click]] {
        let (mut together, mut apart) = (Seat::take(&reader, &mouse), Seat::take(&reader, &mouse));
        let bytes: Vec<u8> = parts.iter().copied().flatten().copied().collect();
        together.send(&bytes);
        let (last, before) = parts.split_last().expect("a click");
        for part in before {
            apart.send(part);
        }
        let seen = apart.rows();
        apart.send(last);
        assert_ne!(apart.rows(), seen, "the click does something");
        assert_eq!(together.rows(), apart.rows(), "{}", String::from_utf8_lossy(&bytes).escape_debug());
    }
}

#[test]
fn a_click_is_heard_after_work_that_has_more_to_show() {
    let (reader, mouse) = (reader(), SessionOptions { mouse: true, ..OPTIONS });
    let overview = || Player::after("0", (SIZE.width, SIZE.height));
    let is_door = |row: &u16| overview().click(COLUMN, *row) != Effect::Nothing;
    let door = (3..20).find(is_door).expect("a door");
    let mut seat = Seat::take(&reader, &mouse);
    seat.sent.clear();
    seat.session.feed(b"0", at(seat.now));
    seat.carry();
    while seat.sent.is_empty() {
        seat.session.wake(at(seat.now));
        seat.carry();
    }
    // What is due is counted once the overview is on the screen.
    seat.sent.clear();
    seat.session.wake(at(seat.now));
    seat.carry();
    assert!(seat.sent.is_empty() && !seat.session.only_prepares());
    assert_eq!(seat.session.deadline(), Some(ms(0)), "it is to be drawn");
    seat.send(&press(door));
    let mut clicked = overview();
    clicked.click(COLUMN, door);
    assert_ne!(clicked.rows(), overview().rows());
    assert_eq!(seat.rows(), clicked.rows());
}
