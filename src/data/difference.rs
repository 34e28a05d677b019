//! What differs between two packs, and what a layer does to the pack it lies on, thing by thing and field by field:
//! read off their texts, so that neither layout nor comments count, and nothing that a file may hold is forgotten. What
//! stands in a pack, `things` finds.

mod things;

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::files::Files;
use super::ron_value::Value;
use crate::text::sanitised;
use things::{HEAD, Key, RECORD, SERIES, elements, fields, things};

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
    pub change: Fate,
    /// Its fields that differ, where it is in both.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldDifference>,
}

/// What became of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It is in the later pack alone.
    Added,
    /// Fields of it differ.
    Changed,
    /// It is in the earlier pack alone.
    Withdrawn,
}

/// A field that differs, as RON on one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldDifference {
    /// Its name; `body.status` within a body, `facts[Tariffs]` for an entry of a list.
    pub field: String,
    /// What it said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// What differs between an earlier and a later pack, in the order of files and their things.
#[must_use]
pub fn between(before: &Files, after: &Files) -> Vec<Difference> {
    let (old, new) = (things(before), things(after));
    let known: HashMap<&Key, &Value<'_>> = old.iter().map(|(key, value)| (key, value)).collect();
    let kept: HashMap<&Key, &Value<'_>> = new.iter().map(|(key, value)| (key, value)).collect();
    let mut found = Vec::new();
    for (key, value) in &new {
        match known.get(key) {
            None => found.push(difference(key, value, Fate::Added, Vec::new())),
            Some(earlier) => {
                let fields = compared(earlier, value);
                if !fields.is_empty() {
                    found.push(difference(key, value, Fate::Changed, fields));
                }
            }
        }
    }
    let gone = old.iter().filter(|(key, _)| !kept.contains_key(key));
    found.extend(gone.map(|(key, value)| difference(key, value, Fate::Withdrawn, Vec::new())));
    found
}

/// What a layer does to the pack it lies on.
#[must_use]
pub fn of_layer(base: &Files, layer: &Files) -> Vec<Difference> {
    let known: HashMap<Key, Value<'_>> = things(base).into_iter().collect();
    let mut found = Vec::new();
    // What the head of a layer says is about the layer.
    for (thing, value) in elements(layer).into_iter().filter(|(thing, _)| *thing != HEAD) {
        let id_in = |field: &str| value.field(field).and_then(Value::text).map(str::to_owned);
        let is_known = |thing, id: &str| known.contains_key(&(thing, id.to_owned()));
        // What is said of a series that is there may stand in any file.
        let about = ["withdraw", "replace", "amend"].into_iter().find_map(id_in);
        let is_series = about.is_some_and(|id| thing == RECORD && !is_known(RECORD, &id) && is_known(SERIES, &id));
        let thing = if is_series { SERIES } else { thing };
        let before = |id: &str| known.get(&(thing, id.to_owned()));
        if let Some(id) = id_in("withdraw") {
            let whole = before(&id).unwrap_or(&value);
            let because = value.field("because").map(|because| FieldDifference {
                field: "because".to_owned(),
                before: None,
                after: Some(because.on_one_line()),
            });
            found.push(difference(&(thing, id.clone()), whole, Fate::Withdrawn, because.into_iter().collect()));
        } else if let Some(id) = id_in("replace") {
            let fields = before(&id).map_or_else(Vec::new, |earlier| compared(earlier, &value));
            if before(&id).is_none() || !fields.is_empty() {
                found.push(difference(&(thing, id), &value, Fate::Changed, fields));
            }
        } else if let Some(id) = id_in("amend") {
            let fields = amended(before(&id), &value);
            // What is so already is no difference.
            if !fields.is_empty() {
                found.push(difference(&(thing, id.clone()), before(&id).unwrap_or(&value), Fate::Changed, fields));
            }
        } else if let Some(id) = id_in("id")
            && before(&id).is_none_or(|there| !compared(there, &value).is_empty())
        {
            found.push(difference(&(thing, id), &value, Fate::Added, Vec::new()));
        }
    }
    found
}

