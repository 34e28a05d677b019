//! Which points were in a reader's answers, as a [`journal`](super::journal) beside the review log. What an entry means
//! is for [`crate::study::mains::kept`].

use super::journal::{Format, JournalEntry};
use crate::study::mains::kept::MainsEntry;

/// How they are kept.
pub const FORMAT: Format = Format {
    name: "mains",
    version: 1,
    file: "mains.jsonl",
    torn: "mains.torn",
    lock: "mains.lock",
    // An answer takes some 800 bytes with its ticks: as many as nobody writes.
    max_bytes: 256 * 1024 * 1024,
    journal: "log of answers",
    entry: "answer",
    advice: "what else it holds is there, and `maitri doctor` tells more",
};

impl JournalEntry for MainsEntry {
    const FORMAT: &'static Format = &FORMAT;

    fn to_line(&self) -> String {
        // Every entry is made of texts and numbers, which always write.
        serde_json::to_string(self).unwrap_or_default()
    }

    fn from_line(text: &str) -> Option<Self> {
        MainsEntry::from_line(text)
    }
}
