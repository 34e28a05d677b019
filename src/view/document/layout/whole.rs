//! Records taken away whole, as plain text.

use super::lines;
use crate::data::{Dataset, ItemId};
use crate::view::document::{OwnNote, document, with_notes};

/// Columns of a record taken away whole; the width of a page of plain text.
pub const PAGE: usize = 80;

/// The whole record as plain text, sources included.
#[must_use]
pub fn whole<'d>(dataset: &'d Dataset<'d>, id: ItemId) -> String {
    whole_with(dataset, id, Vec::new())
}

/// The same with these notes of the reader's.
#[must_use]
pub fn whole_with<'d>(dataset: &'d Dataset<'d>, id: ItemId, notes: Vec<OwnNote>) -> String {
    whole_in(dataset, id, notes, PAGE).join("\n")
}

/// The same in lines of so many columns.
#[must_use]
pub fn whole_in<'d>(dataset: &'d Dataset<'d>, id: ItemId, notes: Vec<OwnNote>, columns: usize) -> Vec<String> {
    let document = with_notes(document(dataset, id), notes);
    lines(&document, columns, "≠").iter().map(|line| line.text().trim_end().to_owned()).collect()
}

/// What is taken away of several records, one after the other, each with these notes.
#[must_use]
pub fn whole_of(dataset: &Dataset<'_>, records: &[(ItemId, Vec<OwnNote>)]) -> String {
    let each = records.iter().map(|(id, notes)| whole_with(dataset, *id, notes.clone()));
    each.collect::<Vec<_>>().join("\n\n\n")
}
