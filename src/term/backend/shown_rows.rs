//! What the terminal shows, row by row, as far as it was drawn. A sign of one character stands in its cell; those of several,
//! which are few, stand beside by their place. What is written of it, and how, is not said here.

use std::collections::BTreeMap;
use std::io::{self, Write};

use ratatui::buffer::Cell;

use crate::term::shown_cell::{Ink, ShownCell};

/// The rows of a screen.
#[derive(Debug, Default)]
#[cfg_attr(test, derive(Clone, PartialEq))]
pub(super) struct ShownRows {
    pub(super) rows: Vec<Vec<ShownCell>>,
    /// The signs of several characters, by row and column.
    pub(super) several: BTreeMap<(u16, u16), Box<str>>,
}

/// What was written over.
#[derive(Clone, Copy, Debug)]
pub(super) struct WrittenOver {
    /// Half of a wide sign is left behind what was written.
    pub(super) leaves_half: bool,
    /// A sign of another width than one column, or a half of one, stood there.
    pub(super) was_wide: bool,
}

impl ShownRows {
    /// Forgets all of them.
    pub(super) fn clear(&mut self) {
        self.rows.clear();
        self.several.clear();
    }

    /// A row, as far as it was written.
    pub(super) fn row(&self, y: u16) -> &[ShownCell] {
        self.rows.get(usize::from(y)).map_or(&[], Vec::as_slice)
    }

    /// The cell at a place, if anything was written there.
    pub(super) fn at(&self, x: u16, y: u16) -> Option<ShownCell> {
        self.row(y).get(usize::from(x)).copied()
    }

    /// The same as it would be drawn.
    pub(super) fn drawn_at(&self, x: u16, y: u16) -> Option<Cell> {
        let shown = self.at(x, y)?;
        let mut cell = Cell::EMPTY;
        match shown.only_character() {
            Some(character) => cell.set_char(character),
            None => cell.set_symbol(self.several(x, y)),
        };
        (cell.fg, cell.bg, cell.modifier) = (shown.ink.fg, shown.ink.bg, shown.ink.modifier);
        Some(cell)
    }

    /// The sign of several characters at a place.
    pub(super) fn several(&self, x: u16, y: u16) -> &str {
        self.several.get(&(y, x)).map_or("", |sign| sign)
    }

    /// Whether what shows at a place of a row, and nothing shows where nothing was written, is this.
    pub(super) fn is(&self, shown: Option<&ShownCell>, (x, y): (u16, u16), cell: &Cell) -> bool {
        let shown = shown.copied().unwrap_or(ShownCell::BLANK);
        if shown.ink != Ink::of(cell) {
            return false;
        }
        match shown.only_character() {
            Some(character) => {
                let mut characters = cell.symbol().chars();
                characters.next() == Some(character) && characters.next().is_none()
            }
            None => self.several(x, y) == cell.symbol(),
        }
    }

    /// Writes the sign at a place, of which a half is none.
    ///
    /// # Errors
    /// What the writer refuses.
    pub(super) fn write_sign(&self, x: u16, y: u16, out: &mut impl Write) -> io::Result<()> {
        match self.at(x, y).and_then(ShownCell::only_character) {
            Some(character) => out.write_all(character.encode_utf8(&mut [0; 4]).as_bytes()),
            None => out.write_all(self.several(x, y).as_bytes()),
        }
    }

    /// Puts a cell at a place, of a screen of so many columns.
    pub(super) fn put(&mut self, (x, y): (u16, u16), cell: &Cell, columns_of_screen: u16) -> WrittenOver {
        let new = ShownCell::new(cell.symbol(), Ink::of(cell));
        let columns = new.columns().max(1);
        let leaves_half = self.at(x, y).is_some_and(|before| before.columns() > columns);
        let (from, to) = (usize::from(x), usize::from(x) + usize::from(columns));
        if self.rows.len() <= usize::from(y) {
            // A row that grew would have room for far more than a screen has.
            self.rows.resize_with(usize::from(y) + 1, || Vec::with_capacity(usize::from(columns_of_screen)));
        }
        let Some(row) = self.rows.get_mut(usize::from(y)) else {
            return WrittenOver { leaves_half, was_wide: false };
        };
        let was_wide = row.iter().take(to).skip(from).any(|before| before.columns() != 1);
        if row.len() < to {
            row.resize(to, ShownCell::BLANK);
        }
        // What stands under the second half of a wide character holds nothing of its own.
        let half = ShownCell::new("", new.ink);
        row.iter_mut()
            .take(to)
            .skip(from)
            .enumerate()
            .for_each(|(at, place)| *place = if at == 0 { new } else { half });
        if let Some(behind) = row.get_mut(to).filter(|_| leaves_half) {
            *behind = ShownCell::new(" ", new.ink);
        }
        for x in (x..=x.saturating_add(columns)).take(usize::from(columns) + usize::from(leaves_half)) {
            if self.several.is_empty() {
                break;
            }
            self.several.remove(&(y, x));
        }
        if new.is_several() {
            self.several.insert((y, x), cell.symbol().into());
        }
        WrittenOver { leaves_half, was_wide }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    fn put(rows: &mut ShownRows, x: u16, sign: &str) -> WrittenOver {
        let mut cell = Cell::default();
        cell.set_symbol(sign).set_fg(Color::Cyan);
        rows.put((x, 0), &cell, 9)
    }

    /// The signs of the first row, the halves of wide ones left out.
    fn signs(rows: &ShownRows) -> String {
        let mut out = Vec::new();
        (0..9).for_each(|x| rows.write_sign(x, 0, &mut out).unwrap());
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_sign_of_several_characters_is_there_until_it_is_written_over() {
        let mut rows = ShownRows::default();
        put(&mut rows, 0, "e\u{301}");
        put(&mut rows, 2, "मै");
        assert_eq!(signs(&rows), "e\u{301} मै");
        let kept = rows.drawn_at(0, 0).unwrap();
        assert_eq!((kept.symbol(), kept.fg), ("e\u{301}", Color::Cyan));
        assert!(rows.is(rows.row(0).first(), (0, 0), &kept));
        put(&mut rows, 0, "e");
        assert!(!rows.is(rows.row(0).first(), (0, 0), &kept));
        put(&mut rows, 2, "b");
        assert!(rows.several.is_empty());
    }

    #[test]
    fn half_of_a_wide_sign_that_is_written_over_is_told_of_and_blank() {
        let mut rows = ShownRows::default();
        put(&mut rows, 0, "東");
        assert!(rows.row(0)[1].is_half() && rows.row(0).len() == 2);
        let over = put(&mut rows, 0, "a");
        assert!(over.leaves_half && over.was_wide);
        assert_eq!(signs(&rows), "a ");
        let over = put(&mut rows, 0, "大");
        assert!(!over.leaves_half && !over.was_wide);
    }
}
