//! When the screen is drawn, and what is sent of a frame.

use std::cell::RefCell;
use std::io;
use std::time::Duration;

use ratatui::backend::Backend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Ended, Session};
use crate::term::ascii_cells::to_ascii;
use crate::term::frame_marks::{BEGIN_OF_FRAME, END_OF_FRAME};
use crate::tui::action::Effect;

/// While keys wait, no more than one frame is drawn in this time.
const PACE: Duration = Duration::from_millis(100);

thread_local! {
    /// What a frame is drawn on: of no use once that is written, so that all sessions of a thread have it in turn.
    static PICTURE: RefCell<Buffer> = RefCell::default();
}

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
        self.timing.is_keyed = false;
        self.timing.has_worked = false;
        let (begin, end) = if self.marks_frames { (BEGIN_OF_FRAME, END_OF_FRAME) } else { (&b""[..], &b""[..]) };
        self.screen.out().extend_from_slice(begin);
        let drawn = self.draw_frame();
        let mut frame = std::mem::take(self.screen.out());
        // Nothing is sent of a frame that changes nothing.
        if frame.len() > begin.len() {
            frame.extend_from_slice(end);
            if self.output.is_empty() {
                self.output = frame;
            } else {
                self.output.append(&mut frame);
            }
        }
        if self.is_served {
            self.screen.rest();
        }
        self.expect_written(&drawn);
    }

    fn draw_frame(&mut self) -> io::Result<()> {
        let size = self.screen.size()?;
        // What becomes of what a terminal showed before its size was another, no two agree on.
        let is_resized = std::mem::replace(&mut self.drawn, size) != size;
        if std::mem::take(&mut self.is_unknown) || is_resized {
            // Nothing can stay of what is cleared.
            let _ = self.held.end();
            self.screen.clear()?;
        }
        let mut picture = PICTURE.take();
        picture.resize(Rect::from((Position::ORIGIN, size)));
        picture.reset();
        let drawn = self.draw_on(&mut picture);
        PICTURE.set(picture);
        drawn
    }

    fn draw_on(&mut self, picture: &mut Buffer) -> io::Result<()> {
        self.app.set_moving(self.held.waits());
        let was_asked = self.app.has_drawn_question();
        let cursor = self.app.draw(picture.area, picture);
        if !was_asked && self.app.has_drawn_question() {
            self.timing.asked = self.timing.latest;
        }
        let kept = if self.held.waits() { self.screen.keep(picture) } else { Vec::new() };
        self.held.drawn(kept.is_empty());
        self.app.share(picture, cursor);
        let typed_at = if self.app.is_typing() { cursor } else { None };
        self.screen.set_typed_at(typed_at);
        if self.is_served {
            self.screen.set_beside(self.app.beside(), cursor);
        }
        // Where cells lead to is known once they are drawn, and told as they are written.
        if self.screen.tells_links() {
            self.screen.set_links(self.app.web_links(), &kept);
        }
        self.kept = kept;
        if self.only_ascii {
            to_ascii(picture);
        }
        self.screen.show(picture)?;
        match cursor {
            None => self.screen.hide_cursor()?,
            Some(position) => {
                self.screen.show_cursor()?;
                self.screen.set_cursor_position(position)?;
            }
        }
        Backend::flush(&mut self.screen)
    }

    /// Memory takes every byte. Should it not, there is no screen any more.
    pub(super) fn expect_written(&mut self, written: &io::Result<()>) {
        if written.is_err() {
            self.ended.get_or_insert(Ended::HungUp);
        }
    }
}
