//! The text of a pack: the `.ron` files of a directory.
//!
//! Reading is all this does; what the text means is for [`super::load`].

use std::borrow::Cow;
use std::fs;
use std::io::Read;
use std::path::Path;

use super::problem::{Place, Problem};

/// The largest file read, in bytes: far above any pack, far below what would hurt.
pub const MAX_FILE_BYTES: u64 = 512 * 1024 * 1024;

/// What some editors put first; RON would call it an unexpected character.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The file every pack must have.
pub const PACK_FILE: &str = "pack.ron";
/// The file that holds figures over time, if there are any.
pub const SERIES_FILE: &str = "series.ron";

/// One file of a pack.
#[derive(Debug)]
pub struct File {
    /// Its name, for messages: the path as given, or bare for a bundled file.
    pub name: String,
    /// Its text.
    pub text: Cow<'static, str>,
}

/// All files of a pack, `pack.ron` among them.
#[derive(Debug)]
pub struct Files {
    /// In the order of their names.
    pub list: Vec<File>,
}

impl File {
    /// Where in this file a borrowed slice of its text begins, or `None` for a slice of something else.
    #[must_use]
    pub fn offset_of(&self, slice: &str) -> Option<usize> {
        let offset = (slice.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        (offset + slice.len() <= self.text.len()).then_some(offset)
    }

    /// The name without its directories.
    #[must_use]
    pub fn base_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }
}

impl Files {
    /// The file a borrowed slice stands in, and where in it.
    #[must_use]
    pub fn locate(&self, slice: &str) -> Option<(&File, usize)> {
        self.list.iter().find_map(|file| file.offset_of(slice).map(|offset| (file, offset)))
    }

    /// Every `.ron` file of a directory.
    ///
    /// # Errors
    /// All that cannot be read, each with its own sentence.
    pub fn read_dir(directory: &Path) -> Result<Self, Vec<Problem>> {
        let shown = directory.display().to_string();
        let whole = |message: String| Problem { file: shown.clone(), place: None, path: String::new(), message };
        let entries = fs::read_dir(directory).map_err(|error| {
            vec![whole(format!("the directory cannot be read ({error}); name a directory that holds {PACK_FILE}"))]
        })?;
        let mut paths: Vec<_> = entries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "ron"))
            .collect();
        paths.sort();
        if paths.is_empty() {
            return Err(vec![whole(format!("no .ron file is here; a pack needs at least {PACK_FILE}"))]);
        }
        let (mut list, mut problems) = (Vec::new(), Vec::new());
        for path in paths {
            match read(&path, MAX_FILE_BYTES) {
                Ok(file) => list.push(file),
                Err(problem) => problems.push(problem),
            }
        }
        let blamed = problems.iter().any(|problem| problem.file.ends_with(PACK_FILE));
        if !blamed && !list.iter().any(|file| file.base_name() == PACK_FILE) {
            problems
                .push(whole(format!("{PACK_FILE} is missing; it names the countries, the sectors and the sources")));
        }
        if problems.is_empty() { Ok(Self { list }) } else { Err(problems) }
    }
}

/// Reads a file of at most so many bytes as UTF-8.
///
/// # Errors
/// What is no regular file, too large, or no UTF-8.
pub fn read(path: &Path, most: u64) -> Result<File, Problem> {
    let name = path.display().to_string();
    let problem = |place, message| Problem { file: path.display().to_string(), place, path: String::new(), message };
    let failed = |error: std::io::Error| problem(None, format!("the file cannot be read ({error})"));
    // Looked at before it is opened: opening a pipe would wait for somebody to write into it.
    let meta = fs::metadata(path).map_err(failed)?;
    if !meta.is_file() {
        return Err(problem(None, "this is no regular file; remove it or give it another ending".to_owned()));
    }
    let file = fs::File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    // One byte more than allowed is asked for, so that a file that grows meanwhile is noticed too.
    let too_large = meta.len() > most || file.take(most + 1).read_to_end(&mut bytes).map_err(failed)? as u64 > most;
    if too_large {
        return Err(problem(None, too_large_for(most)));
    }
    match String::from_utf8(bytes) {
        Ok(text) if text.starts_with(BYTE_ORDER_MARK) => {
            Err(problem(None, "the file begins with a byte-order mark; save it as UTF-8 without one".to_owned()))
        }
        Ok(text) => Ok(File { name, text: Cow::Owned(text) }),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let place = Some(Place::at(&text, valid));
            Err(problem(place, "the file is not UTF-8 from here on; save it as UTF-8".to_owned()))
        }
    }
}

fn too_large_for(most: u64) -> String {
    const KIB: u64 = 1024;
    match most / (KIB * KIB) {
        0 => format!("the file is larger than {} KiB; nothing of that size is expected here", most / KIB),
        most => format!("the file is larger than {most} MiB; split it into several .ron files"),
    }
}
