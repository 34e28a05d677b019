//! Whose a record, a series or a dispute is, where layers lie on the pack: who added it, and, below what it says now, who
//! changed what and why.

use super::Writer;
use crate::data::Dataset;
use crate::data::ItemId;
use crate::data::cite::Cites;
use crate::data::dispute::Conflict;
use crate::data::origin::{Deed, FieldChange, Step};

/// What is cited for changes of an item, besides what it cites itself.
pub(super) fn cites<'d>(dataset: &'d Dataset<'d>, id: ItemId) -> impl Iterator<Item = &'d Cites<'d>> {
    let record = dataset.record(id);
    let disputes = record.into_iter().flat_map(|record| &record.conflicts).filter_map(|dispute| dispute.id.as_ref());
    let of_disputes = disputes.flat_map(|id| dataset.layers.of_dispute(id));
    dataset.layers.of_item(id).iter().chain(of_disputes).filter_map(|step| step.cites.as_ref())
}

impl<'d> Writer<'d> {
    /// Tells whose an item is, in a line for each layer that had a hand in it; of the base's own nothing is told.
    pub(super) fn layers(&mut self, id: ItemId) {
        self.hands(self.dataset.layers.of_item(id));
    }

    /// Tells whose something is.
    fn hands(&mut self, steps: &'d [Step<'d>]) {
        for step in steps {
            let text = format!("{}{}", self.layer_of(step), self.notes(&step.cites));
            self.labelled(step.deed.words(), text);
        }
    }

    /// Tells whose a dispute is that records share.
    pub(super) fn of_dispute(&mut self, dispute: &Conflict<'_>) {
        if let Some(id) = &dispute.id {
            self.hands(self.dataset.layers.of_dispute(id));
        }
    }

    /// Tells, below what is said now, why layers changed it and what was said before.
    pub(super) fn history(&mut self, id: ItemId) {
        let mut rows: Vec<(String, String)> = Vec::new();
        for step in self.dataset.layers.of_item(id) {
            let before = rows.len();
            rows.extend(step.changes.iter().filter_map(told));
            let because = step.because.as_ref();
            if let Some(because) = because.filter(|_| rows.len() > before || step.deed != Deed::Amended) {
                rows.insert(before, (self.layer_of(step).to_owned(), because.to_string()));
            }
        }
        if !rows.is_empty() {
            self.heading("What was said before");
        }
        for (label, text) in rows {
            self.labelled(label, text);
        }
    }

    fn layer_of(&self, step: &Step<'_>) -> &'d str {
        self.dataset.pack.layers.get(step.layer).map_or("", |layer| layer.title.as_str())
    }
}

/// `Status`, `was: in force`: what changed, and what was said before; what is said now the document tells. Nothing of what
/// a reader sees no change in.
fn told(change: &FieldChange) -> Option<(String, String)> {
    let field = field(&change.path);
    let said = |text: &str| text.strip_prefix(&format!("{field}: ")).unwrap_or(text).to_owned();
    let text = match (change.was.as_deref().unwrap_or_default(), change.now.as_deref().unwrap_or_default()) {
        (was, now) if was == now => return None,
        (was, "") => format!("gone: {}", said(was)),
        ("", now) => format!("new: {}", said(now)),
        (was, _) => format!("was: {}", said(was)),
    };
    Some((field, text))
}

/// A field in words: `body.in_force` is in force, `points.2011.value` is 2011, `facts.Tariffs` is Tariffs.
fn field(path: &str) -> String {
    let path = path.strip_prefix("body.").unwrap_or(path);
    // An element of a list is known by its name; a figure is what one looks for under its period.
    let path = match path.split_once('.') {
        Some(("facts" | "points" | "meetings" | "conflicts", element)) => element.trim_end_matches(".value"),
        _ => path,
    };
    // As the document calls them.
    let words = match path {
        "aka" => "also".to_owned(),
        "when" => "date".to_owned(),
        "cites" => "sources".to_owned(),
        path => path.replace(['_', '.'], " "),
    };
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What layers did to an item, for other programs: whose it is, and what changed.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Origin<'d> {
    /// The id of the layer.
    layer: &'d str,
    /// What it did: added, replaced, amended.
    did: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<&'d str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cites: Vec<&'d str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<Changed<'d>>,
}

/// A field that changed.
#[derive(Debug, serde::Serialize)]
struct Changed<'d> {
    field: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<&'d str>,
}

/// Every step of an item's history.
pub(crate) fn origins<'d>(dataset: &'d Dataset<'d>, id: ItemId) -> Vec<Origin<'d>> {
    let origin = |step: &'d Step<'d>| Origin {
        layer: dataset.pack.layers.get(step.layer).map_or("", |layer| layer.id.as_str()),
        did: match step.deed {
            Deed::Added => "added",
            Deed::Replaced => "replaced",
            Deed::Amended => "amended",
            Deed::Withdrawn => "withdrawn",
        },
        because: step.because.as_deref(),
        cites: step.cites.iter().flat_map(Cites::parts).collect(),
        changes: step
            .changes
            .iter()
            .map(|change| Changed { field: &change.path, was: change.was.as_deref(), now: change.now.as_deref() })
            .collect(),
    };
    dataset.layers.of_item(id).iter().map(origin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_in_words() {
        let change = |path: &str, was: Option<&str>, now: Option<&str>| {
            let (was, now) = (was.map(str::to_owned), now.map(str::to_owned));
            let told = told(&FieldChange { path: path.to_owned(), was, now });
            told.map_or_else(String::new, |(field, text)| format!("{field}, {text}"))
        };
        assert_eq!(change("body.in_force", Some("2011"), Some("2012")), "In force, was: 2011");
        assert_eq!(change("points.2011.value", Some("3"), Some("4")), "2011, was: 3");
        assert_eq!(change("facts.Tariffs", Some("Tariffs: Many."), Some("Tariffs: Few.")), "Tariffs, was: Many.");
        assert_eq!(change("facts", None, Some("New")), "Facts, new: New");
        assert_eq!(change("aka", Some("Old"), None), "Also, gone: Old");
        assert_eq!(change("note", None, Some("")), "");
        assert_eq!(change("title", Some("Same"), Some("Same")), "");
    }
}
