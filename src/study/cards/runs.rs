//! Values in sorted runs: very many are added one by one, and of all the least come first, or those between two bounds are
//! found, without all being sorted or looked at. What the values are is the deck's matter.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::RangeInclusive;

/// So many values are sorted at once, when the last of them is added. Of what is in no full run whoever asks for an order pays
/// for it each time, and of very many values there are as many times as many runs to be looked into.
const RUN: usize = 512;

/// Values that were added; each run of them that is full is in order.
#[derive(Debug)]
pub(super) struct Runs<T> {
    values: Vec<T>,
}

impl<T> Default for Runs<T> {
    fn default() -> Self {
        Self { values: Vec::new() }
    }
}

impl<T: Ord + Copy> Runs<T> {
    /// Adds a value.
    pub(super) fn push(&mut self, value: T) {
        self.values.push(value);
        if self.values.len().is_multiple_of(RUN)
            && let Some(run) = self.values.chunks_mut(RUN).next_back()
        {
            run.sort_unstable();
        }
    }

    /// Takes values away that were added after all others.
    pub(super) fn take_back(&mut self, is_taken: impl Fn(&T) -> bool) {
        let mut kept = Vec::new();
        while let Some(last) = self.values.len().checked_sub(1) {
            let run = self.values.split_off(last / RUN * RUN);
            let taken = run.iter().filter(|value| is_taken(value)).count();
            kept.push(run);
            if taken == 0 {
                break;
            }
        }
        for value in kept.into_iter().rev().flatten().filter(|value| !is_taken(value)) {
            self.push(value);
        }
    }

    /// How many full runs there are.
    pub(super) fn runs(&self) -> usize {
        self.values.len() / RUN
    }

    /// The full runs, and what is left in order.
    fn parts(&self) -> (impl DoubleEndedIterator<Item = &[T]> + Clone, Vec<T>) {
        let runs = self.values.chunks_exact(RUN);
        let mut rest = runs.remainder().to_vec();
        rest.sort_unstable();
        (runs, rest)
    }

    /// All values as they stand.
    pub(super) fn in_any_order(&self) -> &[T] {
        &self.values
    }

    /// All values, the least first.
    pub(super) fn in_order(&self) -> impl Iterator<Item = T> {
        let (runs, rest) = self.parts();
        let mut runs: Vec<_> = runs.map(|run| run.iter().copied()).collect();
        let mut rest = rest.into_iter();
        let first = runs.iter_mut().enumerate().filter_map(|(run, values)| Some(Reverse((values.next()?, run))));
        let mut heads: BinaryHeap<Reverse<(T, usize)>> = first.collect();
        heads.extend(rest.next().map(|value| Reverse((value, runs.len()))));
        std::iter::from_fn(move || {
            let Reverse((value, run)) = heads.pop()?;
            let next = runs.get_mut(run).map_or_else(|| rest.next(), Iterator::next);
            heads.extend(next.map(|next| Reverse((next, run))));
            Some(value)
        })
    }

    /// The values between these bounds, the least first.
    pub(super) fn within(&self, bounds: &RangeInclusive<T>) -> Vec<T> {
        let runs = self.values.chunks_exact(RUN);
        let rest = runs.remainder().iter().copied().filter(|value| bounds.contains(value));
        let of_run = |run: &'_ [T]| {
            let from = run.partition_point(|value| value < bounds.start());
            run.get(from..)
                .unwrap_or_default()
                .iter()
                .take_while(|value| *value <= bounds.end())
                .copied()
                .collect::<Vec<T>>()
        };
        let mut found: Vec<T> = runs.clone().flat_map(of_run).chain(rest).collect();
        found.sort_unstable();
        found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn what_is_added_one_by_one_is_found_as_if_all_were_sorted(
            count in prop_oneof![0_usize..20, 500_usize..530, 1000_usize..5000],
            seed in any::<u64>(),
            taken in 0_usize..2000,
            bound in any::<u16>(),
        ) {
            let mut state = seed | 1;
            let mut values: Vec<(u16, usize)> = Vec::new();
            let mut runs = Runs::default();
            for number in 0..count {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let value = (u16::try_from(state >> 48).unwrap(), number);
                values.push(value);
                runs.push(value);
            }
            let left = count.saturating_sub(taken);
            runs.take_back(|(_, number)| *number >= left);
            values.truncate(left);
            // What is added after something was taken back stands among the rest.
            values.push((bound, left));
            runs.push((bound, left));
            values.sort_unstable();
            prop_assert!(runs.in_order().eq(values.iter().copied()));
            let bounds = (bound.saturating_sub(900), 0)..=(bound, usize::MAX);
            let within: Vec<_> = values.iter().copied().filter(|value| bounds.contains(value)).collect();
            prop_assert_eq!(runs.within(&bounds), within);
        }
    }

    /// Whoever asks for the first few does not pay for all.
    #[test]
    fn the_first_are_found_without_a_look_at_all() {
        use std::cell::Cell;
        use std::cmp::Ordering;

        thread_local!(static COMPARED: Cell<usize> = const { Cell::new(0) });
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        struct Counted(usize);
        impl PartialOrd for Counted {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }
        impl Ord for Counted {
            fn cmp(&self, other: &Self) -> Ordering {
                COMPARED.set(COMPARED.get() + 1);
                self.0.cmp(&other.0)
            }
        }
        let mut runs = Runs::default();
        (0..64 * RUN).for_each(|number| runs.push(Counted(number * 7919 % (64 * RUN))));
        COMPARED.set(0);
        assert!(runs.in_order().take(20).map(|value| value.0).eq(0..20));
        assert_eq!(runs.within(&(Counted(5)..=Counted(7))).len(), 3);
        assert!(COMPARED.get() < 3000, "{}", COMPARED.get());
    }
}
