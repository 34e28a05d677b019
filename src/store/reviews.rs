//! The review log: every answer and what else moves cards, as a [`journal`](super::journal) in a directory of the
//! reader's. What an entry means is for [`crate::study::scheduler`].

pub mod doctor;

use std::path::PathBuf;

use super::journal::{Format, Journal, JournalEntry, ReadOnly};
use crate::study::review::{Entry, NotKept, ReviewLog, ReviewShelf};

/// The review log.
pub type Log = Journal<Entry>;

/// How the review log is kept.
pub const FORMAT: Format = Format {
    name: "reviews",
    version: 1,
    file: "reviews.jsonl",
    torn: "reviews.torn",
    lock: "reviews.lock",
    // A lifetime's answers take a tenth of it.
    max_bytes: 256 * 1024 * 1024,
    journal: "review log",
    entry: "answer",
    advice: "`maitri doctor` tells more",
};

impl JournalEntry for Entry {
    const FORMAT: &'static Format = &FORMAT;

    fn to_line(&self) -> String {
        Entry::to_line(self)
    }

    fn from_line(text: &str) -> Option<Self> {
        Entry::from_line(text)
    }
}

impl ReviewLog for Log {
    fn entries(&self) -> &[Entry] {
        Journal::entries(self)
    }

    fn notices(&self) -> Vec<String> {
        let notices = Journal::notices(self).iter().map(|notice| notice.sentence(&FORMAT));
        let read_only = self.read_only().filter(|why| **why != ReadOnly::Looking);
        notices.chain(read_only.map(|why| why.sentence(&FORMAT))).collect()
    }

    fn keeps(&self) -> bool {
        self.read_only().is_none()
    }

    fn append(&mut self, entry: Entry) -> Result<(), NotKept> {
        Journal::append(self, entry).map_err(|error| NotKept(error.to_string()))
    }
}

/// The directory in which a reader's answers are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewDirectory(pub PathBuf);

impl ReviewDirectory {
    fn opened(log: Result<Log, super::journal::JournalError>) -> Result<Box<dyn ReviewLog>, NotKept> {
        log.map(|log| Box::new(log) as Box<dyn ReviewLog>).map_err(|error| NotKept(error.to_string()))
    }
}

impl ReviewShelf for ReviewDirectory {
    fn open(&self) -> Result<Box<dyn ReviewLog>, NotKept> {
        Self::opened(Log::open(&self.0))
    }

    fn look(&self) -> Result<Box<dyn ReviewLog>, NotKept> {
        Self::opened(Log::look(&self.0))
    }
}
