//! A checkpoint: a file beside a journal that holds what the journal came to up to one of its lines, so that a long one
//! need not be replayed. The journal stays the truth: a checkpoint may be deleted at any time, and one that is not of
//! the very lines that stand there, is torn, or was made by a later program is passed over and in time written anew.
//!
//! The first line is a head of JSON: for the readers of which pack it is, how far it goes, the sums of those lines and
//! of all that it is itself. What follows is not understood here. It is written beside the old one and then put in its
//! place, and need not be carried to the disk: what is half there after a crash is torn. It is read, summed and written
//! a piece at a time.

use std::fmt;
use std::fs::File;
use std::hash::Hasher as _;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_64;

use super::journal::Pieces;
use super::secure_fs::{self, Access, Replacement};
use crate::data::pack::id::FIRST;

/// The word in the head by which it is known, and the version this program writes.
const NAME: &str = "checkpoint";
const VERSION: u32 = 2;
/// The largest file read, in bytes: as large as the longest log. No line of a log comes to more than it takes itself,
/// so that every log that is read has one that is.
pub(super) const MAX_BYTES: u64 = 256 * 1024 * 1024;
/// The longest head, in bytes.
const LONGEST_HEAD: usize = 256 * 1024;
/// The most lines that are no entries of which a head tells: it is shorter then than the longest. A log of more is
/// replayed.
pub(super) const MOST_BAD_LINES: usize = 10_000;
/// So much is written, or read and summed, at once: some milliseconds' worth.
const WRITTEN_AT_ONCE: usize = 1024 * 1024;
const READ_AT_ONCE: u64 = 2 * 1024 * 1024;
/// A log that has grown by no more lines than this since its checkpoint is replayed from there.
pub(super) const LONG: usize = 4096;

/// The checkpoint of the review log for the readers of a pack.
pub(super) fn path(directory: &Path, pack: &str) -> PathBuf {
    let name = if pack == FIRST { "reviews.checkpoint".to_owned() } else { format!("reviews-{pack}.checkpoint") };
    directory.join(name)
}

/// Deletes the checkpoints of all packs in a directory, whose log is forgotten; gives those that are gone.
///
/// # Errors
/// The first that can't be deleted, and what the system says.
pub(crate) fn delete_all(directory: &Path) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let files = std::fs::read_dir(directory).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_one = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("reviews") && (name.ends_with(".checkpoint") || name.ends_with(".checkpoint.part"))
    };
    let mut files: Vec<PathBuf> = files.filter(is_one).collect();
    files.sort();
    for file in &files {
        std::fs::remove_file(file).map_err(|error| (file.clone(), error))?;
    }
    Ok(files)
}

/// What the first line says.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub(super) struct Head {
    maitri: String,
    version: u32,
    /// The id of the pack whose readers' answers it is of.
    pack: String,
    /// How many bytes of the journal it is of, their sum, the lines they are, and which of those are no entries.
    pub(super) covers: u64,
    pub(super) sum: u64,
    pub(super) lines: usize,
    pub(super) bad_lines: Vec<usize>,
    /// The sum of this head, in which nothing stands here then, and of what follows it.
    whole: u64,
}

impl Head {
    /// Its line.
    fn line(&self) -> Vec<u8> {
        // Numbers and names always serialise.
        let mut line = serde_json::to_vec(self).unwrap_or_default();
        line.push(b'\n');
        line
    }

    /// Begins the sum of all that it stands before.
    fn begin_sum(&self) -> Sum {
        let mut sum = Sum(XxHash3_64::new());
        sum.0.write(&Self { whole: 0, ..self.clone() }.line());
        sum
    }
}

/// A sum that is being made.
struct Sum(XxHash3_64);

impl fmt::Debug for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sum")
    }
}

/// What tells it and its version, whatever else a later one says.
#[derive(Deserialize)]
struct Known {
    maitri: String,
    version: u32,
}

/// A checkpoint that was found, and is read a piece at a time. Whether it is of the journal beside it is to be found
/// out.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) head: Head,
    file: File,
    /// How much of it is to be read yet.
    left: u64,
    sum: Sum,
    payload: Vec<u8>,
}

/// Why a checkpoint is passed over.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// It can't be read.
    #[error("it can’t be read ({0})")]
    Unreadable(String),
    /// It is something else.
    #[error("it is no checkpoint")]
    Foreign,
    /// A later program wrote it.
    #[error("it is of a later maitri (version {0})")]
    Newer(u32),
    /// What follows the head is not what was written there.
    #[error("it is cut off or damaged")]
    Torn,
    /// It was made for the readers of another pack.
    #[error("it is of answers to the questions of another pack ({0})")]
    OfAnotherPack(String),
    /// The log does not begin with the lines that it is of.
    #[error("the log is not the one it was made of")]
    OfAnotherLog,
    /// What the log came to then is not what it comes to now.
    #[error("answers would count otherwise now: by other settings, in another edition or by a later maitri")]
    Otherwise,
}

