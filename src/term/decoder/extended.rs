//! Keys told as characters and what is held down: kitty's protocol and `CSI u`, xterm's modifyOtherKeys, and the
//! records of Windows Terminal (win32-input-mode).
//!
//! None of them is asked for here. Another program may have left them on, some terminals send a few by themselves, and
//! the program must be left by its keys all the same.

use super::Input;
use super::keys::{control, with};
use super::parameters::{Modifiers, Parameters};
use crate::tui::key::Key;
use crate::tui::key::keyboards::latin;

const TAB: u32 = 9;
const ENTER: u32 = 13;
const ESC: u32 = 27;
const BACKSPACE: [u32; 2] = [8, 127];

/// Kitty's numbers of the keypad's characters, from 57399 on ("Functional key definitions").
const KEYPAD: [char; 18] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '/', '*', '-', '+', '\r', '=', ','];
const FIRST_OF_KEYPAD: u32 = 57399;

/// What `CSI number:shifted:base ; modifiers:event ; text u` says.
pub(super) fn codepoint(sent: Parameters<'_>) -> Vec<Input> {
    if sent.is_release(1) {
        return Vec::new();
    }
    let modifiers = sent.modifiers(1);
    let text = sent.parts(2).flatten().filter_map(char::from_u32).filter(|c| !c.is_control());
    let text: Vec<Input> = text.map(|c| Input::Key(Key::Char(c))).collect();
    let is_text = !modifiers.ctrl && !modifiers.alt && !modifiers.other;
    if is_text && !text.is_empty() {
        return text;
    }
    // Where a letter is none of a Latin keyboard, kitty tells what stands at its place on one.
    let number = match (sent.part(0, 1), sent.part(0, 2)) {
        (_, Some(base)) if modifiers.ctrl || modifiers.alt => Some(base),
        (Some(shifted), _) if modifiers.shift && !modifiers.ctrl => Some(shifted),
        _ => sent.number(0),
    };
    key(number, modifiers).map(Input::Key).into_iter().collect()
}

/// The key of this character with what is held down.
pub(super) fn key(number: Option<u32>, modifiers: Modifiers) -> Option<Key> {
    let number = number?;
    match number {
        TAB => return (!modifiers.alt).then_some(if modifiers.shift { Key::BackTab } else { Key::Tab }),
        ENTER => return Some(Key::Enter),
        ESC => return Some(Key::Esc),
        _ if BACKSPACE.contains(&number) => return Some(with(Key::Backspace, modifiers)),
        57417 => return Some(with(Key::Left, modifiers)),
        57418 => return Some(with(Key::Right, modifiers)),
        57419 => return Some(with(Key::Up, modifiers)),
        57420 => return Some(with(Key::Down, modifiers)),
        57421 => return Some(Key::PageUp),
        57422 => return Some(Key::PageDown),
        57423 => return Some(Key::Home),
        57424 => return Some(Key::End),
        57426 => return Some(Key::Delete),
        _ => {}
    }
    let keypad = number.checked_sub(FIRST_OF_KEYPAD).and_then(|place| KEYPAD.get(usize::try_from(place).ok()?));
    match keypad {
        Some('\r') => return Some(Key::Enter),
        Some(c) => return Some(Key::Char(*c)),
        None => {}
    }
    let c = char::from_u32(number).filter(|c| !c.is_control() && !is_private(*c))?;
    letter(c, modifiers)
}

/// Numbers of keys that are no characters.
fn is_private(c: char) -> bool {
    ('\u{e000}'..='\u{f8ff}').contains(&c)
}

/// A character with what is held down.
fn letter(c: char, modifiers: Modifiers) -> Option<Key> {
    match (modifiers.ctrl, modifiers.alt) {
        _ if modifiers.other => None,
        (true, true) => None,
        (true, false) => with_control(latin(c).unwrap_or(c).to_ascii_lowercase()),
        (false, is_alt) => {
            let c = if modifiers.shift == modifiers.caps_lock { c } else { c.to_ascii_uppercase() };
            Some(if is_alt { Key::Alt(c) } else { Key::Char(c) })
        }
    }
}

/// A character with Control, as it has always been sent: as one byte of the first 32.
fn with_control(c: char) -> Option<Key> {
    match c {
        'a'..='z' | '[' => match control(u8::try_from(c).ok()? & 0x1f) {
            None => Some(Key::Esc),
            found => found,
        },
        _ => None,
    }
}

/// What a record of Windows says: `CSI key ; scan ; character ; down ; state ; count _` (win32-input-mode).
pub(super) fn win32(sent: Parameters<'_>) -> Option<Key> {
    const RIGHT_ALT: u32 = 1;
    const LEFT_ALT: u32 = 2;
    const CTRL: u32 = 4 | 8;
    const SHIFT: u32 = 16;
    let (name, character) = (sent.number(0)?, sent.number(2).unwrap_or(0));
    if sent.number(3).unwrap_or(0) == 0 {
        return None;
    }
    let state = sent.number(4).unwrap_or(0);
    // AltGr tells of both, and has chosen the character.
    let has_alt_gr = state & RIGHT_ALT != 0 && state & CTRL != 0;
    let modifiers = Modifiers {
        shift: state & SHIFT != 0,
        alt: state & (RIGHT_ALT | LEFT_ALT) != 0 && !has_alt_gr,
        ctrl: state & CTRL != 0 && !has_alt_gr,
        ..Modifiers::default()
    };
    let found = match name {
        33 => Key::PageUp,
        34 => Key::PageDown,
        35 => Key::End,
        36 => Key::Home,
        37 => Key::Left,
        38 => Key::Up,
        39 => Key::Right,
        40 => Key::Down,
        46 => Key::Delete,
        // A key, as far as it sends a character; one with Control sends what it always has.
        _ => {
            return match u8::try_from(character) {
                Ok(0) => None,
                Ok(byte @ (0x01..=0x1b)) if !matches!(name, 8 | 9 | 13 | 27) => control(byte).or(Some(Key::Esc)),
                _ => key(Some(character), Modifiers { shift: modifiers.shift && name == 9, ctrl: false, ..modifiers }),
            };
        }
    };
    Some(with(found, modifiers))
}
