//! Transports: what carries a session's bytes. A terminal is a [`TerminalLine`], over which a [`driver`](super::driver)
//! goes; visits over SSH, of which there are many at once, have a driver of their own (`ssh`).
//!
//! A line waits for bytes, signals and the terminal's end in one place, and sends without ever being held up by a
//! reader that has stopped reading. What bytes mean is the [`session`](super::session)'s matter.

#[cfg(unix)]
mod patient;
#[cfg(all(unix, feature = "serve"))]
pub(crate) mod ssh;
#[cfg(unix)]
mod tty;
#[cfg(not(unix))]
mod windows;

use std::io;
use std::process::{Child, ExitStatus};
use std::time::Duration;

use ratatui::layout::Size;

use super::session::Ended;

#[cfg(unix)]
pub(crate) use patient::PatientOutput;
#[cfg(unix)]
pub(super) use tty::{Output, ThisTerminal, can_be_resumed};
#[cfg(not(unix))]
pub(super) use windows::{Output, ThisTerminal, can_be_resumed};

/// More columns and rows than these are not drawn, whatever the terminal says it has: the memory of a
/// frame is bounded.
const LARGEST: Size = Size::new(500, 200);
/// What a terminal has that does not know its size.
const CLASSIC: Size = Size::new(80, 24);

/// The line to a terminal.
pub(super) trait TerminalLine {
    /// The size to draw at.
    fn size(&self) -> Size;

    /// Waits until something happens, at most so long, and tells what has happened since last asked.
    ///
    /// # Errors
    /// Whatever the system says.
    fn wait(&mut self, timeout: Option<Duration>) -> io::Result<PollEvents>;

    /// Reads what has come. To be called when there is input; that there is nothing to read all the same
    /// means that the terminal is gone, which will be among the events.
    ///
    /// # Errors
    /// Whatever the system says.
    fn read<'b>(&mut self, buffer: &'b mut [u8]) -> io::Result<&'b [u8]>;

    /// Sends all of this. While the reader does not read, this sleeps; it gives up at the time given, when
    /// the terminal is gone and when a signal asks the program to end, and then tells so by `false`.
    ///
    /// # Errors
    /// Whatever the system says.
    fn send(&mut self, bytes: &[u8], patience: Option<Duration>) -> io::Result<bool>;

    /// Asks whoever started the program to stop it for a while, as a terminal does on Ctrl-Z.
    fn ask_to_stop(&mut self);

    /// Stops the program until it is resumed.
    fn stop(&mut self);

    /// Waits until another program that has the terminal meanwhile ends. What its keys send to both is the other's
    /// matter; a signal to end is handed on. If `may_stop`, this program stops where the other does.
    ///
    /// # Errors
    /// Whatever the system says.
    fn wait_for(&mut self, child: &mut Child, may_stop: bool) -> io::Result<ExitStatus>;
}

/// What has happened on a line.
#[expect(clippy::struct_excessive_bools, reason = "any of these may have happened, each by itself")]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PollEvents {
    /// Bytes can be read.
    pub input: bool,
    /// The terminal is gone.
    pub hung_up: bool,
    /// A signal asks the program to end: its number.
    pub ended: Option<i32>,
    /// The terminal may have another size.
    pub resized: bool,
    /// The program is to be stopped for a while.
    pub stopped: bool,
    /// It goes on after it was stopped.
    pub continued: bool,
}

impl PollEvents {
    /// Whether anything has happened.
    #[must_use]
    pub(super) fn is_any(self) -> bool {
        self.input || self.resized || self.stopped || self.continued || self.end().is_some()
    }

    /// Why it is time to leave, if it is.
    #[must_use]
    pub(super) fn end(self) -> Option<Ended> {
        self.ended.map(Ended::Signal).or(self.hung_up.then_some(Ended::HungUp))
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
