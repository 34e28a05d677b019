//! Who may come in: so many visits in all and from one address, and so many connections that have not begun one. Pure
//! but for the lock; addresses are looked at here, and told to nobody.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use super::refusal::DoorRefusal;
use super::status::StatusEvent;
use super::stream::Switch;

/// Connections that have not begun a visit, in all. For one more an older one is dropped.
pub(super) const MOST_SILENT: usize = 64;
/// Of those as many that have never said anything make way before any other does; whoever has just come has said
/// nothing yet.
const MOST_SPEECHLESS: usize = MOST_SILENT / 2;

/// How many may visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Capacity {
    /// In all.
    pub(crate) visits: usize,
    /// From one address. This machine's own are not counted by address: whoever is between stands for many.
    pub(crate) per_address: usize,
}

/// An address as it is counted: of IPv6 what one household is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Household(Option<IpAddr>);

impl Household {
    /// Whether it is this machine, which stands for many.
    pub(super) fn is_this_machine(self) -> bool {
        self.0.is_none()
    }

    /// Of whom this is an address.
    pub(super) fn of(address: IpAddr) -> Self {
        let address = address.to_canonical();
        Self(match address {
            _ if address.is_loopback() => None,
            IpAddr::V4(_) => Some(address),
            IpAddr::V6(six) => {
                let [a, b, c, d, ..] = six.segments();
                Some(IpAddr::from([a, b, c, d, 0, 0, 0, 0]))
            }
        })
    }
}

/// The door.
#[derive(Debug)]
pub(super) struct Door {
    capacity: Capacity,
    inside: Mutex<Inside>,
    has_left: Condvar,
    /// Where it is told that somebody has come in or left.
    news: OnceLock<SyncSender<StatusEvent>>,
}

#[derive(Debug, Default)]
struct Inside {
    visits: HashMap<Household, usize>,
    count: usize,
    connections: usize,
    /// Oldest first.
    silent: Vec<(Household, Arc<Switch>)>,
    is_closing: bool,
}

impl Door {
    /// One with nobody inside.
    pub(super) fn new(capacity: Capacity) -> Arc<Self> {
        Arc::new(Self { capacity, inside: Mutex::default(), has_left: Condvar::new(), news: OnceLock::new() })
    }

    /// Tells from here on whenever somebody comes in or leaves.
    pub(super) fn tell(&self, news: SyncSender<StatusEvent>) {
        // There is one to tell.
        let _ = self.news.set(news);
    }

    fn has_changed(&self) {
        // Where so much waits to be heard, this is told with it.
        let _ = self.news.get().map(|news| news.try_send(StatusEvent::Changed));
    }

    /// Takes note of a connection; tells whether an older one was dropped for it: of those from the address that has
    /// most the oldest that has said nothing, where these are many, and else the oldest.
    pub(super) fn knock(self: &Arc<Self>, address: IpAddr, switch: &Arc<Switch>) -> (Knock, bool) {
        let mut inside = self.lock();
        let dropped = (inside.silent.len() >= MOST_SILENT).then(|| {
            let at = inside.first_to_go();
            inside.silent.remove(at).1
        });
        inside.silent.push((Household::of(address), Arc::clone(switch)));
        if inside.is_closing {
            switch.turn_off();
        }
        drop(inside);
        let is_dropped = dropped.is_some();
        if let Some(switch) = dropped {
            switch.turn_off();
        }
        (Knock { door: Arc::clone(self), switch: Arc::clone(switch) }, is_dropped)
    }

    /// Lets a visitor in.
    ///
    /// # Errors
    /// Why not.
    pub(super) fn enter(self: &Arc<Self>, address: IpAddr) -> Result<VisitPermit, DoorRefusal> {
        let household = Household::of(address);
        let mut inside = self.lock();
        if inside.is_closing {
            return Err(DoorRefusal::Closing);
        }
        if inside.count >= self.capacity.visits {
            return Err(DoorRefusal::Full);
        }
        let from_there = inside.visits.entry(household).or_default();
        if household.0.is_some() && *from_there >= self.capacity.per_address {
            return Err(DoorRefusal::FullForAddress);
        }
        *from_there += 1;
        inside.count += 1;
        drop(inside);
        self.has_changed();
        Ok(VisitPermit { door: Arc::clone(self), household })
    }

