//! The time, as whoever brings the keys tells it: nothing that is shown or decided looks at a clock.

mod zone;

use std::time::{Duration, Instant};

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp};

/// A moment, on each of the clocks one goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The date and time where the reader is.
    pub wall: DateTime,
    /// Milliseconds since 1970.
    pub unix_ms: i64,
    /// Time since the program began; never goes back, whatever happens to the wall clock.
    pub elapsed: Duration,
}

impl Now {
    /// Milliseconds since an earlier moment, by the clock that never goes back.
    #[must_use]
    pub fn ms_since(self, moment: Duration) -> u32 {
        u32::try_from(self.elapsed.saturating_sub(moment).as_millis()).unwrap_or(u32::MAX)
    }
}

/// How logs tell a moment on the reader's clock: `2026-11-22 12:00`.
const IN_LOG: &str = "%Y-%m-%d %H:%M";

/// A moment on the reader's clock, as logs tell it.
#[must_use]
pub fn in_log(moment: DateTime) -> String {
    moment.strftime(IN_LOG).to_string()
}

/// The moment that a log tells, if that reads.
#[must_use]
pub fn moment_in_log(moment: &str) -> Option<DateTime> {
    DateTime::strptime(IN_LOG, moment).ok()
}

/// The day of a moment that a log tells, if that reads.
#[must_use]
pub fn day_in_log(moment: &str) -> Option<Date> {
    moment.split(' ').next().and_then(|day| day.parse().ok())
}

/// The day where the reader is at this moment, in milliseconds of Unix time; nothing beyond the calendar.
#[must_use]
pub fn day_of(unix_ms: i64) -> Option<Date> {
    wall_of(unix_ms).map(DateTime::date)
}

/// The same as the clock on the reader's wall told it.
#[must_use]
pub fn wall_of(unix_ms: i64) -> Option<DateTime> {
    let moment = Timestamp::from_millisecond(unix_ms).ok()?;
    Some(moment.to_zoned(zone::of_reader()).datetime())
}

/// The clocks the program goes by, which begin with it.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    began: Instant,
    /// How far the wall clock is ahead of this machine's.
    offset: SignedDuration,
}

impl Clock {
    /// The clocks of this machine.
    #[must_use]
    pub fn start() -> Self {
        Self { began: Instant::now(), offset: SignedDuration::ZERO }
    }

    /// Clocks that begin at this moment in the reader's time zone, and go on from there.
    #[must_use]
    pub fn set_to(moment: DateTime) -> Self {
        let wanted = moment.to_zoned(zone::of_reader()).map_or_else(|_| Timestamp::now(), |zoned| zoned.timestamp());
        Self { offset: wanted.duration_since(Timestamp::now()), ..Self::start() }
    }

    /// Time since they were started.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }

    /// What they say. The first time this reads the file of the time zone.
    #[must_use]
    pub fn now(&self) -> Now {
        let here = Timestamp::now();
        let moment = here.checked_add(self.offset).unwrap_or(here);
        Now {
            wall: moment.to_zoned(zone::of_reader()).datetime(),
            unix_ms: moment.as_millisecond(),
            elapsed: self.elapsed(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_set_goes_on_from_there() {
        let moment: DateTime = "2028-02-29T23:59:30".parse().unwrap();
        let clock = Clock::set_to(moment);
        let (first, second) = (clock.now(), clock.now());
        assert!(first.wall >= moment && first.wall < moment + SignedDuration::from_secs(20), "{first:?}");
        assert!(first.wall <= second.wall && first.unix_ms <= second.unix_ms && first.elapsed <= second.elapsed);
    }
}
