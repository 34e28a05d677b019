//! How a mock exam is marked and how long it takes. What it asks is for `study::exam`.

use std::fmt;
use std::str::FromStr;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Marks for an answer, and the time for it. A pack without one has a mark for each right answer,
/// nothing off for a wrong one, and a minute for each question.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(default, deny_unknown_fields)]
pub struct ExamScheme {
    /// What a right answer brings.
    #[serde(deserialize_with = "something")]
    pub right: Marks,
    /// What a wrong one takes off.
    pub wrong: Marks,
    /// How many seconds there are for each question.
    #[serde(deserialize_with = "pace")]
    pub seconds: u32,
}

impl Default for ExamScheme {
    fn default() -> Self {
        Self { right: Marks { parts: 1, of: 1 }, wrong: Marks { parts: 0, of: 1 }, seconds: 60 }
    }
}

impl ExamScheme {
    /// What so many right and so many wrong answers come to.
    #[must_use]
    pub fn total(&self, right: u32, wrong: u32) -> Marks {
        let part = |marks: Marks, count: u32| i64::from(count).saturating_mul(marks.parts);
        let (right, wrong) = (part(self.right, right), part(self.wrong, wrong));
        let parts = right.saturating_mul(self.wrong.of).saturating_sub(wrong.saturating_mul(self.right.of));
        Marks { parts, of: self.right.of.saturating_mul(self.wrong.of) }.lowest()
    }

    /// How many whole minutes there are for so many questions, the last one begun.
    #[must_use]
    pub fn minutes(&self, questions: usize) -> u32 {
        let seconds = (self.seconds as usize).saturating_mul(questions);
        u32::try_from(seconds.div_ceil(60)).unwrap_or(u32::MAX)
    }
}

/// A number of marks, exact to a part of one, so that nothing is lost to rounding. In the file: `"2"`, `"2/3"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    parts: i64,
    of: i64,
}

/// Why a text is no number of marks.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("“{0}” is no number of marks; write 2, or 2/3 for two thirds of one")]
pub struct MarksError(String);

impl Marks {
    /// The most marks of one answer, and the most parts of one mark.
    const MOST: u16 = 1000;

    /// Whether it is none at all.
    #[must_use]
    pub fn is_none(self) -> bool {
        self.parts == 0
    }

    /// Whether it is no more than a part of one mark.
    #[must_use]
    pub fn is_part_of_one(self) -> bool {
        self.parts.abs() < self.of
    }

    /// Whether it is exactly one.
    #[must_use]
    pub fn is_one(self) -> bool {
        self.parts == self.of
    }

    /// So many parts of it, of so many.
    #[must_use]
    pub fn share(self, parts: u8, of: u8) -> Self {
        let of = self.of.saturating_mul(i64::from(of.max(1)));
        Self { parts: self.parts.saturating_mul(i64::from(parts)), of }.lowest()
    }

    fn lowest(self) -> Self {
        let (mut a, mut b) = (self.parts.abs(), self.of);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let by = a.max(1);
        Self { parts: self.parts / by, of: self.of / by }
    }
}

impl FromStr for Marks {
    type Err = MarksError;

    fn from_str(text: &str) -> Result<Self, MarksError> {
        let (parts, of) = text.split_once('/').unwrap_or((text, "1"));
        let number = |text: &str| {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<u16>().ok().filter(|number| digits && *number <= Self::MOST)
        };
        match (number(parts), number(of)) {
            (Some(parts), Some(of @ 1..)) => Ok(Self { parts: parts.into(), of: of.into() }.lowest()),
            _ => Err(MarksError(text.to_owned())),
        }
    }
}

impl Marks {
    /// As the files have them: `2/3`.
    #[must_use]
    pub fn notation(self) -> String {
        format!("{}/{}", self.parts, self.of)
    }
}

/// As marks are read: `12`, `3⅓`, `−⅔`, `1 2/7`.
impl fmt::Display for Marks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.parts < 0 { "−" } else { "" };
        let (whole, rest) = (self.parts.abs() / self.of, self.parts.abs() % self.of);
        let part = match (rest, self.of) {
            (0, _) => return write!(f, "{sign}{whole}"),
            (1, 2) => "½",
            (1, 3) => "⅓",
            (2, 3) => "⅔",
            (1, 4) => "¼",
            (3, 4) => "¾",
            (rest, of) if whole == 0 => return write!(f, "{sign}{rest}/{of}"),
            (rest, of) => return write!(f, "{sign}{whole} {rest}/{of}"),
        };
        if whole == 0 { write!(f, "{sign}{part}") } else { write!(f, "{sign}{whole}{part}") }
    }
}

impl Serialize for Marks {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.notation())
    }
}

impl<'de> Deserialize<'de> for Marks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::data::text::Text::deserialize(deserializer)?.parse().map_err(Error::custom)
    }
}

fn something<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Marks, D::Error> {
    let marks = Marks::deserialize(deserializer)?;
    if marks.is_none() {
        return Err(Error::custom("a right answer must bring something; write 1 if it brings one mark"));
    }
    Ok(marks)
}

fn pace<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    /// An hour for one question.
    const MOST: u32 = 3600;
    let seconds = u32::deserialize(deserializer)?;
    if (1..=MOST).contains(&seconds) {
        return Ok(seconds);
    }
    Err(Error::custom(format!("a question takes from 1 to {MOST} seconds, and here it takes {seconds}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_and_shown() {
        for (notation, shown) in [("2", "2"), ("2/3", "⅔"), ("10/3", "3⅓"), ("2/4", "½"), ("9/7", "1 2/7"), ("0", "0")]
        {
            assert_eq!(notation.parse::<Marks>().unwrap().to_string(), shown);
        }
        let third = "5/6".parse::<Marks>().unwrap().share(1, 3);
        assert_eq!((third, third.share(0, 4).is_none()), ("5/18".parse().unwrap(), true));
        for text in ["", "two", "-1", "+1", "2/0", "2/", "1/2/3", "1001", "0.5"] {
            assert!(text.parse::<Marks>().is_err(), "{text}");
        }
    }

    #[test]
    fn answers_add_up_exactly() {
        let scheme = ExamScheme { right: "2".parse().unwrap(), wrong: "2/3".parse().unwrap(), seconds: 72 };
        assert_eq!(scheme.total(2, 1).to_string(), "3⅓");
        assert_eq!(scheme.total(0, 1).to_string(), "−⅔");
        assert_eq!(scheme.total(1, 3).to_string(), "0");
        assert_eq!((scheme.minutes(100), scheme.minutes(1), scheme.minutes(0)), (120, 2, 0));
        let plain = ExamScheme::default();
        assert_eq!((plain.total(7, 9).to_string(), plain.minutes(20)), ("7".to_owned(), 20));
    }
}
