//! How a pane's width is divided: a column of text no wider than can be read, and beside it, where there is room, a
//! margin for where it leads and who says so.

use ratatui::layout::Rect;

/// Columns of text that are read with ease; more are left empty.
const TEXT: u16 = 80;
/// Columns of a margin at most.
const MARGIN: u16 = 56;
/// From this width of the room on there is a margin.
const WITH_MARGIN: u16 = 100;
/// Columns between text and margin, with a rule in their middle.
pub(super) const GAP: u16 = 3;

/// Columns of text and of the margin; 0 where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) text: u16,
    pub(super) margin: u16,
}

impl Columns {
    /// What fits in so many columns.
    pub(super) fn of(room: u16) -> Self {
        if room < WITH_MARGIN {
            return Self { text: room.min(TEXT + 4), margin: 0 };
        }
        let text = TEXT.min(room / 5 * 3);
        Self { text, margin: MARGIN.min(room - text - GAP) }
    }

    /// Where text and margin stand in the room inside a frame, all in its middle.
    pub(super) fn place(self, inner: Rect) -> [Rect; 2] {
        let gap = if self.margin > 0 { GAP } else { 0 };
        let taken = self.text + gap + self.margin;
        // A text alone stands at the left, beside its list.
        let spare = if self.margin > 0 { inner.width.saturating_sub(taken) / 2 } else { 1.min(inner.width) };
        let text = Rect { x: inner.x + spare, width: self.text.min(inner.width), ..inner };
        let margin = Rect { x: text.right() + gap, width: self.margin, ..inner };
        [text.intersection(inner), margin.intersection(inner)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_margin_lie_within_and_apart() {
        for width in 0..320 {
            let inner = Rect::new(3, 2, width, 10);
            let columns = Columns::of(width.saturating_sub(2));
            let [text, margin] = columns.place(inner);
            assert_eq!((text.width, margin.width), (columns.text, columns.margin), "{width}");
            assert_eq!(text.union(inner), inner, "{width}");
            assert!(margin.is_empty() || text.right() + GAP == margin.x && margin.union(inner) == inner, "{width}");
            assert!(columns.text <= TEXT + 4, "{width}");
        }
    }
}
