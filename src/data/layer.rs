//! Layers: packs that lie on another. A layer adds, replaces, amends and withdraws what the base has, each with its
//! source, and stays a directory of its own: this month's news, a teacher's corrections.
//!
//! In reading order: [`form`] says what of a layer's files reads, and [`instruction`] what that says, as text;
//! [`history`] makes of it what every changed thing says in the end, field by field ([`amend`]), and has the table of
//! what holds where two layers are about the same; [`woven`] keeps that; [`lay`] reads those texts alone and puts them
//! among what the base has, which may stay compiled; [`super::origin`] says whose everything is. A layer that is broken
//! is left out, and the rest opens. Which layers there are is for whoever opens a pack.

mod amend;
mod base;
mod form;
mod head;
mod history;
mod instruction;
mod lay;
mod places;
mod resting;
mod spliced;
mod worded;
mod woven;

use std::collections::HashSet;
use std::sync::OnceLock;

use super::Dataset;
use super::check;
use super::files::{Files, PACK_FILE};
use super::notation;
use super::problem::{MOST, Problem};
use super::resolve::Parts;
use crate::text::sanitised;
pub use form::misread_head;
use lay::Laid;
pub use lay::counted;
use woven::Woven;

/// The id of the pack that a pack lies on, if it is a layer.
#[must_use]
pub fn extends(files: &Files) -> Option<String> {
    said_in_head(files, "extends")
}

/// The id of a pack, as its head has it or its title makes it; nothing if that does not read.
#[must_use]
pub fn id(files: &Files) -> Option<String> {
    said_in_head(files, "id").or_else(|| said_in_head(files, "title").map(|title| super::pack::id::made_of(&title)))
}

/// The title of a pack; nothing if that does not read.
#[must_use]
pub fn title(files: &Files) -> Option<String> {
    said_in_head(files, "title")
}

/// A text of a pack's head, without what a terminal would obey.
fn said_in_head(files: &Files, name: &str) -> Option<String> {
    let head = files.list.iter().find(|file| file.base_name() == PACK_FILE)?;
    let field = notation::field_named(&head.text, name)?;
    let text = head.text.get(field.value).and_then(notation::unquoted)?;
    Some(sanitised(&text).into_owned())
}

/// A base with layers on it, as text: what a dataset with layers borrows from.
#[derive(Debug)]
pub struct Stack {
    base: Files,
    layers: Vec<Files>,
    /// Laid, and laid again without those that turned out to be broken.
    attempts: Attempt,
}

/// Layers laid, and where that failed, what was tried next.
#[derive(Debug, Default)]
struct Attempt {
    woven: OnceLock<Woven>,
    next: OnceLock<Box<Attempt>>,
}

/// A base that is open with all layers that could be laid on it.
#[derive(Debug)]
pub struct Opened<'a> {
    /// The dataset.
    pub dataset: Dataset<'a>,
    /// What a careful editor wants to know of the layers: conflicts, and what went with what they withdrew.
    pub notes: Vec<Problem>,
    /// Of these, where two layers change the same.
    pub conflicts: Vec<BetweenLayers>,
    /// The layers that are left out, by their numbers, and why.
    pub left_out: Vec<(usize, Vec<Problem>)>,
    /// How many things were read for the layers, besides the base.
    pub parsed: usize,
    /// The files of a base alone, or those of all packs, and what was put together of them.
    files: &'a Files,
    woven: Option<&'a Woven>,
}

/// Something that two layers want otherwise.
#[derive(Clone, Debug)]
pub struct BetweenLayers {
    /// The later layer, by its number.
    pub later: usize,
    /// The earlier.
    pub earlier: usize,
    /// Whether the later one holds; else the earlier does.
    pub is_heard: bool,
    /// What it is, at the place in the later, with that in the earlier.
    pub problem: Problem,
}

/// A layer that is at fault, by its number, and how.
type AtFault = (usize, Vec<Problem>);

impl<'a> Opened<'a> {
    /// All texts that the dataset borrows from, to find places in.
    #[must_use]
    pub fn files(&self) -> &'a Files {
        self.files
    }

    /// What still says what later layers changed: cards and questions, each at the place of the change.
    #[must_use]
    pub fn resting(&self) -> Vec<Problem> {
        self.woven.map_or_else(Vec::new, |woven| resting::resting(woven, &self.dataset))
    }

    /// Of problems found with [`files`](Self::files) those that layers cause, told at their places there: what a base
    /// has by itself, as these say, is none of them.
    #[must_use]
    pub fn of_layers(&self, problems: Vec<Problem>, of_base: &[Problem]) -> Vec<Problem> {
        let Some(woven) = self.woven else { return problems };
        let known: HashSet<(&str, &str)> =
            of_base.iter().map(|problem| (problem.path.as_str(), problem.message.as_str())).collect();
        let is_new = |problem: &Problem| !known.contains(&(problem.path.as_str(), problem.message.as_str()));
        problems.into_iter().filter(is_new).filter_map(|problem| woven.caused(problem)).collect()
    }
}

