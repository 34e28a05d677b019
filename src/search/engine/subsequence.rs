//! Words whose letters do not stand together: initials, and letters scattered over the words of a name.
//!
//! Both place all letters at once: bit *n* of a set says that the first *n* can be placed so far.

use memchr::memchr_iter;

use super::char_mask::{is_passed_over, pair_bit};
use super::fit::{Fit, MIN_INSIDE};
use super::fuzzy::MAX_PATTERN;

/// A word of the letters a–z whose letters are looked for one by one.
#[derive(Clone, Debug)]
pub(crate) struct Subsequence {
    word: Box<[u8]>,
    /// For each byte, after how many letters of the word it comes with itself counted: bit *n* for the
    /// *n*th letter.
    of: Box<[u64; 256]>,
}

impl Subsequence {
    /// Of a word that may be initials or scattered: neither too short nor too long, and of letters only.
    pub(crate) fn new(word: &str) -> Option<Self> {
        let word = word.as_bytes();
        if !(MIN_INSIDE..MAX_PATTERN).contains(&word.len()) || !word.iter().all(u8::is_ascii_lowercase) {
            return None;
        }
        let mut of = Box::new([0_u64; 256]);
        for (at, &byte) in word.iter().enumerate() {
            if let Some(slot) = of.get_mut(usize::from(byte)) {
                *slot |= 2 << at;
            }
        }
        Some(Self { word: word.into(), of })
    }

    #[inline]
    fn of(&self, byte: u8) -> u64 {
        self.of.get(usize::from(byte)).copied().unwrap_or(0)
    }

    /// The bit that tells that all letters are placed.
    fn goal(&self) -> u64 {
        1 << self.word.len()
    }

    /// Whether the letters stand in order in a name, those in one word begun with its first letter, and the
    /// words one after the other save those that may be passed over.
    pub(crate) fn is_scattered_over(&self, name: &[u8]) -> bool {
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
