//! Where a reader was and what was asked in the finder: one small file of JSON for all packs, written anew each time,
//! beside the old one and then in its place.
//!
//! Two programs may have it open: each holds the lock only while it reads, changes and writes, so that what one joins
//! to the file the other finds there. A file that is none of these is renamed, never overwritten; one of a later
//! program is left alone. What a place is made of is known elsewhere: here it is anything that can be written as JSON.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::lock;
use super::secure_fs::{self, UNREADABLE};
use crate::text::sanitised;

/// The file's name, and that of the lock beside it.
pub const FILE: &str = "place.json";
const LOCK: &str = "place.lock";
/// The word in the file by which it is known, and the version this program writes.
const NAME: &str = "place";
const VERSION: u32 = 1;
/// The largest file read, in bytes: the places of all packs together take some KiB.
const MAX_BYTES: u64 = 4 * 1024 * 1024;
/// Packs remembered; those opened longest ago are forgotten.
const MOST_PACKS: usize = 50;
/// How long the lock is waited for: whoever leaves is not to notice.
const PATIENCE: Duration = Duration::from_millis(100);

/// What is kept of one pack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Kept<P> {
    /// The pack's id.
    pub pack: String,
    /// Where one was, unless that was forgotten.
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    pub place: Option<P>,
    /// What was asked in the finder, the latest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub queries: Vec<String>,
}

/// What tells the file and its version, whatever else is in it.
#[derive(Debug, Deserialize)]
struct Head {
    maitri: String,
    version: u32,
}

/// The file as it is written.
#[derive(Debug, Deserialize, Serialize)]
struct Contents<P> {
    maitri: String,
    version: u32,
    /// The pack opened last is the first.
    #[serde(default = "Vec::new")]
    packs: Vec<Kept<P>>,
}

/// Why nothing is remembered, or not kept.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// What stands there is no such file.
    #[error("{} can't be read as the place you left off ({why})", shown(.path))]
    NoPlace {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A later program wrote it.
    #[error("{} is of a later maitri (version {version}); it is left alone, and where you are is not remembered", shown(.path))]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: u32,
    },
    /// Another program has the file locked all the time.
    #[error("{} is held by another program", shown(.0))]
    Taken(PathBuf),
    /// The system refuses.
    #[error("{}: {source}", shown(.path))]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

fn shown(path: &Path) -> String {
    sanitised(&path.display().to_string()).into_owned()
}

/// The file in a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceFile(PathBuf);

impl PlaceFile {
    /// That of this directory, which need not be there yet.
    #[must_use]
    pub fn in_directory(directory: &Path) -> Self {
        Self(directory.to_owned())
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.0.join(FILE)
    }

