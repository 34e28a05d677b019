//! A chart as text: a bar for each period, with its exact value, how firm it is, and its source.
//!
//! A gap in a row of years is told as one. What the pack draws together may be told together.

use std::fmt::Write as _;

use super::bar::{self, Scale, Signs, bar};
use super::selection::Selection;
use super::{hanging, indented, widest};
use crate::data::Dataset;
use crate::data::cite::{self, Cites};
use crate::data::date::Point;
use crate::data::period::Period;
use crate::data::series::{DataPoint, Series, format_value};
use crate::text::{pad, pad_start, width};
use crate::view::figures::{Figures, Member};

/// One series, or several of one unit.
#[derive(Debug)]
pub struct Chart<'d> {
    /// What it shows.
    pub title: &'d str,
    /// Its series, each with its name in the chart.
    pub members: Vec<(&'d str, &'d Series<'d>)>,
}

/// How to tell a chart.
#[derive(Clone, Copy, Debug)]
pub struct ChartOptions<'s> {
    /// The widest a line may be.
    pub columns: usize,
    /// Whether bars are drawn in ASCII.
    pub ascii: bool,
    /// Which periods are asked for.
    pub periods: &'s Selection,
}

/// Bars with fewer columns than this tell nothing; those with fewer than the second stand above
/// their source, not beside it.
const SHORTEST_BAR: usize = 8;
const BESIDE_SOURCE: usize = 14;
/// Stands for the source of a figure that there is none of.
const NO_FIGURE: &str = "no figure found";

impl<'d> Chart<'d> {
    /// A series by itself.
    #[must_use]
    pub fn alone(series: &'d Series<'d>) -> Self {
        Self { title: &series.title, members: vec![(&series.title, series)] }
    }

    /// The chart of the pack a series belongs to, if it belongs to one.
    #[must_use]
    pub fn together(dataset: &'d Dataset<'d>, series: &Series<'_>) -> Option<Self> {
        let chart = Figures::of(dataset, dataset.find(&series.id)?)?;
        Some(Self::of(&chart, |member| member.series.id == series.id))
    }

    /// What shows of a chart before one chooses, and what `also` says; of one unit, that of the first.
    #[must_use]
    pub fn of(chart: &Figures<'d>, also: impl Fn(&Member<'d>) -> bool) -> Self {
        let shown = chart.members.iter().filter(|member| member.is_first || also(member));
        let members: Vec<_> = shown.map(|member| (member.name, member.series)).collect();
        let unit = members.first().map(|(_, series)| &series.unit);
        let members = members.iter().filter(|(_, series)| Some(&series.unit) == unit).copied().collect();
        Self { title: chart.title(), members }
    }

    /// The points asked for, each with the name of its series, period by period.
    #[must_use]
    pub fn points(&self, periods: &Selection) -> Vec<(&'d Series<'d>, &'d DataPoint<'d>)> {
        let mut points: Vec<_> = self
            .members
            .iter()
            .flat_map(|(_, series)| series.points.iter().map(move |point| (*series, point)))
            .collect();
        points.retain(|(_, point)| periods.touches(point.period.earliest(), point.period.latest()));
        points.sort_by(|(_, a), (_, b)| a.period.list_order(&b.period));
        points
    }

    /// The chart in lines: head, bars, remarks.
    #[must_use]
    pub fn lines(&self, options: ChartOptions<'_>) -> Vec<String> {
        let columns = options.columns;
        let mut lines = self.head(columns);
        let points = self.points(options.periods);
        let mut periods: Vec<Period> = points.iter().map(|(_, point)| point.period).collect();
        periods.dedup();
        let table = Table::new(self, &periods, options);
        lines.push(String::new());
        for (index, period) in periods.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| periods.get(before));
            if let Some(missing) = before.and_then(|before| gap(before, period)) {
                lines.extend(hanging(&format!("{missing}: no figure found"), columns));
            }
            if self.members.len() > 1 && index > 0 {
                lines.push(String::new());
            }
            for (name, series) in &self.members {
                let point = series.points.iter().find(|point| point.period == *period);
                lines.extend(table.row(period, name, point));
            }
        }
        lines.extend(self.remarks(&points, options));
        lines
    }

    fn head(&self, columns: usize) -> Vec<String> {
        let unit = self.members.first().map_or("", |(_, series)| series.unit.as_str());
        let mut lines = hanging(&format!("{} ({unit})", self.title), columns);
        let mut told: Vec<&str> = Vec::new();
        for (_, series) in &self.members {
            if !told.contains(&series.basis.as_str()) {
                told.push(&series.basis);
                lines.extend(hanging(&format!("Basis: {}", series.basis), columns));
            }
        }
        for (name, series) in &self.members {
            if let Some(note) = &series.note {
                let whose = if self.members.len() > 1 { format!(" on {}", name.to_lowercase()) } else { String::new() };
                lines.extend(hanging(&format!("Note{whose}: {note}"), columns));
            }
        }
        lines
    }

    /// What the signs mean, what is to be known of single figures, and what else was published.
    fn remarks(&self, points: &[(&Series<'_>, &DataPoint<'_>)], options: ChartOptions<'_>) -> Vec<String> {
        let mut signs: Vec<String> = Vec::new();
        for (_, point) in points {
            let sign = point.status.sign();
            let meaning = format!("{sign} {}", point.status.name());
            if !sign.is_empty() && !signs.contains(&meaning) {
                signs.push(meaning);
            }
        }
        if points.iter().any(|(_, point)| !point.also.is_empty()) {
            signs.push(format!("{} sources differ", differ_sign(options.ascii)));
        }
        let mut lines = Vec::new();
        if !signs.is_empty() {
            lines.push(String::new());
            lines.extend(hanging(&format!("Signs: {}", signs.join(", ")), options.columns));
        }
        let remarks: Vec<String> = points.iter().filter_map(|(series, point)| self.remark(series, point)).collect();
        if !remarks.is_empty() {
            lines.push(String::new());
        }
        lines.extend(remarks.iter().flat_map(|remark| hanging(remark, options.columns)));
        lines
    }

    fn remark(&self, series: &Series<'_>, point: &DataPoint<'_>) -> Option<String> {
        let text = note(point)?;
        let name = self.members.iter().find(|(_, member)| member.id == *series.id).map_or("", |(name, _)| name);
        let whose = if self.members.len() > 1 { format!(", {}", name.to_lowercase()) } else { String::new() };
        Some(format!("{}{whose}: {text}", point.period))
    }
}

