//! Records of a table that `export --format csv` wrote, perhaps changed in a spreadsheet meanwhile, back into their
//! pack.
//!
//! What a cell says otherwise than the pack changes the record; what a table has no room for (fields of a kind, links,
//! disagreements) stays as it is. A row of another id is a new event; other kinds need what no cell says.

use std::collections::HashMap;

use super::edits::{Change, Edits, Thing};
use super::receiving_pack::Things;
use super::table::{Row, Table};
use crate::cli::commands::export::csv::{COLUMNS, row as exported};
use crate::cli::errors::Failure;
use crate::data::body::EventKind;
use crate::data::date::words;
use crate::data::record::Weight;
use crate::data::written;
use crate::data::written::tree::{self, Node};
use crate::data::{Dataset, Item, Kind, Record};

/// Columns that follow from others: what they say counts for nothing.
const FOLLOWING: [&str; 5] = ["start", "end", "publishers", "grades", "addresses"];
/// What stands between the facts of a cell.
const BETWEEN_FACTS: &str = " | ";

/// Whether a table is one of records.
pub(super) fn are_records(table: &Table) -> bool {
    ["id", "kind", "title", "summary"].iter().all(|name| table.head.iter().any(|known| known == name))
}

/// What the rows change. An amendment of a layer cites for them what is said here, and so does a new event whose row
/// cites nothing.
///
/// # Errors
/// All rows that say what no cell can change, or a new record of a kind that needs more; each with its line.
pub(super) fn edits(table: &Table, cite: Option<&str>, dataset: &Dataset<'_>) -> Result<Edits, Failure> {
    super::is_known(cite, dataset)?;
    let things = Things::of(dataset);
    let (mut edits, mut problems) = (Edits::default(), Vec::new());
    for row in &table.rows {
        let cell = |name: &str| table.head.iter().position(|known| known == name).map(|column| row.cell(column));
        let id = cell("id").unwrap_or_default();
        let taken = match things.item(id) {
            Some(Item::Record(record)) => {
                let change = change(record, &cell, row, dataset);
                change.and_then(|change| edits.push(Change { cite: cite.map(str::to_owned), ..change }))
            }
            Some(Item::Series(_)) => Err(format!("“{id}” is a series; its figures are in a table of their own")),
            None => event(id, &cell, cite)
                .and_then(|event| edits.add(Thing::item(Kind::Event, id), event, format!("line {}", row.line))),
        };
        if let Err(told) = taken {
            problems.push(format!("line {}: {told}", row.line));
        }
    }
    if problems.is_empty() { Ok(edits) } else { Err(super::listed(&problems)) }
}

/// The changes of a record that the pack has.
fn change<'c>(
    record: &Record<'_>,
    cell: &dyn Fn(&str) -> Option<&'c str>,
    row: &Row,
    dataset: &Dataset<'_>,
) -> Result<Change, String> {
    let had = exported(&dataset.pack, record);
    let before = written::record(record).map_err(|error| error.to_string())?;
    let mut after = before.clone();
    for (name, had) in COLUMNS.iter().zip(&had) {
        let Some(says) = cell(name).filter(|says| *says != had.trim() && !FOLLOWING.contains(name)) else { continue };
        let (field, value) = field(name, says)?;
        let Node::Fields(fields) = &mut after else { continue };
        let place = fields.iter().position(|(known, _)| known == field);
        if value == Node::Nothing || value == Node::List(Vec::new()) && !tree::is_required(field) {
            fields.retain(|(known, _)| known != field);
        } else if let Some((_, known)) = place.and_then(|at| fields.get_mut(at)) {
            *known = value;
        } else {
            // Before the sectors, where a file has what is optional.
            let at = fields.iter().position(|(known, _)| known == "sectors").filter(|_| *name != "facts");
            fields.insert(at.unwrap_or(fields.len().saturating_sub(2)), (field.to_owned(), value));
        }
    }
    let (thing, from) = (Thing::item(record.kind, &record.id), format!("line {}", row.line));
    Ok(Change { thing, before: Some(before), after, from, lines: HashMap::new(), cite: None })
}

