//! The outline of a question beside the answer: passage by passage, with a tick for each point that was in, the records
//! it names and its sources.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::exam::clock;
use super::Mains;
use super::picture::inset;
use crate::data::mains::MainsQuestion;
use crate::data::{Dataset, ItemId};
use crate::text::{clip, width};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::detail_pane::DetailPane;
use crate::tui::widgets::page::Page;
use crate::tui::widgets::pane::Pane;
use crate::view::outline::{Passage, Place, passages};

/// From this width on the answer stands beside the outline, and from this height on above it.
const BESIDE: u16 = 80;
const ABOVE: u16 = 26;
/// From this width on the record selected stands beside the outline.
const WITH_RECORD: u16 = 150;
/// Columns before the text of a passage.
const INDENT: &str = "    ";

/// An outline, and where one is in it.
#[derive(Clone, Debug)]
pub(super) struct Outline {
    passages: Vec<Passage>,
    /// The points that were not in the last time.
    missed: Vec<String>,
    /// What the answer is called in the log, once it is kept there.
    pub(super) sitting: Option<i64>,
    /// The passage selected, and which of its records.
    at: usize,
    record: usize,
    offset: usize,
    /// Whether what is selected is to be brought into sight when next drawn.
    follows: bool,
    /// Rows there was room for when last drawn, and where each passage stood.
    height: usize,
    places: Vec<(usize, usize)>,
    /// The record selected, where there is room for it beside.
    beside: DetailPane,
    /// How the answer that stands beside is scrolled; none if none does.
    answer: Option<Scrolled>,
}

/// The first line shown of a text, and how far it could be scrolled and how many lines showed when last drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Scrolled {
    offset: usize,
    last: usize,
    height: usize,
}

impl Outline {
    pub(super) fn new<'d>(dataset: &'d Dataset<'d>, question: &'d MainsQuestion<'d>, missed: Vec<String>) -> Self {
        Self {
            passages: passages(dataset, question),
            missed,
            sitting: None,
            at: 0,
            record: 0,
            offset: 0,
            follows: true,
            height: 0,
            places: Vec::new(),
            beside: DetailPane::default(),
            answer: None,
        }
    }

    fn selected(&self) -> Option<&Passage> {
        self.passages.get(self.at)
    }

    /// The label of the point selected, if one is.
    pub(super) fn point(&self) -> Option<&str> {
        match &self.selected()?.place {
            Place::Point(label) => Some(label),
            Place::Wants
            | Place::Introduction
            | Place::Conclusion
            | Place::Worth
            | Place::Mistake
            | Place::Source(_) => None,
        }
    }

    /// The record selected, if the passage names any.
    pub(super) fn record(&self) -> Option<ItemId> {
        self.selected()?.records.get(self.record).copied()
    }

    /// Moves about; tells whether that changed anything.
    pub(super) fn walk(&mut self, action: Action) -> bool {
        let before = (self.at, self.record, self.offset, self.answer);
        let is_page = matches!(action, Action::PageUp | Action::PageDown | Action::HalfUp | Action::HalfDown);
        match self.answer.as_mut().filter(|_| is_page) {
            Some(Scrolled { offset, last, height }) => {
                *offset = action.scrolled(*offset, *height, *last).unwrap_or(*offset);
            }
            None => self.walk_passages(action),
        }
        before != (self.at, self.record, self.offset, self.answer)
    }

    fn walk_passages(&mut self, action: Action) {
        match action {
            Action::Up => self.step(false),
            Action::Down => self.step(true),
            Action::PageUp => (0..self.height).for_each(|_| self.step(false)),
            Action::PageDown => (0..self.height).for_each(|_| self.step(true)),
            Action::HalfUp => (0..self.height.div_ceil(2)).for_each(|_| self.step(false)),
            Action::HalfDown => (0..self.height.div_ceil(2)).for_each(|_| self.step(true)),
            Action::First => self.select(0),
            Action::Last => self.select(usize::MAX),
            Action::Previous => self.record = self.record.saturating_sub(1),
            Action::Next => {
                let last = self.selected().map_or(0, |passage| passage.records.len().saturating_sub(1));
                self.record = (self.record + 1).min(last);
            }
            _ => {}
        }
    }

    fn select(&mut self, at: usize) {
        // What stands below the last passage, where there is an answer, is selected as one more.
        let at = at.min(self.places.len().max(self.passages.len()).saturating_sub(1));
        if at != self.at {
            (self.at, self.record) = (at, 0);
        }
        self.follows = true;
        self.bring_into_sight();
    }

    /// To the next passage, or on within one that does not fit.
    fn step(&mut self, forward: bool) {
        let (start, end) = self.places.get(self.at).copied().unwrap_or_default();
        if forward && end > self.offset + self.height {
            self.offset += 1;
        } else if !forward && start < self.offset {
            self.offset -= 1;
        } else if forward {
            self.select(self.at + 1);
        } else {
            self.select(self.at.saturating_sub(1));
        }
    }

    /// Has what is selected brought into sight when next drawn.
    pub(super) fn follow(&mut self) {
        self.follows = true;
    }

    fn bring_into_sight(&mut self) {
        let Some(&(start, end)) = self.places.get(self.at) else { return };
        // The first is read with what stands above it.
        let start = if self.at == 0 { 0 } else { start };
        if end > self.offset + self.height {
            self.offset = end.saturating_sub(self.height).min(start);
        }
        self.offset = self.offset.min(start);
    }

    /// Notes where passages stand on a page of so many lines, and how much of it shows.
    fn lay_out(&mut self, places: Vec<(usize, usize)>, lines: usize, height: u16) {
        (self.places, self.height) = (places, usize::from(height));
        self.at = self.at.min(self.places.len().saturating_sub(1));
        if std::mem::take(&mut self.follows) {
            self.bring_into_sight();
        }
        self.offset = self.offset.min(lines.saturating_sub(self.height));
    }
}

