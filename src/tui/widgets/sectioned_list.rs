//! The list of everything that lists: items under headings, one of them selected, walked by item, page and
//! heading. It owns selection, paging and where it was drawn; what an item is, and what its line tells, is its
//! owner's matter.
//!
//! State is here; how the selection moves is in [`walking`], and [`drawing`] puts all on the screen.

mod drawing;
mod walking;

pub use drawing::{GUTTER, draw_bar, draw_nothing, item_line};

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use crate::tui::widgets::scroll::Scroll;
use crate::view::sections::Row;

/// Rows with a selection that never rests on a heading.
#[derive(Clone, Debug)]
pub struct SectionedList<T> {
    /// Shared with its copies: there may be a million.
    rows: Arc<Vec<Row<T>>>,
    scroll: Scroll,
    /// Each heading: its row, and how many items stand above it.
    headings: Vec<Heading>,
    /// Whether the row above the selected one shows as well, whatever it is: else only a heading does.
    shows_row_above: bool,
    /// Whether the selected row is to be in the middle when next drawn.
    centres: bool,
    /// Rows there was room for when last drawn: how far a page reaches.
    height: usize,
    /// Where the rows were last drawn; empty if they do not show.
    area: Rect,
}

/// Where a heading stands, so that no row need be counted while one walks: there may be a million.
#[derive(Clone, Copy, Debug)]
struct Heading {
    row: usize,
    items_above: usize,
}

impl<T> Default for SectionedList<T> {
    fn default() -> Self {
        Self {
            rows: Arc::default(),
            scroll: Scroll::default(),
            headings: Vec::new(),
            shows_row_above: false,
            centres: false,
            height: 0,
            area: Rect::ZERO,
        }
    }
}

impl<T> SectionedList<T> {
    /// A list of these rows, the first item selected.
    #[must_use]
    pub fn new(rows: Vec<Row<T>>) -> Self {
        let mut list = Self::default();
        list.restart(rows);
        list
    }

    /// This list, which always shows the row above the selected one, so that one sees what one walks towards.
    #[must_use]
    pub fn showing_row_above(self) -> Self {
        Self { shows_row_above: true, ..self }
    }

    /// Puts other rows in place. Of a million none is copied, nor is room kept for more.
    fn put(&mut self, mut rows: Vec<Row<T>>) {
        let headings = rows.iter().enumerate().filter(|(_, row)| row.is_heading());
        let headings = headings.enumerate().map(|(number, (row, _))| Heading { row, items_above: row - number });
        self.headings = headings.collect();
        rows.shrink_to_fit();
        self.rows = Arc::new(rows);
    }

    /// Puts other rows in place and begins at their first item.
    pub fn restart(&mut self, rows: Vec<Row<T>>) {
        self.put(rows);
        self.scroll = Scroll::default();
        self.leave_heading(true);
    }

    /// Puts other rows in place and stays in the row one stood in, if there is an item in it; else goes to the first.
    pub fn set_rows_in_place(&mut self, rows: Vec<Row<T>>) {
        self.put(rows);
        if self.selected().is_none() {
            self.scroll.selected = 0;
            self.leave_heading(true);
        }
    }

    /// All rows.
    #[must_use]
    pub fn rows(&self) -> &[Row<T>] {
        &self.rows
    }

    /// How many items there are, headings not counted.
    #[must_use]
    pub fn items(&self) -> usize {
        self.rows.len() - self.headings.len()
    }

    /// The selected item; none in an empty list.
    #[must_use]
    pub fn selected(&self) -> Option<&T> {
        self.rows.get(self.scroll.selected).and_then(Row::item)
    }

    /// The row of the selected item.
    #[must_use]
    pub fn selected_row(&self) -> usize {
        self.scroll.selected
    }

