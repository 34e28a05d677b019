//! Items as JSON with every field: one a line, or all in one array.

use std::io::Write;

use serde::{Serialize, Serializer};

use super::sources::{self, SourceFields};
use crate::cli::errors::Failure;
use crate::data::body::{Body, Place};
use crate::data::cite::Cites;
use crate::data::date::PartialDate;
use crate::data::dispute::Conflict;
use crate::data::link::Link;
use crate::data::native::NativeName;
use crate::data::record::{Fact, Weight};
use crate::data::text::Text;
use crate::data::{Dataset, Item, ItemId, Kind, Record, Series};
use crate::study::notes::{Note, Target};
use crate::view::document::{Origin, origins};

/// Writes one item as a line of JSON.
pub(crate) fn line<'d>(
    dataset: &'d Dataset<'d>,
    id: ItemId,
    notes: Vec<&'d Note>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let Some(fields) = Fields::new(dataset, id, notes) else { return Ok(()) };
    serde_json::to_writer(&mut *out, &fields)?;
    writeln!(out)?;
    Ok(())
}

/// Writes items as one array, indented.
pub(super) fn array<'d>(
    dataset: &'d Dataset<'d>,
    items: impl Iterator<Item = (ItemId, Vec<&'d Note>)>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut serializer = serde_json::Serializer::pretty(&mut *out);
    serializer.collect_seq(items.filter_map(|(id, notes)| Fields::new(dataset, id, notes)))?;
    writeln!(out)?;
    Ok(())
}

/// All there is of an item, and after it the sources it cites.
#[derive(Serialize)]
struct Fields<'r, 'a> {
    #[serde(flatten)]
    item: ItemFields<'r, 'a>,
    sources: Vec<SourceFields<'r>>,
    /// What layers did to it, where any lie on the pack.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    layers: Vec<Origin<'r>>,
    /// The reader's own, which nothing above is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<NoteFields<'r>>,
}

/// A note of the reader's: what it is on, and when it was written, in milliseconds of Unix time.
#[derive(Serialize)]
struct NoteFields<'r> {
    on: &'r Target,
    at: i64,
    text: &'r str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ItemFields<'r, 'a> {
    Record(Box<RecordLine<'r, 'a>>),
    Series(SeriesLine<'r, 'a>),
}

impl<'d> Fields<'d, 'd> {
    fn new(dataset: &'d Dataset<'d>, id: ItemId, notes: Vec<&'d Note>) -> Option<Self> {
        let item = dataset.get(id)?;
        let notes = notes.into_iter().map(|Note { on, at, text, .. }| NoteFields { on, at: *at, text }).collect();
        let sources = sources::of(dataset, [id]);
        let item = match item {
            Item::Record(record) => ItemFields::Record(Box::new(RecordLine::from(record))),
            Item::Series(series) => ItemFields::Series(SeriesLine { kind: Kind::Series.id(), series }),
        };
        Some(Self { item, sources, layers: origins(dataset, id), notes })
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
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    read_as: &'r [NativeName<'a>],
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
    links: &'r [Link<'a>],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    was: &'r [Text<'a>],
    cites: Vec<&'r str>,
    #[serde(flatten)]
    body: BodyFields<'r, 'a>,
}

/// A body without the name of its kind, which stands in the line already.
struct BodyFields<'r, 'a>(&'r Body<'a>);

impl Serialize for BodyFields<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Body::Place(place) = self.0 {
            return PlaceFields::from(place.as_ref()).serialize(serializer);
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
            read_as: &record.read_as,
            when: record.when,
            order: record.when.map(|when| when.notation()),
            sectors: &record.sectors,
            weight: record.weight,
            summary: &record.summary,
            facts: &record.facts,
            conflicts: &record.conflicts,
            links: &record.links,
            was: &record.was,
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
