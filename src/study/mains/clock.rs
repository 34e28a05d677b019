//! The clock of an answer: it runs while the question shows, and may run over.

use std::time::Duration;

/// How much time is spent on an answer. All moments are those of the clock that runs since the program began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerClock {
    limit: Duration,
    spent: Duration,
    /// The moment it was last told.
    latest: Duration,
}

impl AnswerClock {
    /// A clock of so many minutes that begins now.
    #[must_use]
    pub fn new(minutes: u32, now: Duration) -> Self {
        Self { limit: Duration::from_secs(u64::from(minutes) * 60), spent: Duration::ZERO, latest: now }
    }

    /// Tells the time; what passed since it was last told is spent if it ran.
    pub fn tell(&mut self, now: Duration, runs: bool) {
        if runs {
            self.spent += now.saturating_sub(self.latest);
        }
        self.latest = now;
    }

    /// How much is spent.
    #[must_use]
    pub fn spent(&self) -> Duration {
        self.spent
    }

    /// How much one has.
    #[must_use]
    pub fn limit(&self) -> Duration {
        self.limit
    }

    /// How much is left, or how much it is over: in whole seconds, as a clock shows them.
    ///
    /// # Errors
    /// By how much it is over.
    pub fn left(&self) -> Result<Duration, Duration> {
        match self.limit.checked_sub(self.spent) {
            // The last second is begun until it is over.
            Some(left) => Ok(Duration::from_secs(left.as_secs() + u64::from(left.subsec_nanos() > 0))),
            None => Err(Duration::from_secs(self.spent.saturating_sub(self.limit).as_secs())),
        }
    }

    /// How long after the moment last told it shows another second.
    #[must_use]
    pub fn until_next_second(&self) -> Duration {
        let begun = Duration::from_nanos(u64::from(self.spent.subsec_nanos()));
        Duration::from_secs(1).saturating_sub(begun) + Duration::from_millis(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_time_it_runs_is_spent() {
        let at = Duration::from_millis;
        let mut clock = AnswerClock::new(1, at(500));
        assert_eq!(clock.left(), Ok(at(60_000)));
        clock.tell(at(2_750), true);
        assert_eq!((clock.spent(), clock.left()), (at(2_250), Ok(at(58_000))));
        assert_eq!(clock.until_next_second(), at(751));
        clock.tell(at(900_000), false);
        assert_eq!(clock.spent(), at(2_250));
        clock.tell(at(960_000), true);
        assert_eq!((clock.spent(), clock.left()), (at(62_250), Err(at(2_000))));
        clock.tell(at(1), true);
        assert_eq!(clock.spent(), at(62_250), "a clock that went back gives nothing");
    }
}
