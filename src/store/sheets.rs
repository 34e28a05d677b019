//! Files of sheets: where the user says, or in the folder in which the program was started. They are the user's, as
//! anybody's files are; what stands on a sheet is known elsewhere.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use super::files::replace;
use crate::study::sheet::folder::{Folder, NotWritten};

/// Writes a sheet where the user says; over a file that is there only where that is said, and over what is no file
/// never. A link that lies there is not followed.
///
/// # Errors
/// What hinders it.
pub(crate) fn write(path: &Path, text: &str, over: bool) -> Result<(), NotWritten> {
    if fs::metadata(path).is_ok_and(|meta| !meta.is_file()) {
        return Err(NotWritten::Failed("this is no regular file; name another".to_owned()));
    }
    let written = if over { replace(path, text) } else { write_new(path, text) };
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists if !over => NotWritten::Exists,
        _ => NotWritten::Failed(error.to_string()),
    })
}

/// Writes a file that is not there yet, and leaves none of which only half was written.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(text.as_bytes()).inspect_err(|_| {
        // Half a file looks like a sheet.
        let _ = fs::remove_file(path);
    })
}

/// The folder in which the program was started.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WorkingFolder;

impl Folder for WorkingFolder {
    fn write(&self, name: &str, text: &str, over: bool) -> Result<(), NotWritten> {
        write(Path::new(name), text, over)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_over_only_where_that_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.html");
        let read = || fs::read_to_string(&path).unwrap();
        assert_eq!(write(&path, "one", false), Ok(()));
        assert_eq!(write(&path, "two", false), Err(NotWritten::Exists));
        assert_eq!(read(), "one");
        assert_eq!(write(&path, "two", true), Ok(()));
        assert_eq!((read().as_str(), fs::read_dir(folder.path()).unwrap().count()), ("two", 1));
        let nowhere = folder.path().join("nowhere/a.html");
        assert!(matches!(write(&nowhere, "x", false), Err(NotWritten::Failed(_))));
    }

    #[test]
    fn what_is_no_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        for over in [false, true] {
            let told = write(folder.path(), "x", over).unwrap_err();
            assert!(matches!(told, NotWritten::Failed(why) if why.contains("no regular file")));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (mine, link) = (folder.path().join("mine"), folder.path().join("a.html"));
        std::os::unix::fs::symlink(&mine, &link).unwrap();
        assert_eq!(write(&link, "x", false), Err(NotWritten::Exists), "a link to nothing is there too");
        fs::write(&mine, "mine").unwrap();
        assert_eq!(write(&link, "x", true), Ok(()));
        assert_eq!(
            (fs::read_to_string(&mine).unwrap().as_str(), fs::read_to_string(&link).unwrap().as_str()),
            ("mine", "x")
        );
    }
}
