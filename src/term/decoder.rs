//! Bytes of a terminal put together into keys. Pure: the time is an argument.
//!
//! What one key sends may arrive in pieces on a slow line, and an Esc key sends what every such
//! sequence begins with. So an Esc is held for a moment; if the rest comes meanwhile, it was the
//! beginning of that, or came with a key: Alt, or two keys, which is for whoever knows what keys mean.
//! crossterm's own reader is not used: it blocks inside a sequence that has not ended, and runs for
//! ever once the terminal is gone.
//!
//! Sequences that mean nothing here, and answers of terminals to questions, are swallowed whole:
//! none of them ever becomes a false key, and none grows without bound. What is pasted is one text and no keys
//! ("bracketed paste", which [`super::guard`] asks for).
//!
//! Here is what goes on in time: what is held, skipped and pasted. What the bytes of one key say is read in
//! [`mod@parse`], by the sort of sequence in the files beside it.

mod extended;
mod keys;
mod parameters;
mod parse;
mod paste;
mod report;
mod sequence;
mod single_shift;

use std::time::Duration;

use ratatui::layout::Position;

use self::keys::Parsed;
use self::parse::{Control, Skip, Swallowed, parse};
use self::paste::Pasting;
use crate::tui::key::Key;

pub use self::paste::LONGEST_PASTE;

/// What a user of a terminal did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Pressed a key.
    Key(Key),
    /// Pressed this key with Alt, if there is such a key, or Esc and this key: most terminals send the one for the
    /// other, and a slow line brings both of two keys at once. Which it is tells what keys mean there.
    AfterEsc(Key),
    /// Pressed the first button of the mouse here.
    Click(Position),
    /// Turned the wheel here, upwards or not.
    Wheel(Position, bool),
    /// Pasted this, as it came: whoever takes it cleans it.
    Paste(String),
    /// None of this: the terminal tells that its background is light, or not.
    Background(bool),
    /// Nor of this: the terminal has told what it is, and so has answered what it was asked before.
    Answered,
}

/// How long an Esc is held on a terminal of this machine.
pub const NEAR: Duration = Duration::from_millis(25);
/// How long an Esc is held on a terminal at the other end of an SSH connection.
pub const FAR: Duration = Duration::from_millis(100);

/// What begins many a sequence, and is what Alt and `[` or `O` send as well, is held for so many times as long as an
/// Esc: a key lost is worse than an Alt-`[`, which means nothing, told late.
const INTRODUCER: u32 = 4;
/// A sequence or a string of which nothing came for so long no longer goes on.
const STALE: Duration = Duration::from_secs(1);
/// Nor does a string begun longer ago than that, where after so long a byte comes by itself: a finger's.
const PAUSE: Duration = Duration::from_millis(250);
/// No key sends more bytes than this.
const LONGEST: usize = 64;
/// No answer of a terminal is longer than this; some tell of all that has been copied. Nothing of it is kept.
const LONGEST_STRING: usize = 1 << 20;

/// Asks for the background (xterm's OSC 11), and then what kind of terminal it is (DA1): that every one answers, in
/// this order, so that it is known when no answer to the first comes any more.
pub(crate) const ASK_BACKGROUND: &[u8] = b"\x1b]11;?\x1b\\\x1b[c";

const ESC: u8 = 0x1b;

/// Puts bytes together.
#[derive(Debug)]
pub struct Decoder {
    patience: Duration,
    /// The bytes of what has begun and not ended; at most [`LONGEST`].
    pending: Vec<u8>,
    /// When it began.
    since: Duration,
    /// When the latest byte of it came.
    latest: Duration,
    /// How the control character that it began with was written.
    control: Control,
    skipping: Option<Skip>,
    /// The beginning of the string that is being swallowed, at most [`LONGEST`] bytes.
    told: Vec<u8>,
    pasting: Option<Pasting>,
}

impl Decoder {
    /// A decoder that holds an Esc so long: [`NEAR`] or [`FAR`].
    #[must_use]
    pub fn new(patience: Duration) -> Self {
        Self {
            patience,
            pending: Vec::new(),
            since: Duration::ZERO,
            latest: Duration::ZERO,
            control: Control::SevenBits,
            skipping: None,
            told: Vec::new(),
            pasting: None,
        }
    }

    /// Takes bytes that have come by now, and adds what they say. `now` is any clock that never goes back.
    pub fn feed(&mut self, bytes: &[u8], now: Duration, inputs: &mut Vec<Input>) {
        if (self.skipping.is_some() || self.pending.len() > 1) && self.is_stale(bytes, now) {
            self.pending.clear();
            self.skipping = None;
        }
        inputs.extend(self.pasting.take_if(|pasting| pasting.is_over(bytes, now)).and_then(Pasting::input));
        for &byte in bytes {
            self.take(byte, now, inputs);
        }
    }

