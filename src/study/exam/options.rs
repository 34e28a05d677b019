//! A mock exam as it is asked for: how many questions in how much time, about what.

use super::{Paper, PaperSpec};
use crate::data::Dataset;
use crate::data::pack::exam::ExamScheme;
use crate::study::cards::Deck;

/// What one sits down to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExamOptions {
    /// How many questions.
    pub questions: usize,
    /// How many minutes.
    pub minutes: u32,
    /// What the questions depend on; by chance if left out.
    pub seed: Option<u64>,
    /// Only these sectors; all if there are none.
    pub sectors: Vec<String>,
}

impl ExamOptions {
    /// At the pace of the pack's exam.
    #[must_use]
    pub fn of(questions: usize, scheme: &ExamScheme) -> Self {
        Self { questions, minutes: scheme.minutes(questions), seed: None, sectors: Vec::new() }
    }

    /// Writes the paper; without a seed it depends on the chance given.
    #[must_use]
    pub fn paper(&self, deck: &Deck, dataset: &Dataset<'_>, chance: u64) -> Paper {
        let spec = PaperSpec { questions: self.questions, seed: self.seed.unwrap_or(chance) };
        Paper::on(deck, dataset, spec, &self.sectors)
    }
}
