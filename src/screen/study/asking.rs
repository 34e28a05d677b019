//! A sitting: one card after the other, the answer only when it is asked for, and beside it then the
//! record it comes from.
//!
//! A sitting that counts enters each grade in the log; cramming enters nothing.

mod picture;

use std::time::Duration;

use super::compare::Compare;
use super::{Activity, Turn};
use crate::action::{Action, Effect};
use crate::ctx::Ctx;
use crate::dataset::ItemId;
use crate::keymap::{Scope, shown_key};
use crate::now::Now;
use crate::reader::Reader;
use crate::study::choice::{self, Options};
use crate::study::desk::day_of;
use crate::study::memory::Grade;
use crate::study::schedule::confusable;
use crate::study::schedule::session::Session;
use crate::study::{Card, CardId, Desk};

/// How a drill's title begins.
const DRILL: &str = "Drill: ";
/// The records a card is compared with, at most.
const LIKES: usize = 5;

/// How far one is with the card.
#[derive(Debug, PartialEq)]
enum Stage {
    /// The question shows.
    Question,
    /// The question and four options show, of which one is selected.
    Choice(Options, usize),
    /// The answer shows; with options, which one was chosen.
    Answer(Option<(Options, usize)>),
}

/// A sitting on the screen.
#[derive(Debug)]
pub(super) struct Asking {
    title: String,
    session: Session,
    /// Whether grades are entered in the log.
    counts: bool,
    stage: Stage,
    /// When the card was shown, and how long it took until the answer.
    since: Duration,
    took: u32,
    /// What things to be ordered or matched are mixed by.
    seed: u64,
    record: Reader,
    /// Whether the record had room beside the card when last drawn.
    beside: bool,
    /// The first line of the card shown, and how far that could be scrolled when last drawn.
    offset: usize,
    last_offset: usize,
    said: Option<String>,
}

impl Asking {
    pub(super) fn new(title: String, cards: Vec<CardId>, counts: bool, now: Now) -> Self {
        Self {
            title,
            session: Session::new(cards),
            counts,
            stage: Stage::Question,
            since: now.elapsed,
            took: 0,
            seed: u64::try_from(now.unix_ms).unwrap_or_default(),
            record: Reader::default(),
            beside: false,
            offset: 0,
            last_offset: 0,
            said: None,
        }
    }

    /// A sitting with all cards about a record.
    pub(super) fn drill(record: &str, cards: Vec<CardId>, now: Now) -> Self {
        Self::new(format!("{DRILL}{record}"), cards, true, now)
    }

    pub(super) fn is_drill(&self) -> bool {
        self.title.starts_with(DRILL)
    }

    pub(super) fn scope(&self) -> Scope {
        match self.stage {
            Stage::Question => Scope::Question,
            Stage::Choice(..) => Scope::Choice,
            Stage::Answer(_) => Scope::Answer,
        }
    }

    /// The record behind the answer, once that shows.
    pub(super) fn shown(&self, desk: &Desk) -> Option<ItemId> {
        match self.stage {
            Stage::Answer(_) => Some(self.card(desk)?.owner),
            _ => None,
        }
    }

