//! Readers who stop reading, or read too slowly: each costs one frame at most, and limits end their visits all the
//! same.

use std::time::Duration;

use russh::Channel;
use russh::client::{Config, Msg};
use tokio::time::{sleep, timeout};

use super::guest::{END, Guest, Heard, all, until};
use super::relay::{Way, relay};
use super::scene::{Case, Scene, case};

/// The smallest window in which something is served, and the smallest packet.
const SMALLEST: u32 = 1024;

/// A client that stops reading once a little more than so many bytes have come.
fn window(bytes: u32) -> Config {
    // Once two pieces wait for nobody to take them, the client stops reading.
    Config { window_size: bytes, maximum_packet_size: bytes.max(SMALLEST), channel_buffer_size: 1, ..Config::default() }
}

/// Comes so, and gets no session.
fn refused(scene: &Scene, config: Config) {
    scene.run(async {
        let guest = Guest::come_with(scene.port(), config).await.expect("it is let in");
        assert!(guest.session().await.is_err(), "it is served");
    });
}

/// Comes so, does this, and then does nothing until the server has ended it.
fn stop(scene: &Scene, config: Config, keys: &'static [u8], times: usize) {
    let before = scene.ends();
    scene.run(async {
        let guest = Guest::come_with(scene.port(), config).await.expect("it is let in");
        let channel = guest.explore("xterm-256color", (300, 100)).await.expect("a visit");
        for _ in 0..times {
            // The keys that find no room wait here for ever.
            let _ = timeout(Duration::from_millis(500), channel.data_bytes(keys)).await;
        }
        scene.ended_since(before).await;
    });
}

/// Comes over a line that delivers nothing more from some moment on, and waits until the visit has ended.
async fn deaf(scene: &Scene, then: impl AsyncFn(&Guest)) -> Guest {
    let (stream, lever) = relay(scene.port(), Way::Straight).await;
    let guest = Guest::come_over(stream, Config::default()).await.expect("it is let in");
    let mut channel = guest.explore("xterm-256color", (300, 100)).await.expect("a visit");
    until(&mut channel, END).await;
    lever.set(Way::Deaf);
    for key in [&b"2"[..], b"3", b"4", b"\x0c", b"?"] {
        let _ = timeout(Duration::from_millis(100), channel.data_bytes(key)).await;
    }
    then(&guest).await;
    guest
}

