//! Trade: figures over time. A list of charts; beside it the chart at hand, of which one series is at hand, with its exact
//! values for the period one stands at; `t` has the same as a table.
//!
//! Keys go to the list, or into the chart, where they walk its series; entering the record of a series tells its basis, its
//! notes and the source of every value.

mod breakdown;
mod caption;
mod readout;
mod rows;
mod shown;
mod single;
mod table;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};

use self::breakdown::Breakdown;
use self::readout::Lines;
use self::shown::Shown;
use super::listing::Listing;
use super::listing::drawing::{cell, list_pane, title_spans};
use crate::data::pack::charts::ChartShape;
use crate::data::period::Period;
use crate::data::{Item, ItemId};
use crate::study::notes::Target;
use crate::text::fold::fold;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::layout;
use crate::tui::list_detail::{Filter, Focus, ListDetail};
use crate::tui::whereabouts::ListView;
use crate::tui::widgets::layer_sign;
use crate::tui::widgets::pane::Pane;
use crate::view::figures::{Figures, Member, citable};
use crate::view::sections::trade::charts;
use crate::view::sections::{Passes, Row, items};

/// The figures.
#[derive(Debug, Default)]
pub struct Trade {
    list_detail: ListDetail,
    /// The series at hand in each chart that has been gone into: it stands for the chart in the list.
    at_hand: BTreeSet<ItemId>,
    /// The series that show though they do not at first, and those that do not though they do.
    toggled: BTreeSet<ItemId>,
    /// The part at hand, in a chart of parts.
    part: Option<ItemId>,
    /// The period one stands at; the last there is if none was chosen, or if the chart lacks it.
    period: Option<Period>,
    /// The period that is compared with.
    since: Option<Period>,
    as_table: bool,
    /// Whether a chart that has parts shows its series instead.
    without_parts: bool,
    /// Whether the keys go into the chart.
    charting: bool,
    /// The breakdowns of the pack, made once something is listed.
    breakdowns: Vec<Breakdown>,
}

/// Columns of the list where the chart is beside it, and the part of the width it takes between them.
const LIST: [u16; 2] = [34, 60];
const LIST_SHARE: u16 = 36;
/// The fewest columns and rows of a chart on an axis.
const AXIS: (u16, u16) = (12, 4);
/// Columns of the span of years in a row, and from which width on it shows.
const YEARS: usize = 9;
const WITH_YEARS: usize = 40;
/// From this height on rows tell in a sentence what they are, in so many columns at most.
const ABOUT_FROM: u16 = 18;
const ABOUT: usize = 90;
/// How far a page reaches among the series of a chart.
const PAGE: isize = 8;

impl Listing for Trade {
    fn scope(&self) -> Option<Scope> {
        Some(if self.charting { Scope::Chart } else { Scope::Trade })
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
        if self.breakdowns.is_empty() {
            self.breakdowns = Breakdown::all(ctx.dataset);
        }
        let total = items(self.sections(ctx, &|_| true)).count();
        let passes = self.list_detail.passing(ctx);
        let named = self.named_by_filter(ctx);
        let rows = self.sections(ctx, &|id| {
            passes.as_ref().is_none_or(|passes| passes.get(id.index()) == Some(&true)) || named.contains(&id)
        });
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
        if let Some((member, period)) = self.figure(ctx) {
            let point = Target::Point { series: member.series.id.to_string(), period: period.notation() };
            let is_chosen = self.period == Some(period) && self.list_detail.focus == Focus::List;
            all.insert(if is_chosen { 0 } else { all.len().min(1) }, point);
        }
        all
    }

    fn taken(&self, ctx: Context<'_>) -> Option<String> {
        let (member, period) = self.figure(ctx)?;
        citable::line(ctx.dataset, &member, period, self.since)
    }

