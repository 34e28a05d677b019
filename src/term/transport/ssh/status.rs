//! What a server counts, written down: when somebody asks, and once a visit begins or ends, but then no more often than
//! once a second. Nothing is written while nothing happens. It goes into a file, if one is named; else, asked for, to
//! where all else is told.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::log::{Level, Log};
use crate::clock::Clock;

/// What has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StatusEvent {
    /// Somebody asks (`SIGUSR1`).
    Asked,
    /// A visit has begun or ended.
    Changed,
    /// The server has ended.
    Ended,
}

/// So many news wait to be heard; of more nothing is lost, for what is written then tells of all.
pub(super) const WAITING: usize = 16;

/// A file for what is counted.
#[derive(Clone, Debug)]
pub(crate) struct StatusFile {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// Writes it, so that whoever reads it never sees a half.
    pub(crate) write: fn(&Path, &[u8]) -> io::Result<()>,
}

/// Where it is written.
#[derive(Debug)]
pub(super) struct StatusWriter {
    file: Option<StatusFile>,
    log: Log,
    /// Whether it was said that the file cannot be written.
    is_told: bool,
}

impl StatusWriter {
    /// One that is written to this file, or else to the log.
    pub(super) fn new(file: Option<StatusFile>, log: Log) -> Self {
        Self { file, log, is_told: false }
    }

    /// Writes the file for the first time, if there is one.
    ///
    /// # Errors
    /// A sentence, if it cannot be written.
    pub(super) fn begin(&self, counted: impl Fn() -> String) -> io::Result<()> {
        let Some(StatusFile { path, write }) = &self.file else { return Ok(()) };
        let sentence = |error: io::Error| format!("the status file {} cannot be written: {error}", path.display());
        write(path, counted().as_bytes()).map_err(|error| io::Error::other(sentence(error)))
    }

    /// Writes it. That the file cannot be written is said once, until it can be again.
    fn write(&mut self, counted: impl Fn() -> String) {
        if self.file.is_none() {
            counted().lines().for_each(|line| self.log.tell(Level::Quiet, line));
            return;
        }
        match self.begin(counted) {
            Ok(()) => self.is_told = false,
            Err(error) => {
                if !std::mem::replace(&mut self.is_told, true) {
                    self.log.tell(Level::Quiet, error);
                }
            }
        }
    }

    /// Writes as news come, until the server has ended; then once more, if something has changed since.
    pub(super) fn keep(mut self, news: &Receiver<StatusEvent>, clock: &Clock, counted: impl Fn() -> String) {
        keep(news, clock, || self.write(&counted));
    }
}

/// Changes are written no more often.
const PACE: Duration = Duration::from_secs(1);

/// When to write next. Pure: the time is an argument.
#[derive(Clone, Copy, Debug, Default)]
struct Pace {
    /// When it was last written.
    written: Option<Duration>,
    /// Whether something has changed since.
    is_due: bool,
}

impl Pace {
    /// Takes note of news; tells whether it is to be written now.
    fn hear(&mut self, news: StatusEvent, now: Duration) -> bool {
        self.is_due = true;
        news == StatusEvent::Asked || self.wait(now).is_some_and(|wait| wait.is_zero())
    }

    /// How long until it is to be written, if it is.
    fn wait(&self, now: Duration) -> Option<Duration> {
        let next = self.written.map_or(now, |written| written + PACE);
        self.is_due.then(|| next.saturating_sub(now))
    }

    fn write(&mut self, now: Duration) {
        *self = Self { written: Some(now), is_due: false };
    }
}

/// Has it written as news come, until there are none any more.
fn keep(news: &Receiver<StatusEvent>, clock: &Clock, mut write: impl FnMut()) {
    let mut pace = Pace::default();
    loop {
        let told = match pace.wait(clock.elapsed()) {
            Some(wait) => news.recv_timeout(wait),
            None => news.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let now = clock.elapsed();
        let is_now = match told {
            Ok(news @ (StatusEvent::Asked | StatusEvent::Changed)) => pace.hear(news, now),
            Ok(StatusEvent::Ended) | Err(_) => pace.is_due,
        };
        if is_now {
            write();
            pace.write(now);
        }
        if matches!(told, Ok(StatusEvent::Ended) | Err(RecvTimeoutError::Disconnected)) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    const fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    #[test]
    fn changes_are_written_once_a_second_and_what_is_asked_for_at_once() {
        let mut pace = Pace::default();
        assert_eq!(pace.wait(ms(0)), None, "nothing has happened");
        assert!(pace.hear(StatusEvent::Changed, ms(10)));
        pace.write(ms(10));
        assert_eq!(pace.wait(ms(20)), None);
        assert!(!pace.hear(StatusEvent::Changed, ms(300)) && !pace.hear(StatusEvent::Changed, ms(400)));
        assert_eq!(pace.wait(ms(400)), Some(ms(610)));
        assert!(pace.hear(StatusEvent::Asked, ms(500)));
        pace.write(ms(500));
        assert_eq!(pace.wait(ms(600)), None, "the change is written with it");
        assert!(pace.hear(StatusEvent::Changed, ms(1500)));
    }

    #[test]
    fn a_file_that_cannot_be_written_is_told_with_its_name() {
        let write = |_: &Path, _: &[u8]| Err(io::ErrorKind::PermissionDenied.into());
        let file = StatusFile { path: "/run/maitri/status".into(), write };
        let status = StatusWriter::new(Some(file), Log::new(Level::Quiet, false));
        let said = status.begin(|| "visits_now 0".to_owned()).unwrap_err().to_string();
        assert!(said.starts_with("the status file /run/maitri/status cannot be written: "), "{said}");
        assert!(StatusWriter::new(None, Log::new(Level::Quiet, false)).begin(String::new).is_ok());
    }

    #[test]
    fn the_last_change_is_written_however_soon_it_comes_before_the_end() {
        let (tell, news) = channel();
        for told in
            [StatusEvent::Asked, StatusEvent::Changed, StatusEvent::Changed, StatusEvent::Ended, StatusEvent::Asked]
        {
            tell.send(told).unwrap();
        }
        let mut count = 0;
        keep(&news, &Clock::set_to("2026-08-01T12:00:00".parse().unwrap()), || count += 1);
        assert!((2..=3).contains(&count), "what was asked for, and the changes together: {count}");
    }
}
