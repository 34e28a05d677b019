//! A place in a file, by line and column, with as much of the line as is shown. What is wrong there is for [`super`].

use crate::text::{self, sanitised};

/// Columns of an offending line that are shown.
pub(super) const EXCERPT_WIDTH: usize = 100;

/// A line and column, both counted from 1, with the line itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePosition {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
    excerpt: Box<Excerpt>,
}

/// A line as it is shown under a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Excerpt {
    /// As much of the line as fits, cleaned of control characters.
    line: String,
    /// How many columns stand left of the place meant.
    before: usize,
}

impl FilePosition {
    /// The place of a byte offset in a file's text; one beyond the end is the end.
    #[must_use]
    pub fn at(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let head = before.get(line_start..).unwrap_or_default();
        let tail = text.get(before.len()..).unwrap_or_default().lines().next().unwrap_or_default();
        let room = EXCERPT_WIDTH / 2;
        // Of a line of a megabyte no more is looked at than might be shown.
        let near = head.char_indices().rev().nth(EXCERPT_WIDTH).map_or(0, |(index, _)| index);
        let far = tail.char_indices().nth(EXCERPT_WIDTH).map_or(tail.len(), |(index, _)| index);
        let (shown_head, shown_tail) =
            (sanitised(head.get(near..).unwrap_or_default()), sanitised(tail.get(..far).unwrap_or_default()));
        let head_cut = text::clip_start(&shown_head, room);
        let caret = text::width(&head_cut);
        let tail_cut = text::clip(&shown_tail, EXCERPT_WIDTH.saturating_sub(caret));
        Self {
            line: before.matches('\n').count() + 1,
            column: head.chars().count() + 1,
            excerpt: Box::new(Excerpt { line: format!("{head_cut}{tail_cut}"), before: caret }),
        }
    }

    /// The byte offset of a line and column, both from 1, in a file's text.
    #[must_use]
    pub fn offset(text: &str, line: usize, column: usize) -> usize {
        let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = text.get(start..).unwrap_or_default();
        start + rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
    }

    /// The line, and under it a mark at the column; both set in so far.
    pub(super) fn drawn(&self, mark: char, margin: &str) -> String {
        let Excerpt { line, before } = &*self.excerpt;
        format!("{margin}{line}\n{margin}{}{mark}", " ".repeat(*before))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_cut_around_the_caret() {
        let text = format!("{}HERE{}", "a".repeat(500), "b".repeat(500));
        let Excerpt { line, before } = *FilePosition::at(&text, 500).excerpt;
        assert!(line.chars().count() <= EXCERPT_WIDTH + 1);
        assert_eq!(line.chars().nth(before), Some('H'));
    }

    #[test]
    fn offset_and_place_are_inverse() {
        let text = "eins\nzwö lf\ndrei";
        for (offset, _) in text.char_indices() {
            let place = FilePosition::at(text, offset);
            assert_eq!(FilePosition::offset(text, place.line, place.column), offset);
        }
    }
}
