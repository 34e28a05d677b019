//! What the user has set: how the explorer looks, how one studies, and keys of one's own.
//!
//! `config.ron` in the directory that [`paths::config`] tells; every setting may be left out. A
//! file with a mistake in it counts for nothing, and the mistake is told with its place. What the
//! command line and the environment say goes before the file; that order is [`crate::cli`]'s.

mod example;
mod read;

use std::path::PathBuf;

pub use example::example;
pub use read::parse;

use crate::cli::{ColorChoice, MarkerChoice};
use crate::data::files;
use crate::data::problem::Problem;
use crate::store::paths;
use crate::study::scheduler::Plan;
use crate::tui::keymap::{Keymap, STANDARD};

/// The file's name.
pub const FILE: &str = "config.ron";
/// The largest file read, in bytes: far above what anybody sets.
const MAX_BYTES: u64 = 256 * 1024;

/// Every setting. What is `None` was not set.
#[derive(Clone, Debug)]
pub struct Config {
    /// The theme's name, or `auto`.
    pub theme: Option<String>,
    /// How many colours.
    pub color: Option<ColorChoice>,
    /// Whether to draw in ASCII.
    pub ascii: Option<bool>,
    /// What lines of charts are made of.
    pub marker: Option<MarkerChoice>,
    /// The exam, how much a day, and how answers are graded.
    pub plan: Plan,
    /// Which key means what.
    pub keymap: Keymap,
}

impl Default for Config {
    fn default() -> Self {
        Self { theme: None, color: None, ascii: None, marker: None, plan: Plan::default(), keymap: STANDARD.clone() }
    }
}

/// Where the file is, or would be; nothing if the system tells no home directory.
#[must_use]
pub fn path() -> Option<PathBuf> {
    paths::config().map(|directory| directory.join(FILE))
}

/// What was found where the file should be.
#[derive(Debug)]
pub enum Found {
    /// No file: nothing is set.
    Nothing,
    /// The settings.
    Config(Box<Config>),
    /// Mistakes, because of which nothing counts as set.
    Problems(Vec<Problem>),
}

/// Reads the file, if there is one.
#[must_use]
pub fn find() -> Found {
    let Some(path) = path() else { return Found::Nothing };
    // A link that leads nowhere is a mistake, not the absence of a file.
    if path.symlink_metadata().is_err_and(|error| is_absence(error.kind())) {
        return Found::Nothing;
    }
    match files::read(&path, MAX_BYTES).map_err(|problem| vec![problem]).and_then(|file| parse(&file)) {
        Ok(config) => Found::Config(Box::new(config)),
        Err(problems) => Found::Problems(problems),
    }
}

fn is_absence(kind: std::io::ErrorKind) -> bool {
    matches!(kind, std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
}
