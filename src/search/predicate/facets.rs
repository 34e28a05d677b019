//! Facets: sectors, kinds, decades, weights, sources and their grades by which a list is narrowed, several at once.
//!
//! Facets of one group widen each other (Defence or Space), groups narrow each other (Defence, and
//! of the 2010s). A field of a query asks for facets too, as [`super::field`] reads it. Pure: what shows them is the
//! facets overlay.

mod words;

use std::collections::BTreeSet;

use crate::data::pack::Source;
use crate::data::pack::grade::Grade;
use crate::data::record::Weight;
use crate::data::{Dataset, Item, ItemId, Kind};
use crate::search::own::Own;

/// One property of an item by which a list can be narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Of this sector, by its number in the pack.
    Sector(u32),
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
    /// The reader has a note on it.
    Noted,
    /// About this person, by the number of their record.
    Person(ItemId),
    /// Cites a source of this grade.
    Grade(Grade),
    /// Cites this source, by its number in the pack.
    Source(u32),
}

/// The groups facets are shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Sectors.
    Sectors,
    /// Kinds.
    Kinds,
    /// Decades.
    Decades,
    /// Weight, dispute, marks and notes.
    Standing,
    /// People.
    People,
    /// Grades of sources.
    Grades,
    /// Sources.
    Sources,
}

impl Group {
    /// Every group, in the order shown.
    pub const ALL: [Self; 7] =
        [Self::Sectors, Self::Kinds, Self::Decades, Self::Standing, Self::People, Self::Grades, Self::Sources];

    /// Its heading.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sectors => "Sectors",
            Self::Kinds => "Kinds",
            Self::Decades => "Decades",
            Self::Standing => "Standing",
            Self::People => "People",
            Self::Grades => "Sources by grade",
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
            Self::Weight(_) | Self::Disputed | Self::Marked | Self::Noted => Group::Standing,
            Self::Person(_) => Group::People,
            Self::Grade(_) => Group::Grades,
            Self::Source(_) => Group::Sources,
        }
    }

    /// What a reader calls it.
    #[must_use]
    pub fn name(self, dataset: &Dataset<'_>) -> String {
        let pack = &dataset.pack;
        match self {
            Self::Sector(index) => pack.sectors.get(index as usize).map(ToString::to_string).unwrap_or_default(),
            Self::Kind(kind) => kind.name().to_owned(),
            Self::Decade(tens) => format!("{}s", tens * 10),
            Self::Weight(weight) => weight.name().to_owned(),
            Self::Disputed => "Sources disagree".to_owned(),
            Self::Marked => "Marked".to_owned(),
            Self::Noted => "With your note".to_owned(),
            Self::Person(id) => dataset.get(id).map_or_else(String::new, |item| item.title().to_owned()),
            Self::Grade(grade) => format!("{}: {}", grade.letter(), grade.meaning()),
            Self::Source(index) => pack.sources.get(index as usize).map(Source::byline).unwrap_or_default(),
        }
    }

    /// Whether an item has it.
    pub(super) fn holds(self, dataset: &Dataset<'_>, id: ItemId, own: &dyn Own) -> bool {
        let record = dataset.record(id);
        match self {
            Self::Sector(index) => dataset.sector_numbers(id).iter().any(|number| u32::from(*number) == index),
            Self::Kind(kind) => dataset.get(id).is_some_and(|item| item.kind() == kind),
            Self::Decade(tens) => record.and_then(|record| record.when).is_some_and(|when| when.year() / 10 == tens),
            Self::Weight(weight) => record.is_some_and(|record| record.weight == weight),
            Self::Disputed => dataset.get(id).is_some_and(is_disputed),
            Self::Marked => own.is_marked(id),
            Self::Noted => own.notes().has(id),
            Self::Person(person) => people_of(dataset, id).any(|linked| linked == person),
            Self::Grade(grade) => {
                let grade_of =
                    |number: &u32| dataset.pack.sources.get(*number as usize).and_then(|source| source.grade);
                dataset.cited(id).iter().any(|number| grade_of(number) == Some(grade))
            }
            Self::Source(index) => dataset.cited(id).binary_search(&index).is_ok(),
        }
    }
}

