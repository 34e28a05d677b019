//! Which items of a list pass what it is narrowed by, filter and facets, and what those leave out for want of a date.

use super::{Filter, Focus, ListDetail};
use crate::data::ItemId;
use crate::search::Predicate;
use crate::tui::context::Context;

impl ListDetail {
    /// Whether an item passes the filter and the facets.
    #[must_use]
    pub fn passes(&self, ctx: Context<'_>, id: ItemId) -> bool {
        let own = ctx.reader.own();
        let found = self.filter.as_ref().and_then(Filter::found);
        Predicate::ALL.of(&own).found_by(found).with_facets(&self.chosen).passes(ctx.dataset, id)
    }

    /// The items that would pass if they were dated, in the order of the dataset: where the filter or the facets ask
    /// for a time, and where there is a filter of a list in which nothing undated stands.
    #[must_use]
    pub fn undated(&self, ctx: Context<'_>, lists_undated: bool) -> Vec<ItemId> {
        let found = self.filter.as_ref().and_then(Filter::found);
        let rest = self.chosen.at_any_time();
        let has_no_date = |id: &ItemId| ctx.dataset.record(*id).is_some_and(|record| record.when.is_none());
        let mut undated: Vec<ItemId> = match found {
            Some(found) if rest.is_some() || !lists_undated => {
                let of_matching = found.matching.iter().copied().filter(has_no_date);
                found.undated.iter().copied().chain(of_matching).collect()
            }
            Some(found) => found.undated.clone(),
            None if rest.is_some() => ctx.dataset.ids().filter(has_no_date).collect(),
            None => Vec::new(),
        };
        let own = ctx.reader.own();
        let predicate = Predicate::ALL.of(&own).with_facets(rest.as_ref().unwrap_or(&self.chosen));
        undated.retain(|id| predicate.passes(ctx.dataset, *id));
        undated.sort_unstable();
        undated
    }

    /// Whether the list shows less than it has.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        self.filter.is_some() || !self.chosen.is_empty()
    }

    /// Whether the keys go into the filter's line.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        self.filter.as_ref().is_some_and(|filter| filter.typing)
    }

    /// Begins typing a filter, or goes on with the one there is.
    pub fn begin_filter(&mut self) {
        self.focus = Focus::List;
        self.filter.get_or_insert_with(Filter::new).typing = true;
    }

    /// Whether the list is about to be another: its filter is not yet searched for to the end.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.filter.as_ref().is_some_and(Filter::has_work)
    }

    /// Whether it is, or is made anew.
    #[must_use]
    pub fn is_unfinished(&self) -> bool {
        self.is_searching() || self.remaking.is_some()
    }

    /// Whether what is listed is still what was asked for before: how much of it there is tells nothing of what is
    /// asked now.
    #[must_use]
    pub fn is_outdated(&self) -> bool {
        self.is_searching() || self.remaking.as_ref().is_some_and(|remaking| !remaking.is_listed())
    }

    /// Searches for the filter to the end, if there is one; tells whether anything was left to do.
    pub fn finish_filter(&mut self, ctx: Context<'_>) -> bool {
        let Some(filter) = self.filter.as_mut().filter(|filter| filter.has_work()) else { return false };
        filter.finish(ctx);
        true
    }

    /// Ends typing a filter; an empty one is dropped.
    pub fn keep_filter(&mut self) {
        self.filter = self.filter.take().filter(|filter| !filter.prompt.text().trim().is_empty());
        if let Some(filter) = &mut self.filter {
            filter.typing = false;
        }
    }
}
