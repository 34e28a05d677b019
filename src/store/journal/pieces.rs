//! The file of a journal, read or summed a piece at a time. Of what is plainly a journal the head is known at once, and
//! what its last line is; what else is in it is found out on the way. What is not plainly one is no matter of this
//! file.

use std::fmt;
use std::fs::File;
use std::hash::Hasher as _;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use twox_hash::XxHash3_64;

use super::JournalEntry;
use super::read::{Head, Line, Reading};
use crate::store::secure_fs::{self, Access};
use crate::study::shelf::Amount;

/// So many bytes of entries are read at once, and so many where nothing but their sum is wanted: some milliseconds'
/// worth.
const READ_AT_ONCE: u64 = 256 * 1024;
const SUMMED_AT_ONCE: u64 = 4 * 1024 * 1024;

/// A file that is being read.
pub(in crate::store) struct Pieces {
    file: File,
    /// Where its whole lines end, and a last entry that lacks its line end.
    whole: u64,
    length: u64,
    /// Where the next piece begins.
    at: u64,
    /// What was read of a line whose end was not.
    rest: Vec<u8>,
    lines: usize,
    bad_lines: Vec<usize>,
    has_entries: bool,
    /// Whether it is to be read from its beginning, wherever it was read to.
    begins_again: bool,
    /// The sum of the whole lines that were read.
    sum: XxHash3_64,
}

impl fmt::Debug for Pieces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pieces").field("at", &self.at).field("length", &self.length).finish_non_exhaustive()
    }
}

impl Pieces {
    /// The file of this path, and what is known of it without reading all of it: everything but entries and bad lines.
    /// Nothing where that is not plain.
    pub(in crate::store) fn of<E: JournalEntry>(path: &Path) -> Option<(Reading<E>, Self)> {
        let mut file = secure_fs::open(path, Access::Read).ok()?;
        let length = file.metadata().ok().map(|meta| meta.len()).filter(|length| *length <= E::FORMAT.max_bytes)?;
        let head = head_of::<E>(&mut file, length)?;
        let tail = tail_of(&mut file, length).ok()?;
        let whole = length - tail.len() as u64;
        let mut reading = Reading { head, length: whole, ..Reading::default() };
        if std::str::from_utf8(&tail).ok().and_then(E::from_line).is_some() {
            (reading.length, reading.unended) = (length, true);
        } else {
            reading.torn = tail;
        }
        let mut pieces = Self {
            file,
            whole,
            length: reading.length,
            at: 0,
            rest: Vec::new(),
            lines: 0,
            bad_lines: Vec::new(),
            has_entries: false,
            begins_again: true,
            sum: XxHash3_64::new(),
        };
        pieces.rewind().ok()?;
        Some((reading, pieces))
    }

    /// Has it read from its beginning. Whatever is read next fails where that can't be done: from any other place it
    /// would tell of less than there is.
    pub(in crate::store) fn begin_again(&mut self) {
        (self.at, self.lines, self.has_entries, self.begins_again) = (0, 0, false, true);
        self.rest.clear();
        self.bad_lines.clear();
        self.sum = XxHash3_64::new();
    }

    fn rewind(&mut self) -> io::Result<()> {
        if self.begins_again {
            self.file.seek(SeekFrom::Start(0))?;
            self.begins_again = false;
        }
        Ok(())
    }

    /// Ends here, at the end of a line, whatever follows.
    pub(in crate::store) fn end_at(&mut self, place: u64) {
        self.whole = self.whole.min(place);
        self.length = self.length.min(place);
    }

    /// Reads some entries more; tells whether there was anything to read.
    pub(in crate::store) fn read_on<E: JournalEntry>(&mut self, entries: &mut Vec<E>) -> io::Result<bool> {
        if self.at >= self.length {
            return Ok(false);
        }
        let mut bytes = std::mem::take(&mut self.rest);
        let known = bytes.len();
        self.more(READ_AT_ONCE.min(self.length - self.at), &mut bytes)?;
        // No line ends in what was left of the piece before: of a huge line each byte is looked at once.
        let end = bytes.get(known..).and_then(|new| new.iter().rposition(|byte| *byte == b'\n'));
        let whole = end.map_or(0, |at| known + at + 1);
        if whole == 0 && self.at < self.length {
            self.rest = bytes;
            return Ok(true);
        }
        let (lines, rest) = bytes.split_at_checked(whole).unwrap_or((&bytes, &[]));
        self.sum.write(lines);
        for line in lines.split_inclusive(|byte| *byte == b'\n') {
            self.line(line, entries);
        }
        if self.at >= self.length && !rest.is_empty() {
            self.line(rest, entries);
        } else {
            self.rest = rest.to_vec();
        }
        Ok(true)
    }

    fn line<E: JournalEntry>(&mut self, line: &[u8], entries: &mut Vec<E>) {
        self.lines += 1;
        match Line::of(line.strip_suffix(b"\n").unwrap_or(line), !self.has_entries) {
            Line::Blank | Line::Head(_) => {}
            Line::Entry(entry) => {
                self.has_entries = true;
                entries.push(entry);
            }
            Line::Bad => self.bad_lines.push(self.lines),
        }
    }

