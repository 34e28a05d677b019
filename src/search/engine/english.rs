//! Plain words of English. Whoever types one means it: where a dataset lacks it, it is no slip of another word and no
//! short form, but a word of another matter.
//!
//! Names are not among them, nor is anything shown of them. Where the list is from is told beside it, in
//! `assets/words/README.md`.

use super::word_list::said_of;

/// One word a line, in the order of their bytes; of a plural that is another word and an *s*, that word.
const WORDS: &str = include_str!("../../../assets/words/english.txt");

/// Whether a folded word is one of them, or more than one of a thing that is.
pub(crate) fn is_english(word: &str) -> bool {
    is_listed(word) || word.strip_suffix('s').is_some_and(is_listed)
}

fn is_listed(word: &str) -> bool {
    said_of(WORDS, word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_list_is_found_and_what_is_near_one_is_not() {
        let listed: Vec<&str> = WORDS.lines().collect();
        assert!(listed.is_sorted_by(|one, next| one < next), "looked up by their order");
        for word in &listed {
            assert!(word.bytes().all(|letter| letter.is_ascii_lowercase()), "{word} is not folded");
            assert!(is_english(word) && is_english(&format!("{word}s")), "{word}");
            assert!(!is_listed(&format!("{word}q")) && !is_listed(&format!("{word}\n")), "{word}");
        }
        let some: Vec<&&str> = listed.iter().step_by(7).collect();
        for word in some {
            let begun = word.get(..word.len() - 1).unwrap();
            assert_eq!(is_listed(begun), listed.binary_search(&begun).is_ok(), "{begun}");
        }
        for word in ["", "s", "\n", "tokyo", "shinkansen", "cooperatin", "zzzz", "aaaa", "東京"] {
            assert!(!is_english(word), "{word}");
        }
    }
}
