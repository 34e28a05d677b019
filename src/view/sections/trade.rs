//! The figures: every series under the heading of its group.

use super::{Passes, Row, add_section};
use crate::data::series::Group;
use crate::data::{Dataset, ItemId};

/// The series that pass, group by group.
#[must_use]
pub fn sections<'d>(dataset: &'d Dataset<'d>, passes: Passes<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for group in Group::ALL {
        add_section(&mut rows, group.name(), of_group(dataset, group).filter(|id| passes(*id)));
    }
    rows
}

/// The series of a group, in the order of the dataset.
pub fn of_group<'d>(dataset: &'d Dataset<'d>, group: Group) -> impl Iterator<Item = ItemId> {
    dataset.ids().filter(move |id| dataset.series_of(*id).is_some_and(|series| series.group == group))
}
