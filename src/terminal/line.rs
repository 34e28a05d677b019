//! The line to the terminal: waits for bytes, signals and the terminal's end in one place, and sends
//! without ever being held up by a reader that has stopped reading.
//!
//! What the bytes mean is the [`super::decoder`]'s matter.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::process::Signal;
use rustix::stdio::{stdin, stdout};
use rustix::termios::{tcgetwinsize, ttyname};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

/// More columns and rows than these are not drawn, whatever the terminal says it has: the memory of a
/// frame is bounded.
const LARGEST: Size = Size::new(500, 200);
/// What a terminal has that does not know its size.
const CLASSIC: Size = Size::new(80, 24);

/// The line.
#[derive(Debug)]
pub(super) struct Line {
    out: OwnedFd,
    signals: SignalDelivery<UnixStream, SignalOnly>,
    news: News,
}

/// What has happened.
#[expect(clippy::struct_excessive_bools, reason = "any of these may have happened, each by itself")]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct News {
    /// Bytes can be read.
    pub(super) input: bool,
    /// The terminal is gone.
    pub(super) hung_up: bool,
    /// A signal asks the program to end: its number.
    pub(super) ended: Option<i32>,
    /// The terminal may have another size.
    pub(super) resized: bool,
    /// The program is to be stopped for a while.
    pub(super) stopped: bool,
    /// It goes on after it was stopped.
    pub(super) continued: bool,
}

impl News {
    /// Whether it is time to leave.
    pub(super) fn is_final(self) -> bool {
        self.hung_up || self.ended.is_some()
    }
}

impl Line {
    /// Opens the line and listens for signals from here on.
    pub(super) fn open() -> io::Result<Self> {
        let (read, write) = UnixStream::pair()?;
        let signals = [SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH];
        let signals = SignalDelivery::with_pipe(read, write, SignalOnly, signals)?;
        Ok(Self { out: output()?, signals, news: News::default() })
    }

    /// The size to draw at.
    pub(super) fn size(&self) -> Size {
        tcgetwinsize(&self.out).map_or(CLASSIC, |size| clamped(size.ws_col, size.ws_row))
    }

    /// Waits until something happens, at most so long, and tells what has happened since last asked.
    pub(super) fn wait(&mut self, timeout: Option<Duration>) -> io::Result<News> {
        self.listen(timeout, false)?;
        Ok(std::mem::take(&mut self.news))
    }

    /// Reads what has come. To be called when there is input; that there is nothing to read all the same
    /// means that the terminal is gone, which will be among the news.
    pub(super) fn read<'b>(&mut self, buffer: &'b mut [u8]) -> io::Result<&'b [u8]> {
        match rustix::io::read(stdin(), &mut *buffer) {
            Ok(0) | Err(Errno::IO) => self.news.hung_up = true,
            Ok(count) => return Ok(buffer.get(..count).unwrap_or_default()),
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(&[])
    }

    /// Sends all of this. While the reader does not read, this sleeps; it gives up at the time given, when
    /// the terminal is gone and when a signal asks the program to end, and then tells so by `false`.
    pub(super) fn send(&mut self, mut bytes: &[u8], patience: Option<Duration>) -> io::Result<bool> {
        while !bytes.is_empty() {
            match rustix::io::write(&self.out, bytes) {
                Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
                Err(Errno::INTR) => {}
                Err(Errno::IO) => self.news.hung_up = true,
                Err(Errno::AGAIN) => {
                    let has_room = self.listen(patience, true)?;
                    if !has_room && patience.is_some() && !self.news.is_final() {
                        return Ok(false);
                    }
                }
                Err(error) => return Err(error.into()),
            }
            if self.news.is_final() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The end to write to, for whoever gives the terminal back.
    pub(super) fn output(&self) -> io::Result<OwnedFd> {
        self.out.try_clone()
    }

    /// Waits for signals and the terminal's end, and for bytes or, if `sending`, for room for bytes; gathers the
    /// news. Tells whether there is room.
    fn listen(&mut self, timeout: Option<Duration>, sending: bool) -> io::Result<bool> {
        let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
        let wanted = if sending { PollFlags::empty() } else { PollFlags::IN };
        let room = if sending { PollFlags::OUT } else { PollFlags::empty() };
        let (keyboard, screen) = (stdin(), self.out.as_fd());
        let mut watched = [
            PollFd::from_borrowed_fd(keyboard, wanted),
            PollFd::from_borrowed_fd(screen, room),
            PollFd::new(self.signals.get_read(), PollFlags::IN),
        ];
        match poll(&mut watched, timeout.as_ref()) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let [keyboard, screen, _] = watched.map(|watched| watched.revents());
        self.news.input |= keyboard.contains(PollFlags::IN);
        self.news.hung_up |= (keyboard | screen).intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
        for signal in self.signals.pending() {
            match signal {
                SIGWINCH => self.news.resized = true,
                SIGTSTP => self.news.stopped = true,
                SIGCONT => self.news.continued = true,
                signal => self.news.ended = Some(signal),
            }
        }
        Ok(screen.contains(PollFlags::OUT))
    }
}

/// The terminal, opened once more so that writing to it need not wait, which others who hold it do not
/// notice; or standard output as it is, where that is not allowed.
fn output() -> io::Result<OwnedFd> {
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let again = ttyname(stdout(), Vec::new()).and_then(|name| rustix::fs::open(name, flags, Mode::empty()));
    again.or_else(|_| rustix::io::fcntl_dupfd_cloexec(stdout(), 3)).map_err(Into::into)
}

fn clamped(columns: u16, rows: u16) -> Size {
    if columns == 0 || rows == 0 {
        return CLASSIC;
    }
    Size::new(columns.min(LARGEST.width), rows.min(LARGEST.height))
}

/// Whether a shell that lets its user stop and resume programs can have started this one. Where this
/// group is the session's first, as under sshd or in a new window, there is nobody to resume it.
pub(super) fn can_be_resumed() -> bool {
    rustix::process::getsid(None).is_ok_and(|session| session != rustix::process::getpgrp())
}

/// Asks every program of this terminal's job, this one too, to stop: what a terminal does on Ctrl-Z.
pub(super) fn ask_job_to_stop() {
    let _ = rustix::process::kill_current_process_group(Signal::TSTP);
}

/// Stops this program until it is resumed.
pub(super) fn stop() {
    let _ = rustix::process::kill_process(rustix::process::getpid(), Signal::STOP);
}

/// Writes as much of this as the terminal takes within a short while; for the last words.
pub(super) fn send_what_can_be(out: BorrowedFd<'_>, mut bytes: &[u8]) {
    const PATIENCE: Timespec = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };
    while !bytes.is_empty() {
        match rustix::io::write(out, bytes) {
            Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                let mut watched = [PollFd::from_borrowed_fd(out, PollFlags::OUT)];
                if !matches!(poll(&mut watched, Some(&PATIENCE)), Ok(1)) {
                    return;
                }
            }
            Err(_) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_size_becomes_one_that_can_be_drawn() {
        for (said, drawn) in [
            ((0, 0), CLASSIC),
            ((0, 50), CLASSIC),
            ((100, 0), CLASSIC),
            ((1, 1), Size::new(1, 1)),
            ((120, 40), Size::new(120, 40)),
            ((65535, 65535), LARGEST),
            ((65535, 40), Size::new(500, 40)),
        ] {
            assert_eq!(clamped(said.0, said.1), drawn, "{said:?}");
        }
    }
}
