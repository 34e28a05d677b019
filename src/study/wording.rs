//! Words and names as cards compare them: what a title says without its date, how a text reads in the
//! middle of a sentence, and (in [`lexicon`]) which of its words carry meaning.
//!
//! The program knows English, in which packs are written: its small words, verbs, months, numbers, and
//! what any two countries do together. What belongs to two particular countries (their names, money,
//! offices) stands in `pack.ron`, and is read through [`Lexicon`]. Coarser than the folding of
//! search, on purpose: here a false likeness only costs a card.

pub mod index;
pub mod lexicon;
pub(in crate::study) mod lists;
pub(in crate::study) mod occasion;
pub mod quantities;
pub mod statement;
pub(in crate::study) mod vocabulary;

use std::collections::HashSet;

use crate::data::date::MONTHS;
pub use index::WordIndex;
pub use lexicon::Lexicon;

/// The words of a text, without signs.
#[must_use]
pub fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Lower case, words parted by single spaces.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_onto(&mut out, text);
    out
}

/// Puts the folded form behind what is there, a space between.
pub fn fold_onto(out: &mut String, text: &str) {
    for run in text.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()).filter(|run| !run.is_empty()) {
        if !run.is_ascii() {
            fold_letters_onto(out, run);
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        let start = out.len();
        out.push_str(run);
        if let Some(word) = out.get_mut(start..) {
            word.make_ascii_lowercase();
        }
    }
}

/// The same letter by letter.
fn fold_letters_onto(out: &mut String, text: &str) {
    let mut open = true;
    for c in text.chars() {
        if c.is_alphanumeric() {
            if open && !out.is_empty() {
                out.push(' ');
            }
            open = false;
            out.extend(c.to_lowercase());
        } else {
            open = true;
        }
    }
}

/// Whether every word of the one stands in the other, as a run.
#[must_use]
pub fn says(text: &str, phrase: &str) -> bool {
    has_run(&folded(text), &folded(phrase))
}

/// The same of texts already folded.
#[must_use]
pub fn has_run(text: &str, phrase: &str) -> bool {
    !phrase.is_empty()
        && phrase.len() <= text.len()
        && memchr::memmem::find_iter(text.as_bytes(), phrase).any(|at| {
            let before = text.as_bytes().get(at.wrapping_sub(1));
            let after = text.as_bytes().get(at + phrase.len());
            before.is_none_or(|byte| *byte == b' ') && after.is_none_or(|byte| *byte == b' ')
        })
}

/// A title without the date at its end: `Joint Declaration on Security Cooperation (2008)` and
/// `The annual summits begin, 2006` lose theirs.
#[must_use]
pub fn stem(title: &str) -> &str {
    let mut rest = title;
    if !title.bytes().any(|byte| byte.is_ascii_digit()) {
        return title;
    }
    loop {
        let cut = match rest.strip_suffix(')').and_then(|open| open.rsplit_once(" (")) {
            Some((head, tail)) if is_date(tail) => Some(head),
            _ => parted_last(rest, ", ").filter(|(_, tail)| is_date(tail)).map(|(head, _)| head),
        };
        let cut = cut.or_else(|| parted_last(rest, " since ").filter(|(_, tail)| is_date(tail)).map(|(head, _)| head));
        match cut {
            Some(head) => rest = head,
            None => return rest,
        }
    }
}

/// What stands before and after a mark where it comes last: titles are short, and many, so that `rsplit_once` would
/// take longer to make ready than to look.
fn parted_last<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    let (text_bytes, mark_bytes) = (text.as_bytes(), mark.as_bytes());
    let is_mark = |at: &usize| text_bytes.get(*at..).is_some_and(|rest| rest.starts_with(mark_bytes));
    let at = memchr::memrchr_iter(*mark_bytes.first()?, text_bytes).find(is_mark)?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}

