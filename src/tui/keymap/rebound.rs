//! A user's own keys, put in the places of the table's.
//!
//! Every binding keeps its meaning and its words; only its keys change. What would leave somebody
//! without a way out, or make a key mean two things in one place, is refused in a sentence. How
//! keys are written in a file is for [`crate::cli::settings`].

use std::borrow::Cow;

use super::{Binding, Keymap, STANDARD, Scope};
use crate::tui::action::Action;
use crate::tui::key::Key;
use crate::tui::widgets::prompt::Prompt;

/// Keys for one meaning, instead of those it had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebinding {
    /// Where it holds.
    pub scope: Scope,
    /// What they mean.
    pub action: Action,
    /// The keys, the one to be shown in hints first.
    pub keys: Vec<Key>,
}

/// Why some keys cannot be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RebindError {
    /// The table has no such binding.
    #[error("{scope:?} has nothing called {}; it has {}", written(*action), listed(known))]
    NoBinding {
        /// Where.
        scope: Scope,
        /// What was asked for.
        action: Action,
        /// What there is.
        known: Vec<Action>,
    },
    /// Two meanings of one key in one place.
    #[error("in {scope:?} {key} means {} already; give that another key too", listed(other))]
    Taken {
        /// Where.
        scope: Scope,
        /// The key.
        key: Key,
        /// What else it means.
        other: Vec<Action>,
    },
    /// A key that edits text, where text is typed.
    #[error("in {scope:?} {key} belongs to the text one types; take Control and a letter, or a key such as <pgdn>")]
    Typed {
        /// Where.
        scope: Scope,
        /// The key.
        key: Key,
    },
    /// Esc closes and never quits.
    #[error("Esc closes what is open and never quits; take another key")]
    EscQuits,
    /// Closing or quitting without a key that does it.
    #[error("{} needs a key that means nothing else on any screen, or there would be no way out", written(*.0))]
    NoWayOut(Action),
}

impl RebindError {
    /// The key to blame, if it is one alone.
    #[must_use]
    pub fn key(&self) -> Option<Key> {
        match self {
            Self::Taken { key, .. } | Self::Typed { key, .. } => Some(*key),
            Self::EscQuits => Some(Key::Esc),
            Self::NoBinding { .. } | Self::NoWayOut(_) => None,
        }
    }
}

/// An action as a configuration names it.
#[must_use]
pub fn written(action: Action) -> String {
    // Names and numbers always serialise.
    ron::to_string(&action).unwrap_or_default()
}

fn listed(actions: &[Action]) -> String {
    actions.iter().map(|action| written(*action)).collect::<Vec<_>>().join(", ")
}

impl Keymap {
    /// The table with these keys in the places of its own.
    ///
    /// # Errors
    /// Everything that keeps them from serving, each with the number of the rebinding to blame.
    pub fn rebound(rebindings: &[Rebinding]) -> Result<Self, Vec<(usize, RebindError)>> {
        let mut bindings = STANDARD.bindings().to_vec();
        let mut errors = Vec::new();
        for (number, Rebinding { scope, action, keys }) in rebindings.iter().enumerate() {
            let Some(binding) =
                bindings.iter_mut().find(|binding| binding.scope == *scope && binding.action == *action)
            else {
                let known = STANDARD.of(*scope).map(|binding| binding.action).collect();
                errors.push((number, RebindError::NoBinding { scope: *scope, action: *action, known }));
                continue;
            };
            binding.keys = Cow::Owned(keys.clone());
        }
        let rebound = Self { bindings: Cow::Owned(bindings), in_ascii: false };
        let known: Vec<usize> =
            (0..rebindings.len()).filter(|number| errors.iter().all(|(unknown, _)| unknown != number)).collect();
        for number in known {
            if let Some(rebinding) = rebindings.get(number) {
                errors.extend(rebound.examine(rebinding).into_iter().map(|error| (number, error)));
            }
        }
        // A key given to something else may have been the last that quits.
        if errors.is_empty() && !rebound.can_quit() {
            errors.push((0, RebindError::NoWayOut(Action::Quit)));
        }
        if errors.is_empty() { Ok(rebound) } else { Err(errors) }
    }

    /// Why the keys now given to a meaning cannot serve it.
    fn examine(&self, rebinding: &Rebinding) -> Vec<RebindError> {
        let Rebinding { scope, action, keys } = rebinding;
        let mut errors: Vec<RebindError> =
            keys.iter().filter_map(|key| self.examine_key(*scope, *action, *key).err()).collect();
        let leads_out = match action {
            Action::Quit if *scope == Scope::Global => self.can_quit(),
            Action::Quit | Action::Close => !keys.is_empty(),
            _ => true,
        };
        if !leads_out && errors.is_empty() {
            errors.push(RebindError::NoWayOut(*action));
        }
        errors
    }

