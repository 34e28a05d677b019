//! Where the names on a map stand: beside their points, whole, apart from each other and from all
//! points. Who comes first has first choice; who finds no room goes without. Pure: knows cells only.

/// A point that asks for a label.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    /// The point's column.
    pub column: usize,
    /// The point's row.
    pub row: usize,
    /// Columns the label takes.
    pub width: usize,
    /// How many cells of the picture the label may hide.
    pub patience: usize,
    /// Whether it must be labelled, if need be over other points.
    pub must: bool,
}

/// Where a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The number of its anchor.
    pub anchor: usize,
    /// The column it begins at.
    pub column: usize,
    /// Its row.
    pub row: usize,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    point: bool,
    label: bool,
    picture: bool,
}

/// Cells of a map, as far as labels care.
#[derive(Debug)]
struct Cells {
    columns: usize,
    rows: usize,
    all: Vec<Cell>,
}

impl Cells {
    fn get(&self, column: usize, row: usize) -> Cell {
        if column >= self.columns {
            Cell::default()
        } else {
            self.all.get(row * self.columns + column).copied().unwrap_or_default()
        }
    }

    fn change(&mut self, column: usize, row: usize, change: impl Fn(&mut Cell)) {
        if column < self.columns
            && let Some(cell) = self.all.get_mut(row * self.columns + column)
        {
            change(cell);
        }
    }

    /// How much of the picture a label here and the blanks around it would hide; none if it does not fit in, touches
    /// another label or, unless that is allowed, a point.
    fn cost(&self, (column, row): (usize, usize), width: usize, over_points: bool) -> Option<usize> {
        if row >= self.rows || column + width > self.columns {
            return None;
        }
        let around = column.saturating_sub(1)..(column + width + 1).min(self.columns);
        let taken = |column: usize| {
            let cell = self.get(column, row);
            cell.label || (cell.point && !over_points)
        };
        if around.clone().any(taken) {
            return None;
        }
        // A point hidden is worse than any coast.
        let worth = |cell: Cell| if cell.point { 100 } else { usize::from(cell.picture) };
        Some(around.map(|column| worth(self.get(column, row))).sum())
    }
}

/// The cells beside a point where a label may begin, the best first.
fn beside(anchor: &Anchor) -> impl Iterator<Item = (usize, usize)> {
    let Anchor { column, row, width, .. } = *anchor;
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
    .filter_map(|(column, row)| Some((column?, row?)))
}

/// Finds places for labels, the most important first, on a map of so many columns and rows. `points`
/// are cells no label may cover; `picture` tells whether a cell shows something worth sparing.
#[must_use]
pub fn place(
    anchors: &[Anchor],
    (columns, rows): (usize, usize),
    points: impl IntoIterator<Item = (usize, usize)>,
    picture: impl Fn(usize, usize) -> bool,
) -> Vec<Spot> {
    let mut cells = Cells { columns, rows, all: vec![Cell::default(); columns * rows] };
    for row in 0..rows {
        for column in 0..columns {
            cells.change(column, row, |cell| cell.picture = picture(column, row));
        }
    }
    for (column, row) in points {
        cells.change(column, row, |cell| cell.point = true);
    }
    let mut spots = Vec::new();
    // Those that must be labelled choose before all others.
    let (first, then): (Vec<_>, Vec<_>) = anchors.iter().enumerate().partition(|(_, anchor)| anchor.must);
    for (index, anchor) in first.into_iter().chain(then) {
        let found = best(&cells, anchor, false).or_else(|| if anchor.must { anywhere(&cells, anchor) } else { None });
        if let Some((column, row)) = found {
            for column in column..column + anchor.width {
                cells.change(column, row, |cell| cell.label = true);
            }
            spots.push(Spot { anchor: index, column, row });
        }
    }
    spots
}

fn best(cells: &Cells, anchor: &Anchor, over_points: bool) -> Option<(usize, usize)> {
    let patience = if anchor.must { usize::MAX } else { anchor.patience };
    let costs = beside(anchor).filter_map(|spot| Some((cells.cost(spot, anchor.width, over_points)?, spot)));
    // The first of those that hide least.
    costs.filter(|(cost, _)| *cost <= patience).min_by_key(|(cost, _)| *cost).map(|(_, spot)| spot)
}

/// Over points, or shifted into the map, on the point's own row or the next ones.
fn anywhere(cells: &Cells, anchor: &Anchor) -> Option<(usize, usize)> {
    let shifted = |row: usize| {
        let column = (anchor.column + 2).min(cells.columns.checked_sub(anchor.width)?);
        let covers = row == anchor.row && (column..column + anchor.width).contains(&anchor.column);
        (!covers && cells.cost((column, row), anchor.width, true).is_some()).then_some((column, row))
    };
    let rows = [Some(anchor.row), anchor.row.checked_sub(1), Some(anchor.row + 1)];
    best(cells, anchor, true).or_else(|| rows.into_iter().flatten().find_map(shifted))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn anchor(column: usize, row: usize, width: usize) -> Anchor {
        Anchor { column, row, width, patience: 9, must: false }
    }

    fn cells(anchors: &[Anchor]) -> Vec<(usize, usize)> {
        anchors.iter().map(|anchor| (anchor.column, anchor.row)).collect()
    }

    #[test]
    fn right_before_left_before_above() {
        let first = anchor(5, 2, 4);
        assert_eq!(place(&[first], (20, 5), [(5, 2)], |_, _| false), [Spot { anchor: 0, column: 7, row: 2 }]);
        let edge = anchor(17, 2, 4);
        assert_eq!(place(&[edge], (20, 5), [(17, 2)], |_, _| false), [Spot { anchor: 0, column: 12, row: 2 }]);
        let crowded = place(&[first], (20, 5), [(5, 2), (8, 2), (2, 2)], |_, _| false);
        assert_eq!(crowded, [Spot { anchor: 0, column: 3, row: 1 }]);
    }

    #[test]
    fn the_picture_is_spared() {
        let spots = place(&[anchor(10, 2, 4)], (30, 5), [(10, 2)], |column, row| column > 10 && row == 2);
        assert_eq!(spots, [Spot { anchor: 0, column: 5, row: 2 }]);
        let modest = Anchor { patience: 0, ..anchor(10, 2, 4) };
        assert!(place(&[modest], (30, 5), [(10, 2)], |_, _| true).is_empty());
    }

    proptest! {
        #[test]
        fn labels_are_whole_and_apart(
            points in proptest::collection::vec((0_usize..40, 0_usize..12, 1_usize..14), 1..30), must in 0_usize..30,
        ) {
            let anchors: Vec<_> = points
                .iter()
                .enumerate()
                .map(|(index, &(column, row, width))| Anchor { must: index == must, ..anchor(column, row, width) })
                .collect();
            let spots = place(&anchors, (40, 12), cells(&anchors), |column, row| (column + row) % 5 == 0);
            for spot in &spots {
                let end = spot.column + anchors[spot.anchor].width;
                prop_assert!(end <= 40 && spot.row < 12);
                for other in spots.iter().filter(|other| other.anchor != spot.anchor && other.row == spot.row) {
                    prop_assert!(end < other.column || other.column + anchors[other.anchor].width < spot.column);
                }
                let covered = cells(&anchors).into_iter().any(|(column, row)| row == spot.row && (spot.column..end).contains(&column));
                prop_assert!(!covered || anchors[spot.anchor].must);
            }
            if must < anchors.len() {
                prop_assert!(spots.iter().any(|spot| spot.anchor == must));
            }
        }
    }
}
