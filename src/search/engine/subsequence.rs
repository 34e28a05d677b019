//! Words that stand in a name otherwise than written: initials, letters scattered over the words of a name, and words
//! written as one.
//!
//! Only of a short form may letters be scattered; any other word is looked for as whole words that were written as one,
//! `todaiji` in *todai ji*, and, if it is none of English, in a word of which one letter after the second is left out,
//! `sumit` in *summit*: what else its letters may be found in is not what it means. All place the letters at once: bit
//! *n* of a set says that the first *n* can be placed so far.

use memchr::memchr_iter;

use super::acronym::is_known;
use super::char_mask::{is_passed_over, pair_bit};
use super::fit::{Fit, MIN_INSIDE};
use super::fuzzy::MAX_PATTERN;
use super::short_form::leaves_vowels_out;

/// A word of the letters a–z whose letters are looked for one by one.
#[derive(Clone, Debug)]
pub(crate) struct Subsequence {
    word: Box<[u8]>,
    /// For each byte, after how many letters of the word it comes with itself counted: bit *n* for the
    /// *n*th letter.
    of: Box<[u64; 256]>,
    /// Whether the letters may be scattered.
    scatters: bool,
    /// Whether the word is none, so that a letter may have been left out.
    is_slip: bool,
}

impl Subsequence {
    /// Of a word that may be initials or scattered: neither too short nor too long, and of letters only.
    pub(crate) fn new(word: &str) -> Option<Self> {
        let (scatters, is_slip, word) = (leaves_vowels_out(word), !is_known(word), word.as_bytes());
        if !(MIN_INSIDE..MAX_PATTERN).contains(&word.len()) || !word.iter().all(u8::is_ascii_lowercase) {
            return None;
        }
        let mut of = Box::new([0_u64; 256]);
        for (at, &byte) in word.iter().enumerate() {
            if let Some(slot) = of.get_mut(usize::from(byte)) {
                *slot |= 2 << at;
            }
        }
        Some(Self { word: word.into(), of, scatters, is_slip })
    }

    #[inline]
    fn of(&self, byte: u8) -> u64 {
        self.of.get(usize::from(byte)).copied().unwrap_or(0)
    }

    /// Whether the letters may be scattered.
    pub(crate) fn scatters(&self) -> bool {
        self.scatters
    }

    /// The bit that tells that all letters are placed.
    fn goal(&self) -> u64 {
        1 << self.word.len()
    }

    /// Whether the letters stand in order in a name, those in one word begun with its first letter, and the
    /// words one after the other save those that may be passed over. If they may not be scattered, whether words that
    /// follow each other are the word when written as one, the last of them perhaps only begun, or one is the word and
    /// a letter more.
    pub(crate) fn is_scattered_over(&self, name: &[u8]) -> bool {
        if !self.scatters {
            return self.is_joined_of(name) || self.is_slip && self.lacks_a_letter_of(name);
        }
        let mut before = 1_u64;
        for word in words(name) {
            let here = self.taken(before, word);
            if here & self.goal() != 0 {
                return true;
            }
            before = 1 | here | if is_passed_over(word) { before } else { 0 };
        }
        false
    }

    /// Whether a word of a name is this one and a letter more, which is none of its first two.
    fn lacks_a_letter_of(&self, name: &[u8]) -> bool {
        let begun = self.word.get(..2).unwrap_or_default();
        let mut longer = words(name).filter(|word| word.len() == self.word.len() + 1 && word.starts_with(begun));
        longer.any(|word| self.taken(1, word) & self.goal() != 0)
    }

    fn is_joined_of(&self, name: &[u8]) -> bool {
        let mut placed = 0_u64;
        for word in words(name).filter(|word| !word.is_empty()) {
            // The word may begin here, or go on where the words before left off.
            let (mut open, mut here) = (placed | 1, 0);
            while open != 0 {
                let at = open.trailing_zeros() as usize;
                open &= open - 1;
                let rest = self.word.get(at..).unwrap_or_default();
                if at > 0 && word.starts_with(rest) {
                    return true;
                }
                if rest.len() > word.len() && rest.starts_with(word) {
                    here |= 1 << (at + word.len());
                }
            }
            placed = here;
        }
        false
    }

