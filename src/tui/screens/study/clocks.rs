//! The clocks of Study: a paper's, which goes on wherever one is until the program is left, and that of a question of
//! the main examination, which runs while it shows. What they look like is drawn by whoever shows them.

use std::time::Duration;

use super::{Activity, Study};
use crate::clock::Now;
use crate::tui::action::Effect;
use crate::tui::context::Context;

impl Study {
    /// Whether one sits in a paper, or writes an answer, now.
    #[must_use]
    pub fn is_sitting(&self) -> bool {
        match self.open.last() {
            Some(Activity::Mains) => self.mains.is_writing(),
            _ => self.is_at_paper(),
        }
    }

    /// Whether a paper is in front, with its clock.
    #[must_use]
    pub fn is_at_paper(&self) -> bool {
        matches!(self.open.last(), Some(Activity::Exam(_)))
    }

    /// Whether the report of a paper is in front.
    #[must_use]
    pub fn is_at_report(&self) -> bool {
        matches!(self.open.last(), Some(Activity::Result(_)))
    }

    /// What is to be known by whoever leaves a paper that is not handed in, in a sentence: as in an exam its clock goes
    /// on.
    #[must_use]
    pub fn told_of_clock(&self) -> Option<&'static str> {
        let exam = match self.open.last() {
            Some(Activity::Exam(exam)) => exam,
            _ => self.exam.as_ref()?,
        };
        Some(if exam.is_kept() {
            "The paper’s clock goes on; only quitting stops it."
        } else {
            "The paper’s clock goes on; quitting loses the paper."
        })
    }

    /// What would be lost or left if the program ended now, in a sentence: a paper in which one sits, or one that is
    /// kept nowhere, or the time on a question. Where this does not show, only what would be lost is worth a question.
    pub fn unfinished(&mut self, shows: bool) -> Option<&'static str> {
        if matches!(self.open.last(), Some(Activity::Mains)) && self.mains.is_writing() {
            return Some("The time on this question is not kept; quit again leaves it.");
        }
        let (exam, sits) = match self.open.last_mut() {
            Some(Activity::Exam(exam)) => (exam, shows),
            _ => (self.exam.as_mut()?, false),
        };
        // Whatever comes of the question, the time up to here is spent.
        exam.pause();
        self.papers.keep_change(exam, self.now?);
        match (exam.is_kept(), sits) {
            (true, true) => Some("The paper is kept and its clock stops; quit again leaves it."),
            // It waits on the overview, as it did before this key.
            (true, false) => None,
            (false, _) => Some("The paper is not handed in nor kept; quit again loses it."),
        }
    }

    /// Tells the time, and whether this shows; an exam whose time is up is handed in.
    pub fn set_time(&mut self, ctx: Context<'_>, now: Now, shows: bool) -> Effect {
        self.now = Some(now);
        let is_front = matches!(self.open.last(), Some(Activity::Mains));
        let written = self.mains.set_time(now, shows && is_front);
        let ticked = match (&self.exam, self.open.last()) {
            (_, Some(Activity::Exam(exam))) | (Some(exam), _) => Some(exam.is_over(now)),
            _ => None,
        };
        match ticked {
            Some(true) => {
                self.hand_in(ctx, now);
                Effect::Redraw
            }
            Some(false) => {
                self.keep_time(now);
                Effect::Redraw
            }
            None => written,
        }
    }

    /// The time left of a paper that goes on, in words, and how long until that is another: where its clock does not
    /// show, or may not, as something lies over it.
    #[must_use]
    pub fn time_left(&self, may_show: bool) -> Option<(String, Duration)> {
        let now = self.now?;
        match self.open.last() {
            Some(Activity::Exam(exam)) => (!may_show).then(|| exam.in_title(now)),
            None if may_show => None,
            _ => Some(self.exam.as_ref()?.in_title(now)),
        }
    }

    /// Tells once that the clock has handed a paper in.
    pub fn take_cut_off(&mut self) -> Option<String> {
        self.cut_off.take()
    }

    /// How long until the clock on the screen moves: only while an exam shows, or a question that is answered.
    #[must_use]
    pub fn alarm(&self) -> Option<Duration> {
        let exam = match self.open.last() {
            Some(Activity::Exam(exam)) => exam,
            None => self.exam.as_ref()?,
            Some(Activity::Mains) => return self.mains.alarm(),
            _ => return None,
        };
        Some(exam.until_next_second(self.now?))
    }
}
