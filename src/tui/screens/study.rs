//! Study: what is due, sittings with cards, the mock exam, and how far one has come.
//!
//! What is being done lies on a stack over the [`overview`]: a sitting, over it perhaps a drill or a
//! comparison. A mock exam that is left goes on and waits on the overview. What is asked, and when, is
//! decided in [`crate::study`]; here it is shown and answered.

mod asking;
mod bars;
mod begin;
mod beginning;
mod clocks;
mod columns;
mod compare;
mod copied;
mod due;
mod exam;
mod mains;
mod overview;
mod papers;
mod past;
mod plan;
mod preparing;
mod progress;
mod result;
mod turning;
mod wanted;
mod wording;

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::asking::Asking;
use self::begin::Begin;
use self::compare::Compare;
use self::exam::Exam;
use self::mains::Mains;
use self::overview::Overview;
use self::papers::Papers;
use self::past::Past;
use self::plan::PlanPage;
use self::preparing::Preparing;
use self::progress::ProgressPage;
use self::result::Marked;
use self::wanted::{Draft, Wanted};
use super::item_actions;
use crate::clock::Now;
use crate::data::ItemId;
use crate::study::Collection;
use crate::study::collection::opening::Opening;
use crate::study::exam::Question;
use crate::study::notes::Target;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::key::Key;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Layer, Outcome};
use crate::tui::overlays::note::NoteEditor;
use crate::tui::whereabouts::StudyChoices;
use crate::tui::widgets::page::Page;
use crate::tui::widgets::prompt::Pasted;

/// The Study tab.
#[derive(Debug, Default)]
pub struct Study {
    /// Opened when the tab first shows, or a record is first drilled.
    collection: Option<Box<Collection>>,
    /// What is being made ready before one can go on.
    preparing: Option<Preparing>,
    overview: Overview,
    open: Vec<Activity>,
    /// A mock exam that goes on while one looks at something else.
    exam: Option<Box<Exam>>,
    /// Papers that were left or sat before.
    papers: Papers,
    /// The mock exam handed in last.
    result: Option<Box<Marked>>,
    /// The questions of the main examination.
    mains: Mains,
    /// The paper asked for last.
    wish: Option<Draft>,
    /// The item drilled last.
    drilled: Option<ItemId>,
    /// How often notes had changed when the cards in them were last taken.
    notes: u64,
    /// The day of the exam, if that was set since the program began, or that there is none.
    exam_set: Option<ExamDay>,
    /// What was told to be due while nothing is opened, and the log as it is read for that.
    told: Option<due::Told>,
    looking: Option<Box<Opening>>,
    /// Whether a paper of an earlier run waits, as the log was while nothing is opened.
    left_before: Option<bool>,
    /// That the clock has handed a paper in, until that was told.
    cut_off: Option<String>,
    now: Option<Now>,
}

/// The day of an exam, or that there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ExamDay(Option<Date>);

/// What lies over the overview.
#[derive(Debug)]
enum Activity {
    Asking(Box<Asking>),
    Compare(Box<Compare>),
    Wanted(Box<Wanted>),
    Exam(Box<Exam>),
    Result(Box<Marked>),
    Past(Box<Past>),
    /// What fits until the exam.
    Plan(Box<PlanPage>),
    /// How far one has come.
    Progress(Box<ProgressPage>),
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
    /// Something is begun.
    Begin(Begin),
}

