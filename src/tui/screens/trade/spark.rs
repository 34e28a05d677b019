//! A chart in one row, where none has room on axes: the figures of a series as heights in eighths between its first year and
//! its last.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::data::series::Series;
use crate::text::width;
use crate::tui::context::Context;
use crate::view::figures::change::time_of;

/// The most columns of a year, and the fewest of all that tell anything.
const WIDEST: usize = 2;
const FEWEST: usize = 4;

/// Draws the figures of a series in a row, each at the place of its time: a year without one stays blank. The names of the
/// years are told whole or not at all.
pub(super) fn draw(ctx: Context<'_>, series: &Series<'_>, style: Style, row: Rect, buf: &mut Buffer) {
    let (Some(first), Some(last)) = (series.points.first(), series.points.last()) else { return };
    let (from, years) = (time_of(&first.period), time_of(&last.period) - time_of(&first.period));
    let slots = rounded(years) + 1;
    let short = |year: i16| format!("’{:02} ", year.rem_euclid(100));
    let forms = [
        (format!("{} ", first.period.axis_label()), last.period.axis_label(), slots),
        (short(first.period.year()), short(last.period.year()), FEWEST),
        (String::new(), String::new(), 1),
    ];
    let columns = usize::from(row.width);
    let beside = |(start, end): (&str, &str)| columns.saturating_sub(width(start) + width(end) + 1);
    let fitting = forms.into_iter().find(|(start, end, needed)| beside((start, end)) >= *needed);
    let Some((start, end, _)) = fitting else { return };
    let room = beside((&start, &end));
    let each = (room / slots).clamp(1, WIDEST);
    let cells = (slots * each).min(room);
    buf.set_stringn(row.x, row.y, &start, columns, ctx.theme.dim.style());
    let left = row.x + columns_of(width(&start));
    let values = || series.points.iter().map(|point| point.value);
    let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    for point in &series.points {
        let share = if years > 0.0 { (time_of(&point.period) - from) / years } else { 0.0 };
        let at = scaled(share, cells.saturating_sub(each));
        let height = scaled(if high > low { (point.value - low) / (high - low) } else { 0.0 }, 8).max(1);
        let sign = ctx.symbols.heights.get(height).copied().unwrap_or(ctx.symbols.bar);
        let style = if point.value < 0.0 { ctx.theme.negative.style() } else { style };
        buf.set_stringn(left + columns_of(at), row.y, sign.repeat(each), each, style);
    }
    buf.set_stringn(left + columns_of(cells + 1), row.y, end.trim_end(), width(&end), ctx.theme.dim.style());
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
