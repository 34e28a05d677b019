//! Records and series that `export` wrote as JSON, perhaps changed meanwhile, back into a pack.
//!
//! What this program tells other programs of an item is told of the pack's item too; where both are the same, nothing
//! changes. The way from what other programs read to what a file has is in [`shape`].

mod shape;

use serde::Deserialize;
use serde_json::Value;

use super::target::{Edits, Target};
use crate::cli::commands::export::json as exported;
use crate::cli::errors::Failure;
use crate::data::dispute::Conflict;
use crate::data::files::DISPUTES_FILE;
use crate::data::written::{self, layout};
use crate::data::{Dataset, Item, Kind, Record, Series};

/// What the items change.
///
/// # Errors
/// What is no JSON, or no item; with its number and id.
pub(super) fn edits(text: &str, target: &Target, dataset: &Dataset<'_>) -> Result<Edits, Failure> {
    let items = items(text)?;
    let mut made = Made { target, dataset, edits: Edits::default(), disputes: Vec::new() };
    for (number, item) in (1..).zip(items) {
        let id = item.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        made.take(item).map_err(|told| Failure::Refused(format!("item {number} (“{id}”): {told}")))?;
    }
    Ok(made.edits)
}

/// The items of an array, or one of every line.
fn items(text: &str) -> Result<Vec<Value>, Failure> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().starts_with('[') {
        return serde_json::from_str(text).map_err(|error| Failure::Refused(format!("the file is no JSON: {error}")));
    }
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let read = lines.map(|(number, line)| {
        serde_json::from_str(line).map_err(|error| {
            let told = "write one object a line, or one array";
            Failure::Refused(format!("line {number} is no JSON ({error}); {told}"))
        })
    });
    read.collect()
}

struct Made<'m, 'd> {
    target: &'m Target,
    dataset: &'m Dataset<'d>,
    edits: Edits,
    /// Ids of shared disputes that are added.
    disputes: Vec<String>,
}

impl Made<'_, '_> {
    fn take(&mut self, mut item: Value) -> Result<(), String> {
        let fields = item.as_object_mut().ok_or("this is no object")?;
        let kind = fields.get("kind").and_then(Value::as_str).unwrap_or_default().to_owned();
        let kind = Kind::ALL.into_iter().find(|known| known.id() == kind);
        let kind = kind.ok_or("the field “kind” names no kind; it is one such as event, agreement or series")?;
        fields.remove("sources");
        fields.remove("layers");
        let id = fields.get("id").and_then(Value::as_str).ok_or("the field “id” is missing")?.to_owned();
        let known = self.dataset.find(&id).and_then(|item| self.dataset.get(item)).filter(|item| item.id() == id);
        if let Some(known) = known {
            let had = told(self.dataset, known)?;
            let changed = differing(&had, &item);
            if changed.is_empty() {
                self.edits.same += 1;
                return Ok(());
            }
            self.edits.told.push(format!("~ {id}: {}", changed.join(", ")));
        } else {
            let title = item.get("title").and_then(Value::as_str).unwrap_or_default();
            self.edits.told.push(format!("+ {} {id}: {title}", kind.id()));
        }
        let node = if kind == Kind::Series {
            let series = Series::deserialize(shape::series(item)?).map_err(|error| error.to_string())?;
            written::series(&series)
        } else {
            let shaped = shape::record(item, kind)?;
            for dispute in shaped.disputes {
                self.share(dispute)?;
            }
            let record = Record::deserialize(shaped.record).map_err(|error| error.to_string())?;
            written::record(&record)
        };
        let text = layout::element(&node.map_err(|error| error.to_string())?);
        match known {
            None => self.edits.add_to(kind.file(), self.target, text).map_err(|failure| failure.to_string()),
            Some(known) => {
                let lost = || format!("where “{id}” stands in its file is not found; write its id plainly");
                let (file, span) = self.target.element_of(known.id()).ok_or_else(lost)?;
                self.edits.replace(file, span, text.trim().trim_end_matches(',').to_owned());
                Ok(())
            }
        }
    }

    /// Adds a dispute that several records share, unless the pack has one of that id.
    fn share(&mut self, dispute: Value) -> Result<(), String> {
        let id = dispute.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        let in_pack = |conflict: &Conflict<'_>| conflict.id.as_ref().is_some_and(|known| *known == id.as_str());
        if self.disputes.contains(&id) || self.dataset.records.iter().any(|record| record.conflicts.iter().any(in_pack))
        {
            return Ok(());
        }
        let conflict = Conflict::deserialize(dispute).map_err(|error| error.to_string())?;
        let node = written::dispute(&conflict).map_err(|error| error.to_string())?;
        self.edits.told.push(format!("+ dispute {id}"));
        self.disputes.push(id);
        let added = self.edits.add_to(DISPUTES_FILE, self.target, layout::element(&node));
        added.map_err(|failure| failure.to_string())
    }
}

/// What this program tells other programs of an item.
fn told(dataset: &Dataset<'_>, item: Item<'_, '_>) -> Result<Value, String> {
    let mut line = Vec::new();
    let id = dataset.find(item.id()).ok_or("an item is not in its own pack")?;
    exported::line(dataset, id, Vec::new(), &mut line).map_err(|failure| failure.to_string())?;
    serde_json::from_slice(&line).map_err(|error| error.to_string())
}

/// The names of fields in which two items differ; what follows from others does not count.
fn differing(had: &Value, has: &Value) -> Vec<String> {
    let (Some(had), Some(has)) = (had.as_object(), has.as_object()) else { return Vec::new() };
    let names = had.keys().chain(has.keys().filter(|name| !had.contains_key(*name)));
    let follows = |name: &str| matches!(name, "sources" | "order" | "layers") || shape::PERSONAL.contains(&name);
    names.filter(|name| !follows(name) && had.get(*name) != has.get(*name)).cloned().collect()
}
