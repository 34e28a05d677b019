//! What everything that draws or decides may look at; handed down as the first argument.

use std::cell::{OnceCell, RefCell};

use crate::data::Dataset;
use crate::search::selection::Marks;
use crate::search::{Builder, Index};
use crate::study::collection::StudySettings;
use crate::tui::keymap::Keymap;
use crate::tui::symbols::Symbols;
use crate::tui::theme::Theme;

/// The dataset with its search index, which is built when it is first asked for.
#[derive(Debug)]
pub struct Library<'a> {
    /// What there is to explore.
    pub dataset: &'a Dataset<'a>,
    /// What the reader has marked.
    pub marks: Marks,
    index: OnceCell<Index<'a>>,
    /// The index as far as it is built, while that is done bit by bit.
    begun: RefCell<Option<Builder<'a>>>,
}

impl<'a> Library<'a> {
    /// A library of this dataset, not yet indexed.
    #[must_use]
    pub fn new(dataset: &'a Dataset<'a>) -> Self {
        Self { dataset, marks: Marks::default(), index: OnceCell::new(), begun: RefCell::default() }
    }

    /// The search index; the first call builds what is not yet built.
    #[must_use]
    pub fn index(&self) -> &Index<'a> {
        self.index.get_or_init(|| {
            let mut builder = self.begun.take().unwrap_or_else(|| Builder::new(self.dataset));
            builder.advance(usize::MAX);
            builder.finish()
        })
    }

    /// The search index, if it is built.
    #[must_use]
    pub fn ready_index(&self) -> Option<&Index<'a>> {
        self.index.get()
    }

    /// Builds so many more items into the index.
    pub fn advance_index(&self, items: usize) {
        if self.index.get().is_some() {
            return;
        }
        let done = self.begun.borrow_mut().get_or_insert_with(|| Builder::new(self.dataset)).advance(items);
        if done {
            let _ = self.index();
        }
    }

    /// How many per cent of the dataset are indexed.
    #[must_use]
    pub fn indexed_per_cent(&self) -> usize {
        match (self.index.get(), &*self.begun.borrow()) {
            (Some(_), _) => 100,
            (None, Some(builder)) => builder.done() * 100 / self.dataset.len().max(1),
            (None, None) => 0,
        }
    }
}

/// Everything that stays the same while the program runs.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// What there is to explore, and its index.
    pub library: &'a Library<'a>,
    /// What there is to explore.
    pub dataset: &'a Dataset<'a>,
    /// How one studies.
    pub study: &'a StudySettings,
    /// Styles by role.
    pub theme: &'a Theme,
    /// Signs to draw with.
    pub symbols: &'a Symbols,
    /// Which key means what.
    pub keymap: &'a Keymap,
}
