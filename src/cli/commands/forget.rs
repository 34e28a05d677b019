//! `maitri forget`: clears where one left off and what was asked in the finder, and says what it cleared. What a reader
//! made, answers and papers among it, is never touched.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::task::{Given, Standalone};
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::permission::{KEPT_NOWHERE, Permission};
use crate::store::paths;
use crate::store::place::{Kept, PlaceFile};
use crate::text::{counted, sanitised};
use crate::tui::whereabouts::Whereabouts;

/// What is forgotten.
#[derive(Debug, Args)]
pub(crate) struct Forget {
    /// What to forget; both unless one is named
    #[arg(value_enum, value_name = "WHAT")]
    what: Vec<What>,
    /// Only of the pack of this id; of all unless one is named
    #[arg(long, value_name = "ID")]
    pack: Option<String>,
    /// Where the logs are kept, if not at the usual place
    #[arg(long, value_name = "DIR")]
    state_dir: Option<PathBuf>,
}

/// What can be forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// Where you left off: tab, record, order, filters, choices in Study
    Place,
    /// What you asked in the finder
    Queries,
}

impl Permission for Forget {
    fn refusal(&self) -> Option<&'static str> {
        Some(KEPT_NOWHERE)
    }
}

impl Standalone for Forget {
    fn run(&self, _given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        let Some(directory) = self.state_dir.clone().or_else(|| paths::state(&*io.environment)) else {
            let sentence = "this system tells no home directory, so nothing is remembered; say where with --state-dir";
            return Err(Failure::Refused(sentence.to_owned()));
        };
        let file = PlaceFile::in_directory(&directory);
        let refused = |error: crate::store::place::PlaceError| Failure::Refused(error.to_string());
        let packs = file.read::<Whereabouts>().map_err(refused)?;
        let is_meant = |kept: &Kept<Whereabouts>| self.pack.as_ref().is_none_or(|pack| kept.pack == *pack);
        let forgets = |what| self.what.is_empty() || self.what.contains(&what);
        let mut said = Vec::new();
        for kept in packs.iter().filter(|kept| is_meant(kept)) {
            let name = sanitised(&kept.pack).into_owned();
            if let Some(place) = kept.place.as_ref().filter(|_| forgets(What::Place)) {
                said.push(format!("Of {name}, where you left off: {}.", told(place)));
            }
            if forgets(What::Queries) && !kept.queries.is_empty() {
                let (count, word) = (kept.queries.len(), if kept.queries.len() == 1 { "query" } else { "queries" });
                said.push(format!("Of {name}, {count} {word} of the finder."));
            }
        }
        if said.is_empty() {
            writeln!(io.output, "There is nothing to forget.")?;
            return Ok(());
        }
        file.change_all(true, |packs: &mut Vec<Kept<Whereabouts>>| {
            for kept in packs.iter_mut().filter(|kept| is_meant(kept)) {
                kept.place = kept.place.take().filter(|_| !forgets(What::Place));
                if forgets(What::Queries) {
                    kept.queries.clear();
                }
            }
            packs.retain(|kept| kept.place.is_some() || !kept.queries.is_empty());
        })
        .map_err(refused)?;
        writeln!(io.output, "Forgotten in {}:", sanitised(&file.path().display().to_string()))?;
        for line in said {
            writeln!(io.output, "- {line}")?;
        }
        Ok(())
    }
}

/// `Trade, and lists of 3 tabs`
fn told(place: &Whereabouts) -> String {
    let tab = place.tab().map_or("a tab that is no more", |tab| tab.name());
    format!("{tab}, and the lists of {}", counted(place.lists.len(), "tab"))
}
