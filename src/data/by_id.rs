//! Things found by their ids without looking through all, and without putting a million of them in order first. What a
//! thing and its id are is no matter here.

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Numbers of things by the hashes of their ids. The ids stay where they are: who asks says what id a number has.
#[derive(Clone, Debug)]
pub(super) struct ById<N> {
    hasher: DefaultHashBuilder,
    numbers: HashTable<N>,
}

impl<N: Copy> ById<N> {
    /// Of these things; of two with one id the first.
    pub(super) fn of<'i>(items: impl ExactSizeIterator<Item = N>, id_of: impl Fn(N) -> &'i str) -> Self {
        let hasher = DefaultHashBuilder::default();
        let mut numbers = HashTable::with_capacity(items.len());
        for item in items {
            let id = id_of(item);
            let entry = numbers.entry(
                hasher.hash_one(id),
                |other: &N| id_of(*other) == id,
                |other| hasher.hash_one(id_of(*other)),
            );
            entry.or_insert(item);
        }
        Self { hasher, numbers }
    }

    /// How many different ids there are.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The thing of this id.
    pub(super) fn find<'i>(&self, id: &str, id_of: impl Fn(N) -> &'i str) -> Option<N> {
        self.numbers.find(self.hasher.hash_one(id), |item| id_of(*item) == id).copied()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::data::ItemId;

    proptest! {
        #[test]
        fn what_has_an_id_is_found_by_it(ids in proptest::collection::vec("[a-c]{0,2}", 0..30)) {
            let id_of = |item: ItemId| ids[item.index()].as_str();
            let by_id = ById::of((0..ids.len()).map(ItemId::from_index), id_of);
            prop_assert_eq!(by_id.len(), ids.iter().collect::<std::collections::HashSet<_>>().len());
            for wanted in ids.iter().map(String::as_str).chain(["d", "", "abc"]) {
                let first = ids.iter().position(|id| id == wanted).map(ItemId::from_index);
                prop_assert_eq!(by_id.find(wanted, id_of), first);
            }
        }
    }
}
