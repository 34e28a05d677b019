//! What shows something of the row that is selected elsewhere, or more of what was found: the record beside a list, the
//! chart, the preview of a hit, the hits below the best. While a key is held that moves the selection, or letters are
//! typed one after the other, it waits, and what it last showed stays. How long that is, is the session's matter; of a
//! list that has the keys the best rows never wait.

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;

use crate::tui::context::Context;

/// What was last drawn of something that follows, and where.
#[derive(Clone, Copy, Debug)]
pub struct Follower<T> {
    drawn: Option<(T, Rect)>,
    waits: bool,
}

impl<T> Default for Follower<T> {
    fn default() -> Self {
        Self { drawn: None, waits: false }
    }
}

impl<T: Copy + PartialEq> Follower<T> {
    /// Whether it waits: then its place is [left as it is](leave), and nothing is to be drawn there. If not, this is
    /// what is drawn there now.
    pub fn waits_with(&mut self, ctx: Context<'_>, what: T, area: Rect, buf: &mut Buffer) -> bool {
        let waits = self.is_to_wait(ctx, what, area);
        if waits {
            leave(area, buf);
        }
        waits
    }

    /// The same, where it is the owner's matter what of its place is left as it is.
    pub fn is_to_wait(&mut self, ctx: Context<'_>, what: T, area: Rect) -> bool {
        let is_another = self.drawn.is_some_and(|(drawn, at)| drawn != what && at == area);
        self.waits = ctx.is_moving && is_another;
        if !self.waits {
            self.drawn = Some((what, area));
        }
        self.waits
    }

    /// Notes that this is drawn here now, whatever moves.
    pub fn shows(&mut self, what: T, area: Rect) {
        *self = Self { drawn: Some((what, area)), waits: false };
    }

    /// Whether it waited when last drawn.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.waits
    }
}

/// Leaves a place of the screen as it is: whoever shows the buffer keeps what is there.
pub fn leave(area: Rect, buf: &mut Buffer) {
    for at in area.intersection(buf.area).positions() {
        if let Some(cell) = buf.cell_mut(at) {
            cell.set_diff_option(CellDiffOption::Skip);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::LazyIndex;
    use crate::tui::reader::Reader;
    use crate::tui::theme::{Depth, Theme};

    #[test]
    fn it_waits_only_with_another_in_the_same_place_while_something_moves() {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        let theme = Theme::named("dark", Depth::Ansi16).unwrap_or_else(|error| panic!("{error}"));
        let (index, reader) = (LazyIndex::new(&dataset), Reader::new(theme));
        let still = Context::new(&index, &reader);
        let moving = Context { is_moving: true, ..still };
        let (here, wider) = (Rect::new(1, 1, 4, 2), Rect::new(1, 1, 5, 2));
        let mut follower = Follower::default();
        let mut waits = |ctx, what, area| {
            let mut buf = Buffer::empty(Rect::new(0, 0, 8, 4));
            let waits = follower.waits_with(ctx, what, area, &mut buf);
            let left = buf.content.iter().filter(|cell| cell.diff_option == CellDiffOption::Skip).count();
            assert_eq!(left, if waits { usize::from(area.width * area.height) } else { 0 });
            assert_eq!(follower.waits(), waits);
            waits
        };
        assert!(!waits(moving, 'a', here), "nothing was drawn there before");
        assert!(!waits(still, 'b', here) && !waits(moving, 'b', here));
        assert!(waits(moving, 'c', here) && waits(moving, 'd', here));
        assert!(!waits(moving, 'b', here), "it shows that still");
        assert!(!waits(moving, 'c', wider), "there it showed nothing");
        assert!(waits(moving, 'd', wider) && !waits(still, 'd', wider));
    }
}
