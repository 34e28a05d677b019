//! A visit over SSH (`--kiosk`): which of the command line is the visitor's, and what a visitor is told of a failure.
//!
//! A visitor is told nothing of this machine: no path, no environment, no name. What may be asked for each command
//! says of itself ([`super::permission`]). How long a visit may last is in [`crate::term::visit`].

use std::ffi::OsString;
use std::io::Write as _;

use clap::error::ErrorKind;

use super::args::{Arguments, Command, Repeated, parse};
use super::errors::Failure;
use super::io::Io;
use super::permission::{Permission as _, refused};
use crate::text::{clip, sanitised};

/// What is said when the program itself is at fault: the usual message names files.
pub(super) const SORRY: &str = "maitri: something went wrong, and the visit ends here. We are sorry.";

/// What sshd hands on of the command a visitor gave.
const VARIABLE: &str = "SSH_ORIGINAL_COMMAND";
/// No command that is meant well is longer, in bytes.
const LONGEST_COMMAND: usize = 1000;
/// Columns of a complaint that are repeated to the visitor.
const COMPLAINT: usize = 160;

/// What this command line and the visitor's ask for together, or nothing if the visitor has been told help instead.
///
/// # Errors
/// A sentence, if a visitor may not ask for this.
pub(super) fn with_visitors(own: &[OsString], io: &mut Io<'_>) -> Result<Option<Arguments>, Failure> {
    let command = (io.environment)(VARIABLE).unwrap_or_default();
    let command = command.to_str().filter(|command| command.len() <= LONGEST_COMMAND);
    let words = words(command.ok_or_else(|| refused("that command is too long"))?)?;
    // First alone, so that nothing in it can touch what whoever set this up has said.
    let alone: Vec<OsString> = [OsString::from("maitri")].into_iter().chain(words.iter().cloned()).collect();
    match parse(&alone, Repeated::LastCounts, io) {
        Ok(visitors) => permit(visitors)?,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            write!(io.output, "{error}")?;
            return Ok(None);
        }
        Err(error) => return Err(refused(&complaint(&error))),
    }
    let both: Vec<OsString> = own.iter().cloned().chain(words).collect();
    parse(&both, Repeated::LastCounts, io).map(Some).map_err(|error| refused(&complaint(&error)))
}

/// The words of a command, without the program's own name, which some will write. Nothing in it is expanded.
fn words(command: &str) -> Result<Vec<OsString>, Failure> {
    let mut words = shell_words::split(command).map_err(|_| refused("a quotation mark has no fellow"))?;
    if words.first().is_some_and(|word| word == "maitri") {
        words.remove(0);
    }
    Ok(words.into_iter().map(OsString::from).collect())
}

/// Refuses what a visitor may not ask for.
fn permit(visitors: Arguments) -> Result<(), Failure> {
    if !visitors.data.is_empty() {
        return Err(refused("--data names a file of this machine"));
    }
    let of_command = || visitors.command.map(Command::task).and_then(|task| task.refusal());
    visitors.explore.refusal().or_else(of_command).map_or(Ok(()), |reason| Err(refused(reason)))
}

/// What is wrong with a command line, in a few words.
fn complaint(error: &clap::Error) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    clip(&sanitised(line.trim_start_matches("error: ")), COMPLAINT).into_owned()
}

/// A failure as a visitor is told it: the problems of a pack name files.
pub(super) fn without_details(failure: Failure) -> Failure {
    match failure {
        Failure::Pack(_) | Failure::Config(_) => {
            Failure::Refused("the collection cannot be shown at the moment".to_owned())
        }
        Failure::Terminal(_) => Failure::Refused("your terminal cannot be used".to_owned()),
        failure => failure,
    }
}
