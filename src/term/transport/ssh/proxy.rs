//! The PROXY protocol, version 2: who a connection comes from, as a balancer in front tells before the first byte of
//! SSH.
//!
//! What a header says is pure: bytes in, an address out. That it comes in time is the stream's matter; that nobody but
//! the balancer reaches the port is its operator's, for whoever does may tell any address.

use std::io;
use std::net::SocketAddr;

use proxy_header::{ParseConfig, Protocol, ProxyHeader};
use tokio::io::{AsyncRead, AsyncReadExt as _};

/// The longest header that is read; what balancers tell besides the addresses has room in it.
const LONGEST: usize = 536;

/// What begins every header of version 2.
const SIGNATURE: &[u8; 12] = b"\r\n\r\n\0\r\nQUIT\n";
/// How long the part is that tells how long the rest is.
const FIXED: usize = 16;
/// What begins a header of version 1, which is text.
const VERSION_1: &[u8] = b"PROXY ";

/// Why a connection has no such header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
enum ProxyError {
    /// It is of the first version.
    #[error("the balancer speaks version 1 of the PROXY protocol; have it send version 2 (HAProxy: send-proxy-v2)")]
    Version1,
    /// It is something else.
    #[error("a connection begins without a PROXY header; have the balancer send it (HAProxy: send-proxy-v2)")]
    Missing,
    /// It is too long.
    #[error("the PROXY header of a connection is longer than {LONGEST} bytes; have the balancer tell less in it")]
    TooLong,
    /// It tells something that cannot be.
    #[error("the PROXY header of a connection cannot be read")]
    Broken,
}

/// What has come of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    /// Not all of it: at least so many bytes that follow are its own too.
    Incomplete(usize),
    /// All of it: where the visitor comes from, or nothing where the balancer speaks for itself, as when it looks
    /// whether this host is well, or tells no address of the internet.
    Whole(Option<SocketAddr>),
}

/// What has come with these bytes of the header that they are to begin with. What is no header is known as soon as
/// possible: nobody is waited for in vain.
///
/// # Errors
/// A sentence for the log, if they begin with none.
fn header(bytes: &[u8]) -> Result<Progress, ProxyError> {
    let begun = bytes.len().min(SIGNATURE.len());
    if bytes.get(..begun) != SIGNATURE.get(..begun) {
        let begun = bytes.len().min(VERSION_1.len());
        let is_first = bytes.get(..begun) == VERSION_1.get(..begun);
        return Err(if is_first { ProxyError::Version1 } else { ProxyError::Missing });
    }
    let Some(&[high, low]) = bytes.get(FIXED - 2..FIXED) else {
        return Ok(Progress::Incomplete(FIXED.saturating_sub(bytes.len())));
    };
    let length = FIXED + usize::from(u16::from_be_bytes([high, low]));
    if length > LONGEST {
        return Err(ProxyError::TooLong);
    }
    let Some(whole) = bytes.get(..length) else {
        return Ok(Progress::Incomplete(length.saturating_sub(bytes.len())));
    };
    let config = ParseConfig { include_tlvs: false, allow_v1: false, allow_v2: true };
    let (header, _) = ProxyHeader::parse(whole, config).map_err(|_| ProxyError::Broken)?;
    let source = match header.proxied_address() {
        // Nobody comes by single packets.
        Some(told) if told.protocol == Protocol::Datagram => return Err(ProxyError::Broken),
        // An address of IPv4 is one, however it is written.
        Some(told) => Some(SocketAddr::new(told.source.ip().to_canonical(), told.source.port())),
        None => None,
    };
    Ok(Progress::Whole(source))
}

