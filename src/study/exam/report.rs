//! How a paper went: what was right, wrong and left open, and what that comes to by the pack's scheme.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Form, Paper};
use crate::data::pack::exam::{ExamScheme, Marks};
use crate::study::cards::card::CardId;

/// How sure one was.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// A guess.
    Guess,
    /// Between some of the options.
    Unsure,
    /// Sure.
    Sure,
}

impl Confidence {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Guess, Self::Unsure, Self::Sure];

    /// The word shown for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Guess => "guess",
            Self::Unsure => "unsure",
            Self::Sure => "sure",
        }
    }
}

/// The answer to one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The option chosen.
    pub choice: Option<usize>,
    /// How sure one was, if one said.
    pub confidence: Option<Confidence>,
    /// The options struck out.
    pub struck: Vec<usize>,
    /// Whether it was marked to come back to.
    pub marked: bool,
    /// How long one looked at it.
    pub seconds: u32,
}

/// What a group of questions came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Answered rightly.
    pub right: u32,
    /// Answered wrongly.
    pub wrong: u32,
    /// Not answered.
    pub none: u32,
    /// Time spent.
    pub seconds: u32,
}

impl Tally {
    fn add(&mut self, answer: &Answer, right: usize) {
        match answer.choice {
            Some(choice) if choice == right => self.right += 1,
            Some(_) => self.wrong += 1,
            None => self.none += 1,
        }
        self.seconds = self.seconds.saturating_add(answer.seconds);
    }

    /// How many questions there are.
    #[must_use]
    pub fn questions(&self) -> u32 {
        self.right + self.wrong + self.none
    }

    /// Adds another.
    pub(super) fn and(&mut self, other: &Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.none += other.none;
        self.seconds = self.seconds.saturating_add(other.seconds);
    }

    /// What it comes to; a question without an answer neither brings nor costs anything.
    #[must_use]
    pub fn marks(&self, scheme: &ExamScheme) -> Marks {
        scheme.total(self.right, self.wrong)
    }

    /// Right answers of those given, from 0 to 1; nothing if none was given.
    #[must_use]
    pub fn accuracy(&self) -> Option<f64> {
        let given = self.right + self.wrong;
        (given > 0).then(|| f64::from(self.right) / f64::from(given))
    }
}

/// How long a paper took: `1 min 04 s`.
#[must_use]
pub fn in_minutes(took: Duration) -> String {
    let seconds = took.as_secs();
    format!("{} min {:02} s", seconds / 60, seconds % 60)
}

/// How a paper went.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// All questions.
    pub whole: Tally,
    /// By sector.
    pub sectors: BTreeMap<String, Tally>,
    /// By form.
    pub forms: BTreeMap<Form, Tally>,
    /// By difficulty, for those of which it is told.
    pub levels: BTreeMap<u8, Tally>,
    /// By confidence, for those where one said.
    pub confidence: BTreeMap<Confidence, Tally>,
    /// By how many options were struck out.
    pub struck: BTreeMap<usize, Tally>,
    /// The cards of what went wrong, and then of what was left open: due tomorrow.
    pub again: Vec<CardId>,
}

impl Report {
    /// Counts one more answer.
    pub(super) fn count(
        &mut self,
        (form, sector, difficulty): (Form, String, Option<u8>),
        right: usize,
        answer: &Answer,
    ) {
        self.whole.add(answer, right);
        self.sectors.entry(sector).or_default().add(answer, right);
        self.forms.entry(form).or_default().add(answer, right);
        self.struck.entry(answer.struck.len()).or_default().add(answer, right);
        if let Some(level) = difficulty {
            self.levels.entry(level).or_default().add(answer, right);
        }
        if let Some(confidence) = answer.confidence {
            self.confidence.entry(confidence).or_default().add(answer, right);
        }
    }

    /// The mark, in one line: `12⅔ of 20 marks`.
    #[must_use]
    pub fn in_short(&self, scheme: &ExamScheme) -> String {
        let total = scheme.total(self.whole.questions(), 0);
        format!("{} of {total} {}", self.whole.marks(scheme), if total.is_one() { "mark" } else { "marks" })
    }
}

/// Counts the answers to a paper; a question without an answer counts as not answered.
#[must_use]
pub fn report(paper: &Paper, answers: &[Answer]) -> Report {
    let mut report = Report::default();
    let none = Answer::default();
    let answered = |number: usize| answers.get(number).unwrap_or(&none);
    for (number, question) in paper.questions.iter().enumerate() {
        let of = (question.form, question.sector.clone(), question.difficulty);
        report.count(of, question.right, answered(number));
    }
    // What went wrong first: it comes first tomorrow, as far as that goes.
    for wanted in [true, false] {
        for (number, question) in paper.questions.iter().enumerate() {
            let choice = answered(number).choice;
            let is_wrong = choice.is_some_and(|choice| choice != question.right);
            let is_wanted = if wanted { is_wrong } else { choice.is_none() };
            for card in question.cards.iter().filter(|_| is_wanted) {
                if !report.again.contains(card) {
                    report.again.push(card.clone());
                }
            }
        }
    }
    report
}
