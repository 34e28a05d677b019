//! What a shard is told: that a visitor has come, that something has come for a visit, that it is time to end.

use std::sync::Arc;

use super::guest::Request;
use super::limits::Seat;
use super::line::{Farewell, Line};
use super::mailbox::Mailbox;
use crate::term::visit::SORRY;

/// What a shard is told.
#[derive(Debug)]
pub(super) enum Event {
    /// A visitor has come.
    Begin(Box<Arrival>),
    /// Something has come for a visit.
    News(u64),
    /// The visits are to end soon; with what is to be said of it.
    Announce(Arc<str>),
    /// The visits are to end now; with what is to be said of it.
    Close(Arc<str>),
}

/// A visitor who has come.
#[derive(Debug)]
pub(super) struct Arrival {
    /// What is asked for.
    pub(super) request: Request,
    /// What comes.
    pub(super) mailbox: Arc<Mailbox>,
    /// Where what is shown goes.
    pub(super) line: Line,
    /// The visitor's place among the visits.
    pub(super) seat: Seat,
    /// Where the visitor comes from, as far as that is told.
    pub(super) from: String,
}

impl Arrival {
    /// Ends the visit before it has begun, for nobody is there who could do anything for it.
    pub(super) fn apologise(self) {
        let end = if self.request.terminal.is_some() { "\r\n" } else { "\n" };
        let errors = format!("{SORRY}{end}").into_bytes();
        self.line.end(Farewell { errors, code: 1, seat: Some(self.seat), ..Farewell::default() });
    }
}
