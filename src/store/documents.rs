//! Documents that a pack is held against: the `.txt` files of a directory that the user names. What of them is a
//! paragraph is known in [`crate::data::check::copies`].

use std::fs;
use std::path::Path;

use super::files::read_text;
use crate::data::files::File;
use crate::data::problem::Problem;

/// The largest documents read, all together.
const MAX_MIB: u64 = 64;
const MAX_BYTES: u64 = MAX_MIB * 1024 * 1024;

/// Reads every `.txt` file of a directory.
///
/// # Errors
/// The first that cannot be read, or that there is none.
pub(crate) fn read(directory: &Path) -> Result<Vec<File>, Problem> {
    let whole = |message: String| Problem::of_file(directory.display().to_string(), message);
    let entries = fs::read_dir(directory).map_err(|error| {
        whole(format!("the directory cannot be read ({error}); name one that holds documents as .txt files"))
    })?;
    let mut paths: Vec<_> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
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
