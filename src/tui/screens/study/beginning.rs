//! Beginning something: a sitting, a drill, a paper of any kind, or one of the lists besides.

use std::sync::Arc;

use super::asking::Asking;
use super::begin::{Begin, Repeat};
use super::exam::Exam;
use super::papers::by_chance;
use super::past::Past;
use super::preparing::Then;
use super::progress::{ProgressPage, Standing};
use super::result::Marked;
use super::wanted::Wanted;
use super::{Activity, Study, overview};
use crate::clock::Now;
use crate::data::ItemId;
use crate::study::exam::again::{self, Order};
use crate::study::exam::history::not_yet_right;
use crate::study::exam::options::ExamOptions;
use crate::study::exam::{Paper, kept};
use crate::study::mains::coming::MainsFilter;
use crate::study::shelf::NotKept;
use crate::study::wording::stem;
use crate::study::{CardId, Collection};
use crate::text::counted;
use crate::tui::action::Effect;
use crate::tui::context::Context;

/// The most questions of a paper of what went wrong in many.
const MOST_AGAIN: usize = 100;

impl Study {
    /// Asks the cards about an item, over whatever is being done.
    pub fn drill(&mut self, ctx: Context<'_>, item: ItemId) {
        let Some(now) = self.now else { return };
        self.open(ctx);
        let Some(Then::Drill(item)) = self.once_there(Then::Drill(item)) else { return };
        // A paper in the making makes way for what is asked now.
        self.preparing = None;
        self.overview.stale();
        let Some(collection) = &mut self.collection else { return };
        let cards: Vec<CardId> = collection.deck.about(item).map(|card| card.id.clone()).collect();
        let title = ctx.dataset.get(item).map_or("", |item| item.title());
        if cards.is_empty() {
            self.open.clear();
            self.overview.said = Some(format!("No card asks about “{title}”: nothing in it has one certain answer."));
            return;
        }
        self.drilled = Some(item);
        // A date in a title may be what a card asks.
        let title = stem(title);
        self.leave_exam();
        // One comes back to the sitting one drills out of, but not to another drill.
        let sitting = |activity: &Activity| matches!(activity, Activity::Asking(asking) if !asking.is_drill());
        self.open.truncate(usize::from(self.open.first().is_some_and(sitting)));
        if let Some(collection) = &self.collection {
            self.open.push(Activity::Asking(Box::new(Asking::drill(title, cards, now).begin(collection))));
        }
    }

    /// Asks the cards about what is in a list of marks, over the overview.
    pub fn ask_list(&mut self, ctx: Context<'_>, list: &str, items: &[ItemId]) {
        let Some(now) = self.now else { return };
        self.open(ctx);
        let asked = self.once_there(Then::List(list.to_owned(), items.to_vec()));
        if asked.is_none() {
            return;
        }
        // A paper in the making makes way for what is asked now.
        self.preparing = None;
        self.overview.stale();
        let Some(collection) = &self.collection else { return };
        let day = collection.day(now);
        let cards = overview::about(collection, items, day);
        self.leave_exam();
        self.open.clear();
        if cards.is_empty() {
            self.overview.said = Some(format!("No card asks about what is in “{list}”."));
            return;
        }
        let begin = Begin::Marked { title: list.to_owned(), items: items.to_vec(), cards };
        if let Some(collection) = &mut self.collection {
            self.overview.make_due(collection, items, now);
        }
        self.begin(ctx, begin, now);
    }

    /// Begins the mock exam that was asked for on the command line.
    pub fn begin_exam(&mut self, ctx: Context<'_>, options: ExamOptions) {
        let Some(now) = self.now else { return };
        self.open(ctx);
        self.overview.stale();
        if let Some(Then::Begin(begin)) = self.once_there(Then::Begin(Begin::Exam(options))) {
            self.begin(ctx, begin, now);
        }
    }

    /// Goes to the questions of the main examination that were asked for on the command line.
    pub fn begin_mains(&mut self, ctx: Context<'_>, filter: MainsFilter) {
        let Some(now) = self.now else { return };
        self.open(ctx);
        self.mains.ask_for(ctx, filter, now);
        self.open.push(Activity::Mains);
    }

