//! What is to be said of a log, as data; nothing is changed by looking.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::FORMAT;
use crate::store::journal::read::{self, Head, Reading};
use crate::store::secure_fs;
use crate::study::cards::Deck;
use crate::study::cards::card::{Card, CardId};
use crate::study::review::Entry;
use crate::study::scheduler::memory::Model;
use crate::study::scheduler::{Progress, State};
use crate::text::counted;

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// Nothing was ever answered here.
    #[error("no review log in {0}: nothing was answered yet")]
    NoLog(PathBuf),
    /// How much there is.
    #[error("{} in {path}", counted(*.entries, "entry"))]
    Entries {
        /// How many.
        entries: usize,
        /// The file.
        path: PathBuf,
    },
    /// The file can't be read.
    #[error("{path} can't be read: {why}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// The file is no log; it would be renamed on the next start.
    #[error("{0} is no review log; the next start will rename it and begin a new one")]
    NoSuchFormat(PathBuf),
    /// Lines that are skipped.
    #[error("{}", bad_lines(*.count, *.first))]
    BadLines {
        /// How many.
        count: usize,
        /// The first, counted from 1.
        first: usize,
    },
    /// The last line was cut off.
    #[error("the last line was cut off after {0} bytes; the next start sets it aside")]
    Torn(usize),
    /// The format is newer than this program.
    #[error("the log is of format {0}, this program writes format {version}: it can only be read", version = FORMAT.version)]
    Newer(u32),
    /// Another instance has it open.
    #[error("another maitri is open and writes the log")]
    Taken,
    /// The directory can't be written to.
    #[error("{0} can't be written to: answers would not be kept")]
    NotWritable(PathBuf),
    /// Other users may read it.
    #[error("{0} is open to other users; the next start makes it yours alone")]
    OpenToOthers(PathBuf),
    /// Files once set aside.
    #[error("{0} was set aside by an earlier start")]
    SetAside(PathBuf),
    /// Answers that count for days to come.
    #[error("{}", in_future(*.count, *.last))]
    InFuture {
        /// How many.
        count: usize,
        /// The last of the days.
        last: Date,
    },
    /// Entries that are older than one before them: the machine's clock was set back.
    #[error("the clock was set back before {}: later entries are dated earlier, and intervals between may be wrong", times(*.0))]
    SetBack(usize),
    /// Cards that were answered and are asked only where drills are.
    #[error("{} no written card asks; --drills asks them still", counted(*.0, "answered card"))]
    Drills(usize),
    /// Cards that were answered and are no longer in the deck.
    #[error("{}", strangers(*.0))]
    Strangers(usize),
}

impl Finding {
    /// Whether something is wrong, and not only worth knowing.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        match self {
            Self::NoLog(_)
            | Self::Entries { .. }
            | Self::Taken
            | Self::SetAside(_)
            | Self::Drills(_)
            | Self::Strangers(_) => false,
            Self::Unreadable { .. }
            | Self::NoSuchFormat(_)
            | Self::BadLines { .. }
            | Self::Torn(_)
            | Self::Newer(_)
            | Self::NotWritable(_)
            | Self::OpenToOthers(_)
            | Self::InFuture { .. }
            | Self::SetBack(_) => true,
        }
    }
}

fn bad_lines(count: usize, first: usize) -> String {
    if count == 1 {
        format!("line {first} is no entry and is skipped")
    } else {
        format!("{count} lines are no entries and are skipped, the first of them line {first}")
    }
}

fn in_future(count: usize, last: Date) -> String {
    let is = if count == 1 { "is" } else { "are" };
    format!(
        "{} {is} dated after today, up to {last}: the clock was ahead, or another day was asked for",
        counted(count, "answer")
    )
}

fn times(count: usize) -> String {
    if count == 1 { "one entry".to_owned() } else { format!("{count} entries") }
}

fn strangers(count: usize) -> String {
    let is = if count == 1 { "is" } else { "are" };
    format!("{} {is} not in this edition of the dataset; what was answered is kept", counted(count, "answered card"))
}

