//! What the bytes of a key are made of in the end: keys together with what is held down, and one byte of ASCII.

use super::Input;
use super::parameters::Modifiers;
use crate::tui::key::Key;

/// What the pending bytes are.
pub(super) enum Parsed {
    /// The beginning of something.
    Incomplete,
    /// Something whole.
    Whole(Vec<Input>),
    /// Something whole, and after it so many bytes that begin something else: fewer than there are.
    Before(Vec<Input>, usize),
    /// The beginning of a string to be swallowed.
    String,
    /// What begins a paste.
    Paste,
}

/// A key, and nothing else.
pub(super) fn key(key: Key) -> Vec<Input> {
    vec![Input::Key(key)]
}

/// A key after an ESC, which may be that key with Alt, or Esc and the key. Alone come what deletes a word wherever text
/// is typed, and what ends the program, whatever else it is.
pub(super) fn after_esc(key: Key) -> Input {
    match key {
        Key::Backspace => Input::Key(key.with_alt()),
        Key::Ctrl('c') => Input::Key(key),
        key => Input::AfterEsc(key),
    }
}

/// A letter after an ESC.
pub(super) fn letter_after_esc(letter: u8) -> Vec<Input> {
    vec![after_esc(Key::Char(char::from(letter)))]
}

/// The key that sends one byte of ASCII.
pub(super) fn control(byte: u8) -> Option<Key> {
    Some(match byte {
        b'\r' | b'\n' => Key::Enter,
        b'\t' => Key::Tab,
        0x7f | 0x08 => Key::Backspace,
        0x01..=0x1a => Key::Ctrl(char::from(byte - 1 + b'a')),
        b' '..=b'~' => Key::Char(char::from(byte)),
        _ => return None,
    })
}

/// A key that is no character together with what is held down.
pub(super) fn with(found: Key, modifiers: Modifiers) -> Key {
    match found {
        found if modifiers.alt => found.with_alt(),
        Key::Left if modifiers.ctrl => Key::CtrlLeft,
        Key::Right if modifiers.ctrl => Key::CtrlRight,
        found => found,
    }
}