    /// A connection is open, as long as what is given back is held.
    pub(super) fn connect(self: &Arc<Self>) -> Connected {
        self.lock().connections += 1;
        Connected(Arc::clone(self))
    }

    /// Lets nobody in any more, and drops whoever has begun no visit.
    pub(super) fn close(&self) {
        let mut inside = self.lock();
        inside.is_closing = true;
        for (_, switch) in &inside.silent {
            switch.turn_off();
        }
    }

    /// How many visit.
    pub(super) fn count(&self) -> usize {
        self.lock().count
    }

    /// Waits until all visits have ended, at most so long; tells whether they have.
    pub(super) fn wait_for_visits(&self, patience: Duration) -> bool {
        self.wait_for(|inside| inside.count, patience)
    }

    /// Waits until all connections are closed, at most so long; tells whether they are.
    pub(super) fn wait_for_connections(&self, patience: Duration) -> bool {
        self.wait_for(|inside| inside.connections, patience)
    }

    fn wait_for(&self, left: impl Fn(&Inside) -> usize, patience: Duration) -> bool {
        let waited = self.has_left.wait_timeout_while(self.lock(), patience, |inside| left(inside) > 0);
        waited.map_or_else(|poisoned| left(&poisoned.into_inner().0), |(inside, _)| left(&inside)) == 0
    }

    /// What is locked is whole whatever panicked.
    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inside {
    /// Which of the connections that have not begun a visit is to make way for another.
    fn first_to_go(&self) -> usize {
        let loudest = self.loudest();
        let of_loudest = || self.silent.iter().enumerate().filter(|(_, (household, _))| Some(*household) == loudest);
        let speechless = || of_loudest().filter(|(_, (_, switch))| !switch.has_spoken());
        let first = if speechless().count() < MOST_SPEECHLESS { of_loudest().next() } else { speechless().next() };
        first.map(|(at, _)| at).unwrap_or_default()
    }

    /// From where most connections are that have not begun a visit.
    fn loudest(&self) -> Option<Household> {
        let mut counts: HashMap<Household, usize> = HashMap::new();
        for (household, _) in &self.silent {
            *counts.entry(*household).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(_, count)| *count).map(|(household, _)| household)
    }
}

/// A connection that has not begun a visit, as long as this is held.
#[derive(Debug)]
pub(super) struct Knock {
    door: Arc<Door>,
    switch: Arc<Switch>,
}

impl Drop for Knock {
    fn drop(&mut self) {
        self.door.lock().silent.retain(|(_, switch)| !Arc::ptr_eq(switch, &self.switch));
    }
}

/// A connection, as long as this is held.
#[derive(Debug)]
pub(super) struct Connected(Arc<Door>);

impl Drop for Connected {
    fn drop(&mut self) {
        let mut inside = self.0.lock();
        inside.connections = inside.connections.saturating_sub(1);
        drop(inside);
        self.0.has_left.notify_all();
    }
}

/// A visitor's place, as long as this is held.
#[derive(Debug)]
pub(super) struct VisitPermit {
    door: Arc<Door>,
    household: Household,
}

impl VisitPermit {
    /// Of whom the visitor is.
    pub(super) fn household(&self) -> Household {
        self.household
    }
}

impl Drop for VisitPermit {
    fn drop(&mut self) {
        let mut inside = self.door.lock();
        inside.count = inside.count.saturating_sub(1);
        if let Some(count) = inside.visits.get_mut(&self.household) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                inside.visits.remove(&self.household);
            }
        }
        drop(inside);
        self.door.has_left.notify_all();
        self.door.has_changed();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn no_more_come_in_than_there_is_room_for_and_whoever_leaves_makes_some() {
        let door = Door::new(Capacity { visits: 3, per_address: 2 });
        let one = door.enter(address("192.0.2.1")).unwrap();
        let _two = door.enter(address("::ffff:192.0.2.1")).unwrap();
        assert_eq!(door.enter(address("192.0.2.1")).err(), Some(DoorRefusal::FullForAddress));
        let _other = door.enter(address("192.0.2.2")).unwrap();
        assert_eq!(door.enter(address("192.0.2.3")).err(), Some(DoorRefusal::Full));
        drop(one);
        assert_eq!(door.count(), 2);
        let _again = door.enter(address("192.0.2.1")).unwrap();
        door.close();
        assert_eq!(door.enter(address("192.0.2.4")).err(), Some(DoorRefusal::Closing));
        assert!(!door.wait_for_visits(Duration::ZERO));
    }

