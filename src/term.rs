//! The real terminal: waiting for keys and whatever else may happen, and drawing what they lead to.
//!
//! Nothing runs while nobody types: the loop sleeps until the terminal, a signal or an hour that was
//! set has something to tell. Keys come before everything else, and a screen that will be out of date
//! as soon as it is drawn, since more keys wait, is not drawn more often than [`PACE`] allows.

use std::io::{self, IsTerminal};
use std::time::Duration;

use ratatui::Terminal;

use crate::clock::{Clock, Now};
use crate::term::backend::LeanBackend;
use crate::term::decoder::{Decoder, Input};
use crate::term::guard::Guard;
use crate::term::line::{Line, PollEvents};
use crate::term::visit::{Limits, Visit};
use crate::tui::action::Effect;
use crate::tui::app::App;
use crate::tui::key::Key;

pub mod backend;
pub mod capabilities;
pub mod clipboard;
pub mod decoder;
mod guard;
mod line;
pub mod panic_hook;
mod pen;
pub mod visit;

/// While keys wait, no more than one frame is drawn in this time.
const PACE: Duration = Duration::from_millis(100);
/// Bytes read at once.
const CHUNK: usize = 1024;
/// Between these marks a terminal that knows them shows nothing half drawn ("synchronized output").
const BEGIN_OF_FRAME: &[u8] = b"\x1b[?2026h";
const END_OF_FRAME: &[u8] = b"\x1b[?2026l";

/// How the explorer runs in the terminal.
#[derive(Clone, Copy, Debug)]
pub struct SessionOptions {
    /// The clocks that the application was told the time by, if it was.
    pub clock: Clock,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// How long an Esc is held: [`decoder::NEAR`] or [`decoder::FAR`].
    pub patience: Duration,
    /// The limits of the visit, if it is one.
    pub visit: Option<Limits>,
}

/// Why the explorer has ended.
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

/// Whether both ends are a terminal, so that a person can use the explorer.
#[must_use]
pub fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Shows the application until it ends.
///
/// # Errors
/// What the terminal refuses. It is given back all the same.
pub fn run(app: &mut App<'_>, options: &SessionOptions) -> io::Result<Ended> {
    let line = Line::open()?;
    let guard = Guard::new(line.output()?, options)?;
    let backend = LeanBackend::new(Vec::new(), line.size());
    let mut session = Session {
        app,
        line,
        guard,
        screen: Terminal::new(backend)?,
        decoder: Decoder::new(options.patience),
        clock: options.clock,
        visit: options.visit.map(Visit::new),
        alarm: None,
        out_of_date: Some(Duration::ZERO),
    };
    session.first_screen()?;
    session.stay()
}

/// The explorer in a terminal.
struct Session<'s, 'a> {
    app: &'s mut App<'a>,
    line: Line,
    guard: Guard,
    screen: Terminal<LeanBackend<Vec<u8>>>,
    decoder: Decoder,
    clock: Clock,
    visit: Option<Visit>,
    /// When something changes by itself. All times are by the clock's `elapsed`.
    alarm: Option<Duration>,
    /// Since when the screen shows less than there is to show, if it does.
    out_of_date: Option<Duration>,
}

impl Session<'_, '_> {
    fn first_screen(&mut self) -> io::Result<()> {
        self.draw()?;
        // While the first screen is being looked at, not before: the index, and the date, for which the time
        // zones have to be read.
        self.app.prepare();
        let now = self.tell_time();
        let effect = self.app.remember(now.wall.date());
        self.note(effect);
        Ok(())
    }

    /// Goes on until something ends it.
    fn stay(&mut self) -> io::Result<Ended> {
        let mut inputs = Vec::new();
        loop {
            let news = self.line.wait(self.timeout())?;
            if let Some(ended) = self.take(news)? {
                return Ok(ended);
            }
            let now = self.clock.elapsed();
            if news.input {
                let mut buffer = [0; CHUNK];
                self.decoder.feed(self.line.read(&mut buffer)?, now, &mut inputs);
            } else {
                self.decoder.expire(now, &mut inputs);
            }
            for input in inputs.drain(..) {
                if self.input(input)? == Effect::Quit {
                    return Ok(Ended::Quit);
                }
            }
            if let Some(goodbye) = self.look_at_clock() {
                return Ok(Ended::Goodbye(goodbye));
            }
            if news.input {
                self.draw_if_due()?;
            } else if self.out_of_date.is_some() {
                self.draw()?;
            } else if self.app.has_work() {
                // What was drawn last reaches the reader before more is worked out: the system's own thread that
                // carries it may have to wait for this one.
                std::thread::yield_now();
                let effect = self.app.work();
                self.note(effect);
            }
        }
    }

    /// How long to wait for news: not at all while there is something to do, else until the next hour set.
    fn timeout(&self) -> Option<Duration> {
        if self.out_of_date.is_some() || self.app.has_work() {
            return Some(Duration::ZERO);
        }
        let now = self.clock.elapsed();
        let visit = self.visit.and_then(|visit| visit.next(now));
        let next = [self.decoder.deadline(), self.alarm, visit].into_iter().flatten().min();
        next.map(|next| next.saturating_sub(now))
    }

