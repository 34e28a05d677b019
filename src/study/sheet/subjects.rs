//! What a sheet is about, the most important first, and what stands near that by links, as it was gathered by
//! [`super::gathering`]. Which of it is told where is for the parts.

use std::borrow::Cow;

use super::Request;
use super::gathering::{Gathering, Near, Size};
use crate::data::{Dataset, ItemId, Record, Series};

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

impl<'d> Subjects<'d> {
    /// Those that were gathered.
    pub(super) fn new(dataset: &'d Dataset<'d>, gathered: &Gathering) -> Self {
        let sector = match gathered.request() {
            Request::Sector(sector) => Some(sector.clone()),
            Request::Items(_) => None,
        };
        let Gathering { size, items, near, .. } = gathered;
        Self { dataset, sector, size: *size, items: items.clone(), near: near.clone() }
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
