//! A visit in a real terminal: its limits, and what a visitor cannot do.

use std::io::Write as _;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, native_pty_system};

use super::line::{sleeps, status_of};
use super::{CLASSIC, DEADLINE, IDLE, LARGE, Terminal, pty_size, rows, surround};
use crate::harness::{PACK, Player};
use crate::program::{ended_within, on_frozen};

#[test]
fn a_visit_without_keys_is_warned_and_ends_with_a_goodbye() {
    let mut terminal = Terminal::start(CLASSIC, &["--kiosk", "--idle-timeout", "2s"], &[]);
    terminal.wait_for("the warning", |seen| {
        rows(seen).last().is_some_and(|row| row.contains("ends within 1 second unless a key is pressed"))
    });
    // A key is enough to stay, and makes the warning go.
    let mut player = Player::open(CLASSIC);
    terminal.follow(&mut player, b"\x1b[A", "<up>");
    terminal.wait_for("the goodbye", |seen| {
        let screen = seen.parser.screen();
        !screen.alternate_screen() && screen.contents().contains("No key was pressed for 2 seconds")
    });
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn a_visit_ends_after_its_time_whatever_is_pressed() {
    let mut terminal = Terminal::start(CLASSIC, &["--kiosk", "--max-session", "1s"], &[]);
    terminal.wait_for("the warning", |seen| rows(seen).join("").contains("it may last 1 second"));
    terminal.send(b"j");
    terminal.wait_for("the goodbye", |seen| {
        let screen = seen.parser.screen();
        !screen.alternate_screen() && screen.contents().contains("The visit has lasted 1 second,")
    });
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
#[cfg(unix)]
fn a_visitor_who_stops_reading_is_no_reason_to_stay() {
    // Its time is over; or nothing is typed any more; or a signal ends it.
    for (limit, signal) in [
        (["--max-session", "1500ms"], None),
        (["--idle-timeout", "1500ms"], None),
        (["--max-session", "60m"], Some("-TERM")),
        (["--max-session", "60m"], Some("-HUP")),
    ] {
        let pair = native_pty_system().openpty(pty_size(LARGE)).expect("a pty");
        let mut command = CommandBuilder::new(crate::program::MAITRI);
        command.args(on_frozen(&[&["--kiosk"][..], &limit].concat()));
        surround(&mut command);
        let mut child = pair.slave.spawn_command(command).expect("the program starts");
        let mut keyboard = pair.master.take_writer().expect("a writer");
        // Nothing is ever read here. A screen drawn anew some times is more than a terminal holds.
        let mut drawn = 0;
        let ended = ended_within(DEADLINE, || {
            if drawn < 20 {
                let _ = keyboard.write_all(b"\x0c");
                drawn += 1;
            } else if let Some(signal) = signal
                && drawn == 20
            {
                drawn += 1;
                let process = child.process_id().expect("it runs").to_string();
                std::process::Command::new("kill").args([signal, &process]).status().expect("kill runs");
            }
            child.try_wait().expect("a child")
        });
        let _ = child.kill();
        let code = ended.map(|ended| ended.exit_code());
        let expected = match signal {
            None => [Some(1), Some(0)],
            Some("-TERM") => [Some(143), None],
            Some(_) => [Some(129), None],
        };
        assert!(code.is_some() && expected.contains(&code), "{limit:?} {signal:?}: {code:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn nothing_runs_on_a_visit_while_nobody_types() {
    let mut terminal = Terminal::start(LARGE, &["--kiosk"], &[]);
    terminal.expect(&Player::open(LARGE), "the first screen");
    let count = terminal.seen().bytes.len();
    let process = terminal.child.process_id().expect("it runs");
    let wakings = || (status_of(process, "voluntary_ctxt_switches"), status_of(process, "nonvoluntary_ctxt_switches"));
    // All that is done after the first screen is done by the time it sleeps.
    let (begin, mut before) = (Instant::now(), (0, 0));
    while std::mem::replace(&mut before, wakings()) != before || !sleeps(process) {
        assert!(begin.elapsed() < DEADLINE, "it never sleeps");
        std::thread::sleep(Duration::from_millis(20));
    }
    // About time itself, of which this lets some pass.
    assert_eq!(terminal.came_within(IDLE, count), 0, "bytes in {IDLE:?}");
    assert_eq!(wakings(), before, "it woke up");
}

#[test]
fn a_visit_cannot_be_stopped() {
    let script = format!("'{}' --data '{PACK}' --kiosk; echo left; read answer", crate::program::MAITRI);
    let mut terminal = Terminal::run(CLASSIC, "sh", &["-mc", &script], &[]);
    let mut player = Player::open(CLASSIC);
    terminal.expect(&player, "the first screen");
    terminal.follow(&mut player, b"g", "g");
    let down = terminal.written_for(&mut player, b"\x1b[B", "<down>");
    terminal.follow(&mut player, b"\x1b[A", "<up>");
    let after = terminal.written_for(&mut player, b"\x1a\x1b[B", "<down>");
    assert_eq!(after, down, "something came of Ctrl-Z: {:?}", String::from_utf8_lossy(&after));
    terminal.send(b"q");
    terminal.wait_for("the end", |seen| seen.parser.screen().contents().contains("left"));
}

#[test]
fn a_visitor_may_open_a_record_and_no_file() {
    let mut terminal =
        Terminal::start(CLASSIC, &["--kiosk"], &[("SSH_ORIGINAL_COMMAND", "--open monsoon-trade-agreement")]);
    terminal.wait_for("the record", |seen| rows(seen).join("").contains("│ Monsoon Trade Agreement "));
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
    let mut terminal = Terminal::start(CLASSIC, &["--kiosk"], &[("SSH_ORIGINAL_COMMAND", "--data /etc")]);
    assert_eq!(terminal.ended(), 1);
    let seen = terminal.seen();
    assert!(rows(&seen).join(" ").contains("a visitor cannot have that"), "{}", rows(&seen).join("\n"));
    assert!(!seen.has_escapes(), "an escape sequence was written");
}

#[test]
fn a_terminal_of_an_unknown_kind_gets_plain_text() {
    for kind in ["", "dumb", "no-such-terminal"] {
        let mut terminal = Terminal::start(CLASSIC, &["--kiosk"], &[("TERM", kind)]);
        assert_eq!(terminal.ended(), 0);
        let seen = terminal.seen();
        assert!(String::from_utf8_lossy(&seen.bytes).contains("so here is plain text"), "{kind:?}");
        assert!(!seen.has_escapes(), "an escape sequence was written to {kind:?}");
    }
}
