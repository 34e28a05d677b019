//! The one place that calls `fuzzy-matcher`, and what must be known to call it rightly.
//!
//! Measured on 0.3.7, each pinned by a test below:
//!
//! 1. Letters must come in order, a space is a letter like any other, and case folding is ASCII
//!    only: so one word at a time is scored, and both sides are folded by [`crate::text::fold`] first.
//! 2. A score may depend on the call before if the pattern has a letter twice in a row: the matrix
//!    is not cleared. Scoring a trivial pair first truncates it, and it is then filled afresh.
//! 3. `fuzzy_match` and `fuzzy_indices` may disagree on the score: only the first one ranks, only
//!    the second one marks.
//! 4. Indices are those of characters, not of bytes or graphemes.
//! 5. Its matrix is pattern × text: both are bounded here.
//! 6. `use_cache(false)` panics on the first match; the cache stays on.
//! 7. Cutting a text to the stretch from one character before the first possible hit to the last
//!    possible one keeps the score; [`upper_bound`] is never exceeded.
//! 8. A word of ASCII letters and digits that is, or begins, a word of a name reaches its bound, unless the name begins
//!    with its first letter only: so most names need not be scored at all.
//!
//! Nothing else in the program names the crate, so that it can be replaced here.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Longer patterns than this are not scored letter by letter.
pub(crate) const MAX_PATTERN: usize = 48;
/// Longer names than this are scored by their beginning.
const MAX_TEXT: usize = 512;

/// Scores one folded word against folded names.
pub(crate) struct Matcher {
    matcher: SkimMatcherV2,
}

impl std::fmt::Debug for Matcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Matcher")
    }
}

impl Default for Matcher {
    fn default() -> Self {
        Self { matcher: SkimMatcherV2::default().respect_case() }
    }
}

impl Matcher {
    /// How well a word fits a name; `None` if its letters do not come in this order.
    pub(crate) fn score(&self, name: &str, word: &str) -> Option<i64> {
        if word.len() > MAX_PATTERN {
            return None;
        }
        if has_double(word) {
            self.matcher.fuzzy_match("a", "a");
        }
        self.matcher.fuzzy_match(window(name, word)?, word)
    }

    /// The numbers of the characters of a name that a word's letters fall on.
    pub(crate) fn indices(&self, name: &str, word: &str) -> Vec<usize> {
        if word.len() > MAX_PATTERN || name.len() > MAX_TEXT {
            return Vec::new();
        }
        if has_double(word) {
            self.matcher.fuzzy_match("a", "a");
        }
        self.matcher.fuzzy_indices(name, word).map_or_else(Vec::new, |(_, indices)| indices)
    }
}

/// No score of a word is higher; `starts` says whether the name begins with the word's first letter.
pub(crate) fn upper_bound(word: &str, starts: bool) -> i64 {
    let further = i64::try_from(word.len().saturating_sub(1)).unwrap_or(i64::MAX / 64);
    // A letter after a sign, as in `2.0`, counts as the beginning of a part.
    let each = if word.bytes().any(|byte| byte.is_ascii_punctuation()) { 24 } else { 20 };
    15 + if starts { 16 } else { 8 } + each * further
}

/// Whether a word has the score of its [`upper_bound`] in a name of which it is, or begins, a word.
pub(crate) fn reaches_bound(name: &str, word: &str) -> bool {
    let begins_alike = name.as_bytes().first() == word.as_bytes().first();
    name.len() <= MAX_TEXT && (!begins_alike || name.starts_with(word))
}

/// What a word of ASCII letters and digits has by its letters alone where they stand together within another word.
pub(crate) fn inside(word: &str) -> i64 {
    upper_bound(word, false) - 8
}

