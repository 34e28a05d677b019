//! What is to be said of the review log, and of the logs beside it, as data; nothing is changed by looking. What was
//! done with another pack than the one that is read is counted, and not judged.

mod account;
mod finding;

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::de::DeserializeOwned;

use self::account::Account;
pub use self::finding::Finding;
use super::checkpoint::{self, Found, Unfit};
use super::drafts::DraftDirectory;
use super::journal::compaction;
use super::journal::of_pack::OfPack;
use super::journal::read::{self, Head, Reading};
use super::journal::{Format, JournalEntry, Pieces};
use super::place::{PlaceError, PlaceFile};
use super::reviews::FORMAT;
use super::secure_fs;
use crate::data::Dataset;
use crate::study::cards::Deck;
use crate::study::exam::kept::PaperEntry;
use crate::study::mains::kept::MainsEntry;
use crate::study::marks::{Lists, MarkEntry};
use crate::study::notes::{Drafts as _, Note, NoteBook};
use crate::study::review::Entry;
use crate::study::scheduler::Progress;
use crate::study::scheduler::memory::Model;
use crate::study::scheduler::progress::checkpoint::Restoring;

/// Looks at the review log of a directory, for what was done with the pack of this id.
#[must_use]
pub fn examine(directory: &Path, (pack, deck): (&str, &Deck), today: Date) -> Vec<Finding> {
    let of_log = of_reviews(directory, (pack, deck), today);
    let mut found = of_log.unwrap_or_else(|| vec![Finding::NoLog(directory.to_owned())]);
    // A pipe in its place would hold us up.
    let lock = Some(directory.join(FORMAT.lock)).filter(|lock| lock.is_file());
    if let Some(Ok(lock)) = lock.map(|lock| fs::OpenOptions::new().write(true).open(lock))
        && matches!(lock.try_lock(), Err(fs::TryLockError::WouldBlock))
    {
        found.push(Finding::Taken);
    }
    let ours = [FORMAT.file, FORMAT.lock].map(|name| directory.join(name));
    if ours.iter().any(|path| is_denied(path)) || !secure_fs::is_writable(directory) {
        found.push(Finding::NotWritable(directory.to_owned()));
    } else if secure_fs::is_full(directory) {
        found.push(Finding::Full(directory.to_owned()));
    }
    found.extend(set_aside(directory, &FORMAT));
    found
}

/// Looks at the checkpoint of the review log of a directory, where there is one: whether it holds for this deck and
/// this model. What it restores is held against what the log really comes to.
#[must_use]
pub fn examine_checkpoint(directory: &Path, (pack, deck): (&str, &Deck), model: &Model) -> Vec<Finding> {
    let path = checkpoint::path(directory, pack);
    let judged = match Found::at(&path, pack) {
        Ok(None) => return Vec::new(),
        Ok(Some(found)) => judged(found, directory, (pack, deck), model),
        Err(why) => Err(why),
    };
    let open = is_open(&path).then(|| Finding::OpenToOthers(path.clone()));
    let finding = match judged {
        Ok(lines) => Finding::Checkpoint { path, lines },
        Err(why) => Finding::UnfitCheckpoint { path, why },
    };
    [finding].into_iter().chain(open).collect()
}

/// How many lines a checkpoint is of, if it is what they come to.
fn judged(mut found: Found, directory: &Path, (pack, deck): (&str, &Deck), model: &Model) -> Result<usize, Unfit> {
    while !found.read_on()? {}
    let (head, payload) = found.into_parts();
    let unreadable = |error: std::io::Error| Unfit::Unreadable(error.to_string());
    let (_, mut pieces) = Pieces::of::<OfPack<Entry>>(&directory.join(FORMAT.file)).ok_or(Unfit::OfAnotherLog)?;
    if pieces.whole() < head.covers {
        return Err(Unfit::OfAnotherLog);
    }
    while !pieces.sum_up_to(head.covers).map_err(unreadable)? {}
    if pieces.sum() != head.sum {
        return Err(Unfit::OfAnotherLog);
    }
    let mut restoring = Restoring::begin(payload, model).ok_or(Unfit::Otherwise)?;
    restoring.advance(deck, usize::MAX).filter(|is_all| *is_all).ok_or(Unfit::Otherwise)?;
    pieces.begin_again();
    pieces.end_at(head.covers);
    let (mut replayed, mut entries) = (Progress::default(), Vec::<OfPack<Entry>>::new());
    while pieces.read_on(&mut entries).map_err(unreadable)? {
        for kept in entries.drain(..).filter(|kept| kept.pack() == pack) {
            replayed.apply(&deck.current(&kept.entry), model);
        }
    }
    let is_same = restoring.finish().0 == replayed;
    let is_counted = (pieces.lines(), pieces.bad_lines()) == (head.lines, head.bad_lines.as_slice());
    if is_same && is_counted { Ok(head.lines) } else { Err(Unfit::Otherwise) }
}

