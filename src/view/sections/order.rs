//! The order of what a tab lists, whatever passes: found once, in slices where there is very much of it, and then only
//! looked through. What decides about a place, and what stands over it, each tab tells in its file; the timeline is in
//! order of time as it is.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use super::key::Key;
use super::{Passes, Row, agreements, institutions, topics};
use crate::data::orders::Placed;
use crate::data::{Dataset, ItemId, Kind};

/// A list and the order that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The agreements.
    Agreements(agreements::Order),
    /// The institutions, by title or the most important first.
    Institutions {
        /// Whether titles decide.
        by_title: bool,
    },
    /// The topics, likewise.
    Topics {
        /// Whether titles decide.
        by_title: bool,
    },
    /// The places alone, likewise.
    Places {
        /// Whether titles decide.
        by_title: bool,
    },
}

impl Order {
    /// The number by which a dataset keeps it: no two have one.
    fn number(self) -> usize {
        /// Before the others come those of the agreements.
        const AFTER_AGREEMENTS: usize = agreements::Order::ALL.len();
        match self {
            Self::Agreements(order) => order as usize,
            Self::Institutions { by_title } => AFTER_AGREEMENTS + usize::from(by_title),
            Self::Topics { by_title } => AFTER_AGREEMENTS + 2 + usize::from(by_title),
            Self::Places { by_title } => AFTER_AGREEMENTS + 4 + usize::from(by_title),
        }
    }

    /// Whether somebody found it before: then all that may be listed is in order at once.
    #[must_use]
    pub fn is_known(self, dataset: &Dataset<'_>) -> bool {
        dataset.orders.known(self.number()).is_some()
    }

    /// How many items may be listed.
    fn len(self, dataset: &Dataset<'_>) -> usize {
        self.all(dataset).map_or(dataset.records.len(), <[ItemId]>::len)
    }

    /// The items that may be listed, if they are those of one kind.
    fn all<'d>(self, dataset: &'d Dataset<'_>) -> Option<&'d [ItemId]> {
        match self {
            Self::Agreements(_) => Some(dataset.of_kind(Kind::Agreement)),
            Self::Institutions { .. } => Some(dataset.of_kind(Kind::Institution)),
            Self::Places { .. } => Some(dataset.of_kind(Kind::Place)),
            Self::Topics { .. } => None,
        }
    }

    /// Where an item stands, if it is listed.
    fn key(self, dataset: &Dataset<'_>, id: ItemId) -> Option<Key> {
        let record = dataset.record(id)?;
        match self {
            Self::Agreements(order) => agreements::key(dataset, order, record),
            Self::Institutions { by_title } => institutions::key(dataset, by_title, record),
            Self::Topics { by_title } => topics::key(dataset, by_title, record),
            Self::Places { by_title } => Some(topics::place_key(by_title, record)),
        }
    }

    /// What stands over items of this place, if anything does.
    fn heading(self, dataset: &Dataset<'_>, place: usize) -> Option<String> {
        match self {
            Self::Agreements(_) | Self::Places { .. } => None,
            Self::Institutions { .. } => institutions::heading(dataset, place),
            Self::Topics { .. } => topics::heading(dataset, place),
        }
    }
}

/// Everything a tab might list, in order.
#[derive(Clone, Debug)]
pub struct Ordered {
    order: Order,
    /// Shared by all who explore the dataset.
    items: Arc<[Placed]>,
}

impl Ordered {
    /// All in this order, at once: as it was found before, or else it is found now.
    #[must_use]
    pub fn new(dataset: &Dataset<'_>, order: Order) -> Self {
        let items = dataset.orders.known(order.number()).unwrap_or_else(|| {
            let mut ordering = Ordering::new(order);
            while !ordering.advance(dataset, usize::MAX) {}
            dataset.orders.keep(order.number(), ordering.items)
        });
        Self { order, items }
    }

    /// What passes, under its headings.
    #[must_use]
    pub fn sections(&self, dataset: &Dataset<'_>, passes: Passes<'_>) -> Vec<Row> {
        let (mut rows, mut over) = (Vec::new(), None);
        for (place, id) in self.items.iter().filter(|(_, id)| passes(*id)) {
            if over != Some(*place) {
                over = Some(*place);
                rows.extend(self.order.heading(dataset, *place as usize).map(|heading| Row::Heading(heading.into())));
            }
            rows.push(Row::Item(*id));
        }
        rows
    }
}

