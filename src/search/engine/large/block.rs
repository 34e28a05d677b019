//! A block of items whose words are looked up: what an index of many items is made of.
//!
//! Each block stands for itself. So an index grows block by block, a search may stop after any, and what
//! a key costs by the item stays the same however many there are: a block fits the caches. What the words
//! of a query find in a block is for [`super::lookup`].

use super::postings::{Gathering, Postings};
use crate::search::engine::char_mask::initial_pairs;
use crate::search::engine::text_sort::TextSort;

/// How many items a block has, but for the last: as many as two bytes can number, or fewer.
pub(super) const BLOCK: usize = 1 << 15;

/// The items of a block by their words.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// By sort the words of letters a–z alone, and all others: most words asked for need only be looked for
    /// among the few of the first.
    postings: [[Postings; 2]; TextSort::ALL.len()],
    /// For each item the pairs of letters that words after each other begin with, in all its names.
    initials: Vec<u64>,
    /// For each item the letters of its title and other names.
    masks: Vec<u64>,
}

impl Block {
    /// How many items it has.
    pub(super) fn len(&self) -> usize {
        self.initials.len()
    }

    /// Its words, by the sort of text they stand in.
    pub(super) fn postings(&self) -> impl Iterator<Item = (TextSort, &Postings)> {
        let sorts = TextSort::ALL.into_iter().zip(&self.postings);
        sorts.flat_map(|(sort, postings)| postings.iter().map(move |postings| (sort, postings)))
    }

    /// Its words of one sort of text.
    pub(super) fn of(&self, sort: TextSort) -> &[Postings] {
        self.postings.get(sort as usize).map_or(&[], |both| both)
    }

    /// For each item the pairs of letters that words after each other begin with.
    pub(super) fn initials(&self) -> &[u64] {
        &self.initials
    }

    /// For each item the letters of its title and other names.
    pub(super) fn masks(&self) -> &[u64] {
        &self.masks
    }
}

/// A block being gathered; kept from block to block.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    gatherings: [[Gathering; 2]; TextSort::ALL.len()],
    initials: Vec<u64>,
    masks: Vec<u64>,
}

impl Gathered {
    /// Begins the next item.
    pub(super) fn begin(&mut self) {
        self.initials.push(0);
        self.masks.push(0);
    }

    /// Takes a folded text of the item begun last, `mask` being its letters.
    pub(super) fn add(&mut self, sort: TextSort, folded: &[u8], mask: u64) {
        let item = u16::try_from(self.initials.len().saturating_sub(1)).unwrap_or(u16::MAX);
        if let Some([plain, other]) = self.gatherings.get_mut(sort as usize) {
            for word in folded.split(|&byte| byte <= b' ').filter(|word| !word.is_empty()) {
                if word.iter().all(u8::is_ascii_lowercase) { plain.add(word, item) } else { other.add(word, item) }
            }
        }
        if matches!(sort, TextSort::Title | TextSort::Name)
            && let (Some(initials), Some(letters)) = (self.initials.last_mut(), self.masks.last_mut())
        {
            *initials |= initial_pairs(folded);
            *letters |= mask;
        }
    }

    /// Whether no more item has room.
    pub(super) fn is_full(&self) -> bool {
        self.initials.len() >= BLOCK
    }

    /// Whether it holds nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.initials.is_empty()
    }

    /// Every word of letters alone, whether it stands in names, and how often it came.
    pub(super) fn counts(&self) -> impl Iterator<Item = (&[u8], bool, u32)> {
        let sorts = TextSort::ALL.into_iter().zip(&self.gatherings);
        // Only words of letters alone are ever offered for misspelt ones.
        let plain = sorts.filter_map(|(sort, gatherings)| gatherings.first().map(|plain| (sort, plain)));
        plain.flat_map(|(sort, plain)| plain.counts().map(move |(word, count)| (word, sort.is_name_or_date(), count)))
    }

    /// The block; nothing is left.
    pub(super) fn finish(&mut self) -> Block {
        Block {
            postings: self.gatherings.each_mut().map(|both| both.each_mut().map(Gathering::finish)),
            initials: std::mem::take(&mut self.initials),
            masks: std::mem::take(&mut self.masks),
        }
    }
}
