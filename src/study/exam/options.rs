//! A mock exam as it is asked for: how many questions in how much time, about what, and for which marks.

use super::coverage::Coverage;
use super::setting::Setting;
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

    /// How many minutes a paper of so many questions takes: where there are fewer than asked for, there is less time
    /// for them too.
    #[must_use]
    pub fn minutes_for(&self, given: usize) -> u32 {
        let asked = u32::try_from(self.questions).unwrap_or(u32::MAX).max(1);
        let given = u32::try_from(given).unwrap_or(u32::MAX).min(asked);
        self.minutes.saturating_mul(given).div_ceil(asked).max(1)
    }

    /// Writes the paper; without a seed it depends on the chance given.
    #[must_use]
    pub fn paper(&self, deck: &Deck, dataset: &Dataset<'_>, chance: u64) -> Paper {
        Paper { scheme: self.scheme, ..Paper::on(deck, dataset, self.spec(chance), &self.coverage) }
    }

    /// Begins to write the paper, for [`set`](Self::set) once it is written.
    #[must_use]
    pub fn setting(&self, deck: &Deck, dataset: &Dataset<'_>, chance: u64) -> Setting {
        Setting::new(deck, dataset, self.spec(chance), &self.coverage)
    }

    /// The paper that was written.
    #[must_use]
    pub fn set(&self, setting: Setting, dataset: &Dataset<'_>) -> Paper {
        Paper { scheme: self.scheme, ..setting.into_paper(dataset) }
    }

    fn spec(&self, chance: u64) -> PaperSpec {
        PaperSpec { questions: self.questions, seed: self.seed.unwrap_or(chance) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_questions_have_less_time() {
        let wanted = ExamOptions { minutes: 60, ..ExamOptions::of(100, &ExamScheme::default()) };
        assert_eq!([100, 50, 4, 0, 200].map(|given| wanted.minutes_for(given)), [60, 30, 3, 1, 60]);
        let none = ExamOptions { questions: 0, minutes: 0, ..wanted };
        assert_eq!(none.minutes_for(0), 1);
    }
}
