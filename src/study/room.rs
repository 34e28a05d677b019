//! A room: who has come to follow a presenter, the questions put to all of them, and what comes of the answers.
//!
//! Pure: the time is an argument, by the one clock that all of a room share. Who may present, how the members are
//! reached and what they see is not known here.
//!
//! One answer of each member counts, the first, and only until the time is out. It is out when it has run down, when
//! the presenter ends it, or when all who are here have answered. A right answer is a point; nothing is given for
//! speed.

pub mod board;
pub mod next;
pub mod nickname;
pub mod round;

use std::sync::Arc;
use std::time::Duration;

use crate::study::exam::Question;
use round::{AnswerRefusal, End, Round};

/// So many names a room keeps at most, of those who are here and those who left with points.
pub const MOST_MEMBERS: usize = 2000;

/// A member of a room, by the number of their coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MemberId(u32);

/// Who has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// By what others tell them apart.
    pub id: MemberId,
    /// What they are called: no two are called alike.
    pub nickname: String,
    /// Whether they are here, and have not left.
    pub is_here: bool,
    /// How many of their answers were right.
    pub points: u32,
}

/// What became of a question for one member, for whoever keeps the results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The id of the question in the bank.
    pub question: String,
    /// Who.
    pub nickname: String,
    /// The option, from 0; none where no answer was given.
    pub answer: Option<usize>,
    /// The right one.
    pub right: usize,
    /// Whether that was given.
    pub is_right: bool,
    /// How long it took.
    pub after: Option<Duration>,
}

