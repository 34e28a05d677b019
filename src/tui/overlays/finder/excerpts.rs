//! Where the hits that show were found, kept from one frame to the next: to find that a record is unpacked, and given
//! up again. Where a hit was found is told by [`crate::search`].

use std::collections::BTreeMap;

use crate::data::ItemId;
use crate::search::Excerpt;

/// The excerpts of the hits that were drawn last. They hold for one search, and for what the reader had of their own
/// then.
#[derive(Clone, Debug, Default)]
pub(super) struct Excerpts {
    kept: BTreeMap<ItemId, Option<Excerpt>>,
    /// The number of what the reader had of their own.
    version: u64,
}

impl Excerpts {
    /// Forgets all: something else is found.
    pub(super) fn clear(&mut self) {
        self.kept.clear();
    }

    /// Forgets all, if what the reader has of their own has another number by now.
    pub(super) fn hold_for(&mut self, version: u64) {
        if std::mem::replace(&mut self.version, version) != version {
            self.clear();
        }
    }

    /// Where this hit was found; asked for only if it did not show before.
    pub(super) fn of(&mut self, id: ItemId, find: impl FnOnce() -> Option<Excerpt>) -> Option<&Excerpt> {
        self.kept.entry(id).or_insert_with(find).as_ref()
    }

    /// Forgets all but those of the hits that show.
    pub(super) fn keep(&mut self, shown: &[ItemId]) {
        self.kept.retain(|id, _| shown.contains(id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often something is looked for, to show these hits.
    fn looks(excerpts: &mut Excerpts, shown: &[usize]) -> usize {
        let shown: Vec<ItemId> = shown.iter().copied().map(ItemId::from_index).collect();
        let mut count = 0;
        for id in &shown {
            let _ = excerpts.of(*id, || {
                count += 1;
                None
            });
        }
        excerpts.keep(&shown);
        count
    }

    #[test]
    fn a_hit_is_looked_through_once_as_long_as_it_shows() {
        let mut excerpts = Excerpts::default();
        assert_eq!(looks(&mut excerpts, &[1, 2, 3]), 3);
        assert_eq!(looks(&mut excerpts, &[1, 2, 3]), 0);
        assert_eq!(looks(&mut excerpts, &[2, 3, 4]), 1, "one came in below");
        assert_eq!(looks(&mut excerpts, &[1, 2, 3]), 1, "no more are kept than show");
        excerpts.hold_for(0);
        assert_eq!(looks(&mut excerpts, &[1, 2, 3]), 0);
        excerpts.hold_for(1);
        assert_eq!(looks(&mut excerpts, &[1, 2, 3]), 3, "a note was written");
        excerpts.clear();
        assert_eq!(looks(&mut excerpts, &[1, 2, 3]), 3, "something else is found");
    }
}
