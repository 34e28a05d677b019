//! A mock exam that was handed in: the report, and each question with its explanation.

use std::time::Duration;

use jiff::ToSpan as _;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::begin::{Begin, Repeat};
use super::{Turn, put};
use crate::clock::Now;
use crate::data::ItemId;
use crate::data::pack::exam::ExamScheme;
use crate::study::exam::print::{explanation, letter};
use crate::study::exam::report::{Answer, Report, Tally, report};
use crate::study::exam::{Paper, Question};
use crate::study::{CardId, Collection};
use crate::text::{clip, pad};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::layout;
use crate::tui::widgets::page::Page;
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::sectioned_list::SectionedList;
use crate::view::sections::Row;

/// Columns of text at most.
const WIDEST: u16 = 96;

/// A marked paper.
#[derive(Debug)]
pub(super) struct Marked {
    /// A sentence to be read once.
    pub(super) said: Option<String>,
    /// What the paper is called.
    name: i64,
    paper: Paper,
    answers: Vec<Answer>,
    report: Report,
    took: Duration,
    /// Whether it was handed in just now.
    pub(super) is_new: bool,
    /// What became of the cards of what was not right.
    brought: String,
    /// Row 0 is the report, the others are questions.
    list: SectionedList<usize>,
    /// Whether the keys scroll what is read, where there is room for one pane only.
    reading: bool,
    offset: usize,
    /// How far the page could be scrolled when last drawn.
    last_offset: usize,
}

impl Marked {
    /// Marks a paper and makes the cards of what went wrong due tomorrow.
    pub(super) fn new(
        name: i64,
        paper: Paper,
        answers: Vec<Answer>,
        took: Duration,
        (collection, now): (&mut Collection, Now),
    ) -> Self {
        let marked = Self::read_again(name, paper, answers, took);
        let tomorrow = collection.day(now).saturating_add(1.day());
        let again: Vec<CardId> =
            marked.report.again.iter().filter(|card| collection.card(card).is_some()).cloned().collect();
        let brought = match collection.bring_back(&again, tomorrow, now) {
            Ok((asked, all)) => told(again.len(), asked, all),
            Err(error) => format!("What went wrong could not be made due: {error}"),
        };
        Self { is_new: true, brought, ..marked }
    }

    /// A paper that was marked before, to be read again: nothing is made due.
    pub(super) fn read_again(name: i64, paper: Paper, answers: Vec<Answer>, took: Duration) -> Self {
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
            is_new: false,
            brought,
            list,
            reading: false,
            offset: 0,
            last_offset: 0,
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

    pub(super) fn update(&mut self, action: Action) -> Turn {
        let said = self.said.take().is_some();
        let before = (self.list.selected_row(), self.offset, self.reading);
        if let Some(repeat) = Repeat::asked(action) {
            return Turn::Begin(Begin::Again(self.name, repeat));
        }
        match action {
            Action::Close if self.reading => self.reading = false,
            Action::Close => return Turn::Leave,
            Action::Source => return Turn::Stay(self.shown().map_or(Effect::Nothing, Effect::Go)),
            Action::Open => self.reading = true,
            Action::Up | Action::Down | Action::First | Action::Last => drop(self.list.walk(action)),
            Action::PageUp => self.offset = self.offset.saturating_sub(5),
            Action::PageDown => self.offset = (self.offset + 5).min(self.last_offset),
            _ => {}
        }
        if before.0 != self.list.selected_row() {
            self.offset = 0;
        }
        Turn::Stay(Effect::redraw_if(said || before != (self.list.selected_row(), self.offset, self.reading)))
    }

    pub(super) fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let panes = layout::panes(area, self.reading);
        let mut cursor = None;
        if let Some(area) = panes.list {
            let title = format!("Mock exam {} {}", ctx.symbols.dash, self.in_short());
            let inner = Pane::new(&title, !self.reading).draw(ctx, area, buf);
            cursor = self.draw_list(ctx, inner, buf);
        }
        if let Some(area) = panes.detail {
            let title = match self.list.selected_row() {
                0 => "Report".to_owned(),
                number => format!("Question {number}"),
            };
            let columns = area.width.saturating_sub(4).min(WIDEST);
            let page = self.page(ctx, columns);
            let height = usize::from(area.height.saturating_sub(2));
            self.last_offset = page.len().saturating_sub(height);
            self.offset = self.offset.min(self.last_offset);
            let below = self.last_offset - self.offset;
            let note = if below > 0 { format!("{below} more {}", ctx.symbols.more[1]) } else { String::new() };
            let inner = Pane::new(&title, self.reading).note(&note).draw(ctx, area, buf);
            let text = Rect { x: inner.x + 1.min(inner.width), width: columns.min(inner.width), ..inner };
            page.draw(self.offset, text, buf);
            if self.reading {
                cursor = (!text.is_empty()).then_some(Position::new(text.x, text.y));
            }
        }
        cursor
    }

