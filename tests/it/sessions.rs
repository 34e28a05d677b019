//! Sessions without a terminal: bytes and the time in, bytes, a deadline and an end out. What a real terminal adds is
//! tested in `pty`.

mod asking;
mod clicking;
mod holding;
mod index;
mod paging;
mod parts;
mod pasting;
mod redrawn;

use std::time::Duration;

use maitri::clock::Now;
use maitri::search::LazyIndex;
use maitri::term::decoder::{FAR, NEAR};
use maitri::term::session::{Ended, Session, SessionOptions};
use maitri::term::visit::Limits;
use maitri::tui::app::App;
use maitri::tui::context::Context;
use maitri::tui::reader::Reader;
use maitri::tui::theme::{Depth, Theme};
use maitri::view::tab::Tab;
use ratatui::layout::Size;
use ratatui::style::Color;

use crate::harness::{NOON, Player, frozen};

const SIZE: Size = Size::new(80, 24);
/// One with room for all that the title line tells.
const WIDE: Size = Size::new(120, 24);
const OPTIONS: SessionOptions = SessionOptions::XTERM_HERE;

fn reader() -> Reader {
    Reader::new(Theme::named("dark", Depth::Ansi16).expect("a theme"))
}

fn at(elapsed: Duration) -> Now {
    Now { elapsed, ..NOON }
}

fn ms(count: u64) -> Duration {
    Duration::from_millis(count)
}

/// A session in which time passes only when a test says so, and what its terminal shows.
struct Seat<'a> {
    session: Session<'a>,
    terminal: vt100::Parser,
    now: Duration,
    sent: Vec<u8>,
}

/// A terminal of this size that shows nothing yet.
fn terminal(size: Size) -> vt100::Parser {
    let cells = |count| std::num::NonZeroU16::new(count).expect("a size");
    vt100::Parser::new(cells(size.height), cells(size.width), 0)
}

impl<'a> Seat<'a> {
    fn take(reader: &'a Reader, options: &SessionOptions) -> Self {
        Self::sharing(frozen(), reader, options)
    }

    fn sharing(index: &'a LazyIndex<'static>, reader: &'a Reader, options: &SessionOptions) -> Self {
        let app = App::new(Context::new(index, reader), Tab::default());
        let session = Session::new(app, SIZE, options).expect("a session");
        let mut seat = Self { session, terminal: terminal(SIZE), now: Duration::ZERO, sent: Vec::new() };
        seat.rest();
        seat
    }

    /// Does all that is due, as a driver does.
    fn rest(&mut self) {
        self.carry();
        while self.session.ended().is_none() && self.session.deadline().is_some_and(|deadline| deadline <= self.now) {
            self.session.wake(at(self.now));
            self.carry();
        }
    }

    fn carry(&mut self) {
        let output = self.session.take_output();
        self.terminal.process(&output);
        self.sent.extend(output);
    }

    fn send(&mut self, bytes: &[u8]) {
        self.session.feed(bytes, at(self.now));
        self.rest();
    }

    /// Sends keys one by one.
    fn type_in(&mut self, keys: &[u8]) {
        for key in keys {
            self.send(&[*key]);
        }
    }

    fn pass(&mut self, time: Duration) {
        self.now += time;
        self.rest();
    }

    fn rows(&self) -> Vec<String> {
        self.terminal.screen().rows(0, WIDE.width).map(|row| row.trim_end().to_owned()).collect()
    }

    #[track_caller]
    fn expect(&self, keys: &str) {
        assert_eq!(self.rows(), Player::after(keys, (SIZE.width, SIZE.height)).rows(), "after {keys}");
    }
}