impl Mains {
    pub(super) fn draw_outline(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let answering = self.answering.as_deref()?;
        let question = ctx.dataset.mains().get(answering.number)?;
        let answer = answering.answer.as_deref().filter(|_| answering.words() > 0);
        let (beside, area) = divided(area, answer.is_some());
        let at = answering.outline.as_ref()?.answer.map_or(0, |answer| answer.offset);
        let beside = beside.zip(answer).map(|(area, answer)| draw_answer(ctx, answer, at, area, buf));
        let area = self.draw_record(ctx, area, buf);
        let (ticked, all) = (self.ticked(), question.body.len());
        let title = format!("Outline {} {} of {all} points were in", ctx.symbols.dash, ticked.len());
        let inner = Pane::new(&title, true).note(self.unkept()).draw(ctx, area, buf);
        let text = inset(self.draw_said(ctx, inner, buf));
        let (page, places) = self.page(ctx, question, &ticked, beside.is_none(), text.width)?;
        let outline = self.answering.as_deref_mut()?.outline.as_mut()?;
        outline.lay_out(places, page.len(), text.height);
        outline.answer = beside;
        page.draw(outline.offset, text, buf);
        let start = outline.places.get(outline.at).map_or(0, |(start, _)| *start);
        let row = u16::try_from(start.saturating_sub(outline.offset)).unwrap_or(u16::MAX);
        (row < text.height).then_some(Position::new(text.x, text.y + row))
    }

    /// Draws the record selected, where there is room for it; gives the room left.
    fn draw_record(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Rect {
        let outline = self.answering.as_deref_mut().and_then(|answering| answering.outline.as_mut());
        let Some(outline) = outline.filter(|_| area.width >= WITH_RECORD) else { return area };
        let [area, record] = area.layout(&Layout::horizontal([Constraint::Fill(1), Constraint::Percentage(42)]));
        // Where a passage names none the one before stays: what is beside does not come and go.
        if let Some(item) = outline.record() {
            outline.beside.show(Some(item));
        }
        outline.beside.draw(ctx, record, buf, false);
        area
    }

    /// The points of the answer in hand that were in.
    fn ticked(&self) -> Vec<String> {
        let sitting = self.outline().and_then(|outline| self.past.sitting(outline.sitting?));
        sitting.map_or_else(Vec::new, |sitting| sitting.ticked.iter().cloned().collect())
    }

    /// The outline, and which lines of it each passage takes; the answer below it, where it stands nowhere else.
    fn page(
        &self,
        ctx: Context<'_>,
        question: &MainsQuestion<'_>,
        ticked: &[String],
        is_alone: bool,
        columns: u16,
    ) -> Option<(Page, Vec<(usize, usize)>)> {
        let (theme, answering) = (ctx.theme, self.answering.as_deref()?);
        let outline = answering.outline.as_ref()?;
        let mut page = Page::new(columns);
        let spent = format!("{} of {} minutes", clock(answering.clock.spent()), clock(answering.clock.limit()));
        let length = if answering.words() > 0 { format!("{}; ", answering.length(question)) } else { String::new() };
        page.say(&format!("{length}{spent}"), theme.dim.style());
        let mut places = Vec::new();
        let mut heading = "";
        for (number, passage) in outline.passages.iter().enumerate() {
            if passage.place.heading() != heading {
                heading = passage.place.heading();
                page.gap();
                page.say(heading, theme.heading.style());
            }
            let start = page.len();
            let is_selected = number == outline.at;
            put(
                ctx,
                &mut page,
                passage,
                &Standing { is_selected, record: outline.record, ticked, missed: &outline.missed },
            );
            places.push((start, page.len()));
        }
        if let Some(answer) = answering.answer.as_deref().filter(|_| is_alone && answering.words() > 0) {
            page.gap();
            page.say("Your answer", theme.heading.style());
            let start = page.len();
            page.say(answer, theme.text.style());
            places.push((start, page.len()));
        }
        Some((page, places))
    }
}

/// How a passage stands to the answer and to the keys.
struct Standing<'s> {
    is_selected: bool,
    record: usize,
    ticked: &'s [String],
    missed: &'s [String],
}

