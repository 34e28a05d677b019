//! A journal that several programs add to at once.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::thread;

use maitri::store::journal::{Format, JournalEntry, JournalError, Notice, ReadOnly, SharedJournal};
use maitri::study::shelf::Grown;
use proptest::prelude::*;

const FORMAT: Format = Format {
    name: "words",
    version: 1,
    file: "words.jsonl",
    torn: "words.torn",
    lock: "words.lock",
    max_bytes: 1024 * 1024,
    journal: "word list",
    entry: "word",
    advice: "look there",
};

/// What is kept: a word.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word(String);

impl JournalEntry for Word {
    const FORMAT: &'static Format = &FORMAT;

    fn to_line(&self) -> String {
        format!("{{\"word\":\"{}\"}}", self.0)
    }

    fn from_line(text: &str) -> Option<Self> {
        Some(Self(text.strip_prefix("{\"word\":\"")?.strip_suffix("\"}")?.to_owned()))
    }
}

fn word(text: impl Into<String>) -> Word {
    Word(text.into())
}

fn open(directory: &Path) -> SharedJournal<Word> {
    SharedJournal::open(directory).unwrap()
}

/// What a third program wrote, whatever it is.
fn write(directory: &Path, bytes: &[u8]) {
    let mut file = OpenOptions::new().append(true).create(true).open(directory.join(FORMAT.file)).unwrap();
    file.write_all(bytes).unwrap();
}

#[test]
fn two_programs_see_what_the_other_added() {
    let directory = tempfile::tempdir().unwrap();
    let (mut one, mut other) = (open(directory.path()), open(directory.path()));
    assert!(!directory.path().join(FORMAT.file).exists(), "nothing is made by opening");
    assert_eq!(one.append(word("a")).unwrap(), Grown::From(0));
    assert_eq!(other.append(word("b")).unwrap(), Grown::From(0), "both are new to it");
    assert_eq!(other.entries(), [word("a"), word("b")]);
    assert_eq!(one.refresh().unwrap(), Grown::From(1));
    assert_eq!(one.refresh().unwrap(), Grown::From(2), "nothing more");
    assert_eq!(one.append(word("c")).unwrap(), Grown::From(2));
    assert_eq!(one.entries(), [word("a"), word("b"), word("c")]);
    assert!(one.take_notices().is_empty() && other.take_notices().is_empty());
    let text = fs::read_to_string(directory.path().join(FORMAT.file)).unwrap();
    assert!(text.starts_with("{\"maitri\":\"words\",\"version\":1}\n") && text.lines().count() == 4, "{text}");
}

#[test]
fn many_at_once_lose_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path();
    thread::scope(|scope| {
        for program in 0..4 {
            scope.spawn(move || {
                let mut journal = open(path);
                (0..15).for_each(|number| _ = journal.append(word(format!("{program}-{number}"))).unwrap());
                assert!(journal.take_notices().is_empty());
            });
        }
    });
    let journal = open(path);
    assert_eq!(journal.entries().len(), 60);
    for program in 0..4 {
        let own = format!("{program}-");
        let numbers = journal.entries().iter().filter_map(|word| word.0.strip_prefix(&own)?.parse::<usize>().ok());
        assert!(numbers.eq(0..15), "of {program}, in order");
    }
}

#[test]
fn a_line_torn_by_another_is_set_aside_by_whoever_adds_next() {
    let directory = tempfile::tempdir().unwrap();
    let mut one = open(directory.path());
    one.append(word("a")).unwrap();
    write(directory.path(), b"{\"wor");
    assert_eq!(one.refresh().unwrap(), Grown::From(1), "it may be on its way");
    assert_eq!(one.append(word("b")).unwrap(), Grown::From(1));
    assert_eq!(one.take_notices(), [Notice::TornLine(5)]);
    assert_eq!(fs::read(directory.path().join(FORMAT.torn)).unwrap(), b"{\"wor\n");
    write(directory.path(), b"{\"w");
    let mut other = open(directory.path());
    assert_eq!(other.take_notices(), [Notice::TornLine(3)]);
    assert_eq!(other.entries(), [word("a"), word("b")]);
    // Whole but for its end.
    write(directory.path(), b"{\"word\":\"c\"}");
    assert_eq!(open(directory.path()).entries().len(), 3);
    assert_eq!(other.append(word("d")).unwrap(), Grown::From(2));
    assert_eq!(other.entries(), ["a", "b", "c", "d"].map(word));
    assert_eq!(open(directory.path()).entries(), other.entries());
}

