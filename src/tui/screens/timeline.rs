//! Timeline: every dated record of any kind, in order, under headings of years, decades or centuries.

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::listing::Listing;
use super::listing::drawing::{cell, core_sign, draw_list_detail, title_spans};
use crate::data::date::{PartialDate, Point};
use crate::data::{Item, ItemId, Kind};
use crate::text::{clip, width};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::list_detail::{Filter, ListDetail};
use crate::tui::whereabouts::ListView;
use crate::tui::widgets::layer_sign;
use crate::tui::widgets::ruler::Ruler;
use crate::view::sections::timeline::{Zoom, sections};
use crate::view::sections::{Passes, Row};

/// The timeline.
#[derive(Debug, Default)]
pub struct Timeline {
    list_detail: ListDetail,
    zoom: Zoom,
    /// Whether each sector has a ruler of its own.
    lanes: bool,
    /// Whether the newest comes first.
    newest_first: bool,
    /// How many records there are of each year, as the list was when last drawn.
    years: Years,
}

/// From this width on a date takes its wide form, from the next a row tells the sector too.
const WITH_RANGES: usize = 50;
const WITH_SECTOR: usize = 76;
/// How the order is called that does not begin with the oldest.
const NEWEST_FIRST: &str = "newest first";
/// Columns of the sector.
const SECTOR: usize = 14;

impl Listing for Timeline {
    fn scope(&self) -> Option<Scope> {
        Some(Scope::Timeline)
    }

    fn list_detail(&self) -> &ListDetail {
        &self.list_detail
    }

    fn list_detail_mut(&mut self) -> &mut ListDetail {
        &mut self.list_detail
    }

    fn sections(&self, ctx: Context<'_>, passes: Passes<'_>) -> Vec<Row> {
        sections(ctx.dataset, self.zoom, self.newest_first, passes)
    }

    fn view(&self) -> ListView {
        let sort = if self.newest_first { NEWEST_FIRST } else { "" };
        let zoom = if self.zoom == Zoom::default() { "" } else { self.zoom.name() };
        ListView { sort: sort.to_owned(), zoom: zoom.to_owned(), lanes: self.lanes, ..ListView::default() }
    }

    fn look(&mut self, _ctx: Context<'_>, view: &ListView) {
        self.newest_first = view.sort == NEWEST_FIRST;
        self.zoom = Zoom::ALL.into_iter().find(|zoom| zoom.name() == view.zoom).unwrap_or_default();
        self.lanes = view.lanes;
    }

    fn update_own(&mut self, ctx: Context<'_>, action: Action) -> Option<Effect> {
        let zoom = match action {
            Action::Lanes => {
                self.lanes = !self.lanes;
                return Some(Effect::Redraw);
            }
            Action::Sort => {
                self.newest_first = !self.newest_first;
                self.refresh(ctx);
                return Some(Effect::Redraw);
            }
            Action::ZoomIn => self.zoom.finer(),
            Action::ZoomOut => self.zoom.coarser(),
            _ => return None,
        };
        let changed = zoom != self.zoom;
        if changed {
            self.zoom = zoom;
            self.refresh(ctx);
        }
        Some(Effect::redraw_if(changed))
    }

    fn draw_body(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (zoom, lanes, newest_first) = (self.zoom, self.lanes, self.newest_first);
        self.years.count(ctx, &self.list_detail, lanes);
        let years = &self.years;
        draw_list_detail(
            ctx,
            &mut self.list_detail,
            ("Timeline", if newest_first { "dated, newest first" } else { "dated" }),
            area,
            buf,
            |list_detail, inner, buf| draw_ruler(ctx, list_detail, (years, lanes), inner, buf),
            |filter, id, columns| row(ctx, filter, zoom, id, columns),
        )
    }
}

/// The date as far as the heading above does not tell it; of a range that is too long, the beginning.
fn row_date(zoom: Zoom, date: &PartialDate, columns: usize) -> String {
    if zoom != Zoom::Year {
        // Where the source tells no year, the heading has said all there is.
        return match date.start() {
            Point::Century(_) | Point::Decade(_) => String::new(),
            Point::Year(_) | Point::Month(..) | Point::Day(_) if date.is_approximate() => format!("c.{}", date.year()),
            Point::Year(_) | Point::Month(..) | Point::Day(_) => date.year().to_string(),
        };
    }
    let within = date.within_year();
    if width(&within) <= columns { within } else { date.starting().within_year() }
}

