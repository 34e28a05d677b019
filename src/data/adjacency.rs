//! What concerns each of many items, in one stretch of memory.

use serde::{Deserialize, Serialize};

use super::ItemId;

/// For every item, what concerns it, in one stretch of memory.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Adjacency<T> {
    /// Where each item's stretch ends; it begins where the one before ends.
    ends: Vec<u32>,
    targets: Vec<T>,
}

impl<T> Default for Adjacency<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), targets: Vec::new() }
    }
}

impl<T> Adjacency<T> {
    pub(super) fn of(&self, id: ItemId) -> &[T] {
        let end = |index: usize| self.ends.get(index).map_or(0, |end| *end as usize);
        let start = id.index().checked_sub(1).map_or(0, end);
        self.targets.get(start..end(id.index())).unwrap_or_default()
    }
}

impl<T> FromIterator<Vec<T>> for Adjacency<T> {
    fn from_iter<I: IntoIterator<Item = Vec<T>>>(lists: I) -> Self {
        let mut all = Self::default();
        for list in lists {
            all.targets.extend(list);
            all.ends.push(u32::try_from(all.targets.len()).unwrap_or(u32::MAX));
        }
        all
    }
}
