//! Where the map, the list and the record stand, and how the maps of countries share the room: pure functions of sizes
//! and of what is to be shown.

use ratatui::layout::{Constraint, Layout, Rect};

use crate::tui::layout;
use crate::tui::widgets::map::frame::Frame;

/// From this width on the list stands beside the map.
const BESIDE: u16 = 110;
/// From this height on it stands below the map, if it does not stand beside it.
const BELOW: u16 = 34;
/// From this height on the record of the selected place stands below the maps or, where they need all the room, below
/// the list.
const WITH_RECORD: u16 = 32;
/// Rows of a record at least, below the maps.
const LEAST_RECORD: u16 = 10;
/// From this size on there is a row that tells what signs and colours mean.
const WITH_LEGEND: (u16, u16) = (60, 18);
/// A country's map is at least so wide and high, frame included, or stands alone.
const LEAST: (u16, u16) = (26, 9);
/// So many times as many dots are much larger.
const MUCH: f64 = 1.6;

/// Where the map, the list and the record stand; the map always does, unless one reads where there
/// is room for one pane only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) map: Option<Rect>,
    pub(super) list: Option<Rect>,
    pub(super) record: Option<Rect>,
}

/// Divides the body; the maps are of these frames.
pub(super) fn divide(body: Rect, reading: bool, frames: &[Frame]) -> Parts {
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
        // Higher than they need to be, maps would show but more of the world around.
        let rows = rows_needed(map, frames);
        if rows + LEAST_RECORD <= map.height {
            let [map, record] = map.layout(&Layout::vertical([Constraint::Length(rows), Constraint::Fill(1)]));
            return Parts { map: Some(map), list: Some(side), record: Some(record) };
        }
        let [list, record] = side.layout(&Layout::vertical([Constraint::Percentage(45), Constraint::Fill(1)]));
        return Parts { map: Some(map), list: Some(list), record: Some(record) };
    }
    if body.height >= BELOW {
        let [most, _] = body.layout(&Layout::vertical([Constraint::Percentage(60), Constraint::Fill(1)]));
        let rows = rows_needed(most, frames);
        let [map, other] = body.layout(&Layout::vertical([Constraint::Length(rows), Constraint::Fill(1)]));
        return instead(map, other);
    }
    if !reading {
        return Parts { map: Some(body), ..Parts::default() };
    }
    let panes = layout::panes(body, true);
    Parts { map: panes.list, list: None, record: panes.detail }
}

/// The maps, and below them the row that tells what signs and colours mean, where there is room for it.
pub(super) fn with_legend(area: Rect) -> (Rect, Option<Rect>) {
    if area.width < WITH_LEGEND.0 || area.height < WITH_LEGEND.1 {
        return (area, None);
    }
    let [maps, legend] = area.layout(&Layout::vertical([Constraint::Fill(1), Constraint::Length(1)]));
    (maps, Some(legend))
}

/// The fewest rows in which maps of these frames, with their legend, are as large as in all the room.
fn rows_needed(area: Rect, frames: &[Frame]) -> u16 {
    /// Less than this share of the size is not seen.
    const UNSEEN: f64 = 0.96;
    let size = |height: u16| {
        let (maps, _) = with_legend(Rect { height, ..area });
        let panes = share(maps, frames);
        panes.map_or(0.0, |panes| panes.iter().zip(frames).map(|(pane, frame)| filled(*pane, *frame)).sum::<f64>())
    };
    let whole = size(area.height);
    if whole <= 0.0 {
        return area.height;
    }
    let (mut few, mut enough) = (0, area.height);
    while few + 1 < enough {
        let middle = few.midpoint(enough);
        if size(middle) >= whole * UNSEEN { enough = middle } else { few = middle }
    }
    // What signs mean is worth a row too many.
    enough.max(WITH_LEGEND.1.min(area.height))
}

