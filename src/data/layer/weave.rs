//! Layers laid on a base as text: of every thing that any of them changes, what it says in the end, and who did what.
//!
//! What one layer does to a thing is an [`Effect`]; two in a row are again one ([`Effect::then`]), and it does not matter
//! which of three in a row are taken together first. What texts mean is not known here.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::amend::amended;
use super::change::{self, Change, Fault, Key, Shelf};
use super::spliced::{Place, Spliced};
use crate::data::files::File;
use crate::data::kinds::Kind;
use crate::data::notation;
use crate::data::origin::{Deed, FieldChange};

/// What a layer did, where it says so.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RawStep {
    pub(super) layer: usize,
    pub(super) deed: Deed,
    pub(super) place: Place,
    pub(super) cite: Option<Range<usize>>,
    pub(super) because: Option<Range<usize>>,
    pub(super) changes: Vec<FieldChange>,
}

/// What becomes of a thing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Effect {
    pub(super) outcome: Outcome,
    /// Who did it, in order.
    pub(super) steps: Vec<RawStep>,
}

/// What is left of a thing, or comes in its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outcome {
    /// This, whatever was there.
    Whole {
        /// What it says.
        text: Spliced,
        /// Whether it is a series.
        is_series: bool,
    },
    /// What was there with these changes, each with the number of its step.
    Patched(Vec<(Spliced, usize)>),
    /// Nothing.
    Gone,
}

/// What layers do, by thing.
pub(super) type Effects = BTreeMap<Key, Effect>;

impl Effect {
    /// What a change does, said by the layer of this number.
    pub(super) fn of(change: Change, layer: usize) -> (Key, Self) {
        let Change { key, deed, text, is_series, place, cite, because } = change;
        let outcome = match deed {
            Deed::Added | Deed::Replaced => Outcome::Whole { text, is_series },
            Deed::Amended => Outcome::Patched(vec![(text, 0)]),
            Deed::Withdrawn => Outcome::Gone,
        };
        (key, Self { outcome, steps: vec![RawStep { layer, deed, place, cite, because, changes: Vec::new() }] })
    }

    /// This, and then another.
    pub(super) fn then(self, later: Self) -> Result<Self, Fault> {
        let before = self.steps.len();
        let mut steps = self.steps;
        if !matches!(later.outcome, Outcome::Patched(_)) {
            // Of what was changed before nothing is left.
            for step in &mut steps {
                step.changes.clear();
            }
        }
        steps.extend(later.steps);
        Ok(match (self.outcome, later.outcome) {
            (Outcome::Whole { text, is_series }, Outcome::Patched(patches)) => {
                let patches = patches.into_iter().map(|(patch, step)| (patch, before + step)).collect();
                Self { outcome: Outcome::Patched(patches), steps }.on(text, is_series)?
            }
            (Outcome::Patched(mut patches), Outcome::Patched(more)) => {
                patches.extend(more.into_iter().map(|(patch, step)| (patch, before + step)));
                Self { outcome: Outcome::Patched(patches), steps }
            }
            (Outcome::Gone, Outcome::Patched(_)) => Self { outcome: Outcome::Gone, steps },
            (_, outcome) => Self { outcome, steps },
        })
    }

    /// What it makes of a thing that is there; nothing of it is left to be made.
    pub(super) fn on(mut self, text: Spliced, is_series: bool) -> Result<Self, Fault> {
        let Outcome::Patched(patches) = self.outcome else { return Ok(self) };
        let mut text = text;
        for (patch, step) in patches {
            let mut changes = Vec::new();
            text = amended(&text, &patch, &mut changes)?;
            if let Some(step) = self.steps.get_mut(step) {
                step.changes.extend(changes);
            }
        }
        self.outcome = Outcome::Whole { text, is_series };
        Ok(self)
    }
}

/// Puts other effects after some; those that cannot be are told.
fn compose(first: &mut Effects, then: Effects) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (key, later) in then {
        match first.entry(key) {
            Entry::Vacant(place) => {
                place.insert(later);
            }
            Entry::Occupied(mut place) => match place.get().clone().then(later) {
                Ok(joined) => drop(place.insert(joined)),
                Err(fault) => faults.push(fault),
            },
        }
    }
    faults
}

