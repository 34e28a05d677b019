//! The things of a pack as plain values, each with what it is and its id, and their fields one by one.

use crate::data::files::{CARDS_FILE, DISPUTES_FILE, Files, MAINS_FILE, PACK_FILE, QUESTIONS_FILE};
use crate::data::kinds::Kind;
use crate::data::ron_value::Value;

/// A thing of a pack, by its sort and its id.
pub(super) type Key = (&'static str, String);

/// All things of a pack that have an id, and its head.
pub(super) fn things(files: &Files) -> Vec<(Key, Value<'_>)> {
    let mut found = Vec::new();
    for (thing, value) in elements(files) {
        if thing == HEAD {
            found.push(((thing, PACK_FILE.to_owned()), value));
        } else if let Some(id) = value.field("id").and_then(Value::text) {
            found.push(((thing, id.to_owned()), value));
        }
    }
    found
}

/// What the head of a pack is called.
pub(super) const HEAD: &str = "head";
/// What a record is called.
pub(super) const RECORD: &str = "record";
/// What a series is called.
pub(super) const SERIES: &str = "series";

/// What stands in the files of a pack, each with what it is. A file that does not read has nothing.
pub(super) fn elements(files: &Files) -> Vec<(&'static str, Value<'_>)> {
    let mut found = Vec::new();
    for file in &files.list {
        let Some(value) = Value::read(&file.text) else { continue };
        let thing = match file.base_name() {
            PACK_FILE => {
                let sources = value.field("sources").cloned();
                let rest = value.parts.into_iter().filter(|(key, _)| *key != "sources").collect();
                found.push((HEAD, Value { word: "", open: Some('('), parts: rest }));
                let sources = sources.into_iter().flat_map(|sources| sources.parts);
                found.extend(sources.map(|(_, source)| ("source", source)));
                continue;
            }
            DISPUTES_FILE => "dispute",
            QUESTIONS_FILE => "question",
            CARDS_FILE => "card",
            MAINS_FILE => "main question",
            name if name == Kind::Series.file() => SERIES,
            _ => RECORD,
        };
        found.extend(value.parts.into_iter().map(|(_, value)| (thing, value)));
    }
    found
}

/// The fields of a thing, those of its body and the entries of its lists each by itself.
pub(super) fn fields(value: &Value<'_>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for (name, inner) in &value.parts {
        if *name == "body" && inner.open == Some('(') {
            if !inner.word.is_empty() {
                found.push(("body".to_owned(), inner.word.to_owned()));
            }
            found.extend(fields(inner).into_iter().map(|(field, text)| (format!("body.{field}"), text)));
            continue;
        }
        let has_entries = matches!(inner.open, Some('[' | '{'))
            && inner.parts.iter().all(|(_, part)| part.open == Some('('))
            && !inner.parts.is_empty();
        if !has_entries {
            found.push(((*name).to_owned(), inner.on_one_line()));
            continue;
        }
        for (at, (key, entry)) in inner.parts.iter().enumerate() {
            let first = entry.parts.first().and_then(|(_, first)| first.text());
            let called = Value { word: key, open: None, parts: Vec::new() }.text().or(first);
            let called = called.map_or_else(|| (at + 1).to_string(), str::to_owned);
            let mut field = format!("{name}[{called}]");
            if found.iter().any(|(known, _)| *known == field) {
                field = format!("{name}[{called}, {}]", at + 1);
            }
            found.push((field, entry.on_one_line()));
        }
    }
    found
}
