//! Text that comes without fingers: pastes, with their marks and without, and bursts of keys. None of it grades, quits
//! or freezes anything.

use maitri::term::decoder::NEAR;
use maitri::term::session::{Ended, SessionOptions};

use super::{OPTIONS, SIZE, Seat, at, ms, reader};
use crate::harness::Player;

/// What is said of a key that came in a burst and would have done something that lasts.
const LEFT_OUT: &str = "came among many keys at once";

impl Seat<'_> {
    fn shows(&self, text: &str) -> bool {
        self.rows().concat().contains(text)
    }

    /// Sends it after a moment in which nothing comes.
    fn press(&mut self, bytes: &[u8]) {
        self.pass(ms(200));
        self.send(bytes);
    }
}

#[test]
fn a_burst_of_letters_does_not_quit_and_says_so() {
    for burst in [&b"quick brown fox"[..], b"jjjjq", b"\x1b[200~hi \x1b[201~qqq", b"qqqq", b":quit\rq"] {
        let reader = reader();
        let mut seat = Seat::take(&reader, &OPTIONS);
        seat.press(burst);
        assert_eq!(seat.session.ended(), None, "{burst:?}");
        seat.press(b"\x1b");
        seat.pass(ms(200));
        seat.press(b"\x1b");
        seat.press(b"q");
        assert_eq!(seat.session.ended(), Some(&Ended::Quit), "{burst:?}");
    }
    let reader = reader();
    let mut seat = Seat::take(&reader, &OPTIONS);
    seat.press(b"jjjjq");
    assert!(seat.shows(&format!("q {LEFT_OUT}")), "{:?}", seat.rows());
    seat.press(b"qjjj");
    assert!(seat.shows(&format!("q {LEFT_OUT}")), "it is told whatever follows: {:?}", seat.rows());
    seat.press(b"2j");
    seat.press(b"jq");
    assert_eq!(seat.session.ended(), Some(&Ended::Quit), "a few keys a slow line may bundle");
}

#[test]
fn keys_that_waited_for_a_frame_are_a_burst_only_where_they_came_as_one() {
    let reader = reader();
    let quits = |pieces: &[(&[u8], u64)]| {
        let mut seat = Seat::take(&reader, &OPTIONS);
        seat.pass(ms(1000));
        let began = seat.now;
        seat.now += ms(2000);
        seat.session.feed_late(pieces.iter().map(|(piece, after)| (*piece, began + ms(*after))), at(seat.now));
        seat.rest();
        assert_eq!(seat.shows(LEFT_OUT), seat.session.ended().is_none(), "{pieces:?}");
        seat.session.ended() == Some(&Ended::Quit)
    };
    assert!(quits(&[(b"j", 0), (b"j", 300), (b"j", 600), (b"q", 900)]), "typed calmly");
    assert!(!quits(&[(b"j", 0), (b"j", 3), (b"j", 6), (b"q", 9)]), "a text in pieces");
    assert!(!quits(&[(b"jj", 0), (b"jq", 10)]));
    assert!(quits(&[(b"jjjj", 0), (b"q", 500)]), "after a burst");
    assert!(quits(&[(b"q", 0), (b"jjjj", 500)]), "before one");
    assert!(!quits(&[(b"jjj\x03", 0), (b"jjj", 5)]), "a control within a text");
    assert!(quits(&[(b"jjjj\x03", 0), (b"j", 500)]), "one after it");
}

#[test]
fn a_burst_does_nothing_that_lasts_in_study() {
    let reader = reader();
    let mut seat = Seat::take(&reader, &OPTIONS);
    // Into the first sitting, to its first card.
    seat.press(b"6");
    seat.press(b"\r");
    let question = seat.rows();
    seat.press(b"\r");
    let answer = seat.rows();
    assert_ne!(question, answer);
    for burst in [&b"\r\r\r\r\r\r"[..], b"gggg", b"bbbb!!!!", b"aaaa"] {
        seat.press(burst);
        assert!(seat.shows(LEFT_OUT), "{burst:?}: {:?}", seat.rows());
        // All but what is said below is as it was.
        let last = answer.len() - 1;
        assert_eq!(seat.rows()[..last], answer[..last], "{burst:?}");
    }
    seat.press(b"g");
    assert_ne!(seat.rows(), answer, "a finger's key grades");
}

#[test]
fn a_control_within_a_text_neither_leaves_nor_stops_and_one_after_it_does() {
    let (reader, may_stop) = (reader(), SessionOptions { may_stop: true, ..OPTIONS });
    for text in [&b"abc\x03defgh"[..], b"abcd\x1aef", b"\x1b[200~hi\x1b[201~\x03\x1b[201~", b"\x1b[200~hi\x1b[201~\x1a"]
    {
        let mut seat = Seat::take(&reader, &may_stop);
        seat.press(text);
        assert_eq!(seat.session.ended(), None, "{text:?}");
        assert!(!seat.session.take_stop(), "{text:?}");
        assert!(seat.shows(LEFT_OUT), "{text:?}: {:?}", seat.rows());
        seat.press(b"jjjjjj\x03");
        assert_eq!(seat.session.ended(), Some(&Ended::Quit), "{text:?}");
    }
}

