//! What is told whoever runs the server, line by line, on standard error. No address is told unless that is wished.

use std::fmt;
use std::io::Write as _;
use std::net::IpAddr;

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// What goes wrong here.
    Quiet,
    /// And a line a visit, once it has ended.
    Visits,
    /// And what becomes of connections.
    Debug,
}

/// Where it is told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Log {
    level: Level,
    addresses: bool,
}

impl Log {
    /// One that tells so much, and addresses if that is wished.
    pub(crate) fn new(level: Level, addresses: bool) -> Self {
        Self { level, addresses }
    }

    /// Tells something.
    pub(crate) fn tell(self, level: Level, sentence: impl fmt::Display) {
        if level <= self.level {
            // There is nobody else to tell should that fail.
            let _ = writeln!(std::io::stderr(), "maitri: {sentence}");
        }
    }

    /// ` from 192.0.2.1`, if it may be told.
    pub(super) fn from(self, address: IpAddr) -> String {
        if self.addresses { format!(" from {}", address.to_canonical()) } else { String::new() }
    }
}
