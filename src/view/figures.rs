//! What is told together with a series: the chart it stands in, with its members, and which of them an axis can bear.
//!
//! What a pack says of charts stands in [`charts`](crate::data::pack::charts). How they are drawn is no matter of this.

pub mod change;
pub mod citable;

use std::collections::HashSet;

use crate::data::pack::charts::{ChartOf, ChartShape, MemberRole};
use crate::data::period::Period;
use crate::data::series::{DataPoint, Series};
use crate::data::text::Text;
use crate::data::{Dataset, ItemId, Record};

/// A chart of the pack, or a series that stands in none.
#[derive(Clone, Debug)]
pub struct Figures<'d> {
    /// What the pack says of it; nothing of a series alone.
    pub chart: Option<&'d ChartOf<'d>>,
    /// Its series, in the order of the pack.
    pub members: Vec<Member<'d>>,
}

/// A series in its chart.
#[derive(Clone, Copy, Debug)]
pub struct Member<'d> {
    /// Its number in the dataset.
    pub id: ItemId,
    /// Its figures.
    pub series: &'d Series<'d>,
    /// What the chart calls it.
    pub name: &'d str,
    /// What it is there.
    pub role: MemberRole,
    /// Where it is told.
    pub place: Place,
    /// Whether it shows before a reader chooses.
    pub is_first: bool,
    /// Whether its figures go from the oldest to the newest, as a pack should have them.
    pub in_order: bool,
}

/// Where in a chart a series is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On the axis, or in a row of its own where the chart has rows.
    Axis,
    /// On the axis below.
    Second,
    /// Beside, as figures: one or two are no line, and neither are those of another unit.
    Beside,
}

/// So many figures make a line.
const LINE: usize = 3;

impl<'d> Member<'d> {
    /// Its figure of a period.
    #[must_use]
    pub fn at(&self, period: Period) -> Option<&'d DataPoint<'d>> {
        let points = &self.series.points;
        if !self.in_order {
            return points.iter().find(|point| point.period == period);
        }
        // A table asks for each of its rows on every frame.
        let from = points.partition_point(|point| point.period.list_order(&period).is_lt());
        let mut of_its_days = points.iter().skip(from).take_while(|point| point.period.list_order(&period).is_eq());
        of_its_days.find(|point| point.period == period)
    }

    /// Whether it is drawn at all.
    #[must_use]
    pub fn is_drawn(&self) -> bool {
        self.place != Place::Beside
    }
}

impl<'d> Figures<'d> {
    /// The chart a series stands in, or the series alone; `None` for what is no series.
    #[must_use]
    pub fn of(dataset: &'d Dataset<'d>, id: ItemId) -> Option<Self> {
        let series = dataset.series_of(id)?;
        let chart = dataset.pack.charts.iter().find(|chart| chart.has(&series.id));
        Some(chart.map_or_else(|| Self::alone(id, series), |chart| Self::of_chart(dataset, chart)))
    }

    fn alone(id: ItemId, series: &'d Series<'d>) -> Self {
        let place = if series.points.len() >= LINE { Place::Axis } else { Place::Beside };
        let role = MemberRole::Main;
        let member =
            Member { id, series, name: series.title.as_str(), role, place, is_first: true, in_order: in_order(series) };
        Self { chart: None, members: vec![member] }
    }

