//! The figures of a table, each with its line, its series and its period. What becomes of them is in [`super::merge`].

use std::collections::{HashMap, HashSet};

use super::Marks;
use super::cells;
use super::columns::{ChosenColumns, Shape};
use super::table::{Row, Table};
use crate::cli::errors::Failure;
use crate::data::Dataset;
use crate::data::period::Period;
use crate::data::series::Status;

/// A figure of a table.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// The line of its row.
    pub(super) line: u64,
    /// The id of its series.
    pub(super) series: String,
    /// What its series is told apart by, where there are several.
    pub(super) label: String,
    /// What it is for.
    pub(super) period: Period,
    /// Its value.
    pub(super) value: f64,
    /// Its unit, where its row says so.
    pub(super) unit: String,
    /// How firm it is.
    pub(super) status: Status,
    /// Where it is said.
    pub(super) cite: String,
    /// What is remarked of it.
    pub(super) note: String,
}

/// Reads every figure that is wanted.
///
/// # Errors
/// All that cannot be read, each with its line, or two figures for the same.
pub(super) fn read(table: &Table, chosen: &ChosenColumns, dataset: &Dataset<'_>) -> Result<Vec<Figure>, Failure> {
    let (mut figures, mut problems) = (Vec::new(), Vec::new());
    let mut known: HashSet<String> = HashSet::new();
    for row in &table.rows {
        if !chosen.only.iter().all(|(column, text)| row.cell(*column) == text) {
            continue;
        }
        let cells: Vec<(&str, &str, usize)> = match &chosen.shape {
            Shape::Long(period, value) => vec![(row.cell(*period), row.cell(*value), *value)],
            Shape::Wide(columns) => {
                let head = |column: usize| table.head.get(column).map_or("", String::as_str);
                columns.iter().map(|column| (head(*column), row.cell(*column), *column)).collect()
            }
        };
        for (period, value, column) in cells {
            let read = figure(row, period, value, chosen);
            match read.and_then(|figure| cites_known(figure, dataset, &mut known).map_err(|told| (false, told))) {
                Ok(figure) => figures.extend(figure),
                Err((of_period, told)) => {
                    let column = match &chosen.shape {
                        Shape::Long(period, _) if of_period => *period,
                        _ => column,
                    };
                    let column = table.head.get(column).map_or("", String::as_str);
                    problems.push(format!("line {}, column “{column}”: {told}", row.line));
                }
            }
        }
    }
    if !problems.is_empty() {
        return Err(super::listed(&problems));
    }
    told_once(&figures, table, chosen)?;
    if figures.is_empty() {
        return Err(Failure::Refused("no row of the table has a figure that is wanted; look at --where".to_owned()));
    }
    Ok(figures)
}

/// A figure, if what it cites is there; what was looked up before is known.
fn cites_known(
    figure: Option<Figure>,
    dataset: &Dataset<'_>,
    known: &mut HashSet<String>,
) -> Result<Option<Figure>, String> {
    if let Some(figure) = figure.as_ref().filter(|figure| !known.contains(&figure.cite)) {
        cells::cite(&figure.cite, dataset)?;
        known.insert(figure.cite.clone());
    }
    Ok(figure)
}

