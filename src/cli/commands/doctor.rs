//! `maitri doctor`: what is to be said of the review log, and of papers, answers, notes, drafts and marks beside it, in
//! sentences; nothing is changed.

use clap::Args;

use super::explore::options::Explore;
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::kept_notes::kept;
use crate::cli::permission::{KEPT_NOWHERE, Permission};
use crate::cli::study_options::StudyOptions;
use crate::data::Dataset;
use crate::store::doctor::{examine, examine_beside, examine_drafts, examine_marks, examine_notes};
use crate::study::Deck;
use crate::study::cards::own;
use crate::text::counted;
use crate::text::sanitised;

/// Whose log.
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    #[command(flatten)]
    study: StudyOptions,
}

impl Permission for Doctor {
    fn refusal(&self) -> Option<&'static str> {
        Some(KEPT_NOWHERE)
    }
}

impl OfDataset for Doctor {
    /// Writes what is found.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let study = self.study.or(&explore.study);
        let Some(directory) = study.directory(io) else {
            let sentence = "this system tells no home directory, so there is no review log; say where with --state-dir";
            return Err(Failure::Refused(sentence.to_owned()));
        };
        let mut deck = Deck::with_drills(dataset);
        let notes = study.data_directory(io);
        if let Some(directory) = &notes {
            deck.set_own(own::cards(dataset, &kept(dataset, directory, io)));
        }
        let mut found = examine(&directory, (&dataset.pack.id(), &deck), study.day(io));
        // These are dated by the clock, whenever a day of study begins.
        let today = study.clock(io).now().wall.date();
        found.extend(examine_beside(&directory, (dataset, &deck), today));
        if let Some(directory) = notes {
            found.extend(examine_notes(&directory, (dataset, &deck), today));
            found.extend(examine_drafts(&directory, &dataset.pack.id()));
            found.extend(examine_marks(&directory, dataset));
        }
        for finding in &found {
            let sign = if finding.is_wrong() { "! " } else { "- " };
            writeln!(io.output, "{sign}{}", sanitised(&finding.to_string()))?;
        }
        let wrong = found.iter().filter(|finding| finding.is_wrong()).count();
        if wrong == 0 {
            writeln!(io.output, "Nothing is wrong.")?;
            return Ok(());
        }
        Err(Failure::Refused(format!("{} found in {}, marked ! above", counted(wrong, "fault"), directory.display())))
    }
}
