//! Packs on their way among those that are kept, and out: names that begin with a dot, which are nobody's pack.
//!
//! `.news.maitri-fresh` is not yet one, `.news.maitri-past` is one no more, and both are rubbish to whoever comes next.
//! Where a system cannot put one directory in the place of another in one step, the old one is `.news.maitri-held`
//! between two, and is put back ([`mend`]) if the program is killed there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::arrangement::held;

/// What names of packs on their way end in.
pub(in crate::store) const FRESH: &str = ".maitri-fresh";
pub(in crate::store) const PAST: &str = ".maitri-past";
pub(in crate::store) const HELD: &str = ".maitri-held";

/// Puts one directory in the place of another, which then stands in its place.
pub(in crate::store) fn exchange(fresh: &Path, there: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        // Not every file system can.
        if renameat_with(CWD, fresh, CWD, there, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    in_two_steps(fresh, there)
}

/// The same where that takes two steps.
pub(in crate::store) fn in_two_steps(fresh: &Path, there: &Path) -> io::Result<()> {
    let aside = on_its_way(there, HELD)?;
    fs::rename(there, &aside)?;
    fs::rename(fresh, there).inspect_err(|_| drop(fs::rename(&aside, there)))?;
    gone(&aside)
}

/// Whether a path is that of a pack which was on its way out when a program was killed, and is missed.
pub(super) fn is_half_done(path: &Path) -> bool {
    of(path, HELD).is_some_and(|there| fs::symlink_metadata(there).is_err())
}

/// Puts back what was on its way out when a program was killed, unless that is still at it.
///
/// # Errors
/// What stands in the way.
pub(super) fn mend(directory: &Path) -> Result<(), String> {
    let _lock = held(directory)?;
    put_back(directory).map_err(|error| error.to_string())
}

fn put_back(directory: &Path) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if let Some(there) = of(&path, HELD).filter(|_| is_half_done(&path)) {
            fs::rename(&path, there)?;
        }
    }
    Ok(())
}

/// Takes away what programs left that were killed. Who calls this holds the lock.
pub(in crate::store) fn clear(directory: &Path) -> io::Result<()> {
    put_back(directory)?;
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if [FRESH, PAST, HELD].iter().any(|ending| of(&path, ending).is_some()) {
            gone(&path)?;
        }
    }
    Ok(())
}

/// Where a pack on its way with this ending belongs.
fn of(path: &Path, ending: &str) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?.strip_prefix('.')?.strip_suffix(ending)?;
    Some(path.with_file_name(name))
}

/// The name of a pack on its way, which nobody uses.
pub(in crate::store) fn on_its_way(path: &Path, ending: &str) -> io::Result<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let path = path.with_file_name(format!(".{name}{ending}"));
    gone(&path)?;
    Ok(path)
}

pub(in crate::store) fn gone(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}
