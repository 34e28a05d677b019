//! What is to be said of all rows of a list: on the lower edge of its frame where it is read whole there, else over the
//! rows. What stands on the edge besides is its frame's matter.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pane::Pane;
use crate::text::{clip, width, wrap};
use crate::tui::context::Context;

/// A sentence, where it is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice<'n> {
    /// What stands on the lower edge; empty where it stands over the rows.
    pub on_edge: &'n str,
    /// What stands over the rows; empty where it stands on the edge.
    pub above: &'n str,
}

impl<'n> Notice<'n> {
    /// Where a sentence stands in a frame that takes this room.
    #[must_use]
    pub fn placed(sentence: &'n str, frame: Rect) -> Self {
        // Rows come first: with fewer than this inside, what is typed and what is found have all of them.
        const LEAST: u16 = 4;
        let is_read = width(sentence) <= Pane::columns_of_title(frame);
        if is_read || Pane::inner(frame).height < LEAST {
            Self { on_edge: sentence, above: "" }
        } else {
            Self { on_edge: "", above: sentence }
        }
    }
}

/// Writes a sentence over rows, and gives the room left for these: half of all at least. An empty one takes none.
pub fn draw_above(ctx: Context<'_>, sentence: &str, area: Rect, buf: &mut Buffer) -> Rect {
    /// So many lines at most.
    const LINES: usize = 3;
    if sentence.is_empty() {
        return area;
    }
    let columns = usize::from(area.width);
    let mut lines = wrap(sentence, columns).into_iter();
    let rows = lines.len().min(LINES).min(usize::from(area.height / 2));
    for y in (area.top()..area.bottom()).take(rows) {
        let is_last = usize::from(y - area.top()) + 1 == rows;
        // What has no room there is seen to be left out.
        let rest = if is_last { lines.by_ref().collect::<Vec<_>>().join(" ") } else { String::new() };
        let line = if is_last { rest.as_str() } else { lines.next().unwrap_or_default() };
        buf.set_stringn(area.x, y, clip(line, columns), columns, ctx.theme.dim.style());
    }
    let rows = u16::try_from(rows).unwrap_or(0);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}
