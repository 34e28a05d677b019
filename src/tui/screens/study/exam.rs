//! The mock exam while it runs: its questions and answers, which one is at hand, and its clock. Its questions are those
//! of the log of papers, for a paper is large, and are told as they are shown.
//!
//! What keys do to it is in [`answering`]; how it looks is in [`picture`], and where all questions stand in [`strip`].

mod answering;
mod picture;
mod strip;

use std::sync::Arc;
use std::time::Duration;

use super::result::Marked;
use crate::clock::Now;
use crate::study::Collection;
use crate::study::exam::attempt::Attempt;
use crate::study::exam::kept::{Answered, Begun, HandedIn, KeptQuestion, PaperEntry};
use crate::study::exam::report::Answer;
use crate::study::exam::{Claim, Form};
use crate::study::shelf::NotKept;
use crate::tui::context::Context;
use crate::tui::widgets::choice_page::Paging;

/// What the list of all questions tells of one.
#[derive(Clone, Debug)]
struct StripRow {
    sector: String,
    form: Form,
}

/// A paper being written.
#[derive(Clone, Debug)]
pub(super) struct Exam {
    /// A sentence to be read once.
    pub(super) said: Option<String>,
    listed: Vec<StripRow>,
    /// What each question claims, by which the one is told that is behind a wrong line: the log keeps none of it.
    claims: Vec<Vec<Claim>>,
    answers: Vec<Answer>,
    /// The question at hand, and the option selected in it.
    at: usize,
    option: usize,
    /// When this sitting began, and how much of the time was spent before it.
    began: Duration,
    spent: Duration,
    limit: Duration,
    /// Since when the question at hand is looked at.
    since: Duration,
    /// When what is spent of the time was kept last.
    noted: Duration,
    /// How far it is scrolled, and how one pages through it as it was last drawn.
    scroll: usize,
    paging: Paging,
    /// Whether the selected option is still to be brought into view.
    seek: bool,
    /// Whether handing in was asked for once already.
    asked: bool,
    /// How it was set, as the log of papers has it.
    set: Arc<Begun>,
    /// The question whose answer is not yet kept.
    changed: Option<usize>,
    /// That answers are not kept and why, if they are not; empty where nothing is kept at all.
    unkept: Option<String>,
    /// Whether nobody has gone on since that was so.
    is_unkept_news: bool,
}

/// The time is kept at least this often while it is told: a paper whose program is killed gets no more of it back.
const NOTED_EACH: Duration = Duration::from_secs(15);

impl Exam {
    /// A paper that is begun now.
    pub(super) fn new(set: Arc<Begun>, claims: Vec<Vec<Claim>>, now: Now) -> Self {
        let listed = |question: &KeptQuestion| StripRow { sector: question.sector(), form: question.form() };
        Self {
            said: None,
            listed: set.questions.iter().map(listed).collect(),
            claims,
            answers: vec![Answer::default(); set.questions.len()],
            at: 0,
            option: 0,
            began: now.elapsed,
            spent: Duration::ZERO,
            limit: set.limit(),
            since: now.elapsed,
            noted: now.elapsed,
            scroll: 0,
            paging: Paging::default(),
            seek: false,
            asked: false,
            set,
            changed: None,
            unkept: None,
            is_unkept_news: false,
        }
    }

    /// A paper that was left, as it stood then; its clock goes on now.
    pub(super) fn resumed(attempt: &Attempt, now: Now) -> Self {
        let (answers, at) = (attempt.answers.clone(), attempt.at);
        let option = answers.get(at).and_then(|answer| answer.choice).unwrap_or(0);
        Self { answers, at, option, spent: attempt.spent, ..Self::new(Arc::clone(&attempt.begun), Vec::new(), now) }
    }

    /// What it is called.
    pub(super) fn name(&self) -> i64 {
        self.set.paper
    }

    /// The entry with which it is begun.
    pub(super) fn begun(&self) -> PaperEntry {
        PaperEntry::Begun(Arc::clone(&self.set))
    }

    /// Counts the time up to now, as one leaves the paper: it is kept with the question at hand.
    pub(super) fn pause(&mut self) {
        self.changed = Some(self.at);
    }

    /// Whether what is spent of the time was not kept for so long that it is to be.
    pub(super) fn is_time_due(&self, now: Now) -> bool {
        now.elapsed.saturating_sub(self.noted) >= NOTED_EACH
    }