/// Whether sources differ about an item, or about some figure of it.
pub(super) fn is_disputed(item: Item<'_, '_>) -> bool {
    match item {
        Item::Record(record) => !record.conflicts.is_empty(),
        Item::Series(series) => series.points.iter().any(|point| !point.also.is_empty()),
    }
}

/// Whether an item cites any of these sources, by their numbers in order.
pub(super) fn cites_any(sources: &[u32], dataset: &Dataset<'_>, id: ItemId) -> bool {
    dataset.cited(id).iter().any(|cited| sources.binary_search(cited).is_ok())
}

/// The number of a sector or a source.
pub(super) fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// The people an item is linked with.
fn people_of(dataset: &Dataset<'_>, id: ItemId) -> impl Iterator<Item = ItemId> {
    let linked = dataset.neighbours(id);
    linked.filter(|id| dataset.record(*id).is_some_and(|record| record.kind == Kind::Person))
}

/// Every facet an item has, in order.
#[cfg(test)]
pub(super) fn facets_of(dataset: &Dataset<'_>, own: &dyn Own, id: ItemId) -> Vec<Facet> {
    let mut facets = Vec::new();
    each_facet(dataset, own, id, |facet| facets.push(facet));
    facets.sort_unstable();
    facets.dedup();
    facets
}

/// Hands out every facet an item has, some of them more than once.
pub(super) fn each_facet(dataset: &Dataset<'_>, own: &dyn Own, id: ItemId, mut visit: impl FnMut(Facet)) {
    let Some(item) = dataset.get(id) else { return };
    visit(Facet::Kind(item.kind()));
    if let Item::Record(record) = item {
        dataset.sector_numbers(id).iter().for_each(|number| visit(Facet::Sector(u32::from(*number))));
        record.when.into_iter().for_each(|when| visit(Facet::Decade(when.year() / 10)));
        visit(Facet::Weight(record.weight));
    }
    if is_disputed(item) {
        visit(Facet::Disputed);
    }
    if own.is_marked(id) {
        visit(Facet::Marked);
    }
    if own.notes().has(id) {
        visit(Facet::Noted);
    }
    people_of(dataset, id).for_each(|person| visit(Facet::Person(person)));
    for &index in dataset.cited(id) {
        visit(Facet::Source(index));
        let grade = dataset.pack.sources.get(index as usize).and_then(|source| source.grade);
        if let Some(grade) = grade {
            visit(Facet::Grade(grade));
        }
    }
}

/// The facets chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen(BTreeSet<Facet>);

impl FromIterator<Facet> for Chosen {
    fn from_iter<I: IntoIterator<Item = Facet>>(facets: I) -> Self {
        Self(facets.into_iter().collect())
    }
}

