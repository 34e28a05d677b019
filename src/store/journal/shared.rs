//! A journal that several running programs add to: each sees what the others added.
//!
//! The lock is held only for the moment of an append, and what another program appended is read first: what is to be
//! added may be decided by that, under the one lock. All that holds of a [`super::Journal`] holds of this one: one
//! write of whole lines, carried to the disk; torn ends set aside; a newer format read only; what is no journal
//! renamed. Nothing is made before the first append. What has grown long is made shorter ([`super::compaction`]). What
//! an entry means, and what one program makes of another's, is not known here.

use std::path::{Path, PathBuf};

use super::compaction::{self, Compacted};
use super::file::{Found, begin, is_newer, read_or_set_aside, tell_bad_lines};
use super::read::{Head, Reading};
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
    /// How long it may become before one looks again whether it can be made shorter.
    long: u64,
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
            long: E::COMPACTED_FROM,
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
    /// As [`Self::append_after`].
    pub fn append(&mut self, entry: E) -> Result<Grown, JournalError> {
        self.append_after(|_| vec![entry])
    }

    /// Reads what others added, and adds what is decided upon all that stands there then: no other program adds
    /// anything between the two. The new entries are the last of [`SharedJournal::entries`] then.
    ///
    /// # Errors
    /// A full or broken disk, a file that can't be read, a newer format, or a program that holds the lock and does not
    /// let go of it. What stood before stays as it was, and may have become more.
    pub fn append_after(&mut self, decide: impl FnOnce(&[E]) -> Vec<E>) -> Result<Grown, JournalError> {
        let format = E::FORMAT;
        let refused = |why| JournalError::ReadOnly { format, why };
        let lock = wait(&self.directory, format).map_err(refused)?;
        let found = self.find(true)?;
        let mut grown = self.take(found);
        is_newer(&self.reading).map_err(refused)?;
        if lock.is_ours_alone && self.make_shorter() {
            grown = Grown::Anew;
        }
        let new = decide(&self.reading.entries);
        if new.is_empty() {
            return Ok(grown);
        }
        // Then the file is known to its last byte, once these lines are in it.
        let is_known = lock.is_ours_alone
            && self.reading.head != Head::None
            && !self.reading.unended
            && self.reading.torn.is_empty();
        let mut writer =
            begin(&self.directory, &self.reading, lock.is_ours_alone, &mut self.notices).map_err(refused)?;
        let lines = new.iter().map(E::to_line).collect::<Vec<_>>().join("\n");
        writer.line(&lines).map_err(|source| JournalError::Write { format, path: self.path(), source })?;
        if is_known {
            self.known.extend_from_slice(lines.as_bytes());
            self.known.push(b'\n');
            self.reading.length = self.known.len() as u64;
            self.reading.entries.extend(new);
            return Ok(grown);
        }
        // They are kept; where the file can't be read again, that is found out the next time.
        let count = self.reading.entries.len();
        let found = self.find(false).ok().filter(|found| found.reading.entries.len() > count);
        match found {
            Some(found) => _ = self.take(found),
            None => self.reading.entries.extend(new),
        }
        Ok(grown)
    }

    /// With the lock in hand: makes a long file shorter, if that is worth it; whether it did.
    fn make_shorter(&mut self) -> bool {
        let length = self.reading.length;
        if length < self.long {
            return false;
        }
        match compaction::compact(&self.path(), &self.reading, &self.known) {
            Ok(Compacted::Shorter(earlier)) => {
                self.notices.push(Notice::Compacted(earlier));
                self.long = E::COMPACTED_FROM;
                // Where it can't be read again, that is told by whatever is done next.
                let Ok(found) = self.find(false) else { return false };
                self.take(found);
                true
            }
            // It is not looked at again before it has grown by half. A full disk has no room for a shorter one either.
            Ok(Compacted::NotWorthIt) | Err(_) => {
                self.long = length.saturating_add(length / 2);
                false
            }
        }
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
