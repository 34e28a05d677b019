//! Words by number, in the order in which they come: whoever compares very many texts compares numbers.

use std::hash::BuildHasher as _;

use hashbrown::DefaultHashBuilder;

use crate::study::numbers::Numbers;

/// Each word once, and its number. No word more takes long, however many there are.
#[derive(Debug, Default)]
pub(in crate::study) struct Vocabulary {
    words: Vec<Box<str>>,
    numbers: Numbers,
    hasher: DefaultHashBuilder,
}

impl Vocabulary {
    /// The number of a word, from 0; one that was not met before gets the next.
    pub(in crate::study) fn number(&mut self, word: &str) -> u32 {
        let hash = self.hasher.hash_one(word);
        let is_it = |number: u32| self.words.get(number as usize).is_some_and(|other| **other == *word);
        if let Some(number) = self.numbers.find(hash, is_it) {
            return number;
        }
        let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.numbers.add(hash, next);
        self.words.push(word.into());
        next
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
