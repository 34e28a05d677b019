//! Acronyms of the world, and what they stand for. Whoever types one means it: where a dataset lacks it, it is no slip of
//! another word and no short form.
//!
//! Those of a dataset stand there as names of what they mean; what a list here says is shown only where a dataset has
//! neither. Who wrote the list is told beside it, in `assets/words/README.md`.

use super::english::is_english;
use super::word_list::said_of;

/// One acronym a line, folded, in the order of their bytes, with what it stands for.
const ACRONYMS: &str = include_str!("../../../assets/words/acronyms.txt");

/// What a folded acronym stands for, as one writes it; nothing for any other word.
pub(crate) fn stands_for(word: &str) -> Option<&'static str> {
    said_of(ACRONYMS, word)
}

/// Whether a folded word is plain English or a well-known acronym, so that it means itself.
pub(crate) fn is_known(word: &str) -> bool {
    is_english(word) || stands_for(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn every_acronym_of_the_list_is_found_and_stands_for_more_than_itself() {
        let listed: Vec<(&str, &str)> = ACRONYMS.lines().filter_map(|line| line.split_once(' ')).collect();
        assert_eq!(listed.len(), ACRONYMS.lines().count());
        assert!(listed.is_sorted_by(|one, next| one.0 < next.0), "looked up by their order");
        for (word, meaning) in listed {
            assert_eq!(fold(word), word, "{word} is not folded");
            assert_eq!(stands_for(word), Some(meaning));
            assert!((2..=6).contains(&word.len()) && meaning.len() > word.len(), "{word}: {meaning}");
            assert!(!is_english(word), "{word} is a word");
        }
        assert!(is_known("wto") && is_known("trade") && !is_known("shinkansen") && !is_known("wtoo"));
    }
}
