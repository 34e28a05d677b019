//! A text put together from pieces of files, which knows of every byte where it stood.

use std::ops::Range;

use crate::data::files::File;

/// A byte of one of the files: the file’s number, and the byte’s.
pub(super) type FileOffset = (usize, usize);

/// A text and the origins of its pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spliced {
    text: String,
    /// Where pieces begin in the text, rising, and where they stood.
    origins: Vec<(usize, FileOffset)>,
}

impl Spliced {
    /// A piece of a file of this number.
    pub(super) fn of(files: &[File], file: usize, piece: Range<usize>) -> Self {
        let text = files.get(file).and_then(|file| file.text.get(piece.clone())).unwrap_or_default();
        Self { text: text.to_owned(), origins: vec![(0, (file, piece.start))] }
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// A part of the text as it stands here.
    pub(super) fn get(&self, part: Range<usize>) -> &str {
        self.text.get(part).unwrap_or_default()
    }

    /// Where a byte stood; one of what was put between pieces counts for the piece before.
    pub(super) fn place(&self, at: usize) -> Option<FileOffset> {
        let next = self.origins.partition_point(|(start, _)| *start <= at);
        let (start, (file, offset)) = self.origins.get(next.checked_sub(1)?)?;
        Some((*file, offset + (at - start)))
    }

    /// Where the first piece stood.
    pub(super) fn origin(&self) -> Option<FileOffset> {
        self.origins.first().map(|(_, place)| *place)
    }

    /// A part as a text of its own.
    pub(super) fn slice(&self, part: Range<usize>) -> Self {
        let first = self.place(part.start).map(|place| (0, place));
        // A long list is cut in many parts: only the origins of this one are looked at.
        let after = |at: usize| self.origins.partition_point(|(start, _)| *start < at);
        let within = self.origins.get(after(part.start + 1)..after(part.end)).unwrap_or_default().iter();
        let origins = first.into_iter().chain(within.map(|(start, place)| (start - part.start, *place))).collect();
        Self { text: self.get(part).to_owned(), origins }
    }

    /// Adds a text that stands in no file: brackets, commas.
    pub(super) fn glue(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds another.
    pub(super) fn push(&mut self, other: &Self) {
        let before = self.text.len();
        self.origins.extend(other.origins.iter().map(|(start, place)| (before + start, *place)));
        self.text.push_str(&other.text);
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    #[test]
    fn every_byte_knows_where_it_stood() {
        let file = |text: &'static str| File { name: "x".to_owned(), text: Cow::Borrowed(text) };
        let files = [file("0123456789"), file("abcdef")];
        let mut spliced = Spliced::default();
        assert_eq!(spliced.place(0), None);
        spliced.glue("(");
        spliced.push(&Spliced::of(&files, 0, 2..5));
        spliced.push(&Spliced::of(&files, 1, 1..3));
        spliced.glue(")");
        assert_eq!(spliced.text(), "(234bc)");
        assert_eq!((spliced.place(0), spliced.place(2), spliced.place(4)), (None, Some((0, 3)), Some((1, 1))));
        let part = spliced.slice(2..5);
        assert_eq!((part.text(), part.place(0), part.place(2)), ("34b", Some((0, 3)), Some((1, 1))));
    }
}