#[test]
fn what_is_no_journal_is_renamed_even_while_it_is_open() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path(), b"dear diary\n");
    let mut journal = open(directory.path());
    let aside = |number| directory.path().join(format!("{}.unreadable-{number}", FORMAT.file));
    assert_eq!(journal.take_notices(), [Notice::SetAside(aside(1))]);
    journal.append(word("a")).unwrap();
    fs::write(directory.path().join(FORMAT.file), "dear diary again\n").unwrap();
    assert_eq!(journal.append(word("b")).unwrap(), Grown::Anew);
    assert_eq!(journal.take_notices(), [Notice::SetAside(aside(2))]);
    assert_eq!(journal.entries(), [word("b")]);
    assert_eq!(fs::read_to_string(aside(1)).unwrap(), "dear diary\n");
    assert_eq!(fs::read_to_string(aside(2)).unwrap(), "dear diary again\n");
    // A file written by hand, and one taken away.
    fs::write(directory.path().join(FORMAT.file), "{\"word\":\"x\"}\n{\"word\":\"y\"}\n").unwrap();
    assert_eq!(journal.refresh().unwrap(), Grown::Anew);
    assert_eq!(journal.entries(), [word("x"), word("y")]);
    fs::remove_file(directory.path().join(FORMAT.file)).unwrap();
    assert_eq!((journal.refresh().unwrap(), journal.entries().len()), (Grown::Anew, 0));
}

#[test]
fn a_newer_format_is_read_and_not_written() {
    let directory = tempfile::tempdir().unwrap();
    let text = "{\"maitri\":\"words\",\"version\":2}\n{\"word\":\"a\"}\n{\"phrase\":\"a b\"}\n";
    write(directory.path(), text.as_bytes());
    let mut journal = open(directory.path());
    assert_eq!((journal.entries(), journal.read_only()), (&[word("a")][..], Some(ReadOnly::Newer(2))));
    let refused = journal.append(word("b")).unwrap_err();
    assert!(refused.to_string().contains("update maitri"), "{refused}");
    assert_eq!(fs::read_to_string(directory.path().join(FORMAT.file)).unwrap(), text);
    assert_eq!(journal.take_notices(), []);
}

#[test]
fn where_nothing_can_be_written_an_append_says_so() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("file");
    fs::write(&file, "mine").unwrap();
    // Below a file there can be no directory, not even for root.
    let mut journal = open(&file.join("maitri"));
    assert!(matches!(journal.append(word("a")), Err(JournalError::ReadOnly { why: ReadOnly::Denied(_), .. })));
    assert_eq!((journal.entries().len(), fs::read_to_string(&file).unwrap().as_str()), (0, "mine"));
    // Once it can, it does.
    fs::remove_file(&file).unwrap();
    assert_eq!(journal.append(word("b")).unwrap(), Grown::From(0));
    assert_eq!(open(&file.join("maitri")).entries(), [word("b")]);
}

/// What happens to the file next.
#[derive(Clone, Debug)]
enum Step {
    Append(usize),
    Refresh(usize),
    Tear,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![4 => (0..2_usize).prop_map(Step::Append), 2 => (0..2_usize).prop_map(Step::Refresh), 1 => Just(Step::Tear)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_two_do_in_turn_all_that_was_acknowledged_is_there(steps in prop::collection::vec(step(), 0..16)) {
        let directory = tempfile::tempdir().unwrap();
        let mut programs = [open(directory.path()), open(directory.path())];
        // What each made of what it was told is new.
        let mut told: [Vec<Word>; 2] = [Vec::new(), Vec::new()];
        let mut all = Vec::new();
        for (number, step) in steps.into_iter().enumerate() {
            let (program, grown) = match step {
                Step::Append(program) => {
                    all.push(word(number.to_string()));
                    (program, programs[program].append(word(number.to_string())).unwrap())
                }
                Step::Refresh(program) => (program, programs[program].refresh().unwrap()),
                Step::Tear => {
                    write(directory.path(), b"{\"word\":\"to");
                    continue;
                }
            };
            let Grown::From(first) = grown else { panic!("nobody replaced the file") };
            prop_assert_eq!(first, told[program].len());
            told[program].extend_from_slice(&programs[program].entries()[first..]);
            prop_assert_eq!(&told[program][..], &all[..]);
        }
        let journal = open(directory.path());
        prop_assert_eq!(journal.entries(), &all[..]);
    }
}
