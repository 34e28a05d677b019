//! Files that are named by the user, to be read or written as anybody's: no matter whose they are, links are followed.
//! What is ours is kept by [`super::secure_fs`].

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process;

use crate::data::files::File;
use crate::data::problem::Problem;

/// Whether a file of this name is hidden, or one that a program puts beside another for its own use: a lock, a copy.
pub(super) fn is_for_use(name: &OsStr) -> bool {
    [&b"."[..], b"~$"].iter().any(|start| name.as_encoded_bytes().starts_with(start)) || is_conflict_copy(name)
}

/// Whether a program that keeps directories alike on several machines has put a file of this name there, because both
/// had changed: Syncthing's `x.sync-conflict-20260101-120000-ABCDEFG.ron`, and Dropbox's and Nextcloud's
/// `x (conflicted copy 2026-01-01).ron`.
pub(super) fn is_conflict_copy(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.contains(".sync-conflict-") || name.contains("conflicted copy ") && name.contains('(')
}

/// Whether a file of this name is one that somebody means, of this ending in large or small letters: not a hidden one,
/// and none that a program puts beside another for its own use (`.#x.ron`, `._x.ron`, `.~lock.x.ron`, `~$x.ron`), nor
/// its copy of what was changed elsewhere too.
pub(super) fn is_meant(name: &OsStr, ending: &str) -> bool {
    !is_for_use(name) && ends_in(name, ending)
}

/// Whether a file of this name has this ending, in large or small letters.
pub(super) fn ends_in(name: &OsStr, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|own| own.eq_ignore_ascii_case(ending))
}

/// The files in a directory that somebody means, in the order of their names. What has such a name and is no file is
/// among them, so that it is told.
pub(super) fn meant(entries: fs::ReadDir, ending: &str) -> Vec<PathBuf> {
    let named = entries.flatten().filter(|entry| is_meant(&entry.file_name(), ending));
    let mut paths: Vec<PathBuf> = named.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// Reads a file of at most so many bytes as UTF-8. `too_large` is what to say of a larger one.
///
/// # Errors
/// What is no regular file, too large, or no UTF-8.
pub(super) fn read_text(path: &Path, most: u64, too_large: impl FnOnce() -> String) -> Result<File, Problem> {
    let name = path.display().to_string();
    File::decoded(name, read_bytes(path, most, too_large)?)
}

/// The bytes of a file of at most so many.
///
/// # Errors
/// What is no regular file, or too large.
pub(super) fn read_bytes(path: &Path, most: u64, too_large: impl FnOnce() -> String) -> Result<Vec<u8>, Problem> {
    let problem = |message: String| Problem::of_file(path.display().to_string(), message);
    let failed = |error: io::Error| problem(format!("the file cannot be read ({error})"));
    let no_file = || problem("this is no regular file; remove it, or put a file in its place".to_owned());
    // Looked at before it is opened: opening a pipe would wait for somebody to write into it.
    let meta = fs::metadata(path).map_err(failed)?;
    if !meta.is_file() {
        return Err(no_file());
    }
    let mut bytes = Vec::new();
    // What has no size is not opened: of the kernel's files (`/proc/kmsg`) some keep their reader waiting for ever.
    if meta.len() > 0 {
        let file = fs::File::open(path).map_err(failed)?;
        // Another may have taken its place since.
        if !file.metadata().map_err(failed)?.is_file() {
            return Err(no_file());
        }
        if meta.len() <= most {
            // In one stretch: what grows as it is filled takes up to twice the room.
            bytes.reserve_exact(usize::try_from(meta.len()).unwrap_or_default().saturating_add(1));
        }
        // One byte more than allowed is asked for, so that a file that grows meanwhile is noticed too.
        if meta.len() > most || file.take(most + 1).read_to_end(&mut bytes).map_err(failed)? as u64 > most {
            return Err(problem(too_large()));
        }
    }
    Ok(bytes)
}

/// Reads a file of at most so many bytes that another program wrote: as UTF-8, as UTF-16 if it begins with its mark,
/// or, where it is neither, as Windows-1252, in which western Europe's programs write. Tells whether it was one of the
/// first two.
///
/// # Errors
/// What is no regular file, or too large.
pub(crate) fn read_foreign(
    path: &Path,
    most: u64,
    too_large: impl FnOnce() -> String,
) -> Result<(String, bool), Problem> {
    let bytes = read_bytes(path, most, too_large)?;
    let units = |unit: fn([u8; 2]) -> u16| -> String {
        let pairs = bytes.chunks_exact(2).skip(1).filter_map(|pair| pair.try_into().ok().map(unit));
        char::decode_utf16(pairs).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes.as_slice() {
        [0xff, 0xfe, ..] => return Ok((units(u16::from_le_bytes), true)),
        [0xfe, 0xff, ..] => return Ok((units(u16::from_be_bytes), true)),
        _ => {}
    }
    Ok(match String::from_utf8(bytes) {
        Ok(text) => (text, true),
        Err(error) => (error.as_bytes().iter().map(|byte| windows_1252(*byte)).collect(), false),
    })
}

/// What a byte means in Windows-1252: Latin-1, but for the dashes and quotation marks that it has instead of control
/// characters.
fn windows_1252(byte: u8) -> char {
    /// From 0x80 on; five bytes mean nothing.
    const MARKS: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
        '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
    ];
    let mark = byte.checked_sub(0x80).and_then(|at| MARKS.get(usize::from(at)));
    mark.copied().unwrap_or(char::from(byte))
}

/// Writes texts as files of these names into a directory, which is made if it is missing.
///
/// # Errors
/// Whatever the system says. What stood there before stays, or is replaced as a whole.
pub(crate) fn write(directory: &Path, texts: &[(&str, &str)]) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    let all = texts.iter().map(|(name, text)| Beside::made(&directory.join(name), text.as_bytes()));
    // None takes its place before all are there.
    all.collect::<io::Result<Vec<_>>>()?.into_iter().try_for_each(Beside::put)
}

