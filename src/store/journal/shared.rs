//! A journal that several running programs add to: each sees what the others added.
//!
//! The lock is held only for the moment of an append, and what another program appended is read first. All that holds of
//! a [`super::Journal`] holds of this one: one write of one whole line, carried to the disk; torn ends set aside; a newer
//! format read only; what is no journal renamed. Nothing is made before the first append. What an entry means, and what
//! one program makes of another's, is not known here.

use std::path::{Path, PathBuf};

use super::file::{Found, begin, is_newer, read_or_set_aside, tell_bad_lines};
use super::read::Reading;
use super::{Format, JournalEntry, JournalError, Notice, ReadOnly, locked};
use crate::store::lock::{self, A_MOMENT, Held};
use crate::study::shelf::Grown;

/// An open journal that others may add to.
#[derive(Debug)]
pub struct SharedJournal<E> {
    directory: PathBuf,
    reading: Reading<E>,
    /// The whole lines of the file, as they were last read.
    known: Vec<u8>,
    notices: Vec<Notice>,
}

impl<E: JournalEntry> SharedJournal<E> {
    /// Opens the journal of a directory.
    ///
    /// # Errors
    /// A file that is there and can't be read or renamed.
    pub fn open(directory: &Path) -> Result<Self, JournalError> {
        let mut journal = Self {
            directory: directory.to_owned(),
            reading: Reading::default(),
            known: Vec::new(),
            notices: Vec::new(),
        };
        match journal.find(false) {
            Ok(found) if !found.is_foreign && found.reading.torn.is_empty() => _ = journal.take(found),
            // What is in the way is renamed, and what is torn set aside; but not what another writes at this moment.
            found => match wait(directory, E::FORMAT) {
                Ok(lock) => {
                    let (_, writer) = journal.begin(&lock)?;
                    if writer.is_ok() {
                        let repaired = journal.find(false)?;
                        journal.take(repaired);
                    }
                }
                Err(_) => _ = journal.take(found?),
            },
        }
        tell_bad_lines(&journal.reading, &mut journal.notices);
        Ok(journal)
    }

    /// Everything in the journal as it was last read, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[E] {
        &self.reading.entries
    }

    /// What one should be told, each once.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// Why nothing can be added whatever happens, if so.
    #[must_use]
    pub fn read_only(&self) -> Option<ReadOnly> {
        is_newer(&self.reading).err()
    }

    /// Reads what others added. Nothing is changed on the disk.
    ///
    /// # Errors
    /// A file that is there and can't be read; the entries stay as they were.
    pub fn refresh(&mut self) -> Result<Grown, JournalError> {
        let found = self.find(false)?;
        Ok(self.take(found))
    }

    /// Reads what others added, and adds an entry: one write, carried to the disk. The entry is the last of
    /// [`SharedJournal::entries`] then.
    ///
    /// # Errors
    /// A full or broken disk, a file that can't be read, a newer format, or a program that holds the lock and does not
    /// let go of it. What stood before stays as it was, and may have become more.
    pub fn append(&mut self, entry: E) -> Result<Grown, JournalError> {
        let format = E::FORMAT;
        let refused = |why| JournalError::ReadOnly { format, why };
        let lock = wait(&self.directory, format).map_err(refused)?;
        let (grown, writer) = self.begin(&lock)?;
        let line = entry.to_line();
        writer.map_err(refused)?.line(&line).map_err(|source| JournalError::Write {
            format,
            path: self.path(),
            source,
        })?;
        // It is kept; where the file can't be read again, that is found out the next time.
        let count = self.reading.entries.len();
        let found = self.find(false).ok().filter(|found| found.reading.entries.len() > count);
        match found {
            Some(found) => _ = self.take(found),
            None => self.reading.entries.push(entry),
        }
        Ok(grown)
    }

    /// With the lock in hand: reads what others added, and makes the file ready for another line.
    fn begin(&mut self, lock: &Held) -> Result<(Grown, Result<super::Writer<std::fs::File>, ReadOnly>), JournalError> {
        let found = self.find(true)?;
        let grown = self.take(found);
        let writer = is_newer(&self.reading)
            .and_then(|()| begin(&self.directory, &self.reading, lock.is_ours_alone, &mut self.notices));
        Ok((grown, writer))
    }

    fn path(&self) -> PathBuf {
        self.directory.join(E::FORMAT.file)
    }

    fn find(&mut self, may_write: bool) -> Result<Found<E>, JournalError> {
        read_or_set_aside(&self.path(), may_write, &mut self.notices)
    }

    /// Goes on with what was found.
    fn take(&mut self, found: Found<E>) -> Grown {
        let Found { reading, mut bytes, .. } = found;
        bytes.truncate(usize::try_from(reading.length).unwrap_or(usize::MAX));
        let before = self.reading.entries.len();
        let goes_on = bytes.starts_with(&self.known) && reading.entries.len() >= before;
        (self.known, self.reading) = (bytes, reading);
        if goes_on { Grown::From(before) } else { Grown::Anew }
    }
}

/// The lock of a directory's journal, waited for where another adds a line.
fn wait(directory: &Path, format: &Format) -> Result<Held, ReadOnly> {
    locked(lock::wait(directory, format.lock, A_MOMENT), ReadOnly::Busy)
}
