//! How a paper looks while it is written: the question, and beside it or below where all questions stand.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Modifier;

use super::super::columns::reading;
use super::super::put;
use super::{Exam, StripRow, strip};
use crate::clock::Now;
use crate::study::exam::print::letter;
use crate::text::width;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::layout;
use crate::tui::widgets::choice_page::{Choice, ChoicePage};
use crate::tui::widgets::page::Page;
use crate::tui::widgets::pane::Pane;

/// Columns of text at most.
const WIDEST: u16 = 96;
/// From this width on the questions are listed beside the one at hand.
const BESIDE: u16 = 104;
/// Columns of that list at least, and how many hundredths of the width it takes at most.
const LEAST: u16 = 38;
const PART: u16 = 45;

impl Exam {
    pub(in crate::tui::screens::study) fn draw(
        &mut self,
        ctx: Context<'_>,
        now: Now,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let (beside, area) = divided(area, &self.listed);
        if let Some(beside) = beside {
            self.draw_list(ctx, now, beside, buf);
        }
        let count = self.answers.len();
        let text = reading(Pane::inner(area), WIDEST);
        let of = format!("{} of {count}", self.at + 1);
        let title = match strip::told_in_title(self, text.height) {
            Some(told) => {
                let title = format!("question {of} · {told}");
                // A word gives way to what is to be known.
                if width(&title) <= Pane::columns_of_title(area) { title } else { format!("{of} · {told}") }
            }
            None => format!("Mock exam {} question {of}", ctx.symbols.dash),
        };
        // No seed gives once more what is asked again.
        let seed = if self.set.again.is_none() { format!("seed {}", self.set.seed) } else { "again".to_owned() };
        let note = format!("{} left · {seed}", self.clock(now));
        let foot = strip::foot(ctx, self, text, beside.is_some());
        let rows = u16::try_from(foot.len()).unwrap_or(u16::MAX).min(text.height);
        let [body, foot_area] = text.layout(&Layout::vertical([Constraint::Fill(1), Constraint::Length(rows)]));
        let page = self.page(ctx, body.width);
        // Beside a list there is room for air above, which gives way to a long question.
        let spare = usize::from(body.height).saturating_sub(page.len());
        let air = if beside.is_some() { (body.height / 12).min(u16::try_from(spare).unwrap_or(0)) } else { 0 };
        let body = Rect { y: body.y + air, height: body.height - air, ..body };
        let rows = usize::from(body.height);
        if self.seek {
            self.scroll = page.sought(self.scroll, rows);
        }
        self.scroll = self.scroll.min(page.last(rows));
        self.paging = page.paging(rows, 1);
        let (more, cursor) = page.draw(ctx, Scope::Exam, self.scroll, body, buf);
        let _ = Pane::new(&title, true).note(&note).more(more.0, more.1).draw(ctx, area, buf);
        foot.draw(0, foot_area, buf);
        cursor
    }

    /// The question with its options.
    fn page(&self, ctx: Context<'_>, columns: u16) -> ChoicePage {
        let theme = ctx.theme;
        let mut page = Page::new(columns);
        let (Some(question), Some(answer)) = (self.question(), self.answers.get(self.at)) else {
            page.say("The dataset gives no question.", theme.dim.style());
            return page.into();
        };
        let question = question.told(ctx.dataset);
        put(ctx, &mut page, &question);
        let options = question.options.iter().enumerate().map(|(number, option)| {
            let (sign, style) = match (answer.choice == Some(number), answer.struck.contains(&number)) {
                (true, _) => (ctx.symbols.point, theme.heading.style()),
                (_, true) => ("x", theme.dim.style().add_modifier(Modifier::CROSSED_OUT)),
                _ => (" ", theme.text.style()),
            };
            let pointer = if number == self.option { ctx.symbols.pointer } else { " " };
            Choice::new(format!("{pointer} {sign} ({}) ", letter(number)), option, columns, style)
        });
        ChoicePage::new(page, options.collect()).selecting(self.option, self.seek)
    }

    /// The list of all questions, and above it how far one is.
    fn draw_list(&mut self, ctx: Context<'_>, now: Now, area: Rect, buf: &mut Buffer) {
        let inner = Pane::inner(area);
        let text = layout::text(inner, inner.width);
        let mut head = Page::new(text.width);
        strip::standing(ctx, self, now, &mut head);
        head.gap();
        strip::columns(ctx, &mut head);
        let rows = u16::try_from(head.len()).unwrap_or(u16::MAX).min(text.height);
        let [above, below] = text.layout(&Layout::vertical([Constraint::Length(rows), Constraint::Fill(1)]));
        let height = usize::from(below.height);
        // The question at hand stands in the middle, where there are more than fit.
        let first = self.at.saturating_sub(height / 2).min(self.answers.len().saturating_sub(height));
        let last = self.answers.len().saturating_sub(height);
        let _ = Pane::new("Questions", false).more(first, last - first).draw(ctx, area, buf);
        head.draw(0, above, buf);
        // Forms are told of all or of none.
        let has_forms = strip::widest(&self.listed, true) <= usize::from(below.width);
        let numbered = self.listed.iter().zip(&self.answers).enumerate().skip(first);
        for ((number, (question, answer)), y) in numbered.zip(below.top()..below.bottom()) {
            let row = Rect { y, height: 1, ..below };
            let line = strip::row(ctx, number, question, answer, (usize::from(row.width), has_forms));
            buf.set_line(row.x, y, &line, row.width);
            if number == self.at {
                buf.set_style(row, ctx.theme.selected_away.style());
            }
        }
    }
}

/// Where the list has its place, if there is room for it, and where the question.
fn divided(area: Rect, questions: &[StripRow]) -> (Option<Rect>, Rect) {
    if area.width < BESIDE {
        return (None, area);
    }
    // Its frame and the air in it.
    let needed = |has_forms| u16::try_from(strip::widest(questions, has_forms) + 4).unwrap_or(u16::MAX);
    let most = area.width * PART / 100;
    let list = if needed(true) <= most { needed(true) } else { needed(false).min(most) }.max(LEAST);
    let [list, question] = area.layout(&Layout::horizontal([Constraint::Length(list), Constraint::Fill(1)]));
    (Some(list), question)
}