impl Study {
    /// What waits beside the overview.
    fn waiting(&self) -> overview::Waiting<'_> {
        let (exam, result) = (self.exam.as_deref(), self.result.as_deref());
        let (papers, mains, drilled) = (&self.papers, &self.mains, self.drilled);
        overview::Waiting { exam, papers, result, mains, drilled }
    }

    /// Goes on with what was chosen in an earlier run; what is no more is passed over.
    pub fn go_on(&mut self, ctx: Context<'_>, before: &StudyChoices) {
        self.overview.cram(before.cram);
        self.drilled = ctx.dataset.find(&before.drilled);
        self.wish = before.paper.as_ref().map(|choice| Draft::chosen(ctx.dataset, choice));
    }

    /// What was chosen last, in words that outlast a run.
    #[must_use]
    pub fn choices(&self, ctx: Context<'_>) -> StudyChoices {
        let id = |item| ctx.dataset.get(item).map_or_else(String::new, |item| item.id().to_owned());
        let wish = match self.open.last() {
            Some(Activity::Wanted(wanted)) => Some(wanted.draft()),
            _ => self.wish.as_ref(),
        };
        StudyChoices {
            cram: self.overview.is_cramming(),
            drilled: self.drilled.map(id).unwrap_or_default(),
            paper: wish.map(|wish| wish.choice(ctx.dataset)),
        }
    }

    /// Sets the day of the exam, or that there is none: from now on no card waits past it.
    pub fn set_exam(&mut self, exam: Option<Date>) {
        self.exam_set = Some(ExamDay(exam));
        if let Some(collection) = &mut self.collection {
            collection.plan.exam = exam;
        }
        self.overview.stale();
    }

    /// Goes on once the reader's editor has ended, with what is to be said of that.
    pub fn edited(&mut self, ctx: Context<'_>, told: Option<String>) -> Effect {
        self.mains.edited(ctx, told);
        Effect::Redraw
    }

    /// The item one looks at: what is marked, copied and drilled.
    #[must_use]
    pub fn shown(&self) -> Option<ItemId> {
        if self.preparing.is_some() {
            return None;
        }
        match self.open.last()? {
            Activity::Asking(asking) => asking.shown(self.collection.as_ref()?),
            Activity::Compare(compare) => compare.shown(),
            Activity::Exam(_) | Activity::Wanted(_) | Activity::Past(_) | Activity::Plan(_) | Activity::Progress(_) => {
                None
            }
            Activity::Result(result) => result.shown(),
            Activity::Mains => self.mains.shown(),
        }
    }

    /// What a note is written on: the card or the question one looks at, or the record behind it.
    fn noted(&self, ctx: Context<'_>, item: Option<ItemId>) -> Vec<Target> {
        let own = match self.open.last() {
            Some(Activity::Asking(asking)) if item.is_some() => {
                let card = self.collection.as_ref().and_then(|collection| asking.card(collection));
                card.map(|card| Target::Card(card.id.to_string()))
            }
            Some(Activity::Result(result)) => result.written().map(|id| Target::Question(id.to_owned())),
            _ => None,
        };
        let of_item = item.map_or_else(Vec::new, |item| Target::all_at(ctx.dataset, item));
        own.into_iter().chain(of_item).collect()
    }
}

impl Layer for Study {
    fn scopes(&self) -> Vec<Scope> {
        let scope = match self.open.last() {
            _ if self.preparing.is_some() => Scope::Study,
            None => Scope::Study,
            Some(Activity::Asking(asking)) => asking.scope(),
            Some(Activity::Compare(_)) => Scope::Compare,
            Some(Activity::Wanted(_)) => Scope::Wanted,
            Some(Activity::Exam(_)) => Scope::Exam,
            Some(Activity::Past(_)) => Scope::Past,
            Some(Activity::Result(_)) => Scope::Result,
            // Both are pages that scroll, and nothing else.
            Some(Activity::Plan(_) | Activity::Progress(_)) => Scope::Plan,
            Some(Activity::Mains) => self.mains.scope(),
        };
        let four =
            self.collection.as_ref().is_some_and(|collection| collection.plan.four_grades) && scope == Scope::Answer;
        // Where text is typed, a letter means nothing else.
        let global = (!scope.takes_text()).then_some(Scope::Global);
        let missed = matches!(self.open.last(), Some(Activity::Asking(asking)) if asking.is_missed());
        let unfinished = matches!(self.open.last(), Some(Activity::Asking(asking)) if asking.is_unfinished());
        missed
            .then_some(Scope::Missed)
            .into_iter()
            .chain(unfinished.then_some(Scope::Unfinished))
            .chain([scope])
            .chain(four.then_some(Scope::FourGrades))
            .chain(global)
            .collect()
    }

