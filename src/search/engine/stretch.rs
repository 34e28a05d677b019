//! Which of many stretches that follow each other holds a byte: an item in an arena, a word among words.

/// The stretch from `first` on that holds the byte `at`, given where each begins; beyond the last, that is
/// nowhere before the end of all numbers. Most often it is one of the next few.
#[inline]
pub(crate) fn holder(first: usize, at: usize, starts: impl Fn(usize) -> usize) -> usize {
    let (mut low, mut step) = (first, 1);
    while starts(low + step) <= at {
        low += step;
        step *= 2;
    }
    // It begins at `low` or later, and before `low + step`.
    let mut high = low + step;
    while low + 1 < high {
        let middle = low.midpoint(high);
        if starts(middle) <= at {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_held_by_the_last_that_begins_before_it() {
        let begins = [0, 3, 4, 10, 11, 30];
        let starts = |number: usize| begins.get(number).copied().unwrap_or(usize::MAX);
        for at in 0..40 {
            let wanted = begins.iter().rposition(|&start| start <= at);
            for first in 0..=wanted.unwrap_or(0) {
                assert_eq!(Some(holder(first, at, starts)), wanted, "{at} from {first}");
            }
        }
    }
}
