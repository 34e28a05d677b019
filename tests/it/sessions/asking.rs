//! What is asked before something is lost or left: only an answer counts that came once the question was on the screen.

use std::time::Duration;

use maitri::study::sheet::folder::{Folder, NotWritten};
use maitri::tui::notes::Notes;
use maitri::tui::reader::Reader;
use proptest::prelude::*;
use ratatui::layout::Size;

use super::{OPTIONS, SIZE, Seat, ms, reader};
use crate::harness::with_mains;

/// A question: what it is about, the keys up to there, the key that asks and answers, and what stands on the screen
/// then.
type Question = (&'static str, &'static [&'static [u8]], &'static [u8], &'static str);

/// Everything that is asked.
const QUESTIONS: [Question; 9] = [
    ("a note, closed", &[b"2n", b"my words"], b"\x1b", "once more throws the change"),
    ("a note, left", &[b"2n", b"my words"], b"\x03", "quit again throws it away"),
    ("a paper, handed in", &PAPER, b"f", "f once more hands the paper in"),
    (
        "a full paper, handed in",
        &[PAPER[0], PAPER[1], PAPER[2], PAPER[3], b"ananananananananana"],
        b"f",
        "Every question has an answer; f once more",
    ),
    ("a paper, left", &PAPER, b"q", "quit again loses it"),
    (
        "a paper, discarded",
        &[PAPER[0], PAPER[1], PAPER[2], PAPER[3], b"\x1b", b"g"],
        b"x",
        "Discard this paper for good?",
    ),
    ("a list, deleted", &[b"mM", b"nto revise", b"\r"], b"x", "Delete “to revise”"),
    ("a sheet, written over", &[b"2", b"p", b"w"], b"w", "again writes over it"),
    ("an answer, left", &[b"6", END, b"\x1b[A\x1b[A\x1b[A\x1b[A", b"\r", b"\r"], b"q", "quit again leaves it"),
];

const END: &[u8] = b"\x1b[F";
/// To a paper of ten questions.
const PAPER: [&[u8]; 4] = [b"6", END, b"\x1b[A\x1b[A", b"\r"];

/// A folder in which every sheet is there already, once one was written.
#[derive(Debug, Default)]
struct Full(std::sync::atomic::AtomicBool);

impl Folder for Full {
    fn write(&self, _name: &str, _text: &str, over: bool) -> Result<(), NotWritten> {
        let was_there = self.0.swap(true, std::sync::atomic::Ordering::Relaxed);
        if was_there && !over { Err(NotWritten::Exists) } else { Ok(()) }
    }
}

/// A reader whose notes and sheets go somewhere.
fn writer() -> Reader {
    let dataset = with_mains().dataset();
    let notes = Notes::open(dataset, &dataset.pack.id(), None);
    Reader { sheets: Some(Box::new(Full::default())), notes, ..reader() }
}

/// What is on the screen, its lines joined.
fn screen(seat: &Seat<'_>) -> String {
    let words = |row: &String| row.trim_matches(|c: char| !c.is_ascii_graphic()).trim().to_owned();
    seat.rows().iter().map(words).collect::<Vec<_>>().join(" ")
}

/// A seat where the next key asks this.
fn before<'a>(reader: &'a Reader, keys: &[&[u8]]) -> Seat<'a> {
    let mut seat = Seat::sharing(with_mains(), reader, &OPTIONS);
    for keys in keys {
        // Arrows are more than a byte.
        if keys.contains(&0x1b) {
            seat.send(keys);
        } else {
            seat.type_in(keys);
        }
        seat.pass(ms(500));
    }
    seat
}

/// How presses of one key come: so many in one packet; or one by one, so long apart, but heard only when all have come
/// and while what the first of them did is drawn.
#[derive(Clone, Copy, Debug)]
enum Coming {
    AtOnce(usize),
    HeardLate(usize, Duration),
}

fn come(seat: &mut Seat<'_>, key: &[u8], coming: Coming) {
    // Whoever reads what was drawn takes some time.
    seat.pass(ms(10));
    match coming {
        Coming::AtOnce(count) => seat.send(&key.repeat(count)),
        Coming::HeardLate(count, apart) => hear_late(seat, &vec![key; count], apart),
    }
    seat.pass(ms(500));
}

/// Keys come so long apart, but are heard only when all have come, each after a while in which a frame is due.
fn hear_late(seat: &mut Seat<'_>, keys: &[&[u8]], apart: Duration) {
    let mut came = Vec::new();
    for key in keys {
        came.push((*key, seat.now));
        seat.now += apart;
    }
    seat.now += ms(200);
    seat.session.feed_late(came, super::at(seat.now));
    seat.carry();
    while !seat.session.takes_input() {
        seat.now += ms(150);
        seat.session.wake(super::at(seat.now));
        seat.carry();
    }
    seat.rest();
}

