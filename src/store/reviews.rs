//! The review log: every answer and what else moves cards, as a [`journal`](super::journal) in a directory of the
//! reader's. What an entry means is for [`crate::study::scheduler`].

use super::journal::{Format, Journal, JournalEntry};
use crate::study::review::Entry;

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