/// Where the things of a base stand in its files.
#[derive(Debug, Default)]
pub(super) struct Base {
    known: HashMap<Key, (usize, Range<usize>)>,
}

impl Base {
    /// The things of these files that stand on one of these shelves.
    pub(super) fn of(files: &[File], shelves: &HashSet<Shelf>) -> Self {
        let mut known = HashMap::new();
        for (number, file) in files.iter().enumerate() {
            let shelf = Shelf::of(file.base_name());
            if !shelves.contains(&shelf) {
                continue;
            }
            for element in change::elements(file).unwrap_or_default() {
                let text = file.text.get(element.clone()).unwrap_or_default();
                let Some(field) = notation::field_named(text, "id") else { continue };
                if let Some(id) = text.get(field.value).and_then(notation::unquoted) {
                    known.insert(Key { shelf, id }, (number, element));
                }
            }
        }
        Self { known }
    }

    fn get(&self, key: &Key, files: &[File]) -> Option<(Spliced, bool)> {
        let (file, element) = self.known.get(key)?;
        let is_series = files.get(*file).is_some_and(|file| file.base_name() == Kind::Series.file());
        Some((Spliced::of(files, *file, element.clone()), is_series))
    }

    /// The ids on a shelf.
    fn ids(&self, of: Shelf) -> impl Iterator<Item = &str> {
        self.known.keys().filter(move |key| key.shelf == of).map(|key| key.id.as_str())
    }
}

/// Layers that are being laid on a base, one after the other.
pub(super) struct Loom<'f> {
    pub(super) files: &'f [File],
    pub(super) base: Base,
    pub(super) effects: Effects,
}

impl Loom<'_> {
    /// Lays one layer more, and tells what of it cannot be laid.
    pub(super) fn lay(&mut self, layer: usize, changes: Vec<Change>) -> Result<(), Vec<Fault>> {
        let mut own = Effects::new();
        let mut faults = Vec::new();
        for mut change in changes {
            if let Err(fault) = self.judged(&own, &change) {
                faults.push(fault);
                continue;
            }
            if change.deed == Deed::Replaced {
                change.is_series |= self.is_series(&own, &change.key);
            }
            let (key, effect) = Effect::of(change, layer);
            let joined = match own.remove(&key) {
                Some(before) => before.then(effect),
                None => Ok(effect),
            };
            match joined {
                Ok(joined) => drop(own.insert(key, joined)),
                Err(fault) => faults.push(fault),
            }
        }
        faults.extend(compose(&mut self.effects, own));
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// Whether a thing that is there is a series.
    fn is_series(&self, own: &Effects, key: &Key) -> bool {
        match own.get(key).or_else(|| self.effects.get(key)).map(|effect| &effect.outcome) {
            Some(Outcome::Whole { is_series, .. }) => *is_series,
            Some(Outcome::Patched(_) | Outcome::Gone) | None => {
                self.base.get(key, self.files).is_some_and(|(_, is_series)| is_series)
            }
        }
    }

    /// Whether a change can be made: what is added is not there, what is changed is.
    fn judged(&self, own: &Effects, change: &Change) -> Result<(), Fault> {
        let key = &change.key;
        let thing = key.shelf.thing();
        let earlier = own.get(key).or_else(|| self.effects.get(key));
        let is_there = match earlier.map(|effect| &effect.outcome) {
            Some(Outcome::Gone) => false,
            Some(_) => true,
            None => self.base.known.contains_key(key),
        };
        let last = earlier.and_then(|effect| effect.steps.last()).map(|step| step.place);
        match (change.deed, is_there) {
            (Deed::Added, true) => {
                let there = last.or_else(|| self.base.known.get(key).map(|(file, element)| (*file, element.start)));
                let place = there.map_or_else(String::new, |place| format!(" at {}", self.shown(place)));
                let message = format!(
                    "there is a {thing} “{}” already{place}; give this another id, or begin it with `replace: \"{}\"`",
                    key.id, key.id
                );
                Err(Fault::new(change.place, message))
            }
            (Deed::Replaced | Deed::Amended | Deed::Withdrawn, false) => {
                let message = if let Some(last) = last {
                    format!("“{}” was withdrawn at {}", key.id, self.shown(last))
                } else {
                    let near = crate::data::problem::did_you_mean(&key.id, self.base.ids(key.shelf));
                    format!("there is no {thing} “{}”{near}", key.id)
                };
                Err(Fault::new(change.place, message))
            }
            _ => Ok(()),
        }
    }

    /// A place as a sentence names it: `news.ron:12`.
    pub(super) fn shown(&self, (file, offset): Place) -> String {
        let Some(file) = self.files.get(file) else { return "an unknown place".to_owned() };
        let line = file.text.get(..offset).unwrap_or_default().matches('\n').count() + 1;
        format!("{}:{line}", file.name)
    }

    /// What everything comes to on the base, and what of it cannot be.
    pub(super) fn finished(mut self) -> (Effects, Vec<Fault>) {
        let (mut done, mut faults) = (Effects::new(), Vec::new());
        for (key, effect) in std::mem::take(&mut self.effects) {
            let thing = self.base.get(&key, self.files);
            let effect = match thing {
                Some((text, is_series)) => effect.on(text, is_series),
                None => Ok(effect),
            };
            match effect {
                Ok(effect) => drop(done.insert(key, effect)),
                Err(fault) => faults.push(fault),
            }
        }
        (done, faults)
    }
}

