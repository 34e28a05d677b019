//! Which places something joins across a border: a link, or a record that tells of both, such as a partnership of two
//! cities. Which relations there are is told by the data.

use std::num::NonZeroU32;

use super::site::Site;
use crate::data::link::Relation;
use crate::data::{Dataset, ItemId, Kind};

/// A record about more places than this joins none of them: it is about them all.
const FEW: usize = 12;

/// Two places that something joins, of which at least one is on the soil of a country that the dataset is about, and
/// not both on that of the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Joint {
    /// Their numbers in the atlas.
    pub(super) ends: (usize, usize),
}

impl Joint {
    /// The other of the two places, if this is one.
    pub(super) fn other(&self, at: usize) -> Option<usize> {
        match self.ends {
            (one, other) if one == at => Some(other),
            (one, other) if other == at => Some(one),
            _ => None,
        }
    }
}

/// So many of an item's links are looked at.
const LINKS: usize = 64 * FEW;

/// All of them, of places by their numbers; not a place and the whole that it lies in. They are looked for from the
/// places on, for of a huge pack most records have nothing to do with any.
pub(super) fn joints(dataset: &Dataset<'_>, sites: &[Site]) -> Vec<Joint> {
    let numbers = Numbers::new(dataset, sites);
    // Each record with a place that it tells of.
    let mut told: Vec<(ItemId, usize)> = Vec::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (here, site) in sites.iter().enumerate().filter(|(_, site)| !site.is_country) {
        for (number, end) in dataset.links(site.id).iter().enumerate() {
            if let Some(there) = numbers.of(end.to) {
                let lies_within = matches!(end.relation, Relation::LocatedIn | Relation::PartOf);
                pairs.extend(Some((here, there)).filter(|_| number < LINKS && !lies_within));
            } else if dataset.record(end.to).is_some_and(|record| record.kind != Kind::Place) {
                told.push((end.to, here));
            }
        }
    }
    told.sort_unstable();
    told.dedup();
    for of_record in told.chunk_by(|(one, _), (other, _)| one == other) {
        let Some((id, _)) = of_record.first() else { continue };
        let links = dataset.links(*id);
        let mut places: Vec<usize> = of_record.iter().map(|(_, place)| *place).collect();
        if links.len() > LINKS {
            places = links.iter().take(LINKS).filter_map(|end| numbers.of(end.to)).collect();
            places.sort_unstable();
            places.dedup();
        }
        if places.len() <= FEW {
            for (at, one) in places.iter().enumerate() {
                pairs.extend(places.iter().skip(at + 1).map(|other| (*one, *other)));
            }
        }
    }
    let country = |at: usize| sites.get(at).and_then(|site| site.country);
    pairs.retain(|(one, other)| country(*one) != country(*other));
    for (one, other) in &mut pairs {
        (*one, *other) = ((*one).min(*other), (*one).max(*other));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.into_iter().map(|ends| Joint { ends }).collect()
}

/// The numbers of places that are no countries: links are very many, and a look into a list tells.
struct Numbers(Vec<Option<NonZeroU32>>);

impl Numbers {
    fn new(dataset: &Dataset<'_>, sites: &[Site]) -> Self {
        let mut numbers = vec![None; dataset.len()];
        for (number, site) in (1..).zip(sites).filter(|(_, site)| !site.is_country) {
            if let Some(place) = numbers.get_mut(site.id.index()) {
                *place = NonZeroU32::new(number);
            }
        }
        Self(numbers)
    }

    fn of(&self, id: ItemId) -> Option<usize> {
        self.0.get(id.index()).copied().flatten().map(|number| number.get() as usize - 1)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::atlas::Atlas;
    use super::*;

    /// The same, looked for in every record.
    fn plainly(dataset: &Dataset<'_>, sites: &[Site]) -> Vec<(usize, usize)> {
        let number = |id: ItemId| sites.iter().position(|site| site.id == id && !site.is_country);
        let mut pairs = BTreeSet::new();
        for (id, record) in dataset.numbered_records() {
            let is_place = record.kind == Kind::Place;
            let within = |relation| is_place && matches!(relation, Relation::LocatedIn | Relation::PartOf);
            let links = dataset.links(id).iter().take(LINKS).filter(|end| !within(end.relation));
            let places: BTreeSet<usize> = links.filter_map(|end| number(end.to)).collect();
            let (ones, others) = match number(id) {
                Some(here) => (BTreeSet::from([here]), places),
                None if !is_place && places.len() <= FEW => (places.clone(), places),
                None => continue,
            };
            for one in ones {
                let across = others.iter().filter(|other| sites[one].country != sites[**other].country);
                pairs.extend(across.map(|other| (one.min(*other), one.max(*other))));
            }
        }
        pairs.into_iter().collect()
    }

    #[test]
    fn from_the_places_on_the_same_is_found_as_in_every_record() {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        let atlas = Atlas::new(&dataset);
        let found: Vec<_> = joints(&dataset, &atlas.sites).into_iter().map(|joint| joint.ends).collect();
        assert!(!found.is_empty());
        assert_eq!(found, plainly(&dataset, &atlas.sites));
    }

    #[test]
    fn what_joins_places_across_a_border_is_told_by_links() {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        let atlas = Atlas::new(&dataset);
        let is_joined = |one: &str, other: &str| {
            let number = |id| atlas.number(dataset.find(id)).expect("a place");
            let (one, other) = (number(one), number(other));
            atlas
                .joints(&dataset)
                .iter()
                .any(|joint| joint.other(one) == Some(other) && joint.other(other) == Some(one))
        };
        assert!(is_joined("ahmedabad", "kobe"), "by the record of their partnership");
        assert!(is_joined("kyoto", "varanasi"), "by a link");
        assert!(is_joined("mount-fuji", "himalayas"), "to what is of neither country");
        assert!(!is_joined("mumbai", "ahmedabad"), "in one country");
        assert!(!is_joined("tokyo", "nishikasai"), "a place and the whole it lies in");
    }
}
