//! All places taken, by visits and by commands; whoever comes then is told, and whoever leaves makes room.

use std::time::Duration;

use tokio::time::timeout;

use super::guest::{END, Guest, all, until};
use super::scene::{Case, Scene, case};

/// What takes longest of what a visitor may ask for.
const HEAVY: &str = "mock --print --questions 500 --seed 7";

/// Comes as often as it likes, and tells how many were let in and what the others were told.
fn crowd(scene: &Scene, count: usize) -> usize {
    scene.run(async {
        let (mut inside, mut guests) = (0, Vec::new());
        for _ in 0..count {
            let guest = Guest::come(scene.port()).await.expect("it is heard");
            let mut channel = guest.explore("xterm-256color", (80, 24)).await.expect("it is asked");
            let heard = until(&mut channel, END).await;
            if heard.code.is_none() && !heard.is_closed {
                inside += 1;
                guests.push((guest, channel));
            } else {
                let told = String::from_utf8_lossy(&heard.errors).into_owned();
                assert!(told.starts_with("maitri: as many visit as there is room for"), "{told}");
                assert_eq!(heard.code, Some(1));
            }
        }
        for (_, channel) in &guests {
            channel.data_bytes(&b"q"[..]).await.expect("a key");
        }
        for (_, channel) in &mut guests {
            assert_eq!(all(channel).await.code, Some(0));
        }
        inside
    })
}

/// Whoever was there and is gone leaves all places free again.
fn assert_room(scene: &Scene) {
    let free = crate::program::ended_within(Duration::from_secs(20), || (crowd(scene, 11) == 11).then_some(()));
    assert!(free.is_some(), "their places are taken for ever");
}

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    vec![
        case("places: forty come where there are eleven", |scene| {
            assert_eq!(crowd(scene, 40), 11);
            assert!(crowd(scene, 1) == 1, "whoever leaves makes room");
        }),
        case("places: visits begun and broken off, 200 times", |scene| {
            scene.run(async {
                for _ in 0..200 {
                    let guest = Guest::come(scene.port()).await.expect("it is heard");
                    let channel = guest.explore("xterm-256color", (80, 24)).await.expect("it is asked");
                    drop((channel, guest));
                }
            });
            assert_room(scene);
        }),
        case("places: ten heavy commands at once, and a light one", |scene| {
            scene.run(async {
                let mut heavy = Vec::new();
                for _ in 0..10 {
                    let guest = Guest::come(scene.port()).await.expect("it is heard");
                    let channel = guest.session().await.expect("a session");
                    channel.exec(false, HEAVY).await.expect("a command");
                    heavy.push((guest, channel));
                }
                let begin = std::time::Instant::now();
                let guest = Guest::come(scene.port()).await.expect("it is heard");
                let mut channel = guest.session().await.expect("a session");
                channel.exec(false, "search harbour").await.expect("a command");
                assert_eq!(all(&mut channel).await.code, Some(0));
                println!("    the light one took {} ms", begin.elapsed().as_millis());
                for (_, channel) in &mut heavy {
                    let heard = timeout(Duration::from_secs(30), all(channel)).await.expect("it ends");
                    assert!(heard.code.is_some());
                }
            });
        }),
        case("places: commands of visitors who are gone", |scene| {
            scene.run(async {
                for _ in 0..40 {
                    let guest = Guest::come(scene.port()).await.expect("it is heard");
                    let channel = guest.session().await.expect("a session");
                    channel.exec(false, HEAVY).await.expect("a command");
                    drop((channel, guest));
                }
            });
            assert_room(scene);
        }),
    ]
}
