//! The system's entry on a terminal (terminfo(5)), found where ncurses would find it. What an entry says is read by
//! [`crate::term::terminfo`].

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::files::read_bytes;
use super::paths::HOME;

/// Where systems keep their entries.
const USUAL: [&str; 8] = [
    "/etc/terminfo",
    "/lib/terminfo",
    "/usr/share/terminfo",
    "/usr/lib/terminfo",
    "/usr/share/lib/terminfo",
    "/usr/local/share/terminfo",
    "/usr/share/misc/terminfo",
    "/boot/system/data/terminfo",
];
/// No entry has more bytes (ncurses' `MAX_ENTRY_SIZE2`).
const LONGEST: u64 = 64 * 1024;

/// The entry on the terminal that `TERM` names; nothing where there is none that can be read. One that is kept in
/// another form than a file of its own is not found.
pub(crate) fn entry(variable: &dyn Fn(&str) -> Option<OsString>) -> Option<Vec<u8>> {
    let term = variable("TERM")?.into_string().ok()?;
    // It is a name: as a path it would lead anywhere.
    let is_name = |c: char| c.is_ascii_graphic() && !matches!(c, '/' | '\\' | ':');
    let first = term.chars().next().filter(|first| *first != '.')?;
    if !term.chars().all(is_name) {
        return None;
    }
    // By the first letter, or by its number where large and small letters are one to the file system.
    let shelves = [first.to_string(), format!("{:02x}", u32::from(first))];
    let read = |path: PathBuf| read_bytes(&path, LONGEST, String::new).ok().filter(|bytes| !bytes.is_empty());
    let found = |directory: &Path| shelves.iter().find_map(|shelf| read(directory.join(shelf).join(&term)));
    directories(variable).iter().find_map(|directory| found(directory))
}

/// Where entries are looked for, in this order: `TERMINFO`, the user's own, `TERMINFO_DIRS`, where an empty name stands
/// for the usual places, and these.
fn directories(variable: &dyn Fn(&str) -> Option<OsString>) -> Vec<PathBuf> {
    let set = |name| variable(name).filter(|value: &OsString| !value.is_empty());
    let own =
        set("TERMINFO").map(PathBuf::from).into_iter().chain(set(HOME).map(|home| Path::new(&home).join(".terminfo")));
    let named = set("TERMINFO_DIRS").and_then(|value| value.into_string().ok()).unwrap_or_default();
    let named = named.split(':').flat_map(|name| if name.is_empty() { USUAL.to_vec() } else { vec![name] });
    // Of two places that are one the second tells nothing new, and costs a look.
    let mut directories: Vec<PathBuf> = Vec::new();
    for directory in own.chain(named.map(PathBuf::from)).chain(USUAL.map(PathBuf::from)) {
        if !directories.contains(&directory) {
            directories.push(directory);
        }
    }
    directories
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn found(variables: &[(&str, &str)]) -> Option<Vec<u8>> {
        entry(&|name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into()))
    }

    fn shelve(directory: &Path, shelf: &str, name: &str, text: &str) {
        fs::create_dir_all(directory.join(shelf)).unwrap();
        fs::write(directory.join(shelf).join(name), text).unwrap();
    }

    #[test]
    fn an_entry_is_found_where_ncurses_would_find_it() {
        let root = tempfile::tempdir().unwrap();
        let [named, home, first, second] = ["named", "home", "first", "second"].map(|name| root.path().join(name));
        shelve(&named, "z", "zz-one", "named");
        shelve(&home.join(".terminfo"), "z", "zz-one", "own");
        shelve(&first, "7a", "zz-one", "first");
        shelve(&second, "z", "zz-one", "second");
        let (home, named) = (home.display().to_string(), named.display().to_string());
        let several = format!("{}/nowhere::{}:{}", root.path().display(), first.display(), second.display());
        let all = [("TERM", "zz-one"), ("TERMINFO", &*named), (HOME, &*home), ("TERMINFO_DIRS", &*several)];
        let texts = (0..4).map(|from| {
            let left: Vec<_> =
                all.iter().enumerate().filter(|(at, _)| *at == 0 || *at > from).map(|(_, set)| *set).collect();
            found(&left).map(|bytes| String::from_utf8(bytes).unwrap())
        });
        let texts: Vec<_> = texts.collect();
        let told = |text: &str| Some(text.to_owned());
        assert_eq!(texts, [told("named"), told("own"), told("first"), None]);
    }

    #[test]
    fn a_name_that_is_a_path_leads_nowhere() {
        let root = tempfile::tempdir().unwrap();
        let directory = root.path().join("database");
        shelve(&directory, "z", "zz-one", "entry");
        shelve(root.path(), ".", "secret", "secret");
        let directory = directory.display().to_string();
        assert!(found(&[("TERM", "zz-one"), ("TERMINFO", &directory)]).is_some());
        let secret = root.path().join("secret").display().to_string();
        for term in ["", ".", "..", "../secret", "z/zz-one", "../../secret", "zz-one\0", "ज़", &secret] {
            assert_eq!(found(&[("TERM", term), ("TERMINFO", &directory)]), None, "{term:?}");
        }
        assert_eq!(found(&[("TERMINFO", &directory)]), None);
    }
}
