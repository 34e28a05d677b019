//! Styles by role, read from `assets/themes/*.ron`. No other file names a colour.
//!
//! A theme gives each role one of the 16 ANSI colours, on the terminal's own background, and may
//! refine it by an RGB value. How many colours are used is the terminal's matter: see [`Depth`].

mod role;
#[cfg(test)]
mod vision;

use serde::Deserialize;

pub use role::Role;

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
    /// The selected row where the keys go: a bar over all of it, laid last. Where colours allow, what stands on it keeps
    /// its own; else all of it is reversed.
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

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

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
            let is_plain = |colour: Option<Color>| colour.is_none_or(|colour| colour == Color::Reset);
            assert!(theme.roles().iter().all(|role| is_plain(role.style().fg) && role.style().bg.is_none()));
        }
    }
}
