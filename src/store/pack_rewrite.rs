//! A pack that is changed where it stands: a directory whose files get other texts, or a `.maitri` file. All of it is
//! written, or nothing. What the texts say is known elsewhere; a new pack is written by [`super::new_pack`].
//!
//! Everything new is on the disk beside the old before the first file is put in place, so that what remains to be done
//! are renames. Who is killed between two of them has the head of the pack and its disputes first, which nothing else
//! is missed by: such a pack is sound, and the same change made again completes it.
//!
//! One program at a time does so: from the last look at what is there until all is in place, others wait.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::files::Beside;
use super::lock::{self, A_MOMENT, Held};
use super::packs::{self, archive};
use crate::data::files::{DISPUTES_FILE, Files, PACK_FILE};

/// Gives files of these names other texts, if the pack still is what was read of it.
///
/// # Errors
/// A sentence that says what stood in the way; then the pack is as it was.
pub(crate) fn write(pack: &Path, read: &Files, changed: &BTreeMap<String, String>) -> Result<(), String> {
    let failed = |error: io::Error| format!("{} cannot be written ({error}); nothing is changed", pack.display());
    let _held = held(pack)?;
    let mut steps = Vec::new();
    if archive::is_one(pack) {
        steps.push(Step {
            new: Beside::made(pack, &archived(read, changed).map_err(failed)?).map_err(failed)?,
            old: None,
        });
    } else {
        for name in in_order(changed) {
            let text = changed.get(name).map_or("", String::as_str);
            let path = pack.join(name);
            let old = read.list.iter().find(|file| file.base_name() == name);
            let old = old.map(|file| Beside::made(&path, file.text.as_bytes())).transpose().map_err(failed)?;
            steps.push(Step { new: Beside::made(&path, text.as_bytes()).map_err(failed)?, old });
        }
    }
    is_as_read(pack, read)?;
    put(steps, pack)
}

/// The lock of a pack: that of its directory, or of the one in which its file stands, whatever link leads there.
fn held(pack: &Path) -> Result<Option<Held>, String> {
    let shown = pack.display();
    let place = fs::canonicalize(pack).map_err(|error| format!("{shown} cannot be found ({error})"))?;
    let directory = if place.is_dir() { Some(place.as_path()) } else { place.parent() };
    match directory.map(|directory| lock::wait_for_directory(directory, A_MOMENT)) {
        Some(Ok(None)) => {
            Err(format!("another program is changing {shown}, so nothing is written; do it again when it has ended"))
        }
        Some(Ok(held)) => Ok(held),
        // What cannot be opened (a directory on some systems) cannot be locked either; whether it can be written shows.
        Some(Err(_)) | None => Ok(None),
    }
}

/// A file's new text, and its old one to put back.
struct Step {
    new: Beside,
    old: Option<Beside>,
}

/// Puts all in place, or what was there before.
fn put(steps: Vec<Step>, pack: &Path) -> Result<(), String> {
    let mut done: Vec<(std::path::PathBuf, Option<Beside>)> = Vec::new();
    for Step { new, old } in steps {
        let place = new.place().to_owned();
        let Err(error) = new.put() else {
            done.push((place, old));
            continue;
        };
        let mut lost = Vec::new();
        for (place, old) in done.into_iter().rev() {
            let back = match old {
                Some(old) => old.put(),
                None => fs::remove_file(&place),
            };
            if back.is_err() {
                lost.push(place.display().to_string());
            }
        }
        let place = place.display();
        return Err(if lost.is_empty() {
            format!(
                "{place} cannot be written ({error}); what was written before it is put back, and nothing is changed"
            )
        } else {
            format!("{place} cannot be written ({error}), and the new text stays in {}", lost.join(", "))
        });
    }
    // So that a power cut keeps the names too; some file systems cannot, and need not.
    let directory = if pack.is_dir() { Some(pack) } else { pack.parent() };
    if let Some(directory) = directory.and_then(|directory| fs::File::open(directory).ok()) {
        let _ = directory.sync_all();
    }
    Ok(())
}

