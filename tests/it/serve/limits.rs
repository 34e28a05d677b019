//! How many visit, and for how long.

use super::ask;
use super::server::available;
use crate::harness::Player;
use crate::pty::{CLASSIC, rows};

#[test]
fn a_full_house_says_so_and_whoever_leaves_makes_room() {
    let Some(server) = available(&["--max-visits", "1"]) else { return };
    let mut terminal = server.visit(CLASSIC, &[]);
    terminal.expect(&Player::open(CLASSIC), "the first screen");
    let ran = ask(&server, &["search", "harbour"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.starts_with("maitri: as many visit as there is room for; "), "{}", ran.stderr);
    let mut other = server.visit(CLASSIC, &[]);
    assert_eq!(other.ended(), 1);
    assert!(other.seen().parser.screen().contents().contains("as many visit as there is room for"));
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
    server.wait_for_log("(quit)");
    let mut third = server.visit(CLASSIC, &[]);
    third.expect(&Player::open(CLASSIC), "the first screen once there is room");
}

#[test]
fn a_visit_without_keys_is_warned_and_ends_with_a_goodbye() {
    let Some(server) = available(&["--idle-timeout", "2s"]) else { return };
    let mut terminal = server.visit(CLASSIC, &[]);
    terminal.wait_for("the warning", |seen| {
        rows(seen).last().is_some_and(|row| row.contains("ends within 1 second unless a key is pressed"))
    });
    // A key is enough to stay, and makes the warning go.
    terminal.follow(&mut Player::open(CLASSIC), b"\x1b[A", "<up>");
    assert_eq!(terminal.ended(), 0);
    let seen = terminal.seen();
    assert!(!seen.parser.screen().alternate_screen());
    assert!(seen.parser.screen().contents().contains("No key was pressed for 2 seconds"));
    server.wait_for_log("(limit)");
}
