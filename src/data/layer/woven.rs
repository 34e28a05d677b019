//! Layers laid on a base as text, in a form that outlives what is read from it: the files, the texts that were put
//! together, and where each of these stood.

use std::collections::HashSet;

use super::change::{self, Fault, Key, Shelf};
use super::spliced::{Place, Spliced};
use super::weave::{self, Base, Effects, Loom, Outcome, RawStep};
use crate::data::files::{File, Files, PACK_FILE};
use crate::data::problem::{FilePosition, Problem};

/// A base and some layers.
#[derive(Debug)]
pub(super) struct Woven {
    /// The files of the base, those of the layers, and the texts of things that layers changed.
    pub(super) files: Files,
    /// How many files the base has.
    base: usize,
    /// Which layer each file is of, by its number among all layers that were given; nothing is the base.
    owners: Vec<Option<usize>>,
    /// Where the bytes of the texts stood, which come after the files.
    texts: Vec<Spliced>,
    /// The `pack.ron` of each layer that lies on the base, as numbers of files.
    pub(super) heads: Vec<usize>,
    /// Everything that any layer changed; what is new in the order of the files.
    pub(super) things: Vec<Thing>,
    /// Where two layers change the same: what, and the later and the earlier place.
    pub(super) conflicts: Vec<(String, Place, Place, String)>,
    /// What keeps layers from being laid, by the number of each.
    pub(super) broken: Vec<(usize, Vec<Problem>)>,
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
            broken: Vec::new(),
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
        let mut laid: Vec<usize> = Vec::new();
        for layer in layers {
            let files: Vec<usize> =
                (self.base..list.len()).filter(|at| self.owners.get(*at) == Some(&Some(layer))).collect();
            let (mut changes, mut faults) = (Vec::new(), Vec::new());
            for file in &files {
                let (more, wrong) = change::changes(&list, *file);
                changes.extend(more);
                faults.extend(wrong);
            }
            if faults.is_empty()
                && let Err(wrong) = loom.lay(laid.len(), changes)
            {
                faults = wrong;
            }
            if faults.is_empty() {
                laid.push(layer);
                let is_head = |at: &&usize| list.get(**at).is_some_and(|file| file.base_name() == PACK_FILE);
                self.heads.extend(files.iter().find(is_head));
            } else {
                self.broken.push((layer, problems(&list, faults)));
            }
        }
        match loom.finished() {
            Ok(effects) => self.take(&list, effects),
            Err(faults) => {
                for fault in faults {
                    let layer = self.owners.get(fault.place.0).copied().flatten().unwrap_or_default();
                    self.broken.push((layer, problems(&list, vec![fault])));
                }
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

    /// A place as a sentence names it.
    pub(super) fn shown(&self, (file, offset): Place) -> String {
        let Some(file) = self.files.list.get(file) else { return "another layer".to_owned() };
        format!("{}:{}", file.name, FilePosition::at(&file.text, offset).line)
    }

    /// A problem in a text that was put together, as one of the file in which that part of it stands.
    pub(super) fn translated(&self, problem: Problem) -> Problem {
        let first = self.files.list.len() - self.texts.len();
        let texts = self.files.list.iter().skip(first).zip(&self.texts);
        let Some((file, text)) = texts.into_iter().find(|(file, _)| file.name == problem.file) else { return problem };
        let offset =
            problem.place.as_ref().map_or(1, |place| FilePosition::offset(&file.text, place.line, place.column));
        match text.place(offset).or_else(|| text.origin()) {
            Some(place) => {
                let Problem { file, place, .. } = self.problem(place, String::new(), String::new());
                Problem { file, place, ..problem }
            }
            None => problem,
        }
    }

    /// Whether a problem stands in a file of a layer.
    pub(super) fn is_of_layer(&self, problem: &Problem) -> bool {
        self.files.list.iter().skip(self.base).any(|file| file.name == problem.file)
    }

    /// Which layer a problem is in, by its number among all.
    pub(super) fn layer_of(&self, problem: &Problem) -> Option<usize> {
        let at = self.files.list.iter().skip(self.base).position(|file| file.name == problem.file);
        if let Some(layer) = at.and_then(|at| self.owners.get(self.base + at).copied().flatten()) {
            return Some(layer);
        }
        // What the base says may be wrong only by what a layer did to the thing.
        let id = problem.path.split('.').next().unwrap_or_default();
        let thing = self.things.iter().find(|thing| thing.key.id == id)?;
        self.laid().get(thing.steps.last()?.layer).copied()
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
