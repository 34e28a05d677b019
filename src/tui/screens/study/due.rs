//! What waits and what is due, in a line: for the overview, which must not hold the log of answers while others may
//! want to write it.

use jiff::civil::Date;

use super::{Activity, ExamDay, Study};
use crate::clock::Now;
use crate::study::Collection;
use crate::study::collection::opening::Opening;
use crate::study::exam::attempt::{Attempt, attempts};
use crate::text::counted;
use crate::tui::context::Context;

/// Of a larger pack the cards are not made for a line: that would take longer than anybody waits for it.
const LARGE: usize = 20_000;

/// Pieces of the log that are read at once.
const READ_AT_ONCE: usize = 4;

/// What is told of a paper that was left.
const A_PAPER: &str = "a mock exam waits";

/// What was told, and what it was told of: the log is read and the cards are made once only, not each time the overview
/// shows.
#[derive(Debug)]
pub(super) struct Told {
    of: Of,
    forms: Vec<String>,
}

/// The day, how often notes had changed, and the day of the exam if that was set: answers are given by none but the
/// opened collection, which is asked itself.
type Of = (Date, u64, Option<ExamDay>);

impl Study {
    /// What waits to be gone on with and what is due today, in forms of a line, the fullest first; nothing as long as
    /// the log is read for it: then it is asked for again.
    pub fn due(&mut self, ctx: Context<'_>, now: Now) -> Option<Vec<String>> {
        let is_left = self.is_left(ctx);
        let waits = self.waits().or_else(|| is_left.then_some(A_PAPER));
        let counts = ctx.reader.study.reviews.is_some() && (self.collection.is_some() || ctx.dataset.len() <= LARGE);
        Some(match waits {
            Some(waits) if counts => {
                let due = self.due_today(ctx, now)?;
                due.iter().map(|due| format!("{waits}; {due}")).chain([waits.to_owned()]).collect()
            }
            Some(waits) => vec![waits.to_owned()],
            None => self.due_today(ctx, now)?,
        })
    }

    /// What was left in this run and can be gone on with, in words.
    #[must_use]
    pub fn waits(&self) -> Option<&'static str> {
        let is_exam = self.exam.is_some() || self.open.iter().any(|activity| matches!(activity, Activity::Exam(_)));
        let sits = |activity: &Activity| matches!(activity, Activity::Asking(asking) if asking.is_going_on());
        if is_exam {
            Some(A_PAPER)
        } else if self.is_sitting() {
            Some("an answer waits")
        } else {
            self.open.iter().any(sits).then_some("a sitting waits")
        }
    }

    /// Whether a paper of an earlier run waits. Until papers are opened the log is looked at, and once only: only the
    /// opened papers change.
    fn is_left(&mut self, ctx: Context<'_>) -> bool {
        if self.papers.is_open() {
            return !self.papers.left.is_empty();
        }
        let kept = ctx.reader.study.papers.as_deref();
        *self.left_before.get_or_insert_with(|| {
            let log = kept.and_then(|kept| kept.look().ok());
            log.is_some_and(|log| attempts(log.entries()).iter().any(Attempt::is_left))
        })
    }

    fn due_today(&mut self, ctx: Context<'_>, now: Now) -> Option<Vec<String>> {
        let told = |texts: &[&str]| Some(texts.iter().map(|text| (*text).to_owned()).collect());
        let study = &ctx.reader.study;
        if study.reviews.is_none() {
            return told(&[
                "cards, mock exams and outlines to try; nothing of it is kept here",
                "cards and mock exams; nothing is kept",
                "cards and mock exams",
            ]);
        }
        if let Some(collection) = &self.collection {
            return Some(in_short(collection, now));
        }
        if ctx.dataset.len() > LARGE {
            return told(&["cards and mock exams"]);
        }
        let of = (study.plan.day_of(now.wall), ctx.reader.notes.changes(), self.exam_set);
        if let Some(told) = self.told.as_ref().filter(|told| told.of == of) {
            return Some(told.forms.clone());
        }
        let mut looking = self.looking.take().unwrap_or_else(|| {
            let deck = Collection::deck(ctx.dataset, &study.plan);
            Box::new(Opening::to_look(deck, study.reviews.as_deref(), study.plan.clone()))
        });
        if !(0..READ_AT_ONCE).any(|_| looking.advance()) {
            self.looking = Some(looking);
            return None;
        }
        let mut collection = looking.finish();
        if let Some(ExamDay(exam)) = self.exam_set {
            collection.plan.exam = exam;
        }
        collection.set_own(ctx.reader.notes.cards(ctx.dataset));
        let forms = in_short(&collection, now);
        self.told = Some(Told { of, forms: forms.clone() });
        Some(forms)
    }
}

fn in_short(collection: &Collection, now: Now) -> Vec<String> {
    let day = collection.day(now);
    let today = collection.today(day);
    let old = today.cards.len().saturating_sub(today.new);
    if today.cards.is_empty() {
        return vec!["nothing more is due today".to_owned()];
    }
    let both = match (old, today.new) {
        (old, 0) => format!("{} due today", counted(old, "card")),
        (0, new) => format!("{} today", counted(new, "new card")),
        (old, new) => format!("{old} due and {} today", counted(new, "new card")),
    };
    let exam = collection.plan.ahead(day).map(|exam| crate::study::scheduler::days(day, exam));
    let mut forms: Vec<String> =
        exam.map(|left| format!("{both}; the exam is in {}", counted(left, "day"))).into_iter().collect();
    forms.extend([both, format!("{} today", counted(today.cards.len(), "card"))]);
    forms
}
