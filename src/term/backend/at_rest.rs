//! What the terminal shows, kept small while nothing is drawn: cells are large, and a visit among many is seldom drawn.
//! Signs are kept as text, and looks for as long as they stay the same.

use std::cell::RefCell;
use std::io::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::LeanBackend;

/// Stands for the second half of a wide sign, and before and after one of several characters. Nobody sees a control character.
const HALF: char = '\u{1}';
const BEGIN: char = '\u{2}';
const END: char = '\u{3}';

thread_local! {
    /// Rows that nobody needs at the moment, of which the next screen that is drawn in this thread takes the room.
    static SPARE: RefCell<Vec<Vec<Cell>>> = const { RefCell::new(Vec::new()) };
}

/// Rows of cells, kept small.
#[derive(Debug, Default)]
pub(super) struct AtRest {
    signs: Box<str>,
    /// How many cells each row has.
    rows: Box<[u16]>,
    looks: Box<[(u16, Look)]>,
}

/// How a cell looks.
type Look = (Color, Color, Modifier);

impl AtRest {
    fn of(rows: &[Vec<Cell>]) -> Self {
        let (mut signs, mut looks) = (String::new(), Vec::<(u16, Look)>::new());
        for cell in rows.iter().flatten() {
            let mut characters = cell.symbol().chars();
            match (characters.next(), characters.next()) {
                (None, _) => signs.push(HALF),
                (Some(sign), None) => signs.push(sign),
                (Some(_), Some(_)) => {
                    signs.push(BEGIN);
                    signs.push_str(cell.symbol());
                    signs.push(END);
                }
            }
            let look = (cell.fg, cell.bg, cell.modifier);
            match looks.last_mut() {
                Some((count, last)) if *last == look && *count < u16::MAX => *count += 1,
                _ => looks.push((1, look)),
            }
        }
        let rows = rows.iter().map(|row| u16::try_from(row.len()).unwrap_or(u16::MAX));
        Self { signs: signs.into(), rows: rows.collect(), looks: looks.into() }
    }

    /// Puts the cells into these rows, whatever stands there.
    fn put_into(&self, rows: &mut Vec<Vec<Cell>>) {
        rows.resize_with(self.rows.len(), Vec::new);
        let mut signs = self.signs.chars();
        let mut looks = self.looks.iter().flat_map(|(count, look)| std::iter::repeat_n(*look, usize::from(*count)));
        let mut text = String::new();
        for (row, cells) in rows.iter_mut().zip(&self.rows) {
            row.resize_with(usize::from(*cells), Cell::default);
            for cell in row {
                match signs.next() {
                    None | Some(HALF) => cell.set_symbol(""),
                    Some(BEGIN) => {
                        text.clear();
                        text.extend(signs.by_ref().take_while(|sign| *sign != END));
                        cell.set_symbol(&text)
                    }
                    Some(sign) => cell.set_char(sign),
                };
                (cell.fg, cell.bg, cell.modifier) = looks.next().unwrap_or_default();
            }
        }
    }
}

impl<W: Write> LeanBackend<W> {
    /// Keeps what the terminal shows small, until more is drawn.
    pub(in crate::term) fn rest(&mut self) {
        if self.at_rest.is_none() {
            self.at_rest = Some(AtRest::of(&self.rows));
            SPARE.set(std::mem::take(&mut self.rows));
        }
    }

    /// Goes on with what the terminal shows.
    pub(super) fn rouse(&mut self) {
        if let Some(at_rest) = self.at_rest.take() {
            self.rows = SPARE.take();
            at_rest.put_into(&mut self.rows);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::Style;

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

    proptest! {
        #[test]
        fn what_is_kept_small_comes_back_as_it_was(
            rows in proptest::collection::vec(proptest::collection::vec(any_cell(), 0..9), 0..6),
            mut before in proptest::collection::vec(proptest::collection::vec(any_cell(), 0..9), 0..6),
        ) {
            AtRest::of(&rows).put_into(&mut before);
            prop_assert_eq!(before, rows);
        }
    }
}
