//! Attacks with OpenSSH's own clients.

use std::process::{Command, Stdio};
use std::time::Duration;

use super::scene::{Case, Scene, assert_tells_nothing, case};
use crate::program::{Ran, finish};
use crate::pty::CLASSIC;
use crate::serve::server::client;

/// Runs a client with these options, and this after the address.
fn run(scene: &Scene, options: &[&str], words: &[&str]) -> Ran {
    let mut client = scene.server.client_with(options);
    let ran = finish(client.arg("127.0.0.1").args(words).stdin(Stdio::null()));
    assert_tells_nothing(ran.stdout.as_bytes());
    ran
}

/// A client that asks for nothing but to forward.
fn forwarding(name: &'static str, options: &'static [&'static str]) -> Case {
    case(format!("ssh {name}"), move |scene| {
        let ran = run(scene, options, &[]);
        assert_eq!((ran.code, ran.stdout.as_str()), (255, ""), "{ran:?}");
    })
}

/// A client with options that change nothing of what is served.
fn harmless(name: &'static str, options: &'static [&'static str]) -> Case {
    case(format!("ssh {name}"), move |scene| {
        let ran = run(scene, options, &["search", "harbour"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(!ran.stdout.is_empty());
    })
}

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    vec![
        forwarding("-W", &["-W", "127.0.0.1:22"]),
        forwarding("-R", &["-N", "-oExitOnForwardFailure=yes", "-R0:127.0.0.1:1"]),
        forwarding("-R of a socket", &["-N", "-oExitOnForwardFailure=yes", "-R/tmp/maitri-attack:127.0.0.1:1"]),
        forwarding("-w", &["-N", "-oTunnel=yes", "-oExitOnForwardFailure=yes", "-w0:0"]),
        case("ssh -L and -D", |scene| {
            for option in ["-L", "-D"] {
                let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
                let port = port.expect("a port").port();
                let to = if option == "-L" { format!("{port}:127.0.0.1:{}", scene.port()) } else { port.to_string() };
                let mut child =
                    scene.server.client_with(&["-N", option, &to]).arg("127.0.0.1").spawn().expect("ssh starts");
                let connect = || std::net::TcpStream::connect(("127.0.0.1", port)).ok();
                let line = crate::program::ended_within(Duration::from_secs(10), connect);
                let mut heard = Vec::new();
                if let Some(mut line) = line {
                    use std::io::{Read as _, Write as _};
                    let _ = line.set_read_timeout(Some(Duration::from_secs(10)));
                    // The end of what a browser says to a proxy for this very server.
                    let target =
                        [&b"\x05\x01\x00\x05\x01\x00\x01\x7f\0\0\x01"[..], &scene.port().to_be_bytes()].concat();
                    let _ = line.write_all(&target);
                    let _ = line.read_to_end(&mut heard);
                }
                let _ = child.kill();
                let _ = child.wait();
                assert!(!heard.windows(4).any(|window| window == b"SSH-"), "{option} reaches {heard:?}");
            }
        }),
        case("ssh -s sftp", |scene| {
            let ran = run(scene, &["-s"], &["sftp"]);
            assert!(ran.code != 0 && ran.stdout.is_empty(), "{ran:?}");
        }),
        harmless("-A", &["-A"]),
        harmless("-X", &["-oForwardX11=yes", "-oForwardX11Trusted=yes"]),
        harmless("-C", &["-C"]),
        harmless("-v -v", &["-oLogLevel=ERROR", "-oServerAliveInterval=1"]),
        harmless("with keys exchanged anew all the time", &["-oRekeyLimit=1K"]),
        case("ssh that exchanges keys anew right after the login", |scene| {
            // russh does not begin to compress by then, and the client does: it is ended by its own choice.
            let ran = run(scene, &["-oRekeyLimit=16"], &["search", "harbour"]);
            assert!(ran.code == 0 || ran.code == 255, "{ran:?}");
        }),
        harmless("as somebody with a strange name", &["-l", "root+x@y"]),
        case("ssh with ciphers of old", |scene| {
            // It may have none in common with the server, or not know them itself.
            let ran = run(scene, &["-oCiphers=3des-cbc,aes128-cbc"], &["search", "harbour"]);
            assert!(ran.code == 0 || ran.code == 255);
        }),
        case("scp and sftp", |scene| {
            let port = scene.port().to_string();
            for (tool, flag) in [("scp", "-O"), ("scp", "-s"), ("sftp", "-q")] {
                let mut copy = Command::new(tool);
                copy.args([flag, "-P", &port, "-F", "none", "-oBatchMode=yes", "-oStrictHostKeyChecking=no"]);
                copy.args(["-oUserKnownHostsFile=/dev/null", "127.0.0.1:/etc/passwd", "/tmp/maitri-attack"]);
                let ran = finish(copy.stdin(Stdio::null()).stderr(Stdio::null()));
                assert_ne!(ran.code, 0, "{tool} {flag}: {ran:?}");
            }
            assert!(!std::path::Path::new("/tmp/maitri-attack").exists(), "a file was copied");
        }),
        case("ssh killed in the middle of a frame, ten times", |scene| {
            for _ in 0..10 {
                let mut terminal = scene.server.visit(CLASSIC, &[]);
                terminal.wait_for("the first screen", |seen| seen.bytes.len() > 1000);
                terminal.send(b"23456?");
                terminal.kill();
            }
        }),
        case("ssh with a flood at its input and no terminal", |scene| {
            let zeros = std::fs::File::open("/dev/zero").expect("zeros");
            let mut child = client(&scene.server).stdin(zeros).stdout(Stdio::null()).spawn().expect("ssh starts");
            let ended = crate::program::ended_within(Duration::from_secs(20), || child.try_wait().expect("a child"));
            let _ = child.kill();
            let _ = child.wait();
            assert!(ended.is_some(), "it goes on reading zeros");
        }),
        case("ssh-keyscan, thirty times", |scene| {
            for _ in 0..30 {
                let port = scene.port().to_string();
                let ran = Command::new("ssh-keyscan").args(["-p", &port, "127.0.0.1"]).stderr(Stdio::null()).output();
                assert_tells_nothing(&ran.map(|ran| ran.stdout).unwrap_or_default());
            }
        }),
    ]
}
