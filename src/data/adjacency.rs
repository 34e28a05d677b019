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

impl<T: Copy> Adjacency<T> {
    /// Of so many items, what these pairs say concerns each, in their order as far as `tidy` leaves it; `tidy` puts an
    /// item's stretch in order and tells how many of its first are to stay. No list is made for any one item: of a huge
    /// pack that would take longer than reading it.
    pub(super) fn gathered(items: usize, pairs: &[(ItemId, T)], tidy: impl Fn(&mut [T]) -> usize) -> Self {
        let Some(&(_, any)) = pairs.first() else { return Self { ends: vec![0; items], targets: Vec::new() } };
        // Where each item's stretch begins, and from there on where its next one goes.
        let mut next = vec![0_usize; items + 1];
        for (at, _) in pairs {
            if let Some(count) = next.get_mut(at.index() + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut next {
            sum += *count;
            *count = sum;
        }
        let mut targets = vec![any; sum];
        for (at, target) in pairs {
            if let Some(place) = next.get_mut(at.index()) {
                if let Some(there) = targets.get_mut(*place) {
                    *there = *target;
                }
                *place += 1;
            }
        }
        let (mut ends, mut start, mut kept) = (Vec::with_capacity(items), 0, 0);
        for end in next.into_iter().take(items) {
            let count = targets.get_mut(start..end).map_or(0, |stretch| tidy(stretch).min(stretch.len()));
            targets.copy_within(start..start + count, kept);
            (start, kept) = (end, kept + count);
            ends.push(u32::try_from(kept).unwrap_or(u32::MAX));
        }
        targets.truncate(kept);
        targets.shrink_to_fit();
        Self { ends, targets }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_concerns_an_item_is_gathered_in_order(pairs in proptest::collection::vec((0..7_usize, 0..9_u8), 0..40)) {
            let pairs: Vec<(ItemId, u8)> = pairs.into_iter().map(|(at, what)| (ItemId::from_index(at), what)).collect();
            // Those above 4 are put last, and do not stay.
            let tidy = |stretch: &mut [u8]| {
                stretch.sort_by_key(|what| *what > 4);
                stretch.iter().filter(|what| **what <= 4).count()
            };
            let all = Adjacency::gathered(7, &pairs, tidy);
            for at in (0..7).map(ItemId::from_index) {
                let its = pairs.iter().filter(|(of, what)| *of == at && *what <= 4);
                prop_assert_eq!(all.of(at), its.map(|(_, what)| *what).collect::<Vec<_>>());
            }
            prop_assert!(all.of(ItemId::from_index(7)).is_empty());
        }
    }
}
