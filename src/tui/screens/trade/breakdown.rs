//! The parts of a whole in one period as horizontal bars, the largest first, with their shares. Values are never cut,
//! and names have all the room that is left.

use std::collections::HashMap;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::rows::eighths;
use super::spots::Spots;
use super::telling::{short, source_of};
use crate::data::pack::charts;
use crate::data::period::Period;
use crate::data::series::{DataPoint, Series, Status, format_value};
use crate::data::{Dataset, ItemId};
use crate::text::{pad, pad_start, width};
use crate::tui::context::Context;
use crate::tui::widgets::scroll::Scroll;

/// The parts of a whole, and the periods any of them has a figure for, in the orders in which they are drawn: it is
/// made once, for drawing does not sort.
#[derive(Clone, Debug)]
pub(super) struct Breakdown {
    /// Which of the pack it is.
    pub(super) number: usize,
    /// What is broken down, unit included.
    pub(super) title: String,
    /// Every period, oldest first.
    pub(super) periods: Arc<[Period]>,
    /// The parts of each of these periods, the largest first.
    ranked: Vec<Vec<Rank>>,
    /// The last period for which most parts have a figure.
    fullest: Option<Period>,
    total: Option<ItemId>,
}

/// Where a part in one period stands: its series, its number in the breakdown, and that of the figure in the series.
#[derive(Clone, Copy, Debug)]
struct Rank {
    id: ItemId,
    part: usize,
    point: usize,
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

impl Breakdown {
    /// All of a pack.
    pub(super) fn all(dataset: &Dataset<'_>) -> Vec<Self> {
        let breakdowns = dataset.pack.breakdowns.iter().enumerate();
        breakdowns.filter_map(|(number, breakdown)| Self::made(dataset, number, breakdown)).collect()
    }

    fn made(dataset: &Dataset<'_>, number: usize, breakdown: &charts::Breakdown<'_>) -> Option<Self> {
        let parts = breakdown.parts.iter().enumerate().filter_map(|(part, (id, _))| {
            let id = dataset.find(id)?;
            Some((part, id, dataset.series_of(id)?))
        });
        let parts: Vec<_> = parts.collect();
        let mut of_period: HashMap<Period, Vec<(f64, Rank)>> = HashMap::new();
        for (part, id, series) in &parts {
            for (point, figure) in series.points.iter().enumerate() {
                let ranks = of_period.entry(figure.period).or_default();
                // A period that a series tells twice counts once, as everywhere.
                if ranks.last().is_none_or(|(_, last)| last.part != *part) {
                    ranks.push((figure.value, Rank { id: *id, part: *part, point }));
                }
            }
        }
        let mut periods: Vec<Period> = of_period.keys().copied().collect();
        periods.sort_by(Period::list_order);
        let ranked: Vec<Vec<Rank>> = periods
            .iter()
            .map(|period| {
                let mut ranks = of_period.remove(period).unwrap_or_default();
                ranks.sort_by(|(a, _), (b, _)| b.total_cmp(a));
                ranks.into_iter().map(|(_, rank)| rank).collect()
            })
            .collect();
        let most = ranked.iter().map(Vec::len).max().unwrap_or(0);
        let fullest = periods.iter().zip(&ranked).rev().find(|(_, ranks)| ranks.len() * 2 > most);
        let fullest = fullest.map(|(period, _)| *period);
        let total = breakdown.total.as_ref().and_then(|id| dataset.find(id));
        let whole = total.and_then(|id| dataset.series_of(id));
        let unit = &whole.or(parts.first().map(|(_, _, series)| *series))?.unit;
        let title = format!("{} ({unit})", breakdown.title);
        Some(Self { number, title, periods: periods.into(), ranked, fullest, total })
    }

    /// The last period for which most parts have a figure: where one stands if none was chosen.
    pub(super) fn fullest(&self) -> Option<Period> {
        self.fullest
    }

    /// The parts that have a figure in the period of this number, the largest first.
    pub(super) fn in_order(&self, position: usize) -> Vec<ItemId> {
        self.ranked.get(position).into_iter().flatten().map(|rank| rank.id).collect()
    }

    /// A part, and its name beside its bar.
    pub(super) fn series<'d>(&self, dataset: &'d Dataset<'d>, id: ItemId) -> Option<(&'d Series<'d>, &'d str)> {
        let rank = self.ranked.iter().flatten().find(|rank| rank.id == id)?;
        Some((dataset.series_of(id)?, self.name(dataset, rank.part)?))
    }

    fn name<'d>(&self, dataset: &'d Dataset<'d>, part: usize) -> Option<&'d str> {
        dataset.pack.breakdowns.get(self.number)?.parts.get(part).map(|(_, name)| name.as_str())
    }

    fn of_period<'d>(&self, dataset: &'d Dataset<'d>, position: usize) -> Vec<Part<'d>> {
        let ranks = self.ranked.get(position).into_iter().flatten();
        let parts = ranks.filter_map(|rank| {
            let point = dataset.series_of(rank.id)?.points.get(rank.point)?;
            Some(Part { id: rank.id, name: self.name(dataset, rank.part)?, point })
        });
        parts.collect()
    }

    /// Draws the bars of a period, that of the part at hand in sight; tells how many are above and below, and where the
    /// parts stand.
    pub(super) fn draw(
        &self,
        ctx: Context<'_>,
        position: usize,
        (at_hand, focused): (Option<ItemId>, bool),
        area: Rect,
        buf: &mut Buffer,
    ) -> ((usize, usize), Spots) {
        let mut spots = Spots::default();
        let Some(period) = self.periods.get(position) else { return ((0, 0), spots) };
        let parts = self.of_period(ctx.dataset, position);
        let whole = self.total.and_then(|total| ctx.dataset.series_of(total));
        let whole = whole.and_then(|total| total.points.iter().find(|point| point.period == *period));
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
            spots.series.push((Rect { y, height: 1, ..list }, part.id));
            if Some(index) == selected {
                let style = if focused { ctx.theme.selected.style() } else { ctx.theme.selected_away.style() };
                buf.set_style(Rect { y, height: 1, ..list }, style);
            }
        }
        let told = selected.and_then(|selected| parts.get(selected)).or(parts.first()).map(|part| part.point);
        if let Some(point) = told.filter(|_| source > 0) {
            let told = source_of(ctx.dataset, &[point], columns);
            buf.set_stringn(area.x, area.bottom() - 1, told, columns, ctx.theme.source.style());
        }
        ((scroll.offset, parts.len().saturating_sub(scroll.offset + usize::from(list.height))), spots)
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
