//! The cells of a map, as far as names care: what stands in each, and what a name there would hide. Pure.

use super::{Anchor, Spot};
use crate::tui::widgets::map::dots::Picture;

/// What a cell holds.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each may stand in a cell with any other")]
pub(super) struct Cell {
    /// How many points lie here that no name may cover yet.
    pub(super) points: usize,
    /// Whether a sign stands here.
    pub(super) sign: bool,
    /// Whether a leader crosses it.
    pub(super) leader: bool,
    /// Whose name or number stands here.
    pub(super) text: Option<usize>,
    coast: bool,
    land: bool,
}

impl Cell {
    /// Whether neither sign nor writing stands here.
    pub(super) fn is_free(self) -> bool {
        self.text.is_none() && !self.sign && !self.leader
    }

    fn is_marked(self) -> bool {
        self.sign || self.points > 0
    }
}

/// The cells of a map.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    pub(super) columns: usize,
    pub(super) rows: usize,
    cells: Vec<Cell>,
}

impl Grid {
    pub(super) fn new(columns: usize, rows: usize, land: &Picture) -> Self {
        let mut grid = Self { columns, rows, cells: vec![Cell::default(); columns * rows] };
        for (at, _) in land.coast.cells() {
            grid.change(at, |cell| (cell.coast, cell.land) = (true, true));
        }
        for (at, _) in land.shade.cells() {
            grid.change(at, |cell| cell.land = true);
        }
        grid
    }

    pub(super) fn get(&self, (column, row): (usize, usize)) -> Cell {
        let cell = if column < self.columns { self.cells.get(row * self.columns + column) } else { None };
        cell.copied().unwrap_or_default()
    }

    pub(super) fn change(&mut self, (column, row): (usize, usize), change: impl FnOnce(&mut Cell)) {
        if column < self.columns
            && let Some(cell) = self.cells.get_mut(row * self.columns + column)
        {
            change(cell);
        }
    }

    fn fits(&self, spot: Spot, width: usize) -> bool {
        spot.row < self.rows && spot.column + width <= self.columns
    }

    fn under(&self, spot: Spot, width: usize) -> impl Iterator<Item = Cell> {
        (spot.column..spot.column + width).map(move |column| self.get((column, spot.row)))
    }

    fn sides(&self, spot: Spot, width: usize) -> impl Iterator<Item = Cell> {
        let sides = [spot.column.checked_sub(1), Some(spot.column + width)];
        sides.into_iter().flatten().map(move |column| self.get((column, spot.row)))
    }

    /// How many coasts a name here would touch; none if it does not fit in, or would cover or touch something.
    pub(super) fn cost(&self, spot: Spot, width: usize, over_coast: bool) -> Option<usize> {
        let covers = |cell: Cell| cell.is_marked() || !cell.is_free() || (cell.coast && !over_coast);
        let touches = |cell: Cell| cell.is_marked() || cell.text.is_some();
        if !self.fits(spot, width) || self.under(spot, width).any(covers) || self.sides(spot, width).any(touches) {
            return None;
        }
        Some(self.sides(spot, width).filter(|cell| cell.coast).count())
    }

    /// Whether a sign or a point stands where a name here would be taken for its: a blank lies between the two.
    pub(super) fn is_next_to_mark(&self, spot: Spot, width: usize) -> bool {
        self.two_aside(spot, width).any(Cell::is_marked)
    }

    /// The cells on either side that a blank parts from a text here.
    fn two_aside(&self, spot: Spot, width: usize) -> impl Iterator<Item = Cell> {
        let aside = [spot.column.checked_sub(2), Some(spot.column + width + 1)];
        aside.into_iter().flatten().map(move |column| self.get((column, spot.row)))
    }

    /// Whether no land lies under a name here.
    pub(super) fn is_at_sea(&self, spot: Spot, width: usize) -> bool {
        !self.under(spot, width).any(|cell| cell.land)
    }

    /// Whether a number may stand here, for a point in a cell: it may hide a coast there, as any sign, and nowhere
    /// else. Beside a sign, or but a blank apart from one, it would be taken for that one's.
    pub(super) fn holds_number(&self, spot: Spot, width: usize, own: (usize, usize)) -> bool {
        let hides = |column: usize| {
            let cell = self.get((column, spot.row));
            cell.is_marked() || !cell.is_free() || (cell.coast && (column, spot.row) != own)
        };
        let is_taken = |cell: Cell| cell.text.is_some() || cell.sign;
        self.fits(spot, width)
            && !(spot.column..spot.column + width).any(hides)
            && !self.sides(spot, width).any(is_taken)
            && !self.two_aside(spot, width).any(|cell| cell.sign)
    }

    /// How many coasts these dots cross; none if they leave the map or cross anything else beyond the cell they begin
    /// in.
    pub(super) fn coasts_on_free_way(&self, from: (usize, usize), dots: &[(usize, usize)]) -> Option<usize> {
        let mut cells: Vec<(usize, usize)> = dots.iter().map(|(x, y)| (x / 2, y / 4)).collect();
        cells.dedup();
        let mut coasts = 0;
        for at in cells.into_iter().filter(|at| *at != from) {
            let cell = self.get(at);
            if at.0 >= self.columns || at.1 >= self.rows || cell.is_marked() || !cell.is_free() {
                return None;
            }
            coasts += usize::from(cell.coast);
        }
        Some(coasts)
    }

    /// Where a name is to stand though nothing is free: where it covers the fewest names, then signs, then coasts; never
    /// its own point, whose sign would stand in its letters. Nowhere, where the map is too small for that.
    pub(super) fn least_hiding(&self, anchor: &Anchor, beside: impl Iterator<Item = Spot>) -> Option<Spot> {
        let Anchor { cell: (column, row), width, .. } = *anchor;
        let shifted = [row.checked_sub(1), Some(row + 1), Some(row)].into_iter().flatten();
        let shifted = shifted.map(|row| Spot { column: column.min(self.columns.saturating_sub(width)), row });
        let is_off = |spot: &Spot| spot.row != row || !(spot.column..spot.column + width).contains(&column);
        self.least_of(width, beside.chain(shifted).filter(is_off))
    }

    /// Which of these spots hides the fewest names, then signs, then coasts; none that does not fit in. A sign that the
    /// name would touch counts as hidden twice: the name would be taken for its.
    pub(super) fn least_of(&self, width: usize, spots: impl Iterator<Item = Spot>) -> Option<Spot> {
        let hidden = |spot: &Spot| {
            let cells = self.under(*spot, width);
            let worth = |cell: Cell| 20 * usize::from(cell.sign) + usize::from(cell.coast);
            let touched = self.sides(*spot, width).filter(|cell| cell.sign).count();
            100 * self.texts_about(*spot, width).len() + 40 * touched + cells.map(worth).sum::<usize>()
        };
        spots.filter(|spot| self.fits(*spot, width)).min_by_key(hidden)
    }

    /// Whose names or numbers stand under a name here, or touch it.
    pub(super) fn texts_about(&self, spot: Spot, width: usize) -> Vec<usize> {
        let cells = self.under(spot, width).chain(self.sides(spot, width));
        let mut texts: Vec<usize> = cells.filter_map(|cell| cell.text).collect();
        texts.sort_unstable();
        texts.dedup();
        texts
    }
}
