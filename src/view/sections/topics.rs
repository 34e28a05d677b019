//! The topics: the arguments, then initiatives, projects, exercises, people, places and terms.

use super::key::Key;
use crate::data::body::Body;
use crate::data::link::Relation;
use crate::data::{Dataset, ItemId, Kind, Record};

/// A pack has fewer stances than this.
const AFTER_ARGUMENTS: usize = crate::data::pack::lists::MOST;

/// What comes after the arguments, each under its own heading. Of events no source dates some, so the timeline cannot
/// hold them.
const AFTER: [Kind; 7] =
    [Kind::Initiative, Kind::Project, Kind::Exercise, Kind::Person, Kind::Place, Kind::Term, Kind::Event];

/// The number of the heading under which a record stands; nothing if it is at home on a tab of its own.
fn place(dataset: &Dataset<'_>, record: &Record<'_>) -> Option<usize> {
    match record.kind {
        Kind::Theme => argued(dataset, record),
        Kind::Event if record.when.is_some() => None,
        kind => AFTER.iter().position(|after| *after == kind).map(|after| AFTER_ARGUMENTS + after),
    }
}

/// Arguments stand first, in the order of the pack's stances.
fn argued(dataset: &Dataset<'_>, record: &Record<'_>) -> Option<usize> {
    record.glance(|body| {
        let Body::Theme(theme) = body else { return None };
        dataset.pack.all_stances().into_iter().position(|(id, ..)| theme.stance.is(id))
    })
}

/// What stands over the records of a place.
pub(super) fn heading(dataset: &Dataset<'_>, place: usize) -> Option<String> {
    let heading = match place.checked_sub(AFTER_ARGUMENTS).map(|after| AFTER.get(after)) {
        None => dataset.pack.all_stances().get(place).map(|(.., heading)| *heading)?,
        Some(kind) => match *kind? {
            Kind::Event => "Undated events",
            kind => kind.plural(),
        },
    };
    Some(heading.to_owned())
}

/// Where a topic stands: under its heading by title, or else the most important first.
pub(super) fn key(dataset: &Dataset<'_>, by_title: bool, record: &Record<'_>) -> Option<Key> {
    Some(Key { place: place(dataset, record)?, ..place_key(by_title, record) })
}

/// Where a place stands on its map, without a heading. Terms stand as in a dictionary; everything else, unless titles
/// decide, the most important first.
pub(super) fn place_key(by_title: bool, record: &Record<'_>) -> Key {
    let weight = (!by_title && record.kind != Kind::Term).then_some(record.weight);
    Key { weight, text: record.title.to_lowercase().into(), ..Key::default() }
}

/// The place of an item on the map: the item itself, if it is one, or one that it is linked with; where it is located
/// before others, and a country last.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sections::{items, sections};
    use crate::view::tab::Tab;

    #[test]
    fn whatever_is_at_home_here_is_listed_once() {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        let mut listed: Vec<ItemId> = items(sections(&dataset, Tab::Topics, &|_| true)).collect();
        listed.sort();
        let at_home = dataset.items().filter(|(_, item)| Tab::home(*item) == Tab::Topics).map(|(id, _)| id);
        assert_eq!(listed, at_home.collect::<Vec<_>>());
    }
}