    /// The number of the selected item among the items, from 1; 0 in an empty list.
    #[must_use]
    pub fn position(&self) -> usize {
        if self.selected().is_none() {
            return 0;
        }
        self.scroll.selected + 1 - self.headings_to(self.scroll.selected)
    }

    /// How many headings there are down to a row, itself among them.
    fn headings_to(&self, row: usize) -> usize {
        self.headings.partition_point(|heading| heading.row <= row)
    }

    /// The row of the heading of this number, from 0.
    fn heading_row(&self, number: usize) -> Option<usize> {
        self.headings.get(number).map(|heading| heading.row)
    }

    /// Selects the item of this number among the items, from 1, or the last before it.
    pub fn select_position(&mut self, number: usize) {
        if let Some(last) = self.items().checked_sub(1) {
            let above = (number.max(1) - 1).min(last);
            self.scroll.selected = above + self.headings.partition_point(|heading| heading.items_above <= above);
        }
    }

    /// Notes that the list does not show, until it is drawn again.
    pub fn hide(&mut self) {
        self.area = Rect::ZERO;
    }

    /// Whether this is where the rows were last drawn.
    #[must_use]
    pub fn shows_at(&self, at: Position) -> bool {
        self.area.contains(at)
    }

    /// The item drawn at this place, if one is.
    #[must_use]
    pub fn item_at(&self, at: Position) -> Option<&T> {
        let row = self.scroll.offset + usize::from(at.y.checked_sub(self.area.y)?);
        self.rows.get(row).filter(|_| self.shows_at(at)).and_then(Row::item)
    }

    /// Has the selected row in the middle when next drawn, as far as there are rows around it.
    pub fn centre(&mut self) {
        self.centres = true;
    }

    /// Brings the selected row, and what is to show above it, into so many lines.
    fn fit(&mut self, height: usize) {
        if std::mem::take(&mut self.centres) {
            self.scroll.offset = self.scroll.selected.saturating_sub(height / 2);
        }
        let above = self.above();
        self.scroll.fit(self.rows.len(), height, above);
    }

    /// How many rows above the selected one show as well.
    fn above(&self) -> usize {
        let above = self.scroll.selected.checked_sub(1).and_then(|above| self.rows.get(above));
        usize::from(self.shows_row_above || above.is_some_and(Row::is_heading))
    }
}

impl<T: PartialEq + Clone> SectionedList<T> {
    /// Puts other rows in place and keeps the selected item selected, if it is still there; else begins at the
    /// first.
    pub fn set_rows(&mut self, rows: Vec<Row<T>>) {
        let selected = self.selected().cloned();
        self.put(rows);
        if !selected.is_some_and(|item| self.select(&item)) {
            self.scroll = Scroll::default();
            self.leave_heading(true);
        }
    }

