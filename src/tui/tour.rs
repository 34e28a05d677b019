//! A tour being walked: at which stop one is, whether it waits while one explores, and when it goes on by itself. Pure;
//! how a stop is shown, and what a key does, is the application's matter ([`crate::tui::app`]).

use std::time::Duration;

use crate::data::Dataset;
use crate::data::ItemId;
use crate::data::pack::tours::{StopView, Tour};
use crate::data::period::Period;

/// After so long without a key a tour that walks by itself goes on, whatever was explored meanwhile.
const ALONE: Duration = Duration::from_secs(90);

/// The shortest stay at a stop: less nobody can read, and drawing it would keep the machine busy.
pub const SHORTEST_STAY: Duration = Duration::from_secs(2);

/// What is being typed holds the tour this often, [`ALONE`] each time: it may as well have been left behind.
const HELD_AT_MOST: u8 = 6;

/// Which tour is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TourWanted {
    /// Its number in the pack.
    pub tour: usize,
    /// How long it stays at each stop, if it walks by itself.
    pub every: Option<Duration>,
}

/// A stop of a tour, its record found.
#[derive(Clone, Debug)]
pub struct Stop {
    /// What is shown.
    pub item: ItemId,
    /// Where it is shown.
    pub view: StopView,
    /// In a chart the period one stands at, and that which is compared with it, where the tour names them.
    pub periods: [Option<Period>; 2],
    /// The dispute that is shown, by its point, if it is one.
    pub dispute: Option<String>,
    /// Its number among the stops of the tour as the pack tells it.
    pub number: usize,
}

/// A tour on its way.
#[derive(Clone, Debug)]
pub struct Walk {
    /// Its number in the pack.
    pub tour: usize,
    stops: Vec<Stop>,
    at: usize,
    every: Option<Duration>,
    /// When it goes on by itself, by the clock that never goes back.
    next: Option<Duration>,
    is_paused: bool,
    /// How often it was held since a key was last pressed.
    held: u8,
}

/// The stops of a tour that can be shown: all of them, unless the pack is another than the tour was checked on.
fn stops(dataset: &Dataset<'_>, tour: &Tour<'_>) -> Vec<Stop> {
    let found = tour.stops.iter().enumerate().filter_map(|(number, stop)| {
        if let Some(item) = dataset.find(&stop.to) {
            let counted = |period: Period| period.counted_in(dataset.pack.fiscal_year);
            let periods = [stop.period, stop.since].map(|period| period.map(counted));
            return Some(Stop { item, view: stop.view, periods, dispute: None, number });
        }
        let of_record = |(item, record): (ItemId, &crate::data::Record<'_>)| {
            let shared =
                record.conflicts.iter().find(|conflict| conflict.id.as_ref().is_some_and(|id| *id == *stop.to))?;
            Some((item, shared.point.to_string()))
        };
        let (item, point) = dataset.numbered_records().find_map(of_record)?;
        Some(Stop { item, view: stop.view, periods: [None; 2], dispute: Some(point), number })
    });
    found.collect()
}

impl Walk {
    /// The tour of this number at its first stop; nothing if there is none, or nothing to see on it.
    #[must_use]
    pub fn begin(dataset: &Dataset<'_>, wanted: TourWanted, now: Duration) -> Option<Self> {
        let stops = stops(dataset, dataset.pack.tours.get(wanted.tour)?);
        let every = wanted.every.map(|every| every.max(SHORTEST_STAY));
        let next = every.map(|every| now + every);
        let walk = Self { tour: wanted.tour, stops, at: 0, every, next, is_paused: false, held: 0 };
        (!walk.stops.is_empty()).then_some(walk)
    }

    /// Where one is.
    #[must_use]
    pub fn stop(&self) -> Option<&Stop> {
        self.stops.get(self.at)
    }

    /// Which stop that is, from 1, and of how many.
    #[must_use]
    pub fn position(&self) -> (usize, usize) {
        (self.at + 1, self.stops.len())
    }