fn difference(key: &Key, value: &Value<'_>, change: Fate, fields: Vec<FieldDifference>) -> Difference {
    let clean = |text: &str| sanitised(text).into_owned();
    let title = value.field("title").and_then(Value::text).map(clean);
    let fields = fields.into_iter().map(|FieldDifference { field, before, after }| FieldDifference {
        field: clean(&field),
        before: before.as_deref().map(clean),
        after: after.as_deref().map(clean),
    });
    Difference { thing: key.0, id: clean(&key.1), title, change, fields: fields.collect() }
}

/// The fields of an amendment, each with what it said before.
fn amended(before: Option<&Value<'_>>, amendment: &Value<'_>) -> Vec<FieldDifference> {
    let known: BTreeMap<String, String> = before.map(fields).unwrap_or_default().into_iter().collect();
    let about = ["amend", "cite", "because", "add", "take"];
    let own = Value {
        word: "",
        open: Some('('),
        parts: amendment.parts.iter().filter(|(key, _)| !about.contains(key)).cloned().collect(),
    };
    let mut changes: Vec<FieldDifference> = fields(&own)
        .into_iter()
        .filter(|(field, after)| known.get(field) != Some(after))
        .map(|(field, after)| FieldDifference { before: known.get(&field).cloned(), field, after: Some(after) })
        .collect();
    for (name, is_added) in [("add", true), ("take", false)] {
        for (field, text) in amendment.field(name).map(fields).unwrap_or_default() {
            if is_added && known.get(&field) == Some(&text) {
                continue;
            }
            let (before, after) = if is_added { (None, Some(text)) } else { (Some(text), None) };
            changes.push(FieldDifference { field, before, after });
        }
    }
    changes
}

/// The fields that differ.
fn compared(before: &Value<'_>, after: &Value<'_>) -> Vec<FieldDifference> {
    let is_own = |field: &str| !["replace", "cite", "because"].contains(&field);
    let (old, new) = (fields(before), fields(after));
    let known: HashMap<&str, &str> = old.iter().map(|(field, text)| (field.as_str(), text.as_str())).collect();
    let kept: HashMap<&str, &str> = new.iter().map(|(field, text)| (field.as_str(), text.as_str())).collect();
    let replaces = after.field("replace").is_some();
    let mut changes: Vec<FieldDifference> = new
        .iter()
        .filter(|(field, text)| known.get(field.as_str()) != Some(&text.as_str()) && (!replaces || is_own(field)))
        .map(|(field, text)| FieldDifference {
            field: field.clone(),
            before: known.get(field.as_str()).map(|text| (*text).to_owned()),
            after: Some(text.clone()),
        })
        .collect();
    let gone = old.iter().filter(|(field, _)| !kept.contains_key(field.as_str()) && (!replaces || field != "id"));
    changes.extend(gone.map(|(field, text)| FieldDifference {
        field: field.clone(),
        before: Some(text.clone()),
        after: None,
    }));
    changes
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
    fn a_series_is_one_in_whatever_file_it_is_told_of() {
        let mut base = pack(HEAD, "[]");
        let series = "[(id: \"e\", title: \"E\", points: [(period: \"2011\", value: 1)])]";
        base.list.push(File { name: "series.ron".to_owned(), text: Cow::Borrowed(series) });
        let layer = pack(
            "(extends: \"t\")",
            "[(amend: \"e\", cite: \"s ¶1\", title: \"F\"), (withdraw: \"e\", because: \"So.\")]",
        );
        assert_eq!(
            told(&of_layer(&base, &layer)),
            ["Changed series e title: \"E\" > \"F\"", "Withdrawn series e because: - > \"So.\""]
        );
    }

    #[test]
    fn what_is_so_already_is_no_difference() {
        let base =
            pack(HEAD, "[(id: \"a\", title: \"A\", facts: [(\"x\", \"one\", \"s ¶1\")], body: Event(kind: Visit))]");
        let layer = pack(
            "(extends: \"t\", id: \"l\", title: \"L\", sources: [(replace: \"s\", title: \"S\")])",
            "[(amend: \"a\", cite: \"s ¶1\", title: \"A\", body: (kind: Visit), add: (facts: [(\"x\", \"one\", \"s ¶1\")]))]",
        );
        assert!(of_layer(&base, &layer).is_empty(), "{:?}", told(&of_layer(&base, &layer)));
        let other = pack("(extends: \"t\", title: \"L\", sources: [(replace: \"s\", title: \"Other\")])", "[]");
        assert_eq!(told(&of_layer(&base, &other)), ["Changed source s title: \"S\" > \"Other\""]);
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
