//! What shows of a chart: which of its series, the one at hand, the periods one can stand at, and which is compared
//! with which. It is found once for what is chosen ([`held`](super::held)): drawing neither sorts nor searches.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::gap::Gap;
use super::measures::{Measures, is_contested};
use crate::data::pack::charts::ChartShape;
use crate::data::period::Period;
use crate::data::series::DataPoint;
use crate::data::{Dataset, ItemId};
use crate::tui::widgets::chart::{Chart, Plot, Point, Years};
use crate::view::figures::change::{difference, time_of};
use crate::view::figures::{Figures, Member, Place, periods};

/// A chart as it is looked at.
#[derive(Clone, Debug)]
pub(super) struct Shown<'d> {
    /// Its series.
    pub(super) figures: Figures<'d>,
    /// The number, among them, of the one at hand.
    pub(super) at_hand: usize,
    /// Of each whether it is drawn.
    pub(super) visible: Arc<[bool]>,
    /// The number of the first that is told beside the chart and not of the year at hand: it and what follows are other
    /// counts. As many as there are, where all is of that year.
    pub(super) others_from: usize,
    /// The periods one can stand at, oldest first.
    pub(super) periods: Arc<[Period]>,
    /// The periods of all that shows, oldest first: the rows of a table.
    pub(super) rows: Arc<[Period]>,
    /// The number of that one stands at; `None` where there is none.
    pub(super) position: Option<usize>,
    /// The period that is compared with.
    pub(super) since: Option<Period>,
    /// How wide its figures are, and which of them stand out.
    pub(super) measures: Measures,
    /// What is drawn.
    pub(super) chart: Arc<Chart>,
}

impl<'d> Shown<'d> {
    /// The chart of a series, which is at hand; those in `toggled` show though they do not at first, or the other way
    /// round.
    pub(super) fn of(
        dataset: &'d Dataset<'d>,
        id: ItemId,
        toggled: &BTreeSet<ItemId>,
        (period, since): (Option<Period>, Option<Period>),
    ) -> Option<Self> {
        let mut figures = Figures::of(dataset, id)?;
        let others_from = put_in_order(&mut figures, toggled, period);
        let at_hand = figures.members.iter().position(|member| member.id == id)?;
        let visible: Vec<bool> = figures.members.iter().map(|member| is_visible(member, toggled)).collect();
        let is_drawn = figures.members.iter().any(Member::is_drawn);
        let member = figures.members.get(at_hand)?;
        let shows = figures.members.iter().zip(&visible).enumerate();
        let shows = shows.filter(|(index, (_, is_visible))| **is_visible || *index == at_hand);
        let rows = periods(shows.map(|(_, (member, _))| member));
        let periods = match (is_drawn, member.is_drawn()) {
            _ if figures.shape() == ChartShape::Rows => periods(figures.members.iter().filter(|one| one.is_drawn())),
            // A figure beside the chart is of a period of its own.
            (true, false) => periods([member]),
            (true, true) => rows.clone(),
            (false, _) => periods(&figures.members),
        };
        let stands_at = |period: Option<Period>| periods.iter().position(|known| Some(*known) == period);
        let newest = if figures.shape() == ChartShape::Rows { stands_at(fullest(&figures, &periods)) } else { None };
        let position = stands_at(period).or(newest).or_else(|| periods.len().checked_sub(1));
        let since = since.filter(|since| periods.contains(since));
        // Where nothing is drawn every figure that is told has a row.
        let rows = if is_drawn { rows } else { periods.clone() };
        let mut found = Self {
            figures,
            at_hand,
            visible: visible.into(),
            others_from,
            periods: periods.into(),
            rows: rows.into(),
            position,
            since,
            measures: Measures::default(),
            chart: Arc::default(),
        };
        found.measures = Measures::of(&found.figures, found.member(), &found.periods, |period| found.gap(period));
        found.chart = Arc::new(found.made(dataset));
        Some(found)
    }

