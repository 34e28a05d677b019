//! Channels and logins: what else SSH can ask for, out of turn and too often.

use russh::client::Config;
use russh::{ChannelMsg, Disconnect, Error};

use super::guest::{END, Guest, all, answered, leave, until, visit};
use super::relay::{Way, relay};
use super::scene::{Case, Scene, case};

/// Asks for something that must be refused, in a connection that has no session yet and in one whose session is there.
fn refused(name: &str, ask: impl AsyncFn(&Guest) -> bool + Copy + 'static) -> Case {
    case(format!("channel: {name}"), move |scene: &Scene| {
        scene.run(async {
            let guest = Guest::come(scene.port()).await.expect("it is let in");
            assert!(!ask(&guest).await, "it is granted");
        });
        visit(scene, (80, 24), async |guest, _| {
            assert!(!ask(guest).await, "it is granted beside a session");
            Ok(())
        });
    })
}

/// Logs in by something else than nothing.
fn login(name: &str, log_in: impl AsyncFn(&mut Guest) -> Result<(), Error> + 'static) -> Case {
    case(format!("login: {name}"), move |scene: &Scene| {
        scene.run(async {
            let mut guest = Guest::knock(scene.port(), Config::default()).await.expect("it listens");
            // However it ends.
            let _ = log_in(&mut guest).await;
        });
    })
}

