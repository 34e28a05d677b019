//! A reader beside what there is to explore, held together: what one of many explorers of one dataset is made over.

use crate::data::Dataset;
use crate::search::SharedIndex;
use crate::tui::context::Context;
use crate::tui::reader::Reader;

/// A reader, and what there is to explore.
#[derive(Debug)]
pub(crate) struct Readership<'d> {
    /// What all explore.
    pub(crate) dataset: &'d Dataset<'d>,
    /// Its search index.
    pub(crate) index: &'d (dyn SharedIndex + 'd),
    /// Who explores it.
    pub(crate) reader: Reader,
}

impl Readership<'_> {
    /// What an explorer of this reader's is handed.
    pub(crate) fn context(&self) -> Context<'_> {
        Context::shared(self.dataset, self.index, &self.reader)
    }
}
