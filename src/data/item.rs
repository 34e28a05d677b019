//! What can be opened, a record or a series, by its number: what both have. Which there are is for
//! [`Dataset`](super::Dataset).

use serde::{Deserialize, Serialize};

use super::cite::{Cite, Cites};
use super::date::PartialDate;
use super::link::Link;
use super::text::Text;
use super::{Kind, Record, Series};

/// The number of an item: records first, series after them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct ItemId(pub u32);

impl ItemId {
    /// As an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// From an index; the number of items is far below four thousand million.
    #[must_use]
    pub fn from_index(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

/// Anything that can be opened: a record or a series.
#[derive(Clone, Copy, Debug)]
pub enum Item<'d, 'a> {
    /// A record.
    Record(&'d Record<'a>),
    /// Figures over time.
    Series(&'d Series<'a>),
}

impl<'d, 'a> Item<'d, 'a> {
    /// The id in the files.
    #[must_use]
    pub fn id(&self) -> &'d str {
        match self {
            Self::Record(record) => &record.id,
            Self::Series(series) => &series.id,
        }
    }

    /// What a reader calls it.
    #[must_use]
    pub fn title(&self) -> &'d str {
        match self {
            Self::Record(record) => &record.title,
            Self::Series(series) => &series.title,
        }
    }

    /// Other names it goes by.
    #[must_use]
    pub fn aka(&self) -> &'d [Text<'a>] {
        match self {
            Self::Record(record) => &record.aka,
            Self::Series(series) => &series.aka,
        }
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Record(record) => record.kind,
            Self::Series(_) => Kind::Series,
        }
    }

    /// When it happened, where that is known.
    #[must_use]
    pub fn when(&self) -> Option<PartialDate> {
        match self {
            Self::Record(record) => record.when,
            Self::Series(_) => None,
        }
    }

    /// The links it writes.
    #[must_use]
    pub fn raw_links(&self) -> &'d [Link<'a>] {
        match self {
            Self::Record(record) => &record.links,
            Self::Series(series) => &series.links,
        }
    }

    /// All its cites, in the order a reader meets them.
    #[must_use]
    pub fn cites(&self) -> Vec<&'d Cites<'d>> {
        match self {
            Self::Record(record) => record.all_cites(),
            Self::Series(series) => {
                let points = series.points.iter().map(|point| &point.cite);
                points.chain(series.links.iter().map(|link| &link.cites)).collect()
            }
        }
    }
}

impl<'d> Item<'d, '_> {
    /// Each source it cites and where, in the order a reader meets them; what does not read is passed over.
    pub fn each_cite(&self) -> impl Iterator<Item = Cite<'d>> {
        self.cites().into_iter().flat_map(Cites::iter).flatten()
    }
}
