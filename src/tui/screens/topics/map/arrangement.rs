//! Where the map, the list and the record stand, and how the maps of countries share the room: pure functions of sizes.

use ratatui::layout::{Constraint, Layout, Rect};

use crate::tui::layout;
use crate::tui::widgets::map::frame::Frame;

/// From this width on the list stands beside the map.
const BESIDE: u16 = 110;
/// From this height on it stands below the map, if it does not stand beside it.
const BELOW: u16 = 34;
/// From this height on the record of the selected place stands below the list beside the map.
const WITH_RECORD: u16 = 32;
/// A country's map is at least so wide and high, frame included, or stands alone.
const LEAST: (u16, u16) = (26, 9);
/// So many times as many dots are much larger.
const MUCH: f64 = 1.6;

/// Where the map, the list and the record stand; the map always does, unless one reads where there
/// is room for one pane only.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts {
    pub(super) map: Option<Rect>,
    pub(super) list: Option<Rect>,
    pub(super) record: Option<Rect>,
}

pub(super) fn divide(body: Rect, reading: bool) -> Parts {
    let instead = |map, other| {
        let (list, record) = if reading { (None, Some(other)) } else { (Some(other), None) };
        Parts { map: Some(map), list, record }
    };
    if body.width >= BESIDE {
        let side = (body.width / 3).clamp(38, 66);
        let [map, side] = body.layout(&Layout::horizontal([Constraint::Fill(1), Constraint::Length(side)]));
        if body.height < WITH_RECORD {
            return instead(map, side);
        }
        let [list, record] = side.layout(&Layout::vertical([Constraint::Percentage(45), Constraint::Fill(1)]));
        return Parts { map: Some(map), list: Some(list), record: Some(record) };
    }
    if body.height >= BELOW {
        let [map, other] = body.layout(&Layout::vertical([Constraint::Percentage(60), Constraint::Fill(1)]));
        return instead(map, other);
    }
    if !reading {
        return Parts { map: Some(body), ..Parts::default() };
    }
    let panes = layout::panes(body, true);
    Parts { map: panes.list, list: None, record: panes.detail }
}

/// The panes for maps of these frames: beside each other, unless they are much larger below each other or in a grid. None if
/// there is not room for all.
pub(super) fn share(area: Rect, frames: &[Frame]) -> Option<Vec<Rect>> {
    let count = frames.len();
    let in_columns = |columns: usize| -> Option<(f64, Vec<Rect>)> {
        let rows = count.div_ceil(columns);
        let bands = Layout::vertical(vec![Constraint::Fill(1); rows]).split(area);
        let panes = bands.iter().enumerate().flat_map(|(row, band)| {
            let here = columns.min(count - row * columns);
            Layout::horizontal(vec![Constraint::Fill(1); here]).split(*band).to_vec()
        });
        let panes: Vec<Rect> = panes.collect();
        let fits = panes.iter().all(|pane| count == 1 || (pane.width >= LEAST.0 && pane.height >= LEAST.1));
        let largest = panes.iter().zip(frames).map(|(pane, frame)| filled(*pane, *frame)).fold(f64::INFINITY, f64::min);
        fits.then_some((largest, panes))
    };
    let better = |best: (f64, Vec<Rect>), next: (f64, Vec<Rect>)| if next.0 > best.0 * MUCH { next } else { best };
    let best = (1..=count).rev().filter_map(in_columns).reduce(better);
    best.map(|(_, panes)| panes)
}

/// How many dots a frame fills in a pane.
fn filled(pane: Rect, frame: Frame) -> f64 {
    let narrowing = f64::midpoint(frame.south, frame.north).to_radians().cos().max(0.2);
    let (lon, lat) = ((frame.east - frame.west) * narrowing, frame.north - frame.south);
    let dots = |cells: u16, dots: f64| f64::from(cells.saturating_sub(2)) * dots;
    let scale = (dots(pane.width, 2.0) / lon).min(dots(pane.height, 4.0) / lat);
    scale * scale * lon * lat
}

#[cfg(test)]
mod tests {
    use super::*;

    const TALL: Frame = Frame { west: 70.0, east: 76.0, south: 10.0, north: 34.0 };
    const SQUARE: Frame = Frame { west: 70.0, east: 95.0, south: 10.0, north: 34.0 };

    fn panes(width: u16, height: u16, frames: &[Frame]) -> Option<Vec<Rect>> {
        share(Rect::new(0, 2, width, height), frames)
    }

    #[test]
    fn countries_stand_where_they_are_largest() {
        let beside = panes(80, 21, &[SQUARE, SQUARE]).expect("there is room");
        assert_eq!(beside, [Rect::new(0, 2, 40, 21), Rect::new(40, 2, 40, 21)]);
        let below = panes(40, 60, &[SQUARE, SQUARE]).expect("there is room");
        assert_eq!(below, [Rect::new(0, 2, 40, 30), Rect::new(0, 32, 40, 30)]);
        assert_eq!(panes(40, 7, &[SQUARE, SQUARE]), None, "one at a time");
        assert_eq!(panes(20, 5, &[SQUARE]), Some(vec![Rect::new(0, 2, 20, 5)]), "one alone always has room");
        assert_eq!(panes(120, 30, &[TALL; 4]).map(|panes| panes.len()), Some(4));
    }

    #[test]
    fn all_the_room_is_used_and_nothing_lies_outside() {
        for (width, height) in
            (26..200).step_by(7).flat_map(|width| (9..60).step_by(5).map(move |height| (width, height)))
        {
            for count in 1..6 {
                let Some(panes) = panes(width, height, &[SQUARE; 5][..count]) else { continue };
                assert_eq!(
                    panes.iter().map(|pane| u32::from(pane.width) * u32::from(pane.height)).sum::<u32>(),
                    u32::from(width) * u32::from(height)
                );
            }
        }
    }
}
