//! How one reader reads, whatever the record, for as long as a visit lasts: which sections are folded, by their
//! headings, whether a record takes the whole screen, and which waits to be put beside another. Nothing of it is kept.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use crate::data::ItemId;

/// How one reads.
#[derive(Debug, Default)]
pub struct Reading(Mutex<State>);

#[derive(Clone, Debug, Default)]
struct State {
    headings: BTreeSet<String>,
    changes: u64,
    is_wide: Option<bool>,
    beside: Option<ItemId>,
}

impl Reading {
    fn with<T>(&self, does: impl FnOnce(&mut State) -> T) -> T {
        does(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The headings of the folded sections.
    #[must_use]
    pub fn headings(&self) -> BTreeSet<String> {
        self.with(|state| state.headings.clone())
    }

    /// How often one was folded or unfolded: what was laid out holds as long as this is the same.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.with(|state| state.changes)
    }

    /// Whether a record takes the whole screen, if that was ever said.
    #[must_use]
    pub fn is_wide(&self) -> Option<bool> {
        self.with(|state| state.is_wide)
    }

    /// Says whether a record takes the whole screen from now on.
    pub fn set_wide(&self, is_wide: bool) {
        self.with(|state| state.is_wide = Some(is_wide));
    }

    /// What waits for another to be put beside it.
    #[must_use]
    pub fn waiting(&self) -> Option<ItemId> {
        self.with(|state| state.beside)
    }

    /// Has something wait for another to be put beside it, or nothing any more.
    pub fn set_waiting(&self, item: Option<ItemId>) {
        self.with(|state| state.beside = item);
    }

    /// Folds the sections of this heading, or unfolds them.
    pub fn toggle(&self, heading: &str) {
        self.with(|state| {
            state.changes += 1;
            if !state.headings.remove(heading) {
                state.headings.insert(heading.to_owned());
            }
        });
    }

    /// Folds all of these, or unfolds all if each of them is folded.
    pub fn toggle_all<'h>(&self, headings: impl Iterator<Item = &'h str> + Clone) {
        self.with(|state| {
            state.changes += 1;
            let all_folded = headings.clone().all(|heading| state.headings.contains(heading));
            for heading in headings {
                if all_folded {
                    state.headings.remove(heading);
                } else {
                    state.headings.insert(heading.to_owned());
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_folded_is_remembered_by_its_heading() {
        let reading = Reading::default();
        reading.toggle("Facts");
        assert!(reading.headings().contains("Facts") && reading.changes() == 1);
        reading.toggle_all(["Facts", "Links"].into_iter());
        assert_eq!(reading.headings().len(), 2);
        reading.toggle_all(["Facts", "Links"].into_iter());
        assert!(reading.headings().is_empty() && reading.changes() == 3);
    }
}
