//! The review log through everything that may happen to a file.

use std::cell::{Cell, RefCell};
use std::fs;
use std::io::{self, Write};
use std::rc::Rc;

use jiff::civil::Date;
use maitri::data::pack::id::FIRST;
use maitri::store::doctor::{Finding, examine};
use maitri::store::journal::{JournalError, Medium, Notice, ReadOnly, Stream, Writer, read};
use maitri::store::reviews::{FORMAT, Log};
use maitri::study::CardId;
use maitri::study::review::{Aside, Bring, Decision, Entry, Review};
use maitri::study::scheduler::Progress;
use maitri::study::scheduler::memory::{Grade, Model};
use proptest::prelude::*;

use super::deck;

/// Later than every answer here.
const TODAY: Date = Date::constant(2026, 11, 30);

fn review(card: &str, day: Date, grade: Grade) -> Entry {
    Entry::Review(Review { at: 1_700_000_000_000, day, card: CardId::from(card), grade, ms: 4200, answer: None })
}

fn aside(decision: Decision) -> Entry {
    Entry::Aside(Aside { at: 6, card: "cepa/signed".into(), decision })
}

fn day(number: i8) -> Date {
    Date::constant(2026, 11, number)
}

fn some_entries() -> Vec<Entry> {
    vec![
        review("cepa/signed", day(1), Grade::Again),
        review("cepa/signed", day(1), Grade::Good),
        review("jimex/venue-jimex-24", day(2), Grade::Easy),
        Entry::Undo(1),
        Entry::Bring(Bring { at: 5, card: "term-aagc/stands".into(), due: day(3) }),
        review("with “signs”\tand\nlines", day(4), Grade::Hard),
        aside(Decision::Suspend),
        aside(Decision::Resume),
        aside(Decision::Bury(day(9))),
        aside(Decision::Flag("two answers, “both” right".to_owned())),
        aside(Decision::Unflag),
    ]
}

fn write(directory: &std::path::Path, entries: &[Entry]) {
    let mut log = Log::open(directory).unwrap();
    for entry in entries {
        log.append(entry.clone()).unwrap();
    }
}

#[test]
fn what_is_written_is_read_again() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("deep/below");
    write(&path, &some_entries());
    let log = Log::open(&path).unwrap();
    assert_eq!(log.entries(), some_entries());
    assert!(log.notices().is_empty() && log.read_only().is_none());
    let text = fs::read_to_string(path.join(FORMAT.file)).unwrap();
    assert_eq!(text.lines().count(), some_entries().len() + 1);
    assert!(text.starts_with("{\"maitri\":\"reviews\",\"version\":1}\n"), "{text}");
}

#[test]
fn every_truncation_replays_and_goes_on() {
    let whole = tempfile::tempdir().unwrap();
    write(whole.path(), &some_entries());
    let bytes = fs::read(whole.path().join(FORMAT.file)).unwrap();
    let complete = |length: usize| bytes[..length].split(|byte| *byte == b'\n').count().saturating_sub(2);
    for length in 0..=bytes.len() {
        let kept = read::read::<Entry>(&bytes[..length]).entries;
        assert!(kept.len() == complete(length) || kept.len() == complete(length) + 1, "cut at {length}");
        assert_eq!(kept, &some_entries()[..kept.len()], "cut at {length}");
    }
    // On a disk, which takes its time: at both ends of each line and within it.
    let ends: Vec<usize> = (0..=bytes.len()).filter(|at| *at == 0 || bytes[at - 1] == b'\n').collect();
    let within = ends.windows(2).map(|ends| usize::midpoint(ends[0], ends[1]));
    let cuts = ends.iter().flat_map(|end| end.saturating_sub(2)..=end + 1).filter(|cut| *cut <= bytes.len());
    for length in cuts.chain(within) {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join(FORMAT.file), &bytes[..length]).unwrap();
        let complete = complete(length);
        let mut log = Log::open(directory.path()).unwrap();
        assert!(log.read_only().is_none(), "cut at {length}");
        let kept = log.entries().len();
        assert!(kept == complete || kept == complete + 1, "cut at {length}: {kept} of {complete}");
        assert_eq!(log.entries(), &some_entries()[..kept]);
        log.append(review("after/it", day(9), Grade::Good)).unwrap();
        drop(log);
        let again = Log::open(directory.path()).unwrap();
        assert_eq!(again.entries().len(), kept + 1, "cut at {length}");
        assert!(again.notices().is_empty(), "cut at {length}: told twice: {:?}", again.notices());
    }
}

