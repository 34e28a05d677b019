//! The style a terminal writes in, changed with as few bytes as it takes (SGR, ECMA-48 8.3.117).

use std::io::{self, Write};

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// What the terminal writes in now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// The modifiers told to a terminal, with the number that switches each on.
const MODIFIERS: [(Modifier, u8); 5] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::REVERSED, 7),
];

/// Modifiers that show on a blank.
const ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED);

impl Pen {
    /// Takes the style of a cell. A blank that shows no foreground leaves the pen as it is.
    ///
    /// # Errors
    /// What the writer refuses.
    pub(super) fn take(&mut self, cell: &Cell, out: &mut impl Write) -> io::Result<()> {
        let shows_no_foreground = cell.symbol() == " " && !(cell.modifier | self.modifier).intersects(ON_BLANKS);
        if shows_no_foreground && cell.bg == self.bg {
            return Ok(());
        }
        self.switch_to(Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }, out)
    }

    /// Goes back to the terminal's own style.
    ///
    /// # Errors
    /// What the writer refuses.
    pub(super) fn plain(&mut self, out: &mut impl Write) -> io::Result<()> {
        self.switch_to(Self::default(), out)
    }

    fn switch_to(&mut self, next: Self, out: &mut impl Write) -> io::Result<()> {
        if *self == next {
            return Ok(());
        }
        let mut codes: Vec<String> = Vec::new();
        // Switching a modifier off takes as much as switching everything off.
        let from = if self.modifier.difference(next.modifier).is_empty() { *self } else { Self::default() };
        if from != *self || next == Self::default() {
            codes.push(String::new());
        }
        if next != Self::default() {
            let added = next.modifier.difference(from.modifier);
            codes.extend(
                MODIFIERS.iter().filter(|(modifier, _)| added.contains(*modifier)).map(|(_, code)| code.to_string()),
            );
            codes.extend((next.fg != from.fg).then(|| code(next.fg, 30)));
            codes.extend((next.bg != from.bg).then(|| code(next.bg, 40)));
        }
        *self = next;
        write!(out, "\x1b[{}m", codes.join(";"))
    }
}

/// The code of a colour; `base` is 30 for the foreground and 40 for the background.
fn code(color: Color, base: u8) -> String {
    let bright = base + 60;
    match color {
        Color::Reset => (base + 9).to_string(),
        Color::Black => base.to_string(),
        Color::Red => (base + 1).to_string(),
        Color::Green => (base + 2).to_string(),
        Color::Yellow => (base + 3).to_string(),
        Color::Blue => (base + 4).to_string(),
        Color::Magenta => (base + 5).to_string(),
        Color::Cyan => (base + 6).to_string(),
        Color::Gray => (base + 7).to_string(),
        Color::DarkGray => bright.to_string(),
        Color::LightRed => (bright + 1).to_string(),
        Color::LightGreen => (bright + 2).to_string(),
        Color::LightYellow => (bright + 3).to_string(),
        Color::LightBlue => (bright + 4).to_string(),
        Color::LightMagenta => (bright + 5).to_string(),
        Color::LightCyan => (bright + 6).to_string(),
        Color::White => (bright + 7).to_string(),
        Color::Indexed(index) => format!("{};5;{index}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: &[Cell]) -> String {
        let (mut pen, mut out) = (Pen::default(), Vec::new());
        for cell in cells {
            pen.take(cell, &mut out).unwrap();
        }
        pen.plain(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn cell(symbol: &'static str, fg: Color, modifier: Modifier) -> Cell {
        let mut cell = Cell::new(symbol);
        cell.set_fg(fg);
        cell.modifier = modifier;
        cell
    }

    #[test]
    fn only_what_changes_is_said() {
        let (cyan, bold) = (cell("a", Color::Cyan, Modifier::empty()), cell("b", Color::Cyan, Modifier::BOLD));
        assert_eq!(written(&[cyan.clone(), cyan.clone()]), "\x1b[36m\x1b[m");
        assert_eq!(written(&[cyan.clone(), bold.clone()]), "\x1b[36m\x1b[1m\x1b[m");
        assert_eq!(written(&[bold, cyan.clone()]), "\x1b[1;36m\x1b[;36m\x1b[m");
        assert_eq!(written(&[cyan.clone(), cell(" ", Color::Red, Modifier::empty()), cyan]), "\x1b[36m\x1b[m");
        assert_eq!(written(&[cell(" ", Color::Reset, Modifier::REVERSED)]), "\x1b[7m\x1b[m");
    }
}
