//! Sends text to the clipboard through the terminal (OSC 52), which works over SSH too.
//!
//! Nobody answers: a terminal or multiplexer may drop it silently, so nothing here claims that it
//! arrived. On a visit it is allowed: the clipboard is the visitor's own, at the visitor's end, the
//! text is the dataset's, and only the visitor's key sends it.

use std::io;

use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;

/// The bytes that ask the terminal to take this text.
///
/// # Errors
/// None in practice: the text is only encoded.
pub(super) fn sequence(text: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    queue!(bytes, CopyToClipboard::to_clipboard_from(text))?;
    Ok(bytes)
}
