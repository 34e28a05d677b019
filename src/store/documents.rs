//! Documents that a pack is held against: the `.txt` files of a directory that the user names. What of them is a
//! paragraph is known in [`crate::data::check::copies`].

use std::fs;
use std::path::Path;

use super::files::{meant, read_text};
use crate::data::files::File;
use crate::data::problem::Problem;

/// The largest documents read, all together.
const MAX_MIB: u64 = 64;
const MAX_BYTES: u64 = MAX_MIB * 1024 * 1024;

/// Reads every `.txt` file of a directory that is not hidden.
///
/// # Errors
/// The first that cannot be read, or that there is none.
pub(crate) fn read(directory: &Path) -> Result<Vec<File>, Problem> {
    let whole = |message: String| Problem::of_file(directory.display().to_string(), message);
    let entries = fs::read_dir(directory).map_err(|error| {
        whole(format!("the directory cannot be read ({error}); name one that holds documents as .txt files"))
    })?;
    let paths = meant(entries, "txt");
    if paths.is_empty() {
        return Err(whole("no .txt file is here; name a directory that holds documents".to_owned()));
    }
    let mut left = MAX_BYTES;
    let mut read = |path| {
        let file = read_text(path, left, || format!("the documents are larger than {MAX_MIB} MiB with this file"))?;
        left = left.saturating_sub(file.text.len() as u64);
        Ok(file)
    };
    paths.iter().map(|path| read(path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_files_are_no_documents() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("brief.txt"), "Text.").unwrap();
        for name in ["._brief.txt", ".#brief.txt", "~$brief.txt"] {
            fs::write(directory.path().join(name), [0xff, 0]).unwrap();
        }
        let names: Vec<_> = read(directory.path()).unwrap().iter().map(|file| file.base_name().to_owned()).collect();
        assert_eq!(names, ["brief.txt"]);
    }
}
