//! The timeline: every dated record of any kind, in order, under the eras of the pack, or under centuries, decades or
//! years.

use super::{Passes, Row};
use crate::data::date::{PartialDate, Point};
use crate::data::pack::eras::Era;
use crate::data::{Dataset, ItemId};

/// What stands under one heading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    /// What is of one era, where the pack tells eras apart; else everything, without headings.
    #[default]
    Whole,
    /// What is of a hundred years.
    Century,
    /// Of ten.
    Decade,
    /// Of one.
    Year,
}

impl Zoom {
    /// Each, from the coarsest.
    pub const ALL: [Self; 4] = [Self::Whole, Self::Century, Self::Decade, Self::Year];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Century => "century",
            Self::Decade => "decade",
            Self::Year => "year",
        }
    }

    /// The time that a date stands in at this zoom, coarser where its source tells no more; nothing of the whole.
    #[must_use]
    pub fn window(self, date: &PartialDate) -> Option<Point> {
        let year = date.year();
        match (self, date.start()) {
            (Self::Whole, _) => None,
            (Self::Century, _) | (_, Point::Century(_)) => Some(Point::Century(year / 100)),
            (Self::Decade, _) | (_, Point::Decade(_)) => Some(Point::Decade(year / 10)),
            (Self::Year, _) => Some(Point::Year(year)),
        }
    }

    /// Fewer years to a heading.
    #[must_use]
    pub fn finer(self) -> Self {
        match self {
            Self::Whole => Self::Century,
            Self::Century => Self::Decade,
            Self::Decade | Self::Year => Self::Year,
        }
    }

    /// More years to a heading.
    #[must_use]
    pub fn coarser(self) -> Self {
        match self {
            Self::Year => Self::Decade,
            Self::Decade => Self::Century,
            Self::Century | Self::Whole => Self::Whole,
        }
    }
}

/// What stands together under a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    /// An era of the pack, by its number; nothing of what was before the first.
    Era(Option<usize>),
    Window(Option<Point>),
}

/// The dated records that pass, the oldest first or the newest. A heading stands over each era, and over what else
/// stands together if that is more than one record: a row tells its year.
#[must_use]
pub fn sections(dataset: &Dataset<'_>, zoom: Zoom, newest_first: bool, passes: Passes<'_>) -> Vec<Row> {
    let mut groups: Vec<(Group, Vec<ItemId>)> = Vec::new();
    let mut era = None;
    for (id, date) in dataset.in_order_of_time() {
        // What an era opened with may have begun a little before what came before it.
        era = era.max(dataset.pack.era(date));
        if !passes(*id) {
            continue;
        }
        let here = if zoom == Zoom::Whole { Group::Era(era) } else { Group::Window(zoom.window(date)) };
        match groups.last_mut() {
            Some((group, listed)) if *group == here => listed.push(*id),
            _ => groups.push((here, vec![*id])),
        }
    }
    // A list of a million that grows takes room for two meanwhile.
    let mut rows = Vec::with_capacity(groups.iter().map(|(_, listed)| listed.len() + 1).sum());
    let mut list = |(group, mut listed): (Group, Vec<ItemId>)| {
        rows.extend(heading(dataset, group, listed.len()).map(|heading| Row::Heading(heading.into())));
        if newest_first {
            listed.reverse();
        }
        rows.extend(listed.into_iter().map(Row::Item));
    };
    if newest_first {
        groups.into_iter().rev().for_each(&mut list);
    } else {
        groups.into_iter().for_each(&mut list);
    }
    rows
}

/// What stands over so many records that stand together, if anything does.
fn heading(dataset: &Dataset<'_>, group: Group, count: usize) -> Option<String> {
    match group {
        Group::Era(era) => {
            let era = dataset.pack.eras.get(era?)?;
            Some(format!("{} · {}", era.name, years(era)))
        }
        Group::Window(window) => window.filter(|_| count > 1).map(|window| format!("{window} · {count}")),
    }
}

/// The years of an era: `1952–2000`, `since 2014`.
#[must_use]
pub fn years(era: &Era<'_>) -> String {
    let year = |point: Point| match point {
        Point::Century(_) | Point::Decade(_) => point.to_string(),
        Point::Year(_) | Point::Month(..) | Point::Day(_) => point.first().year().to_string(),
    };
    let start = year(era.when.start());
    match era.when.end() {
        Some(end) if year(end) != start => format!("{start}–{}", year(end)),
        None if era.when.is_open() => format!("since {start}"),
        _ => start,
    }
}
