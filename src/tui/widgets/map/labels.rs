//! Where the names on a map stand: beside their points or at the end of a leader, whole, apart from each other, never
//! over a coast. Who comes first has first choice. A point without a name is no use on a map: it has a number instead,
//! where a list beside the map tells what numbers mean, or does not show before one comes closer. Pure: knows cells
//! only.

mod grid;

use std::collections::HashSet;

use self::grid::Grid;
use super::dots::{Dots, Picture};

/// A point that asks for a name.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    /// The point's cell: column and row.
    pub cell: (usize, usize),
    /// Columns the name takes.
    pub width: usize,
    /// Whether a leader may lead to the name, where it finds no room beside the point.
    pub may_lead: bool,
    /// Whether it tells how many points it stands for: then it has its place over coasts too.
    pub is_count: bool,
}

/// Where a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The column it begins at.
    pub column: usize,
    /// Its row.
    pub row: usize,
}

/// How a point is told on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// By its sign and its name.
    Name(Spot),
    /// By a number, counted from 1.
    Number(usize, Spot),
    /// Not before one comes closer.
    Not,
}

/// The points as they are told, in the order of the anchors.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// How each is told.
    pub told: Vec<Told>,
    /// The dots of the leaders, each with the number of its anchor.
    leaders: Vec<(usize, Vec<(usize, usize)>)>,
    grid: Grid,
}

/// The name of a point that had none beside it, and whose names give way to it.
#[derive(Clone, Debug)]
pub struct Revealed {
    /// Where it stands; nowhere, where there is no room for it but over its own sign.
    pub spot: Option<Spot>,
    /// The numbers of the anchors that show neither name nor number meanwhile.
    pub hides: Vec<usize>,
}

/// Columns and rows between a point and a name at the end of its leader, at most: a longer one is taken for a coast.
const FARTHEST: (isize, isize) = (4, 2);

impl Labels {
    /// Finds places for names, the most important first. Without Braille there are no leaders. Where points may have
    /// numbers, `numbered` tells for each its place in the list in whose order they are counted, and the first number.
    #[must_use]
    pub fn new(
        anchors: &[Anchor],
        (columns, rows): (usize, usize),
        land: &Picture,
        in_braille: bool,
        numbered: Option<(&[usize], usize)>,
    ) -> Self {
        let grid = Grid::new(columns, rows, land);
        let mut labels = Self { told: vec![Told::Not; anchors.len()], leaders: Vec::new(), grid };
        for anchor in anchors {
            labels.grid.change(anchor.cell, |cell| cell.points += 1);
        }
        // First without covering any point; counts, which stand for most, before all.
        let mut signs = HashSet::new();
        let (counts, points): (Vec<_>, Vec<_>) = anchors.iter().enumerate().partition(|(_, anchor)| anchor.is_count);
        for (index, anchor) in counts.into_iter().chain(points) {
            if signs.insert(anchor.cell) {
                labels.name(index, anchor, in_braille);
            }
        }
        let without = |labels: &Self| -> Vec<usize> {
            (0..anchors.len()).filter(|index| labels.told.get(*index) == Some(&Told::Not)).collect()
        };
        let mut left = without(&labels);
        if let Some((order, first)) = numbered {
            left.sort_by_key(|index| order.get(*index));
            labels.number(anchors, &left, first);
        }
        // Those that show by neither are no hindrance to each other.
        let left = without(&labels);
        for anchor in left.iter().filter_map(|index| anchors.get(*index)) {
            labels.grid.change(anchor.cell, |cell| cell.points = cell.points.saturating_sub(1));
        }
        for index in left {
            let Some(anchor) = anchors.get(index) else { continue };
            // Nor does a sign stand beside a number, which would be taken for its.
            if labels.grid.get(anchor.cell).is_free() && labels.grid.texts_about(spot_of(anchor), 1).is_empty() {
                labels.name(index, anchor, in_braille);
            }
        }
        labels
    }

