//! Where something occurs in a document that is laid out: the letters to be lit, line by line. Compared as everything is
//! ([`fold`](crate::text::fold)), and over the ends of lines, but not over a blank one.

use std::ops::Range;

use super::layout::DocumentLine;
use crate::text::fold::{Traced, fold};

/// Where it stands: the line, and the bytes of that line's text; of what goes on in the next line there are several.
pub type Occurrence = Vec<(usize, Range<usize>)>;

/// Every occurrence in these lines, in reading order, none touching the next.
#[must_use]
pub fn occurrences(lines: &[DocumentLine], wanted: &str) -> Vec<Occurrence> {
    let needle = fold(wanted);
    if needle.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut passage = Passage::default();
    for (row, line) in lines.iter().enumerate() {
        let text = line.text();
        if text.trim().is_empty() {
            passage.take().find(&needle, &mut found);
        } else {
            passage.add(row, &text);
        }
    }
    passage.find(&needle, &mut found);
    found
}

/// Lines between two blank ones, as one text.
#[derive(Debug, Default)]
struct Passage {
    text: String,
    /// Each line's number, where its text begins in the whole, and how much of the line stands before that.
    lines: Vec<(usize, usize, usize)>,
}

impl Passage {
    fn take(&mut self) -> Self {
        std::mem::take(self)
    }

    fn add(&mut self, row: usize, text: &str) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let before = text.len() - text.trim_start().len();
        self.lines.push((row, self.text.len(), before));
        self.text.push_str(text.trim());
    }

    fn find(self, needle: &str, found: &mut Vec<Occurrence>) {
        let traced = Traced::new(&self.text);
        for (at, _) in traced.folded.match_indices(needle) {
            let whole = traced.original(at, at + needle.len());
            let part = |&(row, start, before): &(usize, usize, usize)| {
                let next = self.lines.iter().find(|(_, other, _)| *other > start).map(|(_, other, _)| other - 1);
                let end = next.unwrap_or(self.text.len());
                let (from, to) = (whole.start.max(start), whole.end.min(end));
                (from < to).then(|| (row, from - start + before..to - start + before))
            };
            let parts: Occurrence = self.lines.iter().filter_map(part).collect();
            if !parts.is_empty() {
                found.push(parts);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::wrap;
    use crate::view::document::layout::TextRole;

    fn lines(texts: &[&str]) -> Vec<DocumentLine> {
        texts.iter().map(|text| DocumentLine::new(TextRole::Text, *text)).collect()
    }

    #[test]
    fn letters_are_found_whatever_their_marks_and_over_the_ends_of_lines() {
        let lines = lines(&["Label    In Tōkyō the", "         Treaty of Kōbe", "", "tokyo"]);
        assert_eq!(occurrences(&lines, "TOKYO"), [vec![(0, 12..19)], vec![(3, 0..5)]]);
        assert_eq!(occurrences(&lines, "the treaty"), [vec![(0, 20..23), (1, 9..15)]]);
        assert_eq!(occurrences(&lines, "kobe tokyo"), Vec::<Occurrence>::new());
        assert!(occurrences(&lines, " ").is_empty());
    }

    proptest! {
        #[test]
        fn what_is_lit_is_what_was_asked_for(text in "[a-cé ]{0,60}", wanted in "[a-ce]{1,3}", columns in 3_usize..20) {
            let lines = lines(&wrap(&text, columns));
            for occurrence in occurrences(&lines, &wanted) {
                let lit: String = occurrence.iter().map(|(row, range)| lines[*row].text().get(range.clone()).unwrap_or_default().to_owned()).collect();
                prop_assert_eq!(fold(&lit).replace(' ', ""), fold(&wanted));
            }
        }
    }
}
