//! A figure in one line that may be cited: value, unit, period, how firm it is, basis, sources, and what else was
//! published for the period. How the figures of a series are shown is told with the series, not here.

use std::fmt::Write as _;

use super::Member;
use super::change::Change;
use crate::data::Dataset;
use crate::data::cite::{self, Cite};
use crate::data::period::Period;
use crate::data::series::{DataPoint, format_value};
use crate::view::citation::graded_name;

/// The figure of a period in one line; compared with that of another, where one is named. `None` where there is no
/// figure.
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
    let all = || before.into_iter().chain([point]);
    let mut line = format!("{told}. Basis: {}. {}.", first_clause(&series.basis), sources(dataset, all()));
    for also in all().flat_map(|point| &point.also) {
        let by: Vec<String> = also.cite.iter().flatten().map(|cite| publisher(dataset, &cite)).collect();
        let _ = write!(line, " ≠ {} by {}.", format_value(also.value), by.join("; "));
    }
    Some(line)
}

/// What a basis says first, to the end of its first sentence or to a semicolon: what follows says how its figures are
/// shown and what they must not be compared with. A full stop within, as after an initial, ends no sentence.
fn first_clause(basis: &str) -> &str {
    let begins = |rest: &str| rest.chars().next().is_some_and(char::is_uppercase);
    let after_word =
        |before: &str| before.chars().rev().take(3).filter(|c| c.is_lowercase() || c.is_numeric()).count() == 3;
    let ends = |(at, end): &(usize, &str)| {
        let (before, rest) = (basis.get(..*at).unwrap_or_default(), basis.get(at + end.len()..).unwrap_or_default());
        *end == "; " || after_word(before) && begins(rest)
    };
    let semicolons = basis.match_indices("; ").find(ends);
    let stops = basis.match_indices(". ").find(ends);
    let end = semicolons.into_iter().chain(stops).map(|(at, _)| at).min();
    end.and_then(|end| basis.get(..end)).unwrap_or(basis).trim_end_matches('.')
}

/// Who published another reading, how good that is, and where in it: `News18, March 2023 (grade C), ¶1`.
fn publisher(dataset: &Dataset<'_>, cite: &Cite<'_>) -> String {
    let Some(source) = dataset.pack.source(cite.source) else { return cite.to_string() };
    format!("{}, {}", source.graded_byline(), cite.paragraph_text())
}

fn sources<'p>(dataset: &Dataset<'_>, points: impl Iterator<Item = &'p DataPoint<'p>>) -> String {
    let cites = points.flat_map(|point| point.cite.iter()).flatten();
    let sources: Vec<String> = cite::by_source(cites).iter().map(|cite| graded_name(dataset, cite)).collect();
    sources.join("; ")
}

#[cfg(test)]
mod tests {
    use super::first_clause;

    #[test]
    fn of_a_basis_the_first_clause_is_told() {
        for (basis, told) in [
            (
                "Trade by the fiscal year, as the Ministry counts it; values in US dollars. Shown in billions.",
                "Trade by the fiscal year, as the Ministry counts it",
            ),
            ("Exports less imports.", "Exports less imports"),
            ("Counted by the year. Part of a year is apart; so are months.", "Counted by the year"),
            (
                "As counted by the U.S. Census, in 2.5 per cent steps",
                "As counted by the U.S. Census, in 2.5 per cent steps",
            ),
            ("", ""),
        ] {
            assert_eq!(first_clause(basis), told);
        }
    }
}