#[test]
fn what_the_mouse_tells_unasked_does_nothing() {
    let reader = reader();
    for report in [&b"\x1b[<0;19;2M\x1b[<0;19;2m"[..], b"\x1b[<65;11;11M", b"\x1b[<0;190;212M", b"\x1b[32;19;2M"] {
        let mut seat = Seat::take(&reader, &OPTIONS);
        seat.press(report);
        seat.expect("");
    }
    let mut seat = Seat::take(&reader, &SessionOptions { mouse: true, ..OPTIONS });
    seat.press(b"\x1b[<0;19;2M\x1b[<0;19;2m");
    seat.expect("2");
}

#[test]
fn keys_held_down_are_heard_each() {
    let reader = reader();
    let mut seat = Seat::take(&reader, &OPTIONS);
    (0..50).for_each(|_| {
        seat.pass(ms(33));
        seat.send(b"k");
    });
    seat.pass(ms(80));
    seat.expect(&"k".repeat(50));
}

#[test]
fn a_paste_that_never_ends_is_left_by_a_key() {
    for keys in [&[&b"\x03"[..]][..], &[b"\x03", b"\x03"], &[b"\x1b", b"\x1b", b"q"], &[b"q", b"q"]] {
        let reader = reader();
        let mut seat = Seat::take(&reader, &OPTIONS);
        seat.press(b"\x1b[200~abc");
        for key in keys {
            seat.pass(ms(1000));
            seat.send(key);
            seat.pass(ms(200));
        }
        assert_eq!(seat.session.ended(), Some(&Ended::Quit), "{keys:?}");
    }
}

#[test]
fn of_a_paste_a_line_takes_the_first_and_says_so() {
    let reader = reader();
    for (pasted, typed, told) in [
        ("harbours\ntreaty", "harbours", "Only the first line"),
        ("\r\n \r\n\0harbours\ttreaty\r\n", "harbours<space>treaty", ""),
        ("harbours\r\r", "harbours", ""),
    ] {
        let mut seat = Seat::take(&reader, &OPTIONS);
        seat.press(b" ");
        seat.press(format!("\x1b[200~{pasted}\x1b[201~").as_bytes());
        let player = Player::after(&format!("<space>{typed}"), (SIZE.width, SIZE.height));
        let last = player.rows().len() - 1;
        assert_eq!(seat.rows()[..last], player.rows()[..last], "{pasted:?}");
        assert!(seat.rows()[last].contains(told), "{:?}", seat.rows()[last]);
    }
    let mut seat = Seat::take(&reader, &OPTIONS);
    seat.press(b"/");
    seat.press(format!("\x1b[200~{}\x1b[201~", "long ".repeat(400)).as_bytes());
    assert!(seat.shows("at most 1000 letters"), "{:?}", seat.rows());
}

/// Where a text is typed, and the keys that lead there.
const FIELDS: [(&str, &[&[u8]]); 6] = [
    ("the finder", &[b" "]),
    ("the filter", &[b"/"]),
    ("find in the record", &[b"\r", b"/"]),
    ("the palette", &[b":"]),
    ("the help", &[b"?"]),
    ("the facets", &[b"f"]),
];

#[test]
fn letters_that_wait_are_one_edit_and_one_search_and_an_esc_is_heard_before_it() {
    let letters = "lorem-ipsum-dolor-".repeat(60);
    for (field, keys) in FIELDS {
        let reader = reader();
        let mut seat = Seat::take(&reader, &OPTIONS);
        for key in keys {
            seat.press(key);
        }
        seat.pass(ms(200));
        // Not a step is taken but those that hear: what is searched for is searched for later.
        seat.session.feed(letters.as_bytes(), at(seat.now));
        assert!(seat.session.takes_input(), "{field}: all letters were taken at once");
        seat.session.feed(b"\x1b", at(seat.now));
        assert_eq!(seat.session.deadline(), Some(seat.now + NEAR), "{field}: nothing is done before the Esc is heard");
        seat.pass(NEAR);
        seat.press(b"\x1b");
        seat.pass(NEAR);
        assert!(!seat.shows("lorem"), "{field}: {:?}", seat.rows());
    }
}

#[test]
fn a_line_is_as_long_typed_as_pasted() {
    let reader = reader();
    let mut seat = Seat::take(&reader, &OPTIONS);
    seat.press(b" ");
    seat.press("x".repeat(3000).as_bytes());
    for _ in 0..999 {
        seat.send(b"\x7f");
    }
    seat.expect("<space>x");
}

#[test]
fn a_burst_begins_no_note_and_no_list() {
    for (keys, burst) in [(&b"2"[..], &b"nothing of this was typed"[..]), (b"M", b"nothing of this")] {
        let reader = reader();
        let mut seat = Seat::take(&reader, &OPTIONS);
        seat.press(keys);
        seat.press(burst);
        assert!(seat.shows(LEFT_OUT), "{burst:?}: {:?}", seat.rows());
        assert!(!seat.shows("Your note") && !seat.shows("Name: "), "{burst:?}: {:?}", seat.rows());
    }
}

#[test]
fn blanks_of_a_burst_choose_no_facets() {
    let reader = reader();
    let mut seat = Seat::take(&reader, &OPTIONS);
    seat.press(b"f");
    seat.press(b"a b c d e f");
    assert!(seat.shows(LEFT_OUT), "{:?}", seat.rows());
}
