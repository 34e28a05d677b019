//! How the selection of a list moves: by items, pages and headings, to either end. It never rests on a heading.

use super::SectionedList;
use crate::tui::action::Action;

impl<T> SectionedList<T> {
    /// Rows by which a page moves: one stays in sight.
    #[must_use]
    pub fn page(&self) -> usize {
        self.height.max(2) - 1
    }

    /// Moves the selection as an action says: by an item, by a page, to either end. `None` if the action is none
    /// of those; else whether the selection moved.
    pub fn walk(&mut self, action: Action) -> Option<bool> {
        let page = isize::try_from(self.page()).unwrap_or(isize::MAX);
        Some(match action {
            Action::Up => self.step(-1),
            Action::Down => self.step(1),
            Action::PageUp => self.step(-page),
            Action::PageDown => self.step(page),
            Action::HalfUp => self.step(-(page / 2).max(1)),
            Action::HalfDown => self.step((page / 2).max(1)),
            Action::First => self.first(),
            Action::Last => self.last(),
            _ => return None,
        })
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
        // Half of what shows is passed over where one step leads beyond its edge, be it the first of many before it is
        // drawn.
        if by.unsigned_abs() == 1 && self.height > 0 {
            let above = self.above();
            self.scroll.fit_step(self.rows.len(), self.height, above);
        }
        self.scroll.selected != before
    }

    /// Selects the first item.
    pub fn first(&mut self) -> bool {
        let before = self.scroll.selected;
        self.scroll.selected = 0;
        self.leave_heading(true);
        before != self.scroll.selected
    }

    /// Selects the last item.
    pub fn last(&mut self) -> bool {
        let before = self.scroll.selected;
        self.scroll.selected = self.rows.len().saturating_sub(1);
        self.leave_heading(false);
        before != self.scroll.selected
    }

    /// Selects the first item under the next heading, or under the heading before; before the first heading, the first
    /// item of all, if it stands above that.
    pub fn step_heading(&mut self, forward: bool) -> bool {
        let here = self.scroll.selected;
        let above = self.headings_to(here);
        let target = if forward {
            self.heading_row(above)
        } else {
            // The heading one stands under, unless one stands right below it; then the one before.
            let own = above.checked_sub(1);
            let is_right_below = own.and_then(|own| self.heading_row(own)).is_some_and(|row| row + 1 == here);
            let target = if is_right_below { own.and_then(|own| own.checked_sub(1)) } else { own };
            let Some(row) = target.and_then(|number| self.heading_row(number)) else { return self.first() };
            Some(row)
        };
        match target.and_then(|row| self.item_after(row)) {
            Some(row) => {
                self.scroll.selected = row;
                true
            }
            None => false,
        }
    }

    fn item_after(&self, row: usize) -> Option<usize> {
        (row + 1..self.rows.len()).find(|&row| self.rows.get(row).is_some_and(|row| !row.is_heading()))
    }

    fn item_before(&self, row: usize) -> Option<usize> {
        (0..row).rev().find(|&row| self.rows.get(row).is_some_and(|row| !row.is_heading()))
    }

    /// From a heading to the nearest item in this direction.
    pub(super) fn leave_heading(&mut self, forward: bool) {
        if self.selected().is_none() {
            let here = self.scroll.selected;
            let found = if forward { self.item_after(here) } else { self.item_before(here) };
            self.scroll.selected = found.unwrap_or(here);
        }
    }
}
