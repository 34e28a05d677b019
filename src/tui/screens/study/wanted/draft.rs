//! A paper as it is being asked for: what each field holds, and what becomes of it when it is changed.

use crate::data::Dataset;
use crate::data::pack::exam::{ExamScheme, Marks};
use crate::data::pack::preset::ExamPreset;
use crate::study::exam::coverage::{Coverage, Levels};
use crate::study::exam::options::ExamOptions;
use crate::tui::whereabouts::PaperChoice;

/// How many questions a paper has before one says so, and by how many a key changes it.
const QUESTIONS: u32 = 25;
const STEP: u32 = 5;
/// What of a right answer a wrong one may take off.
const SHARES: [(u8, u8); 5] = [(0, 1), (1, 4), (1, 3), (1, 2), (1, 1)];
/// What a right answer may bring, besides what exams give.
const RIGHT: [&str; 4] = ["1", "2", "3", "4"];

/// One thing to be said of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// As in which exam.
    Exam,
    /// How many questions.
    Questions,
    /// How many minutes.
    Minutes,
    /// What a right answer brings.
    Right,
    /// What a wrong one takes off.
    Wrong,
    /// How difficult.
    Level,
    /// Only of what an exam asks.
    Core,
    /// About the topic of this number.
    Topic(usize),
}

impl Field {
    /// Those above the topics.
    pub(super) const ALL: [Self; 7] =
        [Self::Exam, Self::Questions, Self::Minutes, Self::Right, Self::Wrong, Self::Level, Self::Core];
}

/// A paper as it is being asked for.
#[derive(Clone, Debug)]
pub(in crate::tui::screens::study) struct Draft {
    /// The exam it is like, by its number among those of the pack.
    pub(super) exam: Option<usize>,
    pub(super) questions: u32,
    /// How long, where it is not what the pace gives.
    minutes: Option<u32>,
    pub(super) scheme: ExamScheme,
    pub(super) coverage: Coverage,
}

impl Draft {
    /// As the pack's own exam.
    pub(super) fn of(dataset: &Dataset<'_>) -> Self {
        let (scheme, coverage) = (dataset.pack.exam, Coverage::default());
        Self { exam: None, questions: QUESTIONS, minutes: None, scheme, coverage }
    }

    /// As it was asked for in an earlier run, as far as the pack still has what was chosen.
    pub(in crate::tui::screens::study) fn chosen(dataset: &Dataset<'_>, choice: &PaperChoice) -> Self {
        let pack = &dataset.pack;
        let mut draft = Self::of(dataset);
        draft.exam = pack.exams.iter().position(|preset| preset.name == *choice.exam);
        if let Some(preset) = draft.exam.and_then(|at| pack.exams.get(at)) {
            draft.scheme = preset.scheme();
        }
        draft.set_number(Field::Questions, choice.questions);
        draft.minutes = None;
        if let Some(minutes) = choice.minutes {
            draft.set_number(Field::Minutes, minutes);
        }
        if let (Ok(right), Ok(wrong)) = (choice.right.parse(), choice.wrong.parse()) {
            (draft.scheme.right, draft.scheme.wrong) = (right, wrong);
        }
        let level = Levels::ALL.into_iter().find(|level| level.to_string() == choice.level);
        let known = |topic: &&String| pack.sectors.iter().any(|sector| *sector == ***topic);
        draft.coverage = Coverage {
            sectors: choice.topics.iter().filter(known).cloned().collect(),
            levels: level.unwrap_or_default(),
            core: choice.core,
        };
        draft
    }

    /// How it is asked for, in words that outlast a run.
    pub(in crate::tui::screens::study) fn choice(&self, dataset: &Dataset<'_>) -> PaperChoice {
        let exam = self.exam.and_then(|at| dataset.pack.exams.get(at));
        PaperChoice {
            exam: exam.map(|preset| preset.name.to_string()).unwrap_or_default(),
            questions: self.questions,
            minutes: self.minutes,
            right: self.scheme.right.notation(),
            wrong: self.scheme.wrong.notation(),
            level: self.coverage.levels.to_string(),
            core: self.coverage.core,
            topics: self.coverage.sectors.clone(),
        }
    }

    pub(super) fn minutes(&self) -> u32 {
        self.minutes.unwrap_or_else(|| self.scheme.minutes(self.questions as usize))
    }

    /// What to sit down to.
    pub(super) fn options(&self) -> ExamOptions {
        let of_scheme = ExamOptions::of(self.questions.max(1) as usize, &self.scheme);
        let minutes = self.minutes.unwrap_or(of_scheme.minutes).max(1);
        ExamOptions { minutes, coverage: self.coverage.clone(), ..of_scheme }
    }

