//! Items as JSON with every field: one a line, or all in one array.

use std::io::Write;

use serde::{Serialize, Serializer};

use crate::cli::errors::Failure;
use crate::data::body::{Body, Place};
use crate::data::cite::Cites;
use crate::data::date::PartialDate;
use crate::data::native::NativeName;
use crate::data::record::{Conflict, Fact, Weight};
use crate::data::text::Text;
use crate::data::{Item, Kind, Record, Series};

/// Writes one item as a line of JSON.
pub(crate) fn line(item: Item<'_, '_>, out: &mut dyn Write) -> Result<(), Failure> {
    serde_json::to_writer(&mut *out, &Fields::from(item))?;
    writeln!(out)?;
    Ok(())
}

/// Writes items as one array, indented.
pub(super) fn array<'d>(items: impl Iterator<Item = Item<'d, 'd>>, out: &mut dyn Write) -> Result<(), Failure> {
    let mut serializer = serde_json::Serializer::pretty(&mut *out);
    serializer.collect_seq(items.map(Fields::from))?;
    writeln!(out)?;
    Ok(())
}

/// All there is of an item.
#[derive(Serialize)]
#[serde(untagged)]
enum Fields<'r, 'a> {
    Record(Box<RecordLine<'r, 'a>>),
    Series(SeriesLine<'r, 'a>),
}

impl<'r, 'a> From<Item<'r, 'a>> for Fields<'r, 'a> {
    fn from(item: Item<'r, 'a>) -> Self {
        match item {
            Item::Record(record) => Self::Record(Box::new(RecordLine::from(record))),
            Item::Series(series) => Self::Series(SeriesLine { kind: Kind::Series.id(), series }),
        }
    }
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
    native: &'r [NativeName<'a>],
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
        if let Body::Place(place) = self.0 {
            return PlaceFields::from(place).serialize(serializer);
        }
        self.0.serialize_fields(serializer)
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