impl Chosen {
    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each of them.
    pub fn facets(&self) -> impl Iterator<Item = Facet> {
        self.0.iter().copied()
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

    /// Those that ask for no time, if any asks for one.
    #[must_use]
    pub fn at_any_time(&self) -> Option<Self> {
        let rest: Self = self.facets().filter(|facet| facet.group() != Group::Decades).collect();
        (rest.0.len() < self.0.len()).then_some(rest)
    }

    /// Lets all go.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether an item passes that has what `has` tells: one of each group of which any is chosen.
    pub(super) fn pass(&self, has: impl Fn(Facet) -> bool) -> bool {
        self.failing(has).next().is_none()
    }

    /// The groups of which something is chosen, but nothing that an item has, which has what `has` tells.
    pub(super) fn failing(&self, has: impl Fn(Facet) -> bool) -> impl Iterator<Item = Group> {
        // Those of a group stand together: they are gone through once.
        let mut rest = self.0.iter().copied().peekable();
        std::iter::from_fn(move || {
            loop {
                let first = rest.next()?;
                let group = first.group();
                let mut has_one = has(first);
                while let Some(next) = rest.next_if(|facet| facet.group() == group) {
                    has_one = has_one || has(next);
                }
                if !has_one {
                    return Some(group);
                }
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::own::NoteTexts;
    use crate::search::predicate::Predicate;
    use crate::search::predicate::facet_counts::FacetCounts;

    /// Somebody who marked every third item, and has notes.
    struct EveryThird(NoteTexts);

    impl Own for EveryThird {
        fn is_marked(&self, id: ItemId) -> bool {
            id.index().is_multiple_of(3)
        }

        fn notes(&self) -> &NoteTexts {
            &self.0
        }
    }

    #[test]
    fn groups_narrow_and_their_members_widen() {
        let mut chosen = Chosen::default();
        let defence_2014 = |facet| [Facet::Sector(1), Facet::Decade(201)].contains(&facet);
        let space_1963 = |facet| [Facet::Sector(5), Facet::Decade(196)].contains(&facet);
        assert!(chosen.pass(defence_2014));
        chosen.toggle(Facet::Sector(1));
        assert!(chosen.pass(defence_2014) && !chosen.pass(space_1963));
        chosen.toggle(Facet::Sector(5));
        assert!(chosen.pass(defence_2014) && chosen.pass(space_1963));
        chosen.toggle(Facet::Decade(201));
        assert!(chosen.pass(defence_2014) && !chosen.pass(space_1963));
        assert_eq!(chosen.failing(space_1963).collect::<Vec<_>>(), [Group::Decades]);
        chosen.toggle(Facet::Decade(201));
        assert!(chosen.pass(space_1963));
    }

    #[test]
    fn facets_of_a_group_stand_together_in_the_order_of_the_groups() {
        use crate::data::record::Weight;
        let id = ItemId::from_index(1);
        let all: Chosen = Kind::ALL
            .into_iter()
            .map(Facet::Kind)
            .chain([Facet::Disputed, Facet::Marked, Facet::Noted, Facet::Weight(Weight::Core), Facet::Decade(3)])
            .chain([Facet::Person(id), Facet::Source(0), Facet::Sector(0), Facet::Sector(7), Facet::Source(9)])
            .chain(Grade::ALL.map(Facet::Grade))
            .collect();
        let mut groups: Vec<Group> = all.facets().map(Facet::group).collect();
        groups.dedup();
        assert_eq!(groups, Group::ALL);
        assert_eq!(all.failing(|_| false).collect::<Vec<_>>(), Group::ALL);
        assert_eq!(all.failing(|facet| facet == Facet::Sector(7)).collect::<Vec<_>>(), Group::ALL[1..]);
    }

    #[test]
    fn a_count_is_what_choosing_would_show() {
        let dataset = crate::data::bundled::dataset().unwrap();
        let items: Vec<ItemId> = dataset.ids().collect();
        let mut chosen = Chosen::default();
        chosen.toggle(Facet::Kind(Kind::Agreement));
        let mut counts = FacetCounts::new(items.clone(), chosen.clone());
        counts.advance(&dataset, &crate::search::own::Nothing, usize::MAX);
        for (facet, count) in counts.sorted().into_iter().filter(|(facet, _)| facet.group() != Group::Kinds) {
            let mut with = chosen.clone();
            with.toggle(facet);
            let predicate = Predicate::ALL.with_facets(&with);
            assert_eq!(items.iter().filter(|id| predicate.passes(&dataset, **id)).count(), count, "{facet:?}");
        }
    }

    #[test]
    fn an_item_has_its_facets_and_no_others() {
        let dataset = crate::data::bundled::dataset().unwrap();
        let own = EveryThird(NoteTexts::new(dataset.ids().step_by(5).map(|id| (id, "mine".to_owned()))));
        let of_items: Vec<_> = dataset.ids().map(|id| (id, facets_of(&dataset, &own, id))).collect();
        let all: BTreeSet<Facet> = of_items.iter().flat_map(|(_, facets)| facets).copied().collect();
        for (id, facets) in of_items.iter().step_by(7) {
            for facet in &all {
                assert_eq!(facet.holds(&dataset, *id, &own), facets.contains(facet), "{facet:?} of {id:?}");
            }
        }
    }
}
