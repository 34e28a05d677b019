//! The review log: one line of JSON for every answer, only ever added to. It is the truth; states
//! are replayed from it.
//!
//! `reviews.jsonl` in the directory given, its first line a head with the format's version. Each
//! entry is one write of one whole line, carried to the disk before the next card is shown. So a
//! crash tears at most the last line: that is set aside in `reviews.torn` and the log goes on. A bad
//! line in the middle is skipped and counted. A file that is no log at all is renamed, never
//! overwritten. A second program, a newer format or a directory that can't be written to open the
//! log for reading only. Its files are the user's alone ([`crate::private`]). What an entry means is
//! for [`super::schedule::progress`].

pub mod doctor;
pub mod entry;
pub mod read;

use std::fmt;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub use entry::{Bring, Entry, Review};
use read::{Head, Reading};

use crate::private::{self, Access};

/// The log's file.
pub const FILE: &str = "reviews.jsonl";
/// Torn lines that were set aside.
pub const TORN: &str = "reviews.torn";
/// Held by the program that may write.
pub const LOCK: &str = "reviews.lock";
/// The largest log read, in bytes: a lifetime's answers take a tenth of it.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;
/// The version of the format this program writes.
pub const VERSION: u32 = 1;

/// Why the log can't be used at all.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The file is there but can't be read.
    #[error("the review log {path} can't be read: {source}; nothing was changed")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// An entry could not be written.
    #[error("the answer could not be saved in {path}: {source}; all answers before it are safe")]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The log is open for reading only.
    #[error("the answer was not saved: {0}")]
    ReadOnly(ReadOnly),
}

/// Why a log is open for reading only.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadOnly {
    /// Another instance has it.
    #[error("another maitri is open and writes the review log; answers given here are not kept")]
    Taken,
    /// The format is of a later version.
    #[error("the review log is of format {0}, and this program writes format {VERSION}; update maitri to go on")]
    Newer(u32),
    /// The directory or the file can't be written to.
    #[error("the review log can't be written: {0}; answers given here are not kept")]
    Denied(String),
    /// It was opened by [`Log::look`].
    #[error("the review log was opened to be looked at only")]
    Looking,
}

/// What was found on opening that one should be told once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// So many bytes of a last line that was cut off are now in [`TORN`].
    TornLine(usize),
    /// These lines are no entries; counted from 1.
    BadLines(Vec<usize>),
    /// The file was no log and now has this name.
    SetAside(PathBuf),
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TornLine(bytes) => write!(
                f,
                "the last line of the review log was cut off after {bytes} bytes, by a crash or a full disk; it was set aside \
                 in {TORN}"
            ),
            Self::BadLines(lines) => write!(
                f,
                "{} of the review log {} and {} skipped; `maitri doctor` tells more",
                if lines.len() == 1 { "a line".to_owned() } else { format!("{} lines", lines.len()) },
                if lines.len() == 1 { "is no entry" } else { "are no entries" },
                if lines.len() == 1 { "is" } else { "are" },
            ),
            Self::SetAside(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                write!(f, "the review log could not be read; it is kept as {name}, and a new one was begun")
            }
        }
    }
}

/// An open log.
#[derive(Debug)]
pub struct Log {
    path: PathBuf,
    writer: Result<Writer<File>, ReadOnly>,
    /// Held as long as the log is open.
    _lock: Option<File>,
    entries: Vec<Entry>,
    notices: Vec<Notice>,
}

impl Log {
    /// Opens the log of a directory, which is made if it is missing.
    ///
    /// # Errors
    /// A file that is there and can't be read or renamed. Whatever else is wrong opens read-only.
    pub fn open(directory: &Path) -> Result<Self, LogError> {
        let path = directory.join(FILE);
        let lock = take_lock(directory);
        let mut notices = Vec::new();
        let reading = read_or_set_aside(&path, lock.is_ok(), &mut notices)?;
        let is_newer = matches!(reading.head, Head::Version(version) if version > VERSION);
        // Lines of a later format are not bad, only unknown.
        if !reading.bad_lines.is_empty() && !is_newer {
            notices.push(Notice::BadLines(reading.bad_lines.clone()));
        }
        let newer = match reading.head {
            Head::Version(version) if version > VERSION => Err(ReadOnly::Newer(version)),
            _ => Ok(()),
        };
        let (lock, writer) = match lock.and_then(|lock| newer.map(|()| lock)) {
            Ok(lock) => (Some(lock), Writer::begin(directory, &reading, &mut notices)),
            Err(why) => (None, Err(why)),
        };
        Ok(Self { path, writer, _lock: lock, entries: reading.entries, notices })
    }

    /// Reads the log of a directory and changes nothing: no lock is taken, nothing made or set aside.
    ///
    /// # Errors
    /// A file that is there and can't be read.
    pub fn look(directory: &Path) -> Result<Self, LogError> {
        let path = directory.join(FILE);
        let mut notices = Vec::new();
        let reading = read_or_set_aside(&path, false, &mut notices)?;
        if !reading.bad_lines.is_empty() {
            notices.push(Notice::BadLines(reading.bad_lines));
        }
        Ok(Self { path, writer: Err(ReadOnly::Looking), _lock: None, entries: reading.entries, notices })
    }

