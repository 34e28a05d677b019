//! A visit played from bytes, without a network and without waiting: whatever a client may ask for, send and do, in any
//! order and at any time, one visit after the other for as long as there are bytes. For the fuzz target and the test
//! that replays what it found. What is played follows from the bytes alone, and what it costs is kept small: most
//! screens are, and few texts are pasted that are as long as they may be. What must hold is asserted: one frame is in
//! flight at most, it comes to rest whenever nothing comes, a screen that was taken over is given back, and Ctrl-C ends
//! it.

use std::io::{self, Write, sink};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::UnboundedReceiver;

use super::arrival::Arrival;
use super::asked::{Asked, size};
use super::guest::{Host, Reception, Request};
use super::limits::{Capacity, Door};
use super::line::{Order, ReturnLine};
use super::mailbox::{Bell, Mailbox};
use super::visit::Visit;
use crate::clock::{Clock, Now};
use crate::text::is_hostile;

/// Steps in a row after which a visit must have come to rest: each hears one of the keys that wait, or does a piece of
/// work.
const MOST_STEPS: usize = 20_000;
/// No frame is longer.
const LONGEST_FRAME: usize = 2 * 1024 * 1024;
/// Visits that are played of the same bytes at most.
const MOST_VISITS: usize = 200;
/// How far the bytes are apart that are typed: at once, held, held on a slow terminal, as one types.
const PAUSES: [Duration; 4] =
    [Duration::ZERO, Duration::from_millis(8), Duration::from_millis(33), Duration::from_millis(120)];
/// So many bytes of a flood come at once, but for the largest flood there is.
const FLOOD: usize = 400;
/// So much of a command's output is taken.
const MOST_OUTPUT: usize = 64 * 1024;
/// Names of terminals and of variables that mean something, to be asked for by number.
const TERMS: [&str; 6] = ["xterm-256color", "linux", "dumb", "vt100", "screen", "xterm-kitty"];
const VARIABLES: [&str; 6] = ["COLORTERM", "COLORFGBG", "NO_COLOR", "LANG", "TERM_PROGRAM", "VTE_VERSION"];
/// Sizes that are drawn in different ways.
const SIZES: [(u32, u32); 4] = [(40, 10), (60, 16), (80, 24), (24, 6)];
const ESCAPE: u8 = 0x1b;
/// What takes a screen over and gives it back, after an escape.
const TAKEN_OVER: &[u8] = b"[?1049h";
const GIVEN_BACK: &[u8] = b"[?1049l";

/// What is played, and how many packets of a client's that was by now.
struct Script<'b> {
    rest: &'b [u8],
    packets: u64,
}

impl<'b> Script<'b> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn number(&mut self) -> u32 {
        // The largest there are, too.
        match self.byte().unwrap_or_default() {
            255 => u32::MAX,
            254 => u32::from(self.byte().unwrap_or_default()) << 16,
            small => u32::from(small),
        }
    }

    /// Columns and rows. What is drawn on a large screen takes as long as a hundred keys: few are.
    fn sides(&mut self) -> (u32, u32) {
        const LARGE: u32 = 250;
        let usual = |side: u32, most: u32| if side < LARGE { side % (most + 1) } else { side };
        (usual(self.number(), 80), usual(self.number(), 24))
    }

    /// As many bytes as the next one says.
    fn bytes(&mut self) -> &'b [u8] {
        let count = usize::from(self.byte().unwrap_or_default()).min(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(count).unwrap_or_default();
        self.rest = rest;
        taken
    }

    /// Many bytes, few of which are different.
    fn flood(&mut self) -> Vec<u8> {
        let bytes = self.bytes();
        let most = if bytes.len() == usize::from(u8::MAX) { usize::MAX } else { FLOOD };
        bytes.iter().copied().cycle().take((bytes.len() * 40).min(most)).collect()
    }

    /// One of these, or another.
    fn word(&mut self, known: &[&str]) -> String {
        let number = usize::from(self.byte().unwrap_or_default());
        let other = || String::from_utf8_lossy(self.bytes()).into_owned();
        known.get(number).map_or_else(other, |word| (*word).to_owned())
    }

    fn request(&mut self) -> Request {
        let mut asked = Asked::default();
        loop {
            self.packets += 1;
            match self.byte().map(|byte| byte % 8) {
                Some(0) => {
                    let (term, (columns, rows)) = (self.word(&TERMS), self.sides());
                    asked.terminal(&term, columns, rows);
                }
                Some(1) => {
                    let (name, value) = (self.word(&VARIABLES), self.bytes());
                    asked.variable(&name, &String::from_utf8_lossy(value));
                }
                Some(2) => {
                    let (columns, rows) = self.sides();
                    asked.resize(columns, rows);
                }
                Some(3) => return asked.request(Some(self.bytes())),
                Some(other) => {
                    // Most visit in a terminal; small ones are drawn soonest.
                    let (columns, rows) = SIZES.get(usize::from(other) % SIZES.len()).copied().unwrap_or_default();
                    asked.terminal(TERMS[0], columns, rows);
                    return asked.request(None);
                }
                None => return asked.request(None),
            }
        }
    }
}

