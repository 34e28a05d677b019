//! The items a reader has marked, for this visit.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::data::ItemId;

/// A set of marked items that everything which draws may read.
#[derive(Debug, Default)]
pub struct Marks(RefCell<BTreeSet<ItemId>>);

impl Marks {
    /// Whether an item is marked.
    #[must_use]
    pub fn contains(&self, id: ItemId) -> bool {
        self.0.borrow().contains(&id)
    }

    /// Marks an item, or takes its mark away.
    pub fn toggle(&self, id: ItemId) {
        let mut marks = self.0.borrow_mut();
        if !marks.remove(&id) {
            marks.insert(id);
        }
    }

    /// All marked items, in the order of the dataset.
    #[must_use]
    pub fn all(&self) -> Vec<ItemId> {
        self.0.borrow().iter().copied().collect()
    }
}
