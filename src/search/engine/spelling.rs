//! The words of a dataset, and those that may be meant by one that is none: the nearest to a misspelt one,
//! other spellings of a name, and what a short form may be short for.
//!
//! Distance is that of Damerau and Levenshtein: a letter more, less, other, or two swapped.
//! Words of names come before words of texts. Nothing here knows what a query is.
//!
//! Most words that a dataset lacks are no slips but other words, so few are taken for one: a plain word of English is
//! meant as it stands unless it is a plural, two of its letters are swapped or it is long and lacks one, and whoever
//! slips has the first letter right or the first two swapped, and makes one slip in a word of usual length.

use compact_str::CompactString;
use hashbrown::HashMap;

use super::char_mask::mask;
use super::english::is_english;
use super::plural::singulars;
use super::short_form::{is_short_for, may_be_short};
use super::slip::{begins_with_a_slip, is_swapped, is_swapped_at_start, with_a_letter_doubled};
use super::sound::Sounds;
use super::word_table::WordTable;

/// Shorter words have too many neighbours.
const MIN_WORD: usize = 3;
const MAX_WORD: usize = 24;
/// Shorter words, and shorter ones meant by them, are near to so many that only swapped letters make a slip.
const MIN_OTHER: usize = 4;
/// Shorter words are only taken for words of names: so many are so near that a word of another matter is a slip from
/// some.
const MIN_UNNAMED: usize = 7;
/// From this length on a plain word of English may be another that lacks a letter: `eternal affairs`.
const MIN_LACKING: usize = 7;
/// Shorter words are taken for none that only joins others.
const MIN_JOINING: usize = 6;
/// From this length on two letters that are swapped make a slip of what only begins a longer word.
const MIN_SWAPPED: usize = 5;
/// From this length on one of two like letters may be left out of a word although another begins with what is left.
const MIN_DOUBLED: usize = 5;
/// From this length on a word may be a slip although another word begins with it; a shorter one only if two letters of
/// it are swapped.
const MIN_BESIDE: usize = 8;
/// By so many times a word must be more frequent than all that begin with a typed one, to be meant by that.
const FAR_MORE: u64 = 10;
/// From this length on two slips are forgiven instead of one: shorter words have other words so near.
const TWO_SLIPS: usize = 9;
/// From this length on a word may be the misspelt beginning of a longer one.
const MIN_BEGUN: usize = 7;
/// Shorter words are no other spelling of a name.
const MIN_SPELT: usize = 4;
/// By so many letters spellings may differ in length.
const MOST_LENGTHENED: usize = 4;
/// How many words may stand in for one.
const MOST: usize = 3;

/// Every word of three letters a–z or more, up to a length that no misspelt word has.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    words: Vec<Entry>,
    /// How names are spelt in the languages of the dataset.
    sounds: Sounds,
}

#[derive(Debug)]
struct Entry {
    /// In place, for no word is longer than has room there: thousands of boxes would take more than the words.
    word: CompactString,
    mask: u64,
    count: u32,
    named: bool,
    /// Whether it only joins others.
    joins: bool,
}

