//! What was taken out of the lists of a thing, and by which layers: to take out what another took is no mistake.

use std::collections::{HashMap, HashSet};

/// The layers that took something out, by the list and the text that it began with.
#[derive(Debug, Default)]
pub(super) struct TakenTexts(HashMap<(String, String), HashSet<usize>>);

impl TakenTexts {
    /// Whether another layer than this took something out.
    pub(super) fn is_by_others(&self, layer: usize, list: &str, text: &str) -> bool {
        let by = self.0.get(&(list.to_owned(), text.to_owned()));
        by.is_some_and(|by| by.iter().any(|other| *other != layer))
    }

    /// Notes what a layer took out.
    pub(super) fn extend(&mut self, layer: usize, taken: Vec<(String, String)>) {
        for what in taken {
            self.0.entry(what).or_default().insert(layer);
        }
    }
}
