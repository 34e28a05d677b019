//! What is told of every chart of a pack in its row, and the breakdowns: found once, for drawing goes through no chart.

use std::collections::HashMap;

use super::breakdown::Breakdown;
use crate::data::series::Series;
use crate::data::{Dataset, ItemId};

/// What is known of the charts of a pack.
#[derive(Clone, Debug)]
pub(super) struct Known {
    breakdowns: Vec<Breakdown>,
    /// The number, among these, of that of which a series shows the parts.
    parts_of: HashMap<ItemId, usize>,
    /// The number of the chart each series stands in, if it stands in one.
    chart_of: HashMap<ItemId, usize>,
    /// Of each chart of the pack the years its figures reach over.
    years: Vec<Option<(i16, i16)>>,
    /// The same of each series that stands in none.
    years_alone: HashMap<ItemId, (i16, i16)>,
}

impl Known {
    /// All of a pack.
    pub(super) fn of(dataset: &Dataset<'_>) -> Self {
        let mut chart_of = HashMap::new();
        let mut years = Vec::new();
        for (number, chart) in dataset.pack.charts.iter().enumerate() {
            let ids = chart.members.iter().filter_map(|(id, ..)| dataset.find(id));
            let members: Vec<ItemId> = ids.filter(|id| dataset.series_of(*id).is_some()).collect();
            let spans = members.iter().filter_map(|id| years_of(dataset.series_of(*id)?));
            years.push(spans.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))));
            for id in members {
                chart_of.entry(id).or_insert(number);
            }
        }
        let series = (dataset.records.len()..).map(ItemId::from_index).zip(&dataset.series);
        let alone = series.filter(|(id, _)| !chart_of.contains_key(id));
        let years_alone = alone.filter_map(|(id, series)| Some((id, years_of(series)?))).collect();
        let breakdowns = Breakdown::all(dataset);
        let parts_of = parts_of(dataset, &breakdowns, &chart_of);
        Self { breakdowns, parts_of, chart_of, years, years_alone }
    }

    /// The parts that a series can show instead of its figures: those that its chart names, or, where it stands in no
    /// chart, those it is one of.
    pub(super) fn parts(&self, id: ItemId) -> Option<&Breakdown> {
        self.breakdowns.get(*self.parts_of.get(&id)?)
    }

    /// What the row of a series says: the title of its chart, or its own, and the years.
    pub(super) fn row<'d>(&self, dataset: &'d Dataset<'d>, id: ItemId) -> (&'d str, String) {
        let number = self.chart_of.get(&id).copied();
        let title = match number.and_then(|number| dataset.pack.charts.get(number)) {
            Some(chart) => chart.title.as_str(),
            None => dataset.series_of(id).map_or("", |series| series.title.as_str()),
        };
        let years = match number {
            Some(number) => self.years.get(number).copied().flatten(),
            None => self.years_alone.get(&id).copied(),
        };
        let years = match years {
            Some((first, last)) if first != last => format!("{first}–{last}"),
            Some((only, _)) => only.to_string(),
            None => String::new(),
        };
        (title, years)
    }
}

fn parts_of(
    dataset: &Dataset<'_>,
    breakdowns: &[Breakdown],
    chart_of: &HashMap<ItemId, usize>,
) -> HashMap<ItemId, usize> {
    let mut parts_of = HashMap::new();
    let place = |number: usize| breakdowns.iter().position(|breakdown| breakdown.number == number);
    for (number, breakdown) in dataset.pack.breakdowns.iter().enumerate() {
        let Some(place) = place(number) else { continue };
        let ids = breakdown.parts.iter().map(|(part, _)| part).chain(&breakdown.total);
        for id in ids.filter_map(|id| dataset.find(id)).filter(|id| !chart_of.contains_key(id)) {
            parts_of.entry(id).or_insert(place);
        }
    }
    for (id, chart) in chart_of {
        let title = dataset.pack.charts.get(*chart).and_then(|chart| chart.breakdown.as_ref());
        let number = title.and_then(|title| dataset.pack.breakdowns.iter().position(|one| one.title == *title));
        if let Some(place) = number.and_then(place) {
            parts_of.insert(*id, place);
        }
    }
    parts_of
}

fn years_of(series: &Series<'_>) -> Option<(i16, i16)> {
    let years = || series.points.iter().map(|point| point.period.year());
    Some((years().min()?, years().max()?))
}
