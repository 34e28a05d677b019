//! What a journal has to say: what was found on opening it, why it is open for reading only, why an entry was not
//! kept. Sentences name the journal by its [`Format`].

use std::io;
use std::path::PathBuf;

use super::Format;

/// Why a journal can't be used at all, or did not take an entry.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The file is there but can't be read.
    #[error("the {} {path} can't be read: {source}; nothing was changed", .format.journal)]
    Read {
        /// Which journal.
        format: &'static Format,
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// An entry could not be written.
    #[error("the {0} could not be saved in {path}: {source}; all {0}s before it are safe", .format.entry)]
    Write {
        /// Which journal.
        format: &'static Format,
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The journal is open for reading only.
    #[error("the {} was not saved: {}", .format.entry, .why.sentence(.format))]
    ReadOnly {
        /// Which journal.
        format: &'static Format,
        /// Why.
        why: ReadOnly,
    },
}

/// Why a journal is open for reading only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadOnly {
    /// Another instance has it.
    Taken,
    /// Another instance was adding to it for longer than one waits.
    Busy,
    /// The format is of a later version.
    Newer(u32),
    /// The directory or the file can't be written to.
    Denied(String),
    /// It was opened by [`super::Journal::look`].
    Looking,
}

impl ReadOnly {
    /// It in words.
    #[must_use]
    pub fn sentence(&self, format: &Format) -> String {
        let Format { journal, entry, version, .. } = format;
        match self {
            Self::Taken => {
                format!("another maitri is open and writes the {journal}; {entry}s given here are not kept")
            }
            Self::Busy => format!("another maitri is writing the {journal}; try again in a moment"),
            Self::Newer(newer) => format!(
                "the {journal} is of format {newer}, and this program writes format {version}; update maitri to go on"
            ),
            Self::Denied(why) => format!("the {journal} can't be written: {why}; {entry}s given here are not kept"),
            Self::Looking => format!("the {journal} was opened to be looked at only"),
        }
    }
}

/// What was found on opening that one should be told once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// So many bytes of a last line that was cut off are now in the file for torn lines.
    TornLine(usize),
    /// These lines are no entries; counted from 1.
    BadLines(Vec<usize>),
    /// The file was no journal of this format and now has this name.
    SetAside(PathBuf),
    /// The file was long and is shorter now; as it was, it has this name.
    Compacted(PathBuf),
}

impl Notice {
    /// It in words.
    #[must_use]
    pub fn sentence(&self, format: &Format) -> String {
        let journal = format.journal;
        match self {
            Self::TornLine(bytes) => format!(
                "the last line of the {journal} was cut off after {bytes} bytes, by a crash or a full disk; it was set \
                 aside in {}",
                format.torn
            ),
            Self::BadLines(lines) => match lines.len() {
                1 => format!("a line of the {journal} is no entry and is skipped; {}", format.advice),
                count => {
                    format!("{count} lines of the {journal} are no entries and are skipped; `maitri doctor` tells more")
                }
            },
            Self::SetAside(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                format!("the {journal} could not be read; it is kept as {name}, and a new one was begun")
            }
            Self::Compacted(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                format!("the {journal} had grown long and was made shorter; all it held is still in {name}")
            }
        }
    }
}
