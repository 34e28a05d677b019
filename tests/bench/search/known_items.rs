//! Searches for known items: what somebody types who has seen a record and wants it again. They are made of what a
//! record is called and of what its summary tells, by a seed, so that they are the same on every machine and for every
//! search that is put to them. What a search must reach is for whoever asks.
//!
//! Some fit several records equally, so that no ranking finds all: only of another name, which records may have in
//! common, it is said that each of them is right. How many others there are the bench tells beside them.

use maitri::data::record::Record;
use maitri::data::{Dataset, ItemId};
use maitri::text::fold::fold;

use super::numbers::Numbers;

/// The classes of search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Two words of the title, the later one first.
    Swapped,
    /// Up to three words of the title, in the longest a slip: a letter less, more or other, or two swapped.
    Typo,
    /// The first four letters of up to four words of the title.
    Prefixes,
    /// Another name, folded.
    OtherName,
    /// Three words of the summary.
    Summary,
}

/// A search and what is meant by it.
pub(crate) struct KnownItem {
    /// What is typed.
    pub(crate) query: String,
    /// The words of it as they stand in what it was made of: without the slip.
    pub(crate) words: Vec<String>,
    /// The record that it was made of.
    pub(crate) id: ItemId,
}

/// How often what was meant came.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) asked: usize,
    pub(crate) first: usize,
    pub(crate) among_three: usize,
    /// What did not come first: the query, what is meant, what came.
    pub(crate) misses: Vec<String>,
}

impl Class {
    pub(crate) const ALL: [Self; 5] = [Self::Swapped, Self::Typo, Self::Prefixes, Self::OtherName, Self::Summary];

    /// What it is called.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Swapped => "swapped words",
            Self::Typo => "a slip",
            Self::Prefixes => "first letters",
            Self::OtherName => "another name",
            Self::Summary => "of the summary",
        }
    }

    /// Searches of this class for up to so many records, drawn from all.
    pub(crate) fn known_items(self, dataset: &Dataset<'_>, most: usize) -> Vec<KnownItem> {
        let mut numbers = Numbers(19);
        let mut ids: Vec<ItemId> = dataset.ids().collect();
        numbers.shuffle(&mut ids);
        let made = ids.into_iter().filter_map(|id| {
            let (query, words) = self.query(dataset.record(id)?, &mut numbers)?;
            Some(KnownItem { query, words, id })
        });
        made.take(most).collect()
    }

    /// What is typed, and the words meant.
    fn query(self, record: &Record<'_>, numbers: &mut Numbers) -> Option<(String, Vec<String>)> {
        let as_meant = |words: Vec<String>| (words.join(" "), words);
        let mut words = telling_words(&record.title);
        match self {
            Self::Swapped => {
                let later = 1 + numbers.below(words.len().checked_sub(1)?);
                let earlier = numbers.below(later);
                Some(as_meant(vec![words.get(later)?.clone(), words.get(earlier)?.clone()]))
            }
            Self::Typo => {
                words.truncate(3);
                let meant = words.clone();
                let longest = words.iter_mut().filter(|word| is_plain(word, 5)).max_by_key(|word| word.len())?;
                *longest = with_a_slip(longest, numbers);
                Some((words.join(" "), meant))
            }
            Self::Prefixes => {
                words.truncate(4);
                let begun = words.iter().map(|word| word.chars().take(4).collect::<String>());
                Some(as_meant(begun.collect())).filter(|(query, _)| !query.is_empty())
            }
            Self::OtherName => {
                let names: Vec<String> = record.aka.iter().map(|name| fold(name)).collect();
                let name = names.get(numbers.below(names.len())).filter(|name| !name.is_empty())?;
                Some((name.clone(), vec![name.clone()]))
            }
            Self::Summary => {
                let mut words = telling_words(&record.summary);
                words.retain(|word| is_plain(word, 5));
                words.sort_unstable();
                words.dedup();
                numbers.shuffle(&mut words);
                words.get(..3).map(|three| as_meant(three.to_vec()))
            }
        }
    }

    /// Whether an item is what a search means: what it was made of, or what has that name as well.
    fn is_meant(self, dataset: &Dataset<'_>, wanted: &KnownItem, id: ItemId) -> bool {
        let has = |name: &str| fold(name) == wanted.query;
        id == wanted.id
            || self == Self::OtherName
                && dataset
                    .record(id)
                    .is_some_and(|record| has(&record.title) || record.aka.iter().any(|name| has(name)))
    }

    /// Puts known items to a search that answers with its best three.
    pub(crate) fn ask(
        self,
        dataset: &Dataset<'_>,
        items: &[KnownItem],
        mut best_three: impl FnMut(&str) -> Vec<ItemId>,
    ) -> Found {
        let mut found = Found { asked: items.len(), ..Found::default() };
        for item in items {
            let best = best_three(&item.query);
            let place = best.iter().take(3).position(|id| self.is_meant(dataset, item, *id));
            found.first += usize::from(place == Some(0));
            found.among_three += usize::from(place.is_some());
            if place != Some(0) {
                let id = |id: ItemId| dataset.get(id).map_or("", |item| item.id());
                let came: Vec<&str> = best.iter().map(|came| id(*came)).collect();
                found.misses.push(format!("{:?} is {}, not {}", item.query, id(item.id), came.join(", ")));
            }
        }
        found
    }
}

impl Found {
    /// What was found of these and of others.
    pub(crate) fn and(&self, other: &Self) -> Self {
        Self {
            asked: self.asked + other.asked,
            first: self.first + other.first,
            among_three: self.among_three + other.among_three,
            misses: [self.misses.as_slice(), &other.misses].concat(),
        }
    }

    /// So many of those asked for, in per cent.
    pub(crate) fn per_cent(&self, part: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "there are some hundreds")]
        let share = part as f64 / self.asked.max(1) as f64;
        share * 100.0
    }
}

/// Words of a folded text that tell it from others: none of one letter, and none that joins others.
fn telling_words(text: &str) -> Vec<String> {
    const JOINING: [&str; 18] = [
        "the", "of", "and", "in", "on", "to", "for", "an", "at", "by", "with", "from", "between", "under", "its", "as",
        "into", "or",
    ];
    let folded = fold(text);
    folded.split(' ').filter(|word| word.len() > 1 && !JOINING.contains(word)).map(str::to_owned).collect()
}

/// Whether a word is so many letters a–z or more.
fn is_plain(word: &str, least: usize) -> bool {
    word.len() >= least && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// A word of letters a–z otherwise typed, its first letter as it is.
fn with_a_slip(word: &str, numbers: &mut Numbers) -> String {
    let mut slipped = word.to_owned();
    while slipped == word {
        let mut letters: Vec<char> = word.chars().collect();
        let at = 1 + numbers.below(letters.len().saturating_sub(2));
        let other = char::from(b'a' + u8::try_from(numbers.below(26)).unwrap_or(0));
        match numbers.below(4) {
            0 => _ = letters.remove(at),
            1 => letters.insert(at, other),
            2 => letters.swap(at, at + 1),
            _ => {
                if let Some(letter) = letters.get_mut(at) {
                    *letter = other;
                }
            }
        }
        slipped = letters.into_iter().collect();
    }
    slipped
}