/// Whether a text is nothing but a date: it has a number, and months, numbers and what joins them.
fn is_date(text: &str) -> bool {
    let joins = |word: &str| matches!(word, "and" | "to" | "about");
    let number = |word: &str| word.trim_end_matches('s').bytes().all(|byte| byte.is_ascii_digit()) && word != "s";
    let month = |word: &str| MONTHS.contains(&word);
    let long = words(text).any(|word| word.len() >= 4 && number(word));
    let early = text.len() == 3 && number(text);
    (long || early) && words(text).all(|word| number(word) || month(word) || joins(word))
}

/// The first sentence of a text; all of it, where it has one only. Initials and the shortest words end none.
#[must_use]
pub fn first_sentence(text: &str) -> &str {
    /// Letters that a capitalised word at the end of a sentence has at least.
    const LAST_WORD: usize = 3;
    for (at, mark) in text.match_indices(['.', '!', '?']) {
        let before = text.get(..at).unwrap_or_default();
        let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let rest = text.get(at + mark.len()..).unwrap_or_default();
        let after = rest.trim_start_matches(['”', '’', '"', ')']);
        let is_initial = last == "Mrs" || last.starts_with(char::is_uppercase) && last.chars().count() < LAST_WORD;
        let next = after.trim_start();
        if !is_initial && next.len() < after.len() && !next.starts_with(char::is_lowercase) {
            return text.get(..text.len() - after.len()).unwrap_or(text);
        }
    }
    text
}

/// Whether a word is a year of four digits and nothing else.
#[must_use]
pub fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a year stands in the text as a word, `FY2022` (so English has it, whatever a pack calls it) and the second
/// of `2022-23` included.
#[must_use]
pub fn names_year(text: &str, year: i16) -> bool {
    numbers(text).any(|(is_short, number, before)| {
        let is_second = is_short && before == Some(year.saturating_sub(1)) && number == Some(year.rem_euclid(100));
        is_second || number == Some(year)
    })
}

/// Every year that stands in a text as a word, and the second of `2022-23`.
#[must_use]
pub fn years_named(text: &str) -> HashSet<i16> {
    let year = |(is_short, number, before): (bool, Option<i16>, Option<i16>)| {
        let second = || Some(before?.saturating_add(1)).filter(|year| number == Some(year.rem_euclid(100)));
        if is_short { second() } else { number }
    };
    numbers(text).filter_map(year).collect()
}

/// Of each word whether it may be the second year of two, which number it is, and which the word before it is.
fn numbers(text: &str) -> impl Iterator<Item = (bool, Option<i16>, Option<i16>)> {
    let mut before = None;
    words(text).map(move |word| {
        let digits = word.trim_start_matches(['F', 'Y', 'f', 'y']).trim_end_matches('s');
        let number = digits.parse::<i16>().ok();
        (digits.len() == 2, number, std::mem::replace(&mut before, number))
    })
}

/// Whether a text counts itself: `14th`, `Second`, `inaugural`.
#[must_use]
pub fn has_ordinal(text: &str) -> bool {
    const WORDS: &[&str] =
        &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "inaugural"];
    words(text).any(|word| {
        let lower = word.to_lowercase();
        let counted = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        WORDS.contains(&lower.as_str())
            || !counted.is_empty()
                && counted.bytes().all(|byte| byte.is_ascii_digit())
                && ["st", "nd", "rd", "th"].iter().any(|end| lower.ends_with(end))
    })
}

/// A title in the middle of a sentence: `the Cultural Agreement between India and Japan`.
#[must_use]
pub fn the(title: &str) -> String {
    let starts = ["The ", "A ", "An "].iter().any(|document| title.starts_with(document));
    // “Chile’s supply programme” has whose it is in the place of the article.
    let is_owned = title.split(' ').next().is_some_and(|first| first.ends_with("’s"));
    if starts || is_owned { title.to_owned() } else { format!("the {title}") }
}

/// A text with its first letter in upper case.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A text without a full stop at its end.
#[must_use]
pub fn unstopped(text: &str) -> &str {
    text.strip_suffix('.').unwrap_or(text)
}

