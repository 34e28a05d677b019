//! A sitting: one card after the other, the answer only when it is asked for, and beside it then the
//! record it comes from.
//!
//! A sitting that counts enters each grade in the log; cramming enters nothing.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::compare::Compare;
use super::{Activity, Turn, in_words};
use crate::action::{Action, Effect};
use crate::areas;
use crate::article::citation::sources;
use crate::ctx::Ctx;
use crate::dataset::ItemId;
use crate::keymap::{Scope, shown_key};
use crate::now::Now;
use crate::reader::Reader;
use crate::study::choice::{self, Options};
use crate::study::desk::day_of;
use crate::study::memory::Grade;
use crate::study::mock::print::letter;
use crate::study::schedule::session::Session;
use crate::study::schedule::{confusable, is_leech};
use crate::study::{Card, CardId, Desk};
use crate::widget::page::Page;
use crate::widget::pane::Pane;

/// How a drill's title begins.
const DRILL: &str = "Drill: ";
/// The records a card is compared with, at most.
const LIKES: usize = 5;
/// The sources named under an answer, at most.
const SOURCES: usize = 2;
/// Columns of text at most: longer lines are hard to read.
const WIDEST: u16 = 76;

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
        self.said = None;
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
        self.took = u32::try_from(now.elapsed.saturating_sub(self.since).as_millis()).unwrap_or(u32::MAX);
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
        if self.counts && desk.state(&card).is_some_and(|state| is_leech(state, day_of(now.wall))) && !grade.is_known()
        {
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

    pub(super) fn draw(
        &mut self,
        ctx: Ctx<'_>,
        desk: &Desk,
        now: Now,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let panes = areas::panes(area, false);
        let answered = matches!(self.stage, Stage::Answer(_)) && self.card(desk).is_some();
        // Until the answer shows, the card has all the room: what stands beside it would give it away.
        let (card_area, record_area) = if answered { (panes.list.unwrap_or(area), panes.detail) } else { (area, None) };
        self.beside = record_area.is_some();
        if let Some(area) = record_area {
            self.record.draw(ctx, area, buf, false);
        }
        let inner = Pane::new(&self.title, true).note(&self.left()).draw(ctx, card_area, buf);
        let text = Rect { x: inner.x + 1.min(inner.width), width: inner.width.saturating_sub(2).min(WIDEST), ..inner };
        let mut foot = Page::new(text.width);
        let (page, selected) = match self.card(desk) {
            Some(card) => {
                if answered {
                    self.grades(ctx, &mut foot, desk, card, now);
                }
                self.page(ctx, card, text.width)
            }
            None => (self.done(ctx, text.width), 0),
        };
        // The grades stand right below the answer, and always show.
        let foot_rows = u16::try_from(foot.len()).unwrap_or(u16::MAX).min(text.height);
        let height = text.height - foot_rows;
        self.last_offset = page.len().saturating_sub(usize::from(height));
        self.offset = self.offset.min(self.last_offset).max((selected + 1).saturating_sub(usize::from(height)));
        let shown = u16::try_from(page.len() - self.offset).unwrap_or(u16::MAX).min(height);
        page.draw(self.offset, Rect { height: shown, ..text }, buf);
        foot.draw(0, Rect { y: text.y + shown, height: foot_rows, ..text }, buf);
        let row = u16::try_from(selected.saturating_sub(self.offset)).unwrap_or(u16::MAX);
        (row < text.height).then_some(Position::new(text.x, text.y + row))
    }

    fn left(&self) -> String {
        match (self.session.left(), self.counts) {
            (0, _) => "done".to_owned(),
            (1, true) => "the last card".to_owned(),
            (left, true) => format!("{left} left"),
            (left, false) => format!("{left} left, nothing is scheduled"),
        }
    }

    /// What is asked and perhaps answered, and the line of the selected option.
    fn page(&self, ctx: Ctx<'_>, card: &Card, columns: u16) -> (Page, usize) {
        let theme = ctx.theme;
        let mut page = Page::new(columns);
        let mut selected = 0;
        if let Some(said) = &self.said {
            page.say(said, theme.warning.style());
            page.gap();
        }
        page.say(&format!("{} · {}", card.topic.name(), card.sector(ctx.dataset)), theme.dim.style());
        page.gap();
        page.say(&card.question(self.seed), theme.title.style());
        page.gap();
        match &self.stage {
            Stage::Question => {
                let key = shown_key(Scope::Question, Action::Open);
                page.say(&format!("{key} shows the answer."), theme.dim.style());
            }
            Stage::Choice(options, at) => {
                for (number, option) in options.shown.iter().enumerate() {
                    let style = if number == *at { theme.selected.style() } else { theme.text.style() };
                    if number == *at {
                        selected = page.len();
                    }
                    page.hang(&format!("({}) ", letter(number)), option, style);
                }
            }
            Stage::Answer(chosen) => {
                if let Some((options, at)) = chosen {
                    chosen_option(ctx, &mut page, options, *at);
                }
                page.say(&card.answer(), theme.heading.style());
                page.gap();
                let sources = sources(ctx.dataset, &card.cites(ctx.dataset));
                for source in sources.iter().take(SOURCES) {
                    page.hang("  ", source, theme.source.style());
                }
                if let Some(more) = sources.len().checked_sub(SOURCES).filter(|more| *more > 0) {
                    page.say(&format!("  and {more} more, named in the record"), theme.source.style());
                }
                page.gap();
            }
        }
        (page, selected)
    }

    fn grades(&self, ctx: Ctx<'_>, page: &mut Page, desk: &Desk, card: &Card, now: Now) {
        let theme = ctx.theme;
        let grades: Vec<(Grade, String)> = if self.counts {
            let intervals = desk.intervals(&card.id, day_of(now.wall)).into_iter();
            intervals.map(|(grade, days)| (grade, in_words(days))).collect()
        } else {
            let words = |grade: Grade| if grade.is_known() { "done with it" } else { "again in this sitting" };
            Grade::TWO.into_iter().map(|grade| (grade, words(grade).to_owned())).collect()
        };
        for (grade, when) in grades {
            let action = Action::Grade(grade);
            let key = [Scope::Answer, Scope::FourGrades].map(|scope| shown_key(scope, action)).concat();
            page.line(Line::from(vec![
                Span::styled(format!("{key:>5} "), theme.key.style()),
                Span::styled(format!("{:<6}", grade.name()), theme.text.style()),
                Span::styled(when, theme.dim.style()),
            ]));
        }
        if desk.state(&card.id).is_some_and(|state| is_leech(state, day_of(now.wall))) {
            let key = shown_key(Scope::Answer, Action::Compare);
            let sentence = format!("Slipped six times in sixty days: {key} shows it beside what it is taken for.");
            page.say(&sentence, theme.warning.style());
        }
    }

    fn done(&self, ctx: Ctx<'_>, columns: u16) -> Page {
        let mut page = Page::new(columns);
        let given = self.session.grades().count();
        let known = self.session.grades().filter(|grade| grade.is_known()).count();
        page.say(
            &match given {
                0 => "Nothing is left to be asked here.".to_owned(),
                1 => format!("Done. One answer, {}.", if known == 1 { "known" } else { "not known" }),
                _ => format!("Done. {given} answers, {known} of them known."),
            },
            ctx.theme.title.style(),
        );
        if let Some(said) = &self.said {
            page.gap();
            page.say(said, ctx.theme.warning.style());
        }
        page.gap();
        page.say("Enter or Esc leads back to the overview.", ctx.theme.dim.style());
        page
    }
}

/// The options again, with the right one and the chosen one told by words.
fn chosen_option(ctx: Ctx<'_>, page: &mut Page, options: &Options, chosen: usize) {
    for (number, option) in options.shown.iter().enumerate() {
        let (style, word) = match (number == options.right, number == chosen) {
            (true, true) => (ctx.theme.positive.style(), " (right, your choice)"),
            (true, false) => (ctx.theme.positive.style(), " (right)"),
            (false, true) => (ctx.theme.negative.style(), " (wrong, your choice)"),
            (false, false) => (ctx.theme.dim.style(), ""),
        };
        page.hang(&format!("({}) ", letter(number)), &format!("{option}{word}"), style);
    }
    page.gap();
}
