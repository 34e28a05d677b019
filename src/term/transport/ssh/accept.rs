//! Accepts connections, whatever happens: russh's own loop ends at the first error. Where the system has no more to
//! give (files, memory) it waits a moment and goes on.

use std::io::ErrorKind;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use russh::server::run_stream;
use rustix::net::sockopt;
#[cfg(any(target_os = "android", target_os = "linux"))]
use socket2::SockRef;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

use super::GREETING;
use super::compression::Configs;
use super::handler::Client;
use super::limits::{Connected, Knock};
use super::log::Level;
use super::proxy;
use super::server::Server;
use super::stream::{Stream, Switch};
use crate::text::sanitised;

/// So long nothing is accepted after that failed.
const PAUSE: Duration = Duration::from_millis(100);
/// Bytes that the system holds of what a visitor does not take, and of what is not yet read here.
const UNSENT: usize = 128 * 1024;
const UNREAD: usize = 64 * 1024;
/// So much at most of what the system holds for a visitor has not set out: whoever holds a key down on a slow line sees
/// what that did, not what it did a second ago.
#[cfg(any(target_os = "android", target_os = "linux"))]
const WAITING: u32 = 2 * 1024;
/// After so long without a byte the other end is asked whether it is there, so often, with so much time between.
const QUIET: Duration = Duration::from_secs(15);
const QUESTIONS: u32 = 3;
const BETWEEN: Duration = Duration::from_secs(5);
/// Milliseconds in which what was sent is to be confirmed: as long as all those questions take.
#[cfg(any(target_os = "android", target_os = "linux"))]
const UNCONFIRMED: u32 = 30_000;

/// Accepts until it is dropped.
pub(super) async fn accept(listener: TcpListener, server: Arc<Server>, configs: Configs) {
    loop {
        match listener.accept().await {
            Ok((stream, address)) => {
                let arrived = Arrived::at(&server, address.ip());
                tokio::spawn(attend(stream, arrived, Arc::clone(&server), configs.clone()));
            }
            Err(error) => {
                server.counters.not_accepted();
                server.log.tell(Level::Debug, format_args!("no connection can be accepted ({error}); going on"));
                sleep(PAUSE).await;
            }
        }
    }
}

/// What is known of a connection from the moment on when it is accepted, and not only once something is done for it:
/// many may come before that.
struct Arrived {
    address: IpAddr,
    switch: Arc<Switch>,
    knock: Knock,
    connected: Connected,
}

impl Arrived {
    /// One from this address. They stand in the order they came in.
    fn at(server: &Server, address: IpAddr) -> Self {
        server.counters.connected();
        let switch = Arc::<Switch>::default();
        let knock = knock(server, address, &switch);
        Self { address, switch, knock, connected: server.door.connect() }
    }
}

/// Has a connection wait among those that have not begun a visit.
fn knock(server: &Server, address: IpAddr, switch: &Arc<Switch>) -> Knock {
    let (knock, is_dropped) = server.door.knock(address, switch);
    if is_dropped {
        server.counters.made_way();
    }
    knock
}

/// Has the system bound what it holds of a connection, and notice when the line is dead. A connection that does not
/// take a setting is used as it is.
fn prepare(stream: &TcpStream) {
    let _ = stream.set_nodelay(true);
    let _ = sockopt::set_socket_send_buffer_size(stream, UNSENT);
    let _ = sockopt::set_socket_recv_buffer_size(stream, UNREAD);
    #[cfg(any(target_os = "android", target_os = "linux"))]
    let _ = SockRef::from(stream).set_tcp_notsent_lowat(WAITING);
    // Asked by the system itself, so that nothing of ours wakes for a visitor who does nothing.
    #[cfg(not(any(target_os = "haiku", target_os = "nto", target_os = "openbsd", target_os = "redox")))]
    {
        let _ = sockopt::set_tcp_keepidle(stream, QUIET);
        let _ = sockopt::set_tcp_keepintvl(stream, BETWEEN);
        let _ = sockopt::set_tcp_keepcnt(stream, QUESTIONS);
    }
    // Nobody is asked while something that was sent is not confirmed.
    #[cfg(any(target_os = "android", target_os = "linux"))]
    let _ = sockopt::set_tcp_user_timeout(stream, UNCONFIRMED);
    let _ = sockopt::set_socket_keepalive(stream, true);
}

