//! Items found by their ids without looking through all, and without putting a million of them in order first. What an id is
//! is no matter here.

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::ItemId;

/// Numbers of items by the hashes of their ids. The ids stay where they are: who asks says what id a number has.
#[derive(Debug)]
pub(super) struct ById {
    hasher: DefaultHashBuilder,
    numbers: HashTable<ItemId>,
}

impl ById {
    /// Of these items; of two with one id the first.
    pub(super) fn of<'i>(items: impl ExactSizeIterator<Item = ItemId>, id_of: impl Fn(ItemId) -> &'i str) -> Self {
        let hasher = DefaultHashBuilder::default();
        let mut numbers = HashTable::with_capacity(items.len());
        for item in items {
            let id = id_of(item);
            let entry = numbers.entry(
                hasher.hash_one(id),
                |other: &ItemId| id_of(*other) == id,
                |other| hasher.hash_one(id_of(*other)),
            );
            entry.or_insert(item);
        }
        Self { hasher, numbers }
    }

    /// The item of this id.
    pub(super) fn find<'i>(&self, id: &str, id_of: impl Fn(ItemId) -> &'i str) -> Option<ItemId> {
        self.numbers.find(self.hasher.hash_one(id), |item| id_of(*item) == id).copied()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_has_an_id_is_found_by_it(ids in proptest::collection::vec("[a-c]{0,2}", 0..30)) {
            let id_of = |item: ItemId| ids[item.index()].as_str();
            let by_id = ById::of((0..ids.len()).map(ItemId::from_index), id_of);
            for wanted in ids.iter().map(String::as_str).chain(["d", "", "abc"]) {
                let first = ids.iter().position(|id| id == wanted).map(ItemId::from_index);
                prop_assert_eq!(by_id.find(wanted, id_of), first);
            }
        }
    }
}
