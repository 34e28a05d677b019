//! Which records a plain view is asked for: within dates, of sectors, of kinds.

use jiff::civil::Date;

use crate::data::{Dataset, ItemId, Kind};
use crate::view::document::kind_in_words;

/// What is asked for. An empty list asks for any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Nothing that was over before this day.
    pub from: Option<Date>,
    /// Nothing that began after this day.
    pub to: Option<Date>,
    /// Names from the pack's list.
    pub sectors: Vec<String>,
    /// What sort of thing.
    pub sorts: Vec<Sort>,
}

/// A kind of record, or a sort within one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sort {
    /// All of a kind.
    Kind(Kind),
    /// Those a reader calls so: `MoU`, `Summit`, `Challenge`.
    Called(String),
}

impl Selection {
    /// Whether anything goes.
    #[must_use]
    pub fn is_any(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a record is asked for. Where a day is given, what has no date is not.
    #[must_use]
    pub fn passes(&self, dataset: &Dataset<'_>, id: ItemId) -> bool {
        let Some(record) = dataset.record(id) else { return false };
        let undated = self.from.is_none() && self.to.is_none();
        let in_time = record.when.map_or(undated, |when| self.touches(when.earliest(), when.latest()));
        let of_sort = |sort: &Sort| match sort {
            Sort::Kind(kind) => record.kind == *kind,
            Sort::Called(name) => kind_in_words(&record.body) == *name,
        };
        in_time
            && (self.sorts.is_empty() || self.sorts.iter().any(of_sort))
            && (self.sectors.is_empty()
                || self.sectors.iter().any(|name| record.sectors.iter().any(|s| *s == name.as_str())))
    }

    /// Whether a record would be asked for if it had a date.
    #[must_use]
    pub fn lacks_a_date(&self, dataset: &Dataset<'_>, id: ItemId) -> bool {
        let asks_time = self.from.is_some() || self.to.is_some();
        let at_any_time = || Self { from: None, to: None, ..self.clone() };
        asks_time && dataset.record(id).is_some_and(|record| record.when.is_none()) && at_any_time().passes(dataset, id)
    }

    /// Whether some day of these is asked for.
    #[must_use]
    pub fn touches(&self, first: Date, last: Date) -> bool {
        self.from.is_none_or(|from| last >= from) && self.to.is_none_or(|to| first <= to)
    }
}

/// What a reader may call the records there are, besides their kinds; each name once, as they come.
#[must_use]
pub fn names(dataset: &Dataset<'_>, ids: &[ItemId]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for record in ids.iter().filter_map(|id| dataset.record(*id)) {
        let name = kind_in_words(&record.body);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
