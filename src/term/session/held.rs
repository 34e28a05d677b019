//! A movement key that is held down, and letters typed one after the other: while they come, what follows the selection
//! waits, and is drawn after a rest. A lone step and a lone letter wait for nothing. What waits, and how it is drawn,
//! is not said here.

use std::time::Duration;

use crate::tui::key::Key;

/// A key that comes again after no more than this is held: keyboards repeat one after 25 to 90 ms by themselves, a line
/// may add to that, and no finger presses one key so fast for long.
const AGAIN: Duration = Duration::from_millis(120);
/// After so long without another step all is drawn; after longer where a key repeats slowly.
const REST: Duration = Duration::from_millis(80);
/// Letters no further apart are typed one after the other, and after so long without another all is drawn: five a
/// second are a slow typist's, and whoever pauses for a quarter of a second reads.
const BETWEEN_LETTERS: Duration = Duration::from_millis(250);

/// What may come again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// A step by this key.
    Step(Key),
    /// An edit of a text.
    Letter,
}

impl Press {
    /// No further apart they are one go.
    fn again(self) -> Duration {
        match self {
            Self::Step(_) => AGAIN,
            Self::Letter => BETWEEN_LETTERS,
        }
    }

    /// After so long without another one it is over, where they come at this pace.
    fn rest(self, pace: Duration) -> Duration {
        match self {
            Self::Step(_) => REST.max(pace * 3 / 2),
            Self::Letter => BETWEEN_LETTERS,
        }
    }

    /// Whether a key goes on with it, or leads away from what waits: whoever types and goes to what was found has not
    /// waited for more to be told of it.
    fn may_go_on_with(self, key: Key) -> bool {
        match self {
            Self::Step(held) => held == key,
            Self::Letter => key.is_text() || matches!(key, Key::Backspace | Key::Esc),
        }
    }
}

/// When keys came that are heard at once, and when the same key came after them, if that waits to be heard.
#[derive(Clone, Copy, Debug)]
pub(super) struct Came {
    pub(super) first: Duration,
    pub(super) last: Duration,
    pub(super) next: Option<Duration>,
}

/// What was pressed last. All times are those when keys came in, not when they were heard: while a frame was on its
/// way over a thin line, many may have.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// Which, and when.
    last: Option<(Press, Duration)>,
    /// How long it took to come again.
    interval: Duration,
    /// Whether something was drawn since it was first pressed: only what was drawn then can stay.
    has_drawn: bool,
    /// When what waits is drawn, if anything does.
    due: Option<Duration>,
}

impl Held {
    /// Whether something waits that is to be drawn before this is heard: anything that does not go on with it may be
    /// about it.
    #[must_use]
    pub(super) fn comes_before(&self, key: Option<Key>) -> bool {
        let goes_on = self.last.zip(key).is_some_and(|((press, _), key)| press.may_go_on_with(key));
        self.due.is_some() && !goes_on
    }

    /// Takes note of what moved something, if it changed what shows as well; with when it came: one that the next of
    /// them follows closely is held, whatever was before. Tells whether what waited is to be drawn now.
    #[must_use]
    pub(super) fn pressed(&mut self, press: Press, has_changed: bool, Came { first, last, next }: Came) -> bool {
        let again = press.again();
        let interval = self.last.filter(|(before, _)| *before == press).map(|(_, at)| first.saturating_sub(at));
        let is_followed = next.is_some_and(|next| next.saturating_sub(last) <= again);
        let interval =
            interval.filter(|interval| *interval <= again || is_followed).map(|interval| interval.min(again));
        self.last = Some((press, last));
        let Some(interval) = interval else {
            (self.has_drawn, self.interval) = (false, Duration::ZERO);
            return self.due.take().is_some();
        };
        // A line that bundles two has them come together, and the next later.
        let pace = interval.max(std::mem::replace(&mut self.interval, interval));
        if self.has_drawn && has_changed {
            self.due = Some(last + press.rest(pace));
        }
        false
    }