#[test]
fn the_first_frame_waits_for_no_answer_and_a_late_one_refines_it() {
    let plain = || Reader::new(Theme::named("plain", Depth::True).expect("a theme"));
    let (reader, asks) = (plain(), SessionOptions { asks_background: true, ..OPTIONS });
    let seat = Seat::take(&reader, &asks);
    seat.expect("");
    assert!(!String::from_utf8_lossy(&seat.sent).contains("8;2;"), "nothing is known of the background");
    let reader = Reader { follows_background: true, ..plain() };
    for (answer, has) in [(&b"\x1b]11;rgb:ffff/ffff/ffff\x07"[..], "light"), (b"\x1b]11;rgb:0/0/0\x1b\\", "dark")] {
        let mut seat = Seat::take(&reader, &asks);
        seat.send(b"2j");
        seat.sent.clear();
        seat.pass(ms(700));
        seat.send(answer);
        seat.expect("2j");
        let theme = Theme::named(has, Depth::True).expect("a theme");
        let Some(Color::Rgb(r, g, b)) = theme.heading.style().fg else { panic!("no fine colour") };
        let colour = format!("8;2;{r};{g};{b}");
        assert!(String::from_utf8_lossy(&seat.sent).contains(&colour), "{has}");
        seat.sent.clear();
        seat.send(answer);
        assert!(seat.sent.is_empty(), "that is known");
    }
    let mut seat = Seat::take(&reader, &asks);
    seat.sent.clear();
    seat.send(b"\x1b[?62c");
    assert!(String::from_utf8_lossy(&seat.sent).contains("8;2;"), "what answers, but not this, is taken for dark");
    let light = Theme::named("light", Depth::True).expect("a theme");
    let told = Reader { follows_background: true, ..Reader::new(light) };
    let mut seat = Seat::take(&told, &asks);
    seat.sent.clear();
    seat.send(b"\x1b[?62c");
    assert!(seat.sent.is_empty(), "what the environment told holds");
}

#[test]
fn whoever_chose_a_theme_keeps_it_whatever_the_terminal_tells() {
    let reader = reader();
    let mut seat = Seat::take(&reader, &OPTIONS);
    seat.sent.clear();
    seat.send(b"\x1b]11;rgb:ffff/ffff/ffff\x07\x1b[?62c");
    assert!(seat.sent.is_empty());
}

#[test]
fn an_answer_is_waited_for_before_the_terminal_is_given_back_but_not_for_ever() {
    let (reader, asks) = (reader(), SessionOptions { asks_background: true, ..OPTIONS });
    let mut seat = Seat::take(&reader, &asks);
    assert_eq!(seat.session.answer_patience(ms(10)), Some(ms(990)), "as long as it may still come");
    assert!(!seat.session.feed_answer(b"\x1b]11;rgb:0/0/0\x07j\x1b[?6", ms(20)), "what it is comes last");
    assert!(seat.session.feed_answer(b"2c", ms(21)));
    assert_eq!(seat.session.answer_patience(ms(22)), None);
    seat.session.resume(SIZE);
    seat.rest();
    seat.expect("j");
    let plain = Reader::new(Theme::named("plain", Depth::True).expect("a theme"));
    let follows = Reader { follows_background: true, ..plain };
    let mut seat = Seat::take(&follows, &asks);
    seat.sent.clear();
    assert!(seat.session.feed_answer(b"\x1b]11;rgb:ffff/ffff/ffff\x07\x1b[?62c", ms(20)));
    seat.rest();
    assert!(String::from_utf8_lossy(&seat.sent).contains("8;2;"), "what it told meanwhile counts");
    let mut silent = Seat::take(&reader, &asks);
    assert_eq!(silent.session.answer_patience(ms(1001)), None, "it never will");
    silent.send(b"\x1b[?62c");
    assert_eq!(silent.session.answer_patience(ms(5)), None);
    assert_eq!(Seat::take(&reader, &OPTIONS).session.answer_patience(ms(5)), None, "nothing was asked");
}

#[test]
fn keys_in_a_picture_out() {
    let reader = reader();
    let mut seat = Seat::take(&reader, &OPTIONS);
    seat.expect("");
    seat.send(b"2jj");
    seat.expect("2jj");
    assert_eq!(seat.session.deadline(), None, "nothing is to be done");
    seat.send(b"q");
    assert_eq!(seat.session.ended(), Some(&Ended::Quit));
}

