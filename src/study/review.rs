//! One entry of the review log, and its line:
//! `{"at":…,"day":"2026-11-22","card":"cepa/signed","grade":"good","ms":4200}`.
//!
//! Lines are written once and read for ever: a field may be added, none may change its meaning. Where and how they are
//! kept is not known here: a [`Shelf`](crate::study::shelf::Shelf) is handed in.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::study::cards::card::CardId;
use crate::study::scheduler::memory::Grade;
use crate::text::sanitised;

/// Something that changes where cards stand.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// A card was answered.
    Review(Review),
    /// A card is to come on a day: it was wrong in a mock exam.
    Bring(Bring),
    /// The last so many entries that still stand are taken back.
    Undo(u32),
    /// A card is set aside, or asked again, or said to be a bad one; no taking back of answers touches it.
    Aside(Aside),
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// When, in milliseconds since 1970; for the record only.
    pub at: i64,
    /// The day it counts for, where the learner is.
    pub day: Date,
    /// The card.
    pub card: CardId,
    /// How it went.
    pub grade: Grade,
    /// How long the answer took, in milliseconds.
    pub ms: u32,
    /// The [fingerprint](crate::study::Card::fingerprint) of the right answer as it was then, where that is known.
    pub answer: Option<u32>,
}

impl Review {
    /// How long the answer took.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of one answer")]
    pub fn seconds(&self) -> f32 {
        self.ms as f32 / 1000.0
    }
}

/// A card made due.
#[derive(Clone, Debug, PartialEq)]
pub struct Bring {
    /// When, in milliseconds since 1970; for the record only.
    pub at: i64,
    /// The card.
    pub card: CardId,
    /// The day it comes.
    pub due: Date,
}

/// What one has decided about a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Aside {
    /// When, in milliseconds since 1970; for the record only.
    pub at: i64,
    /// The card.
    pub card: CardId,
    /// What was decided.
    pub decision: Decision,
}

/// What one may decide about a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is not asked until it is resumed.
    Suspend,
    /// It is asked again.
    Resume,
    /// It is not asked before this day.
    Bury(Date),
    /// It is a bad card, and why.
    Flag(String),
    /// It is no bad card after all.
    Unflag,
}

impl Decision {
    /// The word in a line.
    fn word(&self) -> &'static str {
        match self {
            Self::Suspend => "suspend",
            Self::Resume => "resume",
            Self::Bury(_) => "bury",
            Self::Flag(_) => "flag",
            Self::Unflag => "unflag",
        }
    }

    fn of(word: &str, until: Option<&str>, why: Option<String>) -> Option<Self> {
        Some(match word {
            "suspend" => Self::Suspend,
            "resume" => Self::Resume,
            "bury" => Self::Bury(until?.parse().ok()?),
            // What is read is shown, so it is cleaned; a reason is a line, not a book.
            "flag" => Self::Flag(sanitised(&why.unwrap_or_default()).chars().take(LONGEST_WHY).collect()),
            "unflag" => Self::Unflag,
            _ => return None,
        })
    }
}

/// The most characters of a reason.
pub const LONGEST_WHY: usize = 200;

/// An entry as its line has it.
#[derive(Default, Serialize, Deserialize)]
struct EntryLine {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    card: Option<CardId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    grade: Option<Grade>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ms: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    undo: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    aside: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

impl Entry {
    /// When it was made, in milliseconds since 1970, where that is known.
    #[must_use]
    pub fn at(&self) -> Option<i64> {
        let at = match self {
            Self::Review(review) => review.at,
            Self::Bring(bring) => bring.at,
            Self::Aside(aside) => aside.at,
            Self::Undo(_) => return None,
        };
        (at > 0).then_some(at)
    }

    /// The card it is about; taking back is about none.
    #[must_use]
    pub fn card(&self) -> Option<&CardId> {
        match self {
            Self::Review(review) => Some(&review.card),
            Self::Bring(bring) => Some(&bring.card),
            Self::Aside(aside) => Some(&aside.card),
            Self::Undo(_) => None,
        }
    }

    /// The same of another card, which may put its answer otherwise.
    #[must_use]
    pub fn of(&self, card: CardId) -> Self {
        match self {
            Self::Review(review) => Self::Review(Review { card, answer: None, ..review.clone() }),
            Self::Bring(bring) => Self::Bring(Bring { card, ..bring.clone() }),
            Self::Aside(aside) => Self::Aside(Aside { card, ..aside.clone() }),
            Self::Undo(steps) => Self::Undo(*steps),
        }
    }

    /// The line of an entry, without its end.
    #[must_use]
    pub fn to_line(&self) -> String {
        let line = match self {
            Self::Review(review) => EntryLine {
                at: Some(review.at),
                day: Some(review.day.to_string()),
                card: Some(review.card.clone()),
                grade: Some(review.grade),
                ms: Some(review.ms),
                answer: review.answer,
                ..EntryLine::default()
            },
            Self::Bring(bring) => EntryLine {
                at: Some(bring.at),
                card: Some(bring.card.clone()),
                due: Some(bring.due.to_string()),
                ..EntryLine::default()
            },
            Self::Undo(steps) => EntryLine { undo: Some(*steps), ..EntryLine::default() },
            Self::Aside(Aside { at, card, decision }) => EntryLine {
                at: Some(*at),
                card: Some(card.clone()),
                aside: Some(decision.word().to_owned()),
                until: if let Decision::Bury(until) = decision { Some(until.to_string()) } else { None },
                why: if let Decision::Flag(why) = decision { Some(why.clone()) } else { None },
                ..EntryLine::default()
            },
        };
        // Strings and numbers always serialise.
        serde_json::to_string(&line).unwrap_or_default()
    }

    /// The entry of a line, if it is one.
    #[must_use]
    pub fn from_line(text: &str) -> Option<Self> {
        let line: EntryLine = serde_json::from_str(text).ok()?;
        match line {
            EntryLine { undo: Some(steps), card: None, .. } => Some(Self::Undo(steps)),
            EntryLine { at, card: Some(card), aside: Some(word), until, why, grade: None, .. } => {
                let decision = Decision::of(&word, until.as_deref(), why)?;
                Some(Self::Aside(Aside { at: at.unwrap_or_default(), card, decision }))
            }
            EntryLine { at, due: Some(due), card: Some(card), grade: None, .. } => {
                Some(Self::Bring(Bring { at: at.unwrap_or_default(), card, due: due.parse().ok()? }))
            }
            EntryLine { at, day: Some(day), card: Some(card), grade: Some(grade), ms, answer, .. } => {
                Some(Self::Review(Review {
                    at: at.unwrap_or_default(),
                    day: day.parse().ok()?,
                    card,
                    grade,
                    ms: ms.unwrap_or_default(),
                    answer,
                }))
            }
            _ => None,
        }
    }
}
