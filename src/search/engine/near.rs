//! Words of a dataset that are near to a misspelt one.
//!
//! Distance is that of Damerau and Levenshtein: a letter more, less, other, or two swapped. Words of names come before
//! words of texts. Whether a word is misspelt at all, and what else it may mean, is for [`super::spelling`].

use super::acronym::stands_for;
use super::char_mask::mask;
use super::english::is_english;
use super::slip::{begins_with_a_slip, is_swapped, is_swapped_at_start};
use super::vocabulary::{Entry, MIN_WORD, Vocabulary};

/// Shorter words, and shorter ones meant by them, are near to so many that only swapped letters make a slip.
const MIN_OTHER: usize = 4;
/// Shorter words are only taken for words of names: so many are so near that a word of another matter is a slip from
/// some.
const MIN_UNNAMED: usize = 7;
/// From this length on a plain word of English may be another that lacks a letter: `eternal affairs`.
const MIN_LACKING: usize = 7;
/// From this length on two slips are forgiven instead of one: shorter words have other words so near.
const TWO_SLIPS: usize = 9;
/// From this length on a word may be the misspelt beginning of a longer one.
const MIN_BEGUN: usize = 7;
/// How many words may be near.
const MOST: usize = 3;

/// What one slip costs; smaller differences only order words of one distance.
const SLIP: usize = 100;
/// Words within this much of the best are shown with it.
const ENTRY_STEP: usize = 40;

/// A word near the one asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Near<'v> {
    word: &'v str,
    /// Lower is nearer.
    cost: usize,
}

impl Vocabulary {
    /// The nearest words, nearest first; none if none is near, or the word is a well-known acronym.
    pub(crate) fn nearest(&self, typed: &str) -> Vec<&str> {
        if typed.len() < MIN_WORD || stands_for(typed).is_some() {
            return Vec::new();
        }
        let mut near = self.near(typed);
        if let Some(typed) = unfolded(typed) {
            near.extend(self.near(&typed));
        }
        near.sort_by(|a, b| a.cost.cmp(&b.cost).then(a.word.cmp(b.word)));
        let Some(best) = near.first().map(|near| near.cost) else { return Vec::new() };
        near.retain(|near| !ends_otherwise(near.word, typed));
        // Where the best of them is no slip, none of the others is meant either.
        if near.first().is_none_or(|near| near.cost > best) {
            return Vec::new();
        }
        let mut words: Vec<&str> = Vec::new();
        for near in near.into_iter().take_while(|near| near.cost < best + ENTRY_STEP) {
            if words.len() < MOST && !words.contains(&near.word) {
                words.push(near.word);
            }
        }
        // What begins with another of them is found with it.
        let all = words.clone();
        words.retain(|word| !all.iter().any(|other| other.len() < word.len() && word.starts_with(other)));
        words
    }

    fn near(&self, typed: &str) -> Vec<Near<'_>> {
        let is_english = is_english(typed);
        let slips = if typed.len() < TWO_SLIPS || is_english { 1 } else { 2 };
        let typed_mask = mask(typed.as_bytes());
        let only_swapped = typed.len() < MIN_OTHER || is_english;
        let lacks_one = |entry: &Entry| typed.len() >= MIN_LACKING && entry.word.len() == typed.len() + 1;
        let may_be = |entry: &&Entry| {
            !only_swapped && entry.word.len() >= MIN_OTHER
                || lacks_one(entry)
                || is_swapped(entry.word.as_bytes(), typed.as_bytes())
        };
        let entries = self.words.iter().filter(may_be);
        // What is a word itself begins no other with a slip: `current` is not *currency*.
        entries.filter_map(|entry| entry.near(typed, typed_mask, (slips, !is_english))).collect()
    }
}

