//! Accepts connections, whatever happens: russh's own loop ends at the first error. Where the system has no more to give
//! (files, memory) it waits a moment and goes on.

use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use russh::server::run_stream;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

use super::compression::Configs;
use super::handler::Client;
use super::limits::Knock;
use super::log::Level;
use super::proxy;
use super::server::Server;
use super::stream::{Stream, Switch};
use crate::text::sanitised;

/// So long nothing is accepted after that failed.
const PAUSE: Duration = Duration::from_millis(100);

/// Accepts until it is dropped.
pub(super) async fn accept(listener: TcpListener, server: Arc<Server>, configs: Configs) {
    loop {
        match listener.accept().await {
            Ok((stream, address)) => {
                server.counters.connected();
                tokio::spawn(attend(stream, address, Arc::clone(&server), configs.clone()));
            }
            Err(error) => {
                server.counters.not_accepted();
                server.log.tell(Level::Debug, format_args!("no connection can be accepted ({error}); going on"));
                sleep(PAUSE).await;
            }
        }
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

/// Attends to a connection until it is closed.
async fn attend(stream: TcpStream, address: SocketAddr, server: Arc<Server>, configs: Configs) {
    let (mut address, _connected) = (address.ip(), server.door.connect());
    // A connection that takes neither is used as it is.
    let _ = stream.set_nodelay(true);
    let _ = rustix::net::sockopt::set_socket_keepalive(&stream, true);
    let switch = Arc::new(Switch::default());
    let mut knock = knock(&server, address, &switch);
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
