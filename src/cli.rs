//! The command line: what may be said, and which file answers it.
//!
//! Every command but the explorer writes plain text to standard output and nothing else: no
//! colours, no escapes.

pub mod commands;
mod kiosk;
mod pick;
pub mod settings;
pub mod study_options;
pub mod text_output;
mod width;

use std::fmt;
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::BoolishValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
#[cfg(debug_assertions)]
use jiff::civil::{Date, DateTime};
use ratatui::symbols::Marker;

use self::commands::{
    chart, check, config, doctor, due, explore, export, generate, list, mock, quiz, search, show, stats, today,
};
use crate::clock::Clock;
use crate::data::files::Files;
use crate::data::problem::{MOST, Problem};
use crate::data::{Dataset, Kind, bundled, load};
use crate::term::capabilities::Environment;
use crate::term::visit;
use crate::text::sanitised;
use crate::tui::screens::Tab;
use crate::tui::symbols::{self, Symbols};
use crate::tui::theme::Depth;

/// Explore the relationship between India and Japan, every statement sourced.
#[derive(Debug, Parser)]
#[command(name = "maitri", version, about)]
pub struct Arguments {
    /// Use the pack in this directory instead of the bundled one
    #[arg(long, value_name = "DIR", global = true)]
    data: Option<PathBuf>,

    #[command(flatten)]
    explore: Explore,

    #[command(subcommand)]
    command: Option<Command>,
}

/// How to open the explorer.
#[derive(Debug, Args)]
pub struct Explore {
    /// Open on this tab
    #[arg(long, value_enum, default_value_t, value_name = "NAME")]
    tab: Tab,

    /// Open this record
    #[arg(long, value_name = "ID")]
    open: Option<String>,

    /// Colours by role: dark, light, mono, or auto to ask the terminal
    #[arg(long, value_name = "NAME", env = "MAITRI_THEME", hide_env_values = true)]
    theme: Option<String>,

    /// How many colours to use
    #[arg(long, value_enum, value_name = "DEPTH", env = "MAITRI_COLOR", hide_env_values = true)]
    color: Option<ColorChoice>,

    /// Draw boxes, bars and charts in ASCII; `--ascii=false` where it is set elsewhere
    #[arg(
        long,
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true",
        value_parser = BoolishValueParser::new(),
        hide_possible_values = true,
        env = "MAITRI_ASCII",
        hide_env_values = true
    )]
    ascii: Option<bool>,

    /// What lines of charts are made of
    #[arg(long, value_enum, value_name = "MARKER", env = "MAITRI_MARKER", hide_env_values = true)]
    marker: Option<MarkerChoice>,

    /// Press these keys first, as in `/nehru<enter>`
    #[arg(long, value_name = "STRING", allow_hyphen_values = true)]
    keys: Option<String>,

    /// Print the screen as text instead of opening it
    #[arg(long)]
    print: bool,

    /// Size of the printed screen, in columns and rows
    #[arg(long, value_name = "COLSxROWS", default_value = "120x40", value_parser = size)]
    size: (u16, u16),

    #[command(flatten)]
    study: study_options::Study,

    /// Listen to the mouse: tabs, rows and hits can be clicked, the wheel scrolls
    #[arg(long)]
    mouse: bool,

    #[command(flatten)]
    visit: Visit,
}

/// How to show it to a visitor.
#[derive(Debug, Args)]
#[command(next_help_heading = "Visits over SSH")]
struct Visit {
    /// Show it to a visitor: nothing is kept, nothing of this machine is told, and `SSH_ORIGINAL_COMMAND` is obeyed
    /// as far as a visitor may
    #[arg(long)]
    kiosk: bool,

    /// End a visit after so long without a key; 0 for never
    #[arg(long, value_name = "TIME", default_value = "10m", value_parser = time_limit, requires = "kiosk")]
    idle_timeout: TimeLimit,

    /// End a visit after so long in all; 0 for never
    #[arg(long, value_name = "TIME", default_value = "60m", value_parser = time_limit, requires = "kiosk")]
    max_session: TimeLimit,
}

