//! What comes of a key, of a text that is pasted and of an action: the layer in front is asked first, and the way from
//! there is in `outcome.rs`.

use super::App;
use crate::tui::action::{Action, Effect};
use crate::tui::key::Key;
use crate::tui::keymap::Scope;
use crate::tui::whereabouts::Moment;

impl App<'_> {
    /// Takes a key. The effect tells whether to draw, or to leave.
    pub fn key(&mut self, key: Key) -> Effect {
        self.answering(|app| app.take_key(key))
    }

    fn take_key(&mut self, key: Key) -> Effect {
        let ctx = self.ctx;
        if self.frame.is_too_small() && key != Key::Esc {
            // Nothing shows, so nothing can be typed or chosen; one can close what is open, and leave.
            let leaves = ctx.keymap.lookup(&[Scope::Global], key) == Some(Action::Quit);
            return if leaves { self.quit() } else { Effect::Nothing };
        }
        if let Some(effect) = self.take_tour_key(key) {
            return effect;
        }
        let top = self.layers.top(ctx);
        if let Some(effect) = top.edit(ctx, key) {
            return effect;
        }
        let action = ctx.keymap.lookup(&top.scopes(), key);
        action.map_or(Effect::Nothing, |action| self.act(action))
    }

    /// Takes a text that was pasted, as one; where nothing is typed it is none of the keys it might be.
    pub fn paste(&mut self, text: &str) -> Effect {
        self.answering(|app| app.take_paste(text))
    }

    fn take_paste(&mut self, text: &str) -> Effect {
        let ctx = self.ctx;
        if self.frame.is_too_small() {
            return Effect::Nothing;
        }
        self.pause_tour();
        self.layers.top(ctx).paste(ctx, text).unwrap_or_else(|| {
            self.frame.say(Some("What was pasted is left out: nothing is typed here.".to_owned()));
            Effect::Redraw
        })
    }

    /// Does what an action means here and now.
    pub fn update(&mut self, action: Action) -> Effect {
        self.answering(|app| app.act(action))
    }

    /// Does something; whatever it is but leaving once more answers the question whether to leave with no. Where one gets to
    /// by it is kept, if that is worth it.
    pub(super) fn answering(&mut self, does: impl FnOnce(&mut Self) -> Effect) -> Effect {
        let was_asked = self.frame.is_asking();
        let was_told = self.frame.forget_resumed() | self.frame.say(None);
        let was_walking = self.is_walking();
        let before = self.stage();
        let effect = does(self);
        let ctx = self.ctx;
        if let Some(warning) = ctx.reader.notes.take_outdated() {
            self.frame.take_back(&warning);
        }
        let is_anew = self.layers.list(ctx).is_some_and(|list| list.catch_up(ctx));
        if before != self.stage() {
            self.keep(Moment::Meanwhile);
        }
        let is_answered = was_asked && effect != Effect::Quit && self.frame.ask(None);
        // A tour that waits now has a smaller band.
        let waits = was_walking && !self.is_walking();
        let changed = is_answered || was_told || is_anew || waits;
        if changed && effect == Effect::Nothing { Effect::Redraw } else { effect }
    }

    pub(super) fn act(&mut self, action: Action) -> Effect {
        if action == Action::Quit {
            return self.quit();
        }
        let notes = &self.ctx.reader.notes;
        let before = notes.changes();
        let place = self.place_by_map();
        let outcome = self.layers.top(self.ctx).update(self.ctx, action);
        self.step_by_map(place);
        if notes.changes() != before
            && let Some(list) = self.layers.list(self.ctx)
        {
            list.search_again(self.ctx);
        }
        self.follow(outcome)
    }

    /// Leaves; where a paper is not handed in, only if asked once more.
    fn quit(&mut self) -> Effect {
        match self.layers.unsaved().or_else(|| self.layers.screens.study.unfinished()) {
            Some(sentence) if !self.frame.is_asking() => {
                self.frame.ask(Some(sentence));
                Effect::Redraw
            }
            _ => Effect::Quit,
        }
    }

    /// Whether what is typed is a text that Ctrl-Z undoes a step of.
    pub fn undoes(&mut self) -> bool {
        self.layers.top(self.ctx).scopes().contains(&Scope::Note)
    }
}
