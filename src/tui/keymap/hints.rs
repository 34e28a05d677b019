//! The hints of the footer: which keys are told, and which are dropped where room is short.

use super::{Keymap, Scope};
use crate::tui::action::Action;
use crate::tui::key::Key;

/// A hint of the footer: its keys as shown, and the word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// `↑↓`
    pub keys: String,
    /// `move`
    pub word: &'static str,
    priority: u8,
}

impl Keymap {
    /// The hints for these scopes, the most specific first, of what can be done; bindings of one word share a hint.
    #[must_use]
    pub fn hints(&self, scopes: &[Scope], can: &dyn Fn(Action) -> bool) -> Vec<Hint> {
        let mut hints: Vec<Hint> = Vec::new();
        let mut taken: Vec<Key> = Vec::new();
        for binding in scopes.iter().flat_map(|scope| self.of(*scope)) {
            let Some(key) = binding.keys.first() else { continue };
            let Some((word, priority)) = binding.hint else {
                taken.extend(binding.keys.iter());
                continue;
            };
            if taken.contains(key) {
                continue;
            }
            taken.extend(binding.keys.iter());
            if !can(binding.action) {
                continue;
            }
            match hints.iter_mut().find(|hint| hint.word == word) {
                Some(hint) => {
                    let key = self.called(key);
                    // `↑↓` reads well, `PgUpPgDn` does not.
                    let is_word = |keys: &str| keys.chars().count() > 1 && !keys.starts_with(['↑', '←']);
                    if is_word(&hint.keys) || is_word(&key) {
                        hint.keys.push('/');
                    }
                    hint.keys.push_str(&key);
                }
                None => hints.push(Hint { keys: self.called(key), word, priority }),
            }
        }
        hints
    }
}

/// As many hints as fit in so many columns with two spaces between: the most important, and of the others those that
/// still have room.
#[must_use]
pub fn fitting(hints: Vec<Hint>, columns: usize) -> Vec<Hint> {
    let width = |hint: &Hint| crate::text::width(&hint.keys) + 1 + crate::text::width(hint.word);
    let mut by_importance: Vec<(usize, &Hint)> = hints.iter().enumerate().collect();
    by_importance.sort_by_key(|(_, hint)| hint.priority);
    let (mut taken, mut shown) = (0, Vec::new());
    for (index, hint) in by_importance {
        let more = width(hint) + if taken > 0 { 2 } else { 0 };
        if taken + more <= columns {
            taken += more;
            shown.push(index);
        }
    }
    let is_shown = |index: &usize| shown.contains(index);
    hints.into_iter().enumerate().filter(|(index, _)| is_shown(index)).map(|(_, hint)| hint).collect()
}
