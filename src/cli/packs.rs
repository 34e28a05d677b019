//! Which packs a run opens: the base, and what lies on it.

use std::path::{Path, PathBuf};

use super::errors::Failure;
use super::io::Io;
use super::kept_packs;
use crate::data::check::quality::quality;
use crate::data::files::Files;
use crate::data::layer::{self, BetweenLayers, Opened, Stack};
use crate::data::loading::Loading;
use crate::data::problem::{MOST, Problem};
use crate::data::{Dataset, bundled, load};
use crate::store::{installed, packs};

/// A layer, and what it is known by.
#[derive(Debug)]
pub(crate) struct Lying {
    /// Its name among those that are kept; of another its id.
    pub(crate) name: String,
    /// Where it is: no two have the same.
    pub(crate) path: PathBuf,
    pub(crate) files: Files,
}

impl Lying {
    fn named(path: &Path, files: Files) -> Self {
        Self { name: layer::id(&files).unwrap_or_default(), path: path.to_owned(), files }
    }
}

/// The packs of a run, as text.
pub(crate) struct ChosenPacks {
    /// The base; the bundled pack, without one.
    pub(crate) base: Option<Files>,
    /// What lies on it, the lowest first.
    pub(crate) layers: Vec<Lying>,
    /// Why what should lie on it does not, in sentences.
    pub(crate) left_out: Vec<String>,
}

impl ChosenPacks {
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
                (Some(_), _) => chosen.layers.push(Lying::named(directory, files)),
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
    pub(crate) fn to_check(data: &[PathBuf], directory: Option<&Path>, io: &Io<'_>) -> Result<Self, Failure> {
        match directory {
            Some(directory) => Self::with(data, directory, packs::read(directory).map_err(Failure::Pack)?, io),
            None => Self::named(data),
        }
    }

    /// The packs that are named, and another that is read already: a layer lies on them, a base is looked at alone. A
    /// layer of another base than theirs lies on that, if it is kept.
    ///
    /// # Errors
    /// As [`named`](Self::named).
    pub(crate) fn with(data: &[PathBuf], path: &Path, files: Files, io: &Io<'_>) -> Result<Self, Failure> {
        let files = meant(files).map_err(Failure::Pack)?;
        let alone = |base| Self { base: Some(base), layers: Vec::new(), left_out: Vec::new() };
        let Some(extends) = layer::extends(&files) else { return Ok(alone(files)) };
        let mut chosen = Self::named(data)?;
        if chosen.base_id().as_deref() != Some(extends.as_str())
            && let Some((_, base)) = kept_packs::base(&extends, io)
        {
            chosen = alone(base);
        }
        chosen.layers.push(Lying::named(path, files));
        Ok(chosen)
    }

    /// The id of the base.
    pub(crate) fn base_id(&self) -> Option<String> {
        self.base.as_ref().map_or_else(|| layer::id(&bundled::files()), layer::id)
    }

    /// Takes the base of what is named from those that are kept, where none is named and what is named lies on another
    /// than the bundled one.
    fn on_kept_base(&mut self, io: &Io<'_>) {
        if self.base.is_some() {
            return;
        }
        let Some(extends) = self.layers.first().and_then(|layer| layer::extends(&layer.files)) else { return };
        if self.base_id().as_deref() != Some(extends.as_str()) {
            self.base = kept_packs::base(&extends, io).map(|(_, files)| files);
        }
    }

    /// These, and below them what the user keeps for this base and has not switched off. One that has the id of one
    /// that is named gives way to that.
    pub(crate) fn with_installed(mut self, io: &Io<'_>) -> Self {
        let Some(directory) = installed::directory(&*io.environment) else { return self };
        self.on_kept_base(io);
        let packs = installed::list(&directory).unwrap_or_else(|sentence| {
            self.left_out.push(sentence);
            Vec::new()
        });
        let mut named: Vec<Lying> = std::mem::take(&mut self.layers);
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
            let base = base.get_or_insert_with(|| self.base_id());
            if layer::extends(&files).as_deref() != base.as_deref() {
                continue;
            }
            let id = layer::id(&files);
            match named.iter().find(|other| layer::id(&other.files) == id) {
                // It is the same, named besides.
                Some(other) if other.path == pack.path => {}
                Some(other) => self.left_out.push(format!(
                    "the pack “{}” that is kept gives way to {}, which is named and has its id",
                    pack.name,
                    other.path.display()
                )),
                None => self.layers.push(Lying { name: pack.name, path: pack.path, files }),
            }
        }
        self.layers.append(&mut named);
        self
    }

    /// What a dataset is read from.
    pub(crate) fn stack(self) -> Open {
        let is_bundled = self.base.is_none();
        let base = self.base.unwrap_or_else(bundled::files);
        let (known, layers) = self
            .layers
            .into_iter()
            .map(|Lying { name, path, files }| (Known { name, path }, files))
            .unzip::<_, _, Vec<_>, Vec<_>>();
        Open { is_bundled, stack: Stack::new(base, layers), known, left_out: self.left_out }
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
    /// What the layers are known by.
    known: Vec<Known>,
    left_out: Vec<String>,
}

