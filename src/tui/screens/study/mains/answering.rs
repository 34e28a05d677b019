//! A question that is answered: against its clock, and then held against its outline; what of it is kept.

use super::Mains;
use super::outline::Outline;
use crate::clock::Now;
use crate::data::mains::MainsQuestion;
use crate::study::mains::answer::{self, EditorUse};
use crate::study::mains::clock::AnswerClock;
use crate::study::mains::kept::{MainsEntry, Sat, Ticked};
use crate::study::wording::capital;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::screens::study::Turn;

/// A question that is answered.
#[derive(Clone, Debug)]
pub(super) struct Answering {
    pub(super) number: usize,
    pub(super) clock: AnswerClock,
    /// What the text of the answer is called.
    pub(super) name: String,
    /// The answer, where it was written here.
    pub(super) answer: Option<String>,
    /// The outline, once it was asked for.
    pub(super) outline: Option<Outline>,
    /// The first line shown of the question, and how far that could be scrolled when last drawn.
    pub(super) offset: usize,
    pub(super) last_offset: usize,
    /// How many lines of it showed then.
    pub(super) height: usize,
}

impl Mains {
    /// Opens a question; the one that was left goes on as it stood.
    pub(super) fn begin(&mut self, ctx: Context<'_>, number: usize, now: Now) {
        let Some(question) = ctx.dataset.mains().get(number) else { return };
        self.is_open = true;
        if self.answering.as_ref().is_some_and(|answering| answering.number == number) {
            return;
        }
        let name = answer::name(question, ctx.reader.study.plan.day_of(now.wall));
        let clock = AnswerClock::new(ctx.dataset.pack.mains.minutes(question.marks), now.elapsed);
        let (answer, outline) = (None, None);
        let answering = Answering { number, clock, name, answer, outline, offset: 0, last_offset: 0, height: 0 };
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
    pub(super) fn write(&mut self, ctx: Context<'_>, action: Action, now: Now) -> Turn {
        let Some(answering) = &mut self.answering else { return Turn::Stay(Effect::Nothing) };
        match action {
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
            _ => {}
        }
        let before = answering.offset;
        answering.offset = action.scrolled(before, answering.height, answering.last_offset).unwrap_or(before);
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
    pub(in crate::tui::screens::study) fn edited(&mut self, ctx: Context<'_>, told: Option<String>) {
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
            self.said = Some(format!("{}.", capital(&error.to_string())));
        }
    }

    /// In the outline.
    pub(super) fn hold_against(&mut self, ctx: Context<'_>, action: Action, now: Now) -> Turn {
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
}

impl Answering {
    /// How many words the answer has, where it was written here.
    pub(super) fn words(&self) -> usize {
        self.answer.as_deref().map_or(0, answer::words)
    }
}