/// The sources of some figures and of what else was published, each by its name and grade: `id: title; who, when`.
#[must_use]
pub fn sources(points: &[(&Series<'_>, &DataPoint<'_>)], dataset: &Dataset<'_>, columns: usize) -> Vec<String> {
    let stated = points.iter().flat_map(|(_, point)| {
        std::iter::once(&point.cite).chain(point.also.iter().map(|other| &other.cite)).flat_map(Cites::iter).flatten()
    });
    let cited = cite::by_source(stated).into_iter();
    let lines: Vec<String> = cited
        .filter_map(|cite| dataset.pack.source(cite.source))
        .flat_map(|source| hanging(&format!("{}: {}; {}", source.id, source.title, source.graded_byline()), columns))
        .collect();
    if lines.is_empty() { lines } else { [vec![String::new(), "Sources".to_owned()], lines].concat() }
}

/// What is to be known of a figure and what else was published for its period, if anything.
#[must_use]
pub fn note(point: &DataPoint<'_>) -> Option<String> {
    let mut text = point.note.as_ref().map_or_else(String::new, ToString::to_string);
    for other in &point.also {
        let apart = if text.is_empty() { "" } else { " " };
        let (value, cites) = (format_value(other.value), other.cite.as_text());
        let _ = write!(text, "{apart}Also published: {value} ({}; {cites}).", other.note.trim_end_matches('.'));
    }
    (!text.is_empty()).then_some(text)
}

fn differ_sign(ascii: bool) -> &'static str {
    if ascii { crate::tui::symbols::ASCII.conflict } else { crate::tui::symbols::UNICODE.conflict }
}

/// The periods that are missing between two, where both are of a yearly row.
fn gap(before: &Period, after: &Period) -> Option<String> {
    let whole_year = |period: &Period| match period {
        Period::Date(date) => matches!(date.start(), Point::Year(_)) && date.end().is_none() && !date.is_approximate(),
        Period::Fiscal(..) | Period::FiscalQuarter(..) | Period::Quarter(..) => false,
    };
    let (first, last) = (before.year().checked_add(1)?, after.year().checked_sub(1)?);
    let name = |year| match (before, after) {
        (Period::Fiscal(_, kind), Period::Fiscal(..)) => Some(Period::Fiscal(year, *kind).to_string()),
        _ => (whole_year(before) && whole_year(after)).then(|| Point::Year(year).to_string()),
    };
    match first.cmp(&last) {
        std::cmp::Ordering::Less => Some(format!("{} to {}", name(first)?, name(last)?)),
        std::cmp::Ordering::Equal => name(first),
        std::cmp::Ordering::Greater => None,
    }
}

/// The columns of a chart's rows.
struct Table {
    columns: usize,
    period: usize,
    /// Columns of the series' name; none if there is one only.
    name: usize,
    value: usize,
    decimals: usize,
    source: usize,
    scale: Scale,
    signs: Signs,
    differ: &'static str,
    /// Stands for a value there is none of.
    none: &'static str,
}

