//! Records taken away whole, as plain text.

use super::lines;
use crate::data::{Dataset, ItemId};
use crate::view::document::{OwnNote, document, with_notes};

/// Columns of a record taken away whole; the width of a page of plain text.
const PAGE: usize = 80;

/// The whole record as plain text, sources included.
#[must_use]
pub fn whole<'d>(dataset: &'d Dataset<'d>, id: ItemId) -> String {
    whole_with(dataset, id, Vec::new())
}

/// The same with these notes of the reader's.
#[must_use]
pub fn whole_with<'d>(dataset: &'d Dataset<'d>, id: ItemId, notes: Vec<OwnNote>) -> String {
    let document = with_notes(document(dataset, id), notes);
    let lines: Vec<String> = lines(&document, PAGE, "≠").iter().map(|line| line.text().trim_end().to_owned()).collect();
    lines.join("\n")
}

/// All records of these items, one after the other.
#[must_use]
pub fn whole_of(dataset: &Dataset<'_>, items: &[ItemId]) -> String {
    items.iter().map(|id| whole(dataset, *id)).collect::<Vec<_>>().join("\n\n\n")
}
