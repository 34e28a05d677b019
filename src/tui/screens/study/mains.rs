//! Questions of the main examination: the list of them, one that is answered against a clock, and its outline, of which
//! the reader ticks what was in the answer.
//!
//! The answer is written elsewhere, or in the reader's own editor. Which questions come, what an answer's text is and
//! what is kept is decided in [`crate::study::mains`]; how it looks is in [`picture`] and [`outline`].

mod answering;
mod outline;
mod picture;

use std::path::PathBuf;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::answering::Answering;
use self::outline::Outline;
use super::Turn;
use crate::clock::Now;
use crate::data::ItemId;
use crate::study::mains::coming::{MainsFilter, coming};
use crate::study::mains::kept::{MainsEntry, Past};
use crate::study::shelf::Log;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::widgets::sectioned_list::SectionedList;
use crate::view::sections::Row;

/// How many questions are listed as those that come next.
const NEXT: usize = 3;

/// Everything about questions of the main examination.
#[derive(Debug)]
pub(super) struct Mains {
    log: Option<Box<dyn Log<MainsEntry>>>,
    /// Whether what is ticked outlasts the program.
    keeps: bool,
    past: Past,
    filter: MainsFilter,
    list: SectionedList<Listed>,
    /// The question in hand; one that was left goes on when it is opened again.
    answering: Option<Box<Answering>>,
    /// Whether it shows, or the list.
    is_open: bool,
    /// A sentence to be read once.
    said: Option<String>,
    /// The file that the reader's editor is to open.
    edit: Option<PathBuf>,
}

/// A question in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Listed {
    /// Its number among the pack's.
    number: usize,
    /// Whether it stands among those that come next.
    comes: bool,
}

impl Default for Mains {
    fn default() -> Self {
        Self {
            log: None,
            keeps: false,
            past: Past::default(),
            filter: MainsFilter::default(),
            list: SectionedList::default().showing_row_above(),
            answering: None,
            is_open: false,
            said: None,
            edit: None,
        }
    }
}

impl Mains {
    /// A copy to be drawn at another size, which keeps nothing: what is selected is brought into sight there.
    pub(super) fn copy(&self) -> Self {
        let Self { log: _, keeps, past, filter, list, answering, is_open, said, edit: _ } = self;
        let mut answering = answering.clone();
        if let Some(outline) = answering.as_mut().and_then(|answering| answering.outline.as_mut()) {
            outline.follow();
        }
        Self {
            keeps: *keeps,
            past: past.clone(),
            filter: filter.clone(),
            list: list.clone(),
            answering,
            is_open: *is_open,
            said: said.clone(),
            ..Self::default()
        }
    }

    /// Opens what is kept, if anything is.
    pub(super) fn open(&mut self, ctx: Context<'_>) {
        match ctx.reader.study.mains.as_ref().map(|shelf| shelf.open()) {
            Some(Ok(log)) => {
                self.past = Past::of(log.entries());
                self.said = log.notices().into_iter().next();
                self.keeps = log.keeps();
                self.log = Some(log);
            }
            Some(Err(error)) => self.said = Some(format!("{error}; what is ticked here is not kept")),
            None => {}
        }
    }

    /// `12 of 60 answered`; nothing where the pack has no such questions.
    pub(super) fn in_short(&self, ctx: Context<'_>) -> Option<String> {
        let all = ctx.dataset.mains_count();
        // Before the first is answered none has to be unpacked.
        let questions = if self.past.is_empty() { &[][..] } else { ctx.dataset.mains() };
        let answered = questions.iter().filter(|question| self.past.last(&question.id).is_some()).count();
        (all > 0).then(|| format!("{answered} of {all} answered"))
    }

    /// Lists what is asked for.
    pub(super) fn enter(&mut self, ctx: Context<'_>) {
        self.list_again(ctx);
    }

    /// Lists only these; where only one is asked for, opens it.
    pub(super) fn ask_for(&mut self, ctx: Context<'_>, filter: MainsFilter, now: Now) {
        let opens_one = filter.id.is_some();
        self.filter = filter;
        self.list_again(ctx);
        if let (true, Some(listed)) = (opens_one, self.list.selected().copied()) {
            self.begin(ctx, listed.number, now);
        }
    }

