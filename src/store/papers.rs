//! The papers a reader sat, as a [`journal`](super::journal) beside the review log. What an entry means is for
//! [`crate::study::exam::kept`].

use super::journal::{Format, JournalEntry};
use crate::study::exam::kept::PaperEntry;

/// How papers are kept.
pub const FORMAT: Format = Format {
    name: "papers",
    version: 1,
    file: "papers.jsonl",
    torn: "papers.torn",
    lock: "papers.lock",
    // A paper of a hundred questions takes some 200 KB with its key: a thousand of those.
    max_bytes: 256 * 1024 * 1024,
    journal: "log of papers",
    entry: "answer",
    advice: "what else it holds is there, and `maitri doctor` tells more",
};

impl JournalEntry for PaperEntry {
    const FORMAT: &'static Format = &FORMAT;

    fn to_line(&self) -> String {
        PaperEntry::to_line(self)
    }

    fn from_line(text: &str) -> Option<Self> {
        PaperEntry::from_line(text)
    }
}
