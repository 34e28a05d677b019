//! Notes on the command line.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use maitri::store::drafts::DraftDirectory;
use maitri::study::notes::{Draft, Drafts as _, Target};

use crate::program::{Ran, command, finish};

/// Runs the program with notes kept here.
fn run(directory: &Path, arguments: &[&str]) -> Ran {
    finish(command(arguments).env("XDG_DATA_HOME", directory))
}

fn succeed(directory: &Path, arguments: &[&str]) -> String {
    let ran = run(directory, arguments);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{arguments:?}");
    ran.stdout
}

#[test]
fn a_note_is_written_told_listed_exported_and_taken_away() {
    let home = tempfile::tempdir().unwrap();
    let at = |arguments: &[&str]| succeed(home.path(), arguments);
    assert_eq!(run(home.path(), &["note", "harbours-treaty"]).code, 1, "there is none yet");
    assert!(at(&["note", "harbours-treaty", "ask", "the", "zebra *now*"]).starts_with("Kept: your note on "));
    assert_eq!(at(&["note", "harbours-treaty"]), "ask the zebra *now*\n");
    assert!(at(&["notes"]).contains("[harbours-treaty, 22 November 2026]\n  ask the zebra *now*"));
    assert!(at(&["notes", "ZEBRA"]).contains("harbours-treaty"));
    assert_eq!(run(home.path(), &["notes", "--json", "quagga"]).code, 1, "what is in none is told");
    let line: serde_json::Value = serde_json::from_str(&at(&["notes", "--json"])).unwrap();
    assert_eq!((line["id"].as_str(), line["gone"].as_bool()), (Some("harbours-treaty"), Some(false)));
    let shown = at(&["show", "harbours-treaty"]);
    assert!(shown.contains("Your note, 22 November 2026\n  ask the zebra *now*"), "{shown}");
    assert!(!at(&["show", "harbours-treaty", "--no-notes"]).contains("zebra"));
    let exported = |more: &[&str]| at(&[&["export", "--ids", "harbours-treaty"], more].concat());
    let json: serde_json::Value = serde_json::from_str(&exported(&[])).unwrap();
    assert_eq!(json["notes"][0]["text"], "ask the zebra *now*");
    assert!(exported(&["--format", "md"]).contains("> **Your note, 22 November 2026**\n>\n> ask the zebra \\*now\\*"));
    assert!(
        !exported(&["--format", "md", "--no-notes"]).contains("zebra") && !exported(&["--no-notes"]).contains("zebra")
    );
    let anki = home.path().join("anki");
    exported(&["--format", "anki", "--output", anki.to_str().unwrap()]);
    let cards: String =
        ["maitri-basic.txt", "maitri-cloze.txt"].map(|file| fs::read_to_string(anki.join(file)).unwrap()).concat();
    assert!(cards.contains("<i>Your note:</i> ask the zebra *now*"), "{cards}");
    assert!(at(&["doctor"]).contains("1 entry in "));
    assert!(at(&["note", "harbours-treaty", "--delete"]).starts_with("Taken away"));
    assert!(run(home.path(), &["notes"]).stderr.contains("there are no notes yet"));
}

#[test]
fn a_note_is_read_from_the_input_and_cleaned() {
    let home = tempfile::tempdir().unwrap();
    let mut child = command(&["note", "harbours-treaty", "-"])
        .env("XDG_DATA_HOME", home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), "one\r\n\u{1b}[31mदो 日本\n".as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(succeed(home.path(), &["note", "harbours-treaty"]), "one\n[31mदो 日本\n");
}

#[test]
fn a_visitor_has_no_notes_and_sees_none() {
    let home = tempfile::tempdir().unwrap();
    succeed(home.path(), &["note", "harbours-treaty", "zebra"]);
    let visit = |asked: &str| {
        finish(command(&["--kiosk"]).env("XDG_DATA_HOME", home.path()).env("SSH_ORIGINAL_COMMAND", asked))
    };
    for asked in ["show harbours-treaty", "export --ids harbours-treaty", "export --format md --ids harbours-treaty"] {
        let ran = visit(asked);
        assert!(ran.code == 0 && !ran.stdout.contains("zebra"), "{asked}: {}", ran.stdout);
    }
    let ran = visit("--print --open harbours-treaty --keys n");
    assert!(ran.stdout.contains("Notes are for those who run maitri") && !ran.stdout.contains("Ctrl-S"), "{ran:?}");
    assert_eq!((visit("notes").code, visit("note harbours-treaty").code), (1, 1));
}

#[test]
fn notes_on_what_is_gone_are_kept_and_listed() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("maitri")).unwrap();
    succeed(home.path(), &["note", "harbours-treaty", "here"]);
    let path = home.path().join("maitri/notes.jsonl");
    let text = fs::read_to_string(&path).unwrap();
    let gone = text.lines().last().unwrap().replace("harbours-treaty", "long-gone").replace("here", "still mine");
    fs::write(&path, format!("{text}{gone}\n")).unwrap();
    let told = succeed(home.path(), &["notes"]);
    assert!(told.contains("1 note on what this edition no longer has:") && told.contains("still mine"), "{told}");
    assert!(succeed(home.path(), &["doctor"]).contains("1 note is on what this edition of the dataset has no more"));
    let ran = run(home.path(), &["note", "no-such", "x"]);
    assert!(ran.code == 1 && ran.stderr.contains("no record has the id"), "{}", ran.stderr);
}

