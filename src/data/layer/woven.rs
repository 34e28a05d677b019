//! Layers laid on a base as text, in a form that outlives what is read from it: the files, the texts that were put
//! together, and where each of these stood.

use std::collections::HashSet;

use super::change::{self, Fault, Key, Shelf};
use super::form;
use super::spliced::{Place, Spliced};
use super::weave::{self, Base, Effects, Loom, Outcome, RawStep};
use crate::data::files::{File, Files, PACK_FILE};
use crate::data::problem::{FilePosition, Problem};
use crate::data::unread::Unread;

/// A base and some layers.
#[derive(Debug)]
pub(super) struct Woven {
    /// The files of the base, those of the layers, and the texts of things that layers changed.
    pub(super) files: Files,
    /// How many files the base has.
    base: usize,
    /// Which layer each file is of, by its number among all layers that were given; nothing is the base.
    pub(super) owners: Vec<Option<usize>>,
    /// Where the bytes of the texts stood, which come after the files.
    pub(super) texts: Vec<Spliced>,
    /// The `pack.ron` of each layer that lies on the base, as numbers of files.
    pub(super) heads: Vec<usize>,
    /// Everything that any layer changed; what is new in the order of the files.
    pub(super) things: Vec<Thing>,
    /// Where two layers change the same: what, and the later and the earlier place.
    pub(super) conflicts: Vec<(String, Place, Place, String)>,
    /// What keeps the uppermost of these layers from being laid, with its number: what of it can be laid all the same lies
    /// there, so that everything else that is wrong with it can be told.
    pub(super) broken: Option<(usize, Vec<Problem>)>,
    /// What of that layer does not read.
    pub(super) unread: Unread,
}

/// A thing that layers changed.
#[derive(Debug)]
pub(super) struct Thing {
    pub(super) key: Key,
    pub(super) is_series: bool,
    /// The number of the file with its text; nothing if it is no more.
    pub(super) text: Option<usize>,
    /// Who did what, the layers numbered among those that lie on the base.
    pub(super) steps: Vec<RawStep>,
}

impl Thing {
    pub(super) fn is_on(&self, shelves: &[Shelf]) -> bool {
        shelves.contains(&self.key.shelf)
    }
}

impl Woven {
    /// Lays layers on a base, in order, but for those of these numbers. Those that cannot be laid are told of.
    pub(super) fn new(base: &[File], layers: &[Files], without: &HashSet<usize>) -> Self {
        let mut list: Vec<File> = base.to_vec();
        let mut owners: Vec<Option<usize>> = vec![None; list.len()];
        for (layer, files) in layers.iter().enumerate().filter(|(layer, _)| !without.contains(layer)) {
            list.extend(files.list.iter().cloned());
            owners.resize(list.len(), Some(layer));
        }
        let mut woven = Self {
            files: Files { list },
            base: base.len(),
            owners,
            texts: Vec::new(),
            heads: Vec::new(),
            things: Vec::new(),
            conflicts: Vec::new(),
            broken: None,
            unread: Unread::default(),
        };
        woven.weave();
        woven
    }

    /// The files of the base.
    pub(super) fn base(&self) -> &[File] {
        self.files.list.get(..self.base).unwrap_or_default()
    }

    /// How many files the base has.
    pub(super) fn base_count(&self) -> usize {
        self.base
    }

    fn weave(&mut self) {
        let list = std::mem::take(&mut self.files.list);
        let shelves = list.iter().skip(self.base).map(|file| Shelf::of(file.base_name())).collect();
        let known = Base::of(list.get(..self.base).unwrap_or_default(), &shelves);
        let mut loom = Loom { files: &list, base: known, effects: Effects::new() };
        let mut layers: Vec<usize> = self.owners.iter().flatten().copied().collect();
        layers.dedup();
        for (number, layer) in layers.into_iter().enumerate() {
            let files: Vec<usize> =
                (self.base..list.len()).filter(|at| self.owners.get(*at) == Some(&Some(layer))).collect();
            let is_head = |at: &&usize| list.get(**at).is_some_and(|file| file.base_name() == PACK_FILE);
            self.heads.extend(files.iter().find(is_head));
            let (mut changes, mut wrong) = (Vec::new(), Vec::new());
            for at in files {
                let Some(file) = list.get(at) else { continue };
                let form = form::of(file);
                let (more, faults) = change::changes_among(&list, at, form.elements);
                for fault in &faults {
                    self.unread.add(change::id_at(file, fault.place.1).as_deref());
                }
                changes.extend(more);
                self.unread.extend(form.unread);
                wrong.extend(form.problems);
                wrong.extend(problems(&list, faults));
            }
            if let Err(faults) = loom.lay(number, changes) {
                for fault in &faults {
                    let file = list.get(fault.place.0);
                    self.unread.add(file.and_then(|file| change::id_at(file, fault.place.1)).as_deref());
                }
                wrong.extend(problems(&list, faults));
            }
            if !wrong.is_empty() {
                // What lies on this one is judged once it is left out.
                self.broken = Some((layer, wrong));
                break;
            }
        }
        let (effects, faults) = loom.finished();
        self.take(&list, effects);
        for fault in faults {
            let layer = self.owners.get(fault.place.0).copied().flatten().unwrap_or_default();
            match &mut self.broken {
                Some((known, wrong)) if *known == layer => wrong.extend(problems(&list, vec![fault])),
                Some(_) => {}
                None => self.broken = Some((layer, problems(&list, vec![fault]))),
            }
        }
        self.files.list.splice(0..0, list);
    }

    /// Keeps what the layers come to.
    fn take(&mut self, list: &[File], effects: Effects) {
        let mut effects: Vec<_> = effects.into_iter().collect();
        // What is new comes in the order in which it stands in the files.
        effects.sort_by_key(|(_, effect)| match &effect.outcome {
            Outcome::Whole { text, .. } => text.origin(),
            Outcome::Patched(_) | Outcome::Gone => None,
        });
        for (key, effect) in effects {
            for (later, earlier, what) in weave::conflicts(&key, &effect) {
                self.conflicts.push((key.id.clone(), later, earlier, what));
            }
            let (text, is_series) = match effect.outcome {
                Outcome::Whole { text, is_series } => (Some(text), is_series),
                Outcome::Patched(_) | Outcome::Gone => (None, false),
            };
            let text = text.map(|text| {
                let number = list.len() + self.texts.len();
                let name = format!("{}#{}", key.id, self.texts.len());
                self.files.list.push(File { name, text: text.text().to_owned().into() });
                self.texts.push(text);
                number
            });
            self.things.push(Thing { key, is_series, text, steps: effect.steps });
        }
    }

    /// A problem at a place in a file.
    pub(super) fn problem(&self, place: Place, path: String, message: String) -> Problem {
        at(&self.files.list, place, path, message)
    }

    /// The numbers of the layers that lie on the base, among all.
    pub(super) fn laid(&self) -> Vec<usize> {
        self.heads.iter().filter_map(|head| self.owners.get(*head).copied().flatten()).collect()
    }
}

fn problems(list: &[File], faults: Vec<Fault>) -> Vec<Problem> {
    faults.into_iter().map(|fault| at(list, fault.place, String::new(), fault.message)).collect()
}

fn at(list: &[File], (file, offset): Place, path: String, message: String) -> Problem {
    let found = list.get(file);
    let name = found.map_or_else(|| "layer".to_owned(), |file| file.name.clone());
    Problem::new(name, found.map(|file| FilePosition::at(&file.text, offset)), path, message)
}
