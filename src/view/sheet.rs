//! How a sheet reads: as [`text`] for a screen, a pipe or a letter, as [`markdown`] to go on with, and as [`html`] to
//! print. What stands on it is picked by [`crate::study::sheet`].

pub mod html;
pub mod markdown;
pub mod text;

use std::fmt::Write as _;

use crate::data::pack::grade::Grade;
use crate::data::{Dataset, ItemId};
use crate::study::notes;
use crate::study::sheet::{CitedSource, Note, Sheet, Statement};
use crate::view::citation::source_name;
use crate::view::document::OwnNote;
use crate::view::html_page::imprint;

/// What stands over the parts that have a shape of their own.
const DISPUTES: &str = "Where sources disagree";
const QUESTIONS: &str = "Likely questions";
const SOURCES: &str = "Sources";
const OWN: &str = "Your notes";
const ANSWERS: &str = "Answers";
/// What stands before the best-supported reading of a dispute.
const READING: &str = "Best reading";

/// A sheet with what its reader noted of what it is about, in the order of that.
#[must_use]
pub fn with_notes<'d>(
    dataset: &Dataset<'_>,
    mut sheet: Sheet<'d>,
    notes: impl Fn(ItemId) -> Vec<notes::Note>,
) -> Sheet<'d> {
    let is_one = sheet.items.len() == 1;
    let told = |note: notes::Note| {
        let OwnNote { head, text } = OwnNote::new(dataset, &note);
        // Of several it is told which one a note is on.
        let title = if is_one { None } else { note.on.item(dataset).and_then(|item| dataset.get(item)) };
        let label = title.map_or(head.clone(), |item| format!("{}: {head}", item.title()));
        Statement { label: label.into(), text: text.into(), cites: Vec::new(), more: 0 }
    };
    sheet.own = sheet.items.iter().flat_map(|item| notes(*item)).map(told).collect();
    sheet
}

/// A source by its name, with the paragraphs of it that are cited.
fn named(dataset: &Dataset<'_>, source: &CitedSource<'_>) -> String {
    source_name(dataset, &source.cite, false)
}

/// `A official · B reference · …`: what the letters before sources mean, where the pack grades them.
fn grades(dataset: &Dataset<'_>) -> Option<String> {
    dataset.pack.has_grades().then(|| Grade::legend(" · "))
}

/// Where the sources are that a sheet has no room for, if there are any.
fn left_out(sheet: &Sheet<'_>) -> Option<&'static str> {
    let is_outline = sheet.mains.as_ref().is_some_and(|mains| mains.outline.more > 0);
    let told = if is_outline {
        "Behind a line stand those sources that say most of it; its record or its outline names all."
    } else {
        "Behind a line stand those sources of its record that say most of it; the record itself names all."
    };
    sheet.leaves_out().then_some(told)
}

/// What is said below the sources: what their letters mean, and where those are for which there is no room.
fn remarks(dataset: &Dataset<'_>, sheet: &Sheet<'_>) -> impl Iterator<Item = String> {
    grades(dataset).into_iter().chain(left_out(sheet).map(str::to_owned))
}

/// `1 ¶14`: a note without what stands round it.
fn note(note: &Note) -> String {
    let mut text = note.number.to_string();
    if let Some(part) = &note.part {
        let _ = write!(text, " {part}");
    }
    text
}
