//! What comes of a key, the mouse or a paste, and of what the terminal tells by itself.

use std::time::Duration;

use super::held::{Came, Press};
use super::{Ended, Session, Waiting, burst};
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

/// Bytes that came at once, and what they say.
struct Piece<'b> {
    bytes: &'b [u8],
    inputs: Vec<Input>,
    came: Duration,
}

impl Waiting {
    /// What has come and belongs to no burst, as far as is known.
    pub(super) fn new(input: Input, came: Duration) -> Self {
        Self { input, came, in_burst: false }
    }

    /// The key that it is, if it is one.
    fn key(&self) -> Option<Key> {
        if let Input::Key(key) = self.input { Some(key) } else { None }
    }
}

impl Session<'_> {
    /// Takes bytes that came from the terminal, and hears the first key among them, or as many as are letters of one
    /// text; the others are heard one a [`wake`](Self::wake), for which [`deadline`](Self::deadline) asks.
    pub fn feed(&mut self, bytes: &[u8], now: Now) {
        let mut inputs = Vec::new();
        // When they came is not known: an Esc that was held may have been the beginning of what has waited since.
        self.decoder.feed(bytes, now.elapsed, &mut inputs);
        self.take_pieces(vec![Piece { bytes, inputs, came: now.elapsed }], now);
    }

    /// Takes bytes that came one after the other while nothing was heard, each with the time when they did: by that it
    /// is told what is one key, and what came faster than fingers.
    pub fn feed_late<'b>(&mut self, pieces: impl IntoIterator<Item = (&'b [u8], Duration)>, now: Now) {
        let mut taken = Vec::new();
        for (bytes, came) in pieces {
            if let Some(due) = self.decoder.deadline().filter(|due| *due <= came) {
                let (mut inputs, came) = (Vec::new(), self.decoder.held_since());
                self.decoder.expire(due, &mut inputs);
                taken.push(Piece { bytes: &[], inputs, came });
            }
            let mut inputs = Vec::new();
            self.decoder.feed(bytes, came, &mut inputs);
            taken.push(Piece { bytes, inputs, came });
        }
        self.take_pieces(taken, now);
    }

    fn take_pieces(&mut self, mut pieces: Vec<Piece<'_>>, now: Now) {
        let mut left_out = None;
        for together in pieces.chunk_by_mut(|before, next| burst::are_together(before.came, next.came)) {
            left_out = self.take_together(together).or(left_out);
        }
        self.step(now, true);
        if let Some(key) = left_out {
            let effect = self.app.leave_out(key);
            self.note(effect);
        }
    }

    /// Has what came together wait to be heard. Gives the last key that was taken out of it, where it is a burst.
    fn take_together(&mut self, pieces: &mut [Piece<'_>]) -> Option<Key> {
        let (mut waiting, mut bytes, mut is_burst) = (Vec::new(), Vec::new(), false);
        for Piece { bytes: piece, inputs, came } in pieces {
            is_burst |= self.run.take(inputs.iter(), *came);
            waiting.extend(inputs.drain(..).map(|input| Waiting::new(input, *came)));
            bytes.extend_from_slice(piece);
        }
        let mut left_out = None;
        if is_burst {
            left_out = burst::leave_controls_out(&mut waiting, &bytes, self.app.undoes());
            let mut next = waiting.first().map(|first| first.came);
            let before = self.pending.iter_mut().rev().take_while(|before| {
                let came = next.replace(before.came);
                came.is_none_or(|came| burst::are_together(before.came, came))
            });
            before.chain(&mut waiting).for_each(|waiting| waiting.in_burst = true);
        }
        self.pending.extend(waiting);
        left_out
    }

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

    /// Hears what waits first; of letters of one text, all that wait. What a key that is held, or letters that were
    /// typed, have left to be drawn is drawn before anything is heard that may be about it; a click on what showed in
    /// its place is about what is gone then, and that shows until the next frame, though nothing waits for a rest any
    /// more. So is a click that came with a key or a paste before it: what that leads to nobody had seen. After whatever
    /// else has something new to show, such as another click or a turn of the wheel, that is drawn and the click heard.
    pub(super) fn hear_next(&mut self, now: Now) {
        let Some(first) = self.pending.front() else { return };
        let (key, came) = (first.key(), first.came);
        let clicked = if let Input::Click(at) = first.input { Some(at).filter(|_| self.mouse) } else { None };
        let is_old = clicked.is_some() && self.timing.out_of_date.is_some();
        let is_gone = is_old && self.timing.is_keyed;
        if self.held.comes_before(key) || is_old || clicked.is_some() && !self.kept.is_empty() {
            let kept = std::mem::take(&mut self.kept);
            let _ = self.held.end();
            self.draw();
            let was_kept = |at| kept.iter().any(|stay| stay.is_at(at));
            if is_gone || clicked.is_some_and(|at| was_kept(at) || self.app.beside().contains(at)) {
                self.pending.pop_front();
                self.begin_hearing(now);
                return;
            }
        }
        self.app.set_came_before(came <= self.timing.asked);
        let last = self.hear_first(now).unwrap_or(came);
        let (has_moved, has_typed) = (self.app.take_moved(), self.app.take_typed());
        let has_changed = self.timing.out_of_date.is_some();
        let press = match key {
            Some(key) if has_moved => Some(Press::Step(key)),
            Some(_) if has_typed => Some(Press::Letter),
            _ => None,
        };
        let is_drawn_now = match press {
            Some(press) => {
                let again = self.pending.front().filter(|next| has_moved && next.key() == key).map(|next| next.came);
                self.held.pressed(press, has_changed, Came { first: came, last, next: again })
            }
            None => self.held.end(),
        };
        self.note(Effect::redraw_if(is_drawn_now));
    }

    /// Tells when the last of what it heard came.
    fn hear_first(&mut self, now: Now) -> Option<Duration> {
        let is_burst = self.pending.front()?.in_burst;
        let alike = self.pending.iter().take_while(|waiting| waiting.in_burst == is_burst);
        let keys: Vec<Key> = alike.map_while(|waiting| may_be_typed(&waiting.input)).collect();
        if keys.is_empty() {
            let waiting = self.pending.pop_front()?;
            self.hear(waiting.input, now);
            return Some(waiting.came);
        }
        self.begin_hearing(now);
        let (count, effect) = self.app.keys(&keys, is_burst);
        let last = self.pending.drain(..count.min(self.pending.len())).next_back().map(|last| last.came);
        self.end_hearing(effect, true, now);
        last
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
        if let Input::Key(Key::Ctrl('l')) | Input::AfterEsc(Key::Ctrl('l')) = input {
            self.is_unknown = true;
            self.note(Effect::Redraw);
        }
        let is_keyed = !matches!(input, Input::Click(_) | Input::Wheel(..));
        let effect = match input {
            Input::Key(key) => self.app.key(key),
            Input::AfterEsc(key) => self.app.key_after_esc(key),
            Input::Click(at) => self.app.click(at),
            Input::Wheel(at, up) => self.app.wheel(at, up),
            Input::Paste(text) => self.app.paste(&text),
            Input::Background(_) | Input::Answered => Effect::Nothing,
        };
        self.end_hearing(effect, is_keyed, now);
    }

    /// Does what this led to, and notes whether it was a key or a paste that did.
    fn end_hearing(&mut self, effect: Effect, is_keyed: bool, now: Now) {
        self.set_alarm(now);
        self.note(effect);
        self.timing.is_keyed |= is_keyed && matches!(effect, Effect::Redraw | Effect::Go(_));
        if let Some(text) = self.app.take_copied() {
            let sequence = clipboard::sequence(&text);
            let written = sequence.map(|sequence| self.output.extend_from_slice(&sequence));
            self.expect_written(&written);
        }
        if effect == Effect::Quit {
            self.ended = Some(Ended::Quit);
        }
    }

    /// How long to wait, before the terminal is given to another, for an answer that would otherwise be typed there: as
    /// long as it may still come, and not at all once it has.
    #[must_use]
    pub fn answer_patience(&self, now: Duration) -> Option<Duration> {
        let left = LATEST_ANSWER.saturating_sub(now.saturating_sub(self.timing.began));
        let is_awaited =
            self.timing.awaits_answer && !self.pending.iter().any(|waiting| waiting.input == Input::Answered);
        (is_awaited && !left.is_zero()).then_some(left)
    }

    /// Takes bytes while the terminal's answer is waited for, and tells whether it has come. Keys among them are heard
    /// later: whoever typed them typed them here.
    pub fn feed_answer(&mut self, bytes: &[u8], now: Duration) -> bool {
        let mut inputs = Vec::new();
        self.decoder.feed(bytes, now, &mut inputs);
        for input in inputs {
            if !self.hear_terminal(&input) {
                self.pending.push_back(Waiting::new(input, now));
            }
        }
        !self.timing.awaits_answer
    }
}
