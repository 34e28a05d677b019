//! A movement key that is held down: while it repeats, what follows the selection waits, and is drawn after a rest. A lone
//! step waits for nothing. What waits, and how it is drawn, is not said here.

use std::time::Duration;

use crate::tui::key::Key;

/// A key that comes again after no more than this is held: keyboards repeat one after 25 to 60 ms by themselves, a line may
/// add to that, and no finger presses so fast.
const AGAIN: Duration = Duration::from_millis(80);
/// After so long without another step all is drawn.
const REST: Duration = Duration::from_millis(80);

/// The movement key pressed last.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// Which, and when.
    key: Option<(Key, Duration)>,
    /// Whether something was drawn since it was first pressed: only what was drawn then can stay.
    has_drawn: bool,
    /// When what waits is drawn, if anything does.
    due: Option<Duration>,
}

impl Held {
    /// Whether something waits that is to be drawn before this is heard: anything but the same key may be about it.
    #[must_use]
    pub(super) fn comes_before(&self, key: Option<Key>) -> bool {
        self.due.is_some() && self.key.map(|(held, _)| held) != key
    }

    /// Takes note of a key that moved something, if it changed what shows as well; tells whether what waited is to be drawn
    /// now.
    #[must_use]
    pub(super) fn moved(&mut self, key: Key, has_changed: bool, now: Duration) -> bool {
        let is_again = self.key.is_some_and(|(held, at)| held == key && now.saturating_sub(at) <= AGAIN);
        self.key = Some((key, now));
        if !is_again {
            self.has_drawn = false;
            return self.due.take().is_some();
        }
        if self.has_drawn && has_changed {
            self.due = Some(now + REST);
        }
        false
    }

    /// Takes note of anything else that was heard, or that nothing can stay; tells whether something waited.
    pub(super) fn end(&mut self) -> bool {
        std::mem::take(self).due.is_some()
    }

    /// Takes note that all is drawn, or all but what waits, if anything does.
    pub(super) fn drawn(&mut self, is_all: bool) {
        self.has_drawn = self.key.is_some();
        if is_all {
            self.due = None;
        }
    }

    /// Whether what follows the selection waits now.
    #[must_use]
    pub(super) fn waits(&self) -> bool {
        self.due.is_some()
    }

    /// When what waits is to be drawn.
    #[must_use]
    pub(super) fn due(&self) -> Option<Duration> {
        self.due
    }

    /// Ends the waiting if it is time; tells whether it did.
    #[must_use]
    pub(super) fn rest(&mut self, now: Duration) -> bool {
        self.due.take_if(|due| *due <= now).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const J: Key = Key::Char('j');

    fn ms(count: u64) -> Duration {
        Duration::from_millis(count)
    }

    /// Presses a key that changes something, and draws; tells whether something waits then.
    fn step(held: &mut Held, key: Key, at: u64) -> bool {
        let _ = held.moved(key, true, ms(at));
        let waits = held.waits();
        held.drawn(!waits);
        waits
    }

    #[test]
    fn steps_one_by_one_wait_for_nothing() {
        let mut held = Held::default();
        assert!([100, 190, 280, 1000].into_iter().all(|at| !step(&mut held, J, at)), "so fast a finger is");
        assert!(!step(&mut held, Key::Char('k'), 1010), "another key is pressed, not held");
    }

    #[test]
    fn a_key_held_waits_from_its_second_step_to_a_rest() {
        for repeat in [25, 33, 60] {
            let mut held = Held::default();
            assert!(!step(&mut held, J, 1000) && !step(&mut held, J, 1400), "it does not repeat yet");
            assert!((1..=20).all(|number| step(&mut held, J, 1400 + number * repeat)));
            let last = 1400 + 20 * repeat;
            assert_eq!(held.due(), Some(ms(last + 80)));
            assert!(!held.rest(ms(last + 79)) && held.rest(ms(last + 80)) && !held.rest(ms(last + 90)));
            assert!(!step(&mut held, J, last + 200));
        }
    }

    #[test]
    fn a_step_that_changes_nothing_holds_nothing_up() {
        let mut held = Held::default();
        assert!(!step(&mut held, J, 1000) && step(&mut held, J, 1033));
        let _ = held.moved(J, false, ms(1066));
        assert_eq!(held.due(), Some(ms(1113)));
    }

    #[test]
    fn whatever_else_is_heard_is_heard_once_all_is_drawn() {
        let mut held = Held::default();
        assert!(!held.comes_before(None));
        assert!(!step(&mut held, J, 1000) && step(&mut held, J, 1033));
        assert!(held.comes_before(None) && held.comes_before(Some(Key::Enter)) && !held.comes_before(Some(J)));
        assert!(held.end() && !held.end());
        assert_eq!((held.waits(), held.due()), (false, None));
        assert!(!step(&mut held, J, 1040), "it is pressed anew");
    }

    #[test]
    fn what_was_not_drawn_yet_cannot_stay() {
        let mut held = Held::default();
        for at in [1000, 1001, 1002] {
            assert!(!held.moved(J, true, ms(at)) && !held.waits(), "they came together");
        }
        held.drawn(true);
        assert!(step(&mut held, J, 1030));
    }

    #[test]
    fn a_late_step_is_a_lone_one_and_draws_what_waited() {
        let mut held = Held::default();
        assert!(!step(&mut held, J, 1000) && step(&mut held, J, 1033));
        assert!(held.moved(J, false, ms(1200)) && !held.waits());
    }
}
