//! The fiscal year of a pack: in which month it begins, and what it is called.
//!
//! Small enough to travel with every period, so that a period can say its days and its name alone.

use std::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use crate::data::text::Text;

/// A fiscal year that does not begin with the calendar's. In the file: `(first_month: 4)`.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, Hash)]
#[serde(deny_unknown_fields)]
pub struct FiscalYear {
    /// The month it begins in, from 2 to 12; one that begins in January is a calendar year.
    #[serde(deserialize_with = "month")]
    pub first_month: i8,
    /// What stands before its two years where a reader sees it.
    #[serde(default)]
    pub label: Label,
}

impl FiscalYear {
    /// What a period has before it is known whose it is: the calendar's year.
    pub(super) const UNKNOWN: Self = Self { first_month: 1, label: Label::FY };

    /// The month it ends in, and how many years after the one it begins in.
    pub(super) fn end(self) -> (i8, i16) {
        if self.first_month == 1 { (12, 0) } else { (self.first_month - 1, 1) }
    }
}

fn month<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i8, D::Error> {
    let month = i8::deserialize(deserializer)?;
    match month {
        2..=12 => Ok(month),
        1 => Err(Error::custom("a fiscal year from January on is a calendar year; leave this out and write 2022")),
        _ => Err(Error::custom(format!("{month} is no month; a fiscal year begins in one from 2 to 12"))),
    }
}

/// A few letters, as in `FY`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(into = "String")]
pub struct Label {
    bytes: [u8; Self::MOST],
    length: u8,
}

impl Label {
    /// How many bytes there may be.
    const MOST: usize = 8;
    /// The English word for it, in short.
    const FY: Self = Self { bytes: [b'F', b'Y', 0, 0, 0, 0, 0, 0], length: 2 };

    /// The letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..usize::from(self.length)).unwrap_or_default();
        str::from_utf8(bytes).unwrap_or_default()
    }

    fn new(text: &str) -> Option<Self> {
        let mut bytes = [0; Self::MOST];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        Some(Self { bytes, length: u8::try_from(text.len()).ok()? })
    }
}

impl Default for Label {
    fn default() -> Self {
        Self::FY
    }
}

impl From<Label> for String {
    fn from(label: Label) -> Self {
        label.as_str().to_owned()
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Text::deserialize(deserializer)?;
        let fits = |text: &str| text.chars().all(|c| c.is_alphabetic() || c == '.') && !text.is_empty();
        let label = Self::new(&text).filter(|_| fits(&text));
        label.ok_or_else(|| {
            Error::custom(format!("“{text}” is too long or no word for a fiscal year; take a few letters, as in FY"))
        })
    }
}
