//! `maitri serve` where a balancer stands before it and somebody watches it: who visitors are taken for, what is
//! counted, and a host that drains while another goes on.

use std::borrow::Cow;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{IpAddr, Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use russh::client::{Config, Handler, connect};
use russh::compression::NONE;
use russh::keys::PublicKeyOrCertificate;
use russh::{ChannelMsg, Preferred};

use super::balancer::{Balancer, HAPROXY, wait_until};
use super::server::{free_port, skip};
use crate::program::{Ran, command, ended_within, finish};
use crate::pty::{CLASSIC, Terminal, rows};

/// How long anything may take before the test gives up; far more than it takes.
const DEADLINE: Duration = Duration::from_secs(20);

/// A host that serves the frozen pack, ended when dropped.
pub(super) struct Host {
    child: Child,
    port: u16,
    directory: tempfile::TempDir,
    /// What it has said so far.
    said: Arc<Mutex<String>>,
}

impl Host {
    fn start(arguments: &[&str]) -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let key = directory.path().join("key").display().to_string();
        let usual = ["serve", "--listen", "127.0.0.1:0", "--open", "--host-key", &key];
        let mut server = command(&[&usual[..], arguments].concat());
        let mut child = server.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let first = lines.next().and_then(Result::ok).unwrap_or_default();
        let address = first.split(" at ").nth(1).and_then(|rest| rest.split(';').next()).unwrap_or_default();
        let port = address.rsplit(':').next().and_then(|port| port.parse().ok());
        let said = Arc::<Mutex<String>>::default();
        for beside in [Box::new(lines.map_while(Result::ok)) as Box<dyn Iterator<Item = String> + Send>, {
            let errors = BufReader::new(child.stderr.take().expect("what it says beside"));
            Box::new(errors.lines().map_while(Result::ok))
        }] {
            let said = Arc::clone(&said);
            thread::spawn(move || beside.for_each(|line| said.lock().expect("a lock").extend([&line, "\n"])));
        }
        let port = port.unwrap_or_else(|| panic!("it does not say where it listens: {first:?} {:?}", said.lock()));
        Self { child, port, directory, said }
    }

    fn said(&self) -> String {
        self.said.lock().expect("a lock").clone()
    }

    /// Waits until it has said this.
    fn expect_said(&self, what: &str) {
        let said = ended_within(DEADLINE, || self.said().contains(what).then_some(()));
        assert!(said.is_some(), "{what:?} is not in {:?}", self.said());
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn directory(&self) -> &Path {
        self.directory.path()
    }

    fn signal(&self, name: &str) {
        let status = std::process::Command::new("kill").args([name, &self.child.id().to_string()]).status();
        assert!(status.expect("kill runs").success());
    }

    /// Waits for its end and tells the exit code.
    fn ended(&mut self) -> Option<i32> {
        ended_within(DEADLINE, || self.child.try_wait().expect("a child")).and_then(|ended| ended.code())
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a client of OpenSSH needs to come in at this port.
fn options(port: u16) -> Vec<String> {
    let settings = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "BatchMode=yes"];
    let settings = settings.into_iter().flat_map(|setting| ["-o".to_owned(), setting.to_owned()]);
    ["-F".to_owned(), "none".to_owned(), "-p".to_owned(), port.to_string()].into_iter().chain(settings).collect()
}

fn is_there(program: &str) -> bool {
    let found = std::process::Command::new(program).arg("-V").stdout(Stdio::null()).stderr(Stdio::null()).status();
    found.is_ok()
}

/// A visitor in a terminal.
fn visit(port: u16) -> Terminal {
    let options = options(port);
    let arguments: Vec<&str> = options.iter().map(String::as_str).chain(["-tt", "127.0.0.1"]).collect();
    let mut terminal = Terminal::run(CLASSIC, "ssh", &arguments, &[]);
    terminal.wait_for("the first screen", |seen| rows(seen).join("").contains("Agreements"));
    terminal
}

/// A visitor's command.
fn ask(port: u16, words: &[&str]) -> Ran {
    finish(std::process::Command::new("ssh").args(options(port)).arg("127.0.0.1").args(words).stdin(Stdio::null()))
}

/// What a balancer sends first for a visitor from this address.
fn header(source: &str) -> Vec<u8> {
    let mut bytes = b"\r\n\r\n\0\r\nQUIT\n\x21".to_vec();
    match source.parse().expect("an address") {
        IpAddr::V4(source) => {
            bytes.extend([0x11, 0, 12]);
            bytes.extend([source.octets(), [192, 0, 2, 1]].concat());
        }
        IpAddr::V6(source) => {
            bytes.extend([0x21, 0, 36]);
            bytes.extend([source.octets(), [0; 16]].concat());
        }
    }
    bytes.extend([0x30, 0x39, 0, 22]);
    bytes
}

/// Says this and tells what is answered first, or nothing where the line is closed.
fn greeting(port: u16, said: &[&[u8]]) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    stream.set_read_timeout(Some(DEADLINE)).expect("a timeout");
    stream.set_nodelay(true).expect("a setting");
    for piece in said {
        // It may have closed the line.
        let _ = stream.write_all(piece);
    }
    let mut answer = String::new();
    let _ = BufReader::new(stream).take(100).read_line(&mut answer);
    answer.trim_end().to_owned()
}

/// A balancer that tells of everybody that they come from one address.
fn relay(to: u16, source: &'static str) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let mut server = TcpStream::connect(("127.0.0.1", to)).expect("it listens");
            server.write_all(&header(source)).expect("it reads");
            let pair =
                |from: &TcpStream, to: &TcpStream| (from.try_clone().expect("both"), to.try_clone().expect("both"));
            for (mut from, mut to) in [pair(&client, &server), pair(&server, &client)] {
                thread::spawn(move || {
                    let _ = std::io::copy(&mut from, &mut to);
                    let _ = to.shutdown(Shutdown::Both);
                });
            }
        }
    });
    port
}

