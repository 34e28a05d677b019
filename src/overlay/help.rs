//! The help: every key there is, read off the keymap, those of the screen at hand first.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::action::{Action, Effect};
use crate::areas;
use crate::ctx::Ctx;
use crate::keymap::{Binding, KEYMAP, Scope};
use crate::text::{pad, width, wrap};
use crate::widget::pane::Pane;

/// The help overlay.
#[derive(Debug)]
pub struct Help {
    /// The scopes that held when help was asked for.
    scopes: Vec<Scope>,
    offset: usize,
    lines: usize,
    height: usize,
}

/// Columns the overlay takes at most.
const WIDTH: u16 = 72;

/// The keys of a binding as shown: `PgUp`, `↑ or k`.
#[must_use]
pub fn keys_in_words(binding: &Binding) -> String {
    binding.keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
}

impl Help {
    /// Help for these scopes first, then for the rest.
    #[must_use]
    pub fn new(scopes: Vec<Scope>) -> Self {
        Self { scopes, offset: 0, lines: 0, height: 0 }
    }

    /// Scrolls. Closing is the application's matter.
    pub fn update(&mut self, action: Action) -> Effect {
        let last = self.lines.saturating_sub(self.height);
        let page = self.height.max(1);
        let before = self.offset;
        self.offset = match action {
            Action::Up => before.saturating_sub(1),
            Action::Down => before + 1,
            Action::PageUp => before.saturating_sub(page),
            Action::PageDown => before + page,
            Action::First => 0,
            Action::Last => last,
            _ => before,
        }
        .min(last);
        Effect::redraw_if(before != self.offset)
    }

    /// Draws the help over the body.
    pub fn draw(&mut self, ctx: Ctx<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let columns = usize::from(WIDTH.min(area.width).saturating_sub(4));
        let lines = self.content(ctx, columns);
        self.lines = lines.len();
        let wanted = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
        let place = areas::overlay(area, WIDTH, wanted);
        self.height = usize::from(place.height.saturating_sub(2));
        self.offset = self.offset.min(self.lines.saturating_sub(self.height));
        let below = self.lines.saturating_sub(self.offset + self.height);
        let note = if below > 0 { format!("{below} more {}", ctx.glyphs.more[1]) } else { String::new() };
        let inner = Pane::new("Keys", true).note(&note).draw_over(ctx, place, buf);
        let x = inner.x + 1.min(inner.width);
        for (line, y) in lines.iter().skip(self.offset).zip(inner.top()..inner.bottom()) {
            buf.set_line(x, y, line, inner.width.saturating_sub(1));
        }
        (!inner.is_empty()).then_some(Position::new(x, inner.y))
    }

    fn content(&self, ctx: Ctx<'_>, columns: usize) -> Vec<Line<'static>> {
        let rest = Scope::ALL.iter().filter(|scope| !self.scopes.contains(scope));
        let key_width = KEYMAP.iter().map(|binding| width(&keys_in_words(binding))).max().unwrap_or(0);
        let mut lines = Vec::new();
        for scope in self.scopes.iter().chain(rest) {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            lines.push(Line::from(Span::styled(scope.name(), ctx.theme.heading.style())));
            for binding in KEYMAP.iter().filter(|binding| binding.scope == *scope) {
                let room = columns.saturating_sub(key_width + 2);
                for (row, text) in wrap(binding.help, room).into_iter().enumerate() {
                    let keys = if row == 0 { keys_in_words(binding) } else { String::new() };
                    lines.push(Line::from(vec![
                        Span::styled(pad(&keys, key_width + 2), ctx.theme.key.style()),
                        Span::styled(text.to_owned(), ctx.theme.text.style()),
                    ]));
                }
            }
        }
        let legend = format!(
            "{} an exam asks it   {} sources disagree   [1] number of a source, listed at the end",
            ctx.glyphs.core, ctx.glyphs.conflict
        );
        lines.push(Line::default());
        lines.push(Line::from(Span::styled("Signs", ctx.theme.heading.style())));
        lines.extend(wrap(&legend, columns).into_iter().map(|text| Line::from(text.to_owned())));
        lines
    }
}
