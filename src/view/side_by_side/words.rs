//! The words in which two texts differ. Who says something is no word of it: the numbers of sources, which are others
//! in another record, are passed over.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::view::document::layout::next_note;

/// Signs around a word that are no part of it; those that belong to a number or a currency are.
const AROUND: [char; 12] = ['.', ',', ';', ':', '(', ')', '“', '”', '‘', '’', '"', '!'];

/// The parts of either text, in bytes, that the other does not have; none where the two have little in common: one
/// reads both then, and marks all over would only hinder.
pub(super) fn differing(one: &str, other: &str) -> [Vec<Range<usize>>; 2] {
    /// One word of so many is in both.
    const LEAST: usize = 3;
    let sides = [words(one), words(other)];
    let [ones, others] = [0, 1].map(|side| {
        let words = sides.get(side).map_or(&[][..], Vec::as_slice);
        words.iter().map(|(_, word)| *word).collect::<Vec<&str>>()
    });
    let mut marked = [Vec::new(), Vec::new()];
    let mut common = 0;
    for op in capture_diff_slices(Algorithm::Patience, &ones, &others) {
        if let DiffOp::Equal { len, .. } = op {
            common += len;
            continue;
        }
        let ranges = [op.old_range(), op.new_range()];
        for (((marked, words), text), range) in marked.iter_mut().zip(&sides).zip([one, other]).zip(ranges) {
            mark(text, words.get(range).unwrap_or_default(), marked);
        }
    }
    if common * LEAST < ones.len().max(others.len()) { [Vec::new(), Vec::new()] } else { marked }
}

/// Marks words that follow one another, with what is between them unless that is the number of a source.
fn mark(text: &str, words: &[(Range<usize>, &str)], marked: &mut Vec<Range<usize>>) {
    let first = marked.len();
    for (range, _) in words {
        let last = marked.len().checked_sub(1).filter(|last| *last >= first).and_then(|last| marked.get_mut(last));
        match last {
            Some(last) if text.get(last.end..range.start).is_some_and(|between| next_note(between).is_none()) => {
                last.end = range.end;
            }
            _ => marked.push(range.clone()),
        }
    }
}

/// The words of a text and where they stand.
fn words(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((before, _, after)) = text.get(at..).and_then(next_note) {
        words_of(before, at, &mut found);
        at = text.len() - after.len();
    }
    words_of(text.get(at..).unwrap_or_default(), at, &mut found);
    found
}

fn words_of<'t>(text: &'t str, start: usize, found: &mut Vec<(Range<usize>, &'t str)>) {
    let mut at = 0;
    for piece in text.split(char::is_whitespace) {
        let word = piece.trim_matches(AROUND);
        let before = piece.len() - piece.trim_start_matches(AROUND).len();
        if !word.is_empty() {
            let from = start + at + before;
            found.push((from..from + word.len(), word));
        }
        at += piece.len() + text.get(at + piece.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::view::document::layout::note;

    fn told(one: &str, other: &str) -> [Vec<String>; 2] {
        let [ones, others] = differing(one, other);
        let of = |text: &str, ranges: Vec<Range<usize>>| {
            ranges.into_iter().map(|range| text.get(range).expect("a part").to_owned()).collect()
        };
        [of(one, ones), of(other, others)]
    }

    #[test]
    fn words_that_only_one_has_are_marked() {
        let [one, other] = told(
            &format!("Signed in Tokyo, on 1 August 2011; in force.\u{a0}{}{}", note("1"), note("12")),
            &format!("Signed in New Delhi, on 3 May 2011; not in force {}", note("7\u{a0}¶2")),
        );
        assert_eq!(one, ["Tokyo", "1 August"]);
        assert_eq!(other, ["New Delhi", "3 May", "not"]);
        assert_eq!(told("¥5 billion a year", "$5 billion a year"), [["¥5"], ["$5"]]);
        assert_eq!(told("grew by +3 per cent", "grew by -3 per cent"), [["+3"], ["-3"]]);
    }

    #[test]
    fn where_little_is_common_nothing_is_marked() {
        let none: [Vec<String>; 2] = [Vec::new(), Vec::new()];
        assert_eq!(told("A lighthouse on the cape", "Yearly talks of the two ministers"), none);
        assert_eq!(told("1955", "1985"), none);
        assert_eq!(told("", ""), none);
        assert_eq!(told(&format!("the same {}", note("1")), &format!("the same {}", note("2"))), none);
    }

    #[test]
    fn the_number_of_a_source_between_marked_words_is_not_marked() {
        let [one, _] =
            told(&format!("it began early {} soon and went on and on", note("1")), "it began and went on and on");
        assert_eq!(one, ["early", "soon"]);
    }

    proptest! {
        #[test]
        fn what_is_marked_is_of_the_text_and_without_it_both_say_the_same(
            one in "([ab日é1], ?){0,12}", other in "([ab日é1] ){0,12}"
        ) {
            let marked = differing(&one, &other);
            let rest = |text: &str, marked: &[Range<usize>]| {
                let mut rest = String::new();
                let mut at = 0;
                for range in marked {
                    assert!(range.start >= at && range.end > range.start);
                    rest.push_str(text.get(at..range.start).expect("a part"));
                    rest.push(' ');
                    at = range.end;
                }
                rest.push_str(text.get(at..).expect("the rest"));
                words(&rest).into_iter().map(|(_, word)| word.to_owned()).collect::<Vec<_>>()
            };
            if marked.iter().any(|marked| !marked.is_empty()) {
                prop_assert_eq!(rest(&one, &marked[0]), rest(&other, &marked[1]));
            }
        }
    }
}
