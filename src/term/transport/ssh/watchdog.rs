//! Looks for a step or a command that goes on for too long: it is told in the log, its visitor is let go, and no visit
//! begins on its shard until that answers. Where it does not for long, all is given up. It sleeps as long as nothing is
//! done.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::activity::Activity;
use super::counters::Counters;
use super::line::Farewell;
use super::log::{Level, Log};
use crate::clock::Clock;

/// A step that goes on for longer is too long.
pub(super) const TOO_LONG: Duration = Duration::from_secs(2);
/// Whatever goes on for longer will not end any more.
pub(super) const HOPELESS: Duration = Duration::from_secs(30);
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

    /// Looks at these until it is ended, each with what is too long for it; after so long, if that is ever, it gives up
    /// so.
    pub(super) fn run(
        &self,
        all: &[(Arc<Activity>, Duration)],
        (hopeless, give_up): (Duration, &dyn Fn()),
        clock: Clock,
        counters: &Counters,
        log: Log,
    ) {
        let steps = || all.iter().map(|(activity, _)| activity.steps()).collect::<Vec<_>>();
        while self.sleep() {
            loop {
                let before = steps();
                if !self.pause() {
                    return;
                }
                let mut is_busy = false;
                for (activity, too_long) in all {
                    let Some(doing) = activity.doing() else { continue };
                    is_busy = true;
                    let time = clock.elapsed().saturating_sub(doing.since);
                    if time >= hopeless {
                        give_up();
                    }
                    if time < *too_long || activity.sticks() {
                        continue;
                    }
                    counters.stuck();
                    let number = doing.mailbox.id();
                    log.tell(
                        Level::Quiet,
                        format_args!(
                            "visit {number} has been at one step for over {} s; it is let go",
                            too_long.as_secs()
                        ),
                    );
                    let said = format!("{SAID}\r\n").into_bytes();
                    // Where no screen was taken what is written may be kept in a file.
                    let (output, errors) = if doing.exit.is_empty() {
                        (Vec::new(), said)
                    } else {
                        ([&doing.exit, said.as_slice()].concat(), Vec::new())
                    };
                    doing.line.end(Farewell { output, errors, code: 1, ..Farewell::default() });
                    doing.mailbox.stuck();
                }
                if !is_busy && steps() == before {
                    break;
                }
            }
            self.is_awake.store(false, Ordering::Release);
            // What began just before that was not told again.
            if all.iter().any(|(activity, _)| activity.doing().is_some()) {
                self.look_up();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::term::transport::ssh::activity::Doing;
    use crate::term::transport::ssh::line::{Order, ReturnLine};
    use crate::term::transport::ssh::mailbox::Mailbox;

    #[test]
    fn what_will_not_end_any_more_is_given_up_once_its_visitor_is_told() {
        let (watchdog, activity) = (Watchdog::default(), Arc::<Activity>::default());
        let (mailbox, (line, mut orders)) = (Mailbox::new(1, Arc::new(|_| {})), ReturnLine::heard());
        let since = Duration::ZERO;
        activity.begins(Doing { mailbox: Arc::clone(&mailbox), line, exit: Arc::default(), since });
        watchdog.look_up();
        let times = Cell::new(0);
        let give_up = || {
            times.set(times.get() + 1);
            watchdog.end();
        };
        let (all, clock) = ([(activity, Duration::ZERO)], Clock::start());
        watchdog.run(&all, (Duration::ZERO, &give_up), clock, &Counters::default(), Log::new(Level::Quiet, false));
        assert!(times.get() == 1 && mailbox.is_over());
        let Some(Order::End(Farewell { output, errors, code, .. })) = orders.blocking_recv() else {
            panic!("the visitor is not told")
        };
        assert!(output.is_empty() && errors.starts_with(SAID.as_bytes()) && code == 1);
    }
}
