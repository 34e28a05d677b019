//! A mock exam that was handed in: the [`report`], and each question with its explanation.

pub(super) mod report;

use std::time::Duration;

use jiff::ToSpan as _;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Position, Rect};
use ratatui::text::{Line, Span};

use super::begin::{Begin, Repeat};
use super::columns::{Columns, columns, two};
use super::{Turn, put};
use crate::clock::Now;
use crate::data::ItemId;
use crate::study::exam::print::letter;
use crate::study::exam::report::{Answer, Report, report};
use crate::study::exam::{Paper, Question};
use crate::study::{CardId, Collection};
use crate::text::{clip, pad, width};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::explained::explain;
use crate::tui::keymap::Scope;
use crate::tui::layout;
use crate::tui::widgets::page::Page;
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::sectioned_list::{GUTTER, SectionedList, item_line};
use crate::view::sections::Row;

/// Columns of text at most.
const WIDEST: u16 = 96;
/// Columns before what a question of the list is about.
const BEFORE: usize = 10;
/// Columns of the list at least.
const LEAST: u16 = 30;

/// A marked paper.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(super) struct Marked {
    /// A sentence to be read once.
    pub(super) said: Option<String>,
    /// What the paper is called.
    name: i64,
    paper: Paper,
    answers: Vec<Answer>,
    report: Report,
    took: Duration,
    /// Whether it was the clock that handed it in.
    is_cut_off: bool,
    /// Whether the reader may still be pressing keys of the paper: its letters would do something else here.
    is_at_paper: bool,
    /// How sitting it once more was asked for: that is done by the same key again.
    asked: Option<Repeat>,
    /// Whether it was handed in just now.
    pub(super) is_new: bool,
    /// What became of the cards of what was not right.
    brought: String,
    /// Row 0 is the report, the others are questions.
    list: SectionedList<usize>,
    /// Whether the keys scroll what is read, where there is room for one pane only.
    reading: bool,
    /// Whether the explanation is to be brought into view.
    seek: bool,
    offset: usize,
    /// How far the page could be scrolled when last drawn.
    last_offset: usize,
    /// How many lines of it showed then.
    height: usize,
}

impl Marked {
    /// Marks a paper and makes the cards of what went wrong due tomorrow.
    pub(super) fn new(
        name: i64,
        paper: Paper,
        answers: Vec<Answer>,
        (took, is_cut_off): (Duration, bool),
        (collection, now): (&mut Collection, Now),
    ) -> Self {
        let marked = Self::read_again(name, paper, answers, (took, is_cut_off));
        let tomorrow = collection.day(now).saturating_add(1.day());
        let again: Vec<CardId> =
            marked.report.again.iter().filter(|card| collection.card(card).is_some()).cloned().collect();
        let brought = match collection.bring_back(&again, tomorrow, now) {
            Ok((asked, all)) => coming(again.len(), asked, all),
            Err(error) => format!("What went wrong could not be made due: {error}"),
        };
        Self { is_new: true, is_at_paper: is_cut_off, brought, ..marked }
    }

    /// A paper that was marked before, to be read again: nothing is made due. It took so long, be it that the clock
    /// handed it in.
    pub(super) fn read_again(
        name: i64,
        paper: Paper,
        answers: Vec<Answer>,
        (took, is_cut_off): (Duration, bool),
    ) -> Self {
        let report = report(&paper, &answers);
        let list = SectionedList::new((0..=paper.questions.len()).map(Row::Item).collect()).showing_row_above();
        let brought = String::new();
        Self {
            said: None,
            name,
            paper,
            answers,
            report,
            took,
            is_cut_off,
            is_at_paper: false,
            asked: None,
            is_new: false,
            brought,
            list,
            reading: false,
            seek: false,
            offset: 0,
            last_offset: 0,
            height: 0,
        }
    }

    /// The mark, in one line.
    pub(super) fn in_short(&self) -> String {
        self.report.in_short(&self.paper.scheme)
    }

    /// The record behind the question at hand: that of what is wrong in it, or the first.
    pub(super) fn shown(&self) -> Option<ItemId> {
        let (question, _) = question_at(&self.paper, &self.answers, self.list.selected_row())?;
        let wrong = question.claims.iter().position(|claim| !claim.holds);
        let note = wrong.and_then(|line| question.notes.get(line)).or(question.notes.first());
        note.map(|note| note.item)
    }

    /// The id of the written question that is selected, if it is one.
    pub(super) fn written(&self) -> Option<&str> {
        question_at(&self.paper, &self.answers, self.list.selected_row())?.0.written.as_deref()
    }

    /// That the clock handed it in, and how much was left open.
    pub(super) fn cut_off(&self) -> Option<String> {
        let (open, all) = (self.report.whole.none, self.report.whole.questions());
        let left =
            if open == 0 { "every question answered".to_owned() } else { format!("{open} of {all} not answered") };
        self.is_cut_off.then(|| format!("Time was up: the paper was handed in, {left}."))
    }

