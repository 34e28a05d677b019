//! The sources of the program, read by tests of what may stand in them.

use std::fs;
use std::path::{Path, PathBuf};

/// A source: its path below `src`, with slashes, and its text.
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) text: String,
}

impl Source {
    /// The lines of the program, without its comments and its unit tests, which come last.
    pub(crate) fn code(&self) -> impl Iterator<Item = &str> {
        let text = self.text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default();
        text.lines().map(|line| line.split("//").next().unwrap_or_default())
    }
}

/// Every source below a folder of `src`, in order.
pub(crate) fn sources(below: &str) -> Vec<Source> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    gather(&src.join(below), &mut paths);
    assert!(!paths.is_empty(), "nothing stands below src/{below}");
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&src).expect("below src").to_string_lossy().replace('\\', "/");
        Source { name, text: fs::read_to_string(&path).expect("a source") }
    };
    paths.into_iter().map(read).collect()
}

fn gather(directory: &Path, found: &mut Vec<PathBuf>) {
    let mut paths: Vec<_> = fs::read_dir(directory).expect("a folder").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}
