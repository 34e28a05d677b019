//! The line to the terminal: waits for bytes, signals and the terminal's end in one place, and sends
//! without ever being held up by a reader that has stopped reading.
//!
//! What the bytes mean is the [`super::decoder`]'s matter. How all this is done depends on the system.

#[cfg(not(unix))]
mod elsewhere;
#[cfg(unix)]
mod unix;

use ratatui::layout::Size;

#[cfg(not(unix))]
pub(super) use elsewhere::{Line, Output, ask_job_to_stop, can_be_resumed, stop};
#[cfg(unix)]
pub(super) use unix::{Line, Output, ask_job_to_stop, can_be_resumed, stop};

/// More columns and rows than these are not drawn, whatever the terminal says it has: the memory of a
/// frame is bounded.
const LARGEST: Size = Size::new(500, 200);
/// What a terminal has that does not know its size.
const CLASSIC: Size = Size::new(80, 24);

/// What has happened.
#[expect(clippy::struct_excessive_bools, reason = "any of these may have happened, each by itself")]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PollEvents {
    /// Bytes can be read.
    pub(super) input: bool,
    /// The terminal is gone.
    pub(super) hung_up: bool,
    /// A signal asks the program to end: its number.
    pub(super) ended: Option<i32>,
    /// The terminal may have another size.
    pub(super) resized: bool,
    /// The program is to be stopped for a while.
    pub(super) stopped: bool,
    /// It goes on after it was stopped.
    pub(super) continued: bool,
}

impl PollEvents {
    /// Whether it is time to leave.
    pub(super) fn is_final(self) -> bool {
        self.hung_up || self.ended.is_some()
    }
}

fn clamped(columns: u16, rows: u16) -> Size {
    if columns == 0 || rows == 0 {
        return CLASSIC;
    }
    Size::new(columns.min(LARGEST.width), rows.min(LARGEST.height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_size_becomes_one_that_can_be_drawn() {
        for (said, drawn) in [
            ((0, 0), CLASSIC),
            ((0, 50), CLASSIC),
            ((100, 0), CLASSIC),
            ((1, 1), Size::new(1, 1)),
            ((120, 40), Size::new(120, 40)),
            ((65535, 65535), LARGEST),
            ((65535, 40), Size::new(500, 40)),
        ] {
            assert_eq!(clamped(said.0, said.1), drawn, "{said:?}");
        }
    }
}
