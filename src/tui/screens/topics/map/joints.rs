//! Which places something joins across a border: a link, or a record that tells of both, such as a partnership of two
//! cities. Which relations there are is told by the data.

use std::collections::BTreeSet;
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

/// All of them, of places by their numbers; not a place and the whole that it lies in.
pub(super) fn joints(dataset: &Dataset<'_>, sites: &[Site]) -> Vec<Joint> {
    // Every link of a huge pack is looked at: a place is told there by a look into a list, and a short one.
    let mut numbers: Vec<Option<NonZeroU32>> = vec![None; dataset.len()];
    for (number, site) in (1..).zip(sites).filter(|(_, site)| !site.is_country) {
        if let Some(place) = numbers.get_mut(site.id.index()) {
            *place = NonZeroU32::new(number);
        }
    }
    let number = |id: ItemId| numbers.get(id.index()).copied().flatten().map(|number| number.get() as usize - 1);
    let country = |at: usize| sites.get(at).and_then(|site| site.country);
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut join = |one: usize, other: usize| {
        if country(one) != country(other) {
            pairs.insert((one.min(other), one.max(other)));
        }
    };
    for (id, record) in dataset.numbered_records() {
        let is_place = record.kind == Kind::Place;
        let mut places: Vec<usize> = Vec::new();
        for end in dataset.links(id).iter().take(64 * FEW) {
            let lies_within = is_place && matches!(end.relation, Relation::LocatedIn | Relation::PartOf);
            places.extend(number(end.to).filter(|_| !lies_within));
        }
        places.sort_unstable();
        places.dedup();
        if let Some(here) = number(id) {
            for there in places {
                join(here, there);
            }
        } else if !is_place && places.len() <= FEW {
            for (at, one) in places.iter().enumerate() {
                for other in places.iter().skip(at + 1) {
                    join(*one, *other);
                }
            }
        }
    }
    pairs.into_iter().map(|ends| Joint { ends }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::atlas::Atlas;

    #[test]
    fn what_joins_places_across_a_border_is_told_by_links() {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        let atlas = Atlas::new(&dataset);
        let is_joined = |one: &str, other: &str| {
            let number = |id| atlas.number(dataset.find(id)).expect("a place");
            let (one, other) = (number(one), number(other));
            atlas.joints.iter().any(|joint| joint.other(one) == Some(other) && joint.other(other) == Some(one))
        };
        assert!(is_joined("ahmedabad", "kobe"), "by the record of their partnership");
        assert!(is_joined("kyoto", "varanasi"), "by a link");
        assert!(is_joined("mount-fuji", "himalayas"), "to what is of neither country");
        assert!(!is_joined("mumbai", "ahmedabad"), "in one country");
        assert!(!is_joined("tokyo", "nishikasai"), "a place and the whole it lies in");
    }
}
