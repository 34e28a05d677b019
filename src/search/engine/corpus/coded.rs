//! Folded texts as the numbers of their words: of a thousand records most words stand in many places, and a number
//! takes two bytes where a word takes six. Each word is written once, so that what looks for one reads these few
//! instead of all texts.
//!
//! Only what is compiled into the program is coded; who compiles it is [`super::packed`].

use serde::{Deserialize, Serialize};

/// Texts as they are compiled.
#[derive(Deserialize, Serialize)]
pub(super) struct Written<'a> {
    /// Every word once, the most frequent first, each after a space; a line end is one too. One more space ends the
    /// last.
    words: &'a str,
    /// The number of each word of the texts, in two bytes.
    numbers: &'a [u8],
}

/// Texts by the numbers of their words. A place in them is the count of the words before it.
#[derive(Debug)]
pub(crate) struct Coded {
    words: &'static str,
    /// Where in them each begins, with the space before it, and where the last ends.
    starts: Vec<u32>,
    numbers: &'static [u8],
}

impl Coded {
    /// What was written.
    pub(super) fn of(Written { words, numbers }: Written<'static>) -> Self {
        let starts = words.bytes().enumerate().filter(|(_, byte)| *byte == b' ');
        Self { words, starts: starts.map(|(at, _)| u32::try_from(at).unwrap_or(u32::MAX)).collect(), numbers }
    }

    /// Every word once, as [`Written`] has them.
    pub(crate) fn words(&self) -> &'static str {
        self.words
    }

    /// How many different words there are.
    pub(crate) fn kinds(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Where a word begins in [`Self::words`]; beyond the last, nowhere.
    pub(crate) fn starts_at(&self, number: usize) -> usize {
        self.starts.get(number).map_or(usize::MAX, |&start| start as usize)
    }

    /// How many words the texts have.
    pub(super) fn len(&self) -> usize {
        self.numbers.len() / 2
    }

    /// The numbers of the words from a place on.
    fn numbers_from(&self, place: usize) -> impl Iterator<Item = usize> {
        let (pairs, _) = self.numbers.get(place.saturating_mul(2)..).unwrap_or_default().as_chunks::<2>();
        pairs.iter().map(|pair| usize::from(u16::from_le_bytes(*pair)))
    }

    /// Where a wanted word next stands, by its number, from a place on.
    #[inline]
    pub(crate) fn next(&self, place: usize, is_wanted: impl Fn(usize) -> bool) -> Option<usize> {
        self.numbers_from(place).position(is_wanted).map(|at| place + at)
    }

    /// The word that is worth most, by its number, from one place to another, and where: the first of several.
    #[inline]
    pub(crate) fn best<W: Ord>(
        &self,
        (from, to): (usize, usize),
        worth: impl Fn(usize) -> Option<W>,
    ) -> Option<(W, usize)> {
        let words = self.numbers_from(from).zip(from..to);
        let found = words.filter_map(|(number, at)| Some((worth(number)?, at)));
        found.reduce(|best, next| if next.0 > best.0 { next } else { best })
    }

    /// Writes the words from one place to another out, each after a space.
    pub(super) fn write(&self, from: usize, to: usize, out: &mut Vec<u8>) {
        for number in self.numbers_from(from).take(to.saturating_sub(from)) {
            let word = self.starts_at(number)..self.starts_at(number + 1);
            out.extend_from_slice(self.words.as_bytes().get(word).unwrap_or_default());
        }
    }

    /// How often each word stands in the texts.
    pub(crate) fn counts(&self) -> impl Iterator<Item = (&'static str, u32)> {
        let mut counts = vec![0; self.kinds()];
        for number in self.numbers_from(0) {
            if let Some(count) = counts.get_mut(number) {
                *count += 1;
            }
        }
        self.words.split(' ').skip(1).zip(counts)
    }
}

/// Codes texts, each of which begins with a space, for `then`: nothing if they have more words than there are numbers.
#[cfg(any(test, not(bundled)))]
pub(super) fn with_coded<T>(texts: &str, then: impl FnOnce(Written<'_>) -> T) -> Option<T> {
    let mut counts = std::collections::BTreeMap::<&str, u32>::new();
    for word in texts.split(' ').skip(1) {
        *counts.entry(word).or_default() += 1;
    }
    let mut words: Vec<(&str, u32)> = counts.into_iter().collect();
    words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let numbered = words.iter().enumerate().map(|(number, (word, _))| Some((*word, u16::try_from(number).ok()?)));
    let numbers: std::collections::BTreeMap<&str, u16> = numbered.collect::<Option<_>>()?;
    let coded = texts.split(' ').skip(1).filter_map(|word| numbers.get(word));
    let coded: Vec<u8> = coded.flat_map(|number| number.to_le_bytes()).collect();
    let words: String = words.iter().flat_map(|(word, _)| [" ", *word]).chain([" "]).collect();
    Some(then(Written { words: &words, numbers: &coded }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn coded(texts: &str) -> Coded {
        let bytes = with_coded(texts, |written| postcard::to_allocvec(&written).unwrap()).unwrap();
        Coded::of(postcard::from_bytes(bytes.leak()).unwrap())
    }

    #[test]
    fn more_words_than_numbers_are_not_coded() {
        let texts = |words: u32| (0..words).fold(String::new(), |text, word| text + " " + &word.to_string());
        assert!(with_coded(&texts(65_536), |_| ()).is_some());
        assert!(with_coded(&texts(65_537), |_| ()).is_none());
    }

    proptest! {
        #[test]
        fn what_is_coded_is_written_out_as_it_was(
            texts in proptest::collection::vec("( (a|b|ab|\\n|é|))*", 0..5),
            cut in any::<prop::sample::Index>(),
        ) {
            let texts = texts.concat();
            let coded = coded(&texts);
            let mut out = Vec::new();
            let cut = cut.index(coded.len() + 1);
            coded.write(0, cut, &mut out);
            coded.write(cut, coded.len(), &mut out);
            prop_assert_eq!(str::from_utf8(&out).unwrap(), &*texts);
            let words: Vec<&str> = texts.split(' ').skip(1).collect();
            prop_assert_eq!(coded.len(), words.len());
            for (number, (word, count)) in coded.counts().enumerate() {
                prop_assert_eq!(count as usize, words.iter().filter(|other| **other == word).count());
                let next = words.iter().skip(cut).position(|other| *other == word).map(|at| cut + at);
                prop_assert_eq!(coded.next(cut, |other| other == number), next);
            }
            // The number of a word is worth the more, the rarer the word is.
            let numbers: Vec<usize> = coded.numbers_from(0).collect();
            let most = numbers.iter().skip(cut).max().copied();
            let first = most.and_then(|most| numbers.iter().skip(cut).position(|number| *number == most));
            prop_assert_eq!(coded.best((cut, coded.len()), Some), most.zip(first.map(|at| cut + at)));
            prop_assert_eq!(coded.best((0, cut), |_| None::<()>), None);
        }
    }
}