/// Of more letters at once, which may be a text, nothing that lasts is done at all.
fn coming(most: usize) -> impl Strategy<Value = Coming> {
    prop_oneof![
        (1..=most).prop_map(Coming::AtOnce),
        (1..=most, 0_u64..120).prop_map(|(count, apart)| Coming::HeardLate(count, ms(apart))),
    ]
}

#[test]
fn each_question_is_told() {
    for (name, keys, key, sentence) in QUESTIONS {
        let reader = writer();
        let mut seat = before(&reader, keys);
        assert!(!screen(&seat).contains(sentence), "{name}: {:?}", seat.rows());
        seat.send(key);
        seat.pass(ms(500));
        assert!(screen(&seat).contains(sentence), "{name}: {:?}", seat.rows());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_by_keys_that_came_before_the_question_was_drawn(
        which in 0..QUESTIONS.len(), first in coming(3), then in coming(1),
    ) {
        let (name, keys, key, sentence) = QUESTIONS[which];
        let reader = writer();
        let mut seat = before(&reader, keys);
        come(&mut seat, key, first);
        prop_assert!(seat.session.ended().is_none(), "{name}");
        prop_assert!(screen(&seat).contains(sentence), "{name}: {:?}", seat.rows());
        come(&mut seat, key, then);
        let is_answered = seat.session.ended().is_some() || !screen(&seat).contains(sentence);
        prop_assert!(is_answered, "{name}: {:?}", seat.rows());
    }
}

#[test]
fn what_came_with_an_esc_that_asks_is_no_answer_and_is_not_typed() {
    let (_, keys, _, sentence) = QUESTIONS[0];
    for sent in [&b"\x1bu"[..], b"\x1b\r", b"\x1b\x06", b"\x1b\x1b[H"] {
        let reader = writer();
        let mut seat = before(&reader, keys);
        seat.send(sent);
        seat.pass(ms(500));
        let shown = screen(&seat);
        assert!(shown.contains(sentence) && shown.contains("my words "), "{sent:?}: {:?}", seat.rows());
        assert!(!shown.contains("my wordsu"), "{:?}", seat.rows());
    }
}

#[test]
fn a_question_that_had_no_room_is_not_answered() {
    let (name, keys, key, sentence) = QUESTIONS[0];
    let reader = writer();
    let mut seat = before(&reader, keys);
    seat.session.resume(Size::new(30, 8));
    seat.rest();
    for _ in 0..3 {
        seat.send(key);
        seat.pass(ms(500));
    }
    seat.session.resume(SIZE);
    seat.terminal = super::terminal(SIZE);
    seat.rest();
    assert!(screen(&seat).contains(sentence), "{name}: {:?}", seat.rows());
    // An Esc that something came with answers nothing either: it may have been Alt.
    seat.send(b"\x1bu");
    seat.pass(ms(500));
    let shown = screen(&seat);
    assert!(
        shown.contains(sentence) && shown.contains("my words") && shown.contains("press one of them again"),
        "{shown}"
    );
    seat.send(key);
    seat.pass(ms(500));
    assert!(!screen(&seat).contains("my words"), "{:?}", seat.rows());
}

#[test]
fn what_is_asked_below_whether_to_leave_is_not_answered_unread() {
    for (which, leave) in [(2, b"q"), (4, b"q"), (0, b"\x03"), (1, b"\x1b")] {
        let (name, keys, key, sentence) = QUESTIONS[which];
        for apart in [None, Some(30), Some(60), Some(110)] {
            let reader = writer();
            let mut seat = before(&reader, keys);
            let all: [&[u8]; 3] = [key, leave, key];
            match apart {
                // Of an Esc and a key that come at once it is not known what they are.
                None if all.concat().contains(&0x1b) => continue,
                None => seat.send(&all.concat()),
                Some(apart) => hear_late(&mut seat, &all, ms(apart)),
            }
            seat.pass(ms(500));
            assert!(seat.session.ended().is_none(), "{name}, {apart:?} apart");
            assert!(screen(&seat).contains(sentence), "{name}, {apart:?} apart: {:?}", seat.rows());
            seat.send(key);
            seat.pass(ms(500));
            let is_answered = seat.session.ended().is_some() || !screen(&seat).contains(sentence);
            assert!(is_answered, "{name}, {apart:?} apart: {:?}", seat.rows());
        }
    }
}
