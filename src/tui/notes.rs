//! The notes of a reader as the explorer has them: read from what is kept, and kept as they are written. A visitor has
//! none.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::clock::Now;
use crate::data::{Dataset, ItemId};
use crate::search::own::NoteTexts;
use crate::study::cards::card::Card;
use crate::study::cards::own;
use crate::study::mains::answer::EditorUse;
use crate::study::notes::{Draft, DraftFile, Drafts, Note, NoteBook, Target, Writing};
use crate::study::shelf::{Grown, NotKept, SharedLog, SharedShelf};

/// What becomes of a note.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeping {
    /// There are none: whoever visits leaves nothing here.
    #[default]
    Visit,
    /// It is kept.
    Kept,
    /// It is lost when the program ends, for nobody says where to keep it.
    Nowhere,
}

/// A reader's notes, which all that draws may read. Only the session whose reader this is changes them; the lock is
/// there so that a session may go from one thread to another.
#[derive(Debug, Default)]
pub struct Notes {
    state: Mutex<State>,
    keeping: Keeping,
    pack: String,
    /// Whether the reader's own editor can be used, and where a note lies meanwhile.
    editor: EditorUse,
    drafts: Option<Arc<dyn Drafts>>,
}

#[derive(Debug, Default)]
struct State {
    log: Option<Box<dyn SharedLog<Note>>>,
    book: NoteBook,
    texts: Arc<NoteTexts>,
    changes: u64,
    now: i64,
    said: Vec<String>,
    /// What was said of drafts, as long as that holds; and once it does not.
    told_of_drafts: Option<String>,
    outdated: Option<String>,
    /// What was thrown away unkept since the program began, of each note the last.
    thrown: Vec<(Target, String)>,
}

impl Notes {
    /// The notes that are kept with a pack, if anything is.
    #[must_use]
    pub fn open(dataset: &Dataset<'_>, pack: &str, shelf: Option<&dyn SharedShelf<Note>>) -> Self {
        let mut state = State::default();
        let keeping = match shelf.map(SharedShelf::open_shared) {
            Some(Ok(log)) => {
                state.log = Some(log);
                Keeping::Kept
            }
            Some(Err(error)) => {
                state.said.push(format!("{error}; notes written here are not kept"));
                Keeping::Nowhere
            }
            None => Keeping::Nowhere,
        };
        state.read_all(dataset, pack);
        Self { state: Mutex::new(state), keeping, pack: pack.to_owned(), editor: EditorUse::Unnamed, drafts: None }
    }

    /// The same for a reader who has an editor, or none, and drafts there, if anywhere; what was left of those is told.
    #[must_use]
    pub fn edited_with(self, dataset: &Dataset<'_>, editor: EditorUse, drafts: Option<Arc<dyn Drafts>>) -> Self {
        let left: Vec<Draft> = drafts.iter().flat_map(|drafts| drafts.left(&self.pack)).collect();
        let told = Draft::told(dataset, &left);
        let mut state = self.state();
        state.said.extend(told.clone());
        state.told_of_drafts = told;
        drop(state);
        Self { editor, drafts, ..self }
    }

    /// The same, of which nothing is kept any more.
    #[must_use]
    pub fn only_looked_at(self) -> Self {
        self.state().log = None;
        Self { keeping: Keeping::Nowhere, ..self }
    }

    // What is there is whole at any moment, whoever panicked.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What becomes of a note.
    #[must_use]
    pub fn keeping(&self) -> Keeping {
        self.keeping
    }

    /// What one should be told, in sentences, each given once.
    pub fn take_said(&self) -> Vec<String> {
        let mut state = self.state();
        let mut said = std::mem::take(&mut state.said);
        said.extend(state.log.iter_mut().flat_map(|log| log.take_notices()));
        said
    }

    /// Tells the time.
    pub fn set_time(&self, now: Now) {
        self.state().now = now.unix_ms;
    }

    /// The texts of the notes by the items they are told at.
    #[must_use]
    pub fn texts(&self) -> Arc<NoteTexts> {
        Arc::clone(&self.state().texts)
    }

    /// Whether there is a note on an item, or on a part of it.
    #[must_use]
    pub fn has(&self, item: ItemId) -> bool {
        self.state().texts.has(item)
    }

