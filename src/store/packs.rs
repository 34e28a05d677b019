//! Packs on the disk: the `.ron` files of a directory, or of one file to hand on, read within bounds that they share.
//! What they hold is known in [`crate::data`].
//!
//! The build script reads the bundled dataset with this too, so it uses nothing of this room but [`super::files`].

#[cfg(bundled)]
pub mod archive;

#[cfg(bundled)]
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
#[cfg(bundled)]
use std::path::PathBuf;

#[cfg(bundled)]
use super::files::{ends_in, is_conflict_copy};
use super::files::{meant, read_text};
use crate::data::files::{File, Files, PACK_FILE};
use crate::data::problem::{MOST, Problem};

/// What the name of a file of a pack ends in, after a dot.
pub(super) const ENDING: &str = "ron";
/// The largest pack read, in bytes, all its files together: far above any pack, far below what would hurt.
const MAX_BYTES: u64 = 512 * 1024 * 1024;
/// The most texts in a pack. Each takes more memory than room in the file: without this bound, a pack of
/// many short ones would take ten times its size.
const MAX_TEXTS: usize = 16_000_000;

/// What may still be read of a pack.
struct Bounds {
    bytes: u64,
    texts: usize,
}

/// Reads every `.ron` file of a directory, or of a `.maitri` file; hidden ones, and those that programs put there for
/// their own use, are none of a pack.
///
/// # Errors
/// All that cannot be read, each with its own sentence.
pub fn read(directory: &Path) -> Result<Files, Vec<Problem>> {
    let shown = directory.display().to_string();
    let whole = |message: String| Problem::of_file(&shown, message);
    let mut left = Bounds { bytes: MAX_BYTES, texts: MAX_TEXTS };
    #[cfg(bundled)]
    if archive::is_one(directory) {
        return complete(archive::read(directory, &mut left)?, Vec::new(), &shown);
    }
    let entries = fs::read_dir(directory).map_err(|error| {
        vec![whole(format!("the directory cannot be read ({error}); name a directory that holds {PACK_FILE}"))]
    })?;
    let paths = meant(entries, ENDING);
    if paths.is_empty() {
        return Err(vec![whole(format!("no .ron file is here; a pack needs at least {PACK_FILE}"))]);
    }
    let (mut list, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        match left.read(&path) {
            Ok(file) => list.push(file),
            Err(problem) => problems.push(problem),
        }
        if problems.len() >= MOST {
            break;
        }
    }
    complete(list, problems, &shown)
}

/// Advice on what is left out of a pack though it holds somebody's edits: the copies that a program has put there which
/// keeps directories alike on several machines.
#[cfg(bundled)]
#[must_use]
pub fn advice_on_copies(directory: &Path) -> Vec<Problem> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let is_copy = |name: &OsStr| is_conflict_copy(name) && ends_in(name, ENDING);
    let mut copies: Vec<_> = entries.filter(|entry| is_copy(&entry.file_name())).map(|entry| entry.path()).collect();
    copies.sort();
    let message = "this copy of what was changed on two machines is left out: take what you want of it and delete it";
    let advice = |path: PathBuf| Problem::of_file(path.display().to_string(), message).into_warning();
    copies.into_iter().take(MOST).map(advice).collect()
}

/// How many bytes the files of a pack take, as far as their directory tells before they are read.
#[cfg(bundled)]
#[must_use]
pub fn bytes(directory: &Path) -> u64 {
    let size = |path: &Path| fs::metadata(path).map_or(0, |meta| meta.len());
    match fs::read_dir(directory) {
        Ok(entries) => meant(entries, ENDING).iter().map(|path| size(path)).sum(),
        Err(_) => size(directory),
    }
}

/// The files of a pack, if all could be read and its head is among them.
fn complete(list: Vec<File>, mut problems: Vec<Problem>, shown: &str) -> Result<Files, Vec<Problem>> {
    let blamed = problems.iter().any(|problem| problem.file.ends_with(PACK_FILE));
    if !blamed && !list.iter().any(|file| file.base_name() == PACK_FILE) {
        let message = format!("{PACK_FILE} is missing; it names the countries, the sectors and the sources");
        problems.push(Problem::of_file(shown, message));
    }
    if problems.is_empty() { Ok(Files { list }) } else { Err(problems) }
}

impl Bounds {
    /// Reads a file, if what it holds is still within the bounds, which it narrows for the files after it.
    fn read(&mut self, path: &Path) -> Result<File, Problem> {
        let file = read_text(path, self.bytes, too_large)?;
        self.count(file)
    }

