//! Takes the terminal over, and gives it back whatever happens: on leaving, on an error, and while a
//! panic unwinds.

use std::io;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::panic_hook::PanicHook;
use super::session::END_OF_FRAME;
use super::terminfo::Capabilities;
use super::transport::Output;

/// What is pasted comes between marks, so that it can be told from keys; and no longer. A terminal that does not know it
/// passes over it.
const TELL_PASTES: &[u8] = b"\x1b[?2004h";
const TELL_NO_PASTES: &[u8] = b"\x1b[?2004l";
const SHOW_CURSOR: &[u8] = b"\x1b[?25h";

/// Other ways to send keys and the mouse, which another program may have left on, are turned off: the arrows' and the
/// keypad's application mode, xterm's modifyOtherKeys, the records of Windows Terminal, backspace as the other one, a line
/// feed after each return, focus, and the mouse in each of its ways. Shells expect them off as well, so they stay so.
/// Should one be on all the same, the decoder reads its keys.
const USUAL_KEYS: &[u8] = b"\x1b>\x1b[?1l\x1b[?67l\x1b[20l\x1b[>4;0m\x1b[?9001l\x1b[?1004l\
    \x1b[?9l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1005l\x1b[?1006l\x1b[?1015l\x1b[?1016l";
/// Kitty's keyboard protocol is put by, for this screen; and taken up again as it was.
const PUT_PROTOCOL_BY: &[u8] = b"\x1b[>0u";
const TAKE_PROTOCOL_UP: &[u8] = b"\x1b[<u";

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
            let mut bytes = self.wants.can.screens.enter().to_vec();
            if self.wants.can.modes {
                for sequence in [PUT_PROTOCOL_BY, USUAL_KEYS, TELL_PASTES] {
                    bytes.extend_from_slice(sequence);
                }
            }
            self.out.send_what_can_be(&bytes);
            if self.wants.mouse {
                self.out.listen_to_mouse(true);
            }
        }
        Ok(())
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
    let (screens, modes) = (wants.can.screens, wants.can.modes);
    // A frame may have been cut off in its middle.
    let leaving = [END_OF_FRAME, TELL_NO_PASTES, TAKE_PROTOCOL_UP].concat();
    let (end, cursor) = if modes { (leaving, SHOW_CURSOR) } else { (Vec::new(), &b""[..]) };
    let bytes = [&end, &b"\x1b[m"[..], screens.leave(), cursor].concat();
    if wants.mouse {
        out.listen_to_mouse(false);
    }
    out.send_what_can_be(&bytes);
}
