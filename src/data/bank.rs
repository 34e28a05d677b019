//! What a pack has written to be studied, list by list: at hand, or packed until it is first asked for.
//!
//! Most who open the explorer never sit a paper nor learn a card, so the lists of a compiled dataset are read only
//! then.

use std::sync::OnceLock;

use serde::Deserialize;

/// All entries of one list, in the order of their file: `E` borrows for as long as the dataset does, `Compiled` is the
/// same type borrowing for ever, since what is compiled into the program lives for ever.
#[derive(Debug)]
pub(super) enum Bank<E, Compiled> {
    /// At hand.
    Ready(Vec<E>),
    /// As bytes in postcard's form, how they are read, and what they meant once they were asked for.
    Compiled(&'static [u8], Read<Compiled>, OnceLock<Vec<Compiled>>),
}

/// How the bytes of a list are read; `None` of bytes that no build of this program wrote.
type Read<Compiled> = fn(&'static [u8]) -> Option<Vec<Compiled>>;

impl<E, Compiled: Deserialize<'static>> Bank<E, Compiled> {
    /// A list whose entries stand whole one after the other.
    pub(super) fn plain(bytes: &'static [u8]) -> Self {
        Self::Compiled(bytes, |bytes| postcard::from_bytes(bytes).ok(), OnceLock::new())
    }
}

impl<E: Clone, Compiled> Bank<E, Compiled> {
    /// Changes the entries, which are then at hand.
    pub(super) fn change(&mut self, shorter: fn(&[Compiled]) -> &[E], change: impl FnOnce(&mut Vec<E>)) {
        let mut entries = self.entries(shorter).to_vec();
        change(&mut entries);
        *self = Self::Ready(entries);
    }
}

impl<E, Compiled> Bank<E, Compiled> {
    /// How many entries there are, without unpacking them.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Ready(entries) => entries.len(),
            // A list in postcard's form begins with its length.
            Self::Compiled(bytes, ..) => postcard::take_from_bytes(bytes).map_or(0, |(length, _)| length),
        }
    }

    /// The entries; the first call reads them. Bytes that no build of this program wrote hold none: the build reads
    /// back what it packs. `shorter` lets what borrows for ever be borrowed for less, as in `|all| all`: the compiler
    /// sees that for each type by itself, but not for all of them at once.
    pub(super) fn entries(&self, shorter: fn(&[Compiled]) -> &[E]) -> &[E] {
        match self {
            Self::Ready(entries) => entries,
            Self::Compiled(bytes, read, entries) => shorter(entries.get_or_init(|| read(bytes).unwrap_or_default())),
        }
    }
}
