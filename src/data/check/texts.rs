//! Every text: neither empty nor endless, and of no sign that a terminal would obey. What it says is for others.

use std::fmt::Display;

use unicode_segmentation::UnicodeSegmentation;

use super::{Report, empty};
use crate::data::text::Text;
use crate::text::{is_hostile, width};

/// The longest text, in bytes: the longest of the bundled dataset takes a twentieth of it.
const LONGEST_TEXT: usize = 50_000;
/// The most signs that make one, and the most in a row that take no room: no writing has as many.
const HIGHEST_PILE: usize = 24;

impl Report<'_, '_> {
    pub(super) fn text(&mut self, id: &str, part: &(impl Display + ?Sized), text: &Text<'_>) {
        self.text_near(id, part, text, text);
    }

    /// Judges a text; if it has lost its place, problems are told at another.
    pub(super) fn text_near(&mut self, id: &str, part: &(impl Display + ?Sized), text: &Text<'_>, near: &Text<'_>) {
        let at = if text.is_unescaped() { near } else { text };
        if text.trim().is_empty() {
            self.say(id, part, at, format!("this text is empty; {}", empty::remedy(&part.to_string())));
        }
        if text.len() > LONGEST_TEXT {
            let message = format!("this text is longer than {LONGEST_TEXT} bytes; nobody reads that, so part it");
            self.say(id, part, at, message);
            return;
        }
        // Most are of such letters alone, and are looked through as bytes.
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return;
        }
        if !text.is_ascii() && is_piled_up(text) {
            self.say(id, part, at, "signs that take no room are piled up here, as in no writing; take them out");
        }
        if let Some(hostile) = text.chars().find(|&c| is_hostile(c)) {
            let code = u32::from(hostile);
            self.say(id, part, at, format!("this text holds the control character U+{code:04X}; take it out"));
        }
    }
}

/// Whether a text piles signs up on one another, which would fill one cell of the screen with thousands.
fn is_piled_up(text: &str) -> bool {
    let mut in_a_row = 0;
    text.graphemes(true).any(|grapheme| {
        in_a_row = if width(grapheme) == 0 { in_a_row + 1 } else { 0 };
        in_a_row > HIGHEST_PILE || grapheme.chars().nth(HIGHEST_PILE).is_some()
    })
}