    /// The series at hand.
    pub(super) fn member(&self) -> Option<&Member<'d>> {
        self.figures.members.get(self.at_hand)
    }

    /// The period one stands at.
    pub(super) fn period(&self) -> Option<Period> {
        self.periods.get(self.position?).copied()
    }

    /// The figure one stands at: of the series at hand.
    pub(super) fn point(&self) -> Option<&'d DataPoint<'d>> {
        self.member()?.at(self.period()?)
    }

    /// The two periods that are compared, the earlier first; none where one stands at the one that is marked.
    pub(super) fn compared(&self) -> Option<[Period; 2]> {
        let (since, period) = (self.since?, self.period()?);
        let in_order = if since.list_order(&period).is_gt() { [period, since] } else { [since, period] };
        (since != period).then_some(in_order)
    }

    /// The figures of the series at hand that are told: that one stands at, or both that are compared, the later first.
    pub(super) fn points(&self) -> Vec<&'d DataPoint<'d>> {
        let both = self.compared().zip(self.member()).map(|([from, to], member)| [to, from].map(|at| member.at(at)));
        both.unwrap_or_else(|| [self.point(), None]).into_iter().flatten().collect()
    }

    /// Whether anything is drawn at all, and not only told.
    pub(super) fn is_drawn(&self) -> bool {
        self.figures.members.iter().any(Member::is_drawn)
    }

    /// The look of each series that shows, in their order: it stays when others come and go, as far as there are
    /// enough.
    pub(super) fn looks(&self) -> Vec<usize> {
        let drawn = self.figures.members.iter().scan(0, |count, member| {
            let look = *count;
            *count += usize::from(member.is_drawn());
            Some(look)
        });
        drawn.collect()
    }

    /// The difference in a period, where the chart is filled and both series have a figure.
    pub(super) fn gap(&self, period: Period) -> Option<Gap<'d>> {
        let fill = self.figures.chart?.fill.as_ref()?;
        let at = |id: &str| self.figures.members.iter().find(|member| member.series.id == id)?.at(period);
        let (of, less) = (at(&fill.of)?, at(&fill.less)?);
        let value = difference(of.value, less.value);
        let is_below = value < 0.0;
        let name = if is_below { &fill.below } else { &fill.above };
        Some(Gap { name, size: value.abs(), is_below, of: [of, less] })
    }

    /// The period in which the difference is widest, with it.
    pub(super) fn widest(&self) -> Option<(Period, Gap<'d>)> {
        let period = self.measures.widest?;
        Some((period, self.gap(period)?))
    }

    /// The widest of those differences that no early or weakly supported figure makes.
    pub(super) fn firmest(&self) -> Option<(Period, Gap<'d>)> {
        let period = self.measures.firmest?;
        Some((period, self.gap(period)?))
    }

    /// The highest and the lowest figure of the series at hand, where it has several.
    pub(super) fn extremes(&self) -> Option<[&'d DataPoint<'d>; 2]> {
        let points = &self.member()?.series.points;
        let [high, low] = self.measures.extremes?;
        Some([points.get(high)?, points.get(low)?])
    }

    /// The chart to draw.
    fn made(&self, dataset: &Dataset<'_>) -> Chart {
        let looks = self.looks();
        let of = |place: Place| {
            let members = self.figures.members.iter().zip(&looks).zip(self.visible.iter()).enumerate();
            let shown = members.filter(move |(index, ((member, _), is_visible))| {
                member.place == place && (**is_visible || *index == self.at_hand)
            });
            shown.map(|(index, ((member, look), _))| (index, member, *look)).collect::<Vec<_>>()
        };
        let plot = |(index, member, look): &(usize, &Member<'_>, usize)| Plot {
            name: member.name.to_owned(),
            look: *look,
            is_at_hand: *index == self.at_hand,
            points: member
                .series
                .points
                .iter()
                .map(|point| Point {
                    time: time_of(&point.period),
                    value: point.value,
                    is_disputed: is_contested(point),
                })
                .collect(),
        };
        let on_axis = of(Place::Axis);
        let number = |id: &str| on_axis.iter().position(|(_, member, _)| member.series.id == id);
        let fill = self.figures.chart.and_then(|chart| chart.fill.as_ref());
        let drawn = self.figures.members.iter().zip(self.visible.iter()).enumerate();
        let drawn =
            drawn.filter(|(index, (member, is_visible))| member.is_drawn() && (**is_visible || *index == self.at_hand));
        let all = periods(drawn.map(|(_, (member, _))| member));
        let first = all.first();
        let same = |period: &&Period| first.is_some_and(|first| is_alike(first, period));
        let is_alike = all.iter().filter(same).count() == all.len();
        let span = first.map(time_of).zip(all.last().map(time_of));
        let told = if span.is_some_and(Years::tells_periods) { &*all } else { &[] };
        Chart {
            plots: on_axis.iter().map(plot).collect(),
            below: of(Place::Second).iter().map(plot).collect(),
            fill: fill.and_then(|fill| Some([number(&fill.of)?, number(&fill.less)?])),
            span,
            here: self.period().filter(|period| all.contains(period)).map(|period| time_of(&period)),
            since: self.since.map(|period| time_of(&period)),
            events: self
                .figures
                .events(dataset)
                .filter_map(|(_, record)| Some(time_of(&Period::Date(record.when?))))
                .collect(),
            years: Years {
                offset: first.filter(|_| is_alike).map_or(0.0, |first| time_of(first).fract()),
                is_double: is_alike && first.is_some_and(Period::is_fiscal),
                instead: told
                    .iter()
                    .map(|period| {
                        (time_of(period), period.axis_label(), format!("’{:02}", period.year().rem_euclid(100)))
                    })
                    .collect(),
            },
        }
    }
}