#[test]
fn a_torn_line_is_set_aside_and_said_once() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path(), &some_entries());
    let mut file = fs::OpenOptions::new().append(true).open(directory.path().join(FORMAT.file)).unwrap();
    file.write_all(b"{\"at\":17000,\"day\":\"2026-1").unwrap();
    drop(file);
    assert!(examine(directory.path(), (FIRST, deck()), TODAY).contains(&Finding::Torn(25)));
    let log = Log::open(directory.path()).unwrap();
    assert_eq!(log.notices(), [Notice::TornLine(25)]);
    assert_eq!(log.entries(), some_entries());
    drop(log);
    assert_eq!(fs::read(directory.path().join(FORMAT.torn)).unwrap(), b"{\"at\":17000,\"day\":\"2026-1\n");
    assert!(Log::open(directory.path()).unwrap().notices().is_empty());
}

#[test]
fn a_bad_middle_line_is_skipped_and_counted() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path(), &some_entries());
    let path = directory.path().join(FORMAT.file);
    let mut bytes = fs::read(&path).unwrap();
    let at = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    bytes.splice(at..at, b"\xff\xfe nonsense\n{\"half\":1}\n".iter().copied());
    fs::write(&path, &bytes).unwrap();
    let log = Log::open(directory.path()).unwrap();
    assert_eq!(log.entries(), some_entries());
    assert_eq!(log.notices(), [Notice::BadLines(vec![2, 3])]);
    assert_eq!(fs::read(&path).unwrap(), bytes, "nothing is removed from the log");
    assert!(examine(directory.path(), (FIRST, deck()), TODAY).contains(&Finding::BadLines { count: 2, first: 2 }));
}

#[test]
fn what_is_no_log_is_renamed_and_never_overwritten() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(FORMAT.file);
    for round in 1..=2 {
        fs::write(&path, format!("dear diary {round}\nnothing happened\n")).unwrap();
        assert!(
            examine(directory.path(), (FIRST, deck()), TODAY)
                .iter()
                .any(|finding| matches!(finding, Finding::NoSuchFormat { .. }))
        );
        let log = Log::open(directory.path()).unwrap();
        let aside = directory.path().join(format!("{}.unreadable-{round}", FORMAT.file));
        assert_eq!(log.notices(), [Notice::SetAside(aside.clone())]);
        drop(log);
        assert_eq!(fs::read_to_string(aside).unwrap(), format!("dear diary {round}\nnothing happened\n"));
        fs::remove_file(&path).unwrap();
    }
    fs::create_dir(&path).unwrap();
    assert!(matches!(Log::open(directory.path()).unwrap().notices(), [Notice::SetAside(_)]));
}

#[test]
fn a_newer_format_opens_read_only() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(FORMAT.file);
    let text = "{\"maitri\":\"reviews\",\"version\":2}\n{\"at\":1,\"day\":\"2026-11-01\",\"card\":\"a/b\",\"grade\":\"good\",\"mood\":3}\n";
    fs::write(&path, text).unwrap();
    let mut log = Log::open(directory.path()).unwrap();
    assert_eq!(log.read_only(), Some(&ReadOnly::Newer(2)));
    assert_eq!(log.entries().len(), 1);
    assert!(matches!(
        log.append(review("a/b", day(2), Grade::Good)),
        Err(JournalError::ReadOnly { why: ReadOnly::Newer(2), .. })
    ));
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    assert!(examine(directory.path(), (FIRST, deck()), TODAY).contains(&Finding::Newer(2)));
}

#[test]
fn a_second_instance_opens_read_only() {
    let directory = tempfile::tempdir().unwrap();
    let mut first = Log::open(directory.path()).unwrap();
    first.append(review("a/b", day(1), Grade::Good)).unwrap();
    let mut second = Log::open(directory.path()).unwrap();
    assert_eq!(second.read_only(), Some(&ReadOnly::Taken));
    assert_eq!(second.entries().len(), 1);
    assert!(second.append(review("a/b", day(2), Grade::Good)).is_err());
    assert!(examine(directory.path(), (FIRST, deck()), TODAY).contains(&Finding::Taken));
    drop(first);
    assert!(Log::open(directory.path()).unwrap().read_only().is_none());
}

#[test]
fn a_directory_that_cannot_be_written_is_told() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("file");
    fs::write(&file, "").unwrap();
    // A directory below a file can be made by nobody, not even by root.
    let mut log = Log::open(&file.join("maitri")).unwrap_or_else(|error| panic!("{error}"));
    assert!(matches!(log.read_only(), Some(ReadOnly::Denied(_))));
    assert!(log.append(review("a/b", day(1), Grade::Good)).is_err());
    assert!(!directory.path().join(FORMAT.lock).exists());
}

/// The files of a directory and what is in them.
fn files(directory: &std::path::Path) -> Vec<(std::ffi::OsString, Vec<u8>)> {
    let files = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap());
    let mut files: Vec<_> = files.map(|entry| (entry.file_name(), fs::read(entry.path()).unwrap())).collect();
    files.sort();
    files
}

