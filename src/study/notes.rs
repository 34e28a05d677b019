//! A reader's notes: what each is on, what it says, and which of them there are after all that was written.
//!
//! Pure: where notes are kept is the store's matter, how one is written the screen's. A note says nothing of the
//! dataset and is never told among what is sourced.

mod book;
mod compaction;
mod draft;
mod target;
mod writing;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use book::NoteBook;
pub use compaction::compacted;
pub use draft::{Draft, DraftFile, Drafts};
pub use target::Target;
pub use writing::{Writing, joined};

use crate::clock::day_of;
use crate::data::pack::id;
use crate::text::is_hostile;

/// The longest note, in bytes.
pub const LONGEST: usize = 64 * 1024;

/// One writing of a note: the whole of it, as it is from then on. An empty one takes the note away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// When it was written, in milliseconds of Unix time.
    pub at: i64,
    /// The pack it was written with; without one, the first there was.
    #[serde(default = "id::first")]
    pub pack: String,
    /// What it is on.
    pub on: Target,
    /// What it says.
    pub text: String,
}

impl Note {
    /// The day it was written, where the reader is; nothing beyond the calendar.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        day_of(self.at)
    }

    /// The note of a line, cleaned; nothing if the line is none.
    #[must_use]
    pub fn from_line(line: &str) -> Option<Self> {
        let note: Self = serde_json::from_str(line).ok()?;
        Some(Self { text: cleaned(&note.text), ..note })
    }
}

/// A text as a note may have it: lines without control characters, tabs as spaces, no blank ends. However long it is,
/// nothing is cut: what is longer than [`LONGEST`] is refused where it is written.
#[must_use]
pub fn cleaned(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', "    ");
    let clean: String = text.chars().filter(|c| *c == '\n' || !is_hostile(*c)).collect();
    let lines: Vec<&str> = clean.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// A text as an editor is handed it: the last line has an end too.
#[must_use]
pub fn as_file(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_note_and_a_note_a_line() {
        let line = r#"{"at":5,"pack":"a-b","on":{"item":"cepa"},"text":"one\ntwo"}"#;
        let note = Note::from_line(line).unwrap();
        assert_eq!((note.on.clone(), note.text.as_str()), (Target::Item("cepa".into()), "one\ntwo"));
        assert_eq!(serde_json::to_string(&note).unwrap(), line);
        let old = Note::from_line(r#"{"at":5,"on":{"point":{"series":"trade","period":"2011"}},"text":"x"}"#).unwrap();
        assert_eq!(old.pack, "india-japan");
        assert_eq!(Note::from_line(r#"{"at":5,"on":{"moon":"x"},"text":"x"}"#), None);
    }

    #[test]
    fn what_is_hostile_is_left_out() {
        assert_eq!(cleaned("\n a\u{1b}[31m\u{202e}b\tc  \r\nमैत्री 日本\r\n\n"), " a[31mb    c\nमैत्री 日本");
        let long = "日".repeat(LONGEST);
        assert_eq!(cleaned(&long), long, "nothing is cut");
    }
}
