//! What is due, in a line: for the overview, which must not hold the log of answers while others may want to write it.

use jiff::civil::Date;

use super::{ExamDay, Study};
use crate::clock::Now;
use crate::study::Collection;
use crate::text::counted;
use crate::tui::context::Context;

/// Of a larger pack the cards are not made for a line: that would take longer than anybody waits for it.
const LARGE: usize = 20_000;

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
    /// What is due today, in forms of a line, the fullest first.
    pub fn due(&mut self, ctx: Context<'_>, now: Now) -> Vec<String> {
        let told = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let study = &ctx.reader.study;
        if study.reviews.is_none() {
            return told(&[
                "cards, mock exams and outlines to try; nothing of it is kept here",
                "cards and mock exams; nothing is kept",
                "cards and mock exams",
            ]);
        }
        if let Some(collection) = &self.collection {
            return in_short(collection, now);
        }
        if ctx.dataset.len() > LARGE {
            return told(&["cards and mock exams"]);
        }
        let of = (study.plan.day_of(now.wall), ctx.reader.notes.changes(), self.exam_set);
        if let Some(told) = self.told.as_ref().filter(|told| told.of == of) {
            return told.forms.clone();
        }
        let mut collection = Collection::look(ctx.dataset, study.reviews.as_deref(), study.plan.clone());
        if let Some(ExamDay(exam)) = self.exam_set {
            collection.plan.exam = exam;
        }
        collection.set_own(ctx.reader.notes.cards(ctx.dataset));
        let forms = in_short(&collection, now);
        self.told = Some(Told { of, forms: forms.clone() });
        forms
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
    let mut forms: Vec<String> = exam.map(|left| format!("{both}; the exam is in {left} days")).into_iter().collect();
    forms.extend([both, format!("{} today", counted(today.cards.len(), "card"))]);
    forms
}
