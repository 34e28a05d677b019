//! Study: what is due, sittings with cards, the mock exam, and how far one has come.
//!
//! What is being done lies on a stack over the [`overview`]: a sitting, over it perhaps a drill or a
//! comparison. A mock exam that is left goes on and waits on the overview. What is asked, and when, is
//! decided in [`crate::study`]; here it is shown and answered.

mod asking;
mod compare;
mod exam;
mod mains;
mod overview;
mod plan;
mod progress;
mod result;
mod wording;

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::asking::Asking;
use self::compare::Compare;
use self::exam::Exam;
use self::mains::Mains;
use self::overview::{Begin, Overview};
use self::plan::PlanPage;
use self::result::Marked;
use super::item_actions;
use crate::clock::Now;
use crate::data::ItemId;
use crate::study::exam::Question;
use crate::study::exam::kept::{Attempt, PaperEntry, attempts};
use crate::study::exam::options::ExamOptions;
use crate::study::mains::coming::MainsFilter;
use crate::study::shelf::{Log, NotKept, Shelf};
use crate::study::{CardId, Collection};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::key::Key;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Layer, Outcome};
use crate::tui::widgets::page::Page;

/// The Study tab.
#[derive(Debug, Default)]
pub struct Study {
    /// Opened when the tab first shows, or a record is first drilled.
    collection: Option<Box<Collection>>,
    overview: Overview,
    open: Vec<Activity>,
    /// A mock exam that goes on while one looks at something else.
    exam: Option<Box<Exam>>,
    /// Papers that were left in an earlier run and can be gone on with, the latest first.
    left: Vec<Attempt>,
    /// Papers that were handed in, the latest first.
    sat: Vec<Attempt>,
    /// Where papers are kept.
    papers: Option<Box<dyn Log<PaperEntry>>>,
    /// The mock exam handed in last.
    result: Option<Box<Marked>>,
    /// The questions of the main examination.
    mains: Mains,
    now: Option<Now>,
}

/// What lies over the overview.
#[derive(Debug)]
enum Activity {
    Asking(Box<Asking>),
    Compare(Box<Compare>),
    Exam(Box<Exam>),
    Result(Box<Marked>),
    /// What fits until the exam.
    Plan(Box<PlanPage>),
    /// The questions of the main examination, which are kept beside: one of them may wait.
    Mains,
}

/// What comes of an action.
enum Turn {
    /// It goes on.
    Stay(Effect),
    /// It is left.
    Leave,
    /// Something is laid over it.
    Lay(Activity),
    /// A paper is handed in.
    HandIn,
}

impl Study {
    /// Opens what is studied, unless it is open.
    pub fn open(&mut self, ctx: Context<'_>) {
        let study = &ctx.reader.study;
        if self.collection.is_some() {
            return;
        }
        self.collection = Some(Box::new(Collection::open(ctx.dataset, study.reviews.as_deref(), study.plan.clone())));
        match study.papers.as_deref().map(Shelf::open) {
            Some(Ok(papers)) => {
                let sat = attempts(papers.entries());
                (self.sat, self.left) = sat.into_iter().rev().partition(|attempt| attempt.is_over);
                self.overview.said = papers.notices().into_iter().next();
                self.papers = Some(papers);
            }
            Some(Err(error)) => self.overview.said = Some(format!("{error}; papers sat here are not kept")),
            None => {}
        }
        self.mains.open(ctx);
    }

    /// Keeps what happened to a paper.
    fn keep(papers: &mut Option<Box<dyn Log<PaperEntry>>>, entry: PaperEntry) -> Result<(), NotKept> {
        match papers {
            Some(papers) => papers.append(entry),
            // Nobody asked for anything to be kept: that is no failure to be told.
            None => Err(NotKept(String::new())),
        }
    }

    /// Keeps what changed in a paper.
    fn keep_change(papers: &mut Option<Box<dyn Log<PaperEntry>>>, exam: &mut Exam, now: Now) {
        if let Some(entry) = exam.take_change(now) {
            exam.set_kept(Self::keep(papers, entry));
        }
    }

