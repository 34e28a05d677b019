//! A frame with a title: the outside of every list, record and overlay.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Widget};

use crate::text::{clip, width};
use crate::tui::context::Context;

/// A frame with a title, and a note at the right of its lower edge.
#[derive(Debug)]
pub struct Pane<'t> {
    title: &'t str,
    note: &'t str,
    more: (usize, usize),
    focused: bool,
}

impl<'t> Pane<'t> {
    /// A frame with this title.
    #[must_use]
    pub fn new(title: &'t str, focused: bool) -> Self {
        Self { title, note: "", more: (0, 0), focused }
    }

    /// With this note at the right of the lower edge.
    #[must_use]
    pub fn note(self, note: &'t str) -> Self {
        Self { note, ..self }
    }

    /// With so many lines above what is shown, told at the right of the upper edge, and below, told at the left of the
    /// lower one.
    #[must_use]
    pub fn more(self, above: usize, below: usize) -> Self {
        Self { more: (above, below), ..self }
    }

    /// The room inside a frame.
    #[must_use]
    pub fn inner(area: Rect) -> Rect {
        Block::bordered().inner(area)
    }

    /// Columns for the title, or the note, where nothing is told beside it.
    #[must_use]
    pub fn columns_of_title(area: Rect) -> usize {
        usize::from(area.width).saturating_sub(6)
    }

    /// Draws the frame and gives the room inside it.
    #[must_use]
    pub fn draw(self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Rect {
        let theme = ctx.theme;
        let border = if self.focused { &theme.border_focus } else { &theme.border };
        let room = Self::columns_of_title(area);
        let mut block = Block::bordered().border_set(ctx.symbols.border).border_style(border.style());
        let (above, below) = told_more(ctx, self.more);
        let beside = |told: &str| if told.is_empty() { room } else { room.saturating_sub(width(told) + 1) };
        if !self.title.is_empty() && beside(&above) > 0 {
            let title = Span::styled(format!(" {} ", clip(self.title, beside(&above))), theme.title.style());
            block = block.title_top(Line::from(title));
        }
        if !above.is_empty() {
            block = block.title_top(Line::from(Span::styled(above, theme.dim.style())).right_aligned());
        }
        if !self.note.is_empty() && beside(&below) > 0 {
            let note = Span::styled(format!(" {} ", clip(self.note, beside(&below))), theme.dim.style());
            block = block.title_bottom(Line::from(note).right_aligned());
        }
        if !below.is_empty() {
            block = block.title_bottom(Line::from(Span::styled(below, theme.dim.style())));
        }
        let inner = block.inner(area);
        block.render(area, buf);
        inner
    }

    /// As [`Self::draw`], over whatever was there.
    #[must_use]
    pub fn draw_over(self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Rect {
        Clear.render(area, buf);
        clear_left(area, buf);
        self.draw(ctx, area, buf)
    }
}

/// That there are so many lines above, and so many below; nothing where there are none.
fn told_more(ctx: Context<'_>, (above, below): (usize, usize)) -> (String, String) {
    let told = |count: usize, sign: &str| if count > 0 { format!(" {count} more {sign} ") } else { String::new() };
    (told(above, ctx.symbols.more[0]), told(below, ctx.symbols.more[1]))
}

/// Puts what [`Pane::more`] does on a frame that is drawn, for what knows only then how much does not show: where
/// nothing else stands on the frame.
pub fn draw_more(ctx: Context<'_>, area: Rect, more: (usize, usize), buf: &mut Buffer) {
    let (above, below) = told_more(ctx, more);
    put_on(ctx, area, (at_right(area, &above), area.y), &above, buf);
    put_on(ctx, area, (area.x + 1, area.bottom().saturating_sub(1)), &below, buf);
}

/// As [`Pane::note`], for what is known only once all is drawn: where it has room and nothing else stands.
pub fn draw_note(ctx: Context<'_>, area: Rect, note: &str, buf: &mut Buffer) {
    if !note.is_empty() {
        let note = format!(" {note} ");
        put_on(ctx, area, (at_right(area, &note), area.bottom().saturating_sub(1)), &note, buf);
    }
}

/// The column in which a text begins that ends at the right of a frame.
fn at_right(area: Rect, text: &str) -> u16 {
    area.right().saturating_sub(u16::try_from(width(text)).unwrap_or(u16::MAX).saturating_add(1))
}

/// Puts a text on a frame that is drawn, where nothing else stands on it.
fn put_on(ctx: Context<'_>, area: Rect, (x, y): (u16, u16), text: &str, buf: &mut Buffer) {
    let place = Rect { x, y, width: u16::try_from(width(text)).unwrap_or(u16::MAX), height: 1 };
    let is_rule = |at| buf.cell(at).is_some_and(|cell| cell.symbol() == ctx.symbols.border.horizontal_top);
    if !text.is_empty() && place.intersection(area) == place && place.positions().all(is_rule) {
        buf.set_stringn(x, y, text, usize::from(place.width), ctx.theme.dim.style());
    }
}

/// Clears what stands left of an area on lines with writing on whose width terminals disagree, from where that begins:
/// it would move the border, or cover it, cut in half.
fn clear_left(area: Rect, buf: &mut Buffer) {
    let from = buf.area.left();
    for y in area.top()..area.bottom() {
        let left = Rect { x: from, y, width: area.left().saturating_sub(from), height: 1 };
        let unsure = left.positions().find(|at| buf.cell(*at).is_some_and(|cell| cell.symbol().contains(is_unsure)));
        if let Some(unsure) = unsure {
            Clear.render(Rect { x: unsure.x, width: area.left() - unsure.x, ..left }, buf);
        }
    }
}

/// Whether terminals may disagree on the width of a letter: none of Europe's, and no sign that the program draws.
fn is_unsure(c: char) -> bool {
    matches!(c, '\u{900}'..'\u{1e00}' | '\u{2e80}'..)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::LazyIndex;
    use crate::tui::reader::Reader;
    use crate::tui::theme::{Depth, Theme};

    #[test]
    fn a_frame_without_a_title_is_whole() {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        let theme = Theme::named("dark", Depth::Ansi16).unwrap_or_else(|error| panic!("{error}"));
        let (index, reader) = (LazyIndex::new(&dataset), Reader::new(theme));
        let area = Rect::new(0, 0, 12, 3);
        let upper = |title: &str| {
            let mut buf = Buffer::empty(area);
            let _ = Pane::new(title, false).draw(Context::new(&index, &reader), area, &mut buf);
            let cells = (1..area.width - 1).filter_map(|x| buf.cell((x, 0)));
            cells.map(ratatui::buffer::Cell::symbol).collect::<String>()
        };
        assert_eq!(upper(""), "─".repeat(10));
        assert_eq!(upper("Kobe"), " Kobe ────");
    }

    #[test]
    fn no_writing_of_unsure_width_is_left_of_what_is_laid_over() {
        let mut buf = Buffer::with_lines(["日本・協定 and more", "मैत्री and more   ", "Kōbe ▸ plain, 1998"]);
        let area = Rect { x: 3, y: 0, width: 6, height: 3 };
        Clear.render(area, &mut buf);
        clear_left(area, &mut buf);
        let left =
            |y: u16| (0..3).filter_map(|x| buf.cell((x, y))).map(ratatui::buffer::Cell::symbol).collect::<String>();
        assert_eq!([left(0), left(1), left(2)], ["   ", "   ", "Kōb"]);
    }
}
