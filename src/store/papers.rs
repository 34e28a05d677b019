//! The papers a reader sat, as a [`journal`](super::journal) beside the review log. What an entry means is for
//! [`crate::study::exam::kept`].

use std::path::PathBuf;

use super::journal::{Format, Journal, JournalEntry, ReadOnly};
use crate::study::exam::kept::{PaperEntry, PaperLog, PaperShelf};
use crate::study::review::NotKept;

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
    advice: "what else it holds is there",
};

impl JournalEntry for PaperEntry {
    const FORMAT: &'static Format = &FORMAT;

    fn to_line(&self) -> String {
        // Every entry is made of texts and numbers, which always write.
        serde_json::to_string(self).unwrap_or_default()
    }

    fn from_line(text: &str) -> Option<Self> {
        PaperEntry::from_line(text)
    }
}

impl PaperLog for Journal<PaperEntry> {
    fn entries(&self) -> &[PaperEntry] {
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

    fn append(&mut self, entry: PaperEntry) -> Result<(), NotKept> {
        Journal::append(self, entry).map_err(|error| NotKept(error.to_string()))
    }
}

/// The directory in which a reader's papers are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperDirectory(pub PathBuf);

impl PaperShelf for PaperDirectory {
    fn open(&self) -> Result<Box<dyn PaperLog>, NotKept> {
        let log = Journal::<PaperEntry>::open(&self.0);
        log.map(|log| Box::new(log) as Box<dyn PaperLog>).map_err(|error| NotKept(error.to_string()))
    }
}
