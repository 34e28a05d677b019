//! The bytes of one connection: bounded in time. A client that has not begun a visit within a while is dropped, and one
//! that takes no byte of what is written for a while; and one that has itself sent more than a visit needs, as by keys
//! exchanged anew in a loop, which russh does not count; and a switch drops it at once. russh's own limits are reset by
//! any traffic, or kept by it alone.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::time::{Instant, Sleep, sleep, timeout};

use super::counters::Counters;

/// From the connection to the beginning of a visit. Whoever comes for the first time is asked meanwhile whether the
/// host's key is to be trusted, and goes to compare it; how many connections there are is bounded elsewhere.
const LOGIN: Duration = Duration::from_secs(120);
/// How long a client's greeting is waited for. Nearly all greet at once.
const GREETING: Duration = Duration::from_millis(500);
/// Bytes of it that tell what the client is.
const TOLD: usize = 64;
/// How long a client may take no byte of what is written.
const DEAD: Duration = Duration::from_secs(30);
/// Bytes that may be sent besides what a visit shows: keys exchanged, answers to what was asked for.
const MOST_BESIDE: i64 = 256 * 1024;
/// One of them is forgotten in this time: 4096 in a second.
const FORGOTTEN: Duration = Duration::from_nanos(244_140);
/// No frame is longer, nor is anything else that is handed on at once: three hundred columns by a hundred rows take
/// forty bytes each where every cell has colours of its own.
const MOST_AHEAD: i64 = 2 * 1024 * 1024;
/// Bytes that a packet adds to what it carries, at most, where packets are not the smallest.
const WRAPPING: usize = 64;

/// What others know of a connection, and how they end it.
#[derive(Debug, Default)]
pub(super) struct Switch {
    is_off: AtomicBool,
    has_spoken: AtomicBool,
    has_begun: AtomicBool,
    is_closed: AtomicBool,
    /// Bytes that were handed on to be sent, and are not yet taken into account.
    shown: AtomicUsize,
    waker: Mutex<Option<Waker>>,
    closed: Notify,
    /// How often the system had taken all that was to be written.
    flushes: AtomicU64,
    flushed: Notify,
}

impl Switch {
    /// Ends the connection.
    pub(super) fn turn_off(&self) {
        self.is_off.store(true, Ordering::Release);
        let waker = self.waker.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Ends it after a while, unless the client does so first.
    pub(super) async fn turn_off_after(&self, patience: Duration) {
        let closed = self.closed.notified();
        if !self.is_closed.load(Ordering::Acquire) && timeout(patience, closed).await.is_err() {
            self.turn_off();
        }
    }

    /// How often the system had taken all that was to be written.
    pub(super) fn flushes(&self) -> u64 {
        self.flushes.load(Ordering::Acquire)
    }

    /// Waits until it has taken all once more than so often.
    pub(super) async fn flushed_after(&self, flushes: u64) {
        loop {
            let next = self.flushed.notified();
            tokio::pin!(next);
            // What happens from here on is heard.
            next.as_mut().enable();
            if self.flushes() > flushes {
                return;
            }
            next.await;
        }
    }

    /// The client has said something.
    pub(super) fn speak(&self) {
        self.has_spoken.store(true, Ordering::Relaxed);
    }

    /// Whether the client has ever said anything.
    pub(super) fn has_spoken(&self) -> bool {
        self.has_spoken.load(Ordering::Relaxed)
    }

    /// So many bytes of what the visit shows are about to be sent.
    pub(super) fn show(&self, count: usize) {
        self.shown.fetch_add(count + count / 16 + WRAPPING, Ordering::Relaxed);
    }

    /// A visit has begun: there is time from here on.
    pub(super) fn begin(&self) {
        self.has_begun.store(true, Ordering::Release);
    }

    /// Whether it has been ended.
    #[cfg(test)]
    pub(super) fn is_turned_off(&self) -> bool {
        self.is_off.load(Ordering::Acquire)
    }

    fn is_off(&self, context: &Context<'_>) -> bool {
        if !self.is_off.load(Ordering::Acquire) {
            *self.waker.lock().unwrap_or_else(PoisonError::into_inner) = Some(context.waker().clone());
        }
        self.is_off.load(Ordering::Acquire)
    }
}

/// What is sent besides what a visit shows.
#[derive(Debug)]
struct Beside {
    /// So many bytes; below nothing where more was handed on than has been sent by now.
    bytes: i64,
    since: Instant,
}

impl Beside {
    /// Bytes were sent, and of a visit so many handed on; tells whether that is too much.
    fn add(&mut self, sent: usize, shown: usize, now: Instant) -> bool {
        let passed = now.saturating_duration_since(self.since).as_nanos();
        let forgotten = u64::try_from(passed / FORGOTTEN.as_nanos()).unwrap_or(u64::MAX);
        if forgotten > 0 {
            // What is over counts for the next: connections send often.
            let over = u64::try_from(passed % FORGOTTEN.as_nanos()).unwrap_or_default();
            self.since = now.checked_sub(Duration::from_nanos(over)).unwrap_or(now);
            let left = self.bytes.saturating_sub_unsigned(forgotten).max(0);
            self.bytes = self.bytes.min(left);
        }
        let count = |bytes: usize| u64::try_from(bytes).unwrap_or(u64::MAX);
        let bytes = self.bytes.saturating_add_unsigned(count(sent)).saturating_sub_unsigned(count(shown));
        // What is packed tightly on its way does not allow for more later.
        self.bytes = bytes.max(-MOST_AHEAD);
        self.bytes > MOST_BESIDE
    }
}

/// The bytes of one connection.
#[derive(Debug)]
pub(super) struct Stream<S> {
    inner: S,
    switch: Arc<Switch>,
    login: Option<Pin<Box<Sleep>>>,
    /// Nothing more is written, for one of the two has said that it is over; nothing more is read then either.
    is_shut: bool,
    /// Runs while something is to be written and nothing is taken.
    dead: Option<Pin<Box<Sleep>>>,
    /// So many bytes, which will be written next, were sent before.
    sent_before: usize,
    beside: Beside,
    counters: Arc<Counters>,
}

impl Stream<TcpStream> {
    /// The first bytes that a client sends, which stay to be read: none, if none come soon.
    pub(super) async fn greeting(&self) -> Vec<u8> {
        let mut bytes = [0; TOLD];
        let mut buffer = ReadBuf::new(&mut bytes);
        let peeking = poll_fn(|context| {
            // One that has to make way holds nothing of the system's for longer.
            if self.switch.is_off(context) { Poll::Ready(Ok(0)) } else { self.inner.poll_peek(context, &mut buffer) }
        });
        // Whatever becomes of it is heard when it is read.
        let _ = timeout(GREETING, peeking).await;
        let greeting = buffer.filled().to_vec();
        if !greeting.is_empty() {
            self.switch.speak();
        }
        greeting
    }
}

impl<S> Stream<S> {
    /// That of a connection that was just accepted.
    pub(super) fn new(inner: S, switch: Arc<Switch>, counters: Arc<Counters>) -> Self {
        let login = Some(Box::pin(sleep(LOGIN)));
        let beside = Beside { bytes: 0, since: Instant::now() };
        Self { inner, switch, login, is_shut: false, dead: None, beside, sent_before: 0, counters }
    }