impl Found {
    /// That of a path, for the readers of this pack; nothing where there is none.
    pub(super) fn at(path: &Path, pack: &str) -> Result<Option<Self>, Unfit> {
        let unreadable = |error: io::Error| Unfit::Unreadable(error.to_string());
        let mut file = match secure_fs::open(path, Access::Read) {
            Ok(file) => file,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            Err(error) => return Err(unreadable(error)),
        };
        let length = file.metadata().map_err(unreadable)?.len();
        if length > MAX_BYTES {
            return Err(Unfit::Unreadable(format!("it is larger than {} MiB", MAX_BYTES / (1024 * 1024))));
        }
        let mut bytes = Vec::new();
        file.by_ref().take(LONGEST_HEAD as u64).read_to_end(&mut bytes).map_err(unreadable)?;
        let left = length.saturating_sub(bytes.len() as u64);
        let end = bytes.iter().position(|byte| *byte == b'\n').ok_or(Unfit::Foreign)?;
        let begun = bytes.split_off(end + 1);
        let known: Known = serde_json::from_slice(&bytes).map_err(|_| Unfit::Foreign)?;
        if known.maitri != NAME {
            return Err(Unfit::Foreign);
        }
        if known.version > VERSION {
            return Err(Unfit::Newer(known.version));
        }
        // An earlier one says less.
        let head: Head = serde_json::from_slice(&bytes).map_err(|_| Unfit::Otherwise)?;
        if head.pack != pack {
            return Err(Unfit::OfAnotherPack(head.pack));
        }
        let mut sum = head.begin_sum();
        sum.0.write(&begun);
        let mut payload = Vec::with_capacity(begun.len().saturating_add(usize::try_from(left).unwrap_or(0)));
        payload.extend(begun);
        Ok(Some(Self { head, file, left, sum, payload }))
    }

    /// Reads on for some milliseconds; tells whether all is read, and is what was written there.
    pub(super) fn read_on(&mut self) -> Result<bool, Unfit> {
        let known = self.payload.len();
        let count = READ_AT_ONCE.min(self.left);
        let read = self.file.by_ref().take(count).read_to_end(&mut self.payload);
        if read.map_err(|error| Unfit::Unreadable(error.to_string()))? as u64 != count {
            return Err(Unfit::Torn);
        }
        self.left -= count;
        self.sum.0.write(self.payload.get(known..).unwrap_or_default());
        if self.left > 0 {
            return Ok(false);
        }
        if self.sum.0.finish() == self.head.whole { Ok(true) } else { Err(Unfit::Torn) }
    }

    /// What follows the head, once all is read.
    pub(super) fn into_parts(self) -> (Head, Vec<u8>) {
        (self.head, self.payload)
    }
}

/// A checkpoint that is being written.
#[derive(Debug)]
pub(super) struct Writing {
    path: PathBuf,
    head: Head,
    payload: Vec<u8>,
    /// The sum of what is summed, as long as not all is.
    sum: Option<Sum>,
    /// How much of what follows the head is summed, and then how much is written.
    next: usize,
    file: Option<Replacement>,
}

impl Writing {
    /// That of all that was read of a journal, for the readers of a pack.
    pub(super) fn of(journal: &Pieces, pack: &str, payload: Vec<u8>, path: PathBuf) -> Self {
        let head = Head {
            maitri: NAME.to_owned(),
            version: VERSION,
            pack: pack.to_owned(),
            covers: journal.whole(),
            sum: journal.sum(),
            lines: journal.lines(),
            bad_lines: journal.bad_lines().to_vec(),
            whole: 0,
        };
        let sum = Some(head.begin_sum());
        Self { path, head, payload, sum, next: 0, file: None }
    }

    /// Goes on for some milliseconds; tells whether there is more to do.
    ///
    /// # Errors
    /// Whatever the system says; what stood there before then stays.
    pub(super) fn advance(&mut self) -> io::Result<bool> {
        let end = self.next.saturating_add(WRITTEN_AT_ONCE).min(self.payload.len());
        let piece = self.payload.get(self.next..end).unwrap_or_default();
        let is_last = end == self.payload.len();
        self.next = end;
        if let Some(sum) = &mut self.sum {
            sum.0.write(piece);
            if is_last {
                self.head.whole = sum.0.finish();
                (self.sum, self.next) = (None, 0);
            }
            return Ok(true);
        }
        let mut file = match self.file.take() {
            Some(file) => file,
            None => self.begin()?,
        };
        file.write(piece)?;
        if is_last {
            file.finish(false)?;
            return Ok(false);
        }
        self.file = Some(file);
        Ok(true)
    }

    fn begin(&self) -> io::Result<Replacement> {
        let head = self.head.line();
        if head.len() > LONGEST_HEAD || (head.len() + self.payload.len()) as u64 > MAX_BYTES {
            // It could not be read again, and would be written at every start.
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let mut file = Replacement::begin(&self.path)?;
        file.write(&head)?;
        Ok(file)
    }
}