/// Asks for a command and reads this much of it a moment.
fn slowly(scene: &Scene, command: &'static str, config: Config, pause: Duration) {
    scene.run(async {
        let guest = Guest::come_with(scene.port(), config).await.expect("it is let in");
        let mut channel = guest.session().await.expect("a session");
        channel.exec(false, command).await.expect("a command");
        let mut heard = Heard::default();
        while let Some(message) = channel.wait().await {
            if let russh::ChannelMsg::Data { data } = message {
                heard.output.extend_from_slice(&data);
                sleep(pause).await;
            }
        }
    });
}

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    vec![
        case("reader: one who opens no window", |scene| refused(scene, window(0))),
        case("reader: one who opens a window of a byte", |scene| refused(scene, window(1))),
        case("reader: one who opens less of a window than is served", |scene| refused(scene, window(SMALLEST - 1))),
        case("reader: one who stops in the first frame", |scene| stop(scene, window(SMALLEST), b"jjjj", 1)),
        case("reader: one who stops and holds keys down", |scene| {
            stop(scene, window(30_000), b"jjjjjjjjjjjjjjjjjjjjjjjjj23456\x0c", 8);
        }),
        case("reader: one who stops in a command's output", |scene| {
            let before = scene.ends();
            scene.run(async {
                let guest = Guest::come_with(scene.port(), window(SMALLEST)).await.expect("it is let in");
                let channel = guest.session().await.expect("a session");
                channel.exec(false, "export --format json").await.expect("a command");
                scene.ended_since(before).await;
            });
        }),
        case("reader: twenty who stop in a command's output, and another command", |scene| {
            scene.run(async {
                let mut stopped = Vec::new();
                for _ in 0..20 {
                    let guest = Guest::come_with(scene.port(), window(SMALLEST)).await.expect("it is let in");
                    let channel = guest.session().await.expect("a session");
                    channel.exec(false, "export --format json").await.expect("a command");
                    stopped.push((guest, channel));
                }
                let guest = Guest::come(scene.port()).await.expect("it is let in");
                let mut channel = guest.session().await.expect("a session");
                channel.exec(false, "search harbour").await.expect("a command");
                assert_eq!(all(&mut channel).await.code, Some(0));
            });
        }),
        case("reader: one whose line delivers no more", |scene| {
            let before = scene.ends();
            scene.run(async {
                // Nobody tells this one that it is over.
                let _guest = deaf(scene, async |_| {}).await;
                scene.ended_since(before).await;
            });
        }),
        case("reader: one whose line delivers no more in the middle of a key exchange", |scene| {
            let before = scene.ends();
            scene.run(async {
                let _guest = deaf(scene, async |guest| {
                    let _ = guest.handle.rekey_soon().await;
                })
                .await;
                scene.ended_since(before).await;
            });
        }),
        case("reader: ten whose lines deliver no more, all at once", |scene| {
            let before = scene.ends();
            scene.run(async {
                let mut guests = Vec::new();
                for _ in 0..10 {
                    guests.push(deaf(scene, async |_| {}).await);
                }
                scene.ended_since(before + 9).await;
            });
        }),
        case("reader: one whose line delivers no more, who asks for 200,000 answers", |scene| {
            let before = scene.ends();
            scene.run(async {
                let _guest = deaf(scene, async |guest| {
                    let flood = async {
                        for _ in 0..200_000 {
                            if guest.handle.send_keepalive(true).await.is_err() {
                                break;
                            }
                        }
                    };
                    // The line takes no more of it at some point.
                    tokio::select! { () = flood => {}, () = scene.ended_since(before) => {} }
                })
                .await;
                scene.ended_since(before).await;
            });
        }),
        case("reader: one who reads a little at a time", |scene| {
            slowly(scene, "search harbour", window(SMALLEST), Duration::from_millis(20));
        }),
        case("reader: one who leaves in the middle of a frame, thirty times", |scene| {
            scene.run(async {
                for _ in 0..30 {
                    let guest = Guest::come_with(scene.port(), window(SMALLEST)).await.expect("it is let in");
                    let channel = guest.explore("xterm-256color", (300, 100)).await.expect("a visit");
                    let _ = channel.data_bytes(&b"q"[..]).await;
                    drop((channel, guest));
                }
            });
        }),
    ]
}

/// Has a few who do not read, and some who say nothing, stand in the way of the server's end.
pub(super) async fn crowd(port: u16) -> Vec<(Guest, Channel<Msg>)> {
    let mut guests = Vec::new();
    for (config, size) in [(window(SMALLEST), (300, 100)), (window(30_000), (300, 100))] {
        let guest = Guest::come_with(port, config).await.expect("it is let in");
        let channel = guest.explore("xterm-256color", size).await.expect("a visit");
        let _ = channel.data_bytes(&b"23456"[..]).await;
        guests.push((guest, channel));
    }
    let (stream, lever) = relay(port, Way::Straight).await;
    let guest = Guest::come_over(stream, Config::default()).await.expect("it is let in");
    let mut channel = guest.explore("xterm-256color", (300, 100)).await.expect("a visit");
    until(&mut channel, END).await;
    lever.set(Way::Deaf);
    let _ = channel.data_bytes(&b"2"[..]).await;
    guests.push((guest, channel));
    let guest = Guest::come_with(port, window(SMALLEST)).await.expect("it is let in");
    let channel = guest.session().await.expect("a session");
    channel.exec(false, "export --format json").await.expect("a command");
    guests.push((guest, channel));
    guests
}
