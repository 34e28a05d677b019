//! The numbers of things by the hashes of what they are called, in tables that each grow by themselves: where one table
//! of millions grew, a key would wait for it. What a thing is called, and whether it is the one looked for, is known
//! elsewhere.

use hashbrown::HashTable;

/// How many tables there are, in bits of the hash: of four million cards each has sixty thousand numbers.
const BITS: u32 = 6;

/// The number of a thing, and the hash of what it is called: where a table grows, no name is read.
#[derive(Clone, Copy, Debug)]
struct Numbered {
    hash: u64,
    number: u32,
}

/// Numbers by hashes.
#[derive(Debug)]
pub(in crate::study) struct Numbers(Box<[HashTable<Numbered>]>);

impl Default for Numbers {
    fn default() -> Self {
        Self((0..1 << BITS).map(|_| HashTable::new()).collect())
    }
}

impl Numbers {
    /// Which table a hash belongs to: the highest and the lowest bits tell places within one.
    fn table(hash: u64) -> usize {
        usize::try_from(hash >> 32 & ((1 << BITS) - 1)).unwrap_or_default()
    }

    /// The number of this hash that is the one looked for.
    pub(in crate::study) fn find(&self, hash: u64, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        let found = self.0.get(Self::table(hash))?.find(hash, |numbered| is_it(numbered.number));
        found.map(|numbered| numbered.number)
    }

    /// Adds a number that is not there.
    pub(in crate::study) fn add(&mut self, hash: u64, number: u32) {
        if let Some(table) = self.0.get_mut(Self::table(hash)) {
            table.insert_unique(hash, Numbered { hash, number }, |numbered| numbered.hash);
        }
    }

    /// Takes a number away.
    pub(in crate::study) fn remove(&mut self, hash: u64, number: u32) {
        let table = self.0.get_mut(Self::table(hash));
        if let Some(Ok(entry)) = table.map(|table| table.find_entry(hash, |numbered| numbered.number == number)) {
            entry.remove();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_added_is_found_until_it_is_taken_away(hashes in prop::collection::vec(any::<u64>(), 0..300), taken in 0_u32..300) {
            let (mut numbers, mut model) = (Numbers::default(), HashMap::new());
            for (number, hash) in (0..).zip(&hashes) {
                // Two of one hash are told apart by what is looked for.
                numbers.add((*hash % 97) << 30, number);
                model.insert(number, (*hash % 97) << 30);
            }
            if let Some(hash) = model.remove(&taken) {
                numbers.remove(hash, taken);
                prop_assert_eq!(numbers.find(hash, |number| number == taken), None);
            }
            for (number, hash) in model {
                prop_assert_eq!(numbers.find(hash, |other| other == number), Some(number));
            }
        }
    }
}
