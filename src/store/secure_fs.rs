//! What we keep on the disk: readable by its owner alone, and never where somebody else leads us.
//!
//! Run as one user in the directories of another, as `sudo` may do it, a program could be led by a
//! link to write where that other may not. So a place counts only if every directory and every link
//! on the way to it belongs to whoever runs the program, to root, or to the owner of `/`; links of
//! one's own are followed. Files are made with mode 0600, directories with 0700. Where there are no
//! such owners (not on Unix), files are opened as they are. What the files hold is known elsewhere.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Component, Path, PathBuf};

use crate::text::sanitised;

/// More links than any honest place has.
const MOST_LINKS: usize = 40;

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
    {
        owners::check(&real, &meta)?;
        if access != Access::Read && is_open_to_others(&meta) {
            file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
        }
    }
    Ok(file)
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

/// Writes a file of our own beside the old one and then in its place, so that neither is ever half there. Who calls this
/// holds a lock that keeps others from doing the same. If `carried`, what is written is on the disk when this returns: it
/// then outlasts the machine's fall too, and not only the program's.
///
/// # Errors
/// As [`open`]. What stood there before then stays.
pub fn replace(path: &Path, bytes: &[u8], carried: bool) -> io::Result<()> {
    // What a link leads to is replaced, not the link.
    let real = resolved(path)?;
    let mut beside = real.clone().into_os_string();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // One that is there was left by a program that was killed.
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = options.open(&beside)?;
    let carry = |file: &File| if carried { file.sync_all() } else { Ok(()) };
    let written = file.write_all(bytes).and_then(|()| carry(&file)).and_then(|()| fs::rename(&beside, &real));
    written.inspect_err(|_| drop(fs::remove_file(&beside)))
}

/// Whether anything is there, be it a link that leads nowhere.
#[must_use]
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

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

/// Whether files can be made in a directory, or it can be made where it is not there yet; nothing is changed by asking.
#[must_use]
pub fn is_writable(directory: &Path) -> bool {
    let there = directory.ancestors().find(|path| path.exists()).unwrap_or(Path::new("."));
    let there = if there.as_os_str().is_empty() { Path::new(".") } else { there };
    let is_directory = fs::metadata(there).is_ok_and(|data| data.is_dir() && !data.permissions().readonly());
    is_directory && permits(there)
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

/// The path without links, each step of it looked at. What is not there yet is part of it.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    follow(&std::path::absolute(path)?, &mut 0)
}

fn follow(path: &Path, links: &mut usize) -> io::Result<PathBuf> {
    let mut here = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Prefix(_) | Component::RootDir => here.push(component),
            Component::CurDir => {}
            // Right, because no link stands in the path so far.
            Component::ParentDir => {
                here.pop();
            }
            Component::Normal(name) => here = step(&here, &here.join(name), links)?,
        }
    }
    Ok(here)
}

/// One step further, or to where a link leads.
fn step(here: &Path, next: &Path, links: &mut usize) -> io::Result<PathBuf> {
    let meta = match next.symlink_metadata() {
        Ok(meta) => meta,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(next.to_owned()),
        Err(error) => return Err(error),
    };
    #[cfg(unix)]
    owners::check(next, &meta)?;
    if !meta.is_symlink() {
        return Ok(next.to_owned());
    }
    *links += 1;
    if *links > MOST_LINKS {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("the links at {} have no end", shown(next))));
    }
    follow(&here.join(next.read_link()?), links)
}

fn shown(path: &Path) -> String {
    sanitised(&path.display().to_string()).into_owned()
}

#[cfg(unix)]
mod owners {
    use std::fs::Metadata;
    use std::io;
    use std::os::unix::fs::MetadataExt;
    use std::path::Path;

    /// Refuses what belongs to somebody who might lead us astray.
    pub(super) fn check(path: &Path, meta: &Metadata) -> io::Result<()> {
        let (owner, own) = (meta.uid(), rustix::process::geteuid().as_raw());
        // Whoever owns `/` owns the system; in a container that may be a number without a name.
        let system = || Path::new("/").metadata().is_ok_and(|root| root.uid() == owner);
        if is_trusted(owner, own) || system() {
            return Ok(());
        }
        let sentence = format!(
            "{} belongs to another user; run maitri as that user, or set XDG_STATE_HOME to a directory of your own",
            super::shown(path)
        );
        Err(io::Error::new(io::ErrorKind::PermissionDenied, sentence))
    }

