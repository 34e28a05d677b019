//! Takes the terminal over, and gives it back whatever happens: on leaving, on an error, and while a
//! panic unwinds.

use std::io;

use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor::Show, queue};

use super::panic_hook::PanicHook;
use super::session::END_OF_FRAME;
use super::transport::Output;

/// What is pasted comes between marks, so that it can be told from keys; and no longer. A terminal that does not know it
/// passes over it.
const TELL_PASTES: &[u8] = b"\x1b[?2004h";
const TELL_NO_PASTES: &[u8] = b"\x1b[?2004l";

/// Holds the terminal in raw mode on its alternate screen.
#[derive(Debug)]
pub(super) struct Guard {
    out: Output,
    mouse: bool,
    holds: bool,
    /// Held as long as the terminal may be.
    _hook: PanicHook,
}

impl Guard {
    /// Takes the terminal over.
    pub(super) fn new(out: Output, mouse: bool) -> io::Result<Self> {
        let given_back = out.try_clone()?;
        let hook = PanicHook::first(move || give_back(&given_back, mouse));
        let mut guard = Self { out, mouse, holds: false, _hook: hook };
        guard.take()?;
        Ok(guard)
    }

    /// Takes the terminal over, if it was given back.
    pub(super) fn take(&mut self) -> io::Result<()> {
        if !self.holds {
            enable_raw_mode()?;
            self.holds = true;
            let mut bytes = Vec::new();
            queue!(bytes, EnterAlternateScreen)?;
            bytes.extend_from_slice(TELL_PASTES);
            self.out.send_what_can_be(&bytes);
            if self.mouse {
                self.out.listen_to_mouse(true);
            }
        }
        Ok(())
    }

    /// Gives the terminal back for a while.
    pub(super) fn give_back(&mut self) {
        if std::mem::take(&mut self.holds) {
            give_back(&self.out, self.mouse);
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        // A panic has given it back already, before its message.
        if !std::thread::panicking() {
            self.give_back();
        }
    }
}

/// Gives the terminal back. There is nobody to tell if that fails.
fn give_back(out: &Output, mouse: bool) {
    // A frame may have been cut off in its middle.
    let mut bytes = [END_OF_FRAME, TELL_NO_PASTES, b"\x1b[m"].concat();
    let _ = queue!(bytes, LeaveAlternateScreen, Show);
    if mouse {
        out.listen_to_mouse(false);
    }
    out.send_what_can_be(&bytes);
    let _ = disable_raw_mode();
}
