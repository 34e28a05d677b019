//! Which items pass: one question, which the lists, the finder and the commands ask.
//!
//! An item passes a [`Predicate`] if it is one of a list, meets every condition of a query, and has one of the
//! facets chosen in each group. What is the reader's own, which a query and a facet may ask, the predicate is told.
//! What the parts are is for [`facets`] (counted in [`facet_counts`]), [`field`] and [`conditions`]; how well an item
//! fits the words of a query is no matter of passing, but of [`super::engine::scorer`].

pub(crate) mod conditions;
pub mod facet_counts;
pub mod facets;
pub(crate) mod field;

use self::conditions::Conditions;
use self::facets::Chosen;
use super::results::Results;
use crate::data::{Dataset, ItemId};
use crate::search::engine::corpus::Corpus;
use crate::search::own::{Nothing, Own};

/// What an item has to be to pass. It begins as [`Predicate::ALL`] and is narrowed.
#[derive(Clone, Copy)]
pub struct Predicate<'p> {
    own: &'p dyn Own,
    list: Option<List<'p>>,
    conditions: Option<(&'p Conditions, &'p Corpus)>,
    chosen: Option<&'p Chosen>,
    /// Whether the times that the conditions ask for are left out of account.
    any_time: bool,
}

/// Items of which one has to be.
#[derive(Clone, Copy, Debug)]
struct List<'p> {
    items: &'p [ItemId],
    /// Whether they stand in the order of the dataset.
    in_order: bool,
}

impl List<'_> {
    fn has(self, id: ItemId) -> bool {
        if self.in_order { self.items.binary_search(&id).is_ok() } else { self.items.contains(&id) }
    }
}

impl std::fmt::Debug for Predicate<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { list, chosen, .. } = self;
        f.debug_struct("Predicate").field("list", list).field("chosen", chosen).finish_non_exhaustive()
    }
}

impl<'p> Predicate<'p> {
    /// Lets everything pass, of a reader who has nothing of their own.
    pub const ALL: Self = Self { own: &Nothing, list: None, conditions: None, chosen: None, any_time: false };

    /// For a reader who has this of their own.
    #[must_use]
    pub fn of(self, own: &'p dyn Own) -> Self {
        Self { own, ..self }
    }

    /// Only these items, in any order.
    #[must_use]
    pub fn within(self, items: &'p [ItemId]) -> Self {
        Self { list: Some(List { items, in_order: items.is_sorted() }), ..self }
    }

    /// Only what a query found, if one was asked.
    #[must_use]
    pub fn found_by(self, results: Option<&'p Results>) -> Self {
        let list = results.map(|results| List { items: &results.matching, in_order: true });
        Self { list: list.or(self.list), ..self }
    }

    /// Only what has one of the facets chosen in each group.
    #[must_use]
    pub fn with_facets(self, chosen: &'p Chosen) -> Self {
        Self { chosen: Some(chosen).filter(|chosen| !chosen.is_empty()), ..self }
    }

    /// Only what meets the conditions of a query in what is searched of the items.
    pub(crate) fn meeting(self, conditions: &'p Conditions, corpus: &'p Corpus) -> Self {
        Self { conditions: Some((conditions, corpus)).filter(|_| !conditions.is_empty()), ..self }
    }

    /// The same of items of which nothing is dated, whatever times the conditions ask for.
    pub(crate) fn at_any_time(self) -> Self {
        Self { any_time: true, ..self }
    }

    /// The same for items that are of the list.
    pub(crate) fn anywhere(self) -> Self {
        Self { list: None, ..self }
    }

    /// What the reader has of their own.
    pub(crate) fn own(&self) -> &'p dyn Own {
        self.own
    }

    /// The list of which an item has to be.
    pub(crate) fn list(&self) -> Option<&'p [ItemId]> {
        self.list.map(|list| list.items)
    }

    /// The facets chosen, if any are.
    pub(crate) fn chosen(&self) -> Option<&'p Chosen> {
        self.chosen
    }

    /// Whether everything passes.
    pub(crate) fn is_all(&self) -> bool {
        self.list.is_none() && self.conditions.is_none() && self.chosen.is_none()
    }

    /// Whether an item passes.
    #[must_use]
    pub fn passes(&self, dataset: &Dataset<'_>, id: ItemId) -> bool {
        self.list.is_none_or(|list| list.has(id))
            && self.conditions.is_none_or(|(conditions, corpus)| {
                if self.any_time {
                    conditions.hold_at_any_time(corpus, dataset, id, self.own)
                } else {
                    conditions.hold(corpus, dataset, id, self.own)
                }
            })
            && self.chosen.is_none_or(|chosen| chosen.pass(|facet| facet.holds(dataset, id, self.own)))
    }
}

#[cfg(test)]
mod tests {
    use super::facets::Facet;
    use super::*;
    use crate::data::Kind;

    /// Somebody who marked every other item.
    struct Even;

    impl Own for Even {
        fn is_marked(&self, id: ItemId) -> bool {
            id.index().is_multiple_of(2)
        }
    }

    #[test]
    fn everything_that_narrows_narrows() {
        let dataset = crate::data::bundled::dataset().unwrap();
        let all: Vec<ItemId> = dataset.ids().collect();
        let passing = |predicate: Predicate<'_>| {
            all.iter().copied().filter(|id| predicate.passes(&dataset, *id)).collect::<Vec<_>>()
        };
        assert_eq!(passing(Predicate::ALL), all);
        let upwards: Vec<ItemId> = all.iter().copied().step_by(3).collect();
        let downwards: Vec<ItemId> = upwards.iter().copied().rev().collect();
        assert_eq!(passing(Predicate::ALL.within(&upwards)), upwards);
        assert_eq!(passing(Predicate::ALL.within(&downwards)), upwards);
        let mut chosen = Chosen::default();
        assert_eq!(passing(Predicate::ALL.with_facets(&chosen)), all);
        chosen.toggle(Facet::Kind(Kind::Event));
        chosen.toggle(Facet::Marked);
        let is_such =
            |id: &ItemId| Even.is_marked(*id) && dataset.get(*id).is_some_and(|item| item.kind() == Kind::Event);
        let expected: Vec<ItemId> = upwards.iter().copied().filter(is_such).collect();
        assert!(!expected.is_empty());
        assert_eq!(passing(Predicate::ALL.of(&Even).within(&downwards).with_facets(&chosen)), expected);
    }
}
