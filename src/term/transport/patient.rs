//! What a visitor is sent besides the explorer's screen: it waits for its reader only so long, and what could not be
//! written by then never is. The screen itself goes over a [`TerminalLine`](super::TerminalLine).

use std::cell::Cell;
use std::io::{self, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::rc::Rc;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::Errno;
use rustix::termios::ttyname;

use crate::clock::Clock;
use crate::term::visit::Limits;

/// An end of the process that a visitor reads, who may have stopped reading.
#[derive(Debug)]
pub(crate) struct PatientOutput {
    out: OwnedFd,
    /// How the end was set before, where others may hold it too.
    before: Option<OFlags>,
    clock: Clock,
    /// How long it waits for a reader who reads nothing, and how long it writes in all since the clock began.
    limits: Rc<Cell<Limits>>,
    /// Whether the reader was waited for in vain: nobody waits once more.
    is_over: bool,
}

impl PatientOutput {
    /// Writes to this end within limits, which may change.
    ///
    /// # Errors
    /// What the system says of an end that is closed.
    pub(crate) fn new(end: impl AsFd, limits: Rc<Cell<Limits>>, clock: Clock) -> io::Result<Self> {
        let (out, before) = without_waiting(end)?;
        Ok(Self { out, before, clock, limits, is_over: false })
    }

    /// Waits for room, for a writing that began at this time.
    fn wait(&mut self, began: Duration) -> io::Result<()> {
        let (now, limits) = (self.clock.elapsed(), self.limits.get());
        let ends = [limits.idle.map(|idle| began + idle), limits.session];
        let left = ends.into_iter().flatten().min().map(|end| end.saturating_sub(now));
        let timeout = left.and_then(|left| Timespec::try_from(left).ok());
        let mut watched = [PollFd::new(&self.out, PollFlags::OUT)];
        match poll(&mut watched, timeout.as_ref()) {
            Ok(0) => {
                self.is_over = true;
                Err(io::ErrorKind::TimedOut.into())
            }
            Ok(_) | Err(Errno::INTR) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

impl Write for PatientOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let began = self.clock.elapsed();
        while !self.is_over {
            match rustix::io::write(&self.out, bytes) {
                Ok(count) => return Ok(count),
                Err(Errno::AGAIN) => self.wait(began)?,
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(io::ErrorKind::TimedOut.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for PatientOutput {
    fn drop(&mut self) {
        if let Some(before) = self.before {
            let _ = fcntl_setfl(&self.out, before);
        }
    }
}

/// The end, writing to which need not wait: a terminal is opened once more, which others who hold it do not notice;
/// anything else is set so until it is given back.
fn without_waiting(end: impl AsFd) -> io::Result<(OwnedFd, Option<OFlags>)> {
    let flags = OFlags::WRONLY | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let again = ttyname(&end, Vec::new()).and_then(|name| rustix::fs::open(name, flags, Mode::empty()));
    if let Ok(again) = again {
        return Ok((again, None));
    }
    let out = rustix::io::fcntl_dupfd_cloexec(&end, 3)?;
    let before = fcntl_getfl(&out)?;
    // Both ends of a process may be one: whoever finds it set so leaves it so.
    let is_set = before.contains(OFlags::NONBLOCK);
    if !is_set {
        fcntl_setfl(&out, before | OFlags::NONBLOCK)?;
    }
    Ok((out, (!is_set).then_some(before)))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;
    use std::os::unix::net::UnixStream;

    use super::*;

    const SHORT: Duration = Duration::from_millis(20);

    fn patient(end: &UnixStream, idle: Option<Duration>, session: Option<Duration>) -> PatientOutput {
        PatientOutput::new(end, Rc::new(Cell::new(Limits { idle, session })), Clock::start()).unwrap()
    }

    #[test]
    fn a_reader_who_reads_gets_all() {
        let (mut reader, end) = UnixStream::pair().unwrap();
        let bytes = vec![b'a'; 2_000_000];
        let mut output = patient(&end, None, None);
        let read = std::thread::spawn(move || {
            let mut read = Vec::new();
            reader.read_to_end(&mut read).map(|_| read)
        });
        output.write_all(&bytes).unwrap();
        drop((output, end));
        assert!(read.join().unwrap().unwrap() == bytes);
    }

    #[test]
    fn a_reader_who_has_stopped_is_waited_for_once_and_only_so_long() {
        for (idle, session) in [(Some(SHORT), None), (None, Some(SHORT))] {
            let (_reader, end) = UnixStream::pair().unwrap();
            let mut output = patient(&end, idle, session);
            let error = output.write_all(&vec![b'a'; 2_000_000]).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::TimedOut);
            output.limits.set(Limits { idle: None, session: None });
            assert_eq!(output.write(b"more").unwrap_err().kind(), io::ErrorKind::TimedOut, "not a second time");
        }
    }

    #[test]
    fn the_end_is_given_back_as_it_was() {
        let (_reader, end) = UnixStream::pair().unwrap();
        let is_set = || fcntl_getfl(&end).unwrap().contains(OFlags::NONBLOCK);
        let [output, errors] = [patient(&end, None, None), patient(&end, None, None)];
        assert!(is_set());
        drop(output);
        drop(errors);
        assert!(!is_set());
    }
}
