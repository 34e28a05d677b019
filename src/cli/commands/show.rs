//! `maitri show`: one record as text to read, or as a line of JSON.

use clap::Args;

use super::explore::options::Explore;
use super::export::json;
use super::notes::{self, told_at};
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::find;
use crate::cli::io::Io;
use crate::cli::permission::Permission;
use crate::data::Dataset;
use crate::study::notes::NoteBook;
use crate::view::document::layout::whole_with;

/// What to show.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Its id, as `search` tells it
    pub(super) id: String,
    /// As one line of JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Without your notes
    #[arg(long)]
    pub(super) no_notes: bool,
}

impl Permission for Show {
    fn refusal(&self) -> Option<&'static str> {
        None
    }
}

impl OfDataset for Show {
    /// Writes the record.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let id = find::item(dataset, &self.id)?;
        let book = if self.no_notes { NoteBook::default() } else { notes::book(dataset, explore, io) };
        if self.json {
            return json::line(dataset, id, book.at(dataset, id), &mut io.output);
        }
        writeln!(io.output, "{}", whole_with(dataset, id, told_at(dataset, &book, id)))?;
        Ok(())
    }
}
