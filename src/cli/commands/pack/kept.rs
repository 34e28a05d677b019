//! The packs that a reader keeps, by their names: which there are, and which is meant.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::commands::check::Check;
use crate::cli::commands::task::{Given, Standalone as _};
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::data::problem::did_you_mean;
use crate::store::installed::{self, Installed};
use crate::text::sanitised;

/// Where packs are kept.
pub(super) fn directory(io: &Io<'_>) -> Result<PathBuf, Failure> {
    let nowhere = "there is no place for packs: neither XDG_DATA_HOME nor HOME names a directory";
    installed::directory(&*io.environment).ok_or_else(|| Failure::Refused(nowhere.to_owned()))
}

/// All that are kept.
pub(super) fn all(io: &Io<'_>) -> Result<Vec<Installed>, Failure> {
    installed::list(&directory(io)?).map_err(Failure::Refused)
}

/// The one of this name.
pub(super) fn named(name: &str, io: &Io<'_>) -> Result<Installed, Failure> {
    let all = all(io)?;
    if let Some(found) = all.iter().find(|pack| pack.name == name) {
        return Ok(found.clone());
    }
    let near = did_you_mean(name, all.iter().map(|pack| pack.name.as_str()));
    let end = if near.is_empty() { "; `maitri pack list` tells which there are" } else { near.as_str() };
    Err(Failure::Refused(format!("no pack is called “{}”{end}", sanitised(name))))
}

/// The pack that is meant by a path or by the name of one that is kept.
pub(super) fn path_of(named_so: &Path, io: &Io<'_>) -> Result<PathBuf, Failure> {
    if named_so.exists() {
        return Ok(named_so.to_owned());
    }
    let name = named_so.to_str().filter(|name| !name.contains(['/', '\\']));
    match name {
        Some(name) => named(name, io).map(|pack| pack.path),
        // Whoever reads it says what is wrong.
        None => Ok(named_so.to_owned()),
    }
}

/// Which pack is checked.
#[derive(Debug, Args)]
pub(crate) struct Checked {
    /// Its name, its directory or its .maitri file; the bundled one if left out
    #[arg(value_name = "NAME|DIR")]
    pack: Option<PathBuf>,
}

impl Checked {
    /// As `maitri check` does.
    pub(super) fn run(&self, given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        let path = self.pack.as_deref().map(|pack| path_of(pack, io)).transpose()?;
        Check::of(path).run(given, io)
    }
}
