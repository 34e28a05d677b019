//! What differs between two packs, and what a layer does to the pack it lies on, thing by thing and field by field: read
//! off their texts, so that neither layout nor comments count, and nothing that a file may hold is forgotten.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::files::{CARDS_FILE, DISPUTES_FILE, Files, MAINS_FILE, PACK_FILE, QUESTIONS_FILE};
use super::kinds::Kind;
use super::ron_value::Value;

/// A thing that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What sort of thing: `record`, `series`, `source`, …
    pub thing: &'static str,
    /// Its id; of the head of a pack, the name of its file.
    pub id: String,
    /// Its title, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What became of it.
    pub change: Change,
    /// Its fields that differ, where it is in both.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldChange>,
}

/// What became of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It is in the later pack alone.
    Added,
    /// Fields of it differ.
    Changed,
    /// It is in the earlier pack alone.
    Withdrawn,
}

/// A field that differs, as RON on one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Its name; `body.status` within a body, `facts[Tariffs]` for an entry of a list.
    pub field: String,
    /// What it said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// A thing of a pack, by its sort and its id.
type Key = (&'static str, String);

/// What differs between an earlier and a later pack, in the order of files and their things.
#[must_use]
pub fn between(before: &Files, after: &Files) -> Vec<Difference> {
    let (old, new) = (things(before), things(after));
    let known: HashMap<&Key, &Value<'_>> = old.iter().map(|(key, value)| (key, value)).collect();
    let kept: HashMap<&Key, &Value<'_>> = new.iter().map(|(key, value)| (key, value)).collect();
    let mut found = Vec::new();
    for (key, value) in &new {
        match known.get(key) {
            None => found.push(difference(key, value, Change::Added, Vec::new())),
            Some(earlier) => {
                let fields = compared(earlier, value);
                if !fields.is_empty() {
                    found.push(difference(key, value, Change::Changed, fields));
                }
            }
        }
    }
    let gone = old.iter().filter(|(key, _)| !kept.contains_key(key));
    found.extend(gone.map(|(key, value)| difference(key, value, Change::Withdrawn, Vec::new())));
    found
}

/// What a layer does to the pack it lies on.
#[must_use]
pub fn of_layer(base: &Files, layer: &Files) -> Vec<Difference> {
    let known: HashMap<Key, Value<'_>> = things(base).into_iter().collect();
    let mut found = Vec::new();
    for (thing, value) in elements(layer) {
        let id_in = |field: &str| value.field(field).and_then(Value::text).map(str::to_owned);
        let before = |id: &str| known.get(&(thing, id.to_owned()));
        if let Some(id) = id_in("withdraw") {
            let whole = before(&id).unwrap_or(&value);
            let because = value.field("because").map(|because| FieldChange {
                field: "because".to_owned(),
                before: None,
                after: Some(because.on_one_line()),
            });
            found.push(difference(&(thing, id.clone()), whole, Change::Withdrawn, because.into_iter().collect()));
        } else if let Some(id) = id_in("replace") {
            let fields = before(&id).map_or_else(Vec::new, |earlier| compared(earlier, &value));
            found.push(difference(&(thing, id), &value, Change::Changed, fields));
        } else if let Some(id) = id_in("amend") {
            let fields = amended(before(&id), &value);
            found.push(difference(&(thing, id.clone()), before(&id).unwrap_or(&value), Change::Changed, fields));
        } else if let Some(id) = id_in("id") {
            found.push(difference(&(thing, id), &value, Change::Added, Vec::new()));
        }
    }
    found
}

fn difference(key: &Key, value: &Value<'_>, change: Change, fields: Vec<FieldChange>) -> Difference {
    let title = value.field("title").and_then(Value::text).map(str::to_owned);
    Difference { thing: key.0, id: key.1.clone(), title, change, fields }
}

/// The fields of an amendment, each with what it said before.
fn amended(before: Option<&Value<'_>>, amendment: &Value<'_>) -> Vec<FieldChange> {
    let known: BTreeMap<String, String> = before.map(fields).unwrap_or_default().into_iter().collect();
    let about = ["amend", "cite", "because", "add", "take"];
    let own = Value {
        word: "",
        open: Some('('),
        parts: amendment.parts.iter().filter(|(key, _)| !about.contains(key)).cloned().collect(),
    };
    let mut changes: Vec<FieldChange> = fields(&own)
        .into_iter()
        .map(|(field, after)| FieldChange { before: known.get(&field).cloned(), field, after: Some(after) })
        .collect();
    for (name, is_added) in [("add", true), ("take", false)] {
        for (field, text) in amendment.field(name).map(fields).unwrap_or_default() {
            let (before, after) = if is_added { (None, Some(text)) } else { (Some(text), None) };
            changes.push(FieldChange { field, before, after });
        }
    }
    changes
}

/// The fields that differ.
fn compared(before: &Value<'_>, after: &Value<'_>) -> Vec<FieldChange> {
    let is_own = |field: &str| !["replace", "cite", "because"].contains(&field);
    let (old, new) = (fields(before), fields(after));
    let known: HashMap<&str, &str> = old.iter().map(|(field, text)| (field.as_str(), text.as_str())).collect();
    let kept: HashMap<&str, &str> = new.iter().map(|(field, text)| (field.as_str(), text.as_str())).collect();
    let replaces = after.field("replace").is_some();
    let mut changes: Vec<FieldChange> = new
        .iter()
        .filter(|(field, text)| known.get(field.as_str()) != Some(&text.as_str()) && (!replaces || is_own(field)))
        .map(|(field, text)| FieldChange {
            field: field.clone(),
            before: known.get(field.as_str()).map(|text| (*text).to_owned()),
            after: Some(text.clone()),
        })
        .collect();
    let gone = old.iter().filter(|(field, _)| !kept.contains_key(field.as_str()) && (!replaces || field != "id"));
    changes.extend(gone.map(|(field, text)| FieldChange {
        field: field.clone(),
        before: Some(text.clone()),
        after: None,
    }));
    changes
}

/// All things of a pack that have an id, and its head.
fn things(files: &Files) -> Vec<(Key, Value<'_>)> {
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
const HEAD: &str = "head";

/// What stands in the files of a pack, each with what it is. A file that does not read has nothing.
fn elements(files: &Files) -> Vec<(&'static str, Value<'_>)> {
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
            name if name == Kind::Series.file() => "series",
            _ => "record",
        };
        found.extend(value.parts.into_iter().map(|(_, value)| (thing, value)));
    }
    found
}

