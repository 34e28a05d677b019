//! What comes of a key, of a text that is pasted and of an action: the layer in front is asked first, and the way from
//! there is in `outcome.rs`.

use super::App;
use crate::text::{is_hostile, width};
use crate::tui::action::{Action, Effect};
use crate::tui::key::Key;
use crate::tui::keymap::Scope;
use crate::tui::whereabouts::Moment;
use crate::tui::widgets::prompt::Pasted;
use crate::view::tab::Tab;

/// Where to open means to have done what is typed or chosen, which lasts: a paper is begun, a question is answered.
const COMMITTED_TO: [Scope; 8] = [
    Scope::Palette,
    Scope::Naming,
    Scope::Typing,
    Scope::Choice,
    Scope::Wanted,
    Scope::Exam,
    Scope::Mains,
    Scope::Writing,
];

/// Where Esc throws away what is typed or ends what one is in the middle of: not done where Alt may have been meant.
const LEFT_FOR_GOOD: [Scope; 3] = [Scope::Typing, Scope::Question, Scope::Quiz];

/// A burst of keys, which may be a pasted text.
#[derive(Debug, Default)]
pub(super) struct Burst {
    /// The key of it that is being heard.
    key: Option<Key>,
    /// What is said of a key of it that was left out.
    told: Option<String>,
}