    fn draw_list(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let Self { list, paper, answers, .. } = self;
        list.draw(ctx, area, buf, !self.reading, |row, columns| match question_at(paper, answers, *row) {
            None => Line::styled("Report", ctx.theme.heading.style()),
            Some((question, answer)) => row_of(ctx, *row, question, answer, columns),
        })
    }

    fn page(&self, ctx: Context<'_>, columns: u16) -> Page {
        let mut page = Page::new(columns);
        match question_at(&self.paper, &self.answers, self.list.selected_row()) {
            Some((question, answer)) => explain(ctx, &mut page, question, answer),
            None => self.tell(ctx, &mut page),
        }
        page
    }

    /// The report: marks, time, and where they were won and lost.
    fn tell(&self, ctx: Context<'_>, page: &mut Page) {
        let theme = ctx.theme;
        if let Some(said) = &self.said {
            page.say(said, theme.warning.style());
        }
        let Tally { right, wrong, none, .. } = self.report.whole;
        page.say(&self.in_short(), theme.title.style());
        page.say(&format!("{right} right, {wrong} wrong, {none} not answered"), theme.text.style());
        let seconds = self.took.as_secs();
        page.say(
            &format!("{} min {:02} s, seed {}", seconds / 60, seconds % 60, self.paper.spec.seed),
            theme.text.style(),
        );
        let ExamScheme { right, wrong, .. } = self.paper.scheme;
        let minus = if wrong.is_none() { "" } else { "−" };
        let rules = format!("+{right} for a right answer, {minus}{wrong} for a wrong one, 0 for none");
        page.say(&rules, theme.dim.style());
        if !self.brought.is_empty() {
            page.say(&self.brought, theme.text.style());
        }
        let sectors = self.report.sectors.iter().map(|(name, tally)| (name.clone(), *tally));
        table(ctx, page, "By sector", sectors);
        let forms = self.report.forms.iter().map(|(form, tally)| (form.name().to_owned(), *tally));
        table(ctx, page, "By form", forms);
        let sure = self.report.confidence.iter().map(|(sure, tally)| (sure.name().to_owned(), *tally));
        table(ctx, page, "By how sure you were", sure);
        let struck = self.report.struck.iter().map(|(count, tally)| (count.to_string(), *tally));
        table(ctx, page, "By options struck out", struck);
    }
}

/// What becomes of so many cards of which so many are asked tomorrow, with how many that day asks in all.
fn told(cards: usize, asked: usize, all: usize) -> String {
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

/// `3 right  How many are correct · Economy`
fn row_of(ctx: Context<'_>, number: usize, question: &Question, answer: &Answer, columns: usize) -> Line<'static> {
    let (word, style) = match answer.choice {
        Some(choice) if choice == question.right => ("right", ctx.theme.positive.style()),
        Some(_) => ("wrong", ctx.theme.negative.style()),
        None => ("open", ctx.theme.dim.style()),
    };
    let rest = format!("{} · {}", question.form.name(), question.sector);
    Line::from(vec![
        Span::styled(format!("{number:>3} "), ctx.theme.dim.style()),
        Span::styled(pad(word, 6), style),
        Span::styled(clip(&rest, columns.saturating_sub(10)).into_owned(), ctx.theme.text.style()),
    ])
}

/// A question with what was right, what was chosen, and why.
fn explain(ctx: Context<'_>, page: &mut Page, question: &Question, answer: &Answer) {
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
    for (number, note) in question.notes.iter().enumerate() {
        let label = question.note_name(number).map_or_else(|| "  ".to_owned(), |name| format!("  {name} "));
        page.hang(&label, &explanation(note, ctx.dataset), theme.text.style());
    }
    if let Some(note) = &question.explanation {
        page.gap();
        page.say(&explanation(note, ctx.dataset), theme.text.style());
    }
}

/// What some groups of questions came to, a line each.
fn table(ctx: Context<'_>, page: &mut Page, heading: &str, groups: impl Iterator<Item = (String, Tally)>) {
    /// Columns of a group's name at least and at most, of the numbers after it, and of how much was right.
    const NAME: (usize, usize) = (14, 22);
    const NUMBERS: usize = 17;
    const SHARE: usize = 8;
    // A name that can be read is worth more than the share, which the numbers tell.
    let has_share = page.columns() >= NAME.0 + NUMBERS + SHARE;
    let beside = if has_share { NUMBERS + SHARE } else { NUMBERS };
    let name_columns = NAME.1.min(page.columns().saturating_sub(beside));
    let groups: Vec<(String, Tally)> = groups.collect();
    if groups.is_empty() {
        return;
    }
    page.gap();
    page.line(Line::from(vec![
        Span::styled(pad(heading, name_columns), ctx.theme.heading.style()),
        Span::styled("right wrong  none", ctx.theme.dim.style()),
    ]));
    for (name, tally) in groups {
        let share = tally.accuracy().filter(|_| has_share);
        let per_cent = share.map_or_else(String::new, |part| format!("{:>6.0} %", part * 100.0));
        let text =
            format!("{}{:>5}{:>6}{:>6}{per_cent}", pad(&name, name_columns), tally.right, tally.wrong, tally.none);
        page.line(Line::styled(text, ctx.theme.text.style()));
    }
}
