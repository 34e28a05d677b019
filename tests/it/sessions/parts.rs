//! Frames in parts, for slow lines: the list and what stands round it, and then what is told of the selected item. What is
//! seen in the end is the same.

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

/// What is sent for the first screen and then for each key.
fn frames(reader: &Reader, size: Size, is_served: bool, keys: &[&str]) -> Vec<String> {
    let app = App::new(Context::new(frozen(), reader), Tab::Timeline);
    let options = SessionOptions { is_served, ..OPTIONS };
    let mut session = Session::new(app, size, &options).expect("a session");
    let mut frames = Vec::new();
    for (number, key) in [""].iter().chain(keys).enumerate() {
        let now = ms(500) * u32::try_from(number).expect("few keys");
        session.feed(key.as_bytes(), at(now));
        let mut sent = session.take_output();
        while session.deadline().is_some_and(|deadline| deadline <= now + ms(200)) {
            session.wake(at(now + ms(200)));
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
    for (size, keys) in [(narrow, &["k", "\r"][..]), (LARGE, &["0", "?", "\r"])] {
        let sent = frames(&reader, size, true, keys);
        assert!(sent.iter().skip(1).all(|frame| !frame.contains(BREAK)), "{size} {keys:?}");
    }
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
            (terminal.screen().contents_formatted(), terminal.screen().contents())
        };
        let (parts, whole) = (seen(true), seen(false));
        prop_assert_eq!(parts.1, whole.1);
        prop_assert_eq!(parts.0, whole.0);
    }
}
