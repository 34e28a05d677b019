//! The packs that a reader keeps, by their names: which there are, which is meant, and on which of them a layer lies.
//! What becomes of them is for the commands.

use std::path::{Path, PathBuf};

use super::errors::Failure;
use super::io::Io;
use crate::data::files::Files;
use crate::data::layer;
use crate::data::problem::did_you_mean;
use crate::store::installed::{self, Installed};
use crate::store::packs;
use crate::text::sanitised;

/// Most names that are told where none of them was meant.
const TOLD: usize = 8;

/// Where packs are kept.
pub(crate) fn directory(io: &Io<'_>) -> Result<PathBuf, Failure> {
    let nowhere = "there is no place for packs: neither XDG_DATA_HOME nor HOME names a directory";
    installed::directory(&*io.environment).ok_or_else(|| Failure::Refused(nowhere.to_owned()))
}

/// All that are kept.
pub(crate) fn all(io: &Io<'_>) -> Result<Vec<Installed>, Failure> {
    installed::list(&directory(io)?).map_err(Failure::Refused)
}

/// The one of this name, or else of this id.
pub(crate) fn named(name: &str, io: &Io<'_>) -> Result<Installed, Failure> {
    let all = all(io)?;
    if let Some(found) =
        all.iter().find(|pack| pack.name == name).or_else(|| all.iter().find(|pack| has_id(pack, name)))
    {
        return Ok(found.clone());
    }
    let names = || all.iter().map(|pack| pack.name.as_str());
    let near = did_you_mean(name, names());
    let end = match all.len() {
        _ if !near.is_empty() => near,
        0 => "; `maitri pack add DIR` keeps one".to_owned(),
        1..=TOLD => format!("; kept: {}", names().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ")),
        _ => "; `maitri pack list` tells which there are".to_owned(),
    };
    Err(Failure::Refused(format!("no pack is called “{}”{}", sanitised(name), sanitised(&end))))
}

fn has_id(pack: &Installed, id: &str) -> bool {
    packs::read(&pack.path).is_ok_and(|files| layer::id(&files).as_deref() == Some(id))
}

/// The pack that is meant by a path or by the name of one that is kept.
pub(crate) fn path_of(named_so: &Path, io: &Io<'_>) -> Result<PathBuf, Failure> {
    match name_in(named_so) {
        Some(name) => named(name, io).map(|pack| pack.path),
        // Whoever reads it says what is wrong.
        None => Ok(named_so.to_owned()),
    }
}

/// What `--data` names: a path; where there is none of it, one that is kept.
pub(crate) fn paths_of(named_so: Vec<PathBuf>, io: &Io<'_>) -> Vec<PathBuf> {
    let kept = |path: &PathBuf| name_in(path).and_then(|name| named(name, io).ok()).map(|pack| pack.path);
    named_so.into_iter().map(|path| kept(&path).unwrap_or(path)).collect()
}

/// What can only be a name: there is no such file.
fn name_in(path: &Path) -> Option<&str> {
    path.to_str().filter(|name| !path.exists() && !name.contains(['/', '\\']))
}

/// The pack of this id that lies on no other, by its name, with its files.
pub(crate) fn base(id: &str, io: &Io<'_>) -> Option<(Installed, Files)> {
    let mut all = all(io).ok()?;
    // One is mostly called as its id.
    all.sort_by_key(|pack| pack.name != id);
    all.into_iter().find_map(|pack| {
        let files = packs::read(&pack.path).ok()?;
        let is_it = layer::id(&files).as_deref() == Some(id) && layer::extends(&files).is_none();
        (is_it && layer::misread_head(&files).is_empty()).then_some((pack, files))
    })
}
