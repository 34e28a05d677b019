//! `maitri serve`: the program's own server on loopback, and its visitors, with OpenSSH's client and with one that does
//! what no other does. Whoever has no `ssh` is told, and these tests do nothing else.

#![cfg(all(unix, feature = "serve"))]

mod attacks;
mod client;
mod limits;
mod rude;
mod server;
mod starting;

use server::{Served, available, client};

use crate::harness::Player;
use crate::program::{Ran, finish, has_escapes, succeed};
use crate::pty::{CLASSIC, DEADLINE, IDLE, rows, signal};

/// Runs what a visitor types after the address.
fn ask(server: &Served, command: &[&str]) -> Ran {
    finish(client(server).args(command))
}

#[test]
fn a_visitor_explores_resizes_and_leaves() {
    let Some(server) = available(&[]) else { return };
    let (mut terminal, mut player) = (server.visit(CLASSIC, &[]), Player::open(CLASSIC));
    terminal.expect(&player, "the first screen");
    terminal.follow(&mut player, b"/lantern", "/lantern");
    terminal.follow(&mut player, b"\r", "<enter>");
    terminal.follow(&mut player, b"\x1b", "<esc>");
    terminal.resize((120, 40));
    player.resize((120, 40));
    terminal.expect(&player, "another size");
    terminal.follow(&mut player, b" kobe", "<space>kobe");
    terminal.send(b"\x03");
    terminal.expect_restored();
    server.wait_for_log("(quit)");
}

#[test]
fn two_visit_at_once_and_one_is_cut_off() {
    let Some(server) = available(&[]) else { return };
    let (mut first, mut second) = (server.visit(CLASSIC, &[]), server.visit(CLASSIC, &[]));
    let mut player = Player::open(CLASSIC);
    for terminal in [&mut first, &mut second] {
        terminal.expect(&player, "the first screen");
    }
    second.follow(&mut player, b" harbour", "<space>harbour");
    // A client that is killed says no goodbye.
    first.kill();
    server.wait_for_log("(gone)");
    second.follow(&mut player, b"\r", "<enter>");
    second.send(b"q");
    assert_eq!(second.exit_code(), 0);
}

#[test]
fn a_command_writes_what_it_writes_here() {
    let Some(server) = available(&[]) else { return };
    for command in
        [&["search", "harbour"][..], &["show", "harbours-treaty", "--json"], &["mock", "--print", "--seed", "3"]]
    {
        let ran = ask(&server, command);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{command:?}");
        assert_eq!(ran.stdout, succeed(command), "{command:?}");
    }
    let plain = finish(client(&server).arg("help"));
    assert!(plain.code == 0 && plain.stdout.contains("  open ID ") && !plain.stdout.contains("doctor"), "{plain:?}");
    for command in [&["sh"][..], &["search", "harbour", "--data", "/etc"], &["doctor"], &["serve"], &["--kiosk"]] {
        let ran = ask(&server, &[&["--"], command].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{command:?}");
        assert!(ran.stderr.starts_with("maitri: a visitor cannot have that: "), "{command:?}: {}", ran.stderr);
        assert_eq!(ran.stderr.lines().count(), 1, "{command:?}");
    }
    let ran = ask(&server, &["show", "no-such-record"]);
    assert!(
        ran.code == 1 && ran.stdout.is_empty() && ran.stderr.starts_with("maitri: no record has the id"),
        "{ran:?}"
    );
}

#[test]
fn without_a_terminal_the_explorer_is_plain_text() {
    let Some(server) = available(&[]) else { return };
    let ran = finish(server.client_with(&["-T"]).arg("127.0.0.1"));
    assert!(ran.code == 0 && ran.stdout.starts_with("maitri: India – Japan, for tests, "), "{ran:?}");
    assert!(!has_escapes(&ran.stdout), "{}", ran.stdout);
    for kind in ["dumb", "no-such-terminal"] {
        let mut terminal = server.visit_as(CLASSIC, &[], &[("TERM", kind)]);
        assert_eq!(terminal.ended(), 0);
        let seen = terminal.seen();
        let text = String::from_utf8_lossy(&seen.bytes);
        assert!(text.contains("so here is plain text.\r\n") && !text.contains("\x1b["), "{kind:?}: {text}");
        let mut refused = server.visit_as(CLASSIC, &["tour"], &[("TERM", kind)]);
        assert_eq!(refused.ended(), 1);
        let text = String::from_utf8_lossy(&refused.seen().bytes).into_owned();
        assert!(text.contains(kind) && !text.contains("ssh -t") && !text.contains("\x1b["), "{kind:?}: {text}");
    }
    let ran = finish(server.client_with(&["-T"]).args(["127.0.0.1", "tour"]));
    assert!(ran.code == 1 && ran.stdout.is_empty() && ran.stderr.contains("ssh -t"), "{ran:?}");
}

#[test]
fn a_visitor_opens_a_record_or_a_tour_and_looks_as_their_terminal_can() {
    let Some(server) = available(&["--tour"]) else { return };
    let dark = ("COLORFGBG", "15;0");
    let mut terminal = server.visit_as(CLASSIC, &["open", "monsoon-trade-agreement"], &[dark]);
    terminal.wait_for("the record", |seen| rows(seen).join("").contains("│ Monsoon Trade Agreement "));
    let mut other = server.visit(CLASSIC, &[]);
    other.wait_for("the tour", |seen| seen.is_whole() && rows(seen).join("").contains("any other key explores"));
    let mut plain = server.visit_as(CLASSIC, &["open", "monsoon-trade-agreement"], &[dark, ("NO_COLOR", "1")]);
    plain.wait_for("the record", |seen| rows(seen).join("").contains("│ Monsoon Trade Agreement "));
    assert!(is_painted(&terminal.seen().bytes) && !is_painted(&plain.seen().bytes), "NO_COLOR was not told");
}

/// Whether something was drawn in a colour.
fn is_painted(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut styles = text.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';')?;
        rest[end..].starts_with('m').then(|| rest[..end].to_owned())
    });
    styles
        .any(|style| style.split(';').any(|number| number.parse().is_ok_and(|number: u8| (30..=38).contains(&number))))
}