/// A disk with room for so many bytes, which may change.
#[derive(Clone)]
struct Disk {
    bytes: Rc<RefCell<Vec<u8>>>,
    room: Rc<Cell<usize>>,
    cuts: Rc<Cell<bool>>,
}

impl Disk {
    fn new(room: usize, cuts: bool) -> Self {
        Self { bytes: Rc::default(), room: Rc::new(Cell::new(room)), cuts: Rc::new(Cell::new(cuts)) }
    }
}

impl Write for Disk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut held = self.bytes.borrow_mut();
        let fits = bytes.len().min(self.room.get() - held.len());
        if fits == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        held.extend(&bytes[..fits]);
        Ok(fits)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Medium for Disk {
    fn cut(&mut self, length: u64) -> io::Result<()> {
        if !self.cuts.get() {
            return Err(io::ErrorKind::Unsupported.into());
        }
        self.bytes.borrow_mut().truncate(usize::try_from(length).unwrap());
        Ok(())
    }

    fn carry(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn length(&self) -> io::Result<u64> {
        Ok(self.bytes.borrow().len() as u64)
    }
}

#[test]
fn what_is_kept_after_a_torn_line_survives_the_next_full_disk() {
    let line = review("a/b", day(1), Grade::Good).to_line();
    let disk = Disk::new(line.len() + 1 + 5, false);
    let mut writer = Writer::new(disk.clone(), 0);
    assert!(writer.line(&line).is_ok() && writer.line(&line).is_err(), "of the second there is a torn beginning");
    disk.room.set(disk.room.get() + line.len() + 2);
    assert!(writer.line(&line).is_ok(), "there is room again");
    disk.room.set(disk.room.get() + 3);
    disk.cuts.set(true);
    assert!(writer.line(&line).is_err(), "and again there is none, but now it can be cut");
    let found = read::read::<Entry>(&disk.bytes.borrow());
    assert_eq!((found.entries.len(), found.torn.len()), (2, 0), "{:?}", String::from_utf8_lossy(&disk.bytes.borrow()));
}

#[test]
fn a_full_disk_loses_nothing_from_before() {
    let line = review("a/b", day(1), Grade::Good).to_line();
    for cuts in [true, false] {
        for room in 0..4 * line.len() {
            let disk = Disk::new(room, cuts);
            let mut writer = Writer::new(disk.clone(), 0);
            let written = (0..5).filter(|_| writer.line(&line).is_ok()).count();
            assert!(written < 4);
            let found = read::read::<Entry>(&disk.bytes.borrow());
            assert_eq!(found.entries.len(), written + usize::from(found.unended), "room {room}");
        }
    }
}

#[test]
fn after_a_broken_write_the_next_line_stands_alone() {
    let line = review("a/b", day(1), Grade::Good).to_line();
    for (cuts, bad) in [(true, 0), (false, 1)] {
        let disk = Disk::new(line.len() + 10, cuts);
        let mut writer = Writer::new(disk.clone(), 0);
        assert!(writer.line(&line).is_ok() && writer.line(&line).is_err());
        disk.room.set(10_000);
        assert!(writer.line(&line).is_ok() && writer.line(&line).is_ok());
        let found = read::read::<Entry>(&disk.bytes.borrow());
        assert_eq!((found.entries.len(), found.bad_lines.len()), (3, bad));
    }
}

#[test]
fn cards_no_longer_there_are_kept() {
    let directory = tempfile::tempdir().unwrap();
    write(
        directory.path(),
        &[review("gone/for-good", day(1), Grade::Good), review("cepa/signed", day(1), Grade::Good)],
    );
    let log = Log::open(directory.path()).unwrap();
    let progress = Progress::replay(log.entries(), &Model::default());
    assert_eq!(progress.strangers(deck()), 1);
    assert!(progress.state(&"gone/for-good".into()).is_some());
    assert!(examine(directory.path(), (FIRST, deck()), TODAY).contains(&Finding::Strangers(1)));
}

#[test]
fn a_missing_log_is_no_fault() {
    let directory = tempfile::tempdir().unwrap();
    let found = examine(directory.path(), (FIRST, deck()), TODAY);
    assert!(matches!(found.as_slice(), [Finding::NoLog(_)]));
    assert!(found.iter().all(|finding| !finding.is_wrong() && !finding.to_string().is_empty()));
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let found = read::read::<Entry>(&bytes);
        prop_assert!(found.length <= bytes.len() as u64);
    }

    #[test]
    fn read_a_piece_at_a_time_it_is_what_it_is_at_once(
        pieces in prop::collection::vec((0..6_usize, prop::collection::vec(any::<u8>(), 0..12)), 0..12),
        cut in 0..400_usize,
        may_write in any::<bool>(),
    ) {
        let mut bytes = Vec::new();
        for (what, noise) in &pieces {
            match what {
                0 => bytes.extend(read::head_line(&FORMAT).bytes().chain([b'\n'])),
                1 => bytes.extend(b"{\"maitri\":\"reviews\",\"version\":2}\n"),
                2 => bytes.extend(noise),
                3 => bytes.extend(b"no entry\n \n"),
                number => bytes.extend(some_entries()[*number].to_line().bytes().chain([b'\n'])),
            }
        }
        bytes.truncate(bytes.len().saturating_sub(cut % 40));
        let [at_once, in_pieces] = [(); 2].map(|()| tempfile::tempdir().unwrap());
        for directory in [&at_once, &in_pieces] {
            fs::write(directory.path().join(FORMAT.file), &bytes).unwrap();
        }
        let (log, stream) = if may_write {
            (Log::open(at_once.path()), Stream::<Entry>::open(in_pieces.path()))
        } else {
            (Log::look(at_once.path()), Stream::look(in_pieces.path()))
        };
        let (mut log, mut stream) = (log.unwrap(), stream.unwrap());
        let mut entries = Vec::new();
        while stream.read_on(&mut entries).unwrap() {}
        prop_assert_eq!(entries.as_slice(), log.entries());
        let named = |notice: &Notice| notice.sentence(&FORMAT);
        prop_assert_eq!(
            stream.notices().iter().map(named).collect::<Vec<_>>(),
            log.notices().iter().map(named).collect::<Vec<_>>()
        );
        prop_assert_eq!(stream.read_only(), log.read_only());
        let more = review("after/it", day(9), Grade::Good);
        prop_assert_eq!(log.append(more.clone()).is_ok(), stream.append(&more).is_ok());
        drop((log, stream));
        prop_assert_eq!(files(at_once.path()), files(in_pieces.path()));
    }

    #[test]
    fn a_flipped_byte_costs_at_most_one_entry(at in 0_usize..400, bit in 0_u8..8) {
        let mut bytes: Vec<u8> = some_entries().iter().flat_map(|entry| format!("{}\n", entry.to_line()).into_bytes()).collect();
        let whole = some_entries().len();
        let at = at % bytes.len();
        let was_end = bytes[at] == b'\n';
        bytes[at] ^= 1 << bit;
        let found = read::read::<Entry>(&bytes).entries.len();
        // A lost line end joins two lines.
        prop_assert!(found + 1 + usize::from(was_end) >= whole);
    }
}

