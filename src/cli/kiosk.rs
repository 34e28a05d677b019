//! A visit over SSH (`--kiosk`): which of the command line is the visitor's, what a visitor may ask for,
//! and what stands in for the explorer on a terminal it cannot be drawn on.
//!
//! A visitor is told nothing of this machine: no path, no environment, no name. How long a visit may
//! last is in [`crate::term::visit`].

use std::ffi::OsString;
use std::io::Write;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _};

use super::{Arguments, Command, Explore, Failure};
use crate::data::Dataset;
use crate::text::{clip, sanitised};

/// What sshd hands on of the command a visitor gave.
const VARIABLE: &str = "SSH_ORIGINAL_COMMAND";
/// No command that is meant well is longer, in bytes.
const LONGEST_COMMAND: usize = 1000;
/// No picture that is meant well has more columns or rows.
const LARGEST_PICTURE: (u16, u16) = (300, 100);
/// Columns of a complaint that are repeated to the visitor.
const COMPLAINT: usize = 160;

/// What may be asked for, for those who asked for something else.
const MAY: &str = "ask for search WORDS, show ID, timeline, agreements, institutions, topics, chart, today, mock or export, or \
                   for nothing at all to explore";

/// A visit asked for by these arguments, or nothing if the visitor is to be told what there is instead.
///
/// # Errors
/// A sentence, if a visitor may not ask for this.
pub(crate) fn asked(own: Vec<OsString>) -> Result<Option<Arguments>, Failure> {
    std::panic::set_hook(Box::new(|_| {
        // The usual message names files. Whoever closed standard error does not want to know.
        let _ = writeln!(std::io::stderr(), "maitri: something went wrong, and the visit ends here. We are sorry.");
    }));
    let command = std::env::var_os(VARIABLE).unwrap_or_default();
    let command = command.to_str().filter(|command| command.len() <= LONGEST_COMMAND);
    let words = words(command.ok_or_else(|| refused("that command is too long"))?)?;
    // First alone, so that nothing in it can touch what whoever set this up has said.
    let alone = [OsString::from("maitri")].into_iter().chain(words.iter().map(OsString::from));
    match parse(alone.collect()) {
        Ok(visitors) => permit(&visitors)?,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            write!(std::io::stdout(), "{error}")?;
            return Ok(None);
        }
        Err(error) => return Err(refused(&complaint(&error))),
    }
    let both = own.into_iter().chain(words.into_iter().map(OsString::from)).collect();
    parse(both).map(Some).map_err(|error| refused(&complaint(&error)))
}

/// The words of a command, without the program's own name, which some will write. Nothing in it is expanded.
fn words(command: &str) -> Result<Vec<String>, Failure> {
    let mut words = shell_words::split(command).map_err(|_| refused("a quotation mark has no fellow"))?;
    if words.first().is_some_and(|word| word == "maitri") {
        words.remove(0);
    }
    Ok(words)
}

/// Reads a command line in which the last of two like options counts.
fn parse(words: Vec<OsString>) -> Result<Arguments, clap::Error> {
    let matches = Arguments::command().args_override_self(true).try_get_matches_from(words)?;
    Arguments::from_arg_matches(&matches)
}

/// Refuses what a visitor may not ask for: whatever names a file, writes one, or changes the visit itself.
fn permit(visitors: &Arguments) -> Result<(), Failure> {
    let Arguments { data, explore, command } = visitors;
    if data.is_some() {
        return Err(refused("--data names a file of this machine"));
    }
    if explore.visit.kiosk {
        return Err(refused("--kiosk is not for visitors to give"));
    }
    let (columns, rows) = explore.size;
    if columns > LARGEST_PICTURE.0 || rows > LARGEST_PICTURE.1 {
        return Err(refused("that picture is too large"));
    }
    if explore.study.names_a_directory() {
        return Err(refused("--state-dir names a directory of this machine"));
    }
    match command {
        Some(Command::Export(export)) if export.writes_files() => Err(refused("--output names files of this machine")),
        Some(Command::Mock(mock)) if mock.study.names_a_directory() => {
            Err(refused("--state-dir names a directory of this machine"))
        }
        Some(Command::Gen { .. }) => Err(refused("that is for whoever installs maitri")),
        Some(Command::Config { .. }) => Err(refused("there is nothing for a visitor to set")),
        Some(Command::Due(_) | Command::Stats(_) | Command::Quiz(_) | Command::Doctor(_)) => {
            Err(refused("nothing of a visitor’s progress is kept here; the sixth tab is for studying"))
        }
        Some(
            Command::Search { .. }
            | Command::Show { .. }
            | Command::Timeline(_)
            | Command::Agreements(_)
            | Command::Institutions(_)
            | Command::Topics(_)
            | Command::Chart(_)
            | Command::Today(_)
            | Command::Export(_)
            | Command::Mock(_)
            | Command::Check { directory: None },
        )
        | None => Ok(()),
        Some(Command::Check { directory: Some(_) }) => Err(refused("check DIR names a file of this machine")),
    }
}

fn refused(reason: &str) -> Failure {
    Failure::Refused(format!("a visitor cannot have that: {reason}; {MAY}"))
}

/// What is wrong with a command line, in a few words.
fn complaint(error: &clap::Error) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    clip(&sanitised(line.trim_start_matches("error: ")), COMPLAINT).into_owned()
}

/// What a failure is told as to a visitor: the problems of a pack name files.
pub(crate) fn discreet(failure: Failure) -> Failure {
    match failure {
        Failure::Pack(_) | Failure::Config(_) => {
            Failure::Refused("the collection cannot be shown at the moment".to_owned())
        }
        Failure::Terminal(_) => Failure::Refused("your terminal cannot be used".to_owned()),
        failure => failure,
    }
}

/// Tells in plain lines what there is and how to ask for it, where the explorer cannot be drawn.
pub(crate) fn greet(dataset: &Dataset<'_>, explore: &Explore, out: &mut dyn Write) -> Result<(), Failure> {
    let (title, records, sources) = (&dataset.pack.title, dataset.records.len(), dataset.pack.sources.len());
    writeln!(out, "maitri: {title}, {records} records from {sources} sources.")?;
    writeln!(out, "This is no terminal that the explorer can be drawn on, so here is plain text.")?;
    writeln!(out, "To see more, {MAY}.\n")?;
    let asked_for = match &explore.open {
        Some(id) => vec!["maitri", "show", id],
        None => vec!["maitri", "today"],
    };
    let words = asked_for.into_iter().map(OsString::from).collect();
    let Arguments { explore, command, .. } = parse(words).map_err(|error| refused(&complaint(&error)))?;
    super::answer(dataset, explore, command, out)
}
