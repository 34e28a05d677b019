//! The bytes of one connection: bounded in time. A client that has not begun a visit within a while is dropped, and one
//! that takes no byte of what is written for a while; and a switch drops it at once. russh's own limits are reset by any
//! traffic, or kept by it alone.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::time::{Sleep, sleep, timeout};

use super::counters::Counters;

/// From the connection to the beginning of a visit. Whoever comes for the first time is asked meanwhile whether the host's
/// key is to be trusted, and goes to compare it; how many connections there are is bounded elsewhere.
const LOGIN: Duration = Duration::from_secs(120);
/// How long a client's greeting is waited for. Nearly all greet at once.
const GREETING: Duration = Duration::from_millis(500);
/// Bytes of it that tell what the client is.
const TOLD: usize = 64;
/// How long a client may take no byte of what is written.
const DEAD: Duration = Duration::from_secs(30);

/// What others know of a connection, and how they end it.
#[derive(Debug, Default)]
pub(super) struct Switch {
    is_off: AtomicBool,
    has_begun: AtomicBool,
    is_closed: AtomicBool,
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
    counters: Arc<Counters>,
}

impl Stream<TcpStream> {
    /// The first bytes that a client sends, which stay to be read: none, if none come soon.
    pub(super) async fn greeting(&self) -> Vec<u8> {
        let mut bytes = [0; TOLD];
        let count = match timeout(GREETING, self.inner.peek(&mut bytes)).await {
            Ok(Ok(count)) => count,
            Ok(Err(_)) | Err(_) => 0,
        };
        bytes.get(..count).unwrap_or_default().to_vec()
    }
}

impl<S> Stream<S> {
    /// That of a connection that was just accepted.
    pub(super) fn new(inner: S, switch: Arc<Switch>, counters: Arc<Counters>) -> Self {
        let login = Some(Box::pin(sleep(LOGIN)));
        Self { inner, switch, login, is_shut: false, dead: None, sent_before: 0, counters }
    }

    /// Sends what will be written first before anybody writes it: over a long line a client that waits for the greeting is
    /// greeted while what it is has still to come.
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
        self.counters.read(buffer.filled().len() - before);
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
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex};
    use tokio::runtime::{Builder, Runtime};
    use tokio::time::{Instant, advance};

    use super::*;

    /// A runtime whose time passes as soon as there is nothing else to do.
    fn runtime() -> Runtime {
        Builder::new_current_thread().enable_time().start_paused(true).build().unwrap()
    }

    fn stream() -> (Stream<DuplexStream>, DuplexStream, Arc<Switch>) {
        let (inner, other) = duplex(8);
        let switch = Arc::<Switch>::default();
        (Stream::new(inner, Arc::clone(&switch), Arc::default()), other, switch)
    }

    #[test]
    fn whoever_begins_no_visit_in_time_is_dropped_whatever_is_sent_meanwhile() {
        runtime().block_on(async {
            let (mut stream, mut other, _switch) = stream();
            let mut byte = [0];
            for _ in 0..9 {
                advance(LOGIN / 10).await;
                other.write_all(b"x").await.unwrap();
                assert_eq!(stream.read(&mut byte).await.unwrap(), 1);
            }
            assert_eq!(stream.read(&mut byte).await.unwrap_err().kind(), io::ErrorKind::TimedOut);
            other.write_all(b"x").await.unwrap();
        });
    }

    #[test]
    fn once_a_visit_has_begun_there_is_time() {
        runtime().block_on(async {
            let (mut stream, mut other, switch) = stream();
            switch.begin();
            advance(Duration::from_secs(3600)).await;
            other.write_all(b"x").await.unwrap();
            assert_eq!(stream.read(&mut [0]).await.unwrap(), 1);
        });
    }

    #[test]
    fn whoever_takes_nothing_is_dropped_and_whoever_takes_a_little_is_not() {
        runtime().block_on(async {
            let (mut stream, mut other, switch) = stream();
            switch.begin();
            let reading = async {
                for _ in 0..8 {
                    advance(DEAD / 2).await;
                    other.read_exact(&mut [0; 2]).await.unwrap();
                }
            };
            let (written, ()) = tokio::join!(stream.write_all(&[0; 24]), reading);
            assert!(written.is_ok(), "{written:?}");
            assert_eq!(stream.write_all(&[0; 9]).await.unwrap_err().kind(), io::ErrorKind::TimedOut);
        });
    }

    #[test]
    fn what_was_sent_before_is_not_sent_again() {
        runtime().block_on(async {
            let (mut stream, mut other, _switch) = stream();
            stream.send_before(b"hello").await.unwrap();
            for part in [&b"hel"[..], b"lo", b"!"] {
                stream.write_all(part).await.unwrap();
            }
            let mut come = [0; 6];
            other.read_exact(&mut come).await.unwrap();
            assert_eq!(&come, b"hello!");
        });
    }

    #[test]
    fn whoever_waits_for_a_flush_hears_of_one_that_comes_and_of_one_that_came() {
        runtime().block_on(async {
            let (mut stream, _other, switch) = stream();
            let before = switch.flushes();
            let flush = async {
                advance(Duration::from_secs(1)).await;
                stream.flush().await.unwrap();
            };
            let began = Instant::now();
            tokio::join!(switch.flushed_after(before), flush);
            assert_eq!(began.elapsed(), Duration::from_secs(1));
            switch.flushed_after(before).await;
            assert_eq!(began.elapsed(), Duration::from_secs(1));
        });
    }

    #[test]
    fn a_switch_ends_a_connection_that_waits() {
        runtime().block_on(async {
            let (mut stream, _other, switch) = stream();
            switch.begin();
            let off = async { switch.turn_off() };
            let mut byte = [0];
            let (read, ()) = tokio::join!(stream.read(&mut byte), off);
            assert_eq!(read.unwrap_err().kind(), io::ErrorKind::ConnectionAborted);
        });
    }

    #[test]
    fn once_it_is_shut_nothing_is_read_though_the_client_keeps_its_line_and_goes_on() {
        runtime().block_on(async {
            let (mut stream, mut other, switch) = stream();
            switch.begin();
            other.write_all(b"x").await.unwrap();
            stream.shutdown().await.unwrap();
            other.write_all(b"y").await.unwrap();
            assert_eq!(stream.read(&mut [0; 2]).await.unwrap(), 0);
        });
    }

    #[test]
    fn a_client_that_closes_by_itself_is_not_waited_for() {
        runtime().block_on(async {
            let (stream, _other, switch) = stream();
            drop(stream);
            let began = Instant::now();
            switch.turn_off_after(DEAD).await;
            assert!(began.elapsed() < DEAD && !switch.is_turned_off());
        });
    }
}
