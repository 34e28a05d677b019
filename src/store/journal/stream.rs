//! A journal that is read a piece at a time: one that may be so long that no key waits for its end, and of which no
//! entry is kept in memory. All that holds of a [`super::Journal`] holds of this one; which entries there are, what is
//! told of them and what becomes of a damaged file is the same.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::file::{begin, is_newer, read_or_set_aside};
use super::pieces::Pieces;
use super::read::Reading;
use super::{JournalEntry, JournalError, Notice, ReadOnly, Writer, locked};
use crate::store::lock::{self, Held};
use crate::study::shelf::Amount;

/// An open journal that is being read.
#[derive(Debug)]
pub struct Stream<E> {
    path: PathBuf,
    writer: Result<Writer<File>, ReadOnly>,
    lock: Option<Held>,
    notices: Vec<Notice>,
    is_newer: bool,
    left: Left<E>,
}

/// What is left to be read.
#[derive(Debug)]
enum Left<E> {
    /// Pieces of the file.
    Pieces(Box<Pieces>),
    /// All entries of a file that had to be looked at as a whole, until they are handed over.
    Whole(Vec<E>, Vec<usize>),
}

impl<E: JournalEntry> Stream<E> {
    /// Opens the journal of a directory, which is made if it is missing.
    ///
    /// # Errors
    /// A file that is there and can't be read or renamed. Whatever else is wrong opens read-only.
    pub fn open(directory: &Path) -> Result<Self, JournalError> {
        Self::begin(directory, locked(lock::take(directory, E::FORMAT.lock), ReadOnly::Taken))
    }

    /// Reads the journal of a directory and changes nothing: no lock is taken, nothing made or set aside.
    ///
    /// # Errors
    /// A file that is there and can't be read.
    pub fn look(directory: &Path) -> Result<Self, JournalError> {
        Self::begin(directory, Err(ReadOnly::Looking))
    }

    fn begin(directory: &Path, lock: Result<Held, ReadOnly>) -> Result<Self, JournalError> {
        let path = directory.join(E::FORMAT.file);
        let mut notices = Vec::new();
        let (reading, left) = if let Some((reading, pieces)) = Pieces::of::<E>(&path) {
            (reading, Left::Pieces(Box::new(pieces)))
        } else {
            // Something is odd about it: there is none, it is no journal, or its head is damaged.
            let Reading { entries, bad_lines, head, torn, length, unended } =
                read_or_set_aside::<E>(&path, lock.is_ok(), &mut notices)?.reading;
            let reading = Reading { entries: Vec::new(), bad_lines: Vec::new(), head, torn, length, unended };
            (reading, Left::Whole(entries, bad_lines))
        };
        let newer = is_newer(&reading);
        let is_newer = newer.is_err();
        let (lock, writer) = match lock.and_then(|lock| newer.map(|()| lock)) {
            Ok(lock) => {
                let writer = begin(directory, &reading, lock.is_ours_alone, &mut notices);
                (Some(lock), writer)
            }
            Err(why) => (None, Err(why)),
        };
        Ok(Self { path, writer, lock, notices, is_newer, left })
    }

    fn failed(&self) -> impl Fn(std::io::Error) -> JournalError + use<E> {
        let path = self.path.clone();
        move |source| JournalError::Read { format: E::FORMAT, path: path.clone(), source }
    }

    /// Reads on for some milliseconds and adds the entries to these; tells whether there was anything to read.
    ///
    /// # Errors
    /// A file that can't be read.
    pub fn read_on(&mut self, entries: &mut Vec<E>) -> Result<bool, JournalError> {
        let failed = self.failed();
        match &mut self.left {
            Left::Pieces(pieces) => pieces.read_on(entries).map_err(failed),
            Left::Whole(all, _) => {
                let is_some = !all.is_empty();
                entries.append(all);
                Ok(is_some)
            }
        }
    }

    /// The file, where it is read in pieces.
    pub(in crate::store) fn pieces_read(&self) -> Option<&Pieces> {
        match &self.left {
            Left::Pieces(pieces) => Some(pieces),
            Left::Whole(..) => None,
        }
    }

    /// The same, to be read otherwise.
    pub(in crate::store) fn pieces(&mut self) -> Option<&mut Pieces> {
        match &mut self.left {
            Left::Pieces(pieces) => Some(pieces),
            Left::Whole(..) => None,
        }
    }

    /// Sums the file up to a place for some milliseconds, instead of reading its entries; tells whether all is summed.
    /// What has no such place is.
    ///
    /// # Errors
    /// A file that can't be read.
    pub(in crate::store) fn sum_up_to(&mut self, place: u64) -> Result<bool, JournalError> {
        let failed = self.failed();
        self.pieces().map_or(Ok(true), |pieces| pieces.sum_up_to(place)).map_err(failed)
    }

    /// How much is read.
    #[must_use]
    pub fn amount(&self) -> Amount {
        match &self.left {
            Left::Pieces(pieces) => pieces.amount(),
            Left::Whole(..) => Amount::default(),
        }
    }

    /// Lines that are no entries, as far as it is read.
    fn bad_lines(&self) -> &[usize] {
        match &self.left {
            Left::Pieces(pieces) => pieces.bad_lines(),
            Left::Whole(_, bad_lines) => bad_lines,
        }
    }

    /// What one should be told once; all of it when all is read.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        // Those of a later format are not bad, only unknown.
        let bad = Some(self.bad_lines()).filter(|lines| !lines.is_empty() && !self.is_newer);
        let bad = bad.map(|lines| Notice::BadLines(lines.to_vec()));
        // A torn line stands last.
        let is_torn = |notice: &&Notice| matches!(notice, Notice::TornLine(_));
        let torn = self.notices.iter().filter(is_torn).cloned();
        self.notices.iter().filter(|notice| !is_torn(notice)).cloned().chain(bad).chain(torn).collect()
    }

    /// The same in sentences.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let read_only = self.read_only().filter(|why| **why != ReadOnly::Looking);
        let notices = self.notices().into_iter().map(|notice| notice.sentence(E::FORMAT));
        notices.chain(read_only.map(|why| why.sentence(E::FORMAT))).collect()
    }

    /// Why nothing can be written, if so.
    #[must_use]
    pub fn read_only(&self) -> Option<&ReadOnly> {
        self.writer.as_ref().err()
    }

    /// Whether it can be written, and by nobody else at the same time.
    #[must_use]
    pub fn is_ours_alone(&self) -> bool {
        self.writer.is_ok() && self.lock.as_ref().is_some_and(|lock| lock.is_ours_alone)
    }

    /// Adds an entry: one write, carried to the disk. It is not read here any more.
    ///
    /// # Errors
    /// A full or broken disk, or a journal open for reading only. What stood before stays as it was.
    pub fn append(&mut self, entry: &E) -> Result<(), JournalError> {
        let format = E::FORMAT;
        let writer = self.writer.as_mut().map_err(|why| JournalError::ReadOnly { format, why: why.clone() })?;
        let path = || self.path.clone();
        writer.line(&entry.to_line()).map_err(|source| JournalError::Write { format, path: path(), source })
    }
}
