//! Where a sheet may be written to, as whoever shows one is handed it. Which folder that is, and how files are written,
//! is not known here.

use std::fmt::Debug;

/// A place for files of sheets.
pub trait Folder: Debug + Send + Sync {
    /// Writes a file of this name; over one that is there only where that is said.
    ///
    /// # Errors
    /// What hinders it; nothing is written then.
    fn write(&self, name: &str, text: &str, over: bool) -> Result<(), NotWritten>;
}

/// Why a file is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotWritten {
    /// There is one of that name already.
    Exists,
    /// It cannot be: why, as the system says it.
    Failed(String),
}
