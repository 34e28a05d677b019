//! A session: one person at the explorer, without a terminal. Bytes and the time go in; bytes, the next deadline and
//! an end come out ("sans-IO"). Whoever carries the bytes is a [`transport`](super::transport).
//!
//! Keys come before everything else, one a call, each at its own time; and a screen that will be out of date as soon
//! as it is drawn, since more keys wait, is not drawn more often than `drawing::PACE` allows. All times are those of
//! the clock's `elapsed`.

mod burst;
mod drawing;
mod hearing;
mod held;
mod timing;

use std::borrow::Borrow;
use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use ratatui::layout::Size;

use self::burst::Run;
use self::held::Held;
use super::backend::LeanBackend;
use super::decoder::{Decoder, Input, NEAR};
use super::hyperlinks::Stay;
use super::terminfo::Capabilities;
use super::visit::{LARGEST, Limits, VisitClock};
use crate::clock::Now;
use crate::tui::action::Effect;
use crate::tui::app::App;
use timing::Timing;

pub use super::frame_marks::END_OF_FRAME;

/// Work that goes on for longer than this is told of.
const UNTOLD: Duration = Duration::from_millis(100);

/// What a presenter is told as another takes the seat.
pub(crate) const TAKEN_OVER: &str = "Somebody presents now by the same word, so the visit has ended.";

/// What a session goes by.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct SessionOptions {
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// How long an Esc is held: [`NEAR`] or [`FAR`](super::decoder::FAR).
    pub patience: Duration,
    /// The limits of the visit, if it is one.
    pub visit: Option<Limits>,
    /// Whether Ctrl-Z may stop the program; it does where a shell can resume it.
    pub may_stop: bool,
    /// Whether the terminal is asked whether its background is light or dark, by whoever takes it over. Nothing waits
    /// for its answer.
    pub asks_background: bool,
    /// Whether the terminal is told where cells lead to: it is known to do something with that.
    pub links: bool,
    /// What can be sent to the terminal.
    pub can: Capabilities,
    /// Whether the terminal shows nothing beyond ASCII.
    pub only_ascii: bool,
    /// Whether it is one of many visits over lines that may be slow: what tells more of what is selected is sent after
    /// the rest, and little is kept of what shows.
    pub is_served: bool,
}

impl SessionOptions {
    /// Those of a terminal of this machine that does all that xterm does, and is asked nothing.
    pub const XTERM_HERE: Self = Self {
        mouse: false,
        patience: NEAR,
        visit: None,
        may_stop: false,
        asks_background: false,
        links: false,
        can: Capabilities::XTERM,
        only_ascii: false,
        is_served: false,
    };
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
    /// Another presents in this place.
    TakenOver,
}

/// What has come and waits to be heard.
#[derive(Debug)]
struct Waiting {
    input: Input,
    /// When it came in, which may be long before it is heard.
    came: Duration,
    /// Whether it came among many keys at once.
    in_burst: bool,
}

impl Borrow<Input> for Waiting {
    fn borrow(&self) -> &Input {
        &self.input
    }
}

/// The explorer as one person sees it.
#[expect(clippy::struct_excessive_bools, reason = "each is asked by itself")]
#[derive(Debug)]
pub struct Session<'a> {
    app: App<'a>,
    screen: LeanBackend<Vec<u8>>,
    /// The size of what was drawn last.
    drawn: Size,
    /// What of that was left as it was before.
    kept: Vec<Stay>,
    decoder: Decoder,
    /// What has come and was not yet heard.
    pending: VecDeque<Waiting>,
    /// The keys that came together last.
    run: Run,
    /// The movement key that is held, or the letters that are typed.
    held: Held,
    timing: Timing,
    /// What is to be sent.
    output: Vec<u8>,
    /// Whether it is not known what the terminal shows: the next frame clears it first.
    is_unknown: bool,
    /// Whether frames stand between marks.
    marks_frames: bool,
    only_ascii: bool,
    is_served: bool,
    /// Whether the mouse is listened to: what it tells unasked, another program has left on.
    mouse: bool,
    may_stop: bool,
    is_visit: bool,
    stop_asked: bool,
    ended: Option<Ended>,
}

impl<'a> Session<'a> {
    /// A session on a screen of this size, whatever stands there. Its first screen is drawn, ready to be sent: that
    /// needs no time.
    ///
    /// # Errors
    /// None in practice: frames are written to memory.
    pub fn new(app: App<'a>, size: Size, options: &SessionOptions) -> io::Result<Self> {
        let is_visit = options.visit.is_some();
        let size = drawn_of(size, is_visit);
        let mut session = Self {
            app,
            screen: LeanBackend::new(Vec::new(), size, options.can),
            drawn: size,
            kept: Vec::new(),
            decoder: Decoder::new(options.patience),
            pending: VecDeque::new(),
            run: Run::default(),
            held: Held::default(),
            timing: Timing::new(options),
            output: Vec::new(),
            is_unknown: true,
            marks_frames: options.can.modes,
            only_ascii: options.only_ascii,
            is_served: options.is_served,
            mouse: options.mouse,
            may_stop: options.may_stop,
            is_visit,
            stop_asked: false,
            ended: None,
        };
        session.screen.tell_links(options.links);
        session.draw();
        Ok(session)
    }

