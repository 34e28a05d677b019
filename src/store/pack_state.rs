//! What a pack on the disk looks like from outside: enough to notice that somebody saved a file of it.

use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::path::Path;
use std::time::SystemTime;

use super::files::is_meant;
use super::packs::ENDING;

/// The names, sizes and times of a pack's files, in order; a file alone, if the pack is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PackState(Vec<(OsString, u64, Option<SystemTime>)>);

/// Looks at a pack. What cannot be looked at counts as not there.
pub(crate) fn look(pack: &Path) -> PackState {
    let one = |name: OsString, meta: &Metadata| (name, meta.len(), meta.modified().ok());
    let entries = fs::read_dir(pack).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries
        .map(|entry| (entry.file_name(), entry.path()))
        .filter(|(name, _)| is_meant(name, ENDING))
        .filter_map(|(name, path)| fs::metadata(path).ok().map(|meta| one(name, &meta)))
        .collect();
    files.extend(fs::metadata(pack).ok().filter(Metadata::is_file).map(|meta| one(OsString::new(), &meta)));
    files.sort();
    PackState(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_saved_is_noticed_and_nothing_else() {
        let pack = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(pack.path().join(name), text).unwrap();
        let empty = look(pack.path());
        write("pack.ron", "()");
        let before = look(pack.path());
        assert_ne!(before, empty);
        write("pack.ron.swp", "half");
        write("notes.txt", "mine");
        write(".#pack.ron", "locked");
        write("~$pack.ron", "locked");
        assert_eq!(look(pack.path()), before);
        write("pack.ron", "( )");
        assert_ne!(look(pack.path()), before);
        let file = pack.path().join("pack.ron");
        let alone = look(&file);
        write("pack.ron", "(  )");
        assert_ne!(look(&file), alone);
        assert_eq!(look(&pack.path().join("nowhere")), empty);
    }
}
