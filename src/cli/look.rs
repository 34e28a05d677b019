//! How the explorer may look, in the words the command line and the settings share.

use clap::ValueEnum;
use ratatui::symbols::Marker;

use crate::term::capabilities::Environment;
use crate::tui::symbols::{self, Symbols};
use crate::tui::theme::Depth;

pub(crate) use crate::tui::theme::AUTO;

/// How many colours are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// As many as the environment says the terminal has; none with `NO_COLOR`
    #[default]
    Auto,
    /// The terminal's own 16
    #[value(name = "16")]
    Ansi16,
    /// The 256 of xterm
    #[value(name = "256")]
    Xterm256,
    /// All
    True,
    /// None
    Never,
}

impl ColorChoice {
    /// How many there are then.
    pub(crate) fn depth(self, environment: &Environment) -> Depth {
        match self {
            Self::Auto if environment.refuses_color() => Depth::Never,
            Self::Auto => environment.depth(),
            Self::Ansi16 => Depth::Ansi16,
            Self::Xterm256 => Depth::Xterm256,
            Self::True => Depth::True,
            Self::Never => Depth::Never,
        }
    }
}

/// Whether text itself is to be ASCII: where the terminal's is in another encoding than UTF-8, as the environment says,
/// unless the command line, or else the settings, say that it is not.
pub(crate) fn only_ascii(
    option: Option<bool>,
    setting: impl FnOnce() -> Option<bool>,
    environment: &Environment,
) -> bool {
    !environment.shows_unicode() && option.or_else(setting) != Some(false)
}

/// What lines of charts are made of.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum MarkerChoice {
    /// Two by four dots a cell
    Braille,
    /// Full cells
    Block,
    /// One dot a cell
    Dot,
    /// The signs of --ascii
    Ascii,
}

impl MarkerChoice {
    /// These symbols, with lines made of this.
    pub(crate) fn apply(self, symbols: &Symbols) -> Symbols {
        let (unicode, ascii) = (&symbols::UNICODE, &symbols::ASCII);
        let (marker, lines, samples, halves) = match self {
            Self::Braille => (Marker::Braille, unicode.lines, unicode.samples, symbols.halves),
            Self::Block => (Marker::Block, ["█", "▓", "▒", "░"], ["███", "▓▓▓", "▒▒▒", "░░░"], unicode.halves),
            Self::Dot => (Marker::Dot, ["•", "◦", "▪", "▫"], ["•••", "◦◦◦", "▪▪▪", "▫▫▫"], unicode.halves),
            Self::Ascii => (Marker::Dot, ascii.lines, ascii.samples, ascii.halves),
        };
        Symbols { marker, lines, samples, halves, ..symbols.clone() }
    }
}
