//! One question put to a room, while it may be answered and after: who said what, and how soon.

use std::sync::Arc;
use std::time::Duration;

use super::MemberId;
use crate::data::question::OPTIONS;
use crate::study::exam::Question;

/// How long a question may be answered, where nobody said otherwise; at least and at most.
pub const USUAL: Duration = Duration::from_secs(45);
/// See there.
pub const SHORTEST: Duration = Duration::from_secs(5);
/// See there.
pub const LONGEST: Duration = Duration::from_secs(120);

/// Why an answer does not count, in words that have room on the smallest screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerRefusal {
    /// By somebody who is not in the room.
    #[error("No more in the room: come in again.")]
    NotHere,
    /// No question was put.
    #[error("Nothing is asked now.")]
    NothingAsked,
    /// Meant for a question that is over: another is asked.
    #[error("That key was for the question before.")]
    Another,
    /// An answer was given before.
    #[error("Answered: the first counts.")]
    Answered,
    /// The time was out.
    #[error("The time is out.")]
    TooLate,
    /// There is no such option.
    #[error("There is no such option.")]
    NoOption,
}

/// Why a question may not be answered any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Its time ran down.
    TimeOut,
    /// All who are here have answered.
    AllAnswered,
    /// The presenter ended it.
    ByPresenter,
}

/// An answer that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// Who gave it.
    pub by: MemberId,
    /// The option, from 0.
    pub option: usize,
    /// How long after the question was put.
    pub after: Duration,
}

/// A question put to a room.
#[derive(Clone, Debug)]
pub struct Round {
    question: Arc<Question>,
    number: usize,
    began: Duration,
    limit: Duration,
    /// By who gave them, so that no two are of one.
    answers: Vec<Given>,
    end: Option<End>,
    /// Once it is over: who came last before that, and how many were asked.
    asked: Option<(MemberId, usize)>,
}

impl Round {
    /// A question that is put now, the one of this number from 1 on.
    pub(super) fn new(question: Arc<Question>, number: usize, limit: Duration, now: Duration) -> Self {
        let limit = limit.clamp(SHORTEST, LONGEST);
        Self { question, number, began: now, limit, answers: Vec::new(), end: None, asked: None }
    }

    /// Takes an answer.
    pub(super) fn answer(&mut self, by: MemberId, option: usize, now: Duration) -> Result<(), AnswerRefusal> {
        if !self.is_open() || self.left(now).is_zero() {
            return Err(AnswerRefusal::TooLate);
        }
        if option >= self.question.options.len().min(OPTIONS) {
            return Err(AnswerRefusal::NoOption);
        }
        let place = self.answers.binary_search_by_key(&by, |given| given.by).err().ok_or(AnswerRefusal::Answered)?;
        self.answers.insert(place, Given { by, option, after: now.saturating_sub(self.began) });
        Ok(())
    }

    /// Takes no answer any more. The member who came last is known, and how many were asked.
    pub(super) fn close(&mut self, end: End, asked: (MemberId, usize)) {
        self.end.get_or_insert(end);
        self.asked.get_or_insert(asked);
    }

    /// What is asked.
    #[must_use]
    pub fn question(&self) -> &Question {
        &self.question
    }

    /// Which of the questions put it is, from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    /// How long it may be answered in all.
    #[must_use]
    pub fn limit(&self) -> Duration {
        self.limit
    }

    /// How long it may still be answered, were nobody to end it.
    #[must_use]
    pub fn left(&self, now: Duration) -> Duration {
        self.limit.saturating_sub(now.saturating_sub(self.began))
    }

    /// Whether it may be answered.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.end.is_none()
    }

    /// Why it may not, if so.
    #[must_use]
    pub fn end(&self) -> Option<End> {
        self.end
    }

    /// The answer of a member that counts, if there is one.
    #[must_use]
    pub fn answer_of(&self, member: MemberId) -> Option<Given> {
        let place = self.answers.binary_search_by_key(&member, |given| given.by).ok()?;
        self.answers.get(place).copied()
    }

    /// Whether a member had come before it was over.
    #[must_use]
    pub fn was_put_to(&self, member: MemberId) -> bool {
        self.asked.is_none_or(|(last, _)| member <= last)
    }

    /// How many were asked, once it is over.
    #[must_use]
    pub fn asked(&self) -> Option<usize> {
        self.asked.map(|(_, count)| count)
    }

    /// How many have answered.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.answers.len()
    }

    /// How many took each option.
    #[must_use]
    pub fn tally(&self) -> [usize; OPTIONS] {
        let mut tally = [0; OPTIONS];
        for given in &self.answers {
            if let Some(count) = tally.get_mut(given.option) {
                *count += 1;
            }
        }
        tally
    }

    /// How many took the right one.
    #[must_use]
    pub fn right(&self) -> usize {
        self.tally().get(self.question.right).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::AnswerRefusal::{Another, Answered, NoOption, NotHere, NothingAsked, TooLate};
    use crate::text::width;

    #[test]
    fn why_an_answer_does_not_count_is_told_whole_in_forty_columns() {
        for refusal in [NotHere, NothingAsked, Another, Answered, TooLate, NoOption] {
            let told = refusal.to_string();
            assert!(width(&told) <= 38, "{told}");
        }
    }
}
