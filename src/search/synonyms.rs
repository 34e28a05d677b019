//! Words by which plain English means others: short forms of several words, numbers as they are otherwise written, and
//! other names of a thing that every pack of two countries has. Whoever types one finds what it means too, and is told so;
//! not the other way round: whoever types `second` or `agreement` means that.
//!
//! A short form of one word is told by its letters ([`super::engine::short_form`]), and what a pack alone calls a thing
//! stands there as another name of it.

use crate::search::engine::term::Mode;

/// Shorter ones begin other words, as *second* does *secondary*, *mou* mountain and *ii* the names of institutes: they
/// stand in for a word as whole words alone.
const MIN_BEGUN: usize = 7;

/// Folded words, each with what else it may be written as.
static SYNONYMS: [(&str, &[&str]); 33] = [
    ("10th", &["tenth"]),
    ("1st", &["first"]),
    ("2", &["second", "ii"]),
    ("2nd", &["second", "ii"]),
    ("3", &["third", "iii"]),
    ("3rd", &["third", "iii"]),
    ("4", &["fourth", "iv"]),
    ("4th", &["fourth", "iv"]),
    ("5th", &["fifth"]),
    ("6th", &["sixth"]),
    ("7th", &["seventh"]),
    ("8th", &["eighth"]),
    ("9th", &["ninth"]),
    ("accord", &["agreement"]),
    ("deal", &["agreement"]),
    ("eu", &["european union"]),
    // No figure stands for these: as a whole word it stands in most dates.
    ("ii", &["second"]),
    ("iii", &["third"]),
    ("iv", &["fourth"]),
    ("moc", &["mocs", "mou", "mous", "memorandum", "memoranda"]),
    ("mocs", &["mou", "mous", "memorandum", "memoranda"]),
    ("mou", &["moc", "mocs", "mous", "memorandum", "memoranda"]),
    ("mous", &["moc", "mocs", "memorandum", "memoranda"]),
    ("pact", &["agreement"]),
    ("pm", &["prime minister"]),
    ("uk", &["united kingdom"]),
    ("un", &["united nations"]),
    ("us", &["united states"]),
    ("usa", &["united states"]),
    ("ww1", &["first world war"]),
    ("ww2", &["second world war", "world war ii"]),
    ("wwi", &["first world war"]),
    ("wwii", &["second world war", "world war ii"]),
];

/// What else a folded word may be written as.
pub(super) fn synonyms(word: &str) -> &'static [&'static str] {
    let at = SYNONYMS.binary_search_by(|(other, _)| (*other).cmp(word)).ok();
    at.and_then(|at| SYNONYMS.get(at)).map_or(&[], |&(_, meant)| meant)
}

/// How a folded word itself is looked for beside what stands in for it, if not as any other: what is short for a name is
/// no beginning of others, as *pm* would be of `pmda`.
pub(super) fn mode_of_short(word: &str) -> Option<Mode> {
    /// What is longer begins few words by chance.
    const MOST: usize = 3;
    let is_short = (2..=MOST).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_short && !synonyms(word).is_empty()).then_some(Mode::Phrase)
}

/// How what stands in for a folded word is looked for: as it begins words, or as whole words.
pub(super) fn mode_of(word: &str, stand_in: &str) -> Mode {
    let is_whole = stand_in.len() < MIN_BEGUN && synonyms(word).contains(&stand_in);
    if is_whole { Mode::Phrase } else { Mode::OpenPhrase }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn what_is_short_stands_in_as_a_whole_word() {
        for (word, stand_in) in [("ii", "second"), ("2", "ii"), ("moc", "mou")] {
            assert_eq!(mode_of(word, stand_in), Mode::Phrase, "{word}: {stand_in}");
        }
        for (word, stand_in) in [("mou", "memorandum"), ("deal", "agreement"), ("secnod", "second")] {
            assert_eq!(mode_of(word, stand_in), Mode::OpenPhrase, "{word}: {stand_in}");
        }
    }

    #[test]
    fn every_word_is_found_and_is_folded() {
        assert!(SYNONYMS.is_sorted_by(|one, next| one.0 < next.0), "looked up by their order");
        for (word, meant) in SYNONYMS {
            assert_eq!(synonyms(word), meant);
            assert!(meant.iter().chain([&word]).all(|text| fold(text) == *text), "{word} is folded otherwise");
            assert!(!meant.contains(&word), "{word} is no other word than itself");
        }
        assert!(synonyms("summit").is_empty() && synonyms("").is_empty());
    }
}
