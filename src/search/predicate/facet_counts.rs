//! Counting facets, a few items at a time: a huge list takes longer than a key may wait, so whoever counts can stop in
//! between and go on later. What an item has is read once; choosing among facets counts again what was read.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::facets::{Chosen, Facet, Group, facets_of, number};
use crate::data::{Dataset, ItemId};
use crate::search::own::Own;

/// The facets of some items, with how many of them would show if each were chosen beside what is chosen in other
/// groups.
#[derive(Clone, Debug, Default)]
pub struct FacetCounts {
    items: Vec<ItemId>,
    /// The facets of the items read so far, in one stretch, each item's in order.
    facets: Vec<Facet>,
    /// Where each item's facets end; they begin where those before end.
    ends: Vec<usize>,
    chosen: Chosen,
    /// How many items are counted.
    counted: usize,
    /// How many of those what is chosen leaves.
    left: usize,
    counts: Tally,
}

/// How often each facet was counted that was met at all. Of a huge pack there are thousands of sources and people,
/// which are counted at their numbers: looked up one by one they took most of the time.
#[derive(Clone, Debug, Default)]
struct Tally {
    sources: Vec<Option<u32>>,
    people: Vec<Option<u32>>,
    others: HashMap<Facet, usize>,
}

impl Tally {
    fn clear(&mut self) {
        self.sources.clear();
        self.people.clear();
        self.others.clear();
    }

    /// Notes that a facet was met, and counts it if it shows.
    fn meet(&mut self, facet: Facet, shows: bool) {
        let (list, number) = match facet {
            Facet::Source(number) => (&mut self.sources, number as usize),
            Facet::Person(id) => (&mut self.people, id.index()),
            other => {
                *self.others.entry(other).or_default() += usize::from(shows);
                return;
            }
        };
        if list.len() <= number {
            list.resize(number + 1, None);
        }
        if let Some(count) = list.get_mut(number) {
            *count = Some(count.unwrap_or_default() + u32::from(shows));
        }
    }

    /// Every facet met, with its count, in no order.
    fn all(&self) -> impl Iterator<Item = (Facet, usize)> {
        let met = |(at, count): (usize, &Option<u32>)| Some((at, (*count)? as usize));
        let sources = self.sources.iter().enumerate().filter_map(met);
        let people = self.people.iter().enumerate().filter_map(met);
        let others = self.others.iter().map(|(facet, count)| (*facet, *count));
        let people = people.map(|(at, count)| (Facet::Person(ItemId::from_index(at)), count));
        others.chain(people).chain(sources.map(|(at, count)| (Facet::Source(number(at)), count)))
    }
}

/// Counting an item whose facets are known is so many times as quick as reading them.
const QUICKER: usize = 16;

impl FacetCounts {
    /// Of these items, nothing counted yet.
    #[must_use]
    pub fn new(items: Vec<ItemId>, chosen: Chosen) -> Self {
        Self { items, chosen, ..Self::default() }
    }

    /// Begins to count anew beside other chosen facets.
    pub fn choose(&mut self, chosen: Chosen) {
        self.chosen = chosen;
        (self.counted, self.left) = (0, 0);
        self.counts.clear();
    }

    /// How many items there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// How many of the items counted so far what is chosen leaves.
    #[must_use]
    pub fn left(&self) -> usize {
        self.left
    }

