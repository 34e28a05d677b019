//! `maitri config`: where the configuration is, what is wrong with it, and one to begin with.

use clap::{Args, Subcommand};

use super::task::{Given, Standalone};
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::permission::Permission;
use crate::cli::settings::{Found, example, find};
use crate::store::settings::path;
use crate::text::sanitised;

/// The configuration.
#[derive(Debug, Args)]
pub(crate) struct Configuration {
    /// What to do about it
    #[command(subcommand)]
    what: What,
}

/// What to do about the configuration.
#[derive(Clone, Copy, Debug, Subcommand)]
enum What {
    /// Tell every mistake in it with its place
    Check,
    /// Tell where it is, or would be
    Path,
    /// Write one with every setting there is, to be saved there and changed
    Example,
}

impl Permission for Configuration {
    fn refusal(&self) -> Option<&'static str> {
        Some("there is nothing for a visitor to set")
    }
}

impl Standalone for Configuration {
    fn run(&self, _: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        if let What::Example = self.what {
            write!(io.output, "{}", example())?;
            return Ok(());
        }
        let Some(path) = path(&*io.environment) else {
            let sentence = "there is no place for a configuration: neither XDG_CONFIG_HOME nor HOME names a directory";
            return Err(Failure::Refused(sentence.to_owned()));
        };
        let shown = path.display().to_string();
        let shown = sanitised(&shown);
        match (self.what, find(&*io.environment)) {
            (What::Check, Found::Problems(problems)) => return Err(Failure::Config(problems)),
            (What::Check, Found::Nothing) => {
                let sentence = "there is no such file, so nothing is set; `maitri config example` writes one";
                writeln!(io.output, "{shown}: {sentence}")?;
            }
            (What::Check, Found::Config(_)) => writeln!(io.output, "{shown}: no problem found")?,
            (What::Path | What::Example, _) => writeln!(io.output, "{shown}")?,
        }
        Ok(())
    }
}
