//! The keys that are pressed, at what time, and what each cost. What that may be is not said here.

use std::time::Duration;

use jiff::civil::date;
use maitri::clock::Now;
use maitri::data::bundled;
use maitri::search::LazyIndex;
use maitri::term::session::{Session, SessionOptions};
use maitri::tui::app::App;
use maitri::tui::context::Context;
use maitri::tui::reader::Reader;
use maitri::tui::theme::{Depth, Theme};
use maitri::view::tab::Tab;
use ratatui::layout::Size;

use super::line::{Line, Way};

/// So long one looks at what a key did before the next one.
const LOOK: Duration = Duration::from_millis(700);
/// How long a key is held before it repeats, and how fast it does then: as keyboards do it by themselves.
const BEFORE_REPEAT: Duration = Duration::from_millis(400);
const REPEAT: Duration = Duration::from_millis(33);
/// How far apart the letters of a word are that is typed: seven a second, as practised fingers type, and five.
const QUICK: [Duration; 2] = [Duration::from_millis(140), Duration::from_millis(200)];

const DOWN: &str = "\x1b[B";
const PAGE_DOWN: &str = "\x1b[6~";

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    FirstScreen,
    Step,
    StepAtEdge,
    Held,
    Page,
    Tab,
    FinderOpened,
    Letter,
    Typed,
    Word,
}

impl Kind {
    pub(crate) const ALL: [Self; 10] = [
        Self::FirstScreen,
        Self::Step,
        Self::StepAtEdge,
        Self::Held,
        Self::Page,
        Self::Tab,
        Self::FinderOpened,
        Self::Letter,
        Self::Typed,
        Self::Word,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::FirstScreen => "first screen",
            Self::Step => "a lone step",
            Self::StepAtEdge => "a step at the list's edge",
            Self::Held => "a step, the key held",
            Self::Page => "a page",
            Self::Tab => "a tab",
            Self::FinderOpened => "the finder opened",
            Self::Letter => "a lone letter in the finder",
            Self::Typed => "a letter of a typed word",
            Self::Word => "a typed word, by letter",
        }
    }
}

/// A key that was pressed.
pub(crate) struct Pressed {
    pub(crate) kind: Kind,
    pub(crate) bytes: usize,
}

/// What was pressed at one size.
pub(crate) struct Walk {
    way: Way,
    pub(crate) keys: Vec<Pressed>,
}

/// A session in which time passes as it is told, and what its terminal shows.
struct Seat<'a> {
    session: Session<'a>,
    terminal: vt100::Parser,
    now: Duration,
    line: Line,
}

impl<'a> Seat<'a> {
    /// Sits down; gives what the first screen took as well.
    fn take(ctx: Context<'a>, size: Size, way: Way, at_overview: bool) -> (Self, usize) {
        let mut app = App::new(ctx, Tab::default());
        if at_overview {
            app.open_overview();
        }
        let options = SessionOptions { is_served: way == Way::Compressed, ..SessionOptions::XTERM_HERE };
        let session = Session::new(app, size, &options).expect("a session");
        let length_of = |length| std::num::NonZeroU16::new(length).expect("a size");
        let terminal = vt100::Parser::new(length_of(size.height), length_of(size.width), 0);
        let mut seat = Self { session, terminal, now: Duration::ZERO, line: Line::new(way) };
        let bytes = seat.pass(LOOK);
        (seat, bytes)
    }

    fn carry(&mut self) -> usize {
        let output = self.session.take_output();
        self.terminal.process(&output);
        self.line.length(&output)
    }

    /// Lets time pass, and does what is due meanwhile; gives the bytes that came of it.
    fn pass(&mut self, time: Duration) -> usize {
        let (mut bytes, end) = (self.carry(), self.now + time);
        while let Some(due) = self.session.deadline().filter(|due| *due <= end) {
            self.now = self.now.max(due);
            self.session.wake(at(self.now));
            bytes += self.carry();
        }
        self.now = end;
        bytes
    }

    /// Presses a key, and lets time pass; gives the bytes of both.
    fn press(&mut self, key: &str, time: Duration) -> usize {
        self.session.feed(key.as_bytes(), at(self.now));
        self.pass(time)
    }

    /// The row of the cursor, which is the selected one.
    fn row(&self) -> u16 {
        self.terminal.screen().cursor_position().0
    }
}

