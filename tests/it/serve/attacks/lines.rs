//! Lines that speak no SSH, or some of it: scans, other protocols, packets that are none, silence, and breaking off.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::thread::sleep;
use std::time::Duration;

use rustix::net::sockopt::set_socket_linger;

use super::guest::ask;
use super::scene::{Case, Scene, assert_tells_nothing, case};

const BANNER: &[u8] = b"SSH-2.0-attack\r\n";
/// What is said first by many who look what listens.
const PROTOCOLS: &[(&str, &[u8])] = &[
    ("of the web", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
    ("of the web, encrypted", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"),
    ("of the second web", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    ("of mail", b"EHLO x\r\nQUIT\r\n"),
    ("of a desktop", b"\x03\x00\x00\x13\x0e\xe0\x00\x00\x00\x00\x00\x01\x00\x08\x00\x03\x00\x00\x00"),
    ("of a database", b"\x00\x00\x00\x08\x04\xd2\x16\x2f"),
    ("of a store", b"*1\r\n$4\r\nPING\r\n"),
    ("of files", b"\x00\x00\x00\x85\xff\x53\x4d\x42\x72\x00\x00\x00\x00\x18\x53\xc8"),
    ("of a balancer", b"PROXY TCP4 203.0.113.7 192.0.2.1 12345 22\r\nSSH-2.0-x\r\n"),
    (
        "of a balancer, second version",
        b"\r\n\r\n\0\r\nQUIT\n\x21\x11\x00\x0c\x01\x02\x03\x04\x05\x06\x07\x08\x00\x01\x00\x02",
    ),
    ("of SSH of old", b"SSH-1.5-old\r\n"),
    ("of SSH between the two", b"SSH-1.99-x\r\n"),
    ("of SSH to come", b"SSH-3.0-x\r\n"),
    ("of nobody", b"\0\0\0\0\xff\xff\xff\xff\0\0\0\0"),
];

/// Says this, hears the rest, and closes; tells how much came.
fn say(scene: &Scene, pieces: &[&[u8]]) -> usize {
    let mut line = scene.line();
    for piece in pieces {
        // It may be closed by now.
        let _ = line.write_all(piece);
    }
    let _ = line.shutdown(Shutdown::Write);
    hear(line)
}

/// Hears until it is closed, which must be soon; tells how much came.
fn hear(mut line: TcpStream) -> usize {
    let mut rest = Vec::new();
    if let Err(error) = line.read_to_end(&mut rest) {
        assert_ne!(error.kind(), ErrorKind::WouldBlock, "it is never closed");
    }
    assert_tells_nothing(&rest);
    assert!(rest.len() < 100_000, "{} bytes came", rest.len());
    rest.len()
}

/// A packet that is not encrypted.
fn packet(payload: &[u8]) -> Vec<u8> {
    // At least four bytes, to a whole of eight.
    let padding = 4 + (8 - (payload.len() + 9) % 8) % 8;
    let length = u32::try_from(payload.len() + padding + 1).expect("a short packet");
    let head = [&length.to_be_bytes()[..], &[u8::try_from(padding).expect("a short padding")]].concat();
    [&head[..], payload, &vec![0; padding]].concat()
}

/// The first packet of a key exchange, with this in each of its lists.
fn exchange(list: &[u8]) -> Vec<u8> {
    let length = u32::try_from(list.len()).expect("a short list").to_be_bytes();
    let lists = [&length[..], list].concat().repeat(10);
    packet(&[&[20][..], &[7; 16], &lists, &[0; 5]].concat())
}

fn reset(line: &TcpStream) {
    set_socket_linger(line, Some(Duration::ZERO)).expect("a setting");
}

/// Whoever comes now is let in, and at the first attempt.
fn assert_open(scene: &Scene) {
    let heard = ask(scene, b"search harbour").expect("a visitor is let in");
    assert_eq!(heard.code, Some(0));
}

/// The cases.
#[expect(clippy::too_many_lines, reason = "a table of cases")]
pub(super) fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = PROTOCOLS
        .iter()
        .copied()
        .map(|(name, said)| {
            case(format!("line: the words {name}"), move |scene| {
                say(scene, &[said]);
            })
        })
        .collect();
    let wrong: Vec<(&str, Vec<u8>)> = vec![
        ("a banner of 1 MB", [&b"SSH-2.0-"[..], &[b'x'; 1_000_000]].concat()),
        ("a million lines before the banner", b"x\r\n".repeat(1_000_000)),
        ("a banner of NULs", b"SSH-2.0-\0\0\0\0\r\n".to_vec()),
        ("a packet of no length", [BANNER, &[0; 64]].concat()),
        ("a packet of all there is", [BANNER, &[0xff; 64]].concat()),
        ("a packet of 1 GB", [BANNER, &[0x40, 0, 0, 0, 4, 20], &[0; 100_000]].concat()),
        ("a packet that is all padding", [BANNER, &[0, 0, 0, 12, 255], &[0; 64]].concat()),
        ("a packet without anything", [BANNER, &packet(&[])].concat()),
        ("a key exchange cut off", [BANNER, &packet(&[20, 1, 2, 3])].concat()),
        ("a key exchange of nothing", [BANNER, &exchange(b"")].concat()),
        ("a key exchange of what nobody knows", [BANNER, &exchange(b"x,y,z")].concat()),
        ("a key exchange of 3,000 names a list", [BANNER, &exchange(&b"x,".repeat(1500))].concat()),
        ("a key exchange of no UTF-8", [BANNER, &exchange(b"\xff\xfe,\0")].concat()),
        ("a list longer than its packet", [BANNER, &packet(&[&[20][..], &[7; 16], &[0xff; 40]].concat())].concat()),
        (
            "a login before the keys",
            [BANNER, &packet(b"\x32\0\0\0\x01x\0\0\0\x0essh-connection\0\0\0\x04none")].concat(),
        ),
        (
            "a session before the keys",
            [BANNER, &packet(b"\x5a\0\0\0\x07session\0\0\0\0\0\0\xff\xff\0\0\xff\xff")].concat(),
        ),
    ];
    for (name, said) in wrong {
        cases.push(case(format!("packet: {name}"), move |scene| {
            say(scene, &[&said]);
        }));
    }
    for number in [1_u8, 2, 3, 4, 21, 30, 31, 80, 98, 255] {
        cases.push(case(format!("packet: kind {number}, ten thousand times before the keys"), move |scene| {
            let one = packet(&[&[number][..], &[0; 16]].concat());
            say(scene, &[BANNER, &one.repeat(10_000)]);
        }));
    }
    cases.extend([
        case("line: closed at once, 500 times", |scene| {
            (0..500).for_each(|_| drop(scene.line()));
            assert_open(scene);
        }),
        case("line: reset at once, 500 times", |scene| {
            (0..500).for_each(|_| reset(&scene.line()));
            assert_open(scene);
        }),
        case("line: reset after the banner, 200 times", |scene| {
            for _ in 0..200 {
                let mut line = scene.line();
                let _ = line.write_all(BANNER);
                let _ = line.read(&mut [0; 8]);
                reset(&line);
            }
            assert_open(scene);
        }),
        case("line: closed one way after the banner", |scene| {
            say(scene, &[BANNER]);
        }),
        case("line: 160 silent ones, and a visitor", |scene| {
            let silent: Vec<TcpStream> = (0..160).map(|_| scene.line()).collect();
            assert_open(scene);
            drop(silent);
        }),
        case("line: 160 with half a banner, and a visitor", |scene| {
            let mut silent: Vec<TcpStream> = (0..160).map(|_| scene.line()).collect();
            for line in &mut silent {
                let _ = line.write_all(b"SSH-2.0-h");
            }
            assert_open(scene);
            drop(silent);
        }),
        case("line: 160 with half a key exchange, and a visitor", |scene| {
            let mut silent: Vec<TcpStream> = (0..160).map(|_| scene.line()).collect();
            let said = [BANNER, &exchange(b"curve25519-sha256")].concat();
            for line in &mut silent {
                let _ = line.write_all(&said[..said.len() / 2]);
            }
            assert_open(scene);
            drop(silent);
        }),
        case("line: a storm of 600 that come at once and stay", |scene| {
            let lines: Vec<TcpStream> = (0..600).map(|_| scene.line()).collect();
            assert_open(scene);
            drop(lines);
        }),
        case("line: a banner a byte every tenth of a second, ten times beside each other", |scene| {
            let mut lines: Vec<TcpStream> = (0..10).map(|_| scene.line()).collect();
            for _ in 0..20 {
                lines.retain_mut(|line| line.write_all(b"S").is_ok());
                // About time itself, of which this lets some pass.
                sleep(Duration::from_millis(100));
            }
            assert_open(scene);
        }),
        case("line: random bytes behind the banner, 300 times", |scene| {
            let mut state = 0x9e37_79b9_7f4a_7c15_u64;
            let mut byte = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                u8::try_from(state >> 56).unwrap_or_default()
            };
            for _ in 0..300 {
                let noise: Vec<u8> = (0..200).map(|_| byte()).collect();
                say(scene, &[BANNER, &packet(&noise)]);
            }
        }),
        case("line: urgent bytes and nothing else", |scene| {
            let line = scene.line();
            let _ = rustix::net::send(&line, b"x", rustix::net::SendFlags::OOB);
            let _ = line.shutdown(Shutdown::Write);
            hear(line);
        }),
    ]);
    cases
}
