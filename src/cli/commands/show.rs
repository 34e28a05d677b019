//! `maitri show`: one record as text to read, or as a line of JSON.

use std::io::Write;

use super::export;
use crate::cli::Failure;
use crate::data::{Dataset, ItemId};
use crate::view::document::layout::whole;

/// The item of this id, or a sentence that names the nearest ids.
pub(crate) fn find(dataset: &Dataset<'_>, id: &str) -> Result<ItemId, Failure> {
    dataset.find(id).ok_or_else(|| {
        let near = dataset.nearest_ids(id, 3);
        let suggestion = match near.as_slice() {
            [] => "search for it with `maitri search`".to_owned(),
            near => format!("the nearest are {}", near.join(", ")),
        };
        Failure::Refused(format!("no record has the id “{}”; {suggestion}", crate::text::sanitised(id)))
    })
}

/// Writes the record.
pub(crate) fn run<'d>(dataset: &'d Dataset<'d>, id: &str, json: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let id = find(dataset, id)?;
    if json {
        return dataset.get(id).map_or(Ok(()), |item| export::json::line(item, out));
    }
    writeln!(out, "{}", whole(dataset, id))?;
    Ok(())
}
