//! The one table of keys. Dispatch, the footer's hints, the help overlay, the README and the tests
//! all read it, so that what is told is what happens. A user's own keys take their places in it
//! ([`rebound`]) before any of those look.

pub mod groups;
pub mod hints;
pub mod purpose;
pub mod rebound;
mod scope;
mod table;

use std::borrow::Cow;

use crate::tui::action::Action;
use crate::tui::key::Key;

pub use hints::{Hint, fitting};
pub use scope::Scope;
pub use table::KEYMAP;

/// One meaning of some keys.
#[derive(Clone, Debug)]
pub struct Binding {
    /// Where it holds.
    pub scope: Scope,
    /// The keys, the one to be shown in hints first.
    pub keys: Cow<'static, [Key]>,
    /// What they mean.
    pub action: Action,
    /// What they do, in a few words.
    pub help: &'static str,
    /// The word in the footer, and how early it is dropped when room is short: 0 stays longest. First come the ways to
    /// find anything and to be helped, then what only this screen does, then what any list does.
    pub hint: Option<(&'static str, u8)>,
}

/// The keys as the user has them.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Cow<'static, [Binding]>,
    /// Whether keys are called by words where their usual names are signs that not every terminal has.
    in_ascii: bool,
}

/// The keys of a user who has changed none.
pub static STANDARD: Keymap = Keymap { bindings: Cow::Borrowed(KEYMAP), in_ascii: false };

impl Keymap {
    /// Every binding, in the order of the table.
    #[must_use]
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// The same keys, called by names in ASCII, or not.
    #[must_use]
    pub fn in_ascii(self, in_ascii: bool) -> Self {
        Self { in_ascii, ..self }
    }

    /// How a key is called.
    #[must_use]
    pub fn called(&self, key: &Key) -> String {
        if self.in_ascii { key.in_ascii() } else { key.to_string() }
    }

    /// How all keys of a binding are called: `PgUp`, `← or h`, `↑, k or Ctrl-P`.
    #[must_use]
    pub fn in_words(&self, binding: &Binding) -> String {
        let names: Vec<String> = binding.keys.iter().map(|key| self.called(key)).collect();
        match names.split_last() {
            Some((last, others @ [_, ..])) => format!("{} or {last}", others.join(", ")),
            Some((only, [])) => only.clone(),
            None => String::new(),
        }
    }

