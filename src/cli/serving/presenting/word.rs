//! The word by which a presenter is known: given by the host, or made.

/// Letters of a word that is made: none is taken for another, nor for a digit.
const LETTERS: &[u8; 24] = b"abcdefghijkmnpqrstuvwxyz";
/// How long it is.
const LENGTH: u32 = 8;
/// A word that is given has at least so many letters: it is less by chance, and may be tried as often as anybody likes.
const LEAST: usize = 10;

/// A word that nobody guesses, from this chance.
#[must_use]
pub(crate) fn made(chance: u64) -> String {
    let count = LETTERS.len() as u64;
    let letter = |place: u32| {
        let at = usize::try_from(chance / count.pow(place) % count).unwrap_or_default();
        LETTERS.get(at).copied().map_or('a', char::from)
    };
    (0..LENGTH).map(letter).collect()
}

/// A word that the host gives.
///
/// # Errors
/// Where it would be guessed, or could not be typed after an address.
pub(crate) fn check(word: &str) -> Result<String, String> {
    let word = word.trim();
    if word.chars().count() < LEAST || !word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return Err(format!("a presenter’s word has {LEAST} letters, digits or hyphens at least"));
    }
    Ok(word.to_owned())
}

/// Whether a word that was typed is the one: in capitals too; how long that takes tells nothing of where they differ.
pub(super) fn is_same(typed: &str, word: &str) -> bool {
    let (typed, word) = (typed.trim().to_ascii_lowercase(), word.to_ascii_lowercase());
    let differences = typed.bytes().zip(word.bytes()).fold(0, |all, (one, other)| all | (one ^ other));
    typed.len() == word.len() && differences == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_word_depends_on_all_of_the_chance_and_a_given_one_is_long() {
        assert_eq!((made(0).as_str(), made(1).as_str()), ("aaaaaaaa", "baaaaaaa"));
        assert_ne!(made(24_u64.pow(7)), made(0));
        assert_eq!(check("open-harbours"), Ok("open-harbours".to_owned()));
        assert!(check("harbours").is_err() && check("two words").is_err() && check("").is_err());
    }

    #[test]
    fn words_are_the_same_as_people_type_them() {
        assert!(is_same("ABCDEFGH ", "abcdefgh"));
        assert!(!is_same("abcdefg", "abcdefgh") && !is_same("abcdefgi", "abcdefgh") && !is_same("", "abcdefgh"));
    }
}
