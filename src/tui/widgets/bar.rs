//! Bars that grow to the right, to the half of a column: thin ones, which stay apart in rows below one another, where
//! full cells would run together into a block. They know no unit: what a bar is a part of is said beside it.

use ratatui::text::Span;

use crate::tui::context::Context;
use crate::tui::theme::Role;

/// The part of a whole as a thin line in so many columns, to the half of a column, and the rest of them as its track.
///
/// A part that is not nothing shows, and one that is not all leaves some of the track: what the numbers beside it tell
/// apart, the bar does.
#[must_use]
pub fn meter(ctx: Context<'_>, (part, whole): (usize, usize), columns: usize, role: &Role) -> [Span<'static>; 2] {
    let [full, half, empty] = ctx.symbols.meter;
    let eighths = eighths(part, whole, columns);
    // What is there shows, and what is missing does.
    let halves = (eighths / 4).clamp(usize::from(eighths > 0), (columns * 2).saturating_sub(usize::from(part < whole)));
    let filled = format!("{}{}", full.repeat(halves / 2), half.repeat(halves % 2));
    let track = empty.repeat(columns.saturating_sub(halves.div_ceil(2)));
    [Span::styled(filled, role.style()), Span::styled(track, ctx.theme.border.style())]
}

/// So many eighths of a column are a part of a whole that takes these columns.
fn eighths(part: usize, whole: usize, columns: usize) -> usize {
    let all = columns * 8;
    if part == 0 || whole == 0 {
        return 0;
    }
    if part >= whole {
        return all;
    }
    (part * all / whole).clamp(1, all.saturating_sub(1).max(1)).min(all)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_part_is_told_from_nothing_and_from_all() {
        assert_eq!([0, 1, 500, 999, 1000].map(|part| eighths(part, 1000, 10)), [0, 1, 40, 79, 80]);
        assert_eq!((eighths(3, 0, 10), eighths(1, 2, 0)), (0, 0));
    }

    proptest! {
        #[test]
        fn a_larger_part_has_no_shorter_bar(a in 0_usize..500, b in 0_usize..500, whole in 1_usize..500, columns in 1_usize..80) {
            let (less, more) = (a.min(b), a.max(b));
            let [short, long] = [less, more].map(|part| eighths(part, whole, columns));
            prop_assert!(short <= long && long <= columns * 8);
            prop_assert_eq!(short == 0, less == 0);
        }
    }
}