    /// What is kept, the pack opened last first; nothing is changed by looking.
    ///
    /// # Errors
    /// A file that can't be read, or not as one of these.
    pub fn read<P: DeserializeOwned>(&self) -> Result<Vec<Kept<P>>, PlaceError> {
        let path = self.path();
        let bytes = match secure_fs::read(&path, MAX_BYTES) {
            Ok(bytes) => bytes,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(Vec::new());
            }
            // A directory, a pipe, what is far too large: none of these is ours.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::IsADirectory | io::ErrorKind::InvalidInput | io::ErrorKind::FileTooLarge
                ) =>
            {
                return Err(PlaceError::NoPlace { path, why: error.to_string() });
            }
            Err(source) => return Err(PlaceError::Refused { path, source }),
        };
        let no_place = |error: serde_json::Error| PlaceError::NoPlace { path: path.clone(), why: error.to_string() };
        let head: Head = serde_json::from_slice(&bytes).map_err(no_place)?;
        if head.maitri != NAME {
            return Err(PlaceError::NoPlace { path, why: format!("it is “{}”", sanitised(&head.maitri)) });
        }
        if head.version > VERSION {
            return Err(PlaceError::Newer { path, version: head.version });
        }
        serde_json::from_slice(&bytes).map(|contents: Contents<P>| contents.packs).map_err(no_place)
    }

    /// Renames the file, which can't be read, and tells how it is called now.
    ///
    /// # Errors
    /// Whatever the system says.
    pub fn set_aside(&self) -> Result<PathBuf, PlaceError> {
        let path = self.path();
        secure_fs::set_aside(&path, UNREADABLE).map_err(|source| PlaceError::Refused { path, source })
    }

    /// Changes what is kept of a pack, from what stands in the file at this moment, and makes it the first. If
    /// `carried`, it is on the disk when this returns.
    ///
    /// # Errors
    /// As [`PlaceFile::read`]; a directory that can't be written to. What stood there before then stays.
    pub fn change<P: DeserializeOwned + Serialize>(
        &self,
        pack: &str,
        carried: bool,
        change: impl FnOnce(&mut Kept<P>),
    ) -> Result<(), PlaceError> {
        self.change_all(carried, |packs: &mut Vec<Kept<P>>| {
            let known = packs.iter().position(|kept| kept.pack == pack);
            let new = || Kept { pack: pack.to_owned(), place: None, queries: Vec::new() };
            let mut kept = known.map_or_else(new, |at| packs.remove(at));
            change(&mut kept);
            packs.insert(0, kept);
        })
    }

    /// Changes what is kept of all packs.
    ///
    /// # Errors
    /// As [`PlaceFile::change`].
    pub fn change_all<P: DeserializeOwned + Serialize>(
        &self,
        carried: bool,
        change: impl FnOnce(&mut Vec<Kept<P>>),
    ) -> Result<(), PlaceError> {
        let path = self.path();
        let refused = |source| PlaceError::Refused { path: path.clone(), source };
        let lock = lock::wait(&self.0, LOCK, PATIENCE).map_err(refused)?;
        let _held = lock.ok_or_else(|| PlaceError::Taken(path.clone()))?;
        let mut packs = self.read()?;
        change(&mut packs);
        packs.truncate(MOST_PACKS);
        let contents = Contents { maitri: NAME.to_owned(), version: VERSION, packs };
        let text = serde_json::to_string(&contents).map_err(|error| refused(error.into()))?;
        secure_fs::replace(&path, format!("{text}\n").as_bytes(), carried).map_err(refused)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn place_file(base: &Path) -> PlaceFile {
        PlaceFile::in_directory(&base.join("state"))
    }

    fn put(file: &PlaceFile, pack: &str, place: u32, query: &str) -> Result<(), PlaceError> {
        file.change(pack, false, |kept| {
            kept.place = Some(place);
            kept.queries.push(query.to_owned());
        })
    }

    #[test]
    fn what_is_kept_is_found_by_pack_the_latest_first() {
        let base = tempfile::tempdir().unwrap();
        let file = place_file(base.path());
        assert_eq!(file.read::<u32>().unwrap(), []);
        assert!(!base.path().join("state").exists(), "looking makes nothing");
        put(&file, "a", 1, "x").unwrap();
        put(&file, "b", 2, "y").unwrap();
        put(&file, "a", 3, "z").unwrap();
        let kept = |pack: &str, place, queries: &[&str]| Kept {
            pack: pack.to_owned(),
            place: Some(place),
            queries: queries.iter().map(ToString::to_string).collect(),
        };
        assert_eq!(file.read::<u32>().unwrap(), [kept("a", 3, &["x", "z"]), kept("b", 2, &["y"])]);
        for number in 0..MOST_PACKS {
            put(&file, &format!("p{number}"), 0, "").unwrap();
        }
        assert_eq!(file.read::<u32>().unwrap().len(), MOST_PACKS);
    }

    #[test]
    fn what_is_no_place_is_refused_and_never_overwritten() {
        let base = tempfile::tempdir().unwrap();
        let file = place_file(base.path());
        put(&file, "a", 1, "x").unwrap();
        let texts = [
            "",
            "{",
            "[]",
            "{\"maitri\":\"reviews\",\"version\":1}",
            "{\"maitri\":\"place\",\"version\":1,\"packs\":3}",
        ];
        for text in texts {
            fs::write(file.path(), text).unwrap();
            assert!(matches!(file.read::<u32>(), Err(PlaceError::NoPlace { .. })), "{text}");
            assert!(put(&file, "a", 2, "y").is_err());
            assert_eq!(fs::read_to_string(file.path()).unwrap(), text);
        }
        let aside = file.set_aside().unwrap();
        assert_eq!(fs::read_to_string(&aside).unwrap(), texts[texts.len() - 1]);
        put(&file, "a", 2, "y").unwrap();
        let newer = "{\"maitri\":\"place\",\"version\":9,\"packs\":{}}";
        fs::write(file.path(), newer).unwrap();
        let told = put(&file, "a", 3, "z").unwrap_err().to_string();
        assert!(told.contains("later maitri (version 9)"), "{told}");
        assert_eq!(fs::read_to_string(file.path()).unwrap(), newer);
    }

    #[test]
    fn many_who_write_at_once_lose_nothing() {
        let base = tempfile::tempdir().unwrap();
        let file = place_file(base.path());
        std::thread::scope(|scope| {
            for writer in 0..4_u32 {
                let file = &file;
                // Where disks are slow, the others may keep the lock for longer than is waited: whoever is told so tries again.
                let write = move |n: u32| loop {
                    match put(file, "a", writer, &format!("{writer}-{n}")) {
                        Err(PlaceError::Taken(_)) => {}
                        written => return written.unwrap(),
                    }
                };
                scope.spawn(move || (0..10).for_each(write));
            }
        });
        let kept = file.read::<u32>().unwrap();
        assert_eq!(kept.first().map(|kept| kept.queries.len()), Some(40));
    }

    #[test]
    fn one_who_keeps_the_lock_is_not_waited_for_for_ever() {
        let base = tempfile::tempdir().unwrap();
        let file = place_file(base.path());
        put(&file, "a", 1, "x").unwrap();
        let _held = lock::take(&base.path().join("state"), LOCK).unwrap();
        assert!(matches!(put(&file, "a", 2, "y"), Err(PlaceError::Taken(_))));
    }
}
