//! A journal: one line of JSON for every entry, only ever added to. It is the truth of what a reader did; what
//! follows from it is replayed from it.
//!
//! The first line is a head with the format's name and version. Each entry is one write of one whole line, carried to
//! the disk before anything goes on. So a crash tears at most the last line: that is set aside in a file of its own
//! and the journal goes on. A bad line in the middle is skipped and counted. A file that is no journal is renamed,
//! never overwritten. A second program, a newer format or a directory that can't be written to open the journal for
//! reading only. Its files are the user's alone ([`secure_fs`]). What an entry means is not known here.

mod messages;
pub mod of_pack;
pub mod read;
mod writer;

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub use messages::{JournalError, Notice, ReadOnly};
pub use writer::{Medium, Writer};

use super::secure_fs::{self, Access};
use read::{Head, Reading};

/// What tells one journal from another.
#[derive(Debug, PartialEq, Eq)]
pub struct Format {
    /// The word in the head by which it is known.
    pub name: &'static str,
    /// The version of the format this program writes.
    pub version: u32,
    /// Its file.
    pub file: &'static str,
    /// Torn lines that were set aside.
    pub torn: &'static str,
    /// Held by the program that may write.
    pub lock: &'static str,
    /// The largest file read, in bytes.
    pub max_bytes: u64,
    /// What sentences call it.
    pub journal: &'static str,
    /// What sentences call an entry of it.
    pub entry: &'static str,
    /// What tells more of its faults.
    pub advice: &'static str,
}

/// Something a journal keeps.
pub trait JournalEntry: Sized {
    /// The journal that keeps it.
    const FORMAT: &'static Format;

    /// Its line, without the end.
    fn to_line(&self) -> String;

    /// The entry of a line, if it is one.
    fn from_line(text: &str) -> Option<Self>;
}

/// An open journal.
#[derive(Debug)]
pub struct Journal<E> {
    path: PathBuf,
    writer: Result<Writer<File>, ReadOnly>,
    /// Held as long as the journal is open.
    _lock: Option<Held>,
    entries: Vec<E>,
    notices: Vec<Notice>,
}

impl<E: JournalEntry> Journal<E> {
    /// Opens the journal of a directory, which is made if it is missing.
    ///
    /// # Errors
    /// A file that is there and can't be read or renamed. Whatever else is wrong opens read-only.
    pub fn open(directory: &Path) -> Result<Self, JournalError> {
        let path = directory.join(E::FORMAT.file);
        let lock = take_lock(directory, E::FORMAT);
        let mut notices = Vec::new();
        let reading = read_or_set_aside(&path, lock.is_ok(), &mut notices)?;
        let newer = is_newer(&reading);
        tell_bad_lines(&reading, &mut notices);
        let (lock, writer) = match lock.and_then(|lock| newer.map(|()| lock)) {
            Ok(lock) => {
                let writer = begin(directory, &reading, lock.is_ours_alone, &mut notices);
                (Some(Held(lock.file)), writer)
            }
            Err(why) => (None, Err(why)),
        };
        Ok(Self { path, writer, _lock: lock, entries: reading.entries, notices })
    }

    /// Reads the journal of a directory and changes nothing: no lock is taken, nothing made or set aside.
    ///
    /// # Errors
    /// A file that is there and can't be read.
    pub fn look(directory: &Path) -> Result<Self, JournalError> {
        let path = directory.join(E::FORMAT.file);
        let mut notices = Vec::new();
        let reading = read_or_set_aside(&path, false, &mut notices)?;
        tell_bad_lines(&reading, &mut notices);
        Ok(Self { path, writer: Err(ReadOnly::Looking), _lock: None, entries: reading.entries, notices })
    }

    /// Everything in the journal, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[E] {
        &self.entries
    }

    /// Hands over what was read, for whoever keeps it otherwise: the journal then holds only what is added from now on.
    #[must_use]
    pub fn take_entries(&mut self) -> Vec<E> {
        std::mem::take(&mut self.entries)
    }

    /// What one should be told once, in sentences.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let notices = self.notices.iter().map(|notice| notice.sentence(E::FORMAT));
        let read_only = self.read_only().filter(|why| **why != ReadOnly::Looking);
        notices.chain(read_only.map(|why| why.sentence(E::FORMAT))).collect()
    }

    /// What one should be told once.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Why nothing can be written, if so.
    #[must_use]
    pub fn read_only(&self) -> Option<&ReadOnly> {
        self.writer.as_ref().err()
    }

    /// Adds an entry: one write, carried to the disk.
    ///
    /// # Errors
    /// A full or broken disk, or a journal open for reading only. What stood before stays as it was.
    pub fn append(&mut self, entry: E) -> Result<(), JournalError> {
        let format = E::FORMAT;
        let writer = self.writer.as_mut().map_err(|why| JournalError::ReadOnly { format, why: why.clone() })?;
        writer.line(&entry.to_line()).map_err(|source| JournalError::Write {
            format,
            path: self.path.clone(),
            source,
        })?;
        self.entries.push(entry);
        Ok(())
    }
}

