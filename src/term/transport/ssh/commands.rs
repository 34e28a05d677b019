//! Commands that a visitor asks for: a few at once, their output bounded, and none for longer than a while. What they write
//! is brought to the visitor when they are done.

use std::cell::RefCell;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::activity::{Activity, Doing};
use super::arrival::Arrival;
use super::counters::Counters;
use super::guest::Host;
use super::line::Farewell;
use super::log::{Level, Log};
use super::mailbox::Mailbox;
use super::watchdog::{self, Watchdog};
use crate::clock::Clock;
use crate::term::visit::SORRY;

/// How many are done at once.
pub(super) const AT_ONCE: usize = 2;
/// How much one may write.
const MOST_OUTPUT: usize = 4 * 1024 * 1024;
/// How long one may go on.
const LONGEST: Duration = Duration::from_secs(10);
/// One that does not even notice that is stuck.
pub(super) const TOO_LONG: Duration = LONGEST.saturating_add(watchdog::TOO_LONG);

/// Why nothing more is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    Gone,
    TooLong,
    TooMuch,
}

/// What a command has written by now.
#[derive(Debug)]
struct Sheet {
    output: Vec<u8>,
    errors: Vec<u8>,
    stop: Option<Stop>,
    until: Duration,
    clock: Clock,
    mailbox: Arc<Mailbox>,
}

/// One of the two it writes to.
struct Pen<'s> {
    sheet: &'s RefCell<Sheet>,
    /// Both are one where a terminal shows them.
    beside: bool,
}