/// The fields of a thing, those of its body and the entries of its lists each by itself.
fn fields(value: &Value<'_>) -> Vec<(String, String)> {
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

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::data::bundled;
    use crate::data::files::File;

    fn pack(head: &'static str, records: &'static str) -> Files {
        let file = |name: &str, text| File { name: name.to_owned(), text: Cow::Borrowed(text) };
        Files { list: vec![file("pack.ron", head), file("records.ron", records)] }
    }

    fn told(differences: &[Difference]) -> Vec<String> {
        let one = |difference: &Difference| {
            let fields: Vec<String> = difference
                .fields
                .iter()
                .map(|field| {
                    let shown = |text: &Option<String>| text.as_deref().unwrap_or("-").to_owned();
                    format!("{}: {} > {}", field.field, shown(&field.before), shown(&field.after))
                })
                .collect();
            format!("{:?} {} {} {}", difference.change, difference.thing, difference.id, fields.join("; "))
        };
        differences.iter().map(|difference| one(difference).trim_end().to_owned()).collect()
    }

    const HEAD: &str = "(title: \"T\", sources: [(id: \"s\", title: \"S\")])";

    #[test]
    fn things_are_held_against_each_other_field_by_field() {
        let before = pack(
            HEAD,
            "[(id: \"a\", title: \"A\", facts: [(\"x\", \"one\", \"s ¶1\"), (\"y\", \"two\", \"s ¶1\")], body: Event(kind: Visit)), (id: \"b\")]",
        );
        let after = pack(
            "(title: \"T2\", sources: [(id: \"s\", title: \"S\"), (id: \"t\", title: \"T\")])",
            "[// moved\n(id: \"c\", title: \"C\"), (id: \"a\", title: \"A\", aka: [\"Ah\"], facts: [(\"y\", \"two\", \"s ¶1\"), (\"x\", \"three\", \"s ¶1\")], body: Event(kind: Summit))]",
        );
        assert_eq!(
            told(&between(&before, &after)),
            [
                "Changed head pack.ron title: \"T\" > \"T2\"",
                "Added source t",
                "Added record c",
                "Changed record a aka: - > [\"Ah\"]; facts[x]: (\"x\", \"one\", \"s ¶1\") > (\"x\", \"three\", \"s ¶1\"); body.kind: Visit > Summit",
                "Withdrawn record b",
            ]
        );
        assert!(between(&before, &before).is_empty());
    }

    #[test]
    fn a_layer_tells_what_it_does() {
        let base = pack(
            HEAD,
            "[(id: \"a\", title: \"A\", summary: \"Old.\", facts: [(\"x\", \"one\", \"s ¶1\")], body: Event(kind: Visit)), (id: \"b\", title: \"B\"), (id: \"d\", title: \"D\", aka: [\"Dee\"])]",
        );
        let layer = pack(
            "(extends: \"t\", title: \"L\", sources: [(id: \"u\")])",
            "[(id: \"c\", title: \"C\"), (amend: \"a\", cite: \"u ¶1\", summary: \"New.\", body: (kind: Summit), facts: {\"x\": (\"x\", \"two\", \"u ¶1\")}, \
              add: (facts: [(\"z\", \"three\", \"u ¶1\")]), take: (aka: [\"Ah\"])), (withdraw: \"b\", because: \"Gone.\"), (replace: \"d\", title: \"D2\")]",
        );
        assert_eq!(
            told(&of_layer(&base, &layer)),
            [
                "Added source u",
                "Added record c",
                "Changed record a summary: \"Old.\" > \"New.\"; body.kind: Visit > Summit; facts[x]: (\"x\", \"one\", \"s ¶1\") > (\"x\", \"two\", \"u ¶1\"); \
                 facts[z]: - > (\"z\", \"three\", \"u ¶1\"); aka: [\"Ah\"] > -",
                "Withdrawn record b because: - > \"Gone.\"",
                "Changed record d title: \"D\" > \"D2\"; aka: [\"Dee\"] > -",
            ]
        );
    }

    #[test]
    fn every_thing_of_the_bundled_pack_is_seen() {
        let files = bundled::files();
        let dataset = bundled::dataset().unwrap();
        let things = things(&files);
        let count = |thing: &str| things.iter().filter(|((known, _), _)| *known == thing).count();
        assert_eq!(count("record"), dataset.records.len());
        assert_eq!(count("series"), dataset.series.len());
        assert_eq!(count("source"), dataset.pack.sources.len());
        assert_eq!(count("question"), dataset.questions().len());
        assert_eq!((count("card"), count("main question")), (dataset.cards().len(), dataset.mains().len()));
        assert!(between(&files, &bundled::files()).is_empty());
    }
}
