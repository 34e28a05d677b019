//! A table that numbers words: each once, in the order they first came, to be found again by the word itself.

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::stretch::line;

/// Words by number.
#[derive(Debug, Default)]
pub(crate) struct WordTable {
    /// Every word after a line end.
    words: Vec<u8>,
    /// Where each begins.
    starts: Vec<u32>,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl WordTable {
    /// The number of a word, which is the next one if it is new.
    pub(crate) fn number(&mut self, word: &[u8]) -> u32 {
        let Self { words, starts, numbers, hasher } = self;
        let written = |number: u32| words.get(line(starts, number as usize, words.len())).unwrap_or_default();
        let hash = hasher.hash_one(word);
        if let Some(&number) = numbers.find(hash, |&number| written(number) == word) {
            return number;
        }
        let number = length(starts.len());
        numbers.insert_unique(hash, number, |&number| hasher.hash_one(written(number)));
        words.push(b'\n');
        starts.push(length(words.len()));
        words.extend_from_slice(word);
        number
    }

    /// The word of a number.
    pub(crate) fn word(&self, number: usize) -> &[u8] {
        self.words.get(line(&self.starts, number, self.words.len())).unwrap_or_default()
    }

    /// Every word after a line end, and a last line end; where each word begins, and where one more would.
    pub(crate) fn lines(&self) -> (Vec<u8>, Vec<u32>) {
        let mut words = Vec::with_capacity(self.words.len() + 1);
        words.extend_from_slice(&self.words);
        words.push(b'\n');
        let mut starts = Vec::with_capacity(self.starts.len() + 1);
        starts.extend_from_slice(&self.starts);
        starts.push(length(words.len()));
        (words, starts)
    }

    /// Forgets all words; the room is kept.
    pub(crate) fn clear(&mut self) {
        self.words.clear();
        self.starts.clear();
        self.numbers.clear();
    }
}

/// The words of a block are far from 4 GiB: the files of a pack are not as long.
fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_number() {
        let mut table = WordTable::default();
        let numbers: Vec<u32> =
            ["trade", "of", "", "trade", "tra", "of"].map(|word| table.number(word.as_bytes())).into();
        assert_eq!(numbers, [0, 1, 2, 0, 3, 1]);
        assert_eq!([0, 1, 2, 3, 4].map(|number| table.word(number)), [&b"trade"[..], b"of", b"", b"tra", b""]);
        assert_eq!(table.lines(), (b"\ntrade\nof\n\ntra\n".to_vec(), vec![1, 7, 10, 11, 15]));
        table.clear();
        assert_eq!(table.number(b"of"), 0);
    }
}
