//! The presenter's screen as a follower sees it: in the follower's own colours and, where it was drawn for no screen as
//! small as theirs, the part round the presenter's cursor. Only looked at: nothing here leads back. For which sizes it
//! is drawn is in [`sizes`](super::sizes).

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use ratatui::widgets::{Clear, Widget as _};

use crate::text::width;
use crate::tui::theme::{Recolouring, Theme};

/// What a presenter's screen last showed.
#[derive(Debug, PartialEq)]
pub struct SharedFrame {
    buffer: Buffer,
    cursor: Option<Position>,
    /// The name of the presenter's theme and its colours, in which it is drawn.
    theme: SharedTheme,
    /// Whether it has room for one pane alone of those that the presenter sees.
    is_one_pane: bool,
}

/// A theme, as far as two frames are told apart by it.
#[derive(Debug)]
struct SharedTheme(Theme);

impl PartialEq for SharedTheme {
    fn eq(&self, other: &Self) -> bool {
        (self.0.name, self.0.depth) == (other.0.name, other.0.depth)
    }
}

impl SharedFrame {
    /// A screen that was drawn in a theme, its cursor here.
    #[must_use]
    pub fn new(buffer: Buffer, cursor: Option<Position>, theme: &Theme) -> Self {
        Self { buffer, cursor, theme: SharedTheme(theme.clone()), is_one_pane: false }
    }

    /// The same, with whether it has room for one pane alone of those that the presenter sees.
    #[must_use]
    pub fn of_one_pane(self, is_one_pane: bool) -> Self {
        Self { is_one_pane, ..self }
    }

    /// How much of the presenter's screen is seen in this room, in words that go before that; empty for all of it.
    #[must_use]
    pub fn share_in_words(&self, room: Size) -> &'static str {
        match (self.is_larger_than(room), self.is_one_pane) {
            (true, _) => "part of ",
            (false, true) => "one pane of ",
            (false, false) => "",
        }
    }

    /// The size of the whole screen.
    #[must_use]
    pub fn size(&self) -> Size {
        self.buffer.area.as_size()
    }

    /// Whether less than all of it is seen in this room.
    fn is_larger_than(&self, room: Size) -> bool {
        let seen = self.seen();
        seen.width > room.width || seen.height > room.height
    }

    /// What of it others see: all but the hints, which are of keys that others do not have.
    fn seen(&self) -> Size {
        Size::new(self.buffer.area.width, self.buffer.area.height.saturating_sub(1))
    }

    /// Draws as much of it as there is room for, and gives the place of the presenter's cursor in it.
    pub fn draw(&self, theme: &Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
        Clear.render(area, buf);
        let size = self.seen();
        let from = window(size, self.cursor, area.as_size());
        let recolouring = Recolouring::new(&self.theme.0, theme);
        let shown = Rect { width: area.width.min(size.width), height: area.height.min(size.height), ..area };
        for at in shown.positions() {
            let source = Position::new(
                self.buffer.area.x + from.x + (at.x - area.x),
                self.buffer.area.y + from.y + (at.y - area.y),
            );
            let (Some(cell), Some(here)) = (self.buffer.cell(source), buf.cell_mut(at)) else { continue };
            here.clone_from(cell);
            recolouring.apply(here);
            // Of a letter of two columns that is cut nothing shows.
            if width(cell.symbol()) > usize::from(shown.right() - at.x) {
                here.set_symbol(" ");
            }
        }
        let cursor = self.cursor?;
        let column = cursor.x.checked_sub(from.x)?.checked_add(area.x)?;
        let row = cursor.y.checked_sub(from.y)?.checked_add(area.y)?;
        Some(Position::new(column, row)).filter(|at| shown.contains(*at))
    }
}

/// Where the part of a screen begins that is seen through a smaller one: round the cursor, but never beyond an edge.
#[must_use]
pub fn window(size: Size, cursor: Option<Position>, room: Size) -> Position {
    let start = |size: u16, room: u16, at: u16| at.saturating_sub(room / 2).min(size.saturating_sub(room));
    let at = cursor.unwrap_or_default();
    Position::new(start(size.width, room.width, at.x), start(size.height, room.height, at.y))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tui::theme::{DARK, Depth};

    fn frame(lines: &[&str], cursor: Option<Position>) -> SharedFrame {
        let theme = Theme::named(DARK, Depth::Ansi16).unwrap();
        SharedFrame::new(Buffer::with_lines(lines.iter().copied()), cursor, &theme)
    }

    fn drawn(frame: &SharedFrame, size: (u16, u16)) -> (Vec<String>, Option<Position>) {
        let area = Rect::new(0, 0, size.0, size.1);
        let mut buf = Buffer::empty(area);
        let cursor = frame.draw(&Theme::named(DARK, Depth::Never).unwrap(), area, &mut buf);
        let row = |y: u16| (0..size.0).map(|x| buf[(x, y)].symbol().to_owned()).collect::<String>();
        ((0..size.1).map(row).collect(), cursor)
    }

    #[test]
    fn a_smaller_screen_shows_the_part_round_the_cursor_and_never_the_hints() {
        let frame = frame(&["abcdefgh", "ijklmnop", "qrstuvwx", "q quit  "], Some(Position::new(6, 2)));
        assert_eq!(drawn(&frame, (4, 2)), (vec!["mnop".into(), "uvwx".into()], Some(Position::new(2, 1))));
        assert_eq!(drawn(&frame, (9, 4)).0, ["abcdefgh ", "ijklmnop ", "qrstuvwx ", "         "]);
    }

    #[test]
    fn a_letter_that_is_cut_does_not_show() {
        let frame = frame(&["a日本b", "hints "], Some(Position::new(0, 0)));
        assert_eq!(drawn(&frame, (2, 1)).0, ["a "]);
        assert_eq!(drawn(&frame, (4, 1)).0, ["a日  "], "the second column of a letter is blank");
    }

    proptest! {
        #[test]
        fn the_cursor_is_always_in_sight(
            width in 1_u16..300, height in 1_u16..100, room_width in 1_u16..300, room_height in 1_u16..100,
            x in 0_u16..300, y in 0_u16..100,
        ) {
            let (size, room) = (Size::new(width, height), Size::new(room_width, room_height));
            let at = Position::new(x % width, y % height);
            let from = window(size, Some(at), room);
            prop_assert!(from.x <= at.x && at.x - from.x < room.width && from.y <= at.y && at.y - from.y < room.height);
            prop_assert!(from.x + room.width <= size.width.max(room.width));
            prop_assert!(from.y + room.height <= size.height.max(room.height));
        }
    }
}
