//! The words of a query made ready: for each what was typed, and what may stand in for it.
//!
//! Which words those are is for [`crate::search::plan`], what they are worth in an item for [`super::scorer`].

use super::fit::Fit;
use super::fuzzy::{inside, may_reach_bound, reaches_bound, upper_bound};
use super::opening::{Opened, Opening};
use super::score::{GOING_ON, IN_ORDER, OPENING, coverage, fine_share, in_hundredths};
use super::term::{Mode, Needle};
use super::text_sort::NameSort;

/// The words of a query that count.
#[derive(Debug, Default)]
pub(crate) struct QueryWords {
    /// One by one.
    pub(crate) list: Vec<QueryWord>,
    /// Letters of all words together.
    pub(crate) letters: usize,
    /// How many an item can't do without.
    pub(crate) required: usize,
    /// How a text may begin with all of them.
    pub(crate) openings: Vec<Opening>,
}

impl QueryWords {
    /// The most it may be worth that a title which begins with this byte has the words in their order.
    #[inline]
    pub(crate) fn most_in_order(&self, begins: u8) -> u32 {
        let first = self.list.iter().find(|word| !word.optional).filter(|_| self.required > 1);
        let may_begin = |probe: &Probe| probe.needle.text().as_bytes().first() == Some(&begins);
        if first.is_some_and(|word| word.probes.iter().any(may_begin)) { IN_ORDER } else { 0 }
    }

    /// Where an item of these names and texts has the words in a row, the best of several ways.
    pub(crate) fn opened<'n>(&self, names: &(impl Iterator<Item = &'n str> + Clone), texts: &[u8]) -> Option<Opened> {
        self.openings.iter().filter_map(|opening| opening.opened(names.clone(), texts)).max()
    }

    /// The most that it may be worth that an item has them so.
    #[inline]
    pub(crate) fn most_opening(&self) -> u32 {
        if self.openings.is_empty() { 0 } else { OPENING + GOING_ON }
    }

    /// All that an item can't do without, in hundredths.
    pub(crate) fn all_required(&self) -> u32 {
        in_hundredths(self.required)
    }

    /// What it is worth that so many letters of a name of such length are words of the query.
    #[inline]
    pub(crate) fn coverage(&self, covered: usize, length: usize, sort: NameSort) -> u32 {
        if covered == 0 {
            return 0;
        }
        // The spaces between the words of the query count as found.
        let spaces = self.list.len() - 1;
        coverage(covered + spaces, length, self.letters + spaces, sort)
    }
}

/// A word of the query: what was typed, and what may stand in for it.
#[derive(Debug)]
pub(crate) struct QueryWord {
    /// Any of these will do.
    pub(crate) probes: Vec<Probe>,
    /// Whether an item may do without: true of words that only join others.
    pub(crate) optional: bool,
}

impl QueryWord {
    /// Whether a word of a title begins so.
    pub(crate) fn may_begin(&self, one: &str) -> bool {
        let begins = |needle: &Needle| match needle.mode() {
            Mode::Phrase => one == needle.text(),
            _ => one.starts_with(needle.text()),
        };
        self.probes.iter().any(|probe| begins(&probe.needle))
    }
}

/// One way to find a word of the query.
#[derive(Debug)]
pub(crate) struct Probe {
    /// What was typed, or a word of the vocabulary near it.
    pub(crate) needle: Needle,
    /// In hundredths: a correction is worth less than what was typed.
    pub(crate) worth: u32,
    /// The most that the letter-by-letter score can add, in names that begin otherwise and in names
    /// that begin with the word's first letter.
    most_fine: [u32; 2],
    /// Whether it adds just that wherever a name has it at the beginning of a word, as far as the name's own beginning
    /// allows.
    reaches_most: bool,
    /// What it adds within a word.
    fine_inside: u32,
    /// Whether it stands nowhere as written, as far as that was looked up.
    pub(crate) absent: bool,
}

impl Probe {
    pub(crate) fn new(word: &str, mode: Mode, worth: u32) -> Self {
        // Only plain words are scored letter by letter.
        let plain = mode.is_plain();
        let share = |starts| if plain { fine_share(word, upper_bound(word, starts)) } else { 0 };
        Self {
            needle: Needle::new(word, mode),
            worth,
            most_fine: [share(false), share(true)],
            reaches_most: plain && may_reach_bound(word),
            fine_inside: if plain { fine_share(word, inside(word)) } else { 0 },
            absent: false,
        }
    }

    /// What the letter-by-letter score adds to such a fit in a name, if that is known without scoring. Within a word it is
    /// what the letters have by themselves: what else of the name might give more says nothing of the word.
    #[inline]
    pub(crate) fn sure_fine(&self, name: &str, fit: Fit) -> Option<u32> {
        match fit {
            _ if !self.reaches_most => None,
            Fit::Word | Fit::Prefix => {
                reaches_bound(name, self.needle.text()).then(|| self.most_fine(name.as_bytes().first()))
            }
            Fit::Inside => Some(self.fine_inside),
            _ => None,
        }
    }

    /// The most that it can add to such a fit in a name that begins with this byte.
    #[inline]
    pub(crate) fn most_fine_of(&self, fit: Fit, begins: Option<&u8>) -> u32 {
        if fit == Fit::Inside && self.reaches_most { self.fine_inside } else { self.most_fine(begins) }
    }

    /// The most that the letter-by-letter score can add in a name that begins with this byte.
    #[inline]
    pub(crate) fn most_fine(&self, begins: Option<&u8>) -> u32 {
        let [otherwise, starting] = self.most_fine;
        if begins == self.needle.text().as_bytes().first() { starting } else { otherwise }
    }

    /// The most that it can add in any name.
    pub(crate) fn most_fine_of_all(&self) -> u32 {
        self.most_fine(self.needle.text().as_bytes().first())
    }

    /// How many letters of a name count as found where it stands: those that were not typed count less, so
    /// that no correction makes a name exact.
    pub(crate) fn letters_covered(&self) -> usize {
        self.needle.text().len() * self.worth as usize / 100
    }
}
