//! Making a list anew in slices: what passes is found, what may be listed is put in order, what is told of the whole is
//! counted. What is listed then is each tab's matter, and how far one goes in a slice [`Listing`]'s.
//!
//! [`Listing`]: crate::tui::screens::listing::Listing

use super::{Filter, ListDetail};
use crate::data::ItemId;
use crate::search::Predicate;
use crate::search::facets::Chosen;
use crate::tui::context::Context;
use crate::view::sections::order::Ordering;

/// How far a list is made anew.
#[derive(Debug)]
pub struct Remaking {
    /// What is next.
    pub stage: Stage,
    /// Whether one begins at the beginning of it, as it opens.
    pub begins: bool,
}

impl Remaking {
    /// Nothing is done yet.
    #[must_use]
    pub fn new(begins: bool) -> Self {
        Self { stage: Stage::Passing(Passing::default()), begins }
    }

    /// Whether what passes is listed already, so that all that is left is to count.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        matches!(self.stage, Stage::Counting)
    }

    /// Only what is told of the whole is counted anew.
    #[must_use]
    pub fn of_counts() -> Self {
        Self { stage: Stage::Counting, begins: false }
    }
}

/// A copy of a list only draws: of what is half made it need know no more than that it is, and what it would make of it
/// from the beginning is the same. That may be megabytes, which a presenter's frame would copy for each place in the
/// room.
impl Clone for Remaking {
    fn clone(&self) -> Self {
        if self.is_listed() { Self { begins: self.begins, ..Self::of_counts() } } else { Self::new(self.begins) }
    }
}

/// What is done to make a list anew.
#[derive(Debug)]
pub enum Stage {
    /// It is found out what passes.
    Passing(Passing),
    /// All that may be listed is put in order; some of it passes.
    Ordering(Passing, Ordering),
    /// It is listed, what passes.
    Listing(Passing),
    /// What is told of the whole list is counted.
    Counting,
}

/// Which items pass the filter and the facets, as far as they were asked.
#[derive(Debug, Default)]
pub struct Passing {
    /// For each item of the dataset whether it passes; nothing if all do.
    answers: Option<Vec<bool>>,
    /// How many were asked.
    asked: usize,
    /// What they were asked for: where that is another, they are asked anew.
    basis: Option<Basis>,
}

/// What items are asked for: what was found for the filter, and the facets.
#[derive(Debug)]
struct Basis {
    found: Option<(String, u64)>,
    chosen: Chosen,
}

impl Basis {
    fn is(&self, found: Option<(&str, u64)>, chosen: &Chosen) -> bool {
        self.found.as_ref().map(|(text, searches)| (text.as_str(), *searches)) == found && self.chosen == *chosen
    }
}

impl Passing {
    /// Whether an item passes.
    #[must_use]
    pub fn has(&self, id: ItemId) -> bool {
        self.answers.as_ref().is_none_or(|answers| answers.get(id.index()) == Some(&true))
    }

    /// Asks so many more items whether they pass the filter of a list and these facets; tells whether those were the
    /// last. They are asked in their order, for of a huge pack that takes a fraction of what it takes in any other.
    pub fn advance(&mut self, ctx: Context<'_>, list_detail: &ListDetail, chosen: &Chosen, items: usize) -> bool {
        let filter = list_detail.filter.as_ref();
        let search = filter.and_then(Filter::search_found);
        if !self.basis.as_ref().is_some_and(|basis| basis.is(search, chosen)) {
            let found = search.map(|(text, searches)| (text.to_owned(), searches));
            *self = Self { basis: Some(Basis { found, chosen: chosen.clone() }), ..Self::default() };
        }
        let found = filter.and_then(Filter::found).map(|found| found.matching.as_slice());
        let all = match found {
            None if chosen.is_empty() => return true,
            None => ctx.dataset.len(),
            Some(found) => found.len(),
        };
        let own = ctx.reader.own();
        let predicate = Predicate::ALL.of(&own).with_facets(chosen);
        let answers = self.answers.get_or_insert_with(|| vec![false; ctx.dataset.len()]);
        let end = self.asked.saturating_add(items).min(all);
        for number in self.asked..end {
            let id = found.map_or_else(|| Some(ItemId::from_index(number)), |found| found.get(number).copied());
            let Some(id) = id.filter(|id| predicate.passes(ctx.dataset, *id)) else { continue };
            if let Some(passes) = answers.get_mut(id.index()) {
                *passes = true;
            }
        }
        self.asked = end;
        end == all
    }
}