/// How long something may last, if there is a limit.
#[derive(Clone, Copy, Debug)]
struct TimeLimit(Option<Duration>);

fn time_limit(text: &str) -> Result<TimeLimit, String> {
    visit::limit(text).map(TimeLimit)
}

/// What to do instead of opening the explorer.
#[derive(Debug, Subcommand)]
enum Command {
    /// Check a pack and tell every problem with its place
    Check {
        /// Directory of the pack; the bundled one if left out
        directory: Option<PathBuf>,
    },
    /// Search everything, best hits first
    Search {
        /// One JSON object a line: rank, id, kind, title, score
        #[arg(long)]
        json: bool,
        /// At most so many hits
        #[arg(long, value_name = "N", default_value_t = 10)]
        limit: usize,
        /// Only this kind
        #[arg(long, value_parser = kind, value_name = "KIND")]
        kind: Option<Kind>,
        /// Words, in any order
        #[arg(required = true, value_name = "QUERY")]
        query: Vec<String>,
    },
    /// Show one record or series
    Show {
        /// Its id, as `search` tells it
        id: String,
        /// As one line of JSON
        #[arg(long)]
        json: bool,
    },
    /// List everything dated, oldest first, a record a line
    Timeline(list::List),
    /// List the agreements, oldest first
    Agreements(list::List),
    /// List the institutions by form
    Institutions(list::List),
    /// List arguments, initiatives, projects, exercises, people, places and terms
    Topics(list::List),
    /// Chart figures over time in text, or write them as CSV
    Chart(chart::Chart),
    /// Tell what happened on this day and in this month of other years
    Today(today::Today),
    /// Write records and series for other programs; all of them unless some are asked for
    Export(export::Export),
    /// Check the configuration, tell where it is, or write one to begin with
    Config {
        /// What to do about it
        #[command(subcommand)]
        what: config::What,
    },
    /// Write what an installation wants: completions for a shell, or the manual
    Gen {
        /// What to write
        #[command(subcommand)]
        what: generate::What,
    },
    /// Tell what is due for study today
    Due(study_options::Telling),
    /// Tell how studying goes: reviews a day, what comes, what was kept
    Stats(study_options::Telling),
    /// Ask the cards of the day, line by line
    Quiz(quiz::Quiz),
    /// Sit a mock exam with a clock, or print one with its key
    Mock(mock::Mock),
    /// Look for faults in the review log
    Doctor(doctor::Doctor),
}

/// How many colours are asked for.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum ColorChoice {
    /// As many as the environment says the terminal has; none with `NO_COLOR`
    #[default]
    Auto,
    /// The terminal's own 16
    #[value(name = "16")]
    Ansi16,
    /// The 256 of xterm
    #[value(name = "256")]
    Xterm256,
    /// All
    True,
    /// None
    Never,
}

/// What lines of charts are made of.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum MarkerChoice {
    /// Two by four dots a cell
    Braille,
    /// Full cells
    Block,
    /// One dot a cell
    Dot,
    /// The signs of --ascii
    Ascii,
}

impl MarkerChoice {
    /// These symbols, with lines made of this.
    fn apply(self, symbols: &Symbols) -> Symbols {
        let (marker, legend, halves) = match self {
            Self::Braille => (Marker::Braille, symbols::UNICODE.legend, symbols.halves),
            Self::Block => (Marker::Block, ["█", "▒"], symbols::UNICODE.halves),
            Self::Dot => (Marker::Dot, ["•", "◦"], symbols::UNICODE.halves),
            Self::Ascii => (Marker::Dot, symbols::ASCII.legend, symbols::ASCII.halves),
        };
        Symbols { marker, legend, halves, ..symbols.clone() }
    }
}

impl ColorChoice {
    fn depth(self, environment: &Environment) -> Depth {
        match self {
            Self::Auto => environment.depth(),
            Self::Ansi16 => Depth::Ansi16,
            Self::Xterm256 => Depth::Xterm256,
            Self::True => Depth::True,
            Self::Never => Depth::Never,
        }
    }
}

