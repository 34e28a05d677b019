//! Lays out what the help tells: groups under headings, in one column or two, kept whole where they fit. Pure: widths
//! and heights in, rows out.

use super::told::Told;
use crate::text::{width, wrap};

/// A row of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// A heading; and whether it holds here.
    Heading(String, bool),
    /// Keys, and what they do; of a line that is wrapped, the others have no keys.
    Line(String, String, bool),
    /// Between two groups.
    Blank,
}

/// What is told, in rows of one width.
#[derive(Clone, Debug, Default)]
pub(super) struct Flow {
    /// All rows, group after group.
    pub(super) rows: Vec<Row>,
    /// Where each group begins.
    starts: Vec<usize>,
    /// Columns of the keys.
    pub(super) keys: usize,
}

/// The widest that keys may be: what they do is to be read beside them.
const WIDEST_KEYS: usize = 15;
/// Rows of a group, its heading among them, that are worth breaking it.
const WORTH_A_BREAK: usize = 3;
/// Between the keys and what they do.
const GAP: usize = 2;

impl Flow {
    /// Lays out for columns so wide.
    pub(super) fn new(told: &[Told], columns: usize) -> Self {
        let keys = told.iter().flat_map(|told| &told.lines).map(|(keys, _)| width(keys)).max().unwrap_or(0);
        let keys = keys.min(WIDEST_KEYS).min(columns / 2);
        let room = columns.saturating_sub(keys + GAP).max(1);
        let mut flow = Self { keys, ..Self::default() };
        for told in told {
            if !flow.rows.is_empty() {
                flow.rows.push(Row::Blank);
            }
            flow.starts.push(flow.rows.len());
            flow.rows.push(Row::Heading(told.heading.clone(), told.is_here));
            for (names, text) in &told.lines {
                let (names, texts) = (wrap(names, keys.max(1)), wrap(text, room));
                for line in 0..names.len().max(texts.len()) {
                    let at = |lines: &[&str]| lines.get(line).map_or_else(String::new, ToString::to_string);
                    flow.rows.push(Row::Line(at(&names), at(&texts), told.is_here));
                }
            }
        }
        flow
    }

    /// The rows of each column, from this row on: a group that fits a column is not broken.
    pub(super) fn columns(&self, top: usize, height: usize, count: usize) -> Vec<&[Row]> {
        let mut from = top;
        (0..count)
            .map(|_| {
                let to = self.column_end(from, height);
                let rows = self.rows.get(from..to).unwrap_or_default();
                from = self.after_blank(to);
                rows
            })
            .collect()
    }

    /// The row after the last that shows of a column from this row on.
    fn column_end(&self, from: usize, height: usize) -> usize {
        let end = (from + height).min(self.rows.len());
        if end == self.rows.len() {
            return end;
        }
        // The group that would be broken goes to the next column, unless it begins this one or enough of it shows here.
        let last = self.starts.iter().copied().rfind(|start| *start > from && *start <= end);
        let Some(start) = last.filter(|_| self.rows.get(end) != Some(&Row::Blank)) else { return end };
        // What one key does stays together.
        let goes_on = |row: &usize| matches!(self.rows.get(*row), Some(Row::Line(names, ..)) if names.is_empty());
        let whole = (start..=end).rev().find(|row| !goes_on(row)).unwrap_or(start);
        if whole - start >= WORTH_A_BREAK { whole } else { start.saturating_sub(1).max(from + 1) }
    }

    fn after_blank(&self, row: usize) -> usize {
        row + usize::from(self.rows.get(row) == Some(&Row::Blank))
    }

    /// The first row that does not show any more.
    pub(super) fn end(&self, top: usize, height: usize, count: usize) -> usize {
        (0..count).fold(top, |from, _| self.after_blank(self.column_end(from, height)))
    }

    /// Where one gets to from this row: to the next group, or as far down in a group that is longer than a column.
    pub(super) fn next(&self, top: usize, height: usize, count: usize) -> usize {
        let end = self.end(top, height, count);
        if end >= self.rows.len() {
            return top;
        }
        // Nothing that was not seen is passed over.
        self.starts.iter().copied().find(|start| *start > top).map_or(end, |start| start.min(end))
    }

    /// Where one gets to upwards.
    pub(super) fn previous(&self, top: usize, height: usize) -> usize {
        let start = self.starts.iter().copied().rfind(|start| *start < top).unwrap_or(0);
        start.max(top.saturating_sub(height.max(1)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(lines: &[usize]) -> Vec<Told> {
        let group = |(number, lines): (usize, &usize)| Told {
            heading: format!("group {number}"),
            lines: (0..*lines)
                .map(|line| (format!("k{line}"), format!("what key {line} does, told at some length")))
                .collect(),
            is_here: number == 0,
        };
        lines.iter().enumerate().map(group).collect()
    }

    #[test]
    fn a_group_is_kept_whole_in_two_columns() {
        let flow = Flow::new(&told(&[3, 4, 2]), 60);
        let columns = flow.columns(0, 6, 2);
        assert_eq!(columns.iter().map(|rows| rows.len()).collect::<Vec<_>>(), [4, 5]);
        assert!(matches!(columns[1].first(), Some(Row::Heading(heading, _)) if heading == "group 1"));
        assert_eq!(flow.next(0, 6, 2), 5);
        assert_eq!((flow.next(5, 6, 2), flow.previous(5, 6)), (5, 0), "all the rest shows");
    }

    #[test]
    fn a_group_is_broken_where_much_of_it_shows_and_rows_would_stay_blank() {
        let flow = Flow::new(&told(&[3, 9]), 60);
        assert_eq!(flow.columns(0, 9, 2).iter().map(|rows| rows.len()).collect::<Vec<_>>(), [9, 6]);
    }

    proptest! {
        #[test]
        fn one_gets_past_every_row_down_and_up(
            lines in prop::collection::vec(1usize..20, 1..8),
            columns in 10usize..80,
            height in 1usize..30,
            count in 1usize..3,
        ) {
            let flow = Flow::new(&told(&lines), columns);
            let (mut top, mut seen) = (0, vec![false; flow.rows.len()]);
            for _ in 0..=flow.rows.len() {
                let mut from = top;
                for rows in flow.columns(top, height, count) {
                    prop_assert!(rows.len() <= height);
                    (from..from + rows.len()).for_each(|row| seen[row] = true);
                    from = flow.after_blank(from + rows.len());
                }
                let next = flow.next(top, height, count);
                if next == top { break; }
                prop_assert!(next > top);
                top = next;
            }
            for (row, seen) in flow.rows.iter().zip(seen) {
                prop_assert!(seen || *row == Row::Blank, "{row:?} is never seen");
            }
            for _ in 0..=flow.rows.len() { top = flow.previous(top, height); }
            prop_assert_eq!(top, 0);
        }
    }
}
