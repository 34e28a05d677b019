//! Texts that say the same, found by the words that carry their sense. Records are compared in [`super::twins`], which
//! weighs words by how rare they are; a statement is too short for that.

use std::collections::{HashMap, HashSet};

/// A word that more texts have is not looked at: any number of texts is compared in time.
const COMMON: usize = 64;

/// The texts met so far, each with what it belongs to.
pub(super) struct Alike<T> {
    by_word: HashMap<String, Vec<usize>>,
    told: Vec<(T, HashSet<String>)>,
}

impl<T> Default for Alike<T> {
    fn default() -> Self {
        Self { by_word: HashMap::new(), told: Vec::new() }
    }
}

impl<T: Clone> Alike<T> {
    /// Takes in a text, and gives the first met before that is of another and shares at least this part of all words
    /// of the two.
    pub(super) fn meet(&mut self, text: &str, of: T, share: f64, is_another: impl Fn(&T) -> bool) -> Option<T> {
        let words = content_words(text);
        let like = self.first_like(&words, share, is_another);
        for word in &words {
            self.by_word.entry(word.clone()).or_default().push(self.told.len());
        }
        self.told.push((of, words));
        like
    }

    fn first_like(&self, words: &HashSet<String>, share: f64, is_another: impl Fn(&T) -> bool) -> Option<T> {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for word in words {
            // What most texts say tells none apart.
            for at in self.by_word.get(word).filter(|told| told.len() <= COMMON).into_iter().flatten() {
                *shared.entry(*at).or_default() += 1;
            }
        }
        let is_alike = |(at, common): (usize, usize)| {
            let (of, others) = self.told.get(at)?;
            let all = words.len() + others.len() - common;
            (is_another(of) && ratio(common, all) >= share).then_some(at)
        };
        let first = shared.into_iter().filter_map(is_alike).min()?;
        self.told.get(first).map(|(of, _)| of.clone())
    }
}

/// One number by another; nothing of nothing is nothing.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2⁵²")]
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The words of a statement that carry its sense: those of four letters and more, and numbers.
fn content_words(text: &str) -> HashSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| {
        word.chars().count() > 3 || word.chars().any(|c| c.is_ascii_digit()) || word.chars().all(char::is_uppercase)
    });
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_most_words_in_common_says_the_same() {
        let mut told = Alike::default();
        let mut meet = |text: &str, of: i32| told.meet(text, of, 0.8, |other| *other != of);
        assert_eq!(meet("The treaty of peace was signed in Oslo in 1952.", 1), None);
        assert_eq!(meet("Norway joined the treaty of San Francisco.", 2), None);
        assert_eq!(meet("In Oslo the treaty of peace was signed, in 1952.", 3), Some(1));
        assert_eq!(meet("The treaty of peace was signed in Bergen in 1953.", 4), None);
        assert_eq!(meet("Norway joined the treaty of San Francisco.", 2), None, "its own");
    }

    #[test]
    fn what_carries_the_sense_of_a_statement_is_kept() {
        let words = content_words("It was signed in 2011 by the EU and not by Norway.");
        let mut words: Vec<_> = words.iter().map(String::as_str).collect();
        words.sort_unstable();
        assert_eq!(words, ["2011", "eu", "norway", "signed"]);
    }
}
