//! The texts of a reader's notes, by the items they are on, ready to be searched.
//!
//! A reader has few notes. So what has one is kept once more, with its notes as texts beside its own, and is looked up
//! there in place of the index: a word may then stand in the one, and another in the other.

use std::sync::OnceLock;

use memchr::memmem;

use crate::data::{Dataset, ItemId};
use crate::search::charts::ChartNames;
use crate::search::engine::corpus::{Corpus, CorpusBuilder};
use crate::search::index::{add_item, add_nothing};
use crate::text::fold::fold;

/// Notes by item.
#[derive(Debug, Default)]
pub struct NoteTexts {
    /// In the order of the dataset, each with its notes in the order given.
    items: Vec<(ItemId, Vec<String>)>,
    ready: OnceLock<Ready>,
}

/// What has a note, folded.
#[derive(Debug)]
struct Ready {
    /// The items with their notes, by their place among those that have some.
    corpus: Corpus,
    /// The notes of each alone, between spaces.
    notes: Vec<String>,
}

impl NoteTexts {
    /// No note at all.
    #[must_use]
    pub const fn none() -> Self {
        Self { items: Vec::new(), ready: OnceLock::new() }
    }

    /// These notes; what is empty is none.
    #[must_use]
    pub fn new(notes: impl IntoIterator<Item = (ItemId, String)>) -> Self {
        let mut notes: Vec<_> = notes.into_iter().filter(|(_, text)| !text.trim().is_empty()).collect();
        notes.sort_by_key(|(id, _)| *id);
        let mut items: Vec<(ItemId, Vec<String>)> = Vec::new();
        for (id, text) in notes {
            match items.last_mut() {
                Some((last, texts)) if *last == id => texts.push(text),
                _ => items.push((id, vec![text])),
            }
        }
        Self { items, ready: OnceLock::new() }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The notes of an item.
    #[must_use]
    pub fn of(&self, id: ItemId) -> &[String] {
        self.place(id).and_then(|place| self.items.get(place)).map_or(&[], |(_, texts)| texts)
    }

    /// Whether an item has one.
    #[must_use]
    pub fn has(&self, id: ItemId) -> bool {
        self.place(id).is_some()
    }

    /// Every item that has one, in the order of the dataset.
    pub(crate) fn ids(&self) -> impl Iterator<Item = ItemId> {
        self.items.iter().map(|(id, _)| *id)
    }

    /// The place of an item among those that have a note.
    #[inline]
    pub(crate) fn place(&self, id: ItemId) -> Option<usize> {
        if self.items.is_empty() {
            return None;
        }
        self.items.binary_search_by_key(&id, |(id, _)| *id).ok()
    }

    /// What is searched of the items that have a note, by their places.
    pub(crate) fn corpus(&self, dataset: &Dataset<'_>) -> &Corpus {
        &self.ready(dataset).corpus
    }

    /// The folded notes of the item of this place.
    pub(crate) fn folded(&self, dataset: &Dataset<'_>, place: usize) -> &str {
        self.ready(dataset).notes.get(place).map_or("", String::as_str)
    }

    /// Whether a folded word stands in any note; if `begins`, as the beginning of a word.
    pub(crate) fn is_written(&self, dataset: &Dataset<'_>, word: &str, begins: bool) -> bool {
        let wanted = if begins { format!(" {word}") } else { word.to_owned() };
        let finder = memmem::Finder::new(&wanted);
        !self.is_empty() && self.ready(dataset).notes.iter().any(|note| finder.find(note.as_bytes()).is_some())
    }

    fn ready(&self, dataset: &Dataset<'_>) -> &Ready {
        self.ready.get_or_init(|| {
            let mut corpus = CorpusBuilder::new(self.items.len(), true);
            let charts = ChartNames::of(dataset);
            for (id, texts) in &self.items {
                // Numbers come from this dataset, so there is one; a place is filled in any case.
                match dataset.get(*id) {
                    Some(item) => add_item(&mut corpus, (item, charts.by(*id)), texts),
                    None => add_nothing(&mut corpus),
                }
            }
            let notes = self.items.iter().map(|(_, texts)| format!(" {} ", fold(&texts.join(" "))));
            Ready { notes: notes.collect(), corpus: corpus.finish() }
        })
    }
}
