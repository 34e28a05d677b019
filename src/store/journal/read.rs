//! Reading a journal from its bytes, whatever happened to them. Nothing is written here.

use serde::{Deserialize, Serialize};

use super::{Format, JournalEntry};

/// What the first line says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Head {
    /// Nothing: an empty file, or one whose head was damaged.
    #[default]
    None,
    /// A journal of this version.
    Version(u32),
}

/// What was found in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading<E> {
    /// What the head says.
    pub head: Head,
    /// Every entry that reads, oldest first.
    pub entries: Vec<E>,
    /// Lines that are no entries, counted from 1.
    pub bad_lines: Vec<usize>,
    /// A last line that was cut off.
    pub torn: Vec<u8>,
    /// How much of the file is whole lines, or a last entry that lacks only its end.
    pub length: u64,
    /// Whether the last entry lacks its line end.
    pub unended: bool,
}

#[derive(Serialize, Deserialize)]
struct HeadLine {
    maitri: String,
    version: u32,
}

/// The head of a new journal, without its end.
#[must_use]
pub fn head_line(format: &Format) -> String {
    let head = HeadLine { maitri: format.name.to_owned(), version: format.version };
    serde_json::to_string(&head).unwrap_or_default()
}

impl<E> Default for Reading<E> {
    fn default() -> Self {
        Self {
            head: Head::None,
            entries: Vec::new(),
            bad_lines: Vec::new(),
            torn: Vec::new(),
            length: 0,
            unended: false,
        }
    }
}

impl<E: JournalEntry> Reading<E> {
    /// Whether this is a journal of its format at all: it has a head, an entry, or nothing but a torn beginning.
    #[must_use]
    pub fn is_journal(&self) -> bool {
        let torn_head = self.bad_lines.is_empty() && head_line(E::FORMAT).as_bytes().starts_with(&self.torn);
        self.head != Head::None || !self.entries.is_empty() || torn_head
    }
}

/// Reads a journal.
#[must_use]
pub fn read<E: JournalEntry>(bytes: &[u8]) -> Reading<E> {
    let mut reading = Reading::default();
    // What follows the last line end was not written to its end.
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let (lines, tail) = bytes.split_at_checked(whole).unwrap_or((bytes, &[]));
    for (number, line) in lines.split(|byte| *byte == b'\n').enumerate() {
        reading.line(number + 1, line);
    }
    reading.length = whole as u64;
    if let Some(entry) = std::str::from_utf8(tail).ok().and_then(E::from_line) {
        reading.entries.push(entry);
        reading.length = bytes.len() as u64;
        reading.unended = true;
    } else if let Some(version) = version(tail, E::FORMAT).filter(|_| whole == 0) {
        reading.head = Head::Version(version);
        reading.length = bytes.len() as u64;
        reading.unended = true;
    } else {
        reading.torn = tail.to_vec();
    }
    reading
}

impl<E: JournalEntry> Reading<E> {
    fn line(&mut self, number: usize, bytes: &[u8]) {
        match Line::of(bytes, self.entries.is_empty()) {
            Line::Blank => {}
            Line::Head(version) => self.head = Head::Version(version),
            Line::Entry(entry) => self.entries.push(entry),
            Line::Bad => self.bad_lines.push(number),
        }
    }
}

/// What a line is.
pub(super) enum Line<E> {
    /// Nothing but blanks.
    Blank,
    /// A head that says this version.
    Head(u32),
    /// An entry.
    Entry(E),
    /// No entry.
    Bad,
}

impl<E: JournalEntry> Line<E> {
    /// What these bytes are; before the first entry they may be a head.
    pub(super) fn of(bytes: &[u8], may_be_head: bool) -> Self {
        let text = std::str::from_utf8(bytes).map(str::trim).ok();
        if text == Some("") {
            return Self::Blank;
        }
        if let Some(version) = may_be_head.then(|| version(bytes, E::FORMAT)).flatten() {
            return Self::Head(version);
        }
        text.and_then(E::from_line).map_or(Self::Bad, Self::Entry)
    }
}

fn version(line: &[u8], format: &Format) -> Option<u32> {
    let head: HeadLine = serde_json::from_slice(line).ok()?;
    (head.maitri == format.name).then_some(head.version)
}
