//! Which packs a run opens: the base, and what lies on it.

use std::path::{Path, PathBuf};

use super::errors::Failure;
use super::io::Io;
use crate::data::check::quality::quality;
use crate::data::files::Files;
use crate::data::layer::{self, Opened, Stack};
use crate::data::problem::{MOST, Problem};
use crate::data::{Dataset, bundled, load};
use crate::store::{installed, packs};

/// The packs of a run, as text.
pub(crate) struct Chosen {
    /// The base; the bundled pack, without one.
    pub(crate) base: Option<Files>,
    /// What lies on it, the lowest first.
    pub(crate) layers: Vec<Files>,
    /// Why what should lie on it does not, in sentences.
    pub(crate) left_out: Vec<String>,
}

impl Chosen {
    /// The packs that are named: the first that lies on no other is the base, the others lie on it in their order.
    ///
    /// # Errors
    /// A directory that cannot be read, and a second base.
    pub(crate) fn named(directories: &[PathBuf]) -> Result<Self, Failure> {
        let mut chosen = Self { base: None, layers: Vec::new(), left_out: Vec::new() };
        let mut base: Option<&Path> = None;
        for directory in directories {
            let files = read(directory).map_err(Failure::Pack)?;
            match (layer::extends(&files), base) {
                (Some(_), _) => chosen.layers.push(files),
                (None, None) => {
                    base = Some(directory);
                    chosen.base = Some(files);
                }
                (None, Some(base)) => {
                    return Err(Failure::Refused(format!(
                        "{} and {} are packs of their own; open one, and on it those that say which pack they extend",
                        base.display(),
                        directory.display()
                    )));
                }
            }
        }
        Ok(chosen)
    }

    /// The packs that are named, and another: a layer lies on them, a base is looked at alone.
    ///
    /// # Errors
    /// As [`named`](Self::named).
    pub(crate) fn to_check(data: &[PathBuf], directory: Option<&Path>) -> Result<Self, Failure> {
        match directory {
            Some(directory) => Self::with(data, packs::read(directory).map_err(Failure::Pack)?),
            None => Self::named(data),
        }
    }

    /// The packs that are named, and another that is read already: a layer lies on them, a base is looked at alone.
    ///
    /// # Errors
    /// As [`named`](Self::named).
    pub(crate) fn with(data: &[PathBuf], files: Files) -> Result<Self, Failure> {
        let files = meant(files).map_err(Failure::Pack)?;
        if layer::extends(&files).is_none() {
            return Ok(Self { base: Some(files), layers: Vec::new(), left_out: Vec::new() });
        }
        let mut chosen = Self::named(data)?;
        chosen.layers.push(files);
        Ok(chosen)
    }

    /// These, and above them what the user keeps for this base and has not switched off.
    pub(crate) fn with_installed(mut self, io: &Io<'_>) -> Self {
        let Some(directory) = installed::directory(&*io.environment) else { return self };
        let packs = installed::list(&directory).unwrap_or_else(|sentence| {
            self.left_out.push(sentence);
            Vec::new()
        });
        let mut named: Vec<Files> = std::mem::take(&mut self.layers);
        let mut base = None;
        for pack in packs.into_iter().filter(|pack| pack.is_on) {
            let files = match read(&pack.path) {
                Ok(files) => files,
                Err(problems) => {
                    let first = problems.first().map(ToString::to_string).unwrap_or_default();
                    let sentence = format!("the pack “{}” is left out: {first}", pack.name);
                    self.left_out.push(sentence);
                    continue;
                }
            };
            let base =
                base.get_or_insert_with(|| self.base.as_ref().map_or_else(|| layer::id(&bundled::files()), layer::id));
            if layer::extends(&files).as_deref() == base.as_deref() {
                self.layers.push(files);
            }
        }
        self.layers.append(&mut named);
        self
    }

    /// What a dataset is read from.
    pub(crate) fn stack(self) -> Open {
        let is_bundled = self.base.is_none();
        let base = self.base.unwrap_or_else(bundled::files);
        Open { is_bundled, stack: Stack::new(base, self.layers), left_out: self.left_out }
    }
}

/// The files of a pack.
fn read(path: &Path) -> Result<Files, Vec<Problem>> {
    meant(packs::read(path)?)
}

/// A pack, unless it means to lie on another and says so in a way that does not read: it is none of its own then.
fn meant(files: Files) -> Result<Files, Vec<Problem>> {
    let misread = layer::misread_head(&files);
    if misread.is_empty() { Ok(files) } else { Err(misread) }
}

/// Packs as text, to read a dataset from.
pub(crate) struct Open {
    is_bundled: bool,
    stack: Stack,
    left_out: Vec<String>,
}

impl Open {
    /// The dataset of these packs: of the bundled one alone it is compiled.
    ///
    /// # Errors
    /// What is wrong with the base; a layer that is broken is left out, which the dataset tells.
    pub(crate) fn dataset(&self) -> Result<Dataset<'_>, Failure> {
        let compiled = || bundled::dataset().map_err(|error| vec![Problem::of_file("pack", error.to_string())]);
        let opened =
            if self.is_bundled { self.stack.open(|_, _| compiled()) } else { self.stack.open(load::load_first) };
        let Opened { mut dataset, left_out, .. } = opened.map_err(Failure::Pack)?;
        dataset.layers.left_out.clone_from(&self.left_out);
        let sentences = left_out.iter().map(|(layer, problems)| self.stack.sentence(*layer, problems));
        dataset.layers.left_out.extend(sentences);
        Ok(dataset)
    }

    /// How the layers get on with each other: which are left out, and where two change the same.
    ///
    /// # Errors
    /// What is wrong with the base.
    pub(crate) fn together(&self) -> Result<Together, Failure> {
        let opened = self.stack.open(load::load_first).map_err(Failure::Pack)?;
        let id = |layer: usize| self.stack.id_of(layer).unwrap_or_default();
        Ok(Together {
            left_out: opened.left_out.into_iter().map(|(layer, problems)| (id(layer), problems)).collect(),
            conflicts: opened.conflicts.into_iter().map(|(layers, problem)| (layers.map(id), problem)).collect(),
        })
    }

    /// What a careful editor would change in the base by itself.
    pub(crate) fn advice_on_base(&self) -> Vec<Problem> {
        let base = self.stack.base();
        load::load(base).map(|dataset| quality(&dataset, base)).unwrap_or_default()
    }

    /// The same read from text throughout, so that everything has its place, with what is to be said of it.
    ///
    /// # Errors
    /// What is wrong with the base or with any of the layers.
    pub(crate) fn to_check(&self) -> Result<Opened<'_>, Failure> {
        let opened = self.stack.open(load::load_first).map_err(|mut problems| {
            if problems.len() < MOST {
                problems.extend(load::advice(self.stack.base(), quality));
                problems.truncate(MOST);
            }
            Failure::Pack(problems)
        })?;
        let wrong: Vec<Problem> = opened.left_out.iter().flat_map(|(_, problems)| problems.clone()).collect();
        if wrong.is_empty() { Ok(opened) } else { Err(Failure::Pack(wrong)) }
    }
}

/// How layers get on with each other, by their ids.
pub(crate) struct Together {
    /// Those that are left out, and why.
    pub(crate) left_out: Vec<(String, Vec<Problem>)>,
    /// Where two change the same: the later and the earlier.
    pub(crate) conflicts: Vec<([String; 2], Problem)>,
}
