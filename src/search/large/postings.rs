//! An inverted index: every word of one sort of text, and the items it stands in.
//!
//! It covers one [`super::block`] of items, so an item is a number of two bytes. Words keep the order in
//! which they first came: nothing needs them sorted, since the words that begin with something, or hold it,
//! are found by one walk through all of them, and they are few beside the text they come from.

use std::hash::BuildHasher as _;
use std::ops::Range;

use hashbrown::{DefaultHashBuilder, HashTable};
use memchr::memmem::Finder;

use crate::search::engine::char_mask::{bag, bit};
use crate::search::engine::fold::into_string;
use crate::search::engine::stretch::holder;
use crate::search::engine::term::Fit;

/// The words of one sort of text in one block of items.
#[derive(Debug, Default)]
pub(crate) struct Postings {
    /// Every word after a line end, and a last line end.
    words: String,
    /// The letters of them all.
    letters: u64,
    /// Where each word begins, and where one more would.
    starts: Vec<u32>,
    /// Where the items of each word begin in `items`, and where they all end.
    lists: Vec<u32>,
    /// Items in ascending order, word after word.
    items: Vec<u16>,
}

/// A text to be looked for in words.
#[derive(Debug)]
pub(crate) struct Sought {
    finder: Finder<'static>,
    letters: u64,
    length: usize,
    /// Whether only words that begin with it are wanted.
    begins: bool,
}

impl Sought {
    /// A text without spaces.
    pub(crate) fn new(text: &str, begins: bool) -> Self {
        let finder =
            if begins { Finder::new(&format!("\n{text}")).into_owned() } else { Finder::new(text).into_owned() };
        Self { finder, letters: bag(text.as_bytes()), length: text.len(), begins }
    }
}

impl Postings {
    /// Visits every word that holds a text: how well it fits there, and the items.
    pub(crate) fn for_each(&self, sought: &Sought, mut visit: impl FnMut(Fit, &[u16])) {
        let (mut from, mut number) = (0, 0);
        if sought.letters & !self.letters != 0 || sought.length == 0 {
            return;
        }
        while let Some(found) = self.words.as_bytes().get(from..).and_then(|rest| sought.finder.find(rest)) {
            let at = from + found + usize::from(sought.begins);
            number = self.holder(number, at);
            let Range { start, end } = stretch(&self.starts, number, self.words.len());
            let fit = match (at == start, at + sought.length == end) {
                (true, true) => Fit::Word,
                (true, false) => Fit::Prefix,
                (false, _) => Fit::Inside,
            };
            visit(fit, self.items_of(number));
            // The line end after the word may be the one before the next.
            from = end;
        }
    }

    /// Visits every word that begins with a byte.
    pub(crate) fn for_each_beginning(&self, first: u8, mut visit: impl FnMut(&str, &[u16])) {
        if bit(first) & !self.letters != 0 {
            return;
        }
        let head = [b'\n', first];
        let mut number = 0;
        for at in memchr::memmem::find_iter(self.words.as_bytes(), &head) {
            number = self.holder(number, at + 1);
            let word = self.words.get(stretch(&self.starts, number, self.words.len()));
            visit(word.unwrap_or_default(), self.items_of(number));
        }
    }

    /// Whether some word holds a text.
    pub(crate) fn holds(&self, sought: &Sought) -> bool {
        sought.letters & !self.letters == 0 && sought.finder.find(self.words.as_bytes()).is_some()
    }

    /// The number of the word that a byte belongs to, which is not before the word `first`.
    fn holder(&self, first: usize, at: usize) -> usize {
        holder(first, at, |number| self.starts.get(number).map_or(usize::MAX, |&start| start as usize))
    }

    fn items_of(&self, number: usize) -> &[u16] {
        match self.lists.get(number..) {
            Some([start, end, ..]) => self.items.get(*start as usize..*end as usize).unwrap_or_default(),
            _ => &[],
        }
    }
}

/// Words being gathered; kept from block to block, so that its room is.
#[derive(Debug, Default)]
pub(crate) struct Gathering {
    words: Vec<u8>,
    starts: Vec<u32>,
    entries: Vec<Entry>,
    /// The numbers of the words, to be found by the words.
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// Which word stands in which item, in the order of the items.
    pairs: Vec<(u32, u16)>,
}

/// A word being gathered.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// How often it stands anywhere.
    count: u32,
    /// In how many items.
    items: u32,
    /// The last of them.
    last: u16,
}

impl Gathering {
    /// Takes a word of an item. Items come in ascending order.
    pub(crate) fn add(&mut self, word: &[u8], item: u16) {
        let number = self.number(word);
        let Some(entry) = self.entries.get_mut(number as usize) else { return };
        entry.count += 1;
        if entry.items == 0 || entry.last != item {
            entry.items += 1;
            entry.last = item;
            self.pairs.push((number, item));
        }
    }

