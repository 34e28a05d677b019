//! Floods: of keys, of pastes, of sequences that never end, of requests.

use russh::{Error, Sig};

use super::guest::{END, Guest, LEAVE, Mouth, all, until, visit};
use super::scene::{Case, case};

/// Bytes that are sent over and over, many at once.
const PIECE: usize = 32 * 1024;

/// Sends these bytes over and over, so many in all.
async fn pour(mouth: &Mouth, bytes: &[u8], in_all: usize) -> Result<(), Error> {
    let piece = bytes.repeat((PIECE / bytes.len()).max(1));
    for _ in 0..in_all.div_ceil(piece.len()) {
        mouth.data_bytes(piece.clone()).await?;
    }
    Ok(())
}

const MB: usize = 1_000_000;

/// What is begun, what is repeated, and how much of it in all.
const POURED: &[(&str, &[u8], &[u8], usize)] = &[
    ("a key that moves", b"", b"j", 4 * MB),
    ("keys that change tabs", b"", b"123456", MB),
    ("keys that open and close", b"", b" a\x1b\r\x1b?\x1b", MB),
    ("the screen drawn anew", b"", b"\x0c", MB),
    ("a search typed without end", b"/", b"harbour ", MB),
    ("letters typed and deleted", b" ", b"aeiou\x7f\x7f\x7f\x7f\x7f", MB),
    ("a paste of 10 MB", b" \x1b[200~", b"harbour ", 10 * MB),
    ("many small pastes", b" ", b"\x1b[200~x\x1b[201~", MB),
    ("a paste of controls", b"/\x1b[200~", b"\x1b]0;x\x07\x9b2J\0\xff\x03", MB),
    ("pastes within a paste", b"/", b"\x1b[200~", MB),
    ("ends of pastes", b"", b"\x1b[201~", MB),
    ("a string for the system that never ends", b"\x1b]", b"x", MB),
    ("a string of the device that never ends", b"\x1bP", b"q\x03", MB),
    ("a string of a program that never ends", b"\x1b_", b"x", MB),
    ("parameters without end", b"\x1b[", b"9", MB),
    ("parameters without number", b"\x1b[", b";", MB),
    ("escapes", b"", b"\x1b", MB),
    ("reports of a mouse", b"", b"\x1b[<0;1;1M\x1b[<64;999999;999999m", MB),
    ("reports of an old mouse", b"", b"\x1b[M\xff\xff\xff", MB),
    ("NULs", b"", b"\0", MB),
    ("no UTF-8", b"/", b"\xff\xc0\x80\xed\xa0\x80", MB),
    ("marks on one letter", b"/a", "\u{0301}".as_bytes(), MB),
    ("letters of four bytes", b"/", "🏳️‍🌈".as_bytes(), MB),
    ("stops, ends and interruptions", b"", b"\x1a\x04\x1c\x13\x11", MB),
];

/// Floods of keys.
pub(super) fn of_keys() -> Vec<Case> {
    let flood = |(name, begin, piece, in_all): (&'static str, &'static [u8], &'static [u8], usize)| {
        case(format!("flood: {name}"), move |scene| {
            visit(scene, (80, 24), async |_, mouth| {
                mouth.data_bytes(begin).await?;
                pour(mouth, piece, in_all).await
            });
        })
    };
    let mut cases: Vec<Case> = POURED.iter().copied().map(flood).collect();
    cases.push(case("flood: keys on the largest screen", |scene| {
        visit(scene, (300, 100), async |_, mouth| pour(mouth, b"123456 a\x1b?\x1b\x0c", MB).await);
    }));
    cases.push(case("flood: a key in each packet", |scene| {
        visit(scene, (80, 24), async |_, mouth| {
            for _ in 0..20_000 {
                mouth.data_bytes(&b"j"[..]).await?;
            }
            Ok(())
        });
    }));
    cases.push(case("flood: ten visitors who hold keys down", |scene| {
        scene.run(async {
            let port = scene.port();
            let floods: Vec<_> = (0..10)
                .map(|_| {
                    tokio::spawn(async move {
                        let guest = Guest::come(port).await?;
                        let (mut ear, mouth) = guest.explore("xterm-256color", (120, 40)).await?.split();
                        let hearing = tokio::spawn(async move { while ear.wait().await.is_some() {} });
                        pour(&mouth, b"jjjjjjjj23456", MB / 4).await?;
                        while !hearing.is_finished() && mouth.data_bytes(LEAVE).await.is_ok() {
                            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                        }
                        Ok::<_, Error>(())
                    })
                })
                .collect();
            for flood in floods {
                flood.await.expect("a flood").expect("it is let in");
            }
        });
    }));
    cases
}