/// Reads `120x40`. More than a million cells are refused: no terminal has them.
fn size(text: &str) -> Result<(u16, u16), String> {
    const MOST_CELLS: u32 = 1_000_000;
    let sides = text.split_once(['x', 'X', '×']);
    let sides = sides.and_then(|(columns, rows)| Some((columns.parse::<u16>().ok()?, rows.parse::<u16>().ok()?)));
    match sides {
        Some((columns, rows)) if u32::from(columns) * u32::from(rows) <= MOST_CELLS => Ok((columns, rows)),
        Some(_) => Err("that is larger than any terminal".to_owned()),
        None => Err("write columns and rows, as in 80x24".to_owned()),
    }
}

fn kind(text: &str) -> Result<Kind, String> {
    let known = || Kind::ALL.iter().map(|kind| kind.id());
    Kind::ALL
        .into_iter()
        .find(|kind| kind.id() == text)
        .ok_or_else(|| format!("the kinds are {}", known().collect::<Vec<_>>().join(", ")))
}

/// Why a command could not be done.
#[derive(Debug)]
pub enum Failure {
    /// The pack has problems.
    Pack(Vec<Problem>),
    /// The configuration has mistakes.
    Config(Vec<Problem>),
    /// Something was asked for that cannot be had.
    Refused(String),
    /// Standard output cannot be written to.
    Output(io::Error),
    /// The terminal refuses.
    Terminal(io::Error),
    /// A signal of this number ended the explorer; there is nothing to say.
    Ended(i32),
}

impl Failure {
    /// The exit code it leads to: as a shell tells it where a signal ended a program, else 1.
    #[must_use]
    pub fn code(&self) -> u8 {
        match self {
            Self::Ended(signal) => u8::try_from(128 + signal).unwrap_or(1),
            Self::Pack(_) | Self::Config(_) | Self::Refused(_) | Self::Output(_) | Self::Terminal(_) => 1,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pack(problems) => listed(problems, "the pack", f),
            Self::Config(problems) => listed(problems, "the configuration", f),
            // It may quote what was typed, or stood in the environment.
            Self::Refused(sentence) => write!(f, "maitri: {}", cleaned(sentence)),
            Self::Output(error) => write!(f, "maitri: the output cannot be written: {error}"),
            Self::Terminal(error) => write!(f, "maitri: the terminal cannot be used: {error}"),
            Self::Ended(_) => Ok(()),
        }
    }
}

fn listed(problems: &[Problem], what: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for problem in problems {
        writeln!(f, "{problem}")?;
    }
    let (count, s) = (problems.len(), if problems.len() == 1 { "" } else { "s" });
    let more = if count >= MOST { " and perhaps more" } else { "" };
    write!(f, "maitri: {count} problem{s}{more} in {what}")
}

/// A text of several lines without what a terminal would obey.
#[must_use]
pub fn cleaned(text: &str) -> String {
    text.split('\n').map(sanitised).collect::<Vec<_>>().join("\n")
}

/// Says something beside the output. Whoever closed standard error does not want to know.
fn say(sentence: &str) {
    let _ = writeln!(io::stderr(), "maitri: {}", cleaned(sentence));
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}

impl From<csv::Error> for Failure {
    fn from(error: csv::Error) -> Self {
        Self::Output(match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            kind => io::Error::other(format!("{kind:?}")),
        })
    }
}

/// Tells whoever waits for the explorer that a huge pack is being read; other packs are read before the
/// sentence would be.
fn announce(files: &Files, explores: bool) {
    const NOTICED: usize = 32 * 1024 * 1024;
    let bytes: usize = files.list.iter().map(|file| file.text.len()).sum();
    if explores && bytes > NOTICED && io::stderr().is_terminal() {
        eprintln!("maitri: reading {} MB of records …", bytes / 1_000_000);
    }
}

/// The variable that sets the clock of a debug build: a day, or a day and a time.
#[cfg(debug_assertions)]
const TODAY: &str = "MAITRI_TODAY";

