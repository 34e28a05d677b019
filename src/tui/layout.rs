//! Where everything stands on the screen: pure functions of its size.

use ratatui::layout::{Constraint, Layout, Rect};

/// The smallest screen that is drawn; below it stands one polite line.
pub const SMALLEST: (u16, u16) = (40, 10);

/// From this width on the record stands beside the list.
const BESIDE: u16 = 80;
/// Below this width a record that is read takes the whole screen, unless its reader wants it beside the list.
pub const READ_BESIDE: u16 = 100;
/// From this width on what a link leads to stands beside the record.
const THREE: u16 = 180;
/// From this height on it stands below the list, if it does not stand beside it.
const BELOW: u16 = 26;

/// The parts of the whole screen.
#[derive(Clone, Copy, Debug)]
pub struct ScreenAreas {
    /// The program and the pack.
    pub head: Rect,
    /// The tabs.
    pub tabs: Rect,
    /// What the tab shows.
    pub body: Rect,
    /// The hints.
    pub foot: Rect,
}

/// Whether a screen is large enough to be drawn.
#[must_use]
pub fn is_large_enough(area: Rect) -> bool {
    area.width >= SMALLEST.0 && area.height >= SMALLEST.1
}

/// Divides the whole screen.
#[must_use]
pub fn screen(area: Rect) -> ScreenAreas {
    let rows = [Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1), Constraint::Length(1)];
    let [head, tabs, body, foot] = area.layout(&Layout::vertical(rows));
    ScreenAreas { head, tabs, body, foot }
}

/// Where the list and the record stand; one of them may be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panes {
    /// The list.
    pub list: Option<Rect>,
    /// The record.
    pub detail: Option<Rect>,
    /// What the record's selected link leads to, where there is room for a third column.
    pub linked: Option<Rect>,
}

/// Divides the body between a list and a record; where there is room for one only, `reading` decides.
#[must_use]
pub fn panes(body: Rect, reading: bool) -> Panes {
    split_panes(body, reading, 0)
}

/// The same with the line between them moved: by so many steps, to the right or downward for a longer list. Neither
/// becomes narrower than one can read.
#[must_use]
pub fn split_panes(body: Rect, reading: bool, steps: i16) -> Panes {
    /// Columns and rows that a pane keeps, and of one step.
    const LEAST: (u16, u16) = (28, 7);
    const STEP: (i16, i16) = (4, 2);
    let moved = |usual: u32, whole: u16, least: u16, step: i16, others: u16| {
        let most = whole.saturating_sub(least.saturating_mul(others)).max(least);
        let usual = u16::try_from((u32::from(whole) * usual + 50) / 100).unwrap_or(whole);
        usual.saturating_add_signed(steps.saturating_mul(step)).clamp(least, most)
    };
    let linked = None;
    if body.width >= THREE {
        let list = moved(38, body.width, LEAST.0, STEP.0, 2);
        let columns = [Constraint::Length(list), Constraint::Fill(1), Constraint::Fill(1)];
        let [list, detail, linked] = body.layout(&Layout::horizontal(columns));
        Panes { list: Some(list), detail: Some(detail), linked: Some(linked) }
    } else if body.width >= BESIDE {
        // Where a record is read over the whole screen the list, in which one looks for it, has more of the room.
        let share = if body.width < READ_BESIDE { 58 } else { 54 };
        let list = moved(share, body.width, LEAST.0, STEP.0, 1);
        let [list, detail] = body.layout(&Layout::horizontal([Constraint::Length(list), Constraint::Fill(1)]));
        Panes { list: Some(list), detail: Some(detail), linked }
    } else if body.height >= BELOW {
        let list = moved(50, body.height, LEAST.1, STEP.1, 1);
        let [list, detail] = body.layout(&Layout::vertical([Constraint::Length(list), Constraint::Fill(1)]));
        Panes { list: Some(list), detail: Some(detail), linked }
    } else if reading {
        Panes { list: None, detail: Some(body), linked }
    } else {
        Panes { list: Some(body), detail: None, linked }
    }
}

/// The steps after one more in a direction, at most as far as it goes in this body.
#[must_use]
pub fn step_split(body: Rect, steps: i16, wider: bool) -> i16 {
    let next = steps.saturating_add(if wider { 1 } else { -1 });
    if split_panes(body, false, steps) == split_panes(body, false, next) { steps } else { next }
}

/// The room for text within a frame: a column of air at either side, and no wider than can be read.
#[must_use]
pub fn text(inner: Rect, widest: u16) -> Rect {
    Rect { x: inner.x + 1.min(inner.width), width: inner.width.saturating_sub(2).min(widest), ..inner }
}

/// The middle of an area, at most so large, with some air around it where there is room; above and below only where
/// there is at its sides as well: of what lies beneath a line alone would show.
#[must_use]
pub fn overlay(area: Rect, width: u16, height: u16) -> Rect {
    let has_air = area.width > 80;
    let width = width.min(area.width.saturating_sub(if has_air { 4 } else { 0 }));
    let height = height.min(area.height.saturating_sub(if has_air && area.height > 24 { 2 } else { 0 }));
    area.centered(Constraint::Length(width), Constraint::Length(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_follow_the_size() {
        let panes_at = |width: u16, height: u16| panes(Rect::new(0, 2, width, height - 3), false);
        assert!(
            matches!(panes_at(80, 24), Panes { list: Some(list), detail: Some(detail), linked: None } if list.y == detail.y)
        );
        assert!(
            matches!(panes_at(60, 40), Panes { list: Some(list), detail: Some(detail), linked: None } if list.x == detail.x)
        );
        assert!(matches!(panes_at(200, 60), Panes { list: Some(_), detail: Some(_), linked: Some(_) }));
        assert!(matches!(panes_at(60, 16), Panes { list: Some(_), detail: None, linked: None }));
    }

    #[test]
    fn the_line_between_list_and_record_moves_as_far_as_both_can_be_read() {
        for (width, height) in [(60, 16), (60, 40), (80, 24), (120, 40), (200, 60), (300, 80)] {
            let body = Rect::new(0, 2, width, height - 3);
            let usual = panes(body, false);
            let farthest = |wider: bool| (0..200).fold(0, |steps, _| step_split(body, steps, wider));
            let (narrow, wide) = (split_panes(body, false, farthest(false)), split_panes(body, false, farthest(true)));
            if let (Some(list), Some(_)) = (usual.list, usual.detail) {
                assert!(narrow.list.unwrap().area() < list.area() && wide.list.unwrap().area() > list.area());
                for pane in [narrow.list, narrow.detail, wide.list, wide.detail, wide.linked].into_iter().flatten() {
                    assert!(pane.width >= 28 && pane.height >= 7, "{width}×{height}: {pane:?}");
                }
                let back = (0..200)
                    .fold(farthest(true), |steps, _| if steps > 0 { step_split(body, steps, false) } else { steps });
                assert_eq!(split_panes(body, false, back), usual);
            } else {
                assert_eq!((narrow, wide), (usual, usual), "there is no line to move");
            }
        }
    }

    #[test]
    fn nothing_lies_outside() {
        for width in 0..130 {
            for height in 0..50 {
                let area = Rect::new(0, 0, width, height);
                let parts = screen(area);
                for part in [parts.head, parts.tabs, parts.body, parts.foot, overlay(area, 100, 30)] {
                    assert_eq!(part.intersection(area).area(), part.area());
                }
            }
        }
    }
}
