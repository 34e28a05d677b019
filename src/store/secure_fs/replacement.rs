//! A file that is written beside another and then put in its place, in one go or a piece at a time.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::way::resolved;

/// A new file on its way to another's place. Let go of before it is there, it leaves nothing behind.
#[derive(Debug)]
pub struct Replacement {
    file: File,
    beside: PathBuf,
    real: PathBuf,
    is_in_place: bool,
}

impl Replacement {
    /// Begins to write what will stand in the place of a file. Who calls this holds a lock that keeps others from doing
    /// the same.
    ///
    /// # Errors
    /// As [`super::open`].
    pub fn begin(path: &Path) -> io::Result<Self> {
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
        let file = options.open(&beside)?;
        Ok(Self { file, beside, real, is_in_place: false })
    }

    /// Writes on.
    ///
    /// # Errors
    /// Whatever the system says.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    /// Puts it in its place. If `carried`, what is written is on the disk when this returns.
    ///
    /// # Errors
    /// Whatever the system says. What stood there before then stays.
    pub fn finish(mut self, carried: bool) -> io::Result<()> {
        if carried {
            self.file.sync_all()?;
        }
        fs::rename(&self.beside, &self.real)?;
        self.is_in_place = true;
        Ok(())
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        if !self.is_in_place {
            // Where that fails, the next one does it.
            let _ = fs::remove_file(&self.beside);
        }
    }
}