/// The panes for maps of these frames: beside each other, unless they are much larger below each other or in a grid.
/// None if there is not room for all.
pub(super) fn share(area: Rect, frames: &[Frame]) -> Option<Vec<Rect>> {
    let count = frames.len();
    let in_columns = |columns: usize| -> Option<(f64, Vec<Rect>)> {
        let rows = count.div_ceil(columns);
        let bands = Layout::vertical(vec![Constraint::Fill(1); rows]).split(area);
        let panes = bands.iter().zip(frames.chunks(columns)).flat_map(|(band, here)| in_a_row(*band, here));
        let panes: Vec<Rect> = panes.collect();
        let fits = panes.iter().all(|pane| count == 1 || (pane.width >= LEAST.0 && pane.height >= LEAST.1));
        let largest = panes.iter().zip(frames).map(|(pane, frame)| filled(*pane, *frame)).fold(f64::INFINITY, f64::min);
        fits.then_some((largest, panes))
    };
    let better = |best: (f64, Vec<Rect>), next: (f64, Vec<Rect>)| if next.0 > best.0 * MUCH { next } else { best };
    let best = (1..=count).rev().filter_map(in_columns).reduce(better);
    best.map(|(_, panes)| panes)
}

/// The panes for maps of these frames beside each other: a wide country has a wider one, so that all maps are of the
/// same area and none has room that another needs; but none is too narrow.
fn in_a_row(band: Rect, frames: &[Frame]) -> Vec<Rect> {
    // Of two maps of the same area one is as many times as wide as the other as the root of its shape is.
    let all: f64 = frames.iter().map(|frame| shape(*frame).sqrt()).sum();
    let share = |frame: &Frame| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of some hundred columns")]
        let columns = (f64::from(band.width) * shape(*frame).sqrt() / all) as u16;
        columns
    };
    let mut widths: Vec<u16> = frames.iter().map(share).collect();
    let narrowest = LEAST.0.min(band.width / u16::try_from(frames.len()).unwrap_or(1).max(1));
    for width in &mut widths {
        *width = (*width).max(narrowest);
    }
    // What rounding left, or what the narrowest lack, is the widest's matter.
    let sum: u16 = widths.iter().sum();
    if let Some(widest) = widths.iter_mut().max() {
        *widest = (*widest + band.width.saturating_sub(sum)).saturating_sub(sum.saturating_sub(band.width));
    }
    let mut x = band.x;
    let pane = |width: u16| {
        let pane = Rect { x, width, ..band };
        x += width;
        pane
    };
    widths.into_iter().map(pane).collect()
}

/// How wide a frame is for its height, as it is drawn.
fn shape(frame: Frame) -> f64 {
    let narrowing = f64::midpoint(frame.south, frame.north).to_radians().cos().max(0.2);
    // Neither a thread nor a band: what is told of one place has a map as well.
    ((frame.east - frame.west) * narrowing / (frame.north - frame.south)).clamp(0.4, 2.5)
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
        let wide_and_tall = panes(80, 21, &[SQUARE, TALL]).expect("there is room");
        assert_eq!(wide_and_tall.iter().map(|pane| pane.width).collect::<Vec<_>>(), [49, 31], "{wide_and_tall:?}");
    }

    #[test]
    fn maps_are_no_higher_than_they_need_to_be_and_the_record_has_the_rest() {
        for (width, height) in [(120, 37), (160, 50), (200, 57), (300, 97)] {
            let body = Rect::new(0, 2, width, height);
            let parts = divide(body, false, &[SQUARE, SQUARE]);
            let (map, list, record) = (parts.map.unwrap(), parts.list.unwrap(), parts.record.unwrap());
            assert_eq!((map.height + record.height, map.width), (height, record.width), "{width}×{height}");
            assert_eq!(list.height, height);
            let size = |map: Rect| {
                let panes = share(with_legend(map).0, &[SQUARE, SQUARE]).unwrap();
                panes.iter().map(|pane| filled(*pane, SQUARE)).sum::<f64>()
            };
            let whole = size(Rect { height, ..map });
            assert!(size(map) >= 0.96 * whole, "{width}×{height}");
            assert!(size(Rect { height: map.height - 1, ..map }) < 0.96 * whole, "{width}×{height}");
        }
        // Where maps need all rows, the record stands below the list.
        let parts = divide(Rect::new(0, 2, 200, 34), false, &[SQUARE, SQUARE]);
        assert_eq!(parts.map.map(|map| map.height), Some(34));
        assert!(parts.record.is_some());
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