    /// What would be lost or left if the program ended now, in a sentence: a paper in which one sits.
    pub fn unfinished(&mut self) -> Option<&'static str> {
        if matches!(self.open.last(), Some(Activity::Mains)) && self.mains.is_writing() {
            return Some("The time on this question is not kept; quit again leaves it.");
        }
        let exam = match self.open.last_mut() {
            Some(Activity::Exam(exam)) => exam,
            _ => self.exam.as_mut()?,
        };
        // Whatever comes of the question, the time up to here is spent.
        exam.pause();
        Self::keep_change(&mut self.papers, exam, self.now?);
        Some(if exam.is_kept() {
            "The paper is kept, not handed in; quit again leaves it."
        } else {
            "The paper is not handed in nor kept; quit again loses it."
        })
    }

    /// Tells the time, and whether this shows; an exam whose time is up is handed in.
    pub fn set_time(&mut self, now: Now, shows: bool) -> Effect {
        self.now = Some(now);
        let is_front = matches!(self.open.last(), Some(Activity::Mains));
        let written = self.mains.set_time(now, shows && is_front);
        let ticked = match (&self.exam, self.open.last()) {
            (_, Some(Activity::Exam(exam))) | (Some(exam), _) => Some(exam.is_over(now)),
            _ => None,
        };
        match ticked {
            Some(true) => {
                self.hand_in(now);
                Effect::Redraw
            }
            Some(false) => Effect::Redraw,
            None => written,
        }
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

    /// Asks the cards about an item, over whatever is being done.
    pub fn drill(&mut self, ctx: Context<'_>, item: ItemId) {
        let Some(now) = self.now else { return };
        self.open(ctx);
        self.overview.stale();
        let Some(collection) = &mut self.collection else { return };
        let cards: Vec<CardId> = collection.deck.about(item).map(|card| card.id.clone()).collect();
        let title = ctx.dataset.get(item).map_or("", |item| item.title());
        if cards.is_empty() {
            self.open.clear();
            self.overview.said = Some(format!("No card asks about “{title}”: nothing in it has one certain answer."));
            return;
        }
        self.leave_exam();
        // One comes back to the sitting one drills out of, but not to another drill.
        let sitting = |activity: &Activity| matches!(activity, Activity::Asking(asking) if !asking.is_drill());
        self.open.truncate(usize::from(self.open.first().is_some_and(sitting)));
        if let Some(collection) = &self.collection {
            self.open.push(Activity::Asking(Box::new(Asking::drill(title, cards, now).begin(collection))));
        }
    }

    /// Begins the mock exam that was asked for on the command line.
    pub fn begin_exam(&mut self, ctx: Context<'_>, options: ExamOptions) {
        let Some(now) = self.now else { return };
        self.open(ctx);
        self.overview.stale();
        self.begin(ctx, Begin::Exam(options), now);
    }

    /// Goes to the questions of the main examination that were asked for on the command line.
    pub fn begin_mains(&mut self, ctx: Context<'_>, filter: MainsFilter) {
        let Some(now) = self.now else { return };
        self.open(ctx);
        self.mains.ask_for(ctx, filter, now);
        self.open.push(Activity::Mains);
    }

    /// Goes on once the reader's editor has ended, with what is to be said of that.
    pub fn edited(&mut self, ctx: Context<'_>, told: Option<String>) -> Effect {
        self.mains.edited(ctx, told);
        Effect::Redraw
    }

    /// Leaves the paper in front, if there is one: it goes on, and waits on the overview.
    fn leave_exam(&mut self) {
        if matches!(self.open.last(), Some(Activity::Exam(_)))
            && let Some(Activity::Exam(mut exam)) = self.open.pop()
        {
            exam.pause();
            if let Some(now) = self.now {
                Self::keep_change(&mut self.papers, &mut exam, now);
            }
            self.exam = Some(exam);
        }
    }

    fn begin(&mut self, ctx: Context<'_>, begin: Begin, now: Now) -> Effect {
        let Some(collection) = &mut self.collection else { return Effect::Nothing };
        let seed = u64::try_from(now.unix_ms).unwrap_or_default();
        if self.exam.is_some() && matches!(begin, Begin::Exam(_) | Begin::Resume(_)) {
            let waits = "Another paper waits: go on with it and hand it in first.";
            self.overview.said = Some(waits.to_owned());
            return Effect::Redraw;
        }
        let activity = match begin {
            Begin::Cards { title, cards } => {
                Activity::Asking(Box::new(Asking::new(title, cards, true, now).begin(collection)))
            }
            Begin::Marked(cards) => {
                Activity::Asking(Box::new(Asking::new("Marked".to_owned(), cards, true, now).begin(collection)))
            }
            Begin::Look { title, cards } => Activity::Asking(Box::new(Asking::new(title, cards, false, now))),
            Begin::Cram { title, cards } => {
                let cards = collection.cram(cards.iter().filter_map(|id| collection.card(id)), now, seed);
                Activity::Asking(Box::new(Asking::new(title, cards, false, now).begin(collection)))
            }
            Begin::Exam(options) => {
                // A short number can be written down, to sit the same paper again.
                let paper = options.paper(&collection.deck, ctx.dataset, seed % 10_000);
                let mut exam = Exam::new(ctx, paper, options.minutes, now);
                exam.set_kept(Self::keep(&mut self.papers, exam.begun()));
                Activity::Exam(Box::new(exam))
            }
            Begin::GoOn => match self.exam.take() {
                Some(exam) => Activity::Exam(exam),
                None => return Effect::Nothing,
            },
            Begin::Resume(paper) => {
                let Some(at) = self.left.iter().position(|attempt| attempt.begun.paper == paper) else {
                    return Effect::Nothing;
                };
                let attempt = self.left.remove(at);
                let mut exam = Exam::resumed(ctx, &attempt, now);
                // Who has the log open for reading only is told so at once.
                exam.pause();
                Self::keep_change(&mut self.papers, &mut exam, now);
                self.overview.stale();
                Activity::Exam(Box::new(exam))
            }
            Begin::ReadAgain(paper) => match self.sat.iter().find(|attempt| attempt.begun.paper == paper) {
                Some(attempt) => {
                    let (paper, answers) = (attempt.paper(ctx.dataset), attempt.answers.clone());
                    Activity::Result(Box::new(Marked::read_again(paper, answers, attempt.spent)))
                }
                None => return Effect::Nothing,
            },
            Begin::Plan => Activity::Plan(Box::new(PlanPage::new(ctx, collection, collection.day(now)))),
            Begin::Mains => {
                self.mains.enter(ctx);
                Activity::Mains
            }
            Begin::Result => match self.result.take() {
                Some(result) => Activity::Result(result),
                None => return Effect::Nothing,
            },
        };
        self.open.push(activity);
        Effect::Redraw
    }

    /// Marks the paper at hand; what went wrong comes tomorrow.
    fn hand_in(&mut self, now: Now) {
        self.leave_exam();
        let (Some(exam), Some(collection)) = (self.exam.take(), &mut self.collection) else { return };
        let shows = self.open.is_empty();
        if let Err(NotKept(why)) = Self::keep(&mut self.papers, exam.handed_in(now))
            && !why.is_empty()
        {
            self.overview.said = Some(format!("That the paper is handed in could not be kept: {why}."));
        }
        self.sat.insert(0, exam.attempt(now));
        let result = Box::new(exam.mark(collection, now));
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
                Self::keep_change(&mut self.papers, exam, now);
                turn
            }
            Some(Activity::Result(result)) => result.update(action),
            Some(Activity::Plan(plan)) => plan.update(action),
            Some(Activity::Mains) => self.mains.update(ctx, action, now),
        }
    }

    fn leave(&mut self) {
        match self.open.last() {
            Some(Activity::Exam(_)) => self.leave_exam(),
            _ => {
                if let Some(Activity::Result(result)) = self.open.pop() {
                    self.result = Some(result);
                }
            }
        }
        self.overview.stale();
    }

    /// Does what only studying knows.
    fn act(&mut self, ctx: Context<'_>, action: Action) -> Effect {
        let Some(now) = self.now else { return Effect::Nothing };
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
                self.hand_in(now);
                Effect::Redraw
            }
        }
    }

    /// The item one looks at: what is marked, copied and drilled.
    fn shown(&self) -> Option<ItemId> {
        match self.open.last()? {
            Activity::Asking(asking) => asking.shown(self.collection.as_ref()?),
            Activity::Compare(compare) => compare.shown(),
            Activity::Exam(_) | Activity::Plan(_) => None,
            Activity::Result(result) => result.shown(),
            Activity::Mains => self.mains.shown(),
        }
    }
}

