//! A typed answer held against the right one: the same, near it letter by letter, or another.
//!
//! Compared is the form in which search compares too, so that case, accents and signs do not matter, nor does an
//! article or a number written as a word. The learner grades all the same: only a mind knows whether it knew.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::fold::fold;

/// What comes of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The answer, or one of the ways in which it is written.
    Same,
    /// Nearly: both letter by letter.
    Near(Letters),
    /// Something else.
    Other,
}

/// What was typed and what is right, in stretches, each with whether it has no counterpart in the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    /// What was typed; what is not right is odd.
    pub typed: Vec<Stretch>,
    /// What is right; what was not typed is odd.
    pub right: Vec<Stretch>,
}

/// A stretch of letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The letters.
    pub text: String,
    /// Whether they have no counterpart.
    pub is_odd: bool,
}

/// One wrong letter in so many is a slip.
const LETTERS_A_SLIP: usize = 5;
/// Longer texts are not compared letter by letter: nobody types them.
const LONGEST: usize = 200;

/// Holds a typed answer against the right one.
#[must_use]
pub fn judge(typed: &str, answer: &str) -> Verdict {
    let said = plain(typed);
    if said.is_empty() {
        return Verdict::Other;
    }
    let ways: Vec<(&str, String)> = ways(answer).into_iter().map(|way| (way, plain(way))).collect();
    if ways.iter().any(|(_, way)| *way == said) {
        return Verdict::Same;
    }
    let short = ways.iter().filter(|(way, _)| way.len() <= LONGEST && typed.len() <= LONGEST);
    let Some((far, nearest, way)) =
        short.map(|(way, plain)| (strsim::levenshtein(plain, &said), plain, way)).min_by_key(|(far, ..)| *far)
    else {
        return Verdict::Other;
    };
    let count = nearest.chars().count();
    // A number that is nearly right is wrong.
    let has_digits = said.bytes().chain(nearest.bytes()).any(|byte| byte.is_ascii_digit());
    if has_digits || far > (count / LETTERS_A_SLIP).max(1) || count <= 2 {
        return Verdict::Other;
    }
    Verdict::Near(letters(typed.trim(), way))
}

/// The ways in which an answer may be given: `Bombay (Mumbai)` whole, without what is in brackets, and that alone.
fn ways(answer: &str) -> Vec<&str> {
    let mut ways = vec![answer];
    if let Some((before, rest)) = answer.split_once('(')
        && let Some((within, after)) = rest.split_once(')')
    {
        if after.trim().is_empty() {
            ways.extend([before.trim(), within.trim()]);
        } else if before.trim().is_empty() {
            ways.push(after.trim());
        }
    }
    ways.retain(|way| !way.is_empty());
    ways
}

/// The form in which answers are compared.
fn plain(text: &str) -> String {
    const ARTICLES: [&str; 3] = ["the", "a", "an"];
    const NUMBERS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let folded = fold(text);
    let words = folded.split(' ').filter(|word| !ARTICLES.contains(word));
    let number = |word: &str| NUMBERS.iter().position(|name| *name == word).map(|number| number.to_string());
    words.map(|word| number(word).unwrap_or_else(|| word.to_owned())).collect()
}

