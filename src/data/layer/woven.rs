//! Layers laid on a base as text, in a form that outlives what is read from it: the files, the texts that were put
//! together, and where each of these stood.

mod refused;

use std::collections::{BTreeMap, HashSet};

use super::base::Base;
use super::form;
use super::history::{self, Contest, Outcome, RawStep, Refusal};
use super::instruction::{self, Flaw, Instruction, Key};
use super::spliced::{FileOffset, Spliced};
use crate::data::files::{File, Files, PACK_FILE};
use crate::data::problem::{FilePosition, MOST, Problem};
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
    /// Where two layers want it otherwise, each with the id of the thing.
    pub(super) contests: Vec<(String, Contest)>,
    /// Where a layer says what is so already, each with the id of the thing.
    pub(super) idle: Vec<(String, FileOffset)>,
    /// What keeps the uppermost of these layers from being laid, with its number: what of it can be laid all the same
    /// lies there, so that everything else that is wrong with it can be told.
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

/// What one layer says.
#[derive(Debug, Default)]
struct Said {
    /// The layer, by its number among all.
    layer: usize,
    /// The number of its `pack.ron` among the files.
    head: Option<usize>,
    instructions: Vec<Instruction>,
    /// What of it cannot be laid, and what that is called.
    wrong: Vec<Problem>,
    unread: Unread,
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
            contests: Vec::new(),
            idle: Vec::new(),
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
        let mut list = std::mem::take(&mut self.files.list);
        let mut layers: Vec<usize> = self.owners.iter().flatten().copied().collect();
        layers.dedup();
        let mut said: Vec<Said> = Vec::new();
        for layer in layers {
            said.push(self.said(&mut list, layer));
            if said.last().is_some_and(|said| !said.wrong.is_empty()) {
                // What lies on this one is judged once it is left out.
                break;
            }
        }
        let (of_base, _) = list.split_at_checked(self.base).unwrap_or_default();
        let wanted = said.iter().flat_map(|said| &said.instructions).map(|said| &said.key).collect();
        let known = Base::of(of_base, &wanted);
        let outcomes = loop {
            let (at, refused) = match woven(&list, &known, &said) {
                Ok(outcomes) => break outcomes,
                Err(first) => first,
            };
            said.truncate(at + 1);
            let Some(faulty) = said.last_mut() else { break BTreeMap::new() };
            // What else is wrong with it is told too: it is laid without this.
            let keys: HashSet<&Key> = refused.iter().map(|(key, _)| key).collect();
            faulty.instructions.retain(|instruction| !keys.contains(&instruction.key));
            for (key, _) in &refused {
                faulty.unread.add(Some(&key.id));
            }
            faulty.wrong.extend(problems(&list, refused::flaws(&list, self.base, &known, refused)));
        };
        self.heads = said.iter().filter_map(|said| said.head).collect();
        if let Some(Said { layer, wrong, unread, .. }) = said.pop().filter(|said| !said.wrong.is_empty()) {
            self.broken = Some((layer, wrong));
            self.unread = unread;
        }
        self.take(&list, outcomes);
        self.files.list.splice(0..0, list);
    }

    /// What a layer says, and what of it does not read.
    fn said(&self, list: &mut [File], layer: usize) -> Said {
        let files: Vec<usize> =
            (self.base..list.len()).filter(|at| self.owners.get(*at) == Some(&Some(layer))).collect();
        let is_head = |at: &&usize| list.get(**at).is_some_and(|file| file.base_name() == PACK_FILE);
        let mut said = Said { layer, head: files.iter().find(is_head).copied(), ..Said::default() };
        for at in files {
            let Some(form) = list.get(at).map(form::of) else { continue };
            // Read as it is meant and told as it stands: every byte has its place in both.
            let written = form.text.and_then(|text| Some(std::mem::replace(&mut list.get_mut(at)?.text, text.into())));
            let (more, flaws) = instruction::instructions_among(list, at, form.elements);
            for flaw in &flaws {
                let id = list.get(at).and_then(|file| instruction::id_at(file, flaw.place.1));
                said.unread.add(id.as_deref());
            }
            if let (Some(file), Some(written)) = (list.get_mut(at), written) {
                file.text = written;
            }
            said.instructions.extend(more);
            said.unread.extend(form.unread);
            said.wrong.extend(form.problems);
            said.wrong.extend(problems(list, flaws));
        }
        said
    }

    /// Keeps what the layers come to.
    fn take(&mut self, list: &[File], outcomes: BTreeMap<Key, Outcome>) {
        let mut outcomes: Vec<_> = outcomes.into_iter().collect();
        // What is new comes in the order in which it stands in the files.
        outcomes.sort_by_key(|(_, outcome)| outcome.whole.as_ref().map(|whole| whole.text.origin()));
        for (key, Outcome { whole, steps, contests, idle }) in outcomes {
            self.contests.extend(contests.into_iter().map(|contest| (key.id.clone(), contest)));
            self.idle.extend(idle.into_iter().map(|place| (key.id.clone(), place)));
            if steps.is_empty() {
                continue;
            }
            let is_series = whole.as_ref().is_some_and(|whole| whole.is_series);
            let text = whole.map(|whole| {
                let number = list.len() + self.texts.len();
                let name = format!("{}#{}", key.id, self.texts.len());
                self.files.list.push(File { name, text: whole.text.text().to_owned().into() });
                self.texts.push(whole.text);
                number
            });
            self.things.push(Thing { key, is_series, text, steps });
        }
    }

    /// A problem at a place in a file.
    pub(super) fn problem(&self, place: FileOffset, path: String, message: String) -> Problem {
        at(&self.files.list, place, path, message)
    }

    /// The numbers of the layers that lie on the base, among all.
    pub(super) fn laid(&self) -> Vec<usize> {
        self.heads.iter().filter_map(|head| self.owners.get(*head).copied().flatten()).collect()
    }
}

