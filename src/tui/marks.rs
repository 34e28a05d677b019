//! The items a reader has marked, for this visit.

use std::collections::BTreeSet;
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use crate::data::ItemId;

/// A set of marked items, which all that draws may read. Only the session whose reader this is changes it; the lock is
/// there so that a session may go from one thread to another.
#[derive(Debug, Default)]
pub struct Marks(RwLock<Marked>);

#[derive(Debug, Default)]
struct Marked {
    items: BTreeSet<ItemId>,
    changes: u64,
}

impl Marks {
    // A set is whole at any moment, whoever panicked.
    fn read(&self) -> RwLockReadGuard<'_, Marked> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether an item is marked.
    #[must_use]
    pub fn contains(&self, id: ItemId) -> bool {
        self.read().items.contains(&id)
    }

    /// Marks an item, or takes its mark away.
    pub fn toggle(&self, id: ItemId) {
        let mut marked = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if !marked.items.remove(&id) {
            marked.items.insert(id);
        }
        marked.changes += 1;
    }

    /// All marked items, in the order of the dataset.
    #[must_use]
    pub fn all(&self) -> Vec<ItemId> {
        self.read().items.iter().copied().collect()
    }

    /// How often something was marked or lost its mark: what was made of the marks holds as long as this stays.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.read().changes
    }
}
