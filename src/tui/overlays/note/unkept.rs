//! What is written in the editor of a note and not kept yet, as a draft: so that it outlasts the program.
//!
//! A draft is begun with the first line that is written to its end, and from then on follows line by line: whatever ends the
//! program, no more than the line one is on is lost. It goes when the note is kept or thrown away.

use std::path::PathBuf;

use crate::study::notes::{DraftFile, Target};
use crate::study::shelf::NotKept;
use crate::tui::context::Context;

/// The draft of a note, once there is one.
#[derive(Debug, Default)]
pub(super) struct Unkept {
    file: Option<Box<dyn DraftFile>>,
    /// Whether the reader's own editor has it.
    is_lent: bool,
}

impl Unkept {
    /// One that was left behind, to go on with.
    pub(super) fn left(file: Box<dyn DraftFile>) -> Self {
        Self { file: Some(file), is_lent: false }
    }

    /// Keeps the text as a draft, unless an editor has it.
    pub(super) fn put(&mut self, ctx: Context<'_>, on: &Target, before: &str, text: &str) -> Result<(), NotKept> {
        match &mut self.file {
            _ if self.is_lent => {}
            Some(file) => file.write(text)?,
            None => self.file = ctx.reader.notes.begin_draft(on, before, text)?,
        }
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

    /// Throws the draft away: what it said is kept, or not wanted.
    pub(super) fn discard(&mut self) {
        if let Some(file) = self.file.take() {
            file.discard();
        }
    }
}