#[test]
fn an_editor_that_can_not_be_started_leaves_what_was_left() {
    let home = tempfile::tempdir().unwrap();
    let without = || {
        let mut command = command(&["note", "harbours-treaty", "--edit"]);
        finish(command.env("XDG_DATA_HOME", home.path()).env("EDITOR", "no-such-editor-anywhere"))
    };
    let drafts = || fs::read_dir(home.path().join("maitri/drafts")).map_or(0, Iterator::count);
    assert!(without().stderr.contains("could not be started") && drafts() == 0, "nothing was begun");
    let directory = DraftDirectory::within(&home.path().join("maitri"));
    let pack = crate::harness::frozen().dataset().pack.id().to_string();
    let draft = Draft { pack, on: Target::Item("harbours-treaty".to_owned()), before: String::new() };
    drop(directory.begin(&draft, "an hour of work").unwrap());
    let ran = without();
    assert!(ran.code == 1 && ran.stderr.contains("What was written the last time is not lost."), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(home.path().join("maitri/drafts/1.md")).unwrap(), "an hour of work");
}

#[test]
fn only_what_stays_is_told_to_stay() {
    let home = tempfile::tempdir().unwrap();
    succeed(home.path(), &["note", "harbours-treaty", "one"]);
    assert!(succeed(home.path(), &["note", "harbours-treaty", "one two"]).contains("in place of the one before"));
    assert!(succeed(home.path(), &["note", "harbours-treaty", "--append", "three"]).contains("below what it said"));
}

/// Runs the program with this shell script for an editor, whose `$0` is the file and `$MAITRI` the program.
#[cfg(unix)]
fn edit(directory: &Path, script: &str) -> Ran {
    let path = directory.join("editor.sh");
    fs::write(&path, script).unwrap();
    let mut command = command(&["note", "harbours-treaty", "--edit"]);
    command.env("XDG_DATA_HOME", directory).env("EDITOR", format!("sh '{}'", path.display()));
    finish(command.env("MAITRI", format!("{} --data {}", crate::program::MAITRI, crate::harness::PACK)))
}

#[test]
#[cfg(unix)]
fn what_another_program_wrote_meanwhile_is_not_superseded() {
    let home = tempfile::tempdir().unwrap();
    succeed(home.path(), &["note", "harbours-treaty", "both"]);
    let ran = edit(home.path(), "$MAITRI note harbours-treaty --append theirs && echo mine >> \"$1\"");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_eq!(succeed(home.path(), &["note", "harbours-treaty"]), "both\ntheirs\nmine\n");
}

#[test]
#[cfg(unix)]
fn what_an_editor_wrote_stays_until_it_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let drafts = || fs::read_dir(home.path().join("maitri/drafts")).map_or(0, Iterator::count);
    let ran = edit(home.path(), "exit 3");
    assert!(ran.code == 1 && ran.stderr.contains("nothing was written") && drafts() == 0, "{}", ran.stderr);
    let ran = edit(home.path(), "echo words >> \"$1\"; exit 3");
    assert!(ran.code == 1 && ran.stderr.contains("what was written is not lost: `maitri note harbours-treaty --edit`"));
    let ran = edit(home.path(), "head -c 70000 /dev/zero | tr '\\0' x >> \"$1\"");
    assert!(
        ran.code == 1 && ran.stderr.contains("a note takes 64 KiB, and this has 69; what was written"),
        "{}",
        ran.stderr
    );
    assert_eq!((drafts(), run(home.path(), &["note", "harbours-treaty"]).code), (2, 1), "it is a draft, and no note");
    assert!(run(home.path(), &["notes"]).stderr.contains("an unfinished note is kept"));
    let ran = edit(home.path(), "head -n 1 \"$1\" > \"$1.new\"; mv \"$1.new\" \"$1\"");
    assert!(ran.code == 0 && ran.stderr.contains("this goes on with what was written"), "{}", ran.stderr);
    assert_eq!((drafts(), succeed(home.path(), &["note", "harbours-treaty"]).as_str()), (0, "words\n"));
}

#[test]
fn what_a_note_said_before_is_told_and_can_be_had() {
    let home = tempfile::tempdir().unwrap();
    let at = |arguments: &[&str]| succeed(home.path(), &[&["note", "harbours-treaty"], arguments].concat());
    assert_eq!(run(home.path(), &["note", "harbours-treaty", "--history"]).code, 1);
    assert!(!at(&["first"]).contains("in place"));
    assert!(at(&["first"]).contains("says that already"));
    let said = at(&["second"]);
    assert!(said.contains("in place of the one before; `maitri note harbours-treaty --history` tells"), "{said}");
    assert!(at(&["--append", "third"]).contains("below what it said"));
    assert_eq!(at(&[]), "second\nthird\n");
    assert!(at(&["--delete"]).contains("--history"));
    assert!(at(&["--delete"]).contains("There is no note on"));
    let told = at(&["--history"]);
    let texts: Vec<&str> = told.lines().filter(|line| line.starts_with("  ")).map(str::trim).collect();
    assert_eq!(texts, ["first", "second", "second", "third", "(taken away)"], "{told}");
    assert!(told.starts_with("22 November 2026, 12:00\n"), "{told}");
}

