//! Visits over SSH: a server of its own, without an sshd and without root.
//!
//! ```text
//! accept ─▸ stream ─▸ russh ─▸ handler ──keys──▸ mailbox ─▸ shard ─▸ visit ─▸ Session
//!                        ◂────── line ◂──────── one frame ──────┘
//! ```
//!
//! The network's side is asynchronous and knows bytes; the [`shard`]s are threads, one a core, that know screens.
//! Neither waits for the other: what comes is held in a bounded [`mailbox`], and a visit whose frame is on its way
//! hears no key. What there is to see is the [`guest::Host`]'s matter. Nothing runs while nobody types.

mod accept;
mod activity;
mod arrival;
mod asked;
mod budget;
mod commands;
mod compression;
mod counters;
mod guest;
mod handler;
pub(crate) mod host_key;
mod keystrokes;
mod limits;
mod line;
mod log;
mod mailbox;
mod owned;
mod proxy;
mod refusal;
#[cfg(any(test, fuzzing))]
pub(crate) mod script;
mod server;
mod shard;
mod shards;
mod status;
mod stream;
mod visit;
mod watchdog;

use std::borrow::Cow;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, channel, sync_channel};
use std::thread::{self, Builder, Scope, available_parallelism};
use std::time::Duration;

use russh::keys::{Algorithm, EcdsaCurve, PrivateKey};
use russh::server::Config;
use russh::{MethodKind, MethodSet, Preferred, SshId, kex};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGUSR1};
use signal_hook::iterator::Signals;
use tokio::net::{TcpListener, TcpSocket};
use tokio::task::JoinHandle;

use self::activity::Activity;
use self::arrival::Event;
use self::compression::Configs;
use self::counters::Counters;
use self::limits::Door;
use self::server::Server;
use self::shard::Tools;
use self::shards::Shards;
use self::status::{StatusEvent, StatusWriter};
use self::watchdog::{HOPELESS, TOO_LONG, Watchdog};
use crate::clock::Clock;
use crate::text::counted;

pub(crate) use guest::{Host, Reception, Request};
pub(crate) use limits::Capacity;
pub(crate) use log::{Level, Log};
pub(crate) use mailbox::Bell;
pub(crate) use owned::OwnedSession;
pub(crate) use server::Admission;
pub(crate) use status::StatusFile;

/// What a client is greeted with.
const GREETING: &str = "SSH-2.0-maitri\r\n";
/// Attempts to log in, as many as an OpenSSH server allows: each key that is offered is one.
const ATTEMPTS: usize = 6;
/// Bytes that a client may send before it is told that it may send more. Keys are few.
const WINDOW: u32 = 64 * 1024;
/// How long an attempt to log in that fails takes.
const REJECTION: Duration = Duration::from_millis(200);
/// Connections that the system holds until they are accepted. With the few that it holds by itself a storm that lasts a
/// moment has whoever comes then begin again, and wait for seconds.
const NOT_ACCEPTED: u32 = 4096;
/// Cores that are used, each by a thread of the network's side and a shard: how many threads there are is then known,
/// and what a service may have can be bounded.
const MOST_CORES: usize = 8;
/// How long the last bytes to all visitors may take.
const LAST: Duration = Duration::from_secs(5);
/// How long a step that was begun by then may take.
const LAST_STEP: Duration = Duration::from_secs(1);

/// How a server is run.
#[derive(Debug)]
pub(crate) struct Options {
    /// Where it listens.
    pub(crate) listen: SocketAddr,
    /// The key it is known by.
    pub(crate) key: PrivateKey,
    /// Who may log in.
    pub(crate) admission: Admission,
    /// How many may visit.
    pub(crate) capacity: Capacity,
    /// Whether the end of the terminal it was started in asks it to end.
    pub(crate) ends_with_terminal: bool,
    /// How long visits may go on once the server has been asked to end.
    pub(crate) drain: Duration,
    /// How much is told.
    pub(crate) level: Level,
    /// Whether addresses are told too.
    pub(crate) addresses: bool,
    /// Whether visitors come through a balancer that says where from.
    pub(crate) is_proxied: bool,
    /// Where what is counted is written.
    pub(crate) status: Option<StatusFile>,
}

