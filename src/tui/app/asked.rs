//! What is asked before something is lost or left, whatever asks it: a question is answered with yes by doing the same
//! once more, and that counts only where the question was on the screen before. So no two keys that come at once throw
//! anything away unasked. What is asked, and where it is told, is the matter of whoever asks
//! ([`Layer::asks`](crate::tui::layer::Layer)).

use super::App;
use crate::tui::action::Action;

/// What is asked.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// What answers it with yes, if anything is asked.
    yes: Option<Action>,
    /// Whether a frame with it was drawn since it was put.
    was_drawn: bool,
    /// Whether what is heard now came before that frame.
    came_before: bool,
    /// Whether the answer to it that was heard last did not count.
    was_unheard: bool,
}

impl App<'_> {
    /// Whether what is asked, if anything is, has been drawn since it was put.
    #[must_use]
    pub fn has_drawn_question(&self) -> bool {
        self.asked.was_drawn
    }

    /// Notes whether what is heard next came before what is asked was first drawn: then it answers nothing.
    pub fn set_came_before(&mut self, came_before: bool) {
        self.asked.came_before = came_before;
    }

    /// What answers with yes what is asked now.
    fn yes(&self) -> Option<Action> {
        if self.frame.is_asking() { Some(Action::Quit) } else { self.layers.asks() }
    }

    /// Whether something is asked that this answers with yes.
    pub(super) fn is_asked(&self, action: Action) -> bool {
        self.yes() == Some(action)
    }

    /// Takes note of what is asked after something was done.
    pub(super) fn note_asked(&mut self) {
        let yes = self.yes();
        if yes != self.asked.yes {
            (self.asked.yes, self.asked.was_drawn) = (yes, false);
        }
    }

    /// Takes note that a frame was drawn. Where there is no room for anything, only what is asked before one leaves
    /// shows.
    pub(super) fn note_drawn(&mut self) {
        let shows = self.frame.is_asking() || !self.frame.is_too_small() && self.layers.front_asks();
        self.asked.was_drawn |= self.asked.yes.is_some() && shows;
    }

    /// Whether this would answer a question that nobody can have read. What was asked before one is asked whether to
    /// leave is still asked below that: it is no longer known to have been read, and shows again once that is answered.
    pub(super) fn answers_unread(&mut self, action: Action) -> bool {
        let is_read = self.asked.yes == Some(action) && self.asked.was_drawn && !self.asked.came_before;
        let is_unread = self.is_asked(action) && !is_read;
        self.asked.was_unheard |= is_unread;
        let is_below = self.frame.is_asking() && self.layers.asks() == Some(action);
        is_unread || is_below
    }

    /// Whether an answer did not count since this was last called.
    pub(super) fn take_unheard(&mut self) -> bool {
        std::mem::take(&mut self.asked.was_unheard)
    }
}
