//! The topics: the arguments, then initiatives, projects, exercises, people, places and terms.

use std::cmp::Ordering;

use super::{Passes, Row, add_section};
use crate::data::body::{Body, Stance};
use crate::data::{Dataset, ItemId, Kind, Record};

/// A section of the list: its heading, and whether a record belongs to it.
type Section = (&'static str, fn(&Record<'_>) -> bool);

const SECTIONS: [Section; 10] = [
    ("Significance", |record| is_theme(record, Stance::Significance)),
    ("Challenges", |record| is_theme(record, Stance::Challenge)),
    ("Way forward", |record| is_theme(record, Stance::WayForward)),
    ("Initiatives", |record| record.kind == Kind::Initiative),
    ("Projects", |record| record.kind == Kind::Project),
    ("Exercises", |record| record.kind == Kind::Exercise),
    ("People", |record| record.kind == Kind::Person),
    ("Places", is_place),
    ("Terms", |record| record.kind == Kind::Term),
    // No source dates them, so the timeline cannot hold them.
    ("Undated events", |record| record.kind == Kind::Event && record.when.is_none()),
];

fn is_theme(record: &Record<'_>, stance: Stance) -> bool {
    matches!(&record.body, Body::Theme(theme) if theme.stance == stance)
}

fn is_place(record: &Record<'_>) -> bool {
    record.kind == Kind::Place
}

/// The topics that pass; within a section by title, or else the most important first.
#[must_use]
pub fn sections(dataset: &Dataset<'_>, by_title: bool, passes: Passes<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for (heading, belongs) in SECTIONS {
        add_section(&mut rows, heading, sorted(dataset, belongs, by_title, passes).into_iter());
    }
    rows
}

/// The places that pass, without their heading: what a map of them lists.
#[must_use]
pub fn places(dataset: &Dataset<'_>, by_title: bool, passes: Passes<'_>) -> Vec<Row> {
    sorted(dataset, is_place, by_title, passes).into_iter().map(Row::Item).collect()
}

fn sorted(dataset: &Dataset<'_>, belongs: fn(&Record<'_>) -> bool, by_title: bool, passes: Passes<'_>) -> Vec<ItemId> {
    let records = dataset.records.iter().enumerate();
    let mut here: Vec<(ItemId, &Record<'_>)> = records
        .filter(|(_, record)| belongs(record))
        .map(|(index, record)| (ItemId::from_index(index), record))
        .filter(|(id, _)| passes(*id))
        .collect();
    here.sort_by(|(_, a), (_, b)| order(a, b, by_title));
    here.into_iter().map(|(id, _)| id).collect()
}

/// Terms as in a dictionary; everything else the most important first.
fn order(a: &Record<'_>, b: &Record<'_>, by_title: bool) -> Ordering {
    let title = |record: &Record<'_>| record.title.to_lowercase();
    if by_title || a.kind == Kind::Term {
        return title(a).cmp(&title(b));
    }
    a.weight.cmp(&b.weight).then_with(|| title(a).cmp(&title(b)))
}