/// What a terminal is told of cells that lead to the web: an address and the letters over it.
fn web_links(sent: &[u8]) -> Vec<(String, String)> {
    let sent = String::from_utf8_lossy(sent);
    let told = sent.split("\x1b]8;id=m;").skip(1).filter_map(|part| {
        let (address, rest) = part.split_once("\x1b\\")?;
        let (written, _) = rest.split_once("\x1b]8;;\x1b\\")?;
        let mut letters = written.split("\x1b[");
        let first = letters.next().unwrap_or_default().to_owned();
        let rest = letters.filter_map(|piece| Some(piece.split_once('m')?.1));
        Some((address.to_owned(), rest.fold(first, |text, piece| text + piece)))
    });
    told.collect()
}

#[test]
fn sources_lead_to_their_addresses_where_the_terminal_is_known_to_do_something_with_that() {
    let keys = b" bronze bell\r";
    let (reader, links) = (reader(), SessionOptions { links: true, ..OPTIONS });
    let mut seat = Seat::take(&reader, &links);
    seat.type_in(keys);
    seat.send(b"G");
    seat.expect("<space>bronze<space>bell<enter>G");
    let told = web_links(&seat.sent);
    let brief =
        |(address, text): &&(String, String)| address == "https://example.org/brief" && text.contains("Test Brief");
    assert!(told.iter().any(|link| brief(&link)), "{told:?}");
    // Without anything to lead to nothing is sent, and over something else nothing leads anywhere.
    seat.sent.clear();
    seat.send(b"?");
    assert_eq!(web_links(&seat.sent), []);
    let mut other = Seat::take(&reader, &OPTIONS);
    other.type_in(keys);
    other.send(b"G");
    assert!(!String::from_utf8_lossy(&other.sent).contains("\x1b]8"), "others are told nothing");
    // An address that is shown to be copied leads there as well.
    let mut seat = Seat::take(&reader, &links);
    seat.type_in(keys);
    seat.send(b"o");
    seat.sent.clear();
    seat.send(b"o");
    let brief = "https://example.org/brief".to_owned();
    assert_eq!(web_links(&seat.sent), [(brief.clone(), brief)]);
}

#[test]
fn a_key_in_pieces_is_that_key_and_an_escape_is_held() {
    let reader = reader();
    let mut seat = Seat::take(&reader, &SessionOptions { patience: FAR, ..OPTIONS });
    for (piece, pause) in [(&b"\x1b"[..], 40), (b"[", 60), (b"B", 0)] {
        seat.send(piece);
        seat.pass(ms(pause));
    }
    seat.expect("<down>");
    seat.send(b"/a\r\x1b");
    assert_eq!(
        seat.session.deadline(),
        Some(seat.now + FAR),
        "an Esc waits for what may follow, and all else for that"
    );
    seat.pass(FAR);
    seat.expect("<down>/a<enter><esc>");
}

#[test]
fn what_is_pasted_is_no_key() {
    let reader = reader();
    let mut seat = Seat::take(&reader, &OPTIONS);
    seat.send(b"\x1b[200~jj2q\rq\x1b[201~");
    assert_eq!(seat.session.ended(), None);
    let rows = seat.rows().concat();
    assert!(rows.contains("What was pasted is left out: nothing is typed here."), "{rows}");
    seat.send(b"k");
    seat.expect("k");
    seat.send(b"/\x1b[200~har");
    seat.pass(ms(3000));
    seat.send(b"bours\r\n\x1b[20");
    seat.send(b"1~\r");
    seat.expect("k/harbours<enter>");
    seat.send(b"\x1b[200~q\x1b[201~ \x1b[200~harbours treaty\x1b\x1b[201~");
    seat.expect("k/harbours<enter><space>harbours<space>treaty");
}

#[test]
fn queued_keys_are_heard_each_and_drawn_seldom() {
    let reader = reader();
    let mut seat = Seat::take(&reader, &OPTIONS);
    let before = seat.sent.len();
    seat.send("k".repeat(50).as_bytes());
    seat.expect(&"k".repeat(50));
    let frames = seat.sent[before..].windows(8).filter(|bytes| bytes == b"\x1b[?2026h").count();
    assert_eq!(frames, 1, "no time passed, so one frame is enough");
}

