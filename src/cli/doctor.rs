//! `maitri doctor`: what is to be said of the review log, in sentences; nothing is changed.

use std::io::Write;

use clap::Args;

use super::Failure;
use super::study::{Study, count};
use crate::dataset::Dataset;
use crate::study::Deck;
use crate::study::log::doctor::examine;
use crate::text::sanitised;

/// Whose log.
#[derive(Debug, Args)]
pub(super) struct Doctor {
    #[command(flatten)]
    pub(super) study: Study,
}

/// Writes what is found.
pub(super) fn run(dataset: &Dataset<'_>, options: &Doctor, out: &mut dyn Write) -> Result<(), Failure> {
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
