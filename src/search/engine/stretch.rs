//! Stretches that follow each other in one text, told by where each begins: items in an arena, words among words.

use std::ops::Range;

/// The stretch from `first` on that the byte `at` is in, given where each begins; beyond the last, that is
/// nowhere before the end of all numbers. Most often it is one of the next few.
#[inline]
pub(crate) fn stretch_at(first: usize, at: usize, starts: impl Fn(usize) -> usize) -> usize {
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

/// Where a line stands among lines that are `all` bytes long: up to the line end before the next.
pub(crate) fn line(starts: &[u32], number: usize, all: usize) -> Range<usize> {
    let start = starts.get(number).map_or(all, |&start| start as usize);
    start..starts.get(number + 1).map_or(all, |&next| next as usize - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_of_the_last_that_begins_before_it() {
        let begins = [0, 3, 4, 10, 11, 30];
        let starts = |number: usize| begins.get(number).copied().unwrap_or(usize::MAX);
        for at in 0..40 {
            let last = begins.iter().rposition(|&start| start <= at);
            for first in 0..=last.unwrap_or(0) {
                assert_eq!(Some(stretch_at(first, at, starts)), last, "{at} from {first}");
            }
        }
    }
}
