//! Where a card has its place, and what stands around it: pure functions of the size. A card does not move when its
//! answer shows.

use ratatui::layout::{Constraint, Layout, Rect};

use crate::tui::layout;

/// Columns of a card's text at most: longer lines are hard to read.
pub(super) const WIDEST: u16 = 76;
/// From this width on something stands at either side of the card.
const BOTH: u16 = 170;
/// From this width on something stands at its right.
const BESIDE: u16 = 80;
/// Rows a card with its answer takes as a rule.
const USUAL: u16 = 20;
/// From this height on something stands below it, if nothing stands beside it.
const BELOW: u16 = 26;

/// The places of a card and of its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    /// What stands at the left, where there is room at both sides.
    pub(super) left: Option<Rect>,
    /// The card.
    pub(super) card: Rect,
    /// What stands at the right, or below.
    pub(super) right: Option<Rect>,
}

/// Divides the body.
pub(super) fn columns(body: Rect) -> Columns {
    if body.width >= BOTH {
        let parts = [Constraint::Percentage(24), Constraint::Fill(1), Constraint::Percentage(34)];
        let [left, card, right] = body.layout(&Layout::horizontal(parts));
        Columns { left: Some(left), card, right: Some(right) }
    } else if body.width >= BESIDE {
        let [card, right] = body.layout(&Layout::horizontal([Constraint::Percentage(56), Constraint::Fill(1)]));
        Columns { left: None, card, right: Some(right) }
    } else if body.height >= BELOW {
        let [card, right] = body.layout(&Layout::vertical([Constraint::Percentage(56), Constraint::Fill(1)]));
        Columns { left: None, card, right: Some(right) }
    } else {
        Columns { left: None, card: body, right: None }
    }
}

/// A list of this width and what is read beside it, which has all the rest. Where there is room for one only, `reading`
/// decides.
pub(super) fn two(body: Rect, list: Constraint, reading: bool) -> (Option<Rect>, Option<Rect>) {
    if body.width >= BESIDE {
        let parts = [list, Constraint::Fill(1)];
        let [list, detail] = body.layout(&Layout::horizontal(parts));
        return (Some(list), Some(detail));
    }
    let panes = layout::panes(body, reading);
    (panes.list, panes.detail)
}

/// The room for text within a frame, no wider than this; in the middle, where there is more.
pub(super) fn reading(inner: Rect, widest: u16) -> Rect {
    let text = layout::text(inner, widest);
    Rect { x: text.x + inner.width.saturating_sub(text.width + 2) / 2, ..text }
}

/// Rows of air above what is asked, in a frame of this height.
pub(super) fn air(height: u16) -> u16 {
    height.saturating_sub(USUAL).min(height / 3)
}

/// The room for text of a reading width in the middle of a frame, a third down where there is much: the eye rests
/// there, and the answer has room below without the question going from its place.
pub(super) fn middle(inner: Rect) -> Rect {
    let width = inner.width.saturating_sub(2).min(WIDEST);
    let air = air(inner.height);
    Rect { x: inner.x + (inner.width - width) / 2, y: inner.y + air, width, height: inner.height - air }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_overlaps_and_nothing_lies_outside() {
        for width in 0..320 {
            for height in 0..70 {
                let body = Rect::new(0, 2, width, height);
                let Columns { left, card, right } = columns(body);
                let parts: Vec<Rect> = [left, Some(card), right].into_iter().flatten().collect();
                for (at, part) in parts.iter().enumerate() {
                    assert_eq!(part.intersection(body), *part, "{width}x{height}");
                    assert!(parts.iter().skip(at + 1).all(|other| !other.intersects(*part)), "{width}x{height}");
                }
                let (list, detail) = two(body, Constraint::Percentage(42), false);
                assert!(list.zip(detail).is_none_or(|(list, detail)| !list.intersects(detail)), "{width}x{height}");
                assert_eq!(reading(card, 96).intersection(card).area(), reading(card, 96).area());
                let text = middle(card);
                assert_eq!(text.intersection(card).area(), text.area());
                assert!(text.width <= WIDEST);
            }
        }
    }
}
