//! A session: one person at the explorer, without a terminal. Bytes and the time go in; bytes, the next deadline and
//! an end come out ("sans-IO"). Whoever carries the bytes is a [`transport`](super::transport).
//!
//! Keys come before everything else, one a call, each at its own time; and a screen that will be out of date as soon
//! as it is drawn, since more keys wait, is not drawn more often than [`PACE`] allows. All times are those of the
//! clock's `elapsed`.

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use jiff::civil::Date;
use ratatui::Terminal;
use ratatui::layout::Size;

use super::backend::LeanBackend;
use super::clipboard;
use super::decoder::{ASK_BACKGROUND, Decoder, Input};
use super::visit::{Limits, Visit};
use crate::clock::Now;
use crate::tui::action::Effect;
use crate::tui::app::App;
use crate::tui::key::Key;
use crate::tui::whereabouts::Moment;

/// While keys wait, no more than one frame is drawn in this time.
const PACE: Duration = Duration::from_millis(100);
/// Work that goes on for longer than this is told of.
const UNTOLD: Duration = Duration::from_millis(100);
/// A terminal that has not answered for so long never will.
const LATEST_ANSWER: Duration = Duration::from_secs(1);
/// Between these marks a terminal that knows them shows nothing half drawn ("synchronized output").
const BEGIN_OF_FRAME: &[u8] = b"\x1b[?2026h";
/// The end of a frame.
pub const END_OF_FRAME: &[u8] = b"\x1b[?2026l";

/// What a session goes by.
#[derive(Clone, Copy, Debug)]
pub struct SessionOptions {
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// How long an Esc is held: [`NEAR`](super::decoder::NEAR) or [`FAR`](super::decoder::FAR).
    pub patience: Duration,
    /// The limits of the visit, if it is one.
    pub visit: Option<Limits>,
    /// Whether Ctrl-Z may stop the program; it does where a shell can resume it.
    pub may_stop: bool,
    /// Whether the terminal is asked whether its background is light or dark. Nothing waits for its answer.
    pub asks_background: bool,
}

/// Why a session has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Its user quit.
    Quit,
    /// The terminal is gone.
    HungUp,
    /// A signal of this number asked it to.
    Signal(i32),
    /// The visit is over; what to say.
    Goodbye(String),
}

/// The explorer as one person sees it.
#[derive(Debug)]
pub struct Session<'a> {
    app: App<'a>,
    screen: Terminal<LeanBackend<Vec<u8>>>,
    decoder: Decoder,
    /// Keys that have come and were not yet heard.
    pending: VecDeque<Input>,
    timing: Timing,
    /// What is to be sent.
    output: Vec<u8>,
    /// Whether it is not known what the terminal shows: the next frame clears it first.
    is_unknown: bool,
    may_stop: bool,
    stop_asked: bool,
    ended: Option<Ended>,
}

/// When something is to happen.
#[derive(Debug)]
struct Timing {
    /// When it was last told the time.
    latest: Duration,
    /// When it was first told the time.
    began: Duration,
    /// Whether it was never told the time: what can wait for the first screen is still to be done.
    is_new: bool,
    /// Whether the terminal was asked something and has not answered.
    awaits_answer: bool,
    /// When something on the screen changes by itself.
    alarm: Option<Duration>,
    /// Since when the screen shows less than there is to show, if it does.
    out_of_date: Option<Duration>,
    /// Since when what shows has been worked on, if it is.
    working: Option<Duration>,
    /// The visit, if it is one, once it has begun.
    visit: Option<Visit>,
    limits: Option<Limits>,
    /// The day it was last told.
    day: Option<Date>,
}

impl<'a> Session<'a> {
    /// A session on a screen of this size, whatever stands there. Its first screen is drawn, ready to be sent: that needs
    /// no time.
    ///
    /// # Errors
    /// None in practice: frames are written to memory.
    pub fn new(app: App<'a>, size: Size, options: &SessionOptions) -> io::Result<Self> {
        let timing = Timing {
            latest: Duration::ZERO,
            began: Duration::ZERO,
            is_new: true,
            awaits_answer: options.asks_background,
            alarm: None,
            out_of_date: None,
            working: None,
            visit: None,
            limits: options.visit,
            day: None,
        };
        let mut session = Self {
            app,
            screen: Terminal::new(LeanBackend::new(Vec::new(), size))?,
            decoder: Decoder::new(options.patience),
            pending: VecDeque::new(),
            timing,
            output: if options.asks_background { ASK_BACKGROUND.to_vec() } else { Vec::new() },
            is_unknown: true,
            may_stop: options.may_stop,
            stop_asked: false,
            ended: None,
        };
        session.draw();
        Ok(session)
    }