/// Reads the header a connection begins with, and no byte more: where the visitor comes from, if that is told.
///
/// # Errors
/// Where it has none, or ends.
pub(super) async fn source(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<Option<SocketAddr>> {
    let mut bytes = Vec::new();
    loop {
        match header(&bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))? {
            Progress::Whole(source) => return Ok(source),
            Progress::Incomplete(missing) => {
                let missing = u64::try_from(missing).unwrap_or(u64::MAX);
                if (&mut *stream).take(missing).read_buf(&mut bytes).await? == 0 {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proxy_header::ProxiedAddress;

    use super::*;

    fn address(text: &str) -> SocketAddr {
        text.parse().unwrap()
    }

    /// A header as a balancer writes it, with so many bytes of other things.
    fn written(source: SocketAddr, besides: usize) -> Vec<u8> {
        let destination = address(if source.is_ipv4() { "192.0.2.1:22" } else { "[2001:db8::1]:22" });
        let mut header = ProxyHeader::with_address(ProxiedAddress::stream(source, destination));
        if besides > 0 {
            header.append_tlv(proxy_header::Tlv::Noop(besides));
        }
        let mut bytes = vec![0; 4096];
        let length = header.encode_to_slice_v2(&mut bytes).unwrap();
        bytes.truncate(length);
        bytes
    }

    #[test]
    fn a_header_tells_where_the_visitor_comes_from() {
        for source in ["203.0.113.7:50123", "[2001:db8:5::9]:1"] {
            for besides in [0, 3, 300] {
                let header = written(address(source), besides);
                let bytes = [&header[..], b"SSH-2.0-x\r\n"].concat();
                assert_eq!(super::header(&bytes), Ok(Progress::Whole(Some(address(source)))), "{source} {besides}");
            }
        }
        let mapped = written(address("[::ffff:203.0.113.7]:9"), 0);
        let source = Some(address("203.0.113.7:9"));
        assert_eq!(header(&mapped), Ok(Progress::Whole(source)));
    }

    #[test]
    fn a_balancer_that_looks_whether_the_host_is_well_is_nobodys_address() {
        // Of itself (LOCAL), with an address and without; and for somebody who comes by no address of the internet.
        let mut local = written(address("203.0.113.7:50123"), 0);
        local[12] = 0x20;
        let bare = |command| [&SIGNATURE[..], &[command, 0, 0, 0][..]].concat();
        for bytes in [local, bare(0x20), bare(0x21)] {
            assert_eq!(header(&bytes), Ok(Progress::Whole(None)), "{bytes:?}");
        }
    }

    #[test]
    fn what_follows_a_header_is_left_for_whoever_reads_on() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let from = address("203.0.113.7:1");
        for besides in [0, 3, 40] {
            let bytes = [&written(from, besides)[..], b"SSH-2.0-x"].concat();
            let mut stream = &bytes[..];
            assert_eq!(runtime.block_on(source(&mut stream)).unwrap(), Some(from));
            assert_eq!(stream, b"SSH-2.0-x");
            let cut = runtime.block_on(source(&mut &bytes[..20])).unwrap_err();
            assert_eq!(cut.kind(), io::ErrorKind::UnexpectedEof);
        }
        let refused = runtime.block_on(source(&mut &b"PROXY TCP4 1"[..])).unwrap_err();
        assert!(refused.to_string().contains("send-proxy-v2"), "{refused}");
    }

    #[test]
    fn what_is_no_header_is_said_to_be_what_it_is() {
        for begin in [&b"SSH-2.0-OpenSSH_9.2\r\n"[..], b"S", b"\r\n\r\n\0\r\nQUIET", b"\r\r", b"PROXIES"] {
            assert_eq!(header(begin), Err(ProxyError::Missing), "{begin:?}");
        }
        for begin in [&b"PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n"[..], b"PROXY UNKNOWN\r\n", b"PR"] {
            assert_eq!(header(begin), Err(ProxyError::Version1), "{begin:?}");
        }
        assert_eq!(header(&written(address("203.0.113.7:1"), 600)), Err(ProxyError::TooLong));
        let with = |at: usize, byte: u8| {
            let mut bytes = written(address("203.0.113.7:1"), 0);
            bytes[at] = byte;
            header(&bytes)
        };
        // A version 3, a command and an address nobody knows, packets, and no room for the addresses.
        for (at, byte) in [(12, 0x31), (12, 0x22), (13, 0x41), (13, 0x12), (15, 4)] {
            assert_eq!(with(at, byte), Err(ProxyError::Broken), "{at} {byte:#x}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_header_or_none_and_no_more_is_read(
            is_begun in any::<bool>(),
            mut bytes in prop::collection::vec(any::<u8>(), 0..700),
        ) {
            if is_begun {
                bytes.splice(..0, SIGNATURE.iter().copied());
            }
            match header(&bytes) {
                Ok(Progress::Whole(_)) => prop_assert!(is_begun && bytes.len() >= FIXED),
                Ok(Progress::Incomplete(missing)) => prop_assert!(missing > 0 && bytes.len() + missing <= LONGEST),
                Err(_) => {}
            }
        }

        #[test]
        fn in_pieces_a_header_is_the_same(
            ip in any::<std::net::IpAddr>(), port in any::<u16>(), besides in 0_usize..400,
            rest in prop::collection::vec(any::<u8>(), 0..40),
        ) {
            let whole = written(SocketAddr::new(ip, port), besides);
            let bytes = [&whole[..], &rest[..]].concat();
            for end in 0..whole.len() {
                let known = header(&bytes[..end]);
                let is_begun = matches!(known, Ok(Progress::Incomplete(missing)) if end + missing <= whole.len());
                prop_assert!(is_begun, "{} of {}: {:?}", end, whole.len(), known);
            }
            let source = Some(SocketAddr::new(ip.to_canonical(), port));
            prop_assert_eq!(header(&bytes), Ok(Progress::Whole(source)));
        }
    }
}
