//! What a user set of the packs that are kept: which are off, and in what order they lie. It stands beside them in a
//! small file of RON, which is changed by one program at a time and written beside the old one and then in its place.

use std::collections::BTreeSet;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::data::load;
use crate::store::files::{read_text, replace};
use crate::store::lock::{self, A_MOMENT, Held};
use crate::text::sanitised;

/// The file.
pub(super) const FILE: &str = "packs.ron";
/// Held by the program that changes what is in the directory.
const LOCK: &str = ".lock";
/// The largest such file read, in bytes: names of ten thousand packs.
const MAX_BYTES: u64 = 1024 * 1024;

/// Which packs are off, and which lie lowest.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub(in crate::store) struct Arrangement {
    /// Names of packs that are off.
    pub(in crate::store) off: BTreeSet<String>,
    /// Names of packs, the lowest first; all others lie above these.
    pub(in crate::store) order: Vec<String>,
}

impl Arrangement {
    /// Those of a directory; there may be none.
    ///
    /// # Errors
    /// A sentence, if they are there and cannot be read.
    pub(super) fn of(directory: &Path) -> Result<Self, String> {
        let path = directory.join(FILE);
        if !path.exists() {
            return Ok(Self::default());
        }
        let file = read_text(&path, MAX_BYTES, || "it is larger than any list of packs".to_owned())
            .map_err(|problem| problem.to_string())?;
        load::options().from_str(&file.text).map_err(|error| {
            let path = path.display().to_string();
            let path = sanitised(&path);
            format!("{path} does not read ({error}); mend it, or remove it to have all packs on")
        })
    }

    /// Changes those of a directory, from what stands there at this moment; tells whether that changed anything.
    ///
    /// # Errors
    /// A sentence, if they cannot be read or kept; then all is as it was.
    pub(super) fn change(directory: &Path, change: impl FnOnce(&mut Self)) -> Result<bool, String> {
        let held = held(directory)?;
        Self::change_with(&held, directory, change)
    }

    /// The same, by whoever has the lock in hand.
    pub(in crate::store) fn change_with(
        _: &Held,
        directory: &Path,
        change: impl FnOnce(&mut Self),
    ) -> Result<bool, String> {
        let before = Self::of(directory)?;
        let mut arrangement = before.clone();
        change(&mut arrangement);
        if arrangement == before {
            return Ok(false);
        }
        arrangement.write(directory)?;
        Ok(true)
    }

    fn write(&self, directory: &Path) -> Result<(), String> {
        let path = directory.join(FILE);
        let failed = |error: &dyn std::fmt::Display| {
            let path = path.display().to_string();
            format!("{} cannot be written ({error})", sanitised(&path))
        };
        let text =
            ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default()).map_err(|error| failed(&error))?;
        let head = "// Which packs of this directory are off, and which lie lowest. Written by `maitri pack`.";
        replace(&path, &format!("{head}\n{text}\n")).map_err(|error| failed(&error))
    }
}

/// The lock of a directory of packs, for a change of what is in it.
///
/// # Errors
/// A sentence, if another program does not let go of it, or the directory is not to be written to.
pub(in crate::store) fn held(directory: &Path) -> Result<Held, String> {
    let shown = directory.display().to_string();
    let shown = sanitised(&shown);
    match lock::wait(directory, LOCK, A_MOMENT) {
        Ok(Some(held)) => Ok(held),
        Ok(None) => Err(format!("another program is changing the packs in {shown}; try again when it has ended")),
        Err(error) => Err(format!("nothing can be kept in {shown} ({error})")),
    }
}