    /// Takes bytes that came from the terminal, and hears the first key among them; the others are heard one a
    /// [`wake`](Self::wake), for which [`deadline`](Self::deadline) asks.
    pub fn feed(&mut self, bytes: &[u8], now: Now) {
        let mut inputs = Vec::new();
        self.decoder.feed(bytes, now.elapsed, &mut inputs);
        self.pending.extend(inputs);
        self.step(now, true);
    }

    /// Does what the time has come for.
    pub fn wake(&mut self, now: Now) {
        if self.pending.is_empty() {
            let mut inputs = Vec::new();
            self.decoder.expire(now.elapsed, &mut inputs);
            self.pending.extend(inputs);
        }
        self.step(now, false);
    }

    /// Goes on at another size.
    pub fn resize(&mut self, size: Size) {
        self.screen.backend_mut().resize(size);
        self.note(Effect::Redraw);
    }

    /// Goes on where something else may have written, or the size may have changed: everything is drawn anew.
    pub fn resume(&mut self, size: Size) {
        self.resize(size);
        self.is_unknown = true;
    }

    /// The bytes to be sent to the terminal.
    pub fn take_output(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.output)
    }

    /// When [`wake`](Self::wake) is to be called, if nothing comes before; zero for at once. As long as this is
    /// nothing, nothing is to be done.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        if self.timing.is_new || !self.pending.is_empty() || self.timing.out_of_date.is_some() || self.app.has_work() {
            return Some(Duration::ZERO);
        }
        let visit = self.timing.visit.and_then(|visit| visit.next(self.timing.latest));
        [self.decoder.deadline(), self.timing.alarm, visit].into_iter().flatten().min()
    }

    /// Why it has ended, once it has.
    #[must_use]
    pub fn ended(&self) -> Option<&Ended> {
        self.ended.as_ref()
    }

    /// Whether more bytes are to be read: not while keys wait, so that what has come is never more than was read at
    /// once.
    #[must_use]
    pub fn takes_input(&self) -> bool {
        self.pending.is_empty()
    }

    /// Whether all that is left to be done is what the reader need not wait for.
    #[must_use]
    pub fn only_prepares(&self) -> bool {
        self.pending.is_empty() && self.timing.out_of_date.is_none() && self.app.has_work()
    }

    /// The file that is to be opened in the reader's editor, if a key has asked for that since this was last called.
    pub fn take_edit(&mut self) -> Option<PathBuf> {
        self.app.take_edit()
    }

    /// Goes on after the editor has ended, or could not be started; with what is to be said of that.
    pub fn edited(&mut self, told: Option<String>, now: Now) {
        self.tell_time(now);
        let effect = self.app.edited(told);
        self.set_alarm(now);
        self.note(effect);
    }

    /// Keeps where its reader is, for it is over; and what is written and not kept, unless its reader chose to leave.
    pub fn leave(&mut self, by_choice: bool) {
        self.app.leave(by_choice);
    }

    /// Whether a key has asked that the program be stopped for a while, since this was last called.
    pub fn take_stop(&mut self) -> bool {
        std::mem::take(&mut self.stop_asked)
    }

    /// Whether it may be stopped for a while at all.
    #[must_use]
    pub fn may_stop(&self) -> bool {
        self.may_stop
    }

    /// How long to wait, before the terminal is given to another, for an answer that would otherwise be typed there: not at
    /// all once it has come, or should have come long since.
    #[must_use]
    pub fn answer_patience(&self, now: Duration) -> Option<Duration> {
        let is_young = now.saturating_sub(self.timing.began) < LATEST_ANSWER;
        let is_awaited = self.timing.awaits_answer && !self.pending.contains(&Input::Answered);
        (is_awaited && is_young).then(|| self.decoder.patience() * 4)
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

    /// How long to wait for a terminal that takes no bytes: until the visit ends, after which they are not missed.
    #[must_use]
    pub fn send_patience(&self, now: Duration) -> Option<Duration> {
        let visit = self.timing.visit.or_else(|| self.timing.limits.map(|limits| Visit::new(limits, now)));
        visit.and_then(|visit| visit.end()).map(|end| end.saturating_sub(now))
    }

    /// One step: a key if one waits, else the clock, the screen, or what can be prepared meanwhile.
    fn step(&mut self, now: Now, more_may_wait: bool) {
        if self.ended.is_some() {
            return;
        }
        self.timing.latest = now.elapsed;
        if std::mem::take(&mut self.timing.is_new) {
            self.begin(now);
        }
        let heard = self.pending.pop_front();
        let is_heard = heard.is_some();
        if let Some(input) = heard {
            self.hear(input, now);
        }
        self.look_at_clock(now);
        if self.ended.is_some() {
            return;
        }
        if is_heard || more_may_wait {
            self.draw_if_due();
        } else if self.timing.out_of_date.is_some() {
            self.draw();
        } else if self.app.has_work() {
            self.work(now);
        }
        self.tell_of_work();
    }

    /// Goes on with what is to be done; what begins by that, as the clock of a paper, begins now.
    fn work(&mut self, now: Now) {
        if self.app.is_waited_for() {
            self.tell_time(now);
        }
        let effect = self.app.work();
        self.set_alarm(now);
        self.note(effect);
    }

    /// Shows that something is worked on, once that has gone on for so long that one would wonder; until it is done.
    fn tell_of_work(&mut self) {
        let now = self.timing.latest;
        self.timing.working = self.app.is_waited_for().then(|| self.timing.working.unwrap_or(now));
        let is_long = self.timing.working.is_some_and(|since| now.saturating_sub(since) >= UNTOLD);
        let effect = self.app.set_working(is_long);
        self.note(effect);
    }

    /// Does what the first screen did not wait for: the index, and what happened on a day like today.
    fn begin(&mut self, now: Now) {
        self.timing.began = now.elapsed;
        self.timing.visit = self.timing.limits.map(|limits| Visit::new(limits, now.elapsed));
        self.app.prepare();
        self.tell_time(now);
    }

    /// Tells the application the time, and sets its alarm.
    fn tell_time(&mut self, now: Now) {
        let effect = self.app.set_time(now);
        self.set_alarm(now);
        self.note(effect);
        let today = now.wall.date();
        if self.timing.day.replace(today) != Some(today) {
            let effect = self.app.remember(today);
            self.note(effect);
        }
    }

    fn set_alarm(&mut self, now: Now) {
        self.timing.alarm = self.app.alarm().map(|after| now.elapsed + after);
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

    /// Does what a key or the mouse leads to.
    fn hear(&mut self, input: Input, now: Now) {
        if self.hear_terminal(&input) {
            return;
        }
        self.tell_time(now);
        if let Some(visit) = &mut self.timing.visit {
            visit.key(now.elapsed);
        }
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

    /// Rings the alarm, warns the visitor, and ends the visit if it is over.
    fn look_at_clock(&mut self, now: Now) {
        if self.timing.alarm.is_some_and(|alarm| alarm <= now.elapsed) {
            self.tell_time(now);
        }
        let Some(visit) = self.timing.visit else { return };
        let effect = self.app.set_notice(visit.warning(now.elapsed));
        self.note(effect);
        if let Some(goodbye) = visit.goodbye(now.elapsed) {
            self.ended.get_or_insert(Ended::Goodbye(goodbye));
        }
    }

    fn note(&mut self, effect: Effect) {
        if matches!(effect, Effect::Redraw | Effect::Go(_)) {
            self.timing.out_of_date.get_or_insert(self.timing.latest);
        }
    }

    /// Draws while more keys may wait, if the screen has been out of date for long enough.
    fn draw_if_due(&mut self) {
        let is_due = |since: Duration| self.timing.latest.saturating_sub(since) >= PACE;
        if self.timing.out_of_date.is_some_and(is_due) {
            self.draw();
        }
    }

    fn draw(&mut self) {
        self.timing.out_of_date = None;
        self.screen.backend_mut().out().extend_from_slice(BEGIN_OF_FRAME);
        if std::mem::take(&mut self.is_unknown) {
            let cleared = self.screen.clear();
            self.expect_written(&cleared);
        }
        let app = &mut self.app;
        let drawn = self.screen.draw(|frame| {
            if let Some(cursor) = app.draw(frame.area(), frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        });
        let drawn = drawn.map(|_| ());
        let frame = self.screen.backend_mut().out();
        // Nothing is sent of a frame that changes nothing.
        if frame.len() > BEGIN_OF_FRAME.len() {
            self.output.append(frame);
            self.output.extend_from_slice(END_OF_FRAME);
        }
        frame.clear();
        self.expect_written(&drawn);
    }

    /// Memory takes every byte. Should it not, there is no screen any more.
    fn expect_written(&mut self, written: &io::Result<()>) {
        if written.is_err() {
            self.ended.get_or_insert(Ended::HungUp);
        }
    }
}
