//! Trade: figures over time as lines and bars, with exact values for the selected period.
//!
//! Left the list of series, right the chart (or, with `t`, the table) the selected one belongs to.
//! Entering the record tells its basis, its notes and the source of every value.

mod breakdown;
mod figures;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};

use self::breakdown::Breakdown;
use self::figures::Figures as Drawn;
use super::listing::Listing;
use super::listing::drawing::{cell, list_pane, title_spans};
use crate::data::period::Period;
use crate::data::{Item, ItemId};
use crate::study::notes::Target;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::layout;
use crate::tui::list_detail::{Filter, Focus, ListDetail};
use crate::tui::whereabouts::ListView;
use crate::tui::widgets::layer_sign;
use crate::tui::widgets::pane::Pane;
use crate::view::figures::{Figures, periods};
use crate::view::sections::trade::charts;
use crate::view::sections::{Passes, Row, items};

/// The figures.
#[derive(Debug, Default)]
pub struct Trade {
    list_detail: ListDetail,
    /// The series at hand in each chart that has been gone into: it stands for the chart in the list.
    at_hand: BTreeSet<ItemId>,
    /// The period one stands at; the last there is if none was chosen, or if the chart lacks it.
    period: Option<Period>,
    as_table: bool,
    /// Where there is room for one pane only: whether that is the chart.
    charting: bool,
    /// Whether there was room for one pane only when last drawn.
    single: bool,
}

/// From this height on the source of each value shows below the chart.
const WITH_SOURCES: u16 = 17;
/// Columns of the span of years in a row, and from which width on it shows.
const YEARS: usize = 9;
const WITH_YEARS: usize = 40;

impl Listing for Trade {
    fn scope(&self) -> Option<Scope> {
        Some(Scope::Trade)
    }

    fn list_detail(&self) -> &ListDetail {
        &self.list_detail
    }

    fn list_detail_mut(&mut self) -> &mut ListDetail {
        &mut self.list_detail
    }

    fn sections(&self, ctx: Context<'_>, passes: Passes<'_>) -> Vec<Row> {
        charts(ctx.dataset, |id| self.at_hand.contains(&id), passes)
    }

    /// Every series may be narrowed to, while a chart is one row.
    fn refresh(&mut self, ctx: Context<'_>) {
        let total = items(self.sections(ctx, &|_| true)).count();
        let passes = self.list_detail.passing(ctx);
        let rows = self.sections(ctx, &|id| passes.as_ref().is_none_or(|passes| passes.get(id.index()) == Some(&true)));
        self.list_detail.total = total;
        self.list_detail.set_rows(rows);
    }

    fn leave_view_without(&mut self, ctx: Context<'_>, id: ItemId) {
        self.take_in_hand(ctx, id);
    }

    fn view(&self) -> ListView {
        let period = self.period.map(|period| period.notation()).unwrap_or_default();
        ListView { table: self.as_table, chart: self.charting, period, ..ListView::default() }
    }

    fn look(&mut self, ctx: Context<'_>, view: &ListView) {
        let period = view.period.parse::<Period>().ok();
        self.period = period.map(|period| period.counted_in(ctx.dataset.pack.fiscal_year));
        (self.as_table, self.charting) = (view.table, view.chart);
    }

    /// The figure one has gone to, or the series and then the figure one stands at.
    fn noted(&self, ctx: Context<'_>) -> Vec<Target> {
        let Some(item) = self.list_detail.shown() else { return Vec::new() };
        let mut all = Target::all_at(ctx.dataset, item);
        let (periods, default) = steps(ctx, item);
        let here = position(&periods, self.period, default).and_then(|at| periods.get(at).copied());
        let has = |period: &Period| {
            let series = ctx.dataset.series_of(item);
            series.is_some_and(|series| series.points.iter().any(|point| point.period == *period))
        };
        if let (Some(period), Some(series)) = (here.filter(has), ctx.dataset.series_of(item)) {
            let point = Target::Point { series: series.id.to_string(), period: period.notation() };
            let is_chosen = self.period == Some(period) && self.list_detail.focus == Focus::List;
            all.insert(if is_chosen { 0 } else { all.len().min(1) }, point);
        }
        all
    }