    pub(super) fn begin(&mut self, ctx: Context<'_>, begin: Begin, now: Now) -> Effect {
        if self.exam.is_some() && begin.is_paper() {
            self.open.clear();
            self.say("Another paper waits: go on with it and hand it in first, or discard it.");
            return Effect::Redraw;
        }
        let Some(collection) = &mut self.collection else { return Effect::Nothing };
        let activity = match begin {
            Begin::Cards { title, cards } | Begin::Marked { title, cards, .. } => {
                Some(asking(collection, title, cards, now))
            }
            Begin::Look { title, cards } => Some(Activity::Asking(Box::new(Asking::new(title, cards, false, now)))),
            Begin::Cram { title, of } => self.cram(ctx, title, of, now),
            Begin::Drill(item) => {
                self.drill(ctx, item);
                return Effect::Redraw;
            }
            Begin::Wanted => Some(Activity::Wanted(Box::new(Wanted::new(ctx, self.wish.clone())))),
            Begin::Exam(options) => {
                if let Some(Activity::Wanted(wanted)) = self.open.last() {
                    self.wish = Some(wanted.draft().clone());
                }
                let chance = self.papers.next(ctx.reader.study.chance, now);
                self.set_paper(ctx, options, chance)
            }
            Begin::Again(paper, repeat) => self.again(ctx, paper, repeat, now),
            Begin::NotYetRight => {
                let open = not_yet_right(ctx.dataset, self.papers.in_order()).into_iter().take(MOST_AGAIN);
                let scheme = ctx.dataset.pack.exam;
                // It has another each time, so that no letter is learnt instead of what it stands for.
                let number = by_chance(ctx.reader.study.chance, now);
                let paper = again::anew(open, (ctx.dataset, &collection.deck), scheme, number);
                let minutes = scheme.minutes(paper.questions.len());
                let latest = self.papers.sat.first().map(|attempt| attempt.begun.paper);
                self.set(ctx, paper, minutes, latest, now)
            }
            Begin::GoOn => self.exam.take().map(Activity::Exam),
            Begin::Resume(paper) => self.resume(paper, now),
            Begin::Discard(paper) => {
                self.discard(paper);
                return Effect::Redraw;
            }
            Begin::Past => Some(Activity::Past(Box::new(Past::new(&self.papers.sat)))),
            Begin::ReadAgain(paper) => self.papers.sat(paper).map(|attempt| {
                let (told, answers) = (attempt.paper(ctx.dataset), attempt.answers.clone());
                let time = (attempt.spent, attempt.spent >= attempt.limit());
                Activity::Result(Box::new(Marked::read_again(paper, told, answers, time)))
            }),
            Begin::Result => self.result.take().map(Activity::Result),
            Begin::Plan => self.make_plan(ctx, now),
            Begin::Progress => {
                let day = collection.day(now);
                let standing = Standing::new(ctx, collection, &collection.today(day), day);
                Some(Activity::Progress(Box::new(ProgressPage::new(standing))))
            }
            Begin::Mains => {
                self.mains.enter(ctx);
                Some(Activity::Mains)
            }
        };
        match activity {
            Some(activity) => self.open.push(activity),
            None => return Effect::Redraw,
        }
        Effect::Redraw
    }

    /// Sits down to a paper that was asked for; if there is less in it than that, says so.
    pub(super) fn sit(&mut self, ctx: Context<'_>, paper: Paper, options: &ExamOptions) -> Option<Activity> {
        let now = self.now?;
        let (given, asked) = (paper.questions.len(), options.questions);
        let minutes = options.minutes_for(given);
        let few = (given < asked).then(|| {
            let less = if minutes < options.minutes { "; the time is shortened to match" } else { "" };
            let given = counted(given, "question");
            format!("The pack gives {given} of the {asked} asked for{less}.")
        });
        let mut activity = self.set(ctx, paper, minutes, None, now);
        if let Some(Activity::Exam(exam)) = &mut activity {
            exam.said = few;
        }
        activity
    }

