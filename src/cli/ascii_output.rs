//! An output to a terminal that shows nothing beyond ASCII, as its locale says. What goes into a file or to another
//! program is UTF-8 in any locale.

use std::io::{self, Write};

use crate::text::ascii::ascii_after;

/// An output of text, in ASCII.
pub(super) struct AsciiOutput<W> {
    out: W,
    /// The beginning of a character whose end has not come.
    begun: Vec<u8>,
    /// The last character before it.
    before: Option<char>,
}

impl<W: Write> AsciiOutput<W> {
    /// Writes here.
    pub(super) fn new(out: W) -> Self {
        Self { out, begun: Vec::new(), before: None }
    }
}

impl<W: Write> Write for AsciiOutput<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut all = std::mem::take(&mut self.begun);
        all.extend_from_slice(bytes);
        let mut plain = String::with_capacity(all.len());
        let mut last = 0;
        for chunk in all.utf8_chunks() {
            plain.push_str(&ascii_after(self.before, chunk.valid()));
            self.before = chunk.valid().chars().next_back().or(self.before);
            last = chunk.invalid().len();
        }
        // What is cut off at the end may go on; what is no text otherwise is left out.
        let cut = all.len() - last;
        let end = all.get(cut..).unwrap_or_default();
        if std::str::from_utf8(end).is_err_and(|error| error.error_len().is_none()) {
            self.begun = end.to_vec();
        }
        self.out.write_all(plain.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::ascii::ascii;

    #[test]
    fn what_comes_in_parts_says_the_same() {
        let mut out = AsciiOutput::new(Vec::new());
        for part in ["2", "½ km", "²", "³"] {
            out.write_all(part.as_bytes()).unwrap();
        }
        assert_eq!(String::from_utf8(out.out).unwrap(), "2 1/2 km^23");
    }

    proptest! {
        #[test]
        fn how_the_bytes_come_changes_nothing(text in "\\PC*", cuts in proptest::collection::vec(1_usize..5, 0..40)) {
            let mut out = AsciiOutput::new(Vec::new());
            let (mut rest, mut cuts) = (text.as_bytes(), cuts.into_iter());
            while !rest.is_empty() {
                let (now, later) = rest.split_at(cuts.next().unwrap_or(usize::MAX).min(rest.len()));
                out.write_all(now).unwrap();
                rest = later;
            }
            prop_assert_eq!(String::from_utf8(out.out).unwrap(), ascii(&text));
        }
    }
}
