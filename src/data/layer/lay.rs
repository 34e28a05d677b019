//! The texts of layers read as what they are, and put among what the base has.
//!
//! Only what layers change is read: the rest of a compiled base stays packed. What is withdrawn is dropped where others
//! name it ([`withdrawn`]); what becomes of sources is in [`sources`], what is told of all that in [`told`].

mod disputes;
mod heads;
mod sources;
mod told;
mod withdrawn;

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::BetweenLayers;
use super::form::OF_CHANGES;
use super::head::HeadOfLayer;
use super::instruction::Namespace;
use super::woven::{Thing, Woven};
use crate::data::Dataset;
use crate::data::card::WrittenCard;
use crate::data::check::{self, Only};
use crate::data::diagnosis;
use crate::data::dialect;
use crate::data::mains::MainsQuestion;
use crate::data::origin::{Deed, Step};
use crate::data::pack::Source;
use crate::data::problem::{MOST, Problem};
use crate::data::question::BankQuestion;
use crate::data::record::Record;
use crate::data::resolve::{Parts, resolve};
use crate::data::series::Series;
use crate::data::text::Text;
use crate::data::unread::Unread;
use disputes::{own_disputes, shared_disputes};
pub use told::counted;

/// A base with its layers, and what is to be said of it besides.
#[derive(Debug)]
pub(super) struct Laid<'a> {
    pub(super) dataset: Dataset<'a>,
    /// What a careful editor wants to know: conflicts, and what went with what was withdrawn.
    pub(super) notes: Vec<Problem>,
    /// Of these, where two layers change the same.
    pub(super) conflicts: Vec<BetweenLayers>,
    /// How many things were read for it: those that layers changed.
    pub(super) parsed: usize,
}

/// Layers that lie on a base, be it with faults.
#[derive(Debug)]
pub(super) struct Judged<'a> {
    /// What they come to; nothing, where one of them lies on another pack.
    pub(super) dataset: Option<Dataset<'a>>,
    /// Everything wrong with what the layers say, at its place in their files.
    pub(super) problems: Vec<Problem>,
    /// What a careful editor wants to know: conflicts, and what went with what was withdrawn.
    pub(super) notes: Vec<Problem>,
    conflicts: Vec<BetweenLayers>,
    parsed: usize,
}

/// Puts layers on a base; these are the ids of all that were given, whether they could be laid or not.
///
/// # Errors
/// Everything wrong with what the layers say, at its place in their files.
pub(super) fn lay<'a>(woven: &'a Woven, base: Parts<'a>, ids: &[String]) -> Result<Laid<'a>, Vec<Problem>> {
    let Judged { dataset, problems, notes, conflicts, parsed } = judged(woven, base, ids);
    match dataset.filter(|_| problems.is_empty()) {
        Some(dataset) => Ok(Laid { dataset, notes, conflicts, parsed }),
        None => Err(problems),
    }
}

/// The same with what they come to in spite of what is wrong.
pub(super) fn judged<'a>(woven: &'a Woven, base: Parts<'a>, ids: &[String]) -> Judged<'a> {
    let mut layer = Laying { woven, unread: woven.unread.clone(), problems: Vec::new(), notes: Vec::new(), parsed: 0 };
    let heads = layer.heads(&base.pack, ids);
    if !layer.problems.is_empty() {
        // What says that it lies on another pack is not held against this one.
        let (problems, notes) = (layer.problems, Vec::new());
        return Judged { dataset: None, problems, notes, conflicts: Vec::new(), parsed: 0 };
    }
    let mut parts = base;
    if parts.disputes.is_empty() {
        parts.disputes = layer.disputes_of_base();
    }
    for head in &heads {
        head.laid_on(&mut parts.pack);
    }
    let disputes = layer.put(&mut parts);
    layer.drop_withdrawn(&mut parts, &disputes);
    let withdrawn = parts.withdrawn.clone();
    let (mut dataset, mut problems) = resolve(parts, &woven.files, &layer.unread);
    dataset.pack.layers = layer.heads_told(&heads);
    dataset.layers = layer.told(&dataset);
    for head in &heads {
        layer.texts_of(head, &dataset);
    }
    layer.missed_sources(&dataset);
    problems.extend(check::soundness_of(&dataset, &woven.files, &only(&dataset, &heads), &layer.unread));
    let wrong = problems.into_iter().filter(Problem::is_error);
    layer.problems.extend(wrong.map(|problem| woven.translated(problem)));
    let mut conflicts = layer.conflicts();
    layer.notes.extend(conflicts.iter().map(|conflict| conflict.problem.clone()));
    // What a layer says twice is for its own editor.
    conflicts.retain(|conflict| conflict.later != conflict.earlier);
    layer.idle();
    layer.dropped_links(&dataset, &withdrawn);
    check::sort(&mut layer.problems);
    let mut notes: Vec<Problem> = layer.notes.into_iter().map(Problem::into_warning).collect();
    check::sort(&mut notes);
    Judged { dataset: Some(dataset), problems: layer.problems, notes, conflicts, parsed: layer.parsed }
}

