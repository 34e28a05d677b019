//! What the terminal can show, as far as its environment tells. The terminal itself is asked only
//! when the user wants that ([`asked_theme`]): some never answer.

use std::ffi::OsString;
use std::time::Duration;

use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

use crate::term::decoder;
use crate::tui::theme::Depth;

/// What the environment says that matters here.
#[derive(Clone, Debug, Default)]
pub(crate) struct Environment {
    /// `TERM`
    pub term: Option<String>,
    /// `COLORTERM`
    pub colorterm: Option<String>,
    /// `NO_COLOR`
    pub no_color: Option<String>,
    /// `COLORFGBG`, in which some terminals tell their colours: `15;0`
    pub colorfgbg: Option<String>,
    /// `SSH_CONNECTION` or `SSH_TTY`: whether the terminal is at the other end of a line
    pub ssh: bool,
}

/// Beginnings of the names of terminals that know the sequences the explorer is drawn with.
const KNOWN: [&str; 31] = [
    "alacritty",
    "ansi",
    "contour",
    "cygwin",
    "eterm",
    "foot",
    "ghostty",
    "gnome",
    "iterm",
    "kitty",
    "konsole",
    "linux",
    "mintty",
    "mlterm",
    "ms-terminal",
    "ms-vt",
    "nsterm",
    "putty",
    "rio",
    "rxvt",
    "screen",
    "st",
    "teraterm",
    "terminator",
    "terminology",
    "tmux",
    "vscode",
    "vt",
    "vte",
    "wezterm",
    "xterm",
];
/// Names that begin like one of those and know less.
const UNKNOWN: [&str; 3] = ["vt52", "vt05", "vt50"];

/// How long a terminal may take to tell its background.
const PATIENCE: Duration = Duration::from_millis(100);

/// The theme for the terminal's background by its own answer, or by the environment where it gives none.
#[must_use]
pub(crate) fn asked_theme(environment: &Environment) -> &'static str {
    let mut options = QueryOptions::default();
    options.timeout = PATIENCE;
    match theme_mode(options) {
        Ok(ThemeMode::Light) => LIGHT,
        Ok(ThemeMode::Dark) => DARK,
        Err(_) => environment.theme(),
    }
}

const LIGHT: &str = "light";
const DARK: &str = "dark";
const MONO: &str = "mono";

impl Environment {
    /// Reads it from the variables that are set.
    #[must_use]
    pub(crate) fn read(variable: &dyn Fn(&str) -> Option<OsString>) -> Self {
        let var = |name| variable(name).and_then(|value| value.into_string().ok());
        Self {
            term: var("TERM"),
            colorterm: var("COLORTERM"),
            no_color: var("NO_COLOR"),
            colorfgbg: var("COLORFGBG"),
            ssh: ["SSH_CONNECTION", "SSH_TTY"].iter().any(|name| variable(name).is_some()),
        }
    }

    /// Whether the terminal is of a kind on which the explorer can be drawn.
    #[must_use]
    pub(crate) fn is_known(&self) -> bool {
        let term = self.term.as_deref().unwrap_or_default().to_ascii_lowercase();
        let begins = |names: &[&str]| names.iter().any(|name| term.starts_with(name));
        begins(&KNOWN) && !begins(&UNKNOWN)
    }

    /// How long an Esc is held back for what it may be the beginning of.
    #[must_use]
    pub(crate) fn patience(&self) -> Duration {
        if self.ssh { decoder::FAR } else { decoder::NEAR }
    }

    /// The theme that fits best without asking: mono without colours, light where the background is said to
    /// be white (7 or 15 of the 16 colours), else dark.
    #[must_use]
    pub(crate) fn theme(&self) -> &'static str {
        let background = self.colorfgbg.as_deref().and_then(|colours| colours.rsplit(';').next());
        match (self.depth(), background) {
            (Depth::Never, _) => MONO,
            (_, Some("7" | "15")) => LIGHT,
            _ => DARK,
        }
    }

    /// Whether colours are not wanted: `NO_COLOR` counts when it is set and not empty (no-color.org).
    #[must_use]
    pub(crate) fn refuses_color(&self) -> bool {
        self.no_color.as_deref().is_some_and(|value| !value.is_empty())
    }

    /// How many colours may be used.
    #[must_use]
    pub(crate) fn depth(&self) -> Depth {
        let says =
            |variable: &Option<String>, word: &str| variable.as_deref().is_some_and(|value| value.contains(word));
        if self.refuses_color() || says(&self.term, "dumb") {
            Depth::Never
        } else if says(&self.colorterm, "truecolor") || says(&self.colorterm, "24bit") || says(&self.term, "direct") {
            Depth::True
        } else if says(&self.term, "256color") {
            Depth::Xterm256
        } else {
            Depth::Ansi16
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth(term: &str, colorterm: &str, no_color: Option<&str>) -> Depth {
        Environment {
            term: Some(term.to_owned()),
            colorterm: Some(colorterm.to_owned()),
            no_color: no_color.map(str::to_owned),
            ..Environment::default()
        }
        .depth()
    }

    #[test]
    fn the_environment_may_tell_the_background() {
        let theme = |colours: Option<&str>| {
            Environment { colorfgbg: colours.map(str::to_owned), ..Environment::default() }.theme()
        };
        assert_eq!((theme(Some("0;15")), theme(Some("15;default;0")), theme(None)), (LIGHT, DARK, DARK));
        assert_eq!(Environment { no_color: Some("1".to_owned()), ..Environment::default() }.theme(), MONO);
    }

    #[test]
    fn terminals_are_known_by_name() {
        let known =
            |term: Option<&str>| Environment { term: term.map(str::to_owned), ..Environment::default() }.is_known();
        for term in
            ["xterm", "xterm-256color", "xterm-kitty", "screen.xterm-256color", "tmux-256color", "linux", "vt220"]
        {
            assert!(known(Some(term)), "{term}");
        }
        for term in [None, Some(""), Some("dumb"), Some("unknown"), Some("vt52"), Some("emacs"), Some("network")] {
            assert!(!known(term), "{term:?}");
        }
    }

    #[test]
    fn the_environment_tells_the_depth() {
        assert_eq!(depth("xterm-256color", "truecolor", None), Depth::True);
        assert_eq!(depth("xterm-256color", "", None), Depth::Xterm256);
        assert_eq!(depth("linux", "", None), Depth::Ansi16);
        assert_eq!(depth("dumb", "truecolor", None), Depth::Never);
        assert_eq!(depth("xterm-256color", "truecolor", Some("1")), Depth::Never);
        assert_eq!(depth("xterm-256color", "truecolor", Some("")), Depth::True);
    }
}