    /// Whether a key can serve a meaning.
    fn examine_key(&self, scope: Scope, action: Action, key: Key) -> Result<(), RebindError> {
        if action == Action::Quit && key == Key::Esc {
            return Err(RebindError::EscQuits);
        }
        // What the table itself has there is looked at before the text is.
        let usual = || STANDARD.of(scope).any(|usual| usual.action == action && usual.keys.contains(&key));
        if scope.takes_text() && Prompt::with(" ").edit(key).is_some() && !usual() {
            return Err(RebindError::Typed { scope, key });
        }
        let has_key = |binding: &&Binding| binding.action != action && binding.keys.contains(&key);
        let other: Vec<Action> = self.of(scope).filter(has_key).map(|binding| binding.action).collect();
        if other.is_empty() { Ok(()) } else { Err(RebindError::Taken { scope, key, other }) }
    }

    /// Whether there is a key that quits wherever no text is typed: none of a more specific scope hides it.
    fn can_quit(&self) -> bool {
        let quits = |binding: &&Binding| binding.action == Action::Quit;
        let hides = |key: &Key| {
            let others = self.bindings().iter().filter(|binding| !quits(binding) && !binding.scope.takes_text());
            others.into_iter().any(|binding| binding.keys.contains(key))
        };
        self.of(Scope::Global).filter(quits).flat_map(|binding| binding.keys.iter()).any(|key| !hides(key))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::tui::keymap::KEYMAP;

    fn rebinding(scope: Scope, action: Action, keys: &str) -> Rebinding {
        Rebinding { scope, action, keys: crate::tui::key::parse(keys).unwrap() }
    }

    fn refused(rebindings: &[Rebinding]) -> String {
        Keymap::rebound(rebindings).map(|_| ()).unwrap_err()[0].1.to_string()
    }

    #[test]
    fn a_scope_and_an_action_name_one_binding() {
        let mut seen = HashSet::new();
        for binding in KEYMAP {
            assert!(seen.insert((binding.scope, binding.action)), "{binding:?}");
        }
    }

    #[test]
    fn own_keys_take_the_places_of_the_table() {
        let keymap = Keymap::rebound(&[rebinding(Scope::List, Action::Sort, "o<c-o>")]).unwrap();
        let scopes = [Scope::List, Scope::Global];
        assert_eq!(keymap.lookup(&scopes, Key::Char('o')), Some(Action::Sort));
        assert_eq!(keymap.lookup(&scopes, Key::Ctrl('o')), Some(Action::Sort));
        assert_eq!(keymap.lookup(&scopes, Key::Char('s')), None);
        assert!(keymap.hints(&scopes, &|_| true).iter().any(|hint| hint.keys == "o" && hint.word == "sort"));
        assert_eq!(keymap.bindings().len(), KEYMAP.len());
    }

    #[test]
    fn two_meanings_may_change_places() {
        let swapped = [rebinding(Scope::List, Action::Sort, "f"), rebinding(Scope::List, Action::Facets, "s")];
        let keymap = Keymap::rebound(&swapped).unwrap();
        assert_eq!(keymap.lookup(&[Scope::List], Key::Char('f')), Some(Action::Sort));
        assert_eq!(keymap.lookup(&[Scope::List], Key::Char('s')), Some(Action::Facets));
        assert_eq!(refused(&swapped[..1]), "in List f means Facets already; give that another key too");
    }

    #[test]
    fn a_meaning_may_go_without_a_key() {
        let keymap = Keymap::rebound(&[rebinding(Scope::List, Action::Sort, "")]).unwrap();
        assert_eq!(keymap.lookup(&[Scope::List], Key::Char('s')), None);
    }

    #[test]
    fn there_is_always_a_way_out() {
        assert!(refused(&[rebinding(Scope::Global, Action::Quit, "")]).contains("no way out"));
        assert!(refused(&[rebinding(Scope::Finder, Action::Close, "")]).contains("no way out"));
        assert!(refused(&[rebinding(Scope::Global, Action::Quit, "j")]).contains("no way out"), "j moves in lists");
        assert!(refused(&[rebinding(Scope::Global, Action::Quit, "<esc>")]).contains("never quits"));
        let hidden = [rebinding(Scope::Global, Action::Quit, "Q"), rebinding(Scope::List, Action::Sort, "Q")];
        assert!(refused(&hidden).contains("no way out"));
    }

    #[test]
    fn what_edits_text_has_no_other_meaning_there() {
        for key in ["x", "<left>", "<delete>", "<c-w>", "<space>"] {
            assert!(refused(&[rebinding(Scope::Finder, Action::Close, key)]).contains("text one types"), "{key}");
        }
        assert!(Keymap::rebound(&[rebinding(Scope::Finder, Action::Close, "<c-g>")]).is_ok());
    }

    #[test]
    fn what_is_not_there_is_told_with_what_is() {
        let told = refused(&[rebinding(Scope::Copied, Action::Sort, "o")]);
        assert_eq!(
            told,
            "Copied has nothing called Sort; it has Up, Down, PageUp, PageDown, HalfUp, HalfDown, First, Last, Close"
        );
    }
}
