//! Two servers behind `HAProxy` as `assets/ssh/haproxy.cfg` sets it up, of which one goes.

use std::io::Read as _;
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::server::{Server, asset, available, free_port, skip, visits};
use crate::harness::Player;
use crate::pty::{CLASSIC, Terminal};

pub(super) const HAPROXY: &str = "/usr/sbin/haproxy";

/// A balancer, ended when dropped.
pub(super) struct Balancer(Child);

impl Balancer {
    /// One before two servers that know no PROXY protocol, with changes to the project's settings.
    fn start(port: u16, servers: [&Server; 2], changes: &[(&str, &str)]) -> Self {
        let changes = [&[(" send-proxy-v2 check-send-proxy\n", "\n")][..], changes].concat();
        Self::before(port, servers.map(Server::port), servers[0].directory(), &changes)
    }

    /// One before two hosts that are told where visitors come from.
    #[cfg(feature = "serve")]
    pub(super) fn start_proxied(port: u16, hosts: [u16; 2], directory: &Path) -> Self {
        Self::before(port, hosts, directory, &[])
    }

    fn before(port: u16, hosts: [u16; 2], directory: &Path, changes: &[(&str, &str)]) -> Self {
        let mut settings = std::fs::read_to_string(asset("haproxy.cfg")).expect("the project's own file");
        let places = [
            ("bind :22\n".to_owned(), format!("bind 127.0.0.1:{port}\n")),
            ("192.0.2.11:2222".to_owned(), format!("127.0.0.1:{}", hosts[0])),
            ("192.0.2.12:2222".to_owned(), format!("127.0.0.1:{}", hosts[1])),
        ];
        let changes = changes.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned()));
        for (shipped, here) in places.into_iter().chain(changes) {
            assert!(settings.contains(&shipped), "{shipped} is not in the project's file");
            settings = settings.replace(&shipped, &here);
        }
        let file = directory.join("haproxy.cfg");
        std::fs::write(&file, settings).expect("a file");
        let mut balancer = Command::new(HAPROXY);
        balancer.args(["-db", "-q", "-f"]).arg(file).stdout(Stdio::null()).stderr(Stdio::null());
        Self(balancer.spawn().expect("haproxy starts"))
    }
}

impl Drop for Balancer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub(super) fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let begin = Instant::now();
    while !holds() {
        assert!(begin.elapsed() < Duration::from_secs(10), "{what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_balancer_spreads_visits_and_outlives_a_server() {
    if !Path::new(HAPROXY).exists() {
        return skip("there is no HAProxy here");
    }
    let (Some(mut one), Some(two)) = (available(), available()) else { return };
    let port = free_port();
    let _balancer = Balancer::start(port, [&one, &two], &[]);
    wait_until("the balancer listens", || TcpStream::connect(("127.0.0.1", port)).is_ok());
    // Both servers know the first one's visitor.
    for name in ["authorized_keys", "visitor", "visitor.pub"] {
        std::fs::copy(one.directory().join(name), two.directory().join(name)).expect("a copy");
    }
    let visit = |two: &Server| -> Terminal {
        let mut terminal = two.visit_through(port, CLASSIC, &[]);
        terminal.expect(&Player::open(CLASSIC), "the first screen through the balancer");
        terminal
    };
    let (mut first, mut second) = (visit(&two), visit(&two));
    assert_eq!((visits(one.process()).len(), visits(two.process()).len()), (1, 1), "one visit each");

    one.stop();
    let (mut gone, mut stays) = (0, None);
    for terminal in [&mut first, &mut second] {
        terminal.send(b"2");
    }
    wait_until("the visits on the server that went end", || {
        gone = [&mut first, &mut second].into_iter().filter_map(Terminal::has_ended).count();
        gone == 1
    });
    let mut player = Player::open(CLASSIC);
    player.press("2");
    for mut terminal in [first, second] {
        if terminal.has_ended().is_none() {
            terminal.expect(&player, "the visit on the other server goes on");
            stays = Some(terminal);
        }
    }
    let mut third = visit(&two);
    assert_eq!(visits(two.process()).len(), 2, "whoever comes next is sent to the server that is there");
    for terminal in stays.iter_mut().chain([&mut third]) {
        terminal.send(b"q");
        assert_eq!(terminal.exit_code(), 0);
    }
}

#[test]
fn an_address_has_no_more_than_its_share_of_the_connections() {
    if !Path::new(HAPROXY).exists() {
        return skip("there is no HAProxy here");
    }
    let Some(server) = available() else { return };
    let port = free_port();
    let _balancer = Balancer::start(port, [&server, &server], &[("sc0_conn_cur gt 20", "sc0_conn_cur gt 2")]);
    // A connection is through once it is greeted, and refused where it ends before that.
    let greeted = |port: u16| -> Option<TcpStream> {
        let stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a timeout");
        let mut greeting = [0; 4];
        (&stream).read_exact(&mut greeting).ok()?;
        (&greeting == b"SSH-").then_some(stream)
    };
    let mut first = None;
    wait_until("the balancer lets one in", || {
        first = greeted(port);
        first.is_some()
    });
    let second = greeted(port);
    assert!(second.is_some() && greeted(port).is_none(), "the third of an address is refused");
    drop(first);
    wait_until("who has left leaves room", || greeted(port).is_some());
}
