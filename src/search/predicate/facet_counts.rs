//! Counting facets, a few items at a time: a huge list takes longer than a key may wait, so whoever counts can stop in
//! between and go on later. What an item has is read once; choosing among facets counts again what was read.

use std::cmp::Reverse;

use hashbrown::HashMap;

use super::facets::{Chosen, Facet, Group, each_facet};
use crate::data::{Dataset, ItemId};
use crate::search::own::Own;

/// The facets of some items, with how many of them would show if each were chosen beside what is chosen in other
/// groups.
#[derive(Clone, Debug, Default)]
pub struct FacetCounts {
    items: Vec<ItemId>,
    /// Every facet that was met, by its number.
    met: Vec<Met>,
    numbers: Numbers,
    /// The numbers of the facets of the items read so far, in one stretch.
    facets: Vec<u32>,
    /// Where each item's facets end; they begin where those before end.
    ends: Vec<usize>,
    chosen: Chosen,
    /// The groups of which any is chosen.
    asked: Groups,
    /// How many items are counted.
    counted: usize,
    /// How many of those what is chosen leaves.
    left: usize,
    /// Of each facet, by its number, what was counted when all was last counted.
    told: Vec<u32>,
}

/// A facet that was met.
#[derive(Clone, Copy, Debug)]
struct Met {
    facet: Facet,
    group: Groups,
    is_chosen: bool,
    /// How many of the items counted so far would show.
    count: u32,
    /// The last item it was read of, by its number from 1.
    last: usize,
}

/// Groups, one bit each.
type Groups = u8;

fn bit(group: Group) -> Groups {
    1 << group as u8
}

/// Facets by number, in the order met: what is counted again and again is counted at its number. Of a huge pack there are
/// thousands of sources and people, which are found at theirs.
#[derive(Clone, Debug, Default)]
struct Numbers {
    sources: Vec<Option<u32>>,
    people: Vec<Option<u32>>,
    others: HashMap<Facet, u32>,
}

impl Numbers {
    /// The number of a facet; one that was not met before gets the next, and that is told.
    fn number(&mut self, facet: Facet, next: u32) -> u32 {
        let (list, at) = match facet {
            Facet::Source(number) => (&mut self.sources, number as usize),
            Facet::Person(id) => (&mut self.people, id.index()),
            other => return *self.others.entry(other).or_insert(next),
        };
        if list.len() <= at {
            list.resize(at + 1, None);
        }
        list.get_mut(at).map_or(next, |number| *number.get_or_insert(next))
    }

    /// The number of a facet, if it was met.
    fn known(&self, facet: Facet) -> Option<u32> {
        match facet {
            Facet::Source(number) => self.sources.get(number as usize).copied().flatten(),
            Facet::Person(id) => self.people.get(id.index()).copied().flatten(),
            other => self.others.get(&other).copied(),
        }
    }
}

/// Counting an item whose facets are known is so many times as quick as reading them.
const QUICKER: usize = 16;

impl FacetCounts {
    /// Of these items, nothing counted yet.
    #[must_use]
    pub fn new(items: Vec<ItemId>, chosen: Chosen) -> Self {
        let mut counts = Self { items, ..Self::default() };
        counts.choose(chosen);
        counts
    }

    /// Begins to count anew beside other chosen facets.
    pub fn choose(&mut self, chosen: Chosen) {
        self.asked = chosen.facets().fold(0, |groups, facet| groups | bit(facet.group()));
        for met in &mut self.met {
            (met.count, met.is_chosen) = (0, chosen.contains(met.facet));
        }
        self.chosen = chosen;
        (self.counted, self.left) = (0, 0);
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

    /// What was counted of a facet when all was last counted.
    #[must_use]
    pub fn told(&self, facet: Facet) -> usize {
        let count = self.numbers.known(facet).and_then(|number| self.told.get(number as usize));
        count.map_or(0, |count| *count as usize)
    }

    /// Goes on by so many items that must be read, or more that need not; tells whether all is counted.
    pub fn advance(&mut self, dataset: &Dataset<'_>, own: &dyn Own, items: usize) -> bool {
        let mut left = items.saturating_mul(QUICKER);
        while left > 0
            && let Some(&item) = self.items.get(self.counted)
        {
            let is_read = self.ends.len() > self.counted;
            if !is_read {
                self.read(dataset, own, item);
            }
            self.count(self.counted);
            self.counted += 1;
            left = left.saturating_sub(if is_read { 1 } else { QUICKER });
        }
        if self.is_done() {
            self.told.clear();
            self.told.extend(self.met.iter().map(|met| met.count));
        }
        self.is_done()
    }

    /// Reads the facets of the next item.
    fn read(&mut self, dataset: &Dataset<'_>, own: &dyn Own, item: ItemId) {
        let Self { met, numbers, facets, ends, chosen, .. } = self;
        let reading = ends.len() + 1;
        each_facet(dataset, own, item, |facet| {
            let next = u32::try_from(met.len()).unwrap_or(u32::MAX);
            let number = numbers.number(facet, next);
            if number == next {
                let (group, is_chosen) = (bit(facet.group()), chosen.contains(facet));
                met.push(Met { facet, group, is_chosen, count: 0, last: 0 });
            }
            if let Some(met) = met.get_mut(number as usize).filter(|met| met.last != reading) {
                met.last = reading;
                facets.push(number);
            }
        });
        ends.push(facets.len());
    }

    /// Counts the item of this number, whose facets were read.
    fn count(&mut self, number: usize) {
        let end = |number: usize| self.ends.get(number).copied().unwrap_or_default();
        let start = number.checked_sub(1).map_or(0, end);
        let facets = self.facets.get(start..end(number)).unwrap_or_default();
        let chosen = facets.iter().filter_map(|number| self.met.get(*number as usize)).filter(|met| met.is_chosen);
        let failing = self.asked & !chosen.fold(0, |groups, met| groups | met.group);
        self.left += usize::from(failing == 0);
        // An item shows if all is well in the groups other than the facet's own.
        if failing.count_ones() > 1 {
            return;
        }
        for number in facets {
            if let Some(met) = self.met.get_mut(*number as usize) {
                met.count += u32::from(failing & !met.group == 0);
            }
        }
    }

    /// Every facet met so far with its count: by group, in each the natural order, people and sources by count.
    #[must_use]
    pub fn sorted(&self) -> Vec<(Facet, usize)> {
        let mut all: Vec<(Facet, usize)> = self.met.iter().map(|met| (met.facet, met.count as usize)).collect();
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
    use crate::search::predicate::facets::facets_of;

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
            prop_assert!(counts.sorted().into_iter().all(|(facet, count)| counts.told(facet) == count));
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
