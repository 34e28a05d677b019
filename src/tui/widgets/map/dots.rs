//! Land as dots: which cells of a map show the coast, and which the land behind it, as bits of Braille signs.
//!
//! Land is filled first, dot by dot, and the coast is its outermost dots: a line one dot thin, or two, that never
//! closes a strait and never frays, however fine the outlines are. Pure: knows dots only, no screen and no places.

use super::frame::{DOTS, Frame, View};
use super::land::Level;

/// The bits of a Braille sign's dots, row by row.
const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
/// Dots around the map that are filled too: what the coast looks at.
const MARGIN: usize = 3;

/// Dots of a map, a cell's as the bits of a Braille sign, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dots {
    columns: usize,
    cells: Vec<u8>,
}

impl Dots {
    /// None, on so many cells.
    #[must_use]
    pub fn none(columns: usize, rows: usize) -> Self {
        Self { columns, cells: vec![0; columns * rows] }
    }

    /// Those of a cell; none outside.
    #[must_use]
    pub fn at(&self, column: usize, row: usize) -> u8 {
        let is_on = column < self.columns;
        self.cells.get(row * self.columns + column).copied().filter(|_| is_on).unwrap_or(0)
    }

    /// The cells that have any: column, row and bits.
    pub fn cells(&self) -> impl Iterator<Item = ((usize, usize), u8)> {
        let columns = self.columns.max(1);
        let cells = self.cells.iter().enumerate().filter(|(_, bits)| **bits != 0);
        cells.map(move |(index, bits)| ((index % columns, index / columns), *bits))
    }

    /// Puts a dot, counted from the upper left; outside nothing happens.
    pub fn put(&mut self, x: usize, y: usize) {
        let bit = BITS.get(y % DOTS.1).and_then(|row| row.get(x % DOTS.0)).copied().unwrap_or(0);
        let column = x / DOTS.0;
        if column < self.columns
            && let Some(cell) = self.cells.get_mut(y / DOTS.1 * self.columns + column)
        {
            *cell |= bit;
        }
    }
}

/// Land on a map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// The coast, and islands.
    pub coast: Dots,
    /// The land behind it, thinly dotted; nothing where there is coast.
    pub shade: Dots,
}

impl Picture {
    /// The land in a view, with a coast so many dots broad.
    #[must_use]
    pub fn of(view: &View, level: Level<'_>, breadth: usize) -> Self {
        let (mut land, islets) = Mask::filled(view, level);
        let blank = Dots::none(view.columns, view.rows);
        let mut picture = Self { coast: blank.clone(), shade: blank };
        // An island smaller than a dot has one all the same, unless it lies by other land.
        for (x, y) in islets.into_iter().filter(|(x, y)| land.is_on_map(*x, *y)) {
            if !(y - 1..=y + 1).any(|y| (x - 1..=x + 1).any(|x| land.get(x, y))) {
                picture.coast.put(x - MARGIN, y - MARGIN);
            }
        }
        for _ in 0..breadth.min(MARGIN - 1) {
            land = land.peeled(|x, y| picture.coast.put(x, y));
        }
        let shades = (0..view.rows * DOTS.1).flat_map(|y| (0..view.columns * DOTS.0).map(move |x| (x, y)));
        // One dot in a cell, in every other column higher than in the next.
        for (x, y) in shades.filter(|(x, y)| x % 2 == 0 && y % 4 == if x % 4 == 0 { 0 } else { 2 }) {
            if land.get(x + MARGIN, y + MARGIN) && picture.coast.at(x / DOTS.0, y / DOTS.1) == 0 {
                picture.shade.put(x, y);
            }
        }
        picture
    }
}

/// Dots that are land or not, on a map and a margin around it.
struct Mask {
    across: usize,
    down: usize,
    dots: Vec<bool>,
}

impl Mask {
    fn blank(across: usize, down: usize) -> Self {
        Self { across, down, dots: vec![false; across * down] }
    }

    fn get(&self, x: usize, y: usize) -> bool {
        x < self.across && self.dots.get(y * self.across + x).copied().unwrap_or(false)
    }

