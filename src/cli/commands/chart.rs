//! `maitri chart`: figures over time as bars of text, or as CSV, of a series or of a chart of the pack; without either,
//! the list of them.

use std::io::Write;

use clap::Args;

use super::explore::options::Explore;
use super::list::{Dates, Layout, items, lines};
use super::points;
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::find;
use crate::cli::found::unless_none;
use crate::cli::io::Io;
use crate::cli::permission::Permission;
use crate::cli::text_output::cells::Cells;
use crate::cli::text_output::chart as text;
use crate::cli::text_output::hanging;
use crate::data::{Dataset, Series};
use crate::text::sanitised;
use crate::view::figures as view;
use crate::view::tab::Tab;

/// What to chart and how.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option by itself")]
pub(crate) struct Chart {
    /// Id of the series or of a chart; all of them are listed if left out
    series: Option<String>,
    /// With the series of its chart that show first, as in exports and imports
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

impl Permission for Chart {
    fn refusal(&self) -> Option<&'static str> {
        None
    }
}

impl OfDataset for Chart {
    /// Writes a chart, or the list of series.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, _: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let columns = self.layout.columns(io);
        let periods = self.dates.selection(&dataset.pack)?;
        let Some(id) = &self.series else {
            let within = |series: &Series<'_>| {
                series.points.iter().any(|point| periods.touches(point.period.earliest(), point.period.latest()))
            };
            let ids = items(dataset, Tab::Trade, &|id| periods.is_any() || dataset.series_of(id).is_some_and(within));
            if ids.is_empty() && periods.is_any() {
                io.warn("this pack has no series");
            }
            unless_none(ids.is_empty() && !periods.is_any(), || {
                "no series has a figure of that time; leave out --from or --to".to_owned()
            })?;
            if periods.is_any() {
                charts(dataset, columns, &mut io.output)?;
            }
            return lines(dataset, &ids, columns, &mut io.output);
        };
        let (shown, together) = match find::figures(dataset, id)? {
            find::Figures::Chart(chart) => (text::Chart::of(&view::Figures::of_chart(dataset, chart), |_| false), true),
            find::Figures::Series(series) => {
                let together = text::Chart::together(dataset, series).filter(|_| self.together);
                (together.unwrap_or_else(|| text::Chart::alone(series)), self.together)
            }
        };
        if self.together && shown.members.len() < 2 {
            io.warn(&format!("the pack draws {id} alone"));
        }
        let figures = shown.points(&periods);
        unless_none(figures.is_empty(), || {
            format!("{} has no figure of that time; leave out --from or --to", sanitised(id))
        })?;
        if self.csv {
            return points::csv(dataset, figures, together, Cells::Plain, &mut io.output);
        }
        let told = shown.lines(text::ChartOptions { columns, ascii: self.ascii, periods: &periods });
        for line in told.into_iter().chain(text::sources(&figures, dataset, columns)) {
            writeln!(io.output, "{line}")?;
        }
        Ok(())
    }
}

/// Writes the charts of the pack, each with how many series it has.
fn charts(dataset: &Dataset<'_>, columns: usize, out: &mut dyn Write) -> Result<(), Failure> {
    for chart in &dataset.pack.charts {
        let line = format!("{}: {}, a chart of {} series", chart.id, chart.title, chart.members.len());
        for line in hanging(&line, columns) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
