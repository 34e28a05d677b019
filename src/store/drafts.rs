//! Drafts of notes: what is being written and not kept yet, so that it outlasts the program, however that ends.
//!
//! Each is two files with one number: `1.md` has the text, which the reader's own editor may open, and `1.json` tells
//! what it is on and is locked by the program that writes it. One that nobody holds was left behind, and is gone on
//! with by whoever opens that note next. A draft goes only when its text is kept, or is thrown away by its reader.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::secure_fs::{self, Access};
use crate::study::notes::{Draft, DraftFile, Drafts, LONGEST, Target};
use crate::study::shelf::NotKept;
use crate::text::sanitised;

/// Where they lie in the directory of the reader's data.
pub(crate) const FOLDER: &str = "drafts";
/// The longest text read, in bytes: an editor may have more to say than a note takes, which is told where it is kept.
const MOST: u64 = 16 * LONGEST as u64;
/// More drafts than anybody leaves behind.
const NUMBERS: u32 = 10_000;

/// The directory in which drafts lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftDirectory(PathBuf);

/// A draft that this program holds.
#[derive(Debug)]
struct HeldDraft {
    text: PathBuf,
    about: PathBuf,
    /// Locked, which tells others that it is written.
    lock: File,
}

impl DraftDirectory {
    /// The drafts of a reader whose data lie in this directory.
    #[must_use]
    pub fn within(data: &Path) -> Self {
        Self(data.join(FOLDER))
    }

    fn made(&self, draft: &Draft, text: &str) -> io::Result<HeldDraft> {
        secure_fs::make_directory(&self.0)?;
        for number in 1..NUMBERS {
            let (path, about) = self.paths(number);
            // What is there is another draft, of this program or of any other.
            if secure_fs::is_there(&path) {
                continue;
            }
            // One whose text is gone was being begun when a program was killed, or its text was taken away by hand; or
            // another begins it now, and then has the lock, or is about to find it taken.
            let lock = secure_fs::open(&about, Access::Lock)?;
            match lock.try_lock() {
                Err(TryLockError::WouldBlock) => continue,
                // Where there are no locks, a draft may be offered while it is written: better than none.
                Ok(()) | Err(TryLockError::Error(_)) => {}
            }
            let held = HeldDraft { text: path, about, lock };
            let about = serde_json::to_vec(draft)?;
            let written = held
                .lock
                .set_len(0)
                .and_then(|()| (&held.lock).write_all(&about))
                .and_then(|()| secure_fs::open(&held.text, Access::New)?.write_all(text.as_bytes()));
            return match written {
                Ok(()) => Ok(held),
                // Another was quicker, and it is not ours to remove.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(error) => {
                    held.remove();
                    Err(error)
                }
            };
        }
        Err(io::Error::other(format!("{} is full", sanitised(&self.0.display().to_string()))))
    }

    fn paths(&self, number: u32) -> (PathBuf, PathBuf) {
        (self.0.join(format!("{number}.md")), self.0.join(format!("{number}.json")))
    }

    /// Those of a pack that nobody holds, the oldest first, each held by this as long as it is looked at.
    fn unheld(&self, pack: &str) -> Vec<(Draft, HeldDraft)> {
        let files = fs::read_dir(&self.0).into_iter().flatten().flatten().map(|entry| entry.path());
        let number = |path: PathBuf| path.file_name()?.to_str()?.strip_suffix(".json")?.parse::<u32>().ok();
        let mut numbers: Vec<u32> = files.filter_map(number).collect();
        numbers.sort_unstable();
        numbers
            .into_iter()
            .filter_map(|number| self.unheld_one(number))
            .filter(|(draft, _)| draft.pack == pack)
            .collect()
    }

    fn unheld_one(&self, number: u32) -> Option<(Draft, HeldDraft)> {
        let (text, about) = self.paths(number);
        let lock = secure_fs::open(&about, Access::Read).ok()?;
        if matches!(lock.try_lock(), Err(TryLockError::WouldBlock)) {
            return None;
        }
        let mut bytes = Vec::new();
        // By the handle that has the lock: some systems let no other read it.
        (&lock).take(MOST).read_to_end(&mut bytes).ok()?;
        let draft = serde_json::from_slice(&bytes).ok()?;
        // Of one that was killed as it began there is nothing to go on with; one that was thrown away is gone by now.
        (text.is_file() && about.is_file()).then_some((draft, HeldDraft { text, about, lock }))
    }
}

impl Drafts for DraftDirectory {
    fn begin(&self, draft: &Draft, text: &str) -> Result<Box<dyn DraftFile>, NotKept> {
        let made = self.made(draft, text);
        let told = |error| NotKept(format!("no draft of the note can be written ({error})"));
        made.map(|held| Box::new(held) as Box<dyn DraftFile>).map_err(told)
    }

    fn left(&self, pack: &str) -> Vec<Draft> {
        let unheld = self.unheld(pack).into_iter();
        unheld.filter(|(_, held)| held.can_be_read()).map(|(draft, _)| draft).collect()
    }

