//! A text in rows of so many columns, each part of it in exactly one, so that a cursor has a place in each.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::columns;
use crate::text::width;

/// The rows of a text, as its bytes; a line end belongs to the row that it ends.
pub(super) struct Rows(Vec<Range<usize>>);

/// Lays a text out. A row breaks after a space, beside a wide letter, or where there is neither, anywhere.
pub(super) fn rows(text: &str, room: usize) -> Rows {
    let mut rows = Vec::new();
    let (mut start, mut used, mut last) = (0, 0, None);
    for (at, grapheme) in text.grapheme_indices(true) {
        let end = at + grapheme.len();
        if grapheme == "\n" {
            rows.push(start..end);
            (start, used, last) = (end, 0, None);
            continue;
        }
        let wide = width(grapheme);
        // Spaces may stand beyond the edge: they do not show.
        if used + wide > room && grapheme != " " && at > start {
            let part = if wide > 1 { at } else { last.unwrap_or(at) };
            rows.push(start..part);
            used = text.get(part..at).map_or(0, width);
            (start, last) = (part, None);
        }
        used += wide;
        if grapheme == " " || wide > 1 {
            last = Some(end);
        }
    }
    rows.push(start..text.len());
    Rows(rows)
}

impl Rows {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// What each row shows.
    pub(super) fn lines<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        self.0.iter().map(|row| text.get(row.clone()).unwrap_or_default().trim_end_matches('\n'))
    }

    /// The row and the column of a place in the text.
    pub(super) fn place(&self, text: &str, at: usize) -> (usize, usize) {
        let row = self.0.partition_point(|row| row.start <= at).saturating_sub(1);
        let start = self.0.get(row).map_or(0, |row| row.start);
        (row, text.get(start..at).map_or(0, columns))
    }

    /// The place in the text nearest to this column of a row.
    pub(super) fn at(&self, text: &str, row: usize, column: usize) -> usize {
        let Some(range) = self.0.get(row).cloned() else { return text.len() };
        let line = text.get(range.clone()).unwrap_or_default();
        let is_last = row + 1 == self.0.len();
        let mut used = 0;
        for (at, grapheme) in line.grapheme_indices(true) {
            let is_end = !is_last && at + grapheme.len() == line.len();
            if used + width(grapheme).max(1) > column || grapheme == "\n" || is_end {
                return range.start + at;
            }
            used += width(grapheme);
        }
        range.end
    }
}
