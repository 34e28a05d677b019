//! Styles by role, read from `assets/themes/*.ron`. No other file names a colour.
//!
//! A theme gives each role one of the 16 ANSI colours, on the terminal's own background, and may
//! refine it by an RGB value. How many colours are used is the terminal's matter: see [`Depth`].

use std::str::FromStr;

use ratatui::style::{Color, Modifier, Style};
use serde::{Deserialize, Deserializer};

/// How many colours may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// None: bold, underline and reverse only.
    Never,
    /// The terminal's 16.
    Ansi16,
    /// The 256 of xterm.
    Xterm256,
    /// Any.
    True,
}

/// Every style of the program, by what it is for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Plain text.
    pub text: Role,
    /// What matters less.
    pub dim: Role,
    /// The name of what is shown.
    pub title: Role,
    /// Headings of lists and sections.
    pub heading: Role,
    /// The selected row where the keys go.
    pub selected: Role,
    /// The selected row of a pane the keys do not go to.
    pub selected_away: Role,
    /// Frames.
    pub border: Role,
    /// The frame of the pane the keys go to.
    pub border_focus: Role,
    /// Dates.
    pub date: Role,
    /// What a query matched.
    pub matched: Role,
    /// Something Enter follows.
    pub link: Role,
    /// Numbers of sources, and the sources.
    pub source: Role,
    /// The sign of what an exam asks.
    pub core: Role,
    /// Where sources disagree.
    pub conflict: Role,
    /// The first line of a chart.
    pub first: Role,
    /// The second line of a chart.
    pub second: Role,
    /// Below zero.
    pub negative: Role,
    /// Above zero.
    pub positive: Role,
    /// A key in hints and help.
    pub key: Role,
    /// What needs attention.
    pub warning: Role,
}

/// The style of one role.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Role {
    fg: Option<Name>,
    bg: Option<Name>,
    rgb: Option<Name>,
    bold: bool,
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

    fn resolve(&mut self, depth: Depth) {
        let refined = |ansi: Option<Name>| match (depth, self.rgb) {
            (Depth::Never, _) => None,
            (Depth::Xterm256, Some(Name(Color::Rgb(r, g, b)))) => Some(Color::Indexed(nearest_xterm(r, g, b))),
            (Depth::True, Some(Name(rgb))) => Some(rgb),
            _ => ansi.map(|Name(color)| color),
        };
        let bg = self.bg.filter(|_| depth != Depth::Never).map(|Name(color)| color);
        let mut style = Style { fg: refined(self.fg), bg, ..Style::default() };
        for (on, modifier) in
            [(self.bold, Modifier::BOLD), (self.underline, Modifier::UNDERLINED), (self.reverse, Modifier::REVERSED)]
        {
            if on {
                style = style.add_modifier(modifier);
            }
        }
        self.style = style;
    }
}

/// A theme that does not exist.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum ThemeError {
    /// No theme of this name.
    #[error("there is no theme “{0}”; the themes are {names}", names = Theme::names().join(", "))]
    Unknown(String),
    /// The theme's file does not read.
    #[error("the theme does not read: {0}")]
    Broken(String),
}

static THEMES: [(&str, &str); 3] = [
    ("dark", include_str!("../../assets/themes/dark.ron")),
    ("light", include_str!("../../assets/themes/light.ron")),
    ("mono", include_str!("../../assets/themes/mono.ron")),
];

