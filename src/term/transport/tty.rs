//! This terminal on Unix: poll(2) over the terminal and a pipe that signals are told through.

use std::io;
use std::os::fd::{AsFd as _, OwnedFd};
use std::os::unix::net::UnixStream;
use std::process::{Child, ExitStatus};
use std::time::Duration;

use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::process::Signal;
use rustix::stdio::{stdin, stdout};
use rustix::termios::{tcgetwinsize, ttyname};
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCHLD, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2,
    SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use super::{CLASSIC, PollEvents, TerminalLine, clamped};
use crate::term::takeover::listen_to_mouse;

/// The signals that end a program and that it may do something about first: the terminal is given back.
const ENDS: [i32; 12] =
    [SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ];

/// How listening ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Listened {
    /// Something is to be read, there is room to write, or a signal came.
    Something,
    /// Nothing happened in the time given.
    TimedOut,
}

/// The line to the terminal that this program was started in.
#[derive(Debug)]
pub(in crate::term) struct ThisTerminal {
    out: OwnedFd,
    signals: SignalDelivery<UnixStream, SignalOnly>,
    events: PollEvents,
}

impl ThisTerminal {
    /// Opens the line and listens for signals from here on.
    pub(in crate::term) fn open() -> io::Result<Self> {
        let (read, write) = UnixStream::pair()?;
        let signals = ENDS.into_iter().chain([SIGTSTP, SIGCONT, SIGWINCH, SIGCHLD]);
        let signals = SignalDelivery::with_pipe(read, write, SignalOnly, signals)?;
        Ok(Self { out: output()?, signals, events: PollEvents::default() })
    }

    /// The end to write to, for whoever gives the terminal back.
    pub(in crate::term) fn output(&self) -> io::Result<Output> {
        self.out.try_clone().map(Output)
    }

    /// Takes note of the signals that came while another program has the terminal: what its keys send goes to both, and
    /// is meant for the other.
    fn listen_beside(&mut self, child: Option<&Child>, may_stop: bool) {
        for signal in self.signals.pending() {
            match signal {
                SIGWINCH => self.events.resized = true,
                SIGTSTP if may_stop => {
                    let _ = rustix::process::kill_process(rustix::process::getpid(), Signal::STOP);
                }
                SIGINT | SIGQUIT | SIGTSTP | SIGCONT | SIGCHLD => {}
                signal => {
                    self.events.ended = Some(signal);
                    let name = if signal == SIGHUP { Signal::HUP } else { Signal::TERM };
                    let other = child.and_then(|child| i32::try_from(child.id()).ok());
                    let other = other.and_then(rustix::process::Pid::from_raw);
                    let _ = other.map(|other| rustix::process::kill_process(other, name));
                }
            }
        }
    }

    /// Waits for signals and the terminal's end, and for bytes or, if `sending`, for room for bytes; gathers the
    /// events.
    fn listen(&mut self, timeout: Option<Duration>, sending: bool) -> io::Result<Listened> {
        let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
        let wanted = if sending { PollFlags::empty() } else { PollFlags::IN };
        let room = if sending { PollFlags::OUT } else { PollFlags::empty() };
        let (keyboard, screen) = (stdin(), self.out.as_fd());
        let mut watched = [
            PollFd::from_borrowed_fd(keyboard, wanted),
            PollFd::from_borrowed_fd(screen, room),
            PollFd::new(self.signals.get_read(), PollFlags::IN),
        ];
        let listened = match poll(&mut watched, timeout.as_ref()) {
            Ok(0) => Listened::TimedOut,
            Ok(_) | Err(Errno::INTR) => Listened::Something,
            Err(error) => return Err(error.into()),
        };
        let [keyboard, screen, _] = watched.map(|watched| watched.revents());
        self.events.input |= keyboard.contains(PollFlags::IN);
        self.events.hung_up |= (keyboard | screen).intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
        for signal in self.signals.pending() {
            match signal {
                SIGWINCH => self.events.resized = true,
                SIGTSTP => self.events.stopped = true,
                SIGCONT => self.events.continued = true,
                SIGCHLD => {}
                signal => self.events.ended = Some(signal),
            }
        }
        Ok(listened)
    }
}