    /// What is asked for, of one topic alone.
    pub(super) fn of_topic(&self, dataset: &Dataset<'_>, at: usize) -> Coverage {
        let sectors = dataset.pack.sectors.get(at).map(ToString::to_string).into_iter().collect();
        Coverage { sectors, ..self.coverage.clone() }
    }

    /// Whether a topic is chosen.
    pub(super) fn has_topic(&self, dataset: &Dataset<'_>, at: usize) -> bool {
        dataset.pack.sectors.get(at).is_some_and(|name| self.coverage.sectors.iter().any(|chosen| *chosen == **name))
    }

    /// The number of a field that may be typed.
    pub(super) fn number(&self, field: Field) -> Option<u32> {
        match field {
            Field::Questions => Some(self.questions),
            Field::Minutes => Some(self.minutes()),
            Field::Exam | Field::Right | Field::Wrong | Field::Level | Field::Core | Field::Topic(_) => None,
        }
    }

    /// Sets it, as far as a paper goes: there is at least one of each.
    pub(super) fn set_number(&mut self, field: Field, number: u32) {
        let (questions, minutes) = ExamPreset::MOST;
        match field {
            Field::Questions => self.questions = number.clamp(1, u32::from(questions).max(1)),
            Field::Minutes => self.minutes = Some(number.clamp(1, minutes.max(1))),
            Field::Exam | Field::Right | Field::Wrong | Field::Level | Field::Core | Field::Topic(_) => {}
        }
    }

    /// The value before or after in a field.
    pub(super) fn step(&mut self, dataset: &Dataset<'_>, field: Field, forward: bool) {
        match field {
            Field::Exam => self.step_exam(&dataset.pack.exams, dataset.pack.exam, forward),
            Field::Questions | Field::Minutes => {
                let number = self.number(field).unwrap_or_default();
                let next = if forward { number / STEP + 1 } else { number.div_ceil(STEP).saturating_sub(1) };
                self.set_number(field, next * STEP);
            }
            Field::Right => self.step_right(&dataset.pack.exams, forward),
            Field::Wrong => {
                let shares = SHARES.map(|(parts, of)| self.scheme.right.share(parts, of));
                self.scheme.wrong = next(&shares, self.scheme.wrong, forward);
            }
            Field::Level => self.coverage.levels = next(&Levels::ALL, self.coverage.levels, forward),
            Field::Core => self.coverage.core = !self.coverage.core,
            Field::Topic(at) => {
                let Some(name) = dataset.pack.sectors.get(at) else { return };
                if self.has_topic(dataset, at) {
                    self.coverage.sectors.retain(|chosen| *chosen != **name);
                } else {
                    self.coverage.sectors.push(name.to_string());
                }
            }
        }
    }

    fn step_exam(&mut self, exams: &[ExamPreset<'_>], own: ExamScheme, forward: bool) {
        let all: Vec<Option<usize>> = [None].into_iter().chain((0..exams.len()).map(Some)).collect();
        self.exam = next(&all, self.exam, forward);
        self.minutes = None;
        if let Some(preset) = self.exam.and_then(|at| exams.get(at)) {
            self.scheme = preset.scheme();
            self.questions = u32::from(preset.questions);
            self.minutes = Some(preset.minutes).filter(|minutes| *minutes != self.minutes());
        } else {
            self.scheme = own;
            self.questions = QUESTIONS;
        }
    }

    /// What is taken off stays the same part of what is given.
    fn step_right(&mut self, exams: &[ExamPreset<'_>], forward: bool) {
        let mut all: Vec<Marks> = RIGHT.iter().filter_map(|marks| marks.parse().ok()).collect();
        for right in exams.iter().map(|preset| preset.right).chain([self.scheme.right]) {
            if !all.contains(&right) {
                all.push(right);
            }
        }
        let ExamScheme { right, wrong, .. } = self.scheme;
        let share = SHARES.into_iter().find(|(parts, of)| right.share(*parts, *of) == wrong);
        self.scheme.right = next(&all, right, forward);
        if let Some((parts, of)) = share {
            self.scheme.wrong = self.scheme.right.share(parts, of);
        }
    }
}

/// The one after this, or before it, round and round; the first, if this is none of them.
fn next<T: Copy + PartialEq>(all: &[T], this: T, forward: bool) -> T {
    let Some(at) = all.iter().position(|one| *one == this) else { return all.first().copied().unwrap_or(this) };
    let at = if forward { at + 1 } else { (at + all.len()).saturating_sub(1) };
    at.checked_rem(all.len()).and_then(|at| all.get(at)).copied().unwrap_or(this)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_round() {
        assert_eq!([next(&[1, 2, 3], 3, true), next(&[1, 2, 3], 1, false), next(&[1, 2], 7, true)], [1, 3, 1]);
    }
}
