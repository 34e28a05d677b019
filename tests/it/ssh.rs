//! Visitors who come through a real OpenSSH server set up as `assets/ssh` says, on loopback.
//!
//! Each test has a server of its own. Where there is none to run they say so and do nothing else.

#![cfg(target_os = "linux")]

mod balancer;
mod recipe;
#[cfg(feature = "serve")]
mod served;
mod server;

use std::io::Write as _;
use std::time::{Duration, Instant};

use server::{Server, asset, available, environment_of, skip, visits};

use crate::harness::{DARK, Player, library};
use crate::program::{Ran, as_shipped, finish, has_escapes, succeed};
use crate::pty::{CLASSIC, Terminal};

/// By then a visit whose visitor is gone must be gone too.
const SOON: Duration = Duration::from_secs(2);

/// Runs what a visitor types after the address of the server.
fn ask(server: &Server, command: &[&str]) -> Ran {
    finish(server.client().args(command))
}

/// Waits until so many visits are under way, and tells how long it took.
fn wait_for_visits(server: &Server, count: usize, most: Duration) -> Duration {
    let begin = Instant::now();
    while visits(server.process()).len() != count {
        assert!(begin.elapsed() < most, "{:?} instead of {count} visits", visits(server.process()));
        std::thread::sleep(Duration::from_millis(5));
    }
    begin.elapsed()
}

/// Opens the explorer on a server and waits for its first screen.
fn visit(server: &Server) -> Terminal {
    let mut terminal = server.visit(CLASSIC);
    terminal.expect(&Player::open(CLASSIC), "the first screen over SSH");
    terminal
}

#[test]
fn a_visitor_gets_maitri_and_nothing_else() {
    let Some(server) = available() else { return };
    let ran = ask(&server, &["search", "harbour"]);
    assert_eq!((ran.code, ran.stdout, ran.stderr.as_str()), (0, succeed(&["search", "harbour"]), ""));
    let mut plain = server.client();
    let ran = finish(plain.arg("-T"));
    assert!(
        ran.code == 0 && ran.stdout.starts_with("maitri: India – Japan, for tests, ") && !has_escapes(&ran.stdout),
        "{ran:?}"
    );

    for command in [&["sh"][..], &["id"], &["cat", "/etc/passwd"], &["search", "harbour", "--data", "/etc"]] {
        let ran = ask(&server, command);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{command:?}");
        assert!(ran.stderr.starts_with("maitri: a visitor cannot have that: "), "{command:?}: {}", ran.stderr);
        assert_eq!(ran.stderr.lines().count(), 1, "{command:?}");
    }

    let file = server.directory().join("file");
    std::fs::write(&file, "something").expect("a file");
    let ran = finish(server.tool("sftp", &["-b", "/dev/null"], "visitor"));
    assert_ne!(ran.code, 0, "sftp: {ran:?}");
    let copied = format!("{}", server.directory().join("copied").display());
    let from = file.display().to_string();
    for way in [&["-O"][..], &["-s"]] {
        let arguments = [way, &[from.as_str()]].concat();
        let ran = finish(server.tool("scp", &arguments, &copied));
        assert_ne!(ran.code, 0, "scp {way:?}: {ran:?}");
    }
    assert!(!server.directory().join("copied").exists(), "a file was copied");

    let port = server.port().to_string();
    for arguments in [
        vec!["-W".to_owned(), format!("127.0.0.1:{port}")],
        vec!["-N".to_owned(), "-oExitOnForwardFailure=yes".to_owned(), "-R0:127.0.0.1:1".to_owned()],
        vec!["-N".to_owned(), "-oExitOnForwardFailure=yes".to_owned(), "-oTunnel=yes".to_owned(), "-w0:0".to_owned()],
    ] {
        let mut client = server.client_before(&arguments);
        let ran = finish(&mut client);
        assert_eq!((ran.code, ran.stdout.as_str()), (255, ""), "{arguments:?}: {ran:?}");
    }
    let settings = server.settings();
    for setting in [
        "disableforwarding yes",
        "x11forwarding no",
        "allowagentforwarding no",
        "permituserenvironment no",
        "permituserrc no",
        "maxsessions 1",
        "usepam no",
    ] {
        assert!(settings.lines().any(|line| line == setting), "{setting} is not set");
    }
    assert!(!settings.contains("subsystem"), "{settings}");
}

#[test]
fn two_visit_at_once_and_one_is_cut_off() {
    let Some(server) = available() else { return };
    let mut first = server.visit_with(CLASSIC, &["-oSetEnv=COLORTERM=truecolor LD_PRELOAD=x BASH_ENV=x MAITRI_TEST=x"]);
    first.wait_for("the first screen", |seen| seen.parser.screen().contents().contains("Timeline"));
    let environment = environment_of(visits(server.process())[0]);
    let names: Vec<&str> = environment.iter().map(String::as_str).collect();
    assert!(names.contains(&"COLORTERM") && names.contains(&"TERM"), "{names:?}");
    // The server's own shell may set what it likes; what the visitor sent besides is not there.
    assert!(!names.iter().any(|name| ["LD_PRELOAD", "BASH_ENV", "MAITRI_TEST"].contains(name)), "{names:?}");

    let (mut second, mut player) = (visit(&server), Player::open(CLASSIC));
    second.follow(&mut player, b" harbour", "<space>harbour");
    first.send(b"2");
    first.wait_for("the other tab", |seen| seen.parser.screen().contents().contains("Agreements ─"));
    second.follow(&mut player, b"\r", "<enter>");
    assert_eq!(visits(server.process()).len(), 2);

    // A client that is killed says no goodbye.
    first.kill();
    let gone = wait_for_visits(&server, 1, SOON);
    let _ = writeln!(std::io::stderr(), "a visit was gone {} ms after its client was killed", gone.as_millis());
    second.follow(&mut player, b"\x7f", "<backspace>");
    second.send(b"q");
    assert_eq!(second.exit_code(), 0);
    wait_for_visits(&server, 0, SOON);
}

#[test]
fn a_key_may_do_no_more_than_it_says() {
    // The form for a server that is not set up for visitors: everything that matters stands with the key.
    let Some(server) = Server::with_restricted_key() else { return };
    assert_eq!(ask(&server, &["search", "visit"]).stdout, finish(&mut as_shipped(&["search", "visit"])).stdout);
    assert_eq!(ask(&server, &["id"]).code, 1);
    let forward = ["-W".to_owned(), format!("127.0.0.1:{}", server.port())];
    assert_eq!(finish(&mut server.client_before(&forward)).code, 255);
    let mut terminal = server.visit(CLASSIC);
    terminal.expect(&Player::on(library(), DARK, CLASSIC), "the first screen over SSH");
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn systemd_finds_no_fault_in_the_units() {
    let verify = |name: &str| std::process::Command::new("systemd-analyze").arg("verify").arg(asset(name)).output();
    for name in ["maitri-serve.service", "maitri-visits.service"] {
        let Ok(output) = verify(name) else { return skip("there is no systemd-analyze here") };
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        // Of the units of this machine it may say what it likes; and not everybody has an sshd.
        let faults: Vec<&str> =
            said.lines().filter(|line| line.contains(name) && !line.contains("is not executable")).collect();
        assert!(faults.is_empty(), "{faults:#?}");
    }
}
