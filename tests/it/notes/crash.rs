//! What processes leave behind that are killed while they write notes, that write at once, and whose disk is full.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use maitri::store::journal::SharedJournal;
use maitri::store::journal::read::{self, Reading};
use maitri::study::notes::{Note, Target};
use maitri::study::rng::Rng;

use crate::program::{MAITRI, at_home_nowhere, command, on_frozen};

fn reading(directory: &Path) -> Reading<Note> {
    read::read(&fs::read(directory.join("maitri/notes.jsonl")).unwrap_or_default())
}

/// Writes a note in a process of its own, which is not waited for.
fn begin(home: &Path, text: &str) -> Child {
    let mut command = command(&["note", "harbours-treaty", text]);
    command.env("XDG_DATA_HOME", home).stdout(Stdio::null()).spawn().unwrap()
}

#[test]
fn killed_at_any_moment_nothing_that_was_kept_is_lost() {
    let home = tempfile::tempdir().unwrap();
    let begun = Instant::now();
    assert!(begin(home.path(), "first").wait().unwrap().success());
    let life = begun.elapsed();
    let mut rng = Rng::new(7);
    let mut kept = vec!["first".to_owned()];
    for round in 0..16 {
        let mut child = begin(home.path(), &format!("note {round} {}", "long ".repeat(200)));
        // At any point of its second half, in which it writes: a moment passes, of another length each time.
        let (begun, moment) = (Instant::now(), life / 2 + life.mul_f64(rng.below(1000) as f64 / 1500.0));
        while begun.elapsed() < moment {
            std::thread::yield_now();
        }
        let _ = child.kill();
        child.wait().unwrap();
        let found: Vec<String> = reading(home.path()).entries.into_iter().map(|note| note.text).collect();
        assert_eq!(found.get(..kept.len()), Some(kept.as_slice()), "round {round}");
        assert!(found.len() <= kept.len() + 1, "round {round}");
        kept = found;
    }
    assert!(begin(home.path(), "last").wait().unwrap().success());
    assert_eq!(reading(home.path()).entries.len(), kept.len() + 1, "it goes on");
}

#[test]
fn cut_at_any_of_a_hundred_places_only_the_unfinished_line_is_lost() {
    let whole = tempfile::tempdir().unwrap();
    let note = |number: usize| Note {
        at: 1,
        pack: "p".to_owned(),
        on: Target::Item("cepa".to_owned()),
        text: format!("नोट {number}{}\n\"end\"", " words".repeat(number)),
    };
    let mut journal = SharedJournal::<Note>::open(whole.path()).unwrap();
    (0..8).for_each(|number| _ = journal.append(note(number)).unwrap());
    let bytes = fs::read(whole.path().join("notes.jsonl")).unwrap();
    let mut rng = Rng::new(3);
    for _ in 0..100 {
        let cut = rng.below(bytes.len() + 1);
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("notes.jsonl"), &bytes[..cut]).unwrap();
        let complete = bytes[..cut].split(|byte| *byte == b'\n').count().saturating_sub(2);
        let mut journal = SharedJournal::<Note>::open(directory.path()).unwrap();
        let found = journal.entries().len();
        assert!(found == complete || found == complete + 1, "cut at {cut}: {found} of {complete}");
        journal.append(note(99)).unwrap();
        let again = SharedJournal::<Note>::open(directory.path()).unwrap();
        assert_eq!(again.entries().len(), found + 1, "cut at {cut}");
        assert_eq!(again.entries()[..found], (0..found).map(note).collect::<Vec<_>>(), "cut at {cut}");
    }
}

#[test]
fn many_programs_at_once_lose_nothing() {
    let home = tempfile::tempdir().unwrap();
    let children: Vec<_> = (0..8).map(|number| begin(home.path(), &format!("note {number}"))).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let found = reading(home.path());
    assert_eq!((found.entries.len(), found.bad_lines.len(), found.torn.len()), (8, 0, 0));
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let home = tempfile::tempdir().unwrap();
    let write = |text: &str| {
        // A file may grow to one block only, and the system says so instead of killing.
        let mut limited = Command::new("sh");
        limited.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"", MAITRI]);
        limited.args(on_frozen(&["note", "harbours-treaty", text]));
        at_home_nowhere(&mut limited);
        limited.env("XDG_DATA_HOME", home.path()).output().unwrap()
    };
    let mut kept = 0;
    let refused = loop {
        let ran = write(&format!("note {kept} {}", "x".repeat(100)));
        if !ran.status.success() {
            break String::from_utf8_lossy(&ran.stderr).into_owned();
        }
        kept += 1;
        assert!(kept < 50, "the file grew and grew");
    };
    assert!(
        refused.contains("the note could not be saved") && refused.contains("all notes before it are safe"),
        "{refused}"
    );
    let found = reading(home.path());
    assert!(kept > 0 && found.entries.len() == kept && found.torn.is_empty() && found.bad_lines.is_empty());
}
