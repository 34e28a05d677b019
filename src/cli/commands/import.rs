//! `maitri import`: figures, events and records of other programs into a pack of one's own.
//!
//! What is read becomes edits of the pack's files; what stands there otherwise, comments among it, stays as it is. What
//! would change is told first and written only when it is wanted, and only if the pack is sound with it.

mod amendment;
mod cells;
mod columns;
mod draft;
mod edits;
mod figures;
mod json;
mod merge;
mod records;
mod table;
mod target;
mod timeline;
mod told;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};

use super::points;
use super::task::{Given, Standalone};
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::permission::Permission;
use crate::data::Dataset;
use crate::data::date::words::NumericOrder;
use crate::data::pack::grade::Grade;
use crate::data::series::Status;
use crate::store::files;
use crate::text::counted;
use cells::Decimal;
use columns::Chosen;
use target::{Target, Things};

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

/// From where, into which pack, and whether to ask.
#[derive(Debug, Args)]
struct Way {
    /// The file to read
    file: PathBuf,
    /// The pack that takes it in: its directory or its .maitri file; a layer lies on the packs of --data, said before
    /// the command, or on the bundled one
    #[arg(long, value_name = "DIR")]
    into: PathBuf,
    /// Write without asking
    #[arg(long)]
    yes: bool,
}

/// How a table of figures is read, and what is said of all its rows.
#[derive(Debug, Args)]
struct Csv {
    #[command(flatten)]
    way: Way,
    /// The series that takes the figures: one of the pack, or a new one
    #[arg(long, value_name = "ID")]
    series: Option<String>,
    /// Only rows in which this column says this; may be given several times
    #[arg(long = "where", value_name = "COLUMN=TEXT")]
    only: Vec<String>,
    /// A series for each text of this column, its id that of --series and the text
    #[arg(long, value_name = "COLUMN")]
    each: Option<String>,
    /// The column that says what a figure is for
    #[arg(long, value_name = "COLUMN")]
    period: Option<String>,
    /// The column that holds the figures
    #[arg(long, value_name = "COLUMN")]
    value: Option<String>,
    /// Title of a new series
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Unit of a new series, currency included, as in "US$ million"
    #[arg(long, value_name = "TEXT")]
    unit: Option<String>,
    /// How and by whom it is counted, of a new series
    #[arg(long, value_name = "TEXT")]
    basis: Option<String>,
    /// Where a new series is listed, as in Trade
    #[arg(long, value_name = "NAME")]
    group: Option<String>,
    /// How firm the figures are
    #[arg(long, value_enum, default_value_t = Firmness::Reported)]
    status: Firmness,
    /// Where all the figures, or in a layer all changes, are said, as in "worldbank-2026 ¶1"; the source stands in the
    /// pack's pack.ron
    #[arg(long, value_name = "CITE")]
    cite: Option<String>,
    /// Divide every figure by this, as in 1000000 for a unit of millions
    #[arg(long, value_name = "NUMBER")]
    divide: Option<f64>,
    /// The sign before decimals, where it is not found out
    #[arg(long, value_enum)]
    decimal: Option<DecimalSign>,
    /// The sign between cells, where it is not found out
    #[arg(long, value_name = "SIGN")]
    delimiter: Option<char>,
    /// Years such as 2011-12 are fiscal years
    #[arg(long)]
    fiscal: bool,
    /// What comes first in dates such as 03/04/2011
    #[arg(long, value_enum, value_name = "ORDER")]
    dates: Option<DateOrder>,
    /// What to do where the pack has another figure
    #[arg(long, value_enum, default_value_t = OnDifference::Replace, value_name = "WHAT")]
    on_difference: OnDifference,
}

