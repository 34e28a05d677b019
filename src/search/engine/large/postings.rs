//! An inverted index: every word of one sort of text, and the items it stands in.
//!
//! It covers one [`super::block`] of items, so an item is a number of two bytes. Words keep the order in
//! which they first came: nothing needs them sorted, since the words that begin with something, or hold it,
//! are found by one pass over all of them, and they are few beside the text they come from.

use std::ops::Range;

use memchr::memmem::{Finder, find_iter};

use crate::search::engine::char_mask::{bit, mask};
use crate::search::engine::fit::Fit;
use crate::search::engine::stretch::{line, stretch_at};
use crate::search::engine::word_table::WordTable;
use crate::text::fold::into_string;

/// The words of one sort of text in one block of items.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// Every word after a line end, and a last line end.
    words: String,
    /// The letters of them all.
    mask: u64,
    /// Where each word begins, and where one more would.
    starts: Vec<u32>,
    /// Where the items of each word begin in `items`, and where they all end.
    lists: Vec<u32>,
    /// Items in ascending order, word after word.
    items: Vec<u16>,
}

/// A text to be looked for in words.
#[derive(Debug)]
pub(super) struct Sought {
    finder: Finder<'static>,
    mask: u64,
    length: usize,
    /// Whether only words that begin with it count.
    begins: bool,
}

impl Sought {
    /// A text without spaces.
    pub(super) fn new(text: &str, begins: bool) -> Self {
        let finder =
            if begins { Finder::new(&format!("\n{text}")).into_owned() } else { Finder::new(text).into_owned() };
        Self { finder, mask: mask(text.as_bytes()), length: text.len(), begins }
    }
}

impl Postings {
    /// Visits every word that holds a text: how well it fits there, and the items.
    pub(super) fn for_each(&self, sought: &Sought, mut visit: impl FnMut(Fit, &[u16])) {
        let (mut from, mut number) = (0, 0);
        if sought.mask & !self.mask != 0 || sought.length == 0 {
            return;
        }
        while let Some(found) = self.words.as_bytes().get(from..).and_then(|rest| sought.finder.find(rest)) {
            let at = from + found + usize::from(sought.begins);
            number = self.word_at(number, at);
            let Range { start, end } = line(&self.starts, number, self.words.len());
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
    pub(super) fn for_each_beginning(&self, first: u8, mut visit: impl FnMut(&str, &[u16])) {
        if bit(first) & !self.mask != 0 {
            return;
        }
        let head = [b'\n', first];
        let mut number = 0;
        for at in find_iter(self.words.as_bytes(), &head) {
            number = self.word_at(number, at + 1);
            let word = self.words.get(line(&self.starts, number, self.words.len()));
            visit(word.unwrap_or_default(), self.items_of(number));
        }
    }

    /// Whether some word holds a text.
    pub(super) fn holds(&self, sought: &Sought) -> bool {
        sought.mask & !self.mask == 0 && sought.finder.find(self.words.as_bytes()).is_some()
    }

    /// The number of the word that a byte belongs to, which is not before the word `first`.
    fn word_at(&self, first: usize, at: usize) -> usize {
        stretch_at(first, at, |number| self.starts.get(number).map_or(usize::MAX, |&start| start as usize))
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
pub(super) struct Gathering {
    table: WordTable,
    entries: Vec<Entry>,
    /// Which word stands in which item, in the order of the items.
    pairs: Vec<(u32, u16)>,
}

/// A word being gathered.
#[derive(Clone, Copy, Debug, Default)]
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
    pub(super) fn add(&mut self, word: &[u8], item: u16) {
        let number = self.table.number(word);
        if number as usize == self.entries.len() {
            self.entries.push(Entry::default());
        }
        let Some(entry) = self.entries.get_mut(number as usize) else { return };
        entry.count += 1;
        if entry.items == 0 || entry.last != item {
            entry.items += 1;
            entry.last = item;
            self.pairs.push((number, item));
        }
    }

    /// Every word gathered and how often it came.
    pub(super) fn counts(&self) -> impl Iterator<Item = (&[u8], u32)> {
        self.entries.iter().enumerate().map(|(number, entry)| (self.table.word(number), entry.count))
    }

    /// What was gathered; nothing is left.
    pub(super) fn finish(&mut self) -> Postings {
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
        let (words, starts) = self.table.lines();
        self.table.clear();
        self.entries.clear();
        self.pairs.clear();
        let mask = mask(&words);
        Postings { words: into_string(words), mask, starts, lists, items }
    }
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
