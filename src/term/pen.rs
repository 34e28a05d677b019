//! The style a terminal writes in, changed with as few bytes as it takes (SGR, ECMA-48 8.3.117).

use std::io::{self, Write};

use ratatui::style::{Color, Modifier};

use super::shown_cell::{Ink, ShownCell};

/// What the terminal writes in now, and how it is told of another style.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pen {
    ink: Ink,
    /// Whether single modifiers can be switched off.
    switches_off: bool,
}

/// The modifiers told to a terminal, with the number that switches each on, and the one that switches it off.
const MODIFIERS: [(Modifier, u8, u8); 5] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::REVERSED, 7, 27),
];

/// Those two that are switched off together.
const INTENSITY: Modifier = Modifier::BOLD.union(Modifier::DIM);

/// Modifiers that show on a blank.
const ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED);

impl Pen {
    /// A pen in the terminal's own style; whether a terminal knows how to switch single modifiers off its entry tells.
    #[must_use]
    pub(super) fn new(switches_off: bool) -> Self {
        Self { ink: Ink::default(), switches_off }
    }

    /// Takes the style of a cell. A blank that shows no foreground leaves the pen as it is.
    ///
    /// # Errors
    /// What the writer refuses.
    pub(super) fn take(&mut self, cell: ShownCell, out: &mut impl Write) -> io::Result<()> {
        let shows_no_foreground = cell.is_space() && !(cell.ink.modifier | self.ink.modifier).intersects(ON_BLANKS);
        if shows_no_foreground && cell.ink.bg == self.ink.bg {
            return Ok(());
        }
        self.switch_to(cell.ink, out)
    }

    /// How many bytes it takes to take the style of a cell.
    pub(super) fn cost(mut self, cell: ShownCell) -> usize {
        let mut bytes = Vec::new();
        // Memory takes every byte.
        let _ = self.take(cell, &mut bytes);
        bytes.len()
    }

    /// How many bytes it takes to go from the style of one cell to that of another.
    pub(super) fn between(self, from: ShownCell, to: ShownCell) -> usize {
        Self { ink: from.ink, ..self }.cost(to)
    }

    /// Takes any style in which erasing leaves blanks of the terminal's own.
    ///
    /// # Errors
    /// What the writer refuses.
    pub(super) fn erase(&mut self, out: &mut impl Write) -> io::Result<()> {
        if self.ink.is_quiet() { Ok(()) } else { self.plain(out) }
    }

    /// Goes back to the terminal's own style.
    ///
    /// # Errors
    /// What the writer refuses.
    pub(super) fn plain(&mut self, out: &mut impl Write) -> io::Result<()> {
        self.switch_to(Ink::default(), out)
    }

    /// Goes back to the terminal's own style from any: whoever wrote there may have left another.
    ///
    /// # Errors
    /// What the writer refuses.
    pub(super) fn reset(&mut self, out: &mut impl Write) -> io::Result<()> {
        self.ink = Ink::default();
        out.write_all(b"\x1b[m")
    }

    fn switch_to(&mut self, next: Ink, out: &mut impl Write) -> io::Result<()> {
        if self.ink == next {
            return Ok(());
        }
        let keeps = self.ink.modifier.difference(next.modifier).is_empty();
        // A number that is left out is that which switches everything off.
        let anew = [vec![String::new()], changes(Ink::default(), next)].concat().join(";");
        let changed = (keeps || self.switches_off).then(|| changes(self.ink, next).join(";"));
        let codes = changed.filter(|changed| changed.len() <= anew.len() && next != Ink::default()).unwrap_or(anew);
        self.ink = next;
        write!(out, "\x1b[{codes}m")
    }
}

/// The numbers that make one style of another.
fn changes(from: Ink, next: Ink) -> Vec<String> {
    let removed = from.modifier.difference(next.modifier);
    let mut kept = from.modifier.intersection(next.modifier);
    let mut codes: Vec<String> = Vec::new();
    for (modifier, _, off) in MODIFIERS {
        let is_said = codes.last().is_some_and(|last| *last == off.to_string());
        if removed.contains(modifier) && !is_said {
            codes.push(off.to_string());
        }
    }
    if removed.intersects(INTENSITY) {
        kept.remove(INTENSITY);
    }
    let added = next.modifier.difference(kept);
    codes.extend(MODIFIERS.iter().filter(|(modifier, ..)| added.contains(*modifier)).map(|(_, on, _)| on.to_string()));
    codes.extend((next.fg != from.fg).then(|| code(next.fg, 30)));
    codes.extend((next.bg != from.bg).then(|| code(next.bg, 40)));
    codes
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

    fn written(cells: &[ShownCell]) -> String {
        written_by(Pen::default(), cells)
    }

    fn written_by(mut pen: Pen, cells: &[ShownCell]) -> String {
        let mut out = Vec::new();
        for cell in cells {
            pen.take(*cell, &mut out).unwrap();
        }
        pen.plain(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn cell(symbol: &str, fg: Color, modifier: Modifier) -> ShownCell {
        ShownCell::new(symbol, Ink { fg, bg: Color::Reset, modifier })
    }

    #[test]
    fn only_what_changes_is_said() {
        let (cyan, bold) = (cell("a", Color::Cyan, Modifier::empty()), cell("b", Color::Cyan, Modifier::BOLD));
        assert_eq!(written(&[cyan, cyan]), "\x1b[36m\x1b[m");
        assert_eq!(written(&[cyan, bold]), "\x1b[36m\x1b[1m\x1b[m");
        assert_eq!(written(&[bold, cyan]), "\x1b[1;36m\x1b[;36m\x1b[m");
        assert_eq!(written(&[cyan, cell(" ", Color::Red, Modifier::empty()), cyan]), "\x1b[36m\x1b[m");
        assert_eq!(written(&[cell(" ", Color::Reset, Modifier::REVERSED)]), "\x1b[7m\x1b[m");
    }

    #[test]
    fn a_modifier_is_switched_off_by_itself_where_that_is_known_and_shorter() {
        let (blue, bold) = (Color::Rgb(143, 188, 255), Modifier::BOLD);
        let (plain, heavy, faint) =
            (cell("a", blue, Modifier::empty()), cell("b", blue, bold), cell("c", blue, Modifier::DIM));
        let cells = [heavy, plain];
        assert_eq!(written_by(Pen::new(true), &cells), "\x1b[1;38;2;143;188;255m\x1b[22m\x1b[m");
        assert_eq!(written(&cells), "\x1b[1;38;2;143;188;255m\x1b[;38;2;143;188;255m\x1b[m");
        let both = cell("d", blue, bold | Modifier::DIM);
        assert_eq!(written_by(Pen::new(true), &[both, faint]), "\x1b[1;2;38;2;143;188;255m\x1b[22;2m\x1b[m");
        let cells = [cell("e", Color::Reset, Modifier::UNDERLINED | bold), cell("f", Color::Cyan, Modifier::empty())];
        assert_eq!(written_by(Pen::new(true), &cells), "\x1b[1;4m\x1b[;36m\x1b[m", "all at once is shorter");
    }
}