impl Layer for Study {
    fn scopes(&self) -> Vec<Scope> {
        let scope = match self.open.last() {
            None => Scope::Study,
            Some(Activity::Asking(asking)) => asking.scope(),
            Some(Activity::Compare(_)) => Scope::Compare,
            Some(Activity::Exam(_)) => Scope::Exam,
            Some(Activity::Result(_)) => Scope::Result,
            Some(Activity::Plan(_)) => Scope::Plan,
            Some(Activity::Mains) => self.mains.scope(),
        };
        let four =
            self.collection.as_ref().is_some_and(|collection| collection.plan.four_grades) && scope == Scope::Answer;
        // Where text is typed, a letter means nothing else.
        let global = (!scope.takes_text()).then_some(Scope::Global);
        [scope].into_iter().chain(four.then_some(Scope::FourGrades)).chain(global).collect()
    }

    fn edit(&mut self, _ctx: Context<'_>, key: Key) -> Option<Effect> {
        match self.open.last_mut()? {
            Activity::Asking(asking) => asking.edit(key),
            Activity::Compare(_) | Activity::Exam(_) | Activity::Result(_) | Activity::Plan(_) | Activity::Mains => {
                None
            }
        }
    }

    fn update(&mut self, ctx: Context<'_>, action: Action) -> Outcome {
        match (action, self.shown()) {
            _ if action.is_everywhere() => Outcome::Pass(action),
            (Action::Facets, _) | (Action::Drill, None) => Effect::Nothing.into(),
            (_, item) => item.and_then(|item| item_actions::update(ctx, action, item)).unwrap_or_else(|| {
                let effect = self.act(ctx, action);
                self.mains.take_edit().map_or_else(|| effect.into(), Outcome::Edit)
            }),
        }
    }

