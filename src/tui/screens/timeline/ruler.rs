//! What stands over the rows of the timeline: a ruler of how many records there are in each time, and, where they are
//! asked for, lanes: such heights for each sector, all on the same axis and the same scale.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::axis::{Axis, Band, january};
use super::density::{Densities, Density};
use crate::data::date::PartialDate;
use crate::text::{clip, pad_start, width};
use crate::tui::context::Context;
use crate::tui::widgets::ruler::{Ruler, RulerBand, heights, heights_below, most};
use crate::view::sections::timeline::Zoom;

/// Rows of the list that stay when a ruler is drawn over it, and when lanes are.
const ROWS_LEFT: u16 = 8;
const ROWS_LEFT_BY_LANES: u16 = 3;
/// Columns of a sector's name at most, and of how many records its lane has.
const LANE_NAME: usize = 15;
const LANE_COUNT: usize = 5;

/// How the ruler is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ruling<'s> {
    pub(super) densities: &'s Densities,
    pub(super) zoom: Zoom,
    /// The sector of the lane one stands in, by its number, if there are lanes.
    pub(super) lane: Option<usize>,
    /// The date one stands at.
    pub(super) here: Option<PartialDate>,
    /// Whether the keys go to the list.
    pub(super) focused: bool,
}

impl Ruling<'_> {
    /// Draws the ruler where there is room, and gives the room left.
    pub(super) fn draw(self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Rect {
        let Some(ends) = self.densities.all.ends() else { return area };
        let left = if self.lane.is_some() { lane_name(ctx).min(area.width / 2) } else { 0 };
        let right = if self.lane.is_some() { u16::try_from(LANE_COUNT).unwrap_or(0) } else { 0 };
        let middle = Rect { x: area.x + left, width: area.width.saturating_sub(left + right), ..area };
        let axis = self.axis(ctx, usize::from(middle.width), ends);
        let room = area.height.saturating_sub(if self.lane.is_some() { ROWS_LEFT_BY_LANES } else { ROWS_LEFT });
        if room < 2 || middle.width == 0 {
            return area;
        }
        // Lanes take half of the height at most: what is listed is to be read, not only counted.
        let room = if self.lane.is_some() { room.min(area.height / 2).max(2) } else { room };
        let ruler = self.ruler(ctx, &axis);
        let rows = if room > 2 && self.lane.is_none() && !ruler.bands.is_empty() { 3 } else { 2 };
        ruler.draw(ctx, Rect { height: rows, ..middle }, buf);
        let used = match self.lane {
            Some(lane) => rows + self.draw_lanes(ctx, (&axis, lane, room - rows), (area, middle), buf),
            // A row of air, where there is enough.
            None => rows + u16::from(room > 5),
        };
        Rect { y: area.y + used, height: area.height - used, ..area }
    }

    fn axis(&self, ctx: Context<'_>, columns: usize, ends: (i16, i16)) -> Axis {
        if let Some(window) = self.here.and_then(|here| self.zoom.window(&here)) {
            return Axis::window(columns, window);
        }
        // The whole is that of the dataset, whatever is listed of it.
        let dated = ctx.dataset.in_order_of_time();
        let year = |dated: Option<&(_, PartialDate)>| dated.map(|(_, date)| date.year());
        let first = year(dated.first()).map_or(ends.0, |first| first.min(ends.0));
        let last = year(dated.last()).map_or(ends.1, |last| last.max(ends.1));
        let eras = ctx.dataset.pack.eras.iter().zip(&self.densities.of_eras);
        let bands: Vec<Band> = eras
            .map(|(era, records)| {
                let first = era.first();
                let first = january(first.year()) + i32::from(first.month()) - 1;
                Band { first, name: width(era.short_name()), records: *records }
            })
            .collect();
        Axis::whole(columns, (first, last), &bands)
    }

    fn ruler(&self, ctx: Context<'_>, axis: &Axis) -> Ruler {
        let heights = heights(&per_year(axis, &self.densities.all));
        Ruler { heights, labels: axis.labels(), bands: self.bands(ctx, axis), here: self.columns_here(axis) }
    }

    /// The columns of the date one stands at.
    fn columns_here(&self, axis: &Axis) -> Option<(usize, usize)> {
        let here = self.here.map(|here| {
            let last = if here.is_open() { here.start().last() } else { here.end().unwrap_or(here.start()).last() };
            let first = here.start().first();
            let column = |day: jiff::civil::Date| axis.column(january(day.year()) + i32::from(day.month()) - 1);
            (column(first), column(last))
        });
        // What may be anywhere on it is nowhere on it.
        here.filter(|(first, last)| last - first <= axis.width() / 3)
    }

    fn bands(&self, ctx: Context<'_>, axis: &Axis) -> Vec<RulerBand> {
        let pack = &ctx.dataset.pack;
        let here = self.here.and_then(|here| pack.era(&here));
        let months = |day: jiff::civil::Date| january(day.year()) + i32::from(day.month()) - 1;
        let band = |(number, era): (usize, &crate::data::pack::eras::Era<'_>)| RulerBand {
            columns: axis.columns(months(era.first())..pack.era_end(number).map_or(i32::MAX, months)),
            names: [era.name.to_string(), era.short_name().to_owned()],
            is_here: here == Some(number),
        };
        pack.eras.iter().enumerate().map(band).collect()
    }

    /// Draws as many lanes as there is room for, those about the one in which one stands, and gives how many.
    fn draw_lanes(
        self,
        ctx: Context<'_>,
        (axis, here, room): (&Axis, usize, u16),
        (area, middle): (Rect, Rect),
        buf: &mut Buffer,
    ) -> u16 {
        let theme = ctx.theme;
        let name = usize::from(middle.x - area.x);
        let row_of = |row: u16| Rect { y: area.y + row, height: 1, ..area };
        let sectors = &ctx.dataset.pack.sectors;
        let shown = usize::from(room).min(sectors.len());
        let first = here.saturating_sub(shown / 2).min(sectors.len() - shown);
        let (above, below) = (first, sectors.len() - shown - first);
        let [up, down] = ctx.symbols.more;
        let more = match (above, below) {
            (0, 0) => String::new(),
            (above, 0) => format!("{above} more {up}"),
            (0, below) => format!("{below} more {down}"),
            (above, below) => format!("{above} {up} {below} {down}"),
        };
        put(buf, row_of(0), 2, &clip(&more, name.saturating_sub(2)), theme.dim.style());
        put(buf, row_of(1), 2, "all", theme.dim.style());
        put_count(buf, row_of(1), &self.densities.all, theme.dim.style());
        let per_year: Vec<Vec<f64>> = self.densities.of_sectors.iter().map(|density| per_year(axis, density)).collect();
        // One scale for all, those that do not show too, so that walking from lane to lane changes none.
        let highest = per_year.iter().map(|values| most(values)).fold(0.0, f64::max);
        let lanes = sectors.iter().zip(self.densities.of_sectors.iter().zip(&per_year)).enumerate();
        for (row, (number, (sector, (density, values)))) in (2_u16..).zip(lanes.skip(first).take(shown)) {
            let is_here = number == here;
            let style = match (is_here, self.focused) {
                (true, true) => theme.selected.style(),
                (true, false) => theme.selected_away.style(),
                (false, _) => theme.dim.style(),
            };
            if is_here {
                put(buf, row_of(row), 0, ctx.symbols.pointer, theme.text.style());
            }
            put(buf, row_of(row), 2, &clip(sector, name.saturating_sub(3)), style);
            let here = if is_here { self.columns_here(axis) } else { None };
            let ruler = Ruler { heights: heights_below(values, highest), here, ..Ruler::default() };
            ruler.draw_heights(ctx, Rect { y: area.y + row, height: 1, ..middle }, buf);
            put_count(buf, row_of(row), density, theme.dim.style());
        }
        u16::try_from(shown).unwrap_or(room)
    }
}