/// Where two layers change the same: the place of the later, that of the earlier, and what of the thing.
pub(super) fn conflicts(key: &Key, effect: &Effect) -> Vec<(Place, Place, String)> {
    let mut found = Vec::new();
    for (at, later) in effect.steps.iter().enumerate() {
        let before = effect.steps.get(..at).unwrap_or_default();
        let others = before.iter().filter(|earlier| earlier.layer != later.layer);
        for earlier in others {
            let shared = match (earlier.deed, later.deed) {
                (Deed::Amended, Deed::Amended) => shared_field(&earlier.changes, &later.changes),
                (Deed::Amended | Deed::Replaced, Deed::Replaced | Deed::Withdrawn)
                | (Deed::Replaced, Deed::Amended) => Some(key.id.clone()),
                // To change what another layer added, and to add what another withdrew, is what layers are for.
                (Deed::Added | Deed::Withdrawn, _) | (_, Deed::Added) => None,
            };
            found.extend(shared.map(|what| (later.place, earlier.place, what)));
        }
    }
    found
}

/// A field that both gave another value; to add to the same list is no conflict.
fn shared_field(earlier: &[FieldChange], later: &[FieldChange]) -> Option<String> {
    let sets = |change: &&FieldChange| change.was.is_some() && change.now.is_some();
    let mut paths = later.iter().filter(sets).map(|change| change.path.as_str());
    let within =
        |path: &str, outer: &str| path.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let is_shared =
        |path: &&str| earlier.iter().filter(sets).any(|other| within(path, &other.path) || within(&other.path, path));
    paths.find(is_shared).map(str::to_owned)
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "tests know what they cut")]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;

    use super::*;

    fn file(name: &str, text: String) -> File {
        File { name: name.to_owned(), text: Cow::Owned(text) }
    }

    const BASE: &str =
        "[(id: \"a\", title: \"A\", aka: [\"x\"]), (id: \"b\", title: \"B\", body: Event(sort: Visit, place: \"P\"))]";

    /// What a layer may say of a thing, by numbers: of four ids, of which the base has two.
    fn said() -> impl Strategy<Value = String> {
        let id = prop::sample::select(vec!["a", "b", "c", "d"]);
        let value = 0..9_u8;
        prop_oneof![
            (id.clone(), value.clone())
                .prop_map(|(id, n)| format!("(id: \"{id}\", title: \"T{n}\", aka: [\"x\", \"y{n}\"])")),
            (id.clone(), value.clone()).prop_map(|(id, n)| format!("(replace: \"{id}\", title: \"R{n}\", aka: [])")),
            (id.clone(), value.clone()).prop_map(|(id, n)| format!(
                "(amend: \"{id}\", cite: \"s ¶1\", title: \"A{n}\", body: (place: \"P{n}\"))"
            )),
            (id.clone(), value)
                .prop_map(|(id, n)| format!("(amend: \"{id}\", cite: \"s ¶1\", add: (aka: [\"z{n}\"]))")),
            id.prop_map(|id| format!("(withdraw: \"{id}\", because: \"So.\")")),
        ]
    }

    fn layer() -> impl Strategy<Value = String> {
        prop::collection::vec(said(), 0..5).prop_map(|all| format!("[{}]", all.join(", ")))
    }

    /// What layers come to, thing by thing, taken together as told; a layer that cannot be laid is passed over.
    fn told(effects: Effects) -> Vec<(Key, Option<String>, Vec<RawStep>)> {
        let text =
            |outcome| if let Outcome::Whole { text, .. } = outcome { Some(text.text().to_owned()) } else { None };
        let told = |(key, effect): (Key, Effect)| {
            let (text, mut steps) = (text(effect.outcome), effect.steps);
            // Of what is withdrawn or replaced nobody is told how its fields were amended before.
            let last = steps.iter().rposition(|step| matches!(step.deed, Deed::Withdrawn | Deed::Replaced));
            for step in steps.iter_mut().take(last.unwrap_or_default()) {
                step.changes.clear();
            }
            (key, text, steps)
        };
        effects.into_iter().map(told).collect()
    }

    fn composed(mut first: Effects, then: Effects) -> Result<Effects, Fault> {
        let mut faults = compose(&mut first, then);
        faults.pop().map_or(Ok(first), Err)
    }

    fn all_of(loom: Loom<'_>) -> Result<Effects, Vec<Fault>> {
        let (effects, faults) = loom.finished();
        if faults.is_empty() { Ok(effects) } else { Err(faults) }
    }

    fn loom(files: &[File]) -> Loom<'_> {
        let base = Base::of(files.get(..1).unwrap(), &HashSet::from([Shelf::Items]));
        Loom { files, base, effects: Effects::new() }
    }

    proptest! {
        #[test]
        fn layers_are_associative(first in layer(), second in layer()) {
            let files = [file("base.ron", BASE.to_owned()), file("a/x.ron", first), file("b/x.ron", second)];
            let changes = |number| change::changes(&files, number).0;
            // One after the other on the base …
            let mut one = loom(&files);
            // A layer that is told to be broken is left out whole.
            let mut lies = |number: &usize| {
                let before = one.effects.clone();
                let is_sound = one.lay(*number, changes(*number)).is_ok();
                if !is_sound {
                    one.effects = before;
                }
                is_sound
            };
            let sound: Vec<usize> = (1..3).filter(&mut lies).collect();
            // … the first on the base, the second on what that came to …
            let mut first = loom(&files);
            let mut two = Effects::new();
            if sound.contains(&1) {
                first.lay(1, changes(1)).unwrap();
            }
            let laid = all_of(first);
            // … and both taken together first, and then on the base.
            let mut together = Effects::new();
            for number in &sound {
                let mut own = Effects::new();
                for change in changes(*number) {
                    let (key, effect) = Effect::of(change, *number);
                    let joined = own.remove(&key).map_or_else(|| Ok(effect.clone()), |before: Effect| before.then(effect.clone()));
                    own.insert(key, joined.unwrap());
                }
                if *number == 2 {
                    two = own.clone();
                }
                together = composed(together, own).unwrap();
            }
            let all = all_of(one);
            let joined = all_of(Loom { effects: together, ..loom(&files) });
            let stepwise = laid.and_then(|laid| {
                let effects = composed(laid, two).map_err(|fault| vec![fault])?;
                all_of(Loom { effects, ..loom(&files) })
            });
            prop_assert_eq!(all.clone().map(told), joined.map(told));
            prop_assert_eq!(all.map(told), stepwise.map(told));
        }

        #[test]
        fn nothing_laid_on_a_base_is_the_base(layer in layer()) {
            let files = [file("base.ron", BASE.to_owned()), file("a/x.ron", layer), file("b/x.ron", "[]".to_owned())];
            let mut with = loom(&files);
            prop_assert!(with.lay(2, change::changes(&files, 2).0).is_ok());
            prop_assert!(with.effects.is_empty());
            if with.lay(1, change::changes(&files, 1).0).is_ok() {
                let before = with.effects.clone();
                prop_assert!(with.lay(2, Vec::new()).is_ok());
                prop_assert_eq!(before, with.effects);
            }
        }

        #[test]
        fn withdrawing_and_adding_restores(which in 0..2_usize) {
            let elements = change::elements(&file("base.ron", BASE.to_owned())).unwrap();
            let whole = BASE[elements[which].clone()].to_owned();
            let id = ["a", "b"][which];
            let files = [
                file("base.ron", BASE.to_owned()),
                file("a/x.ron", format!("[(withdraw: \"{id}\", because: \"So.\")]")),
                file("b/x.ron", format!("[{whole}]")),
            ];
            let mut loom = loom(&files);
            loom.lay(1, change::changes(&files, 1).0).unwrap();
            loom.lay(2, change::changes(&files, 2).0).unwrap();
            let told = told(all_of(loom).unwrap());
            prop_assert_eq!(told.len(), 1);
            prop_assert_eq!(told[0].1.as_deref(), Some(whole.as_str()));
        }
    }

    #[test]
    fn what_cannot_be_laid_is_told_with_both_places() {
        let files = [
            file("base.ron", BASE.to_owned()),
            file("a/x.ron", "[(id: \"a\", title: \"A\"), (amend: \"aa\", cite: \"s ¶1\", title: \"\")]".to_owned()),
        ];
        let mut loom = loom(&files);
        let faults = loom.lay(1, change::changes(&files, 1).0).unwrap_err();
        let told: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
        assert!(told[0].starts_with("there is a record or series “a” already at base.ron:1"), "{told:?}");
        assert!(told[1].starts_with("there is no record or series “aa”"), "{told:?}");
        assert!(loom.effects.is_empty());
    }

    #[test]
    fn two_layers_that_change_the_same_are_in_conflict() {
        let conflicts_of = |first: &str, second: &str| {
            let files = [
                file("base.ron", BASE.to_owned()),
                file("a/x.ron", format!("[{first}]")),
                file("b/x.ron", format!("[{second}]")),
            ];
            let mut loom = loom(&files);
            loom.lay(1, change::changes(&files, 1).0).unwrap();
            loom.lay(2, change::changes(&files, 2).0).unwrap();
            let all = all_of(loom).unwrap();
            all.iter().flat_map(|(key, effect)| conflicts(key, effect)).map(|(.., what)| what).collect::<Vec<_>>()
        };
        let amend = |fields: &str| format!("(amend: \"b\", cite: \"s ¶1\", {fields})");
        assert_eq!(conflicts_of(&amend("title: \"X\""), &amend("title: \"Y\"")), ["title"]);
        assert_eq!(
            conflicts_of(&amend("body: Event(sort: Visit)"), &amend("body: Event(sort: Summit)")),
            ["body.sort"]
        );
        assert!(conflicts_of(&amend("title: \"X\""), &amend("body: (place: \"Q\")")).is_empty());
        assert!(conflicts_of(&amend("add: (aka: [\"p\"])"), &amend("add: (aka: [\"q\"])")).is_empty());
        assert_eq!(conflicts_of(&amend("title: \"X\""), "(withdraw: \"b\", because: \"So.\")"), ["b"]);
        assert!(conflicts_of("(id: \"c\", title: \"C\")", "(amend: \"c\", cite: \"s ¶1\", title: \"D\")").is_empty());
    }
}
