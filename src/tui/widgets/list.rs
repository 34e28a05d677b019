//! Draws an outline: headings, items one line each, the selected one with a pointer.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::data::ItemId;
use crate::text::clip;
use crate::tui::context::Context;
use crate::tui::widgets::sectioned_list::{Row, SectionedList};

/// Columns left of every item: the pointer and a space.
pub const GUTTER: u16 = 2;

/// Draws as many rows as fit; `line` draws an item in so many columns. Gives the place of the
/// selected row, for the cursor.
pub fn draw<'l>(
    ctx: Context<'_>,
    outline: &mut SectionedList,
    area: Rect,
    buf: &mut Buffer,
    focused: bool,
    line: impl Fn(ItemId, usize) -> Line<'l>,
) -> Option<Position> {
    outline.fit(usize::from(area.height));
    outline.place(area);
    let scroll = outline.scroll();
    let mut cursor = None;
    for (row, y) in (scroll.offset..).zip(area.top()..area.bottom()) {
        let here = Rect { y, height: 1, ..area };
        match outline.rows().get(row) {
            Some(Row::Heading(text)) => {
                let text = clip(text, usize::from(area.width));
                buf.set_stringn(here.x, y, text, usize::from(area.width), ctx.theme.heading.style());
            }
            Some(Row::Item(id)) => {
                let inner =
                    Rect { x: here.x + GUTTER.min(here.width), width: here.width.saturating_sub(GUTTER), ..here };
                buf.set_line(inner.x, y, &line(*id, usize::from(inner.width)), inner.width);
                if ctx.reader.marks.contains(*id) && inner.x > here.x {
                    buf.set_stringn(inner.x - 1, y, ctx.symbols.mark, 1, ctx.theme.core.style());
                }
                if row == scroll.selected {
                    mark_selected(ctx, here, buf, focused);
                    cursor = Some(Position::new(here.x, y));
                }
            }
            None => break,
        }
    }
    cursor
}

/// Draws a sentence in place of rows: why there are none.
pub fn nothing(ctx: Context<'_>, sentence: &str, area: Rect, buf: &mut Buffer) {
    let columns = usize::from(area.width);
    buf.set_stringn(area.x, area.y, clip(sentence, columns), columns, ctx.theme.dim.style());
}

/// Puts the pointer before a row and the style of the selection over it.
pub fn mark_selected(ctx: Context<'_>, row: Rect, buf: &mut Buffer, focused: bool) {
    let style = if focused { ctx.theme.selected.style() } else { ctx.theme.selected_away.style() };
    buf.set_stringn(row.x, row.y, ctx.symbols.pointer, usize::from(row.width), style);
    let text = Rect { x: row.x + GUTTER.min(row.width), width: row.width.saturating_sub(GUTTER), ..row };
    buf.set_style(text, style);
}
