//! What processes leave behind that are killed while they write notes, that write at once, and whose disk is full.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use maitri::store::drafts::DraftDirectory;
use maitri::store::journal::SharedJournal;
use maitri::store::journal::read::{self, Reading};
use maitri::study::notes::{Draft, Drafts as _, Note, Target};
use maitri::study::rng::Rng;

use crate::program::{MAITRI, at_home_nowhere, child_of_this, command, on_frozen};

/// The variable that tells the child where to write.
const KEPT_IN: &str = "MAITRI_TEST_KEPT_IN";

fn reading(directory: &Path) -> Reading<Note> {
    read::read(&fs::read(directory.join("maitri/notes.jsonl")).unwrap_or_default())
}

/// Writes a note in a process of its own, which is not waited for.
fn begin(home: &Path, text: &str) -> Child {
    let mut command = command(&["note", "harbours-treaty", text]);
    command.env("XDG_DATA_HOME", home).stdout(Stdio::null()).spawn().unwrap()
}

/// What a child of the next test does until it is killed: it is no test by itself.
#[test]
#[ignore = "another test runs it, as a process of its own"]
fn writes_until_it_is_killed() {
    let Some(home) = std::env::var_os(KEPT_IN) else { return };
    let home = Path::new(&home);
    let mut journal = SharedJournal::<Note>::open(&home.join("maitri")).unwrap();
    let (draft, on) = (DraftDirectory::within(home), Target::Item("harbours-treaty".to_owned()));
    let about = Draft { pack: "p".to_owned(), on: on.clone(), before: String::new() };
    let mut file = draft.begin(&about, "").unwrap();
    for number in 0.. {
        let text = format!("{} {number} {}", std::process::id(), "long ".repeat(number % 400));
        file.write(&text).unwrap();
        journal.append(Note { at: 1, pack: "p".to_owned(), on: on.clone(), text: text.trim().to_owned() }).unwrap();
        println!("kept {number}");
    }
}

#[test]
fn killed_at_a_hundred_moments_nothing_that_was_told_to_be_kept_is_lost() {
    let home = tempfile::tempdir().unwrap();
    let mut rng = Rng::new(7);
    let mut before = 0;
    let mut torn = 0;
    for round in 0..100 {
        let mut child = child_of_this("notes::crash::writes_until_it_is_killed", KEPT_IN, home.path());
        let mut told = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        // It has begun; then at any moment of what it does next.
        assert!(told.any(|line| line.contains("kept")), "round {round}");
        std::thread::sleep(Duration::from_micros(rng.below(4000) as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        let told = 1 + told.filter(|line| line.starts_with("kept")).count();
        let found = reading(home.path());
        torn += usize::from(!found.torn.is_empty());
        assert!(found.bad_lines.len() <= round, "round {round}: {:?}", found.bad_lines);
        let of_it = found.entries.iter().filter(|note| note.text.starts_with(&format!("{} ", child.id()))).count();
        assert!(of_it == told || of_it == told + 1, "round {round}: {told} told, {of_it} found");
        assert!(found.entries.len() >= before + told, "round {round}: what was there before is there");
        before = found.entries.len();
    }
    let left = DraftDirectory::within(home.path());
    assert!(left.left("p").len() >= 99, "each left its draft behind, but one perhaps that was killed as it began");
    while let Some((_, text, draft)) = left.take("p", &|_| true) {
        assert!(text.is_empty() || text.contains("long") || text.trim().split(' ').count() == 2, "{text:?}");
        draft.discard();
    }
    let mut journal = SharedJournal::<Note>::open(&home.path().join("maitri")).unwrap();
    let kept = journal.entries().len();
    assert!(kept >= before, "{torn} lines were torn");
    journal.append(Note { text: "last".to_owned(), ..journal.entries()[0].clone() }).unwrap();
    assert_eq!(reading(home.path()).entries.len(), kept + 1, "it goes on");
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
