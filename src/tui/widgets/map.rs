//! A map: coasts, points, and as many of their names as find room.
//!
//! There are coasts and the land behind them, and no borders. What the points are is the screen's matter. Where things
//! stand is computed in [`frame`], where there is land in [`land`] and how it is drawn in [`dots`], which points share
//! a sign in [`mod@clusters`], where names stand in [`labels`], where a step leads in [`step`].

pub mod clusters;
pub mod dots;
pub mod frame;
pub mod labels;
pub mod land;
pub mod step;

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::symbols::Marker;

use self::clusters::{Cluster, clusters};
use self::dots::{Dots, Picture};
use self::frame::{DOTS, MapPoint, View};
use self::labels::{Anchor, place};
use self::land::for_pitch;
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

impl Map<'_> {
    /// Draws the map in the middle of the area. The coast is drawn anew only where another is wanted than before.
    pub fn draw(&self, ctx: Context<'_>, coast: &mut Coast, area: Rect, buf: &mut Buffer) -> Drawn {
        let (columns, rows) = (self.view.columns, self.view.rows);
        let area = middle(area, columns, rows);
        let Picture { coast, shade } = coast.picture(&self.view, ctx.symbols.marker == Marker::Braille);
        let at = |column: usize, row: usize| {
            Position::new(area.x + u16::try_from(column).unwrap_or(0), area.y + u16::try_from(row).unwrap_or(0))
        };
        for (dots, style) in [(shade, &ctx.theme.border), (coast, &ctx.theme.dim)] {
            for ((column, row), bits) in dots.cells() {
                if let Some(cell) = buf.cell_mut(at(column, row)) {
                    cell.set_char(coast_sign(ctx, bits)).set_style(style.style());
                }
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
        coast: &Dots,
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
            coast.at(column, row) != 0
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

/// The land as it was last drawn: it holds until another part of the world or other signs are asked for.
#[derive(Debug, Default)]
pub struct Coast {
    made_for: Option<(View, bool)>,
    picture: Picture,
    drawings: usize,
}

impl Coast {
    /// The land in a view, in Braille or, where that is not to be had, in signs that stand for two dots by two.
    fn picture(&mut self, view: &View, in_braille: bool) -> &Picture {
        if self.made_for != Some((*view, in_braille)) {
            self.picture = land(view, in_braille);
            self.made_for = Some((*view, in_braille));
            self.drawings += 1;
        }
        &self.picture
    }

    /// How often it has been drawn: once for each view and kind of signs that followed another.
    #[must_use]
    pub fn drawings(&self) -> usize {
        self.drawings
    }
}

fn land(view: &View, in_braille: bool) -> Picture {
    /// Up to so many rows of dots a coast of one dot is too faint, and two fray where dots lie farther apart than this.
    const SMALL: (usize, f64) = (100, 1.0);
    let pitch = if in_braille { view.pitch() } else { view.pitch() * 2.0 };
    let is_small = view.rows * DOTS.1 <= SMALL.0 && view.pitch() < SMALL.1;
    let breadth = if in_braille && is_small { 2 } else { 1 };
    let Some(level) = for_pitch(pitch) else { return Picture::default() };
    let drawn = Picture::of(view, level, breadth);
    // A dot of the shade would be taken for an island where nothing but dots is to be had.
    if in_braille { drawn } else { Picture { shade: Dots::default(), ..drawn } }
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
    use super::*;

    #[test]
    fn the_upper_half_are_the_upper_dots() {
        assert_eq!(char::from_u32(BLANK + u32::from(UPPER)), Some('⠛'));
    }
}
