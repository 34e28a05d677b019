//! What a visitor asks for, and what is shown for it: the seam between the network and whoever makes explorers.
//!
//! A [`Host`] stands for what there is to visit; the command line's room makes one. A [`VisitScreen`] is what a visitor
//! sees, driven by a shard as a session is by the driver of a terminal. Nothing here knows the network.

use std::ffi::OsString;
use std::io::Write;
use std::time::Duration;

use ratatui::layout::Size;

use super::keystrokes::Keystrokes;
use super::mailbox::Bell;
use crate::clock::Now;
use crate::term::session::Ended;

/// What a visitor asks for, in which terminal.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    /// The words after the address, as they came; nothing for a shell.
    pub(crate) command: Option<Vec<u8>>,
    /// The visitor's terminal, if there is one.
    pub(crate) terminal: Option<Pty>,
    /// What it tells of itself: names that are known, values without anything a terminal would obey.
    pub(crate) environment: Vec<(String, String)>,
}

/// A visitor's terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pty {
    /// What `TERM` says there.
    pub(crate) term: String,
    /// Its size.
    pub(crate) size: Size,
}

impl Request {
    /// The visitor's variables. Nothing of this process's is among them.
    pub(crate) fn variable(&self, name: &str) -> Option<OsString> {
        match (name, &self.terminal) {
            ("TERM", Some(terminal)) => Some(terminal.term.clone().into()),
            // As wide as text is to be.
            ("COLUMNS", Some(terminal)) => Some(terminal.size.width.to_string().into()),
            // So much is known: the terminal is at the other end of a line.
            ("SSH_CONNECTION", _) => Some("over SSH".into()),
            _ => {
                let known = self.environment.iter().find(|(known, _)| known == name);
                known.map(|(_, value)| value.clone().into())
            }
        }
    }
}

/// What a visitor is given.
pub(crate) enum Reception<'h> {
    /// A screen.
    Screen(Box<dyn VisitScreen + 'h>),
    /// The output of a command, for which [`Host::run`] is asked.
    Command,
    /// A sentence, beside the output, and this exit code.
    Told(String, u8),
}

/// What there is to visit. Asked from several threads.
pub(crate) trait Host: Sync {
    /// What a visitor is given who asks for this. Another thread can have the screen look up by the bell.
    fn receive<'h>(&'h self, request: &Request, bell: &Bell) -> Reception<'h>;

    /// Writes the output of a command, and what is said beside it; tells its exit code.
    fn run(&self, request: &Request, output: Box<dyn Write + '_>, errors: Box<dyn Write + '_>) -> u8;
}

/// What a visitor sees. Times are those of the clock's `elapsed`; the methods that [`Session`] has as well mean the
/// same.
///
/// [`Session`]: crate::term::session::Session
pub(crate) trait VisitScreen {
    /// What takes the visitor's screen over.
    fn enter(&self) -> Vec<u8>;
    /// What gives it back.
    fn exit(&self) -> Vec<u8>;
    /// Takes bytes that came from the visitor's terminal.
    fn feed(&mut self, keys: &Keystrokes, now: Now);
    /// Does what the time has come for.
    fn wake(&mut self, now: Now);
    /// Somebody has rung the bell.
    fn called(&mut self, now: Now);
    /// Goes on at another size.
    fn resize(&mut self, size: Size);
    /// Shows this at the edge of the screen from here on.
    fn announce(&mut self, notice: &str, now: Now);
    /// The bytes to be sent to the terminal.
    fn take_output(&mut self) -> Vec<u8>;
    /// When [`wake`](Self::wake) is to be called.
    fn deadline(&self) -> Option<Duration>;
    /// Why it has ended, once it has.
    fn ended(&self) -> Option<Ended>;
    /// Whether more bytes are to be given.
    fn takes_input(&self) -> bool;
    /// How long the visit may still last whatever its terminal takes.
    fn patience(&self, now: Duration) -> Option<Duration>;
    /// How long to wait for what the terminal has still to answer.
    fn answer_patience(&self, now: Duration) -> Option<Duration>;
    /// Takes bytes while that is waited for; tells whether it has come.
    fn feed_answer(&mut self, bytes: &[u8], now: Duration) -> bool;
    /// It is over; by the visitor's choice or not.
    fn leave(&mut self, by_choice: bool);
}
