//! What follows `ESC [` (CSI): parameters, and one byte that ends it (ECMA-48 5.4).

use super::extended::{self, codepoint, win32};
use super::keys::{Parsed, key, letter_after_esc, with};
use super::parameters::{Modifiers, Parameters};
use super::{Input, report};
use crate::tui::key::Key;

/// What these bytes after `ESC [` are.
pub(super) fn sequence(bytes: &[u8]) -> Parsed {
    let Some((&last, parameters)) = bytes.split_last() else { return Parsed::Incomplete };
    match (last, parameters) {
        // One of the Linux console's function keys.
        (_, [b'[']) => Parsed::Whole(Vec::new()),
        (_, [b'M', report @ ..]) => old_mouse(report, last),
        // rxvt's key with Shift; elsewhere it stands before the last byte.
        (b'$', _) if is_number_of_key(parameters) => meaning(parameters, b'~'),
        (b'[' | b'M', []) | (0x20..=0x3f, _) => Parsed::Incomplete,
        (0x40..=0x7e, _) => meaning(parameters, last),
        // It was Alt and a bracket, or nothing like this stands in a sequence: it has been cut off.
        (_, []) => Parsed::Before(letter_after_esc(b'['), 1),
        _ => Parsed::Before(Vec::new(), 1),
    }
}

/// A report of a mouse that knows no numbers, in three signs, each of one byte or put into UTF-8.
fn old_mouse(report: &[u8], last: u8) -> Parsed {
    let bytes = || report.iter().chain([&last]).copied();
    // A place too far right or down to be told is told as NUL.
    let is_beyond = last == 0 && !report.is_empty();
    if last < 0x20 && !is_beyond {
        // It was a function key.
        return Parsed::Before(Vec::new(), 1);
    }
    let text: Vec<u8> = bytes().collect();
    let signs = match std::str::from_utf8(&text) {
        Ok(text) => text.chars().count(),
        Err(error) if error.error_len().is_none() && text.len() < 3 => return Parsed::Incomplete,
        Err(_) => text.len(),
    };
    if signs < 3 { Parsed::Incomplete } else { Parsed::Whole(Vec::new()) }
}

/// Whether rxvt has a key of this number, and only of a number.
fn is_number_of_key(parameters: &[u8]) -> bool {
    parameters.iter().all(u8::is_ascii_digit) && matches!(Parameters(parameters).number(0), Some(1..=8 | 11..=34))
}

fn meaning(parameters: &[u8], last: u8) -> Parsed {
    let sent = Parameters(parameters);
    match (parameters.first(), last) {
        (Some(b'<'), _) => return whole(report::mouse(parameters.get(1..).unwrap_or_default(), last == b'M')),
        (Some(b'?'), b'c') => return Parsed::Whole(vec![Input::Answered]),
        (Some(b'<'..=b'?'), _) => return Parsed::Whole(Vec::new()),
        (_, b'u') => return Parsed::Whole(codepoint(sent)),
        (_, b'_') => return whole(win32(sent).map(Input::Key)),
        // xterm's modifyOtherKeys: the modifiers, then the character.
        (_, b'~') if sent.number(0) == Some(27) && sent.count() == 3 => {
            return whole(extended::key(sent.number(2), sent.modifiers(1)).map(Input::Key));
        }
        _ => {}
    }
    if sent.is_release(1) {
        return Parsed::Whole(Vec::new());
    }
    let modifiers = sent.modifiers(1);
    let found = match (last, sent.number(0)) {
        (b'Z', _) => Key::BackTab,
        // rxvt ends with `^` for Control, with `@` for that and Shift.
        (b'~' | b'^' | b'@', number) => return numbered(number, modifiers),
        // Small letters are rxvt's with Shift.
        (b'A', None | Some(1)) | (b'a', None) => Key::Up,
        (b'B', None | Some(1)) | (b'b', None) => Key::Down,
        (b'C', None | Some(1)) | (b'c', None) => Key::Right,
        (b'D', None | Some(1)) | (b'd', None) => Key::Left,
        (b'H', None | Some(1)) => Key::Home,
        (b'F', None | Some(1)) => Key::End,
        _ => return Parsed::Whole(Vec::new()),
    };
    Parsed::Whole(key(with(found, modifiers)))
}

/// The key of this number, as it ends with `~`.
pub(super) fn numbered(number: Option<u32>, modifiers: Modifiers) -> Parsed {
    let found = match number {
        Some(1 | 7) => Key::Home,
        Some(3) => Key::Delete,
        Some(4 | 8) => Key::End,
        Some(5) => Key::PageUp,
        Some(6) => Key::PageDown,
        _ => return Parsed::Whole(Vec::new()),
    };
    Parsed::Whole(key(with(found, modifiers)))
}

fn whole(input: Option<Input>) -> Parsed {
    Parsed::Whole(input.into_iter().collect())
}