/// Takes what a command writes, as far as that goes.
#[derive(Default)]
struct Sheet(Vec<u8>);

impl Write for Sheet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST_OUTPUT {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Nothing in this would be obeyed by a terminal.
fn assert_plain(text: &[u8]) {
    let text = String::from_utf8_lossy(text);
    assert!(!text.contains(|c| !matches!(c, '\n' | '\r' | '\t') && is_hostile(c)), "{text:?}");
}

/// A visit under way, and what the network would know of it.
struct Played<'h> {
    visit: Option<Visit<'h>>,
    mailbox: Arc<Mailbox>,
    orders: UnboundedReceiver<Order>,
    now: Now,
    is_in_flight: bool,
    /// How often the screen was taken over and not given back.
    taken: usize,
    given: usize,
}

impl Played<'_> {
    fn hear(&mut self) {
        while let Ok(order) = self.orders.try_recv() {
            let output = match &order {
                Order::Frame(frame) => {
                    assert!(!std::mem::replace(&mut self.is_in_flight, true), "two frames are in flight");
                    frame
                }
                Order::End(farewell) => &farewell.output,
            };
            assert!(output.len() <= LONGEST_FRAME, "a frame of {} bytes", output.len());
            for sequence in output.split(|byte| *byte == ESCAPE).skip(1) {
                self.taken += usize::from(sequence.starts_with(TAKEN_OVER));
                self.given += usize::from(sequence.starts_with(GIVEN_BACK));
            }
        }
    }

    fn written(&mut self) {
        if std::mem::take(&mut self.is_in_flight) {
            self.mailbox.written();
        }
    }

    /// Steps it for as long as it wants to be stepped now.
    fn step(&mut self) {
        for _ in 0..MOST_STEPS {
            let Some(visit) = &mut self.visit else { return };
            let over = visit.step(self.now);
            let next = visit.next();
            self.hear();
            if let Some(over) = over {
                if let Some(visit) = self.visit.take() {
                    visit.end(&over, self.now.elapsed);
                }
                self.hear();
                assert!(self.taken <= self.given, "the screen is not given back");
                return;
            }
            if next.is_none_or(|at| at > self.now.elapsed) {
                return;
            }
        }
        assert!(self.visit.is_none(), "it does not come to rest");
    }

    fn pass(&mut self, time: Duration) {
        self.now.elapsed += time;
        self.now.unix_ms += i64::try_from(time.as_millis()).unwrap_or_default();
    }

    /// Types, each byte in a packet of its own as a terminal sends them. On a quick line what one has drawn is written
    /// before the next comes.
    fn types(&mut self, script: &mut Script<'_>, is_quick: bool) {
        let pause = PAUSES.get(usize::from(script.byte().unwrap_or_default()) % PAUSES.len()).copied();
        for byte in script.bytes() {
            if self.visit.is_none() {
                return;
            }
            script.packets += 1;
            self.mailbox.push(&[*byte], self.now.elapsed);
            self.step();
            if is_quick {
                self.written();
                self.step();
            }
            self.pass(pause.unwrap_or_default());
            self.step();
        }
    }

    /// Does what comes next; false once there is nothing.
    fn go_on(&mut self, script: &mut Script<'_>) -> bool {
        let Some(act) = script.byte() else { return false };
        script.packets += u64::from(matches!(act % 16, 0..=4 | 7 | 13));
        match act % 16 {
            0..=4 => {
                self.mailbox.push(script.bytes(), self.now.elapsed);
            }
            quick @ 5..=6 => self.types(script, quick == 5),
            7 => {
                let (columns, rows) = script.sides();
                self.mailbox.resize(size(columns, rows));
            }
            8 => self.pass(Duration::from_millis(u64::from(script.number()))),
            9 => self.pass(Duration::from_secs(u64::from(script.byte().unwrap_or_default()) * 10)),
            10 => self.written(),
            11 => {
                if let Some(visit) = &mut self.visit {
                    visit.announce(&Arc::from("It is about to end."));
                }
            }
            12 => Bell::of(&self.mailbox).ring(),
            13 => {
                self.mailbox.push(&script.flood(), self.now.elapsed);
            }
            14 if script.byte() == Some(0) => {
                self.mailbox.gone();
            }
            15 if script.byte() == Some(0) => {
                self.mailbox.stuck();
            }
            _ => {
                self.written();
                self.step();
                self.written();
            }
        }
        self.step();
        true
    }

    /// Ends it as a visitor does who has had enough.
    fn leave(&mut self) {
        for _ in 0..20 {
            for _ in 0..4 {
                self.written();
                self.step();
            }
            self.pass(Duration::from_secs(1));
            self.step();
            if self.visit.is_none() {
                return;
            }
            self.mailbox.push(b"\x03", self.now.elapsed);
            self.step();
        }
        assert!(self.visit.is_none(), "Ctrl-C does not end it");
    }
}