    /// Whether what has begun was over before these bytes came.
    fn is_stale(&self, bytes: &[u8], now: Duration) -> bool {
        let silence = now.saturating_sub(self.latest);
        let is_finger = self.skipping.is_some() && bytes.len() == 1 && silence >= PAUSE;
        silence > STALE || is_finger && now.saturating_sub(self.since) > STALE
    }

    /// How long an Esc is held.
    #[must_use]
    pub fn patience(&self) -> Duration {
        self.patience
    }

    /// When what is held counts as pressed, if anything is.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        if let Some(pasting) = &self.pasting {
            return pasting.held_since().map(|since| since + self.patience * INTRODUCER);
        }
        match self.pending.as_slice() {
            [ESC] | [ESC, ESC] => Some(self.latest + self.patience),
            [ESC, rest @ ..] | [ESC, ESC, rest @ ..] if parse::may_be_key(rest) => {
                Some(self.latest + self.patience * INTRODUCER)
            }
            _ => None,
        }
    }

    /// When the latest byte of what is held came.
    #[must_use]
    pub fn held_since(&self) -> Duration {
        self.latest
    }

    /// Gives what has been held long enough. To be called only when no bytes wait to be fed that came by then.
    pub fn expire(&mut self, now: Duration, inputs: &mut Vec<Input>) {
        if self.deadline().is_none_or(|deadline| deadline > now) {
            return;
        }
        if let Some(pasting) = self.pasting.take() {
            // Its end was lost, and this was the key.
            inputs.extend(pasting.input());
            inputs.push(Input::Key(Key::Esc));
            return;
        }
        let held = std::mem::take(&mut self.pending);
        let rest = match held.as_slice() {
            held @ [ESC, ESC, ..] => {
                inputs.push(Input::Key(Key::Esc));
                held.get(1..).unwrap_or_default()
            }
            held => held,
        };
        match rest {
            [ESC] => inputs.push(Input::Key(Key::Esc)),
            [ESC, letter] => inputs.extend(keys::letter_after_esc(*letter)),
            // A function key that sends what a report of the mouse begins with.
            _ => {}
        }
    }

    /// Takes a byte.
    fn take(&mut self, byte: u8, now: Duration, inputs: &mut Vec<Input>) {
        if let Some(pasting) = &mut self.pasting {
            if pasting.push(byte, now) {
                inputs.extend(self.pasting.take().and_then(Pasting::input));
            }
            return;
        }
        if let Some(skip) = self.skipping {
            self.skip(skip, byte, now, inputs);
            return;
        }
        if self.pending.is_empty() {
            self.since = now;
            self.control = Control::SevenBits;
        }
        self.latest = now;
        self.pending.push(byte);
        self.control = parse::spell_out(&mut self.pending).unwrap_or(self.control);
        match parse(&self.pending) {
            Parsed::Incomplete if self.pending.len() < LONGEST => return,
            Parsed::Incomplete => {
                self.skipping = Some(Skip::Sequence);
                self.told.clear();
            }
            Parsed::String => {
                let eight_bit = self.control != Control::SevenBits;
                self.skipping = Some(Skip::String { length: 0, escaped: false, eight_bit });
                self.told = self.pending.get(1..).unwrap_or_default().to_vec();
            }
            Parsed::Paste => self.pasting = Some(Pasting::new(now, self.control)),
            Parsed::Whole(said) => inputs.extend(said),
            Parsed::Before(said, count) => {
                inputs.extend(said);
                let rest = self.pending.split_off(self.pending.len().saturating_sub(count));
                self.pending.clear();
                // Always fewer than there were: this comes to an end.
                for byte in rest {
                    self.take(byte, now, inputs);
                }
                return;
            }
        }
        self.pending.clear();
    }

    /// Takes a byte while something is swallowed.
    fn skip(&mut self, skip: Skip, byte: u8, now: Duration, inputs: &mut Vec<Input>) {
        let silence = now.saturating_sub(std::mem::replace(&mut self.latest, now));
        self.skipping = None;
        let swallowed = skip.after(byte);
        if let Swallowed::Other { escaped } = swallowed {
            if escaped && silence > self.patience {
                inputs.push(Input::Key(Key::Esc));
            } else if escaped {
                self.take(ESC, now, inputs);
            }
            self.take(byte, now, inputs);
            return;
        }
        if self.told.len() < LONGEST {
            self.told.push(byte);
        }
        match swallowed {
            Swallowed::Part(skip) => self.skipping = Some(skip),
            _ => inputs.extend(report::background(&self.told)),
        }
    }
}

#[cfg(test)]
mod tests;
