//! Where the settings are kept, and their text. What it means is known in [`crate::cli::settings`].

use std::ffi::OsString;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::files::{Beside, read_text};
use super::paths;
use crate::data::files::File;
use crate::data::problem::Problem;

/// The file's name.
pub(crate) const FILE: &str = "config.ron";
/// The largest file read, in bytes: far above what anybody sets.
const MAX_BYTES: u64 = 256 * 1024;

/// Where the file is, or would be; nothing if the system tells no home directory.
pub(crate) fn path(variable: &dyn Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    paths::config(variable).map(|directory| directory.join(FILE))
}

/// The file's text; nothing if there is no file.
pub(crate) fn read(path: &Path) -> Option<Result<File, Problem>> {
    // A link that leads nowhere is a mistake, not the absence of a file.
    if path.symlink_metadata().is_err_and(|error| is_absence(error.kind())) {
        return None;
    }
    let too_large =
        || format!("the file is larger than {} KiB; nothing of that size is expected here", MAX_BYTES / 1024);
    Some(read_text(path, MAX_BYTES, too_large))
}

/// Writes the file anew, beside what is there and then in its place; what a link leads to, in the place of that.
///
/// # Errors
/// Whatever the system says; the old file stays then.
pub(crate) fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory)?;
    }
    Beside::made(path, text.as_bytes())?.put()
}

fn is_absence(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::NotFound | ErrorKind::NotADirectory)
}
