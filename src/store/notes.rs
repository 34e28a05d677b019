//! The notes of a reader, as a [`journal`](super::journal) that several running programs add to. What an entry means is
//! for [`crate::study::notes`].

use super::journal::{Format, JournalEntry};
use crate::study::notes::Note;

/// How notes are kept.
pub const FORMAT: Format = Format {
    name: "notes",
    version: 1,
    file: "notes.jsonl",
    torn: "notes.torn",
    lock: "notes.lock",
    // A thousand of the longest notes, each written once.
    max_bytes: 64 * 1024 * 1024,
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
}