/// Whether a word of the fewest letters differs in the last alone from a plain one of English, so that it is a word of its
/// own: `sumo`, *sums*. A name may end with a slip: `kobi`, *kobe*.
fn ends_otherwise(word: &str, typed: &str) -> bool {
    let is_like = word.get(..MIN_OTHER - 1) == typed.get(..MIN_OTHER - 1);
    word.len() == MIN_OTHER && typed.len() == MIN_OTHER && is_like && is_english(word)
}

/// A folded word as it may have been typed, where folding took a *z* after an *i* for the *s* of another spelling: a slip
/// beside it makes two otherwise, `shizno` of *shinzo*.
fn unfolded(typed: &str) -> Option<String> {
    typed.contains("is").then(|| typed.replace("is", "iz"))
}

impl Entry {
    fn near(&self, typed: &str, typed_mask: u64, (slips, may_begin): (usize, bool)) -> Option<Near<'_>> {
        // Two letters that the word lacks are no slip, however long it is: `fukushima` is not *fukushiro*.
        if (typed_mask & !self.mask).count_ones() > 1
            || self.word.len() + slips < typed.len()
            || !self.named && typed.len() < MIN_UNNAMED
            || !self.is_sayable(typed)
        {
            return None;
        }
        let (word, other) = (self.word.as_bytes(), typed.as_bytes());
        let same_start = word.first() == other.first();
        if !same_start && !is_swapped_at_start(word, other) {
            return None;
        }
        let whole = self.word.len() <= typed.len() + slips && (self.mask & !typed_mask).count_ones() as usize <= slips;
        let distance = if whole { strsim::osa_distance(typed, &self.word) } else { usize::MAX };
        // A word half typed is compared with the beginnings of words.
        let begun =
            may_begin && distance > slips && same_start && typed.len() >= MIN_BEGUN && self.word.len() > typed.len();
        let begun = if begun && begins_with_a_slip(word, other) { 1 } else { usize::MAX };
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
            ("jicaa", "jica"),
        ] {
            assert_eq!(vocabulary().nearest(typed).first().copied(), Some(word), "{typed}");
        }
    }

    #[test]
    fn a_slip_beside_a_folded_letter_is_one() {
        for typed in ["shizno", "shnizo", "shinizo", "sihnzo"] {
            assert_eq!(vocabulary().nearest(&crate::text::fold::fold(typed)), ["shinzo"], "{typed}");
        }
    }

    #[test]
    fn a_short_word_is_near_to_words_of_names_alone_and_to_none_that_joins_others() {
        let vocabulary = Vocabulary::gather("\nwhile in kobe\nwheat between", " the whole of it")
            .joined(|word| ["while", "between"].contains(&word));
        assert!(vocabulary.nearest("whilo").is_empty(), "{:?}", vocabulary.nearest("whilo"));
        assert_eq!(vocabulary.nearest("whaet"), ["wheat"]);
        assert_eq!(vocabulary.nearest("betwen"), ["between"], "a long one is a slip");
    }

    #[test]
    fn of_few_letters_only_swapped_ones_make_a_slip() {
        let vocabulary = Vocabulary::gather("\nnet not ntt abe son secondary jica", "");
        for word in ["npt", "sony", "aba"] {
            assert!(vocabulary.nearest(word).is_empty(), "{word}: {:?}", vocabulary.nearest(word));
        }
        assert_eq!(vocabulary.nearest("aeb"), ["abe"]);
        assert_eq!(vocabulary.nearest("jisa"), ["jica"]);
    }

    #[test]
    fn of_four_letters_the_last_is_a_slip_unless_the_other_is_plain_english() {
        let vocabulary = Vocabulary::gather("\nquad modi mode kobe jica nara\nsums suma\nsums", "");
        for (typed, word) in
            [("quaf", "quad"), ("modj", "modi"), ("kobi", "kobe"), ("jicz", "jica"), ("narq", "nara"), ("suna", "suma")]
        {
            assert_eq!(vocabulary.nearest(typed), [word], "{typed}");
        }
        assert!(vocabulary.nearest("sumo").is_empty(), "nor the next: {:?}", vocabulary.nearest("sumo"));
    }
}