    /// Does what the time has come for.
    pub fn wake(&mut self, now: Now) {
        if self.pending.is_empty() {
            let (mut inputs, came) = (Vec::new(), self.decoder.held_since());
            self.decoder.expire(now.elapsed, &mut inputs);
            self.pending.extend(inputs.into_iter().map(|input| Waiting::new(input, came)));
        }
        self.step(now, false);
    }

    /// Hears that others in the room did something: it looks at the room again. What they do counts as a key of whoever
    /// follows; of whoever presents only that they do follow.
    pub fn hear_others(&mut self, now: Now) {
        if self.ended.is_some() {
            return;
        }
        self.timing.latest = now.elapsed;
        if self.app.presents() != Some(false)
            && let Some(visit) = &mut self.timing.visit
        {
            visit.key(now.elapsed);
        }
        self.tell_time(now);
    }

    /// Goes on at another size.
    pub fn resize(&mut self, size: Size) {
        let _ = self.held.end();
        self.screen.resize(drawn_of(size, self.is_visit));
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
        let held = self.decoder.deadline();
        let is_due = self.timing.out_of_date.is_some() || self.app.has_work();
        if self.timing.is_new || !self.pending.is_empty() || held.is_none() && is_due {
            return Some(Duration::ZERO);
        }
        let visit = self.timing.visit.and_then(|visit| visit.next(self.timing.latest));
        [held, self.held.due(), self.timing.alarm, visit].into_iter().flatten().min()
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

    /// Shows this from here on where a visit's own end is told of, unless that is near.
    pub fn announce(&mut self, notice: String) {
        self.timing.announced = Some(notice);
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

    /// How long to wait for a terminal that takes no bytes: until the visit ends, after which they are not missed.
    #[must_use]
    pub fn send_patience(&self, now: Duration) -> Option<Duration> {
        let visit = self.timing.visit.or_else(|| self.timing.limits.map(|limits| VisitClock::new(limits, now)));
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
        let is_heard = !self.pending.is_empty();
        self.hear_next(now);
        self.look_at_clock(now);
        if self.ended.is_some() {
            return;
        }
        // An Esc that is held may close what would be worked on.
        if is_heard || more_may_wait || self.decoder.deadline().is_some() {
            self.draw_if_due();
        } else if self.timing.out_of_date.is_some() && (self.timing.has_worked || !self.app.is_quick_search_due()) {
            self.run.end();
            self.draw();
        } else if self.app.has_work() {
            // Most of it is done at once: then one frame shows what was typed and what it found.
            self.timing.has_worked = true;
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

    /// Does what the first screen did not wait for: what happened on a day like today, where that takes long.
    fn begin(&mut self, now: Now) {
        self.timing.began = now.elapsed;
        self.timing.visit = self.timing.limits.map(|limits| VisitClock::new(limits, now.elapsed));
        self.tell_time(now);
    }

    /// Tells the application the time, and sets its alarm.
    fn tell_time(&mut self, now: Now) {
        let effect = self.app.set_time(now);
        self.set_alarm(now);
        self.note(effect);
        if self.app.is_taken_over() {
            self.ended.get_or_insert(Ended::TakenOver);
        }
        let today = now.wall.date();
        if self.timing.day.replace(today) != Some(today) {
            let effect = self.app.remember(today);
            self.note(effect);
        }
    }

    fn set_alarm(&mut self, now: Now) {
        self.timing.alarm = self.app.alarm().map(|after| now.elapsed + after);
    }

    /// Rings the alarm, draws what waited for a rest, warns the visitor, and ends the visit if it is over.
    fn look_at_clock(&mut self, now: Now) {
        if self.timing.alarm.is_some_and(|alarm| alarm <= now.elapsed) {
            self.tell_time(now);
        }
        if self.held.rest(now.elapsed) {
            self.note(Effect::Redraw);
        }
        if self.app.presents() == Some(true)
            && let Some(visit) = &mut self.timing.visit
        {
            // Who talks to a class presses no key.
            visit.key(now.elapsed);
        }
        let Some(visit) = self.timing.visit else { return };
        let effect = self.app.set_notice(visit.warning(now.elapsed).or_else(|| self.timing.announced.clone()));
        self.note(effect);
        if let Some(goodbye) = visit.goodbye(now.elapsed) {
            self.ended.get_or_insert(Ended::Goodbye(goodbye));
        }
    }
}

/// What is drawn of a screen of this size: all of it, but of a visitor's no more than [`LARGEST`].
fn drawn_of(size: Size, is_visit: bool) -> Size {
    if is_visit { Size::new(size.width.min(LARGEST.width), size.height.min(LARGEST.height)) } else { size }
}
