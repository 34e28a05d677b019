//! A sitting: one card after the other, the answer only when it is asked for, and beside it then the
//! record it comes from.
//!
//! A sitting that counts enters each grade in the log; cramming enters nothing.

mod around;
mod decisions;
mod grading;
mod picture;
mod summary;
mod typing;

use std::time::Duration;

use self::around::Around;
use self::summary::Summary;
use self::typing::{Line, Purpose};
use super::compare::Compare;
use super::{Activity, Turn};
use crate::clock::Now;
use crate::data::ItemId;
use crate::study::cards::choice::{self, AnswerOptions};
use crate::study::scheduler::confusable;
use crate::study::scheduler::memory::Grade;
use crate::study::scheduler::sitting::Sitting;
use crate::study::typed::{self, Verdict};
use crate::study::{Card, CardId, Collection, Face};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::detail_pane::DetailPane;
use crate::tui::key::Key;
use crate::tui::keymap::Scope;
use crate::tui::widgets::choice_page::Paging;
use crate::tui::widgets::prompt::Pasted;

/// The records a card is compared with, at most.
const LIKES: usize = 5;

/// How far one is with the card.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    /// The question shows.
    Question,
    /// The question and four options show, of which one is selected.
    Choice(AnswerOptions, usize),
    /// The answer shows; with options, which one was chosen.
    Answer(Option<(AnswerOptions, usize)>),
}

/// What of the card is to be seen, where it does not fit.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Sight {
    /// What it was scrolled to.
    Scrolled,
    /// The answer, wherever that stands, or the selected option.
    Sought,
}

/// A sitting on the screen.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(super) struct Asking {
    title: String,
    /// Whether it asks about one record, from wherever one stood.
    drill: bool,
    sitting: Sitting,
    /// Whether grades are entered in the log.
    counts: bool,
    stage: Stage,
    /// When the card was shown, and how long it took until the answer.
    since: Duration,
    took: u32,
    /// What things to be ordered or matched are mixed by.
    seed: u64,
    /// What is being typed.
    line: Option<Line>,
    /// What was typed, and how it stands to the answer.
    typed: Option<(String, Verdict)>,
    /// The card put away last, until something else is done.
    away: Option<CardId>,
    record: DetailPane,
    /// How it went, once it has ended.
    ended: Option<Box<Summary>>,
    /// What stands around the card, once it was drawn.
    around: Option<Box<Around>>,
    /// Whether the record had room beside the card when last drawn.
    beside: bool,
    /// The first line of the card shown, how far that could be scrolled when last drawn, and how one pages through it.
    offset: usize,
    last_offset: usize,
    paging: Paging,
    sight: Sight,
    said: Option<String>,
    /// Whether the last thing done was a grade that the disk did not take.
    is_refused: bool,
}

impl Asking {
    pub(super) fn new(title: String, cards: Vec<CardId>, counts: bool, now: Now) -> Self {
        Self {
            title,
            drill: false,
            sitting: Sitting::new(cards),
            counts,
            stage: Stage::Question,
            since: now.elapsed,
            took: 0,
            seed: u64::try_from(now.unix_ms).unwrap_or_default(),
            line: None,
            typed: None,
            away: None,
            record: DetailPane::default(),
            ended: None,
            around: None,
            beside: false,
            offset: 0,
            last_offset: 0,
            paging: Paging::default(),
            sight: Sight::Scrolled,
            said: None,
            is_refused: false,
        }
    }

    /// A sitting with all cards about a record.
    pub(super) fn drill(record: &str, cards: Vec<CardId>, now: Now) -> Self {
        Self { drill: true, ..Self::new(format!("Drill: {record}"), cards, true, now) }
    }

    /// Says something below the card, until something is done.
    pub(super) fn say(&mut self, sentence: String) {
        self.said = Some(sentence);
    }

    pub(super) fn is_drill(&self) -> bool {
        self.drill
    }

    pub(super) fn scope(&self) -> Scope {
        if self.line.is_some() {
            return Scope::Typing;
        }
        if self.ended.is_some() || self.sitting.card().is_none() {
            return Scope::Summary;
        }
        match self.stage {
            Stage::Question => Scope::Question,
            Stage::Choice(..) => Scope::Choice,
            Stage::Answer(_) => Scope::Answer,
        }
    }

    /// Whether the answer shows, and another was typed or chosen: then it is not known, unless the learner says so.
    pub(super) fn is_missed(&self) -> bool {
        let Stage::Answer(chosen) = &self.stage else { return false };
        let typed = self.typed.as_ref().is_some_and(|(_, verdict)| *verdict == Verdict::Other);
        self.line.is_none() && (typed || chosen.as_ref().is_some_and(|(options, at)| *at != options.right))
    }

