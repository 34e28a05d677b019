//! Facets: sectors, kinds, decades, weights and sources by which a list is narrowed, several at once.
//!
//! Facets of one group widen each other (Defence or Space), groups narrow each other (Defence, and
//! of the 2010s). Pure; the overlay that shows them is `overlay::facets`.

use std::collections::BTreeSet;

use crate::data::pack::Source;
use crate::data::record::Weight;
use crate::data::{Dataset, Item, ItemId, Kind};

/// One property of an item by which a list can be narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Of this sector, by its number in the pack.
    Sector(u16),
    /// Of this kind.
    Kind(Kind),
    /// From the ten years that begin with this ten.
    Decade(i16),
    /// Of this weight.
    Weight(Weight),
    /// Sources disagree about it.
    Disputed,
    /// Marked by the reader.
    Marked,
    /// About this person, by the number of their record.
    Person(ItemId),
    /// Cites this source, by its number in the pack.
    Source(u16),
}

/// The groups facets are shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Sectors.
    Sectors,
    /// Kinds.
    Kinds,
    /// Decades.
    Decades,
    /// Weight, dispute and marks.
    Standing,
    /// People.
    People,
    /// Sources.
    Sources,
}

impl Group {
    /// Every group, in the order shown.
    pub const ALL: [Self; 6] = [Self::Sectors, Self::Kinds, Self::Decades, Self::Standing, Self::People, Self::Sources];

    /// Its heading.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sectors => "Sectors",
            Self::Kinds => "Kinds",
            Self::Decades => "Decades",
            Self::Standing => "Standing",
            Self::People => "People",
            Self::Sources => "Sources",
        }
    }
}

impl Facet {
    /// The group it is shown in.
    #[must_use]
    pub fn group(self) -> Group {
        match self {
            Self::Sector(_) => Group::Sectors,
            Self::Kind(_) => Group::Kinds,
            Self::Decade(_) => Group::Decades,
            Self::Weight(_) | Self::Disputed | Self::Marked => Group::Standing,
            Self::Person(_) => Group::People,
            Self::Source(_) => Group::Sources,
        }
    }

    /// What a reader calls it.
    #[must_use]
    pub fn name(self, dataset: &Dataset<'_>) -> String {
        let pack = &dataset.pack;
        match self {
            Self::Sector(index) => pack.sectors.get(usize::from(index)).map(ToString::to_string).unwrap_or_default(),
            Self::Kind(kind) => kind.name().to_owned(),
            Self::Decade(tens) => format!("{}s", tens * 10),
            Self::Weight(weight) => weight.name().to_owned(),
            Self::Disputed => "Sources disagree".to_owned(),
            Self::Marked => "Marked".to_owned(),
            Self::Person(id) => dataset.get(id).map_or_else(String::new, |item| item.title().to_owned()),
            Self::Source(index) => pack.sources.get(usize::from(index)).map(Source::byline).unwrap_or_default(),
        }
    }
}

/// Every facet an item has.
#[must_use]
pub fn facets_of(dataset: &Dataset<'_>, marked: &dyn Fn(ItemId) -> bool, id: ItemId) -> Vec<Facet> {
    let Some(item) = dataset.get(id) else { return Vec::new() };
    let number = |index: usize| u16::try_from(index).unwrap_or(u16::MAX);
    let mut facets = vec![Facet::Kind(item.kind())];
    if let Item::Record(record) = item {
        let sectors = &dataset.pack.sectors;
        let numbers = record.sectors.iter().filter_map(|name| sectors.iter().position(|sector| sector == name));
        facets.extend(numbers.map(|index| Facet::Sector(number(index))));
        facets.extend(record.when.map(|when| Facet::Decade(when.year() / 10)));
        facets.push(Facet::Weight(record.weight));
        facets.extend((!record.conflicts.is_empty()).then_some(Facet::Disputed));
    }
    facets.extend(marked(id).then_some(Facet::Marked));
    let linked = dataset.links(id).iter().chain(dataset.back_links(id));
    let people = linked.filter(|id| dataset.record(**id).is_some_and(|record| record.kind == Kind::Person));
    facets.extend(people.map(|id| Facet::Person(*id)));
    let sources = &dataset.pack.sources;
    for cite in item.each_cite() {
        facets.extend(
            sources.iter().position(|source| source.id == cite.source).map(|index| Facet::Source(number(index))),
        );
    }
    facets.sort_unstable();
    facets.dedup();
    facets
}

/// The facets chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen(BTreeSet<Facet>);

