//! The time, as whoever brings the keys tells it: nothing that is shown or decided looks at a clock.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use jiff::civil::DateTime;

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

/// The clocks of this machine.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    began: Instant,
}

impl Clock {
    /// Clocks by which the program begins now.
    #[must_use]
    pub fn start() -> Self {
        Self { began: Instant::now() }
    }

    /// Time since they were started.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }

    /// What they say. The first time this reads the time zone's file.
    #[must_use]
    pub fn now(&self) -> Now {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Now {
            wall: jiff::Zoned::now().datetime(),
            unix_ms: i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
            elapsed: self.elapsed(),
        }
    }
}
