//! A session together with the reader it borrows, so that many can be held side by side: what a visitor sees who comes
//! over the network.

use std::time::Duration;

use ratatui::layout::Size;
use self_cell::self_cell;

use super::guest::VisitScreen;
use super::keystrokes::Keystrokes;
use crate::clock::Now;
use crate::term::decoder::ASK_BACKGROUND;
use crate::term::session::{Ended, Session, SessionOptions};
use crate::term::takeover::{give_screen_back, listen_to_mouse, take_screen};
use crate::term::terminfo::Capabilities;
use crate::tui::app::App;
use crate::tui::readership::Readership;

self_cell! {
    struct Cell<'d> {
        owner: Readership<'d>,

        #[not_covariant]
        dependent: Session,
    }
}

/// A session with its reader.
pub(crate) struct OwnedSession<'d> {
    cell: Cell<'d>,
    can: Capabilities,
    mouse: bool,
    asks_background: bool,
}

impl<'d> OwnedSession<'d> {
    /// A session of this reader's, in a terminal of this size, of the explorer that is made.
    ///
    /// # Errors
    /// What making it is refused with.
    pub(crate) fn new<E: From<std::io::Error>>(
        readership: Readership<'d>,
        size: Size,
        options: &SessionOptions,
        make: impl for<'a> FnOnce(&'a Readership<'d>) -> Result<App<'a>, E>,
    ) -> Result<Self, E> {
        let cell = Cell::try_new(readership, |readership| {
            let app = make(readership)?;
            Session::new(app, size, options).map_err(E::from)
        })?;
        let SessionOptions { can, mouse, asks_background, .. } = *options;
        Ok(Self { cell, can, mouse: mouse && can.modes, asks_background })
    }

    fn session<T>(&self, ask: impl FnOnce(&Session<'_>) -> T) -> T {
        self.cell.with_dependent(|_, session| ask(session))
    }

    fn session_mut<T>(&mut self, ask: impl FnOnce(&mut Session<'_>) -> T) -> T {
        self.cell.with_dependent_mut(|_, session| ask(session))
    }
}

#[expect(clippy::redundant_closure_for_method_calls, reason = "a method by its name alone is not for every lifetime")]
impl VisitScreen for OwnedSession<'_> {
    fn enter(&self) -> Vec<u8> {
        let mut bytes = take_screen(self.can);
        if self.mouse {
            bytes.extend_from_slice(listen_to_mouse(true));
        }
        if self.asks_background {
            bytes.extend_from_slice(ASK_BACKGROUND);
        }
        bytes
    }

    fn exit(&self) -> Vec<u8> {
        let mouse = if self.mouse { listen_to_mouse(false) } else { &[] };
        [mouse, &give_screen_back(self.can)].concat()
    }

    fn feed(&mut self, keys: &Keystrokes, now: Now) {
        self.session_mut(|session| session.feed_late(keys.pieces(), now));
    }

    fn wake(&mut self, now: Now) {
        self.session_mut(|session| session.wake(now));
    }

    fn called(&mut self, now: Now) {
        self.session_mut(|session| session.hear_others(now));
    }

    fn resize(&mut self, size: Size) {
        self.session_mut(|session| session.resize(size));
    }

    fn announce(&mut self, notice: &str, _now: Now) {
        self.session_mut(|session| session.announce(notice.to_owned()));
    }

    fn take_output(&mut self) -> Vec<u8> {
        self.session_mut(|session| session.take_output())
    }

    fn deadline(&self) -> Option<Duration> {
        self.session(|session| session.deadline())
    }

    fn ended(&self) -> Option<Ended> {
        self.session(|session| session.ended().cloned())
    }

    fn takes_input(&self) -> bool {
        self.session(|session| session.takes_input())
    }

    fn patience(&self, now: Duration) -> Option<Duration> {
        self.session(|session| session.send_patience(now))
    }

    fn answer_patience(&self, now: Duration) -> Option<Duration> {
        self.session(|session| session.answer_patience(now))
    }

    fn feed_answer(&mut self, bytes: &[u8], now: Duration) -> bool {
        self.session_mut(|session| session.feed_answer(bytes, now))
    }

    fn leave(&mut self, by_choice: bool) {
        self.session_mut(|session| session.leave(by_choice));
    }
}