impl Theme {
    /// The themes there are.
    #[must_use]
    pub fn names() -> Vec<&'static str> {
        THEMES.iter().map(|(name, _)| *name).collect()
    }

    /// The theme of this name, in so many colours.
    ///
    /// # Errors
    /// Where there is no such theme.
    pub fn named(name: &str, depth: Depth) -> Result<Self, ThemeError> {
        let (_, text) =
            THEMES.iter().find(|(known, _)| *known == name).ok_or_else(|| ThemeError::Unknown(name.to_owned()))?;
        let mut theme: Self = ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
            .from_str(text)
            .map_err(|error| ThemeError::Broken(error.to_string()))?;
        for role in theme.roles() {
            role.resolve(depth);
        }
        Ok(theme)
    }

    fn roles(&mut self) -> [&mut Role; 20] {
        [
            &mut self.text,
            &mut self.dim,
            &mut self.title,
            &mut self.heading,
            &mut self.selected,
            &mut self.selected_away,
            &mut self.border,
            &mut self.border_focus,
            &mut self.date,
            &mut self.matched,
            &mut self.link,
            &mut self.source,
            &mut self.core,
            &mut self.conflict,
            &mut self.first,
            &mut self.second,
            &mut self.negative,
            &mut self.positive,
            &mut self.key,
            &mut self.warning,
        ]
    }
}

/// The nearest of xterm's 6×6×6 cube and grey ramp (colours 16 to 255), by squared distance.
fn nearest_xterm(r: u8, g: u8, b: u8) -> u8 {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let distance = |a: [u8; 3]| -> u32 { a.iter().zip([r, g, b]).map(|(&x, y)| u32::from(x.abs_diff(y)).pow(2)).sum() };
    let cube = (0..216_u8).map(|index| {
        let level = |step: u8| LEVELS.get(usize::from(step)).copied().unwrap_or_default();
        (16 + index, [level(index / 36), level(index / 6 % 6), level(index % 6)])
    });
    let grey = (0..24_u8).map(|index| (232 + index, [8 + 10 * index; 3]));
    cube.chain(grey).min_by_key(|(_, rgb)| distance(*rgb)).map_or(7, |(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_reads_in_every_depth() {
        for name in Theme::names() {
            for depth in [Depth::Never, Depth::Ansi16, Depth::Xterm256, Depth::True] {
                assert!(Theme::named(name, depth).is_ok(), "{name}");
            }
        }
        assert!(matches!(Theme::named("neon", Depth::Ansi16), Err(ThemeError::Unknown(_))));
    }

    #[test]
    fn without_colour_there_are_only_modifiers() {
        for name in Theme::names() {
            let mut theme = Theme::named(name, Depth::Never).unwrap_or_else(|error| panic!("{error}"));
            assert!(theme.roles().iter().all(|role| role.style.fg.is_none() && role.style.bg.is_none()));
        }
    }

    /// Contrast of two colours by WCAG 2.2, 1 to 21.
    fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
        let channel = |value: u8| {
            let share = f64::from(value) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = |[r, g, b]: [u8; 3]| 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn refined_colours_can_be_read_on_the_backgrounds_their_theme_is_for() {
        // Plain text needs 4.5 (AA); frames, which are no text, need 3 (WCAG 1.4.11).
        let dark = [[0, 0, 0], [0x1e, 0x1e, 0x2e], [0x28, 0x2c, 0x34]];
        let light = [[0xff, 0xff, 0xff], [0xfd, 0xf6, 0xe3], [0xf5, 0xf5, 0xf5]];
        for (name, backgrounds) in [("dark", dark), ("light", light)] {
            let mut theme = Theme::named(name, Depth::True).unwrap();
            let border = theme.border.style.fg;
            for role in theme.roles() {
                let Some(fg @ Color::Rgb(r, g, b)) = role.style.fg else { continue };
                let least = if Some(fg) == border { 3.0 } else { 4.5 };
                for background in backgrounds {
                    let reached = contrast([r, g, b], background);
                    assert!(reached >= least, "{name}: {fg} on {background:?}: {reached:.2}");
                }
            }
        }
    }

    #[test]
    fn the_nearest_of_256_is_near() {
        assert_eq!(nearest_xterm(255, 255, 255), 231);
        assert_eq!(nearest_xterm(0, 0, 0), 16);
        assert_eq!(nearest_xterm(128, 128, 128), 244);
    }
}