    /// Takes note of anything else that was heard, or that nothing can stay; tells whether something waited.
    pub(super) fn end(&mut self) -> bool {
        std::mem::take(self).due.is_some()
    }

    /// Takes note that all is drawn, or all but what waits, if anything does.
    pub(super) fn drawn(&mut self, is_all: bool) {
        self.has_drawn = self.last.is_some();
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
    use proptest::prelude::*;

    use super::*;

    const J: Press = Press::Step(Key::Char('j'));
    const K: Press = Press::Step(Key::Char('k'));

    fn ms(count: u64) -> Duration {
        Duration::from_millis(count)
    }

    /// One key that came then, and the next.
    fn came(at: u64, next: Option<Duration>) -> Came {
        Came { first: ms(at), last: ms(at), next }
    }

    /// Presses a key that changes something, and draws; tells whether something waits then.
    fn step(held: &mut Held, press: Press, at: u64) -> bool {
        let _ = held.pressed(press, true, came(at, None));
        let waits = held.waits();
        held.drawn(!waits);
        waits
    }

    #[test]
    fn steps_one_by_one_wait_for_nothing() {
        let mut held = Held::default();
        assert!([100, 230, 360, 1000].into_iter().all(|at| !step(&mut held, J, at)), "so fast a finger is");
        assert!(!step(&mut held, K, 1010), "another key is pressed, not held");
    }

    #[test]
    fn a_key_held_waits_from_its_second_step_to_a_rest() {
        for repeat in [25, 33, 60, 90, 120] {
            let mut held = Held::default();
            assert!(!step(&mut held, J, 1000) && !step(&mut held, J, 1400), "it does not repeat yet");
            assert!((1..=20).all(|number| step(&mut held, J, 1400 + number * repeat)));
            let last = 1400 + 20 * repeat;
            let due = last + 80.max(repeat * 3 / 2);
            assert_eq!(held.due(), Some(ms(due)));
            assert!(!held.rest(ms(due - 1)) && held.rest(ms(due)) && !held.rest(ms(due + 10)));
            assert!(!step(&mut held, J, last + 200));
        }
    }

    #[test]
    fn keys_that_waited_for_a_frame_are_as_far_apart_as_they_came() {
        let mut held = Held::default();
        assert!(!step(&mut held, J, 1000) && !step(&mut held, J, 1400) && step(&mut held, J, 1433));
        // A frame takes 300 ms; then all of these are heard at once.
        for number in 1..=9 {
            assert!(!held.pressed(J, true, came(1433 + 33 * number, Some(ms(1466 + 33 * number)))));
            assert!(held.waits(), "key {number}");
        }
        held.drawn(false);
        assert_eq!(held.due(), Some(ms(1730 + 80)));
    }

    #[test]
    fn keys_that_a_line_hands_over_together_are_held_from_the_first_on() {
        let mut held = Held::default();
        assert!(!step(&mut held, J, 1000));
        for next in [Some(ms(1600)), Some(ms(1600)), None] {
            let _ = held.pressed(J, true, came(1600, next));
            assert!(held.waits());
        }
        held.drawn(false);
        let _ = held.pressed(J, true, came(2000, Some(ms(2300))));
        assert!(!held.waits(), "one that waits is none that follows closely");
    }

    proptest! {
        #[test]
        fn a_lone_step_never_waits_and_what_does_waits_for_so_long_at_most(
            presses in proptest::collection::vec((0_u64..400, 0_usize..2, any::<bool>()), 1..60),
        ) {
            let (mut held, mut now, mut last) = (Held::default(), 0, None);
            for (apart, which, is_drawn) in presses {
                now += apart;
                let key = Key::Char(['j', 'k'][which]);
                if held.comes_before(Some(key)) {
                    let _ = held.end();
                    held.drawn(true);
                }
                let _ = held.rest(ms(now));
                let _ = held.pressed(Press::Step(key), true, came(now, None));
                let is_lone = last != Some(key) || apart > 120;
                prop_assert!(!(is_lone && held.waits()));
                prop_assert!(held.due().is_none_or(|due| due >= ms(now + 80) && due <= ms(now + 180)));
                last = Some(key);
                if is_drawn {
                    held.drawn(!held.waits());
                }
            }
        }
    }

    #[test]
    fn a_step_that_changes_nothing_holds_nothing_up() {
        let mut held = Held::default();
        assert!(!step(&mut held, J, 1000) && step(&mut held, J, 1033));
        let _ = held.pressed(J, false, came(1066, None));
        assert_eq!(held.due(), Some(ms(1113)));
    }

    #[test]
    fn whatever_else_is_heard_is_heard_once_all_is_drawn() {
        let mut held = Held::default();
        assert!(!held.comes_before(None));
        assert!(!step(&mut held, J, 1000) && step(&mut held, J, 1033));
        assert!(held.comes_before(None) && held.comes_before(Some(Key::Enter)));
        assert!(!held.comes_before(Some(Key::Char('j'))));
        assert!(held.end() && !held.end());
        assert_eq!((held.waits(), held.due()), (false, None));
        assert!(!step(&mut held, J, 1040), "it is pressed anew");
    }

    #[test]
    fn what_was_not_drawn_yet_cannot_stay() {
        let mut held = Held::default();
        for at in [1000, 1001, 1002] {
            assert!(!held.pressed(J, true, came(at, None)) && !held.waits(), "they came together");
        }
        held.drawn(true);
        assert!(step(&mut held, J, 1030));
    }

    #[test]
    fn a_late_step_is_a_lone_one_and_draws_what_waited() {
        let mut held = Held::default();
        assert!(!step(&mut held, J, 1000) && step(&mut held, J, 1033));
        assert!(held.pressed(J, false, came(1200, None)) && !held.waits());
    }

    #[test]
    fn letters_typed_one_after_the_other_wait_from_the_second_to_a_pause() {
        for apart in [0, 40, 120, 200, 250] {
            let mut held = Held::default();
            assert!(!step(&mut held, Press::Letter, 1000), "the first is a lone one");
            assert!((1..=8).all(|number| step(&mut held, Press::Letter, 1000 + number * apart)), "{apart}");
            let last = 1000 + 8 * apart;
            assert_eq!(held.due(), Some(ms(last + 250)));
            assert!(!held.rest(ms(last + 249)) && held.rest(ms(last + 250)));
        }
        let mut held = Held::default();
        assert!([1000, 1251, 1502, 2500].into_iter().all(|at| !step(&mut held, Press::Letter, at)), "one by one");
    }

    #[test]
    fn letters_that_are_heard_at_once_are_as_far_from_others_as_the_nearest_of_them() {
        let mut held = Held::default();
        assert!(!step(&mut held, Press::Letter, 1000));
        let _ = held.pressed(Press::Letter, true, Came { first: ms(1200), last: ms(1800), next: None });
        held.drawn(false);
        assert_eq!(held.due(), Some(ms(1800 + 250)), "after the last of them");
        assert!(step(&mut held, Press::Letter, 2040), "it follows the last of them");
    }

    #[test]
    fn what_letters_left_is_drawn_before_any_key_that_is_about_it() {
        let mut held = Held::default();
        assert!(!step(&mut held, Press::Letter, 1000) && step(&mut held, Press::Letter, 1100));
        for key in [Key::Char('x'), Key::Backspace, Key::Enter, Key::Esc] {
            assert!(!held.comes_before(Some(key)), "{key:?} goes on, or away");
        }
        assert!(held.comes_before(Some(Key::Down)) && held.comes_before(None), "a click is about what shows");
        assert!(!step(&mut held, J, 1110), "a step is no letter");
    }
}
