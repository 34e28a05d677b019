//! The signs of a RON text, as a tolerant reader sees them. How they are found is in [`super::scan`].

use std::borrow::Cow;

/// A sign and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    /// What it is.
    pub(super) sign: Sign<'a>,
    /// Its first byte.
    pub(super) start: usize,
    /// The byte after it.
    pub(super) end: usize,
    /// The number of its line, from 0.
    pub(super) line: usize,
    /// How far its line is set in, in columns.
    pub(super) indent: usize,
    /// Whether it is the first sign of its line.
    pub(super) is_first: bool,
}

/// What stands at a place.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sign<'a> {
    /// An opening bracket.
    Open(Bracket),
    /// A closing bracket.
    Close(Bracket),
    /// A comma, or what was meant as one.
    Comma,
    /// A colon, or what was meant as one.
    Colon,
    /// A text in quotation marks, without them.
    Text(Cow<'a, str>),
    /// A number.
    Number,
    /// A name: a field, a value of a list of words, `true`.
    Word,
    /// What is none of these and stands for a text or a number: `2011-08-01`, `5%`.
    Bare,
    /// A quotation mark that closes what none opened.
    StrayQuote,
    /// A sign that has no meaning here.
    Odd,
    /// The end of the file.
    End,
}

/// The sorts of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Bracket {
    /// `( )`
    Round,
    /// `[ ]`
    Square,
    /// `{ }`
    Curly,
}

impl Bracket {
    /// How it closes.
    pub(super) fn closing(self) -> char {
        match self {
            Self::Round => ')',
            Self::Square => ']',
            Self::Curly => '}',
        }
    }

    /// How it opens.
    pub(super) fn opening(self) -> char {
        match self {
            Self::Round => '(',
            Self::Square => '[',
            Self::Curly => '{',
        }
    }

    /// The bracket that opens with this sign.
    pub(super) fn opened_by(c: char) -> Option<Self> {
        [Self::Round, Self::Square, Self::Curly].into_iter().find(|bracket| bracket.opening() == c)
    }

    /// The bracket that closes with this sign.
    pub(super) fn closed_by(c: char) -> Option<Self> {
        [Self::Round, Self::Square, Self::Curly].into_iter().find(|bracket| bracket.closing() == c)
    }
}
