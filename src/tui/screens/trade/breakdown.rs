//! The parts of a whole in one period as horizontal bars, the largest first, with their shares.

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::data::period::Period;
use crate::data::series::{Series, Status, format_value};
use crate::data::{Dataset, ItemId};
use crate::text::{pad, pad_start, width};
use crate::tui::context::Context;
use crate::tui::widgets::scroll::Scroll;

/// The parts of a whole, and the periods any of them has a figure for.
#[derive(Debug)]
pub(super) struct Breakdown<'d> {
    /// What is broken down, unit included.
    pub(super) title: String,
    /// Every period, oldest first.
    pub(super) periods: Vec<Period>,
    /// Each part, and its name beside its bar.
    parts: Vec<(&'d Series<'d>, &'d str)>,
    total: Option<&'d Series<'d>>,
    selected: &'d str,
}

/// Columns of a share.
const SHARE: usize = 8;

impl<'d> Breakdown<'d> {
    /// The breakdown a series is part of, if it is.
    pub(super) fn of(dataset: &'d Dataset<'d>, id: ItemId) -> Option<Self> {
        let series = dataset.series_of(id)?;
        let breakdown = dataset.pack.breakdowns.iter().find(|breakdown| breakdown.has(&series.id))?;
        let all: HashMap<&str, &Series<'_>> =
            dataset.series.iter().map(|series| (series.id.as_str(), series)).collect();
        let parts: Vec<_> =
            breakdown.parts.iter().filter_map(|(id, name)| Some((*all.get(id.as_str())?, name.as_str()))).collect();
        let total = breakdown.total.as_ref().and_then(|id| all.get(id.as_str()).copied());
        let mut periods: Vec<Period> =
            parts.iter().flat_map(|(part, _)| part.points.iter().map(|point| point.period)).collect();
        periods.sort_by(Period::list_order);
        periods.dedup();
        let title = format!("{} ({})", breakdown.title, series.unit);
        Some(Self { title, periods, parts, total, selected: &series.id })
    }

    /// The last period for which most parts have a figure: where one stands if none was chosen.
    pub(super) fn fullest(&self) -> Option<Period> {
        let parts_in = |period: &Period| {
            self.parts.iter().filter(|(part, _)| part.points.iter().any(|point| point.period == *period)).count()
        };
        let most = self.periods.iter().map(parts_in).max()?;
        self.periods.iter().rev().find(|period| parts_in(period) * 2 > most).copied()
    }

    /// Draws the bars of a period, that of the selected part in sight.
    pub(super) fn draw(&self, ctx: Context<'_>, position: usize, area: Rect, buf: &mut Buffer) {
        let Some(period) = self.periods.get(position) else { return };
        let mut bars: Vec<(&Series<'_>, &str, f64, Status)> = self
            .parts
            .iter()
            .filter_map(|(part, name)| {
                let point = part.points.iter().find(|point| point.period == *period)?;
                Some((*part, *name, point.value, point.status))
            })
            .collect();
        bars.sort_by(|a, b| b.2.total_cmp(&a.2));
        let whole = self.total.and_then(|total| total.points.iter().find(|point| point.period == *period));
        let head = format!("{period}   {} of {}   {} parts", position + 1, self.periods.len(), bars.len());
        let whole_text = whole.map_or_else(String::new, |whole| format!("   in all {}", format_value(whole.value)));
        let columns = usize::from(area.width);
        buf.set_stringn(area.x, area.y, format!("{head}{whole_text}"), columns, ctx.theme.title.style());
        let list = Rect { y: area.y + 2.min(area.height), height: area.height.saturating_sub(2), ..area };
        let selected = bars.iter().position(|(part, ..)| part.id == self.selected);
        let mut scroll = Scroll { selected: selected.unwrap_or(0), offset: 0 };
        scroll.fit(bars.len(), usize::from(list.height), 0);
        let largest = bars.first().map_or(1.0, |(_, _, value, _)| *value).max(f64::MIN_POSITIVE);
        let widest = bars.iter().map(|(_, _, value, _)| width(&format_value(*value))).max().unwrap_or(0);
        let name = (columns / 3).clamp(12, 34);
        let share = if whole.is_some() { SHARE } else { 0 };
        let room = columns.saturating_sub(name + 1 + widest + 1 + share + 1);
        for ((index, (_, short, value, status)), y) in
            bars.iter().enumerate().skip(scroll.offset).zip(list.top()..list.bottom())
        {
            let share = whole
                .map_or_else(String::new, |whole| pad_start(&format!("{:.1} %", value / whole.value * 100.0), share));
            let style = if *status == Status::Reported { ctx.theme.first.style() } else { ctx.theme.second.style() };
            let line = Line::from(vec![
                Span::styled(pad(short, name), ctx.theme.text.style()),
                Span::raw(" "),
                Span::styled(pad_start(&format_value(*value), widest), ctx.theme.date.style()),
                Span::styled(format!("{share} "), ctx.theme.dim.style()),
                Span::styled(ctx.symbols.bar.repeat(cells(value / largest, room)), style),
            ]);
            buf.set_line(list.x, y, &line, list.width);
            if Some(index) == selected {
                let row =
                    Rect { y, height: 1, width: u16::try_from(name).unwrap_or(list.width).min(list.width), ..list };
                buf.set_style(row, ctx.theme.selected_away.style());
            }
        }
    }
}

/// Whole cells of a bar; what is not nothing has at least one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a share of some hundred columns"
)]
fn cells(share: f64, room: usize) -> usize {
    if share <= 0.0 { 0 } else { ((share * room as f64).round() as usize).clamp(1.min(room), room) }
}