    /// Sits down to a paper that is set, if there is anything in it.
    fn set(
        &mut self,
        ctx: Context<'_>,
        mut paper: Paper,
        minutes: u32,
        again: Option<i64>,
        now: Now,
    ) -> Option<Activity> {
        if paper.questions.is_empty() {
            self.say(if ctx.dataset.is_empty() {
                "This pack has nothing to ask yet: questions are written for it, or made of its records and figures."
            } else {
                "There is too little in what is asked for to make a question of: ask for more topics or levels."
            });
            return None;
        }
        let claims = paper.questions.iter_mut().map(|question| std::mem::take(&mut question.claims)).collect();
        let set = kept::Begun { again, ..kept::Begun::new(ctx.dataset, paper, minutes, (now.unix_ms, now.wall)) };
        let mut exam = Exam::new(Arc::new(set), claims, now);
        exam.set_kept(self.papers.keep(exam.begun()));
        // One comes back to the overview, not to what led here.
        self.open.clear();
        Some(Activity::Exam(Box::new(exam)))
    }

    fn again(&mut self, ctx: Context<'_>, paper: i64, repeat: Repeat, now: Now) -> Option<Activity> {
        let attempt = self.papers.sat(paper)?;
        let scheme = attempt.begun.scheme;
        let chance = u64::try_from(now.unix_ms).unwrap_or_default();
        let (set, minutes) = match repeat {
            Repeat::Same => (again::again(attempt, ctx.dataset, Order::Same), attempt.begun.minutes),
            Repeat::Mixed => (again::again(attempt, ctx.dataset, Order::Mixed(chance)), attempt.begun.minutes),
            Repeat::Wrong => {
                let set = again::of(again::wrong(attempt), ctx.dataset, scheme, attempt.begun.seed);
                let minutes = scheme.minutes(set.questions.len());
                (set, minutes)
            }
        };
        if repeat == Repeat::Wrong && set.questions.is_empty() {
            self.say("Nothing went wrong in that paper.");
            return None;
        }
        self.set(ctx, set, minutes, Some(paper), now)
    }

    fn resume(&mut self, paper: i64, now: Now) -> Option<Activity> {
        let attempt = self.papers.take_left(paper)?;
        let mut exam = Exam::resumed(&attempt, now);
        // Who has the log open for reading only is told so at once.
        exam.pause();
        self.papers.keep_change(&mut exam, now);
        self.overview.stale();
        Some(Activity::Exam(Box::new(exam)))
    }

    /// Leaves a paper for good: the one that waits, or one of an earlier run.
    fn discard(&mut self, paper: Option<i64>) {
        let Some(name) = paper.or_else(|| self.exam.as_ref().map(|exam| exam.name())) else { return };
        let is_kept = self.exam.as_ref().is_some_and(|exam| exam.is_kept());
        let said = match self.papers.discard(name) {
            Ok(()) => "Discarded. The log keeps what was answered; nothing of it counts.".to_owned(),
            // Where nothing is kept, nothing need be.
            Err(NotKept(why)) if why.is_empty() || (paper.is_none() && !is_kept) => "Discarded.".to_owned(),
            Err(NotKept(why)) => {
                self.say(&format!("It could not be discarded: {why}."));
                return;
            }
        };
        if paper.is_none() {
            self.exam = None;
        }
        self.say(&said);
        self.overview.stale();
    }

    /// Says something where one is: on the overview, or in what lies over it.
    fn say(&mut self, sentence: &str) {
        let said = Some(sentence.to_owned());
        match self.open.last_mut() {
            Some(Activity::Wanted(wanted)) => wanted.said = said,
            Some(Activity::Past(past)) => past.said = said,
            Some(Activity::Result(result)) => result.said = said,
            Some(
                Activity::Asking(_)
                | Activity::Compare(_)
                | Activity::Exam(_)
                | Activity::Plan(_)
                | Activity::Progress(_)
                | Activity::Mains,
            )
            | None => {
                self.overview.said = said;
            }
        }
    }
}

fn asking(collection: &Collection, title: String, cards: Vec<CardId>, now: Now) -> Activity {
    Activity::Asking(Box::new(Asking::new(title, cards, true, now).begin(collection)))
}
