//! What follows `ESC O` (SS3): arrows and function keys, and the keypad in its application mode.
//!
//! Some terminals put parameters in, which the standard does not know: foot and VTE tell of Control so.

use super::keys::{Parsed, key, letter_after_esc, with};
use super::parameters::Parameters;
use super::sequence::numbered;
use crate::tui::key::Key;

/// What the last byte says (xterm's "VT220-Style Function Keys" and "PC-Style", rxvt's arrows with Control). Terminals
/// do not agree on `l m Q R S`: as the entry into the program turns the keypad's application mode off, the rest of them
/// is told as most do.
const KEYS: &[(u8, Key)] = &[
    (b'A', Key::Up),
    (b'B', Key::Down),
    (b'C', Key::Right),
    (b'D', Key::Left),
    (b'H', Key::Home),
    (b'F', Key::End),
    (b'M', Key::Enter),
    (b'I', Key::Tab),
    (b' ', Key::Char(' ')),
    (b'X', Key::Char('=')),
    (b'a', Key::Up),
    (b'b', Key::Down),
    (b'c', Key::CtrlRight),
    (b'd', Key::CtrlLeft),
    (b'j', Key::Char('*')),
    (b'k', Key::Char('+')),
    (b'l', Key::Char(',')),
    (b'm', Key::Char('-')),
    (b'n', Key::Char('.')),
    (b'o', Key::Char('/')),
    (b'p', Key::Char('0')),
    (b'q', Key::Char('1')),
    (b'r', Key::Char('2')),
    (b's', Key::Char('3')),
    (b't', Key::Char('4')),
    (b'u', Key::Char('5')),
    (b'v', Key::Char('6')),
    (b'w', Key::Char('7')),
    (b'x', Key::Char('8')),
    (b'y', Key::Char('9')),
];

/// What these bytes after `ESC O` are.
pub(super) fn single_shift(bytes: &[u8]) -> Parsed {
    let Some((&last, parameters)) = bytes.split_last() else { return Parsed::Incomplete };
    let sent = Parameters(parameters);
    match last {
        b'0'..=b';' => Parsed::Incomplete,
        // The keypad's keys are numbered as the others are.
        b'~' => numbered(sent.number(0), sent.modifiers(1)),
        b' '..=b'~' => {
            let found = KEYS.iter().find(|(byte, _)| *byte == last);
            let modifiers = sent.modifiers(sent.count().saturating_sub(1));
            Parsed::Whole(found.map_or_else(Vec::new, |(_, found)| match found {
                // A keypad has no letters for Alt.
                Key::Char(_) => key(*found),
                found => key(with(*found, modifiers)),
            }))
        }
        // It was Alt and O, or has been cut off.
        _ if parameters.is_empty() => Parsed::Before(letter_after_esc(b'O'), 1),
        _ => Parsed::Before(Vec::new(), 1),
    }
}
