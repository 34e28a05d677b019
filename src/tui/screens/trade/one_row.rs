//! What is told of a chart where it has one row and no more: the series at hand and its value, then what else of that
//! has room. Where there are more rows, the period has its own ([`readout`](super::readout)).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::shown::{Shown, within};
use super::spots::Spots;
use super::telling::{firmness, short};
use crate::data::period::Period;
use crate::data::series::format_value;
use crate::text::width;
use crate::tui::context::Context;
use crate::tui::widgets::chart::line_style;

/// Draws the row for a period; it stands out where the keys go here.
pub(super) fn draw(
    ctx: Context<'_>,
    shown: &Shown<'_>,
    (period, focused): (Period, bool),
    area: Rect,
    buf: &mut Buffer,
) -> Spots {
    let mut spots = Spots::default();
    let Some(member) = shown.member() else { return spots };
    // What is beside the chart is told with its own period, as in rows.
    let beside = || within(member, period).or(member.series.points.last()).filter(|_| !member.is_drawn());
    let point = member.at(period).or_else(beside);
    let mut value = point.map_or_else(|| "–".to_owned(), |point| format_value(point.value));
    if point.is_some_and(|point| !point.also.is_empty()) {
        value.push(' ');
        value.push_str(ctx.symbols.conflict);
    }
    let period = point.map_or(period, |point| point.period);
    let columns = usize::from(area.width);
    // The name gives way to the value and to when that was.
    let others = width(&value) + width(&period.axis_label()) + 4;
    let name = short(member.name, columns.saturating_sub(others).max(1));
    let mut room = columns.saturating_sub(width(&name) + 2 + width(&value));
    let style = shown.looks().get(shown.at_hand).copied().filter(|_| member.is_drawn());
    let style = style.map_or_else(|| ctx.theme.text.style(), |look| line_style(ctx, look));
    let mut spans = vec![Span::styled(name, ctx.theme.title.style()), Span::raw("  "), Span::styled(value, style)];
    let mut add = |text: &str| {
        let fits = width(text) + 2 <= room;
        if fits {
            room -= width(text) + 2;
            spans.push(Span::styled(format!("  {text}"), ctx.theme.dim.style()));
        }
        fits
    };
    let _ = add(&period.to_string()) || add(&period.axis_label());
    if let Some(firmness) = point.and_then(|point| firmness(point.status)) {
        add(firmness);
    }
    if point.is_some() {
        add(&member.series.unit);
    }
    let all = shown.figures.members.len();
    if all > 1 {
        add(&format!("{}/{all}", shown.at_hand + 1));
    }
    buf.set_line(area.x, area.y, &Line::from(spans), area.width);
    if focused {
        buf.set_style(area, ctx.theme.selected.style());
    }
    spots.series.push((area, member.id));
    spots
}
