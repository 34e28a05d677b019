//! Styles by role, read from `assets/themes/*.ron`. No other file names a colour.
//!
//! A theme gives each role one of the 16 ANSI colours, on the terminal's own background, and may
//! refine it by an RGB value. How many colours are used is the terminal's matter: see [`Depth`].
//! As long as nobody knows whether the background is light or dark, [`PLAIN`] can be read on both.

mod recolour;
mod role;
#[cfg(test)]
mod vision;

use std::sync::OnceLock;

use serde::Deserialize;

pub use recolour::Recolouring;
pub use role::Role;

/// How many colours may be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None: bold, underline and reverse only.
    #[default]
    Never,
    /// The first eight, which all that have colours know.
    Ansi8,
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
    /// What it is called.
    #[serde(skip)]
    pub name: &'static str,
    /// In how many colours it is.
    #[serde(skip)]
    pub depth: Depth,
    /// Plain text.
    pub text: Role,
    /// What matters less.
    pub dim: Role,
    /// The name of what is shown.
    pub title: Role,
    /// Headings of lists and sections.
    pub heading: Role,
    /// The selected row where the keys go: a bar over all of it, laid last. Where colours allow, what stands on it
    /// keeps its own; else all of it is reversed.
    pub selected: Role,
    /// The selected row of a pane the keys do not go to, likewise.
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
    /// What fills a chart where a balance is below zero.
    pub fill_negative: Role,
    /// What fills a chart where a balance is above zero.
    pub fill_positive: Role,
    /// The land of a map.
    pub land: Role,
    /// The sea of a map, where it is drawn at all.
    pub sea: Role,
    /// A key in hints and help.
    pub key: Role,
    /// What needs attention.
    pub warning: Role,
}

/// A theme that does not exist.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum ThemeError {
    /// No theme of this name.
    #[error("there is no theme “{0}”; the themes are {names} and {AUTO}", names = Theme::names().join(", "))]
    Unknown(String),
    /// The theme's file does not read.
    #[error("the theme does not read: {0}")]
    Broken(String),
}

/// What stands for the theme that suits the terminal’s background.
pub const AUTO: &str = "auto";
/// The theme for any background, in the terminal's own colours.
pub const PLAIN: &str = "plain";
/// The theme for dark backgrounds.
pub const DARK: &str = "dark";
/// The theme for light ones.
pub const LIGHT: &str = "light";
/// The theme without colours.
pub const MONO: &str = "mono";

static THEMES: [(&str, &str); 4] = [
    (DARK, include_str!("../../assets/themes/dark.ron")),
    (LIGHT, include_str!("../../assets/themes/light.ron")),
    (MONO, include_str!("../../assets/themes/mono.ron")),
    (PLAIN, include_str!("../../assets/themes/plain.ron")),
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
        let (name, text) =
            THEMES.iter().find(|(known, _)| *known == name).ok_or_else(|| ThemeError::Unknown(name.to_owned()))?;
        let mut theme: Self = ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
            .from_str(text)
            .map_err(|error| ThemeError::Broken(error.to_string()))?;
        (theme.name, theme.depth) = (name, depth);
        for role in theme.roles() {
            role.resolve(depth);
        }
        Ok(theme)
    }

    /// The name of the theme for a background of which the terminal told that it is light, or not.
    #[must_use]
    pub fn for_background(is_light: bool) -> &'static str {
        if is_light { LIGHT } else { DARK }
    }

    fn roles(&mut self) -> [&mut Role; 24] {
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
            &mut self.fill_negative,
            &mut self.fill_positive,
            &mut self.land,
            &mut self.sea,
            &mut self.key,
            &mut self.warning,
        ]
    }
}

/// All themes in so many colours, each made when it is first asked for.
#[derive(Debug, Default)]
pub struct Themes {
    depth: Depth,
    made: [OnceLock<Theme>; THEMES.len()],
}

impl Themes {
    /// Those of so many colours.
    #[must_use]
    pub fn new(depth: Depth) -> Self {
        Self { depth, ..Self::default() }
    }

    /// The theme of this name.
    ///
    /// # Errors
    /// Where there is no such theme.
    pub fn get(&self, name: &str) -> Result<&Theme, ThemeError> {
        let unknown = || ThemeError::Unknown(name.to_owned());
        let place = THEMES.iter().position(|(known, _)| *known == name).ok_or_else(unknown)?;
        let made = self.made.get(place).ok_or_else(unknown)?;
        if let Some(theme) = made.get() {
            return Ok(theme);
        }
        let theme = Theme::named(name, self.depth)?;
        Ok(made.get_or_init(|| theme))
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    #[test]
    fn every_theme_reads_in_every_depth() {
        for name in Theme::names() {
            for depth in [Depth::Never, Depth::Ansi8, Depth::Ansi16, Depth::Xterm256, Depth::True] {
                assert!(Theme::named(name, depth).is_ok(), "{name}");
            }
        }
        assert!(matches!(Theme::named("neon", Depth::Ansi16), Err(ThemeError::Unknown(_))));
    }

    #[test]
    fn themes_are_made_once() {
        let themes = Themes::new(Depth::True);
        let dark = themes.get(DARK).unwrap();
        assert!(std::ptr::eq(dark, themes.get(DARK).unwrap()) && dark.name == DARK && dark.depth == Depth::True);
        assert!(themes.get("neon").is_err());
    }

    #[test]
    fn what_fits_any_background_names_no_colour_of_one() {
        // Black, white, and what palettes make nearly as dark or as light as either.
        let told = [Color::Reset, Color::Red, Color::Magenta];
        for depth in [Depth::Ansi16, Depth::Xterm256, Depth::True] {
            let mut theme = Theme::named(PLAIN, depth).unwrap();
            for role in theme.roles() {
                let style = role.style();
                assert!(style.bg.is_none() && style.fg.is_none_or(|colour| told.contains(&colour)), "{style:?}");
            }
        }
    }

    #[test]
    fn without_colour_there_are_only_modifiers() {
        for name in Theme::names() {
            let mut theme = Theme::named(name, Depth::Never).unwrap_or_else(|error| panic!("{error}"));
            let is_plain = |colour: Option<Color>| colour.is_none_or(|colour| colour == Color::Reset);
            assert!(theme.roles().iter().all(|role| is_plain(role.style().fg) && role.style().bg.is_none()));
        }
    }
}