/// `01 Aug  Title                Agreement  Economy  ◆`; that an event is one goes without saying.
fn row<'c>(ctx: Context<'c>, filter: Option<&Filter>, zoom: Zoom, id: ItemId, columns: usize) -> Line<'c> {
    let Some(item @ Item::Record(record)) = ctx.dataset.get(id) else {
        return Line::default();
    };
    let date_width = if columns >= WITH_RANGES { 9 } else { 6 };
    let date = record.when.map_or_else(String::new, |when| row_date(zoom, &when, date_width));
    let kind = if item.kind() == Kind::Event { String::new() } else { format!(" {}", item.kind().name()) };
    let sector = if columns >= WITH_SECTOR { SECTOR + 1 } else { 0 };
    let title = columns.saturating_sub(date_width + 1 + width(&kind) + sector + 2);
    let dim = ctx.theme.dim.style();
    let mut spans = vec![cell(&date, date_width, ctx.theme.date.style()), Span::raw(" ")];
    spans.extend(title_spans(ctx, filter, &record.title, title));
    spans.push(Span::styled(kind, dim));
    if sector > 0 {
        spans.push(Span::raw(" "));
        spans.push(cell(record.sectors.first().map_or("", |sector| sector.as_str()), SECTOR, dim));
    }
    spans.push(layer_sign::span(ctx, item));
    spans.push(core_sign(ctx, item));
    Line::from(spans)
}

/// Rows of the list that stay when rulers are drawn over it.
const ROWS_LEFT: u16 = 8;
/// Columns of a sector's name before its ruler.
const LANE_NAME: u16 = 15;

/// How many records a list has of each year, counted once for as long as it lists the same.
#[derive(Debug, Default)]
struct Years {
    /// Which change of the list it was counted after, and whether the sectors were counted too.
    made_for: Option<(u64, bool)>,
    all: OfYears,
    /// The same of each sector, by its number in the pack.
    of_sectors: Vec<OfYears>,
}

/// How many records there are of each year, from the first that has any to the last; of none there is nothing.
#[derive(Clone, Debug, Default)]
struct OfYears {
    first: i16,
    counts: Vec<usize>,
}

impl OfYears {
    /// Nothing counted yet, between two years.
    fn between(first: i16, last: i16) -> Self {
        Self { first, counts: vec![0; usize::from(last.abs_diff(first)) + 1] }
    }

    fn count(&mut self, year: i16) {
        if let Some(count) = self.counts.get_mut(usize::from(year.abs_diff(self.first))) {
            *count += 1;
        }
    }

    /// Each year, with how many records it has.
    fn each(&self) -> impl DoubleEndedIterator<Item = (i16, usize)> {
        let year = |at: usize| self.first.saturating_add_unsigned(u16::try_from(at).unwrap_or(u16::MAX));
        self.counts.iter().enumerate().map(move |(at, count)| (year(at), *count))
    }

    /// The first year and the last.
    fn ends(&self) -> Option<(i16, i16)> {
        let mut years = self.each().map(|(year, _)| year);
        let first = years.next()?;
        Some((first, years.next_back().unwrap_or(first)))
    }
}

impl Years {
    fn count(&mut self, ctx: Context<'_>, list_detail: &ListDetail, lanes: bool) {
        let made_for = Some((list_detail.changes(), lanes));
        if self.made_for == made_for {
            return;
        }
        let sectors = &ctx.dataset.pack.sectors;
        let numbers: HashMap<&str, usize> = sectors.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
        *self = Self { made_for, ..Self::default() };
        // In the order of the dataset a huge pack is read in a fraction of the time.
        let mut shown: Vec<ItemId> = list_detail.list.rows().iter().filter_map(Row::item).copied().collect();
        shown.sort_unstable();
        let dated = shown
            .iter()
            .filter_map(|id| ctx.dataset.record(*id))
            .filter_map(|record| Some((record, record.when?.year())));
        let ends =
            dated.clone().map(|(_, year)| (year, year)).reduce(|one, next| (one.0.min(next.0), one.1.max(next.1)));
        let Some((first, last)) = ends else { return };
        self.all = OfYears::between(first, last);
        self.of_sectors = vec![self.all.clone(); if lanes { sectors.len() } else { 0 }];
        for (record, year) in dated {
            self.all.count(year);
            let of_sectors = if lanes { record.sectors.as_slice() } else { &[] };
            for number in of_sectors.iter().filter_map(|sector| numbers.get(sector.as_str())) {
                if let Some(of_sector) = self.of_sectors.get_mut(*number) {
                    of_sector.count(year);
                }
            }
        }
    }
}