    /// Sends what will be written first before anybody writes it: over a long line a client that waits for the greeting
    /// is greeted while what it is has still to come.
    ///
    /// # Errors
    /// That it cannot be sent.
    pub(super) async fn send_before(&mut self, bytes: &[u8]) -> io::Result<()>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        self.write_all(bytes).await?;
        self.sent_before = bytes.len();
        Ok(())
    }

    /// Fails once the connection is not to go on.
    fn check(&mut self, context: &mut Context<'_>) -> io::Result<()> {
        if self.switch.is_off(context) {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        if let Some(login) = &mut self.login {
            if self.switch.has_begun.load(Ordering::Acquire) {
                self.login = None;
            } else if login.as_mut().poll(context).is_ready() {
                self.counters.too_slow_to_log_in();
                return Err(io::ErrorKind::TimedOut.into());
            }
        }
        Ok(())
    }

    /// Notes how writing went; fails when nothing was taken for too long.
    fn watch<T>(&mut self, written: Poll<io::Result<T>>, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.dead = None;
            return written;
        }
        let dead = self.dead.get_or_insert_with(|| Box::pin(sleep(DEAD)));
        match dead.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Stream<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.check(context)?;
        if self.is_shut {
            // A client that keeps the line open after its farewell would keep the visit.
            return Poll::Ready(Ok(()));
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.inner).poll_read(context, buffer);
        let count = buffer.filled().len() - before;
        if count > 0 {
            self.switch.speak();
        }
        self.counters.read(count);
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Stream<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.check(context)?;
        if self.sent_before > 0 {
            let count = self.sent_before.min(bytes.len());
            self.sent_before -= count;
            return Poll::Ready(Ok(count));
        }
        let written = Pin::new(&mut self.inner).poll_write(context, bytes);
        if let Poll::Ready(Ok(count)) = &written {
            self.counters.wrote(*count);
            let shown = self.switch.shown.swap(0, Ordering::Relaxed);
            if self.beside.add(*count, shown, Instant::now()) {
                self.counters.too_demanding();
                let why = "more was asked for than a visit needs";
                return Poll::Ready(Err(io::Error::new(io::ErrorKind::QuotaExceeded, why)));
            }
        }
        self.watch(written, context)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.inner).poll_flush(context);
        if flushed.is_ready() {
            self.switch.flushes.fetch_add(1, Ordering::AcqRel);
            self.switch.flushed.notify_waiters();
        }
        flushed
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.is_shut = true;
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}

impl<S> Drop for Stream<S> {
    fn drop(&mut self) {
        self.switch.is_closed.store(true, Ordering::Release);
        self.switch.closed.notify_waiters();
        self.switch.closed.notify_one();
    }
}

#[cfg(test)]
mod tests;
