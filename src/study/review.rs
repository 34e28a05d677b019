//! One entry of the review log, and its line:
//! `{"at":…,"day":"2026-11-22","card":"cepa/signed","grade":"good","ms":4200}`; and what keeps entries.
//!
//! Lines are written once and read for ever: a field may be added, none may change its meaning. Where and how they are
//! kept is not known here: a [`ReviewShelf`] is handed in.

use std::fmt::Debug;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::study::cards::card::CardId;
use crate::study::scheduler::memory::Grade;

/// Where a reader's answers are kept, opened when they are first needed.
pub trait ReviewShelf: Debug + Send + Sync {
    /// Opens the log to add to it.
    ///
    /// # Errors
    /// A sentence, if it can't even be read. What can be read but not written to opens, and says so.
    fn open(&self) -> Result<Box<dyn ReviewLog>, NotKept>;

    /// Opens it to be looked at only: nothing that is kept changes.
    ///
    /// # Errors
    /// A sentence, if it can't be read.
    fn look(&self) -> Result<Box<dyn ReviewLog>, NotKept>;
}

/// The entries that are kept, and will be.
pub trait ReviewLog: Debug + Send {
    /// Everything in the log, oldest first.
    fn entries(&self) -> &[Entry];

    /// What one should be told once, in sentences.
    fn notices(&self) -> Vec<String>;

    /// Whether what is added is kept.
    fn keeps(&self) -> bool;

    /// Adds an entry, which is kept when this returns.
    ///
    /// # Errors
    /// A sentence that says why it is not; what stood before stays as it was.
    fn append(&mut self, entry: Entry) -> Result<(), NotKept>;
}

/// Why an answer is not kept, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotKept(pub String);

/// Something that changes where cards stand.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// A card was answered.
    Review(Review),
    /// A card is to come on a day: it was wrong in a mock exam.
    Bring(Bring),
    /// The last so many entries that still stand are taken back.
    Undo(u32),
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
    due: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    undo: Option<u32>,
}

impl Entry {
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
                ..EntryLine::default()
            },
            Self::Bring(bring) => EntryLine {
                at: Some(bring.at),
                card: Some(bring.card.clone()),
                due: Some(bring.due.to_string()),
                ..EntryLine::default()
            },
            Self::Undo(steps) => EntryLine { undo: Some(*steps), ..EntryLine::default() },
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
            EntryLine { at, due: Some(due), card: Some(card), grade: None, .. } => {
                Some(Self::Bring(Bring { at: at.unwrap_or_default(), card, due: due.parse().ok()? }))
            }
            EntryLine { at, day: Some(day), card: Some(card), grade: Some(grade), ms, .. } => {
                Some(Self::Review(Review {
                    at: at.unwrap_or_default(),
                    day: day.parse().ok()?,
                    card,
                    grade,
                    ms: ms.unwrap_or_default(),
                }))
            }
            _ => None,
        }
    }
}