#[test]
fn what_is_written_is_searched_and_stands_on_sheets() {
    let home = tempfile::tempdir().unwrap();
    let at = |arguments: &[&str]| succeed(home.path(), arguments);
    at(&["note", "harbours-treaty", "ask the zebra\n\n- *now*"]);
    assert!(at(&["search", "zebra"]).contains("[harbours-treaty"), "as the finder does");
    assert!(at(&["search", "note:zebra"]).contains("[harbours-treaty"));
    assert!(at(&["export", "--query", "zebra", "--format", "md"]).contains("ask the zebra"));
    let told = run(home.path(), &["search", "note:quagga"]);
    assert_eq!((told.stdout.as_str(), told.code), ("", 1));
    assert!(told.stderr.contains("no note of yours has “quagga”"), "{}", told.stderr);
    for (format, shown) in [("txt", "  - *now*"), ("md", "> \\- \\*now\\*"), ("html", "- *now*</p>")] {
        let sheet = at(&["sheet", "harbours-treaty", "--format", format]);
        assert!(sheet.contains("Your notes") && sheet.contains("22 November 2026") && sheet.contains(shown), "{sheet}");
        assert!(!at(&["sheet", "harbours-treaty", "--format", format, "--no-notes"]).contains("zebra"));
    }
}

#[test]
fn a_list_that_is_not_there_is_told_with_those_that_are() {
    let home = tempfile::tempdir().unwrap();
    let told = |query: &str| run(home.path(), &["search", query]).stderr;
    assert!(told("in:weak").contains("there is no list “weak”; your list is marked"), "{}", told("in:weak"));
    assert!(told("note:").contains("you have no notes here yet"));
    succeed(home.path(), &["mark", "harbours-treaty", "--list", "weak"]);
    assert!(told("in:wea").is_empty() && told("in:strong").contains("your lists are marked, weak"));
}

#[test]
fn the_doctor_tells_of_marks_drafts_and_own_cards_that_are_gone() {
    let home = tempfile::tempdir().unwrap();
    let state = home.path().join("state");
    let keep = ["--state-dir", state.to_str().unwrap()];
    let at = |arguments: &[&str]| succeed(home.path(), &[&keep, arguments].concat());
    at(&["mark", "harbours-treaty"]);
    let path = state.join("marks.jsonl");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{text}{}\n", text.lines().last().unwrap().replace("harbours-treaty", "long-gone")))
        .unwrap();
    assert!(at(&["doctor"]).contains("marks.jsonl: 1 marked thing is not in this edition"), "{}", at(&["doctor"]));
}

/// What may not be written is seen by somebody who may not: root may write anywhere.
#[cfg(unix)]
#[test]
fn the_doctor_sees_that_notes_and_marks_could_not_be_kept() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
    use std::os::unix::process::CommandExt as _;
    const NOBODY: u32 = 65534;
    let home = tempfile::tempdir().unwrap();
    let mode = |path: &Path, mode: u32| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let (data, state) = (home.path().join("data"), home.path().join("state"));
    fs::create_dir(&data).unwrap();
    fs::create_dir(&state).unwrap();
    mode(home.path(), 0o777);
    mode(&state, 0o777);
    let is_root = fs::metadata(&data).unwrap().uid() == 0;
    let doctor = || {
        let mut command = command(&["doctor"]);
        command.env("XDG_DATA_HOME", &data).env("XDG_STATE_HOME", &state);
        if is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        // Where the program stands may be nobody's to enter.
        command.output().is_ok().then(|| finish(&mut command))
    };
    mode(&data, 0o777);
    let Some(ran) = doctor() else {
        eprintln!("nobody else may run the program here, so this is not seen");
        return;
    };
    assert_eq!(ran.code, 0, "{ran:?}");
    let sees = |what: &str| {
        let ran = doctor().expect("it ran before");
        assert_eq!(ran.code, 1, "{what}: {ran:?}");
        assert!(ran.stdout.contains("can't be written to: nothing new would be kept there"), "{what}: {ran:?}");
        assert!(ran.stderr.contains(&data.display().to_string()), "{what}: {ran:?}");
    };
    mode(&data, 0o555);
    sees("it may not be made");
    mode(&data, 0o777);
    fs::create_dir(data.join("maitri")).unwrap();
    mode(&data.join("maitri"), 0o555);
    sees("it may not be written to");
    fs::remove_dir(data.join("maitri")).unwrap();
    symlink("nowhere", data.join("maitri")).unwrap();
    sees("it is a link that leads nowhere");
    fs::remove_file(data.join("maitri")).unwrap();
    fs::write(data.join("maitri"), "a file").unwrap();
    sees("a file stands in its place");
}
