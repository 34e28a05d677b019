//! Lists of numbers in one stretch of memory: of a huge pack there are millions of short ones, and where each had
//! memory of its own, whoever gave them all up would keep a key waiting.

use std::iter;

/// Lists of numbers, in the order in which they were added.
#[derive(Debug, Default)]
pub(in crate::study) struct Lists {
    numbers: Vec<u32>,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Lists {
    /// Adds a list behind the others.
    pub(in crate::study) fn push(&mut self, list: &[u32]) {
        self.numbers.extend_from_slice(list);
        self.ends.push(self.numbers.len());
    }

    /// How many lists there are.
    pub(in crate::study) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The list of a number, from 0.
    pub(in crate::study) fn get(&self, at: usize) -> Option<&[u32]> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.numbers.get(start..end)
    }

    /// All lists.
    pub(in crate::study) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let starts = iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).filter_map(|(start, end)| self.numbers.get(*start..*end))
    }
}

/// Lists of numbers to which numbers are added in any order.
#[derive(Debug, Default)]
pub(in crate::study) struct Chains {
    /// Of each list, how long it is, and where in `links` its last number stands.
    chains: Vec<(usize, usize)>,
    /// A number, and where the one before it in its list stands.
    links: Vec<(u32, usize)>,
}

impl Chains {
    /// How many lists there are.
    pub(in crate::study) fn len(&self) -> usize {
        self.chains.len()
    }

    /// Adds an empty list.
    pub(in crate::study) fn add(&mut self) {
        self.chains.push((0, 0));
    }

    /// Adds a number to a list; to one that there is not, nothing.
    pub(in crate::study) fn push(&mut self, list: usize, number: u32) {
        if let Some((len, last)) = self.chains.get_mut(list) {
            self.links.push((number, *last));
            (*len, *last) = (*len + 1, self.links.len() - 1);
        }
    }

    /// How many numbers a list has.
    pub(in crate::study) fn len_of(&self, list: usize) -> usize {
        self.chains.get(list).map_or(0, |(len, _)| *len)
    }

    /// The numbers of a list, the last first.
    pub(in crate::study) fn of(&self, list: usize) -> impl Iterator<Item = u32> {
        let (len, tail) = self.chains.get(list).copied().unwrap_or_default();
        let from_last = iter::successors(self.links.get(tail), |(_, before)| self.links.get(*before));
        from_last.take(len).map(|(number, _)| *number)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_list_has_what_was_added_to_it(
            lists in prop::collection::vec(prop::collection::vec(any::<u32>(), 0..5), 0..20),
            mixed in prop::collection::vec((0_usize..6, any::<u32>()), 0..60),
        ) {
            let mut all = Lists::default();
            for list in &lists {
                all.push(list);
            }
            prop_assert_eq!(all.iter().map(<[u32]>::to_vec).collect::<Vec<_>>(), lists.clone());
            prop_assert_eq!(all.len(), lists.len());
            for at in 0..=lists.len() {
                prop_assert_eq!(all.get(at), lists.get(at).map(Vec::as_slice));
            }
            let (mut chains, mut plainly) = (Chains::default(), vec![Vec::new(); 4]);
            (0..plainly.len()).for_each(|_| chains.add());
            for (list, number) in mixed {
                chains.push(list, number);
                plainly.get_mut(list).into_iter().for_each(|list: &mut Vec<u32>| list.insert(0, number));
            }
            prop_assert_eq!(chains.len(), plainly.len());
            for (at, list) in plainly.iter().enumerate() {
                prop_assert_eq!(chains.len_of(at), list.len());
                prop_assert!(chains.of(at).eq(list.iter().copied()));
            }
            prop_assert_eq!((chains.len_of(4), chains.of(4).count()), (0, 0));
        }
    }
}
