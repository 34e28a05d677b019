//! One thing found in what a reader keeps, as data and in a sentence. How it is found is in [`super`].

use std::path::PathBuf;

use jiff::civil::Date;

use crate::store::checkpoint::Unfit;
use crate::text::{agreeing, counted};

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
    /// Entries that were made with another pack.
    #[error("{} of another pack, “{pack}”: use that to have them judged", of_these(*.entries))]
    OfOther {
        /// Its id.
        pack: String,
        /// How many.
        entries: usize,
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
    #[error("{path} is no {journal}; the next start will rename it and begin a new one")]
    NoSuchFormat {
        /// The file.
        path: PathBuf,
        /// What it should be.
        journal: &'static str,
    },
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
    #[error("the log is of format {0}, newer than this program writes: it can only be read")]
    Newer(u32),
    /// Another instance has it open.
    #[error("another maitri is open and writes the log")]
    Taken,
    /// The directory can't be written to.
    #[error("{0} can't be written to: nothing new would be kept there")]
    NotWritable(PathBuf),
    /// There is no room for more.
    #[error("the disk that {0} is on is full: nothing new would be kept there")]
    Full(PathBuf),
    /// Other users may read it.
    #[error("{0} is open to other users; the next start makes it yours alone")]
    OpenToOthers(PathBuf),
    /// Other users may read a file that no start opens any more.
    #[error("{0} is open to other users; make it yours alone")]
    AsideOpenToOthers(PathBuf),
    /// The file of where one left off is none, or can't be read.
    #[error("{0}")]
    Place(String),
    /// It is of a later program.
    #[error("{0}")]
    PlaceOfLater(String),
    /// Files once set aside.
    #[error("{0} was set aside by an earlier start")]
    SetAside(PathBuf),
    /// Entries that count for days to come.
    #[error("{}", in_future(.what, *.count, *.last))]
    InFuture {
        /// What one entry is.
        what: &'static str,
        /// How many.
        count: usize,
        /// The last of the days.
        last: Date,
    },
    /// Entries that are older than one before them: a day was asked for, or the machine's clock was set back.
    #[error("{}", set_back(*.0))]
    SetBack(usize),
    /// Cards that were answered and are asked only where drills are.
    #[error("{} no written card asks; --drills asks them still", counted(*.0, "answered card"))]
    Drills(usize),
    /// Cards that were answered and are no longer in the deck.
    #[error("{}", strangers(*.0, "answered card"))]
    Strangers(usize),
    /// Questions that were answered and are no longer in the dataset.
    #[error("{}", strangers(*.0, "answered question"))]
    QuestionsGone(usize),
    /// Questions of papers whose record, card or written question is no longer in the dataset.
    #[error("{}", papers_gone(*.0))]
    PapersGone(usize),
    /// Notes on what is no longer in the dataset.
    #[error("{}", notes_gone(*.0))]
    NotesGone(usize),
    /// Marks of what is no longer in the dataset.
    #[error("{}", marks_gone(*.0))]
    MarksGone(usize),
    /// Cards of the reader's own that were answered and that no note asks any more.
    #[error("{}", own_gone(*.0))]
    OwnGone(usize),
    /// Notes that were being written when a program ended.
    #[error("{} being written when maitri ended; a note there goes on with it", were_notes(*.0))]
    DraftsLeft(usize),
    /// A file as it was before it was made shorter.
    #[error("{0} holds what was superseded in a file that had grown long; nothing but histories are read from it")]
    Earlier(PathBuf),
    /// A checkpoint of the log that holds.
    #[error("{path} holds what the first {} of the log came to, so that Study opens sooner; it may be deleted", counted(*.lines, "line"))]
    Checkpoint {
        /// The file.
        path: PathBuf,
        /// How far it goes.
        lines: usize,
    },
    /// A checkpoint that does not.
    #[error("{path} is passed over, since {why}; nothing is lost by it, and it may be deleted")]
    UnfitCheckpoint {
        /// The file.
        path: PathBuf,
        /// Why.
        why: Unfit,
    },
    /// Entries of a paper or an answer whose beginning is not there.
    #[error("{}", orphans(*.0))]
    Orphans(usize),
    /// Something found in another file than the review log, by its name.
    #[error("{0}: {1}")]
    In(&'static str, Box<Finding>),
}

impl Finding {
    /// Whether something is wrong, and not only worth knowing.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        match self {
            Self::NoLog(_)
            | Self::Entries { .. }
            | Self::OfOther { .. }
            | Self::Taken
            | Self::SetAside(_)
            | Self::Drills(_)
            | Self::Strangers(_)
            | Self::QuestionsGone(_)
            | Self::PapersGone(_)
            | Self::NotesGone(_)
            | Self::MarksGone(_)
            | Self::OwnGone(_)
            | Self::DraftsLeft(_)
            | Self::Earlier(_)
            | Self::Checkpoint { .. }
            | Self::UnfitCheckpoint { .. }
            | Self::PlaceOfLater(_)
            // Both are what --date does; nothing could mend them either where it was the clock.
            | Self::InFuture { .. }
            | Self::SetBack(_)
            | Self::Orphans(_) => false,
            Self::In(_, finding) => finding.is_wrong(),
            Self::Unreadable { .. }
            | Self::NoSuchFormat { .. }
            | Self::BadLines { .. }
            | Self::Torn(_)
            | Self::Newer(_)
            | Self::NotWritable(_)
            | Self::Full(_)
            | Self::OpenToOthers(_)
            | Self::AsideOpenToOthers(_)
            | Self::Place(_) => true,
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

fn in_future(what: &str, count: usize, last: Date) -> String {
    let is = agreeing(count, "is", "are");
    format!(
        "{} {is} dated after today, up to {last}: that day was asked for with --date, or the clock was ahead",
        counted(count, what)
    )
}

fn of_these(count: usize) -> String {
    let are = agreeing(count, "is", "are");
    format!("{count} of these {are}")
}

fn set_back(count: usize) -> String {
    let (entries, is) = (counted(count, "entry"), agreeing(count, "is", "are"));
    format!(
        "{entries} {is} dated before the one above: another day was asked for with --date, or the clock was set back; \
         intervals between may be wrong"
    )
}

fn strangers(count: usize, what: &str) -> String {
    let is = agreeing(count, "is", "are");
    format!("{} {is} not in this edition of the dataset; what was answered is kept", counted(count, what))
}

fn papers_gone(count: usize) -> String {
    let asks = agreeing(count, "asks", "ask");
    format!(
        "{} {asks} what this edition of the dataset has no more; papers keep them whole",
        counted(count, "question")
    )
}

fn notes_gone(count: usize) -> String {
    let is = agreeing(count, "is", "are");
    format!(
        "{} {is} on what this edition of the dataset has no more; `maitri notes` tells them",
        counted(count, "note")
    )
}

fn marks_gone(count: usize) -> String {
    let things = counted(count, "marked thing");
    format!(
        "{things} {} not in this edition of the dataset; `maitri lists NAME` tells them, and the marks are kept",
        agreeing(count, "is", "are")
    )
}

fn own_gone(count: usize) -> String {
    let (cards, are) = (counted(count, "answered card"), agreeing(count, "is", "are"));
    format!(
        "{cards} of your own {are} in no note any more; what was answered is kept, and counts again with the line that asked it"
    )
}

fn were_notes(count: usize) -> String {
    format!("{} {}", counted(count, "note"), agreeing(count, "was", "were"))
}

fn orphans(count: usize) -> String {
    if count == 1 {
        "1 entry goes on with what was never begun here, and is passed over".to_owned()
    } else {
        format!("{count} entries go on with what was never begun here, and are passed over")
    }
}
