//! What a sheet is about, the most important first, and what stands near that by links. Which of it is told where is
//! for the parts.

use std::borrow::Cow;
use std::cmp::Reverse;

use hashbrown::HashMap;

use super::Request;
use crate::data::link::{LinkEnd, Relation};
use crate::data::record::Weight;
use crate::data::{Dataset, ItemId, Record, Series};

/// A topic with fewer Core records than this takes in what is useful as well.
const FEW: usize = 12;

/// What a sheet is about.
pub(super) struct Subjects<'d> {
    pub(super) dataset: &'d Dataset<'d>,
    /// The topic, if it is one.
    pub(super) sector: Option<String>,
    /// How large that is.
    pub(super) size: Size,
    /// The items themselves, the most important first.
    pub(super) items: Vec<ItemId>,
    /// What is linked with them and is none of them, the nearest first.
    pub(super) near: Vec<Near>,
}

/// How many records a topic has.
#[derive(Clone, Copy, Default)]
pub(super) struct Size {
    pub(super) records: usize,
    /// How many of them are Core.
    pub(super) core: usize,
}

/// Something linked with what a sheet is about.
#[derive(Clone, Copy)]
pub(super) struct Near {
    /// What it is.
    pub(super) item: ItemId,
    /// Which of the subjects it is linked with; the first, if with several.
    pub(super) of: ItemId,
    /// How, seen from there.
    pub(super) end: LinkEnd,
    /// With how many of them.
    pub(super) count: usize,
}

impl<'d> Subjects<'d> {
    pub(super) fn new(dataset: &'d Dataset<'d>, request: &Request) -> Self {
        let (sector, (items, size)) = match request {
            Request::Sector(sector) => (Some(sector.clone()), of_sector(dataset, sector)),
            Request::Items(items) => (None, (items.clone(), Size::default())),
        };
        let near = near(dataset, &items, sector.is_some());
        Self { dataset, sector, size, items, near }
    }

    /// The records among the subjects.
    pub(super) fn records(&self) -> impl Iterator<Item = (ItemId, &'d Record<'d>)> {
        self.items.iter().filter_map(|id| Some((*id, self.dataset.record(*id)?)))
    }

    /// The series among the subjects.
    pub(super) fn series(&self) -> impl Iterator<Item = &'d Series<'d>> {
        self.items.iter().filter_map(|id| self.dataset.series_of(*id))
    }

    /// The records near the subjects.
    pub(super) fn near_records(&self) -> impl Iterator<Item = (Near, &'d Record<'d>)> {
        self.near.iter().filter_map(|near| Some((*near, self.dataset.record(near.item)?)))
    }

    /// Whether a record is of the sheet's topic above all, if the sheet has one.
    pub(super) fn is_at_home(&self, record: &Record<'_>) -> bool {
        self.sector.as_ref().is_none_or(|sector| record.sectors.first().is_some_and(|first| *first == **sector))
    }

    /// Whether the sheet is about one thing alone, so that nothing needs to say of which it speaks.
    pub(super) fn is_one(&self) -> bool {
        self.sector.is_none() && self.items.len() == 1
    }

    /// What a statement is about, with the title of its record where the sheet is about several.
    pub(super) fn label(&self, record: &Record<'_>, what: &'d str) -> Cow<'d, str> {
        if self.is_one() { Cow::Borrowed(what) } else { Cow::Owned(format!("{}: {what}", record.title)) }
    }
}

/// The Core records of a sector, and where those are few the useful ones behind them: first what is linked with most
/// and asked most, which counts twice where it is of this sector above all. Of a huge pack each record is gone to once.
fn of_sector(dataset: &Dataset<'_>, sector: &str) -> (Vec<ItemId>, Size) {
    /// As many links as a written question is worth.
    const ASKED: usize = 3;
    let mut asked: HashMap<ItemId, usize> = HashMap::new();
    let records = dataset.questions().iter().flat_map(|question| &question.records);
    for record in records.filter_map(|record| dataset.find(record)) {
        *asked.entry(record).or_default() += ASKED;
    }
    let of_it = dataset.numbered_records().filter_map(|(id, record)| {
        let place = record.sectors.iter().position(|name| *name == *sector)?;
        let known = dataset.links(id).len() + asked.get(&id).copied().unwrap_or_default();
        Some((record.weight, Reverse(if place == 0 { 2 * known } else { known }), id))
    });
    let mut ranked: Vec<_> = of_it.collect();
    let core = ranked.iter().filter(|(weight, ..)| *weight == Weight::Core).count();
    let size = Size { records: ranked.len(), core };
    let least = if core < FEW { Weight::Useful } else { Weight::Core };
    if ranked.iter().any(|(weight, ..)| *weight <= least) {
        ranked.retain(|(weight, ..)| *weight <= least);
    }
    ranked.sort_unstable();
    (ranked.into_iter().map(|(.., id)| id).collect(), size)
}

/// What is linked with some items: of a topic first what is linked with most of them, of records first what matters and
/// is more than to be seen as well.
fn near(dataset: &Dataset<'_>, items: &[ItemId], is_topic: bool) -> Vec<Near> {
    let mut is_subject = vec![false; dataset.len()];
    for id in items {
        if let Some(is_subject) = is_subject.get_mut(id.index()) {
            *is_subject = true;
        }
    }
    let mut found: HashMap<ItemId, Near> = HashMap::new();
    for &of in items {
        for &end in dataset.links(of).iter().filter(|end| is_subject.get(end.to.index()) == Some(&false)) {
            let near = found.entry(end.to).or_insert(Near { item: end.to, of, end, count: 0 });
            near.count += 1;
            // A relation that says more is told, wherever it stands.
            if end.relation < near.end.relation {
                (near.of, near.end) = (of, end);
            }
        }
    }
    let mut near: Vec<Near> = found.into_values().collect();
    let weight = |near: &Near| dataset.record(near.item).map(|record| record.weight);
    if is_topic {
        near.sort_by_cached_key(|near| (Reverse(near.count), weight(near), near.item));
    } else {
        let is_loose = |near: &Near| near.end.relation == Relation::SeeAlso;
        near.sort_by_cached_key(|near| (is_loose(near), weight(near), near.end.relation, near.item));
    }
    near
}
