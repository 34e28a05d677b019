//! The parameters of a control sequence (ECMA-48 5.4), and what they tell of Shift, Alt and Control.
//!
//! `1;5:3`: parameters between semicolons, each with parts between colons; either may be left out.

/// The parameters as they were sent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parameters<'a>(pub(super) &'a [u8]);

impl<'a> Parameters<'a> {
    /// The parameter of this number, from 0, if it is a number.
    pub(super) fn number(self, index: usize) -> Option<u32> {
        self.part(index, 0)
    }

    /// A part of it.
    pub(super) fn part(self, index: usize, part: usize) -> Option<u32> {
        self.parts(index).nth(part).flatten()
    }

    /// All its parts.
    pub(super) fn parts(self, index: usize) -> impl Iterator<Item = Option<u32>> + 'a {
        let parameter = self.0.split(|byte| *byte == b';').nth(index).unwrap_or_default();
        parameter.split(|byte| *byte == b':').map(number)
    }

    /// How many there are.
    pub(super) fn count(self) -> usize {
        if self.0.is_empty() { 0 } else { self.0.split(|byte| *byte == b';').count() }
    }

    /// What is held down, as the parameter of this number tells.
    pub(super) fn modifiers(self, index: usize) -> Modifiers {
        Modifiers::from(self.number(index).map_or(0, |number| number.saturating_sub(1)))
    }

    /// Whether it tells that the key was let go, which nobody asked for.
    pub(super) fn is_release(self, index: usize) -> bool {
        self.part(index, 1) == Some(3)
    }
}

/// A number in ASCII.
pub(super) fn number(digits: &[u8]) -> Option<u32> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// What is held down with a key.
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own")]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Modifiers {
    pub(super) shift: bool,
    pub(super) alt: bool,
    pub(super) ctrl: bool,
    /// One of those that no key here is pressed with: Super, Hyper.
    pub(super) other: bool,
    pub(super) caps_lock: bool,
}

impl From<u32> for Modifiers {
    /// The sum of Shift 1, Alt 2, Control 4, Super 8, Hyper 16, Meta 32, Caps Lock 64 and Num Lock 128 (kitty; the
    /// first three as xterm).
    fn from(sum: u32) -> Self {
        let has = |bits: u32| sum & bits != 0;
        Self { shift: has(1), alt: has(2 | 32), ctrl: has(4), other: has(8 | 16), caps_lock: has(64) }
    }
}