    fn nothing_to_do(&self, ctx: Context<'_>, action: Action) -> Option<&'static str> {
        let selected = self.list_detail.selected().filter(|_| action == Action::Parts)?;
        Breakdown::of(&self.breakdowns, ctx.dataset, selected).is_none().then_some("It has no parts to show.")
    }

    fn update_own(&mut self, ctx: Context<'_>, action: Action) -> Option<Effect> {
        match action {
            Action::Previous | Action::Next => Some(self.step(ctx, action == Action::Next)),
            Action::Commodities => {
                let pack = &ctx.dataset.pack;
                let is_detail =
                    |id: ItemId| ctx.dataset.series_of(id).is_some_and(|series| pack.is_detail(&series.group));
                let from_detail = self.list_detail.selected().is_some_and(is_detail);
                let first = items(self.sections(ctx, &|_| true)).find(|id| is_detail(*id) != from_detail)?;
                Some(Effect::redraw_if(self.reveal(ctx, first)))
            }
            Action::Open if !self.charting => {
                self.charting = self.list_detail.selected().is_some();
                self.list_detail.away = self.charting;
                Some(Effect::redraw_if(self.charting))
            }
            Action::Open => self.parts(ctx).and(self.part).map(Effect::Go),
            Action::Close if self.since.take().is_some() => Some(Effect::Redraw),
            Action::Close if self.charting => {
                self.charting = false;
                self.list_detail.away = false;
                Some(Effect::Redraw)
            }
            Action::ToggleTable => {
                self.as_table = !self.as_table;
                Some(Effect::Redraw)
            }
            Action::Parts => {
                let selected = self.list_detail.selected();
                let has_parts = selected.is_some_and(|id| Breakdown::of(&self.breakdowns, ctx.dataset, id).is_some());
                self.without_parts ^= has_parts;
                Some(Effect::redraw_if(has_parts))
            }
            Action::Since => {
                let here = self.stands_at(ctx);
                self.since = if self.since.is_some() { None } else { here };
                Some(Effect::redraw_if(here.is_some()))
            }
            Action::Toggle if self.charting => Some(self.toggle(ctx)),
            _ if self.charting => self.walk(ctx, action),
            _ => None,
        }
    }

    fn draw_body(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let reading = self.list_detail.focus == Focus::Detail;
        self.list_detail.away = self.charting && !reading;
        let (list, chart) = divide(area, self.charting || reading);
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
        let share = u32::from(area.width) * u32::from(LIST_SHARE) / 100;
        let columns = u16::try_from(share).unwrap_or(u16::MAX).clamp(LIST[0], LIST[1]);
        area.layout(&Layout::horizontal([Constraint::Length(columns), Constraint::Fill(1)]))
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

    /// The series that a filter of plain words finds by what their chart calls itself and them: the index knows series by
    /// their own titles alone.
    fn named_by_filter(&self, ctx: Context<'_>) -> BTreeSet<ItemId> {
        let mut named = BTreeSet::new();
        let Some(filter) = self.list_detail.filter.as_ref().filter(|_| self.list_detail.chosen.is_empty()) else {
            return named;
        };
        let text = fold(filter.prompt.text());
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.is_empty() {
            return named;
        }
        for chart in &ctx.dataset.pack.charts {
            for (id, name, _) in &chart.members {
                let told = fold(&format!("{} {name}", chart.title));
                if words.iter().all(|word| told.contains(word)) {
                    named.extend(ctx.dataset.find(id));
                }
            }
        }
        named
    }

    /// The chart of the selected row as it is looked at.
    fn shown<'c>(&self, ctx: Context<'c>) -> Option<Shown<'c>> {
        Shown::of(ctx.dataset, self.list_detail.selected()?, &self.toggled, (self.period, self.since))
    }

    /// The parts of the selected row, where it shows those, and the number of the period one stands at.
    fn parts(&self, ctx: Context<'_>) -> Option<(&Breakdown, usize)> {
        if self.as_table || self.without_parts {
            return None;
        }
        let parts = Breakdown::of(&self.breakdowns, ctx.dataset, self.list_detail.selected()?)?;
        let number = |period: Option<Period>| parts.periods.iter().position(|known| Some(*known) == period);
        let position =
            number(self.period).or_else(|| number(parts.fullest())).or_else(|| parts.periods.len().checked_sub(1))?;
        Some((parts, position))
    }

    /// The periods one can stand at, and the number of that one does.
    fn steps(&self, ctx: Context<'_>) -> Option<(Vec<Period>, usize)> {
        if let Some((parts, position)) = self.parts(ctx) {
            return Some((parts.periods.clone(), position));
        }
        let shown = self.shown(ctx)?;
        let position = shown.position?;
        Some((shown.periods, position))
    }

