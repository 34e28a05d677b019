//! Looking words up, in place of a look at each item.
//!
//! # What it is for
//!
//! A pack laid out for this program has a thousand records, and a look at each for every key is done in some
//! microseconds. A pack of a hundred thousand or a million would keep its reader waiting. So where there are more
//! than [`LOOKED_AT`] items, their words are gathered while the index is built, and a key costs what its words find.
//!
//! Small packs never touch anything in this folder: their index has no look-up, and is built sooner for it. Whoever
//! reads the search for the first time may pass over all of it but the trait.
//!
//! Both ways find the same: the same items, in the same order, with the same scores and the same corrections.
//! What is looked up only ever bounds a score; where it cannot tell, [`Estimate::Unsure`] has
//! [`Scorer::score_fully`] look at the item as it does in a small pack. The tests hold both ways against each other:
//! `looking_words_up_is_looking_at_every_item` in the bundled dataset, by queries made at random, and
//! `a_huge_dataset_is_searched_as_a_small_one_is` over several blocks.
//!
//! # How it works
//!
//! [`WordLookup`] is all that the rest of the search knows, and [`Blocks`] is what stands behind it. In reading order:
//! `postings` is an inverted index of one sort of text, `block` holds those of some ten thousand items, `lookup` finds
//! the words of a query in a block (`lookup::mark`, `lookup::term_lookup`, `lookup::scattered`), and `blocks` puts
//! blocks after each other.

mod block;
mod blocks;
mod lookup;
mod postings;

use std::fmt::Debug;
use std::ops::Range;

pub(crate) use blocks::Blocks;

use super::probe::QueryWords;
use super::score::Estimate;
use super::scorer::Scorer;
use super::subsequence::Subsequence;
use super::term::Needle;
use super::text_sort::TextSort;
use super::vocabulary::Vocabulary;

/// So many items are searched by a look at each, which needs little made ready; the words of more are
/// looked up.
pub(crate) const LOOKED_AT: usize = 20_000;

/// Items by their words: filled item after item, then asked for words.
pub(crate) trait WordLookup: Debug + Default {
    /// The words of a query made ready to be looked up, and which items they were found in last.
    type Search: Debug;

    /// Takes the next item: its folded texts, each with its sort and, if it is a name, its letters.
    fn add<'t>(&mut self, texts: impl Iterator<Item = (TextSort, &'t [u8], u64)>);

    /// Takes no more items; answers all words, which were counted meanwhile.
    fn finish(&mut self) -> Vocabulary;

    /// Whether a word stands anywhere in names and dates, or else anywhere in longer texts; if `begins`, as the
    /// beginning of a word.
    fn is_written(&self, word: &str, in_names: bool, begins: bool) -> bool;

    /// The items that may hold a phrase, or one word as it is to be matched, in order: a few too many, never one too few.
    fn may_hold(&self, phrase: &Needle) -> impl Iterator<Item = usize>;

    /// The items whose names may give a word as initials, in order: a few too many, never one too few.
    fn may_abbreviate(&self, word: &Subsequence) -> impl Iterator<Item = usize>;

    /// Makes the words of a query ready.
    fn prepare(words: &QueryWords) -> Self::Search;

    /// The items that are searched in one go together with this one; none if there is no such item.
    fn together_with(&self, item: usize) -> Range<usize>;

    /// Finds among the items that are searched in one go those that may have every word; if there is a list, only
    /// items of that.
    fn find(
        &self,
        search: &mut Self::Search,
        scorer: &Scorer<'_>,
        items: Range<usize>,
        list: Option<impl Iterator<Item = usize>>,
    );

    /// The items found last, in order.
    fn found(search: &Self::Search) -> impl Iterator<Item = usize>;

    /// What can be told of an item found, without a look at all its names and texts.
    fn estimate(search: &Self::Search, scorer: &Scorer<'_>, item: usize) -> Estimate;
}