impl Table {
    fn new(chart: &Chart<'_>, periods: &[Period], options: ChartOptions<'_>) -> Self {
        let points: Vec<&DataPoint<'_>> = chart.points(options.periods).into_iter().map(|(_, point)| point).collect();
        let values: Vec<String> = points.iter().map(|point| format_value(point.value)).collect();
        let decimals = values.iter().map(|value| decimals_of(value)).max().unwrap_or(0);
        let labels: Vec<String> = periods.iter().map(Period::to_string).collect();
        let sources: Vec<String> = points.iter().map(|point| source(point)).collect();
        let aligned: Vec<String> = values.iter().map(|value| aligned(value, decimals)).collect();
        Self {
            columns: options.columns,
            period: widest(labels.iter().map(String::as_str)),
            name: if chart.members.len() > 1 { widest(chart.members.iter().map(|(name, _)| *name)) } else { 0 },
            value: widest(aligned.iter().map(String::as_str)),
            decimals,
            // Among several, one or the other lacks a figure.
            source: widest(sources.iter().map(String::as_str).chain((chart.members.len() > 1).then_some(NO_FIGURE))),
            scale: Scale::of(points.iter().map(|point| point.value)),
            signs: if options.ascii { bar::ASCII } else { bar::UNICODE },
            differ: differ_sign(options.ascii),
            none: if options.ascii { "-" } else { "–" },
        }
    }

    /// One figure: in one line where there is room for a bar beside everything else, else with its
    /// source below, else with everything below.
    fn row(&self, period: &Period, name: &str, point: Option<&DataPoint<'_>>) -> Vec<String> {
        let value = point.map_or_else(|| self.none.to_owned(), |point| format_value(point.value));
        let sign = point.map_or_else(String::new, |point| self.sign(point));
        let source = point.map_or_else(|| NO_FIGURE.to_owned(), source);
        let mut head = pad(&period.to_string(), self.period);
        if self.name > 0 {
            let _ = write!(head, "  {}", pad(name, self.name));
        }
        let value_in_column = pad_start(&aligned(&value, self.decimals), self.value);
        let _ = write!(head, "  {value_in_column} {}", pad(&sign, 2));
        let left = self.columns.saturating_sub(width(&head) + 1);
        let drawn = |columns| bar(point.map(|point| point.value), self.scale, columns, self.signs);
        match left.checked_sub(self.source + 2) {
            Some(room) if room >= BESIDE_SOURCE => {
                vec![format!("{head} {}  {source}", pad(&drawn(room), room))]
            }
            _ if left >= SHORTEST_BAR => {
                let mut lines = vec![format!("{head} {}", drawn(left)).trim_end().to_owned()];
                lines.extend(indented(&source, self.columns));
                lines
            }
            _ => {
                let name = if self.name > 0 { format!(" {name}") } else { String::new() };
                let mut lines = hanging(format!("{period}{name}: {value} {sign}").trim_end(), self.columns);
                lines.extend(point.map(|_| drawn(self.columns)));
                lines.extend(indented(&source, self.columns));
                lines
            }
        }
    }

    fn sign(&self, point: &DataPoint<'_>) -> String {
        let differ = if point.also.is_empty() { "" } else { self.differ };
        format!("{}{differ}", point.status.sign())
    }
}

/// `embassy-commerce-2022 ¶2, ¶5 +1`: the first source of a figure, the others counted.
fn source(point: &DataPoint<'_>) -> String {
    let mut parts = point.cite.parts();
    let first = parts.next().unwrap_or_default();
    match parts.count() {
        0 => first.to_owned(),
        more => format!("{first} +{more}"),
    }
}

fn decimals_of(value: &str) -> usize {
    value.split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

/// A value followed by as many blanks as it lacks decimals, so that points stand under points.
fn aligned(value: &str, decimals: usize) -> String {
    let has = decimals_of(value);
    let point = usize::from(decimals > 0 && has == 0);
    format!("{value}{}", " ".repeat(decimals.saturating_sub(has) + point))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(before: &str, after: &str) -> Option<String> {
        gap(&before.parse().unwrap(), &after.parse().unwrap())
    }

    #[test]
    fn gaps_are_told_in_rows_of_years_only() {
        assert_eq!(between("FY2003-04", "FY2006-07").as_deref(), Some("FY 2004-05 to FY 2005-06"));
        assert_eq!(between("2003", "2005").as_deref(), Some("2004"));
        assert_eq!(between("FY2003-04", "FY2004-05"), None);
        assert_eq!(between("2003", "FY2010-11"), None);
        assert_eq!(between("2003-10", "2010-10"), None);
        assert_eq!(between("2003/2004", "2010"), None);
    }

    #[test]
    fn points_stand_under_points() {
        assert_eq!([aligned("1.5", 3), aligned("12", 3), aligned("12", 0)], ["1.5  ", "12    ", "12"]);
    }
}
