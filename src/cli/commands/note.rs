//! `maitri note`: one note of the reader's, told or written.

mod edit;
mod history;

use std::io::Read as _;

use clap::Args;

use super::explore::options::Explore;
use super::notes::book;
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::find;
use crate::cli::io::Io;
use crate::cli::permission::{KEPT_NOWHERE, Permission};
use crate::data::Dataset;
use crate::store::shared_shelf::SharedDirectory;
use crate::study::Deck;
use crate::study::notes::{LONGEST, Note, NoteBook, Target, Writing};
use crate::study::shelf::{NotKept, SharedShelf as _};

/// Which note, and what is to become of it.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub(crate) struct OneNote {
    /// What it is on: the id of a record, series, dispute, question or card, or a figure as in trade-exports@FY2022-23
    id: String,
    /// What it is to say from now on; - reads it from standard input
    #[arg(value_name = "TEXT", conflicts_with_all = ["edit", "delete", "history"])]
    text: Vec<String>,
    /// Put TEXT below what the note says, instead of in its place
    #[arg(long, requires = "text")]
    append: bool,
    /// Write it in $VISUAL or $EDITOR
    #[arg(long, conflicts_with = "delete")]
    edit: bool,
    /// Take it away; what it said stays in its history
    #[arg(long)]
    delete: bool,
    /// Tell all it ever said, the latest last
    #[arg(long, conflicts_with_all = ["edit", "delete"])]
    history: bool,
}

impl Permission for OneNote {
    fn refusal(&self) -> Option<&'static str> {
        Some(KEPT_NOWHERE)
    }
}

impl OfDataset for OneNote {
    /// Writes the note out, or keeps another.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        // Most are on records, which need no deck to be known.
        let record = dataset.find(&self.id).and_then(|item| Target::of_item(dataset, item));
        let other = || Target::named(dataset, &Deck::with_drills(dataset), &self.id);
        let Some(target) = record.or_else(other) else {
            // It tells the nearest ids.
            return find::item(dataset, &self.id).map(|_| ());
        };
        let directory = || explore.study.data_directory(io).ok_or_else(|| Failure::Refused(NO_HOME.to_owned()));
        if self.history {
            return history::tell(dataset, &target, &directory()?, io);
        }
        if self.edit {
            return edit::edit(dataset, &target, explore, io);
        }
        if self.delete {
            return write(dataset, &target, Writing::Replaced(""), explore, io);
        }
        if !self.text.is_empty() {
            let text = self.given(io)?;
            let writing = if self.append { Writing::Added(&text) } else { Writing::Replaced(&text) };
            return write(dataset, &target, writing, explore, io);
        }
        let text = book(dataset, explore, io).text(dataset, &target);
        if text.is_empty() {
            let sentence = format!("there is no note on {}; `maitri note {target} TEXT` writes one", self.id);
            return Err(Failure::Refused(sentence));
        }
        writeln!(io.output, "{text}")?;
        Ok(())
    }
}

impl OneNote {
    /// The text of the command line, or of what it is read from.
    fn given(&self, io: &mut Io<'_>) -> Result<String, Failure> {
        if self.text != ["-"] {
            return Ok(self.text.join(" "));
        }
        let mut bytes = Vec::new();
        // What is longer than a note is refused where it would be kept.
        io.input.by_ref().take(16 * LONGEST as u64).read_to_end(&mut bytes).map_err(Failure::Output)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// Keeps a note, or takes it away where its text is empty; and tells what became of what it said.
fn write(
    dataset: &Dataset<'_>,
    target: &Target,
    writing: Writing<'_>,
    explore: &Explore,
    io: &mut Io<'_>,
) -> Result<(), Failure> {
    let refused = |error: NotKept| Failure::Refused(error.0);
    let directory = explore.study.data_directory(io).ok_or_else(|| Failure::Refused(NO_HOME.to_owned()))?;
    let mut log = SharedDirectory(directory).open_shared().map_err(refused)?;
    let (pack, at) = (dataset.pack.id(), io.clock().now().unix_ms);
    let (mut was, mut says) = (String::new(), None);
    log.append_after(&mut |entries: &[Note]| {
        let book = NoteBook::of(&pack, entries);
        was = book.text(dataset, target);
        let new = writing.entries((dataset, &book), (&pack, at), target)?;
        says = new.first().map(|note| note.text.clone());
        Ok(new)
    })
    .map_err(refused)?;
    log.take_notices().iter().for_each(|notice| io.warn(notice));
    let on = target.in_words(dataset);
    let history = format!("`maitri note {target} --history` tells what it said");
    let told = match says.as_deref() {
        None if was.is_empty() => format!("There is no note on {on}."),
        None => format!("Your note on {on} says that already."),
        Some("") => format!("Taken away: your note on {on}; {history}."),
        Some(_) if was.is_empty() => format!("Kept: your note on {on}."),
        Some(text) if writing.is_below(&was, text) => format!("Kept: your note on {on}, below what it said."),
        Some(_) => format!("Kept: your note on {on}, in place of the one before; {history} (--append adds to it)."),
    };
    writeln!(io.output, "{told}")?;
    Ok(())
}

/// What is said where there is nowhere to keep a note.
const NO_HOME: &str = "this system tells no home directory to keep notes in; say where with --state-dir before `note`";