    /// What an answer that was typed or chosen comes to, while that shows; nothing where the learner alone knows.
    fn judged(&self) -> Option<Grade> {
        let Stage::Answer(chosen) = &self.stage else { return None };
        let is_same = self.typed.as_ref().is_some_and(|(_, verdict)| *verdict == Verdict::Same);
        let is_right = is_same || chosen.as_ref().is_some_and(|(options, at)| *at == options.right);
        if self.is_missed() { Some(Grade::Again) } else { is_right.then_some(Grade::Good) }
    }

    /// Whether a card is asked.
    pub(super) fn is_going_on(&self) -> bool {
        self.ended.is_none() && self.sitting.card().is_some()
    }

    /// Whether it was ended with cards left.
    pub(super) fn is_unfinished(&self) -> bool {
        self.ended.is_some() && self.sitting.card().is_some()
    }

    /// Takes a key that edits what is typed.
    pub(super) fn edit(&mut self, key: Key) -> Option<Effect> {
        let line = self.line.as_mut()?;
        line.prompt.edit(key).map(Effect::redraw_if)
    }

    /// Takes what was pasted, where something is typed.
    pub(super) fn paste(&mut self, text: &str) -> Option<Pasted> {
        let line = self.line.as_mut()?;
        Some(line.prompt.paste(text))
    }

    /// Begins to type where answers are typed as a rule.
    pub(super) fn begin(mut self, collection: &Collection) -> Self {
        self.line = self.first_line(collection);
        self
    }

    fn first_line(&self, collection: &Collection) -> Option<Line> {
        (collection.plan.typed && self.card(collection).is_some_and(can_be_typed)).then(Line::answer)
    }

    /// The record behind the answer, once that shows.
    pub(super) fn shown(&self, collection: &Collection) -> Option<ItemId> {
        match self.stage {
            Stage::Answer(_) => Some(self.card(collection)?.owner),
            _ => None,
        }
    }

