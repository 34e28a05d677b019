//! `maitri today`: what happened on this day, and in this month, of other years.

use std::io::Write;

use clap::Args;
use jiff::civil::Date;

use super::explore::options::Explore;
use super::list::{Layout, lines};
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::permission::Permission;
use crate::cli::text_output::hanging;
use crate::cli::values::day;
use crate::data::date::MONTHS;
use crate::data::on_this_day::on_this_day;
use crate::data::{Dataset, ItemId};

/// Which day.
#[derive(Debug, Default, Args)]
pub(crate) struct Today {
    /// Another day than today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<Date>,
    #[command(flatten)]
    layout: Layout,
}

impl Permission for Today {
    fn refusal(&self) -> Option<&'static str> {
        None
    }
}

impl OfDataset for Today {
    /// Writes what happened on the day and in its month.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, _: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let today = self.date.unwrap_or_else(|| io.clock().now().wall.date());
        let columns = self.layout.columns(io);
        let found = on_this_day(dataset, today);
        let month =
            usize::try_from(today.month() - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default();
        let section = |when: String, ids: &[ItemId], out: &mut dyn Write| -> Result<(), Failure> {
            let head = if ids.is_empty() { format!("{when}: nothing is on record.") } else { format!("{when}:") };
            for line in hanging(&head, columns) {
                writeln!(out, "{line}")?;
            }
            lines(dataset, ids, columns, out)
        };
        section(format!("On {} {month} in other years", today.day()), &found.day, &mut io.output)?;
        writeln!(io.output)?;
        section(format!("In {month} of other years"), &found.month, &mut io.output)
    }
}