/// What a layer is known by.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// Its name among those that are kept; of another its id.
    pub(crate) name: String,
    /// Where it is: no two have the same.
    pub(crate) path: PathBuf,
}

impl Open {
    /// The dataset of these packs: of the bundled one alone it is compiled.
    ///
    /// # Errors
    /// What is wrong with the base; a layer that is broken is left out, which the dataset tells.
    pub(crate) fn dataset(&self) -> Result<Dataset<'_>, Failure> {
        self.dataset_telling(&Loading::default())
    }

    /// The same, telling how far it has come.
    ///
    /// # Errors
    /// As [`dataset`](Self::dataset).
    pub(crate) fn dataset_telling(&self, loading: &Loading) -> Result<Dataset<'_>, Failure> {
        let compiled = || bundled::dataset().map_err(|error| vec![Problem::of_file("pack", error.to_string())]);
        let opened = if self.is_bundled {
            self.stack.open(|_, _| compiled())
        } else {
            self.stack.open(|files, count| load::load_first_telling(files, count, loading))
        };
        let Opened { mut dataset, left_out, .. } = opened.map_err(Failure::Pack)?;
        dataset.layers.left_out.clone_from(&self.left_out);
        let sentences = left_out.iter().map(|(layer, problems)| self.stack.sentence(*layer, problems));
        dataset.layers.left_out.extend(sentences);
        Ok(dataset)
    }

    /// How many bytes of the base are parsed for it.
    pub(crate) fn bytes(&self) -> usize {
        if self.is_bundled { 0 } else { self.stack.base().list.iter().map(|file| file.text.len()).sum() }
    }

    /// How the layers get on with each other: which are left out, and where two change the same.
    ///
    /// # Errors
    /// What is wrong with the base.
    pub(crate) fn together(&self) -> Result<Together, Failure> {
        let opened = self.stack.open(load::load_first).map_err(Failure::Pack)?;
        let known = |layer: usize| self.known.get(layer).cloned();
        let left_out = opened.left_out.into_iter();
        let contested = |BetweenLayers { later, earlier, is_heard, problem }| {
            Some(Contested { later: known(later)?, earlier: known(earlier)?, is_heard, problem })
        };
        Ok(Together {
            left_out: left_out.filter_map(|(layer, problems)| Some((known(layer)?.path, problems))).collect(),
            contested: opened.conflicts.into_iter().filter_map(contested).collect(),
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
        let mut wrong: Vec<Problem> = opened.left_out.iter().flat_map(|(_, problems)| problems.clone()).collect();
        if wrong.is_empty() {
            return Ok(opened);
        }
        let left_out: Vec<usize> = opened.left_out.iter().map(|(layer, _)| *layer).collect();
        for layer in &left_out {
            wrong.extend(self.stack.advice_on(*layer, &left_out, load::load_first, quality));
        }
        wrong.truncate(MOST);
        Err(Failure::Pack(wrong))
    }
}

/// How layers get on with each other.
#[derive(Debug, Default)]
pub(crate) struct Together {
    /// Where those are that are left out, and why.
    pub(crate) left_out: Vec<(PathBuf, Vec<Problem>)>,
    /// What two of them want otherwise.
    pub(crate) contested: Vec<Contested>,
}

/// Something that two layers want otherwise.
#[derive(Debug)]
pub(crate) struct Contested {
    pub(crate) later: Known,
    pub(crate) earlier: Known,
    /// Whether the later one holds; else the earlier does.
    pub(crate) is_heard: bool,
    pub(crate) problem: Problem,
}
