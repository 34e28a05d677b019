//! What a visitor is told instead of the explorer, where that cannot be drawn: what there is, how to ask for it, and
//! something to begin with.

use super::explore::options::Explore;
use super::task::OfDataset as _;
use super::today::Today;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::permission::MAY;
use crate::data::Dataset;
use crate::text::counted;

/// Writes it.
pub(super) fn run<'d>(dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
    let (title, records, sources) = (&dataset.pack.title, dataset.records.len(), dataset.pack.sources.len());
    let (records, sources) = (counted(records, "record"), counted(sources, "source"));
    writeln!(io.output, "maitri: {title}, {records} from {sources}.")?;
    writeln!(io.output, "This is no terminal that the explorer can be drawn on, so here is plain text.")?;
    writeln!(io.output, "There is more to ask for: {MAY}.\n")?;
    Today::default().run(dataset, explore, io)
}
