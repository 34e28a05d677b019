//! Opening a journal's file: it is read, what is no journal is renamed, a torn end is set aside, a new file gets its
//! head. Who may write is decided elsewhere ([`super::lock`]).

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::read::{self, Head, Reading};
use super::{JournalEntry, JournalError, Notice, ReadOnly, Writer};
use crate::store::secure_fs::{self, Access, UNREADABLE};

/// Whether it is of a later format than this program writes.
pub(super) fn is_newer<E: JournalEntry>(reading: &Reading<E>) -> Result<(), ReadOnly> {
    match reading.head {
        Head::Version(version) if version > E::FORMAT.version => Err(ReadOnly::Newer(version)),
        _ => Ok(()),
    }
}

/// Tells of lines that are no entries. Those of a later format are not bad, only unknown.
pub(super) fn tell_bad_lines<E: JournalEntry>(reading: &Reading<E>, notices: &mut Vec<Notice>) {
    if !reading.bad_lines.is_empty() && is_newer(reading).is_ok() {
        notices.push(Notice::BadLines(reading.bad_lines.clone()));
    }
}

/// Opens the file for adding to it: torn ends are set aside first, a new file gets its head.
pub(super) fn begin<E: JournalEntry>(
    directory: &Path,
    reading: &Reading<E>,
    is_ours_alone: bool,
    notices: &mut Vec<Notice>,
) -> Result<Writer<File>, ReadOnly> {
    let denied = |error: io::Error| ReadOnly::Denied(error.to_string());
    // Where others may write at the same time, what looks torn may be another's line on its way: it stays.
    let sets_aside = !reading.torn.is_empty() && is_ours_alone;
    if sets_aside {
        let mut torn = secure_fs::open(&directory.join(E::FORMAT.torn), Access::Append).map_err(denied)?;
        torn.write_all(&[reading.torn.as_slice(), b"\n"].concat()).and_then(|()| torn.sync_data()).map_err(denied)?;
        notices.push(Notice::TornLine(reading.torn.len()));
    }
    let file = secure_fs::open(&directory.join(E::FORMAT.file), Access::Append).map_err(denied)?;
    if sets_aside {
        file.set_len(reading.length).map_err(denied)?;
    }
    let length = file.metadata().map_err(denied)?.len();
    // An entry that lost nothing but its line end in a crash is whole: it gets its end.
    let unended = reading.unended || (!reading.torn.is_empty() && !sets_aside);
    let mut writer = Writer::new(file, length).after_unended(unended).cutting(is_ours_alone);
    if reading.head == Head::None && reading.length == 0 {
        writer.line(&read::head_line(E::FORMAT)).map_err(denied)?;
    }
    Ok(writer)
}

/// What stands where a journal should.
pub(super) struct Found<E> {
    /// What is in it.
    pub(super) reading: Reading<E>,
    /// The file as it is; nothing where there is none, or one of a foreign kind.
    pub(super) bytes: Vec<u8>,
    /// Whether something stands there that is no journal of this format.
    pub(super) is_foreign: bool,
}

/// Reads the journal; what is no journal of this format is renamed, if we may write.
pub(super) fn read_or_set_aside<E: JournalEntry>(
    path: &Path,
    may_write: bool,
    notices: &mut Vec<Notice>,
) -> Result<Found<E>, JournalError> {
    let failed = |source| JournalError::Read { format: E::FORMAT, path: path.to_owned(), source };
    let nothing = |is_foreign| Found { reading: Reading::default(), bytes: Vec::new(), is_foreign };
    let bytes = match secure_fs::read(path, E::FORMAT.max_bytes) {
        Ok(bytes) => bytes,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(nothing(false));
        }
        // What can't be read by us may be read by somebody: it is kept under another name.
        Err(error) if may_write && is_in_the_way(error.kind()) => {
            notices.push(Notice::SetAside(secure_fs::set_aside(path, UNREADABLE).map_err(failed)?));
            return Ok(nothing(false));
        }
        Err(error) => return Err(failed(error)),
    };
    let reading = read::read(&bytes);
    if reading.is_journal() {
        return Ok(Found { reading, bytes, is_foreign: false });
    }
    if may_write {
        notices.push(Notice::SetAside(secure_fs::set_aside(path, UNREADABLE).map_err(failed)?));
    }
    Ok(nothing(!may_write))
}

/// Whether something is there that is no journal of ours: a directory, a pipe, a file we may not read.
fn is_in_the_way(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::IsADirectory | io::ErrorKind::InvalidInput | io::ErrorKind::PermissionDenied)
}
