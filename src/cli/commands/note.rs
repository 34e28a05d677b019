//! `maitri note`: one note of the reader's, told or written.

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
use crate::store::drafts::DraftDirectory;
use crate::store::journal::SharedJournal;
use crate::study::Deck;
use crate::study::notes::{Drafts as _, LONGEST, Note, NoteBook, Target, cleaned};
use crate::term::editor::Editor;

/// Which note, and what is to become of it.
#[derive(Debug, Args)]
pub(crate) struct OneNote {
    /// What it is on: the id of a record, series, dispute, question or card, or a figure as in trade-exports@FY2022-23
    id: String,
    /// What it is to say from now on; - reads it from standard input
    #[arg(value_name = "TEXT", conflicts_with_all = ["edit", "delete"])]
    text: Vec<String>,
    /// Write it in $VISUAL or $EDITOR
    #[arg(long, conflicts_with = "delete")]
    edit: bool,
    /// Take it away; what it said stays in the file of notes
    #[arg(long)]
    delete: bool,
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
        let is_written = !self.text.is_empty() || self.edit || self.delete;
        if !is_written {
            let text = book(dataset, explore, io).text(dataset, &target);
            if text.is_empty() {
                let sentence = format!("there is no note on {}; `maitri note {target} TEXT` writes one", self.id);
                return Err(Failure::Refused(sentence));
            }
            writeln!(io.output, "{text}")?;
            return Ok(());
        }
        let text = self.wanted(dataset, &target, explore, io)?;
        if text.len() > LONGEST {
            let sentence = format!("a note takes {} KiB, and this has {}", LONGEST / 1024, text.len() / 1024);
            return Err(Failure::Refused(sentence));
        }
        write(dataset, &target, &cleaned(&text), explore, io)
    }
}

impl OneNote {
    /// What the note is to say.
    fn wanted(
        &self,
        dataset: &Dataset<'_>,
        target: &Target,
        explore: &Explore,
        io: &mut Io<'_>,
    ) -> Result<String, Failure> {
        if self.delete {
            return Ok(String::new());
        }
        if self.edit {
            let before = book(dataset, explore, io).text(dataset, target);
            return edited(&before, explore, io);
        }
        if self.text == ["-"] {
            let mut bytes = Vec::new();
            io.input.by_ref().take(LONGEST as u64 + 1).read_to_end(&mut bytes).map_err(Failure::Output)?;
            return Ok(String::from_utf8_lossy(&bytes).into_owned());
        }
        Ok(self.text.join(" "))
    }
}

/// The text as the reader's own editor leaves it.
fn edited(before: &str, explore: &Explore, io: &Io<'_>) -> Result<String, Failure> {
    let refused = |sentence: String| Failure::Refused(sentence);
    let named = ["VISUAL", "EDITOR"].into_iter().find_map(|name| Editor::named(&io.variable(name)?));
    let editor =
        named.ok_or_else(|| refused("no editor is named: set $VISUAL or $EDITOR, as in EDITOR=vi".to_owned()))?;
    let directory = explore.study.data_directory(io).ok_or_else(|| refused(NO_HOME.to_owned()))?;
    let drafts = DraftDirectory(directory);
    let file = drafts.put(before).map_err(|error| refused(error.to_string()))?;
    let ended = editor.start(&file).and_then(|mut child| child.wait());
    let ended = ended.map_err(|error| refused(editor.told(&error)))?;
    if !ended.success() {
        return Err(refused(format!("the editor ended with a fault; what was written is in {}", file.display())));
    }
    drafts.take(&file).map_err(|error| refused(error.to_string()))
}

/// What is said where there is nowhere to keep a note.
const NO_HOME: &str = "this system tells no home directory to keep notes in; say where with --state-dir before `note`";

/// Keeps a note, or takes it away where the text is empty.
fn write(
    dataset: &Dataset<'_>,
    target: &Target,
    text: &str,
    explore: &Explore,
    io: &mut Io<'_>,
) -> Result<(), Failure> {
    let directory = explore.study.data_directory(io).ok_or_else(|| Failure::Refused(NO_HOME.to_owned()))?;
    let refused = |error: &dyn std::fmt::Display| Failure::Refused(error.to_string());
    let mut journal = SharedJournal::<Note>::open(&directory).map_err(|error| refused(&error))?;
    let pack = dataset.pack.id();
    let book = NoteBook::of(&pack, journal.entries());
    if book.text(dataset, target) == text {
        return Ok(());
    }
    let now = io.clock().now().unix_ms;
    for note in book.rewritten(dataset, (&*pack, now), target, text) {
        journal.append(note).map_err(|error| refused(&error))?;
    }
    journal.take_notices().iter().for_each(|notice| io.warn(&notice.sentence(&crate::store::notes::FORMAT)));
    let done = if text.is_empty() { "Taken away" } else { "Kept" };
    writeln!(io.output, "{done}: your note on {}.", target.in_words(dataset))?;
    Ok(())
}
