//! What a terminal shows after any keys, at any pace, at any size, whatever it can do, is what it shows when all is
//! drawn anew: text, colours, attributes and the cursor.

use std::num::NonZeroU16;
use std::time::Duration;

use maitri::term::session::{Session, SessionOptions};
use maitri::term::terminfo::Capabilities;
use maitri::tui::app::App;
use maitri::tui::context::Context;
use maitri::tui::reader::Reader;
use maitri::tui::theme::{Depth, Theme};
use maitri::view::tab::Tab;
use proptest::prelude::*;
use ratatui::layout::Size;

use super::at;
use crate::harness::frozen;

/// Longer than anything waits.
const REST: Duration = Duration::from_secs(1);

/// What the cells of a terminal show, and where its cursor stands; one that cannot be hidden stands anywhere.
fn shown(terminal: &vt100::Parser, size: Size, can: Capabilities) -> (Vec<String>, Option<(u16, u16)>) {
    let screen = terminal.screen();
    let rows = (0..size.height).map(|y| {
        let cells = (0..size.width).filter_map(|x| screen.cell(y, x)).map(|cell| {
            let text = if cell.contents().is_empty() && !cell.is_wide_continuation() { " " } else { cell.contents() };
            // The colour of a blank is seen by nobody unless it is turned or underlined.
            let is_seen = text != " " || cell.inverse() || cell.underline();
            let letter = is_seen.then(|| (cell.fgcolor(), cell.bold(), cell.dim(), cell.italic()));
            format!("{text}{letter:?}{:?}{}{}", cell.bgcolor(), cell.inverse(), cell.underline())
        });
        cells.collect::<String>()
    });
    (rows.collect(), (can.modes && !screen.hide_cursor()).then(|| screen.cursor_position()))
}

fn terminal(size: Size) -> vt100::Parser {
    let length_of = |length| NonZeroU16::new(length).expect("a size");
    vt100::Parser::new(length_of(size.height), length_of(size.width), 0)
}

/// Does what is due in a time, and gives the bytes.
fn pass(session: &mut Session<'_>, now: &mut Duration, time: Duration) -> Vec<u8> {
    let (mut bytes, end) = (session.take_output(), *now + time);
    while let Some(due) = session.deadline().filter(|due| *due <= end) {
        *now = due.max(*now);
        session.wake(at(*now));
        bytes.extend(session.take_output());
    }
    *now = end;
    bytes
}

fn any_key() -> impl Strategy<Value = &'static str> {
    let moving = prop_oneof![
        Just("\x1b[B"),
        Just("\x1b[A"),
        Just("\x1b[6~"),
        Just("\x1b[5~"),
        Just("\x1b[C"),
        Just("\x1b[D"),
        Just("G"),
        Just("g"),
        Just("\x04"),
    ];
    let leading = prop_oneof![
        Just("1"),
        Just("2"),
        Just("3"),
        Just("4"),
        Just("5"),
        Just("6"),
        Just("0"),
        Just("\t"),
        Just("\r"),
        Just("\x1b"),
        Just(" "),
        Just("/"),
        Just("?"),
        Just("v"),
        Just("t"),
        Just("b"),
        Just("s"),
        Just("f"),
        Just("o"),
        Just("n"),
        Just("e"),
        Just("W"),
    ];
    // Words of which letters are typed in the finder, or are keys elsewhere.
    let typed = prop_oneof![Just("a"), Just("r"), Just("u"), Just("i"), Just("\x7f")];
    prop_oneof![3 => moving, 2 => leading, 2 => typed]
}

/// A key, how often it comes, and after how many milliseconds each time.
fn any_walk() -> impl Strategy<Value = Vec<(&'static str, usize, u64)>> {
    let pace =
        prop_oneof![Just(0_u64), Just(20), Just(33), Just(60), Just(79), Just(80), Just(100), Just(160), Just(700)];
    proptest::collection::vec((any_key(), prop_oneof![3 => Just(1_usize), 1 => 2..9_usize], pace), 1..9)
}

fn any_size() -> impl Strategy<Value = Size> {
    let usual = prop_oneof![Just((80, 24)), Just((120, 40)), Just((200, 50)), Just((60, 16))];
    prop_oneof![usual, (40_u16..190, 10_u16..50)].prop_map(|(width, height)| Size::new(width, height))
}

fn any_capabilities() -> impl Strategy<Value = Capabilities> {
    let free = any::<[bool; 5]>().prop_map(|[erases, goes_right, names_columns, switches_off, modes]| Capabilities {
        erases,
        goes_right,
        names_columns,
        switches_off,
        modes,
        ..Capabilities::LEAST
    });
    prop_oneof![Just(Capabilities::XTERM), free]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_shows_is_what_shows_when_all_is_drawn_anew(
        walk in any_walk(), size in any_size(), can in any_capabilities(), links: bool, only_ascii in prop::bool::weighted(0.1),
        depth in prop_oneof![3 => Just(Depth::True), 1 => Just(Depth::Ansi16), 1 => Just(Depth::Never)],
    ) {
        let reader = Reader::new(Theme::named("dark", depth).expect("a theme"));
        let app = App::new(Context::new(frozen(), &reader), Tab::default());
        let options = SessionOptions { can, links, only_ascii, ..SessionOptions::XTERM_HERE };
        let mut session = Session::new(app, size, &options).expect("a session");
        let (mut now, mut seen) = (Duration::ZERO, terminal(size));
        seen.process(&pass(&mut session, &mut now, REST));
        for (key, times, pace) in walk {
            for _ in 0..times {
                session.feed(key.as_bytes(), at(now));
                seen.process(&pass(&mut session, &mut now, Duration::from_millis(pace)));
            }
            // Where one looks at it, it is looked at here as well.
            if pace == 700 {
                let mut anew = terminal(size);
                session.resume(size);
                let bytes = pass(&mut session, &mut now, Duration::ZERO);
                anew.process(&bytes);
                prop_assert_eq!(shown(&seen, size, can), shown(&anew, size, can), "after {:?}", key);
                seen.process(&bytes);
            }
            if session.ended().is_some() {
                return Ok(());
            }
        }
        seen.process(&pass(&mut session, &mut now, REST));
        session.resume(size);
        let mut anew = terminal(size);
        anew.process(&pass(&mut session, &mut now, Duration::ZERO));
        prop_assert_eq!(shown(&seen, size, can), shown(&anew, size, can));
    }
}