    /// Whether one explores meanwhile.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.is_paused
    }

    /// Whether it walks by itself.
    #[must_use]
    pub fn walks_alone(&self) -> bool {
        self.every.is_some() && !self.is_paused
    }

    /// To the next stop; tells whether there is one.
    pub fn forward(&mut self) -> bool {
        let is_last = self.at + 1 >= self.stops.len();
        if !is_last {
            self.at += 1;
        }
        self.take_over();
        !is_last
    }

    /// To the stop before; tells whether there is one.
    pub fn back(&mut self) -> bool {
        let before = self.at.checked_sub(1);
        self.at = before.unwrap_or(0);
        self.take_over();
        before.is_some()
    }

    /// Somebody walks it now: it goes on by itself no more, unless it is left alone.
    fn take_over(&mut self) {
        self.is_paused = false;
        self.next = None;
    }

    /// Waits while one explores.
    pub fn pause(&mut self) {
        self.is_paused = true;
        self.next = None;
    }

    /// Notes that a key was pressed: one that walks by itself waits for so long until it is left alone.
    pub fn touched(&mut self, now: Duration) {
        self.next = self.every.map(|every| now + ALONE.max(every));
        self.held = 0;
    }

    /// Whether it is to go on by itself now.
    #[must_use]
    pub fn is_due(&self, now: Duration) -> bool {
        self.next.is_some_and(|next| next <= now)
    }

    /// Waits once more until it is left alone, if it may still be held.
    pub fn hold(&mut self, now: Duration, however_long: bool) -> bool {
        if self.held >= HELD_AT_MOST && !however_long {
            return false;
        }
        let held = self.held.saturating_add(1);
        self.touched(now);
        self.held = held;
        true
    }

    /// Stays at the stop for another while: its caption goes on.
    pub fn stay(&mut self, now: Duration) {
        self.next = self.every.map(|every| now + every);
    }

    /// Tells the time; tells whether another stop is to be shown. After the last comes the first.
    pub fn tick(&mut self, now: Duration) -> bool {
        let Some(every) = self.every.filter(|_| self.is_due(now)) else { return false };
        self.at = (self.at + 1) % self.stops.len().max(1);
        (self.is_paused, self.held) = (false, 0);
        self.next = Some(now + every);
        true
    }

    /// How long from then until it goes on by itself, if it does.
    #[must_use]
    pub fn alarm(&self, now: Duration) -> Option<Duration> {
        self.next.map(|next| next.saturating_sub(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(stops: usize, every: Option<u64>) -> Walk {
        let stop = |number| Stop { item: ItemId(0), view: StopView::Reader, periods: [None; 2], dispute: None, number };
        let every = every.map(Duration::from_secs);
        Walk { tour: 0, stops: (0..stops).map(stop).collect(), at: 0, every, next: every, is_paused: false, held: 0 }
    }

    #[test]
    fn it_has_an_end_at_either_side() {
        let mut walk = walk(2, None);
        assert!(!walk.back() && walk.forward() && !walk.forward());
        assert_eq!((walk.position(), walk.alarm(Duration::ZERO)), ((2, 2), None), "nothing moves by itself");
    }

    #[test]
    fn what_is_typed_holds_it_for_a_while_and_what_would_be_lost_for_good() {
        let mut walk = walk(2, Some(20));
        let mut now = Duration::from_secs(20);
        for _ in 0..HELD_AT_MOST {
            assert!(walk.is_due(now) && walk.hold(now, false) && !walk.is_due(now));
            now += ALONE;
        }
        assert!(!walk.hold(now, false) && walk.is_due(now));
        assert!(walk.hold(now, true) && !walk.is_due(now) && walk.position() == (1, 2));
    }

    #[test]
    fn by_itself_it_walks_in_a_circle_until_a_key_is_pressed_and_goes_on_when_left_alone() {
        let at = Duration::from_secs;
        let mut walk = walk(2, Some(20));
        assert!(!walk.tick(at(19)) && walk.tick(at(20)) && walk.position() == (2, 2));
        assert_eq!(walk.alarm(at(21)), Some(at(19)));
        assert!(walk.tick(at(40)) && walk.position() == (1, 2), "after the last comes the first");
        walk.pause();
        walk.touched(at(45));
        assert!(walk.is_paused() && !walk.tick(at(130)) && walk.is_paused());
        assert!(walk.tick(at(135)) && !walk.is_paused() && walk.position() == (2, 2));
    }
}