    fn has_work(&self) -> bool {
        self.has_more()
    }

    fn work(&mut self, ctx: Context<'_>) -> Effect {
        self.prepare(ctx)
    }

    fn paste(&mut self, ctx: Context<'_>, text: &str) -> Option<Pasted> {
        match self.open.last_mut() {
            Some(Activity::Asking(asking)) if self.preparing.is_none() => asking.paste(text),
            Some(Activity::Wanted(wanted)) if self.preparing.is_none() => wanted.paste(ctx, text),
            _ => None,
        }
    }

    fn edit(&mut self, ctx: Context<'_>, key: Key) -> Option<Effect> {
        if self.preparing.is_some() {
            return None;
        }
        match self.open.last_mut() {
            None => self.overview.decline(ctx, key),
            Some(Activity::Asking(asking)) => asking.edit(key),
            Some(Activity::Wanted(wanted)) => wanted.edit(ctx, key),
            Some(
                Activity::Compare(_)
                | Activity::Exam(_)
                | Activity::Result(_)
                | Activity::Past(_)
                | Activity::Plan(_)
                | Activity::Progress(_)
                | Activity::Mains,
            ) => None,
        }
    }

    fn update(&mut self, ctx: Context<'_>, action: Action) -> Outcome {
        match (action, self.shown()) {
            _ if action.is_everywhere() => Outcome::Pass(action),
            (Action::Facets, _) | (Action::Drill, None) => Effect::Nothing.into(),
            (Action::Note, item) => {
                let noted = self.noted(ctx, item);
                if noted.is_empty() { Effect::Nothing.into() } else { NoteEditor::open(ctx, noted) }
            }
            (_, item) => item.and_then(|item| item_actions::update(ctx, action, item)).unwrap_or_else(|| {
                let effect = self.act(ctx, action);
                self.mains.take_edit().map_or_else(|| effect.into(), Outcome::Edit)
            }),
        }
    }

    fn asks(&self) -> Option<Action> {
        match self.open.last() {
            _ if self.preparing.is_some() => None,
            None => self.overview.asks(),
            Some(Activity::Exam(exam)) => exam.asks(),
            Some(Activity::Result(result)) => result.asks(),
            Some(_) => None,
        }
    }

    /// The wheel is not listened to: what it turns would be chosen, struck out or graded all too easily.
    fn wheel(&mut self, _ctx: Context<'_>, _at: Position, _by: isize) -> Effect {
        Effect::Nothing
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        if let Some(preparing) = &self.preparing {
            return preparing.draw(ctx, area, buf);
        }
        let (Some(collection), Some(now)) = (&self.collection, self.now) else { return None };
        match self.open.last_mut() {
            None => {
                let mut overview = std::mem::take(&mut self.overview);
                let cursor = overview.draw(ctx, (collection, now), &self.waiting(), area, buf);
                self.overview = overview;
                cursor
            }
            Some(Activity::Asking(asking)) => asking.draw(ctx, collection, now, area, buf),
            Some(Activity::Compare(compare)) => compare.draw(ctx, area, buf),
            Some(Activity::Wanted(wanted)) => wanted.draw(ctx, area, buf),
            Some(Activity::Exam(exam)) => exam.draw(ctx, now, area, buf),
            Some(Activity::Past(past)) => past.draw(ctx, area, buf),
            Some(Activity::Result(result)) => result.draw(ctx, area, buf),
            Some(Activity::Plan(plan)) => plan.draw(ctx, area, buf),
            Some(Activity::Progress(progress)) => progress.draw(ctx, area, buf),
            Some(Activity::Mains) => self.mains.draw(ctx, area, buf),
        }
    }

    fn draw_copy(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.draw_copied(ctx, area, buf)
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
