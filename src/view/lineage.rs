//! What came before something and after it, through all generations: a graph along the relations that go on through
//! time ([`Relation::course`]), each step with its own, for what followed on something need not have come of it; bounded
//! and without circles. Where its parts stand is for [`place`]; how they are drawn is not known here.
//!
//! [`Relation::course`]: crate::data::link::Relation::course

pub mod place;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::data::link::{Course, LinkEnd, Relation};
use crate::data::{Dataset, ItemId};

/// How much is told of a lineage.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Things on either side of that at hand, at most.
    pub most: usize,
    /// How many of those that one thing came from, or led to, are told one by one.
    pub fan: usize,
}

/// What is told on a screen: more would be no picture.
pub const ON_SCREEN: Bounds = Bounds { most: 60, fan: 7 };

/// A thing in a lineage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub what: What,
    /// How many steps it lies before the thing at hand (below 0) or after it; 0 is that itself.
    pub generation: i32,
}

/// What stands in a lineage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// An item.
    Item(ItemId),
    /// So many more than are told, beside this item.
    More(usize, ItemId),
    /// Nothing: a line passes through here.
    Passage,
}

/// A step in a lineage, or a part of one that passes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The number of the earlier node.
    pub from: usize,
    /// The number of the later, which is of the next generation.
    pub to: usize,
    /// How the two stand to each other.
    pub relation: Relation,
}

/// What came before a thing, and what came after.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lineage {
    /// Everything in it, the thing at hand first.
    pub nodes: Vec<Node>,
    /// Which goes before which: always from an earlier generation to the next.
    pub edges: Vec<Edge>,
}

/// What stands beside a thing, and how it stands to that.
type Neighbour = (ItemId, Relation);

impl Lineage {
    /// The lineage of an item; of one that came from nothing and led to nothing it is that alone.
    #[must_use]
    pub fn of(dataset: &Dataset<'_>, root: ItemId, bounds: Bounds) -> Self {
        let neighbours = |id: ItemId, onward: bool| neighbours(dataset, id, onward);
        Self::from_neighbours(root, bounds, neighbours)
    }

    /// The same of any graph; `neighbours` tells what came before a thing, or after, the most telling first.
    fn from_neighbours(root: ItemId, bounds: Bounds, neighbours: impl Fn(ItemId, bool) -> Vec<Neighbour>) -> Self {
        let mut lineage = Self { nodes: vec![Node { what: What::Item(root), generation: 0 }], edges: Vec::new() };
        let mut known = BTreeSet::from([root]);
        for onward in [false, true] {
            let side = Side::gather(root, bounds, &mut known, |id| neighbours(id, onward));
            lineage.add(&side, root, onward);
        }
        lineage
    }

    /// Whether there is anything but the thing at hand.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.len() < 2
    }

    /// The numbers of the nodes before one, or after it, passages gone through, and how each stands to it.
    #[must_use]
    pub fn beside(&self, node: usize, onward: bool) -> Vec<(usize, Relation)> {
        let next = |node: usize| {
            self.edges.iter().filter_map(move |edge| match (onward, edge.from == node, edge.to == node) {
                (true, true, _) => Some((edge.to, edge.relation)),
                (false, _, true) => Some((edge.from, edge.relation)),
                _ => None,
            })
        };
        let mut reached = Vec::new();
        let mut waiting: VecDeque<(usize, Relation)> = next(node).collect();
        while let Some((number, relation)) = waiting.pop_front() {
            match self.nodes.get(number).map(|node| node.what) {
                Some(What::Passage) => waiting.extend(next(number)),
                Some(_) => reached.push((number, relation)),
                None => {}
            }
        }
        reached
    }

    /// Adds one side, with a passage wherever a line goes over more than one generation.
    fn add(&mut self, side: &Side, root: ItemId, onward: bool) {
        let sign = if onward { 1 } else { -1 };
        let generations = side.generations(root);
        let mut numbers = BTreeMap::from([(root, 0)]);
        for &id in &side.items {
            let Some(&generation) = generations.get(&id) else { continue };
            numbers.insert(id, self.nodes.len());
            self.nodes.push(Node { what: What::Item(id), generation: sign * generation });
        }
        for Step { near, far, relation } in &side.steps {
            let (Some(&near_number), Some(&far_number)) = (numbers.get(near), numbers.get(far)) else { continue };
            let ends = [near, far].map(|id| generations.get(id).copied().unwrap_or(0));
            let mut before = near_number;
            for generation in ends[0] + 1..ends[1] {
                let passage = self.nodes.len();
                self.nodes.push(Node { what: What::Passage, generation: sign * generation });
                self.join((before, passage), *relation, onward);
                before = passage;
            }
            self.join((before, far_number), *relation, onward);
        }
        for (&(id, relation), &hidden) in &side.hidden {
            let (Some(&near), Some(&generation)) = (numbers.get(&id), generations.get(&id)) else { continue };
            let number = self.nodes.len();
            self.nodes.push(Node { what: What::More(hidden, id), generation: sign * (generation + 1) });
            self.join((near, number), relation, onward);
        }
    }

    fn join(&mut self, (near, far): (usize, usize), relation: Relation, onward: bool) {
        let (from, to) = if onward { (near, far) } else { (far, near) };
        self.edges.push(Edge { from, to, relation });
    }
}

