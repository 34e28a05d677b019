//! `maitri pack`: packs as files, made and handed on. What each of its commands does has a file of its own.

mod ask;
mod names;
mod new;

use clap::{Args, Subcommand};

use super::task::{Given, Standalone};
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::permission::Permission;

/// What to do with packs.
#[derive(Debug, Args)]
pub(crate) struct Packs {
    /// What to do
    #[command(subcommand)]
    what: What,
}

/// What to do with packs.
#[derive(Debug, Subcommand)]
enum What {
    /// Write a pack to begin with: one example of everything, commented, under the names of two countries
    New(new::New),
}

impl Permission for Packs {
    fn refusal(&self) -> Option<&'static str> {
        Some("packs are files of this machine")
    }
}

impl Standalone for Packs {
    fn run(&self, given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        match &self.what {
            What::New(new) => new.run(given, io),
        }
    }
}
