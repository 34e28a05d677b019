//! A text that is being pasted, between its marks ("bracketed paste"): what has come of it, and when it is over.
//!
//! What becomes of the text is known elsewhere. Its end may be lost, as where another program's output cut the mark in
//! two; then it ends by a key pressed after a silence, by Ctrl-C, or by itself.

use std::time::Duration;

use super::parse::Control;
use super::{ESC, Input};

/// The longest text pasted, in bytes: nothing here takes more. The rest is swallowed.
pub const LONGEST_PASTE: usize = 128 * 1024;
/// A paste of which nothing came for so long has no end. Slow lines and large texts take their time.
const STALE: Duration = Duration::from_secs(10);
/// What comes alone after so long is a key: a text comes in chunks.
const SILENCE: Duration = Duration::from_secs(1);
/// The same for Ctrl-C, which no text has alone in a chunk but for one that comes byte by byte.
const SHORT_SILENCE: Duration = Duration::from_millis(250);
/// No key that ends a paste sends more bytes than this.
const LONGEST_KEY: usize = 8;
const CONTROL_C: u8 = 3;

/// A text that is being pasted.
#[derive(Debug)]
pub(super) struct Pasting {
    /// At most [`LONGEST_PASTE`] bytes of it.
    text: Vec<u8>,
    /// How many bytes the letter still has, in UTF-8, of which the latest of the text was one.
    rest_of_letter: u8,
    /// What ends it.
    end: &'static [u8],
    /// How much of that has come.
    ended: usize,
    /// When something of it last came.
    latest: Duration,
    /// Whether what came of the end came after a silence: it may be an Esc.
    is_alone: bool,
}

impl Pasting {
    /// One that begins now, by a control that was written so; its end begins alike.
    pub(super) fn new(now: Duration, control: Control) -> Self {
        let end: &[u8] = match control {
            Control::SevenBits => b"\x1b[201~",
            Control::EightBits => b"\x9b201~",
            Control::InUtf8 => b"\xc2\x9b201~",
        };
        Self { text: Vec::new(), rest_of_letter: 0, end, ended: 0, latest: now, is_alone: false }
    }

    /// Whether it was over before these bytes came, which are none of it.
    pub(super) fn is_over(&mut self, bytes: &[u8], now: Duration) -> bool {
        let silence = now.saturating_sub(self.latest);
        let end = self.end.get(self.ended..).unwrap_or_default();
        let goes_on_with_end = bytes.starts_with(end) || end.starts_with(bytes);
        self.is_alone = bytes == [ESC] && self.ended == 0 && silence >= SILENCE;
        let is_key = match bytes {
            [_] => true,
            [ESC, ..] => bytes.len() <= LONGEST_KEY,
            _ => false,
        };
        let enough = if bytes == [CONTROL_C] { SHORT_SILENCE } else { SILENCE };
        silence > STALE || is_key && !goes_on_with_end && silence >= enough
    }

    /// Since when something is held that may be an Esc or the end of this.
    pub(super) fn held_since(&self) -> Option<Duration> {
        (self.is_alone && self.ended == 1).then_some(self.latest)
    }

    /// Takes a byte; tells whether that was the last.
    pub(super) fn push(&mut self, byte: u8, now: Duration) -> bool {
        self.latest = now;
        if self.ended > 0 {
            if self.end.get(self.ended) == Some(&byte) {
                self.ended += 1;
                return self.ended == self.end.len();
            }
            // What looked like its end was text; only its first byte can begin it once more.
            let end = self.end;
            end.iter().take(self.ended).for_each(|byte| self.add(*byte));
            self.ended = 0;
        }
        // A control of eight bits may also be the rest of a letter.
        let is_of_letter = self.rest_of_letter > 0 && is_rest(byte);
        if self.end.first() == Some(&byte) && !is_of_letter {
            self.ended = 1;
        } else {
            self.add(byte);
        }
        false
    }

    /// Takes a byte as one of the text.
    fn add(&mut self, byte: u8) {
        self.rest_of_letter = match byte {
            0xc2..=0xdf => 1,
            0xe0..=0xef => 2,
            0xf0..=0xf4 => 3,
            _ if is_rest(byte) => self.rest_of_letter.saturating_sub(1),
            _ => 0,
        };
        if self.text.len() < LONGEST_PASTE {
            self.text.push(byte);
        }
    }

    /// The text, if there is any.
    pub(super) fn input(self) -> Option<Input> {
        let text = String::from_utf8_lossy(&self.text).into_owned();
        (!text.is_empty()).then_some(Input::Paste(text))
    }
}

/// Whether a byte is one of a letter's in UTF-8, but not its first.
fn is_rest(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}
