//! The timeline: every dated record of any kind, under headings of years, decades or centuries.

use super::{Passes, Row};
use crate::data::date::{PartialDate, Point};
use crate::data::{Dataset, ItemId};

/// How many years stand under one heading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    /// A hundred.
    Century,
    /// Ten.
    Decade,
    /// One.
    #[default]
    Year,
}

impl Zoom {
    /// Each, from the coarsest.
    pub const ALL: [Self; 3] = [Self::Century, Self::Decade, Self::Year];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Century => "century",
            Self::Decade => "decade",
            Self::Year => "year",
        }
    }

    /// The heading of a date; coarser where its source tells no more.
    fn heading(self, date: &PartialDate) -> Point {
        let year = date.year();
        match (self, date.start()) {
            (Self::Century, _) | (_, Point::Century(_)) => Point::Century(year / 100),
            (Self::Decade, _) | (_, Point::Decade(_)) => Point::Decade(year / 10),
            (Self::Year, _) => Point::Year(year),
        }
    }

    /// Fewer years to a heading.
    #[must_use]
    pub fn finer(self) -> Self {
        if self == Self::Century { Self::Decade } else { Self::Year }
    }

    /// More years to a heading.
    #[must_use]
    pub fn coarser(self) -> Self {
        if self == Self::Year { Self::Decade } else { Self::Century }
    }
}

/// The dated records that pass, the oldest first or the newest.
#[must_use]
pub fn sections(dataset: &Dataset<'_>, zoom: Zoom, newest_first: bool, passes: Passes<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut heading = None;
    let mut list = |(id, date): &(ItemId, PartialDate)| {
        if !passes(*id) {
            return;
        }
        let here = zoom.heading(date);
        if heading != Some(here) {
            rows.push(Row::Heading(here.to_string()));
            heading = Some(here);
        }
        rows.push(Row::Item(*id));
    };
    let dated = dataset.in_order_of_time().iter();
    if newest_first {
        dated.rev().for_each(&mut list);
    } else {
        dated.for_each(&mut list);
    }
    rows
}