    /// What sits the paper once more, if that is asked.
    pub(super) fn asks(&self) -> Option<Action> {
        self.asked.map(Repeat::action)
    }

    /// Sitting it once more is asked for once, for its clock runs at once; and not by a key that was meant for the paper.
    fn sit_again(&mut self, ctx: Context<'_>, repeat: Repeat, was_asked: bool) -> Turn {
        let key = ctx.keymap.name(Scope::Result, repeat.action());
        if was_asked {
            return Turn::Begin(Begin::Again(self.name, repeat));
        }
        if self.is_at_paper {
            self.said = Some(format!("The paper is over. Once you have moved on, {key} sits it again."));
        } else {
            self.asked = Some(repeat);
            self.said = Some(format!("{key} once more {}; its clock runs at once.", repeat.in_words()));
        }
        Turn::Stay(Effect::Redraw)
    }

    pub(super) fn update(&mut self, ctx: Context<'_>, action: Action) -> Turn {
        let said = self.said.take().is_some();
        let asked = self.asked.take();
        let before = (self.list.selected_row(), self.offset, self.reading);
        if let Some(repeat) = Repeat::asked(action) {
            return self.sit_again(ctx, repeat, asked == Some(repeat));
        }
        self.is_at_paper &= !matches!(action, Action::Close | Action::Open) && !action.moves();
        if action == Action::Close && asked.is_some() {
            return Turn::Stay(Effect::Redraw);
        }
        match action {
            Action::Close if self.reading => self.reading = false,
            Action::Close => return Turn::Leave,
            Action::Source => return Turn::Stay(self.shown().map_or(Effect::Nothing, Effect::Go)),
            Action::Open => (self.reading, self.seek) = (true, self.shown().is_some()),
            Action::Up | Action::Down | Action::First | Action::Last => drop(self.list.walk(action)),
            _ => self.offset = action.scrolled(self.offset, self.height, self.last_offset).unwrap_or(self.offset),
        }
        if before.0 != self.list.selected_row() {
            self.offset = 0;
        }
        let is_another = before != (self.list.selected_row(), self.offset, self.reading);
        Turn::Stay(Effect::redraw_if(said || self.seek || is_another))
    }

    pub(super) fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (list, detail, beside) = divided(area, &self.paper.questions, self.reading);
        let mut cursor = None;
        if let Some(area) = list {
            let title = format!("Mock exam {} {}", ctx.symbols.dash, ctx.symbols.fractions(&self.in_short()));
            let inner = Pane::new(&title, !self.reading).draw(ctx, area, buf);
            let told =
                if detail.is_none() { self.told_first(ctx, inner.width.saturating_sub(1)) } else { Page::new(0) };
            let inner = told.draw_above(inner, buf);
            cursor = self.draw_list(ctx, inner, buf);
        }
        if let Some(area) = detail {
            let title = match self.list.selected_row() {
                0 => "Report".to_owned(),
                number => format!("Question {number}"),
            };
            let text = layout::text(Pane::inner(area), WIDEST);
            let told = self.told_first(ctx, text.width);
            let text = told.draw_above(text, buf);
            let (page, reasons) = self.page(ctx, text.width);
            self.height = usize::from(text.height);
            self.last_offset = page.len().saturating_sub(self.height);
            if std::mem::take(&mut self.seek) {
                self.offset = reasons;
            }
            self.offset = self.offset.min(self.last_offset);
            let (above, below) = (self.offset, self.last_offset - self.offset);
            let _ = Pane::new(&title, self.reading).more(above, below).draw(ctx, area, buf);
            page.draw(self.offset, text, buf);
            if self.reading {
                cursor = (!text.is_empty()).then_some(Position::new(text.x, text.y));
            }
        }
        if let Some(area) = beside {
            self.draw_beside(ctx, area, buf);
        }
        cursor
    }

    /// What is said before all else, whatever is read.
    fn told_first(&self, ctx: Context<'_>, columns: u16) -> Page {
        let mut page = Page::new(columns);
        if let Some(said) = &self.said {
            page.say(said, ctx.theme.warning.style());
            page.gap();
        }
        page
    }

    /// Beside the report what was not right, beside a question the report.
    fn draw_beside(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) {
        let is_report = self.list.selected_row() == 0;
        let title = if is_report { "What was not right" } else { "Report" };
        let inner = Pane::new(title, false).draw(ctx, area, buf);
        let text = layout::text(inner, WIDEST);
        let mut page = Page::new(text.width);
        if is_report {
            self.not_right(ctx, &mut page, usize::from(text.height));
        } else {
            self.tell(ctx, &mut page);
        }
        page.draw(0, text, buf);
    }

    fn draw_list(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let Self { list, paper, answers, .. } = self;
        // Forms are told of all questions or of none.
        let has_form = BEFORE + widest(&paper.questions, true) <= usize::from(item_line(area).width);
        list.draw(ctx, area, buf, !self.reading, |row, columns| match question_at(paper, answers, *row) {
            None => Line::styled("Report", ctx.theme.heading.style()),
            Some(at) => row_of(ctx, *row, at, (columns, has_form)),
        })
    }

    /// What is read, and the line of it at which the reasons begin.
    fn page(&self, ctx: Context<'_>, columns: u16) -> (Page, usize) {
        let mut page = Page::new(columns);
        let at = question_at(&self.paper, &self.answers, self.list.selected_row());
        let reasons = if let Some((question, answer)) = at {
            answered(ctx, &mut page, question, answer)
        } else {
            self.tell(ctx, &mut page);
            0
        };
        (page, reasons)
    }
}