/// Looks at the log of a directory.
#[must_use]
pub fn examine(directory: &Path, deck: &Deck, today: Date) -> Vec<Finding> {
    let path = directory.join(FORMAT.file);
    let mut found = match secure_fs::read(&path, FORMAT.max_bytes) {
        Ok(bytes) => of_bytes(&bytes, &path, deck, today),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => vec![Finding::NoLog(directory.to_owned())],
        Err(error) => vec![Finding::Unreadable { path: path.clone(), why: error.to_string() }],
    };
    if fs::metadata(&path).is_ok_and(|meta| secure_fs::is_open_to_others(&meta)) {
        found.push(Finding::OpenToOthers(path));
    }
    found.extend(of_directory(directory));
    found
}

fn of_bytes(bytes: &[u8], path: &Path, deck: &Deck, today: Date) -> Vec<Finding> {
    let reading: Reading<Entry> = read::read(bytes);
    if !reading.is_journal() {
        return vec![Finding::NoSuchFormat(path.to_owned())];
    }
    let mut found = vec![Finding::Entries { entries: reading.entries.len(), path: path.to_owned() }];
    if let Head::Version(version) = reading.head
        && version > FORMAT.version
    {
        found.push(Finding::Newer(version));
    }
    if let Some(&first) = reading.bad_lines.first() {
        found.push(Finding::BadLines { count: reading.bad_lines.len(), first });
    }
    if !reading.torn.is_empty() {
        found.push(Finding::Torn(reading.torn.len()));
    }
    found.extend(of_time(&reading.entries, today));
    let entries = reading.entries.iter().map(|entry| deck.current(entry));
    let progress = Progress::replay(entries, &Model::default());
    let drills = |(card, _): &(&CardId, &State)| deck.get(card.as_str()).is_some_and(Card::is_drill);
    let drilled = if deck.is_mixed() { progress.states().filter(drills).count() } else { 0 };
    if drilled > 0 {
        found.push(Finding::Drills(drilled));
    }
    let strangers = progress.strangers(deck);
    if strangers > 0 {
        found.push(Finding::Strangers(strangers));
    }
    found
}

/// What is odd about the times of entries.
fn of_time(entries: &[Entry], today: Date) -> Vec<Finding> {
    /// Clocks are set right by seconds, and two machines differ by minutes.
    const AN_HOUR: i64 = 3_600_000;
    let mut found = Vec::new();
    let days =
        entries.iter().filter_map(|entry| if let Entry::Review(review) = entry { Some(review.day) } else { None });
    let ahead: Vec<Date> = days.filter(|day| *day > today).collect();
    if let Some(last) = ahead.iter().max() {
        found.push(Finding::InFuture { count: ahead.len(), last: *last });
    }
    let moments = entries.iter().filter_map(Entry::at);
    let (mut latest, mut set_back) = (i64::MIN, 0);
    for moment in moments {
        if moment < latest.saturating_sub(AN_HOUR) {
            set_back += 1;
            latest = moment;
        }
        latest = latest.max(moment);
    }
    if set_back > 0 {
        found.push(Finding::SetBack(set_back));
    }
    found
}

fn of_directory(directory: &Path) -> Vec<Finding> {
    let mut found = Vec::new();
    // A pipe in its place would hold us up.
    let lock = Some(directory.join(FORMAT.lock)).filter(|lock| lock.is_file());
    if let Some(Ok(lock)) = lock.map(|lock| fs::OpenOptions::new().write(true).open(lock))
        && matches!(lock.try_lock(), Err(fs::TryLockError::WouldBlock))
    {
        found.push(Finding::Taken);
    }
    // Opening a file to add to it changes nothing, and asks the system all that may forbid it.
    let log = directory.join(FORMAT.file);
    let denied = log.is_file() && fs::OpenOptions::new().append(true).open(&log).is_err();
    if denied || !secure_fs::is_writable(directory) {
        found.push(Finding::NotWritable(directory.to_owned()));
    }
    let names = fs::read_dir(directory).into_iter().flatten().flatten().map(|entry| entry.path());
    let aside = |path: &PathBuf| {
        path.file_name().is_some_and(|name| {
            let name = name.to_string_lossy();
            name == FORMAT.torn || name.starts_with(&format!("{}.unreadable-", FORMAT.file))
        })
    };
    let mut aside: Vec<PathBuf> = names.filter(aside).collect();
    aside.sort();
    found.extend(aside.into_iter().map(Finding::SetAside));
    found
}
