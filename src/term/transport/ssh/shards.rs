//! The shards as the network sees them: where a visit goes, and how long each has been at one step. A shard's own work
//! is in [`shard`](super::shard).

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SendError, Sender, channel};

use super::activity::Activity;
use super::arrival::{Arrival, Event};
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
    /// Its thread has ended.
    is_gone: AtomicBool,
    activity: Arc<Activity>,
}

impl fmt::Debug for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shard").field("visits", &self.visits).field("activity", &self.activity).finish_non_exhaustive()
    }
}

/// A shard, and what it is told.
pub(super) type Listening = (Arc<Shard>, Receiver<Event>);

impl Shards {
    /// So many, and what each is told.
    pub(super) fn new(count: usize) -> (Arc<Self>, Vec<Listening>) {
        let made = (0..count.max(1)).map(|_| {
            let (events, receiver) = channel();
            let news = events.clone();
            let shard = Shard {
                events,
                // A shard that is gone has no visits any more.
                teller: Arc::new(move |id| drop(news.send(Event::Mail(id)))),
                visits: AtomicUsize::new(0),
                is_gone: AtomicBool::new(false),
                activity: Arc::default(),
            };
            (Arc::new(shard), receiver)
        });
        let made: Vec<_> = made.collect();
        let all = made.iter().map(|(shard, _)| Arc::clone(shard)).collect();
        (Arc::new(Self { all, next_visit: AtomicU64::new(1) }), made)
    }

    /// A mailbox for a visit that is to begin, and where it begins: on the shard with the fewest that is not stuck;
    /// nowhere if all are gone.
    pub(super) fn place(&self) -> (Arc<Mailbox>, Option<Arc<Shard>>) {
        let id = self.next_visit.fetch_add(1, Ordering::Relaxed);
        let load = |shard: &&Arc<Shard>| (shard.activity.is_stuck(), shard.visits.load(Ordering::Relaxed));
        let there = self.all.iter().filter(|shard| !shard.is_gone.load(Ordering::Relaxed));
        let shard = there.min_by_key(load).map(Arc::clone);
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

    /// What each of them is at.
    pub(super) fn activities(&self) -> impl Iterator<Item = Arc<Activity>> {
        self.all.iter().map(|shard| Arc::clone(&shard.activity))
    }
}

impl Shard {
    /// It has a visit more, which is to begin.
    pub(super) fn begin(&self, arrival: Arrival) {
        self.visits.fetch_add(1, Ordering::Relaxed);
        if let Err(SendError(event)) = self.events.send(Event::Begin(Box::new(arrival))) {
            self.is_gone.store(true, Ordering::Relaxed);
            self.forgets();
            if let Event::Begin(arrival) = event {
                arrival.apologise();
            }
        }
    }

    /// It has a visit less.
    pub(super) fn forgets(&self) {
        self.visits.fetch_sub(1, Ordering::Relaxed);
    }

    /// What it is at.
    pub(super) fn activity(&self) -> &Activity {
        &self.activity
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::term::transport::ssh::guest::Request;
    use crate::term::transport::ssh::limits::{Capacity, Door};
    use crate::term::transport::ssh::line::{Farewell, Order, ReturnLine};

    #[test]
    fn a_shard_that_is_gone_apologises_once_and_then_gets_no_visits() {
        let (shards, mut made) = Shards::new(2);
        drop(made.remove(0));
        let door = Door::new(Capacity { visits: 9, per_address: 9 });
        let (mailbox, shard) = shards.place();
        let (line, mut orders) = ReturnLine::heard();
        let permit = door.enter("127.0.0.1".parse().unwrap()).unwrap();
        let arrival =
            Arrival { request: Request::default(), mailbox, line, permit, from: String::new(), asked: Duration::ZERO };
        let shard = shard.unwrap();
        shard.begin(arrival);
        let Some(Order::End(Farewell { errors, code: 1, permit: Some(_), .. })) = orders.blocking_recv() else {
            panic!("the visitor is left alone")
        };
        assert!(errors.starts_with(crate::term::visit::SORRY.as_bytes()));
        for _ in 0..2 {
            assert!(!Arc::ptr_eq(&shards.place().1.unwrap(), &shard), "nothing is placed there any more");
        }
    }
}
