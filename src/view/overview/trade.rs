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
    // What is confirmed leads; what is newer and not yet so follows.
    let firm = balance.points.iter().rfind(|point| point.status != Status::Provisional).unwrap_or(newest);
    let widest = balance.points.iter().max_by(|a, b| a.value.abs().total_cmp(&b.value.abs()))?;
    let line = |lead: &str, point: &DataPoint<'_>| CellLine::of_forms(lead, forms(dataset, balance, point), way);
    // The heights end with the figure beside them: of one that is told further on, or for want of room nowhere, none
    // says how firm it is.
    let figures = by_year(balance, firm.period.year());
    let mut lines = vec![CellLine { figures, ..line(word(fill, firm), firm) }];
    lines.push(CellLine { is_prose: true, ..CellLine::of_forms("source", source(dataset, firm), way) });
    if firm.period != newest.period {
        lines.push(line("since", newest));
    }
    if widest.period != newest.period && widest.period != firm.period {
        lines.push(line("widest", widest));
    }
    Some(Cell { about: Subject::Trade, heading: "Trade", lines })
}

/// The balance of the first chart that fills the space between two series: the member of it, in their unit, that is not
/// drawn at first. With it what the pack calls a balance below zero and above.
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

/// A figure with its unit and period, its best grade, and how it came about where no source prints it so. Its unit and
/// its period every form has: without them it would be no figure.
fn forms(dataset: &Dataset<'_>, series: &Series<'_>, point: &DataPoint<'_>) -> Vec<String> {
    let value = format_value(point.value.abs());
    let money = with_unit(&value, &series.unit);
    let firm = match point.status {
        Status::Reported | Status::Revised => String::new(),
        status @ (Status::Provisional | Status::Derived | Status::Reconstructed) => format!(", {}", status.name()),
    };
    let grade = point.cite.iter().flatten().filter_map(|cite| dataset.pack.grade(cite.source)).min();
    let grade = grade.map(|grade| format!(" ({})", grade.letter())).unwrap_or_default();
    let period = point.period;
    vec![
        format!("{money} in {period}{firm}{grade}"),
        format!("{money}, {}{grade}", period.axis_label()),
        format!("{money}, {}", period.axis_label()),
    ]
}

/// A figure in its unit, a currency before it, as sentences have it: “US$ 12.7 billion”.
fn with_unit(value: &str, unit: &str) -> String {
    let is_currency = |word: &str| word.ends_with(|sign: char| !sign.is_alphanumeric()) || word == word.to_uppercase();
    match unit.split_once(' ').filter(|(currency, _)| is_currency(currency)) {
        Some((currency, magnitude)) => format!("{currency} {value} {magnitude}"),
        None => format!("{value} {unit}"),
    }
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
    let grades = letters.map(|grade| format!("{} ({})", grade.word(), grade.letter())).collect::<Vec<_>>().join(", ");
    // “source” stands before it: that there is one need not be said.
    let in_short = match told.len() {
        1 if !grades.is_empty() => grades,
        count if grades.is_empty() => counted(count, "source"),
        count => format!("{}: {grades}", counted(count, "source")),
    };
    vec![told.join("; "), in_short]
}

/// The size of each year's figure up to this year, nothing for years without one.
fn by_year(series: &Series<'_>, last: i16) -> Vec<Option<f64>> {
    let points = || series.points.iter().filter(|point| point.period.year() <= last);
    let Some(first) = points().map(|point| point.period.year()).min() else { return Vec::new() };
    let mut all = vec![None; usize::from(last.abs_diff(first)) + 1];
    for point in points() {
        if let Some(of_year) = all.get_mut(usize::from(point.period.year().abs_diff(first))) {
            *of_year = Some(point.value.abs());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_stands_before_its_figure() {
        assert_eq!(with_unit("12.7", "US$ billion"), "US$ 12.7 billion");
        assert_eq!(with_unit("390", "JPY billion"), "JPY 390 billion");
        assert_eq!(with_unit("4", "fishing boats"), "4 fishing boats");
        assert_eq!(with_unit("4", "boats"), "4 boats");
    }

    #[test]
    fn the_heights_end_with_the_figure_beside_them() {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        let (_, balance, _) = balance(&dataset).expect("a chart of it is filled");
        let told = cell(&dataset).expect("trade");
        let first = told.lines.first().expect("the balance");
        let year = |point: &DataPoint<'_>| first.texts.iter().all(|text| text.contains(&point.period.axis_label()));
        let told = balance.points.iter().find(|point| year(point)).expect("its figure");
        assert_eq!(first.figures.last().copied().flatten(), Some(told.value.abs()));
        let earliest = balance.points.iter().map(|point| point.period.year()).min().expect("figures");
        assert_eq!(first.figures.len(), usize::from(told.period.year().abs_diff(earliest)) + 1);
    }

    #[test]
    fn no_form_of_a_figure_is_without_its_unit_and_its_period() {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        let (_, balance, _) = balance(&dataset).expect("a chart of it is filled");
        for point in &balance.points {
            let told = forms(&dataset, balance, point);
            let money = with_unit(&format_value(point.value.abs()), &balance.unit);
            assert!(told.iter().all(|form| form.starts_with(&money)), "{told:?}");
            let period = point.period.axis_label();
            assert!(told.iter().all(|form| form.contains(&period)), "{told:?}");
            assert!(told.is_sorted_by_key(|form| std::cmp::Reverse(crate::text::width(form))), "{told:?}");
        }
    }
}
