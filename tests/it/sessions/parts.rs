//! Frames in parts, for slow lines: the list and what stands round it, and then what is told of the selected item. What
//! is seen in the end is the same.

use maitri::term::session::{Session, SessionOptions};
use maitri::tui::app::App;
use maitri::tui::context::Context;
use maitri::tui::reader::Reader;
use maitri::view::tab::Tab;
use proptest::prelude::*;
use ratatui::layout::Size;

use super::{OPTIONS, at, ms, reader, terminal};
use crate::harness::frozen;

const BREAK: &str = "\x1b[?2026l\x1b[?2026h";
const LARGE: Size = Size::new(120, 40);

/// What is sent for the first screen and then for each key, one after a rest from the other.
fn frames(reader: &Reader, size: Size, is_served: bool, keys: &[&str]) -> Vec<String> {
    frames_apart(reader, size, is_served, keys, 500)
}

/// The same of keys that come so many milliseconds after one another.
fn frames_apart(reader: &Reader, size: Size, is_served: bool, keys: &[&str], apart: u64) -> Vec<String> {
    let app = App::new(Context::new(frozen(), reader), Tab::Timeline);
    let options = SessionOptions { is_served, ..OPTIONS };
    let mut session = Session::new(app, size, &options).expect("a session");
    let mut frames = Vec::new();
    for (number, key) in [""].iter().chain(keys).enumerate() {
        let now = ms(apart) * u32::try_from(number).expect("few keys");
        let then = now + ms(apart / 2);
        session.feed(key.as_bytes(), at(now));
        let mut sent = session.take_output();
        while session.deadline().is_some_and(|deadline| deadline <= then) {
            session.wake(at(then));
            sent.extend(session.take_output());
        }
        frames.push(String::from_utf8(sent).expect("text"));
    }
    frames
}

fn shown<'f>(size: Size, frames: impl Iterator<Item = &'f str>) -> vt100::Parser {
    let mut terminal = terminal(size);
    frames.for_each(|frame| terminal.process(frame.as_bytes()));
    terminal
}

#[test]
fn a_step_shows_before_the_record() {
    let (reader, keys) = (reader(), ["k"]);
    let sent = frames(&reader, LARGE, true, &keys);
    for (number, what) in ["the first screen", "a step"].into_iter().enumerate() {
        let (first, rest) = sent[number].split_once(BREAK).unwrap_or_else(|| panic!("{what} is one frame"));
        assert!(!rest.contains(BREAK), "{what} has two parts");
        let whole = shown(LARGE, sent.iter().take(number + 1).map(String::as_str));
        let early = shown(LARGE, sent.iter().take(number).map(String::as_str).chain([first]));
        let left = |terminal: &vt100::Parser| terminal.screen().rows(0, LARGE.width / 2).collect::<Vec<_>>();
        let right = |terminal: &vt100::Parser| terminal.screen().rows(70, LARGE.width - 70).collect::<Vec<_>>();
        assert_eq!(left(&early), left(&whole), "{what}: the list is there");
        assert_ne!(right(&early), right(&whole), "{what}: the record is not");
        assert_eq!(early.screen().cursor_position(), whole.screen().cursor_position(), "{what}");
    }
    let whole = frames(&reader, LARGE, false, &keys);
    assert!(whole.iter().all(|frame| !frame.contains(BREAK)), "over a near line all comes at once");
}

#[test]
fn where_nothing_stands_beside_a_frame_is_one() {
    let (reader, narrow) = (reader(), Size::new(60, 16));
    for (size, keys) in [(narrow, &["k", "\r"][..]), (LARGE, &["z"])] {
        let sent = frames(&reader, size, true, keys);
        assert!(sent.iter().skip(1).all(|frame| !frame.contains(BREAK)), "{size} {keys:?}");
    }
}

#[test]
fn while_a_key_is_held_the_record_stays_where_it_was() {
    let (reader, keys) = (reader(), ["\x1b[A"; 6]);
    let all = |is_served| frames_apart(&reader, LARGE, is_served, &keys, 33);
    let (served, near) = (all(true), all(false));
    for count in 1..=served.len() {
        let rows = |sent: &[String]| {
            let terminal = shown(LARGE, sent.iter().take(count).map(String::as_str));
            terminal.screen().rows(0, LARGE.width).collect::<Vec<_>>()
        };
        assert_eq!(rows(&served), rows(&near), "after {} keys", count - 1);
    }
}

/// The sign in each cell and how it looks. The letters' colour of a blank is seen by nobody.
fn looks(terminal: &vt100::Parser) -> Vec<String> {
    let (rows, columns) = terminal.screen().size();
    let (rows, columns) = (rows.get(), columns.get());
    let cells = (0..rows).flat_map(|y| (0..columns).map(move |x| (y, x)));
    let look = |(y, x): (u16, u16)| {
        let cell = terminal.screen().cell(y, x)?;
        let sign = cell.contents().trim().to_owned();
        let letter = (!sign.is_empty() || cell.inverse()).then(|| (cell.fgcolor(), cell.bold()));
        Some(format!("{y} {x} {sign:?} {letter:?} {:?} {} {}", cell.bgcolor(), cell.inverse(), cell.underline()))
    };
    cells.filter_map(look).collect()
}

fn any_keys() -> impl Strategy<Value = Vec<&'static str>> {
    const KEYS: [&str; 18] =
        ["j", "k", "\x1b[B", "\x1b[6~", "1", "2", "3", "4", "5", "6", "0", " ", "c", "e", "\r", "\t", "/", "\x1b"];
    proptest::collection::vec(proptest::sample::select(&KEYS[..]), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn in_parts_or_not_the_same_is_seen_in_the_end(
        keys in any_keys(), size in proptest::sample::select(&[(80, 24), (100, 30), (120, 40), (200, 50)][..])
    ) {
        let (reader, size) = (reader(), Size::new(size.0, size.1));
        let seen = |in_parts| {
            let sent = frames(&reader, size, in_parts, &keys);
            let terminal = shown(size, sent.iter().map(String::as_str));
            looks(&terminal)
        };
        prop_assert_eq!(seen(true), seen(false));
    }
}