    /// The questions that come next, and all by their topics.
    fn list_again(&mut self, ctx: Context<'_>) {
        let questions = ctx.dataset.mains();
        let wanted = self.filter.numbers(questions);
        let row = |comes: bool| move |number: usize| Row::Item(Listed { number, comes });
        let mut rows = Vec::new();
        if wanted.len() > NEXT {
            rows.push(Row::Heading("Next".into()));
            rows.extend(coming(questions, &wanted, &self.past).into_iter().take(NEXT).map(row(true)));
        }
        for sector in &ctx.dataset.pack.sectors {
            let of_it = |number: &usize| questions.get(*number).is_some_and(|question| question.topic == **sector);
            let mut numbers = wanted.iter().copied().filter(of_it).map(row(false)).peekable();
            if numbers.peek().is_some() {
                rows.push(Row::Heading(sector.as_str().into()));
                rows.extend(numbers);
            }
        }
        self.list.set_rows(rows);
    }

    /// Tells the time, which is spent where a question shows and no outline.
    pub(super) fn set_time(&mut self, now: Now, shows: bool) -> Effect {
        let runs = shows && self.is_writing();
        if let Some(answering) = &mut self.answering {
            answering.clock.tell(now.elapsed, runs);
        }
        Effect::redraw_if(runs)
    }

    /// How long until its clock shows another second, if it runs.
    pub(super) fn alarm(&self) -> Option<Duration> {
        let answering = self.answering.as_ref().filter(|_| self.is_writing())?;
        Some(answering.clock.until_next_second())
    }

    /// Whether a question is being answered.
    pub(super) fn is_writing(&self) -> bool {
        self.is_open && self.answering.as_ref().is_some_and(|answering| answering.outline.is_none())
    }

    pub(super) fn scope(&self) -> Scope {
        match self.answering.as_ref().filter(|_| self.is_open).map(|answering| answering.outline.is_some()) {
            None => Scope::Mains,
            Some(false) => Scope::Writing,
            Some(true) => Scope::Outline,
        }
    }

    /// The outline in hand, once it was asked for.
    fn outline(&self) -> Option<&Outline> {
        self.answering.as_ref()?.outline.as_ref()
    }

    /// The record one looks at, once the outline shows.
    pub(super) fn shown(&self) -> Option<ItemId> {
        self.outline().filter(|_| self.is_open)?.record()
    }

    /// The file that the reader's editor is to open, once.
    pub(super) fn take_edit(&mut self) -> Option<PathBuf> {
        self.edit.take()
    }

    pub(super) fn update(&mut self, ctx: Context<'_>, action: Action, now: Now) -> Turn {
        // A remark goes with the next action, whatever that does.
        let said = self.said.take().is_some();
        let turn = match self.scope() {
            Scope::Outline => self.hold_against(ctx, action, now),
            Scope::Writing => self.write(ctx, action, now),
            _ => self.choose(ctx, action, now),
        };
        match turn {
            Turn::Stay(Effect::Nothing) if said => Turn::Stay(Effect::Redraw),
            turn => turn,
        }
    }

    /// In the list.
    fn choose(&mut self, ctx: Context<'_>, action: Action, now: Now) -> Turn {
        let moved = match action {
            Action::Close => return Turn::Leave,
            Action::Open => match self.list.selected().copied() {
                Some(listed) => {
                    self.begin(ctx, listed.number, now);
                    true
                }
                None => false,
            },
            Action::Previous => self.list.step_heading(false),
            Action::Next => self.list.step_heading(true),
            other => self.list.walk(other).unwrap_or(false),
        };
        Turn::Stay(Effect::redraw_if(moved))
    }

    pub(super) fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        match self.scope() {
            Scope::Outline => self.draw_outline(ctx, area, buf),
            Scope::Writing => self.draw_question(ctx, area, buf),
            _ => self.draw_list(ctx, area, buf),
        }
    }
}
