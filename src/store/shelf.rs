//! The shelf of a directory: journals there, as those ask for them who keep something in one.

use std::fmt::Debug;
use std::path::PathBuf;

use super::journal::{Journal, JournalEntry, JournalError, ReadOnly};
use crate::study::shelf::{Log, NotKept, Shelf};

/// The directory in which a reader's journals are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory(pub PathBuf);

impl<E: JournalEntry + Debug + Send + 'static> Shelf<E> for Directory {
    fn open(&self) -> Result<Box<dyn Log<E>>, NotKept> {
        opened(Journal::open(&self.0))
    }

    fn look(&self) -> Result<Box<dyn Log<E>>, NotKept> {
        opened(Journal::look(&self.0))
    }
}

fn opened<E>(journal: Result<Journal<E>, JournalError>) -> Result<Box<dyn Log<E>>, NotKept>
where
    E: JournalEntry + Debug + Send + 'static,
{
    journal.map(|journal| Box::new(journal) as Box<dyn Log<E>>).map_err(|error| NotKept(error.to_string()))
}

impl<E: JournalEntry + Debug + Send> Log<E> for Journal<E> {
    fn entries(&self) -> &[E] {
        Journal::entries(self)
    }

    fn notices(&self) -> Vec<String> {
        let notices = Journal::notices(self).iter().map(|notice| notice.sentence(E::FORMAT));
        let read_only = self.read_only().filter(|why| **why != ReadOnly::Looking);
        notices.chain(read_only.map(|why| why.sentence(E::FORMAT))).collect()
    }

    fn keeps(&self) -> bool {
        self.read_only().is_none()
    }

    fn append(&mut self, entry: E) -> Result<(), NotKept> {
        Journal::append(self, entry).map_err(|error| NotKept(error.to_string()))
    }
}