/// Columns of the longest name of a sector, with the pointer before it and a blank after it.
fn lane_name(ctx: Context<'_>) -> u16 {
    let longest = ctx.dataset.pack.sectors.iter().map(|sector| width(sector)).max().unwrap_or(0);
    u16::try_from(longest.min(LANE_NAME) + 3).unwrap_or(0)
}

/// How many records a year there are in each column; a month, where the axis shows no more than a year.
fn per_year(axis: &Axis, density: &Density) -> Vec<f64> {
    let span = axis.span();
    let mut sums = vec![(0_u32, 0_u32); axis.width()];
    let mut add = |months: std::ops::Range<i32>, records: usize| {
        for column in axis.columns(months) {
            if let Some((sum, units)) = sums.get_mut(column) {
                *sum += u32::try_from(records).unwrap_or(u32::MAX);
                *units += 1;
            }
        }
    };
    if span.end - span.start <= 12 {
        let year = i16::try_from(span.start.div_euclid(12)).unwrap_or(0);
        for (month, records) in (span.start..).zip(density.months(year)) {
            add(month..month + 1, records);
        }
    } else {
        for (year, records) in density.years() {
            add(january(year)..january(year) + 12, records);
        }
    }
    sums.into_iter().map(|(sum, units)| if units == 0 { 0.0 } else { f64::from(sum) / f64::from(units) }).collect()
}

fn put(buf: &mut Buffer, line: Rect, column: u16, text: &str, style: Style) {
    if column < line.width {
        buf.set_stringn(line.x + column, line.y, text, usize::from(line.width - column), style);
    }
}

/// Puts how many records there are at the end of a lane.
fn put_count(buf: &mut Buffer, line: Rect, density: &Density, style: Style) {
    let columns = u16::try_from(LANE_COUNT).unwrap_or(0).min(line.width);
    let text = pad_start(&density.total.to_string(), usize::from(columns));
    put(buf, line, line.width - columns, &text, style);
}