    /// Everything in the log, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
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
    /// A full or broken disk, or a log open for reading only. What stood before stays as it was.
    pub fn append(&mut self, entry: Entry) -> Result<(), LogError> {
        let writer = self.writer.as_mut().map_err(|why| LogError::ReadOnly(why.clone()))?;
        writer.line(&entry.to_line()).map_err(|source| LogError::Write { path: self.path.clone(), source })?;
        self.entries.push(entry);
        Ok(())
    }
}

/// A file that can be cut and carried to the disk; a test puts a full disk in its place.
pub trait Medium: Write {
    /// Cuts it to this length.
    ///
    /// # Errors
    /// Whatever the system says.
    fn cut(&mut self, length: u64) -> io::Result<()>;
    /// Carries what was written to the disk.
    ///
    /// # Errors
    /// Whatever the system says.
    fn carry(&mut self) -> io::Result<()>;
}

impl Medium for File {
    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }

    fn carry(&mut self) -> io::Result<()> {
        self.sync_data()
    }
}

/// Adds whole lines, and leaves none half written if it can help it.
#[derive(Debug)]
pub struct Writer<M> {
    medium: M,
    /// How long the file is, up to the last whole line.
    length: u64,
    /// A broken write could not be taken back: the next line begins on a line of its own.
    torn: bool,
}

impl<M: Medium> Writer<M> {
    /// A writer at the end of a medium of this length.
    pub fn new(medium: M, length: u64) -> Self {
        Self { medium, length, torn: false }
    }

    /// Writes one line and its end at once.
    ///
    /// # Errors
    /// Whatever the system says; the line is then taken back.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        let start = if self.torn { "\n" } else { "" };
        let bytes = format!("{start}{text}\n").into_bytes();
        match self.medium.write_all(&bytes).and_then(|()| self.medium.carry()) {
            Ok(()) => {
                self.length += bytes.len() as u64;
                self.torn = false;
                Ok(())
            }
            Err(error) => {
                self.torn = self.medium.cut(self.length).is_err() || self.torn;
                Err(error)
            }
        }
    }
}

impl Writer<File> {
    /// Opens the file for adding to it: torn ends are set aside first, a new file gets its head.
    fn begin(directory: &Path, reading: &Reading, notices: &mut Vec<Notice>) -> Result<Self, ReadOnly> {
        let denied = |error: io::Error| ReadOnly::Denied(error.to_string());
        if !reading.torn.is_empty() {
            let mut torn = private::open(&directory.join(TORN), Access::Append).map_err(denied)?;
            torn.write_all(&[reading.torn.as_slice(), b"\n"].concat())
                .and_then(|()| torn.sync_data())
                .map_err(denied)?;
            notices.push(Notice::TornLine(reading.torn.len()));
        }
        let file = private::open(&directory.join(FILE), Access::Append).map_err(denied)?;
        file.set_len(reading.length).map_err(denied)?;
        let mut writer = Self::new(file, reading.length);
        // An entry that lost nothing but its line end in a crash is whole: it gets its end.
        writer.torn = reading.unended;
        if reading.head == Head::None && reading.length == 0 {
            writer.line(&read::head_line()).map_err(denied)?;
        }
        Ok(writer)
    }
}

/// The lock that only one program holds; the system lets go of it when the program ends, however it ends.
fn take_lock(directory: &Path) -> Result<File, ReadOnly> {
    let denied = |error: io::Error| ReadOnly::Denied(error.to_string());
    private::make_directory(directory).map_err(denied)?;
    let file = private::open(&directory.join(LOCK), Access::Lock).map_err(denied)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(ReadOnly::Taken),
        // A file system without locks: better to write than to lose answers.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}

/// Reads the log; what is no log is renamed, if we may write.
fn read_or_set_aside(path: &Path, may_write: bool, notices: &mut Vec<Notice>) -> Result<Reading, LogError> {
    let failed = |source| LogError::Read { path: path.to_owned(), source };
    let bytes = match private::read(path, MAX_BYTES) {
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
    if !reading.is_log() {
        if may_write {
            notices.push(Notice::SetAside(set_aside(path).map_err(failed)?));
        }
        return Ok(Reading::default());
    }
    Ok(reading)
}

/// Whether something is there that is no log of ours: a directory, a pipe, a file we may not read.
fn is_in_the_way(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::IsADirectory | io::ErrorKind::InvalidInput | io::ErrorKind::PermissionDenied)
}

/// Renames a file to a name that is free.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    for number in 1..u32::MAX {
        let target = path.with_file_name(format!("{FILE}.unreadable-{number}"));
        if !target.try_exists()? {
            fs::rename(path, &target)?;
            return Ok(target);
        }
    }
    Err(io::Error::other("no free name to set the file aside"))
}
