//! What the terminal can show, as far as its environment and the system's entry on it tell. What it tells itself when
//! it is asked is the [`session`](super::session)'s matter: some never answer.

use std::ffi::OsString;
use std::time::Duration;

use super::terminfo::{self, Capabilities, Terminal};
use crate::term::decoder;
use crate::tui::theme::{DARK, Depth, LIGHT, MONO, PLAIN};

/// What the environment says that matters here.
#[expect(clippy::struct_excessive_bools, reason = "each is said by itself")]
#[derive(Clone, Debug, Default)]
pub(crate) struct Environment {
    /// The terminal that `TERM` names, if it can be drawn on.
    terminal: Option<Terminal>,
    /// `TERM`
    term: String,
    /// The system has an entry on it.
    has_entry: bool,
    /// `COLORTERM` says that there are all colours.
    tells_all_colors: bool,
    /// `NO_COLOR` is set and not empty (no-color.org), to whatever.
    refuses_color: bool,
    /// `COLORFGBG`, in which some terminals tell their colours: `15;0`
    colorfgbg: Option<String>,
    /// What the terminal tells of itself in other variables.
    told: Told,
    /// `SSH_CONNECTION` or `SSH_TTY`: whether the terminal is at the other end of a line
    ssh: bool,
    /// Emacs shows what is written as text, in a shell or a compilation, as `INSIDE_EMACS` says.
    is_text_in_emacs: bool,
    /// The locale says that the terminal's text is in another encoding than UTF-8.
    is_other_encoding: bool,
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

impl Environment {
    /// Reads it from the variables that are set and the system's entry on the terminal, if there is one.
    #[must_use]
    pub(crate) fn read(variable: &dyn Fn(&str) -> Option<OsString>, entry: Option<&[u8]>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let var = |name| set(name).and_then(|value| value.into_string().ok());
        let term = var("TERM").unwrap_or_default();
        // Where no terminal has a name, this one knows what the system's knows.
        let nameless =
            (cfg!(windows) && term.is_empty()).then_some(Terminal { can: Capabilities::XTERM, depth: Depth::Ansi16 });
        let says = var("COLORTERM").unwrap_or_default().to_ascii_lowercase();
        // GNU screen hands on what stands in it outside, and knows less. tmux has a name like screen's and knows all.
        let is_in_screen = set("STY").is_some() && set("TMUX").is_none() && term.starts_with("screen");
        Self {
            terminal: nameless.or_else(|| terminfo::terminal(&term, entry)),
            tells_all_colors: matches!(says.as_str(), "truecolor" | "24bit") && !is_in_screen,
            refuses_color: set("NO_COLOR").is_some(),
            colorfgbg: var("COLORFGBG"),
            told: Told {
                program: var("TERM_PROGRAM"),
                vte: var("VTE_VERSION"),
                konsole: var("KONSOLE_VERSION"),
                windows_terminal: set("WT_SESSION").is_some(),
                multiplexer: ["TMUX", "STY", "ZELLIJ"].into_iter().any(|name| set(name).is_some()),
            },
            ssh: ["SSH_CONNECTION", "SSH_TTY"].into_iter().any(|name| set(name).is_some()),
            is_text_in_emacs: var("INSIDE_EMACS").is_some_and(|inside| is_text_in_emacs(&inside, &term)),
            is_other_encoding: is_other_encoding(&var),
            has_entry: entry.is_some(),
            term,
        }
    }

    /// Whether the explorer can be drawn on the terminal.
    #[must_use]
    pub(crate) fn can_be_drawn_on(&self) -> bool {
        self.terminal.is_some() && !self.is_text_in_emacs
    }

    /// Why it cannot be drawn on, where it cannot.
    #[must_use]
    pub(crate) fn why_not(&self) -> String {
        if self.is_text_in_emacs {
            "in this buffer Emacs shows text, and no screen can be drawn (`M-x ansi-term` gives a terminal)".to_owned()
        } else if self.term.is_empty() {
            "nothing says what terminal this is (TERM is not set), and so no screen can be drawn on it".to_owned()
        } else if self.has_entry || terminfo::is_unfit(&self.term) {
            format!("no screen can be drawn on a terminal of the kind “{}”, which TERM says this is", self.term)
        } else {
            let term = &self.term;
            format!("nothing is known of a terminal called “{term}”; if it is like xterm, try TERM=xterm-256color")
        }
    }

