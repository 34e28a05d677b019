//! What can be typed in the finder, with an example of each, of which the selected one can be tried.
//!
//! The lines are the query language's own table, [`SYNTAX`]; nothing is told here twice.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::search::{SYNTAX, Syntax};
use crate::text::{clip, pad, width};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::prompt::Prompt;
use crate::tui::widgets::sectioned_list::{GUTTER, SectionedList};
use crate::view::sections::Row;

/// The language, one line of it selected.
#[derive(Clone, Debug)]
pub(super) struct Language {
    list: SectionedList<&'static Syntax>,
}

impl Language {
    /// The whole language, its first line selected.
    pub(super) fn new() -> Self {
        Self { list: SectionedList::new(SYNTAX.iter().map(Row::Item).collect()) }
    }

    /// The example of the selected line.
    pub(super) fn example(&self) -> &'static str {
        self.list.selected().map_or("", |syntax| syntax.example)
    }

    /// Moves among the lines.
    pub(super) fn update(&mut self, action: Action) -> Effect {
        let moves = matches!(action, Action::Up | Action::Down | Action::PageUp | Action::PageDown);
        Effect::redraw_if(moves && self.list.walk(action) == Some(true))
    }

    /// Draws the lines under the empty prompt.
    pub(super) fn draw(&mut self, ctx: Context<'_>, prompt: &Prompt, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let title = format!("Find {} what can be typed", ctx.symbols.dash);
        let note = match ctx.keymap.name(Scope::Finder, Action::Open) {
            key if key.is_empty() => String::new(),
            key => format!("{key} tries: {}", self.example()),
        };
        let inner = Pane::new(&title, true).note(&note).draw(ctx, area, buf);
        if inner.height < 2 {
            return None;
        }
        let cursor = prompt.draw(ctx, &format!("{} ", ctx.symbols.pointer), Rect { height: 1, ..inner }, buf);
        let list = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
        let widest = |text: fn(&Syntax) -> &'static str| SYNTAX.iter().map(|syntax| width(text(syntax))).max();
        let forms = widest(|syntax| syntax.form).unwrap_or(0) + 2;
        let meanings = widest(|syntax| syntax.meaning).unwrap_or(0) + 2;
        let examples = widest(|syntax| syntax.example).unwrap_or(0);
        let has_room = forms + meanings + examples <= usize::from(list.width.saturating_sub(GUTTER));
        self.list.draw(ctx, list, buf, true, |syntax, columns| {
            let meaning = clip(syntax.meaning, columns.saturating_sub(forms));
            let mut spans = vec![
                Span::styled(pad(syntax.form, forms), ctx.theme.key.style()),
                Span::styled(pad(&meaning, meanings), ctx.theme.text.style()),
            ];
            if has_room {
                spans.push(Span::styled(syntax.example, ctx.theme.dim.style()));
            }
            Line::from(spans)
        });
        Some(cursor)
    }
}
