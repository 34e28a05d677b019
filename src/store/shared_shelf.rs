//! The shelf of a directory for what several running programs keep together: journals there, as those ask for them who
//! keep something in one.

use std::fmt::Debug;
use std::path::PathBuf;

use super::journal::{JournalEntry, SharedJournal};
use crate::study::shelf::{Decision, Grown, NotKept, SharedLog, SharedShelf};

/// The directory in which shared journals of a reader are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedDirectory(pub PathBuf);

impl<E: JournalEntry + Debug + Send + 'static> SharedShelf<E> for SharedDirectory {
    fn open_shared(&self) -> Result<Box<dyn SharedLog<E>>, NotKept> {
        let journal = SharedJournal::open(&self.0);
        journal.map(|journal| Box::new(journal) as Box<dyn SharedLog<E>>).map_err(|error| NotKept(error.to_string()))
    }
}

impl<E: JournalEntry + Debug + Send> SharedLog<E> for SharedJournal<E> {
    fn entries(&self) -> &[E] {
        SharedJournal::entries(self)
    }

    fn take_notices(&mut self) -> Vec<String> {
        SharedJournal::take_notices(self).iter().map(|notice| notice.sentence(E::FORMAT)).collect()
    }

    fn refresh(&mut self) -> Result<Grown, NotKept> {
        SharedJournal::refresh(self).map_err(|error| NotKept(error.to_string()))
    }

    fn append(&mut self, entry: E) -> Result<Grown, NotKept> {
        SharedJournal::append(self, entry).map_err(|error| NotKept(error.to_string()))
    }

    fn append_after(&mut self, decide: &mut Decision<'_, E>) -> Result<Grown, NotKept> {
        let mut refused = None;
        let added = SharedJournal::append_after(self, |entries| {
            decide(entries).unwrap_or_else(|why| {
                refused = Some(why);
                Vec::new()
            })
        });
        match (added, refused) {
            (Err(error), _) => Err(NotKept(error.to_string())),
            (Ok(_), Some(why)) => Err(why),
            (Ok(grown), None) => Ok(grown),
        }
    }
}