/// How a timeline is read, and what is said of all its events.
#[derive(Debug, Args)]
struct Events {
    #[command(flatten)]
    way: Way,
    /// Sectors of the events, as the pack names them
    #[arg(long, value_name = "NAME,NAME,…", value_delimiter = ',')]
    sectors: Vec<String>,
    /// What sort of happenings, as in Meeting
    #[arg(long, value_name = "NAME", default_value = "Milestone")]
    sort: String,
    /// How likely an exam is to ask them: Core, Useful or Detail
    #[arg(long, value_name = "NAME", default_value = "Useful")]
    weight: String,
    /// How good the sources are that are added: A, B, C or D
    #[arg(long, value_name = "GRADE", ignore_case = true)]
    grade: Option<SourceGrade>,
    /// Where events are said that name no source themselves
    #[arg(long, value_name = "CITE")]
    cite: Option<String>,
    /// The sign between cells, where it is not found out
    #[arg(long, value_name = "SIGN")]
    delimiter: Option<char>,
    /// What comes first in dates such as 03/04/2011
    #[arg(long, value_enum, value_name = "ORDER")]
    dates: Option<DateOrder>,
}

/// What is read back.
#[derive(Debug, Args)]
struct Json {
    #[command(flatten)]
    way: Way,
    /// Where what a layer changes is said, as in "worldbank-2026 ¶1"; the source stands in its pack.ron, or in the one
    /// that it lies on
    #[arg(long, value_name = "CITE")]
    cite: Option<String>,
}

/// How firm figures are, on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Firmness {
    /// As a source prints them
    Reported,
    /// As a later publication corrected them
    Revised,
    /// Early or weakly supported
    Provisional,
    /// By arithmetic from published figures
    Derived,
    /// Put together because the original is lost
    Reconstructed,
}

impl Firmness {
    fn status(self) -> Status {
        match self {
            Self::Reported => Status::Reported,
            Self::Revised => Status::Revised,
            Self::Provisional => Status::Provisional,
            Self::Derived => Status::Derived,
            Self::Reconstructed => Status::Reconstructed,
        }
    }
}

/// The sign before decimals, on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DecimalSign {
    /// 1,234.5
    Point,
    /// 1.234,5
    Comma,
}

impl DecimalSign {
    fn decimal(self) -> Decimal {
        match self {
            Self::Point => Decimal::Point,
            Self::Comma => Decimal::Comma,
        }
    }
}

/// How good a source is, on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SourceGrade {
    /// Official: who did or decided it says so
    A,
    /// Reference, newspaper of record or agency
    B,
    /// Tells what others said
    C,
    /// Nobody answers for it
    D,
}

impl SourceGrade {
    fn grade(self) -> Grade {
        match self {
            Self::A => Grade::A,
            Self::B => Grade::B,
            Self::C => Grade::C,
            Self::D => Grade::D,
        }
    }
}

/// Which number of a date comes first, on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DateOrder {
    /// 31/12/2011
    DayFirst,
    /// 12/31/2011
    MonthFirst,
}

impl DateOrder {
    fn order(self) -> NumericOrder {
        match self {
            Self::DayFirst => NumericOrder::DayFirst,
            Self::MonthFirst => NumericOrder::MonthFirst,
        }
    }
}

/// What to do where the pack has another figure for the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum OnDifference {
    /// The new figure takes the place of the old one
    Replace,
    /// The new figure stands beside the old one, as another publication
    Beside,
    /// The old figure stays
    Leave,
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
        let target = Target::open(&self.way.into, given)?;
        let dataset = target.dataset()?;
        warn_of_layers(&table, &dataset, io);
        let edits = if records::are_records(&table) {
            if self.cite.is_some() && !target.is_layer() {
                io.warn("--cite is for new events that cite nothing; where a changed record is said, its column “cites” says");
            }
            records::edits(&table, self.cite.as_deref(), &dataset)?
        } else {
            let chosen = Chosen::of(self, &table, &dataset, io)?;
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
        let target = Target::open(&self.way.into, given)?;
        let dataset = target.dataset()?;
        let edits = timeline::edits(&text(&self.way.file, io)?, self, &dataset, io)?;
        target.change(&edits, self.way.yes, io)
    }
}

impl Json {
    fn run(&self, given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        let target = Target::open(&self.way.into, given)?;
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