/// What is judged of a base that was sound before: what the layers had a hand in.
fn only<'d>(dataset: &'d Dataset<'_>, heads: &'d [HeadOfLayer<'_>]) -> Only<'d> {
    fn ids<'d>(steps: &'d HashMap<String, Vec<Step<'_>>>) -> HashSet<&'d str> {
        steps.keys().map(String::as_str).collect()
    }
    let layers = &dataset.layers;
    let items = layers.items.keys().filter_map(|id| dataset.get(*id)).map(|item| item.id()).collect();
    Only {
        items,
        questions: ids(&layers.questions),
        cards: ids(&layers.cards),
        mains: ids(&layers.mains),
        sources: ids(&layers.sources),
        tours: heads.iter().flat_map(HeadOfLayer::tours).collect(),
    }
}

struct Laying<'a> {
    woven: &'a Woven,
    /// What did not read: what points at it points at something.
    unread: Unread,
    problems: Vec<Problem>,
    notes: Vec<Problem>,
    /// How many things were read.
    parsed: usize,
}

impl<'a> Laying<'a> {
    /// Puts in their places all things that are, and takes out those that are no more; gives the shared disputes that
    /// nothing names since.
    fn put(&mut self, parts: &mut Parts<'a>) -> Vec<Text<'a>> {
        let gone = |namespace| self.gone(namespace);
        let items: HashSet<&str> = gone(Namespace::Items).collect();
        let questions: HashSet<&str> = gone(Namespace::Questions).collect();
        let cards: HashSet<&str> = gone(Namespace::Cards).collect();
        let mains: HashSet<&str> = gone(Namespace::Mains).collect();
        let disputes: HashSet<&str> = gone(Namespace::Disputes).collect();
        let sources: HashSet<&str> = gone(Namespace::Sources).collect();
        let year = parts.pack.fiscal_year;
        let mut series: Vec<Series<'a>> = self.read(|thing| thing.key.namespace == Namespace::Items && thing.is_series);
        for series in &mut series {
            series.count_in(year);
            // What is added stands where it belongs in time; the same period twice is told by the check.
            series.points.sort_by(|a, b| a.period.list_order(&b.period));
        }
        let records: Vec<Record<'a>> = self.read(|thing| thing.key.namespace == Namespace::Items && !thing.is_series);
        let was_amended = self.woven.things.iter().any(|thing| thing.key.namespace == Namespace::Disputes);
        put(&mut parts.disputes, self.read(on(Namespace::Disputes)), &disputes, |dispute| {
            dispute.id.as_deref().unwrap_or_default()
        });
        if was_amended {
            own_disputes(&mut parts.records, &parts.disputes, &disputes);
        }
        let withdrawn = parts.records.iter().filter(|record| items.contains(record.id.as_str()));
        let mut unnamed: Vec<Text<'a>> = withdrawn.flat_map(shared_disputes).cloned().collect();
        put(&mut parts.records, records, &items, |record| &record.id);
        // The others are asked only where it matters: reading all of a huge pack takes its time.
        let charts = &parts.pack.charts;
        unnamed.retain(|id| charts.iter().any(|chart| chart.disputes.contains(id)));
        unnamed.retain(|id| !parts.records.iter().flat_map(shared_disputes).any(|named| named == id));
        put(&mut parts.series, series, &items, |series| &series.id);
        let mut all: Vec<Source<'a>> = std::mem::take(&mut parts.pack.sources).into();
        put(&mut all, self.read(on(Namespace::Sources)), &sources, |source| &source.id);
        parts.pack.sources = all.into();
        let any_gone = !items.is_empty();
        if any_gone || self.has(Namespace::Questions) {
            let more: Vec<BankQuestion<'a>> = self.read(on(Namespace::Questions));
            parts.questions.change(|all| all, |all| put(all, more, &questions, |question| &question.id));
        }
        if any_gone || self.has(Namespace::Cards) {
            let more: Vec<WrittenCard<'a>> = self.read(on(Namespace::Cards));
            parts.cards.change(|all| all, |all| put(all, more, &cards, |card| &card.id));
        }
        if any_gone || self.has(Namespace::Mains) {
            let more: Vec<MainsQuestion<'a>> = self.read(on(Namespace::Mains));
            parts.mains.change(|all| all, |all| put(all, more, &mains, |question| &question.id));
        }
        parts.withdrawn = items.union(&disputes).copied().collect();
        unnamed
    }

    fn has(&self, of: Namespace) -> bool {
        self.woven.things.iter().any(|thing| thing.key.namespace == of)
    }

    /// The ids of what is no more of a namespace.
    fn gone(&self, of: Namespace) -> impl Iterator<Item = &'a str> + use<'a> {
        let things = self.woven.things.iter().filter(move |thing| thing.key.namespace == of && thing.text.is_none());
        things.map(|thing| thing.key.id.as_str())
    }

    /// Tells what is wrong, unless enough is told: looking for it, and for its place, takes a walk through the file.
    fn tell(&mut self, wrong: impl FnOnce(&Self) -> Vec<Problem>) {
        if self.problems.len() < MOST {
            let wrong = wrong(self);
            self.problems.extend(wrong);
        }
    }

    /// Reads the things of one sort.
    fn read<T: Deserialize<'a>>(&mut self, is_of: impl Fn(&Thing) -> bool) -> Vec<T> {
        let mut read = Vec::new();
        for thing in self.woven.things.iter().filter(|thing| is_of(thing)) {
            let Some(file) = thing.text.and_then(|number| self.woven.files.list.get(number)) else { continue };
            self.parsed += 1;
            match dialect::options().from_str(&file.text) {
                Ok(value) => read.push(value),
                Err(error) => {
                    let beside =
                        if thing.steps.iter().any(|step| step.deed == Deed::Amended) { OF_CHANGES } else { &[] };
                    self.tell(|laying| {
                        let told = diagnosis::explain_one_beside::<T>(file, &error, beside).into_iter();
                        let told = told.map(|problem| {
                            // The text of one thing does not say of any part of it which thing that is of.
                            let id = &thing.key.id;
                            let path =
                                if problem.path.is_empty() { id.clone() } else { format!("{id}.{}", problem.path) };
                            laying.woven.translated(Problem { path, ..problem })
                        });
                        told.collect()
                    });
                    self.unread.add(Some(&thing.key.id));
                }
            }
        }
        read
    }
}

fn on(namespace: Namespace) -> impl Fn(&Thing) -> bool {
    move |thing| thing.key.namespace == namespace
}

/// Puts things where those of their ids are, new ones at the end, and takes some out.
fn put<T>(all: &mut Vec<T>, more: Vec<T>, gone: &HashSet<&str>, id: impl Fn(&T) -> &str) {
    if more.is_empty() && gone.is_empty() {
        return;
    }
    let places: HashMap<String, usize> = all.iter().enumerate().map(|(at, thing)| (id(thing).to_owned(), at)).collect();
    for thing in more {
        match places.get(id(&thing)).and_then(|at| all.get_mut(*at)) {
            Some(place) => *place = thing,
            None => all.push(thing),
        }
    }
    if !gone.is_empty() {
        all.retain(|thing| !gone.contains(id(thing)));
    }
}
