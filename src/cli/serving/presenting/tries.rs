//! How often somebody may be wrong: three times a minute. Whom one is told apart by is for who asks.

use std::collections::HashMap;
use std::hash::Hash;
use std::time::Duration;

/// So often within so long.
const MOST: usize = 3;
const WITHIN: Duration = Duration::from_secs(60);

/// When who was wrong.
#[derive(Debug)]
pub(super) struct Tries<K>(HashMap<K, Vec<Duration>>);

impl<K> Default for Tries<K> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Eq + Hash> Tries<K> {
    /// Whether they may try now.
    pub(super) fn allows(&self, who: &K, now: Duration) -> bool {
        let counts = |at: &&Duration| now.saturating_sub(**at) < WITHIN;
        self.0.get(who).is_none_or(|wrong| wrong.iter().filter(counts).count() < MOST)
    }

    /// Notes that they were wrong, and forgets what was too long ago to count.
    pub(super) fn failed(&mut self, who: K, now: Duration) {
        self.0.entry(who).or_default().push(now);
        self.0.retain(|_, wrong| {
            wrong.retain(|at| now.saturating_sub(*at) < WITHIN);
            !wrong.is_empty()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_are_wrong_in_a_minute_and_no_more_and_nobody_is_remembered_for_ever() {
        let (mut tries, second) = (Tries::default(), Duration::from_secs(1));
        for at in 0..3 {
            assert!(tries.allows(&'a', at * second));
            tries.failed('a', at * second);
        }
        assert!(!tries.allows(&'a', 59 * second) && tries.allows(&'b', 3 * second));
        assert!(tries.allows(&'a', 60 * second), "the first is long ago");
        tries.failed('b', 200 * second);
        assert_eq!(tries.0.len(), 1);
    }
}