    fn update_own(&mut self, ctx: Context<'_>, action: Action) -> Option<Effect> {
        match action {
            Action::Previous | Action::Next => {
                let (periods, default) = steps(ctx, self.list_detail.selected()?);
                let here = position(&periods, self.period, default)?;
                let there = if action == Action::Next { here + 1 } else { here.checked_sub(1)? };
                let period = periods.get(there).copied();
                let moved = period.is_some();
                if moved {
                    self.period = period;
                }
                Some(Effect::redraw_if(moved))
            }
            Action::Commodities => {
                let pack = &ctx.dataset.pack;
                let is_detail =
                    |id: ItemId| ctx.dataset.series_of(id).is_some_and(|series| pack.is_detail(&series.group));
                let from_detail = self.list_detail.selected().is_some_and(is_detail);
                let first = items(self.sections(ctx, &|_| true)).find(|id| is_detail(*id) != from_detail)?;
                Some(Effect::redraw_if(self.reveal(ctx, first)))
            }
            // With one pane, the way into the record leads over the chart.
            Action::Open if self.single && !self.charting => {
                self.charting = true;
                Some(Effect::Redraw)
            }
            Action::Close if self.charting && self.single => {
                self.charting = false;
                Some(Effect::Redraw)
            }
            Action::ToggleTable => {
                self.as_table = !self.as_table;
                Some(Effect::Redraw)
            }
            _ => None,
        }
    }

    fn draw_body(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let reading = self.list_detail.focus == Focus::Detail;
        let (list, chart) = divide(area, self.charting || reading);
        self.single = list.is_none() || chart.is_none();
        let mut cursor = self.draw_list(ctx, list, buf);
        if let Some(chart) = chart {
            match self.list_detail.selected() {
                _ if reading => cursor = self.list_detail.detail.draw(ctx, chart, buf, true),
                Some(selected) => self.draw_figures(ctx, selected, chart, buf),
                None => drop(Pane::new("", false).draw(ctx, chart, buf)),
            }
        }
        cursor.or(chart.map(|chart| Position::new(chart.x, chart.y)))
    }
}

/// Room for the list and for the chart: a third beside or above it, or one of the two alone.
fn divide(area: Rect, charting: bool) -> (Option<Rect>, Option<Rect>) {
    let panes = layout::panes(area, charting);
    let (Some(list), Some(detail)) = (panes.list, panes.detail) else {
        return (panes.list, panes.detail);
    };
    let [list, chart] = if list.y == detail.y {
        area.layout(&Layout::horizontal([Constraint::Percentage(36), Constraint::Fill(1)]))
    } else {
        area.layout(&Layout::vertical([Constraint::Percentage(34), Constraint::Fill(1)]))
    };
    (Some(list), Some(chart))
}

impl Trade {
    /// Puts a series in hand in its chart, in place of the one that was.
    fn take_in_hand(&mut self, ctx: Context<'_>, id: ItemId) {
        let Some(chart) = Figures::of(ctx.dataset, id).filter(|chart| chart.members.len() > 1) else { return };
        if self.at_hand.contains(&id) {
            return;
        }
        for member in &chart.members {
            self.at_hand.remove(&member.id);
        }
        self.at_hand.insert(id);
        self.refresh(ctx);
    }

    fn draw_list(&mut self, ctx: Context<'_>, area: Option<Rect>, buf: &mut Buffer) -> Option<Position> {
        let area = area?;
        let (inner, prompt) = list_pane(ctx, &self.list_detail, "Figures", "charts", area, buf);
        prompt.or(self.list_detail.draw_list(ctx, inner, buf, |filter, id, columns| row(ctx, filter, id, columns)))
    }

