//! A stream whose time passes as soon as there is nothing else to do, without a network.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex};
use tokio::runtime::{Builder, Runtime};
use tokio::time::advance;

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
fn whoever_has_much_sent_that_no_visit_shows_is_dropped_and_a_long_visit_is_not() {
    const PIECE: usize = 8 * 1024;
    let most = usize::try_from(MOST_BESIDE).unwrap() / PIECE;
    let stream = || {
        let (inner, other) = duplex(4 * most * PIECE);
        let switch = Arc::<Switch>::default();
        switch.begin();
        (Stream::new(inner, Arc::clone(&switch), Arc::default()), other, switch)
    };
    runtime().block_on(async {
        let (mut looping, _other, _switch) = stream();
        for _ in 0..most {
            looping.write_all(&[0; PIECE]).await.unwrap();
        }
        assert_eq!(looping.write_all(&[0; PIECE]).await.unwrap_err().kind(), io::ErrorKind::QuotaExceeded);

        let (mut visit, _other, switch) = stream();
        for _ in 0..3 * most {
            switch.show(PIECE);
            visit.write_all(&[0; PIECE + WRAPPING]).await.unwrap();
        }

        let (mut rare, _other, _switch) = stream();
        for _ in 0..3 * most {
            advance(Duration::from_secs(2)).await;
            rare.write_all(&[0; PIECE]).await.unwrap();
        }
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
fn what_is_packed_tightly_does_not_allow_for_a_loop_later() {
    let now = Instant::from_std(std::time::Instant::now());
    let mut beside = Beside { bytes: 0, since: now };
    for _ in 0..1000 {
        assert!(!beside.add(1000, 10_000, now));
    }
    let (most, ahead) = (usize::try_from(MOST_BESIDE).unwrap(), usize::try_from(MOST_AHEAD).unwrap());
    assert!(!beside.add(ahead + most, 0, now) && beside.add(1, 0, now));
    // Time forgives, but allows for nothing more either.
    let later = now + Duration::from_secs(3600);
    assert!(!beside.add(most, 0, later) && beside.add(1, 0, later));
}

#[test]
fn time_forgives_as_much_in_many_moments_as_in_one() {
    let mut now = Instant::from_std(std::time::Instant::now());
    let (mut often, mut seldom) = (Beside { bytes: 4000, since: now }, Beside { bytes: 4000, since: now });
    for _ in 0..1000 {
        now += Duration::from_micros(450);
        assert!(!often.add(0, 0, now));
    }
    assert!(!seldom.add(0, 0, now));
    assert_eq!(often.bytes, seldom.bytes);
    assert_eq!(often.bytes, 4000 - 1843);
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
