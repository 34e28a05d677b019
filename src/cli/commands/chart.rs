//! `maitri chart`: figures over time as bars of text, or as CSV; without a series, the list of them.

use std::io::Write;

use clap::Args;

use super::list::{Dates, Layout, items, lines};
use super::points;
use crate::cli::Failure;
use crate::cli::text_output::chart as plain;
use crate::data::problem::nearest;
use crate::data::{Dataset, Series};
use crate::text::sanitised;
use crate::tui::screens::Tab;

/// What to chart and how.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option by itself")]
pub(crate) struct Chart {
    /// Id of the series; all of them are listed if left out
    series: Option<String>,
    /// With the series the pack draws it with, as in exports, imports and balance
    #[arg(long, requires = "series")]
    together: bool,
    /// Print plain lines: this command always does
    #[arg(long, conflicts_with = "csv")]
    plain: bool,
    /// As CSV, one figure a row
    #[arg(long, requires = "series")]
    csv: bool,
    /// Draw the bars in ASCII
    #[arg(long)]
    ascii: bool,
    #[command(flatten)]
    dates: Dates,
    #[command(flatten)]
    layout: Layout,
}

/// Writes a chart, or the list of series.
pub(crate) fn run<'d>(dataset: &'d Dataset<'d>, chart: &Chart, out: &mut dyn Write) -> Result<(), Failure> {
    let columns = chart.layout.columns();
    let periods = chart.dates.selection(&dataset.pack)?;
    let Some(id) = &chart.series else {
        let within = |series: &Series<'_>| {
            series.points.iter().any(|point| periods.touches(point.period.earliest(), point.period.latest()))
        };
        let ids = items(dataset, Tab::Trade, &|id| periods.is_any() || dataset.series_of(id).is_some_and(within));
        if ids.is_empty() {
            crate::cli::say("no series has a figure of that time; leave out --from or --to");
        }
        return lines(dataset, &ids, columns, out);
    };
    let series = find(dataset, id)?;
    let shown = match plain::Chart::together(dataset, series).filter(|_| chart.together) {
        Some(together) => together,
        None => plain::Chart::alone(series),
    };
    if chart.together && shown.members.len() < 2 {
        crate::cli::say(&format!("the pack draws {id} alone"));
    }
    let figures = shown.points(&periods);
    if figures.is_empty() {
        crate::cli::say(&format!("{id} has no figure of that time; leave out --from or --to"));
    }
    if chart.csv {
        return points::csv(figures, chart.together, out);
    }
    if !figures.is_empty() {
        for line in shown.lines(plain::ChartOptions { columns, ascii: chart.ascii, periods: &periods }) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// The series of this id, or a sentence that names the nearest ids.
fn find<'d>(dataset: &'d Dataset<'d>, id: &str) -> Result<&'d Series<'d>, Failure> {
    if let Some(series) = dataset.series.iter().find(|series| series.id == id) {
        return Ok(series);
    }
    if dataset.find(id).is_some() {
        return Err(Failure::Refused(format!("“{id}” is a record and has no figures; `maitri show {id}` tells it")));
    }
    let near = nearest(id, dataset.series.iter().map(|series| series.id.as_str()), 3);
    let help = match near.as_slice() {
        [] => "`maitri chart` lists them".to_owned(),
        [only] => format!("the nearest is {only}"),
        near => format!("the nearest are {}", near.join(", ")),
    };
    Err(Failure::Refused(format!("no series has the id “{}”; {help}", sanitised(id))))
}
