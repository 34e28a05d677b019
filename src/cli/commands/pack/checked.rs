//! `maitri pack check`: a pack checked as `maitri check` does, and how it gets on with those that are kept.

use std::path::PathBuf;

use clap::Args;

use super::together;
use crate::cli::commands::check::Check;
use crate::cli::commands::task::{Given, Standalone as _};
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::kept_packs;

/// Which pack is checked.
#[derive(Debug, Args)]
pub(crate) struct Checked {
    /// Its name, its directory or its .maitri file; the bundled one if left out
    #[arg(value_name = "NAME|DIR")]
    pack: Option<PathBuf>,
}

impl Checked {
    /// Checks it by itself, and then tells what it and others that are used change alike.
    pub(super) fn run(&self, given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        let path = self.pack.as_deref().map(|pack| kept_packs::path_of(pack, io)).transpose()?;
        Check::of(path.clone()).run(given, io)?;
        let Some(path) = path else { return Ok(()) };
        for sentence in together::with(&path, given, io)?.told_of(&path) {
            io.warn(&sentence);
        }
        Ok(())
    }
}
