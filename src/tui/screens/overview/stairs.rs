//! The steps of the relationship as stairs in time, over how many records there are of each year: one axis for both.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::doors::{Door, Doors};
use super::scale::Scale;
use crate::text::{pad_start, width};
use crate::tui::context::Context;
use crate::view::overview::{Overview, Step};

/// How many rows each part of the picture takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rows {
    /// Each step: its tread, and the papers below it where that is two.
    step: u16,
    /// How many of the steps, the last ones.
    steps: u16,
    /// The years.
    years: u16,
    /// The eras, below the axis.
    eras: u16,
}

impl Rows {
    /// As many as look well in so much room, and leave some for the rest.
    pub(super) fn fitting(told: &Overview, area: Rect) -> Self {
        let all = u16::try_from(told.steps.len()).unwrap_or(u16::MAX);
        let years = match (told.years.counts.is_empty(), area.height) {
            (true, _) => 0,
            (_, ..=28) => 1,
            (_, ..=44) => 2,
            _ => 6,
        };
        let step = match (area.width, area.height) {
            (100.., 48..) => 3,
            (100.., 30..) => 2,
            _ => 1,
        };
        // On a small screen what is told needs the row more.
        let eras = u16::from(!told.eras.is_empty() && years > 1);
        let room = (area.height / 2).saturating_sub(years + 1) / step;
        Self { step, steps: all.min(room), years, eras }
    }

    /// Whether more rows make it better: on a small screen the picture is as small as it can be.
    pub(super) fn can_grow(self) -> bool {
        self.step >= 2 && self.years > 0
    }

    /// With so many rows more, as far as they make it better: higher bars first, that tell more years apart, then steps
    /// with more air.
    pub(super) fn grown(mut self, spare: u16) -> Self {
        /// More rows of bars than this say nothing more, nor does more air than this.
        const MOST_YEARS: u16 = 12;
        const MOST_STEP: u16 = 5;
        if !self.can_grow() {
            return self;
        }
        let higher = spare.min(MOST_YEARS.saturating_sub(self.years));
        self.years += higher;
        let airier = (spare - higher) / self.steps.max(1);
        self.step += airier.min(MOST_STEP.saturating_sub(self.step));
        self
    }

    /// All of them, and the axis.
    pub(super) fn all(self) -> u16 {
        let years = if self.years > 0 { self.years + 1 + self.eras } else { 0 };
        self.step * self.steps + years
    }
}

/// Draws the picture.
pub(super) fn draw(
    ctx: Context<'_>,
    told: &Overview,
    rows: Rows,
    this_year: i16,
    doors: &mut Doors,
    area: Rect,
    buf: &mut Buffer,
) {
    let first = told.steps.first().map(|step| step.year);
    let first = told.years.each().map(|(year, _)| year).next().into_iter().chain(first).min().unwrap_or(this_year);
    let scale = Scale::new((first, this_year), area.width);
    let shown = told.steps.len().saturating_sub(usize::from(rows.steps));
    let treads = treads(&told.steps, scale);
    for (level, (number, (step, tread))) in told.steps.iter().zip(treads).enumerate().skip(shown).enumerate() {
        let up = rows.step * u16::try_from(level + 1).unwrap_or(u16::MAX);
        let y = (area.y + rows.step * rows.steps).saturating_sub(up);
        let row = Rect { y, height: 1, ..area };
        let is_last = number + 1 == told.steps.len();
        draw_step(ctx, (number, step), Tread { is_last, ..tread }, doors, row, buf);
        if rows.step > 1 {
            for y in (y + 1..y + rows.step).take_while(|_| number > 0) {
                buf.set_stringn(row.x + tread.from, y, ctx.symbols.vertical, 1, ctx.theme.border_focus.style());
            }
            draw_papers(ctx, (number, step), tread.from, doors, Rect { y: y + 1, ..row }, buf);
        }
    }
    if rows.years > 0 {
        let years = Rect { y: area.y + rows.step * rows.steps, height: rows.years, ..area };
        draw_years(ctx, told, scale, doors, years, buf);
        let axis = Rect { y: years.bottom(), height: 1, ..area };
        for (start, label) in scale.labels() {
            buf.set_stringn(axis.x + start, axis.y, label, usize::from(axis.width), ctx.theme.dim.style());
        }
        if rows.eras > 0 {
            draw_eras(ctx, told, scale, Rect { y: axis.y + 1, ..axis }, buf);
        }
    }
}

/// Where a tread begins and ends, in columns.
#[derive(Clone, Copy, Debug)]
struct Tread {
    from: u16,
    to: u16,
    is_last: bool,
}

/// The treads, each wide enough to be seen.
fn treads(steps: &[Step], scale: Scale) -> Vec<Tread> {
    /// A corner, some tread, a corner.
    const LEAST: u16 = 3;
    let end = scale.columns.saturating_sub(1);
    let mut starts: Vec<u16> = steps.iter().map(|step| scale.column(step.year)).collect();
    // From the last backwards, so that what is pressed together gives way into the past, where there is room.
    let mut most = end.saturating_sub(LEAST);
    for start in starts.iter_mut().rev() {
        *start = (*start).min(most);
        most = start.saturating_sub(LEAST);
    }
    let ends = starts.iter().skip(1).copied().chain([end]);
    starts.iter().zip(ends).map(|(from, to)| Tread { from: *from, to, is_last: false }).collect()
}