/// Writes a file beside the old one and then in its place, so that neither is ever half there. A link there gives way
/// to it: what that leads to stays as it is.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    Beside::made_for(path.to_owned(), text.as_bytes())?.put()
}

/// A new file that is whole on the disk beside the one whose place it may take; if it does not, it goes.
#[derive(Debug)]
pub(super) struct Beside {
    path: PathBuf,
    place: PathBuf,
    is_put: bool,
}

impl Beside {
    /// Writes it, under a name that nothing there has: what others laid there is neither followed nor removed. Where a
    /// link stands, it is for the place of what that leads to; it may be read by whoever may read what is there.
    ///
    /// # Errors
    /// Whatever the system says, and that what is there is not to be written to: it would be replaced all the same.
    pub(super) fn made(path: &Path, bytes: &[u8]) -> io::Result<Self> {
        Self::made_for(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()), bytes)
    }

    /// The same for this very place, whatever stands there.
    fn made_for(place: PathBuf, bytes: &[u8]) -> io::Result<Self> {
        let old = fs::metadata(&place).ok().filter(fs::Metadata::is_file).map(|old| old.permissions());
        if old.is_some() && !place.is_symlink() {
            may_be_written(&place, old.as_ref())?;
        }
        let (mut file, path) = made_beside(&place, old.as_ref())?;
        let made = Self { path, place, is_put: false };
        // Before it holds anything: who may not read the old file is not to read the new one meanwhile.
        if let Some(old) = old {
            file.set_permissions(old)?;
        }
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(made)
    }

    /// Where it is to be.
    pub(super) fn place(&self) -> &Path {
        &self.place
    }

    /// Puts it in its place.
    ///
    /// # Errors
    /// Whatever the system says.
    pub(super) fn put(mut self) -> io::Result<()> {
        fs::rename(&self.path, &self.place)?;
        self.is_put = true;
        Ok(())
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.is_put {
            // What failed is told; what it left is nobody's.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Whether what is there may be written to. Taking its place would need no leave of it, but who made a file read-only,
/// or gave it to another, wants it kept.
fn may_be_written(place: &Path, permissions: Option<&fs::Permissions>) -> io::Result<()> {
    if permissions.is_some_and(fs::Permissions::readonly) {
        let told = format!("{} is read-only", place.display());
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, told));
    }
    fs::OpenOptions::new().write(true).open(place).map(drop)
}