/// Draws the ruler, or one for each sector, over the rows where there is room, and gives the room left.
fn draw_ruler(
    ctx: Context<'_>,
    list_detail: &ListDetail,
    (years, lanes): (&Years, bool),
    area: Rect,
    buf: &mut Buffer,
) -> Rect {
    let Some((first, last)) = years.all.ends() else { return area };
    let room = area.height.saturating_sub(ROWS_LEFT);
    if room < 3 {
        return area;
    }
    let left = if lanes { LANE_NAME.min(area.width) } else { 0 };
    let right = Rect { x: area.x + left, width: area.width - left, ..area };
    let scale = Scale { first, last, columns: usize::from(right.width) };
    let selected = list_detail.selected().and_then(|id| ctx.dataset.record(id)).and_then(|record| record.when);
    let here = selected.map(|when| (scale.column(when.earliest().year()), scale.column(when.latest().year())));
    let ruler = |years: &OfYears| {
        let mut counts = vec![0; scale.columns];
        for (year, records) in years.each().filter(|(_, records)| *records > 0) {
            if let Some(count) = counts.get_mut(scale.column(year)) {
                *count += records;
            }
        }
        Ruler { counts, labels: scale.labels(), here }
    };
    ruler(&years.all).draw(ctx, Rect { height: 2, ..right }, buf);
    let mut used = 2;
    if lanes {
        buf.set_stringn(area.x, area.y + 1, "all", usize::from(left), ctx.theme.dim.style());
        let sectors = ctx.dataset.pack.sectors.iter().zip(&years.of_sectors);
        for (sector, of_sector) in sectors.take(usize::from(room - 3)) {
            let y = area.y + used;
            let name = clip(sector, usize::from(left.saturating_sub(1)));
            buf.set_stringn(area.x, y, name, usize::from(left), ctx.theme.dim.style());
            let lane = ruler(of_sector);
            lane.draw_heights(ctx, Rect { y, height: 1, ..right }, buf);
            used += 1;
        }
    }
    Rect { y: area.y + used + 1, height: area.height - used - 1, ..area }
}

/// From years to columns, the present spread out and the past drawn together: the distance from the
/// last year is taken on a logarithmic scale.
#[derive(Clone, Copy, Debug)]
struct Scale {
    first: i16,
    last: i16,
    columns: usize,
}

impl Scale {
    /// Years over which the scale is nearly even.
    const EVEN: f64 = 15.0;

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a share of some hundred columns, never negative"
    )]
    fn column(self, year: i16) -> usize {
        let depth = |year: i16| (f64::from(self.last - year.min(self.last)) / Self::EVEN).ln_1p();
        let whole = depth(self.first);
        if whole <= 0.0 {
            return self.columns.saturating_sub(1);
        }
        let share = 1.0 - depth(year.max(self.first)) / whole;
        (share * self.columns.saturating_sub(1) as f64).round() as usize
    }

    /// As many round years as stand apart, the roundest first.
    fn labels(self) -> Vec<(usize, String)> {
        let mut labels: Vec<(usize, String)> = Vec::new();
        for step in [500, 100, 50, 25, 10, 5] {
            for year in (self.first..=self.last).filter(|year| year % step == 0) {
                let label = year.to_string();
                let column = self.column(year).min(self.columns.saturating_sub(width(&label)));
                let apart = |(other, text): &(usize, String)| {
                    column + width(&label) + 2 <= *other || other + width(text) + 2 <= column
                };
                if labels.iter().all(apart) {
                    labels.push((column, label));
                }
            }
        }
        labels.sort();
        labels
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_runs_from_edge_to_edge() {
        let scale = Scale { first: 500, last: 2025, columns: 40 };
        assert_eq!((scale.column(500), scale.column(2025)), (0, 39));
        assert!((500..2025).all(|year| scale.column(year) <= scale.column(year + 1)));
        assert_eq!(Scale { first: 2000, last: 2000, columns: 10 }.column(2000), 9);
    }

    #[test]
    fn labels_never_touch() {
        for columns in 0..200 {
            let labels = Scale { first: 500, last: 2026, columns }.labels();
            for pair in labels.windows(2) {
                assert!(pair[0].0 + pair[0].1.len() < pair[1].0, "{columns}: {labels:?}");
            }
        }
    }
}
