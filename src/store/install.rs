//! Putting a pack among those the user keeps, and taking one away: as a whole, or not at all. What stands there under a
//! name of its own, beginning with a dot, is nobody's pack (see [`super::installed`]).

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;

use super::new_pack::{self, NotWritten};

/// Puts a pack's files into a directory of this name among the packs of `directory`, which is made if it is missing;
/// over one that is there only where that is said.
///
/// # Errors
/// What stood in the way. Then what was there before is there.
pub(crate) fn add<'t>(
    directory: &Path,
    name: &str,
    texts: impl IntoIterator<Item = (&'t str, &'t str)>,
    over: bool,
) -> Result<(), NotWritten> {
    fs::create_dir_all(directory)?;
    let target = directory.join(name);
    if target.exists() && !over {
        return Err(NotWritten::NotEmpty);
    }
    let fresh = hidden(directory, name, "new")?;
    new_pack::write(&fresh, texts)?;
    let aside = hidden(directory, name, "old")?;
    let had_one = target.exists();
    let moved = if had_one { fs::rename(&target, &aside) } else { Ok(()) };
    let placed = moved.and_then(|()| {
        fs::rename(&fresh, &target).inspect_err(|_| {
            if had_one {
                let _ = fs::rename(&aside, &target);
            }
        })
    });
    if placed.is_err() {
        let _ = fs::remove_dir_all(&fresh);
    }
    placed?;
    // It is put in place; what is left aside is passed over by everybody.
    let _ = gone(&aside);
    Ok(())
}

/// Takes a pack away: a directory, or a file.
///
/// # Errors
/// Whatever the system says.
pub(crate) fn remove(directory: &Path, name: &str, path: &Path) -> io::Result<()> {
    let aside = hidden(directory, name, "old")?;
    // With one step it is no pack any more, however long it takes to be gone.
    fs::rename(path, &aside)?;
    gone(&aside)
}

fn gone(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// A name that nobody uses, for what is on its way.
fn hidden(directory: &Path, name: &str, what: &str) -> io::Result<PathBuf> {
    let path = directory.join(format!(".{name}.{}.{what}", process::id()));
    // What a program of this number left when it was killed.
    gone(&path)?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(directory: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_pack_is_there_as_a_whole_or_not_at_all() {
        let base = tempfile::tempdir().unwrap();
        let packs = base.path().join("maitri/packs");
        add(&packs, "news", [("pack.ron", "one"), ("a.ron", "[]")], false).unwrap();
        assert!(matches!(add(&packs, "news", [("pack.ron", "two")], false), Err(NotWritten::NotEmpty)));
        assert_eq!(fs::read_to_string(packs.join("news/pack.ron")).unwrap(), "one");
        assert!(matches!(
            add(&packs, "news", [("pack.ron", "two"), ("no/where.ron", "")], true),
            Err(NotWritten::Failed(_))
        ));
        assert_eq!(
            (names(&packs), names(&packs.join("news"))),
            (vec!["news".to_owned()], vec!["a.ron".to_owned(), "pack.ron".to_owned()])
        );
        add(&packs, "news", [("pack.ron", "two")], true).unwrap();
        assert_eq!((names(&packs), names(&packs.join("news"))), (vec!["news".to_owned()], vec!["pack.ron".to_owned()]));
        remove(&packs, "news", &packs.join("news")).unwrap();
        assert!(names(&packs).is_empty());
        assert!(remove(&packs, "news", &packs.join("news")).is_err());
        fs::write(packs.join("one.maitri"), "").unwrap();
        remove(&packs, "one", &packs.join("one.maitri")).unwrap();
        assert!(names(&packs).is_empty());
    }
}
