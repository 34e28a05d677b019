//! The review log: every answer and what else moves cards, as a [`journal`](super::journal) in a directory of the
//! reader's, with a [`checkpoint`] beside it once it is long. What an entry means is for
//! [`crate::study::scheduler`].

use std::path::{Path, PathBuf};

use super::checkpoint::{self, Found, MOST_BAD_LINES, Writing};
use super::journal::of_pack::OfPack;
use super::journal::{Format, Journal, JournalEntry, JournalError, Stream};
use super::secure_fs;
use crate::study::review::Entry;
use crate::study::shelf::{Amount, NotKept, Piece, ReviewLog};

/// The review log.
pub type Log = Journal<Entry>;

/// How the review log is kept.
pub const FORMAT: Format = Format {
    name: "reviews",
    version: 1,
    file: "reviews.jsonl",
    torn: "reviews.torn",
    lock: "reviews.lock",
    // A lifetime's answers take a tenth of it.
    max_bytes: 256 * 1024 * 1024,
    journal: "review log",
    entry: "answer",
    advice: "`maitri doctor` tells more",
};

// One that is too long to be read would be written at every start.
const _: () = assert!(checkpoint::MAX_BYTES >= FORMAT.max_bytes, "a checkpoint may be as long as the longest log");

impl JournalEntry for Entry {
    const FORMAT: &'static Format = &FORMAT;

    fn to_line(&self) -> String {
        Entry::to_line(self)
    }

    fn from_line(text: &str) -> Option<Self> {
        Entry::from_line(text)
    }
}

/// The review log as whoever reads one pack has it, read a piece at a time: entries of other packs are passed over, and
/// stay.
#[derive(Debug)]
pub struct PackReviews {
    stream: Stream<OfPack<Entry>>,
    pack: Box<str>,
    /// Where its checkpoint is.
    path: PathBuf,
    /// One that is held against the log.
    found: Option<Found>,
    /// How many lines the one that was given is of.
    covered: usize,
    writing: Option<Writing>,
}

impl PackReviews {
    /// Opens the log of a directory for the pack of this id.
    ///
    /// # Errors
    /// A file that is there and can't be read or renamed. Whatever else is wrong opens read-only.
    pub fn open(directory: &Path, pack: &str) -> Result<Self, JournalError> {
        let stream = Stream::open(directory)?;
        // It is read, and written anew only in time: others may not read it until then. Where there is none, or nothing
        // can be done about it, `maitri doctor` tells what there is to tell.
        let _ = secure_fs::close_to_others(&checkpoint::path(directory, pack));
        Ok(Self::of(stream, directory, pack))
    }

    /// The same to be looked at: nothing is changed.
    ///
    /// # Errors
    /// A file that is there and can't be read.
    pub fn look(directory: &Path, pack: &str) -> Result<Self, JournalError> {
        Ok(Self::of(Stream::look(directory)?, directory, pack))
    }

    fn of(mut stream: Stream<OfPack<Entry>>, directory: &Path, pack: &str) -> Self {
        let path = checkpoint::path(directory, pack);
        let length = stream.pieces().map_or(0, |pieces| pieces.whole());
        // What is wrong with it is told by `maitri doctor`.
        let found = Found::at(&path, pack).ok().flatten().filter(|found| found.head.covers <= length);
        Self { stream, pack: pack.into(), path, found, covered: 0, writing: None }
    }

    /// Reads on in the checkpoint that was found, if it is of the lines that were summed, and gives it once it is
    /// whole.
    fn hold(&mut self, mut found: Found) -> Piece {
        let is_of = self.stream.pieces_read().is_some_and(|pieces| pieces.sum() == found.head.sum);
        match is_of.then(|| found.read_on()) {
            Some(Ok(false)) => self.found = Some(found),
            Some(Ok(true)) => {
                let (head, payload) = found.into_parts();
                self.covered = head.lines;
                if let Some(pieces) = self.stream.pieces() {
                    pieces.has_read(head.lines, head.bad_lines);
                }
                return Piece::Checkpoint(payload);
            }
            Some(Err(_)) | None => self.read_anew(),
        }
        Piece::Nothing
    }
}

impl ReviewLog for PackReviews {
    fn read_on(&mut self) -> Result<Piece, NotKept> {
        let failed = |error: JournalError| NotKept(error.to_string());
        if let Some(found) = self.found.take() {
            if self.stream.sum_up_to(found.head.covers).map_err(failed)? {
                return Ok(self.hold(found));
            }
            self.found = Some(found);
            return Ok(Piece::Nothing);
        }
        let mut entries = Vec::new();
        if !self.stream.read_on(&mut entries).map_err(failed)? {
            return Ok(Piece::End);
        }
        let own = entries.into_iter().filter(|kept| kept.pack() == &*self.pack);
        Ok(Piece::Entries(own.map(|kept| kept.entry).collect()))
    }

    fn read_anew(&mut self) {
        self.covered = 0;
        // Where it can't be read from its beginning, nothing of it is read, and why is told when it is read on.
        if let Some(pieces) = self.stream.pieces() {
            pieces.begin_again();
        }
    }

    fn amount(&self) -> Amount {
        self.stream.amount()
    }

    fn notices(&self) -> Vec<String> {
        self.stream.sentences()
    }

    fn keeps(&self) -> bool {
        self.stream.read_only().is_none()
    }

    fn append(&mut self, entry: &Entry) -> Result<(), NotKept> {
        let kept = OfPack::new(&self.pack, entry.clone());
        self.stream.append(&kept).map_err(|error| NotKept(error.to_string()))
    }

    fn wants_checkpoint(&self) -> bool {
        // Two programs that write where nothing keeps them apart would be in each other's way.
        let read = self.stream.pieces_read().filter(|_| self.stream.is_ours_alone());
        read.is_some_and(|pieces| {
            let is_long = pieces.lines().saturating_sub(self.covered) > checkpoint::LONG;
            pieces.is_read() && is_long && pieces.bad_lines().len() <= MOST_BAD_LINES
        })
    }

    fn keep_checkpoint(&mut self, bytes: Vec<u8>) {
        let writing = |pieces| Writing::of(pieces, &self.pack, bytes, self.path.clone());
        self.writing = self.stream.pieces_read().map(writing);
    }

    fn write_checkpoint(&mut self) -> bool {
        // Where it can't be written, the log is replayed the next time as it was this time.
        let goes_on = self.writing.as_mut().is_some_and(|writing| writing.advance().unwrap_or(false));
        if !goes_on {
            self.writing = None;
        }
        goes_on
    }

    fn has_checkpoint_to_write(&self) -> bool {
        self.writing.is_some()
    }
}
