//! What we keep on the disk: readable by its owner alone, and never where somebody else leads us.
//!
//! Run as one user in the directories of another, as `sudo` may do it, a program could be led by a
//! link to write where that other may not. So a place counts only if every directory and every link
//! on the way to it belongs to whoever runs the program, to root, or to the owner of `/`; links of
//! one's own are followed. Files are made with mode 0600, directories with 0700. Where there are no
//! such owners (not on Unix), files are opened as they are. What the files hold is known elsewhere.

mod aside;
mod replacement;
mod way;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;

pub use aside::{FORGOTTEN, UNREADABLE, keep_beside, set_aside};
pub use replacement::Replacement;
use way::{resolved, shown};

#[cfg(unix)]
use way::owners;

/// What a file is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To be read.
    Read,
    /// To be added to; made if it is missing.
    Append,
    /// To be locked; made if it is missing.
    Lock,
    /// To be written; refused if anything is there.
    New,
}

/// Makes a directory and those above it, unless they are there.
///
/// # Errors
/// Whatever the system says, and a way that leads through what is somebody else's.
pub fn make_directory(path: &Path) -> io::Result<()> {
    let real = resolved(path)?;
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(real)
}

/// Opens a regular file of our own.
///
/// # Errors
/// Whatever the system says, a way that leads through what is somebody else's, and what is no file.
pub fn open(path: &Path, access: Access) -> io::Result<File> {
    let real = resolved(path)?;
    let mut options = OpenOptions::new();
    match access {
        Access::Read => options.read(true),
        Access::Append => options.append(true).create(true),
        Access::Lock => options.write(true).truncate(false).create(true),
        Access::New => options.write(true).create_new(true),
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // A pipe must not hold us up, and nobody may put a link here meanwhile.
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
        options.mode(0o600).custom_flags(i32::try_from(flags.bits()).unwrap_or(0));
    }
    let file = options.open(&real)?;
    let meta = file.metadata()?;
    if meta.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !meta.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{} is no regular file", shown(&real))));
    }
    #[cfg(unix)]
    owners::check(&real, &meta)?;
    if access != Access::Read {
        close(&file, &meta)?;
    }
    Ok(file)
}

/// Makes a file of our own ours alone, if others may do anything with it; for one that is only read.
///
/// # Errors
/// As [`open`], and where nothing is there.
pub fn close_to_others(path: &Path) -> io::Result<()> {
    let file = open(path, Access::Read)?;
    let meta = file.metadata()?;
    close(&file, &meta)
}

#[cfg(unix)]
fn close(file: &File, meta: &fs::Metadata) -> io::Result<()> {
    if is_open_to_others(meta) {
        file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    }
    Ok(())
}

/// Nobody else is known there.
#[cfg(not(unix))]
fn close(_file: &File, _meta: &fs::Metadata) -> io::Result<()> {
    Ok(())
}

/// Reads a file of our own of at most so many bytes.
///
/// # Errors
/// As [`open`], and what is larger.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = open(path, Access::Read)?;
    let mut bytes = Vec::new();
    if file.metadata()?.len() <= most {
        file.take(most + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 <= most {
            return Ok(bytes);
        }
    }
    let sentence = format!("it is larger than {} MiB", most / (1024 * 1024));
    Err(io::Error::new(io::ErrorKind::FileTooLarge, sentence))
}

/// Writes a file of our own beside the old one and then in its place, so that neither is ever half there. Who calls
/// this holds a lock that keeps others from doing the same. If `carried`, what is written is on the disk when this
/// returns: it then outlasts the machine's fall too, and not only the program's.
///
/// # Errors
/// As [`open`]. What stood there before then stays.
pub fn replace(path: &Path, bytes: &[u8], carried: bool) -> io::Result<()> {
    let mut replacement = Replacement::begin(path)?;
    replacement.write(bytes)?;
    replacement.finish(carried)
}

/// Whether anything is there, be it a link that leads nowhere.
#[must_use]
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether files can be made in a directory, or it can be made where it is not there yet; nothing is changed by asking.
#[must_use]
pub fn is_writable(directory: &Path) -> bool {
    let there = directory.ancestors().find(|path| is_there(path)).unwrap_or(Path::new("."));
    let there = if there.as_os_str().is_empty() { Path::new(".") } else { there };
    let is_directory = fs::metadata(there).is_ok_and(|data| data.is_dir() && !data.permissions().readonly());
    is_directory && permits(there)
}

/// Whether the disk has no room left on which a directory is, or would be; nothing is changed by asking.
#[must_use]
pub fn is_full(directory: &Path) -> bool {
    #[cfg(unix)]
    {
        let there = directory.ancestors().find(|path| path.exists());
        let disk = there.and_then(|there| rustix::fs::statvfs(there).ok());
        // What has no size, as the kernel's own, is never full.
        disk.is_some_and(|disk| has_no_room(disk.f_blocks, disk.f_bavail))
    }
    #[cfg(not(unix))]
    {
        let _ = directory;
        false
    }
}

/// Whether a disk of so many blocks, so many of them left, has no room.
#[cfg(unix)]
fn has_no_room(blocks: u64, left: u64) -> bool {
    blocks > 0 && left == 0
}

/// Whether the system lets one make files in a directory.
#[cfg(unix)]
fn permits(directory: &Path) -> bool {
    rustix::fs::access(directory, rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK).is_ok()
}

/// Whether the system lets one make files in a directory: it does not tell, so that is found out when one is made.
#[cfg(not(unix))]
fn permits(_directory: &Path) -> bool {
    true
}

/// Whether others than its owner may do anything with it.
#[must_use]
pub fn is_open_to_others(meta: &fs::Metadata) -> bool {
    #[cfg(unix)]
    {
        std::os::unix::fs::PermissionsExt::mode(&meta.permissions()) & 0o077 != 0
    }
    #[cfg(not(unix))]
    {
        let _ = meta;
        false
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests;
