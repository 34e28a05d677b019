//! What a shard is told: that a visitor has come, that something has come for a visit, that it is time to end.

use std::sync::Arc;
use std::time::Duration;

use super::guest::Request;
use super::limits::VisitPermit;
use super::line::{Farewell, ReturnLine};
use super::mailbox::Mailbox;
use crate::term::visit::SORRY;

/// What a shard is told.
#[derive(Debug)]
pub(super) enum Event {
    /// A visitor has come.
    Begin(Box<Arrival>),
    /// Something has come for a visit.
    Mail(u64),
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
    pub(super) line: ReturnLine,
    /// The visitor's place among the visits.
    pub(super) permit: VisitPermit,
    /// Where the visitor comes from, as far as that is told.
    pub(super) from: String,
    /// When it was asked for, by the clock's `elapsed`.
    pub(super) asked: Duration,
}

impl Arrival {
    /// Ends the visit before it has begun, for nobody is there who could do anything for it.
    pub(super) fn apologise(self) {
        self.refuse(SORRY);
    }

    /// Ends it with this sentence.
    pub(super) fn refuse(self, sentence: &str) {
        let end = if self.request.terminal.is_some() { "\r\n" } else { "\n" };
        let errors = format!("{sentence}{end}").into_bytes();
        self.line.end(Farewell { errors, code: 1, permit: Some(self.permit), ..Farewell::default() });
    }
}
