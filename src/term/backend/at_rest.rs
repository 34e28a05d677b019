//! What the terminal shows, kept smaller yet while nothing is drawn: a visit among many is seldom drawn. Signs are kept as
//! text, and looks for as long as they stay the same.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Write;

use super::LeanBackend;
use super::shown_rows::ShownRows;
use crate::term::shown_cell::{Ink, ShownCell};
use crate::text::width;

thread_local! {
    /// Rows that nobody needs at the moment, of which the next screen that is drawn in this thread takes the room.
    static SPARE: RefCell<Vec<Vec<ShownCell>>> = const { RefCell::new(Vec::new()) };
}

/// Rows of cells, kept small.
#[derive(Debug, Default)]
pub(super) struct AtRest {
    /// The characters, or what stands for none and for several.
    characters: Box<str>,
    several: BTreeMap<(u16, u16), Box<str>>,
    /// How many cells each row has.
    rows: Box<[u16]>,
    looks: Box<[(u16, Ink)]>,
}

impl AtRest {
    /// These rows, of which the room is left.
    fn of(shown: &mut ShownRows) -> Self {
        let (mut characters, mut looks) = (String::new(), Vec::<(u16, Ink)>::new());
        for cell in shown.rows.iter().flatten() {
            characters.push(cell.character());
            match looks.last_mut() {
                Some((count, last)) if *last == cell.ink && *count < u16::MAX => *count += 1,
                _ => looks.push((1, cell.ink)),
            }
        }
        let rows = shown.rows.iter().map(|row| u16::try_from(row.len()).unwrap_or(u16::MAX));
        let several = std::mem::take(&mut shown.several);
        Self { characters: characters.into(), several, rows: rows.collect(), looks: looks.into() }
    }

    /// The rows, in the room of these, whatever stands there.
    fn into_rows(self, mut room: Vec<Vec<ShownCell>>) -> ShownRows {
        room.resize_with(self.rows.len(), Vec::new);
        let mut characters = self.characters.chars();
        let mut looks = self.looks.iter().flat_map(|(count, look)| std::iter::repeat_n(*look, usize::from(*count)));
        for ((y, row), length) in (0..).zip(&mut room).zip(&self.rows) {
            row.clear();
            row.reserve_exact(usize::from(*length));
            row.extend((0..*length).zip(&mut characters).zip(&mut looks).map(|((x, character), look)| {
                let columns = || self.several.get(&(y, x)).map_or(0, |sign| width(sign));
                ShownCell::of_character(character, look, columns)
            }));
        }
        ShownRows { rows: room, several: self.several }
    }
}

impl<W: Write> LeanBackend<W> {
    /// Keeps what the terminal shows small, until more is drawn.
    pub(in crate::term) fn rest(&mut self) {
        if self.at_rest.is_none() {
            self.at_rest = Some(AtRest::of(&mut self.shown));
            SPARE.set(std::mem::take(&mut self.shown.rows));
        }
    }

    /// Goes on with what the terminal shows.
    pub(super) fn rouse(&mut self) {
        if let Some(at_rest) = self.at_rest.take() {
            self.shown = at_rest.into_rows(SPARE.take());
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Cell;
    use ratatui::style::{Color, Modifier, Style};

    use super::*;

    fn any_cell() -> impl Strategy<Value = Cell> {
        let sign = prop_oneof![
            Just(" ".to_owned()),
            Just(String::new()),
            Just("मै".to_owned()),
            Just("東".to_owned()),
            "[a-z]",
            Just("e\u{301}".to_owned())
        ];
        let colour = prop_oneof![Just(Color::Reset), Just(Color::Cyan), Just(Color::Rgb(1, 2, 3))];
        (sign, colour.clone(), colour, any::<bool>()).prop_map(|(sign, fg, bg, is_bold)| {
            let mut cell = Cell::default();
            let modifier = if is_bold { Modifier::BOLD } else { Modifier::empty() };
            cell.set_symbol(&sign).set_style(Style::new().fg(fg).bg(bg).add_modifier(modifier));
            cell
        })
    }

    fn any_rows() -> impl Strategy<Value = ShownRows> {
        proptest::collection::vec((0_u16..9, 0_u16..6, any_cell()), 0..40).prop_map(|cells| {
            let mut rows = ShownRows::default();
            for (x, y, cell) in cells {
                rows.put((x, y), &cell, 9);
            }
            rows
        })
    }

    proptest! {
        #[test]
        fn what_is_kept_small_comes_back_as_it_was(rows in any_rows(), before in any_rows()) {
            let mut kept = rows.clone();
            prop_assert_eq!(AtRest::of(&mut kept).into_rows(before.rows), rows);
        }
    }
}