/// Whether a word names a document: what is signed, issued or adopted.
#[must_use]
pub fn is_document(word: &str) -> bool {
    const DOCUMENTS: &[&str] = &[
        "accord",
        "agreement",
        "aide",
        "arrangement",
        "contract",
        "convention",
        "declaration",
        "implementation",
        "implementing",
        "letter",
        "memoranda",
        "memorandum",
        "note",
        "pact",
        "partnership",
        "plan",
        "protocol",
        "roadmap",
        "statement",
        "treat",
        "treaty",
        "vision",
    ];
    let word = word.to_lowercase();
    DOCUMENTS.contains(&word.trim_end_matches('s'))
}

/// Whether a title names several things, so that it *were* signed and not *was*.
#[must_use]
pub fn is_plural(title: &str) -> bool {
    let head = title.split([',', '(']).next().unwrap_or(title);
    let mut last = head.trim();
    for join in
        [" of ", " on ", " in ", " at ", " to ", " between ", " under ", " with ", " for ", " concerning ", " linking "]
    {
        last = last.split(join).next().unwrap_or(last);
    }
    let noun = last.trim().rsplit(' ').next().unwrap_or(last);
    noun == "Memoranda"
        || noun == "memoranda"
        || (noun.ends_with('s') && !noun.ends_with("ss") && !noun.ends_with("’s"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_folded_as_letters_are(before in "[a ]{0,2}", text in "[a-cA-CéÉ’–0-9 ,.(İ]{0,12}") {
            let (mut words, mut letters) = (before.clone(), before);
            fold_onto(&mut words, &text);
            fold_letters_onto(&mut letters, &text);
            prop_assert_eq!(words, letters);
        }

        #[test]
        fn a_text_is_parted_where_the_mark_comes_last(text in "[,a s]{0,9}( since |, )?[,a s]{0,9}") {
            for mark in [", ", " since "] {
                prop_assert_eq!(parted_last(&text, mark), text.rsplit_once(mark));
            }
        }
    }

    #[test]
    fn the_first_sentence_ends_where_another_begins() {
        assert_eq!(first_sentence("It met in 1999. It meets no more."), "It met in 1999.");
        assert_eq!(first_sentence("K. Olav met Dr. Ness (at Oslo.) Then he left."), "K. Olav met Dr. Ness (at Oslo.)");
        assert_eq!(first_sentence("It sells fish, i.e. cod of 1.5 kg"), "It sells fish, i.e. cod of 1.5 kg");
        assert_eq!(first_sentence(""), "");
    }

    #[test]
    fn titles_lose_their_dates_and_nothing_else() {
        for (title, stem_of) in [
            ("The annual summits begin, 2006", "The annual summits begin"),
            ("Joint Declaration on Security Cooperation (2008)", "Joint Declaration on Security Cooperation"),
            ("India-Japan Year of Tourism Exchange, 2023–24", "India-Japan Year of Tourism Exchange"),
            ("First 2+2 Meeting, New Delhi, November 2019", "First 2+2 Meeting, New Delhi"),
            ("Online visits, December 2020 and March 2021", "Online visits"),
            ("Space cooperation begins, 1960s", "Space cooperation begins"),
            ("Regular parliamentary exchanges since 2016", "Regular parliamentary exchanges"),
            ("Roadmap for forestry, 2018 to 2022", "Roadmap for forestry"),
            ("Digital Partnership 2.0", "Digital Partnership 2.0"),
            ("Azad Hind Fauj (Indian National Army)", "Azad Hind Fauj (Indian National Army)"),
        ] {
            assert_eq!(stem(title), stem_of);
        }
    }

    #[test]
    fn years_ordinals_and_plurals_are_seen() {
        assert_eq!((the("Chile’s programme").as_str(), the("Fund").as_str()), ("Chile’s programme", "the Fund"));
        assert!(names_year("the summit of 2022", 2022));
        assert!(names_year("in 2023–24", 2024));
        assert!(!names_year("20220", 2022));
        assert!(has_ordinal("14th Annual Summit") && has_ordinal("Second trilateral") && !has_ordinal("G20 Summit"));
        assert!(is_plural("HOPE Meetings") && is_plural("Outcome documents of the summit"));
        assert!(!is_plural("Memorandum of Cooperation on semiconductors"));
    }
}
