//! Which edition of which pack a reader saw last, as a [`journal`](super::journal): one line each time that changes.
//!
//! What is new since then is told elsewhere. Nothing here fails loudly: who cannot keep it misses a line of news.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::journal::{Format, Journal, JournalEntry};
use crate::data::Pack;
use crate::data::date::PartialDate;

const FORMAT: Format = Format {
    name: "editions",
    version: 1,
    file: "editions.jsonl",
    torn: "editions.torn",
    lock: "editions.lock",
    // A line for every edition of every pack takes less than 100 bytes.
    max_bytes: 1024 * 1024,
    journal: "list of editions seen",
    entry: "edition",
    advice: "it may be deleted",
};

/// An edition that was opened.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
struct Seen {
    /// The title of its pack.
    pack: String,
    edition: PartialDate,
}

impl JournalEntry for Seen {
    const FORMAT: &'static Format = &FORMAT;

    fn to_line(&self) -> String {
        let edition = self.edition.notation();
        serde_json::json!({ "pack": self.pack, "edition": edition }).to_string()
    }

    fn from_line(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

/// The edition of a pack that was noted last.
pub(crate) fn seen(directory: &Path, pack: &Pack<'_>) -> Option<PartialDate> {
    last(&Journal::<Seen>::look(directory).ok()?, pack)
}

/// Notes that this edition of a pack was seen, and its news read, unless it is the one noted last.
pub(crate) fn note(directory: &Path, pack: &Pack<'_>) {
    let Ok(mut journal) = Journal::<Seen>::open(directory) else { return };
    if last(&journal, pack) != Some(pack.edition) {
        // An unwritable directory is told where answers are kept; news are not worth a second warning.
        let _ = journal.append(Seen { pack: pack.title.to_string(), edition: pack.edition });
    }
}

fn last(journal: &Journal<Seen>, pack: &Pack<'_>) -> Option<PartialDate> {
    journal.entries().iter().rev().find(|seen| seen.pack == pack.title.as_str()).map(|seen| seen.edition)
}
