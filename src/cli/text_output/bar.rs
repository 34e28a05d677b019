//! One horizontal bar about zero, in text.

/// The signs of a bar.
#[derive(Clone, Copy, Debug)]
pub struct Signs {
    /// Where zero is.
    zero: &'static str,
    /// A full cell.
    full: &'static str,
    /// Parts of a cell from the left, smallest first.
    right: &'static [&'static str],
    /// Parts of a cell from the right, smallest first.
    left: &'static [&'static str],
}

/// Eighths and halves of a cell.
pub const UNICODE: Signs =
    Signs { zero: "│", full: "█", right: &["▏", "▎", "▍", "▌", "▋", "▊", "▉"], left: &["▐"] };
/// Full cells; a dot stands for less than half of one.
pub const ASCII: Signs = Signs { zero: "|", full: "#", right: &["."], left: &["."] };

/// The values all bars of a chart are drawn against; zero is always among them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// From the lowest to the highest of these values and zero.
    #[must_use]
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let within = |scale: Self, value: f64| Self { low: scale.low.min(value), high: scale.high.max(value) };
        values.into_iter().filter(|value| value.is_finite()).fold(Self::default(), within)
    }
}

/// The bar of a value in at most so many columns, zero at the same column in every bar of a scale;
/// no value leaves the axis alone. A value that is not zero always shows.
#[must_use]
pub fn bar(value: Option<f64>, scale: Scale, columns: usize, signs: Signs) -> String {
    let Some(cells) = columns.checked_sub(1) else { return String::new() };
    let whole = scale.high - scale.low;
    let per_cell = if whole > 0.0 { share(cells, 1.0) / whole } else { 0.0 };
    // Either side that has values has a cell to show them in.
    let (least, room) = (usize::from(scale.low < 0.0), usize::from(scale.high > 0.0));
    let before = rounded(-scale.low * per_cell).max(least).min(cells.saturating_sub(room));
    let value = value.filter(|value| value.is_finite()).unwrap_or(0.0);
    let length = value.abs() * per_cell;
    if value < 0.0 {
        let body = body(length, before, signs.full, signs.left, value != 0.0);
        let drawn: String = body.iter().rev().copied().collect();
        format!("{}{drawn}{}", " ".repeat(before.saturating_sub(body.len())), signs.zero)
    } else {
        let body = body(length, cells - before, signs.full, signs.right, value != 0.0);
        format!("{}{}{}", " ".repeat(before), signs.zero, body.concat())
    }
}

/// The cells of a bar from zero on, at most so many.
fn body(
    length: f64,
    most: usize,
    full: &'static str,
    parts: &'static [&'static str],
    visible: bool,
) -> Vec<&'static str> {
    let steps = parts.len() + 1;
    let taken = rounded(share(steps, length)).max(usize::from(visible)).min(most.saturating_mul(steps));
    let mut cells = vec![full; taken / steps];
    cells.extend((taken % steps).checked_sub(1).and_then(|part| parts.get(part)));
    cells
}

#[expect(clippy::cast_precision_loss, reason = "some hundred columns")]
fn share(count: usize, of: f64) -> f64 {
    count as f64 * of
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of cells, never negative")]
fn rounded(value: f64) -> usize {
    value.max(0.0).round() as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::width;

    #[test]
    fn bars_grow_from_zero_to_either_side() {
        let scale = Scale::of([-2.0, 4.0]);
        let drawn = |value| bar(Some(value), scale, 7, UNICODE);
        assert_eq!(drawn(4.0), "  │████");
        assert_eq!(drawn(2.5), "  │██▌");
        assert_eq!(drawn(-2.0), "██│");
        assert_eq!(drawn(-0.5), " ▐│");
        assert_eq!(drawn(0.0), "  │");
        assert_eq!(bar(None, scale, 7, UNICODE), "  │");
    }

    #[test]
    fn the_smallest_value_shows() {
        let scale = Scale::of([0.001, 1000.0]);
        assert_eq!(bar(Some(0.001), scale, 20, UNICODE), "│▏");
        assert_eq!(bar(Some(0.001), scale, 20, ASCII), "|.");
        assert_eq!(bar(Some(1000.0), scale, 5, ASCII), "|####");
        assert_eq!(bar(Some(-0.001), Scale::of([-0.001, 1000.0]), 5, ASCII), ".|");
        assert_eq!(bar(Some(0.0), Scale::of([0.0]), 5, ASCII), "|");
    }

    proptest! {
        #[test]
        fn no_bar_is_wider_than_asked(values in proptest::collection::vec(-1e6..1e6_f64, 1..8), columns in 0_usize..300) {
            let scale = Scale::of(values.iter().copied());
            for value in values {
                for signs in [UNICODE, ASCII] {
                    let drawn = bar(Some(value), scale, columns, signs);
                    prop_assert!(width(&drawn) <= columns, "{drawn}");
                }
            }
        }

        #[test]
        fn a_greater_value_has_no_shorter_bar(a in 0.0..1e6_f64, b in 0.0..1e6_f64) {
            let drawn = |value: f64| width(&bar(Some(value), Scale::of([a, b]), 60, ASCII));
            prop_assert!(drawn(a.max(b)) >= drawn(a.min(b)));
        }
    }
}
