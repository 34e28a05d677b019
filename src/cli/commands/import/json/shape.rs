//! From what other programs read of an item to what a pack's file has: the same fields, some by another name, some in
//! another shape, dates in words. Types are not known here; reading what comes out tells what is wrong.

use serde_json::{Map, Value, json};

use crate::data::Kind;
use crate::data::date::words;
use crate::data::period::Period;

/// Fields that are the reader's own or the program's, and none of the item's.
const PERSONAL: [&str; 5] = ["notes", "pack", "layer", "layers", "sources"];
/// Fields of a record of any kind.
const SHARED: [&str; 13] = [
    "id",
    "title",
    "aka",
    "native",
    "read_as",
    "when",
    "sectors",
    "weight",
    "summary",
    "facts",
    "conflicts",
    "links",
    "was",
];
/// Fields of kinds that hold dates.
const DATES: [&str; 8] = ["when", "signed", "in_force", "expires", "established", "launched", "lived", "date"];

/// A record in a file's shape, and the disputes it shares with others.
pub(super) struct Shaped {
    pub(super) record: Value,
    pub(super) disputes: Vec<Value>,
}

/// A record.
pub(super) fn record(item: Value, kind: Kind) -> Result<Shaped, String> {
    let Value::Object(mut item) = item else { return Err("this is no object".to_owned()) };
    let order = item.remove("order");
    if !item.contains_key("when")
        && let Some(order) = order
    {
        item.insert("when".to_owned(), order);
    }
    item.remove("kind");
    item.retain(|name, _| !PERSONAL.contains(&name.as_str()));
    let (mut record, mut body, mut disputes) = (Map::new(), Map::new(), Vec::new());
    for (name, value) in item {
        let place = if SHARED.contains(&name.as_str()) || name == "cites" { &mut record } else { &mut body };
        let value = match name.as_str() {
            "native" | "read_as" => by_language(&name, &value)?,
            "links" => links(&value)?,
            "conflicts" => conflicts(value, &mut disputes)?,
            "when" => date(value)?,
            "cites" | "aka" | "sectors" | "was" => value,
            _ => shaped(&name, value)?,
        };
        place.insert(name, value);
    }
    if let Some(sort) = body.remove("event_kind") {
        body.insert("kind".to_owned(), sort);
    }
    if let Some(address) = body.remove("address") {
        let (lat, lon) = position(&address)?;
        body.insert("lat".to_owned(), lat);
        body.insert("lon".to_owned(), lon);
    }
    record.insert("body".to_owned(), json!({ format!("{kind:?}"): body }));
    Ok(Shaped { record: Value::Object(record), disputes })
}

/// A series.
pub(super) fn series(item: Value) -> Result<Value, String> {
    let Value::Object(mut item) = item else { return Err("this is no object".to_owned()) };
    item.remove("kind");
    item.retain(|name, _| !PERSONAL.contains(&name.as_str()));
    let mut out = Map::new();
    for (name, value) in item {
        let value = match name.as_str() {
            "links" => links(&value)?,
            _ => shaped(&name, value)?,
        };
        out.insert(name, value);
    }
    Ok(Value::Object(out))
}

/// A dispute.
pub(super) fn dispute(item: Value) -> Result<Value, String> {
    shaped("", item)
}

/// A field in a file's shape: statements, claims and parties without names, cites as one text, dates in notation.
fn shaped(name: &str, value: Value) -> Result<Value, String> {
    Ok(match value {
        _ if DATES.contains(&name) => date(value)?,
        Value::String(_) if name == "period" => period(&value)?,
        Value::Array(list) => Value::Array(list.into_iter().map(|one| shaped("", one)).collect::<Result<_, _>>()?),
        Value::Object(fields) => {
            let mut out = Map::new();
            for (name, value) in fields {
                // What says nothing is left out of a file.
                if value.is_null() {
                    continue;
                }
                match name.as_str() {
                    "cites" => out.insert("cite".to_owned(), joined(&value)),
                    "support" => out.insert(name, joined(&value)),
                    _ => {
                        let value = shaped(&name, value)?;
                        out.insert(name, value)
                    }
                };
            }
            unnamed(out)
        }
        other => other,
    })
}

