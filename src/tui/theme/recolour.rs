//! What was drawn in one reader's theme, in that of another: by what each colour stands for, so that it can be read on
//! the other's background, and in as many colours as theirs has.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};

use super::Theme;

/// What each colour of one theme is in another.
#[derive(Debug)]
pub struct Recolouring {
    roles: Vec<(Style, Style)>,
    selected: (Style, Style),
}

impl Recolouring {
    /// From one theme to another.
    #[must_use]
    pub fn new(from: &Theme, to: &Theme) -> Self {
        let styles = |theme: &Theme| theme.clone().roles().map(|role| role.style());
        let selected = (from.selected.style(), to.selected.style());
        Self { roles: styles(from).into_iter().zip(styles(to)).collect(), selected }
    }

    /// Gives a cell the colours of the other theme; what it says, and what is bold or underlined, stays.
    pub fn apply(&self, cell: &mut Cell) {
        let (fg, bg) = (cell.fg, cell.bg);
        cell.fg = self.foreground(fg);
        if bg == Color::Reset {
            return;
        }
        let bar = |(from, _): &&(Style, Style)| from.bg == Some(bg);
        // The bar of the selected row is what must be seen before all.
        let to = [self.selected].iter().chain(&self.roles).find(bar).map_or(self.selected.1, |(_, to)| *to);
        cell.bg = to.bg.unwrap_or(Color::Reset);
        if to.bg.is_none() {
            if to.add_modifier.contains(Modifier::REVERSED) {
                // Reversed as a whole: of several colours it would be a row of patches.
                cell.fg = Color::Reset;
            }
            cell.modifier |= to.add_modifier;
        }
    }

    fn foreground(&self, colour: Color) -> Color {
        if colour == Color::Reset {
            return colour;
        }
        let role = self.roles.iter().find(|(from, _)| from.fg == Some(colour));
        role.and_then(|(_, to)| to.fg).unwrap_or(Color::Reset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::{DARK, Depth, LIGHT, MONO, PLAIN};

    const DEPTHS: [Depth; 5] = [Depth::Never, Depth::Ansi8, Depth::Ansi16, Depth::Xterm256, Depth::True];

    fn themes() -> Vec<Theme> {
        let of = |name: &str| DEPTHS.map(|depth| Theme::named(name, depth).unwrap());
        [DARK, LIGHT, MONO, PLAIN].into_iter().flat_map(of).collect()
    }

    fn cell(style: Style) -> Cell {
        let mut cell = Cell::new("x");
        cell.set_style(style);
        cell
    }

    #[test]
    fn only_colours_of_the_readers_own_theme_are_left() {
        for from in themes() {
            for to in themes() {
                let recolouring = Recolouring::new(&from, &to);
                let own: Vec<Style> = to.clone().roles().map(|role| role.style()).to_vec();
                for role in from.clone().roles() {
                    let mut cell = cell(role.style());
                    recolouring.apply(&mut cell);
                    let is_own = |colour: Color| {
                        colour == Color::Reset || own.iter().any(|style| [style.fg, style.bg].contains(&Some(colour)))
                    };
                    assert!(is_own(cell.fg) && is_own(cell.bg), "{} {:?}: {cell:?}", to.name, to.depth);
                }
            }
        }
    }

    #[test]
    fn the_selected_row_is_seen_in_every_theme() {
        for from in themes().iter().filter(|theme| theme.name != PLAIN) {
            for to in themes().iter().filter(|theme| theme.name != PLAIN) {
                let mut cell = cell(from.selected.style());
                Recolouring::new(from, to).apply(&mut cell);
                let is_seen = cell.bg != Color::Reset || cell.modifier.contains(Modifier::REVERSED);
                assert!(is_seen, "{} {:?} to {} {:?}: {cell:?}", from.name, from.depth, to.name, to.depth);
            }
        }
    }

    #[test]
    fn in_the_same_theme_nothing_changes() {
        for theme in themes() {
            let recolouring = Recolouring::new(&theme, &theme);
            for role in theme.clone().roles() {
                let before = cell(role.style());
                let mut after = before.clone();
                recolouring.apply(&mut after);
                assert_eq!(before, after, "{} {:?}", theme.name, theme.depth);
            }
        }
    }
}