/// The cases.
#[expect(clippy::too_many_lines, reason = "a table of cases")]
pub(super) fn cases() -> Vec<Case> {
    let port = 22;
    let mut cases = vec![
        refused("forwarding to an address (-L, -W, -D)", async move |guest| {
            guest.handle.channel_open_direct_tcpip("127.0.0.1", port, "127.0.0.1", 1).await.is_ok()
        }),
        refused("forwarding to a socket", async |guest| {
            guest.handle.channel_open_direct_streamlocal("/run/docker.sock").await.is_ok()
        }),
        refused("forwarding from there (-R)", async |guest| {
            guest.handle.tcpip_forward("0.0.0.0", 0).await.is_ok()
                || guest.handle.cancel_tcpip_forward("0.0.0.0", 1).await.is_ok()
        }),
        refused("forwarding from a socket", async |guest| {
            guest.handle.streamlocal_forward("/tmp/maitri-attack").await.is_ok()
                || guest.handle.cancel_streamlocal_forward("/tmp/maitri-attack").await.is_ok()
        }),
        refused("a window of X11", async |guest| guest.handle.channel_open_x11("127.0.0.1", 1).await.is_ok()),
        refused("any request of the whole connection", async |guest| {
            guest.handle.send_global_request("hostkeys-00@openssh.com", &[0xff; 30_000], true).await.is_ok()
        }),
    ];
    for (name, subsystem) in
        [("sftp", "sftp"), ("shell", "shell"), ("netconf", "netconf"), ("with a NUL", "sftp\0"), ("a path", "/bin/sh")]
    {
        cases.push(case(format!("channel: a subsystem, {name}"), move |scene| {
            scene.run(async {
                let guest = Guest::come(scene.port()).await.expect("it is let in");
                let mut channel = guest.session().await.expect("a session");
                channel.request_subsystem(true, subsystem).await.expect("it is asked");
                channel.agent_forward(true).await.expect("it is asked");
                channel.request_x11(true, true, "MIT-MAGIC-COOKIE-1", "\0", u32::MAX).await.expect("it is asked");
                assert_eq!(answered(&mut channel, 3).await.answers, [false; 3]);
                channel.exec(true, "search harbour").await.expect("a command");
                let heard = all(&mut channel).await;
                assert_eq!((heard.answers.as_slice(), heard.code), (&[true][..], Some(0)));
            });
        }));
    }
    cases.extend([
        case("channel: a second session", |scene| {
            visit(scene, (80, 24), async |guest, _| {
                assert!(guest.session().await.is_err());
                Ok(())
            });
        }),
        case("channel: two commands in one session", |scene| {
            scene.run(async {
                let guest = Guest::come(scene.port()).await.expect("it is let in");
                let mut channel = guest.session().await.expect("a session");
                channel.exec(true, "search harbour").await.expect("a command");
                channel.exec(true, "export").await.expect("a command");
                channel.request_shell(true).await.expect("a shell");
                let heard = all(&mut channel).await;
                assert_eq!(heard.answers.iter().filter(|is_granted| **is_granted).count(), 1);
            });
        }),
        case("channel: keys before there is a shell, and none after", |scene| {
            scene.run(async {
                let guest = Guest::come(scene.port()).await.expect("it is let in");
                let mut channel = guest.session().await.expect("a session");
                channel.data_bytes(vec![b'q'; 30_000]).await.expect("keys");
                channel.request_pty(false, "xterm-256color", 80, 24, 0, 0, &[]).await.expect("a terminal");
                channel.request_shell(false).await.expect("a shell");
                until(&mut channel, END).await;
                leave(&mut channel).await;
            });
        }),
        case("channel: closed at once, and used all the same", |scene| {
            scene.run(async {
                let guest = Guest::come(scene.port()).await.expect("it is let in");
                let channel = guest.explore("xterm-256color", (80, 24)).await.expect("a visit");
                channel.close().await.expect("it is closed");
                for _ in 0..100 {
                    let _ = channel.window_change(10, 10, 0, 0).await;
                    let _ = channel.exec(true, "export").await;
                    let _ = channel.request_shell(true).await;
                }
            });
        }),
        case("channel: closed in the middle of a command's output", |scene| {
            scene.run(async {
                let guest = Guest::come(scene.port()).await.expect("it is let in");
                let mut channel = guest.session().await.expect("a session");
                channel.exec(false, "export --format json").await.expect("a command");
                while let Some(message) = channel.wait().await {
                    if matches!(message, ChannelMsg::Data { .. }) {
                        break;
                    }
                }
                channel.close().await.expect("it is closed");
            });
        }),
        case("channel: an end of input at once, and keys all the same", |scene| {
            scene.run(async {
                let guest = Guest::come(scene.port()).await.expect("it is let in");
                let mut channel = guest.explore("xterm-256color", (80, 24)).await.expect("a visit");
                channel.eof().await.expect("an end");
                until(&mut channel, END).await;
                leave(&mut channel).await;
            });
        }),
        case("channel: a farewell that tells a lot", |scene| {
            visit(scene, (80, 24), async |guest, _| {
                let told = "\x1b]0;owned\x07".repeat(2000);
                guest.handle.disconnect(Disconnect::ProtocolError, &told, "\0").await?;
                Err(Error::Disconnect)
            });
        }),
        case("channel: sessions renounced and asked for", |scene| {
            scene.run(async {
                let guest = Guest::come(scene.port()).await.expect("it is let in");
                guest.handle.no_more_sessions(true).await.expect("it is said");
                // Granted or not.
                let _ = guest.session().await;
            });
        }),
        case("channel: a session without a login", |scene| {
            scene.run(async {
                let guest = Guest::knock(scene.port(), Config::default()).await.expect("it listens");
                let asked = tokio::time::timeout(std::time::Duration::from_secs(5), guest.session()).await;
                assert!(!matches!(asked, Ok(Ok(_))), "it is granted");
            });
        }),
        case("channel: a window of all there is, in the smallest packets", |scene| {
            let config = || Config { window_size: u32::MAX, maximum_packet_size: 1, ..Config::default() };
            scene.run(async {
                let guest = Guest::come_with(scene.port(), config()).await.expect("it is let in");
                let Ok(mut channel) = guest.session().await else { return };
                let _ = channel.exec(false, "search harbour").await;
                all(&mut channel).await;
            });
        }),
        case("channel: packets of no length at all", |scene| {
            let config = || Config { window_size: 100_000, maximum_packet_size: 0, ..Config::default() };
            scene.run(async {
                let Ok(guest) = Guest::come_with(scene.port(), config()).await else { return };
                let Ok(mut channel) = guest.session().await else { return };
                let _ = channel.exec(false, "search harbour").await;
                // It may never come to an end; nobody else is to notice.
                let _ = tokio::time::timeout(std::time::Duration::from_secs(2), all(&mut channel)).await;
            });
        }),
        // Whoever is let in already is answered no more.
        login("a password", async |guest| {
            guest.handle.authenticate_password("root", "toor").await?;
            Ok(())
        }),
        login("questions and answers", async |guest| {
            guest.handle.authenticate_keyboard_interactive_start("root", None).await?;
            Ok(())
        }),
        login("a name of 200 KB", async |guest| {
            guest.handle.authenticate_none("x".repeat(200_000)).await?;
            Ok(())
        }),
        login("a name that a terminal, a shell or a file would obey", async |guest| {
            guest.handle.authenticate_none("\x1b]0;owned\x07$(id)/../../etc\0").await?;
            Ok(())
        }),
        login("a password of 200 KB", async |guest| {
            guest.handle.authenticate_password("root", "x".repeat(200_000)).await?;
            Ok(())
        }),
        login("again and again once it is granted", async |guest| {
            // Nobody answers any more.
            let again = async {
                for _ in 0..1000 {
                    guest.handle.authenticate_none("anybody").await?;
                }
                Ok(())
            };
            tokio::time::timeout(std::time::Duration::from_secs(1), again).await.unwrap_or(Ok(()))
        }),
        case("login: a hundred at once who say no more", |scene| {
            scene.run(async {
                let mut guests = Vec::new();
                for _ in 0..100 {
                    // The first are dropped for the last.
                    guests.push(Guest::knock(scene.port(), Config::default()).await);
                }
                let guest = Guest::come(scene.port()).await.expect("a visitor is let in");
                let mut channel = guest.session().await.expect("a session");
                channel.exec(false, "search harbour").await.expect("a command");
                assert_eq!(all(&mut channel).await.code, Some(0));
            });
        }),
        case("line: a farewell, and the line is kept", |scene| {
            let before = scene.ends();
            scene.run(async {
                let (stream, lever) = relay(scene.port(), Way::Straight).await;
                let guest = Guest::come_over(stream, Config::default()).await.expect("it is let in");
                let mut channel = guest.explore("xterm-256color", (80, 24)).await.expect("a visit");
                until(&mut channel, END).await;
                lever.set(Way::Kept);
                guest.handle.disconnect(Disconnect::ByApplication, "", "").await.expect("it is said");
                scene.ended_since(before).await;
            });
        }),
        case("line: one bit garbled after the login", |scene| {
            scene.run(async {
                let (stream, lever) = relay(scene.port(), Way::Straight).await;
                let guest = Guest::come_over(stream, Config::default()).await.expect("it is let in");
                let mut channel = guest.explore("xterm-256color", (80, 24)).await.expect("a visit");
                until(&mut channel, END).await;
                lever.set(Way::Garbled);
                let _ = channel.data_bytes(&b"jjjj"[..]).await;
                assert!(all(&mut channel).await.is_closed);
            });
        }),
        case("line: garbled from the first byte", |scene| {
            scene.run(async {
                let (stream, _lever) = relay(scene.port(), Way::Garbled).await;
                assert!(Guest::come_over(stream, Config::default()).await.is_err());
            });
        }),
        case("line: a whole visit a byte at a time", |scene| {
            scene.run(async {
                let (stream, _lever) = relay(scene.port(), Way::ByteByByte).await;
                let guest = Guest::come_over(stream, Config::default()).await.expect("it is let in");
                let mut channel = guest.explore("xterm-256color", (80, 24)).await.expect("a visit");
                until(&mut channel, END).await;
                channel.data_bytes(&b"q"[..]).await.expect("a key");
                assert_eq!(all(&mut channel).await.code, Some(0));
            });
        }),
    ]);
    for (name, way) in [("reset", Way::Cut), ("closed", Way::Closed)] {
        cases.push(case(format!("line: {name} in the middle of a packet, twenty times"), move |scene| {
            scene.run(async {
                for _ in 0..20 {
                    let (stream, lever) = relay(scene.port(), Way::Straight).await;
                    let guest = Guest::come_over(stream, Config::default()).await.expect("it is let in");
                    let mut channel = guest.explore("xterm-256color", (300, 100)).await.expect("a visit");
                    until(&mut channel, END).await;
                    lever.set(way);
                    // A frame is on its way as it breaks off.
                    let _ = channel.data_bytes(&b"\x0c23?"[..]).await;
                    assert!(all(&mut channel).await.is_closed);
                }
            });
        }));
    }
    cases.push(case("line: gone in the middle of a key exchange", |scene| {
        scene.run(async {
            for _ in 0..10 {
                let (stream, lever) = relay(scene.port(), Way::Straight).await;
                let guest = Guest::come_over(stream, Config::default()).await.expect("it is let in");
                let mut channel = guest.explore("xterm-256color", (80, 24)).await.expect("a visit");
                until(&mut channel, END).await;
                lever.set(Way::Cut);
                let _ = guest.handle.rekey_soon().await;
                assert!(all(&mut channel).await.is_closed);
            }
        });
    }));
    cases
}