#[test]
fn what_changes_nothing_sends_nothing() {
    let reader = reader();
    let mut seat = Seat::take(&reader, &OPTIONS);
    seat.send(b"g");
    seat.pass(NEAR);
    let before = seat.sent.len();
    for keys in [&b"k"[..], b"1", b"\x7f", b"\x1b[5~", b"\x1a", b"x", b"\x1b"] {
        seat.send(keys);
        seat.pass(NEAR);
    }
    assert_eq!(seat.sent.len(), before, "{:?}", String::from_utf8_lossy(&seat.sent[before..]));
}

#[test]
fn a_resize_is_another_frame_and_a_resumed_screen_is_whole() {
    let reader = reader();
    let mut seat = Seat::take(&reader, &OPTIONS);
    seat.terminal.process(b"\x1b[2J\x1b[Hsomething else wrote here");
    seat.session.resume(SIZE);
    seat.rest();
    seat.expect("");
    seat.session.resize(Size::new(20, 3));
    seat.rest();
    assert!(String::from_utf8_lossy(&seat.sent).contains("maitri needs"), "too small");
}

#[test]
fn where_one_types_is_shown_before_much_else() {
    let (reader, large) = (reader(), Size::new(200, 60));
    let mut seat = Seat::take(&reader, &OPTIONS);
    seat.terminal = terminal(large);
    let mut shown = terminal(large);
    let drawn = seat.sent.len();
    seat.session.resume(large);
    seat.rest();
    let before = seat.sent.len();
    shown.process(&seat.sent[drawn..]);
    seat.send(b" ");
    let bytes = String::from_utf8_lossy(&seat.sent[before..]).into_owned();
    let frames: Vec<&str> = bytes.split_inclusive("\x1b[?2026l").collect();
    let [echo, rest] = frames[..] else { panic!("{} frames", frames.len()) };
    shown.process(echo.as_bytes());
    let at = seat.terminal.screen().cursor_position();
    assert_eq!(shown.screen().cursor_position(), at);
    let row =
        |terminal: &vt100::Parser| terminal.screen().rows(0, large.width).nth(usize::from(at.0)).unwrap_or_default();
    assert_eq!(row(&shown).trim(), row(&seat.terminal).trim());
    assert!(echo.len() * 5 < rest.len(), "{} and {}", echo.len(), rest.len());
}

#[test]
fn a_visit_warns_and_ends_by_its_own_deadlines() {
    let reader = reader();
    let limits = Limits { idle: Some(ms(60_000)), session: None };
    let mut seat = Seat::take(&reader, &SessionOptions { visit: Some(limits), ..OPTIONS });
    assert_eq!(seat.session.deadline(), Some(ms(30_000)));
    seat.pass(ms(20_000));
    seat.send(b"j");
    assert_eq!(seat.session.deadline(), Some(ms(50_000)), "a key begins the time anew");
    seat.pass(ms(30_000));
    assert!(seat.rows().join("\n").contains("The visit ends within"), "{:?}", seat.rows());
    seat.pass(ms(30_000));
    assert!(matches!(seat.session.ended(), Some(Ended::Goodbye(words)) if words.contains("No key was pressed")));
}

#[test]
fn a_visit_is_drawn_no_larger_than_many_can_be() {
    let (reader, huge) = (reader(), Size::new(500, 200));
    let limits = Limits { idle: None, session: None };
    for (visit, drawn) in [(Some(limits), Size::new(300, 100)), (None, huge)] {
        let options = SessionOptions { visit, ..OPTIONS };
        let app = || App::new(Context::new(frozen(), &reader), Tab::default());
        let first = |size| Session::new(app(), size, &options).expect("a session").take_output();
        assert!(first(huge) == first(drawn), "{visit:?}");
        let mut session = Session::new(app(), SIZE, &options).expect("a session");
        let later = |session: &mut Session<'_>, size| {
            session.resume(size);
            session.wake(at(ms(0)));
            while session.deadline().is_some_and(|deadline| deadline.is_zero()) {
                session.wake(at(ms(0)));
            }
            session.take_output()
        };
        later(&mut session, drawn);
        assert!(later(&mut session, huge) == later(&mut session, drawn), "{visit:?}, later");
    }
}

