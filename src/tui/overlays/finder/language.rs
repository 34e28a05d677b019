//! What can be typed in the finder, with an example of each; Enter tries the selected one.
//!
//! The lines are the query language's own table, [`SYNTAX`]; nothing is told here twice.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::search::{SYNTAX, Syntax};
use crate::text::{clip, pad, width};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::widgets::list::{GUTTER, mark_selected};
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::prompt::Prompt;
use crate::tui::widgets::scroll::Scroll;

/// The language, one line of it selected.
#[derive(Debug, Default)]
pub(super) struct Language {
    scroll: Scroll,
    page: usize,
}

impl Language {
    /// The example of the selected line.
    pub(super) fn example(&self) -> &'static str {
        SYNTAX.get(self.scroll.selected).map_or("", |syntax| syntax.example)
    }

    /// Moves among the lines.
    pub(super) fn update(&mut self, action: Action) -> Effect {
        let (before, page) = (self.scroll.selected, self.page.max(2) - 1);
        let wanted = match action {
            Action::Up => before.saturating_sub(1),
            Action::Down => before + 1,
            Action::PageUp => before.saturating_sub(page),
            Action::PageDown => before + page,
            _ => before,
        };
        self.scroll.selected = wanted.min(SYNTAX.len() - 1);
        Effect::redraw_if(before != self.scroll.selected)
    }

    /// Draws the lines under the empty prompt.
    pub(super) fn draw(&mut self, ctx: Context<'_>, prompt: &Prompt, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let dash = ctx.symbols.dash;
        let title = format!("Find {dash} what can be typed");
        let note = format!("Enter tries: {}", self.example());
        let inner = Pane::new(&title, true).note(&note).draw(ctx, area, buf);
        if inner.height < 2 {
            return None;
        }
        let cursor = prompt.draw(ctx, &format!("{} ", ctx.symbols.pointer), Rect { height: 1, ..inner }, buf);
        let list = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
        self.page = usize::from(list.height);
        self.scroll.fit(SYNTAX.len(), self.page, 0);
        let room = list.width.saturating_sub(GUTTER);
        let columns = usize::from(room);
        let widest = |text: fn(&Syntax) -> &'static str| SYNTAX.iter().map(|syntax| width(text(syntax))).max();
        let forms = widest(|syntax| syntax.form).unwrap_or(0) + 2;
        let meanings = widest(|syntax| syntax.meaning).unwrap_or(0) + 2;
        let examples = widest(|syntax| syntax.example).unwrap_or(0);
        let has_room = forms + meanings + examples <= columns;
        let lines = SYNTAX.iter().enumerate().skip(self.scroll.offset);
        for ((number, syntax), y) in lines.zip(list.top()..list.bottom()) {
            let meaning = clip(syntax.meaning, columns.saturating_sub(forms));
            let mut spans = vec![
                Span::styled(pad(syntax.form, forms), ctx.theme.key.style()),
                Span::styled(pad(&meaning, meanings), ctx.theme.text.style()),
            ];
            if has_room {
                spans.push(Span::styled(syntax.example, ctx.theme.dim.style()));
            }
            buf.set_line(list.x + GUTTER.min(list.width), y, &Line::from(spans), room);
            if number == self.scroll.selected {
                mark_selected(ctx, Rect { y, height: 1, ..list }, buf, true);
            }
        }
        Some(cursor)
    }
}
