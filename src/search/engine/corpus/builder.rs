//! Filling a corpus, item after item: folding names and texts into the arenas, and noting of each item what bounds
//! its score.

use super::{Beginnings, Brief, Corpus, Name, NameMasks};
use crate::search::engine::char_mask::{masks, pairs};
use crate::search::engine::text_sort::{NameSort, TextSort};
use crate::text::fold::{fold_into, into_string};

/// A corpus that grows. An item is begun, given its names, the title first, and its texts, summaries last, and ended.
#[derive(Debug)]
pub(crate) struct CorpusBuilder {
    /// Whether the letters of each item are noted.
    with_masks: bool,
    names: Vec<u8>,
    entries: Vec<Name>,
    texts: Vec<u8>,
    beginnings: Vec<Beginnings>,
    masks: Vec<NameMasks>,
    other_masks: Vec<NameMasks>,
    pairs: Vec<u64>,
    briefs: Vec<Brief>,
    /// Where the item begins that is being added, its summary not yet.
    own: Beginnings,
    names_at: u32,
    summary: Option<u32>,
}

impl CorpusBuilder {
    /// A corpus of nothing yet, with room for so many items.
    pub(crate) fn new(room: usize, with_masks: bool) -> Self {
        Self {
            with_masks,
            names: Vec::with_capacity(room * 96),
            entries: Vec::with_capacity(room * 4),
            texts: Vec::with_capacity(room * 256),
            beginnings: Vec::with_capacity(room + 1),
            masks: Vec::new(),
            other_masks: Vec::new(),
            pairs: Vec::new(),
            briefs: Vec::with_capacity(room + 1),
            own: Beginnings::default(),
            names_at: 0,
            summary: None,
        }
    }

    /// Begins the next item.
    pub(crate) fn begin(&mut self) {
        self.own = Beginnings { name: offset(self.entries.len()), text: offset(self.texts.len()), summary: 0 };
        self.names_at = offset(self.names.len());
        self.summary = None;
    }

    /// Adds a name of the item, or its dates.
    pub(crate) fn add_name(&mut self, sort: NameSort, name: &str) {
        self.names.push(b'\n');
        let start = self.names.len();
        fold_into(name, &mut self.names);
        if self.names.len() - start > usize::from(u16::MAX) {
            // A name of 64 KiB is no name; it is still shown, but found by its other names.
            self.names.truncate(start);
        }
        let folded = self.names.get(start..).unwrap_or_default();
        let (mask, heads) = masks(folded);
        let length = u16::try_from(folded.len()).unwrap_or(0);
        self.entries.push(Name { mask, heads, start: offset(start), length, sort });
    }

    /// Adds a text of the item, after a label if that is searched too.
    pub(crate) fn add_text(&mut self, label: Option<&str>, text: &str) {
        // Spaces at both ends, so that a whole word always stands between two.
        self.texts.push(b' ');
        if let Some(label) = label {
            fold_into(label, &mut self.texts);
            self.texts.push(b' ');
        }
        fold_into(text, &mut self.texts);
        self.texts.extend_from_slice(b" \n");
    }

    /// Adds a summary of the item: from the first on, texts are worth less.
    pub(crate) fn add_summary(&mut self, text: &str) {
        self.summary.get_or_insert(offset(self.texts.len()));
        self.add_text(None, text);
    }

    /// Ends the item, which is worth so much before anything is asked.
    pub(crate) fn end(&mut self, prior: u8) {
        self.own.summary = self.summary.unwrap_or(offset(self.texts.len()));
        self.beginnings.push(self.own);
        let own = self.entries.get(self.own.name as usize..).unwrap_or_default();
        let brief = |length: u16| u8::try_from(length).unwrap_or(u8::MAX);
        let title = own.first().map_or(0, |title| brief(title.length));
        let lengths = own.iter().filter(|name| !name.sort.is_date() && name.length > 0).map(|name| name.length);
        let shortest = lengths.min().map_or(u8::MAX, brief);
        let first = self.names.get(self.names_at as usize + 1).copied().unwrap_or(0);
        self.briefs.push(Brief { at: self.names_at, prior, title, shortest, first });
        if self.with_masks {
            let gathered = |names: &[Name]| names.iter().fold(NameMasks::default(), NameMasks::with);
            self.masks.push(gathered(own));
            self.pairs.push(own.iter().fold(0, |all, name| all | pairs(self.folded(name))));
            self.other_masks.push(gathered(own.get(1..).unwrap_or_default()));
        }
    }

    /// The folded texts of the item ended last, by their sorts, names with their letters.
    pub(crate) fn last(&self) -> impl Iterator<Item = (TextSort, &[u8], u64)> {
        let Beginnings { name, text, summary } = self.own;
        let names = self.entries.get(name as usize..).unwrap_or_default();
        let texts = |from: u32, to: usize| self.texts.get(from as usize..to).unwrap_or_default();
        let facts = (TextSort::Fact, texts(text, summary as usize), 0);
        let summary = (TextSort::Summary, texts(summary, self.texts.len()), 0);
        names.iter().map(|name| (TextSort::of(name.sort), self.folded(name), name.mask)).chain([facts, summary])
    }

    fn folded(&self, name: &Name) -> &[u8] {
        self.names.get(name.start()..name.end()).unwrap_or_default()
    }

    /// The corpus.
    pub(crate) fn finish(mut self) -> Corpus {
        // Where the last item ends.
        self.begin();
        self.beginnings.push(self.own);
        self.briefs.push(Brief { at: self.names_at, ..Brief::default() });
        Corpus {
            names: into_string(self.names),
            entries: self.entries,
            texts: into_string(self.texts),
            beginnings: self.beginnings,
            briefs: self.briefs,
            masks: self.masks,
            other_masks: self.other_masks,
            pairs: self.pairs,
        }
    }
}

/// Arenas beyond 4 GiB are not indexed further; the loader refuses such packs long before.
fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