    fn count(&mut self, file: File) -> Result<File, Problem> {
        self.bytes = self.bytes.saturating_sub(file.text.len() as u64);
        let Some(left) = self.texts.checked_sub(file.text.bytes().filter(|byte| *byte == b'"').count() / 2) else {
            let message = format!("the pack holds more than {MAX_TEXTS} texts, which is beyond what can be explored");
            return Err(Problem::of_file(file.name, message));
        };
        self.texts = left;
        Ok(file)
    }
}

/// What is said of a file with which a pack is beyond the bounds.
fn too_large() -> String {
    const PACK_MIB: u64 = MAX_BYTES / (1024 * 1024);
    format!("the pack is larger than {PACK_MIB} MiB with this file; that is beyond what can be explored")
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::data::bundled;

    #[test]
    fn files_share_the_bounds_of_their_pack() {
        let file = |text: &'static str| File { name: "x.ron".to_owned(), text: Cow::Borrowed(text) };
        let mut left = Bounds { bytes: 100, texts: 3 };
        assert!(left.count(file("[\"a\", \"b\"]")).is_ok());
        assert_eq!((left.bytes, left.texts), (90, 1));
        let refused = left.count(file("[\"a\", \"b\"]")).map(|_| ());
        assert!(refused.is_err_and(|problem| problem.message.contains("more than 16000000 texts")));
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("x.ron");
        fs::write(&path, "a".repeat(91)).unwrap();
        left.bytes = 90;
        assert!(left.read(&path).is_err_and(|problem| problem.message.contains("larger than 512 MiB with this file")));
    }

    #[test]
    fn how_many_bytes_a_pack_has_is_told_before_it_is_read() {
        let directory = tempfile::tempdir().unwrap();
        for (name, text) in [("pack.ron", "()"), ("events.ron", "[ ]"), ("notes.txt", "none of it")] {
            fs::write(directory.path().join(name), text).unwrap();
        }
        assert_eq!(bytes(directory.path()), 5);
        assert_eq!(bytes(&directory.path().join("notes.txt")), 10, "of one file");
        assert_eq!(bytes(&directory.path().join("nothing")), 0);
    }

    #[test]
    fn hidden_files_and_those_for_a_programs_own_use_are_none_of_a_pack() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("pack.ron"), "()").unwrap();
        fs::write(directory.path().join("EVENTS.RON"), "[]").unwrap();
        for name in
            [".#pack.ron", "._pack.ron", ".~lock.pack.ron", ".nfs000.ron", ".goutputstream-X.ron", "~$pack.ron", ".ron"]
        {
            fs::write(directory.path().join(name), [0xff, 0]).unwrap();
        }
        for name in ["pack.ron~", "#pack.ron#", ".~lock.pack.ron#", "pack.ron.orig", ".DS_Store", "Thumbs.db"] {
            fs::write(directory.path().join(name), [0xff, 0]).unwrap();
        }
        for name in ["4913", "desktop.ini", ".pack.ron.swp", "pack.sync-conflict-20260101-120000-ABCDEFG.ron"] {
            fs::write(directory.path().join(name), [0xff, 0]).unwrap();
        }
        for name in ["pack (conflicted copy 2026-01-01 120000).ron", "pack (A's conflicted copy 2026-01-01).ron"] {
            fs::write(directory.path().join(name), [0xff, 0]).unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink("somebody@machine.1234", directory.path().join(".#terms.ron")).unwrap();
        let files = read(directory.path()).unwrap();
        let names: Vec<_> = files.list.iter().map(File::base_name).collect();
        assert_eq!(names, ["EVENTS.RON", "pack.ron"]);
        let told: Vec<_> = advice_on_copies(directory.path()).iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told.iter().all(|told| told.contains(".ron: warning: this copy")), "{told:?}");
        assert!(told[2].contains("pack.sync-conflict-20260101-120000-ABCDEFG.ron"), "{told:?}");
        assert!(advice_on_copies(&directory.path().join("pack.ron")).is_empty());
    }

    #[test]
    fn every_file_of_the_dataset_is_bundled() {
        let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/dataset");
        let on_disk = read(Path::new(directory)).unwrap();
        let names = |files: &Files| files.list.iter().map(|file| file.base_name().to_owned()).collect::<Vec<_>>();
        assert_eq!(names(&on_disk), names(&bundled::files()));
    }
}