/// The figure of a row, or nothing where there is a gap; or what is wrong, and whether that is its period.
fn figure(row: &Row, period: &str, value: &str, chosen: &ChosenColumns) -> Result<Option<Figure>, (bool, String)> {
    let of_value = |told: String| (false, told);
    let (value, mark) = unmarked(value, chosen).map_err(of_value)?;
    let Some(value) = cells::number(value, chosen.decimal).map_err(of_value)? else { return Ok(None) };
    let period = cells::period(period, chosen.are_fiscal, chosen.order).map_err(|told| (true, told))?;
    let own = |column: Option<usize>| column.map_or("", |column| row.cell(column)).to_owned();
    let label = own(chosen.each);
    let series = match (chosen.series_column, chosen.each) {
        (Some(column), _) => row.cell(column).to_owned(),
        (None, Some(_)) => format!("{}-{}", chosen.series, slug(&label)),
        (None, None) => chosen.series.clone(),
    };
    if series.is_empty() {
        return Err(of_value("the row names no series".to_owned()));
    }
    let status = match own(chosen.own.status) {
        said if said.is_empty() => chosen.status,
        said => status(&said).map_err(of_value)?,
    };
    let cite = Some(own(chosen.own.cite)).filter(|cite| !cite.is_empty()).unwrap_or_else(|| chosen.cite.clone());
    let value = chosen.divide.map_or(value, |by| value / by);
    let value = chosen.round.map_or(value, |decimals| rounded(value, decimals));
    let (unit, note) = (own(chosen.own.unit), own(chosen.own.note));
    let note = mark.filter(|_| note.is_empty()).map_or(note, |mark| format!("Marked “{mark}” where it was read."));
    Ok(Some(Figure { line: row.line, series, label, period, value, unit, status, cite, note }))
}

/// What a cell says without the mark after its figure, and that mark where it is to be kept.
fn unmarked<'c>(cell: &'c str, chosen: &ChosenColumns) -> Result<(&'c str, Option<&'c str>), String> {
    let Some((figure, mark)) = cells::marked(cell).filter(|(figure, _)| cells::number(figure, chosen.decimal).is_ok())
    else {
        return Ok((cell, None));
    };
    match chosen.marks {
        Some(Marks::Drop) => Ok((figure, None)),
        Some(Marks::Note) => Ok((figure, Some(mark))),
        None => Err(format!(
            "“{cell}” has “{mark}” after its figure; --marks drop leaves such marks out, --marks note keeps them as remarks"
        )),
    }
}

/// A value to so many decimals.
fn rounded(value: f64, decimals: u8) -> f64 {
    format!("{value:.*}", usize::from(decimals)).parse().unwrap_or(value)
}

fn status(said: &str) -> Result<Status, String> {
    const ALL: [Status; 5] =
        [Status::Reported, Status::Revised, Status::Provisional, Status::Derived, Status::Reconstructed];
    ALL.into_iter().find(|status| status.name().eq_ignore_ascii_case(said)).ok_or_else(|| {
        let known: Vec<&str> = ALL.iter().map(|status| status.name()).collect();
        format!("“{said}” is no status; it is one of {}", known.join(", "))
    })
}

/// A text as part of an id: lower-case letters and digits, hyphens between.
pub(super) fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(crate::text::fold::fold);
    let plain = words.map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>());
    plain.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

/// Each period of a series has one figure; where it has two, the columns that tell their rows apart are named.
fn told_once(figures: &[Figure], table: &Table, chosen: &ChosenColumns) -> Result<(), Failure> {
    let mut lines: HashMap<(&str, String), u64> = HashMap::new();
    for figure in figures {
        let Some(before) = lines.insert((&figure.series, figure.period.notation()), figure.line) else { continue };
        let row = |line: u64| table.rows.iter().find(|row| row.line == line);
        let period = figure.period;
        let (Some(one), Some(other)) = (row(before), row(figure.line)) else { continue };
        let value_columns = match &chosen.shape {
            Shape::Long(period, value) => vec![*period, *value],
            Shape::Wide(columns) => columns.clone(),
        };
        let differing =
            (0..table.head.len()).filter(|at| !value_columns.contains(at) && one.cell(*at) != other.cell(*at));
        let differing: Vec<String> = differing
            .take(6)
            .filter_map(|at| Some(format!("{} ({} / {})", table.head.get(at)?, one.cell(at), other.cell(at))))
            .collect();
        let advice = if differing.is_empty() {
            "take one of them out".to_owned()
        } else {
            format!(
                "choose rows with --where, or make several series with --each; they differ in {}",
                differing.join(", ")
            )
        };
        return Err(Failure::Refused(format!(
            "lines {before} and {} both have a figure for {period} of “{}”; {advice}",
            figure.line, figure.series
        )));
    }
    Ok(())
}
