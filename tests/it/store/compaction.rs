//! Long journals are made shorter: what follows from them stays, and what was superseded can still be read.

use std::fs;
use std::path::Path;

use maitri::store::journal::compaction::{earlier, read_earlier};
use maitri::store::journal::{JournalEntry, SharedJournal};
use maitri::study::marks::{Change, Lists, MarkEntry};
use maitri::study::notes::{Note, NoteBook, Target};
use maitri::study::shelf::Grown;

fn note(at: i64, text: String) -> Note {
    Note { at, pack: "p".to_owned(), on: Target::Item(format!("item-{}", at % 3)), text }
}

fn length<E: JournalEntry>(directory: &Path) -> u64 {
    fs::metadata(directory.join(E::FORMAT.file)).unwrap().len()
}

/// Writings of three notes, longer together than is read at every start.
fn writings() -> Vec<Note> {
    (0..90).map(|at| note(at, format!("{at} {}", "long".repeat(12_000)))).collect()
}

#[test]
fn notes_that_are_edited_for_years_stay_short_and_nothing_they_said_is_lost() {
    let directory = tempfile::tempdir().unwrap();
    let mut journal = SharedJournal::<Note>::open(directory.path()).unwrap();
    let mut other = SharedJournal::<Note>::open(directory.path()).unwrap();
    let all = writings();
    journal.append_after(|_| all.clone()).unwrap();
    other.refresh().unwrap();
    assert!(length::<Note>(directory.path()) > Note::COMPACTED_FROM);
    // A line that a later edition understands perhaps.
    let path = directory.path().join("notes.jsonl");
    fs::write(&path, [fs::read(&path).unwrap(), b"{\"later\":1}\n".to_vec()].concat()).unwrap();
    let before = fs::read(&path).unwrap();
    assert_eq!(journal.append(note(100, "last".to_owned())).unwrap(), Grown::Anew);
    assert!(length::<Note>(directory.path()) < Note::COMPACTED_FROM / 10);
    let left = fs::read_to_string(&path).unwrap();
    assert!(left.contains("\n{\"later\":1}\n"), "what is not understood is carried over");
    let told: Vec<String> = journal.take_notices().iter().map(|notice| notice.sentence(Note::FORMAT)).collect();
    assert!(told.iter().any(|told| told.contains("all it held is still in notes.jsonl.earlier-1")), "{told:?}");
    let aside = earlier(directory.path(), Note::FORMAT);
    assert_eq!(fs::read(&aside[0]).unwrap(), before, "to the last byte");
    assert_eq!(read_earlier::<Note>(directory.path()), all);
    // Another program that had read the long one goes on with the short one.
    assert_eq!(other.refresh().unwrap(), Grown::Anew);
    let whole: Vec<Note> = all.iter().cloned().chain([note(100, "last".to_owned())]).collect();
    assert_eq!(NoteBook::of("p", other.entries()), NoteBook::of("p", &whole));
    other.append(note(101, "more".to_owned())).unwrap();
    assert_eq!(SharedJournal::<Note>::open(directory.path()).unwrap().entries().last().unwrap().text, "more");
}

#[test]
fn marks_that_come_and_go_stay_few() {
    let directory = tempfile::tempdir().unwrap();
    let mut journal = SharedJournal::<MarkEntry>::open(directory.path()).unwrap();
    let entry = |change| MarkEntry { pack: "p".to_owned(), change };
    let (list, of) = (|| "weak".to_owned(), |number: usize| format!("item-{}", number % 50));
    let all: Vec<MarkEntry> = (0..20_000)
        .map(|number| match number / 50 % 2 {
            0 => Change::Mark { list: list(), of: of(number) },
            _ => Change::Unmark { list: list(), of: of(number) },
        })
        .chain([Change::Mark { list: list(), of: of(7) }])
        .map(entry)
        .collect();
    journal.append_after(|_| all.clone()).unwrap();
    assert!(length::<MarkEntry>(directory.path()) > MarkEntry::COMPACTED_FROM);
    journal.append(entry(Change::Choose { list: list() })).unwrap();
    assert!(length::<MarkEntry>(directory.path()) < 2000);
    let lists = Lists::replay(SharedJournal::<MarkEntry>::open(directory.path()).unwrap().entries(), "p");
    assert_eq!((lists.current(), lists.get("weak").unwrap().marks.len()), ("weak", 1));
}

#[test]
fn where_there_is_no_room_to_do_it_the_long_file_stays_and_is_added_to() {
    let directory = tempfile::tempdir().unwrap();
    let mut journal = SharedJournal::<Note>::open(directory.path()).unwrap();
    journal.append_after(|_| writings()).unwrap();
    let long = length::<Note>(directory.path());
    // Something that can't be written over stands where the shorter one would be written.
    fs::create_dir(directory.path().join("notes.jsonl.part")).unwrap();
    assert_eq!(journal.append(note(100, "last".to_owned())).unwrap(), Grown::From(90));
    assert!(length::<Note>(directory.path()) > long && earlier(directory.path(), Note::FORMAT).is_empty());
    assert_eq!(journal.entries().len(), 91);
}

#[test]
fn what_is_added_is_decided_upon_what_others_wrote() {
    let directory = tempfile::tempdir().unwrap();
    let open = || SharedJournal::<Note>::open(directory.path()).unwrap();
    let (mut one, mut other) = (open(), open());
    one.append(note(1, "one".to_owned())).unwrap();
    let grown = other
        .append_after(|entries| {
            assert_eq!(entries.len(), 1, "it is read under the lock");
            vec![note(2, "two".to_owned()), note(3, "three".to_owned())]
        })
        .unwrap();
    assert_eq!((grown, other.entries().len()), (Grown::From(0), 3));
    let before = fs::read(directory.path().join("notes.jsonl")).unwrap();
    assert_eq!(one.append_after(|_| Vec::new()).unwrap(), Grown::From(1));
    assert_eq!((one.entries().len(), fs::read(directory.path().join("notes.jsonl")).unwrap()), (3, before));
}