    pub(super) fn card<'d>(&self, collection: &'d Collection) -> Option<&'d Card> {
        collection.card(self.sitting.card()?)
    }

    pub(super) fn update(&mut self, ctx: Context<'_>, collection: &mut Collection, action: Action, now: Now) -> Turn {
        // A remark goes with the next action, whatever that does.
        let said = self.said.take().is_some();
        if !matches!(action, Action::Undo) {
            self.away = None;
        }
        let was_refused = std::mem::take(&mut self.is_refused);
        match self.act(ctx, collection, (action, was_refused), now) {
            Turn::Stay(Effect::Nothing) if said => Turn::Stay(Effect::Redraw),
            turn => turn,
        }
    }

    /// Does an action, told whether a grade was refused right before it.
    fn act(
        &mut self,
        ctx: Context<'_>,
        collection: &mut Collection,
        (action, was_refused): (Action, bool),
        now: Now,
    ) -> Turn {
        if self.ended.is_some() || self.card(collection).is_none() {
            self.line = None;
            return self.leave(collection, action, now);
        }
        if let Some(line) = self.line.take() {
            return self.typed(collection, &line, action, now);
        }
        if self.decide(ctx, collection, action, now) {
            return Turn::Stay(Effect::Redraw);
        }
        if action == Action::Close && !matches!(self.stage, Stage::Choice(..)) {
            // An answer that was given is given, also if one goes no farther; where it can't be kept, whoever was told so
            // may leave all the same.
            if let Some(grade) = self.judged().filter(|_| !was_refused) {
                let is_kept = self.grade(ctx, collection, grade, now);
                if !is_kept || self.ended.is_some() {
                    return Turn::Stay(Effect::Redraw);
                }
            }
            let tells = self.end(ctx, collection, collection.day(now));
            return if tells { Turn::Stay(Effect::Redraw) } else { Turn::Leave };
        }
        match (action, &mut self.stage) {
            (Action::Close, Stage::Choice(..)) => {
                self.stage = Stage::Question;
                self.rewind();
            }
            (Action::Undo, _) => return self.undo(collection, now),
            (Action::Open, Stage::Question) => self.answer(collection, now, None),
            (Action::Options, Stage::Question) => self.options(ctx, collection),
            (Action::Later, Stage::Question) => {
                self.sitting.later();
                self.next(collection, now);
            }
            (Action::Up, Stage::Choice(_, at)) => (*at, self.sight) = (at.saturating_sub(1), Sight::Sought),
            (Action::Down, Stage::Choice(options, at)) => {
                (*at, self.sight) = ((*at + 1).min(options.shown.len().saturating_sub(1)), Sight::Sought);
            }
            (Action::Open, Stage::Choice(_, at)) => {
                let at = *at;
                self.answer(collection, now, Some(at));
            }
            (Action::Choose(at), Stage::Choice(..)) => self.answer(collection, now, Some(usize::from(at))),
            (Action::Grade(grade), Stage::Answer(_)) => {
                self.grade(ctx, collection, grade, now);
            }
            (Action::Source, Stage::Answer(_)) => {
                return Turn::Stay(self.shown(collection).map_or(Effect::Nothing, Effect::Go));
            }
            (Action::Compare, Stage::Answer(_)) => return self.compare(ctx, collection),
            _ => return Turn::Stay(self.scroll(action)),
        }
        Turn::Stay(Effect::Redraw)
    }

    /// Does what changes the card itself, or how its answer is given; says whether it was that.
    fn decide(&mut self, ctx: Context<'_>, collection: &mut Collection, action: Action, now: Now) -> bool {
        match action {
            Action::Type if self.stage == Stage::Question => {
                if self.card(collection).is_some_and(can_be_typed) {
                    self.line = Some(Line::answer());
                } else {
                    self.said = Some("This card has several answers, which are not typed.".to_owned());
                }
            }
            Action::Suspend if self.may_decide() => self.suspend(ctx, collection, now),
            Action::Bury if self.may_decide() => self.bury(ctx, collection, now),
            Action::Flag if self.may_decide() => self.flag(collection, now),
            _ => return false,
        }
        true
    }

    /// Leaves a sitting that has ended, or goes on with what is left of it.
    fn leave(&mut self, collection: &mut Collection, action: Action, now: Now) -> Turn {
        match action {
            Action::Close | Action::Open => return Turn::Leave,
            Action::Undo => {
                let turn = self.undo(collection, now);
                if self.sitting.card().is_some() {
                    self.ended = None;
                }
                return turn;
            }
            Action::Next if self.is_unfinished() => {
                self.ended = None;
                self.next(collection, now);
            }
            _ => return Turn::Stay(self.scroll(action)),
        }
        Turn::Stay(Effect::Redraw)
    }

    /// Ends what is typed.
    fn typed(&mut self, collection: &mut Collection, line: &Line, action: Action, now: Now) -> Turn {
        match (action, line.purpose) {
            (Action::Open, Purpose::Answer) => {
                let text = line.prompt.text().to_owned();
                let of_card = |card: &Card| (card.answer(), card.question(self.seed));
                let (answer, question) = self.card(collection).map(of_card).unwrap_or_default();
                self.typed = (!text.trim().is_empty()).then(|| (text.clone(), typed::judge(&text, &answer, &question)));
                self.answer(collection, now, None);
            }
            (Action::Open, Purpose::Why) => self.flagged(collection, line.prompt.text(), now),
            _ => {}
        }
        Turn::Stay(Effect::Redraw)
    }

    /// Scrolls the record beside the card, or the card where it stands alone.
    fn scroll(&mut self, action: Action) -> Effect {
        if self.beside && self.ended.is_none() {
            return self.record.scroll(action);
        }
        let before = self.offset;
        if let Some(offset) = action.paged(before, self.paging.steps(before), self.last_offset) {
            (self.offset, self.sight) = (offset, Sight::Scrolled);
        }
        Effect::redraw_if(before != self.offset)
    }

    /// Shows what is asked from its head.
    fn rewind(&mut self) {
        (self.offset, self.sight, self.paging) = (0, Sight::Scrolled, Paging::default());
    }

    fn options(&mut self, ctx: Context<'_>, collection: &Collection) {
        let Some(card) = self.card(collection) else { return };
        match choice::options(&collection.deck, ctx.dataset, card, self.seed) {
            Some(options) => {
                // Nobody has come to an option yet: the question is read first.
                self.stage = Stage::Choice(options, 0);
                self.rewind();
            }
            None => self.said = Some("This card has no options: answer it from memory.".to_owned()),
        }
    }

    fn compare(&mut self, ctx: Context<'_>, collection: &Collection) -> Turn {
        let Some(card) = self.card(collection) else { return Turn::Stay(Effect::Nothing) };
        let likes = confusable(&collection.deck, ctx.dataset, card, LIKES);
        if let Some(compare) = Compare::new(card.owner, likes) {
            return Turn::Lay(Activity::Compare(Box::new(compare)));
        }
        self.said = Some("Nothing here is easily taken for it.".to_owned());
        Turn::Stay(Effect::Redraw)
    }
}

/// Whether a card has one answer that can be typed.
fn can_be_typed(card: &Card) -> bool {
    match card.face {
        Face::Recall { .. } | Face::Cloze { .. } => true,
        Face::Sequence { .. } | Face::Match { .. } => false,
    }
}
