//! A cell as a terminal shows it, far smaller than ratatui's: what shows is kept for as long as the program runs. Where it
//! stands, and the text of a sign of several characters, are the [`backend`](super::backend)'s.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use crate::text::width;

/// Stands for the second half of a wide sign, and for a sign of several characters. Nobody sees a control character.
const HALF: char = '\u{1}';
const SEVERAL: char = '\u{2}';

/// The style of a cell, as a terminal has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ink {
    pub(super) fg: Color,
    pub(super) bg: Color,
    pub(super) modifier: Modifier,
}

impl Ink {
    pub(super) fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Whether it leaves blanks blank.
    pub(super) fn is_quiet(self) -> bool {
        self.bg == Color::Reset && !self.modifier.intersects(Modifier::UNDERLINED.union(Modifier::REVERSED))
    }
}

/// A sign and how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ShownCell {
    sign: char,
    columns: u8,
    pub(super) ink: Ink,
}

impl ShownCell {
    /// What stands where nothing was written yet.
    pub(super) const BLANK: Self =
        Self { sign: ' ', columns: 1, ink: Ink { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() } };

    /// A sign in this style; no sign is the second half of the one before.
    pub(super) fn new(sign: &str, ink: Ink) -> Self {
        let mut characters = sign.chars();
        let only = match (characters.next(), characters.next()) {
            (None, _) => HALF,
            (Some(only), None) => only,
            (Some(_), Some(_)) => SEVERAL,
        };
        Self { sign: only, columns: u8::try_from(width(sign)).unwrap_or(u8::MAX), ink }
    }

    /// What [`Self::character`] is told of: of a sign of several characters, how many columns it takes is told as well.
    pub(super) fn of_character(character: char, ink: Ink, columns_of_several: impl FnOnce() -> usize) -> Self {
        let columns = match character {
            HALF => 0,
            SEVERAL => columns_of_several(),
            character => width(character.encode_utf8(&mut [0; 4])),
        };
        Self { sign: character, columns: u8::try_from(columns).unwrap_or(u8::MAX), ink }
    }

    /// The character, or what stands for none and for several.
    pub(super) fn character(self) -> char {
        self.sign
    }

    /// The sign, if it is one of one character.
    pub(super) fn only_character(self) -> Option<char> {
        (!self.is_half() && !self.is_several()).then_some(self.sign)
    }

    /// How many columns the sign takes; the second half of a wide one takes none of its own.
    pub(super) fn columns(self) -> u16 {
        u16::from(self.columns)
    }

    /// Whether it is the second half of a wide sign.
    pub(super) fn is_half(self) -> bool {
        self.sign == HALF
    }

    /// Whether its sign is of several characters.
    pub(super) fn is_several(self) -> bool {
        self.sign == SEVERAL
    }

    /// Whether its sign is a space.
    pub(super) fn is_space(self) -> bool {
        self.sign == ' '
    }

    /// Whether nothing shows on it, so that it can be written in whatever style leaves blanks blank.
    pub(super) fn is_blank(self) -> bool {
        self.is_space() && self.ink.is_quiet()
    }

    /// Whether nothing shows on it at all: a blank on the terminal's own background.
    pub(super) fn is_plain_blank(self) -> bool {
        (self.is_space() || self.is_half()) && self.ink.bg == Color::Reset && self.ink.modifier.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_less_than_half_as_large_as_the_cell_that_is_drawn() {
        assert!(size_of::<ShownCell>() * 2 < size_of::<Cell>());
    }

    #[test]
    fn a_sign_is_one_character_or_several_or_the_half_of_one() {
        let of = |sign| ShownCell::new(sign, Ink::default());
        let told = |cell: ShownCell| (cell.only_character(), cell.columns(), cell.is_half(), cell.is_several());
        assert_eq!(told(of("東")), (Some('東'), 2, false, false));
        assert_eq!(told(of("")), (None, 0, true, false));
        assert_eq!(told(of("e\u{301}")), (None, 1, false, true));
        assert_eq!(of(" "), ShownCell::BLANK);
        for sign in ["a", "東", "", "मै"] {
            let cell = of(sign);
            assert_eq!(ShownCell::of_character(cell.character(), cell.ink, || width(sign)), cell);
        }
    }
}
