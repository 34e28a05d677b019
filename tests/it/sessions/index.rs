//! When the search index of a pack that is not large is built: not before something is searched for, and then so that
//! what is typed is found at once.

use maitri::search::{LazyIndex, SharedIndex as _};

use super::{OPTIONS, Seat, ms, reader};
use crate::harness::frozen;

/// The frozen pack, not yet indexed.
fn fresh() -> LazyIndex<'static> {
    LazyIndex::new(frozen().dataset())
}

#[test]
fn who_searches_nothing_has_no_index() {
    let (index, reader) = (fresh(), reader());
    let mut seat = Seat::sharing(&index, &reader, &OPTIONS);
    seat.type_in(b"23456?");
    seat.send(b"\x1b");
    seat.pass(ms(1_000));
    seat.type_in(b"1j");
    seat.pass(ms(10_000));
    assert!(index.ready().is_none() && index.per_cent() == 0);
    assert_eq!(seat.session.deadline(), None, "and nothing waits for it");
}

#[test]
fn the_finder_opens_with_its_hits_in_one_frame() {
    let (index, reader) = (fresh(), reader());
    let mut seat = Seat::sharing(&index, &reader, &OPTIONS);
    seat.sent.clear();
    seat.send(b" ");
    assert!(index.ready().is_some());
    seat.expect(" ");
    let ends = String::from_utf8_lossy(&seat.sent).matches("\x1b[?2026l").count();
    assert_eq!(ends, 2, "the line that is typed in, and all else");
    seat.send(b"n");
    seat.expect(" n");
}

#[test]
fn a_filter_that_opens_has_its_index_before_the_first_letter() {
    let (index, reader) = (fresh(), reader());
    let mut seat = Seat::sharing(&index, &reader, &OPTIONS);
    seat.send(b"/");
    assert!(index.ready().is_some());
    seat.expect("/");
    seat.send(b"n");
    seat.expect("/n");
    assert_eq!(seat.session.deadline(), None);
}

#[test]
fn keys_that_come_together_are_searched_for_without_an_index_too() {
    let (index, reader) = (fresh(), reader());
    let mut seat = Seat::sharing(&index, &reader, &OPTIONS);
    seat.send(b"/n");
    seat.expect("/n");
    let (index, reader) = (fresh(), self::reader());
    let mut seat = Seat::sharing(&index, &reader, &OPTIONS);
    seat.send(b" n\r");
    seat.expect(" n<enter>");
}
