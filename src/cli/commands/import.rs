//! `maitri import`: figures, events and records of other programs into a pack of one's own.
//!
//! What is read becomes edits of the pack's files; what stands there otherwise, comments among it, stays as it is. What
//! would change is told first and written only when it is wanted, and only if the pack is sound with it.

mod amendment;
mod args;
mod cells;
mod columns;
mod draft;
mod edits;
mod figures;
mod json;
mod merge;
mod receiving_pack;
mod records;
mod table;
mod timeline;
mod told;

use std::path::Path;

use clap::{Args, Subcommand};

use super::points;
use super::task::{Given, Standalone};
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::permission::Permission;
use crate::data::Dataset;
use crate::store::files;
use crate::text::counted;
use args::{Csv, DateOrder, Events, Json, Marks, OnDifference, SourceGrade};
use columns::ChosenColumns;
use receiving_pack::{ReceivingPack, Things};

/// What to import.
#[derive(Debug, Args)]
pub(crate) struct Import {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Figures of a table as points of series: a figure a row, or a column a year; also what `export` writes as CSV
    Csv(Csv),
    /// A timeline as events: the columns or parts are date, title, text and source
    Timeline(Events),
    /// Records and series that `export` wrote as JSON, one a line or in an array
    Json(Json),
}

impl Permission for Import {
    fn refusal(&self) -> Option<&'static str> {
        Some("import writes files of this machine")
    }
}

impl Standalone for Import {
    /// Reads the file, tells what would change, and writes it if that is wanted.
    fn run(&self, given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        match &self.what {
            What::Csv(csv) => csv.run(given, io),
            What::Timeline(events) => events.run(given, io),
            What::Json(json) => json.run(given, io),
        }
    }
}

impl Csv {
    fn run(&self, given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        let table = table::Table::read(&text(&self.way.file, io)?, self.delimiter)?;
        let target = ReceivingPack::open(&self.way.into, given)?;
        let dataset = target.dataset()?;
        warn_of_layers(&table, &dataset, io);
        let edits = if records::are_records(&table) {
            if self.cite.is_some() && !target.is_layer() {
                io.warn("--cite is for new events that cite nothing; where a changed record is said, its column “cites” says");
            }
            records::edits(&table, self.cite.as_deref(), &dataset)?
        } else {
            let chosen = ChosenColumns::of(self, &table, &dataset, io)?;
            // A period by itself is a gap, anything else is a note.
            let is_gap = |text: &str| cells::period(text, self.fiscal, self.dates.map(DateOrder::order)).is_ok();
            let notes: Vec<u64> = table.notes.iter().filter(|(_, text)| !is_gap(text)).map(|(line, _)| *line).collect();
            if let [first, ..] = notes.as_slice() {
                io.warn(&format!(
                    "{} from line {first} on are no rows and are passed over",
                    counted(notes.len(), "line")
                ));
            }
            let figures = figures::read(&table, &chosen, &dataset)?;
            merge::edits(&figures, &chosen, &Things::of(&dataset))?
        };
        target.change(&edits, self.way.yes, io)
    }
}

impl Events {
    fn run(&self, given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        let target = ReceivingPack::open(&self.way.into, given)?;
        let dataset = target.dataset()?;
        let edits = timeline::edits(&text(&self.way.file, io)?, self, (&dataset, target.is_layer()), io)?;
        target.change(&edits, self.way.yes, io)
    }
}

impl Json {
    fn run(&self, given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        let target = ReceivingPack::open(&self.way.into, given)?;
        let dataset = target.dataset()?;
        let edits = json::edits(&text(&self.way.file, io)?, self.cite.as_deref(), &dataset)?;
        target.change(&edits, self.way.yes, io)
    }
}

/// Says that a table was exported with layers on that are not here: what they changed would become the pack's own.
fn warn_of_layers(table: &table::Table, dataset: &Dataset<'_>, io: &mut Io<'_>) {
    let Some(column) = table.head.iter().position(|name| name == points::LAYERS) else { return };
    let mut missing: Vec<&str> = Vec::new();
    for id in table.rows.iter().flat_map(|row| row.cell(column).split("; ")).filter(|id| !id.is_empty()) {
        if !missing.contains(&id) && !dataset.pack.layers.iter().any(|layer| layer.id == id) {
            missing.push(id);
        }
    }
    if !missing.is_empty() {
        io.warn(&format!(
            "the table was exported with the layer {} on, which does not lie on this pack; what it changed would become \
             the pack’s own, and its sources must stand in the pack",
            missing.join(", ")
        ));
    }
}

/// Refuses what is cited for all where the pack has no such source.
fn is_known(cite: Option<&str>, dataset: &Dataset<'_>) -> Result<(), Failure> {
    let told = |sentence: String| Failure::Refused(format!("--cite: {sentence}"));
    cite.map_or(Ok(()), |cite| cells::cite(cite, dataset).map_err(told))
}

/// Problems told at most; the next ones are likely of the same kind.
const MOST: usize = 20;

/// Problems, one a line.
fn listed(problems: &[String]) -> Failure {
    let more = problems.len().saturating_sub(MOST);
    let mut told = problems.iter().take(MOST).cloned().collect::<Vec<_>>().join("\n        ");
    if more > 0 {
        told.extend(["\n        and ", &more.to_string(), " more"]);
    }
    Failure::Refused(told)
}

/// The text of the file that is imported.
fn text(path: &Path, io: &mut Io<'_>) -> Result<String, Failure> {
    let too_large = || {
        let most = table::MAX_BYTES / (1024 * 1024);
        format!("the file is larger than {most} MiB; cut out of it what is to be imported")
    };
    let read = files::read_foreign(path, table::MAX_BYTES, too_large);
    let (text, is_utf8) = read.map_err(|problem| Failure::Refused(problem.to_string()))?;
    if !is_utf8 {
        io.warn("the file is no UTF-8 and was read as Windows-1252; look at letters with accents");
    }
    Ok(text)
}
