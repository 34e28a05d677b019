//! The texts of sources as rows of words, and which of their runs stand in another text.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use super::RUN;

/// Of a run that stands in many places, so many are looked at for the longest.
const PLACES: usize = 8;

/// Texts of sources, to be collected.
#[derive(Default)]
pub(super) struct Originals {
    numbers: HashMap<String, u32>,
    texts: Vec<Original>,
}

struct Original {
    /// What to call it: `brief-2024 ¶14`.
    name: String,
    words: Vec<u32>,
}

/// The same, to be looked up.
pub(super) struct Sorted {
    originals: Originals,
    runs: Vec<Place>,
}

/// Where a run of [`RUN`] words stands. The order is that of the runs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    run: u64,
    text: u32,
    at: u32,
}

/// A word of a folded text that stands in one of the originals.
#[derive(Clone, Copy)]
pub(super) struct Word {
    /// Where it begins in the folded text.
    pub(super) start: usize,
    /// Where it ends there.
    pub(super) end: usize,
    /// Its number in the originals.
    pub(super) number: u32,
}

/// Words in a row that stand in a source.
pub(super) struct Run<'o> {
    /// The words, at least [`RUN`].
    pub(super) words: Vec<Word>,
    /// What to call the text they stand in.
    pub(super) original: &'o str,
}

impl Originals {
    /// Adds a folded text.
    pub(super) fn add(&mut self, name: String, folded: &str) {
        let mut words = Vec::new();
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            let number = self.numbers.get(word).copied().unwrap_or_else(|| {
                let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
                self.numbers.insert(word.to_owned(), next);
                next
            });
            words.push(number);
        }
        self.texts.push(Original { name, words });
    }

    /// The same, so that runs are found.
    pub(super) fn sorted(self) -> Sorted {
        let mut runs = Vec::new();
        for (text, original) in (0_u32..).zip(&self.texts) {
            let places = (0_u32..).zip(original.words.windows(RUN));
            runs.extend(places.map(|(at, run)| Place { run: hash(run), text, at }));
        }
        runs.sort_unstable();
        Sorted { originals: self, runs }
    }
}

impl Sorted {
    /// Whether there is no run in any text.
    pub(super) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The number of a folded word, if it stands in any of the texts.
    pub(super) fn number(&self, word: &str) -> Option<u32> {
        self.originals.numbers.get(word).copied()
    }

    /// Every word there is.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, u32)> {
        self.originals.numbers.iter().map(|(word, number)| (word.as_str(), *number))
    }

    /// The runs of a folded text that stand in one of these, each as long as it goes on there.
    pub(super) fn runs(&self, folded: &str) -> Vec<Run<'_>> {
        let mut end = 0;
        let words = folded.split(' ').map(|word| {
            let start = end;
            end = start + word.len() + 1;
            self.number(word).map(|number| Word { start, end: start + word.len(), number })
        });
        let words: Vec<Option<Word>> = words.collect();
        let mut found = Vec::new();
        // A run holds no word that stands in none of the texts.
        for words in words.split(Option::is_none) {
            let words: Vec<Word> = words.iter().copied().flatten().collect();
            let numbers: Vec<u32> = words.iter().map(|word| word.number).collect();
            let mut at = 0;
            while let Some(rest) = numbers.get(at..).filter(|rest| rest.len() >= RUN) {
                let Some((length, original)) = self.longest(rest) else {
                    at += 1;
                    continue;
                };
                let words = words.get(at..at + length).unwrap_or_default().to_vec();
                found.push(Run { words, original });
                at += length;
            }
        }
        found
    }

    /// How many of these words stand in one of the texts from their first on, and in which, if they are a run.
    fn longest(&self, words: &[u32]) -> Option<(usize, &str)> {
        let run = hash(words.get(..RUN)?);
        let from = self.runs.partition_point(|place| place.run < run);
        let places = self.runs.get(from..)?.iter().take_while(|place| place.run == run).take(PLACES);
        let lengths = places.filter_map(|place| {
            let original = self.originals.texts.get(place.text as usize)?;
            let there = original.words.get(place.at as usize..)?;
            let length = there.iter().zip(words).take_while(|(one, other)| one == other).count();
            Some((length, original.name.as_str()))
        });
        // Of several as long, the first.
        lengths.reduce(|best, next| if next.0 > best.0 { next } else { best }).filter(|(length, _)| *length >= RUN)
    }
}

fn hash(run: &[u32]) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(run)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(originals: &[&str], text: &str) -> Vec<(String, String)> {
        let mut all = Originals::default();
        for (number, original) in originals.iter().enumerate() {
            all.add(format!("text {number}"), original);
        }
        let sorted = all.sorted();
        let runs = sorted.runs(text);
        let words = |run: &Run<'_>| match run.words.as_slice() {
            [first, .., last] => text.get(first.start..last.end).unwrap_or_default().to_owned(),
            _ => String::new(),
        };
        runs.iter().map(|run| (words(run), run.original.to_owned())).collect()
    }

    #[test]
    fn a_run_is_found_as_far_as_it_goes() {
        let original = "the king sailed to the port of bergen with nine ships in may";
        let found = runs(&[original], "then the king sailed to the port of bergen with nine boats");
        assert_eq!(found, [("the king sailed to the port of bergen with nine".to_owned(), "text 0".to_owned())]);
        assert!(runs(&[original], "the king sailed to the port of oslo with nine ships").is_empty());
        assert!(runs(&[original], "").is_empty() && runs(&[], original).is_empty());
    }

    #[test]
    fn the_longest_of_several_runs_counts() {
        let (short, long) = ("one two three four five six seven eight", "one two three four five six seven eight nine");
        assert_eq!(runs(&[short, long], long), [(long.to_owned(), "text 1".to_owned())]);
        assert_eq!(runs(&[long, short], short), [(short.to_owned(), "text 0".to_owned())], "of two the first");
    }

    #[test]
    fn runs_do_not_go_on_from_one_text_to_the_next() {
        assert!(
            runs(&["one two three four", "five six seven eight"], "one two three four five six seven eight").is_empty()
        );
    }
}