/// Everything a tab might list, being put in order.
#[derive(Debug)]
pub struct Ordering {
    order: Order,
    /// How many items were looked at.
    met: usize,
    /// What is listed of them, each run of these in order.
    runs: Vec<std::vec::IntoIter<(Key, ItemId)>>,
    /// The first of each run that is left.
    heads: BinaryHeap<Reverse<(Key, ItemId, usize)>>,
    items: Vec<Placed>,
}

impl Ordering {
    /// Nothing in order yet.
    #[must_use]
    pub fn new(order: Order) -> Self {
        Self { order, met: 0, runs: Vec::new(), heads: BinaryHeap::new(), items: Vec::new() }
    }

    /// Goes on by so many items, unless somebody else was quicker; tells whether the dataset keeps the order by now.
    pub fn go_on(&mut self, dataset: &Dataset<'_>, items: usize) -> bool {
        if self.order.is_known(dataset) {
            return true;
        }
        let is_done = self.advance(dataset, items);
        if is_done {
            dataset.orders.keep(self.order.number(), std::mem::take(&mut self.items));
        }
        is_done
    }

    /// Goes on by so many items; tells whether all are in order.
    fn advance(&mut self, dataset: &Dataset<'_>, items: usize) -> bool {
        let all = self.order.len(dataset);
        if self.met < all {
            self.gather(dataset, self.met..self.met.saturating_add(items).min(all));
            return false;
        }
        for _ in 0..items {
            let Some(Reverse((key, id, number))) = self.heads.pop() else { return true };
            self.items.push((u32::try_from(key.place).unwrap_or(u32::MAX), id));
            let next = self.runs.get_mut(number).and_then(Iterator::next);
            self.heads.extend(next.map(|(key, id)| Reverse((key, id, number))));
        }
        self.heads.is_empty()
    }

    /// Brings what is listed of these items in order among each other.
    fn gather(&mut self, dataset: &Dataset<'_>, numbers: std::ops::Range<usize>) {
        self.met = numbers.end;
        let of_kind = self.order.all(dataset);
        let ids = numbers.filter_map(|number| match of_kind {
            Some(all) => all.get(number).copied(),
            None => Some(ItemId::from_index(number)),
        });
        let mut run: Vec<(Key, ItemId)> = ids.filter_map(|id| Some((self.order.key(dataset, id)?, id))).collect();
        run.sort_unstable();
        let mut run = run.into_iter();
        if let Some((key, id)) = run.next() {
            self.heads.push(Reverse((key, id, self.runs.len())));
            self.runs.push(run);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::data::bundled;

    fn orders() -> Vec<Order> {
        let mut all: Vec<Order> = agreements::Order::ALL.map(Order::Agreements).into();
        for by_title in [false, true] {
            all.extend([Order::Institutions { by_title }, Order::Topics { by_title }, Order::Places { by_title }]);
        }
        all
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        #[test]
        fn in_slices_of_any_size_the_same_order_comes(slices in prop::collection::vec(1_usize..300, 1..5)) {
            let dataset = bundled::dataset().unwrap();
            for order in orders() {
                let (mut ordering, mut sizes) = (Ordering::new(order), slices.iter().cycle());
                while !ordering.advance(&dataset, *sizes.next().unwrap()) {}
                prop_assert!(ordering.items == *Ordered::new(&dataset, order).items, "{order:?}");
            }
        }
    }

    #[test]
    fn an_order_is_found_once_for_all_who_list_by_it() {
        let dataset = bundled::dataset().unwrap();
        let mut met = std::collections::BTreeSet::new();
        for order in orders() {
            assert!(met.insert(order.number()) && !order.is_known(&dataset), "{order:?}");
            let (mut one, mut other) = (Ordering::new(order), Ordering::new(order));
            // Of two who are at it the second stops where the first is done.
            while !one.go_on(&dataset, 50) {
                other.advance(&dataset, 1);
            }
            assert!(other.go_on(&dataset, 1) && order.is_known(&dataset), "{order:?}");
            let [first, second] = [(); 2].map(|()| Ordered::new(&dataset, order));
            assert!(Arc::ptr_eq(&first.items, &second.items), "{order:?}");
            assert!(first.items.len() > other.items.len() || first.items.len() < 2, "{order:?}");
        }
    }

    #[test]
    fn no_slice_looks_at_more_than_it_may() {
        let dataset = bundled::dataset().unwrap();
        for order in orders() {
            let (mut ordering, mut slices) = (Ordering::new(order), 0);
            while !ordering.advance(&dataset, 7) {
                slices += 1;
                assert!(ordering.met <= 7 * slices && ordering.items.len() <= 7 * slices, "{order:?}");
            }
            let work = order.len(&dataset) + ordering.items.len();
            assert!((slices + 2) * 7 >= work, "{order:?}: {slices} slices");
        }
    }
}
