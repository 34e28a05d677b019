//! The text of a pack: the `.ron` files of a directory.
//!
//! Reading is all this does; what the text means is for [`super::load`].

use std::borrow::Cow;
use std::fs;
use std::io::Read;
use std::path::Path;

use super::problem::{FilePosition, MOST, Problem};

/// The largest pack read, in bytes, all its files together: far above any pack, far below what would hurt.
pub const MAX_BYTES: u64 = 512 * 1024 * 1024;
/// The most texts in a pack. Each takes more memory than room in the file: without this bound, a pack of
/// many short ones would take ten times its size.
pub const MAX_TEXTS: usize = 16_000_000;

/// Bytes of a line that may be shown.
const EXCERPT_BYTES: usize = 400;

/// What some editors put first; RON would call it an unexpected character.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The file every pack must have.
pub const PACK_FILE: &str = "pack.ron";

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
        let (mut bytes, mut texts) = (MAX_BYTES, MAX_TEXTS);
        for path in paths {
            match read(&path, bytes).and_then(|file| counted(file, &mut bytes, &mut texts)) {
                Ok(file) => list.push(file),
                Err(problem) => problems.push(problem),
            }
            if problems.len() >= MOST {
                break;
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
            // As much of what follows as may be shown: replacing each byte would take thrice the file.
            let end = error.as_bytes().len().min(valid + EXCERPT_BYTES);
            let text = String::from_utf8_lossy(error.as_bytes().get(..end).unwrap_or_default());
            let place = Some(FilePosition::at(&text, valid));
            Err(problem(place, "the file is not UTF-8 from here on; save it as UTF-8".to_owned()))
        }
    }
}

/// The file, if what it holds is still within the bounds, which it narrows for the files after it.
fn counted(file: File, bytes: &mut u64, texts: &mut usize) -> Result<File, Problem> {
    *bytes = bytes.saturating_sub(file.text.len() as u64);
    let Some(left) = texts.checked_sub(file.text.matches('"').count() / 2) else {
        let message = format!("the pack holds more than {MAX_TEXTS} texts, which is beyond what can be explored");
        return Err(Problem { file: file.name, place: None, path: String::new(), message });
    };
    *texts = left;
    Ok(file)
}

fn too_large_for(most: u64) -> String {
    const KIB: u64 = 1024;
    const PACK_MIB: u64 = MAX_BYTES / (KIB * KIB);
    if most < KIB * KIB && most > 0 && most.is_multiple_of(KIB) {
        return format!("the file is larger than {} KiB; nothing of that size is expected here", most / KIB);
    }
    format!("the pack is larger than {PACK_MIB} MiB with this file; that is beyond what can be explored")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_share_the_bounds_of_their_pack() {
        let file = |text: &'static str| File { name: "x.ron".to_owned(), text: Cow::Borrowed(text) };
        let (mut bytes, mut texts) = (100, 3);
        assert!(counted(file("[\"a\", \"b\"]"), &mut bytes, &mut texts).is_ok());
        assert_eq!((bytes, texts), (90, 1));
        let refused = counted(file("[\"a\", \"b\"]"), &mut bytes, &mut texts).map(|_| ());
        assert!(refused.is_err_and(|problem| problem.message.contains("more than 16000000 texts")));
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("x.ron");
        fs::write(&path, "a".repeat(91)).unwrap();
        assert!(
            read(&path, bytes).is_err_and(|problem| problem.message.contains("larger than 512 MiB with this file"))
        );
    }
}
