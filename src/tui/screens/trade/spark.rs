//! A chart in one row, where none has room on axes: the name of a series, and its figures as heights in eighths between
//! its first year and its last.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::telling::short;
use crate::data::period::Period;
use crate::data::series::{DataPoint, Series};
use crate::text::width;
use crate::tui::context::Context;
use crate::view::figures::change::time_of;

/// The most columns of a year, and the fewest of all that tell anything.
const WIDEST: usize = 2;
const FEWEST: usize = 4;
/// So many columns are enough beside a name: of what chart they are is worth more than a column a year.
const BESIDE_NAME: usize = 12;

/// Draws the name of a series and its figures in a row, each at the place of its time: a year without one stays blank.
/// The names of the years are told whole or not at all. Where not all have room, so many show as have, each in a place
/// of its own: the latest, unless one stands at an earlier one.
pub(super) fn draw(
    ctx: Context<'_>,
    (name, series): (&str, &Series<'_>),
    (here, style): (Option<Period>, Style),
    row: Rect,
    buf: &mut Buffer,
) {
    let (Some(first), Some(last)) = (series.points.first(), series.points.last()) else { return };
    let (from, step) = (time_of(&first.period), step(series));
    let slot_of = |period: &Period| rounded((time_of(period) - from) / step);
    let slots = slot_of(&last.period) + 1;
    let columns = usize::from(row.width);
    let named = |name: &str| format!("{name}  ");
    let (whole, cut) = (named(name), named(&short(name, columns / 3)));
    let full: fn(&Period) -> String = Period::axis_label;
    let short: fn(&Period) -> String = |period| format!("’{:02}", period.year().rem_euclid(100));
    let none: fn(&Period) -> String = |_| String::new();
    let enough = slots.min(BESIDE_NAME);
    let forms = [
        (whole.as_str(), full, slots),
        (whole.as_str(), short, enough),
        (cut.as_str(), short, enough),
        ("", full, slots),
        ("", short, FEWEST),
        ("", none, 1),
    ];
    let widest = |of: fn(&Period) -> String| series.points.iter().map(|point| width(&of(&point.period))).max();
    // A blank on either side of the heights.
    let ends = |of| widest(of).filter(|widest| *widest > 0).map_or(0, |widest| 2 * (widest + 1));
    let beside = |name: &str, of| columns.saturating_sub(width(name) + ends(of));
    let Some((name, of, _)) = forms.into_iter().find(|(name, of, needed)| beside(name, *of) >= *needed) else { return };
    let shown = slots.min(beside(name, of));
    let each = (beside(name, of) / slots).clamp(1, WIDEST);
    let start = here.map_or(slots, |here| slot_of(&here)).min(slots - shown);
    let in_sight = |point: &&DataPoint<'_>| (start..start + shown).contains(&slot_of(&point.period));
    let points: Vec<&DataPoint<'_>> = series.points.iter().filter(in_sight).collect();
    let [start, last] =
        [points.first(), points.last()].map(|point| point.map_or(start, |point| slot_of(&point.period)));
    let end = |point: Option<&&DataPoint<'_>>| point.map_or_else(String::new, |point| of(&point.period));
    buf.set_stringn(row.x, row.y, name, columns, ctx.theme.title.style());
    let row = Rect { x: row.x + columns_of(width(name)), ..row };
    let label = end(points.first());
    buf.set_stringn(row.x, row.y, &label, columns, ctx.theme.dim.style());
    let left = row.x + columns_of(width(&label) + usize::from(!label.is_empty()));
    let values = || series.points.iter().map(|point| point.value);
    let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    for point in &points {
        let at = slot_of(&point.period).saturating_sub(start) * each;
        let sign = ctx.symbols.heights.get(height(point.value, (low, high))).copied().unwrap_or(ctx.symbols.bar);
        let style = if point.value < 0.0 { ctx.theme.negative.style() } else { style };
        buf.set_stringn(left + columns_of(at), row.y, sign.repeat(each), each, style);
    }
    let right = left + columns_of((last + 1).saturating_sub(start) * each + 1);
    buf.set_stringn(right, row.y, end(points.last()), columns, ctx.theme.dim.style());
}

/// How many years lie between one place for a figure and the next: one, or fewer where figures are closer.
fn step(series: &Series<'_>) -> f64 {
    /// Closer together no two periods are that have names of their own.
    const LEAST: f64 = 0.04;
    let times = series.points.windows(2).filter_map(|two| match two {
        [one, other] => Some(time_of(&other.period) - time_of(&one.period)),
        _ => None,
    });
    times.filter(|apart| *apart > LEAST).fold(1.0, f64::min)
}

/// How high a figure stands, in eighths, between the lowest and the highest, of which zero is one at least: over the
/// lowest; where none is above zero, by how far it is below, as what grows there is a deficit.
fn height(value: f64, (low, high): (f64, f64)) -> usize {
    let share = if high > 0.0 {
        (value - low) / (high - low)
    } else if low < 0.0 {
        value / low
    } else {
        0.0
    };
    scaled(share, 8).max(1)
}

fn columns_of(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(0)
}

/// A share of so many, as the nearest whole number.
#[expect(clippy::cast_precision_loss, reason = "some hundred columns")]
fn scaled(share: f64, of: usize) -> usize {
    rounded(share * of as f64)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "columns and years, never below nothing")]
fn rounded(number: f64) -> usize {
    number.round().max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::height;

    #[test]
    fn what_is_farther_below_zero_stands_higher_where_all_is_below() {
        assert_eq!([-2.0, -8.0, -16.0].map(|value| height(value, (-16.0, 0.0))), [1, 4, 8]);
        assert_eq!([2.0, 8.0, 16.0].map(|value| height(value, (0.0, 16.0))), [1, 4, 8]);
        assert_eq!([-8.0, 0.0, 8.0].map(|value| height(value, (-8.0, 8.0))), [1, 4, 8], "above zero over below it");
        assert_eq!(height(0.0, (0.0, 0.0)), 1);
    }
}
