//! What comes of a key, the mouse or a paste, and of what the terminal tells by itself.

use std::time::Duration;

use super::{Ended, Session};
use crate::clock::Now;
use crate::term::clipboard;
use crate::term::decoder::Input;
use crate::tui::action::Effect;
use crate::tui::key::Key;
use crate::tui::whereabouts::Moment;

/// A terminal that has not answered for so long never will.
const LATEST_ANSWER: Duration = Duration::from_secs(1);

/// The key, if it may be one of many that edit one text: none that the session itself has to do with.
fn may_be_typed(input: &Input) -> Option<Key> {
    match input {
        Input::Key(Key::Ctrl(_)) => None,
        Input::Key(key) => Some(*key),
        _ => None,
    }
}

impl Session<'_> {
    /// Takes what the terminal tells by itself, which is nobody's key; tells whether it was that.
    fn hear_terminal(&mut self, input: &Input) -> bool {
        let effect = match input {
            Input::Background(is_light) => self.app.set_background(*is_light),
            Input::Answered => {
                self.timing.awaits_answer = false;
                self.app.settle_background()
            }
            _ => return false,
        };
        self.note(effect);
        true
    }

    /// Hears what waits first; of letters of one text, all that wait. What a key that is held has left to be drawn is drawn
    /// before anything else is heard.
    pub(super) fn hear_next(&mut self, now: Now) {
        let Some(first) = self.pending.front() else { return };
        let key = if let Input::Key(key) = first { Some(*key) } else { None };
        if self.held.comes_before(key) {
            let _ = self.held.end();
            self.draw();
        }
        self.hear_first(now);
        let has_moved = self.app.take_moved();
        let has_changed = self.timing.out_of_date.is_some();
        let is_drawn_now = match key.filter(|_| has_moved) {
            Some(key) => self.held.moved(key, has_changed, now.elapsed),
            None => self.held.end(),
        };
        self.note(Effect::redraw_if(is_drawn_now));
    }

    fn hear_first(&mut self, now: Now) {
        let is_burst = self.in_burst > 0;
        let keys: Vec<Key> = self.pending.iter().map_while(may_be_typed).collect();
        let count = if keys.is_empty() {
            if let Some(input) = self.pending.pop_front() {
                self.hear(input, now);
            }
            1
        } else {
            self.begin_hearing(now);
            let (count, effect) = self.app.keys(&keys, is_burst);
            self.pending.drain(..count.min(self.pending.len()));
            self.end_hearing(effect, now);
            count
        };
        self.in_burst = self.in_burst.saturating_sub(count);
    }

    fn begin_hearing(&mut self, now: Now) {
        self.tell_time(now);
        if let Some(visit) = &mut self.timing.visit {
            visit.key(now.elapsed);
        }
    }

    /// Does what the mouse, a paste, or a key that is no letter leads to.
    fn hear(&mut self, input: Input, now: Now) {
        let is_unasked = !self.mouse && matches!(input, Input::Click(_) | Input::Wheel(..));
        if is_unasked || self.hear_terminal(&input) {
            return;
        }
        self.begin_hearing(now);
        if input == Input::Key(Key::Ctrl('z')) && self.may_stop && !self.app.undoes() {
            self.app.keep(Moment::Meanwhile);
            self.stop_asked = true;
            return;
        }
        if input == Input::Key(Key::Ctrl('l')) {
            self.is_unknown = true;
            self.note(Effect::Redraw);
        }
        let effect = match input {
            Input::Key(key) => self.app.key(key),
            Input::Click(at) => self.app.click(at),
            Input::Wheel(at, up) => self.app.wheel(at, up),
            Input::Paste(text) => self.app.paste(&text),
            Input::Background(_) | Input::Answered => Effect::Nothing,
        };
        self.end_hearing(effect, now);
    }

    fn end_hearing(&mut self, effect: Effect, now: Now) {
        self.set_alarm(now);
        self.note(effect);
        if let Some(text) = self.app.take_copied() {
            let sequence = clipboard::sequence(&text);
            let written = sequence.map(|sequence| self.output.extend_from_slice(&sequence));
            self.expect_written(&written);
        }
        if effect == Effect::Quit {
            self.ended = Some(Ended::Quit);
        }
    }

    /// How long to wait, before the terminal is given to another, for an answer that would otherwise be typed there: as long
    /// as it may still come, and not at all once it has.
    #[must_use]
    pub fn answer_patience(&self, now: Duration) -> Option<Duration> {
        let left = LATEST_ANSWER.saturating_sub(now.saturating_sub(self.timing.began));
        let is_awaited = self.timing.awaits_answer && !self.pending.contains(&Input::Answered);
        (is_awaited && !left.is_zero()).then_some(left)
    }

    /// Takes bytes while the terminal's answer is waited for, and tells whether it has come. Keys among them are heard later:
    /// whoever typed them typed them here.
    pub fn feed_answer(&mut self, bytes: &[u8], now: Duration) -> bool {
        let mut inputs = Vec::new();
        self.decoder.feed(bytes, now, &mut inputs);
        for input in inputs {
            if !self.hear_terminal(&input) {
                self.pending.push_back(input);
            }
        }
        !self.timing.awaits_answer
    }
}
