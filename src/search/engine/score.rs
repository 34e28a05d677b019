//! What a fit is worth: the numbers behind the order of hits, and the key that sorts them.
//!
//! An exact name beats everything, whole words beat prefixes beat scattered letters, names beat
//! facts beat summaries, and what an item is worth unasked decides between equals. Which fits an item has is for
//! [`super::scorer`].

use super::fit::Fit;
use super::fuzzy::upper_bound;
use super::text_sort::NameSort;

/// Points for a fit in a title.
fn name_points(fit: Fit) -> u32 {
    match fit {
        Fit::Word => 1000,
        Fit::Prefix => 750,
        Fit::Initials => 650,
        Fit::Begun => 400,
        Fit::Inside => 380,
        Fit::Scattered => 180,
    }
}

/// What a fit in this sort of name is worth, in hundredths of one in a title.
pub(crate) fn name_share(sort: NameSort) -> u32 {
    match sort {
        NameSort::Title => 100,
        NameSort::Alias => 94,
        NameSort::Expansion => 90,
        NameSort::Id => 80,
        NameSort::Date => 85,
        NameSort::DateWithin => 60,
    }
}

/// What a fit in a name is worth, of whose letters so much can be said, to a probe of such worth.
#[inline]
pub(crate) fn points_in_name(fit: Fit, sort: NameSort, fine: u32, worth: u32) -> u32 {
    let fine = if fit == Fit::Scattered { fine * FINE_SCATTERED } else { fine };
    (name_points(fit) * name_share(sort) / 100 + fine) * worth / 100
}

/// Points for a fit in a longer text.
pub(crate) fn text_points(fit: Fit, summary: bool) -> u32 {
    let points = match fit {
        Fit::Word => 420,
        Fit::Prefix => 320,
        _ => 150,
    };
    if summary { points - 40 } else { points }
}

/// The most that the letter-by-letter score can add to a fit in a name.
const FINE: u32 = 60;
/// How much more it counts where the letters are all there is to go by.
const FINE_SCATTERED: u32 = 3;

/// A letter-by-letter score as a share of the highest there is for a word.
pub(crate) fn fine_share(word: &str, score: i64) -> u32 {
    let most = upper_bound(word, true);
    u32::try_from(score.clamp(0, most) * i64::from(FINE) / most).unwrap_or(0)
}

/// For a name that is exactly the words of the query: more than any number of words read can give.
pub(crate) const EXACT: u32 = 1_000_000;
/// More if the name is the title.
const EXACT_TITLE: u32 = 50;
/// More if the name is the id, which its author chose as the shortest name of the thing itself.
const EXACT_ID: u32 = 120;
/// For words that make up most of a name, at most.
const COVERAGE: u32 = 600;
/// Longer names and queries are covered as if they were this long.
const MAX_COVERED: usize = 1000;
/// For a title that begins as the query does and has its other words in their order: so a title is typed that is known.
pub(crate) const IN_ORDER: u32 = 25;
/// For several words of a query in a row in a name, or at the beginning of a text: more than any number of words read can
/// give that stand apart.
pub(crate) const OPENING: u32 = 200_000;
/// More for a text that tells that it goes on: who has an office now comes before who had it.
pub(crate) const GOING_ON: u32 = 500;
/// For a second word of a query in one text with the first.
const PAIR: u32 = 500;
/// For each further one there: three together tell more of what is meant than one of them does in a name.
const FURTHER: u32 = 2000;
/// What a word counts as there that only begins one, in hundredths.
const BEGUN_IN_LINE: u32 = 40;
/// What a word counts as in a fact, in hundredths of one in a summary: that tells what the whole item is.
const IN_FACT: u32 = 80;

/// So many words in hundredths.
pub(crate) fn in_hundredths(words: usize) -> u32 {
    u32::try_from(words.min(MAX_COVERED)).unwrap_or(0) * 100
}

/// What it is worth that so many words of a query, in hundredths, stand in one text.
pub(crate) fn together(words: u32) -> u32 {
    let (pair, further) = (words.clamp(100, 200) - 100, words.saturating_sub(200));
    (pair * PAIR + further * FURTHER) / 100
}

/// What a word counts as that fits a word of a line so, in hundredths.
pub(crate) fn share_in_line(fit: Fit, summary: bool) -> u32 {
    let share = if fit == Fit::Word { 100 } else { BEGUN_IN_LINE };
    if summary { share } else { share * IN_FACT / 100 }
}

/// What fits of words that only join others are divided by.
pub(crate) const OPTIONAL: u32 = 5;

/// What it is worth that so many letters of a name, and of a query that is `whole` letters long, were
/// found in each other.
pub(crate) fn coverage(covered: usize, name: usize, whole: usize, sort: NameSort) -> u32 {
    if covered >= name && covered >= whole {
        return match sort {
            NameSort::Id => EXACT + EXACT_ID,
            NameSort::Title => EXACT + EXACT_TITLE,
            _ => EXACT,
        };
    }
    let bounded = |length: usize| u32::try_from(length.min(MAX_COVERED)).unwrap_or(0);
    let (covered, name, whole) = (bounded(covered), bounded(name), bounded(whole));
    covered.min(name) * covered.min(whole) * COVERAGE / (name * whole).max(1)
}

/// What can be told of an item without scoring it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Estimate {
    /// Some word is nowhere.
    Miss,
    /// Every word is there: a bound on the score.
    Bound(u32),
    /// It has to be scored.
    Unsure,
}

/// Score, then the shorter title, then the order of the items, in one number that sorts best last.
#[inline]
pub(crate) fn key(score: u32, title: u8, item: usize) -> u64 {
    let short = TITLE_MASK - u64::from(title);
    let early = ITEM_MASK - (item as u64).min(ITEM_MASK);
    u64::from(score.min(SCORE_MASK)) << (TITLE_BITS + ITEM_BITS) | short << ITEM_BITS | early
}

/// The item of a key.
pub(crate) fn item_of(key: u64) -> usize {
    usize::try_from(ITEM_MASK - (key & ITEM_MASK)).unwrap_or(usize::MAX)
}

/// The score of a key.
pub(crate) fn score_of(key: u64) -> u32 {
    u32::try_from(key >> (TITLE_BITS + ITEM_BITS)).unwrap_or(u32::MAX)
}

const ITEM_BITS: u32 = 32;
const TITLE_BITS: u32 = 8;
const ITEM_MASK: u64 = (1 << ITEM_BITS) - 1;
const TITLE_MASK: u64 = (1 << TITLE_BITS) - 1;
const SCORE_MASK: u32 = (1 << (64 - ITEM_BITS - TITLE_BITS)) - 1;
