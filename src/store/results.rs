//! A file to which the results of a quiz are added, where the host says. What a row is is known elsewhere.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

use super::secure_fs::{self, Access};

/// The file, open to be added to.
#[derive(Debug)]
pub(crate) struct ResultsFile {
    file: File,
    is_empty: bool,
}

impl ResultsFile {
    /// Opens it, or makes it: for the host's eyes alone, for names stand in it.
    ///
    /// # Errors
    /// What hinders it.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let file = secure_fs::open(path, Access::Append)?;
        let is_empty = file.metadata()?.len() == 0;
        Ok(Self { file, is_empty })
    }

    /// Whether nothing stands in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.is_empty
    }

    /// Adds lines, in one go.
    ///
    /// # Errors
    /// What hinders it.
    pub(crate) fn add(&mut self, lines: &str) -> io::Result<()> {
        self.is_empty = false;
        self.file.write_all(lines.as_bytes())
    }
}
