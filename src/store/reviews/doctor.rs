//! What is to be said of a log, as data; nothing is changed by looking.

use std::fs;
use std::path::{Path, PathBuf};

use super::FORMAT;
use crate::store::journal::read::{self, Head, Reading};
use crate::store::secure_fs;
use crate::study::cards::Deck;
use crate::study::review::Entry;
use crate::study::scheduler::Progress;
use crate::study::scheduler::memory::Model;
use crate::text::counted;

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// Nothing was ever answered here.
    #[error("no review log in {0}: nothing was answered yet")]
    NoLog(PathBuf),
    /// How much there is.
    #[error("{} in {path}", counted(*.entries, "entry"))]
    Entries {
        /// How many.
        entries: usize,
        /// The file.
        path: PathBuf,
    },
    /// The file can't be read.
    #[error("{path} can't be read: {why}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// The file is no log; it would be renamed on the next start.
    #[error("{0} is no review log; the next start will rename it and begin a new one")]
    NoSuchFormat(PathBuf),
    /// Lines that are skipped.
    #[error("{}", bad_lines(*.count, *.first))]
    BadLines {
        /// How many.
        count: usize,
        /// The first, counted from 1.
        first: usize,
    },
    /// The last line was cut off.
    #[error("the last line was cut off after {0} bytes; the next start sets it aside")]
    Torn(usize),
    /// The format is newer than this program.
    #[error("the log is of format {0}, this program writes format {version}: it can only be read", version = FORMAT.version)]
    Newer(u32),
    /// Another instance has it open.
    #[error("another maitri is open and writes the log")]
    Taken,
    /// The directory can't be written to.
    #[error("{0} can't be written to: answers would not be kept")]
    NotWritable(PathBuf),
    /// Other users may read it.
    #[error("{0} is open to other users; the next start makes it yours alone")]
    OpenToOthers(PathBuf),
    /// Files once set aside.
    #[error("{0} was set aside by an earlier start")]
    SetAside(PathBuf),
    /// Cards that were answered and are no longer in the deck.
    #[error("{}", strangers(*.0))]
    Strangers(usize),
}

impl Finding {
    /// Whether something is wrong, and not only worth knowing.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        !matches!(self, Self::NoLog(_) | Self::Entries { .. } | Self::Taken | Self::SetAside(_) | Self::Strangers(_))
    }
}

fn bad_lines(count: usize, first: usize) -> String {
    if count == 1 {
        format!("line {first} is no entry and is skipped")
    } else {
        format!("{count} lines are no entries and are skipped, the first of them line {first}")
    }
}

fn strangers(count: usize) -> String {
    let is = if count == 1 { "is" } else { "are" };
    format!("{} {is} not in this edition of the dataset; what was answered is kept", counted(count, "answered card"))
}

/// Looks at the log of a directory.
#[must_use]
pub fn examine(directory: &Path, deck: &Deck) -> Vec<Finding> {
    let path = directory.join(FORMAT.file);
    let mut found = match secure_fs::read(&path, FORMAT.max_bytes) {
        Ok(bytes) => of_bytes(&bytes, &path, deck),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => vec![Finding::NoLog(directory.to_owned())],
        Err(error) => vec![Finding::Unreadable { path: path.clone(), why: error.to_string() }],
    };
    if fs::metadata(&path).is_ok_and(|meta| secure_fs::is_open_to_others(&meta)) {
        found.push(Finding::OpenToOthers(path));
    }
    found.extend(of_directory(directory));
    found
}

fn of_bytes(bytes: &[u8], path: &Path, deck: &Deck) -> Vec<Finding> {
    let reading: Reading<Entry> = read::read(bytes);
    if !reading.is_journal() {
        return vec![Finding::NoSuchFormat(path.to_owned())];
    }
    let mut found = vec![Finding::Entries { entries: reading.entries.len(), path: path.to_owned() }];
    if let Head::Version(version) = reading.head
        && version > FORMAT.version
    {
        found.push(Finding::Newer(version));
    }
    if let Some(&first) = reading.bad_lines.first() {
        found.push(Finding::BadLines { count: reading.bad_lines.len(), first });
    }
    if !reading.torn.is_empty() {
        found.push(Finding::Torn(reading.torn.len()));
    }
    let entries = reading.entries.iter().map(|entry| deck.current(entry));
    let progress = Progress::replay(entries, &Model::default());
    let strangers = progress.strangers(deck);
    if strangers > 0 {
        found.push(Finding::Strangers(strangers));
    }
    found
}

fn of_directory(directory: &Path) -> Vec<Finding> {
    let mut found = Vec::new();
    // A pipe in its place would hold us up.
    let lock = Some(directory.join(FORMAT.lock)).filter(|lock| lock.is_file());
    if let Some(Ok(lock)) = lock.map(|lock| fs::OpenOptions::new().write(true).open(lock))
        && matches!(lock.try_lock(), Err(fs::TryLockError::WouldBlock))
    {
        found.push(Finding::Taken);
    }
    // Opening a file to add to it changes nothing, and asks the system all that may forbid it.
    let log = directory.join(FORMAT.file);
    let denied = log.is_file() && fs::OpenOptions::new().append(true).open(&log).is_err();
    if denied || fs::metadata(directory).is_ok_and(|data| data.permissions().readonly()) {
        found.push(Finding::NotWritable(directory.to_owned()));
    }
    let names = fs::read_dir(directory).into_iter().flatten().flatten().map(|entry| entry.path());
    let aside = |path: &PathBuf| {
        path.file_name().is_some_and(|name| {
            let name = name.to_string_lossy();
            name == FORMAT.torn || name.starts_with(&format!("{}.unreadable-", FORMAT.file))
        })
    };
    let mut aside: Vec<PathBuf> = names.filter(aside).collect();
    aside.sort();
    found.extend(aside.into_iter().map(Finding::SetAside));
    found
}