    /// Whether what belongs to an owner is safe for this user.
    pub(super) fn is_trusted(owner: u32, user: u32) -> bool {
        owner == user || owner == 0
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, chown, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn what_is_made_is_ours_alone() {
        let base = tempfile::tempdir().unwrap();
        let directory = base.path().join("state/maitri");
        make_directory(&directory).unwrap();
        assert_eq!((mode(&directory), mode(&base.path().join("state"))), (0o700, 0o700));
        for access in [Access::Append, Access::Lock] {
            let path = directory.join(format!("{access:?}"));
            open(&path, access).unwrap();
            assert_eq!(mode(&path), 0o600);
        }
    }

    #[test]
    fn what_was_open_to_others_is_closed_when_written() {
        let base = tempfile::tempdir().unwrap();
        let path = base.path().join("file");
        fs::write(&path, "text").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(read(&path, 100).unwrap(), b"text");
        assert_eq!(mode(&path), 0o644, "reading changes nothing");
        open(&path, Access::Append).unwrap();
        assert_eq!((mode(&path), fs::read(&path).unwrap()), (0o600, b"text".to_vec()));
    }

    #[test]
    fn what_is_kept_beside_is_ours_alone() {
        let base = tempfile::tempdir().unwrap();
        let path = base.path().join("file");
        fs::write(&path, "text").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        let beside = keep_beside(&path, "earlier").unwrap();
        assert_eq!((mode(&beside), fs::read(&beside).unwrap()), (0o600, b"text".to_vec()));
    }

    #[test]
    fn links_of_ones_own_are_followed() {
        let base = tempfile::tempdir().unwrap();
        fs::create_dir_all(base.path().join("real/deep")).unwrap();
        symlink("real/deep/..", base.path().join("link")).unwrap();
        symlink("../elsewhere", base.path().join("real/file")).unwrap();
        let mut file = open(&base.path().join("link/file"), Access::Append).unwrap();
        file.write_all(b"kept").unwrap();
        assert_eq!(fs::read(base.path().join("elsewhere")).unwrap(), b"kept");
    }

    #[test]
    fn a_file_is_replaced_as_a_whole_and_stays_ours_alone() {
        let base = tempfile::tempdir().unwrap();
        let (path, part) = (base.path().join("file"), base.path().join("file.part"));
        fs::write(&path, "old").unwrap();
        fs::write(&part, "half").unwrap();
        replace(&path, b"new", false).unwrap();
        assert_eq!((fs::read(&path).unwrap(), mode(&path), part.exists()), (b"new".to_vec(), 0o600, false));
        symlink("file", base.path().join("link")).unwrap();
        replace(&base.path().join("link"), b"newer", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"newer");
        fs::create_dir(base.path().join("d")).unwrap();
        assert!(replace(&base.path().join("d"), b"no", false).is_err());
        assert!(!base.path().join("d.part").exists());
    }

    #[test]
    fn links_without_end_are_refused() {
        let base = tempfile::tempdir().unwrap();
        symlink("b", base.path().join("a")).unwrap();
        symlink("a", base.path().join("b")).unwrap();
        let told = open(&base.path().join("a"), Access::Append).unwrap_err().to_string();
        assert!(told.contains("have no end"), "{told}");
    }

    #[test]
    fn what_is_no_file_is_refused_at_once() {
        let base = tempfile::tempdir().unwrap();
        let pipe = base.path().join("pipe");
        if std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
            assert!(read(&pipe, 100).unwrap_err().to_string().contains("no regular file"));
        }
        assert!(read(Path::new("/dev/zero"), 100).unwrap_err().to_string().contains("no regular file"));
        assert_eq!(read(base.path(), 100).unwrap_err().kind(), io::ErrorKind::IsADirectory);
    }

    #[test]
    fn what_is_too_large_is_refused_unread() {
        let base = tempfile::tempdir().unwrap();
        let path = base.path().join("large");
        File::create(&path).unwrap().set_len(1 << 40).unwrap();
        assert_eq!(read(&path, 1 << 20).unwrap_err().to_string(), "it is larger than 1 MiB");
    }

    #[test]
    fn only_oneself_and_root_are_trusted() {
        assert!(owners::is_trusted(1000, 1000) && owners::is_trusted(0, 1000) && owners::is_trusted(0, 0));
        assert!(!owners::is_trusted(1001, 1000) && !owners::is_trusted(1000, 0));
    }

    #[test]
    fn what_belongs_to_another_user_is_refused() {
        const NOBODY: u32 = 65534;
        let base = tempfile::tempdir().unwrap();
        let theirs = base.path().join("theirs");
        fs::create_dir(&theirs).unwrap();
        fs::write(theirs.join("file"), "").unwrap();
        // Only root can give files away; for others the rule itself is tested above.
        if chown(&theirs, Some(NOBODY), None).is_err() {
            return;
        }
        let refusal = |path: &Path| open(path, Access::Append).unwrap_err().to_string();
        assert!(refusal(&theirs.join("file")).contains("belongs to another user"));
        assert!(refusal(&theirs.join("new")).contains("belongs to another user"));
        assert!(make_directory(&theirs.join("new")).is_err());
        assert!(!theirs.join("new").exists());
        // A link that they laid, to something of ours.
        fs::write(base.path().join("ours"), "precious").unwrap();
        symlink("ours", base.path().join("link")).unwrap();
        assert!(open(&base.path().join("link"), Access::Append).is_ok());
        std::os::unix::fs::lchown(base.path().join("link"), Some(NOBODY), None).unwrap();
        assert!(refusal(&base.path().join("link")).contains("belongs to another user"));
        // A link of ours into what is theirs.
        symlink("theirs/file", base.path().join("into")).unwrap();
        assert!(refusal(&base.path().join("into")).contains("belongs to another user"));
    }
}