impl Stack {
    /// Layers, in order, on a base.
    #[must_use]
    pub fn new(base: Files, layers: Vec<Files>) -> Self {
        Self { base, layers, attempts: Attempt::default() }
    }

    /// Reads the base with this, from its files, which are the first so many, and puts on it every layer that can be
    /// put there.
    ///
    /// # Errors
    /// What is wrong with the base.
    pub fn open<'a>(
        &'a self,
        base: impl Fn(&'a Files, usize) -> Result<Dataset<'a>, Vec<Problem>>,
    ) -> Result<Opened<'a>, Vec<Problem>> {
        let mut left_out: Vec<(usize, Vec<Problem>)> = Vec::new();
        if self.layers.is_empty() {
            let dataset = base(&self.base, self.base.list.len())?;
            let (notes, conflicts) = (Vec::new(), Vec::new());
            return Ok(Opened { dataset, notes, conflicts, left_out, parsed: 0, files: &self.base, woven: None });
        }
        let ids: Vec<String> = self.layers.iter().filter_map(id).collect();
        let mut attempt = &self.attempts;
        loop {
            let without: HashSet<usize> = left_out.iter().map(|(layer, _)| *layer).collect();
            let woven = attempt.woven.get_or_init(|| Woven::new(&self.base.list, &self.layers, &without));
            let parts = base(&woven.files, woven.base_count())?.into_parts();
            let (layer, mut problems) = match (lay::lay(woven, parts, &ids), &woven.broken) {
                (Ok(Laid { dataset, notes, conflicts, parsed }), None) => {
                    let (files, woven) = (&woven.files, Some(woven));
                    return Ok(Opened { dataset, notes, conflicts, left_out, parsed, files, woven });
                }
                // Without a layer nothing is put together: that a sound base is none then cannot be.
                (Err(problems), None) if woven.laid().is_empty() => return Err(problems),
                (Err(problems), None) => {
                    let at_fault;
                    (attempt, at_fault) = self.first_at_fault(attempt, &woven.laid(), problems, &base)?;
                    at_fault
                }
                (laid, Some((layer, told))) => {
                    let more = laid.err().unwrap_or_default();
                    // What those below it cause in the base is told at the uppermost, which is this; it is not its own.
                    let of_below;
                    (attempt, of_below) = if more.is_empty() {
                        (attempt, Vec::new())
                    } else {
                        self.wrong_below(attempt, &woven.laid(), *layer, &base)?
                    };
                    let is_own = |problem: &Problem| {
                        let is_of_below =
                            |other: &Problem| (&other.path, &other.message) == (&problem.path, &problem.message);
                        woven.layer_of(problem) == Some(*layer) && !of_below.iter().any(is_of_below)
                    };
                    (*layer, told.iter().cloned().chain(more.into_iter().filter(is_own)).collect())
                }
            };
            check::sort(&mut problems);
            problems.truncate(MOST);
            left_out.push((layer, problems));
            attempt = attempt.next.get_or_init(Box::default);
        }
    }

    /// What a careful editor would change in a layer that is left out besides what keeps it out, on those of the others
    /// that lie there; nothing where some of it does not read, for then much looks wrong that is not.
    #[must_use]
    pub fn advice_on(
        &self,
        layer: usize,
        left_out: &[usize],
        base: impl for<'f> Fn(&'f Files, usize) -> Result<Dataset<'f>, Vec<Problem>>,
        quality: impl Fn(&Dataset<'_>, &Files) -> Vec<Problem>,
    ) -> Vec<Problem> {
        let of_base = base(&self.base, self.base.list.len()).map(|dataset| quality(&dataset, &self.base));
        let without = left_out.iter().copied().filter(|other| *other != layer).collect();
        let woven = Woven::new(&self.base.list, &self.layers, &without);
        let (Ok(of_base), Ok(dataset)) = (of_base, base(&woven.files, woven.base_count())) else { return Vec::new() };
        if woven.broken.is_some() {
            return Vec::new();
        }
        let ids: Vec<String> = self.layers.iter().filter_map(id).collect();
        let judged = lay::judged(&woven, dataset.into_parts(), &ids);
        let advice = judged.dataset.map_or_else(Vec::new, |dataset| quality(&dataset, &woven.files));
        let is_known = |problem: &Problem| {
            of_base.iter().any(|other| (&other.path, &other.message) == (&problem.path, &problem.message))
        };
        let advice =
            advice.into_iter().filter(|problem| !is_known(problem)).filter_map(|problem| woven.caused(problem));
        let mut advice: Vec<Problem> =
            judged.notes.into_iter().chain(advice).filter(|problem| woven.layer_of(problem) == Some(layer)).collect();
        check::sort(&mut advice);
        advice
    }

    /// What is wrong with a base by the layers below another.
    fn wrong_below<'a>(
        &'a self,
        attempt: &'a Attempt,
        laid: &[usize],
        layer: usize,
        base: &impl Fn(&'a Files, usize) -> Result<Dataset<'a>, Vec<Problem>>,
    ) -> Result<(&'a Attempt, Vec<Problem>), Vec<Problem>> {
        let is_below = |other: &usize| *other != layer && laid.contains(other);
        if !laid.iter().any(|other| *other != layer) {
            return Ok((attempt, Vec::new()));
        }
        let ids: Vec<String> = self.layers.iter().filter_map(id).collect();
        let without = (0..self.layers.len()).filter(|other| !is_below(other)).collect();
        let attempt = attempt.next.get_or_init(Box::default);
        let woven = attempt.woven.get_or_init(|| Woven::new(&self.base.list, &self.layers, &without));
        let parts = base(&woven.files, woven.base_count())?.into_parts();
        Ok((attempt, lay::lay(woven, parts, &ids).err().unwrap_or_default()))
    }

    /// Of layers that together make a sound pack unsound, the first that does so on those below it, and how.
    fn first_at_fault<'a>(
        &'a self,
        mut attempt: &'a Attempt,
        laid: &[usize],
        problems: Vec<Problem>,
        base: &impl Fn(&'a Files, usize) -> Result<Dataset<'a>, Vec<Problem>>,
    ) -> Result<(&'a Attempt, AtFault), Vec<Problem>> {
        let ids: Vec<String> = self.layers.iter().filter_map(id).collect();
        let (last, others) = laid.split_last().ok_or_else(|| problems.clone())?;
        for (at, layer) in others.iter().enumerate() {
            let below = others.get(..=at).unwrap_or_default();
            let without = (0..self.layers.len()).filter(|layer| !below.contains(layer)).collect();
            attempt = attempt.next.get_or_init(Box::default);
            let woven = attempt.woven.get_or_init(|| Woven::new(&self.base.list, &self.layers, &without));
            let parts = base(&woven.files, woven.base_count())?.into_parts();
            if let Err(problems) = lay::lay(woven, parts, &ids) {
                return Ok((attempt, (*layer, problems)));
            }
        }
        Ok((attempt, (*last, problems)))
    }

    /// The base, by itself.
    #[must_use]
    pub fn base(&self) -> &Files {
        &self.base
    }

    /// Why a layer is left out, in a sentence.
    #[must_use]
    pub fn sentence(&self, layer: usize, problems: &[Problem]) -> String {
        let files = self.layers.get(layer);
        let head = files.and_then(|files| files.list.iter().find(|file| file.base_name() == PACK_FILE));
        let directory = head.and_then(|head| head.name.strip_suffix(PACK_FILE)).unwrap_or_default();
        let directory = sanitised(directory.trim_end_matches(['/', '\\']));
        let title = files.and_then(|files| said_in_head(files, "title"));
        let name = title.unwrap_or_else(|| directory.clone().into_owned());
        let first = problems.first().map_or_else(String::new, |problem| {
            let place = problem.place.as_ref().map_or_else(String::new, |place| format!(":{}", place.line));
            let file = problem.file.rsplit(['/', '\\']).next().unwrap_or_default();
            format!("{file}{place}: {}", problem.message)
        });
        let more = if problems.len() > 1 { format!(" (and {} more)", problems.len() - 1) } else { String::new() };
        format!("the layer “{name}” is left out: {first}{more}; `maitri check {directory}` tells all")
    }
}

impl<'a> Dataset<'a> {
    /// The parts of a dataset, to be put together anew with what layers bring.
    fn into_parts(self) -> Parts<'a> {
        let Self { pack, records, series, questions, cards, mains, .. } = self;
        Parts { pack, records, series, disputes: Vec::new(), questions, cards, mains, withdrawn: HashSet::new() }
    }
}
