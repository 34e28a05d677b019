//! The terminal: from bytes to keys, and from what is to be seen to bytes.
//!
//! ```text
//! line ──bytes, time──▸ session::Session ──▸ decoder ──key──▸ App ──screen──▸ backend ──bytes──▸ line
//! ```
//!
//! A [`session`] is all of the explorer that one person sees, without any terminal: bytes and the time go in, bytes,
//! a next deadline and an end come out. A [`driver`] waits on a [`transport::TerminalLine`] for bytes, a signal or the
//! deadline, and carries bytes both ways. [`guard`] takes this terminal over and gives it back, at a panic too
//! ([`panic_hook`]). What can be sent to it [`terminfo`] tells, and how many colours it has [`capabilities`]. An
//! [`editor`] is what it is lent to, and a [`browser`] opens what is to be read elsewhere; terminals that know
//! [`hyperlinks`] are told of them. Visitors who come over the network each have a session too; their bytes are carried
//! by a server of our own, the `ssh` of [`transport`]. Nothing runs while nobody types.

mod ascii_cells;
mod backend;
pub(crate) mod browser;
pub(crate) mod capabilities;
mod clipboard;
pub mod decoder;
mod driver;
pub mod editor;
mod frame_marks;
mod guard;
mod hyperlinks;
pub(crate) mod panic_hook;
mod pen;
pub mod session;
mod shown_cell;
mod takeover;
pub mod terminfo;
pub(crate) mod transport;
pub mod visit;

use std::io;

use crate::clock::Clock;
use crate::tui::app::App;
use editor::Editor;
use guard::Guard;
use session::{Ended, Session, SessionOptions};
use transport::{TerminalLine as _, ThisTerminal, can_be_resumed};

/// The number of the signal that tells of a terminal that is gone, everywhere.
pub(crate) const HANG_UP: i32 = 1;

/// Shows the application in this terminal until it ends; lends it to the reader's editor, if there is one.
///
/// # Errors
/// What the terminal refuses. It is given back all the same.
pub fn run(app: App<'_>, options: &SessionOptions, editor: Option<&Editor>, clock: &Clock) -> io::Result<Ended> {
    let mut line = ThisTerminal::open()?;
    let mut guard = Guard::new(line.output()?, options.mouse, options.can)?;
    if options.asks_background {
        guard.ask_background();
    }
    // A visitor has no shell to come back from.
    let may_stop = options.may_stop && options.visit.is_none() && can_be_resumed();
    let mut session = Session::new(app, line.size(), &SessionOptions { may_stop, ..*options })?;
    let ended = driver::drive(&mut session, &mut line, &mut guard, (editor, clock));
    let is_gone = matches!(ended, Err(_) | Ok(Ended::HungUp | Ended::Signal(HANG_UP)));
    if !is_gone {
        // Nobody is to be told should that fail: it is given back in any case.
        let _ = driver::take_answers(&mut session, &mut line, &mut guard, clock);
    }
    // However it ended: a terminal that is gone takes nobody's place with it, nor what was being written.
    session.leave(matches!(ended, Ok(Ended::Quit)));
    ended
}