/// What is going on.
#[derive(Clone, Copy, Debug)]
pub enum Stage<'r> {
    /// No quiz: the presenter shows something else.
    Elsewhere,
    /// A quiz of which no question was put yet.
    Waiting,
    /// A question that may be answered.
    Asked(&'r Round),
    /// A question whose time is out.
    Told(&'r Round),
    /// How all stand.
    Board,
}

/// A room.
#[derive(Clone, Debug, Default)]
pub struct Room {
    members: Vec<Member>,
    /// How many have come so far.
    came: u32,
    is_quizzing: bool,
    shows_board: bool,
    round: Option<Round>,
    /// The ids of the questions that were put, in their order.
    put: Vec<String>,
}

impl Room {
    /// Takes somebody in, by a nickname that is cleaned, and made another where somebody here has it already. Who left
    /// and comes back under the same name goes on with their points. `None` where the room is full.
    pub fn join(&mut self, nickname: Option<&str>) -> Option<MemberId> {
        let number = self.came.saturating_add(1);
        let wished = nickname.and_then(nickname::cleaned).unwrap_or_else(|| format!("Visitor {number}"));
        if let Some(member) =
            self.who_left(&wished).and_then(|id| self.members.iter_mut().find(|member| member.id == id))
        {
            member.is_here = true;
            return Some(member.id);
        }
        if self.members.len() >= MOST_MEMBERS {
            let least = self.members.iter().filter(|member| !member.is_here).min_by_key(|member| member.points)?.id;
            self.members.retain(|member| member.id != least);
        }
        let is_taken = |name: &str| self.members.iter().any(|member| nickname::are_alike(&member.nickname, name));
        let nickname = nickname::apart(&wished, is_taken);
        self.came = number;
        let id = MemberId(number);
        self.members.push(Member { id, nickname, is_here: true, points: 0 });
        Some(id)
    }

    /// Who left under this name or, where somebody here has that, under the first of those that were made of it.
    fn who_left(&self, wished: &str) -> Option<MemberId> {
        if let Some(member) = self.members.iter().find(|member| nickname::are_alike(&member.nickname, wished)) {
            if !member.is_here {
                return Some(member.id);
            }
            let left = self.members.iter().filter(|member| !member.is_here);
            let numbered = left.filter_map(|left| Some((nickname::number(&left.nickname, wished)?, left.id)));
            return numbered.min().map(|(_, id)| id);
        }
        None
    }

    /// Lets somebody go. Their points stay, and so does their answer to a question that is open.
    pub fn leave(&mut self, id: MemberId, now: Duration) -> Vec<Outcome> {
        let mut outcomes = self.settle(now);
        if let Some(member) = self.members.iter_mut().find(|member| member.id == id) {
            member.is_here = false;
        }
        outcomes.extend(self.settle(now));
        self.forget_strangers();
        outcomes
    }

    /// Begins a quiz, or ends it.
    pub fn set_quizzing(&mut self, is_quizzing: bool, now: Duration) -> Vec<Outcome> {
        if !is_quizzing {
            return self.abandon(now);
        }
        self.is_quizzing = true;
        Vec::new()
    }

    /// Ends the quiz, as its presenter is done with it or has gone: who had not answered the question that is cut off by
    /// that said nothing wrong.
    pub fn abandon(&mut self, now: Duration) -> Vec<Outcome> {
        let mut outcomes = self.settle(now);
        outcomes.extend(self.end(now).into_iter().filter(|outcome| outcome.answer.is_some()));
        (self.is_quizzing, self.shows_board, self.round) = (false, false, None);
        outcomes
    }

    /// Puts a question, for so long; the one before is over.
    pub fn put(&mut self, question: Question, limit: Duration, now: Duration) -> Vec<Outcome> {
        let outcomes = self.end(now);
        self.put.extend(question.written.clone());
        self.round = Some(Round::new(Arc::new(question), self.put.len(), limit, now));
        self.is_quizzing = true;
        self.shows_board = false;
        outcomes
    }

    /// Takes an answer: the first of each member, until the time is out.
    ///
    /// # Errors
    /// Why it does not count.
    pub fn answer(&mut self, id: MemberId, option: usize, now: Duration) -> Result<Vec<Outcome>, AnswerRefusal> {
        if !self.members.iter().any(|member| member.id == id && member.is_here) {
            return Err(AnswerRefusal::NotHere);
        }
        self.round.as_mut().ok_or(AnswerRefusal::NothingAsked)?.answer(id, option, now)?;
        Ok(self.settle(now))
    }

    /// Ends the question that is open before its time is out.
    pub fn end(&mut self, now: Duration) -> Vec<Outcome> {
        let outcomes = self.settle(now);
        if self.round.as_ref().is_some_and(Round::is_open) { self.close(End::ByPresenter) } else { outcomes }
    }

    /// Ends the question that is open if its time is out or all who are here have answered, and tells what came of it:
    /// for each who answered, and for each who is here and did not.
    pub fn settle(&mut self, now: Duration) -> Vec<Outcome> {
        let Some(round) = self.round.as_ref().filter(|round| round.is_open()) else { return Vec::new() };
        let mut here = self.members.iter().filter(|member| member.is_here).peekable();
        let is_asked = here.peek().is_some();
        if is_asked && here.all(|member| round.answer_of(member.id).is_some()) {
            self.close(End::AllAnswered)
        } else if round.left(now).is_zero() {
            self.close(End::TimeOut)
        } else {
            Vec::new()
        }
    }

    fn close(&mut self, end: End) -> Vec<Outcome> {
        let Some(round) = &mut self.round else { return Vec::new() };
        let mut outcomes = Vec::new();
        for member in &mut self.members {
            let answer = round.answer_of(member.id);
            if answer.is_none() && !member.is_here {
                continue;
            }
            let right = round.question().right;
            let is_right = answer.is_some_and(|answer| answer.option == right);
            member.points += u32::from(is_right);
            outcomes.push(Outcome {
                question: round.question().written.clone().unwrap_or_default(),
                nickname: member.nickname.clone(),
                answer: answer.map(|answer| answer.option),
                right,
                is_right,
                after: answer.map(|answer| answer.after),
            });
        }
        round.close(end, (MemberId(self.came), outcomes.len()));
        self.forget_strangers();
        outcomes
    }

    /// Forgets who left and has neither points nor an answer to a question that is open.
    fn forget_strangers(&mut self) {
        let open = self.round.as_ref().filter(|round| round.is_open());
        let has_answered = |id: MemberId| open.is_some_and(|round| round.answer_of(id).is_some());
        self.members.retain(|member| member.is_here || member.points > 0 || has_answered(member.id));
    }

    /// Shows how all stand, or what came of the question again; while one may be answered neither.
    pub fn show_board(&mut self, shows: bool) {
        let is_open = self.round.as_ref().is_some_and(Round::is_open);
        self.shows_board = shows && !is_open;
    }

    /// What is going on.
    #[must_use]
    pub fn stage(&self) -> Stage<'_> {
        match &self.round {
            _ if !self.is_quizzing => Stage::Elsewhere,
            Some(round) if round.is_open() => Stage::Asked(round),
            _ if self.shows_board => Stage::Board,
            Some(round) => Stage::Told(round),
            None => Stage::Waiting,
        }
    }

    /// Who has come, in the order of their coming: also who left with points.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// One of them.
    #[must_use]
    pub fn member(&self, id: MemberId) -> Option<&Member> {
        self.members.iter().find(|member| member.id == id)
    }

    /// How many are here.
    #[must_use]
    pub fn here(&self) -> usize {
        self.members.iter().filter(|member| member.is_here).count()
    }

    /// The ids of the questions that were put, in their order.
    #[must_use]
    pub fn was_put(&self) -> &[String] {
        &self.put
    }
}

#[cfg(test)]
mod tests;
