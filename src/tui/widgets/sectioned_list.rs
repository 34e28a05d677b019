//! A list of items under headings, of which one is selected: what every screen's list is.
//!
//! Pure state; drawn by [`crate::tui::widgets::list`].

use ratatui::layout::{Position, Rect};

use crate::data::ItemId;
use crate::tui::widgets::scroll::Scroll;

/// A line of an outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A heading; never selected.
    Heading(String),
    /// An item.
    Item(ItemId),
}

/// Rows with a selection that never rests on a heading.
#[derive(Clone, Debug, Default)]
pub struct SectionedList {
    rows: Vec<Row>,
    scroll: Scroll,
    items: usize,
    /// Where the rows were last drawn; empty if they do not show.
    area: Rect,
}

impl SectionedList {
    /// An outline of these rows, the first item selected.
    #[must_use]
    pub fn new(rows: Vec<Row>) -> Self {
        let mut outline = Self::default();
        outline.set_rows(rows);
        outline
    }

    /// Puts other rows in place and keeps the selected item selected, if it is still there.
    pub fn set_rows(&mut self, rows: Vec<Row>) {
        let selected = self.selected();
        self.items = rows.iter().filter(|row| matches!(row, Row::Item(_))).count();
        self.rows = rows;
        if !selected.is_some_and(|id| self.select(id)) {
            self.scroll = Scroll::default();
            self.settle(1);
        }
    }

    /// All rows.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How many items there are, headings not counted.
    #[must_use]
    pub fn items(&self) -> usize {
        self.items
    }

    /// The selected item; none in an empty outline.
    #[must_use]
    pub fn selected(&self) -> Option<ItemId> {
        match self.rows.get(self.scroll.selected) {
            Some(Row::Item(id)) => Some(*id),
            _ => None,
        }
    }

    /// The row of the selected item, and the first row shown.
    #[must_use]
    pub fn scroll(&self) -> Scroll {
        self.scroll
    }

    /// The number of the selected item among the items, from 1; 0 in an empty outline.
    #[must_use]
    pub fn position(&self) -> usize {
        if self.selected().is_none() {
            return 0;
        }
        self.rows.iter().take(self.scroll.selected + 1).filter(|row| matches!(row, Row::Item(_))).count()
    }

    /// Selects an item; tells whether it is here.
    pub fn select(&mut self, id: ItemId) -> bool {
        let found = self.rows.iter().position(|row| *row == Row::Item(id));
        if let Some(row) = found {
            self.scroll.selected = row;
        }
        found.is_some()
    }

    /// Moves the selection by so many items, at most to either end; tells whether it moved.
    pub fn step(&mut self, by: isize) -> bool {
        let before = self.scroll.selected;
        for _ in 0..by.unsigned_abs() {
            let next =
                if by < 0 { self.item_before(self.scroll.selected) } else { self.item_after(self.scroll.selected) };
            match next {
                Some(row) => self.scroll.selected = row,
                None => break,
            }
        }
        self.scroll.selected != before
    }

    /// Selects the first item.
    pub fn first(&mut self) -> bool {
        let before = self.scroll;
        self.scroll = Scroll::default();
        self.settle(1);
        before.selected != self.scroll.selected
    }

    /// Selects the last item.
    pub fn last(&mut self) -> bool {
        let before = self.scroll.selected;
        self.scroll.selected = self.rows.len().saturating_sub(1);
        self.settle(-1);
        before != self.scroll.selected
    }

    /// Selects the first item under the next heading, or under the heading before.
    pub fn step_heading(&mut self, forward: bool) -> bool {
        let here = self.scroll.selected;
        let heading = |row: &usize| matches!(self.rows.get(*row), Some(Row::Heading(_)));
        let target = if forward {
            (here + 1..self.rows.len()).find(heading)
        } else {
            // The heading one stands under, unless one stands right below it; then the one before.
            let own = (0..here).rev().find(heading);
            own.and_then(|own| if own + 1 == here { (0..own).rev().find(heading) } else { Some(own) })
        };
        match target.and_then(|row| self.item_after(row)) {
            Some(row) => {
                self.scroll.selected = row;
                true
            }
            None => false,
        }
    }

