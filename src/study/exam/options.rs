//! A mock exam as it is asked for: how many questions in how much time, about what, and for which marks.

use super::coverage::Coverage;
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
    /// What they are about.
    pub coverage: Coverage,
    /// How they are marked.
    pub scheme: ExamScheme,
}

impl ExamOptions {
    /// About everything, for these marks and at this pace.
    #[must_use]
    pub fn of(questions: usize, scheme: &ExamScheme) -> Self {
        let coverage = Coverage::default();
        Self { questions, minutes: scheme.minutes(questions), seed: None, coverage, scheme: *scheme }
    }

    /// Writes the paper; without a seed it depends on the chance given.
    #[must_use]
    pub fn paper(&self, deck: &Deck, dataset: &Dataset<'_>, chance: u64) -> Paper {
        let spec = PaperSpec { questions: self.questions, seed: self.seed.unwrap_or(chance) };
        Paper { scheme: self.scheme, ..Paper::on(deck, dataset, spec, &self.coverage) }
    }
}
