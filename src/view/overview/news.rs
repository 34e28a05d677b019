//! What this edition brought, as its editors tell it.

use super::{Cell, CellLine, Subject, Way};
use crate::data::Dataset;

pub(super) fn cell(dataset: &Dataset<'_>) -> Option<Cell> {
    let pack = &dataset.pack;
    let newest = pack.changes.first()?.edition;
    let changes = pack.changes.iter().take_while(|change| change.edition == newest);
    let lines = changes.map(|change| {
        let record = change.records.iter().find_map(|id| dataset.find(id));
        let first = change.text.split_inclusive(['.', ';']).next().unwrap_or_default();
        let first = format!("{}.", first.trim_end_matches(['.', ';']));
        let texts = vec![change.text.to_string(), first];
        CellLine { texts, ..CellLine::prose("", "", record.map_or(Way::News, Way::Item)) }
    });
    let heading = if newest == pack.edition { "New in this edition" } else { "New of late" };
    Some(Cell { about: Subject::News, heading, lines: lines.collect() })
}
