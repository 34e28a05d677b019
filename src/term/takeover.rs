//! What a terminal is sent when it is taken over and when it is given back, whoever carries the bytes: this terminal's
//! [`guard`](super::guard), or a visit's [`ssh`](super::transport). Pure.

use super::frame_marks::END_OF_FRAME;
use super::terminfo::Capabilities;

/// What is pasted comes between marks, so that it can be told from keys; and no longer. A terminal that does not know
/// it passes over it.
const TELL_PASTES: &[u8] = b"\x1b[?2004h";
const TELL_NO_PASTES: &[u8] = b"\x1b[?2004l";
const SHOW_CURSOR: &[u8] = b"\x1b[?25h";

/// Other ways to send keys and the mouse, which another program may have left on, are turned off: the arrows' and the
/// keypad's application mode, xterm's modifyOtherKeys, the records of Windows Terminal, backspace as the other one, a
/// line feed after each return, focus, and the mouse in each of its ways. Shells expect them off as well, so they stay
/// so. Should one be on all the same, the decoder reads its keys.
const USUAL_KEYS: &[u8] = b"\x1b>\x1b[?1l\x1b[?67l\x1b[20l\x1b[>4;0m\x1b[?9001l\x1b[?1004l\
    \x1b[?9l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1005l\x1b[?1006l\x1b[?1015l\x1b[?1016l";
/// Kitty's keyboard protocol is put by, for this screen; and taken up again as it was.
const PUT_PROTOCOL_BY: &[u8] = b"\x1b[>0u";
const TAKE_PROTOCOL_UP: &[u8] = b"\x1b[<u";
/// The mouse's buttons and wheel are told, as numbers, or no longer. Movements are not, which would cost bytes for
/// nothing.
#[cfg(unix)]
const LISTEN_TO_MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1006h";
#[cfg(unix)]
const LISTEN_NO_MORE: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// Takes the screen of a terminal over that can do this.
pub(super) fn take_screen(can: Capabilities) -> Vec<u8> {
    let mut bytes = can.screens.enter().to_vec();
    if can.modes {
        for sequence in [PUT_PROTOCOL_BY, USUAL_KEYS, TELL_PASTES] {
            bytes.extend_from_slice(sequence);
        }
    }
    bytes
}

/// Gives the screen back.
pub(super) fn give_screen_back(can: Capabilities) -> Vec<u8> {
    // A frame may have been cut off in its middle.
    let leaving = [END_OF_FRAME, TELL_NO_PASTES, TAKE_PROTOCOL_UP].concat();
    let (end, cursor) = if can.modes { (leaving, SHOW_CURSOR) } else { (Vec::new(), &b""[..]) };
    [&end, &b"\x1b[m"[..], can.screens.leave(), cursor].concat()
}

/// Has the mouse told, or no longer; to a terminal that knows modes.
#[cfg(unix)]
pub(super) fn listen_to_mouse(on: bool) -> &'static [u8] {
    if on { LISTEN_TO_MOUSE } else { LISTEN_NO_MORE }
}