/// Plays visits; tells how many packets of clients that took.
pub(crate) fn play(host: &impl Host, clock: &Clock, bytes: &[u8]) -> u64 {
    let mut script = Script { rest: bytes, packets: 0 };
    for _ in 0..MOST_VISITS {
        play_visit(host, clock, &mut script);
        if script.rest.is_empty() {
            break;
        }
    }
    script.packets
}

fn play_visit(host: &impl Host, clock: &Clock, script: &mut Script<'_>) {
    let request = script.request();
    let door = Door::new(Capacity { visits: 1, per_address: 1 });
    let Ok(permit) = door.enter(IpAddr::from(Ipv4Addr::LOCALHOST)) else { return };
    let mailbox = Mailbox::new(1, Arc::new(|_| {}));
    let (line, orders) = ReturnLine::heard();
    let has_terminal = request.terminal.is_some();
    match host.receive(&request, &Bell::of(&mailbox)) {
        Reception::Screen(screen) => {
            let (now, from) = (clock.now(), String::new());
            let asked = now.elapsed;
            let arrival = Arrival { request, mailbox: Arc::clone(&mailbox), line, permit, from, asked };
            let visit = Some(Visit::new(screen, arrival, now));
            let mut played = Played { visit, mailbox, orders, now, is_in_flight: false, taken: 0, given: 0 };
            played.hear();
            played.step();
            while played.visit.is_some() && played.go_on(script) {}
            played.leave();
            drop(played);
        }
        Reception::Command => {
            let mut output = Sheet::default();
            host.run(&request, Box::new(&mut output), Box::new(sink()));
            if !has_terminal {
                assert_plain(&output.0);
            }
            drop((permit, line, orders));
        }
        Reception::Told(sentence, code) => {
            assert!(code != 0, "a refusal that is none");
            assert_plain(sentence.as_bytes());
            drop((permit, line, orders));
        }
    }
    assert_eq!(door.count(), 0, "the place is not free again");
}
