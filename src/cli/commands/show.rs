//! `maitri show`: records as text to read, or each as a line of JSON.

use clap::Args;

use super::explore::options::Explore;
use super::export::json;
use super::list::Layout;
use super::notes::{self, told_at};
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::find;
use crate::cli::io::Io;
use crate::cli::permission::Permission;
use crate::data::Dataset;
use crate::study::notes::NoteBook;
use crate::view::document::layout::{PAGE, whole_in};

/// What to show.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Its id, as `search` tells it; several, one after the other
    #[arg(required = true, value_name = "ID")]
    pub(super) ids: Vec<String>,
    /// As one line of JSON each
    #[arg(long)]
    pub(super) json: bool,
    /// Without your notes
    #[arg(long)]
    pub(super) no_notes: bool,
    #[command(flatten)]
    layout: Layout,
}

impl Permission for Show {
    fn refusal(&self) -> Option<&'static str> {
        None
    }
}

impl OfDataset for Show {
    /// Writes the records.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let ids = self.ids.iter().map(|id| find::item(dataset, id)).collect::<Result<Vec<_>, _>>()?;
        let book = if self.no_notes { NoteBook::default() } else { notes::book(dataset, explore, io) };
        if self.json {
            return ids.iter().try_for_each(|id| json::line(dataset, *id, book.at(dataset, *id), &mut io.output));
        }
        let columns = self.layout.columns(io);
        // Wider lines are no easier to read, unless they are asked for.
        let columns = if self.layout.is_asked() { columns } else { columns.min(PAGE) };
        for (number, id) in ids.iter().enumerate() {
            let told = whole_in(dataset, *id, told_at(dataset, &book, *id), columns).join("\n");
            writeln!(io.output, "{}{told}", if number > 0 { "\n\n" } else { "" })?;
        }
        Ok(())
    }
}
