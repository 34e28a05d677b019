//! The line over a chart: the unit of its axis, and its extremes, so that nobody has to look for them.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::shown::Shown;
use crate::data::series::format_value;
use crate::text::width;
use crate::tui::context::Context;
use crate::tui::widgets::chart::BELOW_FROM;
use crate::view::figures::Place;

/// The line, in so many columns: what has no room is left out whole.
/// Over a chart of this height.
pub(super) fn line(ctx: Context<'_>, shown: &Shown<'_>, height: u16, columns: usize) -> Line<'static> {
    let dim = ctx.theme.dim.style();
    let mut spans: Vec<Span<'static>> = Vec::new();
    let mut room = columns;
    let mut add = |text: String, style: Style| {
        let fits = width(&text) <= room;
        if fits {
            room -= width(&text);
            spans.push(Span::styled(text, style));
        }
        fits
    };
    let unit = shown.figures.unit();
    let below = shown.member().filter(|member| member.place == Place::Second).map(|member| &member.series.unit);
    add(
        match below {
            Some(below) if height >= BELOW_FROM => format!("{unit}; below {below}"),
            Some(below) => below.to_string(),
            None => unit.to_owned(),
        },
        dim,
    );
    if let Some((period, gap)) = shown.widest() {
        let style = if gap.is_below { ctx.theme.negative.style() } else { ctx.theme.positive.style() };
        let name = gap.name;
        let (size, status) =
            (format_value(gap.size), gap.weakest().map_or(String::new(), |status| format!(", {status}")));
        // How firm it is goes with it to the last: the year gives way before.
        let is_told = add(format!("   widest {name} {size} in {period}{status}"), style)
            || add(format!("   widest {name} {size}, {}{status}", period.axis_label()), style)
            || add(format!("   widest {size}, {}{status}", period.axis_label()), style)
            || add(format!("   widest {size}{status}"), style);
        if let Some((period, gap)) = shown.firmest().filter(|(firm, _)| is_told && *firm != period) {
            add(format!("; as reported {} in {period}", format_value(gap.size)), dim);
        }
    } else if let Some([high, low]) = shown.extremes() {
        let whose = if shown.figures.members.len() > 1 { shown.member().map_or("", |member| member.name) } else { "" };
        let whose = if whose.is_empty() { String::new() } else { format!("{whose}: ") };
        let (value, period) = (format_value(high.value), high.period);
        let _ = add(format!("   {whose}highest {value} in {period}"), dim)
            || add(format!("   highest {value} in {period}"), dim)
            || add(format!("   highest {value}, {period}"), dim);
        add(format!("   lowest {} in {}", format_value(low.value), low.period), dim);
    }
    Line::from(spans)
}
