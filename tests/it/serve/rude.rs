//! What a visitor may not do, or do too much of, and that others notice nothing of it.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use super::client::{Came, Client};
use super::server::{Served, available};
use crate::harness::Player;
use crate::pty::{CLASSIC, DEADLINE};

/// What every frame ends with.
const END: &str = "\x1b[?2026l";

#[test]
fn a_second_session_is_refused_and_so_is_a_second_command() {
    let server = Served::start(&[]);
    let client = Client::at(&server);
    let mut channel = client.explore("xterm-256color", (80, 24));
    client.read_until(&mut channel, END);
    assert!(client.session().is_err(), "a second session");
    let mut came = Came::default();
    client.run(channel.exec(true, "search harbour")).expect("it is asked");
    client.read(&mut channel, &mut came, |came| !came.answers.is_empty());
    assert_eq!(came.answers, [false]);
    client.run(channel.data(&b"q"[..])).expect("a key");
    let came = client.read_all(&mut channel);
    assert_eq!((came.code, came.is_closed), (Some(0), true));
    assert!(client.session().is_err(), "nor one after the first");
}

#[test]
fn variables_are_taken_by_name_and_no_more_than_a_few() {
    let server = Served::start(&[]);
    let client = Client::at(&server);
    let mut channel = client.session().expect("a session");
    let long = "x".repeat(257);
    let told = [
        ("LANG", "de_DE.UTF-8"),
        ("LD_PRELOAD", "x"),
        ("TERM_PROGRAM", &long),
        ("MAITRI_THEME", "no-such"),
        ("PATH", "/"),
    ];
    for (name, value) in told {
        client.run(channel.set_env(true, name, value)).expect("it is asked");
    }
    for _ in told.len()..33 {
        client.run(channel.set_env(true, "NO_COLOR", "1")).expect("it is asked");
    }
    let mut came = Came::default();
    client.read(&mut channel, &mut came, |came| came.answers.len() == 33);
    assert_eq!(came.answers[..6], [true, false, false, false, false, true]);
    assert_eq!(came.answers.iter().filter(|is_granted| **is_granted).count(), 28, "32 are looked at");
    client.run(channel.exec(false, "search harbour")).expect("a command");
    let came = client.read_all(&mut channel);
    assert_eq!((came.code, came.errors.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn any_size_and_any_name_of_a_terminal_will_do() {
    let server = Served::start(&[]);
    for (size, corner) in [((0, 0), "24;80"), ((u32::MAX, u32::MAX), "100;300"), ((1, 1), ""), ((65536, 40), "40;300")]
    {
        let client = Client::at(&server);
        let mut channel = client.explore("xterm-256color", size);
        let first = client.read_until(&mut channel, END).output;
        assert!(first.len() < 200_000, "{size:?}: {} bytes", first.len());
        let shown = reached(&first);
        let wanted = if corner.is_empty() { "1;1" } else { corner };
        assert!(shown <= area(wanted), "{size:?} reaches to {shown:?}");
        client.run(channel.window_change(u32::MAX, 0, 0, 0)).expect("another size");
        client.run(channel.data(&b"q"[..])).expect("a key");
        assert_eq!(client.read_all(&mut channel).code, Some(0), "{size:?}");
    }
    for term in ["", "../../../etc/passwd", "xterm\x1b[c", &"x".repeat(65)] {
        let client = Client::at(&server);
        let mut channel = client.explore(term, (80, 24));
        let came = client.read_all(&mut channel);
        let text = String::from_utf8_lossy(&came.output);
        assert!(
            came.code == Some(0) && text.contains("so here is plain text.\r\n") && !text.contains('\x1b'),
            "{term:?}"
        );
    }
}

fn area(corner: &str) -> (u32, u32) {
    let (row, column) = corner.split_once(';').expect("a corner");
    (row.parse().expect("a row"), column.parse().expect("a column"))
}

/// The farthest row and column that the cursor is sent to.
fn reached(bytes: &[u8]) -> (u32, u32) {
    let text = String::from_utf8_lossy(bytes);
    let places = text.split("\x1b[").skip(1).filter_map(|rest| {
        let (place, _) = rest.split_once('H')?;
        let (row, column) = place.split_once(';')?;
        Some((row.parse::<u32>().ok()?, column.parse::<u32>().ok()?))
    });
    places.fold((0, 0), |(row, column), (r, c)| (row.max(r), column.max(c)))
}

#[test]
fn a_flood_of_keys_costs_the_one_who_sends_it() {
    let Some(server) = available(&[]) else { return };
    let (mut terminal, mut player) = (server.visit(CLASSIC, &[]), Player::open(CLASSIC));
    terminal.expect(&player, "the first screen");
    let client = Client::at(&server);
    let mut channel = client.explore("xterm-256color", (80, 24));
    client.read_until(&mut channel, END);
    let keys = vec![b'j'; 1024 * 1024];
    client.run(channel.data(&keys[..])).expect("the keys");
    terminal.follow(&mut player, b" harbour", "<space>harbour");
    terminal.follow(&mut player, b"\r", "<enter>");
    // What was not dropped is heard, and then this; but right behind a text no key leaves.
    let mut came = Came::default();
    while !came.is_closed {
        client.run(channel.data(&b"\x03"[..])).expect("a key");
        client.read_a_while(&mut channel, &mut came);
    }
    assert_eq!(came.code, Some(0));
}

#[test]
fn whoever_does_not_read_is_let_go_and_others_go_on() {
    let Some(server) = available(&["--idle-timeout", "3s"]) else { return };
    // The window of so few bytes is never opened again: this client does nothing.
    let config = russh::client::Config { window_size: 1024, maximum_packet_size: 1024, ..Default::default() };
    let client = Client::with(&server, config);
    let mut channel = client.explore("xterm-256color", (300, 100));
    client.read_until(&mut channel, "\x1b[?1049h");
    let (mut terminal, mut player) = (server.visit(CLASSIC, &[]), Player::open(CLASSIC));
    terminal.expect(&player, "the first screen");
    terminal.follow(&mut player, b" harbour", "<space>harbour");
    terminal.send(b"\x03");
    assert_eq!(terminal.exit_code(), 0);
    server.wait_for_log("(limit), 0 bytes of keys");
    drop((client, channel));
}

#[test]
fn packets_of_a_few_bytes_are_refused() {
    let server = Served::start(&[]);
    let config = russh::client::Config { maximum_packet_size: 1023, ..Default::default() };
    assert!(Client::with(&server, config).session().is_err());
}

#[test]
fn silent_connections_make_way_for_visitors() {
    let Some(server) = available(&[]) else { return };
    let connect = |said: &[u8]| {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port())).expect("a connection");
        stream.set_read_timeout(Some(DEADLINE)).expect("a timeout");
        stream.write_all(said).expect("it is taken");
        stream
    };
    let mut first = connect(b"SSH-2.0-silent\r\n");
    let mut greeting = [0; 14];
    first.read_exact(&mut greeting).expect("a greeting");
    assert_eq!(&greeting, b"SSH-2.0-maitri");
    let _others: Vec<TcpStream> =
        (0..160).map(|number| connect(if number % 2 == 0 { b"" } else { b"SSH-2.0-silent\r\n" })).collect();
    let mut terminal = server.visit(CLASSIC, &[]);
    terminal.expect(&Player::open(CLASSIC), "the first screen");
    // The first of them were dropped, though they had greeted.
    let ended = first.read_to_end(&mut Vec::new());
    let is_kept = ended.as_ref().is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock);
    assert!(!is_kept, "{ended:?}");
}

