//! What terminals tell that is no key: the mouse, and their background.

use ratatui::layout::Position;

use super::Input;
use super::parameters::Parameters;

/// What an answer about the background begins with, without its ESC.
const BACKGROUND: &[u8] = b"]11;";
/// What may end it.
const ENDS: [&[u8]; 4] = [b"\x1b\\", b"\x07", b"\xc2\x9c", b"\x9c"];

/// Whether a string of the terminal's tells that its background is light, or not: `]11;rgb:ffff/ffff/ffff` and an end.
pub(super) fn background(told: &[u8]) -> Option<Input> {
    let colour = told.strip_prefix(BACKGROUND)?;
    let colour = ENDS.iter().find_map(|end| colour.strip_suffix(*end))?;
    // xterm-color panics at what is not (1.0.2, found by fuzzing).
    if !colour.is_ascii() {
        return None;
    }
    let lightness = xterm_color::Color::parse(colour).ok()?.perceived_lightness();
    Some(Input::Background(lightness > 0.5))
}

/// `button;column;row`, both from 1; a button pressed or let go (xterm's control sequences, "SGR" mouse mode).
pub(super) fn mouse(report: &[u8], pressed: bool) -> Option<Input> {
    let sent = Parameters(report);
    let number = |index: usize| sent.number(index).and_then(|number| u16::try_from(number).ok());
    let (button, column, row) = (number(0)?, number(1)?, number(2)?);
    let at = Position::new(column.checked_sub(1)?, row.checked_sub(1)?);
    // Shift, Alt and Control add 4, 8 and 16; moving adds 32.
    match button & !0b1_1100 {
        0 if pressed => Some(Input::Click(at)),
        wheel @ (64 | 65) => Some(Input::Wheel(at, wheel == 64)),
        _ => None,
    }
}
