//! The index: a dataset, and the names, dates and texts of all its items ready to be searched.
//!
//! That of the bundled dataset is made when the program is built, any other when it is first asked for. It borrows the
//! dataset and holds nothing that can change, but for the words of a small dataset, which are gathered when one is
//! first misspelt. What a query does with it is in [`super::run`].

mod builder;
mod items;
#[cfg(any(test, not(bundled)))]
mod packing;

use std::sync::OnceLock;

pub use builder::Builder;
pub(crate) use items::{add_item, add_nothing};

use crate::data::record::Weight;
use crate::data::{Dataset, ItemId, Pack};
use crate::search::charts::ChartNames;
use crate::search::engine::corpus::Corpus;
use crate::search::engine::large::{Blocks, LOOKED_AT};
use crate::search::engine::sound::Sounds;
use crate::search::engine::vocabulary::Vocabulary;
use crate::search::joining::joining;

/// A dataset made ready to be searched.
#[derive(Debug)]
pub struct Index<'d> {
    dataset: &'d Dataset<'d>,
    charts: ChartNames<'d>,
    corpus: Corpus,
    large: Option<Blocks>,
    vocabulary: OnceLock<Vocabulary>,
}

impl<'d> Index<'d> {
    /// What the build of the program made ready of a dataset, if that is the bundled one as it stands there.
    pub(crate) fn as_built(dataset: &'d Dataset<'d>) -> Option<Self> {
        let corpus = Corpus::unpack(dataset.made_for_search().filter(|_| dataset.len() <= LOOKED_AT)?)?;
        Some(Self::new(dataset, ChartNames::of(dataset), corpus, None))
    }

    /// Folds every name and text of a dataset, unless that was done when the program was built.
    #[must_use]
    pub fn build(dataset: &'d Dataset<'d>) -> Self {
        if let Some(index) = Self::as_built(dataset) {
            return index;
        }
        let mut builder = Builder::new(dataset);
        builder.advance(usize::MAX);
        builder.finish()
    }

    /// What a builder made. Where words are looked up, they were counted meanwhile.
    fn new(
        dataset: &'d Dataset<'d>,
        charts: ChartNames<'d>,
        corpus: Corpus,
        large: Option<(Blocks, Vocabulary)>,
    ) -> Self {
        let (large, vocabulary) = large.unzip();
        let of_pack = |words: Vocabulary| OnceLock::from(with_pack(words, &dataset.pack));
        let vocabulary = vocabulary.map_or_else(OnceLock::new, of_pack);
        Self { dataset, charts, corpus, large, vocabulary }
    }

    /// The dataset it was built from.
    #[must_use]
    pub fn dataset(&self) -> &'d Dataset<'d> {
        self.dataset
    }

    /// What the chart is called that a series stands for, if it stands for one.
    #[must_use]
    pub fn chart_name(&self, series: ItemId) -> Option<&'d str> {
        self.charts.by(series)
    }

    /// How many items it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.corpus.len()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is searched of the items, by their numbers in the dataset.
    pub(crate) fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// The items by their words, if there are so many that words are looked up.
    pub(crate) fn large(&self) -> Option<&Blocks> {
        self.large.as_ref()
    }

    /// What an item is worth when no word was asked for: its weight, and among equals what most is linked
    /// with, since that is what a newcomer is led to anyway.
    pub(crate) fn rank_unasked(&self, id: ItemId) -> u32 {
        const MOST: usize = 999;
        let weight = match self.dataset.record(id).map(|record| record.weight) {
            Some(Weight::Core) => 2000,
            Some(Weight::Useful) | None => 1000,
            Some(Weight::Detail) => 0,
        };
        let links = self.dataset.links(id).len();
        weight + u32::try_from(links.min(MOST)).unwrap_or(0)
    }

    /// The words of the dataset.
    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.get_or_init(|| {
            let words = Vocabulary::of(self.corpus.all_names(), self.corpus.texts());
            with_pack(words, &self.dataset.pack)
        })
    }
}

/// The words of a dataset with what its pack says of words.
fn with_pack(words: Vocabulary, pack: &Pack<'_>) -> Vocabulary {
    words.spelt(sounds(pack)).joined(joining(pack))
}

/// How names are spelt in the languages of a pack.
fn sounds(pack: &Pack<'_>) -> Sounds {
    let spellings = pack.languages.iter().flat_map(|language| &language.spellings);
    Sounds::of(spellings.map(|(one, other)| (one.as_str(), other.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{bundled, load};

    #[test]
    fn what_the_build_made_ready_is_what_is_folded_of_the_files() {
        let files = bundled::files();
        let read = load::load(&files).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert!(Index::as_built(&read).is_none(), "files may be any");
        let compiled = bundled::dataset().unwrap();
        let built = Index::as_built(&compiled).unwrap();
        assert_eq!(built.corpus.told(), Index::build(&read).corpus.told());
        let packed = packing::packed(&read).unwrap();
        assert_eq!(Some(&*packed), compiled.made_for_search());
    }
}
