//! `maitri about`: the edition, how much the pack holds, how good its sources are, and what changed.

use clap::Args;
use jiff::civil::Date;

use super::explore::options::Explore;
use super::list::Layout;
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::permission::Permission;
use crate::cli::values::day;
use crate::data::Dataset;
use crate::data::date::PartialDate;
use crate::view::about::about;
use crate::view::document::layout::lines;

/// What to tell first.
#[derive(Debug, Args)]
pub(crate) struct About {
    /// First what is new since this edition
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    since: Option<Date>,
    #[command(flatten)]
    layout: Layout,
}

impl Permission for About {
    fn refusal(&self) -> Option<&'static str> {
        None
    }
}

impl OfDataset for About {
    /// Writes it.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, _: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let document = about(dataset, self.since.map(PartialDate::day));
        for line in lines(&document, self.layout.columns(io), "") {
            writeln!(io.output, "{}", line.text().trim_end())?;
        }
        Ok(())
    }
}
