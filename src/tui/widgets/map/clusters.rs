//! Many points on a map become few signs: those of one patch of it share a sign that tells how many they are. Where
//! there are few points each keeps its own. Pure: knows cells only; nearer, the same points lie in more patches.

use std::collections::BTreeMap;

/// From so many points on, those of a patch share a sign: fewer can still be told apart.
const CROWD: usize = 200;
/// Columns and rows of a patch: room for a sign, and its number beside it.
const PATCH: (usize, usize) = (8, 3);

/// What stands for some points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// The cell of its sign.
    pub cell: (usize, usize),
    /// The first of its points, which matters most.
    pub first: usize,
    /// How many points it stands for.
    pub count: usize,
}

/// The signs for points in these cells, in the order of what matters most: each its own where there are few, or is the
/// selected one, or lies alone in its patch. What lies outside has none.
#[must_use]
pub fn clusters(cells: &[Option<(usize, usize)>], selected: Option<usize>) -> Vec<Cluster> {
    let shown = cells.iter().enumerate().filter_map(|(index, cell)| Some((index, (*cell)?)));
    let alone = |(first, cell)| Cluster { cell, first, count: 1 };
    if shown.clone().nth(CROWD).is_none() {
        return shown.map(alone).collect();
    }
    let mut patches: BTreeMap<(usize, usize), Cluster> = BTreeMap::new();
    let mut signs: Vec<Cluster> = Vec::new();
    for (index, cell) in shown {
        if Some(index) == selected {
            signs.push(alone((index, cell)));
            continue;
        }
        let patch = (cell.0 / PATCH.0, cell.1 / PATCH.1);
        let cluster = patches.entry(patch).or_insert_with(|| Cluster { count: 0, ..alone((index, cell)) });
        cluster.count += 1;
        if cluster.count == 2 {
            // The same place in every patch, so that no sign or number meets another.
            cluster.cell = (patch.0 * PATCH.0 + 1, patch.1 * PATCH.1 + 1);
        }
    }
    signs.extend(patches.into_values());
    signs.sort_by_key(|cluster| cluster.first);
    signs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn few_points_keep_their_own_signs() {
        let cells = [Some((3, 1)), None, Some((3, 1))];
        let signs = clusters(&cells, None);
        assert_eq!(
            signs.iter().map(|sign| (sign.first, sign.cell, sign.count)).collect::<Vec<_>>(),
            [(0, (3, 1), 1), (2, (3, 1), 1)]
        );
    }

    proptest! {
        #[test]
        fn every_point_is_counted_once(
            points in prop::collection::vec(prop::option::of((0_usize..80, 0_usize..24)), 0..600), selected in 0_usize..600,
        ) {
            let signs = clusters(&points, Some(selected));
            let shown = points.iter().flatten().count();
            prop_assert_eq!(signs.iter().map(|sign| sign.count).sum::<usize>(), shown);
            // So many patches there are, and one more for what is selected.
            prop_assert!(shown <= CROWD || signs.len() <= 10 * 8 + 1);
            prop_assert!(signs.iter().all(|sign| sign.count > 1 || points[sign.first] == Some(sign.cell)));
            if points.get(selected).is_some_and(Option::is_some) {
                prop_assert!(signs.iter().any(|sign| sign.first == selected && sign.count == 1));
            }
        }
    }
}