    /// Does what the news asks for; tells if that is the end.
    fn take(&mut self, news: PollEvents) -> io::Result<Option<Ended>> {
        if let Some(signal) = news.ended {
            return Ok(Some(Ended::Signal(signal)));
        }
        if news.hung_up {
            return Ok(Some(Ended::HungUp));
        }
        if news.stopped
            && self.may_stop()
            && let Some(ended) = self.stop()?
        {
            return Ok(Some(ended));
        }
        if news.continued && !news.stopped {
            // It was stopped without having been told, and whoever resumed it may have left anything.
            self.guard.give_back();
            self.resume()?;
        }
        if news.resized {
            self.resize();
        }
        Ok(None)
    }

    /// A visitor has no shell to come back from.
    fn may_stop(&self) -> bool {
        self.visit.is_none() && line::can_be_resumed()
    }

    /// Gives the terminal back, stops, and takes it over again once resumed; tells if that is not to be.
    fn stop(&mut self) -> io::Result<Option<Ended>> {
        self.guard.give_back();
        line::stop();
        // A stopped program is ended by a signal to end and one to go on: the terminal is another's by then.
        let news = self.line.wait(Some(Duration::ZERO))?;
        if news.is_final() {
            return Ok(Some(news.ended.map_or(Ended::HungUp, Ended::Signal)));
        }
        self.resume()?;
        Ok(None)
    }

    fn resume(&mut self) -> io::Result<()> {
        self.guard.take()?;
        self.resize();
        self.screen.clear()?;
        self.note(Effect::Redraw);
        Ok(())
    }

    fn resize(&mut self) {
        let size = self.line.size();
        self.screen.backend_mut().resize(size);
        self.note(Effect::Redraw);
    }

    /// Tells the application the time, and sets its alarm.
    fn tell_time(&mut self) -> Now {
        let now = self.clock.now();
        let effect = self.app.set_time(now);
        self.alarm = self.app.alarm().map(|after| now.elapsed + after);
        self.note(effect);
        now
    }

    /// Does what a key or the mouse leads to.
    fn input(&mut self, input: Input) -> io::Result<Effect> {
        let now = self.tell_time();
        if let Some(visit) = &mut self.visit {
            visit.key(now.elapsed);
        }
        if input == Input::Key(Key::Ctrl('z')) && self.may_stop() {
            line::ask_job_to_stop();
            return Ok(Effect::Nothing);
        }
        let effect = match input {
            Input::Key(key) => self.app.key(key),
            Input::Click(at) => self.app.click(at),
            Input::Wheel(at, up) => self.app.wheel(at, up),
        };
        self.alarm = self.app.alarm().map(|after| now.elapsed + after);
        self.note(effect);
        if let Some(text) = self.app.take_copied() {
            self.send(&clipboard::sequence(&text)?)?;
        }
        self.draw_if_due()?;
        Ok(effect)
    }

    /// Rings the alarm, warns the visitor, and tells what to say if the visit is over.
    fn look_at_clock(&mut self) -> Option<String> {
        let now = self.clock.elapsed();
        if self.alarm.is_some_and(|alarm| alarm <= now) {
            self.tell_time();
        }
        let visit = self.visit?;
        let effect = self.app.set_notice(visit.warning(now));
        self.note(effect);
        visit.goodbye(now)
    }

    fn note(&mut self, effect: Effect) {
        if matches!(effect, Effect::Redraw | Effect::Go(_)) && self.out_of_date.is_none() {
            self.out_of_date = Some(self.clock.elapsed());
        }
    }

    /// Draws while more keys may wait, if the screen has been out of date for long enough.
    fn draw_if_due(&mut self) -> io::Result<()> {
        let is_due = |since: Duration| self.clock.elapsed().saturating_sub(since) >= PACE;
        if self.out_of_date.is_some_and(is_due) { self.draw() } else { Ok(()) }
    }

    fn draw(&mut self) -> io::Result<()> {
        self.out_of_date = None;
        self.screen.backend_mut().out().extend_from_slice(BEGIN_OF_FRAME);
        let app = &mut *self.app;
        self.screen.draw(|frame| {
            if let Some(cursor) = app.draw(frame.area(), frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        let mut frame = std::mem::take(self.screen.backend_mut().out());
        // Nothing is sent of a frame that changes nothing.
        if frame.len() > BEGIN_OF_FRAME.len() {
            frame.extend_from_slice(END_OF_FRAME);
            self.send(&frame)?;
        }
        // The room it took is used again.
        frame.clear();
        *self.screen.backend_mut().out() = frame;
        Ok(())
    }

    /// Sends bytes, at longest until the visit ends; what cannot be sent by then is not missed any more.
    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        let now = self.clock.elapsed();
        let patience = self.visit.and_then(|visit| visit.end()).map(|end| end.saturating_sub(now));
        self.line.send(bytes, patience)?;
        Ok(())
    }
}
