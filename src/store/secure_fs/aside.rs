//! Files that are not thrown away: put under another name, or kept under a further one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::way::resolved;
use super::{Access, open};

/// Why a file is set aside that cannot be read.
pub const UNREADABLE: &str = "unreadable";
/// Why a file is set aside that is to be forgotten.
pub const FORGOTTEN: &str = "forgotten";

/// Renames a file to a name that is free and tells why: for whoever may make sense of it, or wants it back.
///
/// # Errors
/// Whatever the system says.
pub fn set_aside(path: &Path, why: &str) -> io::Result<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for number in 1..u32::MAX {
        let target = path.with_file_name(format!("{name}.{why}-{number}"));
        if !target.try_exists()? {
            fs::rename(path, &target)?;
            return Ok(target);
        }
    }
    Err(io::Error::other("no free name to set the file aside"))
}

/// Keeps a file as it is under a further name that is free and tells why; the file stays where it is.
///
/// # Errors
/// Whatever the system says.
pub fn keep_beside(path: &Path, why: &str) -> io::Result<PathBuf> {
    let real = resolved(path)?;
    // Opened to be written it is closed to others, under any name.
    drop(open(path, Access::Append)?);
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for number in 1..u32::MAX {
        let target = path.with_file_name(format!("{name}.{why}-{number}"));
        match fs::hard_link(&real, &target) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Ok(()) => return Ok(target),
            // Not every file system gives a file two names.
            Err(_) => {
                let mut copy = open(&target, Access::New)?;
                let copied = open(path, Access::Read).and_then(|mut file| io::copy(&mut file, &mut copy));
                copied.and_then(|_| copy.sync_all()).inspect_err(|_| drop(fs::remove_file(&target)))?;
                return Ok(target);
            }
        }
    }
    Err(io::Error::other("no free name to keep the file beside"))
}