    /// How often a note changed: what was made of them holds as long as this stays.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.state().changes
    }

    /// The notes that are told at an item.
    #[must_use]
    pub fn at(&self, dataset: &Dataset<'_>, item: ItemId) -> Vec<Note> {
        let state = self.state();
        if state.texts.has(item) { state.book.at(dataset, item).into_iter().cloned().collect() } else { Vec::new() }
    }

    /// The cards in them.
    #[must_use]
    pub fn cards(&self, dataset: &Dataset<'_>) -> Vec<Card> {
        own::cards(dataset, &self.state().book)
    }

    /// What the notes on something say now, by whichever program they were written.
    #[must_use]
    pub fn text(&self, dataset: &Dataset<'_>, target: &Target) -> String {
        let mut state = self.state();
        state.refresh(dataset, &self.pack);
        state.book.text(dataset, target)
    }

    /// What a note said before it was taken away, if it was.
    #[must_use]
    pub fn taken_away(&self, dataset: &Dataset<'_>, target: &Target) -> Option<String> {
        self.state().book.taken_away(dataset, target).map(str::to_owned)
    }

    /// Holds what a reader throws away unkept, until that note is next kept or the program ends: two keys that come too
    /// soon lose nothing.
    pub fn throw_away(&self, dataset: &Dataset<'_>, target: &Target, text: String) {
        let on = target.current(dataset);
        let thrown = &mut self.state().thrown;
        thrown.retain(|(other, _)| *other != on);
        thrown.push((on, text));
    }

    /// What was thrown away of a note since it was last kept here, if anything was.
    #[must_use]
    pub fn thrown_away(&self, dataset: &Dataset<'_>, target: &Target) -> Option<String> {
        let on = target.current(dataset);
        self.state().thrown.iter().find(|(other, _)| *other == on).map(|(_, text)| text.clone())
    }

    /// Writes a note, or takes it away where the text is empty. What another program wrote meanwhile is never
    /// superseded unseen ([`Writing`]).
    ///
    /// # Errors
    /// A sentence that says why it is not kept; then nothing changed.
    pub fn write(&self, dataset: &Dataset<'_>, target: &Target, writing: Writing<'_>) -> Result<(), NotKept> {
        let mut state = self.state();
        let entry = (self.pack.as_str(), state.now);
        let State { log, book, .. } = &mut *state;
        let Some(log) = log else {
            let new = writing.entries((dataset, book), entry, target)?;
            for note in &new {
                book.apply(note);
            }
            state.changed(dataset);
            state.forget_thrown(dataset, target);
            return Ok(());
        };
        let added = log
            .append_after(&mut |entries| writing.entries((dataset, &NoteBook::of(&self.pack, entries)), entry, target));
        match added {
            Ok(grown) => {
                state.grow(dataset, &self.pack, grown);
                state.forget_thrown(dataset, target);
            }
            // What others wrote may have been read all the same.
            Err(_) => state.read_all(dataset, &self.pack),
        }
        added.map(|_| ())
    }

    /// Begins a draft of a note that says this before it is written: what is left of it if the program ends. Nothing
    /// where no draft is kept.
    ///
    /// # Errors
    /// A sentence, if that can't be written.
    pub fn begin_draft(&self, on: &Target, before: &str, text: &str) -> Result<Option<Box<dyn DraftFile>>, NotKept> {
        let draft = Draft { pack: self.pack.clone(), on: on.clone(), before: before.to_owned() };
        self.drafts.as_ref().map(|drafts| drafts.begin(&draft, text)).transpose()
    }

    /// Goes on with a draft of a note that was left behind, if one was.
    #[must_use]
    pub fn take_draft(&self, dataset: &Dataset<'_>, on: &Target) -> Option<(Draft, String, Box<dyn DraftFile>)> {
        let now = on.current(dataset);
        let taken = self.drafts.as_ref()?.take(&self.pack, &|other| other.current(dataset) == now)?;
        let mut state = self.state();
        state.outdated = state.told_of_drafts.take();
        Some(taken)
    }

    /// What was said and does not hold any more, given once.
    pub fn take_outdated(&self) -> Option<String> {
        self.state().outdated.take()
    }

    /// Whether a draft can be opened in the reader's own editor.
    ///
    /// # Errors
    /// A sentence that says why not.
    pub fn can_lend(&self) -> Result<(), NotKept> {
        match (self.editor, &self.drafts) {
            (EditorUse::Opens, Some(_)) => Ok(()),
            (EditorUse::Opens, None) => {
                Err(NotKept("this system tells no home directory to put the note in".to_owned()))
            }
            (EditorUse::Unnamed, _) => {
                Err(NotKept("no editor is named: set $VISUAL or $EDITOR, as in EDITOR=vi".to_owned()))
            }
            (EditorUse::NotHere, _) => Err(NotKept("no editor is opened here".to_owned())),
        }
    }
}

/// The texts of notes by the items they are told at.
#[must_use]
pub fn texts(dataset: &Dataset<'_>, book: &NoteBook) -> NoteTexts {
    NoteTexts::new(book.iter().filter_map(|note| Some((note.on.item(dataset)?, note.text.clone()))))
}

impl State {
    fn read_all(&mut self, dataset: &Dataset<'_>, pack: &str) {
        let entries = self.log.as_ref().map_or(&[][..], |log| log.entries());
        self.book = NoteBook::of(pack, entries);
        self.changed(dataset);
    }

    fn refresh(&mut self, dataset: &Dataset<'_>, pack: &str) {
        // What can't be read now stands as it was.
        if let Some(Ok(grown)) = self.log.as_mut().map(|log| log.refresh()) {
            self.grow(dataset, pack, grown);
        }
    }

    fn grow(&mut self, dataset: &Dataset<'_>, pack: &str, grown: Grown) {
        let entries = self.log.as_ref().map_or(&[][..], |log| log.entries());
        match grown {
            Grown::Anew => return self.read_all(dataset, pack),
            Grown::From(first) if first >= entries.len() => return,
            Grown::From(first) => {
                let new = entries.get(first..).unwrap_or_default();
                new.iter().filter(|note| note.pack == pack).for_each(|note| self.book.apply(note));
            }
        }
        self.changed(dataset);
    }

    /// What is kept now was written after what was thrown away.
    fn forget_thrown(&mut self, dataset: &Dataset<'_>, target: &Target) {
        let on = target.current(dataset);
        self.thrown.retain(|(other, _)| *other != on);
    }

    fn changed(&mut self, dataset: &Dataset<'_>) {
        self.texts = Arc::new(texts(dataset, &self.book));
        self.changes += 1;
    }
}
