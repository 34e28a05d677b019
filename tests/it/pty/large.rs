//! Ctrl-C in a real terminal, in the midst of work on a large pack. That it is heard between two slices of it is told by
//! what is never kept: what the work would have led to.

use std::path::Path;

use super::{CLASSIC, Terminal, rows};
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
            terminal.send(b"\x03\x03");
        }
        terminal.expect_restored();
        assert_eq!(has_paper(base.path()), is_set, "a paper that is set is kept");
    }
}
