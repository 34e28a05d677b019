//! A pack written where none is yet: a directory that the user names, missing or empty, or one file. Nothing is ever
//! written over.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::packs::archive;

/// Why a pack is not written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotWritten {
    /// Something is there.
    #[error("something is in it already; name a directory that is empty or not there yet")]
    NotEmpty,
    /// A file is there.
    #[error("this is no directory; name one that is empty or not there yet")]
    NoDirectory,
    /// A file of this name is there.
    #[error("a file is there already; name another")]
    Exists,
    /// The system says so.
    #[error("it cannot be written ({0})")]
    Failed(#[from] io::Error),
}

/// Whether a pack can be written into a directory.
///
/// # Errors
/// What stands in the way.
pub(crate) fn room(directory: &Path) -> Result<(), NotWritten> {
    match fs::read_dir(directory) {
        Ok(mut entries) => entries.next().map_or(Ok(()), |_| Err(NotWritten::NotEmpty)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Err(NotWritten::NoDirectory),
        Err(error) => Err(error.into()),
    }
}

/// Writes texts as files of these names into a directory, which is made if it is missing. All of them are there
/// afterwards, or none.
///
/// # Errors
/// What stood in the way.
pub(crate) fn write<'t>(
    directory: &Path,
    texts: impl IntoIterator<Item = (&'t str, &'t str)>,
) -> Result<(), NotWritten> {
    room(directory)?;
    let was_there = directory.exists();
    fs::create_dir_all(directory)?;
    let mut made: Vec<PathBuf> = Vec::new();
    let written = texts.into_iter().try_for_each(|(name, text)| {
        let path = directory.join(name);
        let mut file = fs::File::create_new(&path)?;
        made.push(path);
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    // Half a pack is none.
    written.map_err(|error| {
        for path in &made {
            let _ = fs::remove_file(path);
        }
        if !was_there {
            let _ = fs::remove_dir(directory);
        }
        error.into()
    })
}

/// Writes texts as the files of a pack into one file.
///
/// # Errors
/// What stood in the way. Half a file is not left.
pub(crate) fn write_archive<'t>(
    path: &Path,
    texts: impl IntoIterator<Item = (&'t str, &'t str)>,
) -> Result<(), NotWritten> {
    let file = fs::File::create_new(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => NotWritten::Exists,
        _ => error.into(),
    })?;
    let written = archive::write(texts, &file).and_then(|()| file.sync_all());
    written.map_err(|error| {
        let _ = fs::remove_file(path);
        error.into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_is_written_where_none_is() {
        let base = tempfile::tempdir().unwrap();
        let path = base.path().join("pack.maitri");
        write_archive(&path, [("pack.ron", "()")]).unwrap();
        assert!(matches!(write_archive(&path, [("pack.ron", "[]")]), Err(NotWritten::Exists)));
        let read = crate::store::packs::read(&path).unwrap();
        assert_eq!(read.list[0].text, "()");
        let nowhere = base.path().join("no/where.maitri");
        assert!(matches!(write_archive(&nowhere, [("pack.ron", "()")]), Err(NotWritten::Failed(_))));
    }

    #[test]
    fn a_pack_is_written_where_nothing_is() {
        let base = tempfile::tempdir().unwrap();
        let inner = base.path().join("made/here");
        let texts = [("pack.ron", "()"), ("people.ron", "[]")];
        write(&inner, texts).unwrap();
        assert_eq!(fs::read_to_string(inner.join("people.ron")).unwrap(), "[]");
        assert!(matches!(write(&inner, texts), Err(NotWritten::NotEmpty)));
        assert!(matches!(write(&inner.join("pack.ron"), texts), Err(NotWritten::NoDirectory)));
        let empty = base.path().join("empty");
        fs::create_dir(&empty).unwrap();
        write(&empty, texts).unwrap();
        assert_eq!(fs::read_dir(&empty).unwrap().count(), 2);
    }

    #[test]
    fn half_a_pack_is_not_left() {
        let base = tempfile::tempdir().unwrap();
        let inner = base.path().join("pack");
        let failed = write(&inner, [("pack.ron", "()"), ("no/where.ron", "[]")]);
        assert!(matches!(failed, Err(NotWritten::Failed(_))));
        assert!(!inner.exists());
    }
}