impl App<'_> {
    /// Takes a key. The effect tells whether to draw, or to leave.
    pub fn key(&mut self, key: Key) -> Effect {
        self.answering(|app| app.take_key(key))
    }

    /// Takes a key that came at once with an Esc before it: the key with Alt where that means something, or else both,
    /// one after the other. It may have been Alt nevertheless, so the second does nothing that lasts, nor does the
    /// first: where Esc asks before it closes, what came with it is no answer, nor is an Esc that something came with.
    pub fn key_after_esc(&mut self, key: Key) -> Effect {
        let before = self.layers.top(self.ctx).scopes();
        let was_asked = self.is_asked(Action::Close);
        let mut is_done = true;
        let first = self.answering(|app| {
            // What has no name of its own with Alt means nothing with it.
            let alt = Some(key.with_alt()).filter(|alt| *alt != key);
            if let Some(effect) = alt.and_then(|alt| app.take_alt(alt)) {
                return effect;
            }
            if was_asked || before.iter().any(|scope| LEFT_FOR_GOOD.contains(scope)) {
                app.frame.say(Some(format!("Esc came at once with {key}: press one of them again.")));
                return Effect::Redraw;
            }
            is_done = false;
            app.take_key(Key::Esc)
        });
        let after = self.layers.top(self.ctx).scopes();
        let stays = after == before && after.iter().any(|scope| scope.takes_text());
        if is_done || first == Effect::Quit || stays {
            return first;
        }
        self.burst.key = Some(key);
        let then = self.answering(|app| app.take_key(key));
        self.burst.key = None;
        if self.burst.told.take().is_some() {
            self.frame.say(Some(format!("{key} came at once with an Esc: press again to do it.")));
        }
        if then == Effect::Nothing { first } else { then }
    }

    /// Takes a key pressed with Alt, if that means something here.
    fn take_alt(&mut self, alt: Key) -> Option<Effect> {
        if self.frame.is_too_small() {
            return None;
        }
        if let Some(effect) = self.type_key(alt) {
            return Some(effect);
        }
        let on_tour = self.touring.as_ref().map(|_| Scope::Tour);
        let scopes: Vec<Scope> = on_tour.into_iter().chain(self.layers.top(self.ctx).scopes()).collect();
        if self.ctx.keymap.lookup(&scopes, alt).is_some() {
            return Some(self.take_key(alt));
        }
        // On a keyboard of another script it is told by its place.
        alt.on_latin_keyboard().and_then(|latin| self.take_alt(latin))
    }

    /// Takes as many of these keys, which wait together, as edit one text, or else the first; with how many that were.
    /// They may have come in a burst faster than fingers, as a paste does where the terminal does not tell of one.
    pub fn keys(&mut self, keys: &[Key], is_burst: bool) -> (usize, Effect) {
        let mut count = 0;
        let effect = self.answering(|app| {
            let mut changed = false;
            while let Some(effect) = keys.get(count).and_then(|key| app.type_key(*key)) {
                changed |= effect != Effect::Nothing;
                count += 1;
            }
            let Some(first) = keys.first().filter(|_| count == 0) else { return Effect::redraw_if(changed) };
            count = 1;
            app.burst.key = is_burst.then_some(*first).filter(Key::is_text);
            let effect = app.take_key(*first);
            app.burst.key = None;
            effect
        });
        match self.burst.told.clone().filter(|_| is_burst) {
            // What follows in the burst does not take it away.
            Some(told) if effect != Effect::Quit => {
                self.frame.say(Some(told));
                (count, Effect::Redraw)
            }
            _ => {
                self.burst.told = None;
                (count, effect)
            }
        }
    }

    /// Takes a key that edits a text; `None` if it is none, or may be more than that.
    fn type_key(&mut self, key: Key) -> Option<Effect> {
        if self.frame.is_too_small() || self.touring.is_some() {
            return None;
        }
        let effect = self.layers.top(self.ctx).edit(self.ctx, key)?;
        self.outbox.note_typed();
        Some(effect)
    }

    fn take_key(&mut self, key: Key) -> Effect {
        let ctx = self.ctx;
        if self.frame.is_too_small() && key != Key::Esc {
            // Nothing shows, so nothing can be typed or chosen; one can close what is open, and leave.
            let key = key.on_latin_keyboard().unwrap_or(key);
            let leaves = key == Key::Ctrl('c') || ctx.keymap.lookup(&[Scope::Global], key) == Some(Action::Quit);
            return if leaves { self.act(Action::Quit) } else { Effect::Nothing };
        }
        if let Some(effect) = self.take_tour_key(key) {
            return effect;
        }
        let top = self.layers.top(ctx);
        if let Some(effect) = top.edit(ctx, key) {
            return effect;
        }
        if let Some(action) = ctx.keymap.lookup(&top.scopes(), key) {
            return self.act(action);
        }
        if key == Key::Ctrl('c') {
            // Whatever keys its reader has given: a way out.
            return self.act(Action::Quit);
        }
        match key.on_latin_keyboard() {
            // No text is typed, or it would have been taken.
            Some(latin) => self.take_key(latin),
            None => self.say_no_key(key),
        }
    }

    /// Says that a letter of another script is no key, and that a capital is none though the letter is: where one may
    /// wonder.
    fn say_no_key(&mut self, key: Key) -> Effect {
        let Key::Char(c) = key else { return Effect::Nothing };
        let small = c.to_ascii_lowercase();
        if small != c && self.ctx.keymap.lookup(&self.layers.top(self.ctx).scopes(), Key::Char(small)).is_some() {
            self.frame.say(Some(format!("“{c}” is no key here, “{small}” is one: is Caps Lock on?")));
            return Effect::Redraw;
        }
        if c.is_ascii() || is_hostile(c) {
            return Effect::Nothing;
        }
        let help = self.ctx.keymap.name(Scope::Global, Action::Help);
        let letter = if width(&c.to_string()) == 0 { "That".to_owned() } else { format!("“{c}”") };
        self.frame.say(Some(format!("{letter} is no key: a Latin keyboard is meant, and {help} tells its keys.")));
        Effect::Redraw
    }

    /// Whether this is done, though it came in a burst of keys: what lasts is not, and is said.
    fn refuses_burst(&mut self, action: Action) -> bool {
        let Some(key) = self.burst.key else { return false };
        let commits = action == Action::Open
            && self.layers.top(self.ctx).scopes().iter().any(|scope| COMMITTED_TO.contains(scope));
        let refuses = commits || action.lasts();
        if refuses {
            self.leave_out(key);
        }
        refuses
    }

    /// Says that a key was left out, as it came in a burst.
    pub fn leave_out(&mut self, key: Key) -> Effect {
        let told = format!("{key} came among many keys at once: press again to do it.");
        self.burst.told = Some(told.clone());
        self.frame.say(Some(told));
        Effect::Redraw
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
        let pasted = self.layers.top(ctx).paste(ctx, text).unwrap_or_else(|| Pasted {
            changed: false,
            told: Some("What was pasted is left out: nothing is typed here.".to_owned()),
        });
        let is_told = pasted.told.is_some();
        if is_told {
            self.frame.say(pasted.told);
        }
        Effect::redraw_if(pasted.changed || is_told)
    }

    /// Does what an action means here and now.
    pub fn update(&mut self, action: Action) -> Effect {
        self.answering(|app| app.act(action))
    }

    /// Does something; whatever it is but leaving once more answers the question whether to leave with no. What is
    /// asked by it is noted, and where one gets to by it is kept, if that is worth it.
    pub(super) fn answering(&mut self, does: impl FnOnce(&mut Self) -> Effect) -> Effect {
        let was_asked = self.frame.is_asking();
        let was_told = self.frame.forget_resumed() | self.frame.say(None);
        let (was_walking, was_at_paper) = (self.is_walking(), self.is_at_paper());
        let before = self.stage();
        let effect = does(self);
        let ctx = self.ctx;
        self.settle_in_room();
        self.tell_of_clock(was_at_paper);
        if let Some(warning) = ctx.reader.notes.take_outdated() {
            self.frame.take_back(&warning);
        }
        let is_anew = self.layers.list(ctx).is_some_and(|list| list.note_marks(ctx));
        if before != self.stage() {
            self.keep(Moment::Meanwhile);
        }
        let is_unheard = self.take_unheard();
        let is_answered = was_asked && !is_unheard && effect != Effect::Quit && self.frame.ask(None);
        self.note_asked();
        // A tour that waits now has a smaller band.
        let waits = was_walking && !self.is_walking();
        let changed = is_answered || was_told || is_anew || waits;
        if changed && effect == Effect::Nothing { Effect::Redraw } else { effect }
    }

    pub(super) fn act(&mut self, action: Action) -> Effect {
        if self.answers_unread(action) {
            return Effect::Nothing;
        }
        if self.refuses_burst(action) {
            return Effect::Redraw;
        }
        if action == Action::Quit {
            return self.quit();
        }
        if action == Action::Close && self.frame.ask(None) {
            // It takes back what was asked before one leaves, and does nothing else.
            return Effect::Redraw;
        }
        if action.moves() {
            self.outbox.note_move();
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

    /// Leaves; where a paper is not handed in or the room is asked something, only if asked once more.
    fn quit(&mut self) -> Effect {
        let shows = self.layers.tab() == Tab::Study && !self.layers.is_at_overview();
        let unfinished = self.layers.unsaved().or_else(|| self.layers.screens.study.unfinished(shows));
        match unfinished.or_else(|| self.is_asking_room()) {
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
