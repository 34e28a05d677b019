//! Takes the terminal over, and gives it back whatever happens: on leaving, on an error, and while a
//! panic unwinds. What is sent for that is in [`takeover`](super::takeover).

use std::io;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::decoder::ASK_BACKGROUND;
use super::panic_hook::PanicHook;
use super::takeover::{give_screen_back, take_screen};
use super::terminfo::Capabilities;
use super::transport::Output;

/// Holds the terminal in raw mode on its other screen.
#[derive(Debug)]
pub(super) struct Guard {
    out: Output,
    wants: Wants,
    /// Whether its keys come here, one by one and unseen.
    holds: bool,
    /// Whether it shows our screen.
    has_screen: bool,
    /// Held as long as the terminal may be.
    _hook: PanicHook,
}

/// What is asked of the terminal.
#[derive(Clone, Copy, Debug)]
struct Wants {
    mouse: bool,
    can: Capabilities,
}

impl Guard {
    /// Takes the terminal over.
    pub(super) fn new(out: Output, mouse: bool, can: Capabilities) -> io::Result<Self> {
        let (given_back, wants) = (out.try_clone()?, Wants { mouse: mouse && can.modes, can });
        let hook = PanicHook::first(move || {
            leave_screen(&given_back, wants);
            let _ = disable_raw_mode();
        });
        let mut guard = Self { out, wants, holds: false, has_screen: false, _hook: hook };
        guard.take()?;
        Ok(guard)
    }

    /// Takes the terminal over, if it was given back.
    pub(super) fn take(&mut self) -> io::Result<()> {
        if !self.holds {
            enable_raw_mode()?;
            self.holds = true;
        }
        if !self.has_screen {
            self.has_screen = true;
            self.out.send_what_can_be(&take_screen(self.wants.can));
            if self.wants.mouse {
                self.out.listen_to_mouse(true);
            }
        }
        Ok(())
    }

    /// Asks the terminal for its background: it can answer while the first screen is drawn.
    pub(super) fn ask_background(&self) {
        self.out.send_what_can_be(ASK_BACKGROUND);
    }

    /// Gives the screen back, and keeps the keys a while longer: what the terminal answers then comes here.
    pub(super) fn leave_screen(&mut self) {
        if std::mem::take(&mut self.has_screen) {
            leave_screen(&self.out, self.wants);
        }
    }

    /// Gives the terminal back for a while.
    pub(super) fn give_back(&mut self) {
        self.leave_screen();
        if std::mem::take(&mut self.holds) {
            // There is nobody to tell if that fails.
            let _ = disable_raw_mode();
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

/// Gives the screen back.
fn leave_screen(out: &Output, wants: Wants) {
    if wants.mouse {
        out.listen_to_mouse(false);
    }
    out.send_what_can_be(&give_screen_back(wants.can));
}
