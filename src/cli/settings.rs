//! What the user has set: how the explorer looks, how one studies, and keys of one's own.
//!
//! The file is `config.ron`, which [`crate::store::settings`] finds and reads; every setting may be left out. A file
//! with a mistake in it counts for nothing, and the mistake is told with its place. What the command line and the
//! environment say goes before the file; that order is the explorer's ([`super::commands::explore`]).

mod change;
mod example;
mod read;

pub(crate) use change::SettingsFile;
pub(crate) use example::example;
pub use read::parse;

use super::errors::Failure;
use super::io::{Io, Variables};
use super::look::{ColorChoice, MarkerChoice, only_ascii};
use crate::data::problem::Problem;
use crate::store::settings::{FILE, path, read as read_file};
use crate::study::scheduler::Plan;
use crate::term::capabilities::Environment;
use crate::text::sanitised;
use crate::tui::keymap::{Keymap, STANDARD};
use crate::view::citation::style::Style;

/// Every setting. What is `None` was not set.
#[derive(Clone, Debug)]
pub struct Config {
    /// The theme's name, or `auto`.
    pub theme: Option<String>,
    /// How many colours.
    pub(crate) color: Option<ColorChoice>,
    /// Whether to draw in ASCII.
    pub ascii: Option<bool>,
    /// What lines of charts are made of.
    pub(crate) marker: Option<MarkerChoice>,
    /// The exam, how much a day, and how answers are graded.
    pub plan: Plan,
    /// Whether where one leaves off is remembered.
    pub remembers: bool,
    /// How a line that cites a record is written.
    pub(crate) citation: Style,
    /// Which key means what.
    pub keymap: Keymap,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: None,
            color: None,
            ascii: None,
            marker: None,
            plan: Plan::default(),
            remembers: true,
            citation: Style::default(),
            keymap: STANDARD.clone(),
        }
    }
}

/// What was found where the file should be.
#[derive(Debug)]
pub(crate) enum Found {
    /// No file: nothing is set.
    Nothing,
    /// The settings.
    Config(Box<Config>),
    /// Mistakes, because of which nothing counts as set.
    Problems(Vec<Problem>),
}

/// Reads the file, if there is one.
pub(crate) fn find(variable: &Variables<'_>) -> Found {
    match path(variable).and_then(|path| read_file(&path)) {
        None => Found::Nothing,
        Some(read) => match read.map_err(|problem| vec![problem]).and_then(|file| parse(&file)) {
            Ok(config) => Found::Config(Box::new(config)),
            Err(problems) => Found::Problems(problems),
        },
    }
}

/// Has what is written to a terminal whose text is in another encoding than UTF-8 be ASCII, unless the command line, as
/// given, or the settings say otherwise; a visitor has none.
pub(super) fn write_ascii_where_text_is(asked: Option<bool>, is_visit: bool, io: &mut Io<'_>) {
    let setting = || match find(&*io.environment) {
        Found::Config(config) if !is_visit => config.ascii,
        _ => None,
    };
    if only_ascii(asked, setting, &Environment::read(&*io.environment, None)) {
        io.write_ascii();
    }
}

/// What the user has set. A mistake there keeps nobody from exploring: nothing then counts as set, the
/// mistakes stand beside the output, where they are seen again after the explorer, and the first of them
/// is given, for the screen.
pub(crate) fn or_default(io: &mut Io<'_>) -> (Config, Option<String>) {
    match find(&*io.environment) {
        Found::Nothing => (Config::default(), None),
        Found::Config(config) => (*config, None),
        Found::Problems(problems) => {
            let first = problems.first().map(notice);
            let failure = Failure::Config(problems);
            // Whoever closed that end does not want to know.
            let _ = writeln!(io.errors, "{failure}; maitri goes on as if nothing were set");
            (Config::default(), first)
        }
    }
}

/// A mistake in one line, without the directory: `config.ron:2:5: there is no field “them”`.
fn notice(problem: &Problem) -> String {
    let place = problem.place.as_ref().map_or_else(String::new, |place| format!(":{}:{}", place.line, place.column));
    sanitised(&format!("{}{place}: {}", FILE, problem.message)).into_owned()
}
