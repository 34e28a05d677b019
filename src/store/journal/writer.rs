//! Adds whole lines to a file, and leaves none half written if it can help it. What a line says is no matter here.

use std::fs::File;
use std::io::{self, Write};

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
    /// How long it is now.
    ///
    /// # Errors
    /// Whatever the system says.
    fn length(&self) -> io::Result<u64>;
}

impl Medium for File {
    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }

    fn carry(&mut self) -> io::Result<()> {
        self.sync_data()
    }

    fn length(&self) -> io::Result<u64> {
        self.metadata().map(|meta| meta.len())
    }
}

/// Adds whole lines, and leaves none half written if it can help it.
#[derive(Debug)]
pub struct Writer<M> {
    medium: M,
    /// How long the file is, up to the last whole line.
    length: u64,
    /// What stands last has no line end, or a broken write could not be taken back: the next line begins on a line
    /// of its own.
    torn: bool,
    /// Whether a broken write may be taken back: where others write too, what stands last may be theirs.
    cuts: bool,
}

impl<M: Medium> Writer<M> {
    /// A writer at the end of a medium of this length.
    pub fn new(medium: M, length: u64) -> Self {
        Self { medium, length, torn: false, cuts: true }
    }

    /// The same where what stands last has no line end.
    #[must_use]
    pub fn after_unended(self, unended: bool) -> Self {
        Self { torn: unended, ..self }
    }

    /// The same where a broken write may be taken back, or may not.
    #[must_use]
    pub fn cutting(self, cuts: bool) -> Self {
        Self { cuts, ..self }
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
                self.length = self.length.saturating_add(bytes.len() as u64);
                self.torn = false;
                Ok(())
            }
            Err(error) => {
                if !self.cuts || self.medium.cut(self.length).is_err() {
                    // What was half written stays: no later cut may go before its end.
                    self.torn = true;
                    self.length = self.medium.length().unwrap_or(u64::MAX);
                }
                Err(error)
            }
        }
    }
}
