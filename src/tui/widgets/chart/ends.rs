//! Names at the ends of lines: each as near to its last figure as may be, none over another.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Panel, Plot, line_style};
use crate::text::width;
use crate::tui::context::Context;

/// Columns that the names take, with a blank before them; none where that is more than there may be.
pub(super) fn columns<'p>(plots: impl Iterator<Item = &'p Plot>, most: u16) -> u16 {
    let widest = plots.map(|plot| width(&plot.name)).max().unwrap_or(0);
    u16::try_from(widest + 1).ok().filter(|columns| *columns <= most).unwrap_or(0)
}

/// Writes the names beside a panel, and gives where: of each line its look and its name's place.
pub(super) fn draw(
    ctx: Context<'_>,
    plots: &[Plot],
    panel: &Panel,
    room: Rect,
    buf: &mut Buffer,
) -> Vec<(usize, Rect)> {
    let mut places = Vec::new();
    let with_end: Vec<(&Plot, u16)> =
        plots.iter().filter_map(|plot| Some((plot, panel.y(plot.points.last()?.value)))).collect();
    let wanted: Vec<u16> = with_end.iter().map(|(_, y)| *y - room.y).collect();
    for ((plot, _), row) in with_end.iter().zip(apart(&wanted, room.height)) {
        let Some(row) = row else { continue };
        let mut style = line_style(ctx, plot.look);
        if plot.is_at_hand {
            style = style.patch(ctx.theme.title.style());
        }
        let columns = usize::from(room.width.saturating_sub(1));
        buf.set_stringn(room.x + 1, room.y + row, &plot.name, columns, style);
        places.push((plot.look, Rect { y: room.y + row, height: 1, ..room }));
    }
    places
}

/// Rows for names that want these, in their order from above, each as near as may be; what has no room is left out.
fn apart(wanted: &[u16], rows: u16) -> Vec<Option<u16>> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|index| wanted.get(*index).copied());
    order.truncate(usize::from(rows));
    let mut placed: Vec<u16> = Vec::new();
    for index in &order {
        let row = wanted.get(*index).copied().unwrap_or_default();
        placed.push(placed.last().map_or(row, |above| row.max(above + 1)));
    }
    // What came too low is moved up, and what stands above it.
    let mut limit = rows;
    for row in placed.iter_mut().rev() {
        *row = (*row).min(limit.saturating_sub(1));
        limit = *row;
    }
    let mut found = vec![None; wanted.len()];
    for (index, row) in order.into_iter().zip(placed) {
        if let Some(place) = found.get_mut(index) {
            *place = Some(row);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_keep_their_order_and_give_way() {
        assert_eq!(apart(&[3, 3, 1], 6), [Some(3), Some(4), Some(1)]);
        assert_eq!(apart(&[5, 5], 6), [Some(4), Some(5)]);
        assert_eq!(apart(&[0, 0, 0], 2), [Some(0), Some(1), None]);
    }

    proptest! {
        #[test]
        fn no_two_names_share_a_row(rows in 0_u16..12, wanted in proptest::collection::vec(0_u16..12, 0..9)) {
            let wanted: Vec<u16> = wanted.into_iter().map(|row| row.min(rows.saturating_sub(1))).collect();
            let mut placed: Vec<u16> = apart(&wanted, rows).into_iter().flatten().collect();
            prop_assert_eq!(placed.len(), wanted.len().min(usize::from(rows)));
            prop_assert!(placed.iter().all(|row| *row < rows));
            placed.sort_unstable();
            placed.dedup();
            prop_assert_eq!(placed.len(), wanted.len().min(usize::from(rows)));
        }
    }
}
