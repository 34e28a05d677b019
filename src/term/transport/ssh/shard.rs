//! A shard: a thread with the visits that are its own. It waits for what comes, or for the first moment that one of
//! them has asked for, and then steps that one; one step of one visit, and then of the one that has been due for
//! longest. One visit at most begins between two steps. A visit that panics is apologised for, and the others go on.

use std::collections::{BTreeSet, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SendError, Sender};
use std::time::Duration;

use super::activity::Doing;
use super::arrival::{Arrival, Event};
use super::counters::Counters;
use super::guest::{Host, Reception};
use super::line::Farewell;
use super::log::{Level, Log};
use super::mailbox::Bell;
use super::shards::Shard;
use super::visit::{Over, Visit};
use super::watchdog::Watchdog;
use crate::clock::Clock;
use crate::term::visit::SORRY;

/// What a shard works with besides its visits.
pub(super) struct Tools {
    pub(super) clock: Clock,
    pub(super) counters: Arc<Counters>,
    pub(super) log: Log,
    pub(super) watchdog: Arc<Watchdog>,
    /// Where commands go.
    pub(super) commands: Sender<Arrival>,
}

/// The visits of a shard.
struct Visits<'h, H> {
    host: &'h H,
    shard: Arc<Shard>,
    tools: Tools,
    all: HashMap<u64, (Visit<'h>, Option<Duration>)>,
    due: BTreeSet<(Duration, u64)>,
}

/// Serves visits until it is told to close, or nobody can tell it any more.
pub(super) fn run<H: Host>(host: &H, shard: Arc<Shard>, events: &Receiver<Event>, tools: Tools) {
    let mut visits = Visits { host, shard, tools, all: HashMap::new(), due: BTreeSet::new() };
    loop {
        let first = visits.due.first().map(|(at, _)| at.saturating_sub(visits.now()));
        let event = match first {
            None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(wait) => events.recv_timeout(wait),
        };
        let mut next = match event {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        while let Some(event) = next {
            match event {
                Event::Begin(arrival) => {
                    visits.begin(*arrival);
                    // Of many who come at once none keeps those waiting who are there.
                    break;
                }
                Event::Mail(id) => visits.is_due(id, visits.now()),
                Event::Announce(notice) => visits.announce(&notice),
                Event::Close(sentence) => return visits.close(&sentence),
            }
            next = events.try_recv().ok();
        }
        let now = visits.now();
        if let Some((_, id)) = visits.due.first().copied().filter(|(at, _)| *at <= now) {
            visits.step(id);
        }
    }
}

impl<H: Host> Visits<'_, H> {
    fn now(&self) -> Duration {
        self.tools.clock.elapsed()
    }

    /// Notes that a visit is to be stepped then, unless it is before.
    fn is_due(&mut self, id: u64, at: Duration) {
        if let Some((_, due)) = self.all.get_mut(&id)
            && due.is_none_or(|before| before > at)
        {
            if let Some(before) = due.replace(at) {
                self.due.remove(&(before, id));
            }
            self.due.insert((at, id));
        }
    }

    /// Receives a visitor.
    fn begin(&mut self, arrival: Arrival) {
        let (id, since) = (arrival.mailbox.id(), self.now());
        let doing =
            Doing { mailbox: Arc::clone(&arrival.mailbox), line: arrival.line.clone(), exit: Arc::default(), since };
        let (line, bell) = (arrival.line.clone(), Bell::of(&arrival.mailbox));
        let (host, now) = (self.host, self.tools.clock.now());
        let (commands, log) = (&self.tools.commands, self.tools.log);
        let begun = self.doing(doing, || match host.receive(&arrival.request, &bell) {
            Reception::Screen(screen) => Some(Visit::new(screen, arrival, now)),
            Reception::Command => {
                if let Err(SendError(arrival)) = commands.send(arrival) {
                    arrival.apologise();
                }
                None
            }
            Reception::Told(sentence, code) => {
                let end = if arrival.request.terminal.is_some() { "\r\n" } else { "\n" };
                let errors = format!("{sentence}{end}").into_bytes();
                let from = &arrival.from;
                log.tell(Level::Debug, format_args!("visit {id}{from} was refused what it asked for"));
                arrival.line.end(Farewell { errors, code, permit: Some(arrival.permit), ..Farewell::default() });
                None
            }
        });
        match begun {
            Some(Some(visit)) => {
                self.tools.counters.began();
                self.all.insert(id, (visit, None));
                self.is_due(id, since);
            }
            Some(None) => self.shard.forgets(),
            None => {
                self.shard.forgets();
                line.end(Farewell { errors: format!("{SORRY}\r\n").into_bytes(), code: 1, ..Farewell::default() });
            }
        }
    }

    /// Steps a visit.
    fn step(&mut self, id: u64) {
        let Some((mut visit, due)) = self.all.remove(&id) else { return };
        if let Some(at) = due {
            self.due.remove(&(at, id));
        }
        let now = self.tools.clock.now();
        let stepped = self.doing(visit.doing(now.elapsed), || visit.step(now).map_or_else(|| Ok(visit.next()), Err));
        match stepped {
            Some(Ok(next)) => {
                self.all.insert(id, (visit, None));
                if let Some(at) = next {
                    // One that is always due does not go before others that are.
                    let at = at.max(self.now().min(now.elapsed));
                    self.is_due(id, at);
                }
            }
            Some(Err(over)) => self.end(visit, &over),
            None => self.end(visit, &Over { code: 1, ..Over::told(SORRY, "panicked") }),
        }
    }

    /// Ends a visit, whatever state it is in.
    fn end(&mut self, visit: Visit<'_>, over: &Over) {
        let now = self.now();
        // What a panic has left half done may panic again as it is dropped.
        let told = catch_unwind(AssertUnwindSafe(|| visit.end(over, now)));
        if let Ok(told) = told {
            self.tools.log.tell(Level::Visits, told);
        }
        self.shard.forgets();
    }

    fn announce(&mut self, notice: &Arc<str>) {
        let (ids, now) = (self.all.keys().copied().collect::<Vec<_>>(), self.now());
        for id in ids {
            if let Some((visit, _)) = self.all.get_mut(&id) {
                visit.announce(notice);
            }
            self.is_due(id, now);
        }
    }

    fn close(mut self, sentence: &str) {
        let over = Over::told(sentence, "closed");
        for (_, (visit, _)) in std::mem::take(&mut self.all) {
            self.end(visit, &over);
        }
    }

    /// Does something for a visit while others know of it; nothing is given back if it panics.
    fn doing<T>(&self, doing: Doing, work: impl FnOnce() -> T) -> Option<T> {
        let since = doing.since;
        self.shard.activity().begins(doing);
        self.tools.watchdog.look_up();
        let done = catch_unwind(AssertUnwindSafe(work));
        self.shard.activity().ends();
        self.tools.counters.stepped(self.now().saturating_sub(since));
        if done.is_err() {
            self.tools.counters.panicked();
            self.tools.log.tell(Level::Quiet, "a visit has panicked, and was ended; the others go on");
        }
        done.ok()
    }
}

#[cfg(test)]
mod tests;
