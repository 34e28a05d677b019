//! `maitri check`: tells everything wrong with a pack, or that nothing is.

use std::path::PathBuf;

use clap::Args;

use super::task::{Given, Standalone};
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::permission::Permission;
use crate::data::{bundled, check, load};
use crate::store::packs;

/// Which pack.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Directory of the pack; the bundled one if left out
    directory: Option<PathBuf>,
}

impl Permission for Check {
    fn refusal(&self) -> Option<&'static str> {
        self.directory.as_ref().map(|_| "check DIR names a file of this machine")
    }
}

impl Standalone for Check {
    /// Checks a pack for soundness and quality.
    fn run(&self, given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        let files = match self.directory.as_ref().or(given.data.as_ref()) {
            Some(directory) => packs::read(directory).map_err(Failure::Pack)?,
            None => bundled::files(),
        };
        let dataset = load::load(&files).map_err(Failure::Pack)?;
        let problems = check::quality::quality(&dataset, &files);
        if !problems.is_empty() {
            return Err(Failure::Pack(problems));
        }
        let (records, series, sources) = (dataset.records.len(), dataset.series.len(), dataset.pack.sources.len());
        writeln!(
            io.output,
            "{}: {records} records and {series} series from {sources} sources, no problem found",
            dataset.pack.title
        )?;
        Ok(())
    }
}
