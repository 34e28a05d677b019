//! A lock: a file that one program at a time holds. Held as long as a program runs, or for the moment of a change; the
//! system lets go of it when the program ends, however it ends. What is kept safe by it is known elsewhere.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use super::secure_fs::{self, Access};

/// How long one waits for a program that writes one thing and carries it to the disk.
pub(super) const A_MOMENT: Duration = Duration::from_secs(2);
/// How long between two tries.
const BREATH: Duration = Duration::from_millis(1);

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

/// The lock of this name in a directory, which is made if it is missing; nothing if another has it.
///
/// # Errors
/// As [`secure_fs::open`].
pub(super) fn take(directory: &Path, name: &str) -> io::Result<Option<Held>> {
    wait(directory, name, Duration::ZERO)
}

/// The same, asked for again and again for about so long where another has it.
///
/// # Errors
/// As [`take`].
pub(super) fn wait(directory: &Path, name: &str, most: Duration) -> io::Result<Option<Held>> {
    secure_fs::make_directory(directory)?;
    held(secure_fs::open(&directory.join(name), Access::Lock)?, most)
}

/// A lock of a directory itself, which leaves nothing in it: for what is the user's own and no place for our files.
/// Where a system cannot lock a directory, nobody is kept out.
///
/// # Errors
/// As for the opening of any file.
pub(super) fn wait_for_directory(directory: &Path, most: Duration) -> io::Result<Option<Held>> {
    held(File::open(directory)?, most)
}

/// A lock on a file that is open.
fn held(file: File, most: Duration) -> io::Result<Option<Held>> {
    let mut left = most;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(Held { file, is_ours_alone: true })),
            // A file system without locks: better to write than to lose what is to be kept.
            Err(TryLockError::Error(_)) => return Ok(Some(Held { file, is_ours_alone: false })),
            Err(TryLockError::WouldBlock) if left.is_zero() => return Ok(None),
            Err(TryLockError::WouldBlock) => sleep(BREATH),
        }
        left = left.saturating_sub(BREATH);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_holds_it() {
        let base = tempfile::tempdir().unwrap();
        let directory = base.path().join("made/for/it");
        let held = take(&directory, "x.lock").unwrap();
        assert!(held.as_ref().is_some_and(|held| held.is_ours_alone));
        assert!(wait(&directory, "x.lock", Duration::from_millis(3)).unwrap().is_none());
        drop(held);
        assert!(take(&directory, "x.lock").unwrap().is_some());
    }
}
