//! The shelf of a directory: journals there, as those ask for them who keep something in one for the readers of a pack.

use std::fmt::Debug;
use std::path::PathBuf;

use super::journal::of_pack::{OfPack, PackJournal};
use super::journal::{Journal, JournalEntry, JournalError};
use super::papers;
use super::reviews::{self, PackReviews};
use crate::study::shelf::{Log, NotKept, ReviewLog, ReviewShelf, Shelf};

/// The directory in which a reader's journals are kept, and the id of the pack that is read: what was done with other
/// packs is in the same journals, and is none of this reader's here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    path: PathBuf,
    pack: String,
}

impl Directory {
    /// The journals of this directory for the pack of this id.
    pub fn new(path: impl Into<PathBuf>, pack: &str) -> Self {
        Self { path: path.into(), pack: pack.to_owned() }
    }

    /// Whether the logs of answers and papers are so short that they are read before one would notice.
    #[must_use]
    pub fn is_short(&self) -> bool {
        /// Some two hundred answers.
        const SHORT: u64 = 64 * 1024;
        let bytes = |file: &str| std::fs::metadata(self.path.join(file)).map_or(0, |file| file.len());
        bytes(reviews::FORMAT.file) + bytes(papers::FORMAT.file) <= SHORT
    }

    fn of_pack<E>(&self, journal: Result<Journal<OfPack<E>>, JournalError>) -> Result<Box<dyn Log<E>>, NotKept>
    where
        E: JournalEntry + Clone + Debug + Send + 'static,
    {
        let journal = journal.map_err(|error| NotKept(error.to_string()))?;
        Ok(Box::new(PackJournal::new(journal, &self.pack)))
    }
}

impl<E: JournalEntry + Clone + Debug + Send + 'static> Shelf<E> for Directory {
    fn open(&self) -> Result<Box<dyn Log<E>>, NotKept> {
        self.of_pack(Journal::open(&self.path))
    }

    fn look(&self) -> Result<Box<dyn Log<E>>, NotKept> {
        self.of_pack(Journal::look(&self.path))
    }
}

impl ReviewShelf for Directory {
    fn open_reviews(&self) -> Result<Box<dyn ReviewLog>, NotKept> {
        kept(PackReviews::open(&self.path, &self.pack))
    }

    fn look_at_reviews(&self) -> Result<Box<dyn ReviewLog>, NotKept> {
        kept(PackReviews::look(&self.path, &self.pack))
    }
}

fn kept(reviews: Result<PackReviews, JournalError>) -> Result<Box<dyn ReviewLog>, NotKept> {
    reviews.map(|reviews| Box::new(reviews) as _).map_err(|error| NotKept(error.to_string()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn logs_are_short_until_they_are_long() {
        let directory = tempfile::tempdir().unwrap();
        let shelf = Directory::new(directory.path(), "p");
        assert!(shelf.is_short());
        fs::write(directory.path().join("papers.jsonl"), "x".repeat(40_000)).unwrap();
        assert!(shelf.is_short());
        fs::write(directory.path().join("reviews.jsonl"), "x".repeat(40_000)).unwrap();
        assert!(!shelf.is_short());
    }
}
