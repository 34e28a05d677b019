//! Drafts of notes: each a file of its own while the reader's editor has it, gone once it was read.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::secure_fs::{self, Access};
use crate::study::notes::{Drafts, LONGEST};
use crate::study::shelf::NotKept;

/// The directory in which drafts lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftDirectory(pub PathBuf);

impl Drafts for DraftDirectory {
    fn put(&self, text: &str) -> Result<PathBuf, NotKept> {
        let made = || -> io::Result<PathBuf> {
            secure_fs::make_directory(&self.0)?;
            // What is there is another draft, perhaps of a program that was killed: it is left.
            let free = (1..u32::MAX).map(|number| self.0.join(format!("note-{number}.md"))).find(|path| !path.exists());
            let path = free.ok_or_else(|| io::Error::other("no free name for a draft"))?;
            let mut file = secure_fs::open(&path, Access::Append)?;
            file.write_all(text.as_bytes())?;
            Ok(path)
        };
        made().map_err(|error| NotKept(format!("the note can’t be handed to an editor ({error})")))
    }

    fn take(&self, file: &Path) -> Result<String, NotKept> {
        // An editor may have more to say than a note takes: that is cut where it is seen.
        let bytes = secure_fs::read(file, 16 * LONGEST as u64).map_err(|error| {
            NotKept(format!("what was written can’t be read back ({error}); it is in {}", file.display()))
        })?;
        // Where it stays, it is only in the way.
        let _ = fs::remove_file(file);
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_put_and_taken() {
        let base = tempfile::tempdir().unwrap();
        let drafts = DraftDirectory(base.path().join("data"));
        let (one, other) = (drafts.put("one").unwrap(), drafts.put("two\n").unwrap());
        assert_ne!(one, other);
        fs::write(&one, b"three \xff").unwrap();
        assert_eq!(drafts.take(&one).unwrap(), "three \u{fffd}");
        assert_eq!(drafts.take(&other).unwrap(), "two\n");
        assert!(!one.exists() && drafts.take(&one).is_err());
    }
}
