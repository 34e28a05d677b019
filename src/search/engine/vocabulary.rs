//! The words of a dataset, counted: how often each stands in it, and whether in names. What a typed word that is none
//! of them may mean is for [`super::spelling`].

use compact_str::CompactString;
use hashbrown::HashMap;

use super::char_mask::mask;
use super::corpus::Texts;
use super::sound::Sounds;
use super::word_table::WordTable;

/// Shorter words have too many neighbours.
pub(super) const MIN_WORD: usize = 3;
/// Longer ones are not typed.
pub(super) const MAX_WORD: usize = 24;
/// Shorter words are taken for none that only joins others.
const MIN_JOINING: usize = 6;

/// Every word of three letters a–z or more, up to a length that no misspelt word has.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    pub(super) words: Vec<Entry>,
    /// How names are spelt in the languages of the dataset.
    pub(super) sounds: Sounds,
}

/// What is known of a word.
#[derive(Debug)]
pub(super) struct Entry {
    /// In place, for no word is longer than has room there: thousands of boxes would take more than the words.
    pub(super) word: CompactString,
    pub(super) mask: u64,
    pub(super) count: u32,
    pub(super) named: bool,
    /// Whether it only joins others.
    pub(super) joins: bool,
}

/// Words being counted.
#[derive(Debug, Default)]
pub(crate) struct Counted(HashMap<CompactString, (u32, bool)>);

impl Counted {
    /// Counts a folded word of names or of texts so often more.
    pub(crate) fn add(&mut self, word: &[u8], named: bool, times: u32) {
        if let (true, Ok(word)) = (fits(word), str::from_utf8(word)) {
            let (count, in_names) = self.0.entry(CompactString::from(word)).or_default();
            *count += times;
            *in_names |= named;
        }
    }

    /// Counts the words of folded names or texts.
    fn add_all(&mut self, folded: &str, named: bool) {
        let (mut table, mut counts) = (WordTable::default(), Vec::<u32>::new());
        let words = folded.as_bytes().split(|&byte| byte <= b' ');
        for word in words.filter(|word| fits(word)) {
            let number = table.number(word) as usize;
            match counts.get_mut(number) {
                Some(count) => *count += 1,
                None => counts.push(1),
            }
        }
        counts.iter().enumerate().for_each(|(number, count)| self.add(table.word(number), named, *count));
    }

    /// The words counted.
    pub(crate) fn finish(self) -> Vocabulary {
        let entries = self.0.into_iter();
        let entry = |(word, (count, named)): (CompactString, _)| Entry {
            mask: mask(word.as_bytes()),
            word,
            count,
            named,
            joins: false,
        };
        let mut words: Vec<Entry> = entries.map(entry).collect();
        words.sort_unstable_by(|a, b| a.word.cmp(&b.word));
        Vocabulary { words, sounds: Sounds::default() }
    }
}

/// Whether a word can stand for another: neither too short nor too long, and of letters only.
pub(super) fn fits(word: &[u8]) -> bool {
    (MIN_WORD..=MAX_WORD).contains(&word.len()) && word.iter().all(u8::is_ascii_lowercase)
}

impl Vocabulary {
    /// The same, with the spellings of a pack's languages.
    pub(crate) fn spelt(self, sounds: Sounds) -> Self {
        Self { sounds, ..self }
    }

    /// The same, where these words only join others.
    pub(crate) fn joined(mut self, joins: impl Fn(&str) -> bool) -> Self {
        self.words.iter_mut().for_each(|entry| entry.joins = joins(&entry.word));
        self
    }

    /// Collects the words of folded names and texts.
    pub(crate) fn of(names: &str, texts: &Texts) -> Self {
        let mut counted = Counted::default();
        counted.add_all(names, true);
        match texts {
            Texts::Plain(texts) => counted.add_all(texts, false),
            Texts::Coded(coded) => coded.counts().for_each(|(word, times)| counted.add(word.as_bytes(), false, times)),
        }
        counted.finish()
    }

    /// As [`Self::of`], of texts as they were folded.
    #[cfg(test)]
    pub(crate) fn gather(names: &str, texts: &str) -> Self {
        Self::of(names, &Texts::Plain(texts.to_owned()))
    }

    /// What is known of a word.
    pub(super) fn entry(&self, word: &str) -> Option<&Entry> {
        let found = self.words.binary_search_by(|entry| (*entry.word).cmp(word));
        found.ok().and_then(|at| self.words.get(at))
    }

    /// What is known of a word of names.
    pub(super) fn of_name(&self, word: &str) -> Option<&Entry> {
        self.entry(word).filter(|entry| entry.named)
    }
}

impl Entry {
    /// Whether a typed word may be meant for it: a short one for none that only joins others.
    pub(super) fn is_sayable(&self, typed: &str) -> bool {
        !self.joins || typed.len() >= MIN_JOINING
    }
}