/// A word near the one asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Near<'v> {
    pub(crate) word: &'v str,
    /// Lower is nearer.
    cost: usize,
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
fn fits(word: &[u8]) -> bool {
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
    pub(crate) fn gather(names: &str, texts: &str) -> Self {
        let (mut counted, mut table) = (Counted::default(), WordTable::default());
        for (folded, named) in [(names, true), (texts, false)] {
            let mut counts: Vec<u32> = Vec::new();
            let words = folded.as_bytes().split(|&byte| byte <= b' ');
            for word in words.filter(|word| fits(word)) {
                let number = table.number(word) as usize;
                match counts.get_mut(number) {
                    Some(count) => *count += 1,
                    None => counts.push(1),
                }
            }
            counts.iter().enumerate().for_each(|(number, count)| counted.add(table.word(number), named, *count));
            table.clear();
        }
        counted.finish()
    }

    /// What a word that is none may stand for, most likely first: the nearest words, and those that it may be
    /// short for; none if none is near.
    pub(crate) fn meant(&self, typed: &str) -> Vec<&str> {
        if typed.len() > MAX_WORD || !typed.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Vec::new();
        }
        if let Some(one) = singulars(typed).find_map(|one| self.entry(&one)) {
            return vec![&*one.word];
        }
        if is_english(typed) {
            return self.nearest(typed);
        }
        let mut meant: Vec<&str> = self.other_spelling(typed).into_iter().collect();
        meant.extend(self.nearest(typed).into_iter().filter(|near| !meant.contains(near)).collect::<Vec<_>>());
        meant.truncate(MOST);
        if may_be_short(typed) {
            let long: Vec<&str> = self.long_forms(typed).into_iter().filter(|long| !meant.contains(long)).collect();
            meant.truncate(MOST - long.len());
            meant.extend(long);
        }
        meant
    }

    /// The word of names that one may be meant for which only begins, or stands within, others: none if it is a word
    /// itself. `cooperatin` stands in *cooperating*, and is *cooperation* sooner; where it begins words of names too,
    /// only if those are far rarer; and `sumit`, which begins *sumitomo*, is *summit* then.
    pub(crate) fn likelier(&self, typed: &str) -> Option<&str> {
        if !fits(typed.as_bytes()) || self.words.binary_search_by(|entry| (*entry.word).cmp(typed)).is_ok() {
            return None;
        }
        let begun = self.words.partition_point(|entry| *entry.word < *typed);
        let begun = self.words.iter().skip(begun).take_while(|entry| entry.word.starts_with(typed));
        let (begins_names, times) =
            begun.fold((false, 0), |(named, times), entry| (named || entry.named, times + u64::from(entry.count)));
        let is_far_rarer = |entry: &&Entry| u64::from(entry.count) >= FAR_MORE * times;
        if begins_names && typed.len() < MIN_BESIDE {
            return self.doubled(typed).filter(is_far_rarer).map(|entry| &*entry.word);
        }
        let near = self.nearest(typed).into_iter();
        near.filter(|word| self.of_name(word).is_some_and(|entry| !begins_names || is_far_rarer(&entry))).find(|word| {
            let is_near = typed.len() >= MIN_BESIDE && strsim::osa_distance(typed, word) == 1;
            is_swapped(word.as_bytes(), typed.as_bytes()) && typed.len() >= MIN_SWAPPED || is_near
        })
    }

    /// The most frequent word of names that one is with one of two like letters left out, the commonest slip of
    /// spelling: `sumit`. A word of English is meant as it stands.
    fn doubled(&self, typed: &str) -> Option<&Entry> {
        let may_be = typed.len() >= MIN_DOUBLED && !is_english(typed);
        let longer = may_be.then(|| with_a_letter_doubled(typed)).into_iter().flatten();
        longer.filter_map(|word| self.of_name(&word)).max_by_key(|entry| entry.count)
    }

    /// The word of names that one is more than one of.
    pub(crate) fn singular(&self, typed: &str) -> Option<&str> {
        singulars(typed).find_map(|one| self.of_name(&one)).map(|entry| &*entry.word)
    }

    /// What is known of a word.
    fn entry(&self, word: &str) -> Option<&Entry> {
        let found = self.words.binary_search_by(|entry| (*entry.word).cmp(word));
        found.ok().and_then(|at| self.words.get(at))
    }

    /// What is known of a word of names.
    fn of_name(&self, word: &str) -> Option<&Entry> {
        self.entry(word).filter(|entry| entry.named)
    }

    /// The nearest words, nearest first; none if none is near.
    pub(crate) fn nearest(&self, typed: &str) -> Vec<&str> {
        if typed.len() < MIN_WORD {
            return Vec::new();
        }
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
        let mut near: Vec<Near<'_>> = entries.filter_map(|entry| entry.near(typed, typed_mask, slips)).collect();
        near.sort_by(|a, b| a.cost.cmp(&b.cost).then(a.word.cmp(b.word)));
        let Some(best) = near.first().map(|near| near.cost) else { return Vec::new() };
        let near = near.into_iter().take_while(|near| near.cost < best + ENTRY_STEP).take(MOST);
        let mut words: Vec<&str> = near.map(|near| near.word).collect();
        // What begins with another of them is found with it.
        let all = words.clone();
        words.retain(|word| !all.iter().any(|other| other.len() < word.len() && word.starts_with(other)));
        words
    }

    /// The word that is most likely another spelling of a name.
    fn other_spelling(&self, typed: &str) -> Option<&str> {
        if typed.len() < MIN_SPELT {
            return None;
        }
        let (sounds, steady) = (self.sounds.sound(typed), self.sounds.steady());
        let typed_mask = mask(typed.as_bytes());
        let may_be = |entry: &&Entry| {
            // Most words are told apart by this.
            let likely = (entry.mask ^ typed_mask) & steady == 0;
            likely && entry.is_sayable(typed) && entry.word.len().abs_diff(typed.len()) <= MOST_LENGTHENED
        };
        let alike = self.words.iter().filter(may_be).filter(|entry| self.sounds.sound(&entry.word) == sounds);
        alike.max_by_key(|entry| (entry.named, entry.count)).map(|entry| &*entry.word)
    }

    /// The word that one is most likely short for, the most frequent of names first: `intl` for international,
    /// `jpn` for japan, `dlg` for dialogue. Two letters may also be three of which one was left out.
    fn long_forms(&self, typed: &str) -> Vec<&str> {
        let typed_mask = mask(typed.as_bytes());
        let long = || {
            let like = |entry: &&Entry| {
                typed_mask & !entry.mask == 0 && entry.is_sayable(typed) && is_short_for(typed, &entry.word)
            };
            self.words.iter().filter(like)
        };
        let best = long().max_by_key(|entry| (entry.named, entry.count));
        let least = (typed.len() < MIN_WORD)
            .then(|| long().filter(|entry| entry.word.len() == MIN_WORD).max_by_key(|entry| (entry.named, entry.count)))
            .flatten();
        let mut words: Vec<&str> = best.into_iter().chain(least).map(|entry| &*entry.word).collect();
        words.dedup();
        words
    }
}