/// Serves visits until a signal asks to end; tells first where it listens.
///
/// # Errors
/// Where it cannot listen, or the system gives it no threads.
pub(crate) fn serve<H: Host>(
    host: &H,
    options: Options,
    clock: Clock,
    listening: impl FnOnce(SocketAddr) -> io::Result<()>,
) -> io::Result<()> {
    allow_as_many_files_as_may_be();
    let cores = available_parallelism().map_or(1, usize::from).min(MOST_CORES);
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.worker_threads(cores).thread_name("network").enable_io().enable_time().build()?;
    let listener = runtime.block_on(async { listen(options.listen) })?;
    let (network, mut runtime) = (runtime.handle().clone(), Some(runtime));
    let address = listener.local_addr()?;
    let asking: &[i32] =
        if options.ends_with_terminal { &[SIGHUP, SIGINT, SIGTERM, SIGUSR1] } else { &[SIGINT, SIGTERM, SIGUSR1] };
    let signals = Signals::new(asking)?;
    let (shards, made) = Shards::new(cores);
    let (log, counters) = (Log::new(options.level, options.addresses), Arc::new(Counters::default()));
    let configs = Configs::new(|| config(&options));
    let server = Arc::new(Server {
        admission: options.admission,
        door: Door::new(options.capacity),
        shards: Arc::clone(&shards),
        counters: Arc::clone(&counters),
        log,
        is_proxied: options.is_proxied,
        clock,
    });
    let counted = || counters.told(server.door.count());
    let (tell, news) = sync_channel(status::WAITING);
    let status = StatusWriter::new(options.status.clone(), log);
    status.begin(counted)?;
    if options.status.is_some() {
        server.door.tell(tell.clone());
    }
    let watchdog = Arc::new(Watchdog::default());
    let working: Vec<_> = (0..commands::AT_ONCE).map(|_| Arc::<Activity>::default()).collect();
    let watched: Vec<_> = shards
        .activities()
        .map(|activity| (activity, TOO_LONG))
        .chain(working.iter().map(|activity| (Arc::clone(activity), commands::TOO_LONG)))
        .collect();
    let give_up = || give_up(&server);
    let (commands, asked) = channel();
    let desk = commands::Desk::new(asked);
    let outcome = thread::scope(|scope| {
        let ended = (|| {
            for (shard, events) in made {
                let (counters, watchdog) = (Arc::clone(&counters), Arc::clone(&watchdog));
                let tools = Tools { clock, counters, log, watchdog, commands: commands.clone() };
                let run = move || shard::run(host, shard, &events, tools);
                Builder::new().name("shard".to_owned()).spawn_scoped(scope, run)?;
            }
            drop(commands);
            for activity in &working {
                let (desk, counters, watchdog) = (&desk, &counters, &watchdog);
                let work = move || commands::work(host, desk, (activity, watchdog), clock, counters, log);
                Builder::new().name("command".to_owned()).spawn_scoped(scope, work)?;
            }
            let look = || watchdog.run(&watched, (HOPELESS, &give_up), clock, &counters, log);
            Builder::new().name("watchdog".to_owned()).spawn_scoped(scope, look)?;
            let write = move || status.keep(&news, &clock, counted);
            Builder::new().name("status".to_owned()).spawn_scoped(scope, write)?;
            let accepting = network.spawn(accept::accept(listener, Arc::clone(&server), configs));
            let ended =
                listening(address).and_then(|()| wait(signals, &tell, (&server, &accepting), options.drain, scope));
            accepting.abort();
            ended
        })();
        server.door.close();
        let sentence: Arc<str> = "The server has ended the visit. Come again.".into();
        server.shards.tell(|| Event::Close(Arc::clone(&sentence)));
        watchdog.end();
        if !server.door.wait_for_visits(LAST) {
            // Whoever takes nothing of what is said last is not waited for.
            if let Some(runtime) = runtime.take() {
                runtime.shutdown_timeout(LAST_STEP);
            }
        }
        if !server.door.wait_for_visits(LAST_STEP) {
            // A thread that is stuck cannot be ended but with all.
            log.tell(Level::Quiet, "some visits did not end; leaving them");
            std::process::exit(1);
        }
        server.door.wait_for_connections(LAST);
        // It ends only with this, and hears nothing only if it could not begin.
        let _ = tell.send(StatusEvent::Ended);
        ended
    });
    if let Some(runtime) = runtime {
        runtime.shutdown_timeout(LAST_STEP);
    }
    outcome
}

/// Ends with all, for a thread that is stuck cannot be ended by itself; once the visits of the others have given their
/// screens back. A service is begun anew then.
fn give_up(server: &Server) {
    server.log.tell(Level::Quiet, "a step goes on and on, and ends only with the server: ending");
    server.door.close();
    let sentence: Arc<str> = "The server had to end, and the visit with it. We are sorry; come again.".into();
    server.shards.tell(|| Event::Close(Arc::clone(&sentence)));
    server.door.wait_for_visits(LAST);
    std::process::exit(1);
}

/// Listens at this address; to be called where there is a runtime.
fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // A server that is begun anew does not wait until the last connections of the one before are forgotten.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(NOT_ACCEPTED)
}

/// Lets as many connections be open as the system allows at all: by itself it allows few.
fn allow_as_many_files_as_may_be() {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    // Where that is refused it is as it was.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
}