/// Whether a series is drawn, as it is at first or as a reader chose.
fn is_visible(member: &Member<'_>, toggled: &BTreeSet<ItemId>) -> bool {
    member.is_drawn() && member.is_first != toggled.contains(&member.id)
}

/// Puts what is told beside a chart after what is drawn, and that which is not of the year at hand last; gives the
/// number of the first of those. The year is that of the chart, whichever series is at hand: nothing moves as one walks
/// them.
fn put_in_order(figures: &mut Figures<'_>, toggled: &BTreeSet<ItemId>, period: Option<Period>) -> usize {
    let all = figures.members.len();
    if figures.shape() == ChartShape::Rows || !figures.members.iter().any(Member::is_drawn) {
        return all;
    }
    let drawn = periods(figures.members.iter().filter(|member| is_visible(member, toggled)));
    let year = period.filter(|period| drawn.contains(period)).or(drawn.last().copied());
    let is_other = |member: &Member<'_>| !member.is_drawn() && year.is_none_or(|year| within(member, year).is_none());
    let apart = |member: &Member<'_>| {
        let (year, point) = (year?, member.series.points.last()?);
        Some(point.period.year().abs_diff(year.year()))
    };
    // Of what is of other years that first which is nearest.
    figures.members.sort_by_key(|member| {
        let is_other = is_other(member);
        (!member.is_drawn(), is_other, if is_other { apart(member) } else { None })
    });
    figures.members.iter().position(is_other).unwrap_or(all)
}

/// The last figure of a series that is of a year or of a part of it.
pub(super) fn within<'d>(member: &Member<'d>, year: Period) -> Option<&'d DataPoint<'d>> {
    let is_within = |period: &Period| year.earliest() <= period.earliest() && period.latest() <= year.latest();
    member.series.points.iter().rev().find(|point| is_within(&point.period))
}

/// The newest period in which most series of the fullest have a figure: a later one with a figure or two is no place to
/// begin.
fn fullest(figures: &Figures<'_>, periods: &[Period]) -> Option<Period> {
    let count = |period: &Period| figures.members.iter().filter(|member| member.at(*period).is_some()).count();
    let most = periods.iter().map(count).max()?;
    periods.iter().rev().find(|period| count(period) * 2 > most).copied()
}

/// Whether two periods are years of one kind.
fn is_alike(one: &Period, other: &Period) -> bool {
    (time_of(one).fract() - time_of(other).fract()).abs() < 0.01 && one.is_fiscal() == other.is_fiscal()
}
