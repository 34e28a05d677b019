//! What is noted of each item of a corpus besides its folded names and texts: where these stand in their arenas, and what
//! bounds the item's score. Who folds, and where the arenas lie, is no matter here.

use super::{Arena, Beginnings, Brief, Corpus, Name, NameMasks, Texts};
use crate::search::engine::char_mask::{masks, pairs};
use crate::search::engine::text_sort::NameSort;

/// The notes on all items so far. An item is begun, given its names, the title first, and ended.
#[derive(Debug)]
pub(super) struct Noted {
    /// Whether the letters of each item are noted.
    with_masks: bool,
    pub(super) entries: Vec<Name>,
    beginnings: Vec<Beginnings>,
    masks: Vec<NameMasks>,
    other_masks: Vec<NameMasks>,
    pairs: Vec<u64>,
    briefs: Vec<Brief>,
    /// Where the item begins that is being added.
    pub(super) own: Beginnings,
    names_at: u32,
}

impl Noted {
    /// Nothing yet, with room for so many items.
    pub(super) fn new(room: usize, with_masks: bool) -> Self {
        Self {
            with_masks,
            entries: Vec::with_capacity(room * 4),
            beginnings: Vec::with_capacity(room + 1),
            masks: Vec::new(),
            other_masks: Vec::new(),
            pairs: Vec::new(),
            briefs: Vec::with_capacity(room + 1),
            own: Beginnings::default(),
            names_at: 0,
        }
    }

    /// Begins the next item, whose names and texts begin here in their arenas.
    pub(super) fn begin(&mut self, names_at: usize, texts_at: usize) {
        self.own = Beginnings { name: offset(self.entries.len()), text: offset(texts_at), summary: 0 };
        self.names_at = offset(names_at);
    }

    /// A name of the item, which begins here in its arena.
    pub(super) fn name(&mut self, sort: NameSort, start: usize, folded: &[u8]) {
        let (mask, heads) = masks(folded);
        let length = u16::try_from(folded.len()).unwrap_or(0);
        self.entries.push(Name { mask, heads, start: offset(start), length, sort });
    }

    /// Ends the item, which is worth so much before anything is asked; its summary begins here among the texts.
    pub(super) fn end(&mut self, names: &[u8], summary_at: usize, prior: u8) {
        self.own.summary = offset(summary_at);
        self.beginnings.push(self.own);
        let own = self.entries.get(self.own.name as usize..).unwrap_or_default();
        let brief = |length: u16| u8::try_from(length).unwrap_or(u8::MAX);
        let title = own.first().map_or(0, |title| brief(title.length));
        let lengths = own.iter().filter(|name| !name.sort.is_date() && name.length > 0).map(|name| name.length);
        let shortest = lengths.min().map_or(u8::MAX, brief);
        let first = names.get(self.names_at as usize + 1).copied().unwrap_or(0);
        self.briefs.push(Brief { at: self.names_at, prior, title, shortest, first });
        if self.with_masks {
            let folded = |name: &Name| names.get(name.start()..name.end()).unwrap_or_default();
            let gathered = |names: &[Name]| names.iter().fold(NameMasks::default(), NameMasks::with);
            self.masks.push(gathered(own));
            self.pairs.push(own.iter().fold(0, |all, name| all | pairs(folded(name))));
            self.other_masks.push(gathered(own.get(1..).unwrap_or_default()));
        }
    }

    /// The corpus of these arenas.
    pub(super) fn finish(mut self, names: Arena, texts: Texts) -> Corpus {
        // Where the last item ends.
        self.begin(names.len(), texts.len());
        self.beginnings.push(self.own);
        self.briefs.push(Brief { at: self.names_at, ..Brief::default() });
        Corpus {
            names,
            entries: self.entries,
            texts,
            beginnings: self.beginnings,
            briefs: self.briefs,
            masks: self.masks,
            other_masks: self.other_masks,
            pairs: self.pairs,
        }
    }
}

/// Arenas beyond 4 GiB are not indexed further; the loader refuses such packs long before.
pub(super) fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
