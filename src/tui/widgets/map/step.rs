//! Which place comes next in a direction: pure, on points of a plane.

use std::collections::HashMap;

/// A direction on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// North.
    Up,
    /// South.
    Down,
    /// West.
    Left,
    /// East.
    Right,
}

impl Direction {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Up, Self::Down, Self::Left, Self::Right];

    /// How far a way leads in this direction, and how far aside.
    fn along_and_aside(self, (x, y): (f64, f64)) -> (f64, f64) {
        match self {
            Self::Up => (y, x.abs()),
            Self::Down => (-y, x.abs()),
            Self::Left => (-x, y.abs()),
            Self::Right => (x, y.abs()),
        }
    }
}

/// How far apart points of one place are taken to stand, so that one can step from each to the next.
const APART: f64 = 1e-3;

/// Moves points that coincide apart, eastward, by next to nothing.
#[must_use]
pub fn apart(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut moved: Vec<(f64, f64)> = Vec::with_capacity(points.len());
    let mut patches: HashMap<(i64, i64), Vec<(f64, f64)>> = HashMap::new();
    // Where the last of those went that began at the same point: up to there all is taken.
    let mut last: HashMap<(u64, u64), f64> = HashMap::new();
    for &(mut x, y) in points {
        let begins = last.entry((x.to_bits(), y.to_bits())).or_insert(x);
        x = *begins;
        while is_taken(&patches, (x, y)) {
            x += APART;
        }
        *begins = x;
        patches.entry(patch((x, y))).or_default().push((x, y));
        moved.push((x, y));
    }
    moved
}

/// The patch a point lies in; whatever is too near to it lies there or in the next.
#[expect(clippy::cast_possible_truncation, reason = "degrees, in thousandths")]
fn patch((x, y): (f64, f64)) -> (i64, i64) {
    ((x / APART).floor() as i64, (y / APART).floor() as i64)
}

/// Whether a point is too near to one of these.
fn is_taken(patches: &HashMap<(i64, i64), Vec<(f64, f64)>>, (x, y): (f64, f64)) -> bool {
    let (across, down) = patch((x, y));
    let near = (-1..=1).flat_map(|by| (-1..=1).map(move |below| (across + by, down + below)));
    near.filter_map(|patch| patches.get(&patch))
        .flatten()
        .any(|point| (point.0 - x).abs() < APART / 2.0 && (point.1 - y).abs() < APART / 2.0)
}

/// The nearest point in a direction: of those that lie more ahead than aside, or, where there are
/// none, of those ahead at all. Near is what takes the shortest way along and aside together.
#[must_use]
pub fn step(points: &[(f64, f64)], from: usize, direction: Direction) -> Option<usize> {
    let &(x, y) = points.get(from)?;
    let ways = points.iter().enumerate().filter_map(|(index, point)| {
        let (along, aside) = direction.along_and_aside((point.0 - x, point.1 - y));
        (along > 0.0).then_some((aside > along, along + aside, index))
    });
    ways.min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2))).map(|(.., index)| index)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ahead_goes_before_aside() {
        let points = [(0.0, 0.0), (3.0, 0.5), (1.0, 2.0), (-1.0, -1.0)];
        assert_eq!(step(&points, 0, Direction::Right), Some(1));
        assert_eq!(step(&points, 0, Direction::Up), Some(2));
        assert_eq!(step(&points, 0, Direction::Left), Some(3));
        assert_eq!(step(&points, 1, Direction::Right), None);
        assert_eq!(step(&points, 9, Direction::Right), None);
    }

    #[test]
    fn points_that_coincide_can_be_stepped_through() {
        let points = apart(&[(5.0, 5.0), (5.0, 5.0), (5.0, 5.0)]);
        assert_eq!(step(&points, 0, Direction::Right), Some(1));
        assert_eq!(step(&points, 1, Direction::Right), Some(2));
        assert_eq!(step(&points, 2, Direction::Left), Some(1));
    }

    proptest! {
        #[test]
        fn a_step_leads_onward_and_there_is_one_if_anything_lies_ahead(
            points in proptest::collection::vec((-9_i8..9, -9_i8..9), 1..20), from in 0_usize..20,
        ) {
            let points: Vec<_> = points.into_iter().map(|(x, y)| (f64::from(x), f64::from(y))).collect();
            let points = apart(&points);
            prop_assume!(from < points.len());
            for direction in Direction::ALL {
                let ahead = |index: usize| {
                    let (x, y) = (points[index].0 - points[from].0, points[index].1 - points[from].1);
                    direction.along_and_aside((x, y)).0 > 0.0
                };
                match step(&points, from, direction) {
                    Some(there) => prop_assert!(there != from && ahead(there)),
                    None => prop_assert!(!(0..points.len()).any(ahead)),
                }
            }
        }
    }
}
