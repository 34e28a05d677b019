//! A dataset made ready to be searched while the program is built, so that nobody waits for it, nor has the folded texts a
//! second time in memory. How it is opened is in [`crate::search::engine::corpus`].

use super::items::add_item;
use crate::data::Dataset;
use crate::search::charts::ChartNames;
use crate::search::engine::corpus::CorpusBuilder;

/// A dataset made ready to be searched, to be compiled into the program.
///
/// # Errors
/// What postcard cannot write; it can write every dataset.
pub(crate) fn packed(dataset: &Dataset<'_>) -> postcard::Result<Vec<u8>> {
    let charts = ChartNames::of(dataset);
    let mut corpus = CorpusBuilder::new(dataset.len(), true);
    for (id, item) in dataset.items() {
        add_item(&mut corpus, (item, charts.by(id)), &[]);
    }
    corpus.finish().pack()
}
