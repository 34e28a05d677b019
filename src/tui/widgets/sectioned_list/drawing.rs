//! Draws a list: headings, items one line each, a pointer before the selected one.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::Line;

use super::SectionedList;
use crate::text::{clip, wrap};
use crate::tui::context::Context;
use crate::view::sections::Row;

/// Columns left of every item: the pointer and a space.
pub const GUTTER: u16 = 2;

impl<T> SectionedList<T> {
    /// Draws as many rows as fit; `line` draws an item in so many columns. Gives the place of the selected row,
    /// for the cursor.
    pub fn draw<'l>(
        &mut self,
        ctx: Context<'_>,
        area: Rect,
        buf: &mut Buffer,
        focused: bool,
        mut line: impl FnMut(&T, usize) -> Line<'l>,
    ) -> Option<Position> {
        self.height = usize::from(area.height);
        self.fit(self.height);
        self.area = area;
        let mut cursor = None;
        let rows = self.rows.iter().enumerate().skip(self.scroll.offset);
        for ((number, row), y) in rows.zip(area.top()..area.bottom()) {
            let here = Rect { y, height: 1, ..area };
            match row {
                Row::Heading(text) => {
                    let columns = usize::from(area.width);
                    buf.set_stringn(here.x, y, clip(text, columns), columns, ctx.theme.heading.style());
                }
                Row::Item(item) => {
                    let inner = item_line(here);
                    buf.set_line(inner.x, y, &line(item, usize::from(inner.width)), inner.width);
                    if number == self.scroll.selected {
                        draw_bar(ctx, here, buf, focused);
                        cursor = Some(Position::new(here.x, y));
                    }
                }
            }
        }
        cursor
    }

    /// How many rows there are above those that show, and below them.
    #[must_use]
    pub fn beyond(&self) -> (usize, usize) {
        let above = self.scroll.offset.min(self.rows.len());
        (above, self.rows.len().saturating_sub(above + self.height))
    }

    /// The items that show, with their lines: for signs beside them.
    pub fn shown(&self) -> impl Iterator<Item = (&T, Rect)> {
        let area = self.area;
        let rows = self.rows.iter().skip(self.scroll.offset).zip(area.top()..area.bottom());
        rows.filter_map(move |(row, y)| Some((row.item()?, Rect { y, height: 1, ..area })))
    }
}

/// What a row leaves for an item: right of the pointer and, where there is room for it, a column of air from the frame.
#[must_use]
pub fn item_line(row: Rect) -> Rect {
    /// From this width on there is.
    const WITH_AIR: u16 = 60;
    let beside = GUTTER + u16::from(row.width >= WITH_AIR);
    Rect { x: row.x + GUTTER.min(row.width), width: row.width.saturating_sub(beside), ..row }
}

/// Draws a sentence in place of rows, on one line: why there are none.
pub fn draw_nothing(ctx: Context<'_>, sentence: &str, area: Rect, buf: &mut Buffer) {
    let columns = usize::from(area.width);
    for (text, y) in wrap(sentence, columns.saturating_sub(1)).into_iter().zip(area.top()..area.bottom()) {
        buf.set_stringn(area.x, y, text, columns, ctx.theme.dim.style());
    }
}

/// Puts the pointer before a row and the bar of the selection over it, in one background from end to end. Where a theme
/// turns the colours round, those of the row's parts would make a patchwork, so they give way; where it has a
/// background for it they stay, and plain text takes the colour that goes with that.
pub fn draw_bar(ctx: Context<'_>, row: Rect, buf: &mut Buffer, focused: bool) {
    let style = if focused { ctx.theme.selected.style() } else { ctx.theme.selected_away.style() };
    buf.set_stringn(row.x, row.y, ctx.symbols.pointer, usize::from(row.width), Style::new());
    let keeps_colours = !style.add_modifier.contains(Modifier::REVERSED);
    for at in row.intersection(buf.area).positions() {
        if let Some(cell) = buf.cell_mut(at)
            && (!keeps_colours || cell.fg == Color::Reset)
        {
            cell.fg = style.fg.unwrap_or(Color::Reset);
        }
    }
    buf.set_style(row, Style { fg: None, ..style });
}
