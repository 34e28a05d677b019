//! Building the index of a dataset, item by item.
//!
//! What of each is searched stands in [`super::items`], how it is folded and kept in [`crate::search::engine::corpus`];
//! what the index then answers is for [`super`].

use super::Index;
use super::items::add_item;
use crate::data::record::Record;
use crate::data::{Dataset, Item, ItemId};
use crate::search::charts::ChartNames;
use crate::search::engine::corpus::CorpusBuilder;
use crate::search::engine::large::{Blocks, LOOKED_AT, WordLookup};

/// An index that grows item by item, so that a huge dataset is indexed while keys are answered.
#[derive(Debug)]
pub struct Builder<'d> {
    dataset: &'d Dataset<'d>,
    /// The next item to be folded.
    next: usize,
    charts: ChartNames<'d>,
    corpus: CorpusBuilder,
    /// The items by their words so far, if words are to be looked up.
    large: Option<Blocks>,
}

impl<'d> Builder<'d> {
    /// An index of nothing yet.
    #[must_use]
    pub fn new(dataset: &'d Dataset<'d>) -> Self {
        if dataset.len() > LOOKED_AT { Self::by_words(dataset) } else { Self::by_letters(dataset) }
    }

    /// As [`Builder::new`], for a search that looks at each item, however many there are.
    #[must_use]
    pub fn by_letters(dataset: &'d Dataset<'d>) -> Self {
        let (charts, corpus) = (ChartNames::of(dataset), CorpusBuilder::new(dataset.len(), true));
        Self { dataset, next: 0, charts, corpus, large: None }
    }

    /// As [`Builder::new`], for a search that looks words up, however few items there are.
    #[must_use]
    pub fn by_words(dataset: &'d Dataset<'d>) -> Self {
        let (charts, corpus) = (ChartNames::of(dataset), CorpusBuilder::new(dataset.len(), false));
        Self { dataset, next: 0, charts, corpus, large: Some(Blocks::default()) }
    }

    /// Folds so many more items; whether that was all.
    pub fn advance(&mut self, items: usize) -> bool {
        let end = self.next.saturating_add(items).min(self.dataset.len());
        for id in self.next..end {
            let id = ItemId::from_index(id);
            // Most will not be read: what is unpacked to be folded is given up again.
            let apart = self.dataset.record(id).and_then(Record::apart);
            if let Some(item) = apart.as_ref().map(Item::Record).or_else(|| self.dataset.get(id)) {
                self.add(item, id);
            }
            if self.large.is_some() {
                // While the item is at hand: whoever asks all for their sources and sectors finds them read.
                _ = (self.dataset.cited(id), self.dataset.sector_numbers(id));
            }
        }
        self.next = end;
        end == self.dataset.len()
    }

    /// How many items are folded.
    #[must_use]
    pub fn done(&self) -> usize {
        self.next
    }

    /// The index of what was folded.
    #[must_use]
    pub fn finish(self) -> Index<'d> {
        let large = self.large.map(|mut large| {
            let vocabulary = large.finish();
            (large, vocabulary)
        });
        Index::new(self.dataset, self.charts, self.corpus.finish(), large)
    }

    fn add(&mut self, item: Item<'_, '_>, id: ItemId) {
        add_item(&mut self.corpus, (item, self.charts.by(id)), &[]);
        if let Some(large) = &mut self.large {
            large.add(self.corpus.last());
        }
    }
}
