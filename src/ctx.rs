//! What everything that draws or decides may look at; handed down as the first argument.

use std::cell::OnceCell;

use crate::dataset::Dataset;
use crate::glyphs::Glyphs;
use crate::keymap::Keymap;
use crate::marks::Marks;
use crate::search::Index;
use crate::study::desk::Setup;
use crate::theme::Theme;

/// The dataset with its search index, which is built when it is first asked for.
#[derive(Debug)]
pub struct Library<'a> {
    /// What there is to explore.
    pub dataset: &'a Dataset<'a>,
    /// What the reader has marked.
    pub marks: Marks,
    index: OnceCell<Index<'a>>,
}

impl<'a> Library<'a> {
    /// A library of this dataset, not yet indexed.
    #[must_use]
    pub fn new(dataset: &'a Dataset<'a>) -> Self {
        Self { dataset, marks: Marks::default(), index: OnceCell::new() }
    }

    /// The search index; the first call builds it.
    #[must_use]
    pub fn index(&self) -> &Index<'a> {
        self.index.get_or_init(|| Index::build(self.dataset))
    }
}

/// Everything that stays the same while the program runs.
#[derive(Clone, Copy, Debug)]
pub struct Ctx<'a> {
    /// What there is to explore, and its index.
    pub library: &'a Library<'a>,
    /// What there is to explore.
    pub dataset: &'a Dataset<'a>,
    /// How one studies.
    pub study: &'a Setup,
    /// Styles by role.
    pub theme: &'a Theme,
    /// Signs to draw with.
    pub glyphs: &'a Glyphs,
    /// Which key means what.
    pub keymap: &'a Keymap,
}
