//! Questions of the main examination: the list of them, one that is answered against a clock, and its outline, of which
//! the reader ticks what was in the answer.
//!
//! The answer is written elsewhere, or in the reader's own editor. Which questions come, what an answer's text is and
//! what is kept is decided in [`crate::study::mains`]; how it looks is in [`picture`] and [`outline`].

mod outline;
mod picture;

use std::path::PathBuf;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::outline::Outline;
use super::Turn;
use crate::clock::Now;
use crate::data::ItemId;
use crate::data::mains::MainsQuestion;
use crate::study::mains::answer::{self, EditorUse};
use crate::study::mains::clock::AnswerClock;
use crate::study::mains::coming::{MainsFilter, coming};
use crate::study::mains::kept::{MainsEntry, Past, Sat, Ticked};
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

/// A question that is answered.
#[derive(Debug)]
struct Answering {
    number: usize,
    clock: AnswerClock,
    /// What the text of the answer is called.
    name: String,
    /// The answer, where it was written here.
    answer: Option<String>,
    /// The outline, once it was asked for.
    outline: Option<Outline>,
    /// The first line shown of the question, and how far that could be scrolled when last drawn.
    offset: usize,
    last_offset: usize,
}

impl Default for Mains {
    fn default() -> Self {
        Self {
            log: None,
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
    /// Opens what is kept, if anything is.
    pub(super) fn open(&mut self, ctx: Context<'_>) {
        match ctx.reader.study.mains.as_ref().map(|shelf| shelf.open()) {
            Some(Ok(log)) => {
                self.past = Past::of(log.entries());
                self.said = log.notices().into_iter().next();
                self.log = Some(log);
            }
            Some(Err(error)) => self.said = Some(format!("{error}; what is ticked here is not kept")),
            None => {}
        }
    }

    /// `12 of 60 answered`; nothing where the pack has no such questions.
    pub(super) fn in_short(&self, ctx: Context<'_>) -> Option<String> {
        let questions = ctx.dataset.mains();
        let answered = questions.iter().filter(|question| self.past.last(&question.id).is_some()).count();
        (!questions.is_empty()).then(|| format!("{answered} of {} answered", questions.len()))
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
            rows.push(Row::Heading("Next".to_owned()));
            rows.extend(coming(questions, &wanted, &self.past).into_iter().take(NEXT).map(row(true)));
        }
        for sector in &ctx.dataset.pack.sectors {
            let of_it = |number: &usize| questions.get(*number).is_some_and(|question| question.topic == **sector);
            let mut numbers = wanted.iter().copied().filter(of_it).map(row(false)).peekable();
            if numbers.peek().is_some() {
                rows.push(Row::Heading(sector.to_string()));
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

    /// Opens a question; the one that was left goes on as it stood.
    fn begin(&mut self, ctx: Context<'_>, number: usize, now: Now) {
        let Some(question) = ctx.dataset.mains().get(number) else { return };
        self.is_open = true;
        if self.answering.as_ref().is_some_and(|answering| answering.number == number) {
            return;
        }
        let name = answer::name(question, ctx.reader.study.plan.day_of(now.wall));
        let clock = AnswerClock::new(ctx.dataset.pack.mains.minutes(question.marks), now.elapsed);
        let answering = Answering { number, clock, name, answer: None, outline: None, offset: 0, last_offset: 0 };
        self.answering = Some(Box::new(answering));
        self.read_answer(ctx);
    }

    /// Reads the answer, as its file has it now.
    fn read_answer(&mut self, ctx: Context<'_>) {
        let (Some(answering), Some(answers)) = (&mut self.answering, &ctx.reader.study.answers) else { return };
        match answers.read(&answering.name) {
            Ok(text) => answering.answer = text.map(|text| answer::written(&text)),
            Err(error) => self.said = Some(error.to_string()),
        }
    }

    /// While a question is answered.
    fn write(&mut self, ctx: Context<'_>, action: Action, now: Now) -> Turn {
        let Some(answering) = &mut self.answering else { return Turn::Stay(Effect::Nothing) };
        let before = answering.offset;
        let to = match action {
            Action::Close => {
                self.is_open = false;
                self.list_again(ctx);
                return Turn::Stay(Effect::Redraw);
            }
            Action::Open => {
                self.show_outline(ctx, now);
                return Turn::Stay(Effect::Redraw);
            }
            Action::Edit => {
                self.edit(ctx);
                return Turn::Stay(Effect::Redraw);
            }
            Action::Up => before.saturating_sub(1),
            Action::Down => before + 1,
            Action::PageUp => before.saturating_sub(5),
            Action::PageDown => before + 5,
            _ => before,
        };
        answering.offset = to.min(answering.last_offset);
        Turn::Stay(Effect::redraw_if(before != answering.offset))
    }

    /// Asks for the reader's editor, or says why there is none.
    fn edit(&mut self, ctx: Context<'_>) {
        let study = &ctx.reader.study;
        let question = self.answering.as_ref().and_then(|answering| ctx.dataset.mains().get(answering.number));
        let (Some(answering), Some(question)) = (&self.answering, question) else { return };
        let sentence = match (study.editor, &study.answers) {
            (EditorUse::NotHere, _) => {
                "No editor is opened here, in a visit: write on paper or elsewhere, and tick what was in.".to_owned()
            }
            (EditorUse::Unnamed, _) => "No editor is named: set $VISUAL or $EDITOR, as in EDITOR=vi.".to_owned(),
            (EditorUse::Opens, None) => {
                "This system tells no home directory to keep the answer in; say where with --state-dir.".to_owned()
            }
            (EditorUse::Opens, Some(answers)) => {
                let minutes = ctx.dataset.pack.mains.minutes(question.marks);
                match answers.begin(&answering.name, &answer::head(question, minutes)) {
                    Ok(file) => {
                        self.edit = Some(file);
                        return;
                    }
                    Err(error) => error.to_string(),
                }
            }
        };
        self.said = Some(sentence);
    }

    /// Goes on once the editor has ended.
    pub(super) fn edited(&mut self, ctx: Context<'_>, told: Option<String>) {
        self.read_answer(ctx);
        self.said = told.or(self.said.take());
    }

    /// Shows the outline; an answer that was written is kept as held against it, any other once something is ticked.
    fn show_outline(&mut self, ctx: Context<'_>, now: Now) {
        let Some(answering) = &mut self.answering else { return };
        let Some(question) = ctx.dataset.mains().get(answering.number) else { return };
        let last = self.past.last(&question.id);
        let words = answering.words();
        // The text that was held against it the last time is looked at again: that is no other answer.
        let same = last.filter(|last| words > 0 && last.sat.is_of(&answering.name, words));
        let missed = last.filter(|_| same.is_none()).map(|last| last.missed(question).map(str::to_owned).collect());
        let mut outline = Outline::new(ctx.dataset, question, missed.unwrap_or_default());
        outline.sitting = same.map(|same| same.sat.sitting);
        answering.outline = Some(outline);
        if words > 0 {
            self.hold(question, now);
        }
    }

    /// Keeps that an answer was held against its outline, unless that is kept; gives what it is called.
    fn hold(&mut self, question: &MainsQuestion<'_>, now: Now) -> Option<i64> {
        let answering = self.answering.as_mut()?;
        let words = answering.words();
        let outline = answering.outline.as_mut()?;
        if outline.sitting.is_none() {
            outline.sitting = Some(now.unix_ms);
            let sat = Sat::new(question, answering.clock.spent(), now);
            let written = words > 0;
            let (words, answer) = (written.then_some(words), written.then(|| answering.name.clone()));
            self.keep(MainsEntry::Sat(Sat { words, answer, ..sat }));
        }
        self.outline()?.sitting
    }

    /// Keeps an entry; where that fails it counts until the program ends, and that is said.
    fn keep(&mut self, entry: MainsEntry) {
        self.past.apply(&entry);
        if let Some(Err(error)) = self.log.as_mut().map(|log| log.append(entry)) {
            self.said = Some(format!("This is not kept: {error}."));
        }
    }

    /// Whether what is ticked outlasts the program.
    fn keeps(&self) -> bool {
        self.log.as_ref().is_some_and(|log| log.keeps())
    }

    /// In the outline.
    fn hold_against(&mut self, ctx: Context<'_>, action: Action, now: Now) -> Turn {
        match action {
            Action::Close => {
                self.put_away(ctx);
                return Turn::Stay(Effect::Redraw);
            }
            Action::Edit => {
                self.edit(ctx);
                return Turn::Stay(Effect::Redraw);
            }
            Action::Source => return Turn::Stay(self.shown().map_or(Effect::Nothing, Effect::Go)),
            Action::Toggle => return Turn::Stay(Effect::redraw_if(self.tick(ctx, now))),
            _ => {}
        }
        let outline = self.answering.as_mut().and_then(|answering| answering.outline.as_mut());
        Turn::Stay(Effect::redraw_if(outline.is_some_and(|outline| outline.walk(action))))
    }

    /// Ticks the point selected, or takes its tick away.
    fn tick(&mut self, ctx: Context<'_>, now: Now) -> bool {
        let number = self.answering.as_ref().map(|answering| answering.number);
        let Some(question) = number.and_then(|number| ctx.dataset.mains().get(number)) else { return false };
        let Some(point) = self.outline().and_then(Outline::point).map(str::to_owned) else {
            self.said = Some("Only points are ticked, and this is none.".to_owned());
            return true;
        };
        let Some(sitting) = self.hold(question, now) else { return false };
        let was_in = self.past.sitting(sitting).is_some_and(|one| one.ticked.contains(&point));
        self.keep(MainsEntry::Ticked(Ticked { sitting, point, is_in: !was_in }));
        true
    }

    /// Back to the list, with what came of the answer.
    fn put_away(&mut self, ctx: Context<'_>) {
        let sitting = self.answering.take().and_then(|answering| answering.outline).and_then(|outline| outline.sitting);
        self.is_open = false;
        self.list_again(ctx);
        if sitting.is_none() {
            self.said = Some("Nothing was ticked, so nothing is kept of this question.".to_owned());
        }
    }

    pub(super) fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        match self.scope() {
            Scope::Outline => self.draw_outline(ctx, area, buf),
            Scope::Writing => self.draw_question(ctx, area, buf),
            _ => self.draw_list(ctx, area, buf),
        }
    }
}

impl Answering {
    /// How many words the answer has, where it was written here.
    fn words(&self) -> usize {
        self.answer.as_deref().map_or(0, answer::words)
    }
}
