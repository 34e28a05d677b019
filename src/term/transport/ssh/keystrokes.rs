//! Keys as they came over the network, with the time when they did: what is held down is told from that, however long a
//! frame has kept them waiting. What they are is the session's matter, and how many are held the
//! [`mailbox`](super::mailbox)'s.

use std::time::Duration;

/// Of more pieces than these the last are one: a time takes more room than a key.
const MOST_PIECES: usize = 128;

/// Bytes of keys, in the pieces they came in.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Keystrokes {
    bytes: Vec<u8>,
    /// Where each piece ends, and when it came.
    pieces: Vec<(usize, Duration)>,
}

impl Keystrokes {
    /// Takes more.
    pub(super) fn push(&mut self, bytes: impl IntoIterator<Item = u8>, came: Duration) {
        let before = self.bytes.len();
        self.bytes.extend(bytes);
        if self.bytes.len() == before {
            return;
        }
        let is_full = self.pieces.len() >= MOST_PIECES;
        match self.pieces.last_mut().filter(|(_, at)| is_full || *at == came) {
            Some(last) => *last = (self.bytes.len(), came),
            None => self.pieces.push((self.bytes.len(), came)),
        }
    }

    /// The pieces, each with the time when it came.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (&[u8], Duration)> {
        let mut begin = 0;
        self.pieces.iter().map(move |(end, came)| {
            let piece = self.bytes.get(begin..*end).unwrap_or_default();
            begin = *end;
            (piece, *came)
        })
    }

    /// All of them.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many bytes.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nothing_is_lost_and_times_are_in_order(came in proptest::collection::vec((0_u64..9, 0_usize..4), 0..300)) {
            let (mut keys, mut now, mut all) = (Keystrokes::default(), Duration::ZERO, Vec::new());
            for (apart, count) in came {
                now += Duration::from_millis(apart);
                let piece = vec![b'j'; count];
                keys.push(piece.iter().copied(), now);
                if count > 0 {
                    all.push((piece, now));
                }
            }
            let pieces: Vec<_> = keys.pieces().collect();
            prop_assert!(pieces.len() <= MOST_PIECES && pieces.is_sorted_by_key(|(_, came)| *came));
            prop_assert!(pieces.iter().all(|(piece, _)| !piece.is_empty()));
            prop_assert_eq!(pieces.iter().map(|(piece, _)| piece.len()).sum::<usize>(), keys.len());
            prop_assert_eq!(keys.len(), all.iter().map(|(piece, _)| piece.len()).sum::<usize>());
            prop_assert_eq!(pieces.first().map(|(_, came)| *came), all.first().map(|(_, came)| *came));
        }
    }
}