/// Statements, claims and parties stand in a file without names.
fn unnamed(fields: Map<String, Value>) -> Value {
    const ORDERS: [&[&str]; 3] = [&["label", "statement", "cite"], &["statement", "cite"], &["side", "name"]];
    for order in ORDERS {
        if fields.len() == order.len() && order.iter().all(|name| fields.contains_key(*name)) {
            return Value::Array(order.iter().filter_map(|name| fields.get(*name).cloned()).collect());
        }
    }
    Value::Object(fields)
}

/// Cites as one text.
fn joined(cites: &Value) -> Value {
    let parts = cites.as_array().map(|list| list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "));
    parts.map_or_else(|| cites.clone(), Value::String)
}

fn date(value: Value) -> Result<Value, String> {
    let Value::String(text) = value else { return Ok(value) };
    words::date(&text, None).map(|date| Value::String(date.notation())).map_err(|error| error.to_string())
}

/// A period, as a file has it or as a reader sees it: a fiscal year stands after its label, whatever that is.
fn period(value: &Value) -> Result<Value, String> {
    let text = value.as_str().unwrap_or_default();
    if text.parse::<Period>().is_ok() {
        return Ok(value.clone());
    }
    if let Ok(date) = words::date(text, None) {
        return Ok(Value::String(date.notation()));
    }
    let words: Vec<&str> = text.split(' ').collect();
    let notation = match words.as_slice() {
        [quarter @ ("Q1" | "Q2" | "Q3" | "Q4"), year] => format!("{year}-{quarter}"),
        [.., years, quarter @ ("Q1" | "Q2" | "Q3" | "Q4")] => format!("FY{years}-{quarter}"),
        [.., years] => format!("FY{}", years.trim_start_matches("FY")),
        [] => String::new(),
    };
    let read = notation.parse::<Period>().map(|_| Value::String(notation));
    read.map_err(|_| format!("“{text}” is no period; write 2022, 2022-Q3, FY2022-23 or March 2022"))
}

/// Names by language out of a list of one-name maps.
fn by_language(field: &str, value: &Value) -> Result<Value, String> {
    let wrong = || format!("“{field}” is a list of names by language, as in [{{\"fr\": \"Genève\"}}]");
    let list = value.as_array().ok_or_else(wrong)?;
    let mut names: Map<String, Value> = Map::new();
    for (language, name) in list.iter().filter_map(Value::as_object).flatten() {
        let list = names.entry(language.clone()).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(list) = list {
            list.push(name.clone());
        }
    }
    Ok(Value::Object(names))
}

/// Links by relation out of a list of `{"to": …, "as": …}`.
fn links(value: &Value) -> Result<Value, String> {
    let list = value.as_array().ok_or("“links” is a list, as in [{\"to\": \"accord\", \"as\": \"LedTo\"}]")?;
    let mut links: Map<String, Value> = Map::new();
    for link in list {
        let text = |name: &str| link.get(name).and_then(Value::as_str).map(str::to_owned);
        let to = text("to").ok_or("a link says with “to” where it leads")?;
        let relation = text("as").unwrap_or_else(|| "SeeAlso".to_owned());
        let target = match link.get("cites") {
            Some(cites) => json!([to, joined(cites)]),
            None => Value::String(to),
        };
        if let Value::Array(list) = links.entry(relation).or_insert_with(|| Value::Array(Vec::new())) {
            list.push(target);
        }
    }
    Ok(Value::Object(links))
}

/// Disputes of a record; what has an id is shared, and named by it.
fn conflicts(value: Value, shared: &mut Vec<Value>) -> Result<Value, String> {
    let Value::Array(list) = value else { return Err("“conflicts” is a list".to_owned()) };
    let mut out = Vec::new();
    for conflict in list {
        let dispute = shaped("", conflict)?;
        match dispute.get("id").filter(|id| id.is_string()).cloned() {
            Some(id) => {
                shared.push(dispute);
                out.push(id);
            }
            None => out.push(dispute),
        }
    }
    Ok(Value::Array(out))
}

/// Degrees north and east out of a `geo:` address (RFC 5870).
fn position(address: &Value) -> Result<(Value, Value), String> {
    let wrong = || format!("{address} is no position; write geo:35.68,139.77");
    let (lat, lon) = address.as_str().and_then(|text| text.strip_prefix("geo:")?.split_once(',')).ok_or_else(wrong)?;
    let number = |text: &str| text.parse::<f64>().map(Value::from).map_err(|_| wrong());
    Ok((number(lat)?, number(lon)?))
}
