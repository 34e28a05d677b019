//! The style of one role: what a theme's file says of it, and what that is in so many colours.

use std::str::FromStr;

use ratatui::style::{Color, Modifier, Style};
use serde::{Deserialize, Deserializer};

use super::Depth;

/// The style of one role.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the terminal's")]
pub struct Role {
    /// One of the 16 colours of the terminal; `reset` is its own, also over something that has another.
    fg: Option<Name>,
    /// Takes its place where it can be shown.
    rgb: Option<Name>,
    /// The background, which only colours beyond the 16 can give quietly: it takes the place of `fg` and `reverse`, and
    /// leaves what stands on it its own colour.
    bar: Option<Name>,
    bold: bool,
    faint: bool,
    underline: bool,
    reverse: bool,
    #[serde(skip)]
    style: Style,
}

/// A colour by its name or `#rrggbb`.
#[derive(Clone, Copy, Debug)]
struct Name(Color);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Color::from_str(&text).map(Name).map_err(|_| serde::de::Error::custom(format!("“{text}” is no colour")))
    }
}

impl Role {
    /// The style to draw with.
    #[must_use]
    pub fn style(&self) -> Style {
        self.style
    }

    /// Makes the style of so many colours.
    pub(super) fn resolve(&mut self, depth: Depth) {
        let fine = |name: Option<Name>| match (depth, name) {
            (Depth::Xterm256, Some(Name(Color::Rgb(r, g, b)))) => Some(Color::Indexed(nearest_xterm(r, g, b))),
            (Depth::True, Some(Name(rgb))) => Some(rgb),
            _ => None,
        };
        let coarse = self.fg.filter(|Name(color)| depth != Depth::Never || *color == Color::Reset);
        let bar = fine(self.bar);
        let coarse = coarse.map(|Name(color)| if depth == Depth::Ansi8 { plainest(color) } else { color });
        let fg = fine(self.rgb).or(coarse).filter(|_| bar.is_none());
        let mut style = Style { fg, bg: bar, ..Style::default() };
        let reverse = self.reverse && bar.is_none();
        for (on, modifier) in [
            (self.bold, Modifier::BOLD),
            (self.faint, Modifier::DIM),
            (self.underline, Modifier::UNDERLINED),
            (reverse, Modifier::REVERSED),
        ] {
            if on && (bar.is_none() || modifier == Modifier::BOLD) {
                style = style.add_modifier(modifier);
            }
        }
        self.style = style;
    }
}

/// The nearest of the first eight colours; for the grey between black and white, which would not show, the terminal's
/// own.
fn plainest(color: Color) -> Color {
    match color {
        Color::LightRed => Color::Red,
        Color::LightGreen => Color::Green,
        Color::LightYellow => Color::Yellow,
        Color::LightBlue => Color::Blue,
        Color::LightMagenta => Color::Magenta,
        Color::LightCyan => Color::Cyan,
        Color::White => Color::Gray,
        Color::DarkGray => Color::Reset,
        color => color,
    }
}

/// The levels of red, green and blue in xterm's 6×6×6 cube.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The nearest of xterm's 6×6×6 cube and grey ramp (colours 16 to 255), by squared distance.
fn nearest_xterm(r: u8, g: u8, b: u8) -> u8 {
    let distance = |a: [u8; 3]| -> u32 { a.iter().zip([r, g, b]).map(|(&x, y)| u32::from(x.abs_diff(y)).pow(2)).sum() };
    (16..=255).min_by_key(|index| distance(xterm(*index))).unwrap_or(7)
}

/// What one of the colours 16 to 255 of xterm is made of.
pub(super) fn xterm(index: u8) -> [u8; 3] {
    let level = |step: u8| LEVELS.get(usize::from(step)).copied().unwrap_or_default();
    if let Some(step) = index.checked_sub(232) {
        return [8 + 10 * step; 3];
    }
    let index = index.saturating_sub(16);
    [level(index / 36), level(index / 6 % 6), level(index % 6)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_of_256_is_near() {
        assert_eq!(nearest_xterm(255, 255, 255), 231);
        assert_eq!(nearest_xterm(0, 0, 0), 16);
        assert_eq!(nearest_xterm(128, 128, 128), 244);
    }

    #[test]
    fn the_first_eight_colours_stand_for_all() {
        let of = |name: &str| {
            let mut role: Role = ron::from_str(&format!("(fg: Some(\"{name}\"))")).unwrap();
            role.resolve(Depth::Ansi8);
            role.style.fg
        };
        assert_eq!((of("light-blue"), of("cyan")), (Some(Color::Blue), Some(Color::Cyan)));
        assert_eq!((of("dark-gray"), of("white")), (Some(Color::Reset), Some(Color::Gray)));
    }

    #[test]
    fn a_bar_is_reversed_where_there_are_no_fine_colours() {
        let of = |depth| {
            let text = "(fg: Some(\"reset\"), bar: Some(\"#102030\"), reverse: true, bold: true)";
            let mut role: Role = ron::from_str(text).unwrap();
            role.resolve(depth);
            role.style
        };
        let reversed = Style::default().fg(Color::Reset).add_modifier(Modifier::BOLD | Modifier::REVERSED);
        assert_eq!((of(Depth::Never), of(Depth::Ansi16)), (reversed, reversed));
        let bar = Style::default().bg(Color::Rgb(0x10, 0x20, 0x30)).add_modifier(Modifier::BOLD);
        assert_eq!(of(Depth::True), bar, "what stands on it keeps its colour");
        assert_eq!(of(Depth::Xterm256).fg, None);
    }
}