    /// Names a point, if there is room.
    fn name(&mut self, index: usize, anchor: &Anchor, in_braille: bool) {
        let (spot, leader) = match self.beside(anchor) {
            Some(spot) => (spot, None),
            None if in_braille && anchor.may_lead => match self.led(anchor) {
                Some((spot, leader)) => (spot, Some(leader)),
                None => return,
            },
            None => return,
        };
        self.grid.change(anchor.cell, |cell| cell.sign = true);
        self.write(index, spot, anchor.width);
        if let Some(leader) = leader {
            for (x, y) in &leader {
                self.grid.change((x / 2, y / 4), |cell| cell.leader = true);
            }
            self.leaders.push((index, leader));
        }
        if let Some(told) = self.told.get_mut(index) {
            *told = Told::Name(spot);
        }
    }

    fn write(&mut self, index: usize, spot: Spot, width: usize) {
        for column in spot.column..spot.column + width {
            self.grid.change((column, spot.row), |cell| cell.text = Some(index));
        }
    }

    /// The first of the spots beside a point that hide nothing, one with blanks around before one that touches a coast.
    fn beside(&self, anchor: &Anchor) -> Option<Spot> {
        let costs = beside(anchor).filter_map(|spot| {
            let cost = self.grid.cost(spot, anchor.width, anchor.is_count)?;
            Some((cost, spot))
        });
        costs.min_by_key(|(cost, _)| *cost).map(|(_, spot)| spot)
    }

    /// A spot at sea that a leader reaches, and the leader's dots: the shortest, and across the least coast.
    fn led(&self, anchor: &Anchor) -> Option<(Spot, Vec<(usize, usize)>)> {
        let (x, y) = anchor.cell;
        let (across, down) = FARTHEST;
        let ends = (-down..=down).flat_map(|dy| (-across..=across).map(move |dx| (dx, dy)));
        let spots = ends.filter_map(|(dx, dy)| Some((x.checked_add_signed(dx)?, y.checked_add_signed(dy)?)));
        let width = anchor.width;
        let spots = spots.flat_map(|(column, row)| {
            // The name begins or ends beside the end of the leader.
            let begins = column.checked_sub(1).map(|end| (Spot { column, row }, end));
            let ends = (column + 1).checked_sub(width).map(|begin| (Spot { column: begin, row }, column + 1));
            begins.into_iter().chain(ends)
        });
        let led = spots.filter_map(|(spot, end)| {
            let is_beside =
                spot.row.abs_diff(y) < 2 && (spot.column.saturating_sub(1)..=spot.column + width).contains(&x);
            if is_beside
                || !self.grid.is_at_sea(spot, width)
                || self.grid.cost(spot, width, false) != Some(0)
                || self.grid.is_next_to_mark(spot, width)
            {
                return None;
            }
            let dots = line(anchor.cell, (end, spot.row));
            let coasts = self.grid.coasts_on_free_way(anchor.cell, &dots)?;
            Some((dots.len() + 3 * coasts, spot, dots))
        });
        led.min_by_key(|(cost, ..)| *cost).map(|(_, spot, dots)| {
            let own = |(x, y): &(usize, usize)| (x / 2, y / 4) != anchor.cell;
            (spot, dots.into_iter().filter(own).collect())
        })
    }

    /// Gives these points numbers from the first on, as far as they find room.
    fn number(&mut self, anchors: &[Anchor], left: &[usize], first: usize) {
        const MOST: usize = 99;
        let mut next = first;
        for (&index, anchor) in left.iter().filter_map(|index| Some((index, anchors.get(*index)?))) {
            if next > MOST {
                break;
            }
            let width = if next < 10 { 1 } else { 2 };
            // Its own point is no hindrance.
            self.grid.change(anchor.cell, |cell| cell.points = cell.points.saturating_sub(1));
            let spot = nearby(anchor.cell, width).find(|spot| self.grid.holds_number(*spot, width, anchor.cell));
            let Some(spot) = spot else {
                self.grid.change(anchor.cell, |cell| cell.points += 1);
                continue;
            };
            self.write(index, spot, width);
            if let Some(told) = self.told.get_mut(index) {
                *told = Told::Number(next, spot);
            }
            next += 1;
        }
    }

    /// The leaders, but for those to the names of these anchors, which do not show.
    #[must_use]
    pub fn leaders(&self, hides: &[usize]) -> Dots {
        let mut dots = Dots::none(self.grid.columns, self.grid.rows);
        for (x, y) in self.leaders.iter().filter(|(of, _)| !hides.contains(of)).flat_map(|(_, leader)| leader) {
            dots.put(*x, *y);
        }
        dots
    }

