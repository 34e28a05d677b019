//! What a client has asked for before its visit begins: variables, a terminal, a command; each cleaned and bounded as
//! it comes. Pure: who may ask, and when, is the [`handler`](super::handler)'s matter.

use ratatui::layout::Size;

use super::guest::{Pty, Request};
use crate::term::visit::LARGEST;
use crate::text::sanitised;

/// The variables a visitor's terminal may tell. None of them names a file or a program.
const KNOWN: [&str; 10] = [
    "COLORTERM",
    "COLORFGBG",
    "NO_COLOR",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TERM_PROGRAM",
    "TERM_PROGRAM_VERSION",
    "VTE_VERSION",
    "KONSOLE_VERSION",
];
/// So many may be told, known or not, and no longer than this.
const MOST_VARIABLES: usize = 32;
const LONGEST_VARIABLE: usize = 256;
/// No terminal has a longer name.
const LONGEST_TERM: usize = 64;
/// What a terminal has that does not know its size.
const CLASSIC: Size = Size::new(80, 24);
/// Bytes of a command that are looked at; one that is longer is cut here, and then refused as too long.
const LONGEST_COMMAND: usize = 4096;

/// What a client has asked for so far.
#[derive(Debug, Default)]
pub(super) struct Asked {
    variables: usize,
    request: Request,
}

impl Asked {
    /// Takes a variable, if it is one that may be told; tells whether it is.
    pub(super) fn variable(&mut self, name: &str, value: &str) -> bool {
        self.variables = self.variables.saturating_add(1);
        let is_taken = self.variables <= MOST_VARIABLES && KNOWN.contains(&name) && value.len() <= LONGEST_VARIABLE;
        if is_taken {
            self.request.environment.retain(|(known, _)| known != name);
            self.request.environment.push((name.to_owned(), sanitised(value).into_owned()));
        }
        is_taken
    }

    /// Takes a terminal, if there is none yet; tells whether it is taken.
    pub(super) fn terminal(&mut self, term: &str, columns: u32, rows: u32) -> bool {
        let is_taken = self.request.terminal.is_none();
        if is_taken {
            // A terminal whose name cannot be one is one of which nothing is known.
            let term = if is_name(term) { term.to_owned() } else { String::new() };
            self.request.terminal = Some(Pty { term, size: size(columns, rows) });
        }
        is_taken
    }

    /// The terminal, if there is one, has another size.
    pub(super) fn resize(&mut self, columns: u32, rows: u32) {
        if let Some(terminal) = &mut self.request.terminal {
            terminal.size = size(columns, rows);
        }
    }

    /// All of it, with this command; without one, a shell.
    pub(super) fn request(self, command: Option<&[u8]>) -> Request {
        let command = command.map(|command| command.get(..LONGEST_COMMAND).unwrap_or(command).to_vec());
        Request { command, ..self.request }
    }
}

/// The size to draw at, of what a client says.
pub(super) fn size(columns: u32, rows: u32) -> Size {
    let at_most = |side: u32, most: u16| u16::try_from(side).map_or(most, |side| side.min(most));
    if columns == 0 || rows == 0 {
        return CLASSIC;
    }
    Size::new(at_most(columns, LARGEST.width), at_most(rows, LARGEST.height))
}

/// Whether this may be the name of a terminal.
fn is_name(term: &str) -> bool {
    let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-._+".contains(&byte);
    (1..=LONGEST_TERM).contains(&term.len()) && term.bytes().all(is_of_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_size_becomes_one_that_can_be_drawn() {
        for ((columns, rows), drawn) in [
            ((0, 0), CLASSIC),
            ((0, 50), CLASSIC),
            ((100, 0), CLASSIC),
            ((1, 1), Size::new(1, 1)),
            ((120, 40), Size::new(120, 40)),
            ((u32::MAX, u32::MAX), LARGEST),
            ((70_000, 40), Size::new(300, 40)),
        ] {
            assert_eq!(size(columns, rows), drawn, "{columns}x{rows}");
        }
    }

    #[test]
    fn the_name_of_a_terminal_is_one() {
        assert!(["xterm-256color", "tmux", "vt100+fnkeys", "st_0.9"].into_iter().all(is_name));
        let long = "x".repeat(65);
        assert!(!["", "../../etc", "a b", "xterm\u{1b}[c", "ज़", &long].into_iter().any(is_name));
    }
}
