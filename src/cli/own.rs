//! What is a reader's own of the items, for commands that search: notes, as the finder looks into them, and marks where
//! a query asks for these. A visitor has neither.

use super::commands::explore::options::Explore;
use super::commands::notes::book;
use super::io::Io;
use super::marking;
use crate::data::{Dataset, ItemId};
use crate::search::Own;
use crate::search::own::NoteTexts;
use crate::tui::marks::Marks;
use crate::tui::notes::texts;

/// What is kept of them, as it stands.
pub(crate) struct KeptOwn {
    marks: Marks,
    notes: NoteTexts,
}

impl KeptOwn {
    /// What a query may ask for.
    pub(crate) fn asked(query: &str, explore: &Explore, dataset: &Dataset<'_>, io: &mut Io<'_>) -> Self {
        let marks = marking::asked(query, explore, dataset, io);
        Self { marks, notes: texts(dataset, &book(dataset, explore, io)) }
    }
}

impl Own for KeptOwn {
    fn is_marked(&self, id: ItemId) -> bool {
        self.marks.is_marked(id)
    }

    fn has_marks(&self) -> bool {
        self.marks.has_marks()
    }

    fn is_in_list(&self, id: ItemId, list: &str) -> bool {
        self.marks.is_in_list(id, list)
    }

    fn lists(&self) -> Vec<String> {
        Own::lists(&self.marks)
    }

    fn notes(&self) -> &NoteTexts {
        &self.notes
    }
}