    fn take(&self, pack: &str, is_on: &dyn Fn(&Target) -> bool) -> Option<(Draft, String, Box<dyn DraftFile>)> {
        let mut left = self.unheld(pack).into_iter().rev().filter(|(draft, _)| is_on(&draft.on));
        left.find_map(|(draft, held)| Some((draft, held.read().ok()?, Box::new(held) as Box<dyn DraftFile>)))
    }
}

impl HeldDraft {
    /// Whether it is short enough to be gone on with here.
    fn can_be_read(&self) -> bool {
        fs::metadata(&self.text).is_ok_and(|about| about.len() <= MOST)
    }

    /// First what it says: what tells what it is on goes with the last trace of it.
    fn remove(&self) {
        // Where a file stays, it is offered again.
        let _ = fs::remove_file(&self.text).and_then(|()| fs::remove_file(&self.about));
    }
}

impl DraftFile for HeldDraft {
    fn path(&self) -> &Path {
        &self.text
    }

    fn write(&mut self, text: &str) -> Result<(), NotKept> {
        let told = |error| NotKept(format!("the draft of the note can’t be written ({error})"));
        secure_fs::replace(&self.text, text.as_bytes(), false).map_err(told)
    }

    fn read(&self) -> Result<String, NotKept> {
        let bytes = secure_fs::read(&self.text, MOST).map_err(|error| {
            let path = self.text.display().to_string();
            NotKept(format!("what was written can’t be read back ({error}); it is in {}", sanitised(&path)))
        })?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn discard(self: Box<Self>) {
        self.remove();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(id: &str) -> Draft {
        Draft { pack: "p".to_owned(), on: Target::Item(id.to_owned()), before: "old".to_owned() }
    }

    #[test]
    fn each_program_has_a_draft_of_its_own() {
        let base = tempfile::tempdir().unwrap();
        let drafts = DraftDirectory::within(base.path());
        let (mut one, other) = (drafts.begin(&draft("a"), "one").unwrap(), drafts.begin(&draft("a"), "two").unwrap());
        assert_ne!(one.path(), other.path());
        one.write("one more").unwrap();
        assert_eq!((one.read().unwrap().as_str(), other.read().unwrap().as_str()), ("one more", "two"));
        assert!(drafts.left("p").is_empty(), "both are being written");
        assert!(drafts.take("p", &|_| true).is_none());
        one.discard();
        other.discard();
        assert_eq!(fs::read_dir(base.path().join(FOLDER)).unwrap().count(), 0);
    }

    #[test]
    fn what_is_left_behind_is_gone_on_with_once() {
        let base = tempfile::tempdir().unwrap();
        let drafts = DraftDirectory::within(base.path());
        assert!(drafts.left("p").is_empty(), "where there is no directory there is no draft");
        drop(drafts.begin(&draft("a"), "words").unwrap());
        assert_eq!((drafts.left("p"), drafts.left("q")), (vec![draft("a")], Vec::new()));
        assert!(drafts.take("p", &|on| on.to_string() == "b").is_none());
        let (what, text, held) = drafts.take("p", &|_| true).unwrap();
        assert_eq!((what, text.as_str()), (draft("a"), "words"));
        assert!(drafts.take("p", &|_| true).is_none(), "it is being written again");
        drop(held);
        assert_eq!(drafts.left("p").len(), 1);
    }

    #[test]
    fn one_that_nobody_can_go_on_with_is_not_offered() {
        let base = tempfile::tempdir().unwrap();
        let drafts = DraftDirectory::within(base.path());
        let long = drafts.begin(&draft("a"), "").unwrap();
        File::create(long.path()).unwrap().set_len(MOST + 1).unwrap();
        drop(long);
        assert!(drafts.left("p").is_empty() && drafts.take("p", &|_| true).is_none());
        assert!(base.path().join("drafts/1.md").exists(), "but it stays");
    }

    #[test]
    fn a_number_whose_text_is_gone_is_used_again_unless_another_holds_it() {
        let base = tempfile::tempdir().unwrap();
        let drafts = DraftDirectory::within(base.path());
        let one = drafts.begin(&draft("a longer name"), "one").unwrap();
        fs::remove_file(one.path()).unwrap();
        // As by another program that looks at it at this moment.
        let two = drafts.begin(&draft("b"), "two").unwrap();
        assert_eq!(two.path(), base.path().join("drafts/2.md"));
        drop((one, two));
        drop(drafts.begin(&draft("c"), "three").unwrap());
        assert_eq!(drafts.left("p"), [draft("c"), draft("b")]);
    }

    #[test]
    fn what_an_editor_wrote_is_read_as_it_is() {
        let base = tempfile::tempdir().unwrap();
        let held = DraftDirectory::within(base.path()).begin(&draft("a"), "").unwrap();
        fs::write(held.path(), b"three \xff").unwrap();
        assert_eq!(held.read().unwrap(), "three \u{fffd}");
        fs::remove_file(held.path()).unwrap();
        assert!(held.read().unwrap_err().0.contains("can’t be read back"));
    }
}
