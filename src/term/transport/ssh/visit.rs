//! One visit: a screen, what comes for it, and one frame in flight. A shard steps it; it never waits. While a frame is
//! on its way nothing but the visit's end is looked at, so that a visitor who does not read costs one frame, and keys
//! are heard when their effect can be seen.

use std::sync::Arc;
use std::time::Duration;

use super::activity::Doing;
use super::arrival::Arrival;
use super::guest::VisitScreen;
use super::keystrokes::Keystrokes;
use super::limits::VisitPermit;
use super::line::{Farewell, ReturnLine};
use super::mailbox::Mailbox;
use crate::clock::Now;
use crate::term::session::{Ended, TAKEN_OVER};

/// A visit that is under way.
pub(super) struct Visit<'h> {
    screen: Box<dyn VisitScreen + 'h>,
    mailbox: Arc<Mailbox>,
    line: ReturnLine,
    permit: Option<VisitPermit>,
    from: String,
    began: Duration,
    /// Whether a frame is on its way.
    is_in_flight: bool,
    /// By then it is over if that has not been taken.
    until: Option<Duration>,
    /// Notices to be shown.
    notice: Option<Arc<str>>,
    /// Gives the visitor's screen back, whatever has become of ours.
    exit: Arc<[u8]>,
    /// The screen is given back, and until then the terminal's answer is waited for.
    closing: Option<(Duration, Over)>,
    keys: usize,
    sent: usize,
}

/// The end of a visit.
#[derive(Clone, Debug)]
pub(super) struct Over {
    /// What the visitor is told, if somebody is there.
    pub(super) said: Option<String>,
    /// The exit code.
    pub(super) code: u8,
    /// What the log tells of it.
    pub(super) why: &'static str,
}

impl Over {
    /// An end that a visitor is told of.
    pub(super) fn told(said: impl Into<String>, why: &'static str) -> Self {
        Self { said: Some(said.into()), code: 0, why }
    }

    fn of(ended: Ended) -> Self {
        match ended {
            Ended::Quit => Self { said: None, code: 0, why: "quit" },
            Ended::Goodbye(sentence) => Self::told(sentence, "limit"),
            Ended::TakenOver => Self::told(TAKEN_OVER, "taken over"),
            Ended::HungUp | Ended::Signal(_) => Self { said: None, code: 1, why: "gone" },
        }
    }
}

impl<'h> Visit<'h> {
    /// One that begins now. Its first frame is sent.
    pub(super) fn new(mut screen: Box<dyn VisitScreen + 'h>, arrival: Arrival, now: Now) -> Self {
        let Arrival { mailbox, line, permit, from, .. } = arrival;
        let (mut first, exit) = (screen.enter(), Arc::from(screen.exit()));
        first.extend(screen.take_output());
        let mut visit = Self {
            screen,
            mailbox,
            line,
            permit: Some(permit),
            from,
            began: now.elapsed,
            is_in_flight: false,
            until: None,
            notice: None,
            exit,
            closing: None,
            keys: 0,
            sent: 0,
        };
        visit.send(first, now.elapsed);
        visit
    }

    /// When it is to be stepped, if nothing comes for it.
    pub(super) fn next(&self) -> Option<Duration> {
        match &self.closing {
            Some((until, _)) => Some(*until),
            None if self.is_in_flight => self.until,
            None => self.screen.deadline(),
        }
    }

    /// Has it show a notice.
    pub(super) fn announce(&mut self, notice: &Arc<str>) {
        self.notice = Some(Arc::clone(notice));
    }

    /// One step; tells if that was the last.
    pub(super) fn step(&mut self, now: Now) -> Option<Over> {
        let mail = self.mailbox.take(false);
        self.is_in_flight &= !mail.is_written;
        if mail.is_gone || mail.is_stuck {
            self.screen.leave(false);
            return Some(Over { said: None, code: 1, why: if mail.is_stuck { "stuck" } else { "gone" } });
        }
        if let Some((until, over)) = &self.closing {
            let has_come = self.screen.feed_answer(self.mailbox.take(true).keys.bytes(), now.elapsed);
            return (has_come || *until <= now.elapsed).then(|| over.clone());
        }
        if let Some(size) = mail.size {
            self.screen.resize(size);
        }
        if mail.is_called {
            self.screen.called(now);
        }
        if let Some(notice) = self.notice.take() {
            self.screen.announce(&notice, now);
        }
        if self.is_in_flight {
            // Nothing is drawn that would not be seen; but it may be over.
            if self.until.is_none_or(|until| until > now.elapsed) {
                return None;
            }
            self.screen.wake(now);
        } else {
            let keys = if self.screen.takes_input() { self.mailbox.take(true).keys } else { Keystrokes::default() };
            if keys.is_empty() {
                self.screen.wake(now);
            } else {
                self.keys += keys.len();
                self.screen.feed(&keys, now);
            }
        }
        let mut frame = self.screen.take_output();
        let over = match self.screen.ended() {
            Some(ended) => Over::of(ended),
            // One whose first frame was never taken has not begun, and knows of no end.
            None if self.is_in_flight => Over::told("Nothing was read for too long, so the visit has ended.", "limit"),
            None => {
                self.send(frame, now.elapsed);
                return None;
            }
        };
        self.screen.leave(over.why == "quit");
        let patience = self.screen.answer_patience(now.elapsed).filter(|_| !self.is_in_flight);
        let Some(patience) = patience else {
            self.send(frame, now.elapsed);
            return Some(over);
        };
        // What the terminal answers later would be typed into the visitor's own shell.
        frame.extend_from_slice(&std::mem::take(&mut self.exit));
        self.send(frame, now.elapsed);
        self.closing = Some((now.elapsed + patience, over));
        None
    }

    /// Ends it: gives the screen back and says goodbye. What the log tells of it is given back.
    pub(super) fn end(mut self, over: &Over, now: Duration) -> String {
        let mut output = self.exit.to_vec();
        if let Some(said) = &over.said {
            output.extend(format!("{said}\r\n").into_bytes());
        }
        self.sent += output.len();
        self.line.end(Farewell { output, code: over.code, permit: self.permit.take(), ..Farewell::default() });
        let seconds = now.saturating_sub(self.began).as_secs();
        format!(
            "visit {}{} ended after {seconds} s ({}), {} bytes of keys, {} bytes of frames",
            self.mailbox.id(),
            self.from,
            over.why,
            self.keys,
            self.sent
        )
    }

    /// Sends a frame, unless it is none. One that comes while another is on its way, at the visit's end, goes nowhere.
    fn send(&mut self, frame: Vec<u8>, now: Duration) {
        if frame.is_empty() || self.is_in_flight {
            return;
        }
        self.sent += frame.len();
        self.line.send(frame);
        self.is_in_flight = true;
        self.until = self.screen.patience(now).map(|left| now + left);
    }

    /// What a shard is at that steps it.
    pub(super) fn doing(&self, since: Duration) -> Doing {
        Doing { mailbox: Arc::clone(&self.mailbox), line: self.line.clone(), exit: Arc::clone(&self.exit), since }
    }
}
