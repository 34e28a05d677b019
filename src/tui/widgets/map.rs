//! A map: coasts, points, and as many of their names as find room.
//!
//! Coasts come from ratatui's map of the world, which has no borders, and none are drawn. What the
//! points are is the screen's matter. Where things stand is computed in [`frame`], which of them share a sign in
//! [`mod@clusters`], where names stand in [`labels`], where a step leads in [`step`].

pub mod clusters;
pub mod frame;
pub mod labels;
pub mod step;

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::symbols::Marker;
use ratatui::widgets::Widget;
use ratatui::widgets::canvas::{Canvas, Map as World, MapResolution};

use self::clusters::{Cluster, clusters};
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

/// What stands on a map: a mark, or a number of them.
struct Sign<'m> {
    cell: (usize, usize),
    name: Cow<'m, str>,
    rank: Rank,
    is_here: bool,
    /// How many cells of coast its name may hide.
    patience: usize,
}

/// What was drawn of a map.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// The place of the selected point.
    pub here: Option<Position>,
    /// Whether some points share a sign, which would part on a closer map.
    pub is_crowded: bool,
    /// The point that each sign stands for, or the first of those it does.
    pub signs: Vec<usize>,
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
    /// Draws the map in the middle of the area. The coast is drawn anew only where another is wanted than before.
    pub fn draw(&self, ctx: Context<'_>, coast: &mut Coast, area: Rect, buf: &mut Buffer) -> Drawn {
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
        let clusters = clusters(&cells, self.here);
        let is_crowded = clusters.iter().any(|cluster| cluster.count > 1);
        let signs: Vec<Sign<'_>> = clusters.iter().filter_map(|cluster| self.sign(cluster)).collect();
        // The least important first, so that of points in one cell the most important shows.
        for sign in signs.iter().rev().filter(|sign| !sign.is_here) {
            let (symbol, style) = symbol(ctx, sign.rank);
            set(buf, at(sign.cell.0, sign.cell.1), symbol, style);
        }
        // Names stand apart from all points; only the selected one's may have to hide some.
        self.draw_names(ctx, &signs, coast, at, buf);
        let here = signs.iter().find(|sign| sign.is_here).map(|sign| at(sign.cell.0, sign.cell.1));
        if let Some(here) = here {
            set(buf, here, ctx.symbols.place_here, ctx.theme.selected.style());
        }
        Drawn { here, is_crowded, signs: clusters.iter().map(|cluster| cluster.first).collect() }
    }

    /// What stands for some points: a mark with its name, or with how many they are.
    fn sign(&self, cluster: &Cluster) -> Option<Sign<'_>> {
        let mark = self.marks.get(cluster.first)?;
        let (name, patience) = match cluster.count {
            1 => (clip(mark.name, self.view.columns), patience(mark.rank)),
            count => (count.to_string().into(), usize::MAX),
        };
        Some(Sign { cell: cluster.cell, name, rank: mark.rank, is_here: Some(cluster.first) == self.here, patience })
    }

    fn draw_names(
        &self,
        ctx: Context<'_>,
        signs: &[Sign<'_>],
        coast: &[u8],
        at: impl Fn(usize, usize) -> Position,
        buf: &mut Buffer,
    ) {
        let (columns, rows) = (self.view.columns, self.view.rows);
        let anchor = |sign: &Sign<'_>| {
            let (column, row) = sign.cell;
            Anchor { column, row, width: width(&sign.name), patience: sign.patience, must: sign.is_here }
        };
        let anchors: Vec<Anchor> = signs.iter().map(anchor).collect();
        let spots = place(&anchors, (columns, rows), signs.iter().map(|sign| sign.cell), |column, row| {
            coast.get(row * columns + column).is_some_and(|dots| *dots != 0)
        });
        for spot in spots {
            let Some(sign) = signs.get(spot.anchor) else { continue };
            let style = match sign.rank {
                _ if sign.is_here => ctx.theme.selected.style(),
                Rank::First => ctx.theme.title.style(),
                Rank::High | Rank::Middle | Rank::Low => ctx.theme.text.style(),
            };
            // A blank on either side keeps the coast off the name.
            let (first, last) = (spot.column.saturating_sub(1), (spot.column + width(&sign.name)).min(columns - 1));
            for column in first..=last {
                if let Some(cell) = buf.cell_mut(at(column, spot.row))
                    && !signs.iter().any(|sign| sign.cell == (column, spot.row))
                {
                    cell.reset();
                }
            }
            let start = at(spot.column, spot.row);
            buf.set_stringn(start.x, start.y, &sign.name, width(&sign.name), style);
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

fn symbol(ctx: Context<'_>, rank: Rank) -> (&str, Style) {
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
