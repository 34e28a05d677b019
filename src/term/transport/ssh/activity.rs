//! What a thread is at that does something for visitors, as others see it: for which visit, and since when. The
//! [`watchdog`](super::watchdog) looks at it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::line::ReturnLine;
use super::mailbox::Mailbox;

/// What is done for a visit.
#[derive(Clone, Debug)]
pub(super) struct Doing {
    /// The visit.
    pub(super) mailbox: Arc<Mailbox>,
    /// The way back to the visitor.
    pub(super) line: ReturnLine,
    /// What gives the visitor's screen back.
    pub(super) exit: Arc<[u8]>,
    /// Since when, by the clock's `elapsed`.
    pub(super) since: Duration,
}

/// What a thread is at.
#[derive(Debug, Default)]
pub(super) struct Activity {
    now: Mutex<Option<Doing>>,
    /// How many steps it has taken.
    steps: AtomicU64,
    /// It has been at one for too long.
    is_stuck: AtomicBool,
}

impl Activity {
    /// It is at a step of this visit.
    pub(super) fn begins(&self, doing: Doing) {
        *self.lock() = Some(doing);
    }

    /// It is done with that.
    pub(super) fn ends(&self) {
        *self.lock() = None;
        self.steps.fetch_add(1, Ordering::Relaxed);
        self.is_stuck.store(false, Ordering::Relaxed);
    }

    /// What it is at.
    pub(super) fn doing(&self) -> Option<Doing> {
        self.lock().clone()
    }

    /// How many steps it has taken.
    pub(super) fn steps(&self) -> u64 {
        self.steps.load(Ordering::Relaxed)
    }

    /// Whether it is known to have been at one step for too long.
    pub(super) fn is_stuck(&self) -> bool {
        self.is_stuck.load(Ordering::Relaxed)
    }

    /// It has been at one step for too long; tells whether that was known.
    pub(super) fn sticks(&self) -> bool {
        self.is_stuck.swap(true, Ordering::Relaxed)
    }

    /// What is locked is whole whatever panicked.
    fn lock(&self) -> MutexGuard<'_, Option<Doing>> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
