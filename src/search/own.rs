//! What is a reader's own of the items: marks, lists, notes. An index is shared by all readers and holds none of it, so
//! it is handed to whoever searches, and what is text of it is searched beside the index.
//!
//! How it is kept, and what a note is on, is no matter here.

mod notes;
mod told;

use crate::data::ItemId;

pub use notes::NoteTexts;
pub(in crate::search) use told::told;

/// No note at all.
static NONE: NoteTexts = NoteTexts::none();

/// What a reader has of the items, as a search asks for it.
pub trait Own {
    /// Whether an item is marked.
    fn is_marked(&self, _id: ItemId) -> bool {
        false
    }

    /// Whether any item may be marked.
    fn has_marks(&self) -> bool {
        true
    }

    /// Whether an item is in a list of the reader's of this name, as it was typed.
    fn is_in_list(&self, _id: ItemId, _list: &str) -> bool {
        false
    }

    /// The names of the reader's lists.
    fn lists(&self) -> Vec<String> {
        Vec::new()
    }

    /// The reader's notes on items.
    fn notes(&self) -> &NoteTexts {
        &NONE
    }

    /// Another number whenever any of this changes: what was found holds as long as this stays.
    fn version(&self) -> u64 {
        0
    }
}

/// Somebody who has nothing of their own.
#[derive(Clone, Copy, Debug)]
pub struct Nothing;

impl Own for Nothing {
    fn has_marks(&self) -> bool {
        false
    }
}
