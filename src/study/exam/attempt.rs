//! A paper somebody sat, as the entries about it tell: what was answered, how much of the time was spent, how it ended.
//!
//! What an entry is, and how it is written, is [`super::kept`]'s.

use std::sync::Arc;
use std::time::Duration;

use super::kept::{Answered, Begun, KeptQuestion, PaperEntry};
use super::report::{Answer, Report};
use super::{Paper, PaperSpec, Question};
use crate::data::Dataset;

/// A paper somebody sat, as far as its entries tell.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// The paper.
    pub begun: Arc<Begun>,
    /// The answers, one for each question.
    pub answers: Vec<Answer>,
    /// The question one was at.
    pub at: usize,
    /// How much of the time was spent.
    pub spent: Duration,
    /// Whether it was handed in.
    pub is_over: bool,
    /// Whether it was left for good.
    pub is_discarded: bool,
}

/// What the entries of a log come to, oldest first. Entries of a paper that was never begun are passed over.
#[must_use]
pub fn attempts(entries: &[PaperEntry]) -> Vec<Attempt> {
    let mut attempts: Vec<Attempt> = Vec::new();
    for entry in entries {
        match entry {
            PaperEntry::Begun(begun) => attempts.push(Attempt::begun(Arc::clone(begun))),
            PaperEntry::Answered(answered) => of(&mut attempts, answered.paper, |attempt| attempt.answered(answered)),
            PaperEntry::HandedIn(end) => of(&mut attempts, end.paper, |attempt| {
                attempt.is_over = true;
                attempt.spent = Duration::from_millis(end.took);
            }),
            PaperEntry::Discarded(end) => of(&mut attempts, end.paper, |attempt| attempt.is_discarded = true),
            PaperEntry::Unknown(_) => {}
        }
    }
    attempts
}

/// Does something to the paper of this name, if there is one.
fn of(attempts: &mut [Attempt], paper: i64, does: impl FnOnce(&mut Attempt)) {
    if let Some(attempt) = attempts.iter_mut().rev().find(|attempt| attempt.begun.paper == paper) {
        does(attempt);
    }
}

impl Attempt {
    fn begun(begun: Arc<Begun>) -> Self {
        let answers = vec![Answer::default(); begun.questions.len()];
        Self { begun, answers, at: 0, spent: Duration::ZERO, is_over: false, is_discarded: false }
    }

    fn answered(&mut self, answered: &Answered) {
        let Answered { question, choice, confidence, struck, marked, seconds, at, spent, .. } = answered;
        if let Some(answer) = self.answers.get_mut(*question) {
            let (struck, choice) = (struck.clone(), *choice);
            *answer = Answer { choice, confidence: *confidence, struck, marked: *marked, seconds: *seconds };
        }
        self.at = (*at).min(self.answers.len().saturating_sub(1));
        self.spent = self.spent.max(Duration::from_millis(*spent));
    }

    /// Whether it can be gone on with.
    #[must_use]
    pub fn is_left(&self) -> bool {
        !self.is_over && !self.is_discarded
    }

    /// The paper, to be gone on with or read again.
    #[must_use]
    pub fn paper(&self, dataset: &Dataset<'_>) -> Paper {
        let questions: Vec<Question> = self.begun.questions.iter().map(|question| question.told(dataset)).collect();
        let spec = PaperSpec { questions: questions.len(), seed: self.begun.seed };
        Paper { spec, questions, scheme: self.begun.scheme }
    }

    /// Its questions, each with the answer to it.
    pub fn answered_questions(&self) -> impl Iterator<Item = (&KeptQuestion, &Answer)> {
        self.begun.questions.iter().zip(&self.answers)
    }

    /// How it went.
    #[must_use]
    pub fn report(&self) -> Report {
        let mut report = Report::default();
        for (question, answer) in self.answered_questions() {
            report.count((question.form, question.sector(), question.difficulty), question.right, answer);
        }
        report
    }

    /// The mark, in one line: `12⅔ of 20 marks`.
    #[must_use]
    pub fn in_short(&self) -> String {
        self.report().in_short(&self.begun.scheme)
    }

    /// How long one has.
    #[must_use]
    pub fn limit(&self) -> Duration {
        self.begun.limit()
    }

    /// How many questions are answered.
    #[must_use]
    pub fn answered_count(&self) -> usize {
        self.answers.iter().filter(|answer| answer.choice.is_some()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::exam::kept::tests::{answered, begun};
    use crate::study::exam::kept::{Discarded, HandedIn};

    #[test]
    fn a_paper_is_what_its_entries_come_to() {
        let entries = [
            begun(1, 2),
            answered(1, 0, 1, 4_000),
            begun(2, 1),
            answered(1, 0, 0, 9_000),
            answered(1, 1, 1, 12_000),
            answered(9, 0, 1, 1),
            answered(2, 7, 1, 2_000),
            PaperEntry::HandedIn(HandedIn { paper: 2, took: 5_000 }),
        ];
        let told = attempts(&entries);
        let [first, second] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((first.answers[0].choice, first.answers[1].choice, first.at), (Some(0), Some(1), 1));
        assert_eq!((first.spent, first.is_over, first.answered_count()), (Duration::from_secs(12), false, 2));
        assert_eq!((second.is_over, second.spent, second.answered_count()), (true, Duration::from_secs(5), 0));
        assert_eq!(first.limit(), Duration::from_secs(720));
        assert_eq!((first.is_left(), second.is_left()), (true, false));
    }

    #[test]
    fn a_paper_is_not_held_twice() {
        let entries = [begun(1, 2)];
        let PaperEntry::Begun(begun) = &entries[0] else { panic!("no beginning") };
        assert!(Arc::ptr_eq(begun, &attempts(&entries)[0].begun));
    }

    #[test]
    fn what_a_later_edition_writes_is_kept_and_passed_over() {
        let line = r#"{"pondered":{"paper":1,"over":"tea"}}"#;
        let entry = PaperEntry::from_line(line).unwrap();
        assert_eq!((entry.to_line().as_str(), attempts(&[entry]).len()), (line, 0));
        for broken in [r#"{"answered":{"paper":1}}"#, r#"{"begun":{},"pondered":{}}"#, r#"{"pondered":1}"#, "[]"] {
            assert!(PaperEntry::from_line(broken).is_none(), "{broken}");
        }
    }

    #[test]
    fn a_paper_that_is_discarded_stays_in_the_log() {
        let told = attempts(&[begun(1, 2), answered(1, 0, 1, 4_000), PaperEntry::Discarded(Discarded { paper: 1 })]);
        assert!(told[0].is_discarded && !told[0].is_over && told[0].answered_count() == 1);
        let line = PaperEntry::Discarded(Discarded { paper: 1 }).to_line();
        assert_eq!(line, r#"{"discarded":{"paper":1}}"#);
        assert_eq!(PaperEntry::from_line(&line), Some(PaperEntry::Discarded(Discarded { paper: 1 })));
    }
}