    fn draw_figures(&self, ctx: Context<'_>, selected: ItemId, area: Rect, buf: &mut Buffer) {
        if let Some(breakdown) = Breakdown::of(ctx.dataset, selected).filter(|_| !self.as_table) {
            let inner = framed(ctx, &breakdown.title, area, buf);
            if let Some(position) = position(&breakdown.periods, self.period, breakdown.fullest()) {
                breakdown.draw(ctx, position, inner, buf);
            }
            return;
        }
        let figures = Drawn::of(ctx.dataset, selected);
        let inner = framed(ctx, &figures.title, area, buf);
        let Some(position) = position(&figures.periods, self.period, None) else { return };
        if self.as_table {
            figures.draw_table(ctx, position, inner, buf);
            return;
        }
        let with_sources = inner.height >= WITH_SOURCES;
        let values = figures.value_lines(ctx, position, usize::from(inner.width), with_sources);
        let rows = u16::try_from(values.len()).unwrap_or(u16::MAX).min(inner.height / 2);
        let [chart, _, below] =
            inner.layout(&Layout::vertical([Constraint::Fill(1), Constraint::Length(1), Constraint::Length(rows)]));
        let charts = figures.charts(position);
        let rows = Layout::vertical(charts.iter().map(|_| Constraint::Fill(1))).split(chart);
        for (index, (part, area)) in charts.iter().zip(rows.iter()).enumerate() {
            part.draw(ctx, index, *area, buf);
        }
        for (line, y) in values.iter().zip(below.top()..below.bottom()) {
            buf.set_line(below.x, y, line, below.width);
        }
    }
}

/// A frame with a column of air inside it at either side.
fn framed(ctx: Context<'_>, title: &str, area: Rect, buf: &mut Buffer) -> Rect {
    let inner = Pane::new(title, false).draw(ctx, area, buf);
    layout::text(inner, inner.width)
}

/// The periods one can stand at while a series is selected, and the one to begin with if it is not the last.
fn steps(ctx: Context<'_>, id: ItemId) -> (Vec<Period>, Option<Period>) {
    match Breakdown::of(ctx.dataset, id) {
        Some(breakdown) => {
            let fullest = breakdown.fullest();
            (breakdown.periods, fullest)
        }
        None => (Drawn::of(ctx.dataset, id).periods, None),
    }
}

/// The number among these periods of the one chosen, or of the default, or of the last; `None` where
/// there is none at all.
fn position(periods: &[Period], chosen: Option<Period>, default: Option<Period>) -> Option<usize> {
    let number = |period: Option<Period>| periods.iter().position(|known| Some(*known) == period);
    number(chosen).or_else(|| number(default)).or_else(|| periods.len().checked_sub(1))
}

/// A chart, or in it the series that is at hand or was found.
fn row<'c>(ctx: Context<'c>, filter: Option<&Filter>, id: ItemId, columns: usize) -> Line<'c> {
    let Some(chart) = Figures::of(ctx.dataset, id) else {
        return Line::default();
    };
    let all = periods(&chart.members);
    let years = match (all.first(), all.last()) {
        (Some(first), Some(last)) if first.year() != last.year() => format!("{}–{}", first.year(), last.year()),
        (Some(only), _) => only.year().to_string(),
        _ => String::new(),
    };
    let with_years = columns >= WITH_YEARS;
    let with_sign = !ctx.dataset.pack.layers.is_empty();
    let title = columns.saturating_sub(if with_years { YEARS + 1 } else { 0 } + if with_sign { 2 } else { 0 });
    let mut spans = title_spans(ctx, filter, chart.title(), title);
    if with_years {
        spans.push(Span::raw(" "));
        spans.push(cell(&years, YEARS, ctx.theme.dim.style()));
    }
    if with_sign {
        spans.push(Span::raw(" "));
        let series = ctx.dataset.series_of(id);
        spans.extend(series.map(|series| layer_sign::span(ctx, Item::Series(series))));
    }
    Line::from(spans)
}
