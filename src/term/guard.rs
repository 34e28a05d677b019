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

/// Other ways to send keys and the mouse, which another program may have left on, are turned off: the arrows' and the
/// keypad's application mode, xterm's modifyOtherKeys, the records of Windows Terminal, backspace as the other one, a line
/// feed after each return, focus, and the mouse in each of its ways. Shells expect them off as well, so they stay so.
/// Should one be on all the same, the decoder reads its keys.
const USUAL_KEYS: &[u8] = b"\x1b>\x1b[?1l\x1b[?67l\x1b[20l\x1b[>4;0m\x1b[?9001l\x1b[?1004l\
    \x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1005l\x1b[?1006l\x1b[?1015l";
/// Kitty's keyboard protocol is put by, for this screen; and taken up again as it was.
const PUT_PROTOCOL_BY: &[u8] = b"\x1b[>0u";
const TAKE_PROTOCOL_UP: &[u8] = b"\x1b[<u";

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
            for sequence in [PUT_PROTOCOL_BY, USUAL_KEYS, TELL_PASTES] {
                bytes.extend_from_slice(sequence);
            }
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
    let mut bytes = [END_OF_FRAME, TELL_NO_PASTES, TAKE_PROTOCOL_UP, b"\x1b[m"].concat();
    let _ = queue!(bytes, LeaveAlternateScreen, Show);
    if mouse {
        out.listen_to_mouse(false);
    }
    out.send_what_can_be(&bytes);
    let _ = disable_raw_mode();
}
