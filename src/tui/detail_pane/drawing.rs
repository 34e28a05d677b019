//! How a document is drawn: its frame, the text and the margin, what is selected and what was found in it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::columns::{Columns, GAP};
use super::laid_out::{LaidOut, MadeFor};
use super::paint::paint;
use super::{DetailPane, Subject};
use crate::tui::context::Context;
use crate::tui::follower::Follower;
use crate::tui::widgets::pane::Pane;
use crate::view::document::layout::LineTarget;

impl DetailPane {
    /// Draws the document in a frame and gives the cursor's place. While a key is held that leads from record to
    /// record, what was drawn last stays.
    pub fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer, focused: bool) -> Option<Position> {
        if focused {
            self.follower.shows(self.subject, area);
        } else if self.follower.waits_with(ctx, self.subject, area, buf) {
            return None;
        }
        if self.subject == Subject::Nothing {
            // That nothing is selected must not stay once something is.
            self.follower = Follower::default();
            let inner = Pane::new("", focused).draw(ctx, area, buf);
            buf.set_stringn(inner.x, inner.y, "Nothing is selected.", usize::from(inner.width), ctx.theme.dim.style());
            return None;
        }
        // One column of air at either side of the text.
        let columns = Columns::of(area.width.saturating_sub(4));
        let made_for = MadeFor::new(ctx, columns, &self.asked);
        let before = (self.offset, self.height, self.layouts);
        if self.text.made_for.as_ref() != Some(&made_for) {
            let before = std::mem::replace(&mut self.text, LaidOut::new(ctx, self.subject, columns, &self.asked));
            self.layouts += 1;
            // The line one reads from stays the first, however the text is broken now.
            self.offset = self.text.line_after(&before, self.first_row(&before)).unwrap_or(self.offset);
            self.look_again();
        }
        self.height = usize::from(area.height.saturating_sub(2)) - usize::from(self.find.is_some() && area.height > 3);
        self.go_to_sought(before);
        self.settle();
        if let Some(sought) = self.sought.as_mut().filter(|sought| sought.offset.is_none()) {
            sought.offset = Some(self.offset);
        }
        let below = self.lines_below();
        let note = if below > 0 { format!("{below} more {}", ctx.symbols.more[1]) } else { String::new() };
        let linked = self.relation.zip(self.item().and_then(|item| ctx.dataset.get(item)));
        let linked = linked.map(|(relation, item)| format!("{relation}: {}", item.title()));
        // Once its name has scrolled away its frame tells it.
        let is_named = self.column_offset(false) < self.text.title_rows;
        let name = self.text.name.as_str();
        let title = linked.as_deref().unwrap_or(if is_named || name.is_empty() { self.text.kind } else { name });
        let inner = Pane::new(title, focused).note(&note).draw(ctx, area, buf);
        let (inner, place) = self.draw_find(ctx, inner, buf);
        self.areas = columns.place(inner);
        let [text, margin] = self.areas;
        if !margin.is_empty() {
            draw_rule(ctx, Rect { x: text.right() + GAP / 2, width: 1, ..inner }, buf);
        }
        let cursor = self.draw_lines(ctx, text, buf, (false, focused));
        let in_margin = self.draw_lines(ctx, margin, buf, (true, focused));
        place.or(cursor).or(in_margin).or((!text.is_empty()).then_some(text.as_position()))
    }

    /// Goes to what was come for: the first time, and again where the size is another and one has not gone on from
    /// there. `before` are the offset, the height and how many layouts there had been.
    fn go_to_sought(&mut self, (offset, height, layouts): (usize, usize, usize)) {
        let is_same = (height, layouts) == (self.height, self.layouts);
        let Some(sought) = &mut self.sought else { return };
        if sought.offset.is_some_and(|at| at != offset || is_same) {
            return;
        }
        self.offset = self.text.line_of(&sought.text).unwrap_or(self.offset);
        sought.offset = None;
    }

    /// Draws the lines of the text, or those of the margin, and gives the place of what is selected among them.
    fn draw_lines(
        &self,
        ctx: Context<'_>,
        area: Rect,
        buf: &mut Buffer,
        (in_margin, focused): (bool, bool),
    ) -> Option<Position> {
        let columns = area.width;
        let stop = self.selected.and_then(|target| self.text.stop(target)).filter(|stop| stop.in_margin == in_margin);
        let mut cursor = None;
        let lines = self.text.lines.get(usize::from(in_margin))?;
        let shown = lines.iter().enumerate().skip(self.column_offset(in_margin));
        for ((row, line), y) in shown.zip(area.top()..area.bottom()) {
            let stop = stop.filter(|stop| focused && (stop.row..stop.row + stop.rows).contains(&row));
            let lit = self.find.as_ref().map_or_else(Vec::new, |find| find.lit(in_margin, row));
            buf.set_line(area.x, y, &paint(ctx, line, (focused, stop.is_some()), &lit), columns);
            if let Some(stop) = stop.filter(|stop| stop.row == row) {
                // A link has room for the pointer before it; what else can be selected has the air at its side.
                let x =
                    if matches!(stop.target, LineTarget::Link(_) | LineTarget::More(_)) { area.x } else { area.x - 1 };
                buf.set_stringn(x, y, ctx.symbols.pointer, usize::from(columns), ctx.theme.selected.style());
                cursor = Some(Position::new(x, y));
            }
        }
        cursor
    }
}

/// Draws the rule between text and margin.
fn draw_rule(ctx: Context<'_>, area: Rect, buf: &mut Buffer) {
    for y in area.top()..area.bottom() {
        buf.set_stringn(area.x, y, ctx.symbols.vertical, 1, ctx.theme.border.style());
    }
}
