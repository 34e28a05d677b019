//! A line between a client and a server that is slow and long: it carries so many bits a second each way, and each
//! takes a while to arrive. Packets are as large as on an Ethernet, and cost what their headers do; a connection begins
//! with the handshake that TCP makes. What does not fit through waits with whoever sends it. Of the system nothing is
//! asked for.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use socket2::{Domain, Socket, Type};

/// Bytes a second that fit through: 64 kbit/s.
const RATE: f64 = 64_000.0 / 8.0;
/// How long a byte is under way, one way.
pub(crate) const WAY: Duration = Duration::from_millis(75);
/// What a packet carries at most, and what its headers take.
const PACKET: usize = 1448;
const HEADERS: usize = 52;
/// Bytes that the system keeps of what has not set out.
const KEPT: usize = 4096;

/// A line. It ends with the process.
pub(crate) struct Relay {
    pub(crate) port: u16,
    /// Bytes that came back.
    pub(crate) back: Arc<AtomicUsize>,
}

impl Relay {
    /// A line to this port.
    pub(crate) fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let here = listener.local_addr().expect("an address").port();
        let back = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&back);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let back = Arc::clone(&counted);
                thread::spawn(move || connect(client, port, &back));
            }
        });
        Self { port: here, back }
    }
}

/// Makes a connection as slowly as the line is, and carries what comes both ways until its end.
fn connect(mut client: TcpStream, port: u16, back: &AtomicUsize) {
    // To the server and back to the client, which may send from here on; the server hears of it with the third packet.
    thread::sleep(2 * WAY);
    let from = client.try_clone().expect("a handle");
    let server = Arc::new(OnceLock::new());
    let upwards = Arc::clone(&server);
    thread::spawn(move || {
        carry(from, |bytes| {
            let mut stream: &TcpStream = upwards.wait();
            stream.write_all(bytes).is_ok()
        });
        let _ = upwards.wait().shutdown(Shutdown::Write);
    });
    thread::sleep(WAY);
    let stream = connected(port);
    let there = stream.try_clone().expect("a handle");
    server.set(stream).expect("it is set once");
    carry(there, |bytes| {
        back.fetch_add(bytes.len(), Ordering::Relaxed);
        client.write_all(bytes).is_ok()
    });
    let _ = client.shutdown(Shutdown::Write);
}

/// A connection of which the system keeps little.
fn connected(port: u16) -> TcpStream {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
    let mss = u32::try_from(PACKET).expect("it is small");
    socket.set_recv_buffer_size(KEPT).and_then(|()| socket.set_tcp_mss(mss)).expect("the system obeys");
    socket.connect(&SocketAddr::from(([127, 0, 0, 1], port)).into()).expect("the server");
    socket.into()
}

/// Carries bytes as slowly as the line is, until there are no more or nobody takes them.
fn carry(mut from: TcpStream, mut give: impl FnMut(&[u8]) -> bool) {
    let _ = from.set_nodelay(true);
    let (packets, line) = channel::<(Instant, Vec<u8>)>();
    thread::spawn(move || {
        let (mut bytes, mut free) = ([0; PACKET], Instant::now());
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            let packet = bytes.get(..count).unwrap_or_default().to_vec();
            free = free.max(Instant::now()) + Duration::from_secs_f64((packet.len() + HEADERS) as f64 / RATE);
            if packets.send((free + WAY, packet)).is_err() {
                return;
            }
            thread::sleep(free.saturating_duration_since(Instant::now()));
        }
    });
    for (arrival, packet) in line {
        thread::sleep(arrival.saturating_duration_since(Instant::now()));
        if !give(&packet) {
            return;
        }
    }
}
