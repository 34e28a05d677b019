//! Esc and Ctrl-C in a real terminal, in the midst of work on a large pack. That they are heard between two slices of
//! it is told by what is never drawn, and never kept: what the work would have led to.

use std::path::Path;

use super::{CLASSIC, END, Terminal, cells, rows};
use crate::large::files;
use crate::program::MAITRI;

/// The explorer on a large pack of so many records, which keeps what it keeps below a directory.
fn open(base: &Path, records: usize) -> Terminal {
    let pack = base.join("pack");
    std::fs::create_dir_all(&pack).expect("a directory");
    for (name, text) in files(records) {
        std::fs::write(pack.join(name), text).expect("a file");
    }
    let state = base.join("state").display().to_string();
    let kept = [("XDG_STATE_HOME", state.as_str()), ("XDG_DATA_HOME", state.as_str())];
    let mut terminal = Terminal::run(CLASSIC, MAITRI, &["--fresh", "--data", &pack.display().to_string()], &kept);
    wait_for(&mut terminal, "Timeline \u{2500}");
    terminal
}

fn wait_for(terminal: &mut Terminal, text: &str) {
    terminal.wait_for(text, |seen| seen.is_whole() && seen.parser.screen().contents().contains(text));
}

/// Whether a text was ever drawn, in whatever frame.
fn was_drawn(terminal: &Terminal, text: &str) -> bool {
    let bytes = terminal.seen().bytes.clone();
    let mut screen = vt100::Parser::new(cells(CLASSIC.1), cells(CLASSIC.0), 0);
    let ends = bytes.windows(END.len()).enumerate().filter(|(_, window)| *window == END).map(|(at, _)| at + END.len());
    let mut from = 0;
    ends.into_iter().any(|end| {
        screen.process(&bytes[from..end]);
        from = end;
        screen.screen().contents().contains(text)
    })
}

/// Whether a paper was begun, as far as is kept below a directory.
fn has_paper(directory: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(directory) else { return false };
    entries.flatten().any(|entry| {
        let path = entry.path();
        let is_of_papers = entry.file_name().to_string_lossy().contains("papers");
        has_paper(&path) || is_of_papers && std::fs::read_to_string(&path).is_ok_and(|text| text.contains("begun"))
    })
}

#[test]
fn esc_leaves_what_waits_for_cards_and_control_c_the_program_while_they_are_made() {
    const WAITS: &str = "leaves what was asked for";
    let base = tempfile::tempdir().expect("a directory");
    let mut terminal = open(base.path(), 30_000);
    terminal.send(b"d");
    wait_for(&mut terminal, WAITS);
    terminal.send(b"\x1b");
    terminal.wait_for("cards that are made for nobody yet", |seen| {
        let shown = seen.parser.screen().contents();
        seen.is_whole() && shown.contains("being made ready") && !shown.contains(WAITS)
    });
    terminal.send(b"\x03");
    terminal.expect_restored();
    // When all cards are there the overview shows.
    assert!(!was_drawn(&terminal, "Mock exam"), "the cards were still being made");
}

#[test]
fn control_c_leaves_the_program_in_the_midst_of_setting_a_paper() {
    let base = tempfile::tempdir().expect("a directory");
    let papers = [(&b"\r\x03"[..], false), (b"\r", true)];
    for (keys, is_set) in papers {
        let mut terminal = open(base.path(), 3600);
        terminal.send(b"6");
        wait_for(&mut terminal, "Mock exam");
        terminal.send(b"\x1b[F");
        terminal.wait_for("the last row", |seen| {
            let (row, _) = seen.parser.screen().cursor_position();
            seen.is_whole() && rows(seen).get(usize::from(row)).is_some_and(|row| row.contains("100 questions"))
        });
        // Both keys come at once: the second is heard after the first slice of what the first began.
        terminal.send(keys);
        if is_set {
            wait_for(&mut terminal, "question 1 of");
            // What leaves it is an answer only once the question was read.
            terminal.send(b"\x03");
            wait_for(&mut terminal, "quit again leaves it");
            terminal.send(b"\x03");
        }
        terminal.expect_restored();
        assert_eq!(has_paper(base.path()), is_set, "a paper that is set is kept");
    }
}
