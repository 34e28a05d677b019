//! Some of many: where there are more things than can be looked at for one question, the same few are looked at each
//! time.

use crate::study::rng::Rng;

/// The numbers below a count, in order; of more than the most that is wanted so many, spread evenly from where the name
/// says.
pub(super) fn of(count: usize, most: usize, name: &str) -> impl Iterator<Item = usize> {
    let (start, step, taken) =
        if count <= most { (0, 1, count) } else { (Rng::named(0, name).below(count), count / most.max(1), most) };
    (0..taken).map(move |at| (start + at * step) % count.max(1))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_sample_is_no_more_than_is_wanted_and_each_once(count in 0_usize..5000, most in 0_usize..300, name in "[a-z]{1,8}") {
            let numbers: Vec<usize> = super::of(count, most, &name).collect();
            prop_assert_eq!(numbers.len(), count.min(most));
            prop_assert!(numbers.iter().all(|number| *number < count));
            prop_assert_eq!(numbers.iter().collect::<HashSet<_>>().len(), numbers.len());
            prop_assert!(numbers.iter().copied().eq(super::of(count, most, &name)));
            if count <= most {
                prop_assert!(numbers.is_sorted());
            }
        }
    }
}
