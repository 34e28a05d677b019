//! `maitri doctor`: what is to be said of the review log, in sentences; nothing is changed.

use std::io::Write;

use clap::Args;

use crate::cli::Failure;
use crate::cli::study_options::{Study, count};
use crate::data::Dataset;
use crate::store::reviews::doctor::examine;
use crate::study::Deck;
use crate::text::sanitised;

/// Whose log.
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    #[command(flatten)]
    pub(crate) study: Study,
}

/// Writes what is found.
pub(crate) fn run(dataset: &Dataset<'_>, options: &Doctor, out: &mut dyn Write) -> Result<(), Failure> {
    let Some(directory) = options.study.directory() else {
        let sentence = "this system tells no home directory, so there is no review log; say where with --state-dir";
        return Err(Failure::Refused(sentence.to_owned()));
    };
    let found = examine(&directory, &Deck::build(dataset));
    for finding in &found {
        let sign = if finding.is_wrong() { "! " } else { "- " };
        writeln!(out, "{sign}{}", sanitised(&finding.to_string()))?;
    }
    let wrong = found.iter().filter(|finding| finding.is_wrong()).count();
    if wrong == 0 {
        writeln!(out, "Nothing is wrong.")?;
        return Ok(());
    }
    out.flush()?;
    Err(Failure::Refused(format!("{} found in {}, marked ! above", count(wrong, "fault"), directory.display())))
}