/// Waits until a signal asks to end and the visits have, or have been given time to; a second signal asks for it at
/// once. Signals that ask for what is counted are handed on.
fn wait<'scope>(
    mut signals: Signals,
    tell: &SyncSender<StatusEvent>,
    (server, accepting): (&Arc<Server>, &JoinHandle<()>),
    drain: Duration,
    scope: &'scope Scope<'scope, '_>,
) -> io::Result<()> {
    let handle = signals.handle();
    let mut is_draining = false;
    for signal in signals.forever() {
        if signal == SIGUSR1 {
            // Where so much waits to be heard, this is answered with it.
            let _ = tell.try_send(StatusEvent::Asked);
            continue;
        }
        if is_draining {
            break;
        }
        is_draining = true;
        server.log.tell(Level::Visits, ending(server.door.count(), drain));
        // Nobody listens any more: a balancer knows at once, and brings whoever comes to another host.
        accepting.abort();
        server.door.close();
        let notice: Arc<str> = "This server is about to end, and the visit with it.".into();
        server.shards.tell(|| Event::Announce(Arc::clone(&notice)));
        let (door, handle) = (Arc::clone(&server.door), handle.clone());
        let empty = move || {
            door.wait_for_visits(drain);
            handle.close();
        };
        Builder::new().name("drain".to_owned()).spawn_scoped(scope, empty)?;
    }
    Ok(())
}

/// What whoever asked it to end is told.
fn ending(visits: usize, drain: Duration) -> String {
    if visits == 0 {
        return "asked to end; nobody visits".to_owned();
    }
    let visits = counted(visits, "visit");
    let patience = match drain {
        Duration::MAX => "as long as they like".to_owned(),
        drain => format!("{} s", drain.as_secs_f32()),
    };
    format!("asked to end: {visits} told, with {patience} to leave; asked again, it ends at once")
}

/// How russh is to go about it.
fn config(options: &Options) -> Config {
    let method = match options.admission {
        Admission::Anybody => MethodKind::None,
        Admission::Keys(_) => MethodKind::PublicKey,
    };
    Config {
        server_id: SshId::Raw(Cow::Borrowed(GREETING)),
        methods: MethodSet::from(&[method][..]),
        auth_rejection_time: REJECTION,
        // OpenSSH asks so which methods there are.
        auth_rejection_time_initial: Some(Duration::ZERO),
        keys: vec![options.key.clone()],
        window_size: WINDOW,
        // Whoever sends waits for the one before.
        event_buffer_size: 1,
        channel_buffer_size: 1,
        max_auth_attempts: ATTEMPTS,
        // The stream has limits of its own.
        inactivity_timeout: None,
        preferred: Preferred { kex: Cow::Borrowed(EXCHANGES), key: keys_used(options), ..Preferred::default() },
        ..Config::default()
    }
}

/// The kinds of keys that are of use here: the server's own, and those that visitors may have. A client is told which,
/// over a line that may be slow.
fn keys_used(options: &Options) -> Cow<'static, [Algorithm]> {
    let of_visitors = match options.admission {
        Admission::Anybody => &[][..],
        Admission::Keys(_) => KEYS,
    };
    let own = options.key.algorithm();
    let others = of_visitors.iter().filter(|kind| **kind != own).cloned();
    std::iter::once(own.clone()).chain(others).collect()
}

/// Kinds of keys that visitors may have.
const KEYS: &[Algorithm] = &[
    Algorithm::Ed25519,
    Algorithm::Ecdsa { curve: EcdsaCurve::NistP256 },
    Algorithm::Ecdsa { curve: EcdsaCurve::NistP384 },
    Algorithm::Ecdsa { curve: EcdsaCurve::NistP521 },
];

/// Key exchanges that cost little: those of Diffie and Hellman's first kind cost a server far more than whoever asks.
const EXCHANGES: &[kex::Name] = &[
    kex::MLKEM768X25519_SHA256,
    kex::CURVE25519,
    kex::CURVE25519_PRE_RFC_8731,
    // Clients on Android and in Java may know no other.
    kex::ECDH_SHA2_NISTP256,
    kex::EXTENSION_SUPPORT_AS_CLIENT,
    kex::EXTENSION_SUPPORT_AS_SERVER,
    kex::EXTENSION_OPENSSH_STRICT_KEX_AS_CLIENT,
    kex::EXTENSION_OPENSSH_STRICT_KEX_AS_SERVER,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn many_who_come_at_once_need_not_come_again() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
        let listener = runtime.block_on(async { listen("127.0.0.1:0".parse().unwrap()) }).unwrap();
        let address = listener.local_addr().unwrap();
        // One that finds no room is begun again by the system after a second.
        let come = |_| std::net::TcpStream::connect_timeout(&address, Duration::from_millis(900)).unwrap();
        let all: Vec<_> = (0..300).map(come).collect();
        drop((all, listener));
    }

    #[test]
    fn whoever_asks_it_to_end_is_told_what_is_waited_for() {
        let told = "asked to end: 3 visits told, with 30 s to leave; asked again, it ends at once";
        assert_eq!(ending(3, Duration::from_secs(30)), told);
        assert!(ending(1, Duration::MAX).contains(": 1 visit told, with as long as they like to leave"));
        assert_eq!(ending(0, Duration::ZERO), "asked to end; nobody visits");
    }
}