#[test]
fn a_visitor_sees_what_is_asked_before_leaving() {
    let reader = reader();
    let limits = Limits { idle: Some(ms(60_000)), session: None };
    let mut seat = Seat::take(&reader, &SessionOptions { visit: Some(limits), ..OPTIONS });
    // A paper of ten questions: the third row from the end.
    for keys in [&b"6"[..], b"\x1b[F", b"\x1b[A", b"\x1b[A", b"\r"] {
        seat.send(keys);
    }
    assert!(seat.rows().join("\n").contains("question 1 of 10"), "{:?}", seat.rows());
    seat.send(b"q");
    assert!(seat.rows().join("\n").contains("quit again loses it"), "{:?}", seat.rows());
    assert!(seat.session.ended().is_none());
    seat.pass(ms(100));
    seat.send(b"q");
    assert!(matches!(seat.session.ended(), Some(Ended::Quit)));
}

#[test]
fn control_z_asks_to_be_stopped_only_where_that_is_possible() {
    let reader = reader();
    let mut seat = Seat::take(&reader, &SessionOptions { may_stop: true, ..OPTIONS });
    seat.send(b"\x1a");
    assert!(seat.session.take_stop() && !seat.session.take_stop());
    let mut seat = Seat::take(&reader, &OPTIONS);
    seat.send(b"\x1a");
    assert!(!seat.session.take_stop());
}

#[test]
fn a_session_may_go_from_one_thread_to_another() {
    fn sent<T: Send>() {}
    sent::<Session<'_>>();
}

#[test]
fn a_session_that_begins_late_is_timed_from_its_beginning() {
    let reader = reader();
    let limits = Limits { idle: Some(ms(60_000)), session: Some(ms(120_000)) };
    let app = App::new(Context::new(frozen(), &reader), Tab::default());
    let mut session = Session::new(app, SIZE, &SessionOptions { visit: Some(limits), ..OPTIONS }).expect("a session");
    session.wake(at(ms(7_200_000)));
    while session.deadline().is_some_and(|deadline| deadline.is_zero()) {
        session.wake(at(ms(7_200_000)));
    }
    assert_eq!((session.ended(), session.deadline()), (None, Some(ms(7_230_000))));
}

#[test]
fn midnight_brings_another_day_with_the_next_key() {
    let reader = reader();
    let mut seat = Seat::take(&reader, &OPTIONS);
    seat.terminal = terminal(WIDE);
    seat.session.resume(WIDE);
    seat.rest();
    let day = |seat: &mut Seat<'_>, day: &str| {
        let wall = format!("{day}T00:00:10").parse().expect("a moment");
        seat.session.feed(b"j", Now { wall, ..at(seat.now) });
        seat.carry();
        seat.session.wake(Now { wall, ..at(seat.now) });
        seat.carry();
        seat.rows().swap_remove(0)
    };
    assert!(day(&mut seat, "2026-11-27").contains(" records from "));
    assert!(day(&mut seat, "2026-11-28").contains("On this day in "));
    assert!(day(&mut seat, "2026-11-29").contains(" records from "));
}

#[test]
fn a_hundred_sessions_share_one_dataset() {
    /// What each does: a tab, a search, a record, a card and its answer, the map, marks, the help.
    const KEYS: [&[u8]; 12] = [b"2", b"jj", b"/a", b"\r", b"\x1b", b" co", b"\r", b"m", b"5v", b"6", b"\r", b"?"];
    // An index of their own, which nobody has built yet: the hundred begin it at once.
    let shared = LazyIndex::new(frozen().dataset());
    let play = |index: &LazyIndex<'static>| {
        let reader = reader();
        let mut seat = Seat::sharing(index, &reader, &OPTIONS);
        for keys in KEYS {
            seat.send(keys);
            seat.pass(ms(200));
        }
        seat.sent
    };
    let alone = play(frozen());
    assert!(alone.len() > 10_000, "much was shown: {} bytes", alone.len());
    std::thread::scope(|scope| {
        let sessions: Vec<_> = (0..100).map(|_| scope.spawn(|| play(&shared))).collect();
        for session in sessions {
            assert!(session.join().expect("no session panics") == alone, "each sends the same bytes");
        }
    });
}

