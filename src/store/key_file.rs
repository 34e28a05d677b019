//! A file that holds a key: one that is secret, which only its owner may read, is made once and never written over; or
//! one of public keys, which anybody may have written. What a key is others know.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use super::files::read_bytes;
use super::secure_fs::{self, Access};

/// No key is longer, in bytes.
const LONGEST: u64 = 64 * 1024;
/// Nor are many public ones.
const LONGEST_LIST: u64 = 4 * 1024 * 1024;

/// Reads a secret key; nothing if there is no such file.
///
/// # Errors
/// A sentence: it is a link, others may read it, or the system says so.
pub(crate) fn read(path: &Path) -> Result<Option<Vec<u8>>, String> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.to_string()),
        Ok(meta) if meta.is_symlink() => return Err("it is a link, which may lead anywhere".to_owned()),
        Ok(meta) if is_open_to_others(&meta) => {
            return Err("others than its owner may read it; `chmod 600` closes it".to_owned());
        }
        Ok(_) => {}
    }
    secure_fs::read(path, LONGEST).map(Some).map_err(|error| error.to_string())
}

/// Makes the file of a secret key, unless somebody else has just made one; gives back which it is.
///
/// # Errors
/// A sentence.
pub(crate) fn make(path: &Path, text: &str) -> Result<Vec<u8>, String> {
    let written = path.parent().map_or(Ok(()), secure_fs::make_directory).and_then(|()| write(path, text));
    match written {
        Ok(()) => Ok(text.as_bytes().to_vec()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            read(path)?.ok_or_else(|| "it was there and is gone again".to_owned())
        }
        Err(error) => Err(error.to_string()),
    }
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = secure_fs::open(path, Access::New)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a key would be refused ever after.
        let _ = fs::remove_file(path);
    }
    written
}

/// Reads a file of public keys.
///
/// # Errors
/// A sentence.
pub(crate) fn read_public(path: &Path) -> Result<String, String> {
    let bytes = read_bytes(path, LONGEST_LIST, || "it is larger than 4 MiB".to_owned());
    let bytes = bytes.map_err(|problem| problem.message)?;
    String::from_utf8(bytes).map_err(|_| "it is not text in UTF-8".to_owned())
}

#[cfg(unix)]
fn is_open_to_others(meta: &fs::Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&meta.permissions()) & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open_to_others(_: &fs::Metadata) -> bool {
    false
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn a_key_is_made_once_and_its_owners_alone() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("state").join("key");
        assert_eq!(read(&path), Ok(None));
        assert_eq!(make(&path, "one"), Ok(b"one".to_vec()));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(make(&path, "two"), Ok(b"one".to_vec()), "it is not written over");
        assert_eq!(read(&path), Ok(Some(b"one".to_vec())));
    }

    #[test]
    fn a_key_that_others_may_read_and_a_link_are_refused() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("key");
        make(&path, "one").unwrap();
        for mode in [0o640, 0o604, 0o644] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            assert!(read(&path).unwrap_err().contains("chmod 600"), "{mode:o}");
        }
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        let link = directory.path().join("link");
        symlink(&path, &link).unwrap();
        assert!(read(&link).unwrap_err().contains("a link"));
        assert!(read(directory.path()).is_err());
    }
}