    /// Notes where the rows are drawn, from the first one shown on; nowhere, if the area is empty.
    pub fn place(&mut self, area: Rect) {
        self.area = area;
    }

    /// Whether this is where the rows were last drawn.
    #[must_use]
    pub fn shows_at(&self, at: Position) -> bool {
        self.area.contains(at)
    }

    /// The item drawn at this place, if one is.
    #[must_use]
    pub fn item_at(&self, at: Position) -> Option<ItemId> {
        let row = self.scroll.offset + usize::from(at.y.checked_sub(self.area.y)?);
        match self.rows.get(row) {
            Some(Row::Item(id)) if self.shows_at(at) => Some(*id),
            _ => None,
        }
    }

    /// Brings the selected row, and a heading right above it, into so many lines.
    pub fn fit(&mut self, height: usize) {
        let under_heading = self
            .scroll
            .selected
            .checked_sub(1)
            .is_some_and(|above| matches!(self.rows.get(above), Some(Row::Heading(_))));
        self.scroll.fit(self.rows.len(), height, usize::from(under_heading));
    }

    fn item_after(&self, row: usize) -> Option<usize> {
        (row + 1..self.rows.len()).find(|&row| matches!(self.rows.get(row), Some(Row::Item(_))))
    }

    fn item_before(&self, row: usize) -> Option<usize> {
        (0..row).rev().find(|&row| matches!(self.rows.get(row), Some(Row::Item(_))))
    }

    /// From a heading to the nearest item in this direction.
    fn settle(&mut self, direction: isize) {
        if self.selected().is_none() {
            let here = self.scroll.selected;
            let found = if direction < 0 { self.item_before(here) } else { self.item_after(here) };
            self.scroll.selected = found.unwrap_or(here);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn outline(shape: &str) -> SectionedList {
        let rows = shape.char_indices().map(|(index, c)| match c {
            '#' => Row::Heading(index.to_string()),
            _ => Row::Item(ItemId::from_index(index)),
        });
        SectionedList::new(rows.collect())
    }

    #[test]
    fn steps_pass_over_headings() {
        let mut outline = outline("#aa#a#");
        assert_eq!(outline.scroll().selected, 1);
        assert!(outline.step(2));
        assert_eq!(outline.scroll().selected, 4);
        assert!(!outline.step(1));
        assert!(outline.step_heading(false));
        assert_eq!(outline.scroll().selected, 1);
        assert!(outline.step_heading(true));
        assert_eq!(outline.scroll().selected, 4);
        assert_eq!((outline.position(), outline.items()), (3, 3));
    }

    #[test]
    fn the_selected_item_survives_a_change_of_rows() {
        let mut outline = outline("aaaa");
        outline.step(2);
        outline.set_rows(vec![Row::Heading("x".into()), Row::Item(ItemId::from_index(2))]);
        assert_eq!(outline.selected(), Some(ItemId::from_index(2)));
        outline.set_rows(vec![Row::Item(ItemId::from_index(0))]);
        assert_eq!(outline.selected(), Some(ItemId::from_index(0)));
        outline.set_rows(Vec::new());
        assert_eq!(outline.selected(), None);
        assert_eq!(outline.position(), 0);
    }

    proptest! {
        #[test]
        fn the_selection_is_an_item_if_there_is_one(shape in "[#a]{0,12}", moves in proptest::collection::vec(0..6_u8, 0..12), height in 0_usize..6) {
            let mut outline = outline(&shape);
            for step in moves {
                match step {
                    0 => outline.step(1),
                    1 => outline.step(-3),
                    2 => outline.first(),
                    3 => outline.last(),
                    step => outline.step_heading(step == 4),
                };
                outline.fit(height);
                prop_assert_eq!(outline.selected().is_some(), shape.contains('a'));
            }
        }
    }
}
