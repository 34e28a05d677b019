//! Pages of a question and its options that are asked for faster than they are drawn: none is stepped over.

use maitri::tui::reader::Reader;
use ratatui::layout::Size;

use super::{OPTIONS, Seat, ms, reader, terminal};
use crate::harness::with_bank;

const DOWN: &[u8] = b"\x1b[6~";
const UP: &[u8] = b"\x1b[5~";
const RIGHT: &[u8] = b"\x1b[C";

/// A seat of this size at the first question of a paper of ten.
fn at_a_paper(reader: &Reader, size: Size) -> Seat<'_> {
    let mut seat = Seat::sharing(with_bank(), reader, &OPTIONS);
    for keys in [&b"6"[..], b"\x1b[F", b"\x1b[A\x1b[A", b"\r"] {
        seat.send(keys);
        seat.pass(ms(500));
    }
    seat.session.resume(size);
    seat.terminal = terminal(size);
    seat.rest();
    assert!(seat.rows().join(" ").contains("question 1 of 10"), "{:?}", seat.rows());
    seat
}

#[test]
fn pages_of_a_paper_asked_for_at_once_are_those_asked_for_one_by_one() {
    let reader = reader();
    let mut longest = 0;
    for size in [(40, 10), (40, 12), (60, 12)] {
        let size = Size::from(size);
        let (mut at_once, mut one_by_one) = (at_a_paper(&reader, size), at_a_paper(&reader, size));
        for number in 1..=10 {
            for (key, count) in [(DOWN, 2), (UP, 20), (DOWN, 3), (UP, 20), (DOWN, 5), (UP, 2), (DOWN, 1), (UP, 20)] {
                at_once.send(&key.repeat(count));
                (0..count).for_each(|_| one_by_one.send(key));
                assert_eq!(at_once.rows(), one_by_one.rows(), "question {number}, {count} pages at {size:?}");
                longest = longest.max(offset(&at_once).unwrap_or(0));
            }
            at_once.send(RIGHT);
            one_by_one.send(RIGHT);
        }
    }
    assert!(longest > 3, "some are long");
}

/// How many pages or lines are told to stand above.
fn offset(seat: &Seat<'_>) -> Option<usize> {
    let rows = seat.rows().join(" ");
    let (before, _) = rows.split_once(" more ↑")?;
    before.rsplit(|sign: char| !sign.is_ascii_digit()).next()?.parse().ok()
}

#[test]
fn a_page_of_a_question_that_was_not_drawn_yet_steps_over_nothing() {
    let reader = reader();
    let mut seat = at_a_paper(&reader, Size::new(40, 12));
    for number in 2..=10 {
        seat.send(&[RIGHT, DOWN].concat());
        assert!(offset(&seat).is_none_or(|lines| lines == 1), "question {number}: {:?}", seat.rows());
    }
}

#[test]
fn two_pages_asked_for_in_one_packet_are_two_pages() {
    let reader = reader();
    let mut seat = at_a_paper(&reader, Size::new(40, 10));
    // The first question of which that many options stand below.
    for _ in 0..10 {
        if !(3..=9).any(|below| seat.rows().join(" ").contains(&format!(" {below} more ↓"))) {
            seat.send(RIGHT);
        }
    }
    let first = seat.rows().join("\n");
    seat.send(&DOWN.repeat(2));
    let third = seat.rows().join("\n");
    insta::assert_snapshot!("two_pages_in_one_packet@40x10", format!("{first}\n\n{third}"));
    seat.send(&UP.repeat(2));
    assert_eq!(seat.rows().join("\n"), first);
}