#[test]
fn only_who_comes_through_the_balancer_is_greeted() {
    let host = Host::start(&["--proxy-protocol"]);
    for source in ["203.0.113.7", "2001:db8::7"] {
        let header = header(source);
        let pieces: Vec<&[u8]> = header.chunks(5).collect();
        assert_eq!(greeting(host.port(), &pieces), "SSH-2.0-maitri", "{source}");
    }
    // The balancer looks whether it is well.
    assert_eq!(greeting(host.port(), &[b"\r\n\r\n\0\r\nQUIT\n\x20\0\0\0"]), "SSH-2.0-maitri");
    assert_eq!(greeting(host.port(), &[b"SSH-2.0-OpenSSH_9.2\r\n"]), "");
    host.expect_said("a connection begins without a PROXY header");
    assert_eq!(greeting(host.port(), &[b"PROXY TCP4 203.0.113.7 192.0.2.1 12345 22\r\n"]), "");
    host.expect_said("version 1 of the PROXY protocol; have it send version 2 (HAProxy: send-proxy-v2)");
    assert_eq!(greeting(host.port(), &[b"\r\n\r\n\0\r\nQUIT\n\x21\x11\xff\xff"]), "");
    host.expect_said("longer than 536 bytes");
    assert!(!host.said().contains("203.0.113.7"), "{}", host.said());
}

#[test]
fn a_visitor_is_taken_for_whom_the_balancer_says() {
    if !is_there("ssh") {
        return skip("there is no OpenSSH client here");
    }
    let host = Host::start(&["--proxy-protocol", "--max-per-address", "1", "--log-addresses"]);
    let (one, other) = (relay(host.port(), "203.0.113.7"), relay(host.port(), "203.0.113.8"));
    let mut first = visit(one);
    let ran = ask(one, &["search", "harbour"]);
    assert!(ran.code == 1 && ran.stderr.contains("from your address"), "{ran:?}");
    assert_eq!(ask(other, &["search", "harbour"]).code, 0);
    first.send(b"q");
    assert_eq!(first.exit_code(), 0);
    host.expect_said("from 203.0.113.7");
    wait_until("there is room again", || ask(one, &["search", "harbour"]).code == 0);
}

