//! A figure in one line that may be cited: value, unit, period, how firm it is, basis, and sources.

use super::Member;
use super::change::Change;
use crate::data::Dataset;
use crate::data::cite;
use crate::data::period::Period;
use crate::data::series::{DataPoint, format_value};
use crate::view::citation::graded_name;

/// The figure of a period in one line; compared with that of another, where one is named. `None` where there is no figure.
#[must_use]
pub fn line(dataset: &Dataset<'_>, member: &Member<'_>, period: Period, since: Option<Period>) -> Option<String> {
    let series = member.series;
    let point = member.at(period)?;
    let before = since.filter(|since| *since != period).and_then(|since| member.at(since));
    let unit = &series.unit;
    let told = match before {
        None => format!("{}, {period}: {} {unit}, {}", series.title, format_value(point.value), point.status.name()),
        Some(before) => {
            let (from, to) =
                if before.period.list_order(&point.period).is_le() { (before, point) } else { (point, before) };
            let change = Change::between(from, to);
            let parts = [Some(change.difference_in_words()), change.percent_in_words(), change.yearly_in_words()];
            let change = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
            let [from, to] = [from, to]
                .map(|point| format!("{} ({}, {})", format_value(point.value), point.period, point.status.name()));
            format!("{}: {from} to {to}, {unit}: {change}", series.title)
        }
    };
    let basis = series.basis.trim_end_matches('.');
    let sources = sources(dataset, before.into_iter().chain([point]));
    Some(format!("{told}. Basis: {basis}. {sources}."))
}

fn sources<'p>(dataset: &Dataset<'_>, points: impl Iterator<Item = &'p DataPoint<'p>>) -> String {
    let cites = points.flat_map(|point| point.cite.iter()).flatten();
    let sources: Vec<String> = cite::by_source(cites).iter().map(|cite| graded_name(dataset, cite)).collect();
    sources.join("; ")
}
