//! A map: coasts, points, and as many of their names as find room.
//!
//! Coasts come from ratatui's map of the world, which has no borders, and none are drawn. What the
//! points are is the screen's matter. Where things stand is computed in [`frame`], where names stand
//! in [`labels`], where a step leads in [`step`].

pub mod frame;
pub mod labels;
pub mod step;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::symbols::Marker;
use ratatui::widgets::Widget;
use ratatui::widgets::canvas::{Canvas, Map as World, MapResolution};

use self::frame::{MapPoint, View};
use self::labels::{Anchor, place};
use crate::text::{clip, width};
use crate::tui::context::Context;

/// How much a mark matters: what its sign is, how its name is written, and what that may hide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// One of the two the map is about.
    First,
    /// What everybody should know.
    High,
    /// What is good to know.
    Middle,
    /// The rest.
    Low,
}

/// A point with a name.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'m> {
    /// Where it is.
    pub point: MapPoint,
    /// What it is called.
    pub name: &'m str,
    /// How much it matters.
    pub rank: Rank,
}

/// What a map shows.
#[derive(Debug)]
pub struct Map<'m> {
    /// What of the world shows: see [`View::fit`].
    pub view: View,
    /// The points, the most important first.
    pub marks: &'m [Mark<'m>],
    /// The number of the selected one.
    pub here: Option<usize>,
}

/// Blank Braille; the signs follow it in the order of their dots' bits.
const BLANK: u32 = 0x2800;
/// The dots of the upper half of a Braille sign.
const UPPER: u8 = 0b0001_1011;
/// How broad the coast is drawn, in dots across and down, where dots lie less than so many degrees
/// apart: its points are about a degree apart, so a closer view needs a broader pen. They are not
/// joined: which of them belong together nobody tells, and a guess would invent coasts.
const PENS: [(f64, (u8, u8)); 4] = [(0.4, (3, 3)), (0.6, (2, 2)), (0.8, (2, 1)), (f64::INFINITY, (1, 1))];

impl Map<'_> {
    /// Draws the map in the middle of the area and gives the place of the selected point. The coast is drawn anew
    /// only where another is wanted than before.
    pub fn draw(&self, ctx: Context<'_>, coast: &mut Coast, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (columns, rows) = (self.view.columns, self.view.rows);
        let area = middle(area, columns, rows);
        let coast = coast.dots(&self.view, pen(ctx, &self.view));
        let at = |column: usize, row: usize| {
            Position::new(area.x + u16::try_from(column).unwrap_or(0), area.y + u16::try_from(row).unwrap_or(0))
        };
        for (index, &dots) in coast.iter().enumerate().filter(|(_, dots)| **dots != 0) {
            let sign = coast_sign(ctx, dots);
            if let Some(cell) = buf.cell_mut(at(index % columns, index / columns)) {
                cell.set_char(sign).set_style(ctx.theme.dim.style());
            }
        }
        let cells: Vec<_> = self.marks.iter().map(|mark| self.view.cell(mark.point)).collect();
        // The least important first, so that of points in one cell the most important shows.
        for (index, (mark, cell)) in self.marks.iter().zip(&cells).enumerate().rev() {
            let Some((column, row)) = *cell else { continue };
            if Some(index) != self.here {
                let (sign, style) = sign(ctx, mark.rank);
                set(buf, at(column, row), sign, style);
            }
        }
        // Names stand apart from all points; only the selected one's may have to hide some.
        self.draw_names(ctx, &cells, coast, at, buf);
        let (column, row) = cells.get(self.here?).copied()??;
        set(buf, at(column, row), ctx.symbols.place_here, ctx.theme.selected.style());
        Some(at(column, row))
    }

    fn draw_names(
        &self,
        ctx: Context<'_>,
        cells: &[Option<(usize, usize)>],
        coast: &[u8],
        at: impl Fn(usize, usize) -> Position,
        buf: &mut Buffer,
    ) {
        let (columns, rows) = (self.view.columns, self.view.rows);
        let mut named = Vec::new();
        let mut anchors = Vec::new();
        for (index, (mark, cell)) in self.marks.iter().zip(cells).enumerate() {
            let Some((column, row)) = *cell else { continue };
            let name = clip(mark.name, columns);
            let must = Some(index) == self.here;
            anchors.push(Anchor { column, row, width: width(&name), patience: patience(mark.rank), must });
            named.push((index, name));
        }
        let spots = place(&anchors, (columns, rows), cells.iter().flatten().copied(), |column, row| {
            coast.get(row * columns + column).is_some_and(|dots| *dots != 0)
        });
        for spot in spots {
            let Some((index, name)) = named.get(spot.anchor) else { continue };
            let style = match self.marks.get(*index) {
                _ if Some(*index) == self.here => ctx.theme.selected.style(),
                Some(Mark { rank: Rank::First, .. }) => ctx.theme.title.style(),
                _ => ctx.theme.text.style(),
            };
            // A blank on either side keeps the coast off the name.
            let (first, last) = (spot.column.saturating_sub(1), (spot.column + width(name)).min(columns - 1));
            for column in first..=last {
                if let Some(cell) = buf.cell_mut(at(column, spot.row))
                    && !cells.contains(&Some((column, spot.row)))
                {
                    cell.reset();
                }
            }
            let start = at(spot.column, spot.row);
            buf.set_stringn(start.x, start.y, name, width(name), style);
        }
    }
}