#[test]
fn a_reason_that_was_read_is_clean_and_short() {
    let line = r#"{"at":1,"card":"c","aside":"flag","why":"a\u001b[31mb"}"#;
    let Some(Entry::Aside(Aside { decision: Decision::Flag(why), .. })) = Entry::from_line(line) else {
        panic!("no reason");
    };
    assert!(!why.contains('\u{1b}'), "{why:?}");
    let long = line.replace("a\\u001b[31mb", &"long ".repeat(100));
    let Some(Entry::Aside(Aside { decision: Decision::Flag(why), .. })) = Entry::from_line(&long) else {
        panic!("no reason");
    };
    assert_eq!(why.chars().count(), 200);
    assert_eq!(Entry::from_line(r#"{"at":1,"card":"c","aside":"burn"}"#), None, "of a later version");
    assert_eq!(Entry::from_line(r#"{"at":1,"card":"c","aside":"bury"}"#), None, "until when?");
}

#[test]
fn answers_of_days_to_come_and_a_clock_set_back_are_told() {
    let directory = tempfile::tempdir().unwrap();
    let at = |hours: i64, entry: Entry| match entry {
        Entry::Review(review) => Entry::Review(Review { at: 1_700_000_000_000 + hours * 3_600_000, ..review }),
        entry => entry,
    };
    let answer = |hours, number| at(hours, review("cepa/signed", day(number), Grade::Good));
    write(directory.path(), &[answer(0, 1), answer(48, 3), answer(24, 2), answer(25, 2), answer(49, 3)]);
    let found = examine(directory.path(), (FIRST, deck()), day(2));
    assert!(found.contains(&Finding::InFuture { what: "answer", count: 2, last: day(3) }), "{found:?}");
    assert!(found.contains(&Finding::SetBack(1)), "{found:?}");
    let found = examine(directory.path(), (FIRST, deck()), TODAY);
    assert!(!found.iter().any(|finding| matches!(finding, Finding::InFuture { .. })));
    let told = Finding::InFuture { what: "answer", count: 1, last: day(3) }.to_string();
    assert!(told.starts_with("1 answer is dated after today, up to 2026-11-03"), "{told}");
    // What was taken back counts for no day.
    let directory = tempfile::tempdir().unwrap();
    write(directory.path(), &[answer(0, 3), Entry::Undo(1)]);
    let found = examine(directory.path(), (FIRST, deck()), day(2));
    assert!(!found.iter().any(|finding| matches!(finding, Finding::InFuture { .. })), "{found:?}");
}