    fn card<'d>(&self, desk: &'d Desk) -> Option<&'d Card> {
        desk.card(self.session.card()?)
    }

    pub(super) fn update(&mut self, ctx: Ctx<'_>, desk: &mut Desk, action: Action, now: Now) -> Turn {
        // A remark goes with the next action, whatever that does.
        let said = self.said.take().is_some();
        match self.act(ctx, desk, action, now) {
            Turn::Stay(Effect::Nothing) if said => Turn::Stay(Effect::Redraw),
            turn => turn,
        }
    }

    fn act(&mut self, ctx: Ctx<'_>, desk: &mut Desk, action: Action, now: Now) -> Turn {
        if self.card(desk).is_none() {
            return match action {
                Action::Close | Action::Open => Turn::Leave,
                Action::Undo => self.undo(desk, now),
                _ => Turn::Stay(Effect::Nothing),
            };
        }
        match (action, &mut self.stage) {
            (Action::Close, Stage::Choice(..)) => self.stage = Stage::Question,
            (Action::Close, _) => return Turn::Leave,
            (Action::Undo, _) => return self.undo(desk, now),
            (Action::Open, Stage::Question) => self.answer(desk, now, None),
            (Action::Options, Stage::Question) => self.options(ctx, desk),
            (Action::Later, Stage::Question) => {
                self.session.later();
                self.next(now);
            }
            (Action::Up, Stage::Choice(_, at)) => *at = at.saturating_sub(1),
            (Action::Down, Stage::Choice(options, at)) => *at = (*at + 1).min(options.shown.len().saturating_sub(1)),
            (Action::Open, Stage::Choice(_, at)) => {
                let at = *at;
                self.answer(desk, now, Some(at));
            }
            (Action::Choose(at), Stage::Choice(..)) => self.answer(desk, now, Some(usize::from(at))),
            (Action::Grade(grade), Stage::Answer(_)) => self.grade(desk, grade, now),
            (Action::Source, Stage::Answer(_)) => {
                return Turn::Stay(self.shown(desk).map_or(Effect::Nothing, Effect::Go));
            }
            (Action::Compare, Stage::Answer(_)) => return self.compare(ctx, desk),
            (_, Stage::Answer(_)) => return Turn::Stay(self.scroll(action)),
            _ => return Turn::Stay(Effect::Nothing),
        }
        Turn::Stay(Effect::Redraw)
    }

    /// Scrolls the record beside the card, or the card where it stands alone.
    fn scroll(&mut self, action: Action) -> Effect {
        if self.beside {
            return self.record.scroll(action);
        }
        let before = self.offset;
        self.offset = match action {
            Action::Up | Action::PageUp => before.saturating_sub(1),
            Action::Down | Action::PageDown => (before + 1).min(self.last_offset),
            _ => before,
        };
        Effect::redraw_if(before != self.offset)
    }

    fn options(&mut self, ctx: Ctx<'_>, desk: &Desk) {
        let Some(card) = self.card(desk) else { return };
        match choice::options(&desk.deck, ctx.dataset, card, self.seed) {
            Some(options) => self.stage = Stage::Choice(options, 0),
            None => self.said = Some("This card has no options: too few others are certainly wrong.".to_owned()),
        }
    }

    fn answer(&mut self, desk: &Desk, now: Now, chosen: Option<usize>) {
        self.took = now.ms_since(self.since);
        let options = match std::mem::replace(&mut self.stage, Stage::Question) {
            Stage::Choice(options, at) => Some((options, chosen.unwrap_or(at))),
            _ => None,
        };
        self.stage = Stage::Answer(options);
        self.record.show(self.card(desk).map(|card| card.owner));
    }

    /// Enters a grade and goes on; one that can't be entered is said, and can be given again.
    fn grade(&mut self, desk: &mut Desk, grade: Grade, now: Now) {
        let Some(card) = self.session.card().cloned() else { return };
        if self.counts
            && let Err(error) = desk.answer(&card, grade, self.took, now)
        {
            self.said = Some(format!("{error}. Make room and grade again, or Esc."));
            return;
        }
        self.session.answer(grade);
        self.next(now);
        if self.counts && desk.is_leech(&card, day_of(now.wall)) && !grade.is_known() {
            let key = shown_key(Scope::Answer, Action::Compare);
            self.said =
                Some(format!("That card has slipped often. After its next answer {key} shows what it is taken for."));
        }
    }

    fn next(&mut self, now: Now) {
        self.stage = Stage::Question;
        self.since = now.elapsed;
        self.offset = 0;
    }

    fn undo(&mut self, desk: &mut Desk, now: Now) -> Turn {
        if !self.counts {
            let undone = self.session.undo();
            self.next(now);
            return Turn::Stay(Effect::redraw_if(undone));
        }
        match desk.undo() {
            Ok(None) => self.said = Some("There is no answer to take back.".to_owned()),
            Ok(Some(card)) if self.session.last() == Some(&card) => {
                self.session.undo();
                self.next(now);
                self.said = Some("Taken back: answer it again.".to_owned());
            }
            // Given in an earlier sitting: it is asked here again.
            Ok(Some(card)) => {
                self.session.ask_now(card);
                self.next(now);
                self.said = Some("An earlier answer is taken back: answer it again.".to_owned());
            }
            Err(error) => self.said = Some(error.to_string()),
        }
        Turn::Stay(Effect::Redraw)
    }

    fn compare(&mut self, ctx: Ctx<'_>, desk: &Desk) -> Turn {
        let Some(card) = self.card(desk) else { return Turn::Stay(Effect::Nothing) };
        let likes = confusable(&desk.deck, ctx.dataset, card, LIKES);
        if let Some(compare) = Compare::new(card.owner, likes) {
            return Turn::Lay(Activity::Compare(compare));
        }
        self.said = Some("Nothing here is easily taken for it.".to_owned());
        Turn::Stay(Effect::Redraw)
    }
}