    /// A chart of the pack, with those of its series that there are.
    #[must_use]
    pub fn of_chart(dataset: &'d Dataset<'d>, chart: &'d ChartOf<'d>) -> Self {
        let mut members: Vec<Member<'d>> = Vec::new();
        for (id, name, role) in &chart.members {
            let Some(id) = dataset.find(id) else { continue };
            let Some(series) = dataset.series_of(id) else { continue };
            let is_first =
                if chart.visible.is_empty() { *role == MemberRole::Main } else { chart.visible.contains(&series.id) };
            let (role, place, in_order) = (*role, Place::Beside, in_order(series));
            members.push(Member { id, series, name, role, place, is_first, in_order });
        }
        let names = |ids: &[Text<'d>], member: &Member<'d>| ids.contains(&member.series.id);
        let is_line = |member: &&Member<'d>| {
            member.role != MemberRole::PartYear
                && !names(&chart.figures, member)
                && (chart.shape == ChartShape::Rows || member.series.points.len() >= LINE)
        };
        let unit_of = |member: &Member<'d>| member.series.unit.as_str();
        let axis = members.iter().filter(is_line).find(|member| !names(&chart.second, member)).map(unit_of);
        let below = members.iter().filter(is_line).find(|member| names(&chart.second, member)).map(unit_of);
        for member in &mut members {
            let unit = Some(member.series.unit.as_str());
            let is_second = names(&chart.second, member);
            let has_rows = chart.shape == ChartShape::Rows;
            member.place = match is_line(&&*member) {
                true if has_rows || !is_second && unit == axis => Place::Axis,
                true if is_second && unit == below => Place::Second,
                _ => Place::Beside,
            };
        }
        Self { chart: Some(chart), members }
    }

    /// What it shows.
    #[must_use]
    pub fn title(&self) -> &'d str {
        match self.chart {
            Some(chart) => &chart.title,
            None => self.members.first().map_or("", |member| member.series.title.as_str()),
        }
    }

    /// How it is drawn.
    #[must_use]
    pub fn shape(&self) -> ChartShape {
        self.chart.map_or(ChartShape::Lines, |chart| chart.shape)
    }

    /// The member whose number this is.
    #[must_use]
    pub fn member(&self, id: ItemId) -> Option<&Member<'d>> {
        self.members.iter().find(|member| member.id == id)
    }

    /// The unit of what is drawn on its axis; that of its first series, where nothing is.
    #[must_use]
    pub fn unit(&self) -> &'d str {
        let on_axis = self.members.iter().find(|member| member.place == Place::Axis);
        on_axis.or(self.members.first()).map_or("", |member| member.series.unit.as_str())
    }

    /// The records that explain its turns.
    pub fn events(&self, dataset: &'d Dataset<'d>) -> impl Iterator<Item = (ItemId, &'d Record<'d>)> {
        let ids = self.chart.into_iter().flat_map(|chart| &chart.events);
        ids.filter_map(|id| {
            let id = dataset.find(id)?;
            Some((id, dataset.record(id)?))
        })
    }
}

fn in_order(series: &Series<'_>) -> bool {
    series.points.is_sorted_by(|one, other| one.period.list_order(&other.period).is_le())
}

/// The periods for which any of these members has a figure, oldest first.
pub fn periods<'m, 'd: 'm>(members: impl IntoIterator<Item = &'m Member<'d>>) -> Vec<Period> {
    let members: Vec<_> = members.into_iter().collect();
    let points = members.iter().flat_map(|member| &member.series.points).map(|point| point.period);
    // Of one series, or of several that go on from each other, they mostly stand so already, each once.
    let is_next = |one: &Period, other: &Period| one.list_order(other).is_lt();
    if points.clone().is_sorted_by(is_next) {
        return points.collect();
    }
    let mut seen = HashSet::new();
    let mut periods: Vec<Period> = points.filter(|period| seen.insert(*period)).collect();
    periods.sort_by(Period::list_order);
    periods
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_is_found_by_its_period_in_whatever_order_they_stand() {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        for series in &dataset.series {
            let mut reversed = series.clone();
            reversed.points.reverse();
            for series in [series, &reversed] {
                let member = Figures::alone(ItemId(0), series).members.remove(0);
                assert_eq!(member.in_order, series.points.len() < 2 || !std::ptr::eq(series, &raw const reversed));
                for point in &series.points {
                    let found = member.at(point.period);
                    assert!(found.is_some_and(|found| std::ptr::eq(found, point)), "{}: {}", series.id, point.period);
                }
            }
        }
        let series = dataset.series.first().expect("there are series");
        let member = Figures::alone(ItemId(0), series).members.remove(0);
        let last = series.points.last().expect("it has figures").period;
        for other in ["0500", "1901-04/1901-05", "9998"] {
            let other: Period = other.parse().expect("a period");
            assert_ne!(other, last);
            assert!(member.at(other).is_none());
        }
    }
}
