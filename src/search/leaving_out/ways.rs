//! Which words of a query the items lack that have most of them, names before others, counted a slice of the dataset at a time. What holds
//! each word was looked for before; what is found by leaving words out is ranked afterwards.

use std::cmp::Reverse;

use hashbrown::HashMap;

use crate::data::ItemId;

/// Words that an item lacks, as bits.
pub(super) type Lacks = u16;

/// Whether the word of this number is among them.
pub(super) fn is_lacked(lacks: Lacks, number: usize) -> bool {
    lacks >> number & 1 == 1
}

/// Words that may be left out, and what is found so, in the order of the dataset.
pub(super) type Way = (Lacks, Vec<ItemId>);

/// So many words may be left out.
const MOST: u32 = 2;
/// So many ways are compared: each is a search of what it finds.
const WAYS: usize = 6;

/// What lacks the fewest words, by the words lacked.
#[derive(Debug, Default)]
pub(super) struct Ways {
    /// How many items of the dataset are counted.
    counted: usize,
    /// The words that are names, which are left out last: whoever types one means that.
    names: Lacks,
    /// How many names, and how many words, those lack that lack the fewest, as far as that was counted.
    fewest: Option<(u32, u32)>,
    found: HashMap<Lacks, Vec<ItemId>>,
}

impl Ways {
    /// Nothing counted yet of words of which these are names.
    pub(super) fn of(names: Lacks) -> Self {
        Self { names, ..Self::default() }
    }

    /// Counts so many more of `all` items, of which each word is held by these, in their order; whether those were the
    /// last.
    pub(super) fn count(&mut self, holding: &[&[ItemId]], all: usize, items: usize) -> bool {
        let (start, end) = (self.counted, self.counted.saturating_add(items).min(all));
        let every: Lacks = (0..holding.len()).fold(0, |every, number| every | 1 << number);
        let mut lacks = vec![every; end - start];
        for (number, ids) in holding.iter().enumerate() {
            let from = ids.partition_point(|id| id.index() < start);
            for id in ids.iter().skip(from).take_while(|id| id.index() < end) {
                if let Some(lacks) = lacks.get_mut(id.index() - start) {
                    *lacks &= !(1 << number);
                }
            }
        }
        for (number, lacks) in (start..end).zip(lacks) {
            self.add(ItemId::from_index(number), lacks, every);
        }
        self.counted = end;
        end == all
    }

    fn add(&mut self, id: ItemId, lacks: Lacks, every: Lacks) {
        let count = lacks.count_ones();
        let worth = ((lacks & self.names).count_ones(), count);
        // Some word must be left.
        if lacks == every || !(1..=MOST).contains(&count) || self.fewest.is_some_and(|fewest| fewest < worth) {
            return;
        }
        if self.fewest != Some(worth) {
            self.fewest = Some(worth);
            self.found.clear();
        }
        self.found.entry(lacks).or_default().push(id);
    }

    /// The ways by which the fewest words are left out; of many those by which most is found, that of the most last.
    pub(super) fn into_most_found(self) -> Vec<Way> {
        let mut ways: Vec<Way> = self.found.into_iter().collect();
        ways.sort_unstable_by_key(|(lacks, found)| (Reverse(found.len()), *lacks));
        ways.truncate(WAYS);
        ways.reverse();
        ways
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same, by going through all items for every way there is.
    fn one_by_one(holding: &[&[ItemId]], all: usize, names: &[usize]) -> Vec<Way> {
        let lacks = |number: usize| -> Vec<usize> {
            (0..holding.len()).filter(|word| !holding[*word].contains(&ItemId::from_index(number))).collect()
        };
        let of_names = |number: usize| lacks(number).iter().filter(|word| names.contains(word)).count();
        let lacking = |(lacked, count): (usize, usize)| {
            let mut ways: Vec<(Vec<usize>, Vec<ItemId>)> = Vec::new();
            for number in (0..all).filter(|number| lacks(*number).len() == count && of_names(*number) == lacked) {
                match ways.iter_mut().find(|(words, _)| *words == lacks(number)) {
                    Some((_, found)) => found.push(ItemId::from_index(number)),
                    None => ways.push((lacks(number), vec![ItemId::from_index(number)])),
                }
            }
            ways
        };
        let may_be = (0..=2).flat_map(|named| [(named, 1), (named, 2)]).filter(|(_, count)| *count < holding.len());
        let ways = may_be.map(lacking).find(|ways| !ways.is_empty()).unwrap_or_default();
        let bits = |words: Vec<usize>| words.into_iter().map(|word| 1 << word).sum::<Lacks>();
        let mut ways: Vec<Way> = ways.into_iter().map(|(words, found)| (bits(words), found)).collect();
        ways.sort_by_key(|(lacks, found)| (Reverse(found.len()), *lacks));
        ways.into_iter().take(6).rev().collect()
    }

    proptest! {
        #[test]
        fn what_lacks_fewest_words_is_counted_in_slices_as_it_is_at_once(
            held in prop::collection::vec(prop::collection::vec(any::<bool>(), 40), 2..5),
            slices in prop::collection::vec(1_usize..50, 1..5),
            names in prop::collection::vec(0_usize..5, 0..3),
        ) {
            let ids = |held: &Vec<bool>| (0..40).filter(|at| held[*at]).map(ItemId::from_index).collect::<Vec<_>>();
            let ids: Vec<Vec<ItemId>> = held.iter().map(ids).collect();
            let holding: Vec<&[ItemId]> = ids.iter().map(Vec::as_slice).collect();
            let of_names = names.iter().fold(0, |names, name| names | 1 << name);
            let (mut ways, mut sizes) = (Ways::of(of_names), slices.iter().cycle());
            while !ways.count(&holding, 40, *sizes.next().unwrap()) {}
            prop_assert_eq!(ways.into_most_found(), one_by_one(&holding, 40, &names));
        }
    }
}
