//! Blocks of items after each other: the look-up as the rest of the search knows it.

use std::ops::Range;

use super::WordLookup;
use super::block::{BLOCK, Block, Gathered};
use super::lookup::{Lookup, holding};
use super::postings::Sought;
use crate::search::engine::probe::QueryWords;
use crate::search::engine::score::Estimate;
use crate::search::engine::scorer::Scorer;
use crate::search::engine::subsequence::Subsequence;
use crate::search::engine::term::Needle;
use crate::search::engine::text_sort::TextSort;
use crate::search::engine::vocabulary::{Counted, Vocabulary};

/// Items by their words, [`BLOCK`] of them each.
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    done: Vec<Block>,
    /// The block being filled, and the words of all so far; nothing once no more items come.
    next: Gathered,
    counted: Counted,
}

impl Blocks {
    /// Makes a block of what was gathered.
    fn close(&mut self) {
        for (word, named, count) in self.next.counts() {
            self.counted.add(word, named, count);
        }
        self.done.push(self.next.finish());
    }
}

impl WordLookup for Blocks {
    type Search = Lookup;

    fn add<'t>(&mut self, texts: impl Iterator<Item = (TextSort, &'t [u8], u64)>) {
        self.next.begin();
        for (sort, folded, mask) in texts {
            self.next.add(sort, folded, mask);
        }
        if self.next.is_full() {
            self.close();
        }
    }

    fn finish(&mut self) -> Vocabulary {
        if !self.next.is_empty() {
            self.close();
        }
        self.next = Gathered::default();
        std::mem::take(&mut self.counted).finish()
    }

    fn is_written(&self, word: &str, in_names: bool, begins: bool) -> bool {
        let sought = Sought::new(word, begins);
        let mut postings = self.done.iter().flat_map(Block::postings);
        postings.any(|(sort, postings)| sort.is_name_or_date() == in_names && postings.holds(&sought))
    }

    fn may_hold(&self, phrase: &Needle) -> impl Iterator<Item = usize> {
        let blocks = self.done.iter().enumerate();
        blocks.flat_map(move |(number, block)| holding(phrase, block).map(move |item| number * BLOCK + item))
    }

    fn may_abbreviate(&self, word: &Subsequence) -> impl Iterator<Item = usize> {
        let pairs = word.pairs();
        let initials = self.done.iter().flat_map(Block::initials).enumerate();
        initials.filter(move |(_, initials)| pairs & !**initials == 0).map(|(item, _)| item)
    }

    fn prepare(words: &QueryWords) -> Lookup {
        Lookup::new(words)
    }

    fn together_with(&self, item: usize) -> Range<usize> {
        let first = item / BLOCK * BLOCK;
        let length = self.done.get(item / BLOCK).map_or(0, Block::len);
        first..first + length
    }

    fn find(
        &self,
        search: &mut Lookup,
        scorer: &Scorer<'_>,
        items: Range<usize>,
        list: Option<impl Iterator<Item = usize>>,
    ) {
        if let Some(block) = self.done.get(items.start / BLOCK) {
            search.find(scorer, block, items.start, list);
        }
    }

    #[inline]
    fn found(search: &Lookup) -> impl Iterator<Item = usize> {
        search.found()
    }

    #[inline]
    fn estimate(search: &Lookup, scorer: &Scorer<'_>, item: usize) -> Estimate {
        search.estimate(scorer, item)
    }
}