/// Attends to a connection until it is closed.
async fn attend(stream: TcpStream, arrived: Arrived, server: Arc<Server>, configs: Configs) {
    let Arrived { mut address, switch, mut knock, connected: _connected } = arrived;
    prepare(&stream);
    let mut stream = Stream::new(stream, Arc::clone(&switch), Arc::clone(&server.counters));
    if server.is_proxied {
        match proxy::source(&mut stream).await {
            Ok(Some(source)) => {
                address = source.ip();
                drop(knock);
                knock = self::knock(&server, address, &switch);
            }
            // The balancer itself.
            Ok(None) => {}
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                server.counters.unproxied();
                return server.log.tell(Level::Visits, format_args!("a connection was refused: {error}"));
            }
            Err(_) => return,
        }
    }
    if stream.send_before(GREETING.as_bytes()).await.is_err() {
        return;
    }
    let config = configs.for_client(&stream.greeting().await);
    let client = Client::new(Arc::clone(&server), address, switch, knock);
    let ended = match run_stream(config, stream, client).await {
        Ok(session) => session.await,
        Err(error) => Err(error),
    };
    if let Err(error) = ended {
        let from = server.log.from(address);
        server.log.tell(Level::Debug, format_args!("a connection{from} ended: {}", sanitised(&error.to_string())));
    }
}

#[cfg(test)]
mod tests {
    use tokio::runtime::Builder;

    use super::*;
    use crate::clock::Clock;
    use crate::term::transport::ssh::counters::Counters;
    use crate::term::transport::ssh::limits::{Capacity, Door};
    use crate::term::transport::ssh::log::Log;
    use crate::term::transport::ssh::server::Admission;
    use crate::term::transport::ssh::shards::Shards;

    #[test]
    fn a_connection_counts_before_anything_is_done_for_it() {
        let server = Server {
            admission: Admission::Anybody,
            door: Door::new(Capacity { visits: 1, per_address: 1 }),
            shards: Shards::new(1).0,
            counters: Arc::<Counters>::default(),
            log: Log::new(Level::Quiet, false),
            is_proxied: false,
            clock: Clock::start(),
        };
        let burst: Vec<Arrived> = (0..3).map(|_| Arrived::at(&server, [192, 0, 2, 1].into())).collect();
        assert!(!server.door.wait_for_connections(Duration::ZERO));
        drop(burst);
        assert!(server.door.wait_for_connections(Duration::ZERO));
    }

    #[test]
    fn the_system_bounds_what_it_holds_and_asks_a_silent_client_whether_it_is_there() {
        Builder::new_current_thread().enable_io().build().unwrap().block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let _client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
            let (stream, _) = listener.accept().await.unwrap();
            prepare(&stream);
            assert!(sockopt::socket_keepalive(&stream).unwrap());
            // Linux counts twice what it is told, for its own book-keeping.
            assert!(sockopt::socket_send_buffer_size(&stream).unwrap() <= 2 * UNSENT);
            assert!(sockopt::socket_recv_buffer_size(&stream).unwrap() <= 2 * UNREAD);
            #[cfg(any(target_os = "android", target_os = "linux"))]
            assert_eq!(SockRef::from(&stream).tcp_notsent_lowat().unwrap(), WAITING);
            #[cfg(not(any(target_os = "haiku", target_os = "nto", target_os = "openbsd", target_os = "redox")))]
            assert_eq!(
                (sockopt::tcp_keepidle(&stream), sockopt::tcp_keepintvl(&stream), sockopt::tcp_keepcnt(&stream)),
                (Ok(QUIET), Ok(BETWEEN), Ok(QUESTIONS))
            );
        });
    }
}
