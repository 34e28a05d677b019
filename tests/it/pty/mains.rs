//! Answers written in the reader's own editor, in a real terminal: it is lent, and comes back as it was.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use tempfile::TempDir;

use super::{CLASSIC, LARGE, PROMPT, Seen, Terminal, rows};
use crate::harness::pack_with_mains;

/// An editor that tells the file it is given, adds the line that is typed, and ends with this code.
const EDITOR: &str = "#!/bin/sh\necho \"editing $2 $1\"\nread -r line && printf '%s\\n' \"$line\" >> \"$2\"\nexit ";

/// A pack, a place for answers, and an editor.
struct Desk {
    pack: TempDir,
    state: TempDir,
}

impl Desk {
    fn new(code: u8) -> Self {
        let desk = Self { pack: pack_with_mains(), state: tempfile::tempdir().expect("a directory") };
        fs::write(desk.editor(), format!("{EDITOR}{code}\n")).expect("a script");
        fs::set_permissions(desk.editor(), fs::Permissions::from_mode(0o755)).expect("it can be run");
        desk
    }

    fn editor(&self) -> PathBuf {
        self.state.path().join("my editor")
    }

    /// Opens the first question.
    fn sit(&self, editor: &str) -> Terminal {
        let [pack, state] = [&self.pack, &self.state].map(|directory| directory.path().display().to_string());
        let arguments = ["--data", &pack, "mains", "--id", "open-harbours-today", "--state-dir", &state];
        let mut terminal = Terminal::start(CLASSIC, &arguments, &[("VISUAL", ""), ("EDITOR", editor)]);
        terminal.wait_for("the question", |seen| shows(seen, "Critically"));
        terminal
    }

    fn answer(&self) -> String {
        let name = "answers/open-harbours-today-2026-11-22.md";
        fs::read_to_string(self.state.path().join(name)).unwrap_or_default()
    }
}

/// Whether a whole frame of the explorer has this in it.
fn shows(seen: &Seen, text: &str) -> bool {
    seen.is_whole() && seen.parser.screen().alternate_screen() && rows(seen).iter().any(|row| row.contains(text))
}

/// Whether the editor has the terminal, as it was before the explorer took it.
fn is_lent(seen: &Seen) -> bool {
    is_lent_again(seen, 1)
}

/// Whether it has it for so many times by now: what it says stands there from before.
fn is_lent_again(seen: &Seen, times: usize) -> bool {
    let screen = seen.parser.screen();
    let rows = rows(seen);
    !screen.alternate_screen()
        && !screen.hide_cursor()
        && rows.first().is_some_and(|row| row == PROMPT)
        && rows.iter().filter(|row| row.contains("editing ")).count() == times
}

#[test]
fn the_terminal_is_lent_to_the_editor_and_comes_back() {
    let desk = Desk::new(0);
    let mut terminal = desk.sit(&format!("'{}' --now", desk.editor().display()));
    terminal.send(b"e");
    terminal.wait_for("the editor", is_lent);
    terminal.resize(LARGE);
    // Keys are the editor's, a line at a time; even those that would quit the explorer.
    terminal.send(b"q Quays are open\r");
    terminal.wait_for("the answer", |seen| shows(seen, "Your answer: 4 of 250 words"));
    terminal.wait_for("the screen at its new size", |seen| rows(seen).iter().any(|row| row.chars().count() == 120));
    terminal.send(b"e");
    terminal.wait_for("the editor again", |seen| is_lent_again(seen, 2));
    terminal.send(b"and crews are few\r");
    terminal.wait_for("both lines", |seen| shows(seen, "Your answer: 8 of 250 words"));
    assert!(desk.answer().ends_with("\n\nq Quays are open\nand crews are few\n"), "{}", desk.answer());
    terminal.send(b"\r");
    terminal.wait_for("the outline", |seen| shows(seen, "0 of 6 points were in"));
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
    let log = fs::read_to_string(desk.state.path().join("mains.jsonl")).expect("a log");
    assert!(log.contains("\"words\":8") && log.contains("open-harbours-today-2026-11-22.md"), "{log}");
}

#[test]
fn an_interrupt_ends_the_editor_and_not_the_explorer() {
    let desk = Desk::new(0);
    let mut terminal = desk.sit(&format!("'{}' --now", desk.editor().display()));
    terminal.send(b"e");
    terminal.wait_for("the editor", is_lent);
    terminal.send(b"\x03");
    terminal.wait_for("the question again", |seen| shows(seen, "The editor ended with signal: 2"));
    terminal.send(b"q");
    terminal.wait_for("what leaving it means", |seen| shows(seen, "quit again"));
    terminal.send(b"q");
    // What the editor wrote to the screen before it is gone is its own matter.
    assert_eq!(terminal.ended(), 0);
    assert_eq!(format!("{:?}", terminal.master.get_termios()), terminal.settings, "the line settings");
}

#[test]
fn an_editor_that_fails_or_is_not_there_is_told() {
    let desk = Desk::new(3);
    let mut terminal = desk.sit(&format!("'{}' --now", desk.editor().display()));
    terminal.send(b"e");
    terminal.wait_for("the editor", is_lent);
    terminal.send(b"x\r");
    terminal.wait_for("what it ended with", |seen| shows(seen, "The editor ended with exit status: 3"));
    let mut terminal = desk.sit("/no/such/editor");
    terminal.send(b"e");
    terminal.wait_for("the question again", |seen| shows(seen, "could not be started"));
    terminal.send(b"q");
    terminal.wait_for("what leaving it means", |seen| shows(seen, "quit again"));
    terminal.send(b"q");
    terminal.expect_restored();
    let mut terminal = desk.sit("");
    terminal.send(b"e");
    terminal.wait_for("what to do", |seen| shows(seen, "set $VISUAL or $EDITOR"));
}

#[test]
fn a_signal_to_end_ends_both() {
    let desk = Desk::new(0);
    let mut terminal = desk.sit(&format!("'{}' --now", desk.editor().display()));
    terminal.send(b"e");
    terminal.wait_for("the editor", is_lent);
    super::signal("-TERM", terminal.child.process_id().expect("it runs"));
    assert_eq!(terminal.exit_code(), 128 + 15);
    assert!(!terminal.seen().parser.screen().alternate_screen());
    assert!(desk.answer().starts_with("> "), "the answer stays: {}", desk.answer());
}
