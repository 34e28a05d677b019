//! Filling a corpus, item after item: folding names and texts into the arenas. What is noted of each item besides stands in
//! [`super::noted`].

use super::noted::Noted;
use super::{Beginnings, Corpus, Name, Texts};
use crate::search::engine::text_sort::{NameSort, TextSort};
use crate::text::fold::{fold_into, into_string};

/// A corpus that grows. An item is begun, given its names, the title first, and its texts, summaries last, and ended.
#[derive(Debug)]
pub(crate) struct CorpusBuilder {
    names: Vec<u8>,
    texts: Vec<u8>,
    noted: Noted,
    /// Where the summary of the item begins that is being added, if it has one.
    summary: Option<usize>,
}

impl CorpusBuilder {
    /// A corpus of nothing yet, with room for so many items; if `with_masks`, it notes the letters of each.
    pub(crate) fn new(room: usize, with_masks: bool) -> Self {
        let (names, texts) = (Vec::with_capacity(room * 96), Vec::with_capacity(room * 256));
        Self { names, texts, noted: Noted::new(room, with_masks), summary: None }
    }

    /// Begins the next item.
    pub(crate) fn begin(&mut self) {
        self.noted.begin(self.names.len(), self.texts.len());
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
        self.noted.name(sort, start, self.names.get(start..).unwrap_or_default());
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
        self.summary.get_or_insert(self.texts.len());
        self.add_text(None, text);
    }

    /// Ends the item, which is worth so much before anything is asked.
    pub(crate) fn end(&mut self, prior: u8) {
        self.noted.end(&self.names, self.summary.unwrap_or(self.texts.len()), prior);
    }

    /// The folded texts of the item ended last, by their sorts, names with their letters.
    pub(crate) fn last(&self) -> impl Iterator<Item = (TextSort, &[u8], u64)> {
        let Beginnings { name, text, summary } = self.noted.own;
        let names = self.noted.entries.get(name as usize..).unwrap_or_default();
        let texts = |from: u32, to: usize| self.texts.get(from as usize..to).unwrap_or_default();
        let facts = (TextSort::Fact, texts(text, summary as usize), 0);
        let summary = (TextSort::Summary, texts(summary, self.texts.len()), 0);
        names.iter().map(|name| (TextSort::of(name.sort), self.folded(name), name.mask)).chain([facts, summary])
    }

    fn folded(&self, name: &Name) -> &[u8] {
        self.names.get(name.start()..name.end()).unwrap_or_default()
    }

    /// The corpus.
    pub(crate) fn finish(self) -> Corpus {
        self.noted.finish(into_string(self.names).into(), Texts::Plain(into_string(self.texts)))
    }
}
