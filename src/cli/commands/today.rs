//! `maitri today`: what happened on this day, and in this month, of other years.

use std::io::Write;

use clap::Args;
use jiff::civil::Date;

use super::list::{Layout, lines};
use crate::cli::Failure;
use crate::cli::text_output::hanging;
use crate::data::date::MONTHS;
use crate::data::on_this_day::on_this_day;
use crate::data::{Dataset, ItemId};

/// Which day.
#[derive(Debug, Args)]
pub(crate) struct Today {
    /// Another day than today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<Date>,
    #[command(flatten)]
    layout: Layout,
}

/// Reads a day of the calendar.
///
/// # Errors
/// What to write instead.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    // The calendar's own parser takes dates with a time of day as well.
    let is_date = text.len() == "2014-09-01".len();
    text.parse().ok().filter(|_| is_date).ok_or_else(|| "write a day of the calendar as in 2014-09-01".to_owned())
}

/// Writes what happened on the day and in its month.
pub(crate) fn run(dataset: &Dataset<'_>, options: &Today, out: &mut dyn Write) -> Result<(), Failure> {
    let today = options.date.unwrap_or_else(|| crate::cli::clock().now().wall.date());
    let columns = options.layout.columns();
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
    section(format!("On {} {month} in other years", today.day()), &found.day, out)?;
    writeln!(out)?;
    section(format!("In {month} of other years"), &found.month, out)
}