    /// The wheel is not listened to: what it turns would be chosen, struck out or graded all too easily.
    fn wheel(&mut self, _ctx: Context<'_>, _at: Position, _by: isize) -> Effect {
        Effect::Nothing
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (Some(collection), Some(now)) = (&self.collection, self.now) else { return None };
        match self.open.last_mut() {
            None => {
                let (exam, result) = (self.exam.as_deref(), self.result.as_deref());
                let mains = self.mains.in_short(ctx);
                let waiting = overview::Waiting { exam, left: &self.left, sat: &self.sat, result, mains };
                self.overview.draw(ctx, (collection, now), &waiting, area, buf)
            }
            Some(Activity::Asking(asking)) => asking.draw(ctx, collection, now, area, buf),
            Some(Activity::Compare(compare)) => compare.draw(ctx, area, buf),
            Some(Activity::Exam(exam)) => exam.draw(ctx, now, area, buf),
            Some(Activity::Result(result)) => result.draw(ctx, area, buf),
            Some(Activity::Plan(plan)) => plan.draw(ctx, area, buf),
            Some(Activity::Mains) => self.mains.draw(ctx, area, buf),
        }
    }
}

/// Puts a question of a paper on a page, up to its options.
fn put(ctx: Context<'_>, page: &mut Page, question: &Question) {
    let theme = ctx.theme;
    page.say(&question.lead, theme.title.style());
    for (number, line) in question.lines.iter().enumerate() {
        page.hang(&format!("  {}. ", question.line_name(number)), line, theme.text.style());
    }
    if !question.ask.is_empty() {
        page.say(&question.ask, theme.title.style());
    }
    page.gap();
}
