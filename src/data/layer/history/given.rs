//! Which step gave which field of a thing its value: found by the field, so that however often a thing was amended
//! before, a change is not compared with each of those.

use std::collections::BTreeMap;

use crate::data::origin::FieldChange;

/// The fields of a thing that were changed since it was put there.
#[derive(Debug, Default)]
pub(super) struct GivenFields {
    /// The first step that changed any.
    pub(super) first: Option<usize>,
    /// By the path of each field, and by layer.
    by_path: BTreeMap<String, BTreeMap<usize, Given>>,
}

/// The last steps of one layer that changed a field.
#[derive(Clone, Copy, Debug, Default)]
struct Given {
    /// In whatever way.
    step: usize,
    /// By another value: to add to a list is none, and to take out of it.
    set: Option<usize>,
}

impl GivenFields {
    /// Notes what a step of a layer changed.
    pub(super) fn add(&mut self, step: usize, layer: usize, changes: &[FieldChange]) {
        self.first.get_or_insert(step);
        for change in changes {
            let given = self.by_path.entry(change.path.clone()).or_default().entry(layer).or_default();
            given.step = step;
            if sets(change) {
                given.set = Some(step);
            }
        }
    }

    /// The steps that gave another value to fields that these changes give one, each with the first such field, in
    /// order: to add to the same list is no conflict.
    pub(super) fn shared<'c>(&self, changes: &'c [FieldChange]) -> BTreeMap<usize, &'c str> {
        let mut found = BTreeMap::new();
        for change in changes.iter().filter(|change| sets(change)) {
            let path = change.path.as_str();
            let same = self.by_path.get(path).into_iter().flat_map(|layers| layers.values().map(|given| given.step));
            let outer = path.match_indices('.').filter_map(|(dot, _)| self.by_path.get(path.get(..dot)?));
            let prefix = format!("{path}.");
            let inner = self.by_path.range(prefix.clone()..).take_while(|(path, _)| path.starts_with(&prefix));
            let around = outer.chain(inner.map(|(_, layers)| layers));
            let around = around.flat_map(|layers| layers.values().filter_map(|given| given.set));
            for step in same.chain(around) {
                found.entry(step).or_insert(path);
            }
        }
        found
    }
}

/// Whether a change gives a field that had a value another.
fn sets(change: &FieldChange) -> bool {
    change.was.is_some() && change.now.is_some()
}