/// How a thing stands to what is before it, or after it, along a step of this relation: in the words of its record.
#[must_use]
pub fn words(relation: Relation, onward: bool) -> &'static str {
    let is_written_here = (relation.course() == Some(Course::Onward)) == onward;
    if is_written_here { relation.forward() } else { relation.backward() }
}

/// Whether by a step of this relation the later only followed: nothing is said of its having come of the earlier.
#[must_use]
pub fn only_follows(relation: Relation) -> bool {
    relation == Relation::SucceededBy
}

/// What came before a thing, or after it, the earliest first; of two relations to one thing the stronger.
fn neighbours(dataset: &Dataset<'_>, id: ItemId, onward: bool) -> Vec<Neighbour> {
    let leads = |end: &&LinkEnd| {
        end.relation.course().is_some_and(|course| (course == Course::Onward) != end.is_backward && onward)
            || end.relation.course().is_some_and(|course| (course == Course::Onward) == end.is_backward && !onward)
    };
    let ends = dataset.links(id).iter().filter(leads);
    let mut there: Vec<Neighbour> = ends.map(|end| (end.to, end.relation)).collect();
    let earliest = |id: ItemId| dataset.get(id).and_then(|item| item.when()).map(|when| when.earliest());
    there.sort_by_key(|&(id, relation)| (earliest(id), id.index(), only_follows(relation), relation));
    there.dedup_by_key(|(id, _)| *id);
    there
}

/// A step from one thing to another that lies one farther from the thing at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    near: ItemId,
    far: ItemId,
    relation: Relation,
}

/// One side of a lineage: all that came before the thing at hand, or all that came after.
#[derive(Debug, Default)]
struct Side {
    /// In the order found, the nearest first.
    items: Vec<ItemId>,
    /// From the nearer to the farther; without circles.
    steps: Vec<Step>,
    /// How many more there are beside what is told, by how they stand to it.
    hidden: BTreeMap<(ItemId, Relation), usize>,
}

impl Side {
    fn gather(
        root: ItemId,
        bounds: Bounds,
        known: &mut BTreeSet<ItemId>,
        beside: impl Fn(ItemId) -> Vec<Neighbour>,
    ) -> Self {
        let others = known.clone();
        let mut side = Self::default();
        let mut waiting = VecDeque::from([root]);
        while let Some(near) = waiting.pop_front() {
            let mut told = 0;
            for (far, relation) in beside(near) {
                let is_new = !known.contains(&far);
                // What stands on the other side of the thing at hand, or is that itself, would lead round in a circle.
                if !is_new && others.contains(&far) {
                    continue;
                }
                if told >= bounds.fan || (is_new && side.items.len() >= bounds.most) {
                    *side.hidden.entry((near, relation)).or_default() += 1;
                    continue;
                }
                told += 1;
                if is_new {
                    known.insert(far);
                    side.items.push(far);
                    waiting.push_back(far);
                }
                if !side.reaches(far, near) {
                    side.steps.push(Step { near, far, relation });
                }
            }
        }
        side.leave_out_short_ways();
        side
    }

    /// Whether steps lead from one to the other.
    fn reaches(&self, from: ItemId, to: ItemId) -> bool {
        self.reaches_by(from, to, |_| true)
    }

    /// The same over some of the steps.
    fn reaches_by(&self, from: ItemId, to: ItemId, may: impl Fn(&Step) -> bool) -> bool {
        let mut seen = BTreeSet::from([from]);
        let mut waiting = vec![from];
        while let Some(here) = waiting.pop() {
            if here == to {
                return true;
            }
            let next = self.steps.iter().filter(|step| step.near == here && may(step));
            waiting.extend(next.map(|step| step.far).filter(|next| seen.insert(*next)));
        }
        false
    }

    /// A step that others of its sort lead over as well says nothing that those do not. That one thing came of another
    /// is not said by what only followed, and the other way round.
    fn leave_out_short_ways(&mut self) {
        let all = self.steps.clone();
        for step in all {
            let says_as_much =
                |other: &Step| *other != step && only_follows(step.relation) == only_follows(other.relation);
            if self.reaches_by(step.near, step.far, says_as_much) {
                self.steps.retain(|other| *other != step);
            }
        }
    }

