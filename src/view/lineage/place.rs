//! Where the parts of a lineage stand: a column a generation, in each one below the other without touching, near what
//! they are joined with. Counted in columns and lines; nothing here knows how wide a column is.

use std::collections::BTreeMap;

use super::{Lineage, What};

/// Where everything stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// The column of each node, from 0, and its first line; by the nodes' numbers.
    pub at: Vec<(usize, usize)>,
    /// How many columns there are.
    pub columns: usize,
    /// How many lines there are.
    pub lines: usize,
}

/// Lines left free between two in a column.
const BETWEEN: usize = 1;
/// How often the order in the columns is looked at again.
const ROUNDS: usize = 4;

/// Places a lineage in which each node takes so many lines.
#[must_use]
pub fn place(lineage: &Lineage, height: impl Fn(usize) -> usize) -> Placed {
    let columns = ordered(lineage);
    let mut at = vec![(0, 0); lineage.nodes.len()];
    let tall =
        |column: &[usize]| column.iter().map(|&node| height(node) + BETWEEN).sum::<usize>().saturating_sub(BETWEEN);
    let lines = columns.values().map(|column| tall(column)).max().unwrap_or(0);
    for (number, column) in columns.values().enumerate() {
        // Each column stands in the middle of the tallest.
        let mut line = (lines - tall(column)) / 2;
        for &node in column {
            if let Some(place) = at.get_mut(node) {
                *place = (number, line);
            }
            line += height(node) + BETWEEN;
        }
    }
    Placed { at, columns: columns.len(), lines }
}

/// The nodes of each generation, those that are joined near each other, so that few lines cross.
fn ordered(lineage: &Lineage) -> BTreeMap<i32, Vec<usize>> {
    let mut columns: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
    for (number, node) in lineage.nodes.iter().enumerate() {
        columns.entry(node.generation).or_default().push(number);
    }
    let generations: Vec<i32> = columns.keys().copied().collect();
    for round in 0..ROUNDS {
        // Outwards from the thing at hand and back.
        let mut order = generations.clone();
        order.sort_by_key(|generation| if round % 2 == 0 { generation.abs() } else { -generation.abs() });
        for generation in order {
            let ranks: BTreeMap<usize, usize> = columns
                .values()
                .flat_map(|column| column.iter().enumerate().map(|(rank, &node)| (node, rank)))
                .collect();
            let Some(column) = columns.get_mut(&generation) else { continue };
            let mean = |node: usize| {
                let joined = lineage.edges.iter().filter_map(|edge| match (edge.from == node, edge.to == node) {
                    (true, _) => ranks.get(&edge.to),
                    (_, true) => ranks.get(&edge.from),
                    _ => None,
                });
                let ranks: Vec<usize> = joined.copied().collect();
                // In thousandths, so that they can be compared.
                (ranks.iter().sum::<usize>() * 1000).checked_div(ranks.len()).unwrap_or(0)
            };
            let is_more = |node: usize| lineage.nodes.get(node).is_some_and(|node| matches!(node.what, What::More(..)));
            column.sort_by_key(|&node| (mean(node), is_more(node)));
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::data::ItemId;
    use crate::data::link::Relation;
    use crate::view::lineage::{Edge, Node, What};

    proptest! {
        #[test]
        fn nothing_touches_and_time_goes_to_the_right(
            generations in proptest::collection::vec(-3_i32..4, 1..20),
            joins in proptest::collection::vec((0_usize..20, 0_usize..20), 0..30),
            heights in proptest::collection::vec(1_usize..4, 20),
        ) {
            let nodes: Vec<Node> = generations.iter().enumerate()
                .map(|(number, &generation)| Node { what: What::Item(ItemId::from_index(number)), generation })
                .collect();
            let is_edge = |edge: &Edge| {
                let ends = nodes.get(edge.from).zip(nodes.get(edge.to));
                ends.is_some_and(|(from, to)| from.generation + 1 == to.generation)
            };
            let edges = joins.into_iter().map(|(from, to)| Edge { from, to, relation: Relation::LedTo });
            let edges = edges.filter(is_edge).collect();
            let lineage = Lineage { nodes, edges };
            let placed = place(&lineage, |node| heights[node]);
            for (number, &(column, line)) in placed.at.iter().enumerate() {
                prop_assert!(column < placed.columns && line + heights[number] <= placed.lines);
                for (other, &(there, other_line)) in placed.at.iter().enumerate().filter(|(other, _)| *other != number) {
                    let apart = line + heights[number] < other_line || other_line + heights[other] < line;
                    prop_assert!(column != there || apart, "{number} and {other} in {placed:?}");
                }
            }
            for &Edge { from, to, .. } in &lineage.edges {
                prop_assert!(placed.at[from].0 < placed.at[to].0);
            }
        }
    }
}