/// The names of files, those that others lean on first.
fn in_order(changed: &BTreeMap<String, String>) -> impl Iterator<Item = &str> {
    let first = [PACK_FILE, DISPUTES_FILE];
    let rest = changed.keys().map(String::as_str).filter(move |name| !first.contains(name));
    first.into_iter().filter(|name| changed.contains_key(*name)).chain(rest)
}

/// Whether nobody else has changed the pack since.
fn is_as_read(pack: &Path, read: &Files) -> Result<(), String> {
    let now = packs::read(pack).map_err(|problems| {
        let first = problems.first().map(ToString::to_string).unwrap_or_default();
        format!("the pack has changed since it was read ({first}), so nothing is written; do it again")
    })?;
    let texts = |files: &Files| -> BTreeMap<String, String> {
        files.list.iter().map(|file| (file.base_name().to_owned(), file.text.to_string())).collect()
    };
    let (before, now) = (texts(read), texts(&now));
    let names = before.keys().chain(now.keys());
    match names.into_iter().find(|name| before.get(*name) != now.get(*name)) {
        None => Ok(()),
        Some(name) => {
            let name = pack.join(name).display().to_string();
            Err(format!(
                "{name} was changed meanwhile, so nothing is written; do it again to see what would change now"
            ))
        }
    }
}

