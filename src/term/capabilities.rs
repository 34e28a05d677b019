//! What the terminal can show, as far as its environment tells. What it tells itself when it is asked is the
//! [`session`](super::session)'s matter: some never answer.

use std::ffi::OsString;
use std::time::Duration;

use crate::term::decoder;
use crate::tui::theme::{DARK, Depth, LIGHT, MONO, PLAIN};

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
    /// What the terminal tells of itself in other variables.
    pub told: Told,
    /// `SSH_CONNECTION` or `SSH_TTY`: whether the terminal is at the other end of a line
    pub ssh: bool,
}

/// What some terminals tell of themselves, and what stands between them and the program.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// `TERM_PROGRAM`
    pub program: Option<String>,
    /// `VTE_VERSION`, as 5000 for 0.50.0
    pub vte: Option<String>,
    /// `KONSOLE_VERSION`, as 201200 for 20.12.0
    pub konsole: Option<String>,
    /// `WT_SESSION`: whether it is Windows Terminal
    pub windows_terminal: bool,
    /// `TMUX`, `STY` or `ZELLIJ`: whether something else draws on the terminal
    pub multiplexer: bool,
}

/// Beginnings of the names, and programs, of terminals that do something with links.
const LINKING: [&str; 6] = ["xterm-kitty", "kitty", "foot", "wezterm", "xterm-ghostty", "ghostty"];
const LINKING_PROGRAMS: [&str; 4] = ["WezTerm", "iTerm.app", "ghostty", "kitty"];
/// The first version of VTE, and of Konsole, that does.
const LINKING_VTE: u32 = 5000;
const LINKING_KONSOLE: u32 = 20_1200;

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

impl Environment {
    /// Reads it from the variables that are set.
    #[must_use]
    pub(crate) fn read(variable: &dyn Fn(&str) -> Option<OsString>) -> Self {
        let is_set = |name| variable(name).is_some_and(|value| !value.is_empty());
        let var = |name| variable(name).and_then(|value| value.into_string().ok());
        Self {
            term: var("TERM"),
            colorterm: var("COLORTERM"),
            no_color: var("NO_COLOR"),
            colorfgbg: var("COLORFGBG"),
            told: Told {
                program: var("TERM_PROGRAM"),
                vte: var("VTE_VERSION"),
                konsole: var("KONSOLE_VERSION"),
                windows_terminal: is_set("WT_SESSION"),
                multiplexer: ["TMUX", "STY", "ZELLIJ"].into_iter().any(is_set),
            },
            ssh: ["SSH_CONNECTION", "SSH_TTY"].into_iter().any(is_set),
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

    /// Whether the terminal may be asked for its background. The Linux console is never light, and its older ones write
    /// such questions on the screen.
    #[must_use]
    pub(crate) fn may_be_asked(&self) -> bool {
        // On Windows answers come as keys that are not decoded here.
        cfg!(unix) && self.is_known() && !self.is_console()
    }

    /// Whether the terminal is known to do something with links (OSC 8). What may stand between and not hand them on, and
    /// what merely ignores them, is told none: they take bytes.
    #[must_use]
    pub(crate) fn knows_links(&self) -> bool {
        let term = self.term.as_deref().unwrap_or_default().to_ascii_lowercase();
        let Told { program, vte, konsole, windows_terminal, multiplexer } = &self.told;
        // On Windows terminals have no name.
        let is_terminal = self.is_known() && !self.is_console() || self.term.is_none() && *windows_terminal;
        if *multiplexer || term.starts_with("tmux") || term.starts_with("screen") || !is_terminal {
            return false;
        }
        let is_from = |version: &Option<String>, first: u32| {
            version.as_deref().and_then(|version| version.parse::<u32>().ok()).is_some_and(|version| version >= first)
        };
        LINKING.iter().any(|name| term.starts_with(name))
            || program.as_deref().is_some_and(|program| LINKING_PROGRAMS.contains(&program))
            || is_from(vte, LINKING_VTE)
            || is_from(konsole, LINKING_KONSOLE)
            || *windows_terminal
    }

    fn is_console(&self) -> bool {
        self.term.as_deref() == Some("linux")
    }

    /// The theme that fits best without asking: mono without colours, light or dark where the background is said to
    /// be one of the 16 colours (7 and 15 are white), else what can be read on any.
    #[must_use]
    pub(crate) fn theme(&self) -> &'static str {
        let background = self.colorfgbg.as_deref().and_then(|colours| colours.rsplit(';').next());
        match (self.depth(), background) {
            (Depth::Never, _) => MONO,
            (_, Some("7" | "15")) => LIGHT,
            (_, Some(number)) if number.parse().is_ok_and(|number: u8| number < 15) => DARK,
            _ if self.is_console() => DARK,
            _ => PLAIN,
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
        assert_eq!((theme(Some("0;15")), theme(Some("15;default;0"))), (LIGHT, DARK));
        assert_eq!((theme(None), theme(Some("0;default"))), (PLAIN, PLAIN), "nobody knows");
        let console = Environment { term: Some("linux".to_owned()), ..Environment::default() };
        assert_eq!((console.theme(), console.may_be_asked()), (DARK, false));
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
    fn links_are_told_only_where_they_are_known_to_work() {
        let knows = |variables: &[(&str, &str)]| {
            let of =
                |name: &str| variables.iter().find(|(own, _)| *own == name).map(|(_, value)| OsString::from(value));
            Environment::read(&of).knows_links()
        };
        for term in ["xterm-kitty", "foot", "foot-extra", "wezterm", "xterm-ghostty"] {
            assert!(knows(&[("TERM", term)]), "{term}");
            assert!(!knows(&[("TERM", term), ("TMUX", "/tmp/tmux")]) && !knows(&[("TERM", term), ("STY", "1.tty")]));
        }
        for (name, value) in [
            ("TERM_PROGRAM", "iTerm.app"),
            ("TERM_PROGRAM", "WezTerm"),
            ("VTE_VERSION", "5000"),
            ("VTE_VERSION", "7600"),
            ("KONSOLE_VERSION", "220401"),
            ("WT_SESSION", "an id"),
        ] {
            assert!(knows(&[("TERM", "xterm-256color"), (name, value)]), "{name}");
            for term in ["tmux-256color", "screen.xterm-256color", "linux", "dumb", ""] {
                assert!(!knows(&[("TERM", term), (name, value)]), "{name} in {term}");
            }
        }
        assert!(knows(&[("WT_SESSION", "an id")]) && !knows(&[("VTE_VERSION", "7600")]), "on Windows no name is set");
        for (name, value) in [
            ("TERM_PROGRAM", "Apple_Terminal"),
            ("VTE_VERSION", "4999"),
            ("VTE_VERSION", "new"),
            ("KONSOLE_VERSION", "180400"),
            ("WT_SESSION", ""),
        ] {
            assert!(!knows(&[("TERM", "xterm-256color"), (name, value)]), "{name}={value}");
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