    fn stands_at(&self, ctx: Context<'_>) -> Option<Period> {
        let (periods, position) = self.steps(ctx)?;
        periods.get(position).copied()
    }

    fn step(&mut self, ctx: Context<'_>, forward: bool) -> Effect {
        let Some((periods, here)) = self.steps(ctx) else { return Effect::Nothing };
        let there = if forward { Some(here + 1) } else { here.checked_sub(1) };
        let period = there.and_then(|there| periods.get(there).copied());
        if period.is_some() {
            self.period = period;
        }
        Effect::redraw_if(period.is_some())
    }

    /// The series and the period whose figure one stands at, if there is one.
    fn figure<'c>(&self, ctx: Context<'c>) -> Option<(Member<'c>, Period)> {
        let period = self.stands_at(ctx)?;
        let member = match self.parts(ctx).and_then(|(parts, _)| parts.series(ctx.dataset, self.part?)) {
            Some((series, name)) => Figures::of(ctx.dataset, ctx.dataset.find(&series.id)?)
                .and_then(|figures| figures.members.into_iter().find(|member| member.series.id == series.id))
                .map(|member| Member { name, ..member })?,
            None => *self.shown(ctx)?.member()?,
        };
        member.at(period)?;
        Some((member, period))
    }

    /// Walks the series of the chart, or its parts.
    fn walk(&mut self, ctx: Context<'_>, action: Action) -> Option<Effect> {
        let by = match action {
            Action::Up => -1,
            Action::Down => 1,
            Action::PageUp => -PAGE,
            Action::PageDown => PAGE,
            Action::First => isize::MIN,
            Action::Last => isize::MAX,
            _ => return None,
        };
        if let Some((parts, position)) = self.parts(ctx) {
            let all = parts.in_order(position);
            let here = self.part.and_then(|part| all.iter().position(|id| *id == part));
            let there = match here {
                Some(here) => moved(here, by, all.len()),
                None => moved(0, by.saturating_sub(1).max(0), all.len()),
            };
            self.part = all.get(there).copied();
            return Some(Effect::redraw_if(here != Some(there)));
        }
        let shown = self.shown(ctx)?;
        let there = moved(shown.at_hand, by, shown.figures.members.len());
        let id = shown.figures.members.get(there)?.id;
        let is_other = there != shown.at_hand;
        if is_other {
            self.take_in_hand(ctx, id);
            self.list_detail.select(id);
        }
        Some(Effect::redraw_if(is_other))
    }

    /// Shows the series at hand, or lets it go, and goes on to the next one.
    fn toggle(&mut self, ctx: Context<'_>) -> Effect {
        let Some(shown) = self.shown(ctx).filter(|_| self.parts(ctx).is_none()) else { return Effect::Nothing };
        let Some(member) = shown.member().filter(|member| member.is_drawn()) else { return Effect::Nothing };
        if shown.figures.shape() == ChartShape::Rows {
            return Effect::Nothing;
        }
        if !self.toggled.remove(&member.id) {
            self.toggled.insert(member.id);
        }
        Effect::Redraw
    }

    fn draw_list(&mut self, ctx: Context<'_>, area: Option<Rect>, buf: &mut Buffer) -> Option<Position> {
        let area = area?;
        let (inner, prompt) = list_pane(ctx, &self.list_detail, "Figures", "charts", area, buf);
        prompt.or(self.list_detail.draw_list(ctx, inner, buf, |filter, id, columns| row(ctx, filter, id, columns)))
    }

    fn draw_figures(&self, ctx: Context<'_>, selected: ItemId, area: Rect, buf: &mut Buffer) {
        let focused = self.charting;
        if let Some((parts, position)) = self.parts(ctx) {
            let pane = Pane::new(&parts.title, focused);
            // How many there are above and below is known once they are drawn; the frame does not touch them.
            let inner = layout::text(Pane::inner(area), area.width);
            let more = parts.draw(ctx, position, (self.part, focused), inner, buf);
            let _ = pane.more(more.0, more.1).draw(ctx, area, buf);
            return;
        }
        let toggles = (self.period, self.since);
        let Some(shown) = Shown::of(ctx.dataset, selected, &self.toggled, toggles) else { return };
        let disputes = shown.figures.chart.map_or(0, |chart| chart.disputes.len());
        let sign = if disputes > 0 { format!(" {}", ctx.symbols.conflict) } else { String::new() };
        let title = format!("{}{sign}", shown.figures.title());
        let pane = Pane::new(&title, focused);
        if shown.figures.shape() == ChartShape::Rows && !self.as_table {
            let inner = layout::text(Pane::inner(area), area.width);
            let more = draw_rows(ctx, &shown, focused, inner, buf);
            let _ = pane.more(more.0, more.1).draw(ctx, area, buf);
            return;
        }
        let inner = pane.draw(ctx, area, buf);
        let inner = layout::text(inner, inner.width);
        if self.as_table {
            table::draw(ctx, &shown, focused, inner, buf);
        } else if shown.is_drawn() {
            draw_chart(ctx, &shown, focused, inner, buf);
        } else {
            single::draw(ctx, &shown, focused, inner, buf);
        }
    }
}

