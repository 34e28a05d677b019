//! The notes that are kept in a directory, looked at: for all commands that tell of them or ask the cards in them.

use std::path::Path;

use super::io::Io;
use crate::data::Dataset;
use crate::store::journal::Journal;
use crate::store::notes::FORMAT;
use crate::study::notes::{Note, NoteBook};

/// The notes that are kept in a directory.
pub(crate) fn kept(dataset: &Dataset<'_>, directory: &Path, io: &mut Io<'_>) -> NoteBook {
    match Journal::<Note>::look(directory) {
        Ok(journal) => {
            journal.notices().iter().for_each(|notice| io.warn(&notice.sentence(&FORMAT)));
            NoteBook::of(&dataset.pack.id(), journal.entries())
        }
        Err(error) => {
            io.warn(&error.to_string());
            NoteBook::default()
        }
    }
}
