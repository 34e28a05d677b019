//! Commands that a visitor asks for: a few at once, their output bounded, each and all together, and none for longer
//! than a while. What they write is brought to the visitor when they are done. Whose is next is in [`turns`].

mod turns;

use std::borrow::Cow;
use std::cell::RefCell;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use self::turns::{Next, Turns};
use super::activity::{Activity, Doing};
use super::arrival::Arrival;
use super::budget::{Budget, EACH, Share};
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
/// By so much grows what is held of it: what is held counts, and not only what of it is filled.
const GRAIN: usize = 4 * 1024;
const LARGE_GRAIN: usize = 64 * 1024;
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
    /// All that may be held is, by others.
    TooMuchForNow,
}

/// What is said to whoever has waited for too long.
const BUSY: &str =
    "maitri: others ask for so much at the moment that this could not be done; please ask again in a while";

/// What a command has written by now.
#[derive(Debug)]
struct Sheet {
    output: Vec<u8>,
    errors: Vec<u8>,
    stop: Option<Stop>,
    until: Duration,
    clock: Clock,
    mailbox: Arc<Mailbox>,
    share: Share,
    /// Whether lines are ended as a terminal wants it.
    has_terminal: bool,
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
        let added = if sheet.has_terminal { with_returns(bytes, sheet.output.last()) } else { Cow::Borrowed(bytes) };
        let (target, other) = if self.beside { (&sheet.errors, &sheet.output) } else { (&sheet.output, &sheet.errors) };
        let (length, room) = (target.len() + other.len() + added.len(), room_for(target, added.len()));
        // A little is had whatever others hold.
        let held = if length <= EACH { length } else { room + other.capacity() };
        let stop = sheet
            .stop
            .or_else(|| sheet.mailbox.is_over().then_some(Stop::Gone))
            .or_else(|| (sheet.clock.elapsed() >= sheet.until).then_some(Stop::TooLong))
            .or_else(|| (length > MOST_OUTPUT).then_some(Stop::TooMuch))
            .or_else(|| (!sheet.share.reach(held)).then_some(Stop::TooMuchForNow));
        sheet.stop = stop;
        if stop.is_some() {
            // As where whoever reads has read enough.
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let target = if self.beside { &mut sheet.errors } else { &mut sheet.output };
        target.reserve_exact(room.saturating_sub(target.len()));
        target.extend_from_slice(&added);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// How many bytes are held once so many more are written there.
fn room_for(held: &Vec<u8>, more: usize) -> usize {
    match held.len() + more {
        length if length <= held.capacity() => held.capacity(),
        length if length <= EACH => length.next_multiple_of(GRAIN),
        length => length.next_multiple_of(LARGE_GRAIN),
    }
}

/// What those who do commands share.
#[derive(Debug)]
pub(super) struct Desk {
    /// What is asked for, and whose turn it is.
    queue: Mutex<(Receiver<Arrival>, Turns)>,
    budget: Arc<Budget>,
}

impl Desk {
    /// One at which commands are asked for so.
    pub(super) fn new(commands: Receiver<Arrival>) -> Self {
        Self { queue: Mutex::new((commands, Turns::default())), budget: Arc::default() }
    }

    /// The next command; nothing once there will be no more. Those for which it has become too late are told so.
    fn next(&self, clock: Clock) -> Option<Arrival> {
        loop {
            let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
            let (commands, turns) = &mut *queue;
            let next = turns.next(commands, || clock.elapsed());
            drop(queue);
            match next {
                Next::Do(arrival) => return Some(arrival),
                Next::TooLate(late) => late.into_iter().for_each(|arrival| arrival.refuse(BUSY)),
                Next::Nothing => return None,
            }
        }
    }
}

/// Does commands one after another, until there will be no more; the watchdog looks at it.
pub(super) fn work<H: Host>(
    host: &H,
    desk: &Desk,
    (activity, watchdog): (&Activity, &Watchdog),
    clock: Clock,
    counters: &Counters,
    log: Log,
) {
    while let Some(arrival) = desk.next(clock) {
        counters.asked();
        let began = clock.elapsed();
        let Arrival { request, mailbox, line, permit, from, .. } = arrival;
        let id = mailbox.id();
        let has_terminal = request.terminal.is_some();
        let (exit, since) = (Arc::default(), began);
        activity.begins(Doing { mailbox: Arc::clone(&mailbox), line: line.clone(), exit, since });
        watchdog.look_up();
        let (output, errors, share) = (Vec::new(), Vec::new(), desk.budget.share(permit.household()));
        let until = began + LONGEST;
        let sheet = Sheet { output, errors, stop: None, until, clock, mailbox, share, has_terminal };
        let sheet = RefCell::new(sheet);
        let pens = || (Pen { sheet: &sheet, beside: false }, Pen { sheet: &sheet, beside: !has_terminal });
        let code = catch_unwind(AssertUnwindSafe(|| {
            let (output, errors) = pens();
            host.run(&request, Box::new(output), Box::new(errors))
        }));
        activity.ends();
        let sheet = sheet.into_inner();
        let farewell = farewell(sheet, code.as_ref().ok().copied());
        let (ms, bytes) = (clock.elapsed().saturating_sub(began).as_millis(), farewell.output.len());
        if code.is_err() {
            counters.panicked();
            log.tell(Level::Quiet, "a command has panicked; the others go on");
        }
        log.tell(Level::Visits, format_args!("visit {id}{from} asked for a command: {ms} ms, {bytes} bytes"));
        line.end(Farewell { permit: Some(permit), ..farewell });
    }
}

/// What is brought of what was written; without a code it has panicked.
fn farewell(sheet: Sheet, code: Option<u8>) -> Farewell {
    let said = match (sheet.stop, code) {
        (_, None) => Some(SORRY),
        (Some(Stop::TooLong), _) => Some("maitri: this takes too long, and is cut off here; ask for less"),
        (Some(Stop::TooMuch), _) => Some("maitri: this is too much, and is cut off here; ask for less"),
        (Some(Stop::TooMuchForNow), _) => Some(
            "maitri: others are sent so much at the moment that this is cut off here; ask for less, or again in a while",
        ),
        (Some(Stop::Gone) | None, _) => None,
    };
    let (mut output, mut errors) = (sheet.output, sheet.errors);
    if let Some(said) = said {
        let (told, end) = if sheet.has_terminal { (&mut output, "\r\n") } else { (&mut errors, "\n") };
        told.reserve_exact(said.len() + end.len());
        told.extend_from_slice(said.as_bytes());
        told.extend_from_slice(end.as_bytes());
    }
    let code = if said.is_some() { 1 } else { code.unwrap_or(1) };
    Farewell { output, errors, code, permit: None, share: Some(sheet.share) }
}

/// Each line ended as a terminal wants it that nobody else does that for; before the text stands this byte.
fn with_returns<'t>(text: &'t [u8], before: Option<&u8>) -> Cow<'t, [u8]> {
    if !text.contains(&b'\n') {
        return Cow::Borrowed(text);
    }
    let (mut told, mut before) = (Vec::with_capacity(text.len() + text.len() / 32), before.copied());
    for byte in text {
        if *byte == b'\n' && before != Some(b'\r') {
            told.push(b'\r');
        }
        told.push(*byte);
        before = Some(*byte);
    }
    Cow::Owned(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::term::transport::ssh::budget;
    use crate::term::transport::ssh::limits::Household;

    fn sheet(until: Duration) -> (RefCell<Sheet>, Arc<Mailbox>) {
        let mailbox = Mailbox::new(1, Arc::new(|_| {}));
        let (output, errors, stop, clock) = (Vec::new(), Vec::new(), None, Clock::start());
        let share = Arc::<Budget>::default().share(Household::of([192, 0, 2, 1].into()));
        let sheet =
            Sheet { output, errors, stop, until, clock, mailbox: Arc::clone(&mailbox), share, has_terminal: false };
        (RefCell::new(sheet), mailbox)
    }

    #[test]
    fn lines_end_as_a_terminal_wants_them() {
        assert_eq!(*with_returns(b"a\nb\r\n\nc", None), *b"a\r\nb\r\n\r\nc");
        assert_eq!(*with_returns(b"", None), *b"");
        assert_eq!(*with_returns(b"\nb", Some(&b'\r')), *b"\nb", "a line may be written in pieces");
    }

    #[test]
    fn what_is_held_counts_and_not_only_what_is_written() {
        for has_terminal in [false, true] {
            let budget = Arc::<Budget>::default();
            let (written, _mailbox) = sheet(Duration::from_secs(60));
            written.borrow_mut().share = budget.share(Household::of([192, 0, 2, 1].into()));
            written.borrow_mut().has_terminal = has_terminal;
            let mut pen = Pen { sheet: &written, beside: false };
            // Room that is doubled whenever it is full is nearly twice as large after this.
            for _ in 0..(2 * 1024 * 1024 + 64 * 1024) / 100 {
                pen.write_all(&[b'\n'; 50]).and_then(|()| pen.write_all(&[b'x'; 50])).unwrap();
            }
            written.borrow_mut().stop = Some(Stop::TooMuch);
            let told = farewell(written.into_inner(), Some(0));
            let held = told.output.capacity() + told.errors.capacity();
            assert!(held <= budget.held() + EACH + LARGE_GRAIN, "{held} and {}", budget.held());
        }
    }

    #[test]
    fn nothing_is_written_for_whoever_is_gone_nor_without_end() {
        let minute = Duration::from_secs(60);
        let (written, mailbox) = sheet(minute);
        let mut pen = Pen { sheet: &written, beside: false };
        assert!(pen.write_all(b"one").is_ok());
        mailbox.gone();
        assert!(pen.write_all(b"two").is_err());
        let told = farewell(written.into_inner(), Some(0));
        assert_eq!((told.output.as_slice(), told.errors.as_slice(), told.code), (&b"one"[..], &b""[..], 0));

        let (written, _mailbox) = sheet(Duration::ZERO);
        assert!(Pen { sheet: &written, beside: false }.write_all(b"one").is_err());
        let told = farewell(written.into_inner(), Some(0));
        assert!(told.code == 1 && told.errors.starts_with(b"maitri: this takes too long"));

        let (written, _mailbox) = sheet(minute);
        let mut pen = Pen { sheet: &written, beside: false };
        let mib = vec![b'x'; 1024 * 1024];
        assert_eq!((0..9).take_while(|_| pen.write_all(&mib).is_ok()).count(), 4);
        written.borrow_mut().has_terminal = true;
        let told = farewell(written.into_inner(), Some(0));
        assert!(told.code == 1 && told.output.ends_with(b"cut off here; ask for less\r\n") && told.errors.is_empty());
    }

    #[test]
    fn what_all_commands_write_is_bounded_and_what_is_little_is_not_cut() {
        let budget = Arc::<Budget>::default();
        let asked = |address: u8| {
            let (sheet, mailbox) = sheet(Duration::from_secs(60));
            sheet.borrow_mut().share = budget.share(Household::of([192, 0, 2, address].into()));
            (sheet, mailbox)
        };
        let mib = vec![b'x'; 1024 * 1024];
        let mut held = Vec::new();
        for address in 1..=200 {
            let (written, mailbox) = asked(address);
            let mut pen = Pen { sheet: &written, beside: false };
            let _ = (0..4).take_while(|_| pen.write_all(&mib).is_ok()).count();
            held.push((farewell(written.into_inner(), Some(0)), mailbox));
        }
        let bytes: usize = held.iter().map(|(told, _)| told.output.len()).sum();
        assert!(bytes <= budget::ALL + 200 * budget::EACH, "{bytes}");
        let last = held.last().map(|(told, _)| told).unwrap();
        assert!(last.code == 1 && last.errors.starts_with(b"maitri: others are sent so much"));
        let (written, _mailbox) = asked(201);
        assert!(Pen { sheet: &written, beside: false }.write_all(&mib[..budget::EACH]).is_ok());
        drop(held);
        assert!(Pen { sheet: &written, beside: false }.write_all(&mib).is_ok(), "whoever was served has given it back");
    }

    #[test]
    fn a_panic_is_apologised_for() {
        let told = farewell(sheet(Duration::ZERO).0.into_inner(), None);
        assert_eq!((told.code, told.errors), (1, format!("{SORRY}\n").into_bytes()));
    }
}
