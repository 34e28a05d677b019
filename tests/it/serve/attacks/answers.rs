//! Answers that no terminal gives: to what was asked, to what was not, forged, cut off, and late.

use super::guest::{Guest, leave, visit};
use super::scene::{Case, case};

const ANSWERS: &[(&str, &[u8])] = &[
    ("a colour", b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\"),
    ("a colour that is none", b"\x1b]11;rgb:zzzz//ffff/ffff/ffff/ffff\x07"),
    ("a colour with a command", b"\x1b]11;$(id);serve\nq\x07"),
    ("half a colour", b"\x1b]11;rgb:ff"),
    ("attributes", b"\x1b[?62;1;2;4;6;9;15;16;17;18;21;22;28;29c"),
    ("attributes without number", b"\x1b[?;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;c"),
    ("a place of the cursor", b"\x1b[99999999999;99999999999R"),
    ("modes", b"\x1b[?2026;4$y\x1b[?2026;999999999999$y"),
    ("a version", b"\x1bP>|xterm(99999999999999999999)\x1b\\"),
    ("keys as kitty tells them", b"\x1b[?31u\x1b[57358;999999;999999u"),
    ("a size in pixels", b"\x1b[4;99999999;99999999t\x1b[8;65535;65535t"),
    ("a clipboard", b"\x1b]52;c;cQ==\x1b\\"),
    ("eight-bit ones", b"\x9d11;rgb:0/0/0\x9c\x90>|x\x9c\x9b?1c"),
    ("a graphic", b"\x1b_Gi=31;OK\x1b\\"),
];

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = ANSWERS
        .iter()
        .copied()
        .map(|(name, bytes)| {
            case(format!("answer: {name}, again and again"), move |scene| {
                visit(scene, (80, 24), async |_, mouth| {
                    for _ in 0..1000 {
                        mouth.data_bytes(bytes).await?;
                    }
                    // It stands in the way of no key.
                    mouth.data_bytes(&b"\x1b\\\x1b"[..]).await
                });
            })
        })
        .collect();
    cases.push(case("answer: before there is a question", |scene| {
        scene.run(async {
            let guest = Guest::come(scene.port()).await.expect("it is let in");
            let mut channel = guest.session().await.expect("a session");
            channel.request_pty(false, "xterm-256color", 80, 24, 0, 0, &[]).await.expect("a terminal");
            for (_, bytes) in ANSWERS.iter().copied() {
                channel.data_bytes(bytes).await.expect("an answer");
            }
            channel.request_shell(false).await.expect("a shell");
            leave(&mut channel).await;
        });
    }));
    cases.push(case("answer: without end while the screen is given back", |scene| {
        visit(scene, (80, 24), async |_, mouth| {
            mouth.data_bytes(&b"\x03"[..]).await?;
            loop {
                // Until it is closed.
                mouth.data_bytes(ANSWERS[3].1.repeat(100)).await?;
            }
        });
    }));
    cases
}
