//! The lock of a journal: who holds it may write. Held as long as a program runs, or for the moment of an append; the
//! system lets go of it when the program ends, however it ends.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use super::{Format, ReadOnly};
use crate::store::secure_fs::{self, Access};

/// How often one tries to add to a journal while another program does, which carries one line to the disk: some two
/// seconds long.
const TRIES: usize = 1000;
/// How long between two tries.
const BREATH: Duration = Duration::from_millis(2);

/// A lock that is held, and let go of with this: a program that we started a moment ago may still have the file open.
#[derive(Debug)]
pub(super) struct Held {
    file: File,
    /// Whether it keeps others out: a file system may have no locks.
    pub(super) is_ours_alone: bool,
}

impl Drop for Held {
    fn drop(&mut self) {
        // Where it fails, closing the file does it.
        let _ = self.file.unlock();
    }
}

/// The lock of a directory's journal, if nobody has it; the directory is made if it is missing.
pub(super) fn take(directory: &Path, format: &Format) -> Result<Held, ReadOnly> {
    attempt(open(directory, format)?).map_err(|_| ReadOnly::Taken)
}

/// The same, waited for where another has it for a moment.
pub(super) fn wait(directory: &Path, format: &Format) -> Result<Held, ReadOnly> {
    let mut file = open(directory, format)?;
    for _ in 0..TRIES {
        match attempt(file) {
            Ok(held) => return Ok(held),
            Err(again) => file = again,
        }
        sleep(BREATH);
    }
    Err(ReadOnly::Busy)
}

fn open(directory: &Path, format: &Format) -> Result<File, ReadOnly> {
    let denied = |error: io::Error| ReadOnly::Denied(error.to_string());
    secure_fs::make_directory(directory).map_err(denied)?;
    secure_fs::open(&directory.join(format.lock), Access::Lock).map_err(denied)
}

/// Takes the lock; gives the file back where another has it.
fn attempt(file: File) -> Result<Held, File> {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(file),
        Ok(()) => Ok(Held { file, is_ours_alone: true }),
        // A file system without locks: better to write than to lose entries.
        Err(TryLockError::Error(_)) => Ok(Held { file, is_ours_alone: false }),
    }
}
