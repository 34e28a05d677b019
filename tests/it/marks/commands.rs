//! Marks on the command line.

use std::path::Path;

use crate::program::{command, finish, run};

/// Runs a command whose marks are kept there, and expects it to succeed.
fn said(directory: &Path, arguments: &[&str]) -> String {
    let ran = ran(directory, arguments);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{arguments:?}");
    ran.stdout
}

fn ran(directory: &Path, arguments: &[&str]) -> crate::program::Ran {
    finish(command(arguments).env("XDG_DATA_HOME", directory).env("XDG_STATE_HOME", directory))
}

/// Two ids of the frozen pack.
fn ids(directory: &Path) -> [String; 2] {
    let lines = said(directory, &["agreements"]);
    let id = |line: &str| line.rsplit('[').next().unwrap_or_default().trim_end_matches(']').to_owned();
    let mut ids = lines.lines().filter(|line| line.ends_with(']')).map(id);
    [ids.next().expect("an agreement"), ids.next().expect("another")]
}

#[test]
fn marks_are_made_listed_exported_and_taken_away() {
    let directory = tempfile::tempdir().unwrap();
    let said = |arguments: &[&str]| said(directory.path(), arguments);
    let [one, two] = ids(directory.path());
    assert_eq!(said(&["lists"]), "marked: 0 marks (marks go here)\n");
    assert_eq!(said(&["mark", &two, &one, "--list", "weak"]), "In “weak”: 2 marks now.\n");
    assert_eq!(said(&["mark", &one, "--note", "look again"]), "In “marked”: 1 mark now.\n");
    assert_eq!(said(&["lists"]), "marked: 1 mark (marks go here)\nweak: 2 marks\n");
    let listed = said(&["lists", "WEAK"]);
    let first = listed.lines().next().unwrap_or_default();
    assert!(first.starts_with(&two), "in the order of the list: {listed}");
    assert!(said(&["lists", "marked"]).contains("(look again)"));
    let json: serde_json::Value = serde_json::from_str(said(&["lists", "marked", "--json"]).trim()).unwrap();
    assert_eq!((&json["id"], &json["note"], &json["gone"]), (&one.clone().into(), &"look again".into(), &false.into()));
    let exported = said(&["export", "--list", "weak"]);
    let exported: Vec<String> = exported
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(exported, [two.clone(), one.clone()]);
    assert!(said(&["export", "--list", "weak", "--format", "md"]).contains("# "));
    assert_eq!(said(&["unmark", &one]), "2 marks taken away.\n");
    assert_eq!(said(&["lists"]), "marked: 0 marks (marks go here)\nweak: 1 mark\n");
}

#[test]
fn a_list_that_is_not_there_is_told_with_those_that_are() {
    let directory = tempfile::tempdir().unwrap();
    let [one, _] = ids(directory.path());
    said(directory.path(), &["mark", &one, "--list", "weak"]);
    let ran = ran(directory.path(), &["export", "--list", "week"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("there is no list “week”; there are “marked” and “weak”"), "{}", ran.stderr);
    let ran = self::ran(directory.path(), &["mark", "no-such-record"]);
    assert!(ran.code == 1 && ran.stderr.contains("no record has the id"), "{}", ran.stderr);
    let ran = self::ran(directory.path(), &["mark", &one, "--list", "a\"b"]);
    assert!(ran.code == 1 && ran.stderr.contains("without quotation marks"), "{}", ran.stderr);
}

#[test]
fn a_quiz_asks_the_cards_of_a_list() {
    let directory = tempfile::tempdir().unwrap();
    let [one, two] = ids(directory.path());
    said(directory.path(), &["mark", &one, &two, "--list", "weak"]);
    let quiz = said(directory.path(), &["quiz", "--list", "weak"]);
    let all = said(directory.path(), &["quiz", "--cram", "--cards", "500"]);
    let count = |text: &str| text.split(' ').next().and_then(|number| number.parse::<usize>().ok()).unwrap_or_default();
    assert!(count(&quiz) > 0 && count(&quiz) < count(&all), "{quiz}{all}");
    let crammed = said(directory.path(), &["quiz", "--cram", "--list", "weak"]);
    assert!(count(&crammed) > 0 && count(&crammed) <= count(&quiz), "{crammed}");
}

#[test]
fn a_visitor_has_no_lists() {
    for arguments in
        [&["lists"][..], &["mark", "x"], &["unmark", "x"], &["export", "--list", "weak"], &["quiz", "--list", "x"]]
    {
        let words = arguments.join(" ");
        let ran = finish(command(&["--kiosk"]).env("SSH_ORIGINAL_COMMAND", &words));
        assert_ne!(ran.code, 0, "{words}");
        assert!(ran.stderr.contains("a visitor cannot have that"), "{words}: {}", ran.stderr);
    }
    assert_eq!(run(&["lists", "--help"]).code, 0);
}

#[test]
fn marks_are_forgotten_only_where_named_and_confirmed() {
    let directory = tempfile::tempdir().unwrap();
    let [one, _] = ids(directory.path());
    said(directory.path(), &["mark", &one]);
    let forget = |arguments: &[&str], typed: &str| {
        let path = directory.path().join("typed");
        std::fs::write(&path, typed).unwrap();
        let mut forget = command(&[&["forget"], arguments].concat());
        forget.env("XDG_DATA_HOME", directory.path()).env("XDG_STATE_HOME", directory.path());
        let ran = finish(forget.stdin(std::fs::File::open(path).unwrap()));
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{arguments:?}");
        ran.stdout
    };
    assert_eq!(forget(&[], ""), "There is nothing to forget.\n");
    assert!(forget(&["marks"], "").ends_with("Nothing is forgotten.\n"));
    assert!(forget(&["marks"], "yes\n").ends_with("Nothing is forgotten.\n"));
    assert!(said(directory.path(), &["lists"]).contains("1 mark"));
    let told = forget(&["marks"], "forget\n");
    assert!(told.contains("set aside as") && told.contains("marks.jsonl.forgotten-1"), "{told}");
    assert_eq!(said(directory.path(), &["lists"]), "marked: 0 marks (marks go here)\n");
    assert!(directory.path().join("maitri/marks.jsonl.forgotten-1").is_file());
}
