//! The footer: as many key hints as fit, and a note at the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget as _};

use crate::text::{clip, width, wrap};
use crate::tui::context::Context;
use crate::tui::keymap::{Hint, fitting};

/// Draws as many of the hints as there is room for, and the note.
pub fn draw(ctx: Context<'_>, hints: Vec<Hint>, note: &str, area: Rect, buf: &mut Buffer) {
    let room = usize::from(area.width).saturating_sub(2);
    let note = clip(note, room);
    let mut spans = vec![Span::raw(" ")];
    for hint in fitting(hints, room.saturating_sub(width(&note) + 2)) {
        if spans.len() > 1 {
            spans.push(Span::raw("  "));
        }
        spans.push(Span::styled(hint.keys, ctx.theme.key.style()));
        spans.push(Span::styled(format!(" {}", hint.word), ctx.theme.dim.style()));
    }
    buf.set_line(area.x, area.y, &Line::from(spans), area.width);
    let columns = u16::try_from(width(&note)).unwrap_or(area.width);
    let x = area.right().saturating_sub(columns + 1).max(area.x);
    buf.set_stringn(x, area.y, note, usize::from(columns), ctx.theme.dim.style());
}

fn draw_notice(ctx: Context<'_>, notice: &str, area: Rect, buf: &mut Buffer) {
    let room = usize::from(area.width).saturating_sub(2);
    let line = Line::from(vec![Span::raw(" "), Span::styled(clip(notice, room), ctx.theme.warning.style())]);
    buf.set_line(area.x, area.y, &line, area.width);
}

/// Draws what is said where the hints stand; where it has no room there it takes the row above as well.
pub fn draw_whole(ctx: Context<'_>, notice: &str, area: Rect, buf: &mut Buffer) {
    let room = usize::from(area.width).saturating_sub(2);
    let first = wrap(notice, room).into_iter().next().filter(|first| first.len() < notice.len());
    let Some(first) = first.filter(|_| area.y > buf.area.y) else { return draw_notice(ctx, notice, area, buf) };
    let above = Rect { y: area.y - 1, height: 1, ..area };
    Clear.render(above.intersection(buf.area), buf);
    draw_notice(ctx, first, above, buf);
    draw_notice(ctx, notice.get(first.len()..).unwrap_or_default().trim_start(), area, buf);
}
