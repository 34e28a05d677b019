//! What of that which is sent is on a line: all of it, or as a visit's is, compressed. What is sent is not said here.

use flate2::{Compress, Compression, FlushCompress};
use maitri::term::session::END_OF_FRAME;

/// How what is sent travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// As it is.
    Plain,
    /// As OpenSSH's client has it: what shows at once in a packet of its own, compressed with all that came before.
    Compressed,
}

/// A line.
pub(crate) struct Line(Option<Compress>);

impl Line {
    /// One that has carried nothing.
    pub(crate) fn new(way: Way) -> Self {
        // As russh compresses.
        Self((way == Way::Compressed).then(|| Compress::new(Compression::fast(), true)))
    }

    /// How long this is on it.
    pub(crate) fn length(&mut self, sent: &[u8]) -> usize {
        let Some(compress) = &mut self.0 else { return sent.len() };
        let (mut length, mut rest) = (0, sent);
        while !rest.is_empty() {
            let end = rest.windows(END_OF_FRAME.len()).position(|part| part == END_OF_FRAME);
            let (part, after) = rest.split_at(end.map_or(rest.len(), |end| end + END_OF_FRAME.len()));
            // A packet that cannot be compressed is longer by a few bytes.
            let mut packet = Vec::with_capacity(2 * part.len() + 64);
            compress.compress_vec(part, &mut packet, FlushCompress::Partial).expect("memory takes every byte");
            length += packet.len();
            rest = after;
        }
        length
    }
}
