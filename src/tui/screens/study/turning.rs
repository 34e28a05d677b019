//! What an action does on the Study screen: it goes to what is in front, and what comes of it is done here.

use super::{Activity, Study, Turn};
use crate::clock::Now;
use crate::study::shelf::NotKept;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;

impl Study {
    /// Leaves the paper in front, if there is one: it goes on, and waits on the overview.
    pub(super) fn leave_exam(&mut self) {
        if matches!(self.open.last(), Some(Activity::Exam(_)))
            && let Some(Activity::Exam(mut exam)) = self.open.pop()
        {
            exam.pause();
            if let Some(now) = self.now {
                self.papers.keep_change(&mut exam, now);
            }
            self.exam = Some(exam);
        }
    }

    /// Keeps what is spent of the time of the paper that goes on, now and then: not every second, for each is written.
    pub(super) fn keep_time(&mut self, now: Now) {
        let exam = match self.open.last_mut() {
            Some(Activity::Exam(exam)) => Some(exam),
            _ => self.exam.as_mut(),
        };
        if let Some(exam) = exam.filter(|exam| exam.is_time_due(now)) {
            exam.pause();
            self.papers.keep_change(exam, now);
        }
    }

    /// Marks the paper at hand; what was not right comes tomorrow.
    pub(super) fn hand_in(&mut self, ctx: Context<'_>, now: Now) {
        self.leave_exam();
        let (Some(exam), Some(collection)) = (self.exam.take(), &mut self.collection) else { return };
        let shows = self.open.is_empty();
        if let Err(NotKept(why)) = self.papers.keep(exam.handed_in(now))
            && !why.is_empty()
        {
            self.overview.said = Some(format!("This paper will wait here again: {why}."));
        }
        self.papers.sat.insert(0, exam.attempt(now));
        let result = Box::new(exam.mark(ctx, collection, now));
        self.cut_off = result.cut_off();
        if shows {
            self.open.push(Activity::Result(result));
        } else {
            self.result = Some(result);
        }
        self.overview.stale();
    }

    fn turn(&mut self, ctx: Context<'_>, action: Action, now: Now) -> Turn {
        let Some(collection) = &mut self.collection else { return Turn::Stay(Effect::Nothing) };
        match self.open.last_mut() {
            None => Turn::Stay(Effect::Nothing),
            Some(Activity::Asking(asking)) => asking.update(ctx, collection, action, now),
            Some(Activity::Compare(compare)) => compare.update(action),
            Some(Activity::Exam(exam)) => {
                let turn = exam.update(action, now);
                self.papers.keep_change(exam, now);
                turn
            }
            Some(Activity::Wanted(wanted)) => wanted.update(ctx, action),
            Some(Activity::Past(past)) => past.update(action),
            Some(Activity::Result(result)) => result.update(ctx, action),
            Some(Activity::Plan(plan)) => plan.update(action),
            Some(Activity::Progress(progress)) => progress.update(action),
            Some(Activity::Mains) => self.mains.update(ctx, action, now),
        }
    }

    fn leave(&mut self) {
        match self.open.last() {
            Some(Activity::Wanted(wanted)) => {
                self.wish = Some(wanted.draft().clone());
                self.open.pop();
            }
            Some(Activity::Exam(_)) => {
                self.leave_exam();
                self.overview.select_go_on();
            }
            _ => {
                if let Some(Activity::Result(result)) = self.open.pop()
                    && result.is_new
                {
                    self.result = Some(result);
                }
            }
        }
        self.overview.stale();
    }

    /// Does what only studying knows.
    pub(super) fn act(&mut self, ctx: Context<'_>, action: Action) -> Effect {
        let Some(now) = self.now else { return Effect::Nothing };
        if self.preparing.is_some() {
            return self.leave_preparing(action);
        }
        if self.open.is_empty() {
            let Some(collection) = &mut self.collection else { return Effect::Nothing };
            return match self.overview.update(ctx, collection, action, now) {
                Ok(begin) => self.begin(ctx, begin, now),
                Err(effect) => effect,
            };
        }
        match self.turn(ctx, action, now) {
            Turn::Stay(effect) => effect,
            Turn::Leave => {
                self.leave();
                Effect::Redraw
            }
            Turn::Lay(activity) => {
                self.open.push(activity);
                Effect::Redraw
            }
            Turn::HandIn => {
                self.hand_in(ctx, now);
                Effect::Redraw
            }
            Turn::Begin(begin) => self.begin(ctx, begin, now),
        }
    }
}