/// Where the answer has its place, if it has one of its own, and where the outline.
fn divided(area: Rect, has_answer: bool) -> (Option<Rect>, Rect) {
    let parts = [Constraint::Percentage(40), Constraint::Fill(1)];
    let layout = match has_answer {
        true if area.width >= BESIDE => Layout::horizontal(parts),
        true if area.height >= ABOVE => Layout::vertical(parts),
        _ => return (None, area),
    };
    let [answer, outline] = area.layout(&layout);
    (Some(answer), outline)
}

/// Draws the answer beside its outline, from this line on; gives how it is scrolled then.
fn draw_answer(ctx: Context<'_>, answer: &str, offset: usize, area: Rect, buf: &mut Buffer) -> Scrolled {
    let mut page = Page::new(area.width.saturating_sub(4));
    page.say(answer, ctx.theme.text.style());
    let height = usize::from(area.height.saturating_sub(2));
    let last = page.len().saturating_sub(height);
    let offset = offset.min(last);
    let note = if offset < last { format!("{} more {}", last - offset, ctx.symbols.more[1]) } else { String::new() };
    let inner = Pane::new("Your answer", false).note(&note).draw(ctx, area, buf);
    page.draw(offset, inset(inner), buf);
    Scrolled { offset, last, height }
}

/// Puts a passage on a page.
fn put(ctx: Context<'_>, page: &mut Page, passage: &Passage, standing: &Standing<'_>) {
    let theme = ctx.theme;
    let pointer = if standing.is_selected { ctx.symbols.pointer } else { " " };
    let style = if standing.is_selected { theme.title.style() } else { theme.text.style() };
    match &passage.place {
        Place::Point(label) => {
            let is_in = standing.ticked.contains(label);
            let [ticked, open] = ctx.symbols.boxes;
            let sign = if is_in { ticked } else { open };
            let again = if standing.missed.contains(label) { " (missed the last time)" } else { "" };
            page.hang(&format!("{pointer} {sign} "), &format!("{label}{again}"), style);
            page.hang(&format!("  {INDENT}"), &passage.text, theme.text.style());
        }
        Place::Worth | Place::Mistake => page.hang(&format!("{pointer} {} ", ctx.symbols.point), &passage.text, style),
        Place::Source(number) => {
            let style = if standing.is_selected { style } else { theme.source.style() };
            page.hang(&format!("{pointer} {number:>2} "), &passage.text, style);
        }
        Place::Wants | Place::Introduction | Place::Conclusion => {
            page.hang(&format!("{pointer} "), &passage.text, style);
        }
    }
    records(ctx, page, passage, standing);
}

/// A line for each record that a passage names, the one that is selected told by its pointer.
fn records(ctx: Context<'_>, page: &mut Page, passage: &Passage, standing: &Standing<'_>) {
    let theme = ctx.theme;
    for (number, item) in passage.records.iter().enumerate() {
        let title = ctx.dataset.get(*item).map_or("", |item| item.title());
        let is_selected = standing.is_selected && number == standing.record;
        let (sign, style): (&str, Style) =
            if is_selected { (ctx.symbols.pointer, theme.selected.style()) } else { (" ", theme.link.style()) };
        let room = page.columns().saturating_sub(width(INDENT) + 2);
        let marked = if ctx.reader.marks.contains(*item) { " *" } else { "" };
        let title = format!("{}{marked}", clip(title, room.saturating_sub(width(marked))));
        page.line(Line::from(vec![
            Span::styled(format!("{INDENT}{sign} "), theme.text.style()),
            Span::styled(title, style),
        ]));
    }
}
