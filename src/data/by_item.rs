//! What is read off each item once, when it is first asked of that item or of one near it. Of a huge pack whoever asks
//! all items goes through one list after the other, and no item has memory of its own for it. What is read, and off
//! what, is its asker's matter.

use std::sync::OnceLock;

use super::ItemId;

/// So many items are read together.
const STRETCH: usize = 64;

/// A list for each item, in stretches that are each read when they are first asked for.
#[derive(Debug)]
pub(super) struct ByItem<T>(OnceLock<Box<[OnceLock<Stretch<T>>]>>);

impl<T> Default for ByItem<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

/// The lists of items that follow one another.
#[derive(Debug)]
struct Stretch<T> {
    /// Where each item's list ends; it begins where the one before ends.
    ends: Box<[u32]>,
    all: Box<[T]>,
}

impl<T> ByItem<T> {
    /// The list of an item, of which there are so many; `read` puts that of one behind the others.
    pub(super) fn of(&self, id: ItemId, items: usize, read: impl Fn(ItemId, &mut Vec<T>)) -> &[T] {
        let stretches = self.0.get_or_init(|| (0..items.div_ceil(STRETCH)).map(|_| OnceLock::new()).collect());
        let (number, within) = (id.index() / STRETCH, id.index() % STRETCH);
        let first = number * STRETCH;
        let stretch = stretches.get(number);
        let read = || Stretch::of(first..(first + STRETCH).min(items), read);
        stretch.map_or(&[], |stretch| stretch.get_or_init(read).list(within))
    }
}

impl<T> Stretch<T> {
    fn of(numbers: std::ops::Range<usize>, read: impl Fn(ItemId, &mut Vec<T>)) -> Self {
        let mut all = Vec::new();
        let ends = numbers.map(|number| {
            read(ItemId::from_index(number), &mut all);
            u32::try_from(all.len()).unwrap_or(u32::MAX)
        });
        Self { ends: ends.collect(), all: all.into() }
    }

    fn list(&self, within: usize) -> &[T] {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = within.checked_sub(1).map_or(0, end);
        self.all.get(start..end(within)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_item_has_what_is_read_off_it_and_is_read_once(
            lists in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..4), 0..200),
            asked in prop::collection::vec(0_usize..220, 0..60),
        ) {
            let (by_item, read) = (ByItem::default(), RefCell::new(vec![0; lists.len()]));
            for at in asked {
                let list = by_item.of(ItemId::from_index(at), lists.len(), |id, all| {
                    read.borrow_mut()[id.index()] += 1;
                    all.extend_from_slice(&lists[id.index()]);
                });
                prop_assert_eq!(list, lists.get(at).map_or(&[][..], Vec::as_slice));
            }
            prop_assert!(read.into_inner().into_iter().all(|times| times <= 1));
        }
    }
}
