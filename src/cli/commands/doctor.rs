//! `maitri doctor`: what is to be said of the review log, and of papers, answers, notes, drafts and marks beside it, in
//! sentences; nothing is changed.

use clap::Args;

use super::explore::options::Explore;
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::kept_notes::kept;
use crate::cli::permission::{KEPT_NOWHERE, Permission};
use crate::cli::settings;
use crate::cli::study_options::StudyOptions;
use crate::data::Dataset;
use crate::store::doctor::{
    examine, examine_beside, examine_checkpoint, examine_directory, examine_drafts, examine_marks, examine_notes,
    examine_place,
};
use crate::study::Deck;
use crate::study::cards::own;
use crate::text::counted;
use crate::text::sanitised;
use crate::tui::whereabouts::Whereabouts;

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
        let (settings, _) = settings::or_default(io);
        let model = study.plan(settings.plan).model();
        found.extend(examine_checkpoint(&directory, (&dataset.pack.id(), &deck), &model));
        // These are dated by the clock, whenever a day of study begins.
        let today = study.clock(io).now().wall.date();
        found.extend(examine_beside(&directory, (dataset, &deck), today));
        found.extend(examine_place::<Whereabouts>(&directory));
        let mut looked = vec![(directory, found)];
        if let Some(directory) = notes {
            let mut found = examine_notes(&directory, (dataset, &deck), today);
            found.extend(examine_drafts(&directory, &dataset.pack.id()));
            found.extend(examine_marks(&directory, dataset));
            match looked.last_mut() {
                Some((other, all)) if *other == directory => all.extend(found),
                _ => {
                    found.extend(examine_directory(&directory));
                    looked.push((directory, found));
                }
            }
        }
        let mut wrong = Vec::new();
        for (directory, found) in &looked {
            for finding in found {
                let sign = if finding.is_wrong() { "! " } else { "- " };
                writeln!(io.output, "{sign}{}", sanitised(&finding.to_string()))?;
            }
            let count = found.iter().filter(|finding| finding.is_wrong()).count();
            if count > 0 {
                wrong.push(format!("{} found in {}", counted(count, "fault"), directory.display()));
            }
        }
        if wrong.is_empty() {
            writeln!(io.output, "Nothing is wrong.")?;
            return Ok(());
        }
        Err(Failure::Refused(format!("{}, marked ! above", wrong.join(" and "))))
    }
}