/// Looks at the papers and the answers to main questions of a directory, where there are any.
#[must_use]
pub fn examine_beside(directory: &Path, (dataset, deck): (&Dataset<'_>, &Deck), today: Date) -> Vec<Finding> {
    let at = (directory, &*dataset.pack.id());
    let papers = beside::<PaperEntry>(at, |entries| of_papers(entries, (dataset, deck), today));
    let mains = beside::<MainsEntry>(at, |entries| of_mains(entries, dataset, today));
    [papers, mains].concat()
}

/// Looks at whether what a reader writes could be kept in a directory, be anything there yet or not.
#[must_use]
pub fn examine_directory(directory: &Path) -> Vec<Finding> {
    if !secure_fs::is_writable(directory) {
        vec![Finding::NotWritable(directory.to_owned())]
    } else if secure_fs::is_full(directory) {
        vec![Finding::Full(directory.to_owned())]
    } else {
        Vec::new()
    }
}

/// Looks at the notes of a directory, where there are any.
#[must_use]
pub fn examine_notes(directory: &Path, (dataset, deck): (&Dataset<'_>, &Deck), today: Date) -> Vec<Finding> {
    let pack = dataset.pack.id();
    beside::<Note>((directory, &*pack), |entries| {
        let days: Vec<Date> = entries.iter().filter_map(Note::day).collect();
        let book = NoteBook::of(&pack, entries);
        let gone = book.iter().filter(|note| !note.on.is_there(dataset, deck)).count();
        told("note", &days, today, [counted_as(gone, Finding::NotesGone), (0, Finding::Orphans(0))])
    })
}

/// Looks at the marks of a directory, where there are any.
#[must_use]
pub fn examine_marks(directory: &Path, dataset: &Dataset<'_>) -> Vec<Finding> {
    let pack = dataset.pack.id();
    beside::<MarkEntry>((directory, &*pack), |entries| {
        let lists = Lists::replay(entries, &pack);
        let marks = lists.all().iter().flat_map(|list| &list.marks);
        let gone: HashSet<&str> = marks.map(|mark| mark.of.as_str()).filter(|of| dataset.find(of).is_none()).collect();
        if gone.is_empty() { Vec::new() } else { vec![Finding::MarksGone(gone.len())] }
    })
}

/// Looks at the drafts of notes that programs left behind.
#[must_use]
pub fn examine_drafts(directory: &Path, pack: &str) -> Vec<Finding> {
    let left = DraftDirectory::within(directory).left(pack).len();
    if left == 0 { Vec::new() } else { vec![Finding::DraftsLeft(left)] }
}

/// Looks at the file of where one left off, if there is one.
#[must_use]
pub fn examine_place<P: DeserializeOwned>(directory: &Path) -> Vec<Finding> {
    let file = PlaceFile::in_directory(directory);
    let wrong = match file.read::<P>() {
        Ok(_) => None,
        Err(error @ PlaceError::Newer { .. }) => Some(Finding::PlaceOfLater(error.to_string())),
        Err(error) => Some(Finding::Place(error.to_string())),
    };
    let path = file.path();
    wrong.into_iter().chain(is_open(&path).then_some(Finding::OpenToOthers(path))).collect()
}

/// What is to be said of a log beside that of reviews; nothing where there is none.
fn beside<E: JournalEntry>((directory, pack): (&Path, &str), tell: impl FnOnce(&[E]) -> Vec<Finding>) -> Vec<Finding> {
    let path = directory.join(E::FORMAT.file);
    let mut found = of_file::<E>(directory, pack).map_or_else(Vec::new, |(mut found, entries)| {
        found.extend(tell(&entries));
        found
    });
    let lock = directory.join(E::FORMAT.lock);
    found.extend([path, lock].into_iter().filter(|path| is_denied(path)).map(Finding::NotWritable));
    found.extend(set_aside(directory, E::FORMAT));
    // Most sentences do not name the file: the review log was the first.
    let named = |finding: Finding| match finding {
        Finding::BadLines { .. }
        | Finding::Torn(_)
        | Finding::Newer(_)
        | Finding::InFuture { .. }
        | Finding::QuestionsGone(_)
        | Finding::PapersGone(_)
        | Finding::OfOther { .. }
        | Finding::NotesGone(_)
        | Finding::MarksGone(_)
        | Finding::Orphans(_) => Finding::In(E::FORMAT.file, Box::new(finding)),
        finding => finding,
    };
    // Both are begun with the first visit to the Study tab: that one is empty says nothing.
    let is_empty = |finding: &Finding| matches!(finding, Finding::Entries { entries: 0, .. });
    found.into_iter().filter(|finding| !is_empty(finding)).map(named).collect()
}

/// What the review log tells of itself, and what it holds of a pack; nothing if it is not there. It may be long: it is
/// read a piece at a time, unless something is odd about it.
fn of_reviews(directory: &Path, (pack, deck): (&str, &Deck), today: Date) -> Option<Vec<Finding>> {
    let path = directory.join(FORMAT.file);
    let mut account = Account::new(deck, today);
    let Some((reading, mut pieces)) = Pieces::of::<OfPack<Entry>>(&path) else {
        let (mut found, entries) = of_file::<Entry>(directory, pack)?;
        for entry in &entries {
            account.take(entry);
        }
        found.extend(account.told());
        return Some(found);
    };
    let (mut count, mut others, mut entries) = (0, BTreeMap::<String, usize>::new(), Vec::<OfPack<Entry>>::new());
    loop {
        match pieces.read_on(&mut entries) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => return Some(vec![Finding::Unreadable { path, why: error.to_string() }]),
        }
        count += entries.len();
        for kept in entries.drain(..) {
            if kept.pack() == pack {
                account.take(&kept.entry);
            } else if let Some(count) = others.get_mut(kept.pack()) {
                *count += 1;
            } else {
                others.insert(kept.pack().to_owned(), 1);
            }
        }
    }
    let mut found = of_reading(&reading, (count, pieces.bad_lines()), &path);
    if is_open(&path) {
        found.push(Finding::OpenToOthers(path));
    }
    found.extend(others.into_iter().map(|(pack, entries)| Finding::OfOther { pack, entries }));
    found.extend(account.told());
    Some(found)
}

/// What any log tells of itself, and what it holds of a pack; nothing if it is not there.
fn of_file<E: JournalEntry>(directory: &Path, pack: &str) -> Option<(Vec<Finding>, Vec<E>)> {
    let path = directory.join(E::FORMAT.file);
    let (mut found, reading) = match secure_fs::read(&path, E::FORMAT.max_bytes) {
        Ok(bytes) => {
            let reading: Reading<OfPack<E>> = read::read(&bytes);
            (of_reading(&reading, (reading.entries.len(), &reading.bad_lines), &path), reading)
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => (vec![Finding::Unreadable { path: path.clone(), why: error.to_string() }], Reading::default()),
    };
    if is_open(&path) {
        found.push(Finding::OpenToOthers(path));
    }
    let (own, others): (Vec<_>, Vec<_>) = reading.entries.into_iter().partition(|kept| kept.pack() == pack);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for kept in &others {
        *counts.entry(kept.pack()).or_default() += 1;
    }
    found.extend(counts.into_iter().map(|(pack, entries)| Finding::OfOther { pack: pack.to_owned(), entries }));
    Some((found, own.into_iter().map(|kept| kept.entry).collect()))
}

/// What is told of a file by its head and its end, how many entries it has, and which lines are none.
fn of_reading<E: JournalEntry>(
    reading: &Reading<E>,
    (entries, bad_lines): (usize, &[usize]),
    path: &Path,
) -> Vec<Finding> {
    if !reading.is_journal() {
        return vec![Finding::NoSuchFormat { path: path.to_owned(), journal: E::FORMAT.journal }];
    }
    let mut found = vec![Finding::Entries { entries, path: path.to_owned() }];
    if let Head::Version(version) = reading.head
        && version > E::FORMAT.version
    {
        found.push(Finding::Newer(version));
    }
    if let Some(&first) = bad_lines.first() {
        found.push(Finding::BadLines { count: bad_lines.len(), first });
    }
    if !reading.torn.is_empty() {
        found.push(Finding::Torn(reading.torn.len()));
    }
    found
}

fn counted_as(count: usize, finding: impl Fn(usize) -> Finding) -> (usize, Finding) {
    (count, finding(count))
}

fn of_papers(entries: &[PaperEntry], (dataset, deck): (&Dataset<'_>, &Deck), today: Date) -> Vec<Finding> {
    let written = dataset.questions().iter().map(|question| question.id.as_str()).collect();
    let (mut begun, mut days, mut gone, mut orphans) = (HashSet::new(), Vec::new(), 0, 0);
    for entry in entries {
        match entry {
            PaperEntry::Begun(paper) => {
                begun.insert(paper.paper);
                days.extend(paper.date());
                gone += paper.questions.iter().filter(|question| !question.is_of((dataset, deck), &written)).count();
            }
            PaperEntry::Answered(answered) => orphans += usize::from(!begun.contains(&answered.paper)),
            PaperEntry::HandedIn(end) => orphans += usize::from(!begun.contains(&end.paper)),
            PaperEntry::Discarded(end) => orphans += usize::from(!begun.contains(&end.paper)),
            // What a later edition writes is not judged by this one.
            PaperEntry::Unknown(_) => {}
        }
    }
    told("paper", &days, today, [counted_as(gone, Finding::PapersGone), counted_as(orphans, Finding::Orphans)])
}

fn of_mains(entries: &[MainsEntry], dataset: &Dataset<'_>, today: Date) -> Vec<Finding> {
    let known: HashSet<&str> = dataset.mains().iter().map(|question| &*question.id).collect();
    let (mut sat, mut days, mut orphans) = (HashSet::new(), Vec::new(), 0);
    let mut gone: HashSet<&str> = HashSet::new();
    for entry in entries {
        match entry {
            MainsEntry::Sat(answer) => {
                sat.insert(answer.sitting);
                days.extend(answer.day());
                gone.extend(Some(answer.question.as_str()).filter(|question| !known.contains(question)));
            }
            MainsEntry::Ticked(tick) => orphans += usize::from(!sat.contains(&tick.sitting)),
        }
    }
    told(
        "answer",
        &days,
        today,
        [counted_as(gone.len(), Finding::QuestionsGone), counted_as(orphans, Finding::Orphans)],
    )
}

/// What there is to tell of some days, and of what was counted.
fn told(what: &'static str, days: &[Date], today: Date, counts: [(usize, Finding); 2]) -> Vec<Finding> {
    let counts = counts.into_iter().filter(|(count, _)| *count > 0).map(|(_, finding)| finding);
    in_future(what, days, today).into_iter().chain(counts).collect()
}

fn in_future(what: &'static str, days: &[Date], today: Date) -> Option<Finding> {
    let ahead = days.iter().filter(|day| **day > today);
    Some(Finding::InFuture { what, count: ahead.clone().count(), last: *ahead.max()? })
}

/// Opening a file to add to it changes nothing, and asks the system all that may forbid it.
fn is_denied(log: &Path) -> bool {
    log.is_file() && fs::OpenOptions::new().append(true).open(log).is_err()
}

/// What earlier starts set aside of a log.
fn set_aside(directory: &Path, format: &Format) -> Vec<Finding> {
    let names = fs::read_dir(directory).into_iter().flatten().flatten().map(|entry| entry.path());
    let aside = |path: &PathBuf| {
        path.file_name().is_some_and(|name| {
            let name = name.to_string_lossy();
            name == format.torn || name.starts_with(&format!("{}.unreadable-", format.file))
        })
    };
    let mut aside: Vec<PathBuf> = names.filter(aside).collect();
    aside.sort();
    let earlier = compaction::earlier(directory, format).into_iter().map(Finding::Earlier);
    let mut found: Vec<Finding> = aside.into_iter().map(Finding::SetAside).chain(earlier).collect();
    found.extend(open_aside(&found));
    found
}

/// Of files that were put by, those that others may read: no start opens them, and makes them one's own by that.
fn open_aside(found: &[Finding]) -> Vec<Finding> {
    let paths = found.iter().filter_map(|finding| match finding {
        Finding::SetAside(path) | Finding::Earlier(path) => Some(path),
        _ => None,
    });
    paths.filter(|path| is_open(path)).cloned().map(Finding::AsideOpenToOthers).collect()
}

/// Whether others than its owner may do anything with a file; what is no file is told of as that.
fn is_open(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|meta| meta.is_file() && secure_fs::is_open_to_others(&meta))
}
