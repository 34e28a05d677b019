//! An index of words: which names and purposes do not tell two things apart.

use super::lexicon::is_general;
use super::lists::{Chains, Lists};
use super::vocabulary::Vocabulary;
use super::{Lexicon, folded, is_document};

/// Which texts contain all the words of another: finds names that do not tell two things apart. It grows text by text.
#[derive(Debug, Default)]
pub struct WordIndex {
    vocabulary: Vocabulary,
    /// For each word, the texts it stands in.
    texts_of: Chains,
    /// For each text, its words in order of number.
    words_of: Lists,
}

impl WordIndex {
    /// An index of all words of meaning of these texts, numbered as they come.
    #[cfg(test)]
    fn of<'t>(lexicon: &Lexicon<'_>, texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut index = Self::default();
        for text in texts {
            index.add(lexicon, text);
        }
        index
    }

    /// Adds all words of meaning of a text, and gives its number, from 0.
    pub fn add(&mut self, lexicon: &Lexicon<'_>, text: &str) -> usize {
        self.add_if(lexicon, text, |_| true)
    }

    /// Adds the telling words of a text.
    pub fn add_telling(&mut self, lexicon: &Lexicon<'_>, text: &str) -> usize {
        self.add_if(lexicon, text, |word| !is_general(word))
    }

    /// Adds what the name of a document is about.
    pub fn add_subject(&mut self, lexicon: &Lexicon<'_>, name: &str) -> usize {
        self.add_if(lexicon, name, |word| !is_general(word) && !is_document(word))
    }

    fn add_if(&mut self, lexicon: &Lexicon<'_>, text: &str, keep: impl Fn(&str) -> bool) -> usize {
        let number = self.words_of.len();
        let text = folded(text);
        let mut words: Vec<u32> =
            lexicon.roots(&text).filter(|word| keep(word)).map(|word| self.number(word)).collect();
        words.sort_unstable();
        words.dedup();
        for &word in &words {
            self.texts_of.push(word as usize, u32::try_from(number).unwrap_or(u32::MAX));
        }
        self.words_of.push(&words);
        number
    }

    fn number(&mut self, word: &str) -> u32 {
        let number = self.vocabulary.number(word);
        if self.texts_of.len() <= number as usize {
            self.texts_of.add();
        }
        number
    }

    /// Whether another text says at least all that this one says, or its rarest word stands in so many that it tells
    /// nothing.
    #[must_use]
    pub fn is_contained(&self, text: usize) -> bool {
        /// Not looked at one by one any more.
        const MANY: usize = 1000;
        let Some(words) = self.words_of.get(text) else { return false };
        let lengths = words.iter().map(|&word| (self.texts_of.len_of(word as usize), word as usize));
        let Some((_, rarest)) = lengths.min_by_key(|(len, _)| *len).filter(|(len, _)| *len <= MANY) else {
            return true;
        };
        self.texts_of.of(rarest).any(|other| {
            let more = self.words_of.get(other as usize).unwrap_or_default();
            other as usize != text && words.iter().all(|word| more.binary_search(word).is_ok())
        })
    }

    /// Whether another text shares at least this much of the words of the shorter of the two.
    /// Words that stand in very many texts don't make two alike.
    #[must_use]
    pub fn is_like(&self, text: usize, much: f64) -> bool {
        self.shares(text, much, usize::min)
    }

    /// Whether another text shares at least this much of the words of the longer of the two: nothing but a word tells
    /// them apart.
    #[must_use]
    pub fn has_namesake(&self, text: usize, much: f64) -> bool {
        self.shares(text, much, usize::max)
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    fn shares(&self, text: usize, much: f64, of: impl Fn(usize, usize) -> usize) -> bool {
        /// A word in more texts than this tells nothing.
        const COMMON: usize = 64;
        let Some(words) = self.words_of.get(text) else { return false };
        let near = words.iter().map(|&word| word as usize).filter(|word| self.texts_of.len_of(*word) <= COMMON);
        near.flat_map(|word| self.texts_of.of(word)).any(|other| {
            let more = self.words_of.get(other as usize).unwrap_or_default();
            let shared = words.iter().filter(|word| more.binary_search(word).is_ok()).count();
            other as usize != text && shared as f64 >= much * of(words.len(), more.len()) as f64
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, WordIndex};

    #[test]
    fn a_name_within_another_does_not_tell_them_apart() {
        let pack = crate::study::wording::lexicon::tests::pack();
        let lexicon = Lexicon::of_pack(&pack);
        let index = WordIndex::of(&lexicon, ["Modi visits Japan", "13th summit: Modi visits Japan", "Treaty of Peace"]);
        assert!(index.is_contained(0));
        assert!(!index.is_contained(1) && !index.is_contained(2));
    }
}