#[test]
fn what_is_counted_is_written_when_a_visit_begins_and_ends_and_when_asked_for() {
    if !is_there("ssh") {
        return skip("there is no OpenSSH client here");
    }
    let file = tempfile::tempdir().expect("a directory");
    let path = file.path().join("status");
    let host = Host::start(&["--status-file", &path.display().to_string()]);
    let count = |name: &str| -> u64 {
        let text = fs::read_to_string(&path).expect("the file is always whole");
        let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("{name} in {text}"));
        line.trim().parse().expect("a number")
    };
    assert_eq!((count("visits_now "), count("visits_total ")), (0, 0));
    let mut terminal = visit(host.port());
    wait_until("the visit is counted", || count("visits_now ") == 1);
    terminal.send(b"2");
    terminal.wait_for("a tab", |seen| rows(seen).join("").contains("Monsoon Trade"));
    // What keys do changes nothing in the file until somebody asks.
    host.signal("-USR1");
    wait_until("the key is counted", || count("key_bytes_total ") >= 1);
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
    wait_until("the end is counted", || count("visits_now ") == 0);
    assert_eq!((count("visits_total "), count("panics ")), (1, 0));
    assert!(count("bytes_out_total ") > 1000 && count("slowest_step_us ") > 0);
    assert!(!fs::read_to_string(&path).expect("a file").contains("127.0.0.1"));
}

#[test]
fn without_a_file_the_counts_are_told_when_asked_for() {
    let host = Host::start(&[]);
    host.signal("-USR1");
    host.expect_said("maitri: visits_now 0\nmaitri: visits_total 0\n");
    let mut nowhere = Host::start(&[]);
    nowhere.signal("-TERM");
    assert_eq!(nowhere.ended(), Some(0));
    let ran = finish(&mut command(&["serve", "--listen", "127.0.0.1:0", "--status-file", "/nowhere/at/all"]));
    assert!(ran.code == 1 && ran.stderr.contains("the status file /nowhere/at/all cannot be written"), "{ran:?}");
}

#[test]
fn one_of_two_hosts_drains_and_the_other_goes_on() {
    if !Path::new(HAPROXY).exists() || !is_there("ssh") {
        return skip("there is no HAProxy here, or no OpenSSH client");
    }
    let (mut one, two) = (Host::start(&["--proxy-protocol"]), Host::start(&["--proxy-protocol"]));
    let port = free_port();
    let _balancer = Balancer::start_proxied(port, [one.port(), two.port()], one.directory());
    wait_until("the balancer listens", || TcpStream::connect(("127.0.0.1", port)).is_ok());
    // The least busy is taken first: one visit on each.
    let (mut first, mut second) = (visit(port), visit(port));
    one.signal("-TERM");
    let has_notice = |seen: &crate::pty::Seen| rows(seen).join("").contains("about to end");
    // Which of the two is on the host that drains is the balancer's choice.
    let mut is_first = None;
    wait_until("one of them is told", || {
        is_first = [&first, &second].iter().position(|terminal| has_notice(&terminal.seen())).map(|at| at == 0);
        is_first.is_some()
    });
    let (leaving, staying) = if is_first == Some(true) { (&mut first, &mut second) } else { (&mut second, &mut first) };
    // Whoever comes now is brought to the host that stays, also before the balancer has found out.
    let mut third = visit(port);
    assert_eq!(leaving.has_ended(), None, "a visit may go on for a while");
    leaving.send(b"q");
    assert_eq!(leaving.exit_code(), 0);
    assert_eq!(one.ended(), Some(0), "once all have left it ends");
    for terminal in [staying, &mut third] {
        terminal.send(b"2");
        terminal.wait_for("a visit on the other host goes on", |seen| rows(seen).join("").contains("Monsoon Trade"));
        terminal.send(b"q");
        assert_eq!(terminal.exit_code(), 0);
    }
}

