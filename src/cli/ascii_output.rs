//! An output to a terminal that shows nothing beyond ASCII, as its locale says. What goes into a file or to another program
//! is UTF-8 in any locale.

use std::io::{self, Write};

use crate::text::ascii::ascii;

/// An output of text, in ASCII.
pub(super) struct AsciiOutput<W> {
    out: W,
    /// The beginning of a character whose end has not come.
    begun: Vec<u8>,
}

impl<W: Write> AsciiOutput<W> {
    /// Writes here.
    pub(super) fn new(out: W) -> Self {
        Self { out, begun: Vec::new() }
    }
}

impl<W: Write> Write for AsciiOutput<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut all = std::mem::take(&mut self.begun);
        all.extend_from_slice(bytes);
        let mut plain = String::with_capacity(all.len());
        let mut last = 0;
        for chunk in all.utf8_chunks() {
            plain.push_str(&ascii(chunk.valid()));
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