#[test]
fn what_is_no_ssh_is_dropped() {
    let server = Served::start(&["--log-level", "debug"]);
    let (noise, lines) = (vec![0xff; 70_000], vec![b'\n'; 100_000]);
    for said in [&b"GET / HTTP/1.1\r\n\r\n"[..], &noise, b"SSH-1.5-old\r\n", &lines] {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port())).expect("a connection");
        stream.set_read_timeout(Some(DEADLINE)).expect("a timeout");
        let _ = stream.write_all(said);
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest);
        assert!(rest.len() < 100_000, "{} bytes came", rest.len());
    }
    let client = Client::at(&server);
    let mut channel = client.explore("xterm-256color", (80, 24));
    client.read_until(&mut channel, END);
}

#[test]
fn whoever_says_nothing_is_greeted_at_once_and_once() {
    let server = Served::start(&[]);
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).expect("a connection");
    stream.set_read_timeout(Some(DEADLINE)).expect("a timeout");
    let mut greeting = [0; 16];
    stream.read_exact(&mut greeting).expect("a greeting");
    assert_eq!(&greeting, b"SSH-2.0-maitri\r\n");
    stream.write_all(b"SSH-2.0-OpenSSH_9.2p1\r\n").expect("it is taken");
    // Then comes what it knows: length, padding, and the number of that message.
    let mut packet = [0; 6];
    stream.read_exact(&mut packet).expect("a packet");
    assert_eq!(packet[5], 20);
}
