//! What the bytes that have come so far are: the beginning of something, a key, or more than one thing. Without time.

use super::keys::{Parsed, after_esc, control, key, letter_after_esc};
use super::sequence::sequence;
use super::single_shift::single_shift;
use super::{ESC, Input, LONGEST_STRING};
use crate::tui::key::Key;

const BEL: u8 = 0x07;
/// Ends a string of the terminal's where controls have eight bits.
const STRING_TERMINATOR: u8 = 0x9c;
/// What begins a paste, after `ESC [`.
const PASTE: &[u8] = b"200~";

/// What is being swallowed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Skip {
    /// A control sequence that is too long, up to its last byte.
    Sequence,
    /// A string of the terminal's, up to its terminator: how much has come of it, whether the last byte was ESC, and
    /// whether its terminator may be a control of eight bits.
    String {
        /// Bytes so far.
        length: usize,
        /// Whether the last was ESC.
        escaped: bool,
        /// Whether it was begun by a control of eight bits.
        eight_bit: bool,
    },
}

/// What a byte is to what is being swallowed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Swallowed {
    /// A part of it, after which this is still to be swallowed.
    Part(Skip),
    /// Its last byte.
    Last,
    /// None of it: it was cut off. Whether the ESC before the byte is none of it either.
    Other {
        /// Whether there was one.
        escaped: bool,
    },
}

impl Skip {
    /// What this byte is to it.
    pub(super) fn after(self, byte: u8) -> Swallowed {
        match self {
            Self::Sequence if (0x40..=0x7e).contains(&byte) => Swallowed::Last,
            Self::Sequence => Swallowed::Part(self),
            Self::String { escaped: true, .. } if byte == b'\\' => Swallowed::Last,
            Self::String { eight_bit: true, .. } if byte == STRING_TERMINATOR => Swallowed::Last,
            Self::String { .. } if byte == BEL => Swallowed::Last,
            // No string has a control within it, but what pads it: its end was lost, and this is a key.
            Self::String { escaped, .. } if escaped || (1..0x20).contains(&byte) && byte != ESC => {
                Swallowed::Other { escaped }
            }
            Self::String { length, .. } if length >= LONGEST_STRING => Swallowed::Last,
            Self::String { length, eight_bit, .. } => {
                Swallowed::Part(Self::String { length: length + 1, escaped: byte == ESC, eight_bit })
            }
        }
    }
}

/// How a control character of ECMA-48's C1 was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Control {
    /// As an ESC and a letter.
    SevenBits,
    /// As it is.
    EightBits,
    /// As it is, put into UTF-8.
    InUtf8,
}

/// Writes a control of eight bits at the beginning as the two of seven that say the same; tells how it was written, if
/// there was one. Terminals send such where another program left them on (S8C1T).
pub(super) fn spell_out(pending: &mut Vec<u8>) -> Option<Control> {
    let (control, written) = match pending.as_slice() {
        [control] => (*control, Control::EightBits),
        [0xc2, control] => (*control, Control::InUtf8),
        _ => return None,
    };
    let (0x90 | 0x8f | 0x9b | 0x9d | 0x9f) = control else { return None };
    *pending = vec![ESC, control - 0x40];
    Some(written)
}

/// Whether what follows an ESC may be a key pressed with Alt, or one that sends what a report of the mouse begins with.
pub(super) fn may_be_key(rest: &[u8]) -> bool {
    matches!(rest, [b'[' | b'O' | b']' | b'P' | b'_'] | [b'[', b'M', ..])
}

/// What these bytes are.
pub(super) fn parse(bytes: &[u8]) -> Parsed {
    match bytes {
        [] | [ESC] | [ESC, ESC] => Parsed::Incomplete,
        [ESC, ESC, b'[' | b'O', ..] => with_alt(bytes.get(1..).unwrap_or_default()),
        // Esc, and then something with Alt.
        [ESC, ESC, ..] => Parsed::Before(key(Key::Esc), bytes.len() - 1),
        [ESC, rest @ ..] => escaped(rest),
        [byte @ 0..=0x7f, ..] => Parsed::Whole(control(*byte).map(Input::Key).into_iter().collect()),
        _ => character(bytes, Input::Key),
    }
}

/// What follows an ESC.
fn escaped(rest: &[u8]) -> Parsed {
    match rest {
        [b'[', rest @ ..] if rest == PASTE => Parsed::Paste,
        [b'[', rest @ ..] => sequence(rest),
        [b'O', rest @ ..] => single_shift(rest),
        [b']' | b'P' | b'_'] => Parsed::Incomplete,
        // Answers of terminals begin so; nothing else does.
        [b']', b'0'..=b'9' | b'l' | b'L', ..]
        | [b'P', b'0'..=b'9' | b'>' | b'!' | b'$' | b'+', ..]
        | [b'_', b'G', ..] => Parsed::String,
        [letter @ (b']' | b'P' | b'_'), _, ..] => Parsed::Before(letter_after_esc(*letter), 1),
        // Alt and Backspace, which deletes a word wherever text is typed.
        [0x7f | 0x08, ..] => Parsed::Whole(key(Key::Ctrl('w'))),
        // Shift and Tab on the Linux console.
        [b'\t', ..] => Parsed::Whole(key(Key::BackTab)),
        // Enter and what is typed with Control, too: an Esc before it is not to be lost.
        [byte @ 0..=0x7f, ..] => Parsed::Whole(control(*byte).map(after_esc).into_iter().collect()),
        _ => character(rest, after_esc),
    }
}

/// What follows an ESC that stands before a whole sequence: as rxvt and many others tell of Alt.
fn with_alt(rest: &[u8]) -> Parsed {
    match escaped(rest.get(1..).unwrap_or_default()) {
        Parsed::Whole(mut said) => {
            match said.as_mut_slice() {
                [] => {}
                [input @ Input::Key(_)] => {
                    if let Input::Key(key) = *input {
                        *input = after_esc(key);
                    }
                }
                // No key has such a name: Esc, and then an answer or the mouse.
                _ => said.insert(0, Input::Key(Key::Esc)),
            }
            Parsed::Whole(said)
        }
        Parsed::Paste | Parsed::String => Parsed::Before(key(Key::Esc), rest.len()),
        Parsed::Before(mut said, count) => {
            said.insert(0, Input::Key(Key::Esc));
            Parsed::Before(said, count)
        }
        Parsed::Incomplete => Parsed::Incomplete,
    }
}

/// A character beyond ASCII, of two to four bytes.
fn character(bytes: &[u8], input: fn(Key) -> Input) -> Parsed {
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let found = text.chars().next().filter(|c| !c.is_control());
            Parsed::Whole(found.map(|c| input(Key::Char(c))).into_iter().collect())
        }
        Err(error) if error.error_len().is_none() => Parsed::Incomplete,
        // The byte that cannot go on may begin something; alone it begins nothing.
        Err(_) if bytes.len() > 1 => Parsed::Before(Vec::new(), 1),
        Err(_) => Parsed::Whole(Vec::new()),
    }
}