/// The clock of this run. Tests of the whole program are given a day of their own; a released program cannot
/// be, so that no stray variable ever dates somebody's answers.
fn clock() -> Clock {
    #[cfg(debug_assertions)]
    if let Some(text) = std::env::var(TODAY).ok().filter(|text| !text.is_empty()) {
        let moment = text.parse::<DateTime>().or_else(|_| text.parse().map(|day: Date| day.at(12, 0, 0, 0)));
        match moment {
            Ok(moment) => return Clock::set_to(moment),
            Err(error) => say(&format!("{TODAY} counts for nothing: {error}")),
        }
    }
    Clock::start()
}

/// Does what the arguments say.
///
/// # Errors
/// A sentence for whoever called the program.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    if !arguments.explore.visit.kiosk {
        return obey(arguments);
    }
    match kiosk::asked(std::env::args_os().collect())? {
        Some(arguments) => obey(arguments).map_err(kiosk::discreet),
        None => Ok(()),
    }
}

fn obey(arguments: Arguments) -> Result<(), Failure> {
    let Arguments { data, explore, command } = arguments;
    let mut out = BufWriter::new(io::stdout());
    if let Some(Command::Check { directory }) = command {
        let files = match directory.or(data) {
            Some(directory) => Files::read_dir(&directory).map_err(Failure::Pack)?,
            None => bundled::files(),
        };
        check::run(&files, &mut out)?;
        return Ok(out.flush()?);
    }
    if let Some(Command::Config { what }) = command {
        config::run(what, &mut out)?;
        return Ok(out.flush()?);
    }
    if let Some(Command::Gen { what }) = &command {
        generate::run(what, &mut out)?;
        return Ok(out.flush()?);
    }
    let files;
    let dataset = match &data {
        Some(directory) => {
            files = Files::read_dir(directory).map_err(Failure::Pack)?;
            announce(&files, command.is_none());
            load::load(&files).map_err(Failure::Pack)?
        }
        None => bundled::dataset().map_err(|error| Failure::Refused(error.to_string()))?,
    };
    answer(&dataset, explore, command, &mut out)?;
    out.flush()?;
    Ok(())
}

/// Does what is asked for of this dataset.
fn answer<'d>(
    dataset: &'d Dataset<'d>,
    mut explore: Explore,
    command: Option<Command>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    match command {
        Some(Command::Export(export)) => export::run(dataset, &export, out),
        Some(Command::Timeline(list)) => list::run(dataset, Tab::Timeline, &list, out),
        Some(Command::Agreements(list)) => list::run(dataset, Tab::Agreements, &list, out),
        Some(Command::Institutions(list)) => list::run(dataset, Tab::Institutions, &list, out),
        Some(Command::Topics(list)) => list::run(dataset, Tab::Topics, &list, out),
        Some(Command::Chart(chart)) => chart::run(dataset, &chart, out),
        Some(Command::Today(today)) => today::run(dataset, &today, out),
        Some(Command::Due(mut due)) => {
            due.study = due.study.or(explore.study);
            due::run(dataset, &due, out)
        }
        Some(Command::Stats(mut stats)) => {
            stats.study = stats.study.or(explore.study);
            stats::run(dataset, &stats, out)
        }
        Some(Command::Quiz(mut quiz)) => {
            quiz.study = quiz.study.or(explore.study);
            quiz::run(dataset, &quiz, &mut io::stdin().lock(), out)
        }
        Some(Command::Doctor(mut doctor)) => {
            doctor.study = doctor.study.or(explore.study);
            doctor::run(dataset, &doctor, out)
        }
        Some(Command::Mock(mut mock)) => match mock.sitting(dataset)? {
            Some(sitting) => {
                explore.study = std::mem::take(&mut mock.study).or(explore.study);
                explore::run(dataset, &explore, Some(sitting), out)
            }
            None => mock::print(dataset, &mock, out),
        },
        Some(Command::Show { id, json }) => show::run(dataset, &id, json, out),
        Some(Command::Search { json, limit, kind, query }) => {
            let search = search::Search { query: query.join(" "), limit, kind, json };
            search::run(dataset, &search, out)
        }
        Some(Command::Check { .. } | Command::Config { .. } | Command::Gen { .. }) | None => {
            explore::run(dataset, &explore, None, out)
        }
    }
}