/// Floods of requests.
#[expect(clippy::too_many_lines, reason = "a table of cases")]
pub(super) fn of_requests() -> Vec<Case> {
    vec![
        case("flood: requests of the whole connection, each to be answered", |scene| {
            visit(scene, (80, 24), async |guest, _| {
                for _ in 0..3000 {
                    // Refused, as it should be.
                    let _ = guest.handle.send_global_request("x@example.org", &[0; 1000], true).await;
                }
                Ok(())
            });
        }),
        case("flood: requests of the whole connection that nobody waits for", |scene| {
            visit(scene, (80, 24), async |guest, _| {
                for _ in 0..20_000 {
                    guest.handle.send_global_request("x@example.org", &[0; 100], false).await?;
                }
                Ok(())
            });
        }),
        case("flood: keepalives", |scene| {
            visit(scene, (80, 24), async |guest, _| {
                for _ in 0..20_000 {
                    guest.handle.send_keepalive(true).await?;
                }
                Ok(())
            });
        }),
        case("flood: sessions opened", |scene| {
            visit(scene, (80, 24), async |guest, _| {
                for _ in 0..2000 {
                    assert!(guest.session().await.is_err(), "a second session");
                }
                Ok(())
            });
        }),
        case("flood: variables after the beginning", |scene| {
            visit(scene, (80, 24), async |_, mouth| {
                for number in 0..20_000 {
                    mouth.set_env(number % 100 == 0, "LANG", "x").await?;
                }
                Ok(())
            });
        }),
        case("flood: subsystems, agents and windows asked for", |scene| {
            visit(scene, (80, 24), async |_, mouth| {
                for _ in 0..5000 {
                    mouth.request_subsystem(true, "sftp").await?;
                    mouth.agent_forward(true).await?;
                    mouth.request_x11(true, false, "MIT-MAGIC-COOKIE-1", "00", 0).await?;
                }
                Ok(())
            });
        }),
        case("flood: shells and commands asked for", |scene| {
            visit(scene, (80, 24), async |_, mouth| {
                for _ in 0..5000 {
                    mouth.request_shell(true).await?;
                    mouth.exec(true, "export").await?;
                }
                Ok(())
            });
        }),
        case("flood: signals", |scene| {
            visit(scene, (80, 24), async |_, mouth| {
                for _ in 0..5000 {
                    mouth.signal(Sig::KILL).await?;
                    mouth.signal(Sig::Custom("STOP\0x".to_owned())).await?;
                }
                Ok(())
            });
        }),
        case("flood: what is beside the keys", |scene| {
            visit(scene, (80, 24), async |_, mouth| {
                for number in 0..200 {
                    mouth.extended_data_bytes(number, vec![b'q'; 10_000]).await?;
                }
                Ok(())
            });
        }),
        case("flood: ends of input", |scene| {
            visit(scene, (80, 24), async |_, mouth| {
                for _ in 0..5000 {
                    mouth.eof().await?;
                }
                Ok(())
            });
        }),
        case("flood: keys exchanged anew without end", |scene| {
            scene.run(async {
                let guest = Guest::come(scene.port()).await.expect("it is let in");
                let mut channel = guest.explore("xterm-256color", (80, 24)).await.expect("a visit");
                until(&mut channel, END).await;
                let exchanging = async {
                    while guest.handle.rekey_soon().await.is_ok() {
                        // Answered once the keys have been exchanged.
                        let _ = guest.handle.send_global_request("x@example.org", &[], true).await;
                    }
                };
                let heard = tokio::join!(exchanging, all(&mut channel)).1;
                assert!(heard.is_closed && heard.code.is_none(), "{:?}", heard.code);
            });
        }),
        case("flood: keys exchanged anew, a hundred times", |scene| {
            visit(scene, (80, 24), async |guest, mouth| {
                for _ in 0..100 {
                    guest.handle.rekey_soon().await?;
                    mouth.data_bytes(&b"jjj"[..]).await?;
                    let _ = guest.handle.send_global_request("x@example.org", &[], true).await;
                }
                Ok(())
            });
        }),
    ]
}