/// So many cells in the middle of an area.
fn middle(area: Rect, columns: usize, rows: usize) -> Rect {
    let fitting = |cells: usize, most: u16| u16::try_from(cells).unwrap_or(most).min(most);
    let (width, height) = (fitting(columns, area.width), fitting(rows, area.height));
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

fn set(buf: &mut Buffer, at: Position, sign: &str, style: Style) {
    if let Some(cell) = buf.cell_mut(at) {
        cell.reset();
        cell.set_symbol(sign).set_style(style);
    }
}

fn sign(ctx: Context<'_>, rank: Rank) -> (&str, Style) {
    match rank {
        Rank::High => (ctx.symbols.core, ctx.theme.core.style()),
        _ => (ctx.symbols.place, ctx.theme.second.style()),
    }
}

/// How many cells of coast a name may hide.
fn patience(rank: Rank) -> usize {
    match rank {
        Rank::First => 8,
        Rank::High => 5,
        Rank::Middle => 3,
        Rank::Low => 1,
    }
}

/// The pen for the coast. Where it is not drawn in Braille, a sign stands for two dots by two.
fn pen(ctx: Context<'_>, view: &View) -> (u8, u8) {
    let pitch = if ctx.symbols.marker == Marker::Braille { view.pitch() } else { view.pitch() * 2.0 };
    PENS.into_iter().find(|(below, _)| pitch < *below).map_or((1, 1), |(_, pen)| pen)
}

/// The coast as it was last drawn: it holds until another part of the world or another pen is asked for.
#[derive(Debug, Default)]
pub struct Coast {
    made_for: Option<(View, (u8, u8))>,
    dots: Vec<u8>,
    drawings: usize,
}

impl Coast {
    fn dots(&mut self, view: &View, pen: (u8, u8)) -> &[u8] {
        if self.made_for != Some((*view, pen)) {
            self.dots = coast(view, pen);
            self.made_for = Some((*view, pen));
            self.drawings += 1;
        }
        &self.dots
    }

    /// How often it has been drawn: once for each view and pen that followed another.
    #[must_use]
    pub fn drawings(&self) -> usize {
        self.drawings
    }
}

/// The dots of the coast, a cell's as the bits of a Braille sign, row by row, drawn with a pen so many
/// dots broad and high.
fn coast(view: &View, pen: (u8, u8)) -> Vec<u8> {
    let area = Rect::new(0, 0, u16::try_from(view.columns).unwrap_or(0), u16::try_from(view.rows).unwrap_or(0));
    let mut dots = vec![0; usize::from(area.width) * usize::from(area.height)];
    let (frame, pitch) = (view.frame, view.pitch());
    let strokes = || (0..pen.0).flat_map(|right| (0..pen.1).map(move |down| (f64::from(right), f64::from(down))));
    for turn in view.turns() {
        for (right, down) in strokes() {
            let shift = f64::from(turn) * 360.0 + right * view.pitch_across();
            let mut layer = Buffer::empty(area);
            Canvas::default()
                .marker(Marker::Braille)
                .x_bounds([frame.west - shift, frame.east - shift])
                .y_bounds([frame.south + down * pitch, frame.north + down * pitch])
                .paint(|canvas| canvas.draw(&World { resolution: MapResolution::High, ..World::default() }))
                .render(area, &mut layer);
            for (cell, drawn) in dots.iter_mut().zip(&layer.content) {
                *cell |= pattern(drawn.symbol());
            }
        }
    }
    dots
}

/// The dots of a Braille sign; none for any other.
fn pattern(symbol: &str) -> u8 {
    let number = symbol.chars().next().map_or(0, u32::from);
    number.checked_sub(BLANK).and_then(|dots| u8::try_from(dots).ok()).unwrap_or(0)
}

/// The dots as Braille, or as a sign that tells the upper from the lower half.
fn coast_sign(ctx: Context<'_>, dots: u8) -> char {
    if ctx.symbols.marker == Marker::Braille {
        return char::from_u32(BLANK + u32::from(dots)).unwrap_or(' ');
    }
    let [upper, lower, both] = ctx.symbols.halves;
    match (dots & UPPER != 0, dots & !UPPER != 0) {
        (true, false) => upper,
        (false, _) => lower,
        (true, true) => both,
    }
}

#[cfg(test)]
mod tests {
    use super::frame::Frame;
    use super::*;

    #[expect(clippy::cast_precision_loss, reason = "some ten cells")]
    fn coast_within(west: f64, east: f64, south: f64, north: f64) -> usize {
        let view = View::fit(Frame { west, east, south, north }, 60, 30).expect("there is room");
        let inside = |index: usize| {
            let (column, row) = (index % view.columns, index / view.columns);
            let share = |at: usize, of: usize| (at as f64 + 0.5) / of as f64;
            let lon = view.frame.west + share(column, view.columns) * (view.frame.east - view.frame.west);
            let lat = view.frame.north - share(row, view.rows) * (view.frame.north - view.frame.south);
            (west..east).contains(&lon) && (south..north).contains(&lat)
        };
        coast(&view, (1, 1)).iter().enumerate().filter(|(index, dots)| **dots != 0 && inside(*index)).count()
    }

    #[test]
    fn there_are_coasts_and_no_borders() {
        assert!(coast_within(68.0, 90.0, 6.0, 24.0) > 10, "the coast of India");
        assert!(coast_within(128.0, 146.0, 30.0, 46.0) > 10, "the coast of Japan");
        // Land on both sides of land borders, far from any sea: nothing may be drawn there.
        for (west, east, south, north) in
            [(71.0, 97.0, 24.5, 48.0), (97.5, 105.0, 22.5, 50.0), (105.0, 116.0, 42.0, 70.0), (15.0, 30.0, -20.0, 25.0)]
        {
            assert_eq!(coast_within(west, east, south, north), 0, "{west} {east} {south} {north}");
        }
    }

    #[test]
    fn the_coast_beyond_180_shows() {
        assert!(coast_within(234.0, 245.0, 32.0, 50.0) > 5, "the western coast of North America");
    }

    #[test]
    fn braille_is_read_dot_by_dot() {
        assert_eq!(pattern("⠁"), 1);
        assert_eq!(pattern("⣿"), 255);
        assert_eq!(pattern(" "), 0);
        assert_eq!(UPPER, pattern("⠛"));
    }
}