    /// Where an anchor has its name beside its point, not at the end of a leader.
    #[must_use]
    pub fn named_beside(&self, index: usize) -> Option<Spot> {
        match self.told.get(index) {
            Some(Told::Name(spot)) if self.leaders.iter().all(|(of, _)| *of != index) => Some(*spot),
            _ => None,
        }
    }

    /// A name for a further point, for as long as another is selected: beside it, where it hides the least, apart from
    /// what is `taken` and from the names of the anchors it `keeps`; nothing where there is no such spot.
    #[must_use]
    pub fn reveal_apart(&self, anchor: &Anchor, taken: &[(Spot, usize)], keeps: &[usize]) -> Option<Revealed> {
        let is_kept = |text: &usize| keeps.contains(text);
        let is_apart = |spot: &Spot| {
            let touches = |(other, columns): &(Spot, usize)| {
                let is_left = spot.column + anchor.width < other.column;
                spot.row == other.row && !is_left && spot.column <= other.column + columns
            };
            !taken.iter().any(touches) && !self.grid.texts_about(*spot, anchor.width).iter().any(is_kept)
        };
        let spot = self.grid.least_of(anchor.width, beside(anchor).filter(is_apart))?;
        let mut hides = self.grid.texts_about(spot, anchor.width);
        hides.extend(self.grid.texts_about(spot_of(anchor), 1));
        hides.retain(|text| !is_kept(text));
        Some(Revealed { spot: Some(spot), hides })
    }

    /// A name for a point that has none beside it, for as long as it is selected: beside it, where it hides nothing or
    /// else the least. Whatever else touches its sign gives way, as it would be taken for its name.
    #[must_use]
    pub fn reveal(&self, anchor: &Anchor) -> Revealed {
        let spot = self.beside(anchor).or_else(|| self.grid.least_hiding(anchor, beside(anchor)));
        let mut hides = spot.map_or_else(Vec::new, |spot| self.grid.texts_about(spot, anchor.width));
        hides.extend(self.grid.texts_about(spot_of(anchor), 1));
        Revealed { spot, hides }
    }
}

/// Where the sign of a point stands.
fn spot_of(anchor: &Anchor) -> Spot {
    Spot { column: anchor.cell.0, row: anchor.cell.1 }
}

/// The spots beside a point where a name may stand, the best first.
fn beside(anchor: &Anchor) -> impl Iterator<Item = Spot> + use<> {
    let Anchor { cell: (column, row), width, .. } = *anchor;
    let middle = column.checked_sub(width / 2);
    let (right, left) = (Some(column + 2), column.checked_sub(width + 1));
    let (near_right, near_left) = (Some(column + 1), column.checked_sub(width));
    let (here, above, below) = (Some(row), row.checked_sub(1), Some(row + 1));
    [
        (right, here),
        (left, here),
        (middle, above),
        (middle, below),
        (near_right, above),
        (near_right, below),
        (near_left, above),
        (near_left, below),
    ]
    .into_iter()
    .filter_map(|(column, row)| Some(Spot { column: column?, row: row? }))
}

/// The spots for a number: over its point, or touching it.
fn nearby((column, row): (usize, usize), width: usize) -> impl Iterator<Item = Spot> {
    let shifts = [(0, 0), (1 - width.cast_signed(), 0), (1, 0), (-width.cast_signed(), 0), (0, -1), (0, 1)];
    shifts.into_iter().filter_map(move |(right, down)| {
        Some(Spot { column: column.checked_add_signed(right)?, row: row.checked_add_signed(down)? })
    })
}

/// The dots of a straight line from the middle of a cell to that of another.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some dots")]
fn line(from: (usize, usize), to: (usize, usize)) -> Vec<(usize, usize)> {
    let middle = |(column, row): (usize, usize)| (column as f64 * 2.0 + 0.5, row as f64 * 4.0 + 1.5);
    let ((x, y), (right, below)) = (middle(from), middle(to));
    let steps = (right - x).abs().max((below - y).abs()).ceil().max(1.0);
    let dots = (0..=steps as usize).map(|step| {
        let share = step as f64 / steps;
        ((x + (right - x) * share).round() as usize, (y + (below - y) * share).round() as usize)
    });
    dots.collect()
}

#[cfg(test)]
mod tests;
