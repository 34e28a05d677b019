//! The notes there are after all that was written, those of one pack alone.

use std::collections::BTreeMap;

use super::{Note, Target};
use crate::data::{Dataset, ItemId};

/// All notes of a reader with a pack, each as it was last written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteBook {
    notes: BTreeMap<Target, Note>,
    /// What notes said last that were taken away.
    taken_away: BTreeMap<Target, String>,
}

impl NoteBook {
    /// The notes after these writings, oldest first.
    pub fn of<'n>(pack: &str, written: impl IntoIterator<Item = &'n Note>) -> Self {
        let mut book = Self::default();
        written.into_iter().filter(|note| note.pack == pack).for_each(|note| book.apply(note));
        book
    }

    /// Goes on with one more of its pack.
    pub fn apply(&mut self, note: &Note) {
        if note.text.is_empty() {
            let before = self.notes.remove(&note.on);
            self.taken_away.extend(before.map(|before| (before.on, before.text)));
        } else {
            self.taken_away.remove(&note.on);
            self.notes.insert(note.on.clone(), note.clone());
        }
    }

    /// Every note, in the order of what they are on.
    pub fn iter(&self) -> impl Iterator<Item = &Note> {
        self.notes.values()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.notes.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// What the note on something said before it was taken away, if it was.
    #[must_use]
    pub fn taken_away(&self, dataset: &Dataset<'_>, target: &Target) -> Option<&str> {
        self.taken_away.get(&target.current(dataset)).map(String::as_str)
    }

    /// The notes on something, which may have been written when it was several.
    pub fn on<'b>(&'b self, dataset: &Dataset<'_>, target: &Target) -> Vec<&'b Note> {
        let now = target.current(dataset);
        self.iter().filter(|note| note.on.current(dataset) == now).collect()
    }

    /// What the notes on something say, together.
    #[must_use]
    pub fn text(&self, dataset: &Dataset<'_>, target: &Target) -> String {
        let texts: Vec<&str> = self.on(dataset, target).into_iter().map(|note| note.text.as_str()).collect();
        texts.join("\n\n")
    }

    /// The notes told at a record or series, those on the whole of it first.
    #[must_use]
    pub fn at(&self, dataset: &Dataset<'_>, item: ItemId) -> Vec<&Note> {
        self.iter().filter(|note| note.on.item(dataset) == Some(item)).collect()
    }

    /// What has to be written so that what is on something says this from now on: what was written when it was
    /// several becomes one.
    #[must_use]
    pub fn rewritten(&self, dataset: &Dataset<'_>, (pack, at): (&str, i64), target: &Target, text: &str) -> Vec<Note> {
        let now = target.current(dataset);
        let note = |on: Target, text: &str| Note { at, pack: pack.to_owned(), on, text: text.to_owned() };
        let former = self.on(dataset, target).into_iter().map(|note| note.on.clone()).filter(|on| *on != now);
        let emptied: Vec<Note> = former.map(|on| note(on, "")).collect();
        // First what is said, then what it stands for: whatever happens between the two, nothing is lost.
        std::iter::once(note(now, text)).chain(emptied).collect()
    }
}
