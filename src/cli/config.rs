//! `maitri config`: where the configuration is, what is wrong with it, and one to begin with.

use std::io::Write;

use clap::Subcommand;

use super::Failure;
use crate::config::{Found, example, find, path};
use crate::text::sanitised;

/// What to do about the configuration.
#[derive(Clone, Copy, Debug, Subcommand)]
pub(super) enum What {
    /// Tell every mistake in it with its place
    Check,
    /// Tell where it is, or would be
    Path,
    /// Write one with every setting there is, to be saved there and changed
    Example,
}

/// Does it.
pub(super) fn run(what: What, out: &mut dyn Write) -> Result<(), Failure> {
    if let What::Example = what {
        write!(out, "{}", example())?;
        return Ok(());
    }
    let Some(path) = path() else {
        let sentence = "there is no place for a configuration: neither XDG_CONFIG_HOME nor HOME names a directory";
        return Err(Failure::Refused(sentence.to_owned()));
    };
    let shown = path.display().to_string();
    let shown = sanitised(&shown);
    match (what, find()) {
        (What::Check, Found::Problems(problems)) => return Err(Failure::Config(problems)),
        (What::Check, Found::Nothing) => {
            writeln!(out, "{shown}: there is no such file, so nothing is set; `maitri config example` writes one")?;
        }
        (What::Check, Found::Config(_)) => writeln!(out, "{shown}: no problem found")?,
        (What::Path | What::Example, _) => writeln!(out, "{shown}")?,
    }
    Ok(())
}
