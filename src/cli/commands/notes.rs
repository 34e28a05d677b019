//! `maitri notes`: the reader's notes, all or those with some words; and the notes as other commands tell them.

use clap::Args;
use serde::Serialize;

use super::explore::options::Explore;
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::found::unless_none;
use crate::cli::io::Io;
use crate::cli::kept_notes::kept;
use crate::cli::permission::{KEPT_NOWHERE, Permission};
use crate::data::date::PartialDate;
use crate::data::{Dataset, ItemId};
use crate::store::drafts::DraftDirectory;
use crate::study::Deck;
use crate::study::notes::{Draft, Drafts as _, Note, NoteBook, Target};
use crate::text::counted;
use crate::text::fold::fold;
use crate::view::document::OwnNote;

/// Which notes and how.
#[derive(Debug, Args)]
pub(crate) struct Notes {
    /// One JSON object a line: on, id, title, at, text, gone
    #[arg(long)]
    json: bool,
    /// Only notes with all these words, in themselves or in what they are on
    #[arg(value_name = "WORD")]
    words: Vec<String>,
}

impl Permission for Notes {
    fn refusal(&self) -> Option<&'static str> {
        Some(KEPT_NOWHERE)
    }
}

/// A note as one line of JSON.
#[derive(Serialize)]
struct NoteLine<'n> {
    on: &'n Target,
    /// The record or series it is told at, where this edition has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'n str>,
    title: String,
    /// In milliseconds of Unix time.
    at: i64,
    text: &'n str,
    /// Whether this edition has no more what it is on.
    gone: bool,
}

impl OfDataset for Notes {
    /// Writes the notes, those on what is gone last.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let book = book(dataset, explore, io);
        if let Some(directory) = explore.study.data_directory(io) {
            let left = DraftDirectory::within(&directory).left(&dataset.pack.id());
            if let Some(told) = Draft::told(dataset, &left) {
                io.warn(&told);
            }
        }
        let deck = Deck::with_drills(dataset);
        let wanted: Vec<String> = self.words.iter().map(|word| fold(word)).collect();
        let has_words = |note: &&Note| {
            let text = fold(&format!("{} {} {}", note.on, note.on.in_words(dataset), note.text));
            wanted.iter().all(|word| text.contains(word.as_str()))
        };
        let notes = book.iter().filter(has_words).map(|note| (note, !note.on.is_there(dataset, &deck)));
        let (gone, there): (Vec<_>, Vec<_>) = notes.partition(|(_, is_gone)| *is_gone);
        let is_none = there.is_empty() && gone.is_empty();
        let none_yet = "there are no notes yet; `maitri note ID TEXT` writes one, and `n` in the explorer";
        unless_none(is_none && !self.words.is_empty(), || {
            (if book.is_empty() { none_yet } else { "no note has these words" }).to_owned()
        })?;
        if is_none && !self.json {
            io.warn(none_yet);
        }
        for (number, (note, is_gone)) in there.iter().chain(&gone).enumerate() {
            if self.json {
                let item = note.on.item(dataset).and_then(|item| dataset.get(item));
                let (on, title) = (&note.on, note.on.in_words(dataset));
                let line = NoteLine {
                    on,
                    id: item.map(|item| item.id()),
                    title,
                    at: note.at,
                    text: &note.text,
                    gone: *is_gone,
                };
                serde_json::to_writer(&mut io.output, &line)?;
                writeln!(io.output)?;
                continue;
            }
            if number > 0 {
                writeln!(io.output)?;
            }
            if number == there.len() {
                writeln!(io.output, "{} on what this edition no longer has:\n", counted(gone.len(), "note"))?;
            }
            let day = note.day().map_or_else(String::new, |day| format!(", {}", PartialDate::day(day)));
            writeln!(io.output, "{}  [{}{day}]", note.on.in_words(dataset), note.on)?;
            for line in note.text.lines() {
                writeln!(io.output, "  {line}")?;
            }
        }
        Ok(())
    }
}

/// The reader's notes, looked at; a visitor has none.
pub(crate) fn book(dataset: &Dataset<'_>, explore: &Explore, io: &mut Io<'_>) -> NoteBook {
    match explore.study.data_directory(io).filter(|_| !explore.visit.kiosk) {
        Some(directory) => kept(dataset, &directory, io),
        None => NoteBook::default(),
    }
}

/// The notes of an item as they are told with it.
pub(crate) fn told_at(dataset: &Dataset<'_>, book: &NoteBook, item: ItemId) -> Vec<OwnNote> {
    book.at(dataset, item).into_iter().map(|note| OwnNote::new(dataset, note)).collect()
}