    fn set(&mut self, x: usize, y: usize) {
        if x < self.across
            && let Some(dot) = self.dots.get_mut(y * self.across + x)
        {
            *dot = true;
        }
    }

    /// Whether a dot lies on the map, and not on the margin.
    fn is_on_map(&self, x: usize, y: usize) -> bool {
        (MARGIN..self.across.saturating_sub(MARGIN)).contains(&x)
            && (MARGIN..self.down.saturating_sub(MARGIN)).contains(&y)
    }

    /// The land without its outermost dots, each of which is told, counted on the map.
    fn peeled(&self, mut outermost: impl FnMut(usize, usize)) -> Self {
        let mut left = Self::blank(self.across, self.down);
        for (x, y) in (1..self.down - 1).flat_map(|y| (1..self.across - 1).map(move |x| (x, y))) {
            if !self.get(x, y) {
                continue;
            }
            if self.get(x - 1, y) && self.get(x + 1, y) && self.get(x, y - 1) && self.get(x, y + 1) {
                left.set(x, y);
            } else if self.is_on_map(x, y) {
                outermost(x - MARGIN, y - MARGIN);
            }
        }
        left
    }

    /// The dots whose middle is land: in each row of dots, those between one coast and the next. And islands that are
    /// smaller than a dot.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "dots")]
    fn filled(view: &View, level: Level<'_>) -> (Self, Vec<(usize, usize)>) {
        let (across, down) = (view.columns * DOTS.0 + 2 * MARGIN, view.rows * DOTS.1 + 2 * MARGIN);
        let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); down];
        let mut islets = Vec::new();
        for ring in level.within(around(view)) {
            let mut points = ring.points().map(|point| place(view, point));
            let Some(first) = points.next() else { continue };
            let (mut from, mut is_islet) = (first, true);
            for to in points.chain([first]) {
                is_islet &= (to.0 - first.0).abs() < 1.0 && (to.1 - first.1).abs() < 1.0;
                let ((x, y), (right, below)) = if from.1 <= to.1 { (from, to) } else { (to, from) };
                let rows = (y.ceil().max(0.0) as usize, below.ceil().clamp(0.0, down as f64) as usize);
                for (row, crossings) in crossings.iter_mut().enumerate().take(rows.1).skip(rows.0) {
                    crossings.push(x + (right - x) * (row as f64 - y) / (below - y));
                }
                from = to;
            }
            if is_islet && first.0 >= 0.0 && first.1 >= 0.0 {
                islets.push((first.0.round() as usize, first.1.round() as usize));
            }
        }
        let mut mask = Self::blank(across, down);
        for (row, crossings) in crossings.iter_mut().enumerate() {
            crossings.sort_by(f64::total_cmp);
            for pair in crossings.chunks_exact(2) {
                let &[from, to] = pair else { continue };
                for x in from.ceil().max(0.0) as usize..(to + 1.0).floor().clamp(0.0, across as f64) as usize {
                    mask.set(x, row);
                }
            }
        }
        (mask, islets)
    }
}

/// Where a point lies among the dots of the mask. The land round the pole goes on beyond it: its edge is no coast.
#[expect(clippy::cast_precision_loss, reason = "three dots")]
fn place(view: &View, (lon, lat): (f64, f64)) -> (f64, f64) {
    let lat = if lat > -90.0 { lat } else { -180.0 };
    let (x, y) = ((lon - view.frame.west) / view.pitch_across(), (view.frame.north - lat) / view.pitch());
    (x + MARGIN as f64, y + MARGIN as f64)
}

/// What must be looked at: the map, its margin, and a dot more.
#[expect(clippy::cast_precision_loss, reason = "four dots")]
fn around(view: &View) -> Frame {
    let (across, down) = (view.pitch_across() * (MARGIN + 1) as f64, view.pitch() * (MARGIN + 1) as f64);
    let Frame { west, east, south, north } = view.frame;
    Frame { west: west - across, east: east + across, south: south - down, north: north + down }
}

#[cfg(test)]
mod tests;
