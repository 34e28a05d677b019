//! How far a pack has been loaded, for whoever waits for it elsewhere. What is done at each stage the other files know;
//! how it is told, whoever waits.

use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

/// What is being done with a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Its text is being parsed.
    Parsing,
    /// What it holds is being linked.
    Linking,
    /// It is being judged.
    Checking,
}

/// How far a pack has been loaded.
#[derive(Debug, Default)]
pub struct Loading {
    stage: AtomicU8,
    things: AtomicUsize,
}

/// So many things are parsed before that is told: telling each would keep those waiting who parse beside.
const A_ROUND: usize = 1024;

impl Loading {
    /// What is being done.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match self.stage.load(Ordering::Relaxed) {
            0 => Stage::Parsing,
            1 => Stage::Linking,
            _ => Stage::Checking,
        }
    }

    /// How many things were parsed so far, in about.
    #[must_use]
    pub fn things(&self) -> usize {
        self.things.load(Ordering::Relaxed)
    }

    /// Notes what is done from now on.
    pub(crate) fn reach(&self, stage: Stage) {
        let number = match stage {
            Stage::Parsing => 0,
            Stage::Linking => 1,
            Stage::Checking => 2,
        };
        self.stage.store(number, Ordering::Relaxed);
    }

    /// Notes that one more thing was parsed, the last of so many in a file.
    pub(crate) fn count(&self, in_file: usize) {
        if in_file.is_multiple_of(A_ROUND) {
            self.things.fetch_add(A_ROUND, Ordering::Relaxed);
        }
    }
}
