//! What `maitri import` is told on the command line, and what the program means by each word of it. What is done with
//! it is in [`super`].

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::cells::Decimal;
use crate::data::date::words::NumericOrder;
use crate::data::pack::grade::Grade;
use crate::data::series::Status;

/// From where, into which pack, and whether to ask.
#[derive(Debug, Args)]
pub(super) struct Way {
    /// The file to read
    pub(super) file: PathBuf,
    /// The pack that takes it in: its directory or its .maitri file; a layer lies on the packs of --data, said before
    /// the command, or on the bundled one
    #[arg(long, value_name = "DIR")]
    pub(super) into: PathBuf,
    /// Write without asking
    #[arg(long)]
    pub(super) yes: bool,
}

/// How a table of figures is read, and what is said of all its rows.
#[derive(Debug, Args)]
pub(super) struct Csv {
    #[command(flatten)]
    pub(super) way: Way,
    /// The series that takes the figures: one of the pack, or a new one
    #[arg(long, value_name = "ID")]
    pub(super) series: Option<String>,
    /// Only rows in which this column says this; may be given several times
    #[arg(long = "where", value_name = "COLUMN=TEXT")]
    pub(super) only: Vec<String>,
    /// A series for each text of this column, its id that of --series and the text
    #[arg(long, value_name = "COLUMN")]
    pub(super) each: Option<String>,
    /// The column that says what a figure is for
    #[arg(long, value_name = "COLUMN")]
    pub(super) period: Option<String>,
    /// The column that holds the figures
    #[arg(long, value_name = "COLUMN")]
    pub(super) value: Option<String>,
    /// Title of a new series
    #[arg(long, value_name = "TEXT")]
    pub(super) title: Option<String>,
    /// Unit of a new series, currency included, as in "US$ million"
    #[arg(long, value_name = "TEXT")]
    pub(super) unit: Option<String>,
    /// How and by whom it is counted, of a new series
    #[arg(long, value_name = "TEXT")]
    pub(super) basis: Option<String>,
    /// Where a new series is listed, as in Trade
    #[arg(long, value_name = "NAME")]
    pub(super) group: Option<String>,
    /// How firm the figures are
    #[arg(long, value_enum, default_value_t = Firmness::Reported)]
    pub(super) status: Firmness,
    /// Where all the figures, or in a layer all changes, are said, as in "worldbank-2026 ¶1"; the source stands in the
    /// pack's pack.ron
    #[arg(long, value_name = "CITE")]
    pub(super) cite: Option<String>,
    /// Divide every figure by this, as in 1000000 for a unit of millions
    #[arg(long, value_name = "NUMBER")]
    pub(super) divide: Option<f64>,
    /// Round every figure to so many decimals, after dividing
    #[arg(long, value_name = "DECIMALS", value_parser = clap::value_parser!(u8).range(0..=12))]
    pub(super) round: Option<u8>,
    /// What to do with marks after figures, as in 4.1 [1], 3.6¹, 5.2e or 5 %
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(super) marks: Option<Marks>,
    /// The sign before decimals, where it is not found out
    #[arg(long, value_enum)]
    pub(super) decimal: Option<DecimalSign>,
    /// The sign between cells, where it is not found out
    #[arg(long, value_name = "SIGN")]
    pub(super) delimiter: Option<char>,
    /// Years such as 2011-12 are fiscal years
    #[arg(long)]
    pub(super) fiscal: bool,
    /// What comes first in dates such as 03/04/2011
    #[arg(long, value_enum, value_name = "ORDER")]
    pub(super) dates: Option<DateOrder>,
    /// What to do where the pack has another figure
    #[arg(long, value_enum, default_value_t = OnDifference::Replace, value_name = "WHAT")]
    pub(super) on_difference: OnDifference,
}

/// How a timeline is read, and what is said of all its events.
#[derive(Debug, Args)]
pub(super) struct Events {
    #[command(flatten)]
    pub(super) way: Way,
    /// Sectors of the events, as the pack names them
    #[arg(long, value_name = "NAME,NAME,…", value_delimiter = ',')]
    pub(super) sectors: Vec<String>,
    /// What sort of happenings, as in Meeting
    #[arg(long, value_name = "NAME", default_value = "Milestone")]
    pub(super) sort: String,
    /// How likely an exam is to ask them: Core, Useful or Detail
    #[arg(long, value_name = "NAME", default_value = "Useful")]
    pub(super) weight: String,
    /// How good the sources are that are added: A, B, C or D
    #[arg(long, value_name = "GRADE", ignore_case = true)]
    pub(super) grade: Option<SourceGrade>,
    /// Where events are said that name no source themselves
    #[arg(long, value_name = "CITE")]
    pub(super) cite: Option<String>,
    /// The sign between cells, where it is not found out
    #[arg(long, value_name = "SIGN")]
    pub(super) delimiter: Option<char>,
    /// What comes first in dates such as 03/04/2011
    #[arg(long, value_enum, value_name = "ORDER")]
    pub(super) dates: Option<DateOrder>,
}

/// What is read back.
#[derive(Debug, Args)]
pub(super) struct Json {
    #[command(flatten)]
    pub(super) way: Way,
    /// Where what a layer changes is said, as in "worldbank-2026 ¶1"; the source stands in its pack.ron, or in the one
    /// that it lies on
    #[arg(long, value_name = "CITE")]
    pub(super) cite: Option<String>,
}

/// How firm figures are, on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Firmness {
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
    pub(super) fn status(self) -> Status {
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
pub(super) enum DecimalSign {
    /// 1,234.5
    Point,
    /// 1.234,5
    Comma,
}

impl DecimalSign {
    pub(super) fn decimal(self) -> Decimal {
        match self {
            Self::Point => Decimal::Point,
            Self::Comma => Decimal::Comma,
        }
    }
}

/// How good a source is, on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SourceGrade {
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
    pub(super) fn grade(self) -> Grade {
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
pub(super) enum DateOrder {
    /// 31/12/2011
    DayFirst,
    /// 12/31/2011
    MonthFirst,
}

impl DateOrder {
    pub(super) fn order(self) -> NumericOrder {
        match self {
            Self::DayFirst => NumericOrder::DayFirst,
            Self::MonthFirst => NumericOrder::MonthFirst,
        }
    }
}

/// What to do with marks after figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Marks {
    /// They are left out
    Drop,
    /// Each is kept as the remark on its figure
    Note,
}

/// What to do where the pack has another figure for the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum OnDifference {
    /// The new figure takes the place of the old one
    Replace,
    /// The new figure stands beside the old one, as another publication
    Beside,
    /// The old figure stays
    Leave,
}
