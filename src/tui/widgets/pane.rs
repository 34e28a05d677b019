//! A frame with a title: the outside of every list, record and overlay.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Widget};

use crate::text::clip;
use crate::tui::context::Context;

/// A frame with a title, and a note at the right of its lower edge.
#[derive(Debug)]
pub struct Pane<'t> {
    title: &'t str,
    note: &'t str,
    focused: bool,
}

impl<'t> Pane<'t> {
    /// A frame with this title.
    #[must_use]
    pub fn new(title: &'t str, focused: bool) -> Self {
        Self { title, note: "", focused }
    }

    /// With this note at the right of the lower edge.
    #[must_use]
    pub fn note(self, note: &'t str) -> Self {
        Self { note, ..self }
    }

    /// Draws the frame and gives the room inside it.
    #[must_use]
    pub fn draw(self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Rect {
        let theme = ctx.theme;
        let border = if self.focused { &theme.border_focus } else { &theme.border };
        let room = usize::from(area.width).saturating_sub(6);
        let mut block = Block::bordered().border_set(ctx.symbols.border).border_style(border.style());
        if room > 0 {
            let title = Span::styled(format!(" {} ", clip(self.title, room)), theme.title.style());
            block = block.title_top(Line::from(title));
        }
        if !self.note.is_empty() && room > 0 {
            let note = Span::styled(format!(" {} ", clip(self.note, room)), theme.dim.style());
            block = block.title_bottom(Line::from(note).right_aligned());
        }
        let inner = block.inner(area);
        block.render(area, buf);
        inner
    }

    /// As [`Self::draw`], over whatever was there.
    #[must_use]
    pub fn draw_over(self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Rect {
        Clear.render(area, buf);
        self.draw(ctx, area, buf)
    }
}
