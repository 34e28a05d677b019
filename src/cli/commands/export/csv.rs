//! Records as CSV: one a row, in columns a spreadsheet can sort and filter.

use std::io::Write;

use crate::cli::commands::points::{LAYERS, layers_of};
use crate::cli::errors::Failure;
use crate::cli::text_output::cells::Cells;
use crate::data::cite::Cites;
use crate::data::text::Text;
use crate::data::{Dataset, ItemId, Pack, Record};
use crate::view::citation::{addresses, grades, publishers};
use crate::view::document::kind_in_words;

/// The columns. A date is in EDTF, `start` and `end` are the first and last day it may mean; several
/// of something are set apart by semicolons, facts by bars. Publishers, grades and addresses are those of every source it
/// cites.
pub(crate) const COLUMNS: [&str; 18] = [
    "id",
    "kind",
    "form",
    "title",
    "aka",
    "date",
    "start",
    "end",
    "sectors",
    "weight",
    "summary",
    "facts",
    "disagreements",
    "links",
    "cites",
    "publishers",
    "grades",
    "addresses",
];

/// Writes records; with the layers that had a hand in each where there are any.
pub(super) fn write<'d>(
    dataset: &'d Dataset<'d>,
    records: &[ItemId],
    cells: Cells,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut table = csv::Writer::from_writer(out);
    let has_layers = !dataset.pack.layers.is_empty();
    table.write_record(COLUMNS.iter().copied().chain(has_layers.then_some(LAYERS)))?;
    for id in records {
        let Some(record) = dataset.record(*id) else { continue };
        let row = row(&dataset.pack, record).into_iter().chain(has_layers.then(|| layers_of(dataset, *id)));
        table.write_record(row.map(|cell| cells.cell(&cell).into_owned()))?;
    }
    Ok(table.flush()?)
}

/// The cells of a record, in the order of [`COLUMNS`].
pub(crate) fn row<'d>(pack: &Pack<'d>, record: &'d Record<'d>) -> [String; 18] {
    let facts = record.facts.iter().map(|fact| format!("{}: {} [{}]", fact.label, fact.statement, cited(&fact.cites)));
    let disagreements = record.conflicts.iter().map(|conflict| {
        let claims = conflict.claims.iter().map(|claim| format!("{} [{}]", claim.statement, cited(&claim.cites)));
        format!("{}: {} Best reading: {}", conflict.point, joined(claims, " "), conflict.reading)
    });
    [
        record.id.to_string(),
        record.kind.id().to_owned(),
        kind_in_words(&record.body),
        record.title.to_string(),
        texts(&record.aka),
        record.when.map_or_else(String::new, |when| when.notation()),
        record.when.map_or_else(String::new, |when| when.earliest().to_string()),
        record.when.filter(|when| !when.is_open()).map_or_else(String::new, |when| when.latest().to_string()),
        texts(&record.sectors),
        record.weight.name().to_owned(),
        record.summary.to_string(),
        joined(facts, " | "),
        joined(disagreements, " | "),
        joined(record.links.iter().map(|link| link.to.to_string()), "; "),
        joined(record.cites.iter().map(cited), "; "),
        publishers(pack, record.all_cites()),
        grades(pack, record.all_cites()),
        addresses(pack, record.all_cites()),
    ]
}

fn texts(texts: &[Text<'_>]) -> String {
    joined(texts.iter().map(ToString::to_string), "; ")
}

fn cited(cites: &Cites<'_>) -> String {
    joined(cites.parts().map(str::to_owned), "; ")
}

fn joined(parts: impl Iterator<Item = String>, by: &str) -> String {
    parts.collect::<Vec<_>>().join(by)
}
