//! The notes of a reader, as a [`journal`](super::journal) that several running programs add to. What an entry means is
//! for [`crate::study::notes`].
//!
//! Each writing of a note is the whole of it, so that whoever edits a long one often has a long file. From some length
//! on it is made shorter: earlier writings go to a file beside it ([`super::journal::compaction`]).

use super::journal::{Format, JournalEntry};
use crate::study::notes::{Note, compacted};

/// How notes are kept.
pub const FORMAT: Format = Format {
    name: "notes",
    version: 1,
    file: "notes.jsonl",
    torn: "notes.torn",
    lock: "notes.lock",
    // Four thousand of the longest notes: what is superseded goes out of it long before that.
    max_bytes: 256 * 1024 * 1024,
    journal: "file of notes",
    entry: "note",
    advice: "what else it holds is there, and `maitri doctor` tells more",
};

impl JournalEntry for Note {
    const FORMAT: &'static Format = &FORMAT;

    fn to_line(&self) -> String {
        // Every entry is made of texts and numbers, which always write.
        serde_json::to_string(self).unwrap_or_default()
    }

    fn from_line(text: &str) -> Option<Self> {
        Note::from_line(text)
    }

    // It is read at every start: in some milliseconds.
    const COMPACTED_FROM: u64 = 4 * 1024 * 1024;

    fn compacted(entries: &[Self]) -> Option<Vec<Self>> {
        compacted(entries)
    }
}
