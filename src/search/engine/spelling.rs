//! What may be meant by a typed word that a dataset lacks, or hardly has: the nearest words to a misspelt one, other
//! spellings of a name, the one of a plural, and what a short form may be short for. Nothing here knows what a query is.
//!
//! Most words that a dataset lacks are no slips but other words, so few are taken for one: a plain word of English is
//! meant as it stands unless it is a plural, two of its letters are swapped or it is long and lacks one; a well-known
//! acronym is always; and whoever slips has the first letter right or the first two swapped, and makes one slip in a
//! word of usual length ([`super::near`]).

use super::acronym::{is_known, stands_for};
use super::char_mask::mask;
use super::english::is_english;
use super::plural::singulars;
use super::short_form::{is_begun_by, is_short_for, may_be_short};
use super::slip::{is_swapped, with_a_letter_doubled};
use super::vocabulary::{Entry, MAX_WORD, MIN_WORD, Vocabulary, fits};

/// From this length on two letters that are swapped make a slip of what only begins a longer word.
const MIN_SWAPPED: usize = 5;
/// From this length on one of two like letters may be left out of a word although another begins with what is left.
const MIN_DOUBLED: usize = 5;
/// From this length on a word may be a slip although another word begins with it; a shorter one only if two letters of
/// it are swapped.
const MIN_BESIDE: usize = 8;
/// By so many times a word must be more frequent than all that begin with a typed one, to be meant by that.
const FAR_MORE: u64 = 10;
/// Shorter words are no other spelling of a name.
const MIN_SPELT: usize = 4;
/// By so many letters spellings may differ in length.
const MOST_LENGTHENED: usize = 4;
/// How many words may stand in for one.
const MOST: usize = 3;

impl Vocabulary {
    /// What a word that is none may stand for, most likely first: the nearest words, and those that it may be
    /// short for; none if none is near.
    pub(crate) fn meant(&self, typed: &str) -> Vec<&str> {
        if typed.len() > MAX_WORD || !typed.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Vec::new();
        }
        if let Some(one) = singulars(typed).find_map(|one| self.entry(&one)) {
            return vec![&*one.word];
        }
        if stands_for(typed).is_some() {
            return Vec::new();
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
            // What begins no word at all is none: `eports`, which stands in *reports*.
            let is_near = (typed.len() >= MIN_BESIDE || times == 0) && strsim::osa_distance(typed, word) == 1;
            is_swapped(word.as_bytes(), typed.as_bytes()) && typed.len() >= MIN_SWAPPED || is_near
        })
    }

    /// The most frequent word of names that one is with one of two like letters left out, the commonest slip of
    /// spelling: `sumit`. A word of English is meant as it stands.
    fn doubled(&self, typed: &str) -> Option<&Entry> {
        let may_be = typed.len() >= MIN_DOUBLED && !is_known(typed);
        let longer = may_be.then(|| with_a_letter_doubled(typed)).into_iter().flatten();
        longer.filter_map(|word| self.of_name(&word)).max_by_key(|entry| entry.count)
    }

    /// The word of names that one is more than one of.
    pub(crate) fn singular(&self, typed: &str) -> Option<&str> {
        singulars(typed).find_map(|one| self.of_name(&one)).map(|entry| &*entry.word)
    }

    /// The word that is most likely another spelling of a name.
    fn other_spelling(&self, typed: &str) -> Option<&str> {
        if typed.len() < MIN_SPELT {
            return None;
        }
        let (sounds, steady) = (self.sounds.sound(typed), self.sounds.steady());
        let first = sounds.first().copied();
        let typed_mask = mask(typed.as_bytes());
        let may_be = |entry: &&Entry| {
            // Most words are told apart by this.
            let likely = (entry.mask ^ typed_mask) & steady == 0;
            likely
                && entry.is_sayable(typed)
                && entry.word.len().abs_diff(typed.len()) <= MOST_LENGTHENED
                && self.sounds.first(&entry.word) == first
        };
        let alike = self.words.iter().filter(may_be).filter(|entry| self.sounds.sound(&entry.word) == sounds);
        let alike = alike.filter(|entry| is_mostly(&entry.word, typed));
        alike.max_by_key(|entry| (entry.named, entry.count)).map(|entry| &*entry.word)
    }

    /// The word of names that a short form may be meant for which is a word of texts alone: `govt`, where one source writes
    /// it so. What is none is half typed.
    pub(crate) fn written_out(&self, typed: &str) -> Option<&str> {
        if !fits(typed.as_bytes()) || !may_be_short(typed) || is_known(typed) {
            return None;
        }
        self.entry(typed)?;
        let long = self.words.iter().filter(|entry| entry.named && !entry.joins && is_begun_by(typed, &entry.word));
        long.max_by_key(|entry| entry.count).map(|entry| &*entry.word)
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

/// Whether two spellings of one name share half of their letters or more: `sumo` sounds like *shomu*, but hardly any letter
/// of it stands there.
fn is_mostly(word: &str, typed: &str) -> bool {
    2 * strsim::osa_distance(word, typed) <= word.len().max(typed.len())
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
    fn what_only_stands_within_words_may_be_meant_for_a_name() {
        let vocabulary = Vocabulary::gather("\nexports shinkansen", " reports of an eportsman ");
        assert_eq!(vocabulary.likelier("eports"), None, "it begins a word");
        let vocabulary = Vocabulary::gather("\nexports shinkansen", " reports ");
        assert_eq!(vocabulary.likelier("eports"), Some("exports"));
        assert_eq!(vocabulary.likelier("kansen"), None);
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
    fn another_spelling_has_most_letters_of_the_name() {
        let vocabulary = Vocabulary::gather("\nshomu\nmaitri\nkyushu", "");
        assert!(vocabulary.meant("sumo").is_empty(), "{:?}", vocabulary.meant("sumo"));
        for (typed, word) in [("syomu", "shomu"), ("mythri", "maitri"), ("shoomu", "shomu")] {
            assert_eq!(vocabulary.meant(typed), [word], "{typed}");
        }
    }

    #[test]
    fn a_short_form_of_a_text_is_written_out_as_a_word_of_names() {
        let vocabulary = Vocabulary::gather("\ngovernment gift governor\ndepartment", " govt gst dept kept goverment ");
        let found = ["govt", "dept", "gst", "kept", "government", "gov"].map(|word| vocabulary.written_out(word));
        assert_eq!(found, [Some("government"), Some("department"), None, None, None, None]);
        let vocabulary = Vocabulary::gather("\ngovernance pharmaceuticals", " governs phases ");
        assert_eq!(["gove", "phas"].map(|half| vocabulary.written_out(half)), [None, None], "half typed");
    }

    #[test]
    fn a_plural_is_of_a_word_of_names() {
        let vocabulary = Vocabulary::gather("\npeace treaty\nthe emperor", " monks and a monastery ");
        let found = ["treaties", "emperors", "monasteries", "treaty"].map(|word| vocabulary.singular(word));
        assert_eq!(found, [Some("treaty"), Some("emperor"), None, None]);
        assert_eq!(vocabulary.meant("monasteries"), ["monastery"], "where there is no such word");
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
