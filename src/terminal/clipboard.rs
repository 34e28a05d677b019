//! Sends text to the clipboard through the terminal (OSC 52), which works over SSH too.
//!
//! Nobody answers: a terminal or multiplexer may drop it silently, so nothing here claims that it
//! arrived.

use std::io::{self, Write};

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

/// Sends the text to the terminal.
///
/// # Errors
/// What the terminal refuses.
pub fn send(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    execute!(bytes, CopyToClipboard::to_clipboard_from(text))?;
    out.write_all(&bytes)?;
    out.flush()
}
