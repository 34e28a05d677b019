//! The time, as whoever brings the keys tells it: nothing else in the program looks at a clock.

use std::time::Duration;

use jiff::civil::DateTime;

/// A moment, on two clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The date and time where the reader is.
    pub wall: DateTime,
    /// Time since the program began; never goes back, whatever happens to the wall clock.
    pub elapsed: Duration,
}
