//! When something of a session is to happen. All times are those of the clock's `elapsed`.

use std::time::Duration;

use jiff::civil::Date;

use super::SessionOptions;
use crate::term::visit::{Limits, VisitClock};

/// When something is to happen.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked by itself")]
pub(super) struct Timing {
    /// When it was last told the time.
    pub(super) latest: Duration,
    /// When it was first told the time.
    pub(super) began: Duration,
    /// Whether it was never told the time: what can wait for the first screen is still to be done.
    pub(super) is_new: bool,
    /// Whether the terminal was asked something and has not answered.
    pub(super) awaits_answer: bool,
    /// When something on the screen changes by itself.
    pub(super) alarm: Option<Duration>,
    /// Since when the screen shows less than there is to show, if it does.
    pub(super) out_of_date: Option<Duration>,
    /// Whether a key or a paste has made it so: what that leads to nobody has seen.
    pub(super) is_keyed: bool,
    /// When what is asked was first drawn, or what was asked before.
    pub(super) asked: Duration,
    /// Whether something was worked on since a frame was drawn.
    pub(super) has_worked: bool,
    /// Since when what shows has been worked on, if it is.
    pub(super) working: Option<Duration>,
    /// The visit, if it is one, once it has begun.
    pub(super) visit: Option<VisitClock>,
    pub(super) limits: Option<Limits>,
    /// What is to be told of the visit besides.
    pub(super) announced: Option<String>,
    /// The day it was last told.
    pub(super) day: Option<Date>,
}

impl Timing {
    /// Before the time is first told.
    pub(super) fn new(options: &SessionOptions) -> Self {
        Self {
            latest: Duration::ZERO,
            began: Duration::ZERO,
            is_new: true,
            awaits_answer: options.asks_background,
            alarm: None,
            out_of_date: None,
            is_keyed: false,
            asked: Duration::ZERO,
            has_worked: false,
            working: None,
            visit: None,
            limits: options.visit,
            announced: None,
            day: None,
        }
    }
}
