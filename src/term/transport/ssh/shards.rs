//! The shards as the network sees them: where a visit goes, and how long each has been at one step. A shard's own work is in
//! [`shard`](super::shard).

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::arrival::{Arrival, Event};
use super::line::Line;
use super::mailbox::{Mailbox, Teller};

/// All of them.
#[derive(Debug)]
pub(super) struct Shards {
    all: Vec<Arc<Shard>>,
    next_visit: AtomicU64,
}

/// One of them.
pub(super) struct Shard {
    events: Sender<Event>,
    teller: Teller,
    /// How many visits it has.
    visits: AtomicUsize,
    /// How many steps it has taken.
    steps: AtomicU64,
    /// It has been at one for too long.
    is_stuck: AtomicBool,
    now: Mutex<Option<Doing>>,
}

impl fmt::Debug for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shard").field("visits", &self.visits).field("now", &self.now).finish_non_exhaustive()
    }
}

/// What a shard is at.
#[derive(Clone, Debug)]
pub(super) struct Doing {
    /// The visit.
    pub(super) mailbox: Arc<Mailbox>,
    /// The way back to the visitor.
    pub(super) line: Line,
    /// What gives the visitor's screen back.
    pub(super) exit: Arc<[u8]>,
    /// Since when, by the clock's `elapsed`.
    pub(super) since: Duration,
}

impl Shards {
    /// So many, and what each is told.
    pub(super) fn new(count: usize) -> (Arc<Self>, Vec<(Arc<Shard>, Receiver<Event>)>) {
        let made = (0..count.max(1)).map(|_| {
            let (events, receiver) = channel();
            let news = events.clone();
            let shard = Shard {
                events,
                // A shard that is gone has no visits any more.
                teller: Arc::new(move |id| drop(news.send(Event::News(id)))),
                visits: AtomicUsize::new(0),
                steps: AtomicU64::new(0),
                is_stuck: AtomicBool::new(false),
                now: Mutex::new(None),
            };
            (Arc::new(shard), receiver)
        });
        let made: Vec<_> = made.collect();
        let all = made.iter().map(|(shard, _)| Arc::clone(shard)).collect();
        (Arc::new(Self { all, next_visit: AtomicU64::new(1) }), made)
    }

    /// A mailbox for a visit that is to begin, and where it begins: on the shard with the fewest that is not stuck.
    pub(super) fn place(&self) -> (Arc<Mailbox>, Option<Arc<Shard>>) {
        let id = self.next_visit.fetch_add(1, Ordering::Relaxed);
        let load = |shard: &&Arc<Shard>| (shard.is_stuck.load(Ordering::Relaxed), shard.visits.load(Ordering::Relaxed));
        let shard = self.all.iter().min_by_key(load).map(Arc::clone);
        let teller = shard.as_ref().map_or_else(|| Arc::new(|_| {}) as Teller, |shard| Arc::clone(&shard.teller));
        (Mailbox::new(id, teller), shard)
    }

    /// Tells all of them.
    pub(super) fn tell(&self, event: impl Fn() -> Event) {
        for shard in &self.all {
            // One that is gone has no visits.
            let _ = shard.events.send(event());
        }
    }

    /// Each of them.
    pub(super) fn all(&self) -> &[Arc<Shard>] {
        &self.all
    }
}

impl Shard {
    /// It has a visit more, which is to begin.
    pub(super) fn begin(&self, arrival: Arrival) {
        self.visits.fetch_add(1, Ordering::Relaxed);
        // One that is gone lets the line go, and with it the client.
        let _ = self.events.send(Event::Begin(Box::new(arrival)));
    }

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

    /// It has a visit less.
    pub(super) fn forgets(&self) {
        self.visits.fetch_sub(1, Ordering::Relaxed);
    }

    /// What it is at.
    pub(super) fn doing(&self) -> Option<Doing> {
        self.lock().clone()
    }

    /// How many steps it has taken.
    pub(super) fn steps(&self) -> u64 {
        self.steps.load(Ordering::Relaxed)
    }

    /// It has been at one step for too long; tells whether that was known.
    pub(super) fn is_stuck(&self) -> bool {
        self.is_stuck.swap(true, Ordering::Relaxed)
    }

    /// What is locked is whole whatever panicked.
    fn lock(&self) -> MutexGuard<'_, Option<Doing>> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
