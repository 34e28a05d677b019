//! When the screen is drawn, and what is sent of a frame.

use std::io;
use std::time::Duration;

use super::{Ended, Session};
use crate::term::ascii_cells::to_ascii;
use crate::term::frame_marks::{BEGIN_OF_FRAME, END_OF_FRAME};
use crate::tui::action::Effect;

/// While keys wait, no more than one frame is drawn in this time.
const PACE: Duration = Duration::from_millis(100);

impl Session<'_> {
    pub(super) fn note(&mut self, effect: Effect) {
        if matches!(effect, Effect::Redraw | Effect::Go(_)) {
            self.timing.out_of_date.get_or_insert(self.timing.latest);
        }
    }

    /// Draws while more keys may wait, if the screen has been out of date for long enough.
    pub(super) fn draw_if_due(&mut self) {
        let is_due = |since: Duration| self.timing.latest.saturating_sub(since) >= PACE;
        if self.timing.out_of_date.is_some_and(is_due) {
            self.draw();
        }
    }

    pub(super) fn draw(&mut self) {
        self.timing.out_of_date = None;
        self.timing.has_worked = false;
        let (begin, end) = if self.marks_frames { (BEGIN_OF_FRAME, END_OF_FRAME) } else { (&b""[..], &b""[..]) };
        self.screen.backend_mut().out().extend_from_slice(begin);
        if std::mem::take(&mut self.is_unknown) {
            let cleared = self.screen.clear();
            self.expect_written(&cleared);
        }
        let drawn = self.draw_frame();
        let frame = self.screen.backend_mut().out();
        // Nothing is sent of a frame that changes nothing.
        if frame.len() > begin.len() {
            self.output.append(frame);
            self.output.extend_from_slice(end);
        }
        frame.clear();
        self.expect_written(&drawn);
    }

    fn draw_frame(&mut self) -> io::Result<()> {
        self.screen.autoresize()?;
        let mut frame = self.screen.get_frame();
        let cursor = self.app.draw(frame.area(), frame.buffer_mut());
        self.app.share(frame.buffer_mut(), cursor);
        let typed_at = if self.app.is_typing() { cursor } else { None };
        self.screen.backend_mut().set_typed_at(typed_at);
        // Where cells lead to is known once they are drawn, and told as they are written.
        if self.screen.backend_mut().tells_links() {
            self.screen.backend_mut().set_links(self.app.web_links());
        }
        if self.only_ascii {
            to_ascii(self.screen.current_buffer_mut());
        }
        self.screen.apply_buffer_with_cursor(cursor).map(|_| ())
    }

    /// Memory takes every byte. Should it not, there is no screen any more.
    pub(super) fn expect_written(&mut self, written: &io::Result<()>) {
        if written.is_err() {
            self.ended.get_or_insert(Ended::HungUp);
        }
    }
}