/// The field that a cell means, and its value.
fn field(column: &str, says: &str) -> Result<(&'static str, Node), String> {
    let list = |by: &str| {
        let parts = says.split(by).map(str::trim).filter(|part| !part.is_empty());
        Node::List(parts.map(|part| Node::Text(part.to_owned())).collect())
    };
    Ok(match column {
        "title" => ("title", Node::Text(says.to_owned())),
        "aka" => ("aka", list("; ")),
        "date" if says.is_empty() => ("when", Node::Nothing),
        "date" => ("when", Node::Text(words::date(says, None).map_err(|error| error.to_string())?.notation())),
        "sectors" => ("sectors", list("; ")),
        "weight" => ("weight", weight(says)?),
        "summary" => ("summary", Node::Text(says.to_owned())),
        "facts" => ("facts", facts(says)?),
        "cites" => ("cites", list("; ")),
        _ => {
            return Err(format!(
                "{column} says something else than the pack, and a table cannot change that; use JSON"
            ));
        }
    })
}

fn weight(says: &str) -> Result<Node, String> {
    let known = Weight::ALL.iter().find(|weight| weight.name().eq_ignore_ascii_case(says));
    let weight = known.ok_or_else(|| format!("“{says}” is no weight; it is Core, Useful or Detail"))?;
    Ok(Node::Word(format!("{weight:?}")))
}

/// Facts of a cell: `Label: statement [cites] | Label: …`.
fn facts(says: &str) -> Result<Node, String> {
    let one = |fact: &str| {
        let (label, rest) = fact.split_once(": ")?;
        let (statement, cites) = rest.trim().strip_suffix(']')?.rsplit_once(" [")?;
        let texts = [label, statement, cites].map(|text| Node::Text(text.trim().to_owned()));
        Some(Node::Tuple(texts.to_vec()))
    };
    let all = says.split(BETWEEN_FACTS).filter(|fact| !fact.trim().is_empty()).map(|fact| {
        one(fact)
            .ok_or_else(|| format!("“{fact}” is no fact; write Label: statement [source ¶1], with | between facts"))
    });
    Ok(Node::List(all.collect::<Result<_, String>>()?))
}

/// A new event of a row.
fn event<'c>(id: &str, cell: &dyn Fn(&str) -> Option<&'c str>, cite: Option<&'c str>) -> Result<Node, String> {
    let kind = cell("kind").unwrap_or_default();
    if kind != Kind::Event.id() {
        let wanted =
            "only events can be made of a row; other kinds say more than a table has, so write them in JSON or RON";
        return Err(format!("the pack has no “{id}”, and it is of kind “{kind}”: {wanted}"));
    }
    let form = cell("form").unwrap_or_default();
    let sort = EventKind::ALL.iter().find(|sort| sort.name().eq_ignore_ascii_case(form));
    let sorts: Vec<&str> = EventKind::ALL.iter().map(|sort| sort.name()).collect();
    let sort = sort.ok_or_else(|| format!("“{form}” is no sort of event; it is one of {}", sorts.join(", ")))?;
    let mut fields = vec![("id", Node::Text(id.to_owned()))];
    for name in ["title", "aka", "date", "sectors", "weight", "summary", "facts", "cites"] {
        let own = cell(name).unwrap_or_default();
        let says = if own.is_empty() && name == "cites" { cite.unwrap_or_default() } else { own };
        if !says.is_empty() {
            fields.push(field(name, says)?);
        }
    }
    let body = Node::fields([("kind", tree::of(sort).map_err(|error| error.to_string())?)]);
    fields.push(("body", Node::Named("Event".to_owned(), Box::new(body))));
    Ok(Node::fields(fields))
}
