//! How the questions of the main examination look: the list with what was in each answer, and one being answered.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Position, Rect};
use ratatui::text::{Line, Span};

use super::super::columns::{air, reading, two};
use super::super::exam::clock;
use super::{Answering, Listed, Mains};
use crate::data::mains::MainsQuestion;
use crate::study::mains::answer::EditorUse;
use crate::study::mains::kept::Sitting;
use crate::text::{clip, counted, pad, width};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::widgets::bar::meter;
use crate::tui::widgets::page::Page;
use crate::tui::widgets::pane::Pane;
use crate::view::outline::set_in;

/// Columns of text at most.
const WIDEST: u16 = 96;

impl Mains {
    pub(super) fn draw_list(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (list_area, detail) = two(area, Constraint::Percentage(52), false);
        if let Some(area) = detail {
            let inner = Pane::new("Question", false).draw(ctx, area, buf);
            let text = inset(inner);
            self.preview(ctx, text.width).draw(0, text, buf);
        }
        let area = list_area?;
        let title = format!("{} {} {}", ctx.dataset.pack.mains.name, ctx.symbols.dash, count(self.list.items(), ctx));
        let inner = Pane::new(&title, true).note(self.unkept()).draw(ctx, area, buf);
        let inner = self.draw_said(ctx, inner, buf);
        let Self { list, past, answering, .. } = self;
        list.draw(ctx, inner, buf, true, |listed, columns| {
            let question = ctx.dataset.mains().get(listed.number);
            question.map_or_else(Line::default, |question| {
                let in_hand = answering.as_deref().filter(|answering| answering.number == listed.number);
                row(ctx, question, past.last(&question.id), in_hand, *listed, columns)
            })
        })
    }

    /// What has to be said first, wherever one has scrolled to; gives the room left.
    pub(super) fn draw_said(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Rect {
        let mut page = Page::new(area.width.saturating_sub(2));
        if let Some(said) = &self.said {
            page.say(said, ctx.theme.warning.style());
            page.gap();
        }
        page.draw_above(area, buf)
    }

    /// Whether it is only for now.
    pub(super) fn unkept(&self) -> &'static str {
        if self.keeps { "" } else { "kept for this visit only" }
    }

    /// The question selected, and how it went the last time: nothing of its outline.
    fn preview(&self, ctx: Context<'_>, columns: u16) -> Page {
        let mut page = Page::new(columns);
        let listed = self.list.selected();
        let Some(question) = listed.and_then(|listed| ctx.dataset.mains().get(listed.number)) else {
            page.say("The pack has no question that was asked for.", ctx.theme.dim.style());
            return page;
        };
        ask(ctx, &mut page, question);
        page.gap();
        let minutes = ctx.dataset.pack.mains.minutes(question.marks);
        page.say(&format!("{}, {}", question.measure(), counted(minutes, "minute")), ctx.theme.text.style());
        page.gap();
        match self.past.last(&question.id) {
            Some(last) => page.say(&went(last), ctx.theme.text.style()),
            None => page.say("Not answered yet.", ctx.theme.dim.style()),
        }
        page
    }

    /// The question against its clock, and the answer as far as it was written here.
    pub(super) fn draw_question(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let answering = self.answering.as_deref()?;
        let question = ctx.dataset.mains().get(answering.number)?;
        let title = format!("{} {} {}", question.topic, ctx.symbols.dash, question.measure());
        let left = match answering.clock.left() {
            Ok(left) => format!("{} left", clock(left)),
            Err(over) => format!("{} over", clock(over)),
        };
        let inner = Pane::new(&title, true).note(&left).draw(ctx, area, buf);
        let text = inset(self.draw_said(ctx, inner, buf));
        let page = answering.page(ctx, question, self.past.last(&question.id), text.width);
        // Before there is an answer the question stands where a card's does.
        let left = text.height.saturating_sub(u16::try_from(page.len()).unwrap_or(u16::MAX));
        let above = if answering.words() > 0 { 0 } else { air(text.height).min(left) };
        let text = Rect { y: text.y + above, height: text.height - above, ..text };
        let answering = self.answering.as_deref_mut()?;
        answering.height = usize::from(text.height);
        answering.last_offset = page.len().saturating_sub(answering.height);
        answering.offset = answering.offset.min(answering.last_offset);
        page.draw(answering.offset, text, buf);
        (!text.is_empty()).then_some(Position::new(text.x, text.y))
    }
}

