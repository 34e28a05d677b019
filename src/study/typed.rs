//! A typed answer held against the right one: the same, near it letter by letter, or another.
//!
//! Compared is the form in which search compares too, so that case, accents and signs do not matter, nor does an
//! article or a number written as a word; nor does the unit after a number, where the question names it. The learner
//! grades all the same: only a mind knows whether it knew.

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

/// Holds an answer typed to a question against the right one.
#[must_use]
pub fn judge(typed: &str, answer: &str, question: &str) -> Verdict {
    let said = plain(typed);
    if said.is_empty() {
        return Verdict::Other;
    }
    let ways: Vec<(&str, String)> = ways(answer).into_iter().map(|way| (way, plain(way))).collect();
    let asked = words(question);
    let typed_words = words(typed);
    let is_with_unit = |way: &str| is_with_unit(&typed_words, &words(way), &asked);
    if ways.iter().any(|(way, plain)| *plain == said || is_with_unit(way)) {
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

/// Whether a right number was said and, before or after it, only words of the question: “3 billion” where it is asked
/// how many billion.
fn is_with_unit(said: &[String], right: &[String], asked: &[String]) -> bool {
    let has_digit = |word: &String| word.bytes().any(|byte| byte.is_ascii_digit());
    let is_of_question = |word: &String| !has_digit(word) && asked.contains(word);
    let is_unit_around = |at: usize| {
        let before = said.get(..at).unwrap_or_default();
        let after = said.get(at + right.len()..).unwrap_or_default();
        before.iter().chain(after).all(is_of_question)
    };
    let places = said.windows(right.len().max(1)).enumerate();
    right.iter().any(has_digit) && places.into_iter().any(|(at, words)| words == right && is_unit_around(at))
}

/// The form in which answers are compared.
fn plain(text: &str) -> String {
    words(text).concat()
}

/// The words of that form.
fn words(text: &str) -> Vec<String> {
    /// Units as they are written in short, right after a number or apart from it.
    const SHORT: [(&str, &[&str]); 5] = [
        ("bn", &["billion"]),
        ("mn", &["million"]),
        ("tn", &["trillion"]),
        ("percent", &["per", "cent"]),
        ("usd", &["us", "dollars"]),
    ];
    const ARTICLES: [&str; 3] = ["the", "a", "an"];
    const NUMBERS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let folded = fold(text);
    let words = folded.split(' ').filter(|word| !ARTICLES.contains(word));
    let number = |word: &str| NUMBERS.iter().position(|name| *name == word).map(|number| number.to_string());
    let mut plain = Vec::new();
    for word in words.filter(|word| !word.is_empty()) {
        let digits = word.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')).count();
        let (amount, unit) = word.split_at_checked(digits).unwrap_or((word, ""));
        match SHORT.into_iter().find(|(short, _)| *short == unit) {
            Some((_, long)) => {
                plain.extend((!amount.is_empty()).then(|| amount.to_owned()));
                plain.extend(long.iter().map(|word| (*word).to_owned()));
            }
            None => plain.push(number(word).unwrap_or_else(|| word.to_owned())),
        }
    }
    plain
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
            assert_eq!(judge(typed, answer, ""), Verdict::Same, "{typed}");
        }
    }

    #[test]
    fn a_slip_is_shown_letter_by_letter() {
        let Verdict::Near(letters) = judge("Conectivitty", "Connectivity", "") else { panic!("a slip") };
        let odd = |stretches: &[Stretch]| {
            let odd = stretches.iter().filter(|stretch| stretch.is_odd).map(|stretch| stretch.text.clone());
            odd.collect::<Vec<_>>()
        };
        assert_eq!((odd(&letters.typed), odd(&letters.right)), (vec!["t".to_owned()], vec!["n".to_owned()]));
    }

    #[test]
    fn another_answer_or_number_is_no_slip() {
        for (typed, answer) in [("", "Japan"), ("India", "Japan"), ("2007", "2006"), ("USA", "UAE"), ("no", "on")] {
            assert_eq!(judge(typed, answer, ""), Verdict::Other, "{typed}");
        }
    }

    #[test]
    fn a_number_may_have_the_unit_that_the_question_names() {
        let question = "The arrangement had a ceiling of only […] billion US dollars until 2013.";
        for typed in
            ["3", "three", "3 billion", "3bn", "3 bn", "3 billion dollars", "USD 3 billion", "US$ 3 billion", "$3bn"]
        {
            assert_eq!(judge(typed, "3", question), Verdict::Same, "{typed}");
        }
        for typed in ["3 million", "30", "30 billion", "3 2013", "2013", "billion", "3 yen", "13 billion"] {
            assert_eq!(judge(typed, "3", question), Verdict::Other, "{typed}");
        }
        assert_eq!(judge("5 percent", "5", "It grew by […] per cent."), Verdict::Same);
        assert_eq!(judge("3bn", "3 billion", ""), Verdict::Same, "a unit that is part of the answer");
        // Of what is no number, another word is another answer.
        assert_eq!(judge("India Japan", "Japan", "Which of India and Japan?"), Verdict::Other);
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
            prop_assert_eq!(judge(&answer, &answer, ""), Verdict::Same);
        }
    }
}
