//! The figures: every chart under the heading of its group, each told by one of its series.
//!
//! The command line lists all series, in the same order.

use std::collections::HashSet;

use super::{Passes, Row, add_section};
use crate::data::{Dataset, ItemId};

/// The series that pass, group by group and chart by chart.
#[must_use]
pub fn sections<'d>(dataset: &'d Dataset<'d>, passes: Passes<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for group in by_group(dataset) {
        let all = group.charts.into_iter().flatten().chain(group.alone);
        add_section(&mut rows, group.name, all.filter(|id| passes(*id)));
    }
    rows
}

/// The charts any of whose series passes, group by group; each stands here as one of its series: that at hand where
/// `is_at_hand` says so of one that passes, else the first that does.
#[must_use]
pub fn charts<'d>(dataset: &'d Dataset<'d>, is_at_hand: impl Fn(ItemId) -> bool, passes: Passes<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    let one_of = |chart: Vec<ItemId>| {
        let passing: Vec<ItemId> = chart.into_iter().filter(|id| passes(*id)).collect();
        passing.iter().copied().find(|id| is_at_hand(*id)).or_else(|| passing.first().copied())
    };
    for group in by_group(dataset) {
        let alone = group.alone.into_iter().filter(|id| passes(*id));
        add_section(&mut rows, group.name, group.charts.into_iter().filter_map(one_of).chain(alone));
    }
    rows
}

/// A group of the pack with what it holds.
struct Group<'d> {
    name: &'d str,
    /// The series of each chart of the pack.
    charts: Vec<Vec<ItemId>>,
    /// Those that stand in no chart.
    alone: Vec<ItemId>,
}

fn by_group<'d>(dataset: &'d Dataset<'d>) -> Vec<Group<'d>> {
    let named = dataset.pack.all_groups();
    let place = |group: &str| named.iter().position(|(id, _)| *id == group);
    let empty = |&(_, name): &(_, &'d str)| Group { name, charts: Vec::new(), alone: Vec::new() };
    let mut groups: Vec<Group<'d>> = named.iter().map(empty).collect();
    let mut in_charts: HashSet<ItemId> = HashSet::new();
    for chart in &dataset.pack.charts {
        let is_series = |id: &ItemId| dataset.series_of(*id).is_some();
        let ids = chart.members.iter().filter_map(|(id, ..)| dataset.find(id)).filter(is_series);
        // A series that two charts name is told with the first of them.
        let members: Vec<ItemId> = ids.filter(|id| in_charts.insert(*id)).collect();
        let first = members.first().and_then(|id| dataset.series_of(*id));
        let group = chart.group.as_ref().or(first.map(|series| &series.group));
        if let Some(group) = group.and_then(|group| groups.get_mut(place(group.id())?)) {
            group.charts.push(members);
        }
    }
    for (index, series) in dataset.series.iter().enumerate() {
        let id = ItemId::from_index(dataset.records.len() + index);
        if !in_charts.contains(&id)
            && let Some(group) = place(series.group.id()).and_then(|place| groups.get_mut(place))
        {
            group.alone.push(id);
        }
    }
    groups
}
