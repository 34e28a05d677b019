//! How the rows of a list are drawn, with the signs of what its reader has on them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use ratatui::text::Line;

use super::{Filter, ListDetail};
use crate::data::ItemId;
use crate::tui::context::Context;
use crate::tui::widgets::sectioned_list::item_line;

impl ListDetail {
    /// Draws the rows, with signs before those the reader has marked or has a note on, and gives the place of the
    /// selected one. `line` draws an item in so many columns; it is handed the filter, to show what that matched.
    pub fn draw_list<'l>(
        &mut self,
        ctx: Context<'_>,
        area: Rect,
        buf: &mut Buffer,
        line: impl Fn(Option<&Filter>, ItemId, usize) -> Line<'l>,
    ) -> Option<Position> {
        let focused = self.is_at_list();
        let Self { list, filter, .. } = self;
        let cursor = list.draw(ctx, area, buf, focused, |id, columns| line(filter.as_ref(), *id, columns));
        draw_signs(ctx, list.shown().map(|(id, row)| (*id, row)), buf);
        cursor
    }
}

/// Puts signs before the rows of what the reader has marked or has a note on, beside the pointer.
pub fn draw_signs(ctx: Context<'_>, rows: impl Iterator<Item = (ItemId, Rect)>, buf: &mut Buffer) {
    let notes = ctx.reader.notes.texts();
    for (id, row) in rows {
        let sign = match (ctx.reader.marks.contains(id), notes.has(id)) {
            (false, false) => continue,
            (true, false) => ctx.symbols.mark,
            (false, true) => ctx.symbols.noted,
            (true, true) => ctx.symbols.marked_and_noted,
        };
        let inner = item_line(row);
        if inner.x > row.x
            && let Some(cell) = buf.cell_mut((inner.x - 1, row.y))
        {
            cell.set_symbol(sign);
            // The bar of the selection stays of one colour.
            if !cell.modifier.contains(Modifier::REVERSED) {
                cell.set_style(ctx.theme.core.style());
            }
        }
    }
}
