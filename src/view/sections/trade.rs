//! The figures: every series under the heading of its group.

use super::{Passes, Row, add_section};
use crate::data::{Dataset, ItemId};

/// The series that pass, group by group.
#[must_use]
pub fn sections<'d>(dataset: &'d Dataset<'d>, passes: Passes<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for (group, name) in dataset.pack.all_groups() {
        add_section(&mut rows, name, of_group(dataset, group).filter(|id| passes(*id)));
    }
    rows
}

/// The series of a group, in the order of the dataset.
pub fn of_group<'d>(dataset: &'d Dataset<'d>, group: &'d str) -> impl Iterator<Item = ItemId> {
    dataset.ids().filter(move |id| dataset.series_of(*id).is_some_and(|series| series.group.is(group)))
}
