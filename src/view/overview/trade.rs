//! Trade in a few lines: how the balance went, what it is now, where it was widest, and who says so.

use super::{Cell, CellLine, Subject, Way};
use crate::data::pack::charts::{Fill, MemberRole};
use crate::data::series::{DataPoint, Series, Status, format_value};
use crate::data::{Dataset, ItemId};
use crate::text::counted;

pub(super) fn cell(dataset: &Dataset<'_>) -> Option<Cell> {
    let (id, balance, fill) = balance(dataset)?;
    let way = Way::Chart(id);
    let newest = balance.points.last()?;
    let firm = balance.points.iter().rfind(|point| point.status != Status::Provisional);
    let widest = balance.points.iter().max_by(|a, b| a.value.abs().total_cmp(&b.value.abs()))?;
    let line = |lead: &str, point: &DataPoint<'_>| CellLine::of_forms(lead, forms(balance, point), way);
    let mut lines = vec![CellLine { figures: by_year(balance), ..line(word(fill, newest), newest) }];
    lines.push(CellLine { is_prose: true, ..CellLine::of_forms("source", source(dataset, newest), way) });
    if let Some(firm) = firm.filter(|firm| firm.period != newest.period) {
        lines.push(line("before", firm));
    }
    if widest.period != newest.period {
        lines.push(line("widest", widest));
    }
    Some(Cell { about: Subject::Trade, heading: "Trade", lines })
}

/// The balance of the first chart that fills the space between two series: the member of it, in their unit, that is not drawn
/// at first. With it what the pack calls a balance below zero and above.
fn balance<'d, 'a>(dataset: &'d Dataset<'a>) -> Option<(ItemId, &'d Series<'a>, &'d Fill<'a>)> {
    let series = |id: &str| dataset.find(id).and_then(|item| Some((item, dataset.series_of(item)?)));
    dataset.pack.charts.iter().find_map(|chart| {
        let fill = chart.fill.as_ref()?;
        let (_, whole) = series(&fill.of)?;
        let members = chart.members.iter().filter(|(.., role)| *role == MemberRole::Member);
        let mut found = members.filter_map(|(id, ..)| series(id)).filter(|(_, member)| member.unit == whole.unit);
        found.next().map(|(item, balance)| (item, balance, fill))
    })
}

fn word<'f>(fill: &'f Fill<'_>, point: &DataPoint<'_>) -> &'f str {
    if point.value < 0.0 { &fill.below } else { &fill.above }
}

/// A figure with its unit and period, and how firm it is where it is not.
fn forms(series: &Series<'_>, point: &DataPoint<'_>) -> Vec<String> {
    let value = format_value(point.value.abs());
    let firm = if point.status == Status::Provisional { format!(", {}", point.status.name()) } else { String::new() };
    let period = point.period;
    vec![
        format!("{value} {} in {period}{firm}", series.unit),
        format!("{value} {}, {}", series.unit, period.axis_label()),
        format!("{value} in {}", period.axis_label()),
    ]
}

/// Who says so, with the grade.
fn source(dataset: &Dataset<'_>, point: &DataPoint<'_>) -> Vec<String> {
    let sources = point.cite.iter().flatten().filter_map(|cite| dataset.pack.source(cite.source));
    let told: Vec<String> = sources
        .map(|source| match source.grade {
            Some(grade) => format!("{} ({})", source.publisher, grade.letter()),
            None => source.publisher.to_string(),
        })
        .collect();
    let letters = point.cite.iter().flatten().filter_map(|cite| dataset.pack.grade(cite.source));
    let grades = letters.map(|grade| format!("of grade {}", grade.letter())).collect::<Vec<_>>().join(", ");
    vec![told.join("; "), format!("{} {grades}", counted(told.len(), "source"))]
}

/// The size of each year's figure, nothing for years without one.
fn by_year(series: &Series<'_>) -> Vec<Option<f64>> {
    let years = series.points.iter().map(|point| point.period.year());
    let (Some(first), Some(last)) = (years.clone().min(), years.max()) else { return Vec::new() };
    let mut all = vec![None; usize::from(last.abs_diff(first)) + 1];
    for point in &series.points {
        if let Some(of_year) = all.get_mut(usize::from(point.period.year().abs_diff(first))) {
            *of_year = Some(point.value.abs());
        }
    }
    all
}
