//! The signs of plain RON one by one: blanks, brackets, names, texts and numbers, each of which is as `ron` has it, or
//! [`Unusual`]. What they make up is for [`super`].

use memchr::{memchr, memchr2};

use super::Unusual;
use crate::data::dialect::DEEPEST;

/// Where in a text one reads.
pub(super) struct Reader<'de> {
    text: &'de str,
    pub(super) at: usize,
    /// Brackets that are open.
    depth: usize,
}

impl<'de> Reader<'de> {
    pub(super) fn new(text: &'de str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    pub(super) fn rest(&self) -> &'de [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over blanks and comments.
    pub(super) fn skip(&mut self) -> Result<(), Unusual> {
        loop {
            match self.peek() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(b'/') => {
                    let rest = self.rest();
                    // A comment that nothing ends is for another to judge.
                    let (b"//", Some(end)) = (rest.get(..2).unwrap_or_default(), memchr(b'\n', rest)) else {
                        return Err(Unusual);
                    };
                    self.at += end + 1;
                }
                _ => return Ok(()),
            }
        }
    }

    /// Takes a sign, and what may be passed over after it.
    pub(super) fn take(&mut self, sign: u8) -> Result<(), Unusual> {
        if self.peek() != Some(sign) {
            return Err(Unusual);
        }
        self.at += 1;
        self.skip()
    }

    /// Takes a bracket that another is to close.
    pub(super) fn open(&mut self, sign: u8) -> Result<(), Unusual> {
        self.depth += 1;
        if self.depth > DEEPEST / 2 {
            return Err(Unusual);
        }
        self.take(sign)
    }

    /// Takes the bracket that ends what another opened; what comes after it is another's.
    pub(super) fn close(&mut self, sign: u8) -> Result<(), Unusual> {
        if self.peek() != Some(sign) {
            return Err(Unusual);
        }
        self.at += 1;
        self.depth -= 1;
        Ok(())
    }

    /// Takes a name. One that might be part of something else, or begin a text, is unusual.
    pub(super) fn word(&mut self) -> Result<&'de str, Unusual> {
        let rest = self.rest();
        let len = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        let begins = rest.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_');
        let goes_on = rest
            .get(len)
            .is_some_and(|byte| !byte.is_ascii() || matches!(byte, b'.' | b'+' | b'-' | b'"' | b'\'' | b'#'));
        if !begins || goes_on {
            return Err(Unusual);
        }
        let word = self.text.get(self.at..self.at + len).ok_or(Unusual)?;
        self.at += len;
        Ok(word)
    }

    /// Takes a text in double quotes: as it stands, or put together where something is escaped.
    pub(super) fn quoted(&mut self) -> Result<Result<&'de str, String>, Unusual> {
        if self.peek() != Some(b'"') {
            return Err(Unusual);
        }
        let start = self.at + 1;
        self.at = start;
        let end = memchr2(b'"', b'\\', self.rest()).ok_or(Unusual)?;
        self.at += end + 1;
        let text = self.text.get(start..start + end).ok_or(Unusual)?;
        if self.text.as_bytes().get(start + end) == Some(&b'"') {
            return Ok(Ok(text));
        }
        let mut whole = text.to_owned();
        loop {
            // One stands behind a backslash.
            let escaped = match self.peek().ok_or(Unusual)? {
                b'n' => '\n',
                b't' => '\t',
                b'r' => '\r',
                sign @ (b'"' | b'\\' | b'\'') => char::from(sign),
                _ => return Err(Unusual),
            };
            whole.push(escaped);
            let start = self.at + 1;
            self.at = start;
            let end = memchr2(b'"', b'\\', self.rest()).ok_or(Unusual)?;
            self.at += end + 1;
            whole.push_str(self.text.get(start..start + end).ok_or(Unusual)?);
            if self.text.as_bytes().get(start + end) == Some(&b'"') {
                return Ok(Err(whole));
            }
        }
    }

    /// Takes the signs of a number.
    pub(super) fn number(&mut self) -> Result<&'de str, Unusual> {
        let rest = self.rest();
        let len = rest.iter().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-')).count();
        let goes_on = rest.get(len).is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+'));
        let number = self.text.get(self.at..self.at + len).filter(|_| !goes_on).ok_or(Unusual)?;
        // A point has digits on both sides, and a sign stands first.
        let digits = number.strip_prefix('-').unwrap_or(number);
        let is_plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let is_number = match digits.split_once('.') {
            Some((whole, part)) => is_plain(whole) && is_plain(part),
            None => is_plain(digits),
        };
        if !is_number {
            return Err(Unusual);
        }
        self.at += len;
        Ok(number)
    }
}