#[test]
fn an_esc_and_a_key_at_once_are_both_where_alt_and_the_key_means_nothing() {
    for (before, sent, keys) in [
        (&b" har"[..], &b"\x1b3"[..], " har<esc>3"),
        (b"?", b"\x1b2", "?<esc>2"),
        (b"\r", b"\x1bj", "<enter><esc>j"),
        (b"\r", b"\x1b\x1b[B", "<enter><esc><down>"),
        (b"/har", b"\x1b\x1bOB", "/har<esc><down>"),
        // These have no name of their own with Alt.
        (b" har", b"\x1b\r", " har<esc><enter>"),
        (b"/har", b"\x1b\x06", "/har<esc><c-f>"),
        (b"\r", b"\x1b\x1b[H", "<enter><esc><home>"),
        (b"6", b"\x1b\r", "6<enter>"),
        // These mean something with Alt.
        (b" one two", b"\x1bbx", " one two<alt-b>x"),
        (b"2", b"\x1b\x1b[D", "2<alt-left>"),
        // On a Russian keyboard, by its place.
        (b" one two", "\x1b\u{438}x".as_bytes(), " one two<alt-b>x"),
    ] {
        let reader = reader();
        let mut seat = Seat::take(&reader, &OPTIONS);
        seat.type_in(before);
        seat.pass(ms(500));
        seat.send(sent);
        seat.pass(ms(500));
        seat.expect(keys);
    }
}

#[test]
fn what_is_one_key_is_told_by_when_it_came_and_not_by_when_it_is_heard() {
    const LEFT: &[u8] = b"\x1b[D";
    let (reader, far) = (reader(), SessionOptions { patience: FAR, ..OPTIONS });
    assert_ne!(
        Player::after("2<enter><esc><left>", (80, 24)).rows(),
        Player::after("2<enter><alt-left>", (80, 24)).rows()
    );
    // Esc, and so long after it what follows; both waited for a frame.
    for (rest, apart, keys) in [
        (LEFT, 500, "2<enter><esc><left>"),
        (LEFT, 100, "2<enter><esc><left>"),
        (LEFT, 99, "2<enter><alt-left>"),
        (b"[B", 99, "2<enter><down>"),
        (b"j", 500, "2<enter><esc>j"),
    ] {
        let mut seat = Seat::take(&reader, &far);
        seat.type_in(b"2\r");
        seat.pass(ms(1000));
        let began = seat.now;
        seat.now += ms(1000);
        seat.session.feed_late([(&b"\x1b"[..], began), (rest, began + ms(apart))], at(seat.now));
        seat.rest();
        seat.expect(keys);
    }
    // One of long ago is held no longer; one of just now is.
    for (ago, keys) in [(100, "<esc>"), (99, "")] {
        let mut seat = Seat::take(&reader, &far);
        seat.send(b"?");
        seat.pass(ms(1000));
        seat.session.feed_late([(&b"\x1b"[..], seat.now.saturating_sub(ms(ago)))], at(seat.now));
        seat.rest();
        seat.expect(&format!("?{keys}"));
        seat.pass(ms(1));
        seat.expect("?<esc>");
    }
}

#[test]
fn what_lasts_is_not_done_by_a_key_that_may_have_been_pressed_with_alt() {
    let reader = reader();
    let mut seat = Seat::take(&reader, &OPTIONS);
    seat.type_in(b" har");
    seat.send(b"\x1bq");
    assert!(seat.session.ended().is_none());
    let shown = seat.rows().join("\n");
    assert!(shown.contains("q came at once with an Esc: press again to do it."), "{shown}");
    seat.pass(ms(500));
    seat.send(b"q");
    assert!(seat.session.ended().is_some(), "pressed again it is meant");
}
