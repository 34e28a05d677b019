//! A checkpoint: a file beside a journal that holds what the journal came to up to one of its lines, so that a long one need
//! not be replayed. The journal stays the truth: a checkpoint may be deleted at any time, and one that is not of the very
//! lines that stand there, is torn, or was made by a later program is passed over and in time written anew.
//!
//! The first line is a head of JSON: how far it goes, the sums of those lines and of what follows the head. What follows is
//! not understood here. It is written beside the old one and then put in its place, and need not be carried to the disk:
//! what is half there after a crash is torn.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_64;

use super::journal::Pieces;
use super::secure_fs::{self, Replacement};
use crate::data::pack::id::FIRST;

/// The word in the head by which it is known, and the version this program writes.
const NAME: &str = "checkpoint";
const VERSION: u32 = 1;
/// The largest file read, in bytes: that of two million answers takes half of it.
const MAX_BYTES: u64 = 64 * 1024 * 1024;
/// So much is written at once: some milliseconds' worth.
const WRITTEN_AT_ONCE: usize = 1024 * 1024;
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
    /// How many bytes of the journal it is of, their sum, the lines they are, and which of those are no entries.
    pub(super) covers: u64,
    pub(super) sum: u64,
    pub(super) lines: usize,
    pub(super) bad_lines: Vec<usize>,
    /// The sum of what follows the head.
    payload: u64,
}

/// What tells it and its version, whatever else a later one says.
#[derive(Deserialize)]
struct Known {
    maitri: String,
    version: u32,
}

/// A checkpoint that is whole. Whether it is of the journal beside it is to be found out.
#[derive(Debug)]
pub(super) struct Checkpoint {
    pub(super) head: Head,
    pub(super) payload: Vec<u8>,
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
    /// The log does not begin with the lines that it is of.
    #[error("the log is not the one it was made of")]
    OfAnotherLog,
    /// What the log came to then is not what it comes to now.
    #[error("answers would count otherwise now: by other settings, in another edition or by a later maitri")]
    Otherwise,
}

impl Checkpoint {
    /// That of a path; nothing where there is none.
    pub(super) fn read(path: &Path) -> Result<Option<Self>, Unfit> {
        let mut bytes = match secure_fs::read(path, MAX_BYTES) {
            Ok(bytes) => bytes,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            Err(error) => return Err(Unfit::Unreadable(error.to_string())),
        };
        let end = bytes.iter().position(|byte| *byte == b'\n').ok_or(Unfit::Foreign)?;
        let payload = bytes.split_off(end + 1);
        let known: Known = serde_json::from_slice(&bytes).map_err(|_| Unfit::Foreign)?;
        if known.maitri != NAME {
            return Err(Unfit::Foreign);
        }
        if known.version > VERSION {
            return Err(Unfit::Newer(known.version));
        }
        let head: Head = serde_json::from_slice(&bytes).map_err(|_| Unfit::Foreign)?;
        if XxHash3_64::oneshot(&payload) != head.payload {
            return Err(Unfit::Torn);
        }
        Ok(Some(Self { head, payload }))
    }

    /// Whether these are the lines that it is of.
    pub(super) fn is_of(&self, lines: &[u8]) -> bool {
        self.head.covers == lines.len() as u64 && XxHash3_64::oneshot(lines) == self.head.sum
    }
}

/// A checkpoint that is being written.
#[derive(Debug)]
pub(super) struct Writing {
    path: PathBuf,
    head: Vec<u8>,
    payload: Vec<u8>,
    /// How much of what follows the head is written.
    next: usize,
    file: Option<Replacement>,
}

impl Writing {
    /// That of all that was read of a journal.
    pub(super) fn of(journal: &Pieces, payload: Vec<u8>, path: PathBuf) -> Self {
        let head = Head {
            maitri: NAME.to_owned(),
            version: VERSION,
            covers: journal.whole(),
            sum: journal.sum(),
            lines: journal.lines(),
            bad_lines: journal.bad_lines().to_vec(),
            payload: XxHash3_64::oneshot(&payload),
        };
        // Numbers and names always serialise.
        let mut head = serde_json::to_vec(&head).unwrap_or_default();
        head.push(b'\n');
        Self { path, head, payload, next: 0, file: None }
    }

    /// Goes on for some milliseconds; tells whether there is more to write.
    ///
    /// # Errors
    /// Whatever the system says; what stood there before then stays.
    pub(super) fn advance(&mut self) -> io::Result<bool> {
        let mut file = if let Some(file) = self.file.take() {
            file
        } else {
            let mut file = Replacement::begin(&self.path)?;
            file.write(&self.head)?;
            file
        };
        let end = self.next.saturating_add(WRITTEN_AT_ONCE).min(self.payload.len());
        file.write(self.payload.get(self.next..end).unwrap_or_default())?;
        self.next = end;
        if end == self.payload.len() {
            file.finish(false)?;
            return Ok(false);
        }
        self.file = Some(file);
        Ok(true)
    }
}