/// Whether a word is of such letters that it may reach its bound.
pub(crate) fn may_reach_bound(word: &str) -> bool {
    word.len() <= MAX_PATTERN && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// No score of a word of letters a–z that stands nowhere as written is higher: as [`upper_bound`] in a name that
/// has `close` of its letters right after the one before them or after something that is no letter. Each of
/// the others comes after a gap and earns 8 less.
pub(crate) fn upper_bound_scattered(word: &str, starts: bool, close: usize) -> i64 {
    let apart = word.len().saturating_sub(1 + close);
    upper_bound(word, starts) - 8 * i64::try_from(apart).unwrap_or(0)
}

fn has_double(word: &str) -> bool {
    word.as_bytes().windows(2).any(|pair| pair.first() == pair.last())
}

/// The part of a name that decides the score.
fn window<'n>(name: &'n str, word: &str) -> Option<&'n str> {
    let mut end = name.len().min(MAX_TEXT);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    let name = name.get(..end)?;
    let (first, last) = (word.chars().next()?, word.chars().next_back()?);
    let from = name.find(first)?;
    let to = name.rfind(last)? + last.len_utf8();
    let before = name.get(..from)?.chars().next_back().map_or(0, char::len_utf8);
    name.get(from - before..to)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::engine::subsequence::Subsequence;

    fn plain() -> SkimMatcherV2 {
        SkimMatcherV2::default().respect_case()
    }

    #[test]
    fn order_space_and_accents_are_taken_literally() {
        assert_eq!(plain().fuzzy_match("stream data", "data stream"), None);
        assert_eq!(plain().fuzzy_match("café", "cafe"), None);
        assert_eq!(SkimMatcherV2::default().fuzzy_match("école", "École"), None);
    }

    #[test]
    fn scores_remember_earlier_calls_and_ours_do_not() {
        // Found by search: with a doubled letter, the call before changes the score.
        let (names, word) = (["aabaa aab", "bbaab aba", "abaab baa"], "aab");
        let history = |first: &str, name: &str| {
            let matcher = plain();
            matcher.fuzzy_match(first, word);
            matcher.fuzzy_match(name, word)
        };
        let ours = Matcher::default();
        for name in names {
            let fresh = plain().fuzzy_match(name, word);
            for first in names {
                _ = history(first, name);
                ours.score(first, word);
                assert_eq!(ours.score(name, word), fresh, "{first} then {name}");
            }
        }
    }

    #[test]
    fn indices_are_characters() {
        assert_eq!(Matcher::default().indices("東大寺の鐘", "鐘"), [4]);
    }

    #[test]
    fn long_input_is_bounded() {
        let ours = Matcher::default();
        assert_eq!(ours.score(&"ab".repeat(100_000), &"a".repeat(MAX_PATTERN + 1)), None);
        assert!(ours.score(&"ab".repeat(100_000), "abab").is_some());
    }

    #[test]
    fn the_uncached_matcher_still_panics() {
        let uncached = std::panic::AssertUnwindSafe(SkimMatcherV2::default().use_cache(false));
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let outcome = std::panic::catch_unwind(|| uncached.fuzzy_match("abc", "ab"));
        std::panic::set_hook(hook);
        assert!(outcome.is_err(), "mended upstream: edge 6 can go");
    }

    proptest! {
        #[test]
        fn the_bound_of_scattered_letters_holds(name in "[abc2.]{1,6}( [abc2.]{1,6}){0,4}", word in "[abc]{3,6}") {
            if let (Some(score), Some(subsequence)) = (Matcher::default().score(&name, &word), Subsequence::new(&word)) {
                let starts = name.chars().next() == word.chars().next();
                prop_assert!(score <= upper_bound_scattered(&word, starts, subsequence.close(name.as_bytes())));
            }
        }

        #[test]
        fn the_window_keeps_the_score(name in "[abc]{0,6}( [abc]{1,6}){0,4}", word in "[abc]{1,4}") {
            let matcher = plain();
            matcher.fuzzy_match("a", "a");
            let whole = matcher.fuzzy_match(&name, &word);
            prop_assert_eq!(Matcher::default().score(&name, &word), whole);
        }

        #[test]
        fn the_bound_is_reached_at_the_beginning_of_a_word(
            name in "[abc2東é]{1,6}( [abc2東é]{1,6}){0,5}",
            number in 0_usize..6,
            length in 1_usize..7,
        ) {
            let words: Vec<&str> = name.split(' ').collect();
            let word: String = words[number % words.len()].chars().take(length).collect();
            if may_reach_bound(&word) && reaches_bound(&name, &word) {
                let bound = upper_bound(&word, name.chars().next() == word.chars().next());
                prop_assert_eq!(Matcher::default().score(&name, &word), Some(bound), "{} in {}", word, name);
            }
        }

        #[test]
        fn letters_within_a_word_have_no_less_than_they_have_alone(
            before in "[abc]{1,4}", word in "[abc2]{1,5}", after in "[abc]{0,3}",
        ) {
            let score = Matcher::default().score(&format!("{before}{word}{after}"), &word);
            prop_assert!(score >= Some(inside(&word)), "{:?}", score);
        }

        #[test]
        fn the_bound_holds(name in "[abc2.+]{1,6}( [abc2.+]{1,6}){0,4}", word in "[abc2][abc2.+]{0,5}") {
            if let Some(score) = Matcher::default().score(&name, &word) {
                prop_assert!(score <= upper_bound(&word, name.chars().next() == word.chars().next()));
            }
        }
    }
}
