//! What a document says of its links: how many of each relation near its head, and each of them at its end.

use super::{Block, Link, Part, Way, Writer};
use crate::data::cite::Cites;
use crate::data::link::{LinkEnd, Relation};
use crate::data::{Dataset, Item, ItemId};
use crate::text::listed;

/// So many who took part are named where they are counted.
const NAMED: usize = 4;

/// The links of one relation that are told, in the order of kinds and of dates, and how many are not.
pub(super) struct Related<'d> {
    told: Vec<(LinkEnd, Item<'d, 'd>)>,
    hidden: usize,
}

/// An item's links by their relations, of each at most so many.
pub(super) fn related<'d>(dataset: &'d Dataset<'d>, id: ItemId, most: usize) -> Vec<Related<'d>> {
    let of_one = |ends: &'d [LinkEnd]| {
        let place = |(at, end): (usize, &LinkEnd)| {
            let item = dataset.get(end.to)?;
            Some((item.kind(), item.when().map(|when| when.earliest()), at))
        };
        // Each item is gone to once: a hub has hundreds of thousands, of which a few are told.
        let mut places: Vec<_> = ends.iter().enumerate().filter_map(place).collect();
        let hidden = places.len().saturating_sub(most);
        if hidden > 0 {
            places.select_nth_unstable(most);
            places.truncate(most);
        }
        places.sort_unstable();
        let told = places.into_iter().filter_map(|(.., at)| {
            let end = *ends.get(at)?;
            Some((end, dataset.get(end.to)?))
        });
        Related { told: told.collect(), hidden }
    };
    dataset.links(id).chunk_by(|one, next| one.words() == next.words()).map(of_one).collect()
}

/// What is told of the only one that is linked so: `1 part`.
fn one_of(end: LinkEnd) -> &'static str {
    if end.relation == Relation::PartOf && end.is_backward { "Part" } else { end.words() }
}

/// Who says that these are linked.
pub(super) fn cites_of<'d>(
    dataset: &'d Dataset<'d>,
    id: ItemId,
    related: &[Related<'d>],
) -> impl Iterator<Item = &'d Cites<'d>> {
    let ends = related.iter().flat_map(|related| &related.told).map(|(end, _)| *end);
    ends.filter_map(move |end| dataset.cites_of_link(id, end))
}

impl<'d> Writer<'d> {
    /// Counts the links by their relations, in the order in which they are told.
    pub(super) fn ways(&mut self, related: &[Related<'d>]) {
        let mut first = 0;
        let way = |Related { told, hidden }: &Related<'d>| {
            let (end, _) = told.first()?;
            let count = told.len() + hidden;
            let is_named = end.relation == Relation::AttendedBy && !end.is_backward && count <= NAMED;
            let names = is_named.then(|| listed(told.iter().map(|(_, item)| item.title()), "and"));
            let relation = if count == 1 { one_of(*end) } else { end.words() };
            let way = Way { count, relation, first, names };
            first += told.len();
            Some(way)
        };
        let ways: Vec<Way> = related.iter().filter_map(way).collect();
        if !ways.is_empty() {
            self.blocks.push(Block::Ways(ways));
        }
    }

    /// Links by their relations.
    pub(super) fn links(&mut self, id: ItemId, related: Vec<Related<'d>>) {
        let dataset = self.dataset;
        if !related.is_empty() {
            self.blocks.push(Block::Heading(Part::Links, "Links".into()));
        }
        for Related { told, hidden } in related {
            for (row, (end, item)) in told.into_iter().enumerate() {
                let cites = dataset.cites_of_link(id, end);
                let link = Link {
                    index: self.links.len(),
                    relation: end.words(),
                    is_first: row == 0,
                    kind: item.kind().name(),
                    title: item.title(),
                    when: item.when().map(|when| when.to_string()),
                    notes: self.notes(cites),
                };
                self.blocks.push(Block::Link(link));
                self.links.push(end.to);
            }
            if hidden > 0 {
                self.blocks.push(Block::More(hidden, "more"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::bundled;

    #[test]
    fn of_many_links_the_same_are_told_as_if_all_were_put_in_order() {
        let dataset = bundled::dataset().unwrap();
        let ends = |related: &[Related<'_>]| -> Vec<Vec<LinkEnd>> {
            related.iter().map(|related| related.told.iter().map(|(end, _)| *end).collect()).collect()
        };
        for id in dataset.ids() {
            let all = related(&dataset, id, usize::MAX);
            for ends in dataset.links(id).chunk_by(|one, next| one.words() == next.words()) {
                let mut plainly: Vec<_> = ends.iter().map(|end| (*end, dataset.get(end.to).unwrap())).collect();
                plainly.sort_by_key(|(_, item)| (item.kind(), item.when().map(|when| when.earliest())));
                let told =
                    all.iter().find(|told| told.told.first().map(|(end, _)| end.words()) == Some(ends[0].words()));
                assert!(told.unwrap().told.iter().map(|(end, _)| end).eq(plainly.iter().map(|(end, _)| end)));
            }
            for most in [0, 1, 3] {
                let few = related(&dataset, id, most);
                for ((few, all), told) in few.iter().zip(&all).zip(ends(&few)) {
                    assert_eq!(told[..], ends(std::slice::from_ref(all))[0][..told.len()]);
                    assert_eq!((told.len(), told.len() + few.hidden), (most.min(all.told.len()), all.told.len()));
                }
            }
        }
    }
}
