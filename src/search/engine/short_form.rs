//! Short forms: words written with letters left out, as `shnknsn`, `intl` and `govt` are.
//!
//! This tells whether a word may be one, and of which word. Where its letters stand in a name is for
//! [`super::subsequence`], which words there are for [`super::spelling`].

use super::acronym::is_known;

/// Up to this length a word is as likely short for another as misspelt.
const MAX_SHORT: usize = 4;
/// So many first letters stay in a short form that keeps a vowel.
const HEAD: usize = 3;
/// A word of which fewer letters than one in so many are vowels is hardly one that is said.
const SAID: usize = 7;

/// Whether a word leaves out the vowels that it is said with, all but a few: its letters may stand apart then. Any
/// other word is written as it is said, so letters that stand apart are not what it means.
pub(crate) fn leaves_vowels_out(word: &str) -> bool {
    vowels(word) * SAID <= word.len() && !is_known(word)
}

/// Whether a word is short for another sooner than misspelt: one with its vowels is not.
pub(crate) fn may_be_short(typed: &str) -> bool {
    let vowels = vowels(typed);
    vowels == 0 || typed.len() <= MAX_SHORT && vowels == 1
}

/// Whether a word is another with letters left out: its first and last stay, or all of its vowels but the first
/// letter go. Where a vowel after the first letter stays, so do all letters before and the next.
pub(crate) fn is_short_for(typed: &str, word: &str) -> bool {
    let is_begun = vowels(typed) == 0 || typed.get(..HEAD).is_some_and(|head| word.starts_with(head));
    let (typed, word) = (typed.as_bytes(), word.as_bytes());
    if typed.len() < 2 || typed.len() >= word.len() || typed.first() != word.first() {
        return false;
    }
    let consonants = word.iter().enumerate().filter(|&(at, &letter)| at == 0 || !is_vowel(letter));
    if consonants.map(|(_, letter)| letter).eq(typed) {
        return true;
    }
    let mut letters = word.iter();
    is_begun && typed.last() == word.last() && typed.iter().all(|letter| letters.any(|other| other == letter))
}

/// Whether a short form keeps the first three letters of a word and its last, and leaves out some between: `govt` of
/// *government*.
pub(crate) fn is_begun_by(typed: &str, word: &str) -> bool {
    typed.len() > HEAD && typed.get(..HEAD).is_some_and(|head| word.starts_with(head)) && is_short_for(typed, word)
}

/// How many vowels come after the first letter.
fn vowels(word: &str) -> usize {
    word.bytes().skip(1).filter(|letter| is_vowel(*letter)).count()
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_told_from_words() {
        for short in ["shnknsn", "prgrmme", "intl", "jpn", "ndr", "abcd"] {
            assert!(leaves_vowels_out(short), "{short}");
        }
        for word in ["ninja", "poison", "todaiji", "strength", "sharp", "govt", "nrendra"] {
            assert!(!leaves_vowels_out(word), "{word}");
        }
    }

    #[test]
    fn a_short_form_keeps_how_a_word_begins_and_ends() {
        for (short, word) in [
            ("govt", "government"),
            ("natl", "national"),
            ("dept", "department"),
            ("intl", "international"),
            ("jpn", "japan"),
            ("dlg", "dialogue"),
            ("gs", "gas"),
            ("agmt", "agreement"),
            ("orgs", "organisations"),
        ] {
            assert!(may_be_short(short) && is_short_for(short, word), "{short} of {word}");
        }
        for (other, word) in [
            ("sony", "secondary"),
            ("clay", "complementary"),
            ("fang", "financing"),
            ("plum", "petroleum"),
            ("a", "at"),
        ] {
            assert!(!is_short_for(other, word), "{other} of {word}");
        }
    }
}
