//! `maitri export`: the whole dataset as JSON, one record or series a line, every field.
//!
//! The same line serves `maitri show --json`.

use std::io::Write;

use serde::{Serialize, Serializer};

use super::Failure;
use crate::dataset::body::{Body, Place};
use crate::dataset::cite::Cites;
use crate::dataset::date::PartialDate;
use crate::dataset::record::{Conflict, Fact, Native, Weight};
use crate::dataset::text::Text;
use crate::dataset::{Dataset, Item, Kind, Record, Series};

/// Writes every item as a line of JSON.
pub(super) fn run(dataset: &Dataset<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    for (_, item) in dataset.items() {
        line(item, out)?;
    }
    Ok(())
}

/// Writes one item as a line of JSON.
pub(super) fn line(item: Item<'_, '_>, out: &mut dyn Write) -> Result<(), Failure> {
    match item {
        Item::Record(record) => serde_json::to_writer(&mut *out, &RecordLine::from(record))?,
        Item::Series(series) => serde_json::to_writer(&mut *out, &SeriesLine { kind: Kind::Series.id(), series })?,
    }
    writeln!(out)?;
    Ok(())
}

/// A record with its kind's own fields beside the shared ones.
#[derive(Serialize)]
struct RecordLine<'r, 'a> {
    id: &'r str,
    kind: &'static str,
    title: &'r str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    aka: &'r [Text<'a>],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    native: &'r [Native<'a>],
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<PartialDate>,
    /// The date's notation, which sorts as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<String>,
    sectors: &'r [Text<'a>],
    weight: Weight,
    summary: &'r str,
    facts: &'r [Fact<'a>],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    conflicts: &'r [Conflict<'a>],
    links: &'r [Text<'a>],
    cites: Vec<&'r str>,
    #[serde(flatten)]
    body: BodyFields<'r, 'a>,
}

/// A body without the name of its kind, which stands in the line already.
struct BodyFields<'r, 'a>(&'r Body<'a>);

impl Serialize for BodyFields<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Body::Event(body) => body.serialize(serializer),
            Body::Agreement(body) => body.serialize(serializer),
            Body::Institution(body) => body.serialize(serializer),
            Body::Project(body) => body.serialize(serializer),
            Body::Exercise(body) => body.serialize(serializer),
            Body::Person(body) => body.serialize(serializer),
            Body::Initiative(body) => body.serialize(serializer),
            Body::Theme(body) => body.serialize(serializer),
            Body::Place(body) => PlaceFields::from(body).serialize(serializer),
            Body::Term(body) => body.serialize(serializer),
        }
    }
}

/// A place with its position as a `geo:` address (RFC 5870), which maps open.
#[derive(Serialize)]
struct PlaceFields<'r> {
    side: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<&'r str>,
    address: String,
}

impl<'r> From<&'r Place<'_>> for PlaceFields<'r> {
    fn from(place: &'r Place<'_>) -> Self {
        let address = format!("geo:{},{}", place.lat, place.lon);
        Self { side: &place.side, region: place.region.as_deref(), address }
    }
}

impl<'r, 'a> From<&'r Record<'a>> for RecordLine<'r, 'a> {
    fn from(record: &'r Record<'a>) -> Self {
        Self {
            id: &record.id,
            kind: record.kind.id(),
            title: &record.title,
            aka: &record.aka,
            native: &record.native,
            when: record.when,
            order: record.when.map(|when| when.notation()),
            sectors: &record.sectors,
            weight: record.weight,
            summary: &record.summary,
            facts: &record.facts,
            conflicts: &record.conflicts,
            links: &record.links,
            cites: record.cites.iter().flat_map(Cites::parts).collect(),
            body: BodyFields(&record.body),
        }
    }
}

#[derive(Serialize)]
struct SeriesLine<'s, 'a> {
    kind: &'static str,
    #[serde(flatten)]
    series: &'s Series<'a>,
}
