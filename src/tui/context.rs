//! What everything that shows or does something is handed: what there is to explore, which all sessions share, and
//! whose session it is. It stays the same as long as a session lasts, but for the theme, the
//! style of citations and whether a key is held; what changes is elsewhere.

use crate::data::Dataset;
use crate::search::{LazyIndex, SharedIndex};
use crate::tui::keymap::Keymap;
use crate::tui::reader::Reader;
use crate::tui::symbols::Symbols;
use crate::tui::theme::Theme;
use crate::view::citation::style::Style;

/// Everything that is handed from one to the other.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// What there is to explore.
    pub dataset: &'a Dataset<'a>,
    /// Its search index.
    pub index: &'a dyn SharedIndex,
    /// Whose session it is.
    pub reader: &'a Reader,
    /// The reader's styles by role.
    pub theme: &'a Theme,
    /// The reader's signs to draw with.
    pub symbols: &'a Symbols,
    /// Which key means what to the reader.
    pub keymap: &'a Keymap,
    /// How a line that cites something is written.
    pub citation: Style,
    /// Whether a key is held that moves a selection, so that what follows it [waits](crate::tui::follower).
    pub is_moving: bool,
    /// Whether what is drawn is a copy for somebody who follows on a smaller screen, who sees what was done last though
    /// that is beside what the keys go to.
    pub is_copy: bool,
}

impl<'a> Context<'a> {
    /// What this reader explores.
    #[must_use]
    pub fn new<'d: 'a>(index: &'a LazyIndex<'d>, reader: &'a Reader) -> Self {
        Self::shared(index.dataset(), index, reader)
    }

    /// The same of what many explore, whose index is known by what it does.
    #[must_use]
    pub fn shared(dataset: &'a Dataset<'a>, index: &'a dyn SharedIndex, reader: &'a Reader) -> Self {
        let Reader { theme, symbols, keymap, citation, .. } = reader;
        Self { dataset, index, reader, theme, symbols, keymap, citation: *citation, is_moving: false, is_copy: false }
    }
}