impl Chosen {
    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this one is.
    #[must_use]
    pub fn contains(&self, facet: Facet) -> bool {
        self.0.contains(&facet)
    }

    /// Chooses a facet, or lets it go.
    pub fn toggle(&mut self, facet: Facet) {
        if !self.0.remove(&facet) {
            self.0.insert(facet);
        }
    }

    /// Lets all go.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether an item with these facets passes: one of each group of which any is chosen.
    #[must_use]
    pub fn pass(&self, facets: &[Facet]) -> bool {
        self.passes_but(facets, None)
    }

    /// As [`Self::pass`], whatever is chosen in one group.
    #[must_use]
    pub fn passes_but(&self, facets: &[Facet], open: Option<Group>) -> bool {
        Group::ALL.into_iter().filter(|group| Some(*group) != open).all(|group| {
            let mut chosen = self.0.iter().filter(|facet| facet.group() == group).peekable();
            chosen.peek().is_none() || chosen.any(|facet| facets.contains(facet))
        })
    }

    /// `Defence, Space · 2010s`
    #[must_use]
    pub fn in_words(&self, dataset: &Dataset<'_>) -> String {
        let groups = Group::ALL.into_iter().map(|group| {
            let chosen = self.0.iter().filter(|facet| facet.group() == group);
            chosen.map(|facet| facet.name(dataset)).collect::<Vec<_>>().join(", ")
        });
        groups.filter(|names| !names.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

/// A facet, and how many items of a list would show if it were chosen beside what is chosen in other groups.
pub type Counted = (Facet, usize);

/// Every facet that any of these items has, with its count: by group, in each the natural order, people
/// and sources by count.
#[must_use]
pub fn counted(
    dataset: &Dataset<'_>,
    marked: &dyn Fn(ItemId) -> bool,
    chosen: &Chosen,
    items: &[ItemId],
) -> Vec<Counted> {
    let of_items: Vec<Vec<Facet>> = items.iter().map(|id| facets_of(dataset, marked, *id)).collect();
    let all: BTreeSet<Facet> = of_items.iter().flatten().copied().collect();
    let mut counted: Vec<Counted> = Vec::new();
    for group in Group::ALL {
        let passing: Vec<_> = of_items.iter().filter(|facets| chosen.passes_but(facets, Some(group))).collect();
        let of_group = all.iter().filter(|facet| facet.group() == group);
        // What everything has tells nothing apart.
        if group == Group::Kinds && of_group.clone().count() < 2 {
            continue;
        }
        let start = counted.len();
        counted.extend(of_group.map(|facet| (*facet, passing.iter().filter(|facets| facets.contains(facet)).count())));
        if matches!(group, Group::People | Group::Sources)
            && let Some(tail) = counted.get_mut(start..)
        {
            tail.sort_by_key(|(facet, count)| (std::cmp::Reverse(*count), *facet));
        }
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_narrow_and_their_members_widen() {
        let mut chosen = Chosen::default();
        let defence_2014 = [Facet::Sector(1), Facet::Decade(201)];
        let space_1963 = [Facet::Sector(5), Facet::Decade(196)];
        assert!(chosen.pass(&defence_2014));
        chosen.toggle(Facet::Sector(1));
        assert!(chosen.pass(&defence_2014) && !chosen.pass(&space_1963));
        chosen.toggle(Facet::Sector(5));
        assert!(chosen.pass(&defence_2014) && chosen.pass(&space_1963));
        chosen.toggle(Facet::Decade(201));
        assert!(chosen.pass(&defence_2014) && !chosen.pass(&space_1963));
        assert!(chosen.passes_but(&space_1963, Some(Group::Decades)));
        chosen.toggle(Facet::Decade(201));
        assert!(chosen.pass(&space_1963));
    }

    #[test]
    fn a_count_is_what_choosing_would_show() {
        let dataset = crate::data::bundled::dataset().unwrap();
        let marked = |_| false;
        let items: Vec<ItemId> = dataset.ids().collect();
        let mut chosen = Chosen::default();
        chosen.toggle(Facet::Kind(Kind::Agreement));
        let of_items: Vec<_> = items.iter().map(|id| facets_of(&dataset, &marked, *id)).collect();
        let others = counted(&dataset, &marked, &chosen, &items);
        for (facet, count) in others.into_iter().filter(|(facet, _)| facet.group() != Group::Kinds) {
            let mut with = chosen.clone();
            with.toggle(facet);
            assert_eq!(of_items.iter().filter(|facets| with.pass(facets)).count(), count, "{facet:?}");
        }
    }
}