#[test]
fn a_visitor_who_stops_reading_holds_up_no_end() {
    if !is_there("ssh") {
        return skip("there is no OpenSSH client here");
    }
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("status");
    let mut host = Host::start(&["--drain", "300ms", "--status-file", &path.display().to_string()]);
    let pair = native_pty_system().openpty(PtySize { rows: 100, cols: 300, ..PtySize::default() }).expect("a pty");
    let mut client = CommandBuilder::new("ssh");
    client.args(options(host.port()));
    client.args(["-tt", "127.0.0.1"]);
    client.env("TERM", "xterm-256color");
    let mut client = pair.slave.spawn_command(client).expect("the client starts");
    let mut keyboard = pair.master.take_writer().expect("a keyboard");
    // Nothing is ever read here: screens are drawn anew until no more can be sent.
    let mut sent = 0;
    let is_full = ended_within(DEADLINE, || {
        for _ in 0..25 {
            let _ = keyboard.write_all(b"\x0c");
            thread::sleep(Duration::from_millis(20));
        }
        host.signal("-USR1");
        let text = fs::read_to_string(&path).expect("a file");
        let count = text.lines().find_map(|line| line.strip_prefix("bytes_out_total ")?.parse().ok());
        let before = std::mem::replace(&mut sent, count.unwrap_or(0));
        // More than the line between holds, of what is compressed to little.
        (sent == before && sent > 10_000).then_some(())
    });
    assert!(is_full.is_some(), "{sent}");
    host.signal("-TERM");
    let ended = host.ended();
    let _ = client.kill();
    let _ = client.wait();
    assert_eq!(ended, Some(0), "{}", host.said());
    assert!(!host.said().contains("did not end"), "{}", host.said());
}

/// A client that knows no compression.
struct Plain;

impl Handler for Plain {
    type Error = russh::Error;

    async fn check_server_key(&mut self, _key: &PublicKeyOrCertificate) -> Result<bool, Self::Error> {
        Ok(true)
    }
}

/// What a client that knows no compression is sent for a command.
async fn asked_plainly(port: u16, command: &str) -> Result<String, russh::Error> {
    let preferred = Preferred { compression: Cow::Borrowed(&[NONE]), ..Preferred::default() };
    let config = Arc::new(Config { preferred, ..Config::default() });
    let mut client = connect(config, ("127.0.0.1", port), Plain).await?;
    assert!(client.authenticate_none("visitor").await?.success());
    let mut channel = client.channel_open_session().await?;
    channel.exec(true, command).await?;
    let mut bytes = Vec::new();
    while let Some(message) = channel.wait().await {
        if let ChannelMsg::Data { data } = message {
            bytes.extend_from_slice(&data);
        }
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[test]
fn a_client_compresses_unasked_and_one_that_cannot_comes_in_too() {
    if !is_there("ssh") {
        return skip("there is no OpenSSH client here");
    }
    let host = Host::start(&[]);
    let mut client = std::process::Command::new("ssh");
    // What is said first counts.
    client.args(["-o", "LogLevel=DEBUG1"]).args(options(host.port()));
    let ran = finish(client.args(["127.0.0.1", "help"]).stdin(Stdio::null()));
    assert_eq!(ran.stderr.matches("compression: zlib@openssh.com").count(), 2, "{}", ran.stderr);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let plain = runtime.block_on(asked_plainly(host.port(), "help")).expect("it comes in");
    assert!(!plain.is_empty() && plain == ran.stdout, "{plain:?}");
}
