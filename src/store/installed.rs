//! The packs a user keeps: directories and `.maitri` files in one of the user's data, which lie on the pack in use by
//! themselves if they extend it. Which of them are off, and in what order they lie, is in their [`arrangement`]; how
//! they come there and go, in `install`. What packs hold is known in [`crate::data`].

pub(super) mod arrangement;
pub(super) mod on_its_way;

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::packs::archive;
use super::paths;
use arrangement::Arrangement;

/// The directory's name among the user's data.
const DIRECTORY: &str = "packs";

/// Where a user keeps packs, or would: `$XDG_DATA_HOME/maitri/packs`. Nothing if the system tells no home directory.
pub(crate) fn directory(variable: &dyn Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    paths::data(variable).map(|directory| directory.join(DIRECTORY))
}

/// A pack that the user keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// The name of its directory, or of its file without the ending: no two packs have the same.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Whether it is used.
    pub is_on: bool,
}

/// The packs of a directory, in the order in which they lie: those whose order was set, and then by name. There may be
/// no such directory.
///
/// # Errors
/// A sentence, if the directory or what is set of its packs cannot be read.
pub fn list(directory: &Path) -> Result<Vec<Installed>, String> {
    let arrangement = Arrangement::of(directory)?;
    let mut packs: Vec<Installed> = named(directory)?
        .into_iter()
        .map(|(name, path)| Installed { is_on: !arrangement.off.contains(&name), name, path })
        .collect();
    let place = |name: &str| arrangement.order.iter().position(|known| known == name).unwrap_or(usize::MAX);
    packs.sort_by(|a, b| (place(&a.name), &a.name).cmp(&(place(&b.name), &b.name)));
    Ok(packs)
}

/// The packs of a directory by their names, in no order.
fn named(directory: &Path) -> Result<Vec<(String, PathBuf)>, String> {
    let failed = |error: io::Error| format!("the packs in {} cannot be read ({error})", directory.display());
    let read = || -> io::Result<Vec<PathBuf>> {
        match fs::read_dir(directory) {
            Ok(entries) => Ok(entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    };
    let mut paths = read().map_err(failed)?;
    // Where a program was killed while it put one pack in the place of another, that is ended first.
    if paths.iter().any(|path| on_its_way::is_half_done(path)) && on_its_way::mend(directory).is_ok() {
        paths = read().map_err(failed)?;
    }
    let is_taken = |name: &str| directory.join(name).is_dir();
    let name = |path: &Path| {
        let whole = path.file_name()?.to_str()?;
        // What is on its way there, or hidden, is none yet.
        if whole.starts_with('.') {
            return None;
        }
        if path.is_dir() {
            return Some(whole.to_owned());
        }
        // A file that would be called as a directory beside it keeps its ending.
        let stem = archive::is_one(path).then(|| path.file_stem()?.to_str()).flatten()?;
        Some(if is_taken(stem) { whole.to_owned() } else { stem.to_owned() })
    };
    Ok(paths.into_iter().filter_map(|path| Some((name(&path)?, path))).collect())
}

/// Switches a pack on or off; tells whether that changed anything.
///
/// # Errors
/// A sentence, if that cannot be kept; then all is as it was.
pub fn set_on(directory: &Path, name: &str, is_on: bool) -> Result<bool, String> {
    Arrangement::change(directory, |arrangement| {
        if is_on {
            arrangement.off.remove(name);
        } else {
            arrangement.off.insert(name.to_owned());
        }
    })
}

/// Lets packs lie lowest, in this order; all others keep theirs, above these. Tells the order of all.
///
/// # Errors
/// As [`set_on`].
pub fn set_order(directory: &Path, names: &[&str]) -> Result<Vec<String>, String> {
    let mut order: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let others = list(directory)?.into_iter().map(|pack| pack.name).filter(|name| !names.contains(&name.as_str()));
    order.extend(others);
    Arrangement::change(directory, |arrangement| arrangement.order.clone_from(&order))?;
    Ok(order)
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    fn told(directory: &Path) -> Vec<(String, bool)> {
        list(directory).unwrap().into_iter().map(|pack| (pack.name, pack.is_on)).collect()
    }

    fn names(directory: &Path) -> Vec<String> {
        list(directory).unwrap().into_iter().map(|pack| pack.name).collect()
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
        assert_eq!(set_order(&directory, &["news"]).unwrap(), ["news", "class", "extra"]);
        assert_eq!(told(&directory), named([("news", true), ("class", false), ("extra", true)]));
        assert_eq!(set_order(&directory, &["extra", "news"]).unwrap(), ["extra", "news", "class"]);
        // What comes later lies above all whose order was set.
        fs::create_dir(directory.join("a-new-one")).unwrap();
        assert_eq!(names(&directory), ["extra", "news", "class", "a-new-one"]);
    }

    #[test]
    fn no_two_packs_have_the_same_name() {
        let base = tempfile::tempdir().unwrap();
        for directory in ["news.2025", "news.2026", "lay"] {
            fs::create_dir(base.path().join(directory)).unwrap();
        }
        fs::write(base.path().join("lay.maitri"), "").unwrap();
        fs::write(base.path().join("news.2027.maitri"), "").unwrap();
        assert_eq!(names(base.path()), ["lay", "lay.maitri", "news.2025", "news.2026", "news.2027"]);
        set_on(base.path(), "news.2025", false).unwrap();
        let off: Vec<String> =
            list(base.path()).unwrap().into_iter().filter(|pack| !pack.is_on).map(|pack| pack.name).collect();
        assert_eq!(off, ["news.2025"]);
    }

    #[test]
    fn what_programs_set_at_once_is_all_kept() {
        let base = tempfile::tempdir().unwrap();
        let directory = base.path();
        (0..24).for_each(|number| fs::create_dir(directory.join(format!("p{number:02}"))).unwrap());
        thread::scope(|scope| {
            for program in 0..4 {
                let switch = move |number: u32| set_on(directory, &format!("p{:02}", program * 6 + number), false);
                scope.spawn(move || (0..6).for_each(|number| assert_eq!(switch(number), Ok(true))));
            }
        });
        assert!(told(directory).iter().all(|(_, is_on)| !is_on), "{:?}", told(directory));
    }

    #[test]
    fn what_does_not_read_is_told_and_stays() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join(arrangement::FILE);
        fs::write(&path, "(off: [").unwrap();
        assert!(list(directory.path()).unwrap_err().contains("does not read"));
        assert!(set_on(directory.path(), "a", false).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "(off: [");
    }
}