impl Answering {
    fn page(&self, ctx: Context<'_>, question: &MainsQuestion<'_>, last: Option<&Sitting>, columns: u16) -> Page {
        let theme = ctx.theme;
        let mut page = Page::new(columns);
        ask(ctx, &mut page, question);
        page.gap();
        match self.answer.as_deref() {
            Some(answer) if self.words() > 0 => {
                page.say(&self.length(question), theme.heading.style());
                page.gap();
                page.say(answer, theme.text.style());
            }
            _ => {
                page.say(&how(ctx), theme.dim.style());
                self.time(ctx, &mut page);
                if let Some(last) = last {
                    page.gap();
                    page.say(&went(last), theme.dim.style());
                }
            }
        }
        page
    }

    /// How much of the time is spent, as a number and a bar.
    fn time(&self, ctx: Context<'_>, page: &mut Page) {
        let (spent, limit) = (self.clock.spent().min(self.clock.limit()), self.clock.limit());
        let told = format!("Time spent  {} of {}  ", clock(spent), clock(limit));
        let columns = page.columns().saturating_sub(width(&told)).min(40);
        let seconds = |time: std::time::Duration| usize::try_from(time.as_secs()).unwrap_or(usize::MAX);
        let mut spans = vec![Span::styled(told, ctx.theme.text.style())];
        if columns >= 4 {
            spans.extend(meter(ctx, (seconds(spent), seconds(limit)), columns, &ctx.theme.second));
        }
        page.gap();
        page.line(Line::from(spans));
    }

    /// `Your answer: 231 of 250 words`, `Your answer: 262 words, 12 over 250`.
    pub(super) fn length(&self, question: &MainsQuestion<'_>) -> String {
        let (words, most) = (self.words(), usize::from(question.words));
        match words.checked_sub(most) {
            Some(over @ 1..) => format!("Your answer: {}, {over} over {most}", counted(words, "word")),
            _ => format!("Your answer: {words} of {most} words"),
        }
    }
}

/// The room for text within a frame.
pub(super) fn inset(inner: Rect) -> Rect {
    reading(inner, WIDEST)
}

/// Puts a question on a page, with where it was set and which line of the syllabus it serves.
pub(super) fn ask(ctx: Context<'_>, page: &mut Page, question: &MainsQuestion<'_>) {
    page.say(&question.question, ctx.theme.title.style());
    if let Some(set) = set_in(ctx.dataset, question) {
        page.gap();
        page.say(&set, ctx.theme.source.style());
    }
    if let Some(syllabus) = &question.syllabus {
        page.gap();
        page.say(syllabus, ctx.theme.dim.style());
    }
}

/// How one answers, with the keys in force.
fn how(ctx: Context<'_>) -> String {
    let key = |action| ctx.keymap.name(Scope::Writing, action);
    let (write, outline) = (key(Action::Edit), key(Action::Open));
    let elsewhere = match ctx.reader.study.editor {
        EditorUse::Opens if !write.is_empty() => format!("Write on paper, or with {write} in your own editor."),
        EditorUse::Opens | EditorUse::Unnamed | EditorUse::NotHere => "Write on paper or elsewhere.".to_owned(),
    };
    if outline.is_empty() { elsewhere } else { format!("{elsewhere} {outline} shows the outline.") }
}

/// `3 questions`: how many are listed, those that come next not twice.
fn count(listed: usize, ctx: Context<'_>) -> String {
    let all = ctx.dataset.mains_count();
    counted(listed.min(all), "question")
}

/// `On 22 November 2026: 4 of 6 points were in, 231 words in 10:31.`
fn went(last: &Sitting) -> String {
    let day = last.sat.day().map_or_else(|| last.sat.on.clone(), |day| day.strftime("%-d %B %Y").to_string());
    let words = last.sat.words.map_or_else(String::new, |words| format!(", {}", counted(words, "word")));
    let took = clock(std::time::Duration::from_millis(last.sat.took));
    format!("On {day}: {} points were in{words}, in {took} minutes.", last.in_short())
}

/// `15 “The Treaty …”      22 Nov, 4 of 6`
fn row(
    ctx: Context<'_>,
    question: &MainsQuestion<'_>,
    last: Option<&Sitting>,
    in_hand: Option<&Answering>,
    listed: Listed,
    columns: usize,
) -> Line<'static> {
    let note = match (in_hand, last) {
        (Some(answering), _) => format!("{} spent", clock(answering.clock.spent())),
        (None, Some(last)) => {
            let day = last.sat.day().map_or_else(String::new, |day| format!("{}, ", day.strftime("%-d %b")));
            format!("{day}{}", last.in_short())
        }
        (None, None) if listed.comes => question.topic.to_string(),
        (None, None) => String::new(),
    };
    let note = clip(&note, columns / 2).into_owned();
    let room = columns.saturating_sub(width(&note) + 6);
    Line::from(vec![
        Span::styled(format!("{:>3} ", question.marks), ctx.theme.date.style()),
        Span::styled(pad(&clip(&question.question, room), room), ctx.theme.text.style()),
        Span::styled(format!(" {note} "), ctx.theme.dim.style()),
    ])
}
