//! The marks of a reader, as a [`journal`](super::journal) that several running programs add to. What an entry means is
//! for [`crate::study::marks`].
//!
//! Of a long one nothing stays that was undone since: it goes to a file beside it ([`super::journal::compaction`]).

use super::journal::{Format, JournalEntry};
use crate::study::marks::{MarkEntry, compacted};

/// How marks are kept.
pub const FORMAT: Format = Format {
    name: "marks",
    version: 1,
    file: "marks.jsonl",
    torn: "marks.torn",
    lock: "marks.lock",
    // A mark takes some 80 bytes: eight hundred thousand of those, and what was undone goes out of it before that.
    max_bytes: 64 * 1024 * 1024,
    journal: "journal of marks",
    entry: "mark",
    advice: "what else it holds is there, and `maitri doctor` tells more",
};

impl JournalEntry for MarkEntry {
    const FORMAT: &'static Format = &FORMAT;

    fn to_line(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    fn from_line(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    const COMPACTED_FROM: u64 = 1024 * 1024;

    fn compacted(entries: &[Self]) -> Option<Vec<Self>> {
        compacted(entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::marks::Change;

    #[test]
    fn a_mark_is_a_line_that_a_person_can_read() {
        let change = Change::Mark { list: "weak".to_owned(), of: "cepa".to_owned() };
        let entry = MarkEntry { pack: "india-japan".to_owned(), change };
        let line = entry.to_line();
        assert_eq!(line, r#"{"pack":"india-japan","change":{"mark":{"list":"weak","of":"cepa"}}}"#);
        assert_eq!(MarkEntry::from_line(&line), Some(entry));
        assert_eq!(MarkEntry::from_line(r#"{"maitri":"marks","version":1}"#), None);
    }
}
