//! What is written in the editor of a note and not kept yet, as a draft: so that it outlasts the program.
//!
//! A draft is begun with the first line that is written to its end, or with some words, and from then on follows:
//! whatever ends the program, no more than a few words are lost. It goes when the note is kept or thrown away.

use std::path::PathBuf;

use crate::study::notes::{DraftFile, Target};
use crate::study::shelf::NotKept;
use crate::tui::context::Context;
use crate::tui::key::Key;

/// After so many keys the draft follows at the end of a word; and wherever one is after twice as many, for not every
/// script parts its words.
const WORDS: usize = 20;

/// The draft of a note, once there is one.
#[derive(Debug, Default)]
pub(super) struct Unkept {
    file: Option<Box<dyn DraftFile>>,
    /// Whether the reader's own editor has it.
    is_lent: bool,
    /// Whether it was left behind by a program that ended, and its reader has not told what is to become of it.
    is_left: bool,
    /// How many keys changed the text since the draft had it.
    behind: usize,
}

impl Unkept {
    /// One that was left behind, to go on with.
    pub(super) fn left(file: Box<dyn DraftFile>) -> Self {
        Self { file: Some(file), is_left: true, ..Self::default() }
    }

    /// Whether it was left behind and is neither kept nor thrown away yet.
    pub(super) fn is_left(&self) -> bool {
        self.is_left
    }

    /// What it says, if it was left behind.
    pub(super) fn left_text(&self) -> Option<String> {
        self.file.as_ref().filter(|_| self.is_left)?.read().ok()
    }

    /// Whether the draft is to follow now that this key has changed the text.
    pub(super) fn is_due(&mut self, key: Key) -> bool {
        self.behind += 1;
        let is_word_end = matches!(key, Key::Char(c) if !c.is_alphanumeric()) || key == Key::Tab;
        key == Key::Enter || self.behind >= WORDS && is_word_end || self.behind >= 2 * WORDS
    }

    /// Keeps the text as a draft, unless an editor has it.
    pub(super) fn put(&mut self, ctx: Context<'_>, on: &Target, before: &str, text: &str) -> Result<(), NotKept> {
        match &mut self.file {
            _ if self.is_lent => return Ok(()),
            Some(file) => file.write(text)?,
            None => self.file = ctx.reader.notes.begin_draft(on, before, text)?,
        }
        self.behind = 0;
        Ok(())
    }

    /// Lends the draft to the reader's editor: the file.
    pub(super) fn lend(&mut self) -> Option<PathBuf> {
        let file = self.file.as_ref()?;
        self.is_lent = true;
        Some(file.path().to_owned())
    }

    /// What the editor left, if it had the draft.
    pub(super) fn take_back(&mut self) -> Option<Result<String, NotKept>> {
        std::mem::take(&mut self.is_lent).then_some(())?;
        self.file.as_ref().map(|file| file.read())
    }

    /// Whether an editor has it at this moment.
    pub(super) fn is_lent(&self) -> bool {
        self.is_lent
    }

    /// Leaves the draft as it is, for another time; what is written from now on is another draft.
    pub(super) fn let_go(&mut self) {
        *self = Self::default();
    }

    /// Throws the draft away: what it said is kept, or not wanted.
    pub(super) fn discard(&mut self) {
        self.is_left = false;
        if let Some(file) = self.file.take() {
            file.discard();
        }
    }
}