#[test]
fn nothing_else_can_be_had() {
    let Some(server) = available(&[]) else { return };
    let port = server.port().to_string();
    let forward = format!("127.0.0.1:{port}");
    for arguments in [
        &["-W", forward.as_str()][..],
        &["-N", "-oExitOnForwardFailure=yes", "-R0:127.0.0.1:1"],
        &["-N", "-oExitOnForwardFailure=yes", "-R/tmp/no-such-socket:127.0.0.1:1"],
        &["-N", "-oTunnel=yes", "-oExitOnForwardFailure=yes", "-w0:0"],
    ] {
        let ran = finish(server.client_with(arguments).arg("127.0.0.1"));
        assert_eq!((ran.code, ran.stdout.as_str()), (255, ""), "{arguments:?}: {ran:?}");
    }
    let ran = finish(server.client_with(&["-s"]).args(["127.0.0.1", "sftp"]));
    assert!(ran.code != 0 && ran.stdout.is_empty(), "{ran:?}");
    assert_eq!(ask(&server, &["search", "harbour"]).code, 0, "it serves on");
}

#[test]
#[cfg(target_os = "linux")]
fn nothing_runs_while_nobody_types() {
    let Some(server) = available(&[]) else { return };
    let mut visits = [server.visit(CLASSIC, &[]), server.visit(CLASSIC, &[])];
    for terminal in &mut visits {
        terminal.expect(&Player::open(CLASSIC), "the first screen");
    }
    let sent: Vec<usize> = visits.iter().map(|terminal| terminal.seen().bytes.len()).collect();
    // All that is done after the first screen is done by the time nothing wakes for a while.
    let (begin, mut before) = (std::time::Instant::now(), 0);
    while std::mem::replace(&mut before, server.wakings()) != before {
        assert!(begin.elapsed() < DEADLINE, "it never comes to rest");
        // About time itself, of which this lets some pass.
        std::thread::sleep(IDLE);
    }
    for (terminal, sent) in visits.iter().zip(sent) {
        assert_eq!(terminal.seen().bytes.len(), sent, "bytes while nobody types");
    }
}

#[test]
fn asked_to_end_it_tells_its_visitors_waits_and_gives_their_screens_back() {
    let Some(mut server) = available(&["--drain", "0"]) else { return };
    let mut visits = [server.visit(CLASSIC, &[]), server.visit(CLASSIC, &[])];
    for terminal in &mut visits {
        terminal.expect(&Player::open(CLASSIC), "the first screen");
    }
    signal("-TERM", server.process());
    for terminal in &mut visits {
        terminal.wait_for("the notice", |seen| rows(seen).join("").contains("This server is about to end"));
    }
    let late = ask(&server, &["search", "harbour"]);
    assert_eq!(late.code, 255, "nobody is let in any more: {late:?}");
    let [mut first, mut second] = visits;
    first.send(b"q");
    assert_eq!(first.exit_code(), 0, "there is time to leave");
    signal("-TERM", server.process());
    assert_eq!(second.ended(), 0);
    let seen = second.seen();
    assert!(!seen.parser.screen().alternate_screen());
    assert!(seen.parser.screen().contents().contains("The server has ended the visit. Come again."));
    assert_eq!(server.exit_code(), 0);
}

#[test]
fn once_all_have_left_it_ends_without_waiting() {
    let Some(mut server) = available(&["--drain", "0"]) else { return };
    let mut terminal = server.visit(CLASSIC, &[]);
    terminal.expect(&Player::open(CLASSIC), "the first screen");
    signal("-INT", server.process());
    terminal.wait_for("the notice", |seen| rows(seen).join("").contains("This server is about to end"));
    terminal.send(b"q");
    assert_eq!((terminal.exit_code(), server.exit_code()), (0, 0));
}