fn draw_step(
    ctx: Context<'_>,
    (number, step): (usize, &Step),
    tread: Tread,
    doors: &mut Doors,
    row: Rect,
    buf: &mut Buffer,
) {
    let (border, style) = (ctx.symbols.border, ctx.theme.border_focus.style());
    for x in tread.from..=tread.to {
        let sign = match x {
            x if x == tread.from && number > 0 => border.top_left,
            x if x == tread.to && !tread.is_last => border.bottom_right,
            _ => border.horizontal_top,
        };
        buf.set_stringn(row.x + x, row.y, sign, 1, style);
    }
    let year = step.year.to_string();
    let forms = [format!("{}  {year}", step.name), format!("{}  {year}", step.short), year];
    let columns = |text: &str| u16::try_from(width(text)).unwrap_or(u16::MAX);
    // Left of its riser; what stands too far left for that, on its tread.
    let left = forms
        .iter()
        .map(|form| (form, tread.from.saturating_sub(columns(form) + 1)))
        .find(|(form, start)| start + columns(form) < tread.from);
    let on = forms.iter().map(|form| (form, tread.from + 2)).find(|(form, start)| start + columns(form) + 1 < tread.to);
    let Some((form, start)) = left.or(on) else { return };
    let place = Rect { x: row.x + start, width: columns(form), ..row };
    let role = if doors.place(Door::Step(number), place) { ctx.theme.selected } else { ctx.theme.title };
    buf.set_stringn(place.x, place.y, form, usize::from(place.width), role.style());
    if let Some(year) = form.rfind(' ').filter(|_| doors.selected != Door::Step(number)) {
        let at = columns(form.get(..=year).unwrap_or_default());
        buf.set_style(Rect { x: place.x + at, width: place.width.saturating_sub(at), ..place }, ctx.theme.date.style());
    }
}

/// Draws what filled a step below its tread, as much of it as fits whole.
fn draw_papers(
    ctx: Context<'_>,
    (number, step): (usize, &Step),
    from: u16,
    doors: &mut Doors,
    row: Rect,
    buf: &mut Buffer,
) {
    let mut x = row.x + from + 2;
    for (paper, (year, name, _)) in step.papers.iter().enumerate() {
        let text = format!("{year} {name}");
        let columns = u16::try_from(width(&text)).unwrap_or(u16::MAX);
        let gap = if paper == 0 { 0 } else { 3 };
        if x.saturating_add(gap).saturating_add(columns) > row.right() {
            break;
        }
        if paper > 0 {
            buf.set_stringn(x + 1, row.y, "·", 1, ctx.theme.dim.style());
        }
        let place = Rect { x: x + gap, width: columns, ..row };
        let role = if doors.place(Door::Paper(number, paper), place) { ctx.theme.selected } else { ctx.theme.dim };
        buf.set_stringn(place.x, place.y, &text, usize::from(columns), role.style());
        x = place.right();
    }
}

/// Draws how many records there are, over their years.
fn draw_years(ctx: Context<'_>, told: &Overview, scale: Scale, doors: &mut Doors, area: Rect, buf: &mut Buffer) {
    let mut counts = vec![0_usize; usize::from(area.width)];
    let mut from = scale.column(told.years.first);
    for (year, count) in told.years.each() {
        // Where the axis is wide a year has several columns, and where it is narrow a column several years.
        let to = scale.column(year.saturating_add(1));
        for column in from..to.max(from + 1) {
            if let Some(of_column) = counts.get_mut(usize::from(column)) {
                *of_column += count;
            }
        }
        from = to;
    }
    let is_here = doors.place(Door::Years, area);
    let style = if is_here { ctx.theme.core.style() } else { ctx.theme.date.style() };
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let steps = ctx.symbols.heights.len() - 1;
    for (x, count) in (area.left()..area.right()).zip(counts) {
        let mut left = (count * steps * usize::from(area.height)).div_ceil(most);
        for y in (area.top()..area.bottom()).rev() {
            let here = left.min(steps);
            let sign = ctx.symbols.heights.get(here).copied().unwrap_or(" ");
            buf.set_stringn(x, y, sign, 1, style);
            left -= here;
        }
    }
}

/// Draws where each era begins, and its name where that fits before the next.
fn draw_eras(ctx: Context<'_>, told: &Overview, scale: Scale, row: Rect, buf: &mut Buffer) {
    let ends = told.eras.iter().skip(1).map(|(year, ..)| scale.column(*year)).chain([scale.columns]);
    for ((year, name, short), end) in told.eras.iter().zip(ends) {
        let from = scale.column(*year);
        let room = usize::from(end.saturating_sub(from + 2));
        // A mark without a name would tell nothing.
        if let Some(name) = [name, short].into_iter().find(|name| width(name) <= room) {
            buf.set_stringn(row.x + from, row.y, ctx.symbols.vertical, 1, ctx.theme.border.style());
            buf.set_stringn(row.x + from + 1, row.y, name, room, ctx.theme.dim.style());
        }
    }
}

/// The newest step in a line, for a screen without room for stairs.
pub(super) fn in_a_line(told: &Overview, columns: usize) -> Option<(usize, String)> {
    let (number, step) = told.steps.iter().enumerate().next_back()?;
    let forms = [format!("{} since {}", step.name, step.year), format!("{} since {}", step.short, step.year)];
    let form =
        forms.into_iter().find(|form| width(form) <= columns).unwrap_or_else(|| pad_start(&step.year.to_string(), 4));
    Some((number, form))
}