    /// Whether all is counted.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.counted == self.items.len()
    }

    /// Goes on by so many items that must be read, or more that need not; tells whether all is counted.
    pub fn advance(&mut self, dataset: &Dataset<'_>, own: &dyn Own, items: usize) -> bool {
        let mut left = items.saturating_mul(QUICKER);
        while left > 0
            && let Some(&item) = self.items.get(self.counted)
        {
            let is_read = self.ends.len() > self.counted;
            if !is_read {
                self.facets.extend(facets_of(dataset, own, item));
                self.ends.push(self.facets.len());
            }
            self.count(self.counted);
            self.counted += 1;
            left = left.saturating_sub(if is_read { 1 } else { QUICKER });
        }
        self.is_done()
    }

    /// Counts the item of this number, whose facets were read.
    fn count(&mut self, number: usize) {
        let end = |number: usize| self.ends.get(number).copied().unwrap_or_default();
        let start = number.checked_sub(1).map_or(0, end);
        let facets = self.facets.get(start..end(number)).unwrap_or_default();
        let mut failing = self.chosen.failing(|facet| facets.binary_search(&facet).is_ok());
        let (first, second) = (failing.next(), failing.next());
        self.left += usize::from(first.is_none());
        for facet in facets {
            // It shows if all is well in the groups other than the facet's own.
            let shows = second.is_none() && first.is_none_or(|group| group == facet.group());
            self.counts.meet(*facet, shows);
        }
    }

    /// Every facet met so far with its count: by group, in each the natural order, people and sources by count.
    #[must_use]
    pub fn sorted(&self) -> Vec<(Facet, usize)> {
        let mut all: Vec<(Facet, usize)> = self.counts.all().collect();
        let kinds = all.iter().filter(|(facet, _)| facet.group() == Group::Kinds).count();
        // What everything has tells nothing apart.
        all.retain(|(facet, _)| kinds > 1 || facet.group() != Group::Kinds);
        all.sort_unstable_by_key(|(facet, count)| {
            let group = facet.group();
            let by_count = matches!(group, Group::People | Group::Sources).then_some(Reverse(*count));
            (group, by_count, *facet)
        });
        all
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::data::bundled;

    /// Every third is marked.
    struct Marked;

    impl Own for Marked {
        fn is_marked(&self, id: ItemId) -> bool {
            id.index().is_multiple_of(3)
        }
    }

    /// What counting is, in as many words: through all items for each facet.
    fn plainly(dataset: &Dataset<'_>, items: &[ItemId], chosen: &Chosen) -> BTreeSet<(Facet, usize)> {
        let of_items: Vec<_> = items.iter().map(|id| facets_of(dataset, &Marked, *id)).collect();
        let all: BTreeSet<Facet> = of_items.iter().flatten().copied().collect();
        let kinds = all.iter().filter(|facet| facet.group() == Group::Kinds).count();
        let told = |facet: &Facet| kinds > 1 || facet.group() != Group::Kinds;
        let count = |facet: Facet| {
            let shows = |facets: &&Vec<Facet>| {
                facets.contains(&facet)
                    && chosen.failing(|chosen| facets.contains(&chosen)).all(|group| group == facet.group())
            };
            (facet, of_items.iter().filter(shows).count())
        };
        all.into_iter().filter(told).map(count).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn in_slices_of_any_size_the_same_is_counted(
            from in 0_usize..900, items in 0_usize..200, slices in prop::collection::vec(1_usize..40, 1..8),
            picks in prop::collection::vec(any::<prop::sample::Index>(), 0..5),
        ) {
            let dataset = bundled::dataset().unwrap();
            let items: Vec<ItemId> = dataset.ids().skip(from).take(items).collect();
            let mut counts = FacetCounts::new(items.clone(), Chosen::default());
            prop_assert!(counts.advance(&dataset, &Marked, usize::MAX));
            let all = counts.sorted();
            // Some of what can be chosen is chosen, counting is broken off once, and then done slice by slice.
            let chosen: Chosen =
                picks.iter().filter(|_| !all.is_empty()).map(|pick| pick.get(&all).0).collect();
            let mut sliced = FacetCounts::new(items.clone(), Chosen::default());
            sliced.advance(&dataset, &Marked, slices[0]);
            sliced.choose(chosen.clone());
            let mut sizes = slices.iter().cycle();
            while !sliced.advance(&dataset, &Marked, *sizes.next().unwrap()) {}
            counts.choose(chosen.clone());
            counts.advance(&dataset, &Marked, usize::MAX);
            prop_assert_eq!(sliced.sorted(), counts.sorted());
            let told: BTreeSet<_> = sliced.sorted().into_iter().collect();
            prop_assert_eq!(told, plainly(&dataset, &items, &chosen));
        }
    }

    #[test]
    fn no_slice_reads_more_than_it_may() {
        let dataset = bundled::dataset().unwrap();
        let mut counts = FacetCounts::new(dataset.ids().collect(), Chosen::default());
        for slices in 1..4 {
            assert!(!counts.advance(&dataset, &Marked, 50));
            assert_eq!(counts.ends.len(), slices * 50);
        }
        counts.choose(Chosen::default());
        assert!(!counts.advance(&dataset, &Marked, 5));
        assert_eq!((counts.counted, counts.ends.len()), (5 * QUICKER, 150), "what was read is not read again");
    }
}