impl Write for Pen<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut sheet = self.sheet.borrow_mut();
        let is_too_much = sheet.output.len() + sheet.errors.len() + bytes.len() > MOST_OUTPUT;
        let stop = sheet
            .stop
            .or_else(|| sheet.mailbox.is_over().then_some(Stop::Gone))
            .or_else(|| (sheet.clock.elapsed() >= sheet.until).then_some(Stop::TooLong))
            .or_else(|| is_too_much.then_some(Stop::TooMuch));
        sheet.stop = stop;
        if stop.is_some() {
            // As where whoever reads has read enough.
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        if self.beside {
            sheet.errors.extend_from_slice(bytes);
        } else {
            sheet.output.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Does commands one after another, until there will be no more; the watchdog looks at it.
pub(super) fn work<H: Host>(
    host: &H,
    commands: &Mutex<Receiver<Arrival>>,
    (activity, watchdog): (&Activity, &Watchdog),
    clock: Clock,
    counters: &Counters,
    log: Log,
) {
    loop {
        let next = commands.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(arrival) = next else { return };
        if arrival.mailbox.is_over() {
            continue;
        }
        counters.asked();
        let began = clock.elapsed();
        let Arrival { request, mailbox, line, seat, from } = arrival;
        let id = mailbox.id();
        let has_terminal = request.terminal.is_some();
        let (exit, since) = (Arc::default(), began);
        activity.begins(Doing { mailbox: Arc::clone(&mailbox), line: line.clone(), exit, since });
        watchdog.look_up();
        let sheet =
            Sheet { output: Vec::new(), errors: Vec::new(), stop: None, until: began + LONGEST, clock, mailbox };
        let sheet = RefCell::new(sheet);
        let pens = || (Pen { sheet: &sheet, beside: false }, Pen { sheet: &sheet, beside: !has_terminal });
        let code = catch_unwind(AssertUnwindSafe(|| {
            let (output, errors) = pens();
            host.run(&request, Box::new(output), Box::new(errors))
        }));
        activity.ends();
        let sheet = sheet.into_inner();
        let farewell = farewell(sheet, code.as_ref().ok().copied(), has_terminal);
        let (ms, bytes) = (clock.elapsed().saturating_sub(began).as_millis(), farewell.output.len());
        if code.is_err() {
            counters.panicked();
            log.tell(Level::Quiet, "a command has panicked; the others go on");
        }
        log.tell(Level::Visits, format_args!("visit {id}{from} asked for a command: {ms} ms, {bytes} bytes"));
        line.end(Farewell { seat: Some(seat), ..farewell });
    }
}

/// What is brought of what was written; without a code it has panicked.
fn farewell(sheet: Sheet, code: Option<u8>, has_terminal: bool) -> Farewell {
    let said = match (sheet.stop, code) {
        (_, None) => Some(SORRY),
        (Some(Stop::TooLong), _) => Some("maitri: this takes too long, and is cut off here; ask for less"),
        (Some(Stop::TooMuch), _) => Some("maitri: this is too much, and is cut off here; ask for less"),
        (Some(Stop::Gone) | None, _) => None,
    };
    let (mut output, mut errors) = (sheet.output, sheet.errors);
    if let Some(said) = said {
        let told = if has_terminal { &mut output } else { &mut errors };
        told.extend(format!("{said}\n").into_bytes());
    }
    let code = if said.is_some() { 1 } else { code.unwrap_or(1) };
    if has_terminal {
        output = with_returns(&output);
    }
    Farewell { output, errors, code, seat: None }
}

/// Each line ended as a terminal wants it that nobody else does that for.
fn with_returns(text: &[u8]) -> Vec<u8> {
    let mut told = Vec::with_capacity(text.len() + text.len() / 32);
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        match line.split_last() {
            Some((b'\n', before)) if before.last() != Some(&b'\r') => {
                told.extend_from_slice(before);
                told.extend_from_slice(b"\r\n");
            }
            _ => told.extend_from_slice(line),
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(until: Duration) -> (RefCell<Sheet>, Arc<Mailbox>) {
        let mailbox = Mailbox::new(1, Arc::new(|_| {}));
        let (output, errors, stop, clock) = (Vec::new(), Vec::new(), None, Clock::start());
        (RefCell::new(Sheet { output, errors, stop, until, clock, mailbox: Arc::clone(&mailbox) }), mailbox)
    }

    #[test]
    fn lines_end_as_a_terminal_wants_them() {
        assert_eq!(with_returns(b"a\nb\r\n\nc"), b"a\r\nb\r\n\r\nc");
        assert_eq!(with_returns(b""), b"");
    }

    #[test]
    fn nothing_is_written_for_whoever_is_gone_nor_without_end() {
        let minute = Duration::from_secs(60);
        let (written, mailbox) = sheet(minute);
        let mut pen = Pen { sheet: &written, beside: false };
        assert!(pen.write_all(b"one").is_ok());
        mailbox.gone();
        assert!(pen.write_all(b"two").is_err());
        let told = farewell(written.into_inner(), Some(0), false);
        assert_eq!((told.output.as_slice(), told.errors.as_slice(), told.code), (&b"one"[..], &b""[..], 0));

        let (written, _mailbox) = sheet(Duration::ZERO);
        assert!(Pen { sheet: &written, beside: false }.write_all(b"one").is_err());
        let told = farewell(written.into_inner(), Some(0), false);
        assert!(told.code == 1 && told.errors.starts_with(b"maitri: this takes too long"));

        let (written, _mailbox) = sheet(minute);
        let mut pen = Pen { sheet: &written, beside: false };
        let mib = vec![b'x'; 1024 * 1024];
        assert_eq!((0..9).take_while(|_| pen.write_all(&mib).is_ok()).count(), 4);
        let told = farewell(written.into_inner(), Some(0), true);
        assert!(told.code == 1 && told.output.ends_with(b"cut off here; ask for less\r\n") && told.errors.is_empty());
    }

    #[test]
    fn a_panic_is_apologised_for() {
        let told = farewell(sheet(Duration::ZERO).0.into_inner(), None, false);
        assert_eq!((told.code, told.errors), (1, format!("{SORRY}\n").into_bytes()));
    }
}
