//! The topics: the arguments, then initiatives, projects, exercises, people, places and terms.

use std::collections::BTreeMap;

use super::{Passes, Row, add_section};
use crate::data::body::Body;
use crate::data::link::Relation;
use crate::data::{Dataset, ItemId, Kind, Record};

/// The headings of the list, in order, each with what belongs under it.
type Sections<'d> = BTreeMap<(usize, &'d str), Vec<(ItemId, &'d Record<'d>)>>;

/// A pack has fewer stances than this.
const AFTER_ARGUMENTS: usize = crate::data::pack::lists::MOST;

/// Under which heading a record stands, and where that stands among the headings; nothing if it is at home on a
/// tab of its own.
fn heading<'d>(dataset: &'d Dataset<'d>, record: &Record<'_>) -> Option<(usize, &'d str)> {
    let kind = record.kind;
    match kind {
        Kind::Theme => argued(dataset, record),
        Kind::Initiative => Some((AFTER_ARGUMENTS, kind.plural())),
        Kind::Project => Some((AFTER_ARGUMENTS + 1, kind.plural())),
        Kind::Exercise => Some((AFTER_ARGUMENTS + 2, kind.plural())),
        Kind::Person => Some((AFTER_ARGUMENTS + 3, kind.plural())),
        Kind::Place => Some((AFTER_ARGUMENTS + 4, kind.plural())),
        Kind::Term => Some((AFTER_ARGUMENTS + 5, kind.plural())),
        // No source dates them, so the timeline cannot hold them.
        Kind::Event => record.when.is_none().then_some((AFTER_ARGUMENTS + 6, "Undated events")),
        Kind::Agreement | Kind::Institution | Kind::Series => None,
    }
}

/// Arguments stand first, in the order of the pack's stances.
fn argued<'d>(dataset: &'d Dataset<'d>, record: &Record<'_>) -> Option<(usize, &'d str)> {
    record.glance(|body| {
        let Body::Theme(theme) = body else { return None };
        let stances = dataset.pack.all_stances().into_iter().enumerate();
        stances.filter(|(_, (id, ..))| theme.stance.is(id)).map(|(at, (_, _, heading))| (at, heading)).next()
    })
}

/// The topics that pass; within a section by title, or else the most important first.
#[must_use]
pub fn sections<'d>(dataset: &'d Dataset<'d>, by_title: bool, passes: Passes<'_>) -> Vec<Row> {
    let mut sections = Sections::new();
    for (id, record) in dataset.numbered_records() {
        if let Some(heading) = heading(dataset, record)
            && passes(id)
        {
            sections.entry(heading).or_default().push((id, record));
        }
    }
    let mut rows = Vec::new();
    for ((_, heading), listed) in sections {
        add_section(&mut rows, heading, sorted(listed, by_title).into_iter());
    }
    rows
}

/// The places that pass, without their heading: what a map of them lists.
#[must_use]
pub fn places<'d>(dataset: &'d Dataset<'d>, by_title: bool, passes: Passes<'_>) -> Vec<Row> {
    let places = dataset.of_kind(Kind::Place).iter().filter(|id| passes(**id));
    let places = places.filter_map(|id| Some((*id, dataset.record(*id)?))).collect();
    sorted(places, by_title).into_iter().map(Row::Item).collect()
}

/// The place of an item on the map: the item itself, if it is one, or one that it is linked with; where it is located before
/// others, and a country last.
#[must_use]
pub fn place_of(dataset: &Dataset<'_>, item: ItemId) -> Option<ItemId> {
    let is_place = |id: ItemId| dataset.record(id).is_some_and(|record| record.kind == Kind::Place);
    if is_place(item) {
        return Some(item);
    }
    let is_country = |id: ItemId| dataset.record(id).is_some_and(|record| is_country(dataset, record));
    let places = dataset.links(item).iter().filter(|end| is_place(end.to));
    places.min_by_key(|end| (is_country(end.to), end.relation != Relation::LocatedIn)).map(|end| end.to)
}

/// Whether a record is the place that the country it is of is called by: the country itself.
#[must_use]
pub fn is_country(dataset: &Dataset<'_>, record: &Record<'_>) -> bool {
    let Body::Place(place) = &record.body else { return false };
    dataset.pack.countries.iter().any(|country| country.code == place.side && country.name == record.title)
}

/// Terms as in a dictionary; everything else, unless titles decide, the most important first.
fn sorted(mut listed: Vec<(ItemId, &Record<'_>)>, by_title: bool) -> Vec<ItemId> {
    listed.sort_by_cached_key(|(_, record)| {
        let weight = (!by_title && record.kind != Kind::Term).then_some(record.weight);
        (weight, record.title.to_lowercase())
    });
    listed.into_iter().map(|(id, _)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sections::items;
    use crate::view::tab::Tab;

    #[test]
    fn whatever_is_at_home_here_is_listed_once() {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        let mut listed: Vec<ItemId> = items(sections(&dataset, false, &|_| true)).collect();
        listed.sort();
        let at_home = dataset.items().filter(|(_, item)| Tab::home(*item) == Tab::Topics).map(|(id, _)| id);
        assert_eq!(listed, at_home.collect::<Vec<_>>());
    }
}
