//! How wide the figures of a chart are told, and which of them stand out. All of it takes every figure there is: it is
//! found once for what is chosen, not for a frame.

use std::sync::{Arc, OnceLock};

use super::gap::Gap;
use super::period_name::named;
use crate::data::pack::charts::ChartShape;
use crate::data::period::Period;
use crate::data::series::{DataPoint, Series, format_value};
use crate::text::width;
use crate::view::figures::change::Change;
use crate::view::figures::{Figures, Member};

/// Columns of the figures of a chart, and the figures that are named over it.
#[derive(Clone, Debug, Default)]
pub(super) struct Measures {
    /// Columns of the widest value of what is drawn, and its decimals: nothing moves as one goes from period to period.
    pub(super) value: (usize, usize),
    /// Columns of the longest word for how firm a figure is, of what is drawn.
    pub(super) status: usize,
    /// Columns of the longest name of a period on an axis, where the chart is of rows that have them as their heads.
    pub(super) heads: usize,
    /// Columns of the longest name of a row of the table, in full and in short, found once there is a table.
    rows: Arc<OnceLock<[usize; 2]>>,
    /// Of each series what its figures alone are told in.
    pub(super) members: Arc<[MemberMeasures]>,
    /// The period in which the difference is widest.
    pub(super) widest: Option<Period>,
    /// That in which it is, of those that no early or weakly supported figure makes.
    pub(super) firmest: Option<Period>,
    /// The number of the first series of which something else was published for a figure, so far from it that a chart
    /// shows it.
    pub(super) contested: Option<usize>,
    /// Whether any figure of the series at hand has a change on the year before, in per cent.
    pub(super) has_changes: bool,
    /// The numbers of the highest and the lowest figure of the series at hand, where they differ.
    pub(super) extremes: Option<[usize; 2]>,
}

/// What the figures of one series are told in.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct MemberMeasures {
    /// Columns of its widest value.
    pub(super) columns: usize,
    /// The most decimals of any.
    pub(super) decimals: usize,
    /// The largest value, without its sign, of all series of its unit: bars of one unit may be compared.
    pub(super) largest: f64,
}

impl MemberMeasures {
    /// Columns of its widest value, among others of so many decimals.
    pub(super) fn aligned(self, decimals: usize) -> usize {
        let whole = self.columns - joined(0, self.decimals);
        joined(whole, self.decimals.max(decimals))
    }
}

impl Measures {
    /// Those of a chart of which this series is at hand, and of which one can stand at these periods.
    pub(super) fn of<'d>(
        figures: &Figures<'_>,
        at_hand: Option<&Member<'_>>,
        periods: &[Period],
        gap: impl Fn(Period) -> Option<Gap<'d>>,
    ) -> Self {
        let members = &figures.members;
        let drawn = || members.iter().filter(|member| member.is_drawn()).flat_map(|member| &member.series.points);
        let (whole, decimals) = columns(drawn().map(|point| point.value));
        let largest = |unit: &str| {
            let alike = members.iter().filter(|other| other.series.unit == *unit);
            alike
                .flat_map(|other| &other.series.points)
                .map(|point| point.value.abs())
                .fold(f64::MIN_POSITIVE, f64::max)
        };
        let of_member = |series: &Series<'_>| {
            let (whole, decimals) = columns(series.points.iter().map(|point| point.value));
            MemberMeasures { columns: joined(whole, decimals), decimals, largest: largest(&series.unit) }
        };
        let headed = if figures.shape() == ChartShape::Rows { periods } else { &[] };
        let gaps = || periods.iter().filter_map(|period| Some((*period, gap(*period)?)));
        let by_size = |(_, a): &(Period, Gap<'_>), (_, b): &(Period, Gap<'_>)| a.size.total_cmp(&b.size);
        Self {
            value: (joined(whole, decimals), decimals),
            status: drawn().map(|point| point.status.name().len()).max().unwrap_or(0),
            heads: headed.iter().map(|period| width(&period.axis_label())).max().unwrap_or(0),
            rows: Arc::default(),
            members: members.iter().map(|member| of_member(member.series)).collect(),
            widest: gaps().max_by(by_size).map(|(period, _)| period),
            firmest: gaps().filter(|(_, gap)| gap.weakest().is_none()).max_by(by_size).map(|(period, _)| period),
            contested: members.iter().position(|member| member.series.points.iter().any(is_contested)),
            has_changes: at_hand.is_some_and(|member| has_changes(member.series)),
            extremes: extremes(at_hand),
        }
    }

    /// Columns of the longest name of a row of the table, in full and in short, which has these rows.
    pub(super) fn rows(&self, rows: &[Period]) -> [usize; 2] {
        let widest = |brief| rows.iter().map(|row| width(&named(*row, brief))).max().unwrap_or(0);
        *self.rows.get_or_init(|| [false, true].map(widest))
    }

    /// What the series of this number is told in.
    pub(super) fn member(&self, number: usize) -> MemberMeasures {
        self.members.get(number).copied().unwrap_or_default()
    }
}

/// The newest are looked at first: that a series goes back more than a year is the rule.
fn has_changes(series: &Series<'_>) -> bool {
    let mut changes = series.points.iter().rev().filter_map(|point| Change::on_the_year_before(series, point));
    changes.any(|change| change.percent.is_some())
}

fn extremes(at_hand: Option<&Member<'_>>) -> Option<[usize; 2]> {
    let points = &at_hand.filter(|member| member.is_drawn())?.series.points;
    let (high, highest) = points.iter().enumerate().max_by(|(_, a), (_, b)| a.value.total_cmp(&b.value))?;
    let (low, lowest) = points.iter().enumerate().min_by(|(_, a), (_, b)| a.value.total_cmp(&b.value))?;
    (highest.value > lowest.value).then_some([high, low])
}

/// Columns before the point and after it, of the widest on either side.
fn columns(values: impl Iterator<Item = f64>) -> (usize, usize) {
    values.map(format_value).fold((1, 0), |(whole, decimals), value| {
        let (before, after) = value.split_once('.').unwrap_or((&value, ""));
        (whole.max(before.len()), decimals.max(after.len()))
    })
}

/// The same together, with the point.
fn joined(whole: usize, decimals: usize) -> usize {
    whole + decimals + usize::from(decimals > 0)
}

/// Whether something else was published for a figure, so far from it that a chart shows it.
pub(super) fn is_contested(point: &DataPoint<'_>) -> bool {
    point.also.iter().any(|also| differs(point.value, also.value))
}

/// Whether two values for one figure are further apart than by a revision of its last digits: as far as a chart can
/// show.
fn differs(one: f64, other: f64) -> bool {
    /// As a part of the value.
    const SEEN: f64 = 0.02;
    (one - other).abs() > one.abs() * SEEN
}
