//! A line between an attacker and the server that does what lines do: it becomes slow, is cut, garbles, delivers
//! nothing more.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex, split};
use tokio::net::TcpStream;
use tokio::time::sleep;

/// What becomes of what the attacker sends from here on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Way {
    /// It arrives.
    Straight,
    /// One bit of each piece arrives as another.
    Garbled,
    /// A byte at a time.
    ByteByByte,
    /// Of the next piece half arrives, and then the line is reset.
    Cut,
    /// Of the next piece half arrives, and then the line is closed.
    Closed,
    /// It arrives, and the line is kept once the attacker has let it go.
    Kept,
    /// Nothing more is read of what the server sends; what is sent arrives.
    Deaf,
}

/// Sets what becomes of what is sent.
#[derive(Clone, Debug)]
pub(super) struct Lever(Arc<AtomicU8>);

impl Lever {
    pub(super) fn set(&self, way: Way) {
        self.0.store(way as u8, Ordering::Release);
    }

    fn is(&self, way: Way) -> bool {
        self.0.load(Ordering::Acquire) == way as u8
    }
}

/// A line to this port.
pub(super) async fn relay(port: u16, way: Way) -> (DuplexStream, Lever) {
    let (near, far) = duplex(64 * 1024);
    let lever = Lever(Arc::new(AtomicU8::new(way as u8)));
    let server = TcpStream::connect(("127.0.0.1", port)).await.expect("it listens");
    server.set_nodelay(true).expect("a setting");
    tokio::spawn(carry(far, server, lever.clone()));
    (near, lever)
}

async fn carry(client: DuplexStream, server: TcpStream, lever: Lever) {
    let (mut from_client, mut to_client) = split(client);
    let (mut from_server, mut to_server) = server.into_split();
    let back = {
        let lever = lever.clone();
        tokio::spawn(async move {
            let mut buffer = [0; 4096];
            loop {
                while lever.is(Way::Deaf) {
                    sleep(Duration::from_millis(20)).await;
                }
                let Ok(count @ 1..) = from_server.read(&mut buffer).await else {
                    // The attacker hears that it is over, and lets the line go.
                    let _ = to_client.shutdown().await;
                    return from_server;
                };
                let is_taken = to_client.write_all(&buffer[..count]).await.is_ok();
                if !is_taken && !lever.is(Way::Kept) {
                    return from_server;
                }
            }
        })
    };
    let mut buffer = [0; 4096];
    while let Ok(count @ 1..) = from_client.read(&mut buffer).await {
        let piece = &mut buffer[..count];
        if lever.is(Way::Garbled) {
            piece[count / 2] ^= 0x10;
        }
        let sent = if lever.is(Way::ByteByByte) {
            let mut sent = Ok(());
            for byte in piece.iter() {
                sent = to_server.write_all(&[*byte]).await;
            }
            sent
        } else if lever.is(Way::Cut) || lever.is(Way::Closed) {
            let _ = to_server.write_all(&piece[..count / 2]).await;
            if lever.is(Way::Cut) {
                let _ = to_server.as_ref().set_zero_linger();
            }
            break;
        } else {
            to_server.write_all(piece).await
        };
        if sent.is_err() {
            break;
        }
    }
    if lever.is(Way::Kept) {
        // Until the server has enough of it.
        let _ = back.await;
        return;
    }
    back.abort();
    // What was read so far is let go, and with it the line.
    let _ = back.await;
    if lever.is(Way::Cut) {
        // Without a goodbye.
        to_server.forget();
    }
}
