//! The names that a pack uses, as rows of words: a run that is nothing but names is no copy.

use std::collections::HashSet;

use super::RUN;
use super::originals::Sorted;
use crate::data::Dataset;
use crate::data::check::words::is_filler;
use crate::data::particular::Value;
use crate::text::fold::fold;

/// Names as rows of words, by the numbers that the words have in the originals.
pub(super) struct Names {
    /// Whole names, and the runs that are parts of longer ones.
    rows: HashSet<Vec<u32>>,
    /// Words that join names.
    fillers: HashSet<u32>,
    longest: usize,
}

impl Names {
    /// All titles and other names of records, series and sources, and the names that records tell.
    pub(super) fn of(dataset: &Dataset<'_>, originals: &Sorted) -> Self {
        let fillers = originals.words().filter(|(word, _)| is_filler(word)).map(|(_, number)| number).collect();
        let mut names = Self { rows: HashSet::new(), fillers, longest: RUN };
        for source in &dataset.pack.sources {
            names.add(&source.title, originals);
            names.add(&source.publisher, originals);
        }
        for (_, item) in dataset.items() {
            names.add(item.title(), originals);
            item.aka().iter().for_each(|name| names.add(name, originals));
        }
        for record in &dataset.records {
            for particular in record.body.particulars() {
                match particular.value {
                    Value::Parties(parties) => parties.iter().for_each(|(_, name)| names.add(name, originals)),
                    Value::Names(some) => some.iter().for_each(|name| names.add(name, originals)),
                    Value::Meanings(meanings) => meanings.iter().for_each(|(name, _)| names.add(name, originals)),
                    Value::Entries(_, entries) => {
                        entries.iter().filter_map(|entry| entry.name).for_each(|name| names.add(name, originals));
                    }
                    // A phrase that is no sentence is an office or a place.
                    Value::Text(Some(phrase)) if !phrase.ends_with('.') => names.add(phrase, originals),
                    Value::Sort(_)
                    | Value::Branch(_)
                    | Value::State(_)
                    | Value::Side(_)
                    | Value::Text(_)
                    | Value::Date(_)
                    | Value::Position(..) => {}
                }
            }
        }
        names
    }

    fn add(&mut self, name: &str, originals: &Sorted) {
        let folded = fold(name);
        let words: Vec<Option<u32>> = folded.split(' ').map(|word| originals.number(word)).collect();
        // What stands in no original is part of no run.
        for words in words.split(Option::is_none) {
            let words: Vec<u32> = words.iter().copied().flatten().collect();
            if words.len() > RUN {
                self.rows.extend(words.windows(RUN).map(<[u32]>::to_vec));
            }
            if !words.is_empty() && words.len() == folded.split(' ').count() {
                self.longest = self.longest.max(words.len());
                self.rows.insert(words);
            }
        }
    }

    /// Which words of a run are of names that the pack knows.
    pub(super) fn named(&self, run: &[u32]) -> Vec<bool> {
        let mut named = vec![false; run.len()];
        let mut end = 0;
        for at in 0..run.len() {
            let rest = run.get(at..).unwrap_or_default();
            let lengths = (1..=rest.len().min(self.longest)).rev();
            let name = lengths.filter_map(|length| rest.get(..length)).find(|row| self.rows.contains(*row));
            end = end.max(at + name.map_or(0, <[u32]>::len));
            named.get_mut(at).into_iter().for_each(|named| *named = at < end);
        }
        named
    }

    /// Whether a word only joins others.
    pub(super) fn is_joining(&self, word: u32) -> bool {
        self.fillers.contains(&word)
    }
}
