//! A lineage in little room: one row below the other, from the earliest to the latest, each with its steps from the one
//! at hand.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::LineageView;
use crate::text::{clip, pad_start, width};
use crate::tui::context::Context;
use crate::view::lineage::What;

impl LineageView {
    pub(super) fn draw_rows(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let order = &self.rows;
        let here = order.iter().position(|node| *node == self.selected).unwrap_or(0);
        let height = usize::from(area.height);
        self.offset = self.offset.clamp((here + 1).saturating_sub(height), here);
        self.offset = self.offset.min(order.len().saturating_sub(height));
        let columns = usize::from(area.width);
        let mut cursor = None;
        for (&number, y) in order.iter().skip(self.offset).zip(area.top()..area.bottom()) {
            let Some(node) = self.node(number) else { continue };
            let (title, date) = match node.what {
                What::Item(id) => ctx.dataset.get(id).map_or_else(Default::default, |item| {
                    let whole = item.when().map_or_else(String::new, |when| when.to_string());
                    let fits = width(item.title()) + width(&whole) + 7 <= columns;
                    // The year tells the order, and the title what it is.
                    let year = item.when().map_or_else(String::new, |when| when.year_in_short());
                    (item.title().to_owned(), if fits { whole } else { year })
                }),
                What::More(count, _) => (format!("{count} more"), String::new()),
                What::Passage => continue,
            };
            let steps = if node.generation == 0 { String::new() } else { format!("{:+}", node.generation) };
            let is_selected = number == self.selected;
            let style = match node.generation {
                _ if is_selected => ctx.theme.selected.style(),
                0 => ctx.theme.title.style(),
                _ => ctx.theme.text.style(),
            };
            if is_selected {
                buf.set_stringn(area.x, y, ctx.symbols.pointer, columns, style);
            }
            buf.set_stringn(area.x + 1, y, pad_start(&steps, 3), columns.saturating_sub(1), ctx.theme.dim.style());
            let room = columns.saturating_sub(6 + width(&date) + 1);
            let title = clip(&title, room).into_owned();
            buf.set_stringn(area.x + 5, y, &title, room, style);
            let x = area.right().saturating_sub(u16::try_from(width(&date)).unwrap_or(0));
            buf.set_stringn(x, y, &date, usize::from(area.right() - x), ctx.theme.date.style());
            let row = Rect { x: area.x, y, width: area.width, height: 1 };
            self.drawn.push((row, number));
            if is_selected {
                buf.set_style(row, style);
                cursor = Some(Position::new(area.x, y));
            }
        }
        cursor
    }
}