    /// Selects an item; tells whether it is here.
    pub fn select(&mut self, item: &T) -> bool {
        let found = self.rows.iter().position(|row| row.item() == Some(item));
        if let Some(row) = found {
            self.scroll.selected = row;
        }
        found.is_some()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn list(shape: &str) -> SectionedList<usize> {
        let rows = shape.char_indices().map(|(index, c)| match c {
            '#' => Row::Heading(index.to_string().into()),
            _ => Row::Item(index),
        });
        SectionedList::new(rows.collect())
    }

    #[test]
    fn steps_pass_over_headings() {
        let mut list = list("#aa#a#");
        assert_eq!(list.selected_row(), 1);
        assert!(list.step(2));
        assert_eq!(list.selected_row(), 4);
        assert!(!list.step(1));
        assert!(list.step_heading(false));
        assert_eq!(list.selected_row(), 1);
        assert!(list.step_heading(true));
        assert_eq!(list.selected_row(), 4);
        assert_eq!((list.position(), list.items()), (3, 3));
        let mut bare = self::list("aa#a");
        assert!(bare.step(2) && bare.step_heading(false));
        assert_eq!(bare.selected_row(), 0);
        assert!(!bare.step_heading(false));
        list.select_position(2);
        assert_eq!(list.selected_row(), 2);
        list.select_position(9);
        assert_eq!(list.selected_row(), 4);
    }

    #[test]
    fn the_selected_item_survives_a_change_of_rows() {
        let mut list = list("aaaa");
        list.step(2);
        list.set_rows(vec![Row::Heading("x".into()), Row::Item(2)]);
        assert_eq!(list.selected(), Some(&2));
        list.set_rows(vec![Row::Item(0)]);
        assert_eq!(list.selected(), Some(&0));
        list.set_rows(Vec::new());
        assert_eq!(list.selected(), None);
        assert_eq!(list.position(), 0);
    }

    #[test]
    fn the_row_is_kept_where_the_item_may_be_another() {
        let mut list = list("#aaa");
        list.step(1);
        list.set_rows_in_place(vec![Row::Item(7), Row::Item(8), Row::Item(9)]);
        assert_eq!(list.selected(), Some(&9));
        list.set_rows_in_place(vec![Row::Heading("x".into()), Row::Item(5)]);
        assert_eq!(list.selected(), Some(&5));
    }

    #[test]
    fn a_step_beyond_the_edge_brings_half_a_page_along_however_often_it_is_drawn() {
        let (mut drawn, mut queued) = (list(&"a".repeat(40)), list(&"a".repeat(40)));
        for list in [&mut drawn, &mut queued] {
            list.height = 8;
            list.fit(8);
        }
        let mut offsets = Vec::new();
        for _ in 0..10 {
            drawn.step(1);
            queued.step(1);
            drawn.fit(8);
            offsets.push(drawn.scroll.offset);
        }
        assert_eq!(offsets, [0, 0, 0, 0, 0, 0, 0, 4, 4, 4]);
        queued.fit(8);
        assert_eq!(queued.scroll.offset, 4);
        // A page moves no more than it must.
        drawn.step(7);
        drawn.fit(8);
        assert_eq!(drawn.scroll.offset, 10);
        assert!(drawn.step(-8) && drawn.step(-1));
        assert_eq!((drawn.scroll.selected, drawn.scroll.offset), (8, 4));
    }

    /// What a walk over all rows says of where one stands and where the next headings are.
    fn counted(list: &SectionedList<usize>) -> (usize, usize) {
        let upto = list.rows().iter().take(list.selected_row() + 1);
        let position = if list.selected().is_none() { 0 } else { upto.filter(|row| !row.is_heading()).count() };
        (position, list.rows().iter().filter(|row| !row.is_heading()).count())
    }

    proptest! {
        #[test]
        fn positions_are_those_that_counting_gives(shape in "[#a]{0,12}", number in 0_usize..14) {
            let mut list = list(&shape);
            list.select_position(number);
            prop_assert_eq!((list.position(), list.items()), counted(&list));
            prop_assert_eq!(list.position(), number.max(1).min(list.items()));
            let here = list.selected_row();
            let is_heading = |row: &usize| shape.as_bytes()[*row] == b'#';
            let under = (here + 1..shape.len()).find(is_heading).and_then(|row| (row..shape.len()).find(|row| !is_heading(row)));
            prop_assert_eq!(list.clone().step_heading(true), under.is_some());
            list.step_heading(true);
            prop_assert_eq!(list.selected_row(), under.unwrap_or(here));
        }

        #[test]
        fn the_selection_is_an_item_if_there_is_one(shape in "[#a]{0,12}", moves in proptest::collection::vec(0..6_u8, 0..12), height in 0_usize..6) {
            let mut list = list(&shape);
            for step in moves {
                match step {
                    0 => list.step(1),
                    1 => list.step(-3),
                    2 => list.first(),
                    3 => list.last(),
                    step => list.step_heading(step == 4),
                };
                list.fit(height);
                prop_assert_eq!(list.selected().is_some(), shape.contains('a'));
            }
        }
    }
}