    /// The bindings of a scope.
    pub fn of(&self, scope: Scope) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |binding| binding.scope == scope)
    }

    /// What a key means where these scopes hold, the first of them that knows it deciding.
    #[must_use]
    pub fn lookup(&self, scopes: &[Scope], key: Key) -> Option<Action> {
        let mut bindings = scopes.iter().flat_map(|scope| self.of(*scope));
        bindings.find(|binding| binding.keys.contains(&key)).map(|binding| binding.action)
    }

    /// How the key of an action is called where this scope holds; empty if it has none.
    #[must_use]
    pub fn name(&self, scope: Scope, action: Action) -> String {
        let binding = self.of(scope).find(|binding| binding.action == action);
        binding.and_then(|binding| binding.keys.first()).map(|key| self.called(key)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::view::tab::Tab;

    #[test]
    fn no_key_means_two_things_in_one_scope() {
        for scope in Scope::ALL {
            let mut seen = HashSet::new();
            for key in STANDARD.of(scope).flat_map(|binding| binding.keys.iter()) {
                assert!(seen.insert(key), "{key} twice in {scope:?}");
            }
        }
    }

    #[test]
    fn every_binding_has_keys_and_help() {
        for binding in KEYMAP {
            assert!(!binding.keys.is_empty() && !binding.help.is_empty(), "{binding:?}");
        }
    }

    #[test]
    fn what_keys_mean_everywhere_means_the_same_on_every_screen() {
        assert!(STANDARD.of(Scope::Global).all(|binding| binding.action.is_everywhere()));
    }

    #[test]
    fn every_tab_has_its_number() {
        for (number, tab) in (0..).zip(Tab::ALL) {
            let key = char::from_digit(u32::from(number) + 1, 10).map(Key::Char).expect("a digit");
            assert_eq!(STANDARD.lookup(&[Scope::Global], key), Some(Action::GoToTab(number)), "{tab:?}");
            let binding = STANDARD.of(Scope::Global).find(|binding| binding.action == Action::GoToTab(number));
            assert_eq!(binding.map(|binding| binding.help), Some(tab.name()));
        }
    }

    #[test]
    fn escape_closes_and_never_quits() {
        for scope in Scope::ALL {
            assert_ne!(STANDARD.lookup(&[scope], Key::Esc), Some(Action::Quit));
        }
    }

    /// What a list or record can do besides being walked, which the palette offers without a letter of its own.
    const EXTRA: [Action; 24] = [
        Action::SideBySide,
        Action::OpenSource,
        Action::FindHere,
        Action::Lineage,
        Action::NextLinks,
        Action::PreviousLinks,
        Action::NextSection,
        Action::PreviousSection,
        Action::Fold,
        Action::FoldAll,
        Action::Widen,
        Action::Filter,
        Action::Facets,
        Action::Sort,
        Action::Mark,
        Action::Copy,
        Action::CopyAll,
        Action::Drill,
        Action::Sheet,
        Action::Write,
        Action::Note,
        Action::ToggleMap,
        Action::WidenList,
        Action::NarrowList,
    ];

    #[test]
    fn letters_are_never_the_only_way() {
        // Arrows, Enter, Esc, Tab, PgUp/PgDn, Home and End do what letters do in lists and records.
        for scope in [Scope::List, Scope::Detail, Scope::Facets, Scope::Sheet, Scope::Copied] {
            for binding in KEYMAP.iter().filter(|binding| binding.scope == scope && !EXTRA.contains(&binding.action)) {
                assert!(binding.keys.iter().any(|key| !matches!(key, Key::Char(_))), "{binding:?}");
            }
        }
    }

    #[test]
    fn no_letter_is_bound_where_text_is_typed() {
        for binding in KEYMAP.iter().filter(|binding| binding.scope.takes_text()) {
            // A query beginning with `?` would mean nothing, so there it can mean something else; and words of a facet
            // are told apart without a blank.
            let means =
                |key: &Key| matches!(key, Key::Char(c) if *c != '?' && (*c, binding.scope) != (' ', Scope::Facets));
            assert!(!binding.keys.iter().any(means), "{binding:?}");
        }
    }

    #[test]
    fn what_only_a_screen_does_is_hinted_longer_than_what_any_list_does() {
        for own in [Scope::Timeline, Scope::Lanes, Scope::Topics, Scope::Map] {
            let hints = STANDARD.hints(&[own, Scope::List, Scope::Global], &|_| true);
            let of_own: Vec<&str> = STANDARD.of(own).filter_map(|binding| Some(binding.hint?.0)).collect();
            let is_own = |hint: &Hint| of_own.contains(&hint.word);
            let all = hints.iter().filter(|hint| is_own(hint)).count();
            for columns in 0..200 {
                let shown = fitting(hints.clone(), columns);
                // Beside the ways to find and to be helped the own ones alone had no more room.
                let first = |hint: &&Hint| is_own(hint) || ["find", "help"].contains(&hint.word);
                let alone = fitting(hints.iter().filter(first).cloned().collect(), columns);
                assert!(alone.iter().all(|hint| shown.contains(hint)), "{own:?} in {columns} columns: {shown:?}");
            }
            let usual = fitting(hints, 68);
            assert_eq!(usual.iter().filter(|hint| is_own(hint)).count(), all, "{own:?}: {usual:?}");
        }
    }

    #[test]
    fn keys_have_names_in_ascii() {
        let keymap = STANDARD.clone().in_ascii(true);
        for binding in KEYMAP {
            let (usual, plain) = (STANDARD.in_words(binding), keymap.in_words(binding));
            assert!(plain.is_ascii() && (plain == usual) == usual.is_ascii(), "{usual}: {plain}");
        }
        assert!(keymap.hints(&[Scope::List], &|_| true).iter().any(|hint| hint.keys == "Up/Down"));
    }

    #[test]
    fn hints_merge_and_drop_by_priority() {
        let hints = STANDARD.hints(&[Scope::List, Scope::Global], &|_| true);
        assert!(hints.iter().any(|hint| hint.keys == "↑↓" && hint.word == "move"));
        assert_eq!(fitting(hints.clone(), 400).len(), hints.len());
        let few = fitting(hints, 20);
        assert!(few.iter().any(|hint| hint.word == "find"), "{few:?}");
        assert!(fitting(few, 0).is_empty());
    }
}
