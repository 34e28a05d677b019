//! The parts of a whole in one period as horizontal bars, the largest first, with their shares. Values are never cut, and
//! names have all the room that is left.

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::readout::{short, source_of};
use super::rows::eighths;
use crate::data::pack::charts;
use crate::data::period::Period;
use crate::data::series::{DataPoint, Series, Status, format_value};
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
    parts: Vec<(ItemId, &'d Series<'d>, &'d str)>,
    total: Option<&'d Series<'d>>,
}

/// A part in one period.
#[derive(Clone, Copy, Debug)]
struct Part<'d> {
    id: ItemId,
    name: &'d str,
    point: &'d DataPoint<'d>,
}

/// Columns of a share, and the fewest of a bar.
const SHARE: usize = 8;
const BAR: usize = 6;
/// From this height on the source of a figure stands below.
const WITH_SOURCE: u16 = 6;

impl<'d> Breakdown<'d> {
    /// That which a chart names, or which a series that stands in no chart is part of.
    pub(super) fn of(dataset: &'d Dataset<'d>, id: ItemId) -> Option<Self> {
        let series = dataset.series_of(id)?;
        let breakdowns = &dataset.pack.breakdowns;
        match dataset.pack.charts.iter().find(|chart| chart.has(&series.id)) {
            Some(chart) => {
                let title = chart.breakdown.as_ref()?;
                Self::named(dataset, breakdowns.iter().find(|breakdown| breakdown.title == *title)?)
            }
            None => Self::named(dataset, breakdowns.iter().find(|breakdown| breakdown.has(&series.id))?),
        }
    }

    fn named(dataset: &'d Dataset<'d>, breakdown: &'d charts::Breakdown<'d>) -> Option<Self> {
        let series = |id: &str| {
            let id = dataset.find(id)?;
            Some((id, dataset.series_of(id)?))
        };
        let parts: Vec<_> = breakdown
            .parts
            .iter()
            .filter_map(|(id, name)| series(id).map(|(id, series)| (id, series, name.as_str())))
            .collect();
        let total = breakdown.total.as_ref().and_then(|id| series(id)).map(|(_, series)| series);
        let mut periods: Vec<Period> =
            parts.iter().flat_map(|(_, part, _)| part.points.iter().map(|point| point.period)).collect();
        periods.sort_by(Period::list_order);
        periods.dedup();
        let unit = &total.or(parts.first().map(|(_, part, _)| *part))?.unit;
        Some(Self { title: format!("{} ({unit})", breakdown.title), periods, parts, total })
    }

    /// The last period for which most parts have a figure: where one stands if none was chosen.
    pub(super) fn fullest(&self) -> Option<Period> {
        let mut counts: HashMap<Period, usize> = HashMap::new();
        for point in self.parts.iter().flat_map(|(_, part, _)| &part.points) {
            *counts.entry(point.period).or_default() += 1;
        }
        let most = counts.values().copied().max()?;
        self.periods.iter().rev().find(|period| counts.get(period).is_some_and(|count| count * 2 > most)).copied()
    }

    /// The parts that have a figure in a period, the largest first.
    pub(super) fn in_order(&self, period: Period) -> Vec<ItemId> {
        self.of_period(period).into_iter().map(|part| part.id).collect()
    }

    /// The figure of a part in a period.
    pub(super) fn series(&self, id: ItemId) -> Option<(&'d Series<'d>, &'d str)> {
        self.parts.iter().find(|(known, ..)| *known == id).map(|(_, series, name)| (*series, *name))
    }

