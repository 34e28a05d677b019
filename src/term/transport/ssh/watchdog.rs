//! Looks for a step that goes on for too long: it is told in the log, its visitor is let go, and no visit begins on its shard
//! until that answers. It sleeps as long as nothing is done.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::counters::Counters;
use super::line::Farewell;
use super::log::{Level, Log};
use super::shards::Shards;
use crate::clock::Clock;

/// A step that goes on for longer is too long.
pub(super) const TOO_LONG: Duration = Duration::from_secs(2);
/// How often it is looked at what is done.
const PACE: Duration = Duration::from_millis(500);
/// What a visitor is told.
const SAID: &str = "maitri: this took too long, and the visit ends here. We are sorry.";

/// Who wakes it.
#[derive(Debug, Default)]
pub(super) struct Watchdog {
    is_awake: AtomicBool,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    is_called: bool,
    is_over: bool,
}

impl Watchdog {
    /// Something is done.
    pub(super) fn look_up(&self) {
        if !self.is_awake.swap(true, Ordering::AcqRel) {
            self.change(|state| state.is_called = true);
        }
    }

    /// Nothing more will be.
    pub(super) fn end(&self) {
        self.change(|state| state.is_over = true);
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner));
        self.changed.notify_all();
    }

    /// Sleeps until it is called; tells whether it was.
    fn sleep(&self) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_while(state, |state| !state.is_called && !state.is_over);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        state.is_called = false;
        !state.is_over
    }

    /// Waits for a moment; tells whether to go on.
    fn pause(&self) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(state, PACE, |state| !state.is_over);
        !waited.map_or_else(|poisoned| poisoned.into_inner().0.is_over, |(state, _)| state.is_over)
    }

    /// Looks until it is ended.
    pub(super) fn run(&self, shards: &Shards, too_long: Duration, clock: Clock, counters: &Counters, log: Log) {
        let steps = || shards.all().iter().map(|shard| shard.steps()).collect::<Vec<_>>();
        while self.sleep() {
            loop {
                let before = steps();
                if !self.pause() {
                    return;
                }
                let mut is_busy = false;
                for shard in shards.all() {
                    let Some(doing) = shard.doing() else { continue };
                    is_busy = true;
                    if clock.elapsed().saturating_sub(doing.since) < too_long || shard.is_stuck() {
                        continue;
                    }
                    counters.stuck();
                    let number = doing.mailbox.id();
                    log.tell(
                        Level::Quiet,
                        format_args!("visit {number} has been at one step for over 2 s; it is let go"),
                    );
                    let output = [&doing.exit, format!("{SAID}\r\n").as_bytes()].concat();
                    doing.line.end(Farewell { output, code: 1, ..Farewell::default() });
                    doing.mailbox.stuck();
                }
                if !is_busy && steps() == before {
                    break;
                }
            }
            self.is_awake.store(false, Ordering::Release);
            // What began just before that was not told again.
            if shards.all().iter().any(|shard| shard.doing().is_some()) {
                self.look_up();
            }
        }
    }
}
