//! The packs a user keeps: directories in one of the user's data, which lie on the pack in use by themselves if they
//! extend it. Which of them are off, and in what order they lie, stands beside them in a small file. What packs hold
//! is known in [`crate::data`].

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::files::{read_text, replace};
use super::paths;
use crate::data::load;

/// The directory's name among the user's data.
const DIRECTORY: &str = "packs";
/// The file that says which packs are off.
const FILE: &str = "packs.ron";
/// The largest such file read, in bytes: names of ten thousand packs.
const MAX_BYTES: u64 = 1024 * 1024;

/// Where a user keeps packs, or would: `$XDG_DATA_HOME/maitri/packs`. Nothing if the system tells no home directory.
pub(crate) fn directory(variable: &dyn Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    paths::data(variable).map(|directory| directory.join(DIRECTORY))
}

/// A pack that the user keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// The name of its directory, or of its file without the ending.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Whether it is used.
    pub is_on: bool,
}

/// Which packs are off, and which come first.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(default, deny_unknown_fields)]
struct State {
    off: BTreeSet<String>,
    order: Vec<String>,
}

/// The packs of a directory, in the order in which they lie: those whose order was set, and then by name. There may be
/// no such directory.
///
/// # Errors
/// A sentence, if the directory or what it says of its packs cannot be read.
pub fn list(directory: &Path) -> Result<Vec<Installed>, String> {
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(format!("the packs in {} cannot be read ({error})", directory.display())),
    };
    let state = state(directory)?;
    let is_pack = |path: &PathBuf| path.is_dir() || path.extension().is_some_and(|ending| ending == "maitri");
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).filter(is_pack);
    let mut packs: Vec<Installed> = paths
        .filter_map(|path| {
            let name = path.file_stem()?.to_str()?.to_owned();
            // What is being put there, or hidden, is none yet.
            (!name.starts_with('.')).then(|| Installed { is_on: !state.off.contains(&name), name, path })
        })
        .collect();
    let place = |name: &str| state.order.iter().position(|known| known == name).unwrap_or(usize::MAX);
    packs.sort_by(|a, b| (place(&a.name), &a.name).cmp(&(place(&b.name), &b.name)));
    Ok(packs)
}

/// Switches a pack on or off; tells whether that changed anything.
///
/// # Errors
/// A sentence, if that cannot be kept; then all is as it was.
pub fn set_on(directory: &Path, name: &str, is_on: bool) -> Result<bool, String> {
    let mut state = state(directory)?;
    let changed = if is_on { state.off.remove(name) } else { state.off.insert(name.to_owned()) };
    if changed {
        write(directory, &state)?;
    }
    Ok(changed)
}

/// Sets the order in which packs lie, the lowest first; others follow by name.
///
/// # Errors
/// As [`set_on`].
pub fn set_order(directory: &Path, names: &[&str]) -> Result<(), String> {
    let mut state = state(directory)?;
    let order: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    if state.order == order {
        return Ok(());
    }
    state.order = order;
    write(directory, &state)
}

/// Forgets what was set of a pack that is taken away.
///
/// # Errors
/// As [`set_on`].
pub fn forget(directory: &Path, name: &str) -> Result<(), String> {
    let mut state = state(directory)?;
    let was_off = state.off.remove(name);
    let before = state.order.len();
    state.order.retain(|known| known != name);
    if was_off || state.order.len() != before { write(directory, &state) } else { Ok(()) }
}

fn state(directory: &Path) -> Result<State, String> {
    let path = directory.join(FILE);
    if !path.exists() {
        return Ok(State::default());
    }
    let file = read_text(&path, MAX_BYTES, || "it is larger than any list of packs".to_owned())
        .map_err(|problem| problem.to_string())?;
    load::options().from_str(&file.text).map_err(|error| {
        let path = path.display();
        format!("{path} does not read ({error}); mend it, or remove it to have all packs on")
    })
}

/// Writes beside the old and renames, so that a crash leaves the one or the other.
fn write(directory: &Path, state: &State) -> Result<(), String> {
    let path = directory.join(FILE);
    let text = ron::ser::to_string_pretty(state, ron::ser::PrettyConfig::default())
        .map_err(|error| format!("{} cannot be written ({error})", path.display()))?;
    let text =
        format!("// Which packs of this directory are off, and which lie lowest. Written by `maitri pack`.\n{text}\n");
    let written = fs::create_dir_all(directory).and_then(|()| replace(&path, &text));
    written.map_err(|error| format!("{} cannot be written ({error})", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(directory: &Path) -> Vec<(String, bool)> {
        list(directory).unwrap().into_iter().map(|pack| (pack.name, pack.is_on)).collect()
    }

    #[test]
    fn packs_are_on_in_the_order_of_their_names_until_told_otherwise() {
        let base = tempfile::tempdir().unwrap();
        let directory = base.path().join("packs");
        assert!(told(&directory).is_empty(), "there is none, and none is made");
        assert!(!directory.exists());
        for name in ["news", "class", ".half"] {
            fs::create_dir_all(directory.join(name)).unwrap();
        }
        fs::write(directory.join("extra.maitri"), "").unwrap();
        fs::write(directory.join("notes.txt"), "").unwrap();
        let named = |names: [(&str, bool); 3]| names.map(|(name, is_on)| (name.to_owned(), is_on)).to_vec();
        assert_eq!(told(&directory), named([("class", true), ("extra", true), ("news", true)]));
        assert_eq!((set_on(&directory, "class", false), set_on(&directory, "class", false)), (Ok(true), Ok(false)));
        set_order(&directory, &["news"]).unwrap();
        assert_eq!(told(&directory), named([("news", true), ("class", false), ("extra", true)]));
        forget(&directory, "news").unwrap();
        assert_eq!(set_on(&directory, "class", true), Ok(true));
        assert_eq!(told(&directory), named([("class", true), ("extra", true), ("news", true)]));
    }

    #[test]
    fn what_does_not_read_is_told_and_stays() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join(FILE);
        fs::write(&path, "(off: [").unwrap();
        assert!(list(directory.path()).unwrap_err().contains("does not read"));
        assert!(set_on(directory.path(), "a", false).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "(off: [");
    }
}