/// Layers some of which cannot be laid: the number of the first, and why not which thing of it.
type Refused = (usize, Vec<(Key, Refusal)>);

/// What becomes of every thing by what layers say; or which of them, by its number among these, is the first that
/// cannot be laid on those before it, and why.
fn woven(list: &[File], base: &Base, said: &[Said]) -> Result<BTreeMap<Key, Outcome>, Refused> {
    let mut by_thing: BTreeMap<&Key, Vec<(usize, &Instruction)>> = BTreeMap::new();
    for (at, said) in said.iter().enumerate() {
        for instruction in &said.instructions {
            by_thing.entry(&instruction.key).or_default().push((at, instruction));
        }
    }
    let (mut outcomes, mut refused): (_, Vec<(usize, Key, Refusal)>) = (BTreeMap::new(), Vec::new());
    for (key, said) in by_thing {
        match history::played(base.get(key, list), &said) {
            Ok(outcome) => drop(outcomes.insert(key.clone(), outcome)),
            Err((at, refusal)) => refused.push((at, key.clone(), refusal)),
        }
    }
    match refused.iter().map(|(at, ..)| *at).min() {
        None => Ok(outcomes),
        Some(first) => {
            let of_first = refused.into_iter().filter(|(at, ..)| *at == first);
            Err((first, of_first.map(|(_, key, refusal)| (key, refusal)).collect()))
        }
    }
}

/// Flaws as problems: as many as are told of one pack, for finding a place takes a walk through the file.
fn problems(list: &[File], flaws: Vec<Flaw>) -> Vec<Problem> {
    flaws.into_iter().take(MOST).map(|flaw| at(list, flaw.place, String::new(), flaw.message)).collect()
}

fn at(list: &[File], (file, offset): FileOffset, path: String, message: String) -> Problem {
    let found = list.get(file);
    let name = found.map_or_else(|| "layer".to_owned(), |file| file.name.clone());
    Problem::new(name, found.map(|file| FilePosition::at(&file.text, offset)), path, message)
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "tests know what they cut")]
mod tests;