    /// What can be sent to the terminal.
    #[must_use]
    pub(crate) fn capabilities(&self) -> Capabilities {
        self.terminal.map_or(Capabilities::LEAST, |terminal| terminal.can)
    }

    /// Whether the terminal shows text beyond ASCII. Where no locale is set, nothing says that it does not: a visitor's
    /// terminal tells none, nor does a container's.
    #[must_use]
    pub(crate) fn shows_unicode(&self) -> bool {
        !self.is_other_encoding
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
        cfg!(unix) && self.can_be_drawn_on() && self.capabilities().commands
    }

    /// Whether the terminal is known to do something with links (OSC 8). What may stand between and not hand them on,
    /// and what merely ignores them, is told none: they take bytes.
    #[must_use]
    pub(crate) fn knows_links(&self) -> bool {
        let term = self.term.to_ascii_lowercase();
        let Told { program, vte, konsole, windows_terminal, multiplexer } = &self.told;
        let is_terminal = self.can_be_drawn_on() && !self.is_console();
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
        terminfo::is_console(&self.term)
    }

    /// The theme that fits so many colours best without asking: mono without any, light or dark where the background is
    /// said to be one of the 16 colours (7 and 15 are white), else what can be read on any.
    #[must_use]
    pub(crate) fn theme(&self, depth: Depth) -> &'static str {
        let background = self.colorfgbg.as_deref().and_then(|colours| colours.rsplit(';').next());
        match (depth, background) {
            (Depth::Never, _) => MONO,
            (_, Some("7" | "15")) => LIGHT,
            (_, Some(number)) if number.parse().is_ok_and(|number: u8| number < 15) => DARK,
            _ if self.is_console() => DARK,
            _ => PLAIN,
        }
    }

    /// Whether colours are not wanted, unless whoever is asked for more than the environment says otherwise.
    #[must_use]
    pub(crate) fn refuses_color(&self) -> bool {
        self.refuses_color
    }

    /// How many colours the terminal has, whether they are wanted or not.
    #[must_use]
    pub(crate) fn depth(&self) -> Depth {
        match self.terminal {
            Some(terminal) if terminal.depth > Depth::Never && self.tells_all_colors => Depth::True,
            Some(terminal) => terminal.depth,
            None => Depth::Never,
        }
    }
}

/// Whether Emacs shows what is written here as text: `INSIDE_EMACS` says `29.1,comint` in a shell, and `29.1,term:0.96`
/// in a terminal. In tmux and screen, which are terminals of their own, it is what they were started in.
fn is_text_in_emacs(inside: &str, term: &str) -> bool {
    let is_own_terminal = ["tmux", "screen"].iter().any(|name| term.starts_with(name));
    let is_text = |part: &str| matches!(part.trim(), "comint" | "compile" | "compilation" | "eshell");
    !is_own_terminal && inside.split(',').any(is_text)
}

/// Whether the locale says another encoding than UTF-8: the first of these that is set and not empty (POSIX,
/// "Environment Variables"), where one is. `C` and `POSIX` are ASCII. A name without an encoding says nothing of it:
/// the system knows which it is, and `en_IN` is UTF-8 as `en_IN.UTF-8` is.
fn is_other_encoding(var: &dyn Fn(&'static str) -> Option<String>) -> bool {
    let Some(locale) = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(var) else { return false };
    let (name, modifier) = locale.split_once('@').unwrap_or((&locale, ""));
    match name.split_once('.') {
        Some((_, encoding)) => !encoding.replace(['-', '_'], "").eq_ignore_ascii_case("utf8"),
        // That there is the sign of the euro was said of an encoding, ISO 8859-15.
        None => matches!(name, "C" | "POSIX") || modifier == "euro",
    }
}

#[cfg(test)]
mod tests;