    /// How many steps each lies from the thing at hand, by the longest way.
    fn generations(&self, root: ItemId) -> BTreeMap<ItemId, i32> {
        let mut generations = BTreeMap::from([(root, 0)]);
        // There are no circles, so that each round settles one generation more.
        for _ in 0..=self.items.len() {
            let mut changed = false;
            for Step { near, far, .. } in &self.steps {
                let Some(next) = generations.get(near).map(|generation| generation + 1) else { continue };
                if generations.get(far).is_none_or(|known| *known < next) {
                    generations.insert(*far, next);
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
        generations
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id(number: usize) -> ItemId {
        ItemId::from_index(number)
    }

    /// From 100 on things only follow on what is before them.
    fn relation(from: usize, to: usize) -> Relation {
        if from.max(to) < 100 { Relation::LedTo } else { Relation::SucceededBy }
    }

    fn lineage(steps: &[(usize, usize)], bounds: Bounds) -> Lineage {
        Lineage::from_neighbours(id(0), bounds, |here, onward| {
            let there = steps.iter().filter_map(|&(from, to)| match onward {
                true if id(from) == here => Some((id(to), relation(from, to))),
                false if id(to) == here => Some((id(from), relation(from, to))),
                _ => None,
            });
            there.collect()
        })
    }

    fn generation(lineage: &Lineage, number: usize) -> Option<i32> {
        lineage.nodes.iter().find(|node| node.what == What::Item(id(number))).map(|node| node.generation)
    }

    #[test]
    fn generations_are_steps_by_the_longest_way() {
        // 3 → 1 → 0 → 2 → 5, and 3 → 0, 0 → 5 beside.
        let told = lineage(&[(3, 1), (1, 0), (0, 2), (2, 5), (3, 0), (0, 5)], ON_SCREEN);
        let generations: Vec<_> = [3, 1, 0, 2, 5].into_iter().map(|number| generation(&told, number)).collect();
        assert_eq!(generations, [Some(-2), Some(-1), Some(0), Some(1), Some(2)]);
        assert_eq!(told.edges.len(), 4, "short ways are left out");
    }

    #[test]
    fn a_line_over_two_generations_passes_through_the_one_between() {
        // 0 → 1 → 2 → 3 and 0 → 4 → 3: 4 stands one step away, 3 three.
        let told = lineage(&[(0, 1), (1, 2), (2, 3), (0, 4), (4, 3)], ON_SCREEN);
        let passages = told.nodes.iter().filter(|node| node.what == What::Passage).count();
        assert_eq!(passages, 1);
        let four = told.nodes.iter().position(|node| node.what == What::Item(id(4))).unwrap();
        let three = told.nodes.iter().position(|node| node.what == What::Item(id(3))).unwrap();
        assert_eq!(told.beside(four, true), [(three, Relation::LedTo)]);
        assert!(told.beside(three, false).contains(&(four, Relation::LedTo)));
    }

    #[test]
    fn what_came_of_a_thing_is_not_left_out_for_what_only_followed() {
        // 0 → 1 by cause; 0 → 101 → 1 by succession: the one says what the other does not.
        let told = lineage(&[(0, 1), (0, 101), (101, 1)], ON_SCREEN);
        let one = told.nodes.iter().position(|node| node.what == What::Item(id(1))).unwrap();
        let before = told.beside(one, false);
        assert!(before.contains(&(0, Relation::LedTo)), "{before:?}");
        assert_eq!(before.len(), 2);
        // Nor does a chain of causes say what took the place of what.
        let told = lineage(&[(0, 101), (0, 1), (1, 2), (2, 101)], ON_SCREEN);
        let last = told.nodes.iter().position(|node| node.what == What::Item(id(101))).unwrap();
        assert!(told.beside(last, false).contains(&(0, Relation::SucceededBy)), "{told:?}");
    }

    #[test]
    fn each_step_is_told_in_the_words_of_the_record() {
        let told = |relation| [words(relation, false), words(relation, true)];
        assert_eq!(told(Relation::LedTo), ["Came from", "Led to"]);
        assert_eq!(told(Relation::SucceededBy), ["Preceded by", "Succeeded by"]);
        assert_eq!(told(Relation::Implements), ["Implements", "Implemented by"]);
    }

    #[test]
    fn circles_end_and_fans_are_counted() {
        let told = lineage(&[(0, 1), (1, 0), (1, 2), (2, 1)], ON_SCREEN);
        assert_eq!(told.nodes.len(), 3);
        let fan: Vec<_> = (1..20).map(|number| (0, number)).collect();
        let told = lineage(&fan, Bounds { most: 60, fan: 7 });
        assert!(told.nodes.contains(&Node { what: What::More(12, id(0)), generation: 1 }), "{told:?}");
    }

    proptest! {
        #[test]
        fn every_line_goes_to_the_next_generation(
            steps in proptest::collection::vec((0_usize..14, 0_usize..14), 0..50),
            most in 1_usize..20, fan in 1_usize..6,
        ) {
            let told = lineage(&steps, Bounds { most, fan });
            for &Edge { from, to, .. } in &told.edges {
                prop_assert_eq!(told.nodes[from].generation + 1, told.nodes[to].generation);
            }
            let items: Vec<_> = told.nodes.iter().filter(|node| matches!(node.what, What::Item(_))).collect();
            prop_assert!(items.len() <= 1 + 2 * most);
            // Everything hangs together with the thing at hand.
            for number in 1..told.nodes.len() {
                let onward = told.nodes[number].generation < 0;
                let joined = told.edges.iter().any(|edge| if onward { edge.from == number } else { edge.to == number });
                prop_assert!(joined);
            }
        }
    }
}
