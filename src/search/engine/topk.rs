//! The best few of many, of which only upper bounds are known at first.
//!
//! Scoring exactly is what costs. Each comes with an upper bound on its key; only those whose bound
//! beats the worst of the best found so far are ever scored, the most promising first, a batch at a
//! time. The outcome is the same as if all had been scored and sorted. What a key is made of is the caller's
//! matter (see [`super::score::key`]): a greater one is better, and no two are the same.

/// How many wait before the most promising of them are scored.
const BATCH: usize = 2048;

/// Collects the best `most`.
#[derive(Debug)]
pub(crate) struct TopK<T> {
    most: usize,
    /// Keys and notes of the best so far, best first.
    best: Vec<(u64, T)>,
    /// Bounds that beat the worst of them.
    waiting: Vec<u64>,
    /// What a bound must exceed.
    least: u64,
}

impl<T> TopK<T> {
    pub(crate) fn new(most: usize) -> Self {
        let least = if most == 0 { u64::MAX } else { 0 };
        Self { most, best: Vec::new(), waiting: Vec::new(), least }
    }

    /// Takes one more bound. `exact` answers the key for a bound, which must not exceed it, or nothing if there
    /// is none after all or the key is certainly no more than the second number given.
    #[inline]
    pub(crate) fn offer(&mut self, bound: u64, exact: impl FnMut(u64, u64) -> Option<(u64, T)>) {
        if bound > self.least {
            self.waiting.push(bound);
            if self.waiting.len() >= BATCH.max(self.most) {
                self.score_waiting(exact);
            }
        }
    }

    /// Scores those that wait as long as they may be among the best.
    fn score_waiting(&mut self, mut exact: impl FnMut(u64, u64) -> Option<(u64, T)>) {
        self.waiting.sort_unstable_by(|a, b| b.cmp(a));
        for &bound in &self.waiting {
            if bound <= self.least {
                break;
            }
            let Some((key, note)) = exact(bound, self.least) else { continue };
            debug_assert!(key <= bound, "the bound {bound:x} is below its key {key:x}");
            if key > self.least {
                let at = self.best.partition_point(|(other, _)| *other > key);
                self.best.insert(at, (key, note));
                self.best.truncate(self.most);
                if self.best.len() == self.most {
                    self.least = self.best.last().map_or(0, |(key, _)| *key);
                }
            }
        }
        self.waiting.clear();
    }

    /// The best, in order, with what was noted of each.
    pub(crate) fn finish(&mut self, exact: impl FnMut(u64, u64) -> Option<(u64, T)>) -> Vec<(u64, T)> {
        self.score_waiting(exact);
        std::mem::take(&mut self.best)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn pruned_is_exhaustive(
            scores in proptest::collection::vec((0_u64..50, 0_u64..10), 0..6000),
            most in 0_usize..20,
        ) {
            const ITEMS: u64 = u32::MAX as u64;
            let exact: Vec<u64> = (0..).zip(&scores).map(|(id, (score, _))| (score + 1) << 40 | (ITEMS - id)).collect();
            let score = |bound: u64, _| {
                let number = usize::try_from(ITEMS - (bound & ITEMS)).ok()?;
                exact.get(number).map(|&key| (key, ()))
            };
            let mut top = TopK::new(most);
            for (key, (_, slack)) in exact.iter().zip(&scores) {
                top.offer(key + (slack << 40), score);
            }
            let found: Vec<u64> = top.finish(score).into_iter().map(|(key, ())| key).collect();
            let mut all = exact.clone();
            all.sort_unstable_by(|a, b| b.cmp(a));
            all.truncate(most);
            prop_assert_eq!(found, all);
        }
    }
}
