//! Records and series that `export` wrote as JSON, perhaps changed meanwhile, back into a pack.
//!
//! What this program tells other programs of an item is told of the pack's item too; where both are the same, nothing
//! changes, and what differs is carried over to what the pack's file says. The way from what other programs read to
//! what a file has is in [`shape`].

mod shape;

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use serde_json::Value;

use super::edits::{Change, Edits, Thing};
use super::receiving_pack::Things;
use crate::cli::commands::export::json as exported;
use crate::cli::errors::Failure;
use crate::data::dispute::Conflict;
use crate::data::written;
use crate::data::written::compared::carried;
use crate::data::written::tree::Node;
use crate::data::{Dataset, Item, Kind, Record, Series};

/// What the items change. An amendment cites for them what is said here, or what they newly cite themselves.
///
/// # Errors
/// What is no JSON, or no item, each with its number and id; or what rests on sources that the pack has not.
pub(super) fn edits(text: &str, cite: Option<&str>, dataset: &Dataset<'_>) -> Result<Edits, Failure> {
    let items = items(text)?;
    super::is_known(cite, dataset)?;
    missing_sources(&items, dataset)?;
    let mut made = Made { dataset, things: Things::of(dataset), edits: Edits::default(), disputes: Vec::new() };
    let mut problems = Vec::new();
    for (number, item) in (1..).zip(items) {
        let id = item.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        if let Err(told) = made.take(item, &format!("item {number}")) {
            problems.push(format!("item {number} (“{id}”): {told}"));
        }
    }
    for change in &mut made.edits.changes {
        change.cite = cite.map(str::to_owned);
    }
    if problems.is_empty() { Ok(made.edits) } else { Err(super::listed(&problems)) }
}

/// Refuses items that cite what the pack has not, and says where that is to be found: an export tells of each source
/// no more than its name.
fn missing_sources(items: &[Value], dataset: &Dataset<'_>) -> Result<(), Failure> {
    let mut missing: BTreeMap<String, String> = BTreeMap::new();
    let mut layers: Vec<String> = Vec::new();
    for item in items {
        let list = |name: &str| item.get(name).and_then(Value::as_array).into_iter().flatten();
        let before = missing.len();
        for source in list("sources") {
            let text = |name: &str| source.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            if dataset.pack.sources.number(&text("id")).is_none() {
                missing.insert(text("id"), text("publisher"));
            }
        }
        if missing.len() > before {
            for layer in list("layers").filter_map(|origin| origin.get("layer")?.as_str()) {
                if !layers.iter().any(|known| known == layer) {
                    layers.push(layer.to_owned());
                }
            }
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let told: Vec<String> = missing.iter().map(|(id, publisher)| format!("{id} ({publisher})")).collect();
    let of_layers = if layers.is_empty() {
        String::new()
    } else {
        let layers = layers.join(", ");
        format!(
            "; the export was made with the layer {layers} on: lay it on with --data before the command and import into a \
             layer, or import into that layer itself"
        )
    };
    Err(Failure::Refused(format!(
        "the items cite sources that the pack has not: {}; an export names sources and does not hold them, so copy them \
         into the pack’s pack.ron first{of_layers}",
        told.join(", ")
    )))
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
    dataset: &'m Dataset<'d>,
    things: Things<'m, 'd>,
    edits: Edits,
    /// Disputes that were said otherwise than the pack has them, each with the item that said so.
    disputes: Vec<(String, Node, String)>,
}

impl Made<'_, '_> {
    fn take(&mut self, mut item: Value, from: &str) -> Result<(), String> {
        let fields = item.as_object_mut().ok_or("this is no object")?;
        let kind = fields.get("kind").and_then(Value::as_str).unwrap_or_default().to_owned();
        let kind = Kind::ALL.into_iter().find(|known| known.id() == kind);
        let kind = kind.ok_or("the field “kind” names no kind; it is one such as event, agreement or series")?;
        let id = fields.get("id").and_then(Value::as_str).ok_or("the field “id” is missing")?.to_owned();
        let (has, disputes) = node(item, kind)?;
        for dispute in disputes {
            self.share(dispute, from)?;
        }
        let thing = Thing::item(kind, &id);
        let Some(known) = self.things.item(&id) else {
            return self.edits.add(thing, has, from.to_owned());
        };
        if known.kind() != kind {
            return Err(format!(
                "the pack has it as {}, this is {}; what is of another kind is another thing, so give it another id",
                known.kind().id(),
                kind.id()
            ));
        }
        // An export has less care than a file: what it says the same of is left as the pack has it.
        let (had, _) = node(told(self.dataset, known)?, kind)?;
        let before = match known {
            Item::Record(record) => written::record(record),
            Item::Series(series) => written::series(series),
        };
        let before = before.map_err(|error| error.to_string())?;
        let after = carried(&before, &had, &has);
        self.edits.push(change(thing, before, after, from))
    }

    /// A dispute that several records share: each of them tells it, and they must tell the same, but for those that
    /// tell what the pack has.
    fn share(&mut self, dispute: Value, from: &str) -> Result<(), String> {
        let id = dispute.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        let has = dispute_node(dispute)?;
        let known = self.things.dispute(&id);
        let had = known.map(|known| {
            let value = serde_json::to_value(known).map_err(|error| error.to_string())?;
            let whole = written::dispute(known).map_err(|error| error.to_string())?;
            Ok::<_, String>((dispute_node(shape::dispute(value)?)?, whole))
        });
        let had = had.transpose()?;
        if had.as_ref().is_some_and(|(had, _)| *had == has) {
            return Ok(());
        }
        if let Some((_, other, before)) = self.disputes.iter().find(|(known, ..)| *known == id) {
            return if *other == has {
                Ok(())
            } else {
                Err(format!("{before} tells the dispute “{id}” in another way; let both tell the same"))
            };
        }
        self.disputes.push((id.clone(), has.clone(), from.to_owned()));
        let thing = Thing::dispute(&id);
        match had {
            None => self.edits.add(thing, has, from.to_owned()),
            Some((had, whole)) => {
                let after = carried(&whole, &had, &has);
                self.edits.push(change(thing, whole, after, from))
            }
        }
    }
}

fn change(thing: Thing, before: Node, after: Node, from: &str) -> Change {
    Change { thing, before: Some(before), after, from: from.to_owned(), lines: HashMap::new(), cite: None }
}

/// An item as a file has it, and the disputes it shares.
fn node(item: Value, kind: Kind) -> Result<(Node, Vec<Value>), String> {
    let told = |error: serde_json::Error| error.to_string();
    let (node, disputes) = if kind == Kind::Series {
        (written::series(&Series::deserialize(shape::series(item)?).map_err(told)?), Vec::new())
    } else {
        let shaped = shape::record(item, kind)?;
        (written::record(&Record::deserialize(shaped.record).map_err(told)?), shaped.disputes)
    };
    Ok((node.map_err(|error| error.to_string())?, disputes))
}

fn dispute_node(dispute: Value) -> Result<Node, String> {
    let conflict = Conflict::deserialize(dispute).map_err(|error| error.to_string())?;
    written::dispute(&conflict).map_err(|error| error.to_string())
}

/// What this program tells other programs of an item.
fn told(dataset: &Dataset<'_>, item: Item<'_, '_>) -> Result<Value, String> {
    let mut line = Vec::new();
    let id = dataset.find(item.id()).ok_or("an item is not in its own pack")?;
    exported::line(dataset, id, Vec::new(), &mut line).map_err(|failure| failure.to_string())?;
    serde_json::from_slice(&line).map_err(|error| error.to_string())
}