fn at(elapsed: Duration) -> Now {
    Now { wall: date(2026, 11, 22).at(12, 0, 0, 0), unix_ms: 1_795_348_800_000, elapsed }
}

impl Walk {
    /// Presses keys of all kinds on screens of this size.
    pub(crate) fn through_all(size: Size, way: Way) -> Self {
        let dataset = bundled::dataset().expect("the bundled pack");
        let index = LazyIndex::new(&dataset);
        let reader = Reader::new(Theme::named("dark", Depth::True).expect("a theme"));
        let ctx = Context::new(&index, &reader);
        let mut walk = Self { way, keys: Vec::new() };
        walk.steps(ctx, size);
        walk.held(ctx, size);
        walk.pages(ctx, size);
        walk.tabs(ctx, size);
        walk.finder(ctx, size);
        walk
    }

    fn note(&mut self, kind: Kind, bytes: usize) {
        self.keys.push(Pressed { kind, bytes });
    }

    /// One after the other through a part of the list, long enough to come to its edge.
    fn steps(&mut self, ctx: Context<'_>, size: Size) {
        let (mut seat, _) = Seat::take(ctx, size, self.way, false);
        seat.press("g", LOOK);
        for _ in 0..3 * size.height {
            let before = seat.row();
            let bytes = seat.press(DOWN, LOOK);
            // Where it scrolls, the row is not the next one, or the one after a heading.
            let is_next = (1..=2).contains(&seat.row().saturating_sub(before));
            self.note(if is_next { Kind::Step } else { Kind::StepAtEdge }, bytes);
        }
    }

    /// A key held down through some screens of the list, and let go.
    fn held(&mut self, ctx: Context<'_>, size: Size) {
        let (mut seat, _) = Seat::take(ctx, size, self.way, false);
        seat.press("g", LOOK);
        let repeats = 2 * size.height;
        for number in 0..=repeats {
            let pause = match number {
                0 => BEFORE_REPEAT,
                _ if number == repeats => LOOK,
                _ => REPEAT,
            };
            let bytes = seat.press(DOWN, pause);
            self.note(Kind::Held, bytes);
        }
    }

    fn pages(&mut self, ctx: Context<'_>, size: Size) {
        let (mut seat, _) = Seat::take(ctx, size, self.way, false);
        seat.press("g", LOOK);
        for _ in 0..8 {
            let bytes = seat.press(PAGE_DOWN, LOOK);
            self.note(Kind::Page, bytes);
        }
    }

    /// From the overview through all tabs and back.
    fn tabs(&mut self, ctx: Context<'_>, size: Size) {
        let (mut seat, bytes) = Seat::take(ctx, size, self.way, true);
        self.note(Kind::FirstScreen, bytes);
        for key in ["1", "2", "3", "4", "5", "6", "\x1b[Z", "\x1b[Z", "\x1b[Z", "\x1b[Z", "\x1b[Z", "0"] {
            let bytes = seat.press(key, LOOK);
            self.note(Kind::Tab, bytes);
        }
    }

    fn finder(&mut self, ctx: Context<'_>, size: Size) {
        let (mut seat, _) = Seat::take(ctx, size, self.way, false);
        for word in ["committee", "nehru", "shinkansen", "trade 2011", "fiscal"] {
            let bytes = seat.press(" ", LOOK);
            self.note(Kind::FinderOpened, bytes);
            for letter in word.chars() {
                let bytes = seat.press(letter.encode_utf8(&mut [0; 4]), LOOK);
                self.note(Kind::Letter, bytes);
            }
            seat.press("\x1b", LOOK);
            // Whatever comes after the last letter is one of its costs, and a part of each letter's in a word.
            for pace in QUICK {
                seat.press(" ", LOOK);
                let (mut all, letters) = (0, word.chars().count());
                for (number, letter) in (1..).zip(word.chars()) {
                    let time = if number == letters { LOOK } else { pace };
                    let bytes = seat.press(letter.encode_utf8(&mut [0; 4]), time);
                    self.note(Kind::Typed, bytes);
                    all += bytes;
                }
                self.note(Kind::Word, all.div_ceil(letters));
                seat.press("\x1b", LOOK);
            }
        }
    }
}