    /// Sums some more of it; tells whether all is summed up to this place.
    pub(in crate::store) fn sum_up_to(&mut self, place: u64) -> io::Result<bool> {
        let most = SUMMED_AT_ONCE.min(place.min(self.whole).saturating_sub(self.at));
        let mut bytes = std::mem::take(&mut self.rest);
        self.more(most, &mut bytes)?;
        self.sum.write(&bytes);
        // Its room is used again.
        bytes.clear();
        self.rest = bytes;
        Ok(self.at >= place.min(self.whole))
    }

    fn more(&mut self, count: u64, bytes: &mut Vec<u8>) -> io::Result<()> {
        self.rewind()?;
        if self.file.by_ref().take(count).read_to_end(bytes)? as u64 != count {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.at += count;
        Ok(())
    }

    /// Goes on as if the lines that were summed had been read, among which there are entries.
    pub(in crate::store) fn has_read(&mut self, lines: usize, bad_lines: Vec<usize>) {
        (self.lines, self.bad_lines, self.has_entries) = (lines, bad_lines, true);
        self.rest = Vec::new();
    }

    /// The sum of all whole lines up to where it is read.
    pub(in crate::store) fn sum(&self) -> u64 {
        self.sum.finish()
    }

    /// Where its whole lines end.
    pub(in crate::store) fn whole(&self) -> u64 {
        self.whole
    }

    /// Whether all is read, to the end of its last line.
    pub(in crate::store) fn is_read(&self) -> bool {
        self.at == self.length && self.whole == self.length && self.has_entries
    }

    /// How many lines are read.
    pub(in crate::store) fn lines(&self) -> usize {
        self.lines
    }

    /// Which of them are no entries, counted from 1.
    pub(in crate::store) fn bad_lines(&self) -> &[usize] {
        &self.bad_lines
    }

    /// How much is read; how many lines there are is told by the length of those.
    pub(super) fn amount(&self) -> Amount {
        let about = match (usize::try_from(self.at), usize::try_from(self.length)) {
            (Ok(at @ 1..), Ok(length)) if self.at < self.length => self.lines.saturating_mul(length) / at,
            _ => self.lines,
        };
        Amount { read: self.lines, about }
    }
}

/// The head of a file, if it stands before a first entry that comes soon.
fn head_of<E: JournalEntry>(file: &mut File, length: u64) -> Option<Head> {
    let mut bytes = Vec::new();
    file.take(READ_AT_ONCE).read_to_end(&mut bytes).ok()?;
    let whole = bytes.iter().rposition(|byte| *byte == b'\n')?;
    let mut head = Head::None;
    let mut is_plain = bytes.len() as u64 == length;
    for line in bytes.get(..whole)?.split(|byte| *byte == b'\n') {
        match Line::<E>::of(line, true) {
            Line::Head(version) => head = Head::Version(version),
            Line::Entry(_) => {
                is_plain = true;
                break;
            }
            Line::Blank | Line::Bad => {}
        }
    }
    (is_plain && head != Head::None).then_some(head)
}

/// What stands after the last line end of a file.
fn tail_of(file: &mut File, length: u64) -> io::Result<Vec<u8>> {
    const BLOCK: u64 = 4096;
    let mut tail: Vec<u8> = Vec::new();
    let mut begin = length;
    while begin > 0 {
        let from = begin.saturating_sub(BLOCK.max(length - begin));
        let mut block = Vec::new();
        file.seek(SeekFrom::Start(from))?;
        file.by_ref().take(begin - from).read_to_end(&mut block)?;
        if let Some(at) = block.iter().rposition(|byte| *byte == b'\n') {
            block.drain(..=at);
            block.append(&mut tail);
            return Ok(block);
        }
        block.append(&mut tail);
        (tail, begin) = (block, from);
    }
    Ok(tail)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::io::Write as _;
    use std::os::fd::OwnedFd;

    use super::*;
    use crate::study::review::Entry;

    /// What can be read on but not from its beginning, as a file of which the system says so.
    fn that_cannot_be_rewound(text: &str) -> Pieces {
        let (reader, mut writer) = io::pipe().unwrap();
        writer.write_all(text.as_bytes()).unwrap();
        let length = text.len() as u64;
        Pieces {
            file: File::from(OwnedFd::from(reader)),
            whole: length,
            length,
            at: 0,
            rest: Vec::new(),
            lines: 0,
            bad_lines: Vec::new(),
            has_entries: false,
            begins_again: false,
            sum: XxHash3_64::new(),
        }
    }

    #[test]
    fn what_cannot_be_read_from_its_beginning_is_not_read_from_anywhere_else() {
        let line = "{\"at\":1,\"day\":\"2026-11-01\",\"card\":\"a/b\",\"grade\":\"good\",\"ms\":1}\n";
        let mut pieces = that_cannot_be_rewound(&line.repeat(3));
        assert!(pieces.sum_up_to(line.len() as u64 * 3).is_ok(), "forward it is read");
        pieces = that_cannot_be_rewound(&line.repeat(3));
        pieces.sum_up_to(line.len() as u64).unwrap();
        pieces.begin_again();
        let mut entries: Vec<Entry> = Vec::new();
        for _ in 0..2 {
            assert!(pieces.read_on(&mut entries).is_err(), "it is told as often as it is tried");
        }
        assert!(entries.is_empty() && !pieces.is_read());
    }
}
