//! Why a command could not be done: what is said of it, and the exit code it leads to.

use std::{fmt, io};

use crate::data::problem::{MOST, Problem};
use crate::text::{counted, sanitised};

/// Why a command could not be done.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The pack has problems.
    Pack(Vec<Problem>),
    /// The configuration has mistakes.
    Config(Vec<Problem>),
    /// Something was asked for that cannot be had.
    Refused(String),
    /// The output cannot be written to.
    Output(io::Error),
    /// The terminal refuses.
    Terminal(io::Error),
    /// A signal of this number ended the explorer; there is nothing to say.
    Ended(i32),
}

impl Failure {
    /// The exit code it leads to: as a shell tells it where a signal ended a program, else 1. Whoever read our output
    /// and closed it has read enough: that is no failure.
    pub(super) fn code(&self) -> u8 {
        match self {
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Self::Ended(signal) => u8::try_from(128 + signal).unwrap_or(1),
            Self::Pack(_) | Self::Config(_) | Self::Refused(_) | Self::Output(_) | Self::Terminal(_) => 1,
        }
    }

    /// Whether there is nothing to say of it, or nobody who would read it.
    pub(super) fn is_silent(&self) -> bool {
        match self {
            Self::Output(error) => matches!(error.kind(), io::ErrorKind::BrokenPipe | io::ErrorKind::TimedOut),
            Self::Ended(_) => true,
            Self::Pack(_) | Self::Config(_) | Self::Refused(_) | Self::Terminal(_) => false,
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
    let mut before = None;
    for problem in problems {
        // What keeps a pack from being opened stands apart from what does not.
        if before == Some(true) && !problem.is_error() {
            writeln!(f)?;
        }
        before = Some(problem.is_error());
        writeln!(f, "{problem}")?;
    }
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let counts = [(errors, "problem"), (problems.len().saturating_sub(errors), "warning")];
    let counts: Vec<_> =
        counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, thing)| counted(count, thing)).collect();
    let more = if problems.len() >= MOST { " and perhaps more" } else { "" };
    write!(f, "maitri: {}{more} in {what}", counts.join(" and "))
}

/// A text of several lines without what a terminal would obey.
pub(super) fn cleaned(text: &str) -> String {
    text.split('\n').map(sanitised).collect::<Vec<_>>().join("\n")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_has_its_code() {
        let output = |kind: io::ErrorKind| Failure::Output(kind.into());
        assert_eq!((output(io::ErrorKind::BrokenPipe).code(), output(io::ErrorKind::StorageFull).code()), (0, 1));
        assert_eq!((Failure::Ended(15).code(), Failure::Refused(String::new()).code()), (143, 1));
        assert_eq!((output(io::ErrorKind::TimedOut).code(), output(io::ErrorKind::TimedOut).is_silent()), (1, true));
        assert!(output(io::ErrorKind::BrokenPipe).is_silent() && Failure::Ended(1).is_silent());
    }
}
