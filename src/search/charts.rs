//! The names of charts. A chart is no item: it is found by the name it has in the pack as that series which stands for
//! it in lists, the first of its own.

use std::collections::HashMap;

use crate::data::{Dataset, ItemId};

/// What the charts of a pack are called, by the series that stand for them.
#[derive(Clone, Debug, Default)]
pub(crate) struct ChartNames<'d>(HashMap<ItemId, &'d str>);

impl<'d> ChartNames<'d> {
    /// Those of a dataset.
    pub(crate) fn of(dataset: &'d Dataset<'d>) -> Self {
        let mut names = HashMap::new();
        for chart in &dataset.pack.charts {
            let is_series = |id: &ItemId| dataset.series_of(*id).is_some();
            let first = chart.members.iter().filter_map(|(id, ..)| dataset.find(id)).find(is_series);
            if let Some(first) = first {
                names.entry(first).or_insert(chart.title.as_str());
            }
        }
        Self(names)
    }

    /// What the chart is called that a series stands for.
    pub(crate) fn by(&self, series: ItemId) -> Option<&'d str> {
        self.0.get(&series).copied()
    }
}
