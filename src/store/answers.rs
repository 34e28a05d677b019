//! The texts of a reader's answers: files in a directory of the reader's own, made here and written by the reader's
//! editor. Nothing here ever changes one that is there.

use std::io::{self, Write as _};
use std::path::PathBuf;

use super::secure_fs::{self, Access};
use crate::study::mains::answer::Answers;
use crate::study::shelf::NotKept;
use crate::text::sanitised;

/// The largest answer read, in bytes: a hundred times the longest.
const MAX_BYTES: u64 = 1024 * 1024;

/// The directory in which answers lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerDirectory(pub PathBuf);

impl Answers for AnswerDirectory {
    fn begin(&self, name: &str, head: &str) -> Result<PathBuf, NotKept> {
        let path = self.0.join(name);
        let made = || -> io::Result<()> {
            secure_fs::make_directory(&self.0)?;
            let mut file = secure_fs::open(&path, Access::Append)?;
            // What is there is the reader's.
            if file.metadata()?.len() == 0 { file.write_all(head.as_bytes()) } else { Ok(()) }
        };
        made().map_err(|error| self.told(name, "made", &error))?;
        Ok(path)
    }

    fn read(&self, name: &str) -> Result<Option<String>, NotKept> {
        match secure_fs::read(&self.0.join(name), MAX_BYTES) {
            Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(self.told(name, "read", &error)),
        }
    }
}

impl AnswerDirectory {
    fn told(&self, name: &str, done: &str, error: &io::Error) -> NotKept {
        let path = self.0.join(name).display().to_string();
        NotKept(format!("the answer {} can’t be {done} ({error})", sanitised(&path)))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn an_answer_is_made_once_and_never_changed() {
        let base = tempfile::tempdir().unwrap();
        let answers = AnswerDirectory(base.path().join("data/answers"));
        assert_eq!(answers.read("a.md"), Ok(None));
        let path = answers.begin("a.md", "> Why?\n\n").unwrap();
        assert_eq!(answers.read("a.md").unwrap().unwrap(), "> Why?\n\n");
        fs::write(&path, "Because.\n").unwrap();
        assert_eq!(answers.begin("a.md", "> Why?\n\n").unwrap(), path);
        assert_eq!(fs::read_to_string(&path).unwrap(), "Because.\n");
        fs::write(&path, b"Be\xffcause").unwrap();
        assert_eq!(answers.read("a.md").unwrap().unwrap(), "Be\u{fffd}cause");
    }

    #[test]
    fn what_stands_in_the_way_is_told() {
        let base = tempfile::tempdir().unwrap();
        fs::write(base.path().join("data"), "a file").unwrap();
        let answers = AnswerDirectory(base.path().join("data"));
        assert_eq!(answers.read("a.md"), Ok(None));
        let told = answers.begin("a.md", "").unwrap_err().to_string();
        assert!(told.contains("a.md can’t be made"), "{told}");
        assert_eq!(fs::read_to_string(base.path().join("data")).unwrap(), "a file");
    }
}
