//! `maitri serve`, as far as it is this room's: the key and who may come in, what is told whoever runs it, and what
//! there is to visit ([`host`]). How visits are carried is [`crate::term::transport`]'s matter.

#[cfg(all(unix, feature = "serve", any(test, fuzzing)))]
pub(super) mod exercise;
#[cfg(all(unix, feature = "serve"))]
mod host;
#[cfg(all(unix, feature = "serve"))]
mod keys;
#[cfg(all(unix, feature = "serve"))]
mod machine;
#[cfg(all(unix, feature = "serve"))]
mod presenting;

use super::commands::explore::options::Explore;
use super::commands::serve::Serve;
use super::errors::Failure;
use super::io::Io;
use crate::data::Dataset;

#[cfg(all(unix, feature = "serve"))]
pub(super) use served::run;

/// Says that this cannot be had.
#[cfg(not(all(unix, feature = "serve")))]
pub(super) fn run(_: &Dataset<'_>, _: &Serve, _: Explore, _: &mut Io<'_>) -> Result<(), Failure> {
    let sentence =
        "this build cannot serve visits: it was made without the feature “serve”, or for a system that is no Unix";
    Err(Failure::Refused(sentence.to_owned()))
}

#[cfg(all(unix, feature = "serve"))]
mod served {
    use std::io;
    use std::net::{IpAddr, SocketAddr};
    use std::path::Path;
    use std::time::Duration;

    use super::host::Visitors;
    use super::{Dataset, Explore, Failure, Io, Serve, keys, machine, presenting};
    use crate::cli::commands::explore::options::VisitOptions;
    use crate::cli::commands::serve::LogLevel;
    use crate::store::process::is_ignored;
    use crate::store::secure_fs;
    use crate::term::transport::ssh::host_key::fingerprint;
    use crate::term::transport::ssh::{Admission, Capacity, Level, Options, StatusFile, serve};

    /// The signal that tells of a terminal that is gone.
    const HANG_UP: u32 = 1;

    /// Serves visits until a signal asks to end.
    pub(in crate::cli) fn run<'d>(
        dataset: &'d Dataset<'d>,
        asked: &Serve,
        explore: Explore,
        io: &mut Io<'_>,
    ) -> Result<(), Failure> {
        let admission = admission(asked)?;
        let key = keys::host_key(asked, &explore, io)?;
        let known_by = fingerprint(key.public_key());
        let options = Options {
            listen: asked.listen,
            key,
            admission,
            capacity: Capacity { visits: asked.max_visits, per_address: asked.max_per_address },
            ends_with_terminal: !is_ignored(HANG_UP),
            drain: asked.drain.0.unwrap_or(Duration::MAX),
            level: match asked.log_level {
                LogLevel::Quiet => Level::Quiet,
                LogLevel::Visits => Level::Visits,
                LogLevel::Debug => Level::Debug,
            },
            addresses: asked.log_addresses,
            is_proxied: asked.proxy_protocol,
            status: asked.status_file.clone().map(|path| StatusFile { path, write: write_status }),
        };
        let visit = VisitOptions { kiosk: true, idle_timeout: asked.idle_timeout, max_session: asked.max_session };
        let clock = io.clock();
        let room = presenting::room(asked, options.level, clock)?;
        let word = room.as_ref().map(|room| room.word().to_owned());
        let visitors = Visitors::new(dataset, Explore { visit, ..explore }, asked.tour, clock).with_room(room);
        let output = &mut io.output;
        let listening = |address: SocketAddr| {
            writeln!(output, "maitri serves visits at {address}; Ctrl-C ends it.")?;
            writeln!(output, "The key it is known by: {known_by}")?;
            writeln!(output, "Who may come in: {}.", who(asked, address.ip()))?;
            if asked.proxy_protocol {
                writeln!(output, "A visitor types the balancer's address; nobody else is to reach this one.")?;
            } else {
                writeln!(output, "A visitor types: {}", typed(address, ""))?;
            }
            if let Some(word) = &word {
                let at = if asked.proxy_protocol { "ssh -t ADDRESS".to_owned() } else { typed(address, " -t") };
                if let Some(file) = &asked.results {
                    let file = file.display();
                    writeln!(output, "What is answered is added to {file}, under the names that are given.")?;
                }
                writeln!(output, "Whoever presents types: {at} present {word}")?;
                writeln!(output, "Whoever follows types: {at} follow NAME")?;
            }
            output.flush()
        };
        serve(&visitors, options, clock, listening).map_err(|error| Failure::Refused(why_not(&error, asked.listen)))
    }

    /// Who may log in. What others than those at this machine can reach wants somebody to say who.
    fn admission(asked: &Serve) -> Result<Admission, Failure> {
        match &asked.keys {
            Some(file) => keys::visitors(file).map(Admission::Keys),
            None if asked.open => Ok(Admission::Anybody),
            None if asked.proxy_protocol => {
                let sentence = "a balancer brings visitors from other machines; say --open to let anybody in who reaches it, \
                                or --keys FILE for whoever has one of the keys in a file";
                Err(Failure::Refused(sentence.to_owned()))
            }
            None if asked.listen.ip().to_canonical().is_loopback() => Ok(Admission::Anybody),
            None => Err(Failure::Refused(format!(
                "{} can be reached from other machines; say --open to let anybody in who reaches it, or --keys FILE for \
                 whoever has one of the keys in a file",
                asked.listen
            ))),
        }
    }

    /// Writes what is counted in one piece. It outlasts no fall of the machine, and need not.
    fn write_status(path: &Path, bytes: &[u8]) -> io::Result<()> {
        secure_fs::replace(path, bytes, false)
    }

    /// Who may come in, in words.
    fn who(asked: &Serve, listening: IpAddr) -> &'static str {
        match (&asked.keys, listening.to_canonical().is_loopback() && !asked.proxy_protocol) {
            (Some(_), _) => "whoever has one of the keys in the file",
            (None, true) => "anybody on this machine",
            (None, false) => {
                "anybody who reaches this address; nobody is asked for a name, and nothing is kept of a visit"
            }
        }
    }

    /// What a visitor types, exactly, before any word of their own.
    fn typed(address: SocketAddr, options: &str) -> String {
        let named = || machine::name().unwrap_or_else(|| "ADDRESS".to_owned());
        let host = if address.ip().is_unspecified() { named() } else { address.ip().to_string() };
        let port = if address.port() == 22 { String::new() } else { format!(" -p {}", address.port()) };
        format!("ssh{options}{port} {host}")
    }

    /// Why it cannot listen, and what to do.
    fn why_not(error: &io::Error, at: SocketAddr) -> String {
        match error.kind() {
            io::ErrorKind::AddrInUse => format!(
                "something listens at {at} already; end it, or say another port, as in --listen {}:{}",
                if at.is_ipv6() { format!("[{}]", at.ip()) } else { at.ip().to_string() },
                at.port().checked_add(1).unwrap_or(2222)
            ),
            io::ErrorKind::AddrNotAvailable => format!("this machine has no address {}; try 127.0.0.1", at.ip()),
            io::ErrorKind::PermissionDenied => {
                format!(
                    "port {} is not for you to listen at; take one from 1024 on, as in --listen {}:2222",
                    at.port(),
                    at.ip()
                )
            }
            _ => format!("visits at {at} cannot be served: {error}"),
        }
    }
}
