//! A journal: one line of JSON for every entry, added at its end. It is the truth of what a reader did; what
//! follows from it is replayed from it. One that has grown long may be made shorter by what was superseded, which is
//! kept beside it ([`compaction`]).
//!
//! The first line is a head with the format's name and version. Each entry is one write of one whole line, carried to
//! the disk before anything goes on. So a crash tears at most the last line: that is set aside in a file of its own
//! and the journal goes on. A bad line in the middle is skipped and counted. A file that is no journal is renamed,
//! never overwritten. A second program, a newer format or a directory that can't be written to open the journal for
//! reading only; a [`SharedJournal`] is one that several programs add to, a [`Stream`] one that is read a piece at a time. Its files are the user's alone
//! ([`secure_fs`](super::secure_fs)). What an entry means is not known here.

pub mod compaction;
mod file;
mod messages;
pub mod of_pack;
mod pieces;
pub mod read;
mod shared;
mod stream;
mod writer;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

pub use messages::{JournalError, Notice, ReadOnly};
pub(super) use pieces::Pieces;
pub use shared::SharedJournal;
pub use stream::Stream;
pub use writer::{Medium, Writer};

use super::lock::{self, Held};
use file::{begin, is_newer, read_or_set_aside, tell_bad_lines};

/// What tells one journal from another.
#[derive(Debug, PartialEq, Eq)]
pub struct Format {
    /// The word in the head by which it is known.
    pub name: &'static str,
    /// The version of the format this program writes.
    pub version: u32,
    /// Its file.
    pub file: &'static str,
    /// Torn lines that were set aside.
    pub torn: &'static str,
    /// Held by the program that may write.
    pub lock: &'static str,
    /// The largest file read, in bytes.
    pub max_bytes: u64,
    /// What sentences call it.
    pub journal: &'static str,
    /// What sentences call an entry of it.
    pub entry: &'static str,
    /// What tells more of its faults.
    pub advice: &'static str,
}

/// Something a journal keeps.
pub trait JournalEntry: Sized {
    /// The journal that keeps it.
    const FORMAT: &'static Format;

    /// Its line, without the end.
    fn to_line(&self) -> String;

    /// The entry of a line, if it is one.
    fn from_line(text: &str) -> Option<Self>;

    /// The length in bytes from which a journal that several programs add to is made shorter, where that can be done.
    const COMPACTED_FROM: u64 = u64::MAX;

    /// Fewer entries, of which the same follows; nothing where that can't be proven.
    fn compacted(_entries: &[Self]) -> Option<Vec<Self>> {
        None
    }
}

/// An open journal.
#[derive(Debug)]
pub struct Journal<E> {
    path: PathBuf,
    writer: Result<Writer<File>, ReadOnly>,
    /// Held as long as the journal is open.
    _lock: Option<Held>,
    entries: Vec<E>,
    notices: Vec<Notice>,
}

impl<E: JournalEntry> Journal<E> {
    /// Opens the journal of a directory, which is made if it is missing.
    ///
    /// # Errors
    /// A file that is there and can't be read or renamed. Whatever else is wrong opens read-only.
    pub fn open(directory: &Path) -> Result<Self, JournalError> {
        let path = directory.join(E::FORMAT.file);
        let lock = locked(lock::take(directory, E::FORMAT.lock), ReadOnly::Taken);
        let mut notices = Vec::new();
        let reading = read_or_set_aside(&path, lock.is_ok(), &mut notices)?.reading;
        let newer = is_newer(&reading);
        tell_bad_lines(&reading, &mut notices);
        let (lock, writer) = match lock.and_then(|lock| newer.map(|()| lock)) {
            Ok(lock) => {
                let writer = begin(directory, &reading, lock.is_ours_alone, &mut notices);
                (Some(lock), writer)
            }
            Err(why) => (None, Err(why)),
        };
        Ok(Self { path, writer, _lock: lock, entries: reading.entries, notices })
    }

    /// Reads the journal of a directory and changes nothing: no lock is taken, nothing made or set aside.
    ///
    /// # Errors
    /// A file that is there and can't be read.
    pub fn look(directory: &Path) -> Result<Self, JournalError> {
        let path = directory.join(E::FORMAT.file);
        let mut notices = Vec::new();
        let reading = read_or_set_aside(&path, false, &mut notices)?.reading;
        tell_bad_lines(&reading, &mut notices);
        Ok(Self { path, writer: Err(ReadOnly::Looking), _lock: None, entries: reading.entries, notices })
    }

    /// Everything in the journal, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[E] {
        &self.entries
    }

    /// Hands over what was read, for whoever keeps it otherwise, and what [is written](Self::write) as well.
    #[must_use]
    pub fn take_entries(&mut self) -> Vec<E> {
        std::mem::take(&mut self.entries)
    }

    /// What one should be told once, in sentences.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let notices = self.notices.iter().map(|notice| notice.sentence(E::FORMAT));
        let read_only = self.read_only().filter(|why| **why != ReadOnly::Looking);
        notices.chain(read_only.map(|why| why.sentence(E::FORMAT))).collect()
    }

    /// What one should be told once.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Why nothing can be written, if so.
    #[must_use]
    pub fn read_only(&self) -> Option<&ReadOnly> {
        self.writer.as_ref().err()
    }

    /// Adds an entry: one write, carried to the disk.
    ///
    /// # Errors
    /// A full or broken disk, or a journal open for reading only. What stood before stays as it was.
    pub fn append(&mut self, entry: E) -> Result<(), JournalError> {
        self.write(&entry)?;
        self.entries.push(entry);
        Ok(())
    }

    /// The same, for whoever took the entries and keeps this one with them.
    ///
    /// # Errors
    /// Those of [`Self::append`].
    pub fn write(&mut self, entry: &E) -> Result<(), JournalError> {
        let format = E::FORMAT;
        let writer = self.writer.as_mut().map_err(|why| JournalError::ReadOnly { format, why: why.clone() })?;
        writer.line(&entry.to_line()).map_err(|source| JournalError::Write { format, path: self.path.clone(), source })
    }
}

/// A lock that is held, or why nothing can be written; `taken` is said where another has it.
fn locked(lock: io::Result<Option<Held>>, taken: ReadOnly) -> Result<Held, ReadOnly> {
    lock.map_err(|error| ReadOnly::Denied(error.to_string()))?.ok_or(taken)
}