    /// The paper with its answers as they stand, as something to be read again.
    pub(super) fn attempt(&self, now: Now) -> Attempt {
        let (begun, answers) = (Arc::clone(&self.set), self.answers.clone());
        Attempt { begun, answers, at: self.at, spent: self.took(now), is_over: true, is_discarded: false }
    }

    /// What changed since this was last asked for and is to be kept.
    pub(super) fn take_change(&mut self, now: Now) -> Option<PaperEntry> {
        let question = self.changed.take()?;
        self.noted = now.elapsed;
        if question == self.at {
            self.count_time(now);
        }
        let Answer { choice, confidence, struck, marked, seconds } = self.answers.get(question)?.clone();
        let (paper, at, spent) = (self.set.paper, self.at, in_ms(self.took(now)));
        Some(PaperEntry::Answered(Answered { paper, question, choice, confidence, struck, marked, seconds, at, spent }))
    }

    /// Whether all that was answered is kept.
    pub(super) fn set_kept(&mut self, kept: Result<(), NotKept>) {
        if let Err(error) = kept {
            self.is_unkept_news |= self.unkept.is_none();
            self.unkept = Some(error.to_string());
        }
    }

    /// That answers are not kept and why, where they were to be.
    fn failure(&self) -> Option<&str> {
        self.unkept.as_deref().filter(|why| !why.is_empty())
    }

    /// Whether it can be gone on with after the program has ended.
    pub(super) fn is_kept(&self) -> bool {
        self.unkept.is_none()
    }

    /// How much of the time is spent.
    fn took(&self, now: Now) -> Duration {
        (self.spent + now.elapsed.saturating_sub(self.began)).min(self.limit)
    }

    /// The entry with which it ends.
    pub(super) fn handed_in(&self, now: Now) -> PaperEntry {
        PaperEntry::HandedIn(HandedIn { paper: self.set.paper, took: in_ms(self.took(now)) })
    }

    fn left(&self, now: Now) -> Duration {
        self.limit.saturating_sub(self.took(now))
    }

    /// Whether the time is up.
    pub(super) fn is_over(&self, now: Now) -> bool {
        self.left(now).is_zero()
    }

    /// The time left, as is told where the clock itself does not show: in minutes, and the last one in seconds; and how
    /// long until that is another.
    pub(super) fn in_title(&self, now: Now) -> (String, Duration) {
        let left = self.left(now);
        let minutes = left.as_secs().div_ceil(60);
        if minutes <= 1 {
            return (format!("{} left", clock(left)), self.until_next_second(now));
        }
        let until = left.saturating_sub(Duration::from_secs(60 * (minutes - 1)));
        (format!("{minutes} min left"), until + Duration::from_millis(1))
    }

    /// How long until the clock shows another second.
    pub(super) fn until_next_second(&self, now: Now) -> Duration {
        Duration::from_nanos(u64::from(self.left(now).subsec_nanos())) + Duration::from_millis(1)
    }

    /// The time left, as the clock shows it.
    pub(super) fn clock(&self, now: Now) -> String {
        clock(self.left(now))
    }

    /// Hands the paper in; what went wrong is made due tomorrow.
    pub(super) fn mark(mut self, ctx: Context<'_>, collection: &mut Collection, now: Now) -> Marked {
        self.count_time(now);
        let time = (self.took(now), self.is_over(now));
        let mut paper = self.attempt(now).paper(ctx.dataset);
        for (question, claims) in paper.questions.iter_mut().zip(self.claims) {
            question.claims = claims;
        }
        Marked::new(self.set.paper, paper, self.answers, time, (collection, now))
    }

    fn question(&self) -> Option<&KeptQuestion> {
        self.set.questions.get(self.at)
    }

    /// Adds what was spent on the question at hand, in whole seconds: what is left of one counts the next time.
    fn count_time(&mut self, now: Now) {
        let spent = now.elapsed.saturating_sub(self.since).as_secs();
        self.since += Duration::from_secs(spent);
        if let Some(answer) = self.answers.get_mut(self.at) {
            answer.seconds = answer.seconds.saturating_add(u32::try_from(spent).unwrap_or(u32::MAX));
        }
    }

    /// How many questions have no answer.
    pub(super) fn open(&self) -> usize {
        self.answers.iter().filter(|answer| answer.choice.is_none()).count()
    }
}

/// A stretch of time as a clock shows it.
pub(super) fn clock(left: Duration) -> String {
    let left = left.as_secs();
    let (hours, minutes, seconds) = (left / 3600, left / 60 % 60, left % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

fn in_ms(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
