//! One or two figures as what they are: figures, each with its unit, period and how firm it is, what is to be known of
//! it, and its source. No axis, for there is nothing to see on one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::shown::Shown;
use super::spots::Spots;
use super::telling::{source_of, whole_words};
use crate::data::series::{DataPoint, Series, format_value};
use crate::text::{width, wrap};
use crate::tui::context::Context;
use crate::tui::widgets::scroll::Scroll;
use crate::view::figures::change::Change;

/// The widest that sentences are.
const WIDEST: usize = 72;

/// Draws the figures of a chart in which nothing is drawn, that at hand in sight; gives where each series stands.
pub(super) fn draw(ctx: Context<'_>, shown: &Shown<'_>, focused: bool, area: Rect, buf: &mut Buffer) -> Spots {
    let mut spots = Spots::default();
    let mut of_lines = Vec::new();
    let columns = usize::from(area.width).min(WIDEST);
    let mut lines: Vec<Line<'static>> = Vec::new();
    let (mut first, mut last) = (0, 0);
    for (index, member) in shown.figures.members.iter().enumerate() {
        let is_at_hand = index == shown.at_hand;
        if is_at_hand {
            first = lines.len();
        }
        if shown.figures.members.len() > 1 {
            let style = if is_at_hand && focused { ctx.theme.title.style() } else { ctx.theme.heading.style() };
            let sign = if is_at_hand { ctx.symbols.pointer } else { " " };
            lines.extend(
                whole_words(&format!("{sign} {}", member.name), 1, columns)
                    .into_iter()
                    .map(|line| Line::styled(line, style)),
            );
        }
        lines.extend(figures_of(ctx, member.series, shown, is_at_hand, columns));
        of_lines.resize(lines.len(), member.id);
        if is_at_hand {
            last = lines.len();
        }
    }
    let mut scroll = Scroll { selected: first, offset: 0 };
    let height = usize::from(area.height);
    scroll.fit(lines.len(), height, 0);
    // The whole of what is at hand shows, where it has room.
    let offset = scroll.offset.max(last.saturating_sub(height)).min(first);
    for ((line, id), y) in lines.iter().zip(of_lines).skip(offset).zip(area.top()..area.bottom()) {
        buf.set_line(area.x, y, line, area.width);
        spots.series.push((Rect { y, height: 1, ..area }, id));
    }
    spots
}

fn figures_of(
    ctx: Context<'_>,
    series: &Series<'_>,
    shown: &Shown<'_>,
    is_at_hand: bool,
    columns: usize,
) -> Vec<Line<'static>> {
    let dim = ctx.theme.dim.style();
    let sentence = |text: &str, rows: usize| -> Vec<Line<'static>> {
        whole_words(text, rows, columns).into_iter().map(|line| Line::styled(line, dim)).collect()
    };
    let mut lines = Vec::new();
    for point in series.points.iter().rev() {
        let is_here = is_at_hand && shown.period() == Some(point.period) && shown.periods.len() > 1;
        lines.extend(value_lines(ctx, series, point, is_here, columns));
        if let Some(note) = &point.note {
            lines.extend(sentence(note, 3));
        }
        for also in &point.also {
            let text = format!("{} also {}: {}", ctx.symbols.conflict, format_value(also.value), also.note);
            let told = whole_words(&text, 2, columns).into_iter();
            lines.extend(told.map(|line| Line::styled(line, ctx.theme.conflict.style())));
        }
        lines.push(Line::styled(source_of(ctx.dataset, &[point], columns), ctx.theme.source.style()));
        lines.push(Line::default());
    }
    if let [before, point] = series.points.as_slice() {
        let change = Change::between(before, point);
        let parts = [Some(change.difference_in_words()), change.percent_in_words(), change.yearly_in_words()];
        let text = format!(
            "From {} to {}: {}",
            before.period,
            point.period,
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        );
        lines.extend(sentence(&text, 2));
        lines.push(Line::default());
    }
    if shown.figures.members.len() == 1 {
        lines.extend(sentence(&format!("Basis: {}", series.basis), 4));
        if let Some(note) = &series.note {
            lines.extend(sentence(note, 4));
        }
    }
    lines
}

/// `48,835 people`, and when, on one line where there is room.
fn value_lines(
    ctx: Context<'_>,
    series: &Series<'_>,
    point: &DataPoint<'_>,
    is_here: bool,
    columns: usize,
) -> Vec<Line<'static>> {
    let value = format!("{} {}", format_value(point.value), series.unit);
    let when = format!("{}, {}", point.period, point.status.name());
    let style = ctx.theme.first.style().patch(ctx.theme.title.style());
    let when_style = if is_here { ctx.theme.title.style() } else { ctx.theme.date.style() };
    if width(&value) + 3 + width(&when) <= columns {
        return vec![Line::from(vec![Span::styled(value, style), Span::raw("   "), Span::styled(when, when_style)])];
    }
    let wrapped = |text: &str, style| -> Vec<Line<'static>> {
        wrap(text, columns).into_iter().map(|line| Line::styled(line.to_owned(), style)).collect()
    };
    let mut lines = wrapped(&value, style);
    lines.extend(wrapped(&when, when_style));
    lines
}
