//! Dealing the questions of a bank to papers, so that two papers of different seeds have little in common.
//!
//! What there is stands in columns of a prime number `k` of questions, those that are alike in one column. A paper
//! takes one question from each of its columns: the papers of one round have nothing in common, and two papers of
//! different rounds meet at most in the columns whose numbers leave one remainder by `k`, of which a paper takes no
//! more than it must. After `k` times `k` papers the columns are laid anew. Which questions these are is not known
//! here.

use crate::study::rng::Rng;

/// How so many questions are dealt to papers of a size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Deal {
    /// Questions in a column, a prime number: so many papers have nothing in common.
    column: usize,
    columns: usize,
    /// Questions of a paper.
    size: usize,
}

impl Deal {
    /// How to deal; `None` where there is not even enough for two papers.
    pub(super) fn of(count: usize, size: usize) -> Option<Self> {
        let most = count.checked_div(size)?;
        let primes = || (2..=most).rev().filter(|number| is_prime(*number));
        // Some columns to spare, for questions that do not fit, are worth somewhat shorter ones.
        let has_spare = |column: &usize| count / column >= size + size / 8;
        let column = primes().find(has_spare).or_else(|| primes().next())?;
        Some(Self { column, columns: count / column, size })
    }

    /// Which laying of the columns a paper is dealt from.
    pub(super) fn laying(&self, seed: u64) -> u64 {
        seed / self.papers()
    }

    /// The columns of this paper's questions in the order of chance, each with where in it its question stands; those
    /// to spare come last.
    pub(super) fn hand(&self, seed: u64) -> Vec<(usize, usize)> {
        let number = usize::try_from(seed % self.papers()).unwrap_or_default();
        let (round, place) = (number / self.column, number % self.column);
        let mut columns: Vec<usize> = (0..self.columns).collect();
        Rng::named(seed, "columns").shuffle(&mut columns);
        let mut taken = vec![0; self.column];
        let (first, spare): (Vec<usize>, Vec<usize>) = columns.into_iter().partition(|at| {
            let taken = taken.get_mut(at % self.column);
            taken.is_some_and(|taken| std::mem::replace(taken, *taken + 1) < self.meeting())
        });
        first.into_iter().chain(spare).map(|at| (at, (place + round * (at % self.column)) % self.column)).collect()
    }

    /// Where the questions of a column stand, from the one at this place on.
    pub(super) fn column(&self, (column, place): (usize, usize)) -> impl Iterator<Item = usize> + use<> {
        let (first, length) = (column * self.column, self.column);
        (0..length).map(move |step| first + (place + step) % length)
    }

    /// In how many columns two papers meet at most, as long as each column's question fits.
    fn meeting(&self) -> usize {
        self.size.div_ceil(self.column)
    }

    /// How many papers are dealt from one laying.
    fn papers(&self) -> u64 {
        (self.column as u64).saturating_mul(self.column as u64).max(1)
    }
}

/// So many papers share a row between them, each its own part of it; then it is laid anew.
pub(super) const SHARERS: usize = 2;

/// Where in the row of a paper each of so many things stands: a paper takes from the front, and where its part ends
/// that of the next begins.
pub(super) fn row(count: usize, seed: u64) -> Vec<usize> {
    let mut row: Vec<usize> = (0..count).collect();
    Rng::named(seed / SHARERS as u64, "row").shuffle(&mut row);
    let first = usize::try_from(seed % SHARERS as u64).unwrap_or_default() * count / SHARERS;
    row.into_iter().map(|place| (place + count - first) % count.max(1)).collect()
}

fn is_prime(number: usize) -> bool {
    number > 1 && (2..number).take_while(|by| by * by <= number).all(|by| !number.is_multiple_of(by))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn paper(deal: Deal, size: usize, seed: u64) -> HashSet<usize> {
        deal.hand(seed).into_iter().take(size).filter_map(|at| deal.column(at).next()).collect()
    }

    #[test]
    fn there_must_be_enough_for_two() {
        assert_eq!((Deal::of(49, 25), Deal::of(0, 25), Deal::of(9, 0)), (None, None, None));
        assert_eq!(Deal::of(50, 25), Some(Deal { column: 2, columns: 25, size: 25 }));
        assert_eq!(Deal::of(450, 25), Some(Deal { column: 13, columns: 34, size: 25 }));
    }

    proptest! {
        #[test]
        fn papers_have_no_more_in_common_than_they_must(
            count in 20_usize..700, size in 1_usize..60, first in 0_u64..400, second in 0_u64..400,
        ) {
            let Some(deal) = Deal::of(count, size) else { return Ok(()) };
            let (one, other) = (paper(deal, size, first), paper(deal, size, second));
            prop_assert_eq!((one.len(), other.len()), (size, size), "nothing is dealt twice");
            prop_assert!(one.iter().all(|at| *at < count));
            if deal.laying(first) == deal.laying(second) && first != second {
                let shared = one.intersection(&other).count();
                prop_assert!(shared <= deal.meeting(), "{deal:?}: {shared} shared");
            }
        }
    }

    #[test]
    fn two_papers_share_a_row_between_them() {
        let front = |seed| {
            let row = row(100, seed).into_iter().enumerate();
            row.filter(|(_, place)| *place < 50).map(|(thing, _)| thing).collect::<HashSet<_>>()
        };
        let all: HashSet<usize> = (0..2).flat_map(front).collect();
        assert_eq!(all.len(), 100);
        assert_ne!(front(0), front(2));
        assert!(row(0, 7).is_empty());
    }

    #[test]
    fn with_four_hundred_and_fifty_questions_no_two_of_twenty_five_share_more_than_two() {
        let deal = Deal::of(450, 25).unwrap();
        let papers: Vec<HashSet<usize>> = (0..169).map(|seed| paper(deal, 25, seed)).collect();
        for (at, one) in papers.iter().enumerate() {
            assert!(papers.iter().skip(at + 1).all(|other| one.intersection(other).count() <= 2));
        }
    }
}
