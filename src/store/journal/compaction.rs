//! Making a long journal shorter: what was superseded goes out of the file that is read each time.
//!
//! Nothing is lost by it. The file as it was is kept beside the new one under a name that says so, and is still read by
//! whoever asks what stood there earlier; the new one is written whole, carried to the disk and renamed into its place;
//! and only what a [`JournalEntry`] itself proves to come to the same is written. Whoever calls this holds the
//! journal's lock. Which entries are superseded is not known here.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::read::{self, Reading};
use super::{Format, JournalEntry};
use crate::store::secure_fs;

/// What a file is called that was made shorter.
const EARLIER: &str = "earlier";

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Compacted {
    /// The journal is shorter, and as it was it stands there.
    Shorter(PathBuf),
    /// It would hardly be shorter.
    NotWorthIt,
}

/// Makes the journal of a path shorter, of which this was read, if it loses half its length by that.
///
/// `whole` are the file's whole lines. Those that are no entries are carried over as they are, before the entries: a
/// later edition may understand them, and what was written by this one stands after them. A torn end is set aside
/// first.
pub(super) fn compact<E: JournalEntry>(path: &Path, reading: &Reading<E>, whole: &[u8]) -> io::Result<Compacted> {
    if !reading.torn.is_empty() {
        return Ok(Compacted::NotWorthIt);
    }
    let Some(entries) = E::compacted(&reading.entries) else { return Ok(Compacted::NotWorthIt) };
    let mut text = read::head_line(E::FORMAT).into_bytes();
    text.push(b'\n');
    let lines = whole.split(|byte| *byte == b'\n').zip(1..);
    for (line, _) in lines.filter(|(_, number)| reading.bad_lines.binary_search(number).is_ok()) {
        text.extend_from_slice(line);
        text.push(b'\n');
    }
    for entry in &entries {
        text.extend_from_slice(entry.to_line().as_bytes());
        text.push(b'\n');
    }
    if text.len() as u64 > reading.length / 2 {
        return Ok(Compacted::NotWorthIt);
    }
    let earlier = secure_fs::keep_beside(path, EARLIER)?;
    secure_fs::replace(path, &text, true).inspect_err(|_| drop(fs::remove_file(&earlier)))?;
    Ok(Compacted::Shorter(earlier))
}

/// The files of a directory in which a journal stands as it was before it was made shorter, the oldest first.
#[must_use]
pub fn earlier(directory: &Path, format: &Format) -> Vec<PathBuf> {
    let start = format!("{}.{EARLIER}-", format.file);
    let number = |path: &PathBuf| path.file_name()?.to_str()?.strip_prefix(&start)?.parse::<u32>().ok();
    let files = fs::read_dir(directory).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<(u32, PathBuf)> = files.filter_map(|path| Some((number(&path)?, path))).collect();
    files.sort();
    files.into_iter().map(|(_, path)| path).collect()
}

/// What stood in the journal of a directory each time before it was made shorter, the oldest first: what was not
/// superseded by then stands in it again. What can't be read is passed over.
#[must_use]
pub fn read_earlier<E: JournalEntry>(directory: &Path) -> Vec<E> {
    let read = |path: PathBuf| secure_fs::read(&path, E::FORMAT.max_bytes).unwrap_or_default();
    earlier(directory, E::FORMAT).into_iter().flat_map(|path| read::read::<E>(&read(path)).entries).collect()
}
