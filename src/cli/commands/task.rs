//! What a command is: what it needs before it can be done, and what it does.

use std::path::PathBuf;

use super::explore::options::{Explore, Opening};
use super::serve::Serve;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::permission::Permission;
use crate::data::Dataset;

/// A command that needs no dataset.
pub(crate) trait Standalone: Permission {
    /// Does it.
    fn run(&self, given: &Given, io: &mut Io<'_>) -> Result<(), Failure>;
}

/// What a command that needs no dataset may want all the same.
pub(crate) struct Given {
    /// The packs named with `--data`.
    pub(crate) data: Vec<PathBuf>,
    /// Makes the whole command line, to be told of.
    pub(crate) command_line: fn() -> clap::Command,
}

/// A command that tells something of a dataset. `explore` is what was said before the command's name.
pub(crate) trait OfDataset: Permission {
    /// Does it.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure>;

    /// What it opens the explorer with, if that is what it does: whoever shows the explorer elsewhere asks.
    fn opening(&self, _dataset: &Dataset<'_>, _explore: &Explore) -> Result<Option<Opening>, Failure> {
        Ok(None)
    }
}

/// A command, by what it needs.
pub(crate) enum Task {
    /// Nothing.
    Standalone(Box<dyn Standalone>),
    /// A dataset.
    OfDataset(Box<dyn OfDataset>),
    /// A dataset, to be shown to all who come.
    Serving(Box<Serve>),
}

impl Task {
    /// One that needs no dataset.
    pub(crate) fn standalone(task: impl Standalone + 'static) -> Self {
        Self::Standalone(Box::new(task))
    }

    /// One that tells something of a dataset.
    pub(crate) fn of_dataset(task: impl OfDataset + 'static) -> Self {
        Self::OfDataset(Box::new(task))
    }
}

impl Permission for Task {
    fn refusal(&self) -> Option<&'static str> {
        match self {
            Self::Standalone(task) => task.refusal(),
            Self::OfDataset(task) => task.refusal(),
            Self::Serving(serve) => serve.refusal(),
        }
    }
}
