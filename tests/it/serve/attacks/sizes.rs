//! Sizes of terminals: any that may be told, and many one after another.

use super::guest::{END, Guest, all, leave, until, visit};
use super::scene::{Case, Scene, case};

const SIZES: &[(u32, u32)] = &[
    (0, 0),
    (0, 50),
    (100, 0),
    (1, 1),
    (2, 1),
    (1, 100),
    (300, 1),
    (65_535, 65_535),
    (u32::MAX, u32::MAX),
    (1 << 31, 24),
];

/// Opens the explorer at this size, presses keys that show much, and leaves.
fn open(scene: &Scene, (columns, rows): (u32, u32)) {
    scene.run(async {
        let guest = Guest::come(scene.port()).await.expect("it is let in");
        let mut channel = guest.explore("xterm-256color", (columns, rows)).await.expect("a visit");
        until(&mut channel, END).await;
        for key in [&b"2"[..], b"3", b"?", b"\x1b[B", b" harbour", b"\r"] {
            channel.data_bytes(key).await.expect("a key");
        }
        leave(&mut channel).await;
    });
}

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = SIZES
        .iter()
        .copied()
        .map(|size| case(format!("size: {}x{}", size.0, size.1), move |scene| open(scene, size)))
        .collect();
    cases.push(case("size: a storm of 20,000", |scene| {
        visit(scene, (80, 24), async |_, mouth| {
            for number in 0..20_000_u32 {
                mouth.window_change(number % 400, number % 130, 0, 0).await?;
            }
            Ok(())
        });
    }));
    cases.push(case("size: the largest and the smallest in turn, with keys", |scene| {
        visit(scene, (80, 24), async |_, mouth| {
            for number in 0..2000_u32 {
                let (columns, rows) = if number % 2 == 0 { (300, 100) } else { (1, 1) };
                mouth.window_change(columns, rows, u32::MAX, u32::MAX).await?;
                mouth.data_bytes(&b"j2 ?\x1b"[..]).await?;
            }
            Ok(())
        });
    }));
    cases.push(case("size: told before there is a terminal, after a command and after the end", |scene| {
        scene.run(async {
            let guest = Guest::come(scene.port()).await.expect("it is let in");
            let mut channel = guest.session().await.expect("a session");
            channel.window_change(0, 0, 0, 0).await.expect("a size");
            channel.exec(false, "search harbour").await.expect("a command");
            channel.window_change(300, 100, 0, 0).await.expect("a size");
            assert_eq!(all(&mut channel).await.code, Some(0));
            // It may have been closed.
            let _ = channel.window_change(1, 1, 0, 0).await;
        });
    }));
    cases.push(case("size: a terminal asked for again and again", |scene| {
        scene.run(async {
            let guest = Guest::come(scene.port()).await.expect("it is let in");
            let mut channel = guest.session().await.expect("a session");
            let modes: Vec<(russh::Pty, u32)> = vec![(russh::Pty::VINTR, u32::MAX); 130];
            for number in 0..500 {
                channel.request_pty(false, "xterm-256color", number, 24, 0, 0, &modes).await.expect("it is asked");
            }
            channel.request_shell(false).await.expect("a shell");
            until(&mut channel, END).await;
            channel.request_pty(false, "vt100", 10, 10, 0, 0, &[]).await.expect("it is asked");
            leave(&mut channel).await;
        });
    }));
    cases.push(case("size: a terminal of more modes than there are", |scene| {
        scene.run(async {
            let guest = Guest::come(scene.port()).await.expect("it is let in");
            let mut channel = guest.session().await.expect("a session");
            let modes: Vec<(russh::Pty, u32)> = vec![(russh::Pty::VINTR, u32::MAX); 5000];
            channel.request_pty(false, "xterm-256color", 80, 24, 0, 0, &modes).await.expect("it is asked");
            assert!(all(&mut channel).await.is_closed, "it is taken");
        });
    }));
    cases
}