impl TerminalLine for ThisTerminal {
    fn size(&self) -> Size {
        tcgetwinsize(&self.out).map_or(CLASSIC, |size| clamped(size.ws_col, size.ws_row))
    }

    fn wait(&mut self, timeout: Option<Duration>) -> io::Result<PollEvents> {
        // What came while something was sent is news already.
        let timeout = if self.events.is_any() { Some(Duration::ZERO) } else { timeout };
        self.listen(timeout, false)?;
        Ok(std::mem::take(&mut self.events))
    }

    fn read<'b>(&mut self, buffer: &'b mut [u8]) -> io::Result<&'b [u8]> {
        match rustix::io::read(stdin(), &mut *buffer) {
            Ok(0) | Err(Errno::IO) => self.events.hung_up = true,
            Ok(count) => return Ok(buffer.get(..count).unwrap_or_default()),
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(&[])
    }

    fn send(&mut self, mut bytes: &[u8], patience: Option<Duration>) -> io::Result<bool> {
        while !bytes.is_empty() {
            match rustix::io::write(&self.out, bytes) {
                Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
                Err(Errno::INTR) => {}
                Err(Errno::IO) => self.events.hung_up = true,
                Err(Errno::AGAIN) => {
                    if self.listen(patience, true)? == Listened::TimedOut {
                        return Ok(false);
                    }
                }
                Err(error) => return Err(error.into()),
            }
            if self.events.end().is_some() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn ask_to_stop(&mut self) {
        let _ = rustix::process::kill_current_process_group(Signal::TSTP);
    }

    fn stop(&mut self) {
        let _ = rustix::process::kill_process(rustix::process::getpid(), Signal::STOP);
    }

    fn wait_for(&mut self, child: &mut Child, may_stop: bool) -> io::Result<ExitStatus> {
        loop {
            // Signals are taken first, so that one that comes after its end was asked for is not waited for in vain.
            self.listen_beside(Some(child), may_stop);
            if let Some(ended) = child.try_wait()? {
                self.listen_beside(None, may_stop);
                return Ok(ended);
            }
            let mut watched = [PollFd::new(self.signals.get_read(), PollFlags::IN)];
            match poll(&mut watched, None) {
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// The terminal, opened once more so that writing to it need not wait, which others who hold it do not
/// notice; or standard output as it is, where that is not allowed.
fn output() -> io::Result<OwnedFd> {
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let again = ttyname(stdout(), Vec::new()).and_then(|name| rustix::fs::open(name, flags, Mode::empty()));
    again.or_else(|_| rustix::io::fcntl_dupfd_cloexec(stdout(), 3)).map_err(Into::into)
}

/// Whether a shell that lets its user stop and resume programs can have started this one. Where this
/// group is the session's first, as under sshd or in a new window, there is nobody to resume it.
pub(in crate::term) fn can_be_resumed() -> bool {
    rustix::process::getsid(None).is_ok_and(|session| session != rustix::process::getpgrp())
}

/// The end to write to, for whoever gives the terminal back.
#[derive(Debug)]
pub(in crate::term) struct Output(OwnedFd);

impl Output {
    /// Another handle on the same end.
    pub(in crate::term) fn try_clone(&self) -> io::Result<Self> {
        self.0.try_clone().map(Self)
    }

    /// Writes as much of this as the terminal takes within a short while.
    pub(in crate::term) fn send_what_can_be(&self, mut bytes: &[u8]) {
        const PATIENCE: Timespec = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };
        while !bytes.is_empty() {
            match rustix::io::write(&self.0, bytes) {
                Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => {
                    let mut watched = [PollFd::new(&self.0, PollFlags::OUT)];
                    if !matches!(poll(&mut watched, Some(&PATIENCE)), Ok(1)) {
                        return;
                    }
                }
                Err(_) => return,
            }
        }
    }

    /// Has the mouse told, or no longer.
    pub(in crate::term) fn listen_to_mouse(&self, on: bool) {
        self.send_what_can_be(listen_to_mouse(on));
    }
}