    /// Whether the last letters, any number of them, may be scattered over this word.
    pub(crate) fn may_end_in(&self, word: &[u8]) -> bool {
        self.taken(!0, word) & self.goal() != 0
    }

    /// What is placed after a word if these were before it and it takes a letter.
    #[inline]
    fn taken(&self, before: u64, word: &[u8]) -> u64 {
        let [head, rest @ ..] = word else { return 0 };
        let mut here = (before << 1) & self.of(*head);
        // Most words take no letter: of these no more is looked at.
        if here != 0 {
            for &byte in rest {
                here |= (here << 1) & self.of(byte);
            }
        }
        here
    }

    /// Whether the words of a name give their first letters, short words and numbers at will: all of them, or
    /// the first few.
    pub(crate) fn initials(&self, name: &[u8]) -> Option<Fit> {
        let (mut sets, mut begun) = (1_u64, false);
        for word in words(name) {
            let Some(&head) = word.first() else { continue };
            let taken = (sets << 1) & self.of(head);
            sets = if is_passed_over(word) { sets | taken } else { taken };
            begun |= sets & self.goal() != 0;
            if sets == 0 {
                break;
            }
        }
        match (sets & self.goal() != 0, begun) {
            (true, _) => Some(Fit::Initials),
            (false, true) => Some(Fit::Begun),
            (false, false) => None,
        }
    }

    /// How many letters after the first stand, anywhere in a name, right after the letter before them or
    /// after something that is no letter.
    pub(crate) fn close(&self, name: &[u8]) -> usize {
        let (mut close, mut before) = (0, !0);
        for &byte in name {
            let here = self.of(byte);
            close |= here & before;
            before = if byte.is_ascii_lowercase() { here << 1 } else { !0 };
        }
        // The first letter is the bit 1.
        (close & !2).count_ones() as usize
    }

    /// The first letter.
    pub(crate) fn first(&self) -> u8 {
        self.word.first().copied().unwrap_or(0)
    }

    /// The letters after the first, each once.
    pub(crate) fn later(&self) -> Vec<u8> {
        let mut later = self.word.get(1..).unwrap_or_default().to_vec();
        later.sort_unstable();
        later.dedup();
        later
    }

    /// The pairs of letters after each other: a name that gives the word as initials has all of them among the
    /// pairs of its own.
    pub(crate) fn pairs(&self) -> u64 {
        self.word.windows(2).fold(0, |pairs, pair| match pair {
            [letter, next] => pairs | pair_bit(*letter, *next),
            _ => pairs,
        })
    }

    /// The pairs of the first letter and a later one: a name of which several words have the letters scattered
    /// over them has one of these among the pairs of its own.
    pub(crate) fn first_pairs(&self) -> u64 {
        self.later().into_iter().fold(0, |pairs, later| pairs | pair_bit(self.first(), later))
    }
}

/// The words of a folded name, empty ones where two spaces meet.
pub(crate) fn words(name: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut from = 0;
    memchr_iter(b' ', name).chain(std::iter::once(name.len())).map(move |to| {
        let word = name.get(from..to).unwrap_or_default();
        from = to + 1;
        word
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_written_as_one_and_a_letter_less_are_found_and_nothing_else_is(
            name in "[abe]{1,5}( [abe]{1,3}){0,5}", word in "[abe]{3,9}",
        ) {
            let Some(subsequence) = Subsequence::new(&word).filter(|subsequence| !subsequence.scatters) else {
                return Ok(());
            };
            let words: Vec<&str> = name.split(' ').collect();
            let runs = (0..words.len()).flat_map(|from| (from + 2..=words.len()).map(move |to| (from, to)));
            let expected = runs.filter_map(|(from, to)| words.get(from..to)).any(|run| {
                let (last, before) = run.split_last().unwrap();
                let rest = word.strip_prefix(&before.concat());
                rest.is_some_and(|rest| !rest.is_empty() && last.starts_with(rest))
            });
            let less = |longer: &str, at: usize| -> String {
                longer.chars().enumerate().filter(|(place, _)| *place != at).map(|(_, letter)| letter).collect()
            };
            let lacks = words.iter().any(|longer| (2..longer.len()).any(|at| less(longer, at) == word));
            prop_assert_eq!(subsequence.is_scattered_over(name.as_bytes()), expected || !is_known(&word) && lacks);
        }
    }
}