    fn number(&mut self, word: &[u8]) -> u32 {
        let Self { words, starts, entries, numbers, hasher, .. } = self;
        let written = |number: u32| words.get(stretch(starts, number as usize, words.len())).unwrap_or_default();
        let hash = hasher.hash_one(word);
        if let Some(&number) = numbers.find(hash, |&number| written(number) == word) {
            return number;
        }
        let number = length(entries.len());
        numbers.insert_unique(hash, number, |&number| hasher.hash_one(written(number)));
        words.push(b'\n');
        starts.push(length(words.len()));
        words.extend_from_slice(word);
        entries.push(Entry { count: 0, items: 0, last: 0 });
        number
    }

    /// Every word gathered and how often it came.
    pub(crate) fn counts(&self) -> impl Iterator<Item = (&[u8], u32)> {
        self.entries.iter().enumerate().map(|(number, entry)| {
            let word = self.words.get(stretch(&self.starts, number, self.words.len()));
            (word.unwrap_or_default(), entry.count)
        })
    }

    /// Forgets what was gathered.
    pub(crate) fn clear(&mut self) {
        self.words.clear();
        self.starts.clear();
        self.entries.clear();
        self.numbers.clear();
        self.pairs.clear();
    }

    /// What was gathered; nothing is left.
    pub(crate) fn finish(&mut self) -> Postings {
        let mut end = 0;
        let mut lists = Vec::with_capacity(self.entries.len() + 1);
        lists.push(0);
        for entry in &self.entries {
            end += entry.items;
            lists.push(end);
        }
        let mut next = lists.clone();
        let mut items = vec![0; self.pairs.len()];
        for &(number, item) in &self.pairs {
            if let Some(at) = next.get_mut(number as usize)
                && let Some(slot) = items.get_mut(*at as usize)
            {
                *slot = item;
                *at += 1;
            }
        }
        let letters = bag(&self.words);
        let mut words = Vec::with_capacity(self.words.len() + 1);
        words.extend_from_slice(&self.words);
        words.push(b'\n');
        let mut starts = Vec::with_capacity(self.starts.len() + 1);
        starts.extend_from_slice(&self.starts);
        starts.push(length(words.len()));
        self.clear();
        Postings { words: into_string(words), letters, starts, lists, items }
    }
}

/// Where a word stands among words that are `all` bytes long: up to the line end before the next.
fn stretch(starts: &[u32], number: usize, all: usize) -> Range<usize> {
    let start = starts.get(number).map_or(all, |&start| start as usize);
    start..starts.get(number + 1).map_or(all, |&next| next as usize - 1)
}

/// The words of a block are far from 4 GiB: the files of a pack are not as long.
fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn postings() -> Postings {
        let mut gathering = Gathering::default();
        for (item, text) in (0..).zip(["trade and transport", "a strait", "trade trade", "", "try the strait"]) {
            text.split_whitespace().for_each(|word| gathering.add(word.as_bytes(), item));
        }
        gathering.finish()
    }

    fn found(text: &str, begins: bool) -> Vec<(Fit, Vec<u16>)> {
        let mut found = Vec::new();
        postings().for_each(&Sought::new(text, begins), |fit, items| found.push((fit, items.to_vec())));
        found
    }

    #[test]
    fn words_are_found_by_any_part_of_them() {
        assert_eq!(found("trade", false), [(Fit::Word, vec![0, 2])]);
        assert_eq!(
            found("tr", false),
            [(Fit::Prefix, vec![0, 2]), (Fit::Prefix, vec![0]), (Fit::Inside, vec![1, 4]), (Fit::Prefix, vec![4])]
        );
        assert_eq!(found("tr", true), [(Fit::Prefix, vec![0, 2]), (Fit::Prefix, vec![0]), (Fit::Prefix, vec![4])]);
        assert_eq!(found("t", true).len(), 4);
        assert_eq!(found("the", true), [(Fit::Word, vec![4])]);
        assert!(found("strain", false).is_empty());
        let mut heads = Vec::new();
        postings().for_each_beginning(b's', |word, items| heads.push((word.to_owned(), items.to_vec())));
        assert_eq!(heads, [("strait".to_owned(), vec![1, 4])]);
    }

    #[test]
    fn nothing_is_found_nowhere() {
        assert!(found("", false).is_empty() && found("", true).is_empty());
    }

    #[test]
    fn every_occurrence_counts_and_every_item_stands_once() {
        let mut gathering = Gathering::default();
        for (word, item) in [("trade", 3), ("on", 3), ("trade", 3), ("trade", 4)] {
            gathering.add(word.as_bytes(), item);
        }
        let counts: Vec<_> = gathering.counts().map(|(word, count)| (word.to_vec(), count)).collect();
        assert_eq!(counts, [(b"trade".to_vec(), 3), (b"on".to_vec(), 1)]);
        let mut found = Vec::new();
        gathering.finish().for_each(&Sought::new("trade", false), |_, items| found.extend_from_slice(items));
        assert_eq!(found, [3, 4]);
    }
}