/// Where the list, what is read and what stands beside it have their places; where there is room for one only,
/// `reading` decides.
fn divided(area: Rect, questions: &[Question], reading: bool) -> (Option<Rect>, Option<Rect>, Option<Rect>) {
    /// From this width on there is room for all three.
    const THREE: u16 = 170;
    if area.width >= THREE {
        let Columns { left, card, right } = columns(area);
        return (left, Some(card), right);
    }
    // As wide as its rows, if that leaves the most of the width: with their forms, or else with their topics alone.
    let columns = |has_form| BEFORE + widest(questions, has_form) + usize::from(2 + GUTTER);
    let needed = |has_form| u16::try_from(columns(has_form)).unwrap_or(u16::MAX);
    let most = area.width * 45 / 100;
    let list = if needed(true) <= most { needed(true) } else { needed(false).clamp(LEAST.min(most), most) };
    let (list, detail) = two(area, Constraint::Length(list), reading);
    (list, detail, None)
}

/// What becomes of so many cards of which so many are asked tomorrow, with how many that day asks in all.
fn coming(cards: usize, asked: usize, all: usize) -> String {
    let what = "of what was wrong or left open";
    let in_all = if all > asked { format!(" Tomorrow asks {all} in all.") } else { String::new() };
    match (cards, asked) {
        (0, _) => String::new(),
        (1, 1) => format!("The card {what} comes tomorrow.{in_all}"),
        (cards, asked) if cards == asked => format!("The {cards} cards {what} come tomorrow.{in_all}"),
        (1, 0) => format!("The card {what} is due from tomorrow on, as soon as a day has room for it."),
        (cards, 0) => format!("The {cards} cards {what} are due from tomorrow on, as soon as a day has room for them."),
        (cards, asked) => format!(
            "{asked} of the {cards} cards {what} come tomorrow, the others later: a day has its limits, and asks of a record \
             once.{in_all}"
        ),
    }
}

/// The question of a row, with its answer; none for the report's.
fn question_at<'p>(paper: &'p Paper, answers: &'p [Answer], row: usize) -> Option<(&'p Question, &'p Answer)> {
    let number = row.checked_sub(1)?;
    Some((paper.questions.get(number)?, answers.get(number)?))
}

/// What a question is about, and how it is put.
fn told(question: &Question, has_form: bool) -> String {
    if has_form { format!("{} · {}", question.sector, question.form.name()) } else { question.sector.clone() }
}

/// Columns of the longest of these.
fn widest(questions: &[Question], has_form: bool) -> usize {
    questions.iter().map(|question| width(&told(question, has_form))).max().unwrap_or(0)
}

/// `3 right  Economy · How many are correct`
fn row_of(
    ctx: Context<'_>,
    number: usize,
    (question, answer): (&Question, &Answer),
    (columns, has_form): (usize, bool),
) -> Line<'static> {
    let (word, style) = match answer.choice {
        Some(choice) if choice == question.right => ("right", ctx.theme.positive.style()),
        Some(_) => ("wrong", ctx.theme.negative.style()),
        None => ("open", ctx.theme.dim.style()),
    };
    let room = columns.saturating_sub(BEFORE);
    let rest = told(question, has_form);
    Line::from(vec![
        Span::styled(format!("{number:>3} "), ctx.theme.dim.style()),
        Span::styled(pad(word, 6), style),
        Span::styled(clip(&rest, room).into_owned(), ctx.theme.text.style()),
    ])
}

/// A question with what was right, what was chosen, and why; gives the line at which that begins.
fn answered(ctx: Context<'_>, page: &mut Page, question: &Question, answer: &Answer) -> usize {
    let theme = ctx.theme;
    put(ctx, page, question);
    for (number, option) in question.options.iter().enumerate() {
        let (style, word) = match (number == question.right, answer.choice == Some(number)) {
            (true, true) => (theme.positive.style(), " (right, your answer)"),
            (true, false) => (theme.positive.style(), " (right)"),
            (false, true) => (theme.negative.style(), " (wrong, your answer)"),
            (false, false) if answer.struck.contains(&number) => (theme.dim.style(), " (struck out)"),
            (false, false) => (theme.text.style(), ""),
        };
        page.hang(&format!("  ({}) ", letter(number)), &format!("{option}{word}"), style);
    }
    page.gap();
    let from = page.len();
    explain(ctx, page, question);
    from
}