    fn of_period(&self, period: Period) -> Vec<Part<'d>> {
        let mut parts: Vec<Part<'d>> = self
            .parts
            .iter()
            .filter_map(|&(id, part, name)| {
                let point = part.points.iter().find(|point| point.period == period)?;
                Some(Part { id, name, point })
            })
            .collect();
        parts.sort_by(|a, b| b.point.value.total_cmp(&a.point.value));
        parts
    }

    /// Draws the bars of a period, that of the part at hand in sight; tells how many are above and below.
    pub(super) fn draw(
        &self,
        ctx: Context<'_>,
        position: usize,
        (at_hand, focused): (Option<ItemId>, bool),
        area: Rect,
        buf: &mut Buffer,
    ) -> (usize, usize) {
        let Some(period) = self.periods.get(position) else { return (0, 0) };
        let parts = self.of_period(*period);
        let whole = self.total.and_then(|total| total.points.iter().find(|point| point.period == *period));
        // Of nothing there is no share.
        let whole = whole.filter(|whole| whole.value > 0.0);
        let columns = usize::from(area.width);
        self.draw_head(ctx, (position, *period), (parts.len(), whole), area, buf);
        let source = u16::from(area.height >= WITH_SOURCE);
        let list = Rect { y: area.y + 2.min(area.height), height: area.height.saturating_sub(2 + source), ..area };
        let selected = parts.iter().position(|part| Some(part.id) == at_hand);
        let mut scroll = Scroll { selected: selected.unwrap_or(0), offset: 0 };
        scroll.fit(parts.len(), usize::from(list.height), 0);
        let largest = parts.first().map_or(1.0, |part| part.point.value).max(f64::MIN_POSITIVE);
        let widest = parts.iter().map(|part| width(&format_value(part.point.value))).max().unwrap_or(0);
        let names = parts.iter().map(|part| width(part.name)).max().unwrap_or(0);
        // Where room is short the bar goes first, then the share; names are cut last.
        let share = if whole.is_some() && columns >= names + widest + SHARE + 2 { SHARE } else { 0 };
        let room = columns.saturating_sub(1 + widest + share + 1);
        let name = names.min(room);
        let bar = Some(room - name).filter(|bar| *bar >= BAR).unwrap_or(0);
        for ((index, part), y) in parts.iter().enumerate().skip(scroll.offset).zip(list.top()..list.bottom()) {
            let Part { name: told, point, .. } = *part;
            let of_whole = whole.filter(|_| share > 0);
            let share = of_whole.map_or_else(String::new, |whole| {
                pad_start(&format!("{:.1} %", point.value / whole.value * 100.0), share)
            });
            let style =
                if point.status == Status::Reported { ctx.theme.first.style() } else { ctx.theme.second.style() };
            let line = Line::from(vec![
                Span::styled(pad(&short(told, name), name), ctx.theme.text.style()),
                Span::raw(" "),
                Span::styled(pad_start(&format_value(point.value), widest), ctx.theme.date.style()),
                Span::styled(format!("{share} "), ctx.theme.dim.style()),
                Span::styled(eighths(ctx, point.value / largest, bar), style),
            ]);
            buf.set_line(list.x, y, &line, list.width);
            if Some(index) == selected {
                let style = if focused { ctx.theme.selected.style() } else { ctx.theme.selected_away.style() };
                buf.set_style(Rect { y, height: 1, ..list }, style);
            }
        }
        let told = selected.and_then(|selected| parts.get(selected)).or(parts.first()).map(|part| part.point);
        if let Some(point) = told.filter(|_| source > 0) {
            let told = source_of(ctx.dataset, point, columns);
            buf.set_stringn(area.x, area.bottom() - 1, told, columns, ctx.theme.source.style());
        }
        (scroll.offset, parts.len().saturating_sub(scroll.offset + usize::from(list.height)))
    }

    /// The period, how many parts there are, and how much the whole is: what has no room is left out whole.
    fn draw_head(
        &self,
        ctx: Context<'_>,
        (position, period): (usize, Period),
        (parts, whole): (usize, Option<&DataPoint<'_>>),
        area: Rect,
        buf: &mut Buffer,
    ) {
        let mut head = period.to_string();
        let whole = whole.map_or_else(String::new, |whole| format!("   in all {}", format_value(whole.value)));
        for part in [whole, format!("   {parts} parts"), format!("   {} of {}", position + 1, self.periods.len())] {
            if width(&head) + width(&part) <= usize::from(area.width) {
                head.push_str(&part);
            }
        }
        buf.set_stringn(area.x, area.y, head, usize::from(area.width), ctx.theme.title.style());
    }
}
