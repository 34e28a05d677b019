//! `maitri check`: tells everything wrong with a pack, or that nothing is.

use std::io::Write;

use crate::cli::Failure;
use crate::data::files::Files;
use crate::data::{check, load};

/// Checks a pack for soundness and quality.
///
/// # Errors
/// Every problem found.
pub(crate) fn run(files: &Files, out: &mut dyn Write) -> Result<(), Failure> {
    let dataset = load::load(files).map_err(Failure::Pack)?;
    let problems = check::quality::quality(&dataset, files);
    if !problems.is_empty() {
        return Err(Failure::Pack(problems));
    }
    let (records, series, sources) = (dataset.records.len(), dataset.series.len(), dataset.pack.sources.len());
    writeln!(
        out,
        "{}: {records} records and {series} series from {sources} sources, no problem found",
        dataset.pack.title
    )?;
    Ok(())
}
