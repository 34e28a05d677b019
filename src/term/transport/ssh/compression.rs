//! Which clients are offered nothing but compression. A client that is asked for none (`ssh` without `-C`) says all the
//! same that it knows one, after "none"; what it names first of what the server has is taken. So a server leaves "none"
//! out to have a thin line carry a quarter of the bytes; and must not before a client that knows nothing else. What a
//! client knows it tells at the same time as the server; what it is, before: that has to do.

use std::borrow::Cow;
use std::sync::Arc;

use russh::compression::{NONE, Name, ZLIB_LEGACY};
use russh::server::Config;

/// For whoever has logged in. The other zlib begins before that, and helps nobody but an attacker.
const IF_LIKED: &[Name] = &[NONE, ZLIB_LEGACY];
const ALWAYS: &[Name] = &[ZLIB_LEGACY];

/// How russh is to go about it with each kind of client.
#[derive(Clone, Debug)]
pub(super) struct Configs {
    if_liked: Arc<Config>,
    always: Arc<Config>,
}

impl Configs {
    /// Those that differ in nothing else.
    pub(super) fn new(make: impl Fn() -> Config) -> Self {
        let with = |methods: &'static [Name]| {
            let mut config = make();
            config.preferred.compression = Cow::Borrowed(methods);
            Arc::new(config)
        };
        Self { if_liked: with(IF_LIKED), always: with(ALWAYS) }
    }

    /// That for a client that greets so.
    pub(super) fn for_client(&self, greeting: &[u8]) -> Arc<Config> {
        Arc::clone(if compresses(greeting) { &self.always } else { &self.if_liked })
    }
}

/// Whether a client that greets so is known to know this compression, whatever it is told to ask for: OpenSSH from its
/// fifth version on, and that of Windows since 8.1.
fn compresses(greeting: &[u8]) -> bool {
    let Some(name) = greeting.strip_prefix(b"SSH-2.0-OpenSSH_") else { return false };
    let windows = name.strip_prefix(b"for_Windows_");
    let version = windows.unwrap_or(name);
    let end = version.iter().position(|byte| !byte.is_ascii_digit() && *byte != b'.').unwrap_or(version.len());
    let version = version.get(..end).and_then(|version| std::str::from_utf8(version).ok()).unwrap_or_default();
    let mut numbers = version.split('.').map(|number| number.parse::<u32>().ok());
    let version = (numbers.next().flatten(), numbers.next().flatten());
    let first = if windows.is_some() { (8, 1) } else { (5, 0) };
    matches!(version, (Some(major), Some(minor)) if (major, minor) >= first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_clients_that_are_known_to_are_made_to_compress() {
        for (greeting, is_made) in [
            ("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10\r\n", true),
            ("SSH-2.0-OpenSSH_10.0\r\n", true),
            ("SSH-2.0-OpenSSH_5.0", true),
            ("SSH-2.0-OpenSSH_4.7p1\r\n", false),
            ("SSH-2.0-OpenSSH_for_Windows_7.7\r\n", false),
            ("SSH-2.0-OpenSSH_for_Windows_8.1\r\n", true),
            ("SSH-2.0-OpenSSH_for_Windows_9.5\r\n", true),
            ("SSH-2.0-OpenSSH_\r\n", false),
            ("SSH-2.0-OpenSSH_9\r\n", false),
            ("SSH-2.0-OpenSSH_99999999999.1\r\n", false),
            ("SSH-2.0-OpenSSH", false),
            ("SSH-2.0-russh_0.65.1\r\n", false),
            ("SSH-2.0-dropbear_2022.83\r\n", false),
            ("GET / HTTP/1.1\r\n", false),
            ("", false),
        ] {
            assert_eq!(compresses(greeting.as_bytes()), is_made, "{greeting:?}");
        }
    }
}
