//! What leaves the application: a text for the clipboard, a file for the reader's editor, an address for their browser,
//! and that a selection moved or a text was edited.

use std::path::PathBuf;

use super::App;
use crate::tui::action::Effect;
use crate::tui::layer::Outcome;

/// What is on its way out, until whoever has the terminal takes it.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    /// Text on its way to the clipboard.
    copied: Option<String>,
    /// The line that was taken away last, which is shown when it is asked for again.
    copied_line: Option<String>,
    /// A file on its way to the reader's editor.
    edit: Option<PathBuf>,
    /// Whether a key meant to move a selection, for whoever knows how fast they come.
    moved: bool,
    /// Whether a key edited a text, for the same.
    typed: bool,
}

impl Outbox {
    /// Sends a line to the clipboard, and tells so; asked for again it is not sent, for it is to be shown.
    pub(super) fn copy_line(&mut self, line: &str) -> bool {
        if self.copied_line.take_if(|last| last == line).is_some() {
            return false;
        }
        self.copied = Some(line.to_owned());
        self.copied_line = Some(line.to_owned());
        true
    }

    /// Sends a file to the reader's editor.
    pub(super) fn edit(&mut self, file: PathBuf) {
        self.edit = Some(file);
    }

    /// Notes that a key meant to move a selection.
    pub(super) fn note_move(&mut self) {
        self.moved = true;
    }

    /// Notes that a key edited a text.
    pub(super) fn note_typed(&mut self) {
        self.typed = true;
    }

    /// Whether the editor is to open.
    pub(super) fn opens_editor(&self) -> bool {
        self.edit.is_some()
    }
}

impl App<'_> {
    /// Sends a text to the clipboard, if the terminal may be sent one.
    pub(super) fn copy(&mut self, text: &str) {
        if self.ctx.reader.has_clipboard {
            self.outbox.copied = Some(text.to_owned());
        }
    }

    /// The text to be sent to the clipboard, if some was asked for since this was last called.
    pub fn take_copied(&mut self) -> Option<String> {
        self.outbox.copied.take()
    }

    /// The file to be opened in the reader's editor, if one was asked for since this was last called.
    pub fn take_edit(&mut self) -> Option<PathBuf> {
        self.outbox.edit.take()
    }

    /// Whether a key meant to move a selection since this was last called.
    pub fn take_moved(&mut self) -> bool {
        std::mem::take(&mut self.outbox.moved)
    }

    /// Whether a key edited a text since this was last called.
    pub fn take_typed(&mut self) -> bool {
        std::mem::take(&mut self.outbox.typed)
    }

    /// Goes on once the editor has ended, with what is to be said of that; the time must have been told.
    pub fn edited(&mut self, told: Option<String>) -> Effect {
        let ctx = self.ctx;
        let of_overlay =
            self.layers.overlay().is_some().then(|| self.layers.top(ctx).edited(ctx, told.clone())).flatten();
        of_overlay.unwrap_or_else(|| self.layers.screens.study.edited(ctx, told))
    }

    /// Opens an address in the reader's browser; where there is none, or it fails, the address is there to be copied.
    pub(super) fn visit(&mut self, address: String) -> Effect {
        let opened = self.ctx.reader.browser.as_ref().map(|browser| browser.open(&address));
        match opened {
            Some(Ok(())) => {
                self.frame.say(Some(format!("Your browser was asked to open {address}")));
                Effect::Redraw
            }
            Some(Err(why)) => {
                let effect = self.follow(Outcome::Copy(address));
                self.frame.say(Some(why));
                effect
            }
            None => self.follow(Outcome::Copy(address)),
        }
    }
}
