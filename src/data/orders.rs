//! Orders of items that were found once and are kept for all who explore the dataset: of a huge pack one takes long to find
//! and much room, and it depends on nothing else. What decides about an order, and which number it has, is told where lists
//! are made (`view::sections::order`), never here.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::ItemId;

/// An item, after the number of what stands over it.
pub type Placed = (u32, ItemId);

/// Orders by their numbers, each from the time on when it was first found.
#[derive(Debug, Default)]
pub struct Orders(Mutex<BTreeMap<usize, Arc<[Placed]>>>);

impl Orders {
    /// The order of this number, if somebody found it before.
    #[must_use]
    pub fn known(&self, number: usize) -> Option<Arc<[Placed]>> {
        self.all().get(&number).cloned()
    }

    /// Keeps an order, and gives the one that all share: whoever found the same later has theirs dropped.
    pub fn keep(&self, number: usize, items: Vec<Placed>) -> Arc<[Placed]> {
        self.all().entry(number).or_insert_with(|| items.into()).clone()
    }

    /// They are whole whatever befell whoever looked last, for each is put in whole.
    fn all(&self) -> MutexGuard<'_, BTreeMap<usize, Arc<[Placed]>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_finds_an_order_later_shares_the_first() {
        let orders = Orders::default();
        let items = vec![(3, ItemId::from_index(1)), (4, ItemId::from_index(0))];
        assert!(orders.known(7).is_none());
        let first = orders.keep(7, items.clone());
        let second = orders.keep(7, items.clone());
        assert!(Arc::ptr_eq(&first, &second) && *first == *items);
        assert!(orders.known(7).is_some_and(|known| Arc::ptr_eq(&first, &known)) && orders.known(8).is_none());
    }
}