/// What one slip costs; smaller differences only order words of one distance.
const SLIP: usize = 100;
/// Words within this much of the best are shown with it.
const ENTRY_STEP: usize = 40;

impl Entry {
    /// Whether a typed word may be meant for it: a short one for none that only joins others.
    fn is_sayable(&self, typed: &str) -> bool {
        !self.joins || typed.len() >= MIN_JOINING
    }

    fn near<'v>(&'v self, typed: &str, typed_mask: u64, slips: usize) -> Option<Near<'v>> {
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
        let begun = distance > slips && same_start && typed.len() >= MIN_BEGUN && self.word.len() > typed.len();
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
            assert_eq!(vocabulary().meant(typed).first().copied(), Some(word), "{typed}");
        }
    }

    #[test]
    fn a_word_is_found_by_its_short_forms() {
        let vocabulary = Vocabulary::gather(
            "\njapan joint international dialogue national government dogma gas goods goods",
            "nath",
        );
        for (typed, word) in [
            ("jpn", "japan"),
            ("jt", "joint"),
            ("gs", "gas"),
            ("intl", "international"),
            ("dlg", "dialogue"),
            ("natl", "national"),
            ("govt", "government"),
        ] {
            assert!(vocabulary.meant(typed).contains(&word), "{typed}: {:?}", vocabulary.meant(typed));
        }
        assert!(vocabulary.meant("j").is_empty());
    }

    #[test]
    fn what_only_begins_a_word_of_a_text_may_be_meant_for_a_name() {
        let vocabulary =
            Vocabulary::gather("\ncooperation sahay visit visitor", "\ncooperating with the sahyadri visiting");
        for (typed, likelier) in [
            ("cooperatin", Some("cooperation")),
            ("sahya", Some("sahay")),
            ("cooperating", None),
            ("visitin", None),
            ("cooperat", None),
            ("coop", None),
        ] {
            assert_eq!(vocabulary.likelier(typed), likelier, "{typed}");
        }
    }

    #[test]
    fn what_begins_a_far_rarer_word_of_a_name_may_be_meant_for_another() {
        let often = "cooperation ".repeat(12);
        let vocabulary = |names: &str| Vocabulary::gather(&format!("\ncooperation\n{names}"), &format!(" {often}"));
        assert_eq!(vocabulary("cooperating for peace").likelier("cooperatin"), Some("cooperation"));
        for names in ["cooperating\ncooperating", "cooperating cooperatings"] {
            assert_eq!(vocabulary(names).likelier("cooperatin"), None, "{names} is not far rarer");
        }
        assert_eq!(vocabulary("cooperatives").likelier("cooperatio"), None, "it begins the near one itself");
    }

    #[test]
    fn one_of_two_like_letters_is_left_out_before_a_far_rarer_word_is_begun() {
        let vocabulary =
            |names: &str| Vocabulary::gather(&format!("\nsummit\nlatter {names}"), &" summit latter ".repeat(12));
        assert_eq!(vocabulary("sumitomo").likelier("sumit"), Some("summit"));
        assert_eq!(vocabulary("sumitomo").likelier("sumi"), None, "too short");
        assert_eq!(vocabulary("sumitomo sumitomo").likelier("sumit"), None, "not far rarer");
        assert_eq!(vocabulary("laterally").likelier("later"), None, "a word of English");
        assert_eq!(vocabulary("sumitomo sumit").likelier("sumit"), None, "a word of the dataset");
    }

    #[test]
    fn a_short_word_is_taken_for_words_of_names_alone_and_for_none_that_joins_others() {
        let vocabulary = Vocabulary::gather("\nwhile in kobe\nwheat between", " the whole of it")
            .joined(|word| ["while", "between"].contains(&word));
        assert!(vocabulary.meant("whilo").is_empty(), "{:?}", vocabulary.meant("whilo"));
        assert_eq!(vocabulary.meant("whaet"), ["wheat"]);
        assert_eq!(vocabulary.meant("betwen"), ["between"], "a long one is a slip");
    }

    #[test]
    fn a_plain_word_of_english_is_meant_as_it_stands_unless_letters_are_swapped() {
        let vocabulary =
            Vocabulary::gather("\nshare money union wadding steel united violent curtailed external", " the whole");
        for word in ["shark", "monkey", "onion", "wedding", "stein", "violet", "curtain", "whale", "violets"] {
            assert!(vocabulary.meant(word).is_empty(), "{word}: {:?}", vocabulary.meant(word));
        }
        assert_eq!(vocabulary.meant("untied"), ["united"]);
        assert_eq!(vocabulary.meant("unions"), ["union"]);
        assert_eq!(vocabulary.meant("eternal"), ["external"]);
        assert_eq!(vocabulary.meant("shrae"), ["share"], "no word");
    }

    #[test]
    fn a_plural_is_of_a_word_of_names() {
        let vocabulary = Vocabulary::gather("\npeace treaty\nthe emperor", " monks and a monastery ");
        let found = ["treaties", "emperors", "monasteries", "treaty"].map(|word| vocabulary.singular(word));
        assert_eq!(found, [Some("treaty"), Some("emperor"), None, None]);
        assert_eq!(vocabulary.meant("monasteries"), ["monastery"], "where there is no such word");
    }

    #[test]
    fn of_few_letters_only_swapped_ones_make_a_slip() {
        let vocabulary = Vocabulary::gather("\nnet not ntt abe son secondary jica", "");
        for word in ["npt", "sony", "aba"] {
            assert!(vocabulary.meant(word).is_empty(), "{word}: {:?}", vocabulary.meant(word));
        }
        assert_eq!(vocabulary.meant("aeb"), ["abe"]);
        assert_eq!(vocabulary.meant("jisa"), ["jica"]);
    }

    #[test]
    fn far_words_are_not_offered() {
        // Two letters off, another first letter, and a short word near one of a text alone.
        for typed in
            ["xyzzy", "zz", "tokyo", "東大寺", "", "kimono", "kishore", "humbai", "narq", "ahmedabik", "supqly"]
        {
            assert!(vocabulary().meant(typed).is_empty(), "{typed}");
        }
    }
}