    #[test]
    fn a_household_of_ipv6_is_one_and_this_machine_stands_for_many() {
        let door = Door::new(Capacity { visits: 9, per_address: 1 });
        let _one = door.enter(address("2001:db8:0:1::1")).unwrap();
        assert_eq!(door.enter(address("2001:db8:0:1:ffff::2")).err(), Some(DoorRefusal::FullForAddress));
        let _neighbour = door.enter(address("2001:db8:0:2::1")).unwrap();
        let _local = [door.enter(address("127.0.0.1")).unwrap(), door.enter(address("::1")).unwrap()];
        assert!(door.enter(address("127.0.0.1")).is_ok());
    }

    #[test]
    fn a_refusal_leaves_nothing_behind() {
        let door = Door::new(Capacity { visits: 1, per_address: 0 });
        assert_eq!(door.enter(address("192.0.2.1")).err(), Some(DoorRefusal::FullForAddress));
        assert_eq!(door.count(), 0);
        drop(door.enter(address("127.0.0.1")).unwrap());
        assert!(door.wait_for_visits(Duration::ZERO) && door.lock().visits.values().all(|count| *count == 0));
    }

    #[test]
    fn of_silent_connections_the_oldest_of_the_loudest_address_makes_way() {
        let door = Door::new(Capacity { visits: 1, per_address: 1 });
        let switches: Vec<_> = (0..=MOST_SILENT).map(|_| Arc::<Switch>::default()).collect();
        let quiet = door.knock(address("192.0.2.9"), &switches[0]);
        let mut loud: Vec<_> =
            switches[1..MOST_SILENT].iter().map(|switch| door.knock(address("192.0.2.1"), switch)).collect();
        assert!(!quiet.1 && loud.iter().all(|(_, is_dropped)| !is_dropped));
        let (_knock, is_dropped) = door.knock(address("192.0.2.2"), &switches[MOST_SILENT]);
        assert!(is_dropped && switches[1].is_turned_off() && !switches[0].is_turned_off());
        loud.clear();
        assert_eq!(door.lock().silent.len(), 2);
    }

    #[test]
    fn in_a_storm_of_one_address_whoever_has_said_something_stays() {
        let door = Door::new(Capacity { visits: 1, per_address: 1 });
        let there = address("192.0.2.1");
        let knock = || {
            let switch = Arc::<Switch>::default();
            (door.knock(there, &switch).0, switch)
        };
        let visitor = knock();
        visitor.1.speak();
        let storm: Vec<_> = (0..10 * MOST_SILENT).map(|_| knock()).collect();
        assert!(
            !visitor.1.is_turned_off() && storm.iter().rev().take(MOST_SILENT - 1).all(|(_, one)| !one.is_turned_off())
        );
        assert_eq!(door.lock().silent.len(), MOST_SILENT);
        drop((visitor, storm));
    }

    #[test]
    fn those_who_say_something_and_no_more_do_not_stand_in_the_way_of_whoever_comes() {
        let door = Door::new(Capacity { visits: 1, per_address: 1 });
        let there = address("192.0.2.1");
        let knock = |speaks: bool| {
            let switch = Arc::<Switch>::default();
            let knock = door.knock(there, &switch).0;
            if speaks {
                switch.speak();
            }
            (knock, switch)
        };
        let talkers: Vec<_> = (0..MOST_SILENT).map(|_| knock(true)).collect();
        let visitor = knock(false);
        let storm: Vec<_> = (1..MOST_SPEECHLESS).map(|_| knock(false)).collect();
        assert!(!visitor.1.is_turned_off(), "there was time to say something");
        assert_eq!(talkers.iter().filter(|(_, switch)| switch.is_turned_off()).count(), MOST_SPEECHLESS);
        drop(storm);
    }
}
