//! A chart in one row, where none has room on axes: the name of a series, and its figures as heights in eighths between
//! its first year and its last.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::telling::short;
use crate::data::series::Series;
use crate::text::width;
use crate::tui::context::Context;
use crate::view::figures::change::time_of;

/// The most columns of a year, and the fewest of all that tell anything.
const WIDEST: usize = 2;
const FEWEST: usize = 4;
/// So many columns are enough beside a name: of what chart they are is worth more than a column a year.
const BESIDE_NAME: usize = 12;

/// Draws the name of a series and its figures in a row, each at the place of its time: a year without one stays blank.
/// The names of the years are told whole or not at all.
pub(super) fn draw(ctx: Context<'_>, (name, series): (&str, &Series<'_>), style: Style, row: Rect, buf: &mut Buffer) {
    let (Some(first), Some(last)) = (series.points.first(), series.points.last()) else { return };
    let (from, years) = (time_of(&first.period), time_of(&last.period) - time_of(&first.period));
    let slots = rounded(years) + 1;
    let columns = usize::from(row.width);
    let named = |name: &str| format!("{name}  ");
    let (whole, cut) = (named(name), named(&short(name, columns / 3)));
    let in_full = [format!("{} ", first.period.axis_label()), last.period.axis_label()];
    let in_short = [&first.period, &last.period].map(|period| format!("’{:02} ", period.year().rem_euclid(100)));
    let enough = slots.min(BESIDE_NAME);
    let forms = [
        (whole.as_str(), in_full.clone(), slots),
        (whole.as_str(), in_short.clone(), enough),
        (cut.as_str(), in_short.clone(), enough),
        ("", in_full, slots),
        ("", in_short, FEWEST),
        ("", [const { String::new() }; 2], 1),
    ];
    let beside =
        |name: &str, [start, end]: &[String; 2]| columns.saturating_sub(width(name) + width(start) + width(end) + 1);
    let fitting = forms.into_iter().find(|(name, ends, needed)| beside(name, ends) >= *needed);
    let Some((name, ends, _)) = fitting else { return };
    let room = beside(name, &ends);
    let [start, end] = ends;
    let each = (room / slots).clamp(1, WIDEST);
    let cells = (slots * each).min(room);
    buf.set_stringn(row.x, row.y, name, columns, ctx.theme.title.style());
    let row = Rect { x: row.x + columns_of(width(name)), ..row };
    buf.set_stringn(row.x, row.y, &start, columns, ctx.theme.dim.style());
    let left = row.x + columns_of(width(&start));
    let values = || series.points.iter().map(|point| point.value);
    let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    for point in &series.points {
        let share = if years > 0.0 { (time_of(&point.period) - from) / years } else { 0.0 };
        let at = scaled(share, cells.saturating_sub(each));
        let sign = ctx.symbols.heights.get(height(point.value, (low, high))).copied().unwrap_or(ctx.symbols.bar);
        let style = if point.value < 0.0 { ctx.theme.negative.style() } else { style };
        buf.set_stringn(left + columns_of(at), row.y, sign.repeat(each), each, style);
    }
    buf.set_stringn(left + columns_of(cells + 1), row.y, end.trim_end(), width(&end), ctx.theme.dim.style());
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
