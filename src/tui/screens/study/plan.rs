//! The exam plan: what fits until the exam at this pace, topic by topic, and what had better be left; a page that
//! scrolls. What it says is decided in [`crate::view::exam_plan`], and how it is made in the scheduler.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::Turn;
use super::columns::reading;
use super::wording::{exam_in_words, no_exam};
use crate::study::Collection;
use crate::study::scheduler::exam_plan::ExamPlan;
use crate::text::{pad, width};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::widgets::bar::meter;
use crate::tui::widgets::page::Page;
use crate::tui::widgets::pane::Pane;
use crate::view::exam_plan;

/// No line of text is wider: beyond, the eye loses it.
const WIDEST: u16 = 100;

/// Columns of a bar of the table at most, where there is room for half of that.
const BAR: usize = 20;

/// The plan as it was when the page was opened.
#[derive(Debug)]
pub(super) struct PlanPage {
    exam: Option<String>,
    plan: Option<ExamPlan>,
    /// The first line shown, and how far and by how much one may scroll, as last drawn.
    offset: usize,
    last_offset: usize,
    height: usize,
}

impl PlanPage {
    /// The plan of this day.
    pub(super) fn new(ctx: Context<'_>, collection: &Collection, day: Date) -> Self {
        let exam = exam_in_words(&collection.plan, day);
        let plan = collection.exam_plan(ctx.dataset, day, &[]);
        Self { exam, plan, offset: 0, last_offset: 0, height: 0 }
    }

    /// Scrolls, or leaves.
    pub(super) fn update(&mut self, action: Action) -> Turn {
        if action == Action::Close {
            return Turn::Leave;
        }
        let offset = action.scrolled(self.offset, self.height, self.last_offset).unwrap_or(self.offset);
        let before = std::mem::replace(&mut self.offset, offset);
        Turn::Stay(Effect::redraw_if(before != offset))
    }

    pub(super) fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let inner = Pane::new("Exam plan", true).draw(ctx, area, buf);
        let text = reading(inner, WIDEST);
        let page = self.page(ctx, text.width);
        self.height = usize::from(text.height);
        self.last_offset = page.len().saturating_sub(self.height);
        self.offset = self.offset.min(self.last_offset);
        page.draw(self.offset, text, buf);
        (!text.is_empty()).then(|| text.as_position())
    }

    fn page(&self, ctx: Context<'_>, columns: u16) -> Page {
        let theme = ctx.theme;
        let mut page = Page::new(columns);
        if let Some(exam) = &self.exam {
            page.say(exam, theme.title.style());
        } else {
            page.say(&no_exam(ctx), theme.title.style());
            page.gap();
            page.say("This page then tells what fits until that day, topic by topic.", theme.text.style());
        }
        let Some(plan) = &self.plan else { return page };
        for sentence in exam_plan::sentences(plan) {
            page.say(&sentence, theme.text.style());
        }
        page.gap();
        let table = exam_plan::table(plan, usize::from(columns));
        let widest = table.iter().map(|line| width(line)).max().unwrap_or(0);
        let room = usize::from(columns).saturating_sub(widest + 2).min(BAR);
        for (number, line) in table.iter().enumerate() {
            let style = if number == 0 { theme.heading.style() } else { theme.text.style() };
            let mut spans = vec![Span::styled(pad(line, widest), style)];
            let topic = number.checked_sub(1).and_then(|number| plan.topics.get(number));
            if let Some(topic) = topic.filter(|_| room >= BAR / 2) {
                spans.push(Span::raw("  "));
                spans.extend(meter(ctx, (topic.met, topic.cards), room, &theme.first));
            } else if number == 0 && room >= BAR / 2 {
                spans.push(Span::styled("  met already", style));
            }
            page.line(Line::from(spans));
        }
        for sentence in exam_plan::assumptions(plan) {
            page.gap();
            page.say(&sentence, theme.dim.style());
        }
        page
    }
}