/// Whether it is of a later format than this program writes.
fn is_newer<E: JournalEntry>(reading: &Reading<E>) -> Result<(), ReadOnly> {
    match reading.head {
        Head::Version(version) if version > E::FORMAT.version => Err(ReadOnly::Newer(version)),
        _ => Ok(()),
    }
}

/// Tells of lines that are no entries. Those of a later format are not bad, only unknown.
fn tell_bad_lines<E: JournalEntry>(reading: &Reading<E>, notices: &mut Vec<Notice>) {
    if !reading.bad_lines.is_empty() && is_newer(reading).is_ok() {
        notices.push(Notice::BadLines(reading.bad_lines.clone()));
    }
}

/// Opens the file for adding to it: torn ends are set aside first, a new file gets its head.
fn begin<E: JournalEntry>(
    directory: &Path,
    reading: &Reading<E>,
    is_ours_alone: bool,
    notices: &mut Vec<Notice>,
) -> Result<Writer<File>, ReadOnly> {
    let denied = |error: io::Error| ReadOnly::Denied(error.to_string());
    // Where others may write at the same time, what looks torn may be another's line on its way: it stays.
    let sets_aside = !reading.torn.is_empty() && is_ours_alone;
    if sets_aside {
        let mut torn = secure_fs::open(&directory.join(E::FORMAT.torn), Access::Append).map_err(denied)?;
        torn.write_all(&[reading.torn.as_slice(), b"\n"].concat()).and_then(|()| torn.sync_data()).map_err(denied)?;
        notices.push(Notice::TornLine(reading.torn.len()));
    }
    let file = secure_fs::open(&directory.join(E::FORMAT.file), Access::Append).map_err(denied)?;
    if sets_aside {
        file.set_len(reading.length).map_err(denied)?;
    }
    let length = file.metadata().map_err(denied)?.len();
    // An entry that lost nothing but its line end in a crash is whole: it gets its end.
    let unended = reading.unended || (!reading.torn.is_empty() && !sets_aside);
    let mut writer = Writer::new(file, length).after_unended(unended);
    if reading.head == Head::None && reading.length == 0 {
        writer.line(&read::head_line(E::FORMAT)).map_err(denied)?;
    }
    Ok(writer)
}

/// The lock, and whether it keeps others out: a file system may have none.
struct Lock {
    file: File,
    is_ours_alone: bool,
}

/// A lock that is held, and let go of with this: a program that we started a moment ago may still have the file open.
#[derive(Debug)]
struct Held(File);

impl Drop for Held {
    fn drop(&mut self) {
        // Where it fails, closing the file does it.
        let _ = self.0.unlock();
    }
}

/// The lock that only one program holds; the system lets go of it when the program ends, however it ends.
fn take_lock(directory: &Path, format: &Format) -> Result<Lock, ReadOnly> {
    let denied = |error: io::Error| ReadOnly::Denied(error.to_string());
    secure_fs::make_directory(directory).map_err(denied)?;
    let file = secure_fs::open(&directory.join(format.lock), Access::Lock).map_err(denied)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(ReadOnly::Taken),
        Ok(()) => Ok(Lock { file, is_ours_alone: true }),
        // A file system without locks: better to write than to lose entries.
        Err(TryLockError::Error(_)) => Ok(Lock { file, is_ours_alone: false }),
    }
}

/// Reads the journal; what is no journal of this format is renamed, if we may write.
fn read_or_set_aside<E: JournalEntry>(
    path: &Path,
    may_write: bool,
    notices: &mut Vec<Notice>,
) -> Result<Reading<E>, JournalError> {
    let failed = |source| JournalError::Read { format: E::FORMAT, path: path.to_owned(), source };
    let bytes = match secure_fs::read(path, E::FORMAT.max_bytes) {
        Ok(bytes) => bytes,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(Reading::default());
        }
        // What can't be read by us may be read by somebody: it is kept under another name.
        Err(error) if may_write && is_in_the_way(error.kind()) => {
            notices.push(Notice::SetAside(set_aside(path).map_err(failed)?));
            return Ok(Reading::default());
        }
        Err(error) => return Err(failed(error)),
    };
    let reading = read::read(&bytes);
    if !reading.is_journal() {
        if may_write {
            notices.push(Notice::SetAside(set_aside(path).map_err(failed)?));
        }
        return Ok(Reading::default());
    }
    Ok(reading)
}

/// Whether something is there that is no journal of ours: a directory, a pipe, a file we may not read.
fn is_in_the_way(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::IsADirectory | io::ErrorKind::InvalidInput | io::ErrorKind::PermissionDenied)
}

/// Renames a file to a name that is free.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for number in 1..u32::MAX {
        let target = path.with_file_name(format!("{name}.unreadable-{number}"));
        if !target.try_exists()? {
            fs::rename(path, &target)?;
            return Ok(target);
        }
    }
    Err(io::Error::other("no free name to set the file aside"))
}