/// The bytes of a pack in one file.
fn archived(read: &Files, changed: &BTreeMap<String, String>) -> io::Result<Vec<u8>> {
    let mut texts: BTreeMap<&str, &str> = read.list.iter().map(|file| (file.base_name(), &*file.text)).collect();
    texts.extend(changed.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let mut bytes = Vec::new();
    archive::write(texts, &mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(texts: &[(&str, &str)]) -> tempfile::TempDir {
        let directory = tempfile::tempdir().unwrap();
        for (name, text) in texts {
            fs::write(directory.path().join(name), text).unwrap();
        }
        directory
    }

    fn texts(directory: &Path) -> Vec<(String, String)> {
        let entries = fs::read_dir(directory).unwrap().flatten();
        let read = |entry: fs::DirEntry| fs::read_to_string(entry.path()).unwrap_or_default();
        let mut texts: Vec<_> = entries.map(|entry| (entry.file_name().into_string().unwrap(), read(entry))).collect();
        texts.sort();
        texts
    }

    fn changes(all: &[(&str, &str)]) -> BTreeMap<String, String> {
        all.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    const OLD: [(&str, &str); 3] = [("events.ron", "[]"), ("pack.ron", "()"), ("people.ron", "[]")];

    #[test]
    fn of_two_that_change_a_pack_at_once_one_is_told_so() {
        let directory = pack(&OLD);
        let read = packs::read(directory.path()).unwrap();
        let both: Vec<Result<(), String>> = std::thread::scope(|scope| {
            let all: Vec<_> = ["[(1)]", "[(2)]", "[(3)]", "[(4)]"]
                .into_iter()
                .map(|text| {
                    let read = &read;
                    let place = directory.path();
                    scope.spawn(move || write(place, read, &changes(&[("events.ron", text), ("people.ron", text)])))
                })
                .collect();
            all.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert_eq!(both.iter().filter(|one| one.is_ok()).count(), 1, "{both:?}");
        assert_eq!(texts(directory.path()).len(), OLD.len(), "no lock is left in it");
        // While another holds it, nothing is written.
        let read = packs::read(directory.path()).unwrap();
        let other = held(directory.path()).unwrap();
        let told = write(directory.path(), &read, &changes(&[("events.ron", "[]")])).unwrap_err();
        assert!(told.contains("another program is changing"), "{told}");
        drop(other);
        write(directory.path(), &read, &changes(&[("events.ron", "[]")])).unwrap();
    }

    #[test]
    fn files_change_together_and_the_rest_stays() {
        let directory = pack(&OLD);
        let read = packs::read(directory.path()).unwrap();
        write(directory.path(), &read, &changes(&[("events.ron", "[1]"), ("series.ron", "[2]")])).unwrap();
        let now = texts(directory.path());
        let expected = [("events.ron", "[1]"), ("pack.ron", "()"), ("people.ron", "[]"), ("series.ron", "[2]")];
        assert_eq!(now, expected.map(|(name, text)| (name.to_owned(), text.to_owned())), "nothing else is left");
    }

    #[test]
    fn what_somebody_saved_meanwhile_is_not_overwritten() {
        for (name, says) in
            [("events.ron", "changed meanwhile"), ("people.ron", "changed meanwhile"), ("pack.ron", "meanwhile")]
        {
            let directory = pack(&OLD);
            let read = packs::read(directory.path()).unwrap();
            fs::write(directory.path().join(name), "// mine\n").unwrap();
            let before = texts(directory.path());
            let told = write(directory.path(), &read, &changes(&[("events.ron", "[1]")])).unwrap_err();
            assert!(told.contains(says) && told.contains(name), "{told}");
            assert_eq!(texts(directory.path()), before);
        }
        let directory = pack(&OLD);
        let read = packs::read(directory.path()).unwrap();
        fs::write(directory.path().join("series.ron"), "[]").unwrap();
        assert!(write(directory.path(), &read, &changes(&[("series.ron", "[1]")])).unwrap_err().contains("series.ron"));
    }

    #[test]
    fn what_cannot_be_put_in_place_puts_back_the_rest() {
        let directory = pack(&OLD);
        let read = packs::read(directory.path()).unwrap();
        // No file takes the place of a directory; it is not read as one of the pack's, as it ends otherwise.
        fs::create_dir_all(directory.path().join("zzz/inner")).unwrap();
        let before = texts(directory.path());
        let wanted = changes(&[("events.ron", "[1]"), ("new.ron", "[2]"), ("zzz", "[3]")]);
        let told = write(directory.path(), &read, &wanted).unwrap_err();
        assert!(told.contains("put back"), "{told}");
        assert_eq!(texts(directory.path()), before);
    }

    #[test]
    fn what_others_lean_on_comes_first() {
        let wanted = changes(&[("agreements.ron", ""), ("disputes.ron", ""), ("pack.ron", ""), ("series.ron", "")]);
        let order: Vec<&str> = in_order(&wanted).collect();
        assert_eq!(order, ["pack.ron", "disputes.ron", "agreements.ron", "series.ron"]);
    }

    #[test]
    fn a_pack_in_one_file_stays_one() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("x.maitri");
        let mut bytes = Vec::new();
        archive::write(OLD, &mut bytes).unwrap();
        fs::write(&path, bytes).unwrap();
        let read = packs::read(&path).unwrap();
        write(&path, &read, &changes(&[("events.ron", "[1]")])).unwrap();
        let now = packs::read(&path).unwrap();
        let now: Vec<_> = now.list.iter().map(|file| (file.base_name(), &*file.text)).collect();
        assert_eq!(now, [("events.ron", "[1]"), ("pack.ron", "()"), ("people.ron", "[]")]);
        assert!(write(&path, &read, &changes(&[("events.ron", "[2]")])).is_err(), "it is another by now");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_a_file_as_open_as_it_was() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let directory = pack(&OLD);
        let elsewhere = pack(&[("real.ron", "[]")]);
        let kept = elsewhere.path().join("real.ron");
        symlink(&kept, directory.path().join("series.ron")).unwrap();
        fs::set_permissions(&kept, fs::Permissions::from_mode(0o640)).unwrap();
        let read = packs::read(directory.path()).unwrap();
        write(directory.path(), &read, &changes(&[("series.ron", "[1]")])).unwrap();
        assert!(directory.path().join("series.ron").is_symlink());
        assert_eq!(fs::read_to_string(&kept).unwrap(), "[1]");
        assert_eq!(fs::metadata(&kept).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
