//! `maitri forget`: clears where one left off and what was asked in the finder, and says what it cleared. What a reader
//! made is touched only where it is named and that is confirmed; and then it is set aside, for a second thought.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::task::{Given, Standalone};
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::permission::{KEPT_NOWHERE, Permission};
use crate::store::journal::Format;
use crate::store::journal::compaction::earlier;
use crate::store::place::{Kept, PlaceError, PlaceFile};
use crate::store::secure_fs::{FORGOTTEN, is_there, set_aside};
use crate::store::{checkpoint, drafts, mains, marks, notes, papers, paths, reviews};
use crate::text::{counted, sanitised};
use crate::tui::whereabouts::Whereabouts;

/// What is forgotten.
#[derive(Debug, Args)]
pub(crate) struct Forget {
    /// What to forget; place and queries unless something is named
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
    /// Your lists of marks, of all packs: asks first
    Marks,
    /// Your notes, of all packs: asks first
    Notes,
    /// Your answers to cards, papers and main questions, of all packs: asks first
    Answers,
}

/// What somebody has to type who wants to forget what they made.
const YES: &str = "forget";

impl What {
    /// Where a reader's own work is, and what of it was superseded; nowhere for what is no work.
    fn files(self, state: &Path, data: &Path) -> Vec<PathBuf> {
        let whole = |directory: &Path, format: &Format| {
            let mut files = earlier(directory, format);
            files.insert(0, directory.join(format.file));
            files
        };
        match self {
            Self::Place | Self::Queries => Vec::new(),
            Self::Marks => whole(data, &marks::FORMAT),
            Self::Notes => [whole(data, &notes::FORMAT), vec![data.join(drafts::FOLDER)]].concat(),
            Self::Answers => [&reviews::FORMAT, &papers::FORMAT, &mains::FORMAT].map(|of| whole(state, of)).concat(),
        }
    }
}

impl Permission for Forget {
    fn refusal(&self) -> Option<&'static str> {
        Some(KEPT_NOWHERE)
    }
}

impl Standalone for Forget {
    fn run(&self, _given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        let (state, data) = (paths::state(&*io.environment), paths::data(&*io.environment));
        let (Some(state), Some(data)) = (self.state_dir.clone().or(state), self.state_dir.clone().or(data)) else {
            let sentence = "this system tells no home directory, so nothing is remembered; say where with --state-dir";
            return Err(Failure::Refused(sentence.to_owned()));
        };
        let work = self.work(&state, &data);
        if !work.is_empty() && self.pack.is_some() {
            let sentence = "marks, notes and answers of all packs stand in one file each; leave out --pack";
            return Err(Failure::Refused(sentence.to_owned()));
        }
        if !work.is_empty() && !confirmed(&work, io)? {
            writeln!(io.output, "Nothing is forgotten.")?;
            return Ok(());
        }
        let mut said = self.forget_place(&PlaceFile::in_directory(&state))?;
        for file in &work {
            let aside = set_aside(file, FORGOTTEN)
                .map_err(|error| Failure::Refused(format!("{} can’t be set aside ({error})", shown(file))))?;
            said.push(format!("{}; it is set aside as {}, which you may delete.", shown(file), shown(&aside)));
        }
        // Answers are in these as well, and nothing that would not follow from the log.
        if self.what.contains(&What::Answers) {
            let gone = checkpoint::delete_all(&state)
                .map_err(|(file, error)| Failure::Refused(format!("{} can’t be deleted ({error})", shown(&file))))?;
            said.extend(
                gone.iter().map(|file| format!("{}, which was made of your answers; it is deleted.", shown(file))),
            );
        }
        if said.is_empty() {
            writeln!(io.output, "There is nothing to forget.")?;
            return Ok(());
        }
        writeln!(io.output, "Forgotten:")?;
        for line in said {
            writeln!(io.output, "- {line}")?;
        }
        Ok(())
    }
}

/// Whether somebody types that they want to forget what they made.
fn confirmed(work: &[PathBuf], io: &mut Io<'_>) -> Result<bool, Failure> {
    let mut question = "This is what you made:\n".to_owned();
    for file in work {
        let _ = writeln!(question, "- {}", shown(file));
    }
    write!(io.output, "{question}Type {YES} to go on without it: ")?;
    io.output.flush()?;
    let mut line = String::new();
    // Who cannot be heard has not agreed.
    let _ = io.input.read_line(&mut line);
    writeln!(io.output)?;
    Ok(line.trim() == YES)
}

fn shown(path: &Path) -> String {
    sanitised(&path.display().to_string()).into_owned()
}

impl Forget {
    /// The files of a reader's own work that are named and there.
    fn work(&self, state: &Path, data: &Path) -> Vec<PathBuf> {
        self.what.iter().flat_map(|what| what.files(state, data)).filter(|file| is_there(file)).collect()
    }

    fn forgets(&self, what: What) -> bool {
        self.what.is_empty() || self.what.contains(&what)
    }

    fn is_meant(&self, kept: &Kept<Whereabouts>) -> bool {
        self.pack.as_ref().is_none_or(|pack| kept.pack == *pack)
    }

    /// Clears place and queries, as far as they are meant, and tells what it cleared.
    fn forget_place(&self, file: &PlaceFile) -> Result<Vec<String>, Failure> {
        if !self.forgets(What::Place) && !self.forgets(What::Queries) {
            return Ok(Vec::new());
        }
        let refused = |error: PlaceError| Failure::Refused(error.to_string());
        let packs = file.read::<Whereabouts>().map_err(refused)?;
        let mut said = Vec::new();
        for kept in packs.iter().filter(|kept| self.is_meant(kept)) {
            let name = sanitised(&kept.pack).into_owned();
            if let Some(place) = kept.place.as_ref().filter(|_| self.forgets(What::Place)) {
                said.push(format!("of {name}, where you left off: {}", told(place)));
            }
            if self.forgets(What::Queries) && !kept.queries.is_empty() {
                said.push(format!("of {name}, {} of the finder", counted(kept.queries.len(), "query")));
            }
        }
        if said.is_empty() {
            return Ok(said);
        }
        file.change_all(true, |packs: &mut Vec<Kept<Whereabouts>>| {
            for kept in packs.iter_mut().filter(|kept| self.is_meant(kept)) {
                kept.place = kept.place.take().filter(|_| !self.forgets(What::Place));
                if self.forgets(What::Queries) {
                    kept.queries.clear();
                }
            }
            packs.retain(|kept| kept.place.is_some() || !kept.queries.is_empty());
        })
        .map_err(refused)?;
        Ok(said)
    }
}

/// `Trade, and the lists of 3 tabs`
fn told(place: &Whereabouts) -> String {
    let tab = place.tab().map_or("a tab that is no more", |tab| tab.name());
    format!("{tab}, and the lists of {}", counted(place.lists.len(), "tab"))
}
