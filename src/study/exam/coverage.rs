//! What a paper is to be about: which sectors, how hard, and whether only what an exam asks.
//!
//! Difficulty is a thing of written questions alone: where one is asked for, no drill question fills a paper up.

use std::fmt;
use std::str::FromStr;

use super::is_of_sectors;
use crate::data::Dataset;
use crate::data::question::BankQuestion;
use crate::data::record::{Record, Weight};
use crate::study::cards::card::Card;

/// What a paper is to be about; by default everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Only these sectors; all if there are none.
    pub sectors: Vec<String>,
    /// How hard written questions may be.
    pub levels: Levels,
    /// Whether only of what an exam asks.
    pub core: bool,
}

/// From which difficulty to which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels {
    least: u8,
    most: u8,
}

impl Levels {
    /// The least and the most there is.
    const ENDS: (u8, u8) = (1, 3);
    /// Every choice, as one walks through them.
    pub const ALL: [Self; 6] = [
        Self { least: 1, most: 3 },
        Self { least: 1, most: 1 },
        Self { least: 1, most: 2 },
        Self { least: 2, most: 2 },
        Self { least: 2, most: 3 },
        Self { least: 3, most: 3 },
    ];

    /// Whether anything is as hard as is asked for.
    #[must_use]
    pub fn is_all(self) -> bool {
        self == Self::default()
    }

    /// Whether so difficult a question is among them.
    #[must_use]
    pub fn has(self, difficulty: u8) -> bool {
        self.is_all() || (self.least..=self.most).contains(&difficulty)
    }
}

impl Default for Levels {
    fn default() -> Self {
        let (least, most) = Self::ENDS;
        Self { least, most }
    }
}

/// `any`, `2`, `2 to 3`.
impl fmt::Display for Levels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.is_all(), self.least == self.most) {
            (true, _) => write!(f, "any"),
            (false, true) => write!(f, "{}", self.least),
            (false, false) => write!(f, "{} to {}", self.least, self.most),
        }
    }
}

/// Why a text is no difficulty.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("“{0}” is no difficulty; write 1, 2 or 3, or a range of them as in 2..3")]
pub struct LevelsError(String);

impl FromStr for Levels {
    type Err = LevelsError;

    fn from_str(text: &str) -> Result<Self, LevelsError> {
        let (least, most) = text.split_once("..").unwrap_or((text, text));
        let (easiest, hardest) = Self::ENDS;
        let level = |text: &str| text.parse::<u8>().ok().filter(|level| (easiest..=hardest).contains(level));
        match (level(least), level(most)) {
            (Some(least), Some(most)) if least <= most => Ok(Self { least, most }),
            _ => Err(LevelsError(text.to_owned())),
        }
    }
}

impl Coverage {
    /// Whether a written question is of it. What it is mostly about is its first record.
    #[must_use]
    pub fn has(&self, dataset: &Dataset<'_>, question: &BankQuestion<'_>) -> bool {
        let record = question.records.first().and_then(|id| dataset.find(id)).and_then(|id| dataset.record(id));
        let is_of_topic = || self.sectors.iter().any(|sector| *sector == *question.topic);
        self.levels.has(question.difficulty)
            && (!self.core || is_core(record))
            && (is_of_topic() || is_of_sectors(record, &self.sectors))
    }

    /// How many written questions are of it.
    #[must_use]
    pub fn written(&self, dataset: &Dataset<'_>) -> usize {
        dataset.questions().iter().filter(|question| self.has(dataset, question)).count()
    }

    /// Whether drill questions may be made from a card.
    pub(super) fn has_card(&self, dataset: &Dataset<'_>, card: &Card) -> bool {
        let record = dataset.record(card.owner);
        self.levels.is_all() && (!self.core || is_core(record)) && is_of_sectors(record, &self.sectors)
    }
}

fn is_core(record: Option<&Record<'_>>) -> bool {
    record.is_some_and(|record| record.weight == Weight::Core)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difficulty_is_one_or_a_range() {
        let read = |text: &str| text.parse::<Levels>().map(|levels| levels.to_string()).map_err(|_| ());
        assert_eq!((read("2"), read("2..3"), read("1..3")), (Ok("2".into()), Ok("2 to 3".into()), Ok("any".into())));
        for wrong in ["", "0", "4", "3..2", "1..4", "..", "hard", "+1.."] {
            assert_eq!(read(wrong), Err(()), "{wrong}");
        }
        for levels in Levels::ALL {
            assert_eq!(levels.has(2), levels.least <= 2 && levels.most >= 2, "{levels}");
        }
    }
}
