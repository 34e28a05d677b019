//! `maitri serve`: what may be asked for. What comes of it is in [`crate::cli::serving`].

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::permission::Permission;
use crate::cli::values::{TimeLimit, at_least_one, time_limit};

/// Where to serve visits, to whom and for how long.
#[derive(Clone, Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(crate) struct Serve {
    /// Listen at this address of this machine; `:2222` is any address, of either kind
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:2222", value_parser = address)]
    pub(crate) listen: SocketAddr,
    /// Let anybody in who can reach the address, from anywhere
    #[arg(long, conflicts_with = "keys")]
    pub(crate) open: bool,
    /// Let in whoever has one of the keys in this file, which is written as an `authorized_keys` of OpenSSH; of each
    /// line the key counts alone
    #[arg(long, value_name = "FILE")]
    pub(crate) keys: Option<PathBuf>,
    /// The key that visitors know this server by, in OpenSSH's form [default: one that is made once, with what is kept
    /// of a reader]
    #[arg(long, value_name = "PATH")]
    pub(crate) host_key: Option<PathBuf>,
    /// So many may visit at once
    #[arg(long, value_name = "N", default_value = "200", value_parser = at_least_one)]
    pub(crate) max_visits: usize,
    /// So many of them from one address (of IPv6, from one /64); this machine's own are not counted
    #[arg(long, value_name = "N", default_value = "20", value_parser = at_least_one)]
    pub(crate) max_per_address: usize,
    /// End a visit after so long without a key; 0 for never
    #[arg(long, value_name = "TIME", default_value = "10m", value_parser = time_limit)]
    pub(crate) idle_timeout: TimeLimit,
    /// End a visit after so long in all; 0 for never
    #[arg(long, value_name = "TIME", default_value = "60m", value_parser = time_limit)]
    pub(crate) max_session: TimeLimit,
    /// Once asked to end (SIGTERM, Ctrl-C), tell the visitors and give them so long to leave, 0 for as long as they
    /// like; asked again, end at once
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = time_limit)]
    pub(crate) drain: TimeLimit,
    /// Begin each visit with the first tour, unless it asks for something else
    #[arg(long)]
    pub(crate) tour: bool,
    /// Let one present what others follow, and quiz them: whoever knows this word, or one that is made and told
    #[arg(long, value_name = "WORD", num_args = 0..=1, default_missing_value = "")]
    pub(crate) presenter: Option<String>,
    /// Add what came of each question of a quiz to this file, as CSV with the names that were given
    #[arg(long, value_name = "FILE", requires = "presenter")]
    pub(crate) results: Option<PathBuf>,
    /// How much is told on standard error
    #[arg(long, value_enum, value_name = "LEVEL", default_value = "visits")]
    pub(crate) log_level: LogLevel,
    /// Visitors come through a balancer that tells where from by the PROXY protocol, version 2; whoever can reach the
    /// address otherwise may tell anything
    #[arg(long)]
    pub(crate) proxy_protocol: bool,
    /// Write what is counted into this file, once a visit begins or ends and on SIGUSR1; without it, SIGUSR1 has it
    /// told on standard error
    #[arg(long, value_name = "PATH")]
    pub(crate) status_file: Option<PathBuf>,
    /// Tell there from which address a visit came
    #[arg(long)]
    pub(crate) log_addresses: bool,
}

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogLevel {
    /// What goes wrong here
    Quiet,
    /// And a line a visit, once it has ended
    Visits,
    /// And what becomes of connections
    Debug,
}

impl Permission for Serve {
    fn refusal(&self) -> Option<&'static str> {
        Some("serve is for whoever runs a machine")
    }
}

/// Reads `127.0.0.1:2222`, `localhost:2222`, `[::1]:2222` or `:2222`.
fn address(text: &str) -> Result<SocketAddr, String> {
    let any = text.strip_prefix(':').map(|port| format!("[::]:{port}"));
    let named = any.or_else(|| text.strip_prefix("localhost:").map(|port| format!("127.0.0.1:{port}")));
    let at = named.as_deref().unwrap_or(text);
    at.parse().map_err(|_| match text.parse::<IpAddr>() {
        Ok(_) => "say the port as well, as in 127.0.0.1:2222".to_owned(),
        Err(_) => "write an address and a port, as in 127.0.0.1:2222, [::1]:2222 or :2222".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_written_with_its_port() {
        let read = |text: &str| address(text).map(|address| address.to_string());
        assert_eq!(read("127.0.0.1:0").as_deref(), Ok("127.0.0.1:0"));
        assert_eq!((read("[::1]:22").as_deref(), read(":2222").as_deref()), (Ok("[::1]:22"), Ok("[::]:2222")));
        assert_eq!(read("localhost:2311").as_deref(), Ok("127.0.0.1:2311"));
        assert!(read("127.0.0.1").unwrap_err().starts_with("say the port"));
        assert!(read("::1").unwrap_err().starts_with("say the port"));
        for text in ["", "2222", "host:22", "localhost:", "localhost", ":99999", "127.0.0.1:"] {
            assert!(read(text).unwrap_err().starts_with("write an address"), "{text:?}");
        }
    }
}
