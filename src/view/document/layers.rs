//! Whose a record or series is, where layers lie on the pack: who added it, and who tells what of it otherwise.

use super::Writer;
use crate::data::Dataset;
use crate::data::ItemId;
use crate::data::cite::Cites;
use crate::data::origin::{Deed, FieldChange, Step};

/// What is cited for changes of an item, besides what it cites itself.
pub(super) fn cites<'d>(dataset: &'d Dataset<'d>, id: ItemId) -> impl Iterator<Item = &'d Cites<'d>> {
    dataset.layers.of_item(id).iter().filter_map(|step| step.cites.as_ref())
}

impl Writer<'_> {
    /// Tells what layers did to an item; of the base's own nothing is told.
    pub(super) fn layers(&mut self, id: ItemId) {
        let dataset = self.dataset;
        for step in dataset.layers.of_item(id) {
            let title = dataset.pack.layers.get(step.layer).map_or("", |layer| layer.title.as_str());
            let notes = self.notes(&step.cites);
            let because = step.because.as_ref().map_or_else(String::new, |because| format!(": {because}"));
            self.labelled(step.deed.words(), format!("{title}{because}{notes}"));
            for change in step.changes {
                let (field, text) = told(change);
                self.labelled(field, text);
            }
        }
    }
}

/// `status`, `was: InForce`: what changed, and what was said before; what is said now the document tells.
fn told(change: &FieldChange) -> (String, String) {
    let text = match (&change.was, &change.now) {
        (Some(was), Some(_)) => format!("was: {was}"),
        (None, Some(now)) => format!("new: {now}"),
        (Some(was), None) => format!("gone: {was}"),
        (None, None) => String::new(),
    };
    (field(&change.path), text)
}

/// A field in words: `body.in_force` is in force, `points.2011.value` the value of 2011.
fn field(path: &str) -> String {
    let path = path.strip_prefix("body.").unwrap_or(path);
    path.replace(['_', '.'], " ")
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
            let (field, text) = told(&FieldChange { path: path.to_owned(), was, now });
            format!("{field}, {text}")
        };
        assert_eq!(change("body.in_force", Some("2011"), Some("2012")), "in force, was: 2011");
        assert_eq!(change("points.2011.value", Some("3"), Some("4")), "points 2011 value, was: 3");
        assert_eq!(change("facts", None, Some("New")), "facts, new: New");
        assert_eq!(change("aka", Some("Old"), None), "aka, gone: Old");
    }
}