/// A new file beside another, of a name that nothing there has, for no more people than these permissions let in.
#[cfg_attr(not(unix), expect(unused_variables, reason = "permissions of this kind are those of Unix"))]
fn made_beside(path: &Path, permissions: Option<&fs::Permissions>) -> io::Result<(fs::File, PathBuf)> {
    /// Names tried before it is given up.
    const NAMES: u32 = 100;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if let Some(permissions) = permissions {
        use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
        options.mode(permissions.mode() & 0o777);
    }
    let mut taken = io::Error::from(io::ErrorKind::AlreadyExists);
    for number in 0..NAMES {
        let mut beside = path.as_os_str().to_owned();
        beside.push(format!(".{}-{number}.part", process::id()));
        let beside = PathBuf::from(beside);
        match options.open(&beside) {
            Ok(file) => return Ok((file, beside)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => taken = error,
            Err(error) => return Err(error),
        }
    }
    Err(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8], most: u64) -> String {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("x.ron");
        fs::write(&path, bytes).unwrap();
        read_text(&path, most, || "too large".to_owned()).unwrap_err().to_string()
    }

    #[test]
    fn what_stands_beside_a_file_that_is_written_stays() {
        let directory = tempfile::tempdir().unwrap();
        let (path, beside) = (directory.path().join("a.html"), directory.path().join("a.html.part"));
        fs::write(&beside, "somebody’s").unwrap();
        replace(&path, "old").unwrap();
        replace(&path, "new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_to_string(&beside).unwrap(), "somebody’s");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 2, "nothing half written is left");
        let is_a_directory = directory.path().join("d");
        fs::create_dir(&is_a_directory).unwrap();
        assert!(replace(&is_a_directory, "no").is_err());
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 3);
    }

    #[test]
    fn what_other_programs_write_is_read() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("x.csv");
        let units = "\u{feff}Año;1".encode_utf16();
        for (bytes, told) in [
            ("Año;1".as_bytes().to_vec(), ("Año;1", true)),
            (units.clone().flat_map(u16::to_le_bytes).collect(), ("Año;1", true)),
            (units.flat_map(u16::to_be_bytes).collect(), ("Año;1", true)),
            (b"A\xf1o;1".to_vec(), ("Año;1", false)),
            (b"\x93A\xf1o\x94 \x96 \x80 5\x85\x81".to_vec(), ("“Año” – € 5…\u{fffd}", false)),
        ] {
            fs::write(&path, bytes).unwrap();
            let (text, is_known) = read_foreign(&path, 100, String::new).unwrap();
            assert_eq!((text.as_str(), is_known), told);
        }
    }

    #[test]
    fn what_is_read_only_stays_and_what_is_secret_stays_so() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.ron");
        fs::write(&path, "kept").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let told = Beside::made(&path, b"new").unwrap_err();
        assert!(told.kind() == io::ErrorKind::PermissionDenied && told.to_string().ends_with("a.ron is read-only"));
        assert!(replace(&path, "new").is_err() && write(directory.path(), &[("a.ron", "new")]).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "kept");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1, "nothing is left beside it");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
            let (file, _) = made_beside(&path, Some(&fs::Permissions::from_mode(0o600))).unwrap();
            assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "before anything is in it");
            replace(&path, "new").unwrap();
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn what_cannot_be_read_as_text_is_told() {
        assert!(refused(b"four", 3).contains("too large"));
        let utf16: Vec<u8> = "\u{feff}()".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(refused(&utf16, 100).contains("x.ron: the file is in UTF-16; save it as UTF-8"));
        assert!(refused(utf16.get(2..).unwrap(), 100).contains("UTF-16"), "without its mark");
        assert!(refused(b"(\n\xff)", 100).contains("x.ron:2:1: the file is not UTF-8"));
        let directory = tempfile::tempdir().unwrap();
        let told = read_text(directory.path(), 3, String::new).unwrap_err().to_string();
        assert!(told.contains("no regular file"), "{told}");
    }

    #[test]
    fn what_is_written_replaces_what_stood_there() {
        let directory = tempfile::tempdir().unwrap();
        let inner = directory.path().join("made/here");
        write(&inner, &[("a.txt", "old")]).unwrap();
        write(&inner, &[("a.txt", "new"), ("b.txt", "other")]).unwrap();
        assert_eq!(fs::read_to_string(inner.join("a.txt")).unwrap(), "new");
        assert_eq!(fs::read_dir(&inner).unwrap().count(), 2, "nothing else is left there");
    }
}