/// Both texts in stretches: what they have in common in the same order, by the longest common subsequence
/// (Wagner and Fischer, “The string-to-string correction problem”, 1974).
fn letters(typed: &str, right: &str) -> Letters {
    let of =
        |text: &str| text.graphemes(true).map(|grapheme| (grapheme.to_owned(), fold(grapheme))).collect::<Vec<_>>();
    let (typed, right) = (of(typed), of(right));
    // common[i][j]: how many letters the ends from i and from j have in common.
    let mut common = vec![vec![0_usize; right.len() + 1]; typed.len() + 1];
    let at = |common: &[Vec<usize>], i: usize, j: usize| common.get(i).and_then(|row| row.get(j)).copied().unwrap_or(0);
    for (i, (_, letter)) in typed.iter().enumerate().rev() {
        for (j, (_, other)) in right.iter().enumerate().rev() {
            let longest = if letter == other {
                at(&common, i + 1, j + 1) + 1
            } else {
                at(&common, i + 1, j).max(at(&common, i, j + 1))
            };
            if let Some(cell) = common.get_mut(i).and_then(|row| row.get_mut(j)) {
                *cell = longest;
            }
        }
    }
    let mut letters = Letters::default();
    let (mut i, mut j) = (0, 0);
    loop {
        match (typed.get(i), right.get(j)) {
            (Some((one, letter)), Some((other, counterpart))) if letter == counterpart => {
                push(&mut letters.typed, one, false);
                push(&mut letters.right, other, false);
                (i, j) = (i + 1, j + 1);
            }
            (Some((one, _)), other) if other.is_none() || at(&common, i + 1, j) >= at(&common, i, j + 1) => {
                push(&mut letters.typed, one, true);
                i += 1;
            }
            (_, Some((other, _))) => {
                push(&mut letters.right, other, true);
                j += 1;
            }
            (Some(_) | None, None) => return letters,
        }
    }
}

fn push(stretches: &mut Vec<Stretch>, text: &str, is_odd: bool) {
    match stretches.last_mut().filter(|last| last.is_odd == is_odd) {
        Some(last) => last.text.push_str(text),
        None => stretches.push(Stretch { text: text.to_owned(), is_odd }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_accents_articles_and_number_words_do_not_matter() {
        for (typed, answer) in [
            ("todaiji", "Tōdaiji"),
            ("imperial hotel", "The Imperial Hotel"),
            ("10", "Ten"),
            ("three", "3"),
            ("  Indian  Ocean ", "the Indian Ocean"),
            ("mumbai", "Bombay (Mumbai)"),
            ("bombay", "Bombay (Mumbai)"),
            ("bombay mumbai", "Bombay (Mumbai)"),
            ("people republic", "(The) People’s Republic"),
            ("मुम्बई", "मुंबई"),
            ("नरेंद्र", "नरेन्द्र"),
            ("ｶﾞﾝﾃﾞｨｰ", "ガンディー"),
            ("१०", "Ten"),
        ] {
            assert_eq!(judge(typed, answer), Verdict::Same, "{typed}");
        }
    }

    #[test]
    fn a_slip_is_shown_letter_by_letter() {
        let Verdict::Near(letters) = judge("Conectivitty", "Connectivity") else { panic!("a slip") };
        let odd = |stretches: &[Stretch]| {
            let odd = stretches.iter().filter(|stretch| stretch.is_odd).map(|stretch| stretch.text.clone());
            odd.collect::<Vec<_>>()
        };
        assert_eq!((odd(&letters.typed), odd(&letters.right)), (vec!["t".to_owned()], vec!["n".to_owned()]));
    }

    #[test]
    fn another_answer_or_number_is_no_slip() {
        for (typed, answer) in [("", "Japan"), ("India", "Japan"), ("2007", "2006"), ("USA", "UAE"), ("no", "on")] {
            assert_eq!(judge(typed, answer), Verdict::Other, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_letter_by_letter(typed in "\\PC{0,30}", right in "\\PC{1,30}") {
            let letters = letters(&typed, &right);
            let whole = |stretches: &[Stretch]| stretches.iter().map(|stretch| stretch.text.as_str()).collect::<String>();
            prop_assert_eq!((whole(&letters.typed), whole(&letters.right)), (typed, right));
        }

        #[test]
        fn the_answer_itself_is_the_answer(answer in "[A-Za-z ]{0,20}[B-Zb-z][A-Za-z ]{0,20}") {
            prop_assume!(!plain(&answer).is_empty());
            prop_assert_eq!(judge(&answer, &answer), Verdict::Same);
        }
    }
}