/// Lines or columns over the values of a period.
fn draw_chart(ctx: Context<'_>, shown: &Shown<'_>, focused: bool, area: Rect, buf: &mut Buffer) {
    let mut lines = Lines::of(shown, area.height);
    // Where no chart has room, its rows are better used for what it would show.
    let has_room = area.width >= AXIS.0 && area.height >= lines.height() + 1 + AXIS.1;
    if !has_room {
        lines = Lines::without_chart(shown, area.height);
    }
    let below = lines.height().min(area.height);
    let air = u16::from(has_room && area.height > below + 12);
    let [over, chart, _, values] = area.layout(&Layout::vertical([
        Constraint::Length(u16::from(has_room)),
        Constraint::Fill(1),
        Constraint::Length(air),
        Constraint::Length(below),
    ]));
    if has_room {
        buf.set_line(over.x, over.y, &caption::line(ctx, shown, chart.height, usize::from(over.width)), over.width);
        shown.chart(ctx.dataset).draw(ctx, chart, buf);
    }
    readout::draw(ctx, shown, lines, focused, values, buf);
}

/// Rows of values over what is to be known of the one at hand.
fn draw_rows(ctx: Context<'_>, shown: &Shown<'_>, focused: bool, area: Rect, buf: &mut Buffer) -> (usize, usize) {
    let lines = Lines::without_members(area.height);
    let about = shown.figures.chart.and_then(|chart| chart.about.as_ref()).filter(|_| area.height > ABOUT_FROM);
    let about = about.map_or_else(Vec::new, |about| readout::whole_words(about, 2, usize::from(area.width).min(ABOUT)));
    let told = u16::try_from(about.len()).unwrap_or(0);
    let rows = u16::try_from(rows::height(shown)).unwrap_or(u16::MAX);
    let [over, table, _, values] = area.layout(&Layout::vertical([
        Constraint::Length(told + told.min(1)),
        Constraint::Max(rows),
        Constraint::Length(1),
        Constraint::Length(lines.height()),
    ]));
    for (line, y) in about.iter().zip(over.top()..over.bottom()) {
        buf.set_stringn(over.x, y, line, usize::from(over.width), ctx.theme.dim.style());
    }
    readout::draw(ctx, shown, lines, false, values, buf);
    rows::draw(ctx, shown, focused, table, buf)
}

/// A place so many further among so many, or the last on the way.
fn moved(here: usize, by: isize, count: usize) -> usize {
    here.saturating_add_signed(by).min(count.saturating_sub(1))
}

/// A chart, or in it the series that is at hand or was found.
fn row<'c>(ctx: Context<'c>, filter: Option<&Filter>, id: ItemId, columns: usize) -> Line<'c> {
    let Some(chart) = Figures::of(ctx.dataset, id) else {
        return Line::default();
    };
    let all = || chart.members.iter().flat_map(|member| &member.series.points).map(|point| point.period.year());
    let years = match (all().min(), all().max()) {
        (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
        (Some(only), _) => only.to_string(),
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
