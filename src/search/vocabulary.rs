//! The words of a dataset, and the nearest of them to one that was misspelt.
//!
//! Distance is that of Damerau and Levenshtein: a letter more, less, other, or two swapped.
//! Words of names come before words of texts. Nothing here knows what a query is.

use hashbrown::HashMap;

use super::letters::bag;

/// Shorter words have too many neighbours.
pub(super) const MIN_WORD: usize = 3;
const MAX_WORD: usize = 24;
/// From this length on two slips are forgiven instead of one.
const TWO_SLIPS: usize = 6;
/// From this length on a word may be the misspelt beginning of a longer one.
const MIN_BEGUN: usize = 5;
/// How many words may stand in for one.
const MOST: usize = 3;

/// Every word of three letters or more.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    word: Box<str>,
    bag: u64,
    count: u32,
    named: bool,
}

/// A word near the one asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Near<'v> {
    pub(super) word: &'v str,
    /// Lower is nearer.
    cost: usize,
}

/// Words being counted.
#[derive(Debug, Default)]
pub(super) struct Counted(HashMap<String, (u32, bool)>);

impl Counted {
    /// Counts a folded word of names or of texts once more, or so often.
    pub(super) fn add(&mut self, word: &[u8], named: bool, times: u32) {
        let fits = (MIN_WORD..=MAX_WORD).contains(&word.len()) && word.iter().all(u8::is_ascii_lowercase);
        if let (true, Ok(word)) = (fits, str::from_utf8(word)) {
            let (count, in_names) = self.0.entry_ref(word).or_default();
            *count += times;
            *in_names |= named;
        }
    }

    /// The words counted.
    pub(super) fn finish(self) -> Vocabulary {
        let entries = self.0.into_iter();
        let entry =
            |(word, (count, named)): (String, _)| Entry { bag: bag(word.as_bytes()), word: word.into(), count, named };
        let mut words: Vec<Entry> = entries.map(entry).collect();
        words.sort_unstable_by(|a, b| a.word.cmp(&b.word));
        Vocabulary { words }
    }
}

impl Vocabulary {
    /// Collects the words of folded names and texts.
    pub(super) fn gather(names: &str, texts: &str) -> Self {
        let mut counted = Counted::default();
        for (folded, named) in [(names, true), (texts, false)] {
            folded.as_bytes().split(|&byte| byte <= b' ').for_each(|word| counted.add(word, named, 1));
        }
        counted.finish()
    }

    /// The nearest words, nearest first; none if none is near.
    pub(super) fn nearest(&self, typed: &str) -> Vec<&str> {
        if typed.len() < MIN_WORD || typed.len() > MAX_WORD || !typed.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Vec::new();
        }
        let slips = if typed.len() < TWO_SLIPS { 1 } else { 2 };
        let typed_bag = bag(typed.as_bytes());
        let mut near: Vec<Near<'_>> =
            self.words.iter().filter_map(|entry| entry.near(typed, typed_bag, slips)).collect();
        near.sort_by(|a, b| a.cost.cmp(&b.cost).then(a.word.cmp(b.word)));
        let Some(best) = near.first().map(|near| near.cost) else { return Vec::new() };
        near.into_iter().take_while(|near| near.cost < best + ENTRY_STEP).take(MOST).map(|near| near.word).collect()
    }
}

/// What one slip costs; smaller differences only order words of one distance.
const SLIP: usize = 100;
/// Words within this much of the best are shown with it.
const ENTRY_STEP: usize = 40;

impl Entry {
    fn near<'v>(&'v self, typed: &str, typed_bag: u64, slips: usize) -> Option<Near<'v>> {
        let missing = (typed_bag & !self.bag).count_ones() as usize;
        if missing > slips || self.word.len() + slips < typed.len() {
            return None;
        }
        let whole = self.word.len() <= typed.len() + slips && (self.bag & !typed_bag).count_ones() as usize <= slips;
        let distance = if whole { strsim::osa_distance(typed, &self.word) } else { usize::MAX };
        let same_start = self.word.as_bytes().first() == typed.as_bytes().first();
        // A word half typed is compared with the beginnings of words.
        let begun = if distance > slips && same_start && typed.len() >= MIN_BEGUN && self.word.len() > typed.len() {
            (typed.len().saturating_sub(1)..=typed.len() + 1)
                .filter_map(|end| self.word.get(..end))
                .map(|head| strsim::osa_distance(typed, head))
                .min()
                .filter(|&slipped| slipped == 1)
                .unwrap_or(usize::MAX)
        } else {
            usize::MAX
        };
        let (distance, part) = if distance <= slips { (distance, 0) } else { (begun, SLIP / 2) };
        if distance > slips {
            return None;
        }
        let first = if same_start { 0 } else { 25 };
        let unnamed = if self.named { 0 } else { 30 };
        let rare = 10_usize.saturating_sub(self.count as usize);
        Some(Near { word: &self.word, cost: distance * SLIP + part + first + unnamed + rare })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        Vocabulary::gather(
            "\nmumbai ahmedabad shinkansen\nshinzo abe\njica\nkishida fumio",
            "\nthe abbey of nara kept a shinkansen\nsemiconductor supply",
        )
    }

    #[test]
    fn the_nearest_word_is_found() {
        for (typed, word) in [
            ("shinaknsen", "shinkansen"),
            ("shinkanse", "shinkansen"),
            ("shinaknse", "shinkansen"),
            ("shinakn", "shinkansen"),
            ("ahmedbad", "ahmedabad"),
            ("mumabi", "mumbai"),
            ("jcia", "jica"),
            ("kishda", "kishida"),
            ("semicondcutro", "semiconductor"),
            ("aeb", "abe"),
        ] {
            assert_eq!(vocabulary().nearest(typed).first().copied(), Some(word), "{typed}");
        }
    }

    #[test]
    fn far_words_are_not_offered() {
        for typed in ["xyzzy", "ab", "tokyo", "東大寺", ""] {
            assert!(vocabulary().nearest(typed).is_empty(), "{typed}");
        }
    }
}
