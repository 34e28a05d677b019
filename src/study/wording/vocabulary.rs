//! Words by number, in the order in which they come: whoever compares very many texts compares numbers. They stand in
//! one text, so that a million are given up at once.

use std::hash::BuildHasher as _;

use hashbrown::DefaultHashBuilder;

use crate::study::numbers::Numbers;

/// Each word once, and its number. No word more takes long, however many there are.
#[derive(Debug, Default)]
pub(in crate::study) struct Vocabulary {
    text: String,
    /// Where in the text each word ends.
    ends: Vec<usize>,
    numbers: Numbers,
    hasher: DefaultHashBuilder,
}

impl Vocabulary {
    /// The number of a word, from 0; one that was not met before gets the next.
    pub(in crate::study) fn number(&mut self, word: &str) -> u32 {
        let hash = self.hasher.hash_one(word);
        let is_it = |number: u32| self.word(number as usize) == Some(word);
        if let Some(number) = self.numbers.find(hash, is_it) {
            return number;
        }
        let next = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.numbers.add(hash, next);
        self.text.push_str(word);
        self.ends.push(self.text.len());
        next
    }

    /// The word of a number.
    fn word(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)?;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.text.get(start..end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_word_has_a_number_of_its_own_in_the_order_met(words in prop::collection::vec("[a-c]{0,3}", 0..80)) {
            let mut vocabulary = Vocabulary::default();
            let mut met: Vec<&str> = Vec::new();
            for word in &words {
                let place = met.iter().position(|other| other == word).unwrap_or_else(|| {
                    met.push(word);
                    met.len() - 1
                });
                prop_assert_eq!(vocabulary.number(word) as usize, place);
            }
        }
    }
}
